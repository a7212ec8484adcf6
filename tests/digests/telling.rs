//! What it tells: each thing once as news, no more than fifteen, and organisers see it before.

use chrono::Duration;
use rocket::http::Status;
use samenkomst::digests::digest;
use samenkomst::events::event;
use samenkomst::language::Language;
use samenkomst::mail::Parcel;
use samenkomst::organisers::role::Role;
use sea_orm::{EntityTrait, Set};

use super::{MONDAY, add, house, reads, write};
use crate::support::desk::sign_hanne_in;
use crate::support::makers::{change, make_event, make_region, make_subregion};
use crate::support::{TestApp, brussels};

#[rocket::async_test]
async fn it_tells_what_the_feed_of_a_region_holds_and_each_thing_once_as_news() {
    let app = TestApp::start().await;
    let brabant = make_region(&app, "brabant").await;
    let leuven = make_subregion(&app, "leuven", Some(&brabant)).await;
    let antwerpen = make_region(&app, "antwerpen").await;
    let on = |published: &'static str, starts: &'static str| {
        move |e: &mut event::ActiveModel| {
            e.published_at = Set(Some(brussels(published)));
            e.starts_at = Set(brussels(starts));
            e.ends_at = Set(brussels(starts) + Duration::hours(2));
        }
    };
    make_event(&app, &leuven, "nabij", on("2027-02-03 09:00", "2027-02-20 10:00")).await;
    make_event(&app, &leuven, "ver", on("2027-02-04 09:00", "2027-11-20 10:00")).await;
    make_event(&app, &brabant, "later", on("2027-01-03 09:00", "2027-05-20 10:00")).await;
    make_event(&app, &antwerpen, "elders", on("2027-02-03 09:00", "2027-02-20 10:00")).await;
    make_event(&app, &antwerpen, "overal", |e| {
        on("2027-02-03 09:00", "2027-02-21 10:00")(e);
        e.for_every_region = Set(true);
    })
    .await;
    make_event(&app, &brabant, "verborgen", |e| {
        on("2027-02-03 09:00", "2027-02-21 10:00")(e);
        e.listed = Set(false);
    })
    .await;
    let off = make_event(&app, &brabant, "spreekuur", on("2027-01-03 09:00", "2027-02-22 10:00")).await;
    change(&app, &off, event::Column::CancelledAt, brussels("2027-02-05 10:00")).await;
    change(&app, &off, event::Column::CancellationReason, "De spreker is ziek.").await;
    add(&app, [reads(0, Some(brabant.id), Language::Nl), reads(1, None, Language::En)]).await;
    app.at(MONDAY);
    make_event(&app, &leuven, "te-laat", on("2027-02-08 07:01", "2027-02-20 10:00")).await;
    assert_eq!(write(&app).await, 2);
    let mut letters = app.letters().await;
    letters.sort_by_key(|letter| letter.to.to_string());
    assert_eq!(told(&letters[0]), "+nabij +overal +ver -spreekuur");
    assert!(letters[0].rendered.text.contains("De spreker is ziek."));
    assert_eq!(letters[0].rendered.subject, "Brabant: 3 nieuw, eerst “Nabij” op 20 feb");
    assert_eq!(told(&letters[1]), "+elders +nabij +overal +ver -spreekuur");
    assert_eq!(letters[1].rendered.subject, "All regions: 4 new, first “Nabij” on 20 Feb");
    app.at("2027-02-15 07:00");
    write(&app).await;
    let mut letters = app.letters().await;
    letters.sort_by_key(|letter| letter.to.to_string());
    assert_eq!(told(&letters[0]), "+te-laat nabij overal");
}

/// The events of a digest: new ones with a plus, those that were called off with a minus; new ones by name.
fn told(letter: &Parcel) -> String {
    let text = &letter.rendered.text;
    let mark = |at: usize| {
        let before = &text[..at];
        let last = ["NIEUW", "NEW", "BINNENKORT", "SOON", "GAAT NIET DOOR", "CANCELLED"];
        let heading = last.iter().max_by_key(|heading| before.rfind(&format!("\n{heading}\n"))).expect("a heading");
        match *heading {
            "NIEUW" | "NEW" => "+",
            "BINNENKORT" | "SOON" => "",
            _ => "-",
        }
    };
    let slugs = text.match_indices("/events/").map(|(at, part)| {
        let slug = text[at + part.len()..].split(|c: char| c == '?' || c.is_whitespace()).next().unwrap_or_default();
        format!("{}{slug}", mark(at))
    });
    let mut slugs: Vec<String> = slugs.collect();
    slugs.sort();
    slugs.join(" ")
}

#[rocket::async_test]
async fn no_more_than_fifteen_and_nothing_when_there_is_nothing() {
    let app = TestApp::start().await;
    let hageland = make_region(&app, "hageland").await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl)]).await;
    app.at(MONDAY);
    assert_eq!((write(&app).await, app.letters().await.len()), (0, 0));
    let begun = digest::Entity::find().all(app.db.read()).await.expect("a query");
    assert!(begun.len() == 1 && begun[0].written_at.is_some(), "it is not asked again every ten seconds");
    for n in 0..22 {
        make_event(&app, &hageland, &format!("samenkomst-{n}"), |e| {
            e.published_at = Set(Some(brussels("2027-02-09 10:00")));
            e.summary = Set("x".repeat(2_000));
            e.title =
                Set("Een heel lange titel over samen werken aan een buurt waar plaats is voor iedereen ".repeat(2));
        })
        .await;
    }
    app.at("2027-02-15 07:00");
    assert_eq!(write(&app).await, 1);
    let letter = app.letters().await.remove(0);
    assert_eq!(letter.rendered.text.matches("/events/").count(), 15);
    assert!(
        letter
            .rendered
            .text
            .contains("En nog 7 andere in de agenda.\nBekijk de agenda\nhttps://samenkomst.example/regions/hageland")
    );
    assert!(letter.bytes.len() < 60_000, "{}", letter.bytes.len());
    assert!(letter.rendered.subject.chars().count() <= 78, "{}", letter.rendered.subject);
}

#[rocket::async_test]
async fn organisers_see_what_the_next_one_will_say_and_how_many_read_it() {
    let (app, hageland) = house().await;
    let leuven = make_region(&app, "leuven").await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl), reads(1, Some(hageland.id), Language::Fr)]).await;
    assert_eq!(app.client.get("/organise/regions/hageland/digest").dispatch().await.status(), Status::SeeOther);
    sign_hanne_in(&app, Role::Viewer, &[&hageland]).await;
    let page = app.page("/organise/regions/hageland/digest").await;
    assert!(page.contains("<a class=\"back\" href=\"/organise/figures\">"), "there is a way back: {page}");
    assert!(page.contains("<a href=\"/organise/figures\" aria-current=\"true\">"), "it belongs to the figures: {page}");
    assert!(page.contains("2 lezers. De volgende vertrekt op maandag 8 februari om 7 uur."), "{page}");
    assert!(page.contains("Hageland: binnenkort “Wie zijn wij” op 4 mrt"), "{page}");
    let answer = app.client.get("/organise/regions/hageland/digest/letter?language=en").dispatch().await;
    assert!(answer.headers().get_one("Content-Security-Policy").expect("a policy").contains("sandbox"));
    let letter = answer.into_string().await.expect("a letter");
    assert!(
        letter.contains("Every Monday, what is coming up")
            && letter.contains("https://samenkomst.example/regions/hageland/digest")
    );
    assert!(app.page("/organise/figures").await.contains("2 lezers."));
    for (path, status) in [
        (format!("/organise/regions/{}/digest", leuven.slug), Status::NotFound),
        (format!("/organise/regions/{}/digest/letter", leuven.slug), Status::NotFound),
        ("/organise/digest".to_string(), Status::Forbidden),
        ("/organise/digest/letter".to_string(), Status::Forbidden),
    ] {
        assert_eq!(app.client.get(path).dispatch().await.status(), status);
    }
    assert!(app.page("/metrics").await.contains("samenkomst_digest_readers{region=\"hageland\"} 2"));
}
