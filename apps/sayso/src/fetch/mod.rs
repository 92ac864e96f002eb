//! Pages and feeds from the network, on request only, and politely.

mod addresses;
mod robots;
mod error;
mod turns;
mod body;
mod queue;
mod post;

use std::collections::HashMap;
use std::io::Read;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::Args;
use sayso_ingest::containers::Given;
use ureq::Agent;
use ureq::http::{Response, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use crate::cli::ByteSize;
use addresses::Checked;
pub(crate) use body::Body;
pub(crate) use error::FetchError;
use error::MOST_REDIRECTS;
pub(crate) use queue::{Order, Queue};
use robots::Robots;
use turns::{Turn, Turns, host};

/// How pages are fetched.
#[derive(Debug, Clone, Args)]
pub struct Fetching {
    /// Where sites can reach you, told to them with each request: an address of a page or of mail.
    #[arg(long, value_name = "WHERE", env = "SAYSO_CONTACT")]
    pub contact: Option<String>,
    /// Seconds between two requests to one host; more if its robots.txt asks for more.
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0)]
    pub delay: f32,
    /// Ask so many hosts at once, each one address after the other.
    #[arg(long, value_name = "N", default_value = "8")]
    pub hosts: NonZeroUsize,
    /// Give up on a page after so many seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60)]
    pub timeout: u64,
    /// Fetch no more than this from one address.
    #[arg(long, value_name = "SIZE", default_value = "64MiB")]
    pub max_fetch: ByteSize,
    /// Also ask machines of your own network: private, loopback and link-local addresses.
    #[arg(long)]
    pub allow_private: bool,
}

/// What a body may be packed with for the way; `containers` unpacks it, within its limits.
const CODINGS: &str = "gzip, br, zstd, deflate";
/// How often a busy server is asked again.
const MOST_RETRIES: u32 = 2;
/// A server that asks for a longer pause is left alone.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What the server said of the version that it sent; sent back to ask for a newer one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Validators {
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
}

/// What came.
pub(crate) struct Fetched {
    pub(crate) body: Body,
    /// What it was packed with for the way.
    pub(crate) coding: String,
    /// What is known of it.
    pub(crate) given: Given,
    /// How to ask for a newer one.
    pub(crate) validators: Validators,
}

/// Fetches; several threads may ask it at once.
pub(crate) struct Fetcher {
    agent: Agent,
    options: Fetching,
    turns: Turns,
    /// By origin.
    robots: Mutex<HashMap<String, Arc<Robots>>>,
}

impl Fetcher {
    pub(crate) fn new(options: &Fetching) -> Fetcher {
        Fetcher::trusting(options, RootCerts::WebPki)
    }

    /// Trusts these authorities, and no other.
    fn trusting(options: &Fetching, roots: RootCerts) -> Fetcher {
        let contact = options.contact.as_deref().map(|contact| format!("; +{contact}")).unwrap_or_default();
        let contact: String = contact.chars().filter(|c| !c.is_control()).collect();
        let config = Agent::config_builder()
            .user_agent(format!("sayso/{} (reads news{contact})", env!("CARGO_PKG_VERSION")))
            .accept_encoding(CODINGS)
            .timeout_global(Some(Duration::from_secs(options.timeout)))
            .http_status_as_error(false)
            // Each address on the way is checked, which a proxy would keep from us.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Checked::new(options.allow_private));
        Fetcher { agent, options: options.clone(), turns: Turns::default(), robots: Mutex::default() }
    }

    /// How many hosts to ask at once.
    pub(crate) fn hosts(&self) -> usize {
        self.options.hosts.get()
    }

    /// When a host may be asked next; `None`: now.
    fn next(&self, host: &str) -> Option<Instant> {
        self.turns.next(host)
    }

    /// Fetches an address, if the site allows it. `None`: it has nothing newer than what is known.
    pub(crate) fn fetch(
        &self,
        address: &str,
        known: &Validators,
        stops: &dyn Fn() -> bool,
    ) -> Result<Option<Fetched>, FetchError> {
        let mut url = Url::parse(address).map_err(|_| FetchError::Address)?;
        for hop in 0..=MOST_REDIRECTS {
            self.check(&url)?;
            // Until all of the answer is there, nobody else asks this host.
            let turn = self.turns.take(host(&url), stops).ok_or(FetchError::Stopped)?;
            let robots = self.ask_robots(&url)?;
            // What is known is known of the address itself, not of where it leads to.
            let none = Validators::default();
            let response = self.patiently(&turn, robots.delay(), &url, if hop == 0 { known } else { &none }, stops)?;
            match response.status().as_u16() {
                304 => return Ok(None),
                status @ (301 | 302 | 303 | 307 | 308) => {
                    let to = text(&response, &header::LOCATION).ok_or(FetchError::Status(status))?;
                    url = url.join(&to).map_err(|_| FetchError::Address)?;
                }
                200 | 203 => {
                    url.set_fragment(None);
                    return Ok(Some(self.fetched(&url, response)));
                }
                status => return Err(FetchError::Status(status)),
            }
        }
        Err(FetchError::Redirects)
    }

    fn fetched(&self, url: &Url, response: Response<ureq::Body>) -> Fetched {
        let header = |name: header::HeaderName| text(&response, &name);
        let validators = Validators { etag: header(header::ETAG), last_modified: header(header::LAST_MODIFIED) };
        let given = given(url, &response);
        let codings = response.headers().get_all(header::CONTENT_ENCODING).iter();
        let codings: Vec<&str> = codings.filter_map(|value| value.to_str().ok()).collect();
        let coding = codings.join(",");
        let body = Body::take(response.into_body().into_reader(), self.options.max_fetch, self.options.timeout);
        Fetched { body, coding, given, validators }
    }

    fn check(&self, url: &Url) -> Result<(), FetchError> {
        match url.scheme() {
            "http" | "https" if url.has_host() => {}
            _ => return Err(FetchError::Address),
        }
        if !self.options.allow_private && addresses::is_private(url) {
            return Err(FetchError::Private);
        }
        Ok(())
    }

    /// A site's rules, which are fetched the first time, if they allow this address.
    fn ask_robots(&self, url: &Url) -> Result<Arc<Robots>, FetchError> {
        let origin = url.origin().ascii_serialization();
        let lock = || self.robots.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().get(&origin).cloned();
        let robots = match known {
            Some(robots) => robots,
            None => {
                let robots = Arc::new(self.robots(url)?);
                lock().insert(origin, Arc::clone(&robots));
                robots
            }
        };
        match &*robots {
            rules if rules.allows(url.as_str()) => Ok(robots),
            Robots::Unknown => Err(FetchError::NoRobots),
            _ => Err(FetchError::Forbidden),
        }
    }

    fn robots(&self, url: &Url) -> Result<Robots, FetchError> {
        let mut at = url.join("/robots.txt").map_err(|_| FetchError::Address)?;
        for _ in 0..=MOST_REDIRECTS {
            self.check(&at)?;
            // Rules are short, and not worth the packing.
            let request = self.agent.get(at.as_str()).header("accept-encoding", "identity");
            let response = match request.call() {
                Ok(response) => response,
                Err(error) => match self.error(error) {
                    // Said of the page itself, since it holds of it, too.
                    error @ (FetchError::Private | FetchError::Tls(_) | FetchError::Slow(_)) => return Err(error),
                    FetchError::Unreachable(why) => return Err(FetchError::Unreachable(why)),
                    _ => return Ok(Robots::of(None)),
                },
            };
            let status = response.status().as_u16();
            match text(&response, &header::LOCATION) {
                Some(to) if matches!(status, 301 | 302 | 303 | 307 | 308) => {
                    at = at.join(&to).map_err(|_| FetchError::Address)?;
                }
                _ => {
                    let mut rules = Vec::new();
                    let read = response.into_body().into_reader().take(robots::LONGEST).read_to_end(&mut rules);
                    return Ok(Robots::of(read.is_ok().then_some((status, rules.as_slice()))));
                }
            }
        }
        // RFC 9309: too many redirects are as good as none.
        Ok(Robots::All)
    }

    /// Asks when it is time, and again if the server is busy and says when.
    fn patiently(
        &self,
        turn: &Turn<'_>,
        delay: Duration,
        url: &Url,
        known: &Validators,
        stops: &dyn Fn() -> bool,
    ) -> Result<Response<ureq::Body>, FetchError> {
        let delay = delay.max(Duration::try_from_secs_f32(self.options.delay).unwrap_or_default());
        let mut retries = 0;
        loop {
            if !turn.wait(delay, stops) {
                return Err(FetchError::Stopped);
            }
            let mut request = self.agent.get(url.as_str());
            for (name, value) in [("if-none-match", &known.etag), ("if-modified-since", &known.last_modified)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
            let response = request.call().map_err(|error| self.error(error))?;
            let status = response.status().as_u16();
            if !matches!(status, 429 | 503) {
                return Ok(response);
            }
            let seconds = text(&response, &header::RETRY_AFTER).and_then(|text| text.trim().parse().ok());
            // Without a word of when: twice as long each time.
            let pause = Duration::from_secs(seconds.unwrap_or(5 << retries));
            if retries == MOST_RETRIES || pause > LONGEST_PAUSE {
                return Err(FetchError::Busy(status, pause.as_secs()));
            }
            retries += 1;
            turn.pause(pause.max(delay));
        }
    }

    fn error(&self, error: ureq::Error) -> FetchError {
        FetchError::of(error, self.options.timeout)
    }
}

fn text(response: &Response<ureq::Body>, name: &header::HeaderName) -> Option<String> {
    Some(response.headers().get(name)?.to_str().ok()?.to_owned())
}

fn given(url: &Url, response: &Response<ureq::Body>) -> Given {
    let headers = response.headers().iter();
    let headers = headers.filter_map(|(name, value)| Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned())));
    let content_type = text(response, &header::CONTENT_TYPE);
    Given { url: Some(url.to_string()), content_type, headers: headers.collect(), ..Given::default() }
}

#[cfg(test)]
mod tests;
