//! A webinar comes again: the days of a rhythm are looked at and changed, and each becomes a draft, once.

use rocket::http::Status;
use samenkomst::events::question::{self, Options, QuestionKind};
use samenkomst::events::{event, event_region};
use samenkomst::language::Texts;
use samenkomst::organisers::audit::Act;
use samenkomst::organisers::role::Role;
use sea_orm::{ActiveModelBehavior, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

use super::{acts, fields_of, leuven, questions, register, sign_in, stops};
use crate::support::forms::hidden;
use crate::support::makers::{make, make_event, make_region, make_stop};
use crate::support::people::event_at;
use crate::support::{TestApp, brussels};

const FORM: &str = "<form method=\"post\" action=\"/organise/events/samen/repeats\"";
const SEND: &str = "/organise/events/samen/repeats";

/// The days on the page, in their order.
fn days_on(page: &str) -> Vec<String> {
    let fields = fields_of(page, FORM).into_iter();
    fields.filter(|(name, text)| name == "date" && !text.is_empty()).map(|(_, day)| day).collect()
}

/// The days of a rhythm, as the page shows them.
async fn counted(app: &TestApp, first: &str, rhythm: &str, times: &str) -> Vec<String> {
    let asked = format!("/organise/events/samen/repeats/new?first={first}&rhythm={rhythm}&times={times}");
    days_on(&app.page(&asked).await)
}

/// Sends these days in a form with this mark.
async fn send(app: &TestApp, form: &str, days: &[&str]) -> (Status, String) {
    let mut fields = vec![("form", form)];
    fields.extend(days.iter().map(|day| ("date", *day)));
    app.send(SEND, &fields).await
}

/// How many events there are.
async fn events(app: &TestApp) -> u64 {
    event::Entity::find().count(app.db.read()).await.expect("a count")
}

#[rocket::async_test]
async fn a_webinar_comes_again_every_month_on_the_days_that_suit() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let gent = make_region(&app, "gent").await;
    let samen = make_event(&app, &leuven, "samen", |e| {
        e.capacity = Set(Some(40));
        e.opens_at = Set(Some(brussels("2027-02-01 09:00")));
        e.closes_at = Set(Some(brussels("2027-03-03 12:00")));
    })
    .await;
    make(&app, event_region::ActiveModel { event_id: Set(samen.id), region_id: Set(gent.id) }).await;
    make_stop(&app, &samen, "Digipunt", "2027-03-04 13:45", "2027-03-04 14:15").await;
    let question = question::ActiveModel {
        event_id: Set(samen.id),
        position: Set(0),
        labels: Set(Texts::same("Wat eet je?")),
        kind: Set(QuestionKind::Text),
        required: Set(false),
        options: Set(Options::default()),
        ..question::ActiveModel::new()
    };
    make(&app, question).await;
    register(&app, samen.id, 0..2).await;
    let page = app.page("/organise/events/samen/copies/new").await;
    assert!(page.contains("Meer kopieën tegelijk") && page.contains("zoals de derde dinsdag"), "{page}");

    let page = app.page("/organise/events/samen/repeats/new?first=2027-03-04&rhythm=month&times=4").await;
    assert_eq!(days_on(&page), ["2027-03-04", "2027-04-01", "2027-05-06", "2027-06-03"]);
    for words in [
        "Donderdag 1 april 2027",
        "Maak 4 concepten",
        "Feestdag: Hemelvaart.",
        "Die dag is er al: Samen, 13.30 – 15.30\u{a0}uur.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(page.matches("Feestdag").count(), 1, "{page}");
    assert_eq!(events(&app).await, 1, "nothing is made yet");
    // Without the first day, and on another one than the holiday.
    let form = hidden(&page, "form");
    let days = ["", "2027-04-01", "2027-05-13", "2027-06-03", "", ""];
    let look = format!("/organise/events/samen/repeats/new?form={form}&date=&date=2027-04-01&date=2027-05-13");
    let page = app.page(&look).await;
    assert!(page.contains("Maak 2 concepten") && !page.contains("Feestdag"), "{page}");
    assert_eq!(hidden(&page, "form"), form, "looking again makes it no other form");
    let (_, next) = send(&app, &form, &days).await;
    let slugs = ["samen-2027-04-01", "samen-2027-05-13", "samen-2027-06-03"];
    assert_eq!(next, format!("/organise/drafts?made=3&event={}&event={}&event={}", slugs[0], slugs[1], slugs[2]));
    let page = app.page(&next).await;
    assert!(page.contains("3 concepten staan klaar.") && page.contains("Zet alle 3 online"), "{page}");
    for (slug, day, before) in [(slugs[0], "2027-04-01", "2027-03-31"), (slugs[1], "2027-05-13", "2027-05-12")] {
        let copy = event_at(&app, slug).await;
        // The same hours on the clock, though it is summer by then.
        assert_eq!(copy.starts_at, brussels(&format!("{day} 13:30")));
        assert_eq!(copy.closes_at, Some(brussels(&format!("{before} 12:00"))));
        assert_eq!((copy.capacity, copy.seats_taken, copy.published_at), (Some(40), 0, None));
        assert_eq!(stops(&app, copy.id).await[0].starts_at, brussels(&format!("{day} 13:45")));
        assert_eq!(questions(&app, copy.id).await[0].labels.nl, "Wat eet je?");
        let hosts = event_region::Entity::find().filter(event_region::Column::EventId.eq(copy.id));
        assert_eq!(hosts.count(app.db.read()).await.expect("a count"), 1, "Gent hosts it too");
    }
    assert_eq!(acts(&app).await, [Act::EventCopied; 3]);
}

#[rocket::async_test]
async fn a_form_makes_one_draft_for_a_day_however_often_it_is_sent() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    let form = hidden(&app.page("/organise/events/samen/repeats/new").await, "form");
    let days = ["2027-04-01", "2027-05-06"];
    let sent = rocket::futures::future::join_all((0..4).map(|_| send(&app, &form, &days))).await;
    let made = "/organise/drafts?made=2&event=samen-2027-04-01&event=samen-2027-05-06";
    assert!(sent.iter().all(|(_, next)| next == made), "{sent:?}");
    assert_eq!(events(&app).await, 3);
    assert_eq!(send(&app, &form, &["2027-05-06", "2027-06-03"]).await.0, Status::SeeOther);
    assert_eq!(events(&app).await, 4, "a day more is a draft more");
    // What was deleted does not come back by pressing again; another form may make it anew.
    app.send("/organise/events/samen-2027-04-01", &[("_method", "delete")]).await;
    let (_, next) = send(&app, &form, &days).await;
    assert_eq!(next, "/organise/drafts?made=1&event=samen-2027-05-06");
    assert_eq!(send(&app, &form, &days[..1]).await.1, "/organise?shelf=drafts");
    let other = hidden(&app.page("/organise/events/samen/repeats/new").await, "form");
    let (_, next) = send(&app, &other, &days[..1]).await;
    assert_eq!(next, "/organise/drafts?made=1&event=samen-2027-04-01-2");
    assert_eq!(events(&app).await, 5);
}

#[rocket::async_test]
async fn a_month_keeps_the_weekday_and_a_fifth_one_becomes_the_last() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    for (first, rhythm, days) in [
        ("2027-03-18", "week", ["2027-03-18", "2027-03-25", "2027-04-01"]),
        ("2027-12-24", "two-weeks", ["2027-12-24", "2028-01-07", "2028-01-21"]),
        ("2027-12-21", "month", ["2027-12-21", "2028-01-18", "2028-02-15"]),
        ("2027-03-31", "month", ["2027-03-31", "2027-04-28", "2027-05-26"]),
    ] {
        assert_eq!(counted(&app, first, rhythm, "3").await, days, "{first} {rhythm}");
    }
    assert_eq!(counted(&app, "2027-03-18", "week", "26").await.len(), 26);
}

#[rocket::async_test]
async fn what_is_wrong_with_a_day_is_said_beside_it_and_nothing_is_made() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |e| {
        e.starts_at = Set(brussels("2027-03-04 02:30"));
        e.ends_at = Set(brussels("2027-03-04 05:30"));
    })
    .await;
    for (asked, sentence, field) in [
        ("first=&rhythm=week&times=3", "Geef een datum", "first"),
        ("first=2027-04-01&rhythm=week&times=0", "Geef een aantal van 1 tot 26", "times"),
        ("first=2027-04-01&rhythm=week&times=27", "Geef een aantal van 1 tot 26", "times"),
        ("first=2027-04-01&rhythm=week&times=vaak", "Geef een aantal van 1 tot 26", "times"),
        ("date=2027-04-01&date=gisteren", "Geef een datum", "date-1"),
    ] {
        let answer = app.client.get(format!("/organise/events/samen/repeats/new?{asked}")).dispatch().await;
        assert_eq!(answer.status(), Status::UnprocessableEntity, "{asked}");
        let page = answer.into_string().await.unwrap_or_default();
        assert!(page.contains(sentence) && page.contains(&format!("href=\"#f-{field}\"")), "{asked}: {page}");
    }
    let many: Vec<String> = (1..=27).map(|day| format!("2027-05-{day:02}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let cases: [(&[&str], &str, &str); 6] = [
        (&["", ""], "Geef minstens één dag", "date-0"),
        (&["2027-04-01", "2027-04-01"], "Die dag staat al in de lijst", "date-1"),
        (&["2027-04-01", "2027-02-30"], "Geef een datum", "date-1"),
        (&["9999-01-01"], "Geef een datum", "date-0"),
        (&["2027-03-28", "2027-04-01"], "Dat uur bestaat die nacht niet", "date-0"),
        (&many, "Kies hoogstens 26 dagen tegelijk", "date-26"),
    ];
    for (days, sentence, field) in cases {
        let (status, page) = send(&app, "", days).await;
        assert_eq!(status, Status::UnprocessableEntity, "{days:?}");
        assert!(page.contains(sentence) && page.contains(&format!("href=\"#f-{field}\"")), "{days:?}: {page}");
        let typed: Vec<&str> = days.iter().copied().filter(|day| !day.is_empty()).collect();
        assert_eq!(days_on(&page), typed, "what was typed is still there");
    }
    assert_eq!(events(&app).await, 1);
    assert!(acts(&app).await.is_empty());
}

#[rocket::async_test]
async fn a_day_is_shown_with_what_speaks_against_it_in_each_language() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    for (slug, cancelled) in [("ook-samen", None), ("nog-samen", None), ("meer-samen", None), ("af", Some("09:00"))] {
        make_event(&app, &leuven, slug, |e| {
            e.cancelled_at = Set(cancelled.map(|time| brussels(&format!("2027-02-01 {time}"))));
        })
        .await;
    }
    let page = app.page("/organise/events/samen/repeats/new?date=2027-03-04").await;
    assert_eq!(page.matches("Die dag is er al:").count(), 3, "{page}");
    assert!(page.contains("En nog één.") && !page.contains("is er al: Af"), "{page}");
    const FREE: [&str; 11] =
        ["01-01", "03-29", "05-01", "05-06", "05-17", "07-11", "07-21", "08-15", "11-01", "11-11", "12-25"];
    let asked = FREE.map(|day| format!("date=2027-{day}")).join("&");
    for (language, holiday) in [("nl", "Feestdag: "), ("fr", "Jour férié\u{a0}: "), ("en", "Holiday: ")] {
        let page =
            app.page(&format!("/organise/events/samen/repeats/new?{asked}&date=2027-01-02&lang={language}")).await;
        assert_eq!(page.matches(holiday).count(), 11, "{page}");
        assert!(!page.contains("Unknown localization"), "{page}");
    }
    let page = app.page("/organise/events/samen/repeats/new?date=2027-02-01&lang=nl").await;
    assert!(page.contains("Die dag is voorbij."), "{page}");
}

#[rocket::async_test]
async fn a_region_that_was_asked_along_repeats_it_as_its_own() {
    let app = TestApp::start().await;
    let (leuven, gent) = (make_region(&app, "leuven").await, make_region(&app, "gent").await);
    let samen = make_event(&app, &leuven, "samen", |_| {}).await;
    make(&app, event_region::ActiveModel { event_id: Set(samen.id), region_id: Set(gent.id) }).await;
    sign_in(&app, "Olga Organiser", Role::Organiser, &[&gent]).await;
    let (status, next) = send(&app, "", &["2027-04-01", "2027-05-06"]).await;
    assert_eq!(status, Status::SeeOther, "{next}");
    let theirs = event::Entity::find().filter(event::Column::RegionId.eq(gent.id));
    assert_eq!(theirs.count(app.db.read()).await.expect("a count"), 2);
    assert!(app.page(&next).await.contains("2 concepten staan klaar."));
}
