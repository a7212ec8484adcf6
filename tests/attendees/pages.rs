//! The list, the page of one person, and finding them.

use rocket::http::Status as Http;
use samenkomst::organisers::role::Role;
use samenkomst::registrations::registration;
use sea_orm::{EntityTrait, Set};

use super::{LIST, kept, sign_in};
use crate::support::TestApp;
use crate::support::makers::{make_event, make_region};
use crate::support::people::let_in;

/// The tabs above the list, each with its number.
fn tabs(page: &str) -> Vec<String> {
    let (_, bar) = page.split_once("<div class=\"bar no-print\">").expect("a bar");
    let (bar, _) = bar.split_once("</nav>").expect("the end of the tabs");
    let links = bar.split("</b></a>").filter_map(|link| link.rsplit_once("\">"));
    links.filter_map(|(_, words)| words.split_once(" <b>")).map(|(name, n)| format!("{name} {n}")).collect()
}

#[rocket::async_test]
async fn a_long_list_comes_page_by_page_with_a_tab_for_each_status() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |e| e.capacity = Set(Some(120))).await;
    let_in(&app, event.id, 0..123).await;
    app.cancel(kept(&app, event.id, 7).await.id).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let page = app.page(LIST).await;
    assert_eq!(tabs(&page), ["Ingeschreven 120", "Wachtlijst 2", "Uitgeschreven 1", "Iedereen 123"]);
    let named = "<label class=\"vh\" for=\"m-language\">Taal</label>";
    assert!(page.contains(named) && !page.contains("Unknown localization"), "every menu has a name: {page}");
    assert!(page.contains("1 tot 50 van de 120") && page.contains("Kies alle 120"), "{page}");
    assert_eq!(page.matches("name=\"ids\"").count(), 50);
    let last = app.page(&format!("{LIST}?status=confirmed&page=3")).await;
    assert!(last.contains("101 tot 120 van de 120"), "{last}");
    assert_eq!(last.matches("name=\"ids\"").count(), 20);
    let all = app.page(&format!("{LIST}?status=confirmed&all=true")).await;
    assert!(all.contains("Alle 120 gekozen") && all.matches("checked disabled").count() == 50, "{all}");
    let sheet = app.page(&format!("{LIST}?print=true")).await;
    assert_eq!(sheet.matches("class=\"sign\"").count(), 121, "everybody, and the heading");
    let found = app.page(&format!("{LIST}?q=PERSON12@&status=all")).await;
    assert!(found.contains("1 tot 1 van de 1<") || found.contains("1 tot 1 van de 1 "), "{found}");
    for strange in ["page=0", "page=99999999", "page=x", "sort=%27&status=x&role=%3Cb%3E&stop=x&answer=:&present=7"] {
        let answer = app.client.get(format!("{LIST}?{strange}")).dispatch().await;
        assert_eq!(answer.status(), Http::Ok, "{strange}");
        assert!(!answer.into_string().await.expect("a page").contains("<b>\"\""));
    }
}

#[rocket::async_test]
async fn whoever_is_added_or_brought_in_reads_the_language_of_the_page_unless_another_is_chosen() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    for (language, chosen) in [("fr", "value=\"fr\" selected"), ("nl", "value=\"nl\" selected")] {
        for page in ["new", "import"] {
            let page = app.page(&format!("{LIST}/{page}?lang={language}")).await;
            let (_, select) = page.split_once("id=\"f-language\"").expect("a choice of language");
            let select = select.split("</select>").next().unwrap_or_default();
            assert!(select.contains(chosen) && select.matches(" selected").count() == 1, "{select}");
        }
    }
}

#[rocket::async_test]
async fn a_letter_that_came_back_is_seen_with_what_to_do() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 0..1).await;
    app.give_letters_up("550 <b>no such user</b>").await;
    sign_in(&app, Role::Organiser, &leuven).await;
    assert!(app.page(LIST).await.contains("Mail kwam terug"));
    let path = format!("{LIST}/{}", kept(&app, event.id, 0).await.id);
    let page = app.page(&path).await;
    assert!(page.contains("Kwam niet aan") && page.contains("Kijk het adres na"), "{page}");
    assert!(!page.contains("<b>no such user") && page.contains("no such user"), "{page}");
    assert!(app.send(&format!("{path}/letters"), &[]).await.1.ends_with("done=resent"), "at once");
    assert!(!app.page(LIST).await.contains("Mail kwam terug"));
}

#[rocket::async_test]
async fn whoever_writes_to_a_person_writes_to_nobody_else_whatever_their_address_holds() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    let typed = "amina?bcc=spion%40evil.example&x=1@example.org";
    let fields = [("name", "Amina"), ("email", typed), ("consent", "true")];
    assert_eq!(app.send("/events/samen/registrations", &fields).await.0, Http::SeeOther);
    let person = registration::Entity::find().one(app.db.read()).await.expect("a query").expect("a registration");
    sign_in(&app, Role::Organiser, &leuven).await;
    let page = app.page(&format!("{LIST}/{}", person.id)).await;
    let link = "href=\"mailto:amina%3Fbcc%3Dspion%2540evil.example%26x%3D1@example.org\"";
    assert!(page.contains(link), "{page}");
}

#[rocket::async_test]
async fn a_person_is_found_among_all_my_events_and_no_others() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let gent = make_region(&app, "gent").await;
    for (region, slug) in [(&leuven, "samen"), (&leuven, "weer-samen"), (&gent, "elders")] {
        let event = make_event(&app, region, slug, |_| {}).await;
        let_in(&app, event.id, 0..1).await;
    }
    sign_in(&app, Role::Viewer, &leuven).await;
    let page = app.page("/organise/registrations?q=person").await;
    assert!(page.contains("2 inschrijvingen gevonden.") && page.contains("Weer samen"), "{page}");
    assert!(!page.contains("Elders") && !page.contains("value=\"gent\""), "{page}");
    assert!(app.page("/organise/registrations?q=person&region=gent").await.contains("2 inschrijvingen"));
    assert!(!app.page("/organise/registrations").await.contains("gevonden"));
    assert!(app.page("/organise/registrations?q=niemand").await.contains("Niemand gevonden."));
}

#[rocket::async_test]
async fn an_event_for_which_nobody_registered_yet_has_nothing_to_filter() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let page = app.page(LIST).await;
    assert!(page.contains("Nog niemand.") && !page.contains("m-language") && !page.contains("0 tot 0"), "{page}");
    let_in(&app, event.id, 0..1).await;
    let page = app.page(&format!("{LIST}?status=waitlisted")).await;
    assert!(page.contains("Niemand gevonden.") && page.contains("m-language") && !page.contains("0 tot 0"), "{page}");
}

#[rocket::async_test]
async fn the_filters_stand_open_while_one_of_them_is_in_use() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    let event = make_event(&app, &leuven, "samen", |_| {}).await;
    let_in(&app, event.id, 0..1).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let asked = ["", "?q=person", "?status=waitlisted&sort=role", "?language=fr", "?q=person&role=student"];
    let mut open = Vec::new();
    for query in asked {
        let page = app.page(&format!("{LIST}{query}")).await;
        assert!(page.contains("<span class=\"vh\">Filters</span></summary>"), "{page}");
        if page.contains("<details open><summary class=\"btn btn-i\">") {
            open.push(query);
        }
    }
    assert_eq!(open, ["?language=fr", "?q=person&role=student"]);
}

#[rocket::async_test]
async fn whoever_adds_one_person_is_a_press_away_from_bringing_in_a_list() {
    let app = TestApp::start().await;
    let leuven = make_region(&app, "leuven").await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    sign_in(&app, Role::Organiser, &leuven).await;
    let link = format!("href=\"{LIST}/import\">Breng een lijst in</a>");
    for path in [LIST.to_string(), format!("{LIST}/new")] {
        let page = app.page(&path).await;
        assert!(page.contains(&link), "{path}: {page}");
    }
}
