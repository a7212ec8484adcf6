//! When it happens, as a program says it: each hour is one, and what is none is refused.

use serde_json::json;

use super::changing::{PATH, a_house};
use crate::support::TestApp;

#[rocket::async_test]
async fn the_hour_that_comes_twice_is_told_apart_by_its_offset_with_and_without_seconds() {
    let app = TestApp::start().await;
    let (theirs, _) = a_house(&app).await;
    let night = |starts: &str| json!({ "starts_at": starts, "ends_at": "2027-10-31T04:00" });
    assert_eq!(theirs.patch(PATH, night("2027-10-31T02:30")).await.wrong_fields(), ["starts_at"]);
    for (typed, kept) in [
        ("2027-10-31T02:30+02:00", "2027-10-31T02:30:00+02:00"),
        ("2027-10-31T02:30+01:00", "2027-10-31T02:30:00+01:00"),
        ("2027-10-31T00:30Z", "2027-10-31T02:30:00+02:00"),
    ] {
        assert_eq!(theirs.patch(PATH, night(typed)).await.ok()["starts_at"], kept);
    }
    for leap_second in ["2027-10-31T01:59:60+02:00", "2027-10-31T01:59:60"] {
        let refused = theirs.patch(PATH, night(leap_second)).await;
        assert_eq!(refused.wrong_fields(), ["starts_at"], "no calendar keeps it");
    }
}

#[rocket::async_test]
async fn nothing_happens_in_a_year_whose_summer_time_nobody_knows() {
    let app = TestApp::start().await;
    let (theirs, _) = a_house(&app).await;
    let morning = |day: &str| json!({ "starts_at": format!("{day}T10:00"), "ends_at": format!("{day}T11:00") });
    assert_eq!(theirs.patch(PATH, morning("2099-07-01")).await.ok()["starts_at"], "2099-07-01T10:00:00+02:00");
    assert_eq!(theirs.patch(PATH, morning("2100-07-01")).await.wrong_fields(), ["ends_at", "starts_at"]);
}

#[rocket::async_test]
async fn a_program_that_writes_parts_of_a_second_is_understood() {
    let app = TestApp::start().await;
    let (theirs, _) = a_house(&app).await;
    for (typed, kept) in [
        ("2027-03-16T13:30:00.123456", "2027-03-16T13:30:00+01:00"),
        ("2027-03-16 13:31:00.5", "2027-03-16T13:31:00+01:00"),
        ("2027-03-16T13:32:00.123456+01:00", "2027-03-16T13:32:00+01:00"),
    ] {
        assert_eq!(theirs.patch(PATH, json!({ "starts_at": typed })).await.ok()["starts_at"], kept);
    }
    for wrong in ["2027-03-16T13:30.5", "2027-03-16T13:30:00.", "2027-03-16T13:59:60.5"] {
        assert_eq!(theirs.patch(PATH, json!({ "starts_at": wrong })).await.wrong_fields(), ["starts_at"], "{wrong}");
    }
}
