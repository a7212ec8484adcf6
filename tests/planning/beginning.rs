//! A new event begins as a draft, with a template or empty; a series begins with a name.

use rocket::http::Status;
use samenkomst::events::kind::Kind;
use samenkomst::organisers::audit::Act;
use sea_orm::Set;

use super::{acts, leuven, questions};
use crate::support::forms::seen_on;
use crate::support::makers::{make_event, make_region};
use crate::support::people::event_at;
use crate::support::{TestApp, brussels};

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
        let made = event_at(&app, slug).await;
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
async fn a_series_is_made_and_its_events_gather_under_it() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    let form =
        [("titles.nl", "Webinars over wonen"), ("region", "leuven"), ("titles.fr", "Webinaires"), ("umbrella", "true")];
    assert_eq!(app.send("/organise/series", &form).await.1, "/organise/series?done=saved");
    assert_eq!(app.send("/organise/series", &form).await.1, "/organise/series?done=saved", "the name again");
    assert!(app.page("/series/webinars-over-wonen").await.contains("Webinars over wonen"));
    assert!(app.page("/series/webinars-over-wonen-2?lang=fr").await.contains("Webinaires"));
    let change = [("_method", "put"), ("titles.nl", "Wonen, elke maand"), ("region", "leuven")];
    app.send("/organise/series/webinars-over-wonen", &change).await;
    assert!(app.page("/series/webinars-over-wonen").await.contains("Wonen, elke maand"));
    for wrong in [[("titles.nl", ""), ("region", "leuven")], [("titles.nl", "Elders"), ("region", "nergens")]] {
        let (status, page) = app.send("/organise/series", &wrong).await;
        assert_eq!(status.code, 422, "{page}");
    }
    let gent = make_region(&app, "gent").await;
    assert_ne!(leuven.id, gent.id);
    assert_eq!(app.send("/organise/series", &[("titles.nl", "Van Gent"), ("region", "gent")]).await.0.code, 422);
    assert_eq!(acts(&app).await, [Act::SeriesAdded, Act::SeriesAdded, Act::SeriesChanged]);
}

#[rocket::async_test]
async fn the_second_of_two_who_change_a_series_at_once_sees_what_the_first_wrote() {
    let app = TestApp::start().await;
    leuven(&app).await;
    app.send("/organise/series", &[("titles.nl", "Webinars"), ("region", "leuven")]).await;
    let change = async |title: &str, summary: &str, seen: &str| {
        let typed = [("titles.nl", title), ("summaries.nl", summary), ("region", "leuven"), ("seen", seen)];
        app.send("/organise/series/webinars", &[&[("_method", "put")][..], &typed].concat()).await
    };
    let seen = seen_on(&app.page("/organise/series?edit=webinars").await);
    for _ in 0..2 {
        let (status, _) = change("Webinars", "Elke maand.", &seen).await;
        assert_eq!(status, Status::SeeOther, "pressing twice is harmless");
    }
    let (status, page) = change("", "Kort.", &seen).await;
    assert_eq!((status, seen_on(&page)), (Status::UnprocessableEntity, seen.clone()), "a fault makes it no newer");
    let (status, page) = change("Wonen", "Kort.", &seen).await;
    assert_eq!(status, Status::Conflict);
    for words in [
        "Iemand wijzigde dit intussen",
        "<a href=\"#f-titles.nl\">Naam (Nederlands): nu staat er Webinars</a>",
        "<a href=\"#f-summaries.nl\">In één zin (Nederlands): nu staat er Elke maand.</a>",
        "value=\"Wonen\"",
        "value=\"Kort.\"",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("href=\"#f-region\""), "what is the same is not said: {page}");
    assert!(app.page("/series/webinars").await.contains("Elke maand."), "nothing changed");
    assert_eq!(change("Wonen", "Kort.", &seen_on(&page)).await.0, Status::SeeOther);
    let long = "Elke maand een uur over wonen. ".repeat(5);
    assert_eq!(change("Wonen", &long, "").await.0, Status::SeeOther, "a form without a mark is as before");
    let (status, page) = change("Wonen", "Kort.", &seen).await;
    assert_eq!(status, Status::Conflict);
    assert!(page.contains(&format!("id=\"f-summaries.nl-t\">{}</p>", long.trim())), "{page}");
}
