//! A database of a story's own, with the schema in it. The schema is made once for a build of the tests and copied after
//! that: to make it anew for each story was a tenth of the time on SQLite, and a third of it on PostgreSQL.

use std::path::Path;
use std::time::UNIX_EPOCH;

use samenkomst::database::Database;
use sea_orm::{ConnectOptions, ConnectionTrait, Database as Connection};
use uuid::Uuid;

/// The address of a new database: a file in the folder, or with `TEST_DATABASE_URL` a database on that server.
pub async fn own_database(folder: &Path) -> String {
    match std::env::var("TEST_DATABASE_URL") {
        Ok(server) => own_postgres(&server).await,
        Err(_) => own_file(&folder.join("test.db")).await,
    }
}

async fn own_file(file: &Path) -> String {
    let shelf = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let model = shelf.join(model()).with_extension("db");
    if !model.exists() {
        let making = tempfile::tempdir_in(shelf).expect("a folder for the schema");
        let whole = making.path().join("whole.db");
        let db = migrated(&format!("sqlite://{}", making.path().join("made.db").display())).await;
        let copy = format!("VACUUM INTO '{}'", whole.display());
        db.write().execute_unprepared(&copy).await.expect("a schema in one file");
        std::fs::rename(whole, &model).expect("a schema to copy");
    }
    std::fs::copy(model, file).expect("a database of our own");
    format!("sqlite://{}", file.display())
}

async fn own_postgres(server: &str) -> String {
    let (base, _) = server.rsplit_once('/').expect("an address that ends in a database");
    let (name, model) = (format!("test_{}", Uuid::new_v4().simple()), model());
    let mut alone = ConnectOptions::new(server);
    alone.max_connections(1);
    let admin = Connection::connect(alone).await.expect("the PostgreSQL server");
    let copy = format!("CREATE DATABASE {name} TEMPLATE {model}");
    if admin.execute_unprepared(&copy).await.is_err() {
        // Whoever comes first makes the model; the others wait, and try once more.
        admin.execute_unprepared("SELECT pg_advisory_lock(1)").await.expect("a turn");
        if admin.execute_unprepared(&copy).await.is_err() {
            make_model(&admin, base, &model).await;
            admin.execute_unprepared(&copy).await.expect("a database of our own");
        }
    }
    admin.close().await.expect("a line that can be closed");
    format!("{base}/{name}")
}

async fn make_model(admin: &impl ConnectionTrait, base: &str, model: &str) {
    let making = format!("{model}_making");
    for statement in [format!("DROP DATABASE IF EXISTS {making}"), format!("CREATE DATABASE {making}")] {
        admin.execute_unprepared(&statement).await.expect("a database for the schema");
    }
    let db = migrated(&format!("{base}/{making}")).await;
    db.close().await;
    let whole = format!("ALTER DATABASE {making} RENAME TO {model}");
    admin.execute_unprepared(&whole).await.expect("a schema to copy");
}

async fn migrated(url: &str) -> Database {
    let db = Database::connect(url).await.expect("a database");
    db.migrate().await.expect("a schema");
    db
}

/// What the schema of this build is called.
fn model() -> String {
    let built =
        std::env::current_exe().and_then(|program| program.metadata()?.modified()).expect("the hour of the build");
    format!("schema_{:x}", built.duration_since(UNIX_EPOCH).expect("an hour after 1970").as_nanos())
}
