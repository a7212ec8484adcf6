//! The organisers' list: finding people, and what is done for one, for many, and for all that a filter means.

mod filtering;
