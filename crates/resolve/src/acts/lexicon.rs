//! Which base forms and classes does a word have?

use std::collections::BTreeMap;

use crate::BadLine;
use crate::tsv;

macro_rules! classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A class of words in `knowledge/act-words.tsv`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Class { $($(#[$doc])* $variant,)* }

        impl Class {
            pub(super) fn named(name: &str) -> Option<Class> {
                match name {
                    $($name => Some(Class::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    Claim = "claim",
    Harm = "harm",
    /// What nobody does on purpose.
    Still = "still",
    Verb = "verb",
    Modal = "modal",
    Be = "be",
    Negation = "negation",
    Prep = "prep",
    Time = "time",
    Adverb = "adverb",
    Det = "det",
    SelfNoun = "self",
    Event = "event",
    /// What nobody is: "base", "video".
    Object = "object",
    Good = "good",
    Bad = "bad",
    Crime = "crime",
    CrimeNoun = "crimenoun",
    /// What is wrong of whoever is named as doing it.
    Wrong = "wrong",
    Bandit = "bandit",
    /// What says how something strikes the speaker: "difficult", "important".
    Appraising = "appraising",
    Mental = "mental",
    Moody = "moody",
    Office = "office",
    /// What the accused says for himself: "legal", "in order".
    Innocent = "innocent",
    /// A noun that ends in "-ing".
    Thing = "thing",
    /// A cue of one word; found when cues are read, not written in the file.
    Cue = "cue",
}

/// Several classes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Classes(u32);

impl Classes {
    pub(super) fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u32;
    }

    fn join(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }
}

/// Classes of base forms, and irregular forms.
#[derive(Debug, Clone, Default)]
pub(super) struct Lexicon {
    classes: BTreeMap<String, Classes>,
    forms: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    /// Adds the rows of a table with the columns `word`, `class` and `of`.
    pub(super) fn add(&mut self, file: &str, text: &str) -> Vec<BadLine> {
        let (rows, mut bad) = tsv::rows(file, text, &["word", "class", "of"]);
        for row in rows {
            let word = row.cells[0].to_lowercase();
            match (row.cells[1], row.cells[2], Class::named(row.cells[1])) {
                ("form", base, _) if !base.is_empty() => self.forms.entry(word).or_default().push(base.to_lowercase()),
                ("form", ..) => bad.push(row.bad(file, "a form needs a base form in column `of`")),
                (_, _, Some(class)) => self.class(&word, class),
                (name, ..) => bad.push(row.bad(file, format!("there is no class `{name}`"))),
            }
        }
        bad
    }

    /// Puts a base form into a class.
    pub(super) fn class(&mut self, word: &str, class: Class) {
        self.classes.entry(word.to_owned()).or_default().add(class);
    }

    /// The word itself and the base forms that it may be an inflection of; some of these are no words.
    pub(super) fn bases(&self, word: &str) -> Vec<String> {
        let mut out = vec![word.to_owned()];
        if let Some(bases) = self.forms.get(word) {
            out.extend(bases.iter().cloned());
        }
        for (suffix, ends) in SUFFIXES {
            let Some(stem) = word.strip_suffix(suffix).filter(|stem| stem.len() > 1) else { continue };
            out.extend(ends.iter().map(|end| format!("{stem}{end}")));
            let mut last = stem.chars().rev();
            if suffix.len() > 1 && last.next() == last.next() {
                // "planned", "planning"
                out.extend(stem.char_indices().next_back().map(|(at, _)| stem[..at].to_owned()));
            }
        }
        out
    }

    /// Whether it is an irregular form of another word.
    pub(super) fn is_form(&self, word: &str) -> bool {
        self.forms.contains_key(word)
    }

    /// The classes of all of these base forms.
    pub(super) fn classes(&self, bases: &[String]) -> Classes {
        bases.iter().filter_map(|base| self.classes.get(base)).fold(Classes::default(), |all, more| all.join(*more))
    }
}

/// Endings of regular inflections, and what stands in their place in the base form.
const SUFFIXES: [(&str, &[&str]); 6] =
    [("ies", &["y"]), ("es", &[""]), ("s", &[""]), ("ied", &["y"]), ("ed", &["", "e"]), ("ing", &["", "e"])];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases_of_inflections() {
        let mut lexicon = Lexicon::default();
        let bad = lexicon.add("own.tsv", "word\tclass\tof\nsaid\tform\tsay\nx\tform\ny\tz\n");
        let bad: Vec<String> = bad.iter().map(BadLine::to_string).collect();
        assert_eq!(bad, ["own.tsv:3: a form needs a base form in column `of`", "own.tsv:4: there is no class `z`"]);
        let check = |word: &str, base: &str| {
            assert!(lexicon.bases(word).iter().any(|found| found == base), "{word}: {:?}", lexicon.bases(word));
        };
        check("said", "say");
        check("denies", "deny");
        check("denied", "deny");
        check("accused", "accuse");
        check("accusing", "accuse");
        check("planned", "plan");
        check("dismisses", "dismiss");
        check("é", "é");
    }
}
