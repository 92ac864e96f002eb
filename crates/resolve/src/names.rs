//! Are two names two names of one? Spelling, transliteration, short forms, initials, acronyms; nothing about roles or
//! companions, which is the business of who compares appearances.

mod fold;
mod forms;
mod sound;
mod word;
mod titles;
mod order;
mod person;
mod agree;
mod organisation;

pub use agree::{Agreement, compatible};
pub use fold::key;
pub(crate) use organisation::is_generic;
pub use organisation::{is_acronym, organisations};
pub use person::PersonName;
