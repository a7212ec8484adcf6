//! The trail: what was done, in words, for each admin of the regions where it was done.

use samenkomst::language::Language;
use samenkomst::organisers::audit::{self, Act, Fact, Subject};
use samenkomst::organisers::role::Role;
use samenkomst::regions::region::Accent;
use sea_orm::Iterable;
use serde_json::{Value, json};

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
            Subject { region_id: Some(house.leuven.id), about: format!("Ding {number}."), ..Default::default() };
        let facts = [(Fact::Count, json!(number))];
        audit::note(&txn, app.clock.now(), None, Act::RegionChanged, subject, &facts).await.expect("an entry");
    }
    txn.commit().await.expect("a commit");
    sign_in(app, house.bea).await;
    let page = app.page("/organise/audit?event=ding").await;
    assert!(page.contains("Ding 120.") && !page.contains("Ding 70.") && page.contains("Op de server"), "{page}");
    assert!(page.contains("/organise/audit?event=ding&#38;page=2"), "{page}");
    let last = app.page("/organise/audit?event=ding&page=3").await;
    assert!(last.contains("Ding 1.") && last.contains("Pagina 3 van 3") && !last.contains("page=4"), "{last}");
}

/// A deed, what the trail keeps of it, and how it says that.
type Kept<'a> = (Act, &'a [(Fact, Value)], &'a str);

#[rocket::async_test]
async fn what_the_trail_says_of_a_deed_is_in_words() {
    let house = house().await;
    let app = &house.app;
    let txn = app.db.begin().await.expect("a transaction");
    let letter = "0190f3c2-7d1e-7a44-9c35-5f6b8e21d0aa";
    let (moved, sent) = (Act::EventChanged, Act::MessageSent);
    let (added, exported) = (Act::RegistrationAdded, Act::ListExported);
    let deeds: [Kept<'_>; 7] = [
        (moved, &[(Fact::Version, json!(4)), (Fact::Told, json!(12)), (Fact::MovedUp, json!(0))], "Kregen bericht: 12"),
        (moved, &[(Fact::Version, json!(5)), (Fact::Told, json!(0)), (Fact::MovedUp, json!(0))], ""),
        (
            Act::LetterResent,
            &[(Fact::Resent, json!(letter)), (Fact::Kind, json!("event_changed"))],
            "Soort mail: Wijziging",
        ),
        (
            added,
            &[(Fact::Status, json!("waitlisted")), (Fact::OverCapacity, json!(false)), (Fact::Letter, json!(false))],
            "Status: wachtlijst, Zonder mail",
        ),
        (
            exported,
            &[(Fact::Format, json!("csv")), (Fact::Columns, json!("name,checked_in_at"))],
            "Formaat: csv, Kolommen: Naam, Aanwezig sinds",
        ),
        (Act::RegistrationChanged, &[(Fact::Fields, json!(["email"]))], "Veranderd: E-mailadres"),
        (sent, &[(Fact::SendAt, json!("2027-03-01T08:00:00Z"))], "Vertrekt: 1 maart 2027, 9\u{a0}uur"),
    ];
    for (act, facts, _) in &deeds {
        let subject = Subject { about: "Samen".to_string(), ..Subject::default() };
        audit::note(&txn, app.clock.now(), None, *act, subject, facts).await.expect("an entry");
    }
    txn.commit().await.expect("a commit");
    sign_in(app, house.samira).await;
    let page = app.page("/organise/audit").await;
    let said = page.split("<td>Samen").skip(1).map(|rest| {
        let cell = rest.split("</td>").next().unwrap_or_default();
        cell.trim_start_matches("<br><small>").trim_end_matches("</small>").to_string()
    });
    let mut expected = deeds.map(|(_, _, words)| words.to_string());
    expected.reverse();
    assert_eq!(said.collect::<Vec<_>>(), expected, "the newest first");
}

#[test]
fn every_fact_that_is_said_has_its_word() {
    for l in Language::ALL {
        let said = Fact::iter().filter(|fact| fact.is_said());
        let unworded: Vec<Fact> = said.filter(|fact| l.try_say(&fact.key()).is_none()).collect();
        assert!(unworded.is_empty(), "{unworded:?} in {l}");
    }
}

#[test]
fn every_act_has_its_words() {
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
