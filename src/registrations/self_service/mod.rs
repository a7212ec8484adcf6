//! What those who registered do themselves, behind the private link of their letter or a key made from it: change what
//! they said, choose stops, hand the seat to a colleague, join online, and follow it all in their own calendar.

pub mod amending;
pub mod calendar_entry;
pub mod calendar_key;
pub mod calendar_reply;
pub mod choosing;
pub mod handing_over;
pub mod handover;
pub(super) mod invited;
pub mod joining;
