//! Who has a seat. One desk per process decides, in order of arrival and in one transaction with the letters; the verbs
//! stand in `booking`, what it has on its table meanwhile in `ledger`, the short way in for a rush in `newcomers`. A seat that
//! comes free goes down the line (`waiting_list`), or is offered (`offers`). `inventory` proves from the rows that all
//! of it is right.

pub mod booking;
pub mod desk;
pub mod held_stop;
pub mod inventory;
pub(super) mod ledger;
pub(super) mod newcomers;
pub mod offers;
pub mod reseating;
pub mod tally;
pub mod waiting_list;
