//! Hanne plans: from an idea to an event that is online, and what becomes of those who registered when she changes it.

use rocket::http::{ContentType, Header, Status};
use samenkomst::events::event::{self, Format, Programme, ProgrammePoint, Venue};
use samenkomst::events::kind::Kind;
use samenkomst::events::room::StopsPolicy;
use samenkomst::events::{event_region, question, stop};
use samenkomst::language::Texts;
use samenkomst::organisers::accounts;
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::role::Role;
use samenkomst::regions::{region, series};
use samenkomst::registrations::registration;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};
use serde_json::json;

use crate::support::TestApp;
use crate::support::brussels;
use crate::support::makers::{make, make_event, make_region, make_stop};
use crate::support::people::{link_in, person, seats, to};
use crate::support::programs::Program;

/// Somebody signs in at this house.
async fn sign_in(app: &TestApp, name: &str, role: Role, regions: &[i32]) {
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
    let txn = app.db.begin().await.expect("a transaction");
    let address = email.parse().expect("an address");
    accounts::add(&txn, app.clock.now(), &address, name, role, regions).await.expect("an account");
    txn.commit().await.expect("a commit");
    app.send("/organise/sign-in", &[("email", &email)]).await;
    let letters = app.letters().await;
    let link = link_in(letters.iter().find(|l| l.to.to_string() == email).expect("a link"));
    app.send(&link, &[]).await;
}

/// Leuven, where Hanne Verbeke organises.
async fn leuven(app: &TestApp) -> region::Model {
    let leuven = make_region(app, "leuven").await;
    sign_in(app, "Hanne Verbeke", Role::Organiser, &[leuven.id]).await;
    leuven
}

async fn event(app: &TestApp, slug: &str) -> event::Model {
    let found = event::Entity::find().filter(event::Column::Slug.eq(slug)).one(app.db.read()).await;
    found.expect("a query").expect("an event")
}

async fn stops(app: &TestApp, event: i32) -> Vec<stop::Model> {
    let found = stop::Entity::find().filter(stop::Column::EventId.eq(event)).order_by_asc(stop::Column::Position);
    found.all(app.db.read()).await.expect("a query")
}

async fn questions(app: &TestApp, event: i32) -> Vec<question::Model> {
    let found = question::Entity::find().filter(question::Column::EventId.eq(event));
    found.order_by_asc(question::Column::Position).all(app.db.read()).await.expect("a query")
}

/// Sends the editor's form with these fields changed; the others stay as they are.
async fn save(app: &TestApp, slug: &str, fields: &[(&str, &str)]) -> (Status, String) {
    let path = format!("/organise/events/{slug}");
    let mut sent = vec![("_method", "put")];
    sent.extend(fields);
    app.send(&path, &sent).await
}

/// What the form on the page would send: each field with its value.
pub fn filled(page: &str) -> Vec<(String, String)> {
    let start = page.find("<form class=\"cols editor\"").expect("the form");
    let page = &page[start..start + page[start..].find("</form>").expect("its end")];
    let unescape = |text: &str| {
        text.replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&#38;", "&")
    };
    let attribute = |tag: &str, name: &str| {
        let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(unescape(&tag[start..start + tag[start..].find('"')?]))
    };
    let mut pairs = Vec::new();
    for (at, _) in page.match_indices('<') {
        let rest = &page[at..];
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        let Some(name) = attribute(tag, "name") else { continue };
        if tag.starts_with("<input") {
            let boxed = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
            if !boxed || tag.contains(" checked") {
                pairs.push((name, attribute(tag, "value").unwrap_or_default()));
            }
        } else if tag.starts_with("<textarea") {
            let text = &rest[tag.len() + 1..rest.find("</textarea>").expect("its end")];
            pairs.push((name, unescape(text.strip_prefix('\n').unwrap_or(text))));
        } else if tag.starts_with("<select") {
            let inside = &rest[..rest.find("</select>").expect("its end")];
            let chosen =
                inside.match_indices("<option").map(|(at, _)| &inside[at..at + inside[at..].find('>').unwrap_or(0)]);
            let options: Vec<&str> = chosen.collect();
            let option = options.iter().find(|o| o.contains(" selected")).or(options.first());
            pairs.push((name, option.and_then(|o| attribute(o, "value")).unwrap_or_default()));
        }
    }
    pairs
}

/// Sends a whole form, as a browser does.
pub async fn submit(app: &TestApp, slug: &str, pairs: &[(String, String)], do_: &str) -> (Status, String) {
    let mut fields: Vec<(&str, &str)> = pairs.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    fields.push(("do", do_));
    app.send(&format!("/organise/events/{slug}"), &fields).await
}

pub fn put(pairs: &mut Vec<(String, String)>, name: &str, value: &str) {
    match pairs.iter_mut().find(|(known, _)| known == name) {
        Some((_, text)) => *text = value.to_string(),
        None => pairs.push((name.to_string(), value.to_string())),
    }
}

async fn acts(app: &TestApp) -> Vec<Act> {
    let entries = audit::Entity::find().order_by_asc(audit::Column::Id).all(app.db.read()).await.expect("a query");
    entries.into_iter().map(|entry| entry.act).collect()
}

async fn register(app: &TestApp, event_id: i32, people: std::ops::Range<usize>) {
    for number in people {
        app.desk().register(person(event_id, number)).await.expect("an answer").expect("a place");
    }
    app.letters().await;
}

#[rocket::async_test]
async fn from_an_idea_to_an_event_that_is_online() {
    let app = TestApp::start().await;
    leuven(&app).await;
    let page = app.page("/organise/events/new").await;
    assert!(page.contains("Nieuwe samenkomst") && page.contains("3 uur, ter plaatse, 45 plaatsen"), "{page}");
    let fields =
        [("title", "Safari in Leuven"), ("kind", "practice-safari"), ("region", "leuven"), ("date", "2027-04-22")];
    let (status, next) = app.send("/organise/events", &fields).await;
    assert_eq!(
        (status, next.as_str()),
        (Status::SeeOther, "/organise/events/safari-in-leuven-2027-04-22?done=created")
    );
    let draft = event(&app, "safari-in-leuven-2027-04-22").await;
    assert_eq!((draft.starts_at, draft.ends_at), (brussels("2027-04-22 13:30"), brussels("2027-04-22 16:30")));
    assert_eq!((draft.capacity, draft.format, draft.published_at), (Some(45), Format::InPerson, None));
    assert_eq!(stops(&app, draft.id).await.len(), 3);
    assert_eq!(draft.programme.0.len(), 2);
    let page = app.page(&next).await;
    assert!(page.contains("Het concept staat klaar.") && page.contains("Halte 1: nog niemand die ontvangt"), "{page}");
    assert!(!page.contains("Unknown localization"), "{page}");
    assert_eq!(app.client.get("/events/safari-in-leuven-2027-04-22").dispatch().await.status(), Status::NotFound);
    let mut form = filled(&page);
    put(&mut form, "summary", "Drie ploegen tonen hoe.");
    put(&mut form, "venue_name", "Bibliotheek Tweebronnen");
    put(&mut form, "venue_city", "Leuven");
    put(&mut form, "stops.1.practice", "De itsme-karavaan");
    let (status, next) = submit(&app, &draft.slug, &form, "publish").await;
    assert_eq!(
        (status, next.as_str()),
        (Status::SeeOther, "/organise/events/safari-in-leuven-2027-04-22?done=published")
    );
    let page = app.page("/events/safari-in-leuven-2027-04-22").await;
    assert!(page.contains("Drie ploegen tonen hoe.") && page.contains("De itsme-karavaan"), "{page}");
    assert_eq!(acts(&app).await, [Act::EventCreated, Act::EventChanged, Act::EventPublished]);
    assert!(app.page("/organise/events/safari-in-leuven-2027-04-22").await.contains("Haal van de site"));
}

#[rocket::async_test]
async fn each_kind_has_a_template_and_any_begins_empty_too() {
    let app = TestApp::start().await;
    leuven(&app).await;
    for kind in Kind::ALL {
        let title = format!("Met sjabloon {kind}");
        let fields = [("title", title.as_str()), ("kind", kind.code()), ("region", "leuven"), ("date", "2027-05-20")];
        let (status, next) = app.send("/organise/events", &fields).await;
        assert_eq!(status, Status::SeeOther, "{kind}");
        for language in ["nl", "fr", "en"] {
            let page = app.page(&format!("{next}&lang={language}")).await;
            assert!(page.contains(&title) && !page.contains("Unknown localization"), "{kind} {language}: {page}");
        }
        app.page("/?lang=nl").await;
        let bare = format!("Leeg {kind}");
        let mut fields = fields.to_vec();
        fields[0].1 = &bare;
        fields.push(("template", "no"));
        fields.push(("starts", "10:15"));
        let (_, next) = app.send("/organise/events", &fields).await;
        let slug = next.trim_start_matches("/organise/events/").split('?').next().unwrap_or_default();
        let made = event(&app, slug).await;
        assert_eq!((made.summary.as_str(), made.capacity, made.starts_at), ("", None, brussels("2027-05-20 10:15")));
        assert!(questions(&app, made.id).await.is_empty());
    }
}

#[rocket::async_test]
async fn what_is_missing_for_a_new_event_is_said_and_what_was_typed_stays() {
    let app = TestApp::start().await;
    leuven(&app).await;
    make_region(&app, "gent").await;
    let (status, page) =
        app.send("/organise/events", &[("title", "Iets <b>"), ("kind", "picnic"), ("date", "gisteren")]).await;
    assert_eq!(status, Status::UnprocessableEntity);
    assert!(
        page.contains("Nog drie dingen") && page.contains("Geef een datum") && page.contains("Iets &#60;b&#62;"),
        "{page}"
    );
    let elsewhere = [("title", "X"), ("kind", "webinar"), ("region", "gent"), ("date", "2027-04-22")];
    assert_eq!(app.send("/organise/events", &elsewhere).await.0, Status::NotFound, "another region's");
}

#[rocket::async_test]
async fn everything_of_an_event_can_be_filled_in() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_region(&app, "brussel").await;
    let of = series::ActiveModel {
        slug: Set("samenleven".to_string()),
        region_id: Set(leuven.id),
        umbrella: Set(false),
        titles: Set(Texts::same("Samenleven")),
        summaries: Set(Texts::default()),
        ..Default::default()
    };
    make(&app, of).await;
    make_event(&app, &leuven, "samen", |e| e.published_at = Set(None)).await;
    let mut form = filled(&app.page("/organise/events/samen").await);
    for (name, value) in [
        ("title", "Samen op weg"),
        ("kind", "conference"),
        ("series", "samenleven"),
        ("co_hosts", "brussel"),
        ("summary", "Kom."),
        ("description", "Een **dag**.\r\n\r\nEn nog een."),
        ("accessibility", "Lift."),
        ("title_fr", "En route"),
        ("summary_fr", "Viens."),
        ("description_fr", "Un jour."),
        ("accessibility_fr", "Ascenseur."),
        ("date", "2027-05-20"),
        ("starts", "09:30"),
        ("end_date", "2027-05-21"),
        ("ends", "16:00"),
        ("timezone", "Europe/London"),
        ("format", "hybrid"),
        ("venue_name", "Huis"),
        ("venue_street", "Straat 1"),
        ("venue_postcode", "3000"),
        ("venue_city", "Leuven"),
        ("join_url", "https://meet.example.org/a"),
        ("capacity", "80"),
        ("opens_at", "2027-03-01T09:00"),
        ("closes_at", "2027-05-19T12:00"),
        ("stops_policy", "all-or-nothing"),
        ("recording_url", "https://video.example.org/1"),
        ("recording_minutes", "75"),
        ("stops.0.title", "Digipunt"),
        ("stops.0.title_fr", "Point numérique"),
        ("stops.0.practice", "Bib"),
        ("stops.0.starts", "10:00"),
        ("stops.0.ends", "10:40"),
        ("stops.0.capacity", "12"),
        ("stops.0.description", "Kijken."),
        ("stops.1.title", "De tweede dag"),
        ("stops.1.date", "2027-05-21"),
        ("stops.1.starts", "10:00"),
        ("stops.1.ends", "11:00"),
        ("programme.0.at", "09:30"),
        ("programme.0.text", "Onthaal"),
        ("programme.0.text_fr", "Accueil"),
        ("speakers.0.name", "Nadia Benali"),
        ("speakers.0.role", "Opbouwwerker"),
        ("questions.0.label", "Waar wil je napraten?"),
        ("questions.0.label_fr", "Où ?"),
        ("questions.0.kind", "choice"),
        ("questions.0.required", "yes"),
        ("questions.0.options", "Binnen\r\nBuiten"),
        ("questions.0.options_fr", "Dedans\r\nDehors"),
        ("materials.0.title", "Presentatie"),
        ("materials.0.url", "https://files.example.org/p.pdf"),
        ("for_every_region", "yes"),
        ("invitation_only", "yes"),
        ("joining_counts", "yes"),
    ] {
        put(&mut form, name, value);
    }
    form.retain(|(name, _)| !["waiting_list", "thanks", "reminders", "languages"].contains(&name.as_str()));
    for (name, value) in [("reminders", "10080"), ("reminders", "180"), ("languages", "fr"), ("languages", "en")] {
        form.push((name.to_string(), value.to_string()));
    }
    let (status, next) = submit(&app, "samen", &form, "save").await;
    assert_eq!(status, Status::SeeOther, "{next}");
    let slug = next.trim_start_matches("/organise/events/").split('?').next().unwrap_or_default();
    assert!(slug.starts_with("samen-op-weg-") && slug.len() > 40, "a link that nobody guesses: {slug}");
    let saved = event(&app, slug).await;
    assert_eq!((saved.title.as_str(), saved.kind, saved.format), ("Samen op weg", Kind::Conference, Format::Hybrid));
    assert_eq!(saved.description, "Een **dag**.\n\nEn nog een.");
    let french = saved.translations.fr.clone().expect("French");
    assert_eq!((french.title.as_str(), french.accessibility.as_str()), ("En route", "Ascenseur."));
    assert!(saved.translations.en.is_none() && saved.translations.nl.is_none());
    assert_eq!((saved.starts_at, saved.ends_at), (brussels("2027-05-20 10:30"), brussels("2027-05-21 17:00")));
    assert_eq!(saved.opens_at, Some(brussels("2027-03-01 10:00")));
    assert_eq!(saved.venue.as_ref().map(Venue::line).as_deref(), Some("Huis, Straat 1, 3000 Leuven"));
    assert_eq!((saved.capacity, saved.waiting_list, saved.listed), (Some(80), false, false));
    assert_eq!((saved.reminders.0.as_slice(), saved.thanks, saved.joining_counts), (&[10_080, 180][..], false, true));
    assert_eq!((saved.stops_policy, saved.recording_minutes), (StopsPolicy::AllOrNothing, Some(75)));
    assert_eq!(saved.programme.0[0].text.fr, "Accueil");
    assert_eq!((saved.speakers.0.len(), saved.materials.0.len()), (1, 1));
    let stops = stops(&app, saved.id).await;
    assert_eq!((stops[0].titles.fr.as_str(), stops[0].capacity), ("Point numérique", Some(12)));
    assert_eq!(stops[1].starts_at, brussels("2027-05-21 11:00"));
    let questions = questions(&app, saved.id).await;
    assert!(questions[0].required && questions[0].options.0[1].fr == "Dehors" && questions[0].labels.fr == "Où ?");
    let hosts = event_region::Entity::find().filter(event_region::Column::EventId.eq(saved.id));
    assert_eq!(hosts.count(app.db.read()).await.expect("a count"), 1);
    // What was saved is what the form shows again, and saving that changes nothing.
    let again = filled(&app.page(&next).await);
    let (status, _) = submit(&app, slug, &again, "save").await;
    assert_eq!((status, event(&app, slug).await.version), (Status::SeeOther, saved.version));
}

#[rocket::async_test]
async fn rows_are_added_moved_and_removed_without_script_and_nothing_typed_is_lost() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let safari = make_event(&app, &leuven, "safari", |_| {}).await;
    make_stop(&app, &safari, "Digipunt", "2027-03-04 13:45", "2027-03-04 14:15").await;
    make_stop(&app, &safari, "Karavaan", "2027-03-04 14:30", "2027-03-04 15:00").await;
    let mut form = filled(&app.page("/organise/events/safari").await);
    put(&mut form, "title", "Getypt & bewaard");
    let (status, page) = submit(&app, "safari", &form, "add-stops").await;
    assert!(status == Status::Ok && page.contains("stops.2.title") && page.contains("Getypt &#38; bewaard"), "{page}");
    let mut form = filled(&page);
    put(&mut form, "stops.2.title", "Bellen mag ook");
    put(&mut form, "stops.2.starts", "15:00");
    put(&mut form, "stops.2.ends", "15:30");
    let (_, page) = submit(&app, "safari", &form, "up-stops-2").await;
    let form = filled(&page);
    let titles = |form: &[(String, String)]| -> Vec<String> {
        form.iter().filter(|(n, _)| n.starts_with("stops.") && n.ends_with(".title")).map(|(_, v)| v.clone()).collect()
    };
    assert_eq!(titles(&form), ["Digipunt", "Bellen mag ook", "Karavaan"]);
    let (_, page) = submit(&app, "safari", &form, "remove-stops-0").await;
    let form = filled(&page);
    assert_eq!(titles(&form), ["Bellen mag ook", "Karavaan"]);
    assert_eq!(stops(&app, safari.id).await.len(), 2, "nothing is saved yet");
    assert_eq!(submit(&app, "safari", &form, "save").await.0, Status::SeeOther);
    let kept = stops(&app, safari.id).await;
    assert_eq!(kept.iter().map(|s| s.titles.nl.as_str()).collect::<Vec<_>>(), ["Bellen mag ook", "Karavaan"]);
    for wish in ["up-stops-999", "down-stops-99999999999999999999", "remove-nothing-1", "add-", "up-stops-x"] {
        let (status, _) = submit(&app, "safari", &form, wish).await;
        assert!(matches!(status, Status::Ok | Status::SeeOther | Status::Conflict), "{wish}: {status}");
    }
}

#[rocket::async_test]
async fn a_new_day_moves_the_stops_and_the_programme_along() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let point = ProgrammePoint { at: brussels("2027-03-04 13:30"), text: Texts::same("Onthaal") };
    let safari = make_event(&app, &leuven, "safari", |e| e.programme = Set(Programme(vec![point]))).await;
    make_stop(&app, &safari, "Digipunt", "2027-03-04 13:45", "2027-03-04 14:15").await;
    let mut form = filled(&app.page("/organise/events/safari").await);
    put(&mut form, "date", "2027-04-08");
    assert_eq!(submit(&app, "safari", &form, "save").await.0, Status::SeeOther);
    assert_eq!(stops(&app, safari.id).await[0].starts_at, brussels("2027-04-08 13:45"));
    assert_eq!(event(&app, "safari").await.programme.0[0].at, brussels("2027-04-08 13:30"));
}

#[rocket::async_test]
async fn before_a_change_is_saved_it_says_what_changes_for_whom() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |_| {}).await;
    register(&app, samen.id, 0..3).await;
    // A typing error is nobody's news.
    assert_eq!(save(&app, "samen", &[("summary", "Kom mee.")]).await.1, "/organise/events/samen?done=saved");
    assert_eq!(app.letters().await.len(), 0);
    let mut form = filled(&app.page("/organise/events/samen").await);
    put(&mut form, "starts", "14:00");
    put(&mut form, "title", "Samen <3");
    let live: Vec<(&str, &str)> =
        form.iter().filter(|(n, _)| n != "_method").map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let (status, fragment) = app.send("/organise/events/samen/preview", &live).await;
    assert!(status == Status::Ok && fragment.contains("3 mensen zullen bericht krijgen."), "{fragment}");
    let (status, page) = submit(&app, "samen", &form, "save").await;
    assert_eq!(status, Status::Ok);
    assert!(page.contains("3 mensen zullen bericht krijgen."), "{page}");
    assert!(page.contains("<del>donderdag 4 maart 2027, 13.30 – 15.30\u{a0}uur</del><br><ins>donderdag 4 maart 2027, 14.00 – 15.30\u{a0}uur</ins>"), "{page}");
    assert_eq!(event(&app, "samen").await.starts_at, brussels("2027-03-04 13:30"), "nothing is saved yet");
    let (status, back) = submit(&app, "samen", &form, "back").await;
    assert!(status == Status::Ok && filled(&back).contains(&("starts".into(), "14:00".into())), "{back}");
    let (_, next) = submit(&app, "samen", &form, "sure").await;
    assert_eq!(next, "/organise/events/samen?done=saved&told=3");
    assert!(app.page(&next).await.contains("3 mensen krijgen bericht."));
    let letters = app.letters().await;
    let expected: Vec<String> = (0..3).map(|n| format!("event_changed person{n}@example.org")).collect();
    assert_eq!(to(&letters), expected);
    let entry = audit::Entity::find()
        .order_by_desc(audit::Column::Id)
        .one(app.db.read())
        .await
        .expect("a query")
        .expect("an entry");
    assert_eq!(entry.facts["changed"], json!({ "starts": ["13:30", "14:00"], "title": ["Samen", "Samen <3"] }));
}

#[rocket::async_test]
async fn with_fewer_seats_than_people_nobody_is_thrown_out_and_with_more_the_line_moves() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(3))).await;
    register(&app, samen.id, 0..5).await;
    assert_eq!(seats(&app, "samen").await, (3, 2));
    let (status, page) = save(&app, "samen", &[("capacity", "1")]).await;
    assert!(status == Status::Ok && page.contains("3 mensen hebben een plaats en houden die."), "{page}");
    let (_, next) = save(&app, "samen", &[("capacity", "1"), ("do", "sure")]).await;
    assert!(app.page(&next).await.contains("3 mensen hebben een plaats en houden die."), "{next}");
    assert_eq!(seats(&app, "samen").await, (3, 2));
    assert_eq!(event(&app, "samen").await.capacity, Some(1));
    let (_, next) = save(&app, "samen", &[("capacity", "4")]).await;
    assert_eq!(next, "/organise/events/samen?done=saved&moved=1");
    assert_eq!(
        (seats(&app, "samen").await, to(&app.letters().await)),
        ((4, 1), vec!["seat_became_free person3@example.org".to_string()])
    );
    let (_, next) = save(&app, "samen", &[("capacity", "")]).await;
    assert!(app.page(&next).await.contains("Eén persoon schoof op van de wachtlijst."));
    assert_eq!((seats(&app, "samen").await, event(&app, "samen").await.capacity), ((5, 0), None));
    for (typed, sentence) in
        [("-1", "van 0 tot 1.000.000"), ("veel", "van 0 tot 1.000.000"), ("99999999999", "van 0 tot 1.000.000")]
    {
        let (status, page) = save(&app, "samen", &[("capacity", typed)]).await;
        assert!(status == Status::UnprocessableEntity && page.contains(sentence) && page.contains(typed), "{page}");
    }
}

#[rocket::async_test]
async fn the_second_of_two_who_edit_at_once_is_told_and_nothing_is_lost() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |_| {}).await;
    make_stop(&app, &samen, "Digipunt", "2027-03-04 13:45", "2027-03-04 14:15").await;
    let opened = filled(&app.page("/organise/events/samen").await);
    let mut hers = opened.clone();
    for (name, value) in [
        ("summary", "Van Hanne"),
        ("accessibility", "Lift"),
        ("venue_city", "Leuven"),
        ("stops.1.title", "Karavaan"),
        ("stops.1.starts", "14:30"),
        ("stops.1.ends", "15:00"),
    ] {
        put(&mut hers, name, value);
    }
    assert_eq!(submit(&app, "samen", &hers, "save").await.0, Status::SeeOther);
    sign_in(&app, "Jan Peeters", Role::Organiser, &[leuven.id]).await;
    let mut his = opened.clone();
    for (name, value) in
        [("summary", "Van Jan"), ("join_url", "https://meet.example.org/jan"), ("stops.0.practice", "Bib")]
    {
        put(&mut his, name, value);
    }
    let (status, page) = submit(&app, "samen", &his, "save").await;
    assert_eq!(status, Status::Conflict);
    assert!(page.contains("Hanne Verbeke heeft ondertussen ook iets bewaard."), "{page}");
    assert!(page.contains("Hanne Verbeke schreef: Van Hanne"), "{page}");
    assert_eq!(event(&app, "samen").await.summary, "Van Hanne", "nothing is overwritten unseen");
    let merged = filled(&page);
    let field = |name: &str| merged.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    assert_eq!(field("summary"), Some("Van Jan"), "what he typed is still there");
    assert_eq!(field("join_url"), Some("https://meet.example.org/jan"));
    assert_eq!(
        (field("accessibility"), field("venue_city")),
        (Some("Lift"), Some("Leuven")),
        "what only she touched is taken over"
    );
    assert_eq!(
        (field("stops.0.practice"), field("stops.1.title")),
        (Some("Bib"), Some("Karavaan")),
        "her new stop stays"
    );
    let (status, next) = submit(&app, "samen", &merged, "save").await;
    assert_eq!(status, Status::SeeOther, "{next}");
    let saved = event(&app, "samen").await;
    assert_eq!((saved.summary.as_str(), saved.accessibility.as_str(), saved.version), ("Van Jan", "Lift", 2));
    assert_eq!(stops(&app, samen.id).await.len(), 2);
}

#[rocket::async_test]
async fn of_a_crowd_that_saves_at_once_one_is_first() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    let opened = filled(&app.page("/organise/events/samen").await);
    let forms: Vec<_> = (0..8)
        .map(|n| {
            let mut form = opened.clone();
            put(&mut form, "summary", &format!("Van {n}"));
            form
        })
        .collect();
    let sent = rocket::futures::future::join_all(forms.iter().map(|form| submit(&app, "samen", form, "save"))).await;
    let won = sent.iter().filter(|(status, _)| *status == Status::SeeOther).count();
    let told = sent.iter().filter(|(status, _)| *status == Status::Conflict).count();
    assert_eq!((won, told, event(&app, "samen").await.version), (1, 7, 1));
}

#[rocket::async_test]
async fn an_event_is_taken_back_only_while_nobody_has_registered() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |_| {}).await;
    let back = [("_method", "delete")];
    let (_, next) = app.send("/organise/events/samen/publication", &back).await;
    assert_eq!(next, "/organise/events/samen?done=unpublished");
    assert_eq!(app.client.get("/events/samen").dispatch().await.status(), Status::NotFound);
    assert!(!app.page("/calendar/all.ics").await.contains("SUMMARY:Samen"));
    let (_, next) = app.send("/organise/events/samen/publication", &[]).await;
    assert_eq!(next, "/organise/events/samen?done=published");
    register(&app, samen.id, 0..1).await;
    let (_, next) = app.send("/organise/events/samen/publication", &back).await;
    assert_eq!(next, "/organise/events/samen?done=registered");
    assert!(app.page(&next).await.contains("Er zijn al mensen ingeschreven."));
    assert!(event(&app, "samen").await.is_public());
    assert_eq!(acts(&app).await, [Act::EventUnpublished, Act::EventPublished]);
}

#[rocket::async_test]
async fn an_event_is_called_off_with_a_reason_and_everyone_is_told() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(2))).await;
    register(&app, samen.id, 0..3).await;
    let page = app.page("/organise/events/samen/cancellation").await;
    assert!(page.contains("3 mensen krijgen een mail met je reden."), "{page}");
    for (reason, sentence) in [("  ", "Geef een reden"), (&"x".repeat(2_001), "Dat is te lang")] {
        let (status, page) = app.send("/organise/events/samen/cancellation", &[("reason", reason)]).await;
        assert!(status == Status::UnprocessableEntity && page.contains(sentence), "{page}");
    }
    let (_, next) = app.send("/organise/events/samen/cancellation", &[("reason", "De trein <staakt>")]).await;
    assert_eq!(next, "/organise/events/samen?done=called-off");
    let page = app.page(&next).await;
    assert!(page.contains("De samenkomst is afgeblazen.") && page.contains("Gaat niet door"), "{page}");
    assert_eq!(app.letters().await.iter().filter(|l| l.kind.folder() == "event_cancelled").count(), 3);
    assert!(app.page("/events/samen").await.contains("De trein &#60;staakt&#62;"));
    // Twice is harmless, and it cannot be put back.
    app.send("/organise/events/samen/cancellation", &[("reason", "Nog eens")]).await;
    let (_, next) = app.send("/organise/events/samen/publication", &[("_method", "delete")]).await;
    assert_eq!(next, "/organise/events/samen?done=cancelled");
    assert!(app.letters().await.is_empty());
    assert_eq!(acts(&app).await, [Act::EventCalledOff]);
    let draft = make_event(&app, &leuven, "idee", |e| e.published_at = Set(None)).await;
    let (_, next) = app.send("/organise/events/idee/cancellation", &[("reason", "Toch niet")]).await;
    assert!(
        app.page(&next).await.contains("Dit is een concept") && event(&app, &draft.slug).await.cancelled_at.is_none()
    );
}

#[rocket::async_test]
async fn what_is_over_is_called_off_for_the_records_and_nobody_is_written_to() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |e| {
        e.starts_at = Set(brussels("2027-02-02 10:00"));
        e.ends_at = Set(brussels("2027-02-02 12:00"));
    })
    .await;
    register(&app, samen.id, 0..2).await;
    app.letters().await;
    app.at("2027-02-02 12:00");
    let (_, next) = app.send("/organise/events/samen/cancellation", &[("reason", "De zaal was dicht")]).await;
    assert_eq!(next, "/organise/events/samen?done=called-off");
    assert!(event(&app, "samen").await.cancelled_at.is_some());
    assert_eq!(to(&app.letters().await), [] as [&str; 0]);
}

#[rocket::async_test]
async fn deleting_what_has_registrations_asks_first_and_keeps_the_history() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let samen = make_event(&app, &leuven, "samen", |_| {}).await;
    register(&app, samen.id, 0..2).await;
    let delete = [("_method", "delete")];
    let (status, page) = app.send("/organise/events/samen", &delete).await;
    assert!(
        status == Status::Conflict && page.contains("2 mensen rekenen erop. Blaas de samenkomst eerst af"),
        "{page}"
    );
    app.send("/organise/events/samen/cancellation", &[("reason", "Ziek")]).await;
    let page = app.page("/organise/events/samen/deletion").await;
    assert!(page.contains("2 inschrijvingen blijven bewaard") && page.contains("agenda’s"), "{page}");
    let (_, next) = app.send("/organise/events/samen", &delete).await;
    assert_eq!(next, "/organise?done=deleted");
    for path in ["/events/samen", "/organise/events/samen", "/api/v1/events/samen", "/organise/events/samen/preview"] {
        assert_eq!(app.client.get(path).dispatch().await.status(), Status::NotFound, "{path}");
    }
    for path in ["/", "/regions/leuven", "/organise", "/api/v1/events", "/feeds/all.atom"] {
        assert!(!app.page(path).await.contains("Samen\""), "{path}");
        assert!(!app.page(path).await.contains("/events/samen"), "{path}");
    }
    for path in ["/calendar/all.ics", "/calendar/leuven.ics", "/events/samen.ics"] {
        let feed = app.page(path).await;
        assert!(feed.contains("STATUS:CANCELLED") && feed.contains(&samen.uid.to_string()), "{path}: {feed}");
    }
    let kept = registration::Entity::find().count(app.db.read()).await.expect("a count");
    assert_eq!((kept, acts(&app).await), (2, vec![Act::EventCalledOff, Act::EventDeleted]));
    make_event(&app, &leuven, "leeg", |_| {}).await;
    app.send("/organise/events/leeg", &delete).await;
    assert!(!app.page("/calendar/all.ics").await.contains("SUMMARY:Leeg"), "nobody was told of it");
    assert_eq!(app.send("/organise/events/leeg", &delete).await.0, Status::NotFound, "twice");
}

#[rocket::async_test]
async fn a_copy_is_the_same_on_another_day_without_those_who_came() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let point = ProgrammePoint { at: brussels("2027-03-04 13:30"), text: Texts::same("Onthaal") };
    let samen = make_event(&app, &leuven, "samen", |e| {
        e.capacity = Set(Some(40));
        e.overbooked_by = Set(4);
        e.recording_url = Set(Some("https://video.example.org/1".into()));
        e.programme = Set(Programme(vec![point]));
        e.closes_at = Set(Some(brussels("2027-03-03 12:00")));
    })
    .await;
    make_stop(&app, &samen, "Digipunt", "2027-03-04 13:45", "2027-03-04 14:15").await;
    register(&app, samen.id, 0..2).await;
    let (_, next) = app.send("/organise/events/samen/copies", &[("date", "2027-04-01")]).await;
    assert_eq!(next, "/organise/events/samen-2027-04-01?done=copied");
    let copy = event(&app, "samen-2027-04-01").await;
    // The same hours on the clock, though it is summer by then.
    assert_eq!((copy.starts_at, copy.closes_at), (brussels("2027-04-01 13:30"), Some(brussels("2027-03-31 12:00"))));
    assert_eq!((copy.seats_taken, copy.capacity, copy.overbooked_by, copy.next_place), (0, Some(36), 0, 1));
    assert!(copy.published_at.is_none() && copy.recording_url.is_none() && copy.uid != samen.uid && copy.sequence == 0);
    assert_eq!(copy.programme.0[0].at, brussels("2027-04-01 13:30"));
    let stop = &stops(&app, copy.id).await[0];
    assert_eq!((stop.starts_at, stop.seats_taken), (brussels("2027-04-01 13:45"), 0));
    for day in ["", "morgen", "2027-02-30", "9999-01-01", "-5000-01-01"] {
        let (status, page) = app.send("/organise/events/samen/copies", &[("date", day)]).await;
        assert_eq!(status, Status::UnprocessableEntity, "{day}: {page}");
    }
    let night = make_event(&app, &leuven, "nacht", |e| {
        e.starts_at = Set(brussels("2027-03-04 02:30"));
        e.ends_at = Set(brussels("2027-03-04 05:30"));
    });
    night.await;
    let (status, page) = app.send("/organise/events/nacht/copies", &[("date", "2027-03-28")]).await;
    assert!(status == Status::UnprocessableEntity && page.contains("Dat uur bestaat die nacht niet"), "{page}");
    assert_eq!(app.page("/organise/events/new").await.matches("<option value=\"samen").count(), 2);
    let (_, next) = {
        let answer = app.client.get("/organise/events/new?from=samen").dispatch().await;
        (answer.status(), answer.headers().get_one("Location").unwrap_or_default().to_string())
    };
    assert!(app.page(&next).await.contains("Maak de kopie"));
}

#[rocket::async_test]
async fn world_social_work_day_is_copied_for_seven_regions_at_once() {
    let app = TestApp::start().await;
    const SEVEN: [&str; 7] =
        ["vlaanderen", "antwerpen", "brussel", "limburg", "oost-vlaanderen", "vlaams-brabant", "west-vlaanderen"];
    let mut regions = Vec::new();
    for slug in SEVEN {
        regions.push(make_region(&app, slug).await);
    }
    let last_year = make_event(&app, &regions[1], "werelddag", |e| {
        e.kind = Set(Kind::WorldSocialWorkDay);
        e.title = Set("Werelddag Sociaal Werk in Antwerpen".into());
        e.venue = Set(Some(Venue { name: "Zaal Roma".into(), ..Venue::default() }));
    })
    .await;
    register(&app, last_year.id, 0..2).await;
    sign_in(&app, "Ada Admin", Role::Admin, &[]).await;
    let page = app.page("/organise/series-copies/new").await;
    assert!(
        page.contains("Werelddag Sociaal Werk in Antwerpen, 4 maart 2027")
            && page.matches("name=\"regions\"").count() == 7,
        "{page}"
    );
    let mut fields = vec![("from", "werelddag"), ("date", "2028-03-21")];
    fields.extend(SEVEN.map(|slug| ("regions", slug)));
    let (_, next) = app.send("/organise/series-copies", &fields).await;
    assert_eq!(next, "/organise/series-copies/new?made=7");
    assert!(app.page(&next).await.contains("7 concepten staan klaar."));
    let made = event::Entity::find().filter(event::Column::StartsAt.gt(brussels("2028-01-01 00:00")));
    let made = made.order_by_asc(event::Column::RegionId).all(app.db.read()).await.expect("a query");
    let hosts: Vec<i32> = made.iter().map(|e| e.region_id).collect();
    assert_eq!(hosts, regions.iter().map(|r| r.id).collect::<Vec<_>>());
    assert!(
        made.iter()
            .all(|e| e.published_at.is_none() && e.seats_taken == 0 && e.starts_at == brussels("2028-03-21 13:30"))
    );
    assert_eq!(made[1].venue.as_ref().map(|v| v.name.as_str()), Some("Zaal Roma"), "the place stays in its own region");
    assert!(made.iter().filter(|e| e.venue.is_some()).count() == 1);
    assert!(made.iter().any(|e| e.slug == "werelddag-sociaal-werk-in-limburg-2028-03-21"), "{made:?}");
    assert!(made.iter().any(|e| e.title == "Werelddag Sociaal Werk in Limburg"), "each title names its own region");
    assert_eq!(acts(&app).await, [Act::EventCopied; 7]);
    // Also with nothing to copy; and what is missing is said.
    let fresh = [("title", "Werelddag 2029"), ("date", "2029-03-20"), ("regions", "limburg"), ("regions", "limburg")];
    assert_eq!(app.send("/organise/series-copies", &fresh).await.1, "/organise/series-copies/new?made=1");
    let (status, page) = app.send("/organise/series-copies", &[("from", ""), ("date", "x")]).await;
    assert!(status == Status::UnprocessableEntity && page.contains("Kies minstens één regio"), "{page}");
}

#[rocket::async_test]
async fn one_forbidden_region_among_many_makes_no_copy_at_all() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_region(&app, "gent").await;
    make_event(&app, &leuven, "werelddag", |e| e.kind = Set(Kind::WorldSocialWorkDay)).await;
    let fields = [("from", "werelddag"), ("date", "2028-03-21"), ("regions", "leuven"), ("regions", "gent")];
    assert_eq!(app.send("/organise/series-copies", &fields).await.0, Status::NotFound);
    let fields = [("title", "Werelddag"), ("date", "2028-03-21"), ("regions", "leuven"), ("regions", "gent")];
    assert_eq!(app.send("/organise/series-copies", &fields).await.0, Status::NotFound);
    assert_eq!(event::Entity::find().count(app.db.read()).await.expect("a count"), 1);
}

#[rocket::async_test]
async fn times_are_of_the_zone_and_a_time_that_does_not_exist_gets_a_sentence() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "nacht", |e| {
        e.starts_at = Set(brussels("2027-10-31 01:30"));
        e.ends_at = Set("2027-10-31T01:30:30Z".parse().expect("a time")); // 2.30 the second time
    })
    .await;
    // What was not touched stays the moment that it was, in the hour that comes twice too.
    let form = filled(&app.page("/organise/events/nacht").await);
    assert!(form.contains(&("ends".into(), "02:30".into())));
    let mut other = form.clone();
    put(&mut other, "summary", "Nieuw");
    assert_eq!(submit(&app, "nacht", &other, "save").await.0, Status::SeeOther);
    assert_eq!(event(&app, "nacht").await.ends_at.to_rfc3339(), "2027-10-31T01:30:30+00:00");
    for (date, starts, ends, sentence) in [
        ("2027-03-28", "02:30", "05:00", "Dat uur bestaat die nacht niet"),
        ("2027-10-31", "02:15", "05:00", "Dat uur komt die nacht twee keer voor: kies een ander"),
        ("2027-10-30", "14:00", "13:00", "Het einde ligt voor het begin"),
        ("", "14:00", "15:00", "Geef een dag en een uur"),
        ("2027-10-30", "kwart voor", "15:00", "Geef een dag en een uur"),
    ] {
        let fields = [("date", date), ("starts", starts), ("ends", ends)];
        let (status, page) = save(&app, "nacht", &fields).await;
        assert!(status == Status::UnprocessableEntity && page.contains(sentence), "{sentence}: {page}");
    }
}

#[rocket::async_test]
async fn hostile_texts_and_huge_forms_are_answered_in_a_sentence() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    let evil = "\"><script>alert(1)</script>' OR 1=1; -- \u{202e}😀";
    let mut form = filled(&app.page("/organise/events/samen").await);
    for name in
        ["summary", "description", "venue_name", "title_fr", "speakers.0.name", "programme.0.text", "questions.0.label"]
    {
        put(&mut form, name, evil);
    }
    put(&mut form, "programme.0.at", "13:30");
    put(&mut form, "title", &format!("Titel {evil}\0"));
    let (status, next) = submit(&app, "samen", &form, "save").await;
    assert_eq!(status, Status::SeeOther, "{next}");
    for path in ["/organise/events/samen", "/organise/events/samen/preview", "/events/samen", "/organise/events/new"] {
        let page = app.page(path).await;
        assert!(!page.contains("<script>alert") && page.contains("OR 1=1"), "{path}: {page}");
    }
    for (name, value, sentence) in [
        ("title", "x".repeat(201), "te lang"),
        ("description", "é".repeat(20_001), "te lang"),
        ("title_en", "x".repeat(201), "te lang"),
        ("join_url", "javascript:alert(1)".to_string(), "https://"),
        ("timezone", "Europe/Nowhere".to_string(), "tijdzone"),
        ("recording_minutes", "0".to_string(), "minuten"),
        ("reminders", "1".to_string(), "herinneringen"),
        ("region", "nergens".to_string(), "regio"),
        ("themes", "nergens".to_string(), "thema"),
        ("format", "op de maan".to_string(), "online"),
        ("title", "\n".to_string(), "titel"),
    ] {
        let (status, page) = save(&app, "samen", &[(name, &value)]).await;
        assert!(status == Status::UnprocessableEntity && page.contains(sentence), "{name}: {status} {page}");
        assert!(!page.contains("Unknown localization"), "{name}");
    }
    let mut many = filled(&app.page("/organise/events/samen").await);
    for row in 0..500 {
        many.push((format!("stops.{row}.title"), "x".into()));
        many.push((format!("stops.{row}.starts"), "13:30".into()));
        many.push((format!("stops.{row}.ends"), "14:30".into()));
    }
    let (status, page) = submit(&app, "samen", &many, "save").await;
    assert!(status == Status::UnprocessableEntity && page.contains("te lang"), "{status}");
    let huge = "x".repeat(5 << 20);
    assert_eq!(save(&app, "samen", &[("description", &huge)]).await.0, Status::PayloadTooLarge);
    let answer = app.client.put("/organise/events/samen").header(ContentType::JSON).body("{}").dispatch().await;
    assert_eq!(answer.status(), Status::UnsupportedMediaType);
}

#[rocket::async_test]
async fn a_form_from_another_site_changes_nothing() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    for (path, body) in [
        ("/organise/events", "title=X&kind=webinar&region=leuven&date=2027-04-22"),
        ("/organise/events/samen", "_method=put&title=X"),
        ("/organise/events/samen", "_method=delete"),
        ("/organise/events/samen/publication", ""),
        ("/organise/events/samen/publication", "_method=delete"),
        ("/organise/events/samen/cancellation", "reason=X"),
        ("/organise/events/samen/copies", "date=2027-04-22"),
        ("/organise/events/samen/preview", "title=X"),
        ("/organise/series-copies", "from=samen&date=2027-04-22&regions=leuven"),
    ] {
        let request =
            app.client.post(path).header(ContentType::Form).header(Header::new("Sec-Fetch-Site", "cross-site"));
        assert_eq!(request.body(body).dispatch().await.status(), Status::Forbidden, "{path} {body}");
    }
    assert!(acts(&app).await.is_empty());
}

#[rocket::async_test]
async fn who_reads_may_look_and_who_is_elsewhere_finds_nothing() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let gent = make_region(&app, "gent").await;
    make_event(&app, &leuven, "samen", |e| e.published_at = Set(None)).await;
    let pages = ["", "/preview", "/cancellation", "/deletion", "/copies/new"];
    let deeds = [
        ("", "_method=put&title=X"),
        ("", "_method=delete"),
        ("/publication", ""),
        ("/publication", "_method=delete"),
        ("/cancellation", "reason=X"),
        ("/copies", "date=2027-04-22"),
        ("/preview", "title=X"),
    ];
    for (name, role, region, reads, writes) in [
        ("Vera Viewer", Role::Viewer, leuven.id, Status::Ok, Status::Forbidden),
        ("Olga Organiser", Role::Organiser, gent.id, Status::NotFound, Status::NotFound),
    ] {
        sign_in(&app, name, role, &[region]).await;
        for (index, page) in pages.iter().enumerate() {
            let path = format!("/organise/events/samen{page}");
            let expected = if index < 2 { reads } else { writes };
            assert_eq!(app.client.get(path).dispatch().await.status(), expected, "{name} {page}");
        }
        for (path, body) in deeds {
            let request = app.client.post(format!("/organise/events/samen{path}")).header(ContentType::Form).body(body);
            assert_eq!(request.dispatch().await.status(), writes, "{name} {path} {body}");
        }
    }
    sign_in(&app, "Vera Tweede", Role::Viewer, &[leuven.id]).await;
    assert!(app.page("/organise/events/samen").await.contains("Je kan deze samenkomst bekijken."));
    for path in ["/organise/events/new", "/organise/series-copies/new"] {
        assert_eq!(app.client.get(path).dispatch().await.status(), Status::Forbidden, "{path}");
    }
    assert!(acts(&app).await.is_empty());
}

#[rocket::async_test]
async fn a_draft_is_looked_at_as_visitors_will_see_it() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "idee", |e| e.published_at = Set(None)).await;
    let page = app.page("/organise/events/idee/preview").await;
    assert!(
        page.contains("Zo zien bezoekers het.") && page.contains("noindex") && page.contains(" disabled"),
        "{page}"
    );
}

#[rocket::async_test]
async fn a_link_by_invitation_is_one_that_nobody_guesses_and_an_old_one_keeps_working() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "open", |_| {}).await;
    make_event(&app, &leuven, "idee", |e| e.published_at = Set(None)).await;
    let opened = filled(&app.page("/organise/events/idee").await);
    let (_, next) = save(&app, "idee", &[("invitation_only", "yes")]).await;
    assert!(next.starts_with("/organise/events/idee-") && next.len() > "/organise/events/idee-".len() + 32, "{next}");
    let page = app.page(&next).await;
    assert!(
        page.contains("De link om door te geven") && page.contains("https://samenkomst.example/events/idee-"),
        "{page}"
    );
    // Who had the form open under the old address is told, and loses nothing.
    let mut late = opened;
    put(&mut late, "summary", "Te laat");
    let (status, page) = submit(&app, "idee", &late, "save").await;
    assert!(status == Status::Conflict && page.contains("Te laat"), "{page}");
    let (_, next) = save(&app, "open", &[("invitation_only", "yes")]).await;
    assert_eq!(next, "/organise/events/open?done=saved");
    assert!(app.page(&next).await.contains("dan blijft de oude link werken"));
    assert_eq!(app.client.get("/events/open").dispatch().await.status(), Status::Ok);
    assert!(!app.page("/").await.contains("/events/open"));
}

#[rocket::async_test]
async fn a_program_does_the_same_deeds_and_leaves_the_same_trail() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let theirs = Program::of(&app, Role::Organiser, Some(&leuven)).await;
    let new = json!({
        "title": "Samen", "kind": "webinar", "region": "leuven", "format": "online", "capacity": 1,
        "starts_at": "2027-04-22T13:30", "ends_at": "2027-04-22T15:30",
        "stops": [{ "title": { "nl": "Halte", "fr": "Étape" }, "starts_at": "2027-04-22T13:30", "ends_at": "2027-04-22T14:00" }],
        "programme": [{ "at": "2027-04-22T13:30", "text": "Onthaal" }],
        "reminders": [60, 1440, 60], "joining_counts": true, "thanks": false, "recording_minutes": 30
    });
    let slug = theirs.post("/api/v1/events", new).await.ok()["slug"].as_str().unwrap_or_default().to_string();
    let made = event(&app, &slug).await;
    assert_eq!((made.reminders.0.as_slice(), made.joining_counts, made.thanks), (&[1440, 60][..], true, false));
    assert_eq!(stops(&app, made.id).await[0].titles.fr, "Étape");
    let path = format!("/api/v1/events/{slug}");
    theirs.post(&format!("{path}/publication"), json!({})).await.ok();
    register(&app, made.id, 0..2).await;
    theirs.patch(&path, json!({ "capacity": 2, "title": "Samen!" })).await.ok();
    assert_eq!(seats(&app, &slug).await, (2, 0));
    let both = ["event_changed person0@example.org", "seat_became_free person1@example.org"];
    assert_eq!(to(&app.letters().await), both);
    theirs.post(&format!("{path}/cancellation"), json!({ "reason": "Ziek" })).await.ok();
    let trail = [Act::TokenCreated, Act::EventCreated, Act::EventPublished, Act::EventChanged, Act::EventCalledOff];
    assert_eq!(acts(&app).await, trail);
    for (field, value) in [
        ("reminders", json!([1])),
        ("recording_minutes", json!(-1)),
        ("programme", json!([{ "at": "gisteren", "text": "" }])),
        ("programme", json!(vec![json!({ "at": "2027-04-22T13:30", "text": "x" }); 101])),
    ] {
        let wrong = theirs.patch(&path, json!({ field: value })).await.wrong_fields();
        assert!(wrong.iter().any(|f| f.starts_with(field)), "{wrong:?}");
    }
}

#[rocket::async_test]
async fn a_series_is_made_and_its_events_gather_under_it() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let form =
        [("title_nl", "Webinars over wonen"), ("region", "leuven"), ("title_fr", "Webinaires"), ("umbrella", "true")];
    assert_eq!(app.send("/organise/series", &form).await.1, "/organise/series?done=saved");
    assert_eq!(app.send("/organise/series", &form).await.1, "/organise/series?done=saved", "the name again");
    assert!(app.page("/series/webinars-over-wonen").await.contains("Webinars over wonen"));
    assert!(app.page("/series/webinars-over-wonen-2?lang=fr").await.contains("Webinaires"));
    let change = [("_method", "put"), ("title_nl", "Wonen, elke maand"), ("region", "leuven")];
    app.send("/organise/series/webinars-over-wonen", &change).await;
    assert!(app.page("/series/webinars-over-wonen").await.contains("Wonen, elke maand"));
    for wrong in [[("title_nl", ""), ("region", "leuven")], [("title_nl", "Elders"), ("region", "nergens")]] {
        let (status, page) = app.send("/organise/series", &wrong).await;
        assert_eq!(status.code, 422, "{page}");
    }
    let gent = make_region(&app, "gent").await;
    assert_ne!(leuven.id, gent.id);
    assert_eq!(app.send("/organise/series", &[("title_nl", "Van Gent"), ("region", "gent")]).await.0.code, 422);
    assert_eq!(acts(&app).await, [Act::SeriesAdded, Act::SeriesAdded, Act::SeriesChanged]);
}
