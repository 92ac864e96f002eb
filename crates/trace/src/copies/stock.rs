//! Phrases that every newsroom writes: who shares them has copied nothing.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::words::{STOCK, Word, hashes};

/// So many words of a phrase in a row are enough to know it.
const ENOUGH: usize = 4;

/// Each stands for all that shares [`ENOUGH`] words in a row with it.
#[rustfmt::skip]
const PHRASES: &[&str] = &[
    "a spokesman for the company declined to comment", "a spokeswoman for the ministry declined to comment on the matter",
    "could not immediately be reached for comment", "could not be reached for comment on", "was not immediately available for comment",
    "did not immediately respond to a request for comment", "did not respond to requests for comment on",
    "did not immediately return a call seeking comment", "has not yet responded to a request for comment",
    "who spoke on condition of anonymity because he was not authorized to speak to the media",
    "speaking on condition of anonymity because she was not authorised to discuss the matter publicly",
    "on the condition of anonymity because they were not authorized to speak publicly about the matter",
    "it was not immediately clear whether", "there was no immediate claim of responsibility", "there was no immediate comment from",
    "the report could not be independently verified", "could not be independently confirmed", "was unable to independently verify the",
    "could not independently verify the authenticity of the", "no one was immediately available for comment",
    "said in a statement on monday that", "told reporters at a news conference on", "told a news conference on",
    "according to a statement released by the", "according to people familiar with the matter",
    "at the time of writing this article", "for the first time in more than", "by the end of the year the",
    "this is a developing story and will be updated", "this story has been updated to include", "an earlier version of this article",
    "this article was originally published on", "this article originally appeared on", "contributed to this report",
    "the views expressed in this article are the author's own", "the associated press contributed to this report",
    "this material may not be published broadcast rewritten or redistributed", "all rights reserved",
    "copyright the associated press all rights reserved", "reporting by and editing by", "click here to read more about",
    "sign up for our free daily newsletter", "follow us on twitter and like us on facebook", "share this article with your friends",
    "for more information please visit our website", "subscribe to our newsletter to get the latest news",
    "get the latest news delivered to your inbox", "we are no longer accepting comments on this article",
    "scroll down for video", "do you have a story for us", "the content of external sites",
];

/// Marks the words of `words` that stand in such phrases.
pub(super) fn mark(words: &mut [Word]) {
    static GRAMS: OnceLock<BTreeSet<[u32; ENOUGH]>> = OnceLock::new();
    let grams = GRAMS.get_or_init(|| {
        let phrases = PHRASES.iter().map(|phrase| hashes(phrase));
        phrases
            .flat_map(|phrase| {
                phrase.windows(ENOUGH).map(|gram| std::array::from_fn(|at| gram[at])).collect::<Vec<_>>()
            })
            .collect()
    });
    for at in 0..words.len().saturating_sub(ENOUGH - 1) {
        let gram = std::array::from_fn(|next| words[at + next].hash);
        if grams.contains(&gram) {
            words[at..at + ENOUGH].iter_mut().for_each(|word| word.flags |= STOCK);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;
    use sayso_core::Provenance;

    fn check(text: &str, expect: usize) {
        let document = sayso_ingest::document(text.as_bytes(), Provenance::default()).unwrap();
        assert_eq!(words(&document).iter().filter(|word| word.is(STOCK)).count(), expect, "{text}");
    }

    #[test]
    fn phrases_that_everybody_writes() {
        check("The owner of the ferry did not immediately respond to a request for comment on Monday night.", 9);
        check("The official spoke on condition of anonymity because of the storm, and left the harbour.", 6);
        check("The bolts of the door were tested by an engineer in April, and the rope came later.", 0);
    }
}
