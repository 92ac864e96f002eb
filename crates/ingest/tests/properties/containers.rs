//! What holds of any bytes as a container. The tests and `fuzz/` ask it.

use std::io::Cursor;
use std::ops::ControlFlow;

use sayso_ingest::containers::{self, Event, Found, Limits, Options, Place, Source, Start};

/// Small, so that random input reaches them.
const LIMITS: Limits = Limits { record: 4 << 10, total: 1 << 20, ratio: 50, depth: 3 };

/// More is not looked at again.
const RESUMED: usize = 16;

/// Everything is handed out within the limits, and whoever goes on at any place gets what is left.
pub(crate) fn check(bytes: &[u8]) {
    let options = Options { limits: LIMITS, ..Options::default() };
    let all = read(bytes, Place::default(), &options);
    for event in &all {
        let (path, length) = match &event.found {
            Found::Record(record) => (&record.path, record.bytes.len()),
            Found::Link(link) => (&link.path, 0),
            Found::Skipped(path, why) => {
                assert!(!why.to_string().is_empty());
                (path, 0)
            }
        };
        assert!(path.starts_with("in") && !path.contains("..") && !path.contains('\0'), "{path:?}");
        assert!(length as u64 <= LIMITS.record);
        assert!(event.read <= bytes.len() as u64 * 2);
    }
    for (at, event) in all.iter().enumerate().take(RESUMED) {
        let rest = read(bytes, event.next, &options);
        let expect = &all[at + 1..];
        assert_eq!(rest.iter().map(shown).collect::<Vec<_>>(), expect.iter().map(shown).collect::<Vec<_>>());
    }
}

fn read(bytes: &[u8], from: Place, options: &Options) -> Vec<Event> {
    let mut all = Vec::new();
    let start = Start { from, ..Start::at("in") };
    containers::read(Source::File(Box::new(Cursor::new(bytes))), start, options, &mut |event| {
        all.push(event);
        if all.len() < 10_000 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    all
}

fn shown(event: &Event) -> String {
    format!("{:?}", event.found)
}
