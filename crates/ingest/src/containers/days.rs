//! The day of a date as feeds, exports and mails write it.

use jiff::civil::Date;

/// `YYYY-MM-DD`, `YYYY-MM` or `YYYY` of a date in ISO 8601 or RFC 2822; the day is that of the zone it is written in.
pub(super) fn day_of(text: &str) -> Option<String> {
    let text = text.trim();
    iso(text).or_else(|| {
        let mail = jiff::fmt::rfc2822::DateTimeParser::new().parse_zoned(text).ok()?;
        Some(mail.date().to_string())
    })
}

fn iso(text: &str) -> Option<String> {
    let is_number = |part: &str, digits: usize| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
    let day = text.get(..10).filter(|_| text[10..].is_empty() || text[10..].starts_with(['T', 't', ' ']));
    if let Some(day) = day.and_then(|day| day.parse::<Date>().ok()) {
        return Some(day.to_string());
    }
    match text.split_once('-') {
        Some((year, month)) if is_number(year, 4) && is_number(month, 2) && ("01"..="12").contains(&month) => {
            Some(text.to_owned())
        }
        None if is_number(text, 4) => Some(text.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days() {
        let check = |text: &str, expect: Option<&str>| assert_eq!(day_of(text).as_deref(), expect, "{text}");
        check("2018-02-08", Some("2018-02-08"));
        check("2018-02-08T23:30:00-05:00", Some("2018-02-08"));
        check("2018-02-08 10:00", Some("2018-02-08"));
        check("Thu, 08 Feb 2018 10:00:00 +0000", Some("2018-02-08"));
        check("Thu, 08 Feb 2018 10:00:00 GMT", Some("2018-02-08"));
        check(" 2018-02 ", Some("2018-02"));
        check("2018", Some("2018"));
        check("2018-02-31", None);
        check("2018-13", None);
        check("2018-02-081", None);
        check("yesterday", None);
        check("é2018-02-0é", None);
        check("", None);
    }
}
