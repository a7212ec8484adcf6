//! Too much came from one place at once.

use rocket::http::Status;

use super::{FORM, OURS, press, send, typed, with_an_event};
use crate::support::TestApp;
use crate::support::people::{amina, seats};

/// A house that lets so few in from one place.
async fn a_strict_house(most: &str) -> TestApp {
    with_an_event(TestApp::start_with(|figment| figment.merge(("rate_limits", true)).merge((most, 1))).await).await
}

#[rocket::async_test]
async fn who_comes_too_often_is_told_when_to_press_again() {
    let app = a_strict_house("most_per_event").await;
    assert_eq!(send(&app, FORM, &amina(), &OURS).await.status, Status::SeeOther);
    let bob = [("name", "Bob"), ("email", "bob@example.org"), ("consent", "true"), ("opened", "1801555123")];
    let refused = send(&app, FORM, &bob, &OURS).await;
    assert_eq!(refused.status, Status::TooManyRequests);
    let seconds: i64 = refused.retry_after.as_ref().expect("a time").parse().expect("seconds");
    assert!(refused.page.contains(&format!("druk over {seconds} seconden op")), "{}", refused.page);
    let kept = refused.kept();
    assert_eq!(kept, typed(FORM, &bob));

    app.clock.set(app.clock.now() + chrono::TimeDelta::seconds(seconds));
    let taken = press(&app, &kept.expect("a form")).await;
    assert_eq!((taken.status, taken.location.as_str()), (Status::SeeOther, FORM));
    assert_eq!(seats(&app, "samenleven").await, (2, 0));
}

#[rocket::async_test]
async fn a_refusal_asks_the_database_nothing_and_a_scripts_form_is_not_read() {
    let app = a_strict_house("most_per_event").await;
    assert_eq!(send(&app, FORM, &amina(), &OURS).await.status, Status::SeeOther);
    app.sql("ALTER TABLE events RENAME TO mislaid").await;
    let person = send(&app, FORM, &amina(), &OURS).await;
    assert_eq!((person.status, person.kept().is_some()), (Status::TooManyRequests, true));
    let script = send(&app, FORM, &amina(), &[]).await;
    assert_eq!((script.status, script.kept().is_some()), (Status::TooManyRequests, false));
    assert!(script.retry_after.is_some() && !script.page.contains("Amina"));
}

#[rocket::async_test]
async fn a_code_does_not_come_back_and_an_address_does() {
    let app = a_strict_house("most_per_address").await;
    let code = [("code", "123 456")];
    assert_eq!(send(&app, "/organise/sign-in/code", &code, &OURS).await.status, Status::UnprocessableEntity);
    let refused = send(&app, "/organise/sign-in/code", &code, &OURS).await;
    assert_eq!((refused.status, refused.kept()), (Status::TooManyRequests, None));
    assert!(refused.retry_after.is_some() && !refused.page.contains("123 456"), "{}", refused.page);
    let email = [("email", "hanne@example.org")];
    let refused = send(&app, "/organise/sign-in", &email, &OURS).await;
    assert_eq!((refused.status, refused.kept()), (Status::TooManyRequests, typed("/organise/sign-in", &email)));
}
