//! Regions, events and whatever else a story begins with.

use chrono::Duration;
use samenkomst::events::event::{self, Format, Languages, Materials, Programme, Speakers, Translations, folded};
use samenkomst::events::kind::Kind;
use samenkomst::events::room::StopsPolicy;
use samenkomst::events::stop;
use samenkomst::language::{Language, Texts};
use samenkomst::regions::region::{self, Accent, Contacts};
use samenkomst::regions::theme;
use samenkomst::revision;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, NotSet,
    QueryFilter, Set,
};
use uuid::Uuid;

use super::{TestApp, brussels};

/// A region at the table, named after its slug: `leuven` is Leuven.
pub async fn make_region(app: &TestApp, slug: &str) -> region::Model {
    make_subregion(app, slug, None).await
}

/// A region below another.
pub async fn make_subregion(app: &TestApp, slug: &str, parent: Option<&region::Model>) -> region::Model {
    let name = samenkomst::language::capitalised(slug);
    let region = region::ActiveModel {
        slug: Set(slug.to_string()),
        parent_id: Set(parent.map(|p| p.id)),
        position: Set(0),
        accent: Set(Accent::Vbr),
        names: Set(Texts::same(&name)),
        intro: Set(Texts::default()),
        work: Set(Texts::default()),
        contacts: Set(Contacts::default()),
        sender_name: Set(format!("Samenkomst {name}")),
        reply_to: Set(format!("{slug}@example.org")),
        ..region::ActiveModel::new()
    };
    make(app, region).await
}

/// A theme that every region works on, named as its slug.
pub async fn make_theme(app: &TestApp, slug: &str) -> theme::Model {
    let theme = theme::ActiveModel {
        slug: Set(slug.to_string()),
        position: Set(0),
        core: Set(true),
        names: Set(Texts::same(slug)),
        ..theme::ActiveModel::new()
    };
    make(app, theme).await
}

/// A published, listed webinar of two hours on Thursday 4 March 2027 at 13.30 in Brussels; `change` makes it another.
pub async fn make_event(
    app: &TestApp,
    region: &region::Model,
    slug: &str,
    change: impl FnOnce(&mut event::ActiveModel),
) -> event::Model {
    let made = brussels("2027-01-15 10:00");
    let starts = brussels("2027-03-04 13:30");
    let title = samenkomst::language::capitalised(&slug.replace('-', " "));
    let mut event = event::ActiveModel {
        slug: Set(slug.to_string()),
        uid: Set(Uuid::new_v4()),
        sequence: Set(0),
        kind: Set(Kind::Webinar),
        region_id: Set(region.id),
        for_every_region: Set(false),
        listed: Set(true),
        search: Set(folded(&title)),
        title: Set(title),
        summary: Set(String::new()),
        description: Set(String::new()),
        accessibility: Set(String::new()),
        translations: Set(Translations::default()),
        languages: Set(Languages(vec![Language::Nl])),
        starts_at: Set(starts),
        ends_at: Set(starts + Duration::hours(2)),
        timezone: Set("Europe/Brussels".to_string()),
        format: Set(Format::Online),
        capacity: Set(None),
        waiting_list: Set(true),
        seats_taken: Set(0),
        waiting: Set(0),
        next_place: Set(1),
        stops_policy: Set(StopsPolicy::BestEffort),
        speakers: Set(Speakers::default()),
        programme: Set(Programme::default()),
        materials: Set(Materials::default()),
        published_at: Set(Some(made)),
        created_at: Set(made),
        updated_at: Set(made),
        ..event::ActiveModel::new()
    };
    change(&mut event);
    make(app, event).await
}

/// The same event so many times more, at addresses of their own (`e1`, `e2` and so on); `change` makes each another.
pub async fn make_copies(
    app: &TestApp,
    first: &event::Model,
    many: i32,
    change: impl Fn(i32, &mut event::ActiveModel),
) {
    let copy = |number: i32| {
        let mut copy = first.clone().into_active_model().reset_all();
        copy.id = NotSet;
        copy.slug = Set(format!("e{number}"));
        copy.uid = Set(Uuid::new_v4());
        change(number, &mut copy);
        copy
    };
    let copies: Vec<event::ActiveModel> = (1..=many).map(copy).collect();
    let txn = app.db.begin().await.expect("a transaction");
    for some in copies.chunks(100) {
        event::Entity::insert_many(some.to_vec()).exec_without_returning(&txn).await.expect("copies");
    }
    commit(app, txn).await;
}

/// A stop of an event, from one time in Brussels to another.
pub async fn make_stop(app: &TestApp, event: &event::Model, title: &str, from: &str, until: &str) -> stop::Model {
    let stop = stop::ActiveModel {
        event_id: Set(event.id),
        position: Set(0),
        uid: Set(Uuid::new_v4()),
        sequence: Set(0),
        titles: Set(Texts::same(title)),
        descriptions: Set(Texts::default()),
        practice: Set(String::new()),
        starts_at: Set(brussels(from)),
        ends_at: Set(brussels(until)),
        capacity: Set(None),
        seats_taken: Set(0),
        waiting: Set(0),
        next_place: Set(1),
        ..stop::ActiveModel::new()
    };
    make(app, stop).await
}

/// Two stops of a safari, one after the other: the early one in the Wijkwerking and the late one in the Nachtopvang.
pub async fn make_two_stops(app: &TestApp, event: &event::Model) -> [stop::Model; 2] {
    let early = make_stop(app, event, "Wijkwerking", "2027-03-04 13:30", "2027-03-04 14:15").await;
    let late = make_stop(app, event, "Nachtopvang", "2027-03-04 14:30", "2027-03-04 15:15").await;
    [early, late]
}

/// Changes an event past every page, so that nobody hears of it.
pub async fn change(app: &TestApp, event: &event::Model, column: event::Column, value: impl Into<sea_orm::Value>) {
    let update = event::Entity::update_many().col_expr(column, Expr::value(value));
    update.filter(event::Column::Id.eq(event.id)).exec(app.db.write()).await.expect("an update");
}

/// Keeps a new record as a public change would: in a transaction that raises the revision.
pub async fn make<A>(app: &TestApp, record: A) -> <A::Entity as EntityTrait>::Model
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let txn = app.db.begin().await.expect("a transaction");
    let made = record.insert(&txn).await.expect("a record that fits");
    commit(app, txn).await;
    made
}

/// Commits a public change, so that the house sees it.
pub async fn commit(app: &TestApp, txn: DatabaseTransaction) {
    revision::raise(&txn, app.clock.now()).await.expect("a revision");
    txn.commit().await.expect("a commit");
    app.catch_up().await;
}
