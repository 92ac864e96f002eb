//! Ctrl-C: first finish what is in hand, then stop at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;

use crate::output::Console;

/// Exit code of a program that Ctrl-C stopped: 128 and the number of the signal.
pub(crate) const EXIT_CODE: u8 = 130;

/// Whether the user wants to stop.
#[derive(Clone)]
pub(crate) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// From now on the first Ctrl-C (or request to end) is only noted; the second ends the program.
    pub(crate) fn install() -> anyhow::Result<Interrupt> {
        let wanted = Interrupt(Arc::default());
        let seen = wanted.clone();
        ctrlc::set_handler(move || seen.handle()).context("cannot listen for Ctrl-C")?;
        Ok(wanted)
    }

    #[allow(
        clippy::exit,
        reason = "the second Ctrl-C must end it whatever the other threads do; the library allows it"
    )]
    fn handle(&self) {
        if self.0.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(EXIT_CODE));
        }
        Console::plain().say(&"finishing the documents in hand; Ctrl-C again stops at once");
    }

    /// Whether to stop.
    pub(crate) fn is_wanted(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
