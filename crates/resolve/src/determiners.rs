//! How does a noun phrase begin, and where does what it is about end?

use std::ops::Range;

use sayso_model::MentionKind;

use crate::phrase::{Determiner, PREPOSITIONS, Phrases};

const DEFINITE: [&str; 14] =
    ["the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "your", "both", "all"];
const INDEFINITE: [&str; 6] = ["a", "an", "another", "one", "any", "each"];
const SEVERAL: [&str; 16] = [
    "some", "several", "many", "most", "few", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "other", "various",
];
/// Nouns that count what follows "of".
const COUNTS: [&str; 9] = ["number", "handful", "couple", "majority", "series", "range", "variety", "lot", "dozen"];

impl Phrases<'_> {
    /// How a phrase begins and where what is determined starts.
    pub(crate) fn determiner(&self, words: &Range<usize>) -> (Determiner, usize) {
        let (mut found, mut at) = (Determiner::Bare, words.start);
        while at < words.end && self.text.mention_at(at).is_none_or(|(_, mention)| is_determining(mention.kind)) {
            let next = match () {
                () if self.text.is_any(at, &DEFINITE) => Determiner::Definite,
                () if self.text.is_any(at, &INDEFINITE) => Determiner::Indefinite,
                () if self.text.is_any(at, &SEVERAL) => Determiner::Several,
                () if self.text.word(at).starts_with(|c: char| c.is_ascii_digit()) => Determiner::Several,
                () => break,
            };
            // "a number of members" are several members.
            if next == Determiner::Indefinite
                && self.text.is_any(at + 1, &COUNTS)
                && self.text.is(at + 2, "of")
                && at + 3 < words.end
            {
                (found, at) = (Determiner::Several, at + 3);
                continue;
            }
            // "the two officials" are known; "one of them" is new.
            found = if found == Determiner::Bare { next } else { found };
            at += 1;
        }
        (found, at)
    }

    /// Word after the last one before the first preposition that is not part of a name or title.
    pub(crate) fn core_end(&self, words: &Range<usize>) -> usize {
        let governs = |at: usize| {
            let inside = self.text.mention_at(at).is_some_and(|(_, mention)| mention.words.start < at);
            let is_participle = is_participle(self.text.word(at))
                && (at + 1 == words.end
                    || self.text.is_any(at + 1, &PREPOSITIONS)
                    || self.text.is_any(at + 1, &["that", "last"]));
            // "Chief of Staff"
            let is_title = at + 1 < words.end && self.knowledge.title(self.text.slice(&(at - 1..at + 2))).is_some();
            (self.text.is_any(at, &PREPOSITIONS) || is_participle || self.text.is(at, "being")) && !inside && !is_title
        };
        (words.start + 1..words.end).find(|at| governs(*at)).unwrap_or(words.end)
    }
}

/// Whether words of this kind may still be a determiner: "two" is a number, "his" a pronoun.
fn is_determining(kind: MentionKind) -> bool {
    matches!(kind, MentionKind::Number | MentionKind::Pronoun)
}

/// Whether a word may begin a clause without a verb of its own: "an e-mail seen by the agency".
fn is_participle(word: &str) -> bool {
    const IRREGULAR: [&str; 14] = [
        "seen", "sent", "made", "given", "known", "held", "written", "done", "led", "shown", "taken", "set", "put",
        "drawn",
    ];
    let is_regular = word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"));
    word.starts_with(char::is_lowercase) && (is_regular || IRREGULAR.contains(&word))
}

/// Whether a noun is a plural, by its form.
pub(crate) fn is_plural(noun: &str) -> bool {
    const PLURALS: [&str; 9] = ["people", "men", "women", "police", "children", "media", "troops", "others", "both"];
    let noun = noun.to_lowercase();
    let is_like = noun.ends_with('s') && !["ss", "us", "is", "news", "politics"].iter().any(|end| noun.ends_with(end));
    PLURALS.contains(&noun.as_str()) || (is_like && noun.len() > 3) || noun.ends_with("men") || noun.ends_with("women")
}
