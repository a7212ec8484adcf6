//! Signing in leads back to the page that was wanted, and to no page of another.

use rocket::http::{Cookie, Status};
use samenkomst::organisers::keys::link;
use sea_orm::EntityTrait;

use super::{ask, hanne};
use crate::support::TestApp;
use crate::support::people::link_in;

#[rocket::async_test]
async fn signing_in_leads_back_to_the_page_that_was_wanted() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let wanted = "/organise/events/samen-in-leuven/registrations.csv?dialect=rfc4180";
    assert_eq!(app.client.get(wanted).dispatch().await.status(), Status::SeeOther);
    assert_eq!(app.send(&link_in(&ask(&app).await), &[]).await, (Status::SeeOther, wanted.to_string()));
    app.send("/organise/session", &[("_method", "delete")]).await;
    for hostile in [
        "https://evil.example/organise",
        "//evil.example/organise",
        "/\\evil.example",
        "/organise\\..\\evil",
        "/organised",
        "/events/samen-in-leuven",
        "/organise/sign-in",
        "/organise/session",
        "/organise?next=\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
    ] {
        app.at("2027-02-02 10:00");
        let link = link_in(&ask(&app).await);
        let cookie = Cookie::new("__Host-wanted", hostile);
        let answer = app.client.post(link).cookie(cookie).dispatch().await;
        let next = answer.headers().get_one("Location").map(str::to_string);
        assert_eq!(next.as_deref(), Some("/organise"), "{hostile:?}");
        drop(answer);
        app.send("/organise/session", &[("_method", "delete")]).await;
        forget_links(&app).await;
    }
}

#[rocket::async_test]
async fn a_link_to_sign_in_leads_back_to_the_page_that_it_names() {
    let app = TestApp::start().await;
    hanne(&app).await;
    let door = "/organise/events/samen-in-leuven/door";
    for (named, next) in [
        (door, door),
        ("%2Forganise%2Fnetwork", "/organise/network"),
        ("//evil.example/organise", "/organise"),
        ("https://evil.example/organise", "/organise"),
        ("/events/samen-in-leuven", "/organise"),
        ("/organise/sign-in", "/organise"),
        ("", "/organise"),
    ] {
        app.at("2027-02-02 10:00");
        app.page(&format!("/organise/sign-in?wanted={named}")).await;
        let link = link_in(&ask(&app).await);
        assert_eq!(app.send(&link, &[]).await, (Status::SeeOther, next.to_string()), "{named:?}");
        app.send("/organise/session", &[("_method", "delete")]).await;
        forget_links(&app).await;
    }
}

async fn forget_links(app: &TestApp) {
    link::Entity::delete_many().exec(app.db.write()).await.expect("a query");
}
