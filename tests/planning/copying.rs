//! The same again: on another day, and for many regions at once.

use rocket::http::Status;
use samenkomst::events::event::{self, Programme, ProgrammePoint, Venue};
use samenkomst::events::kind::Kind;
use samenkomst::language::Texts;
use samenkomst::organisers::audit::Act;
use samenkomst::organisers::role::Role;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set};

use super::{acts, leuven, register, sign_in, stops};
use crate::support::makers::{make_event, make_region, make_stop};
use crate::support::people::event_at;
use crate::support::{TestApp, brussels};

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
    let copy = event_at(&app, "samen-2027-04-01").await;
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
        assert!(page.contains("Geef een datum"), "{day}: {page}");
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
async fn the_day_that_is_proposed_for_a_copy_is_still_to_come() {
    let app = TestApp::start().await;
    let leuven = leuven(&app).await;
    make_event(&app, &leuven, "samen", |_| {}).await;
    make_event(&app, &leuven, "lang-geleden", |e| {
        e.starts_at = Set(brussels("2026-01-08 13:30"));
        e.ends_at = Set(brussels("2026-01-08 15:30"));
    })
    .await;
    for (slug, day) in [("samen", "2027-04-29"), ("lang-geleden", "2027-04-01")] {
        let page = app.page(&format!("/organise/events/{slug}")).await;
        let field = format!("id=\"copy-date\" name=\"date\" type=\"date\" required value=\"{day}\"");
        assert!(page.contains(&field), "a Thursday as well: {page}");
    }
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
    // What to copy stays as it was chosen.
    assert!(page.contains("<option value=\"\" selected>"), "{page}");
    let (_, page) = app.send("/organise/series-copies", &[("from", "werelddag"), ("date", "x")]).await;
    assert!(page.contains("<option value=\"werelddag\" selected>") && !page.contains("<option value=\"\" selected>"));
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
