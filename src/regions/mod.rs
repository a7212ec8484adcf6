//! Regions invite. They form a tree: a region may have subregions, and what happens in a subregion happens in the
//! region. Each has its name in three languages, a seat at the table (colour and place on the ring), the name under
//! which its letters go out and the address where answers arrive. Regions also share themes and gather events in
//! series.

pub mod network;
pub mod region;
pub mod series;
pub mod theme;

pub use network::Network;
