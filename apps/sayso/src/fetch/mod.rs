//! Pages and feeds from the network, on request only, and politely.

mod addresses;
mod robots;
mod post;

use std::collections::HashMap;
use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use clap::Args;
use sayso_ingest::containers::Given;
use ureq::Agent;
use ureq::http::{Response, header};
use ureq::unversioned::transport::DefaultConnector;
use url::Url;

use crate::cli::ByteSize;
use addresses::{Checked, Private};
use robots::Robots;

/// How pages are fetched.
#[derive(Debug, Clone, Args)]
pub struct Fetching {
    /// Where sites can reach you, told to them with each request: an address of a page or of mail.
    #[arg(long, value_name = "WHERE", env = "SAYSO_CONTACT")]
    pub contact: Option<String>,
    /// Seconds between two requests to one host; more if its robots.txt asks for more.
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0)]
    pub delay: f32,
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

/// Redirects that are followed, one behind the other.
const MOST_REDIRECTS: usize = 5;
/// How often a busy server is asked again.
const MOST_RETRIES: u32 = 2;
/// A server that asks for a longer pause is left alone.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Why nothing was fetched.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchError {
    #[error("no address that can be fetched: it must begin with http:// or https://")]
    Address,
    #[error("leads to a private address; --allow-private allows it")]
    Private,
    #[error("its robots.txt does not allow it")]
    Forbidden,
    #[error("its robots.txt can't be read, so that nothing is known to be allowed; try again later")]
    NoRobots,
    #[error("more than {MOST_REDIRECTS} redirects")]
    Redirects,
    #[error("the server answers {0}")]
    Status(u16),
    #[error("the server is busy ({0}) and asks to come back in {1} seconds")]
    Busy(u16, u64),
    #[error("took longer than {0} seconds; --timeout allows more")]
    Slow(u64),
    #[error("the connection is not safe: {0}")]
    Tls(String),
    #[error("can't be reached: {0}")]
    Unreachable(String),
}

impl FetchError {
    /// Whether another try later may do better.
    pub(crate) fn may_pass(&self) -> bool {
        match self {
            FetchError::NoRobots | FetchError::Busy(..) | FetchError::Slow(_) | FetchError::Unreachable(_) => true,
            FetchError::Status(status) => *status >= 500,
            _ => false,
        }
    }
}

/// What the server said of the version that it sent; sent back to ask for a newer one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Validators {
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
}

/// What came.
pub(crate) struct Fetched {
    pub(crate) body: Box<dyn Read + Send>,
    /// What is known of it.
    pub(crate) given: Given,
    /// How to ask for a newer one.
    pub(crate) validators: Validators,
}

/// Fetches, one request after the other.
pub(crate) struct Fetcher {
    agent: Agent,
    options: Fetching,
    hosts: Mutex<HashMap<String, Host>>,
}

struct Host {
    robots: Robots,
    /// When it may be asked next.
    next: Instant,
}

impl Fetcher {
    pub(crate) fn new(options: &Fetching) -> Fetcher {
        let contact = options.contact.as_deref().map(|contact| format!("; +{contact}")).unwrap_or_default();
        let contact: String = contact.chars().filter(|c| !c.is_control()).collect();
        let config = Agent::config_builder()
            .user_agent(format!("sayso/{} (reads news{contact})", env!("CARGO_PKG_VERSION")))
            .timeout_global(Some(Duration::from_secs(options.timeout)))
            .http_status_as_error(false)
            // Each address on the way is checked, which a proxy would keep from us.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Checked::new(options.allow_private));
        Fetcher { agent, options: options.clone(), hosts: Mutex::default() }
    }

    /// Fetches an address, if the site allows it. `None`: it has nothing newer than what is known.
    pub(crate) fn fetch(&self, address: &str, known: &Validators) -> Result<Option<Fetched>, FetchError> {
        let mut url = Url::parse(address).map_err(|_| FetchError::Address)?;
        for hop in 0..=MOST_REDIRECTS {
            self.check(&url)?;
            self.ask_robots(&url)?;
            // What is known is known of the address itself, not of where it leads to.
            let none = Validators::default();
            let response = self.patiently(&url, if hop == 0 { known } else { &none })?;
            let header = |name: header::HeaderName| text(&response, &name);
            match response.status().as_u16() {
                304 => return Ok(None),
                301 | 302 | 303 | 307 | 308 => {
                    let to = header(header::LOCATION).ok_or(FetchError::Status(response.status().as_u16()))?;
                    url = url.join(&to).map_err(|_| FetchError::Address)?;
                }
                200 | 203 => {
                    let validators =
                        Validators { etag: header(header::ETAG), last_modified: header(header::LAST_MODIFIED) };
                    url.set_fragment(None);
                    let given = given(&url, &response);
                    let Fetching { timeout, max_fetch, .. } = self.options;
                    let inner = response.into_body().into_reader();
                    let body = Body { inner, left: max_fetch.0, timeout, most: max_fetch };
                    return Ok(Some(Fetched { body: Box::new(body), given, validators }));
                }
                status => return Err(FetchError::Status(status)),
            }
        }
        Err(FetchError::Redirects)
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

    /// Reads a host's rules, the first time.
    fn ask_robots(&self, url: &Url) -> Result<(), FetchError> {
        let key = url.origin().ascii_serialization();
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if !hosts.contains_key(&key) {
            let robots = self.robots(url)?;
            hosts.insert(key.clone(), Host { robots, next: Instant::now() });
        }
        match hosts.get(&key).map(|host| &host.robots) {
            Some(robots) if robots.allows(url.as_str()) => Ok(()),
            Some(Robots::Unknown) => Err(FetchError::NoRobots),
            _ => Err(FetchError::Forbidden),
        }
    }

    fn robots(&self, url: &Url) -> Result<Robots, FetchError> {
        let mut at = url.join("/robots.txt").map_err(|_| FetchError::Address)?;
        for _ in 0..=MOST_REDIRECTS {
            self.check(&at)?;
            let response = match self.agent.get(at.as_str()).call() {
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
    fn patiently(&self, url: &Url, known: &Validators) -> Result<Response<ureq::Body>, FetchError> {
        let mut retries = 0;
        loop {
            self.wait(url);
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
            self.later(url, pause);
        }
    }

    /// Waits until the host may be asked.
    fn wait(&self, url: &Url) {
        let next = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(host) = hosts.get_mut(&url.origin().ascii_serialization()) else { return };
            let next = host.next.max(Instant::now());
            let delay = Duration::try_from_secs_f32(self.options.delay).unwrap_or_default();
            host.next = next + delay.max(host.robots.delay());
            next
        };
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
    }

    fn later(&self, url: &Url, pause: Duration) {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(host) = hosts.get_mut(&url.origin().ascii_serialization()) {
            host.next = host.next.max(Instant::now() + pause);
        }
    }

    fn error(&self, error: ureq::Error) -> FetchError {
        match error {
            ureq::Error::Other(error) if error.is::<Private>() => FetchError::Private,
            ureq::Error::Timeout(_) => FetchError::Slow(self.options.timeout),
            ureq::Error::Rustls(error) => FetchError::Tls(error.to_string()),
            ureq::Error::Tls(error) => FetchError::Tls(error.to_owned()),
            // What rustls says of what it was sent.
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => FetchError::Tls(error.to_string()),
            error => FetchError::Unreachable(error.to_string()),
        }
    }
}

/// A body that says which limit it is over.
struct Body<R> {
    inner: R,
    left: u64,
    timeout: u64,
    most: ByteSize,
}

impl<R: Read> Read for Body<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into).map_err(|error| {
            let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
            match inner {
                Some(ureq::Error::Timeout(_)) => io::Error::other(FetchError::Slow(self.timeout)),
                _ => error,
            }
        })?;
        let over = || io::Error::other(format!("more than {} came; --max-fetch allows more", self.most));
        self.left = self.left.checked_sub(count as u64).ok_or_else(over)?;
        Ok(count)
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
