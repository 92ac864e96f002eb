//! Days and times as mark-up writes them.

use jiff::civil::Date;

use crate::dates::dates;

/// `YYYY-MM-DD`, with time and offset behind it where `value` has them ("2021-03-09T08:15:00+01:00"); none if it holds no
/// day that can be read in one way. The first of 1970 and before 1900 are what programs write that know no date.
pub(crate) fn moment(value: &str) -> Option<String> {
    let value = value.trim();
    let found = iso(value).or_else(|| {
        let short = value.len() <= 100;
        dates(value).into_iter().filter(|_| short).find_map(|date| date.value).filter(|day| day.len() == 10)
    });
    found.filter(|found| found.as_str() >= "1900" && !found.starts_with("1970-01-01"))
}

/// "2021-03-09", "2021-03-09 08:15", "20210309T081500Z", "2021/03/09".
fn iso(value: &str) -> Option<String> {
    let digits = |range: std::ops::Range<usize>| {
        let part = value.get(range)?;
        if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse::<i16>().ok() } else { None }
    };
    let year = digits(0..4)?;
    let (month, day, rest) = match value.as_bytes().get(4)? {
        b'-' | b'/' => (digits(5..7)?, digits(8..10)?, value.get(10..)?),
        _ => (digits(4..6)?, digits(6..8)?, value.get(8..)?),
    };
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(format!("{date}{}", time(rest).unwrap_or_default()))
}

/// "T08:15:00+01:00" of "T08:15:00.000+01:00", " 08:15".
fn time(rest: &str) -> Option<String> {
    let rest = rest.trim_start_matches(['T', 't', ' ']);
    let clock = rest.find(|c: char| !c.is_ascii_digit() && c != ':').unwrap_or(rest.len());
    let (clock, rest) = rest.split_at(clock);
    let fits = matches!(clock.len(), 5 | 8) && clock.split(':').all(|part| part.len() == 2);
    if !fits || clock.as_bytes()[0] > b'2' {
        return None;
    }
    let rest = rest.strip_prefix('.').map_or(rest, |rest| rest.trim_start_matches(|c: char| c.is_ascii_digit())).trim();
    let offset = match rest.as_bytes() {
        [b'Z' | b'z', ..] => "Z".to_owned(),
        [sign @ (b'+' | b'-'), a, b, b':', c, d, ..] | [sign @ (b'+' | b'-'), a, b, c, d, ..]
            if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit()) =>
        {
            format!("{}{}{}:{}{}", *sign as char, *a as char, *b as char, *c as char, *d as char)
        }
        _ => String::new(),
    };
    Some(format!("T{clock}{offset}"))
}

/// The day in an address: "/2021/03/09/", "/2021-03-09-", "/20210309".
pub(crate) fn in_address(url: &str) -> Option<String> {
    // No address is longer.
    let path = url[..url.floor_char_boundary(2000)].split(['?', '#']).next()?;
    let starts = path.match_indices(['/', '-', '_']).map(|(at, _)| at + 1);
    starts.filter_map(|at| path.get(at..)).filter(|rest| rest.starts_with("19") || rest.starts_with("20")).find_map(
        |rest| {
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '/' && c != '-').unwrap_or(rest.len());
            let day = &rest[..end];
            iso(day.get(..10).unwrap_or(day)).or_else(|| iso(day.get(..8)?)).map(|found| found[..10].to_owned())
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments() {
        let check = |value: &str, expect: Option<&str>| assert_eq!(moment(value).as_deref(), expect, "{value}");
        check("2021-03-09", Some("2021-03-09"));
        check("2021-03-09T08:15:00+01:00", Some("2021-03-09T08:15:00+01:00"));
        check("2021-03-09T08:15:00.123+0100", Some("2021-03-09T08:15:00+01:00"));
        check("2021-03-09 08:15", Some("2021-03-09T08:15"));
        check("2021-03-09T08:15:00Z", Some("2021-03-09T08:15:00Z"));
        check("20210309", Some("2021-03-09"));
        check("2021/03/09", Some("2021-03-09"));
        check("Tue, 09 Mar 2021 08:15:00 GMT", Some("2021-03-09"));
        check("9 March 2021", Some("2021-03-09"));
        check("2021-13-09", None);
        check("1970-01-01T00:00:00Z", None);
        check("0001-01-01", None);
        check("1615276500", None);
        check("soon", None);
    }

    #[test]
    fn addresses() {
        let check = |url: &str, expect: Option<&str>| assert_eq!(in_address(url).as_deref(), expect, "{url}");
        check("https://echo.example/2021/03/09/boats", Some("2021-03-09"));
        check("https://echo.example/news/2021-03-09-boats", Some("2021-03-09"));
        check("https://echo.example/boats-20210309.html", Some("2021-03-09"));
        check("https://echo.example/2021/boats-2030", None);
        check("https://echo.example/a-20213", None);
    }
}
