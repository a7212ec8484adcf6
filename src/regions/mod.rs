//! Regions invite. They form a tree: a region may have subregions, and what happens in a subregion happens in the
//! region. Each has its name in three languages, a seat at the table (colour and place on the ring), the name under
//! which its letters go out and the address where answers arrive. Regions also share themes and gather events in
//! series.

pub mod adding;
pub mod changing;
pub mod frame;
pub mod network;
pub mod region;
pub mod series;
pub mod theme;

use rocket::fairing::AdHoc;

pub use network::{Network, TheNetwork};

pub fn stage() -> AdHoc {
    AdHoc::try_on_ignite("regions", |rocket| async {
        let rocket = rocket.manage(network::KeptNetwork::default());
        match network::now(&rocket).await {
            Ok(_) => Ok(rocket),
            Err(error) => {
                tracing::error!(%error, "the network cannot be read");
                Err(rocket)
            }
        }
    })
}
