//! Every kind of letter in every language about events of every format, composed by the house itself from its records:
//! people with long names in many scripts, titles that fill two lines, stops, a venue.

use chrono::Duration;
use samenkomst::events::event::{self, Format, Material, Materials, Translation, Translations, Venue};
use samenkomst::events::stop;
use samenkomst::language::{Language, Texts};
use samenkomst::mail::{Letter, LetterKind, Parcel, post};
use samenkomst::messages::message::{self, Audience};
use samenkomst::organisers::accounts;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::attendees::Filter;
use samenkomst::registrations::registration;
use samenkomst::registrations::seats::booking::Applicant;
use samenkomst::registrations::self_service::handover;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::person;
use crate::support::{TestApp, brussels};

/// Where the recording is, and what there is to read: the only addresses in letters that are not ours.
pub const ELSEWHERE: &str = "https://example.org/";

pub const FORMATS: [Format; 3] = [Format::Online, Format::Hybrid, Format::InPerson];

/// 79 characters from right to left and from left to right, accents upon accents, an emoji of three.
const LONG_NAME: &str = "Nguyễn Thị Ánh-Nguyệt عبد الرحمن بن محمد الأنصاري 👩🏽‍🌾 d’Hooghe-Van den Bossche";

const TITLES: [&str; 3] = [
    "Hoe werk je \"outreachend\" & politiserend als de buurt zelf het woord neemt en niemand wacht?",
    "Comment travailler « hors les murs » & de façon politisante quand le quartier prend la parole ?",
    "How to reach out & take a stand when the neighbourhood itself \"takes the floor\" and nobody waits?",
];

/// A house on the day before its events, and every letter that it wrote: with its kind, language and format.
pub async fn every_letter() -> (TestApp, Vec<(Format, Language, Parcel)>) {
    let app = TestApp::start().await;
    app.at("2027-03-03 13:30");
    let mut written = Vec::new();
    for format in FORMATS {
        let event = an_event(&app, format).await;
        let stops = two_stops(&app, &event).await;
        let entry = stops[0].uid;
        let stops: Vec<i32> = stops.iter().map(|stop| stop.id).collect();
        for n in 0..6 {
            let applicant = Applicant {
                name: if n % 2 == 0 { LONG_NAME.to_string() } else { "Zoë D'Hondt".to_string() },
                language: Language::ALL[n % 3],
                stops: stops.clone(),
                ..person(event.id, n)
            };
            let _ = app.desk().register(applicant).await.expect("an answer");
        }
        app.letters().await;
        let event = event::Entity::find_by_id(event.id).one(app.db.read()).await.expect("a query").expect("an event");
        let people = registration::Entity::find().filter(registration::Column::EventId.eq(event.id));
        let people = people.order_by_asc(registration::Column::Place).all(app.db.read()).await.expect("a query");
        for (index, language) in Language::ALL.into_iter().enumerate() {
            let (seated, waiting) = (&people[index], &people[index + 3]);
            for kind in kinds().filter(|kind| *kind != LetterKind::SeatToTake) {
                let waits = matches!(kind, LetterKind::RegistrationWaitlisted | LetterKind::OfferRanOut);
                write(&app, kind, language, &event, if waits { waiting } else { seated }, entry).await;
            }
            written.extend(app.letters().await.into_iter().map(|parcel| (format, language, parcel)));
            let until = Set(Some(app.clock.now() + Duration::hours(12)));
            let offered = registration::ActiveModel { offered_until: until, ..waiting.clone().into_active_model() };
            let offered = offered.update(app.db.write()).await.expect("an offer");
            write(&app, LetterKind::SeatToTake, language, &event, &offered, entry).await;
            written.extend(app.letters().await.into_iter().map(|parcel| (format, language, parcel)));
        }
    }
    (app, written)
}

/// Those about registrations, and to organisers; digests are read in a story of their own.
pub fn kinds() -> impl Iterator<Item = LetterKind> {
    LetterKind::ALL.into_iter().filter(|kind| !matches!(kind, LetterKind::DigestAsked | LetterKind::Digest))
}

async fn an_event(app: &TestApp, format: Format) -> event::Model {
    let region = make_region(app, &format!("region-{}", format.code())).await;
    let says = |title: &str| {
        let accessibility = "De zaal is gelijkvloers, met een ringleiding & een toilet voor iedereen.".to_string();
        Some(Translation { title: title.to_string(), accessibility, ..Translation::default() })
    };
    let [nl, fr, en] = TITLES;
    let venue = Venue {
        name: "Huis van het Kind".to_string(),
        street: "Stationsstraat 12".to_string(),
        postcode: "1500".to_string(),
        city: "Halle".to_string(),
        latitude: None,
        longitude: None,
    };
    make_event(app, &region, format.code(), |e| {
        e.title = Set(nl.to_string());
        e.translations = Set(Translations { nl: says(nl), fr: says(fr), en: says(en) });
        e.format = Set(format);
        e.capacity = Set(Some(3));
        e.venue = Set((format != Format::Online).then_some(venue));
        e.join_url = Set(format.is_online().then(|| "https://meet.example.org/j/1".to_string()));
        e.cancellation_reason = Set(Some("De spreker is ziek & vindt geen vervanging.".to_string()));
        e.recording_url = Set(Some(format!("{ELSEWHERE}opname?v=1&t=2")));
        e.recording_minutes = Set(Some(52));
        let material = Material { title: Texts::same("De presentatie"), url: format!("{ELSEWHERE}slides.pdf") };
        e.materials = Set(Materials(vec![material]));
    })
    .await
}

async fn two_stops(app: &TestApp, event: &event::Model) -> [stop::Model; 2] {
    let kitchen = make_stop(app, event, "De keuken van Soep & Co", "2027-03-04 13:30", "2027-03-04 14:30").await;
    let garden = make_stop(app, event, "De tuin achter het station", "2027-03-04 14:30", "2027-03-04 15:30").await;
    [kitchen, garden]
}

/// Posts the letter as the deed would; `entry` is the one stop that it may be about.
async fn write(
    app: &TestApp,
    kind: LetterKind,
    language: Language,
    event: &event::Model,
    about: &registration::Model,
    entry: Uuid,
) {
    let now = app.clock.now();
    let txn = app.db.begin().await.expect("a transaction");
    let (mut about_id, mut batch_id) = (Some(about.id), None);
    let facts = match kind {
        LetterKind::SignIn | LetterKind::Welcome => {
            let email = format!("organiser.{language}.{}@example.org", event.slug).parse().expect("an address");
            let added = accounts::add(&txn, now, &email, LONG_NAME, Role::Organiser, &[event.region_id]).await;
            about_id = None;
            json!({ "organiser_id": added.expect("an account").id, "by": LONG_NAME, "regions": [event.region_id] })
        }
        LetterKind::SeatOffered => {
            let offer = handover::ActiveModel {
                id: Set(Uuid::now_v7()),
                registration_id: Set(about.id),
                name: Set("Σωκράτης Παπαδόπουλος-Vandenbroucke".to_string()),
                email: Set("colleague@example.org".to_string()),
                token_hash: Set(Uuid::now_v7().as_bytes().to_vec()),
                offered_at: Set(now),
                accepted_at: Set(None),
                declined_at: Set(None),
                withdrawn_at: Set(None),
            };
            about_id = Some(offer.insert(&txn).await.expect("an offer").id);
            json!({})
        }
        LetterKind::Message => {
            let message = a_message(now, event).insert(&txn).await.expect("a message");
            batch_id = Some(message.id);
            json!({})
        }
        LetterKind::StopGivenBack => json!({ "held_seat": true, "stop": entry }),
        LetterKind::StopDeclinedInCalendar | LetterKind::StopChosen => json!({ "stop": entry }),
        _ => facts(kind, event),
    };
    let recipient = match kind {
        LetterKind::RegistrationMoved => format!("once.{}", about.email),
        _ => about.email.clone(),
    };
    let letter = Letter {
        id: Uuid::now_v7(),
        kind,
        about_id,
        thread_id: None,
        recipient,
        recipient_name: about.name.clone(),
        language,
        facts,
        batch_id,
    };
    post(&txn, now, vec![letter]).await.expect("a letter");
    txn.commit().await.expect("a commit");
}

fn facts(kind: LetterKind, event: &event::Model) -> Value {
    match kind {
        LetterKind::RegistrationWaitlisted | LetterKind::OfferRanOut => json!({ "position": 12 }),
        LetterKind::EventChanged => json!({ "before": {
            "title": event.title,
            "translations": event.translations,
            "starts_at": event.starts_at - Duration::days(2),
            "ends_at": event.ends_at - Duration::days(2),
            "format": event.format,
            "venue": event.venue,
            "has_link": true,
        }}),
        LetterKind::Reminder => json!({ "starts_at": event.starts_at }),
        LetterKind::SeatHandedOver | LetterKind::SeatDeclined => {
            json!({ "colleague": "Σωκράτης Παπαδόπουλος-Vandenbroucke", "held_seat": true })
        }
        LetterKind::RegistrationMoved => json!({ "held_seat": true, "moved_to": "n…@elders.example.org" }),
        _ => json!({ "held_seat": true }),
    }
}

/// With every mark that there is.
fn a_message(now: chrono::DateTime<chrono::Utc>, event: &event::Model) -> message::ActiveModel {
    let text = |hello: &str| {
        format!(
            "{hello},\n\n## 3 dingen\n\n1. **koffie** om 9 uur\n2. een [kaart]({ELSEWHERE}kaart?a=1&b=2)\n\n---\n\n> `code`\n\n- een & ander"
        )
    };
    message::ActiveModel {
        id: Set(Uuid::now_v7()),
        event_id: Set(event.id),
        organiser_id: Set(None),
        subjects: Set(Texts {
            nl: "Wat breng je mee?".to_string(),
            fr: "Qu’est-ce que tu apportes ?".to_string(),
            en: "What to bring".to_string(),
        }),
        bodies: Set(Texts { nl: text("Dag {naam}"), fr: text("Bonjour {nom}"), en: text("Hello {name}") }),
        audience: Set(Audience(Filter::default())),
        created_at: Set(now),
        send_at: Set(Some(brussels("2027-03-03 09:00"))),
        sent_at: Set(Some(now)),
        withdrawn_at: Set(None),
        recipients: Set(0),
    }
}
