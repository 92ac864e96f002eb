//! What a site asks of robots (RFC 9309).

use std::time::Duration;

use texting_robots::Robot;

/// A longer `robots.txt` counts as far as here; RFC 9309 asks for 500 KiB at least.
pub(crate) const LONGEST: u64 = 512 << 10;
/// The name by which sites know us.
const NAME: &str = "sayso";
/// No site is waited for longer between two requests.
const LONGEST_DELAY: Duration = Duration::from_secs(60);

/// What one site allows.
pub(crate) enum Robots {
    Rules(Robot),
    /// There are no rules.
    All,
    /// It could not be read, so that nothing is known to be allowed.
    Unknown,
}

impl Robots {
    /// By the status and the text of `robots.txt`; `None`: no answer.
    pub(crate) fn of(answer: Option<(u16, &[u8])>) -> Robots {
        match answer {
            Some((200..=299, text)) => Robot::new(NAME, text).map_or(Robots::All, Robots::Rules),
            Some((300..=499, _)) if answer.is_some_and(|(status, _)| status != 429) => Robots::All,
            _ => Robots::Unknown,
        }
    }

    pub(crate) fn allows(&self, url: &str) -> bool {
        match self {
            Robots::Rules(rules) => rules.allowed(url),
            Robots::All => true,
            Robots::Unknown => false,
        }
    }

    /// How long to wait between two requests, if the site says so.
    pub(crate) fn delay(&self) -> Duration {
        let Robots::Rules(Robot { delay: Some(seconds), .. }) = self else { return Duration::ZERO };
        Duration::try_from_secs_f32(seconds.min(LONGEST_DELAY.as_secs_f32())).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules() {
        let robots = Robots::of(Some((200, b"User-agent: *\nDisallow: /private\nCrawl-delay: 2\n")));
        assert!(robots.allows("https://echo.example/boats") && !robots.allows("https://echo.example/private/a"));
        assert_eq!(robots.delay(), Duration::from_secs(2));
        assert!(!Robots::of(Some((200, b"User-agent: sayso\nDisallow: /\n"))).allows("https://echo.example/"));
        assert!(Robots::of(Some((404, b""))).allows("https://echo.example/"));
        assert!(!Robots::of(Some((503, b""))).allows("https://echo.example/"));
        assert!(!Robots::of(Some((429, b""))).allows("https://echo.example/"));
        assert!(!Robots::of(None).allows("https://echo.example/"));
        let long = Robots::of(Some((200, b"User-agent: *\nCrawl-delay: 99999999999999999999\n")));
        assert_eq!(long.delay(), LONGEST_DELAY);
    }
}
