//! How far from its cue a statement is looked for.

use std::ops::Range;

use crate::input::Input;
use crate::words::{Place, Quoted};

/// Words on each side of a cue that its frame may reach; `REACH` in `training/network.py`.
const REACH: usize = 96;

/// Words that the frame of `cue` may reach in `window`: those of its sentence, of the one before and the one after with the
/// rest of its paragraph, of further sentences while the edge stands inside a quotation; at most so many on each side. All
/// count in words of the document. `cue_reach` in `training/data.py` is its twin.
pub(crate) fn reach(input: &Input, cue: &Range<usize>, window: &Range<usize>) -> Range<usize> {
    let words = &input.words;
    let starts = &input.sentence_starts;
    let quoted = |word: usize| words[word].quoted != Quoted::No;
    let inside = |word: usize| word > 0 && word < words.len() && quoted(word - 1) && quoted(word);
    // Where sentence `i` begins; the document ends where one more would begin.
    let begin = |i: usize| starts.get(i).copied().unwrap_or(words.len());
    let sentence = |word: usize| starts.partition_point(|start| *start <= word).saturating_sub(1);
    let least = window.start.max(cue.start.saturating_sub(REACH));
    let mut first = sentence(cue.start).saturating_sub(1);
    while first > 0 && begin(first) > least && inside(begin(first)) {
        first -= 1;
    }
    let most = window.end.min(cue.end + REACH);
    let mut last = (sentence(cue.end - 1) + 2).min(starts.len());
    let goes_on = |word: usize| words.get(word).is_some_and(|word| word.place != Place::BlockStart);
    while last < starts.len() && begin(last) < most && (inside(begin(last)) || goes_on(begin(last))) {
        last += 1;
    }
    least.max(begin(first))..most.min(begin(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokenizer::Tokenizer;

    /// The reach of the cue `said` in `text`, as words.
    fn check(text: &str, window: Range<usize>, expect: &str) {
        let document = sayso_ingest::document(text.as_bytes(), Default::default()).unwrap();
        let input = Input::new(&document, &Tokenizer::new("[CLS]\n[SEP]\n[UNK]").unwrap());
        let words: Vec<&str> = input.words.iter().map(|word| document.words(word.span)).collect();
        let cue = words.iter().position(|word| *word == "said").unwrap();
        let window = window.start..window.end.min(words.len());
        assert_eq!(words[reach(&input, &(cue..cue + 1), &window)].join(" "), expect);
    }

    #[test]
    fn a_frame_reaches_the_sentences_around_and_open_quotations() {
        let all = 0..usize::MAX;
        check(
            "One came. Two went. She said so. Three sat. Four stood.\n\nFive fell.",
            all.clone(),
            "Two went . She said so . Three sat . Four stood .",
        );
        check("She said so.\n\nTwo sat. Three stood.", all.clone(), "She said so . Two sat . Three stood .");
        check("She said so.\n\nTwo sat.\n\nThree stood.", all.clone(), "She said so . Two sat .");
        check("She said so.", all.clone(), "She said so .");
        check("Two went. She said so. Three sat.", 1..6, "went . She said so");
        check(
            "One man came here. She said: “It is over.\n\n“They had not known that.\n\n“Nobody asked us.\n\n“We go now.”\n\nFive people left.",
            all.clone(),
            "One man came here . She said : “ It is over . “ They had not known that . “ Nobody asked us . “ We go now . ”",
        );
        let long = "a ".repeat(200);
        check(&format!("{long} said {long}."), all, format!("{0}said {0}", "a ".repeat(96)).trim_end());
    }
}
