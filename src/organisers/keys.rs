//! The keys that let an organiser in, each kept as a hash: a link (once, for a quarter of an hour), a session (a
//! browser, until two weeks pass without it) and an API token (a program, until it is withdrawn).

pub mod link {
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_in_links")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub organiser_id: i32,
        pub token_hash: Vec<u8>,
        pub expires_at: DateTime<Utc>,
        pub used_at: Option<DateTime<Utc>>,
        /// Of the browser that asked for it.
        pub browser_hash: Option<Vec<u8>>,
        /// Of the six digits that let another browser in.
        pub code_hash: Option<Vec<u8>>,
        /// How often a wrong code was typed.
        pub attempts: i32,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod session {
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "sessions")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub organiser_id: i32,
        pub token_hash: Vec<u8>,
        pub started_at: DateTime<Utc>,
        pub expires_at: DateTime<Utc>,
        pub ended_at: Option<DateTime<Utc>>,
        /// What the browser says it is: "Firefox, Linux".
        pub device: String,
        pub seen_at: Option<DateTime<Utc>>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

pub mod api_token {
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "api_tokens")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i32,
        pub organiser_id: i32,
        pub name: String,
        pub token_hash: Vec<u8>,
        pub created_at: DateTime<Utc>,
        pub revoked_at: Option<DateTime<Utc>>,
        pub used_at: Option<DateTime<Utc>>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
