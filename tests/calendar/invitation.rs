//! A seat stands in the calendar of the one who holds it, follows what changes, and leaves again.

use chrono::{DateTime, Utc};
use lettre::message::Mailbox;
use samenkomst::calendar::Invitation;
use samenkomst::config::Config;
use samenkomst::events::Details;
use samenkomst::events::event::{self, Format, Venue};
use samenkomst::language::Language;
use samenkomst::mail::CalendarMethod;
use samenkomst::regions::Network;
use samenkomst::registrations::registration::{self, Answers, Role, Status};
use samenkomst::registrations::self_service::calendar_reply::Answer;
use sea_orm::Set;
use uuid::Uuid;

use super::{lines, property, without_kinds};
use crate::support::makers::{make_event, make_region, make_two_stops};
use crate::support::{TestApp, brussels};

/// A registration of Zoë, in Dutch.
fn registration(event: &event::Model) -> registration::Model {
    let at: DateTime<Utc> = brussels("2027-02-02 09:00");
    registration::Model {
        id: Uuid::from_u128(1),
        event_id: event.id,
        status: Status::Confirmed,
        place: 1,
        name: "Zoë \"Zo\" Peeters; CAW, Leuven".into(),
        email: "Zoe.Peeters+werk@Example.org".into(),
        email_key: "zoe.peeters@example.org".into(),
        organisation: String::new(),
        role: Role::Unsaid,
        language: Language::Nl,
        answers: Answers::default(),
        sequence: 0,
        invited_sequence: 0,
        key_version: 0,
        token_hash: Vec::new(),
        consent_at: at,
        registered_at: at,
        updated_at: at,
        cancelled_at: None,
        checked_in_at: None,
        offered_until: None,
        offers_missed: 0,
        search: String::new(),
    }
}

struct Desk {
    app: TestApp,
    details: Details,
}

impl Desk {
    async fn with(change: impl FnOnce(&mut event::ActiveModel)) -> Desk {
        let app = TestApp::start().await;
        let leuven = make_region(&app, "leuven").await;
        let event = make_event(&app, &leuven, "webinar-over-wonen", |e| {
            e.uid = Set(Uuid::from_u128(0x6f1c_0a52_6c41_4d2b_9d0e_0a6d_2f8f_0001));
            e.join_url = Set(Some("https://video.example.org/j/4711?pwd=a,b;c".into()));
            e.summary = Set("Twee uur over wonen.".into());
            change(e);
        })
        .await;
        make_two_stops(&app, &event).await;
        let network = Network::load(&app.db).await.unwrap();
        let details = Details::of(&app.db, &network, event).await.unwrap();
        Desk { app, details }
    }

    fn invite(&self, registration: &registration::Model, method: CalendarMethod) -> String {
        let organizer = organizer();
        self.invitation(registration, method, &organizer).to_event(Answer::Accepted)
    }

    /// The invitation to the first stop.
    fn invite_to_a_stop(&self, registration: &registration::Model) -> String {
        let organizer = organizer();
        let invitation = self.invitation(registration, CalendarMethod::Request, &organizer);
        invitation.to_stop(&self.details.stops[0], Answer::Accepted)
    }

    fn invitation<'a>(
        &'a self,
        registration: &'a registration::Model,
        method: CalendarMethod,
        organizer: &'a Mailbox,
    ) -> Invitation<'a> {
        let config = self.app.client.rocket().state::<Config>().unwrap();
        Invitation { details: &self.details, registration, method, organizer, config }
    }
}

fn organizer() -> Mailbox {
    Mailbox::new(Some("Samenkomst Leuven".into()), "agenda@example.org".parse().unwrap())
}

#[rocket::async_test]
async fn an_invitation_reads_like_this() {
    let desk = Desk::with(|_| {}).await;
    let invited = desk.invite(&registration(&desk.details.event), CalendarMethod::Request);
    insta::assert_snapshot!(without_kinds(&invited.replace("\r\n", "\n")));
}

#[rocket::async_test]
async fn it_names_the_one_who_holds_the_seat_and_nobody_else() {
    let desk = Desk::with(|_| {}).await;
    let zoe = registration(&desk.details.event);
    let invited = desk.invite(&zoe, CalendarMethod::Request);
    let attendees: Vec<String> = lines(&invited).into_iter().filter(|l| l.starts_with("ATTENDEE")).collect();
    let expected = "ATTENDEE;CN=\"Zoë Zo Peeters; CAW, Leuven\";PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=TRUE:\
        mailto:Zoe.Peeters+werk@Example.org";
    assert_eq!(attendees, [expected]);
    assert_eq!(property(&invited, "ORGANIZER").unwrap(), ";CN=Samenkomst Leuven:mailto:agenda@example.org");
    assert_eq!(property(&invited, "METHOD").unwrap(), "REQUEST");
    for of_feeds in ["NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "SOURCE"] {
        assert_eq!(property(&invited, of_feeds), None);
    }
}

#[rocket::async_test]
async fn an_address_that_would_end_its_uri_stands_whole_in_it() {
    let desk = Desk::with(|_| {}).await;
    let mut zoe = registration(&desk.details.event);
    for (typed, written) in [
        ("zoe#1?a%b|c@example.org", "zoe%231%3Fa%25b%7Cc@example.org"),
        ("Zoe+o'neil=a/b&c_d@example.org", "Zoe+o'neil=a/b&c_d@example.org"),
    ] {
        zoe.email = typed.into();
        let attendee = property(&desk.invite(&zoe, CalendarMethod::Request), "ATTENDEE").unwrap();
        assert!(attendee.ends_with(&format!(":mailto:{written}")), "{attendee}");
    }
}

#[rocket::async_test]
async fn it_is_the_entry_of_the_feed() {
    let desk = Desk::with(|_| {}).await;
    let invited = desk.invite(&registration(&desk.details.event), CalendarMethod::Request);
    let feed = desk.app.page("/calendar/leuven.ics").await;
    for same in ["UID", "DTSTART", "DTEND", "SUMMARY", "CREATED", "URL", "CATEGORIES"] {
        let in_feed = feed[feed.find("BEGIN:VEVENT").unwrap()..].to_string();
        let in_letter = invited[invited.find("BEGIN:VEVENT").unwrap()..].to_string();
        assert_eq!(property(&in_letter, same), property(&in_feed, same), "{same}");
        assert!(property(&in_feed, same).is_some(), "{same}");
    }
    assert_eq!(property(&invited, "TRANSP").unwrap(), "OPAQUE");
    assert_eq!(property(&feed, "TRANSP").unwrap(), "TRANSPARENT");
}

#[rocket::async_test]
async fn a_cancel_takes_the_same_entry_away() {
    let desk = Desk::with(|e| e.sequence = Set(2)).await;
    let mut zoe = registration(&desk.details.event);
    let invited = desk.invite(&zoe, CalendarMethod::Request);
    zoe.sequence = 1;
    zoe.updated_at = brussels("2027-02-03 09:00");
    let withdrawn = desk.invite(&zoe, CalendarMethod::Cancel);
    for same in ["UID", "ORGANIZER", "DTSTART", "SUMMARY"] {
        assert_eq!(property(&withdrawn, same), property(&invited, same), "{same}");
    }
    assert_eq!(property(&withdrawn, "METHOD").unwrap(), "CANCEL");
    assert_eq!(property(&withdrawn, "STATUS").unwrap(), "CANCELLED");
    assert_eq!(property(&invited, "SEQUENCE").unwrap(), "2");
    assert_eq!(property(&withdrawn, "SEQUENCE").unwrap(), "3");
    assert_eq!(property(&withdrawn, "DTSTAMP").unwrap(), "20270203T080000Z");
    assert!(lines(&withdrawn).iter().any(|l| l.ends_with("mailto:Zoe.Peeters+werk@Example.org")));
    assert!(lines(&invited).join("").contains("/join/") && !lines(&withdrawn).join("").contains("/join/"));
    assert!(!lines(&invited).join("").contains("4711"), "the room itself stands in no calendar");
}

#[rocket::async_test]
async fn where_to_be_is_a_place_if_there_is_one_and_else_the_link() {
    let online = Desk::with(|_| {}).await;
    let zoe = registration(&online.details.event);
    let place = property(&online.invite(&zoe, CalendarMethod::Request), "LOCATION").unwrap();
    assert!(place.starts_with("https://samenkomst.example/join/"), "{place}");
    let hall = || Some(Venue { name: "Zaal 1".into(), city: "Leuven".into(), ..Venue::default() });
    let hybrid = Desk::with(|e| {
        e.format = Set(Format::Hybrid);
        e.venue = Set(hall());
    })
    .await;
    let invited = hybrid.invite(&zoe, CalendarMethod::Request);
    assert_eq!(property(&invited, "LOCATION").unwrap(), "Zaal 1\\, Leuven");
    assert!(property(&invited, "DESCRIPTION").unwrap().contains("/join/"));
    let in_person = Desk::with(|e| {
        e.format = Set(Format::InPerson);
        e.venue = Set(hall());
    })
    .await;
    assert!(!lines(&in_person.invite(&zoe, CalendarMethod::Request)).join("").contains("/join/"));
}

#[rocket::async_test]
async fn a_stop_has_the_way_in_as_well() {
    let online = Desk::with(|_| {}).await;
    let zoe = registration(&online.details.event);
    let stop = online.invite_to_a_stop(&zoe);
    assert!(property(&stop, "LOCATION").unwrap().starts_with("https://samenkomst.example/join/"), "{stop}");
    assert!(property(&stop, "DESCRIPTION").unwrap().starts_with("Zo doe je mee: https://samenkomst.example/join/"));
    let with = |format: Format| {
        Desk::with(move |e| {
            e.format = Set(format);
            e.venue = Set(Some(Venue { name: "Zaal 1".into(), city: "Leuven".into(), ..Venue::default() }));
        })
    };
    let stop = with(Format::Hybrid).await.invite_to_a_stop(&zoe);
    assert_eq!(property(&stop, "LOCATION").unwrap(), "Zaal 1\\, Leuven");
    assert!(property(&stop, "DESCRIPTION").unwrap().contains("/join/"), "{stop}");
    let stop = with(Format::InPerson).await.invite_to_a_stop(&zoe);
    assert!(!lines(&stop).join("").contains("/join/"), "{stop}");
}

#[rocket::async_test]
async fn what_moved_online_names_its_hall_nowhere() {
    let desk = Desk::with(|e| {
        let (latitude, longitude) = (Some(50.8798), Some(4.7005));
        e.venue = Set(Some(Venue { name: "Zaal 1".into(), latitude, longitude, ..Venue::default() }));
    })
    .await;
    let invited = desk.invite(&registration(&desk.details.event), CalendarMethod::Request);
    assert!(property(&invited, "LOCATION").unwrap().starts_with("https://samenkomst.example/join/"), "{invited}");
    let feed = desk.app.page("/calendar/leuven.ics").await;
    assert_eq!(property(&feed, "LOCATION").unwrap(), "Online");
    for said in [&invited, &feed, &desk.app.page("/feeds/leuven.atom").await] {
        assert!(!said.contains("Zaal 1") && !said.contains("GEO:"), "{said}");
    }
}

#[rocket::async_test]
async fn it_speaks_the_language_of_the_reader() {
    let desk = Desk::with(|e| {
        e.cancelled_at = Set(Some(brussels("2027-02-01 09:00")));
        e.cancellation_reason = Set(Some("Grève.".into()));
    })
    .await;
    let mut zoe = registration(&desk.details.event);
    zoe.language = Language::Fr;
    let withdrawn = desk.invite(&zoe, CalendarMethod::Cancel);
    assert_eq!(property(&withdrawn, "SUMMARY").unwrap(), "Annulé\u{a0}: Webinar over wonen");
    assert!(property(&withdrawn, "DESCRIPTION").unwrap().starts_with("Cette rencontre n’a pas lieu. Grève."));
}
