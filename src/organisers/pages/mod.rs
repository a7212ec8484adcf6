//! The pages of this slice: signing in, one's own account, and the network for those who manage it.

mod account;
mod audit;
mod errors;
mod network;
mod newcomers;
mod organisers;
mod region_form;
mod region_now;
mod regions;
mod signing_in;
mod words;

use rocket::response::Redirect;
use rocket::{Catcher, Route, catchers, routes};

use crate::error::Result;
use crate::page::Page;

/// An answer that leads on, or a page that says why not.
type Answer<T> = Result<Result<Redirect, Page<T>>>;

pub fn routes() -> Vec<Route> {
    routes![
        signing_in::new,
        signing_in::create,
        signing_in::show,
        signing_in::confirm,
        signing_in::enter_code,
        signing_in::destroy,
        account::show,
        account::update,
        account::end_session,
        account::end_other_sessions,
        account::create_token,
        account::revoke_token,
        network::index,
        regions::new,
        regions::create,
        regions::edit,
        regions::update,
        newcomers::new,
        newcomers::create,
        organisers::show,
        organisers::update,
        organisers::destroy,
        organisers::revoke_token,
        audit::index,
    ]
}

pub fn catchers() -> Vec<Catcher> {
    catchers![signing_in::ask_to_sign_in, errors::say]
}
