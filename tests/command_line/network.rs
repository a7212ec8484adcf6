//! Regions, accounts and tokens, added where there is no page yet to add them on.

use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::role;
use samenkomst::regions::region;
use sea_orm::EntityTrait;

use crate::support::TestApp;
use crate::support::operator::{Operator, err, out};

#[rocket::async_test]
async fn an_operator_builds_a_network() {
    let app = TestApp::start().await;
    let operator = Operator::of(&app);
    let added =
        operator.types(&["region", "add", "--slug", "limburg", "--name-nl", "Limburg", "--name-fr", "Limbourg"]);
    assert_eq!(added.status.code(), Some(0), "{}", err(&added));
    let below = ["region", "add", "--slug", "hasselt", "--name-nl", "Hasselt", "--parent", "limburg"];
    let lower = ["region", "add", "--slug", "kuringen", "--name-nl", "Kuringen", "--parent", "hasselt"];
    for line in [&["region", "add", "--slug", "antwerpen", "--name-nl", "Antwerpen"][..], &below, &lower] {
        assert_eq!(operator.types(line).status.code(), Some(0), "{line:?}");
    }
    let regions = region::Entity::find().all(app.db.read()).await.expect("regions");
    let reply_to: Vec<&str> = regions.iter().map(|region| region.reply_to.as_str()).collect();
    assert_eq!(reply_to, ["samenkomst@example.org"; 4], "the sender of the network, until the region fills in its own");
    let listed = out(&operator.types(&["region", "list"]));
    assert!(listed.contains("Limburg / Limbourg"), "{listed}");
    let slugs: Vec<&str> = listed.lines().filter_map(|line| line.get(..12)).map(str::trim_end).collect();
    assert_eq!(slugs, ["limburg", "  hasselt", "    kuringen", "antwerpen"], "each below its own");
    let again = operator.types(&below);
    assert_eq!((again.status.code(), err(&again).trim()), (Some(1), "samenkomst: There is a region hasselt already"));
    let organiser = ["organiser", "add", "--email", "an@example.org", "--name", "An", "--role", "organiser"];
    let link = operator.types(&[&organiser[..], &["--region", "limburg"]].concat());
    assert!(out(&link).contains("/organise/sign-in/"), "{}", err(&link));
    let token = operator.types(&["token", "create", "--organiser", "an@example.org", "--name", "site"]);
    assert_eq!(out(&token).trim().len(), 22, "the token, alone on standard output");
    assert!(err(&token).contains("shown this once"));
    let trail = audit::Entity::find().all(app.db.read()).await.expect("a trail");
    let noted: Vec<(Option<i32>, Act)> = trail.iter().map(|entry| (entry.organiser_id, entry.act)).collect();
    let acts = [[Act::RegionAdded; 4].as_slice(), &[Act::OrganiserAdded, Act::TokenCreated]].concat();
    assert_eq!(noted, acts.into_iter().map(|act| (None, act)).collect::<Vec<_>>());
}

#[rocket::async_test]
async fn no_region_takes_an_address_that_means_something_else() {
    let app = TestApp::start().await;
    let operator = Operator::of(&app);
    for slug in ["all", "new", "mine", "series"] {
        let refused = operator.types(&["region", "add", "--slug", slug, "--name-nl", "Leuven"]);
        assert_eq!(refused.status.code(), Some(1), "{slug}");
        assert!(err(&refused).contains(&format!("{slug} stands in addresses")), "{}", err(&refused));
    }
    for name in ["Leu\nven", "Leu\u{7}ven", &"a".repeat(81)] {
        let refused = operator.types(&["region", "add", "--slug", "leuven", "--name-nl", name]);
        assert_eq!((refused.status.code(), err(&refused).lines().count()), (Some(1), 1), "{name:?}");
        let other = ["region", "add", "--slug", "leuven", "--name-nl", "Leuven", "--name-fr", name];
        assert_eq!(operator.types(&other).status.code(), Some(1), "{name:?}");
    }
    let longest = "a".repeat(80);
    let added = operator.types(&["region", "add", "--slug", "leuven", "--name-nl", &longest]);
    assert_eq!(added.status.code(), Some(0), "{}", err(&added));
}

#[rocket::async_test]
async fn an_account_and_a_token_have_a_name() {
    let app = TestApp::start().await;
    let operator = Operator::of(&app);
    let add = |name| ["organiser", "add", "--email", "an@example.org", "--name", name, "--role", "admin"];
    let long = "a".repeat(121);
    for name in ["", "  ", "An\nPeeters", &long] {
        let refused = operator.types(&add(name));
        assert_eq!((refused.status.code(), err(&refused).lines().count()), (Some(1), 1), "{name:?}: {}", err(&refused));
        assert!(err(&refused).contains("--name"), "{}", err(&refused));
    }
    let new = operator.types(&add("An Peeters"));
    assert_eq!((new.status.code(), err(&new).as_str()), (Some(0), ""));
    for name in ["", " ", &long] {
        let refused = operator.types(&["token", "create", "--organiser", "an@example.org", "--name", name]);
        assert_eq!((refused.status.code(), err(&refused).lines().count()), (Some(1), 1), "{name:?}: {}", err(&refused));
    }
    let again = operator.types(&add("Annelies"));
    let keeps = "an@example.org had an account already, with the name An Peeters.";
    assert_eq!(err(&again).trim(), keeps);
    assert!(out(&again).contains("/organise/sign-in/") && out(&again).lines().count() == 1, "{}", out(&again));
}

#[rocket::async_test]
async fn the_command_line_keeps_the_last_admin_too() {
    let app = TestApp::start().await;
    let operator = Operator::of(&app);
    let add = |email, role| {
        let added = operator.types(&["organiser", "add", "--email", email, "--name", "An Peeters", "--role", role]);
        (added.status.code(), err(&added).trim().to_string())
    };
    assert_eq!(add("an@example.org", "admin"), (Some(0), String::new()));
    let refused = "samenkomst: an@example.org is the last admin of everything: first make somebody else an admin";
    let before = role::Entity::find().all(app.db.read()).await.expect("roles");
    assert_eq!(add("an@example.org", "viewer"), (Some(1), refused.to_string()));
    assert_eq!(role::Entity::find().all(app.db.read()).await.expect("roles"), before);
    assert_eq!(audit::Entity::find().all(app.db.read()).await.expect("a trail").len(), 1, "and nothing is noted");
    assert_eq!(add("an@example.org", "admin").0, Some(0), "an admin may stay one");
    assert_eq!(add("bea@example.org", "admin").0, Some(0));
    assert_eq!(add("an@example.org", "viewer").0, Some(0), "somebody else is an admin now");
}
