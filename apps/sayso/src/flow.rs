//! Many threads, one order, bounded memory.

use std::collections::BTreeMap;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How many items may be begun and not yet taken, for each thread.
const IN_FLIGHT: usize = 4;

/// How long the taker waits before it is told that nothing came.
const IDLE: Duration = Duration::from_millis(500);

/// Does `work` on every item on `threads` threads and hands the results to `take` on this one, in the order of the
/// items. At most a few results for each thread are in memory. `take` gets `None` where for half a second nothing is
/// ready. Ends early where `take` fails; items that are not begun then are left.
pub(crate) fn in_order<T, U, E>(
    items: impl Iterator<Item = T> + Send,
    threads: usize,
    work: impl Fn(T) -> U + Sync,
    mut take: impl FnMut(Option<U>) -> Result<(), E>,
) -> Result<(), E>
where
    U: Send,
{
    let queue = Queue::new(items, threads * IN_FLIGHT);
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, queue, work) = (sender.clone(), &queue, &work);
            scope.spawn(move || {
                // Also when `work` panics: the others must not wait for a result that never comes.
                let _close = CloseOnPanic(queue);
                while let Some((place, item)) = queue.next() {
                    if sender.send((place, work(item))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let _close = CloseAtEnd(&queue);
        let mut early = BTreeMap::new();
        let mut place = 0;
        loop {
            match results.recv_timeout(IDLE) {
                Ok((at, result)) => drop(early.insert(at, result)),
                Err(RecvTimeoutError::Timeout) => take(None)?,
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
            }
            while let Some(result) = early.remove(&place) {
                take(Some(result))?;
                place += 1;
                queue.taken();
            }
        }
    })
}

/// Items with their places, given out only as far ahead as memory is to be used.
struct Queue<I> {
    /// Locked while the next one is waited for, which may take long; the counts must not wait for it.
    items: Mutex<I>,
    state: Mutex<State>,
    room: Condvar,
    window: usize,
}

#[derive(Default)]
struct State {
    begun: usize,
    taken: usize,
    closed: bool,
}

impl<I> Queue<I> {
    fn new(items: I, window: usize) -> Queue<I> {
        Queue { items: Mutex::new(items), state: Mutex::default(), room: Condvar::new(), window }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item, once there is room for its result.
    fn next<T>(&self) -> Option<(usize, T)>
    where
        I: Iterator<Item = T>,
    {
        let mut items = self.items.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |state: &mut State| !state.closed && state.begun - state.taken >= self.window;
        let state = self.room.wait_while(self.lock(), full).unwrap_or_else(PoisonError::into_inner);
        if state.closed {
            return None;
        }
        drop(state);
        let item = items.next();
        let mut state = self.lock();
        if item.is_none() {
            state.closed = true;
            self.room.notify_all();
        }
        let place = state.begun;
        state.begun += 1;
        Some((place, item?))
    }

    fn taken(&self) {
        self.lock().taken += 1;
        self.room.notify_one();
    }

    fn close(&self) {
        self.lock().closed = true;
        self.room.notify_all();
    }
}

struct CloseAtEnd<'a, I>(&'a Queue<I>);

impl<I> Drop for CloseAtEnd<'_, I> {
    fn drop(&mut self) {
        self.0.close();
    }
}

struct CloseOnPanic<'a, I>(&'a Queue<I>);

impl<I> Drop for CloseOnPanic<'_, I> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.close();
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn order_is_kept_and_memory_bounded() {
        for threads in [1, 2, 7] {
            let begun = AtomicUsize::new(0);
            let mut taken = Vec::new();
            let work = |n: u64| {
                begun.fetch_add(1, Ordering::SeqCst);
                // The later of two neighbours is ready first.
                thread::sleep(Duration::from_micros(200 * (1 - n % 2)));
                n
            };
            in_order(0..300, threads, work, |n| {
                taken.extend(n);
                assert!(begun.load(Ordering::SeqCst) <= taken.len() + threads * IN_FLIGHT);
                Ok::<(), ()>(())
            })
            .unwrap();
            assert!(taken.iter().copied().eq(0..300));
        }
    }

    #[test]
    fn a_failure_ends_it() {
        let take = |n: Option<u64>| if n == Some(3) { Err("full") } else { Ok(()) };
        assert_eq!(in_order(0.., 3, |n| n, take), Err("full"));
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_does_not_hang() {
        let work = |n: u64| assert_ne!(n, 2);
        in_order(0.., 2, work, |_| Ok::<(), ()>(())).unwrap();
    }
}
