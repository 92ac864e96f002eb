//! What belongs together by where it stands in its article.

use std::collections::BTreeMap;

use sayso_core::{Form, StatementId};

use crate::said::{Said, text};
use crate::words;

/// A quotation goes on with what was said before it if so many bytes lie between them at most.
const NEAR: usize = 40;
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
/// shepherd as saying that the guns stood across the river". Each with the inner one, the first in order first.
pub(crate) fn passed_on(said: &[Said<'_>]) -> Vec<(usize, usize)> {
    let places: BTreeMap<StatementId, usize> = said.iter().enumerate().map(|(at, one)| (one.id(), at)).collect();
    let pair = |(at, inner): (usize, &Said<'_>)| {
        let outer = *places.get(&inner.statement.parts().parent?)?;
        passes_on(&said[outer], inner).then_some((at.min(outer), at.max(outer)))
    };
    said.iter().enumerate().filter_map(pair).collect()
}

fn passes_on(outer: &Said<'_>, inner: &Said<'_>) -> bool {
    let (whole, article) = (inner.statement, inner.article);
    let pieces = [whole.source(), whole.cue(), whole.content()].map(|spans| text(article, spans)).join(" ");
    let inside = words::sorted(&article.names.unify(&pieces));
    100 * (outer.weight() - words::shared(&outer.words, &inside)) <= OWN * outer.weight()
}
