//! What the tab of a browser says of the pages about one event.

use sea_orm::Set;

use super::leuven;
use crate::support::TestApp;
use crate::support::makers::make_event;

#[rocket::async_test]
async fn each_page_about_an_event_is_called_by_what_one_does_there_and_by_the_event() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |e| e.title = Set("Samen: Leuven".to_string())).await;
    for (path, what) in [
        ("copies/new", "Maak een kopie"),
        ("registrations", "Deelnemers"),
        ("registrations/new", "Voeg iemand toe"),
        ("registrations/export", "Neem de lijst mee"),
        ("registrations/import", "Breng een lijst in"),
        ("door", "Aan de deur"),
        ("messages", "Berichten"),
        ("messages/new", "Schrijf een bericht"),
        ("figures", "Cijfers"),
        ("feedback", "Hoe was het?"),
    ] {
        let page = app.page(&format!("/organise/events/samen/{path}")).await;
        assert!(page.contains(&format!("<title>{what} · Samen: Leuven · ")), "{path}: {page}");
    }
}
