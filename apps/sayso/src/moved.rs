//! The figures of a claim: who gave which, when first and how often.

use std::collections::BTreeMap;

use sayso_core::Figure;

use crate::chain::Chain;

/// A figure that tellings of a claim give.
pub(crate) struct Given {
    /// What is counted.
    pub(crate) unit: String,
    /// The figure in the words of the first who gives it.
    pub(crate) words: String,
    /// The first who gives it, as an index.
    pub(crate) first: usize,
    /// The last date on which it is given.
    pub(crate) last: Option<String>,
    /// How many give it, by stance.
    pub(crate) statements: usize,
    pub(crate) denials: usize,
}

/// Figures that are one: unit, bits of the value, qualifier.
type Key = (String, u64, Option<String>);

fn key(figure: &Figure) -> Key {
    let folded = |text: &String| text.to_lowercase();
    (
        figure.unit.as_ref().map(folded).unwrap_or_default(),
        figure.value.to_bits(),
        figure.qualifier.as_ref().map(folded),
    )
}

/// "more than 25,000", whether or not the qualifier stands before the figure.
fn with_qualifier(figure: &Figure, words: &str) -> String {
    match figure.qualifier.as_deref().filter(|qualifier| !words.to_lowercase().contains(&qualifier.to_lowercase())) {
        Some(qualifier) => format!("{qualifier} {words}"),
        None => words.to_owned(),
    }
}

/// The figures of a claim: by what they count, then in the order in which they were first given. Units come in the order of their
/// first figure.
pub(crate) fn figures(chain: &Chain<'_>) -> Vec<Given> {
    let mut places: BTreeMap<Key, usize> = BTreeMap::new();
    let mut units: BTreeMap<String, usize> = BTreeMap::new();
    let mut out: Vec<Given> = Vec::new();
    for (at, one) in chain.tellings.iter().enumerate() {
        for figure in &one.statement.parts().figures {
            let key = key(figure);
            let count = units.len();
            units.entry(key.0.clone()).or_insert(count);
            let unit = figure.unit.clone().unwrap_or_default();
            let place = *places.entry(key).or_insert_with(|| {
                let words = with_qualifier(figure, one.document.words(figure.span));
                out.push(Given { unit, words, first: at, last: None, statements: 0, denials: 0 });
                out.len() - 1
            });
            let given = &mut out[place];
            given.last = given.last.take().max(one.published().map(str::to_owned));
            *(if one.account.denies { &mut given.denials } else { &mut given.statements }) += 1;
        }
    }
    out.sort_by_key(|given| units.get(&given.unit.to_lowercase()).copied());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::made::Made;

    #[test]
    fn figures_are_counted_where_they_are_one() {
        let made = Made::of_corpus("more-than-25000");
        let chain = made.chain();
        let shown = |given: &Given| {
            let first = chain.tellings[given.first].published().unwrap_or_default();
            let last = given.last.as_deref().unwrap_or_default();
            format!("{} {}: {first} to {last}, {} and {}", given.words, given.unit, given.statements, given.denials)
        };
        insta::assert_snapshot!(figures(&chain).iter().map(shown).collect::<Vec<_>>().join("\n"), @"
        more than 25,000 people: 2023-10-14 to 2023-10-14, 3 and 0
        over twenty-five thousand people: 2023-10-15 to 2023-10-15, 1 and 0
        more than 25,000 marchers: 2023-10-15 to 2023-10-15, 1 and 0
        25,000 participants: 2023-10-16 to 2023-10-16, 1 and 1
        ");
    }
}
