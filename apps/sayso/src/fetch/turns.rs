//! One request at a time to a host, and a pause between two.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use url::Url;

/// How often it is looked whether to stop.
pub(super) const BLINK: Duration = Duration::from_millis(100);

/// By whom a request is answered: the name and, if it is none of the usual ones, the port. One machine that has both
/// http and https is asked as one.
pub(super) fn host(url: &Url) -> String {
    let name = url.host_str().unwrap_or_default();
    url.port().map_or(name.to_owned(), |port| format!("{name}:{port}"))
}

/// Whose turn it is.
#[derive(Default)]
pub(super) struct Turns {
    hosts: Mutex<HashMap<String, Host>>,
    free: Condvar,
}

#[derive(Default)]
struct Host {
    is_busy: bool,
    /// When it may be asked next; `None`: now.
    next: Option<Instant>,
}

/// While it lasts, nobody else asks this host.
pub(super) struct Turn<'t> {
    turns: &'t Turns,
    host: String,
}

impl Turns {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Host>> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until nobody asks the host. `None`: it is to stop.
    pub(super) fn take(&self, host: String, stops: &dyn Fn() -> bool) -> Option<Turn<'_>> {
        let mut hosts = self.lock();
        while hosts.get(&host).is_some_and(|host| host.is_busy) {
            if stops() {
                return None;
            }
            hosts = self.free.wait_timeout(hosts, BLINK).unwrap_or_else(PoisonError::into_inner).0;
        }
        hosts.entry(host.clone()).or_default().is_busy = true;
        Some(Turn { turns: self, host })
    }

    /// When a host may be asked next; `None`: now.
    pub(super) fn next(&self, host: &str) -> Option<Instant> {
        self.lock().get(host).and_then(|host| host.next)
    }
}

impl Turn<'_> {
    /// Waits until the host may be asked; the next request is `delay` later. `false`: it is to stop.
    pub(super) fn wait(&self, delay: Duration, stops: &dyn Fn() -> bool) -> bool {
        let next = self.turns.next(&self.host);
        while let Some(left) = next.and_then(|next| next.checked_duration_since(Instant::now())) {
            if stops() {
                return false;
            }
            std::thread::sleep(left.min(BLINK));
        }
        self.pause(delay);
        true
    }

    /// It is not asked for so long.
    pub(super) fn pause(&self, pause: Duration) {
        self.turns.lock().entry(self.host.clone()).or_default().next = Some(Instant::now() + pause);
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.turns.lock().entry(std::mem::take(&mut self.host)).or_default().is_busy = false;
        self.turns.free.notify_all();
    }
}
