//! A process that is about to stop says so first: `/health/ready` answers 503 while everything else goes on, so that a
//! balancer can send visitors elsewhere before the door closes, and nobody finds it closed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Header;
use rocket::{Request, Response};

/// Whether the process is about to stop. Cloning shares it.
#[derive(Clone, Default)]
pub struct Draining(Arc<AtomicBool>);

impl Draining {
    /// From now on the process is not ready, and hangs up after each answer.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[rocket::async_trait]
impl Fairing for Draining {
    fn info(&self) -> Info {
        Info { name: "draining", kind: Kind::Response }
    }

    async fn on_response<'r>(&self, _: &'r Request<'_>, response: &mut Response<'r>) {
        if self.has_begun() {
            response.set_header(Header::new("Connection", "close"));
        }
    }
}
