//! The trail: what was done, in words, for each admin of the regions where it was done.

use samenkomst::language::Language;
use samenkomst::organisers::audit::{self, Act};
use samenkomst::organisers::role::Role;
use samenkomst::regions::region::Accent;

use super::{house, joris};
use crate::support::desk::sign_in;

#[rocket::async_test]
async fn the_trail_shows_each_admin_what_happened_in_their_regions() {
    let house = house().await;
    let app = &house.app;
    let boss = app.neighbour().await;
    sign_in(&boss, house.samira).await;
    let (leuven, limburg) = (house.leuven.id.to_string(), house.limburg.id.to_string());
    boss.send("/organise/network/organisers", &joris("viewer", &limburg)).await;
    boss.send("/organise/network/organisers", &joris("organiser", &leuven)).await;
    boss.send("/organise/account/tokens", &[("name", "<script>")]).await;
    let page = boss.page("/organise/audit").await;
    assert_eq!(page.matches("<td>Samira Haddad</td>").count(), 3, "{page}");
    assert!(page.contains("Rol: Meelezer") && page.contains("&#60;script&#62;") && !page.contains("<script>"));
    sign_in(app, house.bea).await;
    let page = app.page("/organise/audit").await;
    assert_eq!(page.matches("<td>Samira Haddad</td>").count(), 1, "{page}");
    assert!(page.contains("Rol: Organisator"));
    for (query, count) in [
        ("act=organiser-added", 1),
        ("act=organiser-changed", 1),
        ("act=no-such-act", 3),
        ("person=999", 0),
        ("event=joris", 2),
        ("event=%25", 0),
        ("event=%27%20OR%201%3D1", 0),
        ("event=x%00y", 0),
        ("page=99999999999", 3),
        ("page=0&person=", 3),
    ] {
        let found = boss.page(&format!("/organise/audit?{query}")).await;
        assert_eq!(found.matches("<th scope=\"row\">").count(), count, "{query}: {found}");
    }
}

#[rocket::async_test]
async fn a_long_trail_has_pages() {
    let house = house().await;
    let app = &house.app;
    let txn = app.db.begin().await.expect("a transaction");
    for number in 1..=120 {
        let subject =
            audit::Subject { region_id: Some(house.leuven.id), about: format!("Ding {number}."), ..Default::default() };
        let facts = serde_json::json!({ "number": number });
        audit::note(&txn, app.clock.now(), None, Act::RegionChanged, subject, facts).await.expect("an entry");
    }
    txn.commit().await.expect("a commit");
    sign_in(app, house.bea).await;
    let page = app.page("/organise/audit?event=ding").await;
    assert!(page.contains("Ding 120.") && !page.contains("Ding 70.") && page.contains("Op de server"));
    assert!(page.contains("/organise/audit?event=ding&#38;page=2"), "{page}");
    let last = app.page("/organise/audit?event=ding&page=3").await;
    assert!(last.contains("Ding 1.") && last.contains("Pagina 3 van 3") && !last.contains("page=4"));
}

#[test]
fn every_act_has_its_words() {
    use sea_orm::Iterable;
    for act in Act::iter() {
        for l in Language::ALL {
            assert!(l.try_say(&format!("act-{}", act.code())).is_some(), "{act:?} in {l}");
        }
    }
    for l in Language::ALL {
        for role in Role::ALL {
            assert!(l.try_say(&format!("authority-{}", role.code())).is_some());
        }
        for accent in Accent::ALL {
            assert!(l.try_say(&format!("accent-{}", accent.code())).is_some());
        }
    }
}
