//! When it is written: on Monday at seven, to each reader once, whatever happens in between.

use chrono::{DateTime, Duration, TimeZone, Utc};
use chrono_tz::Europe::Brussels;
use samenkomst::digests::week::Week;
use samenkomst::digests::{digest, reader};
use samenkomst::language::Language;
use samenkomst::mail::unreachable;
use sea_orm::EntityTrait;
use sea_orm::sea_query::Expr;
use uuid::Uuid;

use super::{MONDAY, add, house, reads, write};
use crate::support::brussels;
use crate::support::people::to;

#[rocket::async_test]
async fn who_was_away_on_monday_writes_until_wednesday_noon() {
    for (time, letters) in
        [("2027-02-09 22:00", 1), ("2027-02-10 11:59", 1), ("2027-02-10 12:00", 0), ("2027-02-14 09:00", 0)]
    {
        let (app, hageland) = house().await;
        add(&app, [reads(0, Some(hageland.id), Language::Nl)]).await;
        app.at(time);
        assert_eq!(write(&app).await, letters, "{time}");
        app.at(MONDAY);
        assert_eq!(write(&app).await, 1 - letters, "the clock goes back: {time}");
        app.letters().await;
        app.at("2027-02-15 07:00");
        assert_eq!(write(&app).await, 1, "and the next week: {time}");
    }
}

#[test]
fn monday_at_seven_is_what_the_clock_on_the_wall_says() {
    let opens = |year, month, day, hour| {
        Week::of(Utc.with_ymd_and_hms(year, month, day, 12, 0, 0).unwrap(), Brussels).opens()
            == Utc.with_ymd_and_hms(year, month, day, hour, 0, 0).unwrap()
    };
    for (year, month, day, hour) in
        [(2027, 3, 22, 6), (2027, 3, 29, 5), (2027, 10, 25, 5), (2027, 11, 1, 6), (2028, 3, 27, 5)]
    {
        assert!(opens(year, month, day, hour), "{year}-{month}-{day}");
    }
    let sunday: DateTime<Utc> = brussels("2027-03-28 23:59");
    assert_eq!(Week::of(sunday, Brussels).next(), Week::of(sunday + Duration::minutes(1), Brussels));
    assert_eq!(Week::coming(brussels("2027-03-29 06:59"), Brussels).opens(), brussels("2027-03-29 07:00"));
    assert_eq!(Week::coming(brussels("2027-03-29 07:00"), Brussels).opens(), brussels("2027-04-05 07:00"));
}

#[rocket::async_test]
async fn a_crowd_is_written_to_once_by_two_houses_at_once() {
    let (app, hageland) = house().await;
    let neighbour = app.neighbour().await;
    add(&app, (0..600).map(|n| reads(n, Some(hageland.id), Language::ALL[n as usize % 3]))).await;
    app.at(MONDAY);
    let (here, there) = tokio::join!(write(&app), write(&neighbour));
    assert_eq!(here + there, 600);
    assert_eq!((write(&app).await, write(&neighbour).await), (0, 0));
    let letters = app.letters().await;
    let readers: std::collections::BTreeSet<String> = letters.iter().map(|l| l.to.to_string()).collect();
    assert_eq!((letters.len(), readers.len()), (600, 600));
    app.at("2027-02-09 07:00");
    assert_eq!(write(&app).await, 0);
}

#[rocket::async_test]
async fn who_is_killed_in_between_goes_on_where_it_stopped() {
    let (app, hageland) = house().await;
    add(&app, [reads(0, Some(hageland.id), Language::Nl)]).await;
    app.at(MONDAY);
    assert_eq!(write(&app).await, 1);
    assert_eq!(app.letters().await.len(), 1);
    // As if the process had died before the second piece.
    let undone = digest::Entity::update_many().col_expr(digest::Column::WrittenAt, Expr::cust("NULL"));
    undone.exec(app.db.write()).await.expect("an update");
    add(&app, (1..4).map(|n| reads(n, Some(hageland.id), Language::Nl))).await;
    app.at("2027-02-08 07:10");
    assert_eq!(write(&app).await, 3);
    let mut readers = to(&app.letters().await);
    readers.sort();
    assert_eq!(readers, ["digest reader1@example.org", "digest reader2@example.org", "digest reader3@example.org"]);
}

#[rocket::async_test]
async fn to_an_address_at_which_nobody_is_none_is_written_for_thirty_days() {
    let (app, hageland) = house().await;
    add(&app, (0..2).map(|n| reads(n, Some(hageland.id), Language::Nl))).await;
    let (at, nobody) = (brussels("2027-01-10 09:00"), Uuid::nil());
    unreachable::stop(app.db.write(), at, "Reader0@Example.org", "5.1.1", nobody).await.expect("a stop");
    app.at(MONDAY);
    assert_eq!(write(&app).await, 1);
    assert_eq!(to(&app.letters().await), ["digest reader1@example.org"]);
    app.at("2027-02-15 07:00");
    assert_eq!(write(&app).await, 2);
}

#[rocket::async_test]
async fn whoever_left_gets_nothing_and_neither_does_a_late_monday() {
    let (app, hageland) = house().await;
    add(&app, (0..3).map(|n| reads(n, Some(hageland.id), Language::Nl))).await;
    app.at(MONDAY);
    assert_eq!(write(&app).await, 3);
    reader::Entity::delete_by_id(Uuid::from_u128(1)).exec(app.db.write()).await.expect("a deletion");
    assert_eq!(app.letters().await.len(), 2, "the letter that waited for them is dropped");
    app.at("2027-02-15 07:00");
    write(&app).await;
    app.at("2027-02-21 07:00");
    assert_eq!(app.letters().await.len(), 0, "after six days the next one is near");
}
