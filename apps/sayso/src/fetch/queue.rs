//! Many addresses: several hosts at once, of each one address after the other.

use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use url::Url;

use super::turns::{BLINK, host};
use super::{FetchError, Fetched, Fetcher, Validators};
use crate::pipeline::guarded;

/// So many answers may wait to be read; while there are more, nothing is fetched.
const WAITING: usize = 64;

/// In which order answers are handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// The first address of each host, then the second of each, whatever comes first: the same order every time.
    Turns,
    /// As they come, so that nobody waits for a slow host. Addresses may be added; it ends when all are settled.
    Arrival,
}

/// What came of an address; nothing, if there is nothing newer than what is known.
pub(crate) type Answer = (String, Result<Option<Fetched>, FetchError>);

/// Addresses that are to be fetched, and answers that came.
pub(crate) struct Queue {
    order: Order,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    /// Addresses of each host, with their places.
    waiting: BTreeMap<String, VecDeque<(usize, String)>>,
    /// Hosts that are asked now.
    busy: HashSet<String>,
    /// By place.
    answers: BTreeMap<usize, Answer>,
    /// Places that were given out, and answers that were taken.
    places: usize,
    taken: usize,
    /// All that were ever added.
    known: BTreeSet<String>,
    /// Things of which somebody may still add more.
    open: usize,
    is_closed: bool,
}

impl Queue {
    pub(crate) fn new(order: Order, addresses: Vec<String>) -> Queue {
        let queue = Queue { order, state: Mutex::default(), changed: Condvar::new() };
        // The inputs themselves: settled when the last is begun.
        queue.open();
        for address in if order == Order::Turns { by_turns(addresses) } else { addresses } {
            queue.add(address);
        }
        queue
    }

    /// How many threads are of use.
    pub(crate) fn workers(&self, fetcher: &Fetcher) -> usize {
        let hosts = self.lock().waiting.len();
        if self.order == Order::Arrival { fetcher.hosts() } else { fetcher.hosts().min(hosts) }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds an address; in order of arrival each is fetched once.
    pub(crate) fn add(&self, address: String) {
        let mut state = self.lock();
        if self.order == Order::Arrival && !state.known.insert(address.clone()) {
            return;
        }
        let place = state.places;
        state.places += 1;
        state.open += 1;
        state.waiting.entry(host_of(&address)).or_default().push_back((place, address));
        self.changed.notify_all();
    }

    /// Something that is no address is read, and may add some.
    pub(crate) fn open(&self) {
        self.lock().open += 1;
    }

    /// All of an address, or of what was opened, is read.
    pub(crate) fn settle(&self) {
        let mut state = self.lock();
        state.open = state.open.saturating_sub(1);
        self.changed.notify_all();
    }

    /// Nobody takes more.
    pub(crate) fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.lock().is_closed
    }

    /// The next answer, as soon as it is there. `None`: there are no more, or it is to stop.
    pub(crate) fn next(&self, stops: &dyn Fn() -> bool) -> Option<Answer> {
        let mut state = self.lock();
        loop {
            let is_over = match self.order {
                Order::Turns => state.taken == state.places,
                Order::Arrival => state.open == 0,
            };
            if stops() || state.is_closed || is_over {
                return None;
            }
            let ready = match self.order {
                Order::Turns => Some(state.taken),
                Order::Arrival => state.answers.keys().next().copied(),
            };
            if let Some(answer) = ready.and_then(|place| state.answers.remove(&place)) {
                state.taken += 1;
                self.changed.notify_all();
                return Some(answer);
            }
            state = self.changed.wait_timeout(state, BLINK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Fetches until it is closed; several threads may do so.
    pub(crate) fn work(&self, fetcher: &Fetcher, known: &dyn Fn(&str) -> Validators) {
        while let Some((host, place, address)) = self.begin(fetcher) {
            let stops = || self.is_closed();
            // Whoever waits for this place must get an answer.
            let answer = guarded(|| fetcher.fetch(&address, &known(&address), &stops));
            let answer = answer.unwrap_or(Err(FetchError::Panicked));
            let mut state = self.lock();
            state.busy.remove(&host);
            state.answers.insert(place, (address, answer));
            self.changed.notify_all();
        }
    }

    /// Takes an address of the host that may be asked first.
    fn begin(&self, fetcher: &Fetcher) -> Option<(String, usize, String)> {
        let mut state = self.lock();
        while !state.is_closed {
            let now = Instant::now();
            let next = self.first(&state, fetcher);
            let wait = match next {
                Some((at, place, host)) if at.is_none_or(|at| at <= now) => {
                    let addresses = state.waiting.get_mut(&host)?;
                    let (_, address) = addresses.pop_front()?;
                    if addresses.is_empty() {
                        state.waiting.remove(&host);
                    }
                    state.busy.insert(host.clone());
                    return Some((host, place, address));
                }
                Some((Some(at), ..)) => at.saturating_duration_since(now),
                _ => BLINK * 10,
            };
            state = self.changed.wait_timeout(state, wait).unwrap_or_else(PoisonError::into_inner).0;
        }
        None
    }

    /// When which host may be asked for the address at which place, of all that may be begun now.
    fn first(&self, state: &State, fetcher: &Fetcher) -> Option<(Option<Instant>, usize, String)> {
        let begun = state.answers.len() + state.busy.len();
        let has_room = |place: usize| match self.order {
            Order::Turns => place < state.taken + WAITING,
            Order::Arrival => begun < WAITING,
        };
        let idle = state.waiting.iter().filter(|(host, _)| !state.busy.contains(*host));
        let firsts = idle.filter_map(|(host, addresses)| Some((host, addresses.front()?.0)));
        let may_begin = firsts.filter(|(_, place)| has_room(*place));
        may_begin.map(|(host, place)| (fetcher.next(host), place, host.clone())).min()
    }
}

/// Whom an address asks; nobody, if it is none.
fn host_of(address: &str) -> String {
    Url::parse(address).map_or_else(|_| String::new(), |url| host(&url))
}

/// The first of each host, then the second of each, as hosts come first.
fn by_turns(addresses: Vec<String>) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut turns: Vec<(usize, String)> = Vec::new();
    for address in addresses {
        let turn = counts.entry(host_of(&address)).or_default();
        turns.push((*turn, address));
        *turn += 1;
    }
    turns.sort_by_key(|(turn, _)| *turn);
    turns.into_iter().map(|(_, address)| address).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_take_turns() {
        let check = |addresses: &[&str], expect: &[&str]| {
            assert_eq!(by_turns(addresses.iter().map(|one| (*one).to_owned()).collect()), expect);
        };
        check(&[], &[]);
        check(
            &["http://b/1", "http://b/2", "http://a/1", "https://b/3", "http://a:8080/1", "no address"],
            &["http://b/1", "http://a/1", "http://a:8080/1", "no address", "http://b/2", "https://b/3"],
        );
    }
}
