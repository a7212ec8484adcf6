//! The agenda of a period: two dates in the filter, each with a tag that takes it away.

use sea_orm::Set;

use super::events_on;
use crate::support::makers::{make_event, make_region};
use crate::support::{TestApp, brussels};

/// What happens in Leuven on the fourth of each of these months at noon, and in Limburg on 4 March.
async fn a_spring() -> TestApp {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    for (slug, month) in [("maart", "03"), ("april", "04"), ("mei", "05")] {
        make_event(&app, &leuven, slug, |e| {
            e.starts_at = Set(brussels(&format!("2027-{month}-04 12:00")));
            e.ends_at = Set(brussels(&format!("2027-{month}-04 14:00")));
        })
        .await;
    }
    let limburg = make_region(&app, "limburg").await;
    make_event(&app, &limburg, "elders", |_| {}).await;
    app
}

#[rocket::async_test]
async fn the_agenda_shows_the_days_from_one_date_to_another() {
    let app = a_spring().await;
    for (query, found) in [
        ("region=leuven&from=2027-03-04&to=2027-04-04", vec!["maart", "april"]),
        ("region=leuven&from=2027-03-05&to=2027-04-03", vec![]),
        ("region=leuven&from=2027-04-04&to=", vec!["april", "mei"]),
        ("region=leuven&from=&to=2027-04-04", vec!["maart", "april"]),
        ("region=leuven&from=&to=", vec!["maart", "april", "mei"]),
    ] {
        assert_eq!(events_on(&app.page(&format!("/?{query}")).await), found, "{query}");
    }
    let page = app.page("/?region=leuven&from=2027-03-04&to=2027-04-04").await;
    for field in [
        "<label for=\"from\">Vanaf</label><input id=\"from\" name=\"from\" type=\"date\" value=\"2027-03-04\">",
        "<label for=\"to\">Tot en met</label><input id=\"to\" name=\"to\" type=\"date\" value=\"2027-04-04\">",
    ] {
        assert!(page.contains(field), "the dates stay when something else is chosen: {page}");
    }
}

#[rocket::async_test]
async fn dates_are_read_as_they_were_meant() {
    let app = a_spring().await;
    for (query, from, to) in [
        ("from=2027-04-04&to=2027-03-05", "2027-03-05", "2027-04-04"),
        ("from=0027-03-05&to=0027-04-04", "2027-03-05", "2027-04-04"),
        ("from=gisteren&to=2027-02-30", "", ""),
        ("from=0000-02-29&to=3027-01-01", "2000-02-29", ""),
    ] {
        let page = app.page(&format!("/?region=leuven&{query}")).await;
        for (name, day) in [("from", from), ("to", to)] {
            assert!(page.contains(&format!("name=\"{name}\" type=\"date\" value=\"{day}\"")), "{query}: {page}");
        }
    }
    assert_eq!(events_on(&app.page("/?from=2027-04-04&to=2027-03-05").await), ["april"]);
}

#[rocket::async_test]
async fn each_date_has_a_tag_that_takes_it_away_and_leaves_the_rest() {
    let app = a_spring().await;
    let without = "/?region=leuven&kind=webinar&q=a%26b";
    assert!(!app.page(without).await.contains("class=\"tag\" href=\"/"), "no date, no tag");
    let page = app.page(&format!("{without}&from=2027-03-01&to=2027-04-30")).await;
    let rest = "/?q=a%26b&#38;region=leuven&#38;kind=webinar";
    for tag in [
        format!("<a class=\"tag\" href=\"{rest}&#38;to=2027-04-30\">Vanaf 1 maart 2027 "),
        format!("<a class=\"tag\" href=\"{rest}&#38;from=2027-03-01\">Tot en met 30 april 2027 "),
    ] {
        assert!(page.contains(&tag), "{tag}: {page}");
    }
    let page = app.page("/?from=2027-03-01").await;
    assert!(page.contains("<a class=\"tag\" href=\"/\">Vanaf 1 maart 2027 "), "{page}");
    let french = app.page("/?from=2027-03-01&to=2027-04-30&lang=fr").await;
    assert!(french.contains("À partir du 1er mars 2027") && french.contains("Jusqu’au 30 avril 2027"), "{french}");
}

#[rocket::async_test]
async fn what_one_subscribes_to_does_not_promise_the_period() {
    let app = a_spring().await;
    let said = "bevat elke dag, ook buiten deze periode";
    assert!(!app.page("/?region=leuven").await.contains(said));
    let page = app.page("/?region=leuven&kind=webinar&from=2027-03-01").await;
    assert!(page.contains("value=\"https://samenkomst.example/calendar/leuven.ics?kind=webinar\""), "{page}");
    assert!(page.contains(said), "{page}");
}
