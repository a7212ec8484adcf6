//! A region is added, changed and moved, and its letters come in its name.

use rocket::http::Status;
use samenkomst::language::{Language, Texts};
use samenkomst::organisers::audit::Act;
use samenkomst::regions::Network;
use samenkomst::regions::region::{self, Accent, usual_sender};
use samenkomst::registrations::self_service::calendar_entry;

use super::{house, leuven};
use crate::calendar::property;
use crate::support::TestApp;
use crate::support::desk::sign_in;
use crate::support::makers::{make_event, make_region};
use crate::support::people::{let_in, who};

#[rocket::async_test]
async fn a_changed_region_is_seen_at_once_here_and_elsewhere() {
    let house = house().await;
    let app = &house.app;
    let neighbour = app.neighbour().await;
    assert!(!neighbour.page("/regions").await.contains("Leuven en omgeving"));
    sign_in(app, house.bea).await;
    let (status, next) = app.send("/organise/network/regions/leuven", &leuven()).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, "/organise/network/regions/leuven?done=saved"));
    assert!(app.page(&next).await.contains("Griet Maes"));
    let page = app.page("/regions/leuven").await;
    assert!(
        page.contains("Leuven en omgeving") && page.contains("<strong>Leuven</strong>") && page.contains("Griet Maes")
    );
    neighbour.catch_up().await;
    assert!(neighbour.page("/regions/leuven").await.contains("Leuven en omgeving"));
    let kept = house.region("leuven").await.expect("Leuven");
    assert_eq!((kept.accent, kept.names.get(Language::Fr), kept.contacts.0.len()), (Accent::Lim, "Louvain", 1));
    assert_eq!(kept.parent_id, Some(house.brabant.id), "what was not asked stays");
    assert_eq!(
        house.trail().await.last(),
        Some(&("Bea Claes".into(), Act::RegionChanged, "Leuven en omgeving".into()))
    );
}

#[rocket::async_test]
async fn a_region_that_is_new_elsewhere_stands_on_the_ring_as_soon_as_it_can_be_chosen() {
    let house = house().await;
    let neighbour = house.app.neighbour().await;
    assert!(!neighbour.page("/").await.contains("ardennen"));
    make_region(&house.app, "ardennen").await;
    neighbour.catch_up().await;
    // The second page is the copy that was kept of the first.
    for _ in 0..2 {
        let page = neighbour.page("/").await;
        assert!(page.contains("value=\"ardennen\""), "{page}");
        assert!(page.contains("href=\"/regions/ardennen\""), "{page}");
    }
}

#[rocket::async_test]
async fn whoever_manages_a_region_finds_the_code_for_its_own_website() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.bea).await;
    let others = leuven().into_iter().filter(|(name, _)| *name != "names.nl");
    let typed: Vec<_> = others.chain([("names.nl", "Leuven \"& co\"")]).collect();
    let (_, next) = app.send("/organise/network/regions/leuven", &typed).await;
    let page = app.page(&next).await;
    let (_, code) = page.split_once("readonly spellcheck=\"false\">").expect("a field to copy from");
    // Once for the attribute, once for the field.
    let title = "Op komst in Leuven &#38;#34;&#38;#38; co&#38;#34; · Samenkomst";
    let address = "https://samenkomst.example/embed/agenda?region=leuven&#38;amp;lang=nl";
    let wanted = format!(
        "&#60;iframe src=&#34;{address}&#34; title=&#34;{title}&#34; loading=&#34;lazy&#34; width=&#34;100%&#34;"
    );
    assert!(code.starts_with(&wanted), "{page}");
    assert!(page.contains("<label class=\"lbl s\" for=\"frame-code\">"), "{page}");
}

#[rocket::async_test]
async fn a_region_that_is_saved_as_it_is_was_not_changed() {
    let house = house().await;
    let app = &house.app;
    let usual = usual_sender(&house.leuven.names, Language::Nl);
    let others = leuven().into_iter().filter(|(name, _)| *name != "sender_name");
    let typed: Vec<_> = others.chain([("sender_name", usual.as_str())]).collect();
    sign_in(app, house.samira).await;
    let changes = async || house.trail().await.iter().filter(|(_, act, _)| *act == Act::RegionChanged).count();
    assert_eq!(app.send("/organise/network/regions/leuven", &typed).await.0, Status::SeeOther);
    let kept = house.region("leuven").await.expect("Leuven");
    let again: Vec<_> = leuven()
        .into_iter()
        .map(|(name, value)| (name, if name == "sender_name" { kept.sender_name.as_str() } else { value }))
        .chain([("after", "")])
        .collect();
    let stays = [again.clone(), vec![("parent", "brabant")]].concat();
    let (status, next) = app.send("/organise/network/regions/leuven", &stays).await;
    assert_eq!((status, next.as_str()), (Status::SeeOther, "/organise/network/regions/leuven?done=saved"));
    assert_eq!((house.region("leuven").await, changes().await), (Some(kept.clone()), 1));
    let moved = [again, vec![("parent", "limburg")]].concat();
    assert_eq!(app.send("/organise/network/regions/leuven", &moved).await.0, Status::SeeOther);
    assert_eq!(changes().await, 2, "another place is a change");
}

#[rocket::async_test]
async fn the_usual_sender_follows_the_name_of_the_region() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.bea).await;
    for (sent, kept) in [
        (usual_sender(&house.leuven.names, Language::Nl), "Platform Leuven en omgeving via Samenkomst"),
        ("CAW Leuven".to_string(), "CAW Leuven"),
    ] {
        let others = leuven().into_iter().filter(|(name, _)| *name != "sender_name");
        let typed: Vec<_> = others.chain([("sender_name", sent.as_str())]).collect();
        let (status, _) = app.send("/organise/network/regions/leuven", &typed).await;
        assert_eq!(
            (status, house.region("leuven").await.expect("Leuven").sender_name.as_str()),
            (Status::SeeOther, kept)
        );
    }
}

#[rocket::async_test]
async fn an_entry_in_which_another_name_invites_has_another_date_and_another_colour_is_no_change() {
    let house = house().await;
    let app = &house.app;
    let event = make_event(app, &house.leuven, "samen", |_| {}).await;
    let_in(app, event.id, 0..1).await;
    let link = calendar_entry::link(&app.config, &who(app, "Person 0").await);
    let entry = link.trim_start_matches("https://samenkomst.example");
    sign_in(app, house.samira).await;
    for (hour, name, sender, accent, date) in [
        ("10:00", "Leuven", "Samenkomst Leuven", "lim", "20270202T080000Z"),
        ("10:10", "Leuven en omgeving", "Samenkomst Leuven", "lim", "20270202T091000Z"),
        ("10:20", "Leuven en omgeving", "CAW Leuven", "lim", "20270202T092000Z"),
        ("10:30", "Leuven en omgeving", "CAW Leuven", "vbr", "20270202T092000Z"),
    ] {
        app.at(&format!("2027-02-02 {hour}"));
        let typed = [
            ("_method", "put"),
            ("names.nl", name),
            ("sender_name", sender),
            ("reply_to", "leuven@example.org"),
            ("accent", accent),
        ];
        assert_eq!(app.send("/organise/network/regions/leuven", &typed).await.0, Status::SeeOther, "{hour}");
        let entry = app.page(entry).await;
        for name in ["DTSTAMP", "LAST-MODIFIED"] {
            assert_eq!(property(&entry, name).as_deref(), Some(date), "{hour}: {entry}");
        }
    }
    let news = app.page("/feeds/all.atom").await;
    assert!(news.contains("<updated>2027-02-02T09:20:00Z</updated>"), "{news}");
}

#[rocket::async_test]
async fn a_region_that_makes_no_sense_is_refused() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.samira).await;
    let long = "x".repeat(10_001);
    for (field, value) in [
        ("names.nl", " "),
        ("names.nl", "\u{200b}"),
        ("names.fr", &long[..121]),
        ("intro.nl", long.as_str()),
        ("contacts.0.name", ""),
        ("sender_name", "\u{0}"),
        ("reply_to", "nobody"),
        ("reply_to", "a@example.org\r\nBcc: b@example.org"),
        ("accent", "pink"),
        ("parent", "nowhere"),
        ("parent", "leuven"),
    ] {
        let typed: Vec<_> = leuven().into_iter().filter(|(name, _)| *name != field).chain([(field, value)]).collect();
        let (status, page) = app.send("/organise/network/regions/leuven", &typed).await;
        assert!(status == Status::UnprocessableEntity && page.contains("href=\"#f-"), "{field}={value:.20}: {status}");
    }
    let below_its_own = [leuven(), vec![("parent", "leuven")]].concat();
    assert_eq!(app.send("/organise/network/regions/brabant", &below_its_own).await.0, Status::UnprocessableEntity);
    assert_eq!(app.send("/organise/network/regions/nowhere", &leuven()).await.0, Status::NotFound);
    assert_eq!(house.region("leuven").await, Some(house.leuven.clone()));
}

#[rocket::async_test]
async fn a_region_moves_only_with_who_manages_both_places() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.bea).await;
    for parent in ["", "limburg"] {
        let moved = [leuven(), vec![("parent", parent)]].concat();
        assert_eq!(app.send("/organise/network/regions/leuven", &moved).await.0, Status::Forbidden, "to {parent:?}");
    }
    let page = app.page("/organise/network/regions/brabant").await;
    assert!(!page.contains("name=\"parent\""), "Bea does not manage what lies around Brabant");
    let boss = app.neighbour().await;
    sign_in(&boss, house.samira).await;
    let moved = [leuven(), vec![("parent", "limburg")]].concat();
    assert_eq!(boss.send("/organise/network/regions/leuven", &moved).await.0, Status::SeeOther);
    assert_eq!(house.region("leuven").await.and_then(|r| r.parent_id), Some(house.limburg.id));
    app.catch_up().await;
    assert_eq!(app.client.get("/organise/network/regions/leuven").dispatch().await.status(), Status::NotFound);
    // Limburg before Brabant.
    let first = [leuven(), vec![("parent", ""), ("after", "")]].concat();
    assert_eq!(boss.send("/organise/network/regions/limburg", &first).await.0, Status::SeeOther);
    let network = Network::load(&app.db).await.expect("a network");
    assert_eq!(network.top().map(|r| r.slug.as_str()).collect::<Vec<_>>(), ["limburg", "brabant"]);
}

#[rocket::async_test]
async fn a_region_is_added_with_a_name_for_its_address() {
    let house = house().await;
    let app = &house.app;
    sign_in(app, house.bea).await;
    let reply_to = ("reply_to", "pajottenland@cawhalle.example.org");
    let below = [("names.nl", "Pajottenland & Zennevallei"), ("parent", "brabant"), reply_to];
    let (_, next) = app.send("/organise/network/regions", &below).await;
    assert_eq!(next, "/organise/network/regions/pajottenland-zennevallei?done=added");
    let page = app.page(&next).await;
    assert!(page.contains("Vul haar hieronder aan.") && page.contains("value=\"pajottenland@cawhalle.example.org\""));
    assert!(app.page("/regions/pajottenland-zennevallei").await.contains("Pajottenland"));
    for (slug, name) in [("leuven", "Nog eens Leuven"), ("Hé!", "Halle"), ("", "???"), ("halle", ""), ("", "Mine")] {
        let typed = [("names.nl", name), ("slug", slug), ("parent", "brabant"), reply_to];
        assert_eq!(app.send("/organise/network/regions", &typed).await.0, Status::UnprocessableEntity, "{slug}");
    }
    for (address, why) in [
        ("", "Er staat geen e-mailadres"),
        ("halle", "Dit adres kan niet kloppen"),
        ("a@example.org\r\nBcc: b@example.org", "Dit adres kan niet kloppen"),
    ] {
        let typed = [("names.nl", "Halle"), ("parent", "brabant"), ("reply_to", address)];
        let (status, page) = app.send("/organise/network/regions", &typed).await;
        assert_eq!(status, Status::UnprocessableEntity, "{address}");
        assert!(page.contains("aria-describedby=\"f-reply_to-e\"") && page.contains(why), "{page}");
    }
}

#[rocket::async_test]
async fn letters_come_from_the_region_by_its_name_in_their_language() {
    let app = TestApp::start().await;
    let usual = region::Model {
        names: Texts { nl: "Leuven".into(), fr: "Louvain".into(), ..Texts::default() },
        sender_name: "Platform Leuven via Samenkomst".to_string(),
        ..make_region(&app, "leuven").await
    };
    assert_eq!(
        Language::ALL.map(|l| usual.sender(l)),
        ["Platform Leuven via Samenkomst", "Plateforme Louvain via Samenkomst", "Leuven platform via Samenkomst"]
    );
    let chosen = region::Model { sender_name: "CAW Leuven".to_string(), ..usual };
    assert_eq!(Language::ALL.map(|l| chosen.sender(l)), ["CAW Leuven"; 3], "a name that the region gave itself stays");
}
