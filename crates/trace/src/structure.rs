//! What belongs together by where it stands in its article.

use sayso_core::{EntityKind, Form};

use crate::said::{Said, text};
use crate::words;

/// A quotation goes on with what was said before it if so many bytes lie between them at most.
const NEAR: usize = 40;
/// Statements that stand in one another are no farther apart in their order.
const BESIDE: usize = 4;
/// Of the telling words of who passes something on, so many percent may be others than those of what he passes on.
const OWN: u32 = 25;

/// Quotations that go on with what the same speaker was just reported to say: "Saller ruled out a levy. 'Not one mark more on a
/// loaf,' he said."
pub(crate) fn continued(said: &[Said<'_>]) -> Vec<(usize, usize)> {
    let goes_on = |(first, second): (&Said<'_>, &Said<'_>)| {
        let apart = second.order.3.saturating_sub(first.statement.cover().end());
        first.same_document(second)
            && first.speaker.is_some()
            && first.speaker == second.speaker
            && first.statement.parts().form == Form::Indirect
            && second.statement.parts().form != Form::Indirect
            && apart <= NEAR
    };
    let neighbours = said.iter().zip(said.iter().skip(1)).enumerate();
    neighbours.filter(|(_, pair)| goes_on(*pair)).map(|(at, _)| (at, at + 1)).collect()
}

/// Statements that hold nothing but what another one says, and who said it: "The agency reported that the radio had quoted a
/// shepherd as saying that the guns stood across the river". The outer with the inner.
pub(crate) fn passed_on(said: &[Said<'_>]) -> Vec<(usize, usize)> {
    let near = |outer: usize| outer.saturating_sub(BESIDE)..(outer + BESIDE + 1).min(said.len());
    let inside = |outer: usize| near(outer).filter(move |inner| stands_in(&said[*inner], &said[outer]));
    let pairs = (0..said.len()).flat_map(|outer| inside(outer).map(move |inner| (outer, inner)));
    pairs.filter(|(outer, inner)| passes_on(&said[*outer], &said[*inner])).collect()
}

/// Whether a statement stands in the content of another: as the article nests them, or by its content alone, where the outer one
/// begins behind the inner one's source. Of two with one content the inner one is of whom the other one's speaker passes on: "Press
/// TV reported, quoting Baqeri".
pub(crate) fn stands_in(inner: &Said<'_>, outer: &Said<'_>) -> bool {
    if inner.id() == outer.id() || !inner.same_document(outer) {
        return false;
    }
    if inner.statement.parts().parent == Some(outer.id()) {
        return true;
    }
    let (Some(small), Some(large)) = (inner.statement.content().cover(), outer.statement.content().cover()) else {
        return false;
    };
    let kind = |said: &Said<'_>| said.statement.parts().speaker.as_ref().map(|speaker| speaker.kind);
    let is_passed_on =
        || kind(outer) == Some(EntityKind::Outlet) && kind(inner).is_some_and(|kind| kind != EntityKind::Outlet);
    large.start() <= small.start()
        && small.end() <= large.end()
        && (large.start() < small.start() || small.end() < large.end() || is_passed_on())
}

fn passes_on(outer: &Said<'_>, inner: &Said<'_>) -> bool {
    let (whole, article) = (inner.statement, inner.article);
    let pieces = [whole.source(), whole.cue(), whole.content()].map(|spans| text(article, spans)).join(" ");
    let inside = words::sorted(&article.names.unify(&pieces));
    100 * (outer.weight() - words::shared(&outer.words, &inside)) <= OWN * outer.weight()
}
