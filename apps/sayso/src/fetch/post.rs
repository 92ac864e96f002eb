//! What is sent, not fetched: alerts, to addresses that the user names.

use std::time::Duration;

use ureq::http::header;
use url::Url;

use super::{FetchError, Fetcher, LONGEST_PAUSE, MOST_RETRIES, text};

impl Fetcher {
    /// Sends JSON. The address is checked as those that are fetched; robots.txt is not asked, for the user's own receiver is no site
    /// that is read. Redirects are not followed. Who is busy or out of reach is asked again, twice, after one second and two, or when
    /// it says.
    pub(crate) fn post(&self, url: &Url, json: &str) -> Result<(), FetchError> {
        self.check(url)?;
        let mut retries = 0;
        loop {
            let sent = self.agent.post(url.as_str()).header(header::CONTENT_TYPE, "application/json").send(json);
            let (failed, wanted) = match sent {
                Ok(response) => {
                    let status = response.status().as_u16();
                    let wanted = text(&response, &header::RETRY_AFTER).and_then(|text| text.trim().parse().ok());
                    match status {
                        200..=299 => return Ok(()),
                        429 | 503 => (FetchError::Busy(status, wanted.unwrap_or_default()), wanted),
                        _ => (FetchError::Status(status), wanted),
                    }
                }
                Err(error) => (self.error(error), None),
            };
            let pause = Duration::from_secs(wanted.unwrap_or(1 << retries));
            // Who took too long once is not waited for three times.
            let is_slow = matches!(failed, FetchError::Slow(_));
            if retries == MOST_RETRIES || pause > LONGEST_PAUSE || is_slow || !failed.may_pass() {
                return Err(failed);
            }
            retries += 1;
            std::thread::sleep(pause);
        }
    }
}
