//! Since when a feed is as it is: its date moves on with whatever changes, and with nothing else.

use rocket::http::Status;
use samenkomst::language::Texts;
use samenkomst::regions::region;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, ModelTrait, Set};

use super::http::{FEED, asked, header, house};
use crate::support::brussels;
use crate::support::makers::{commit, make_region};

#[rocket::async_test]
async fn the_date_moves_on_when_an_event_is_deleted_or_a_region_renamed() {
    let (app, event) = house().await;
    let before = asked(&app, FEED, &[]).await;
    let (date, tag) = (header(&before, "Last-Modified"), header(&before, "ETag"));
    app.at("2027-02-02 11:00");
    let txn = app.db.begin().await.unwrap();
    event.delete(&txn).await.unwrap();
    commit(&app, txn).await;
    let at_once = asked(&app, FEED, &[("If-Modified-Since", date)]).await;
    assert_eq!(at_once.status(), Status::Ok);
    assert_eq!(header(&at_once, "Last-Modified"), "Tue, 02 Feb 2027 09:59:59 GMT", "it may still change this second");
    app.at("2027-02-02 11:01");
    let after = asked(&app, FEED, &[("If-Modified-Since", header(&at_once, "Last-Modified"))]).await;
    assert_eq!(after.status(), Status::Ok);
    assert_eq!(header(&after, "Last-Modified"), "Tue, 02 Feb 2027 10:00:00 GMT");
    assert_ne!(header(&after, "ETag"), tag);

    let txn = app.db.begin().await.unwrap();
    let mut renamed = region::Entity::find().one(&txn).await.unwrap().unwrap().into_active_model();
    renamed.names = Set(Texts::same("Groot-Leuven"));
    renamed.update(&txn).await.unwrap();
    commit(&app, txn).await;
    app.at("2027-02-02 11:02");
    let answer = asked(&app, FEED, &[]).await;
    assert_eq!(header(&answer, "Last-Modified"), "Tue, 02 Feb 2027 10:01:00 GMT");
    let another = app.neighbour().await;
    let there = asked(&another, FEED, &[]).await;
    for same in ["ETag", "Last-Modified"] {
        assert_eq!(header(&there, same), header(&answer, same), "the same after a restart and on every process");
    }
}

#[rocket::async_test]
async fn the_date_moves_on_when_what_is_past_leaves() {
    let (app, _) = house().await;
    app.at("2028-03-03 09:00");
    assert_eq!(header(&asked(&app, FEED, &[]).await, "Last-Modified"), "Tue, 02 Feb 2027 08:00:00 GMT");
    app.at("2028-03-04 09:00");
    assert!(!app.page(FEED).await.contains("BEGIN:VEVENT"));
    assert_eq!(header(&asked(&app, FEED, &[]).await, "Last-Modified"), "Sat, 04 Mar 2028 00:00:00 GMT");
    app.at("2028-05-01 09:00");
    assert_eq!(header(&asked(&app, FEED, &[]).await, "Last-Modified"), "Sat, 04 Mar 2028 00:00:00 GMT");
}

#[rocket::async_test]
async fn the_date_moves_on_when_an_event_moves_away_and_stays_when_nothing_happens() {
    let (app, event) = house().await;
    let limburg = make_region(&app, "limburg").await;
    let date = header(&asked(&app, FEED, &[]).await, "Last-Modified");
    app.at("2027-02-02 11:00");
    let mut moved = event.into_active_model();
    moved.region_id = Set(limburg.id);
    moved.updated_at = Set(brussels("2027-02-02 11:00"));
    let txn = app.db.begin().await.unwrap();
    moved.update(&txn).await.unwrap();
    commit(&app, txn).await;
    app.at("2027-02-02 11:01");
    let after = asked(&app, FEED, &[("If-Modified-Since", date)]).await;
    assert_eq!(after.status(), Status::Ok);
    let moved_on = header(&after, "Last-Modified");
    assert_eq!(moved_on, "Tue, 02 Feb 2027 10:00:00 GMT");
    app.at("2027-02-03 09:00");
    let next_day = asked(&app, FEED, &[]).await;
    assert_eq!(header(&next_day, "Last-Modified"), moved_on, "a new day alone changes nothing");
}
