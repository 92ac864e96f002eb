//! Hours: "5pm", "17:30 GMT", "1400 UTC", "noon".

use super::lexicon;
use super::words::Words;

/// An hour that begins at `at`, as the end of a value, and the place after it.
pub(super) fn clock(w: Words<'_>, at: usize) -> Option<(String, usize)> {
    if w.is(at, "noon") || w.is(at, "midday") {
        return Some(("T12:00".to_owned(), at + 1));
    }
    if w.is(at, "midnight") {
        return Some(("T24:00".to_owned(), at + 1));
    }
    let (hour, minute, end) = digits(w, at)?;
    let half = half_of_day(w, end);
    let (hour, end, is_sure) = match half {
        Some((offset, after)) if (1..=12).contains(&hour) => (hour % 12 + offset, after, true),
        Some(_) => return None,
        None if w.is(end, "o") && w.is_apostrophe(end + 1) && w.is(end + 2, "clock") => (hour, end + 3, true),
        None => (hour, end, false),
    };
    let (zone, after, has_zone) = zone(w, end);
    // "17:30" alone may be a score, "1400" a year, "5" anything.
    let has_minutes = w.text(at + 1) == ":";
    let is_led = w.after_any(at, &["at", "around", "about", "by", "until", "before", "after", "from", "since", "till"]);
    let is_clock = is_sure || (has_zone && minute.is_some()) || (has_minutes && is_led && minute.is_some());
    is_clock.then(|| (format!("T{hour:02}:{:02}{zone}", minute.unwrap_or(0)), after))
}

/// "5", "5:30", "14.30", "1400": hour, minute, and the place after them.
fn digits(w: Words<'_>, at: usize) -> Option<(i16, Option<i16>, usize)> {
    let valid = |hour: i16, minute: i16| ((0..24).contains(&hour) && (0..60).contains(&minute)).then_some(());
    if let Some((hour, minute)) = w.text(at).split_once('.') {
        let two = |text: &str| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        let (hour, minute) =
            (hour.parse().ok().filter(|_| two(hour))?, minute.parse().ok().filter(|_| minute.len() == 2)?);
        valid(hour, minute)?;
        return Some((hour, Some(minute), at + 1));
    }
    if let Some(number) = w.digits(at, 4..=4) {
        valid(number / 100, number % 100)?;
        return Some((number / 100, Some(number % 100), at + 1));
    }
    let hour = w.digits(at, 1..=2)?;
    if w.text(at + 1) == ":" && w.touches(at + 1) && w.touches(at + 2) {
        let minute = w.digits(at + 2, 2..=2)?;
        valid(hour, minute)?;
        // "5:30:20": the seconds are dropped.
        let has_seconds =
            w.text(at + 3) == ":" && w.touches(at + 3) && w.touches(at + 4) && w.digits(at + 4, 2..=2).is_some();
        return Some((hour, Some(minute), at + 3 + 2 * usize::from(has_seconds)));
    }
    valid(hour, 0)?;
    Some((hour, None, at + 1))
}

/// Hours to add for "am" and "pm", and the place after it.
fn half_of_day(w: Words<'_>, at: usize) -> Option<(i16, usize)> {
    let offset = match w.text(at).to_ascii_lowercase().as_str() {
        "am" | "a.m." => 0,
        "pm" | "p.m." => 12,
        _ => return None,
    };
    Some((offset, at + 1))
}

/// "GMT", "local time": the offset, the place after it, and whether there is a zone.
fn zone(w: Words<'_>, at: usize) -> (&'static str, usize, bool) {
    if w.are(at, &["local", "time"]) {
        return ("", at + 2, true);
    }
    if w.any(at, &["eastern", "central", "pacific", "mountain", "moscow", "beijing", "london"]) && w.is(at + 1, "time")
    {
        return ("", at + 2, true);
    }
    match lexicon::zone(w.text(at)) {
        Some(zone) => (zone, at + 1, true),
        None => ("", at, false),
    }
}
