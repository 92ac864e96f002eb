//! Words that say whether the time of a sentence is that of a statement in it.

/// Words that can stand between a cue and its time: "told reporters in the capital of the republic on Monday".
pub(super) const REACH: usize = 16;
/// A content of so many words may stand before the time of its cue: "said the same thing in 2016".
pub(super) const SHORT_CONTENT: usize = 4;

/// With these before it, a time is that of something else.
pub(super) const OF_OTHERS: [&str; 13] =
    ["since", "until", "till", "from", "before", "after", "between", "of", "for", "during", "by", "than", "following"];
/// Between a time and a cue, these begin another clause.
#[rustfmt::skip]
pub(super) const CLAUSES: [&str; 16] = [
    "who", "which", "whose", "when", "after", "before", "while", "where", "because", "if", "although", "until", "as", "whom",
    "once", "though",
];
/// And these where the time stands first: "He left in May and now says".
pub(super) const CLAUSES_AFTER_TIME: [&str; 4] = ["and", "but", "or", "that"];
/// Verbs that say of somebody else that he said it.
#[rustfmt::skip]
pub(super) const REPORTS: [&str; 20] = [
    "said", "says", "told", "tells", "reported", "reports", "found", "announced", "warned", "added", "claimed", "denied",
    "confirmed", "wrote", "insisted", "argued", "acknowledged", "admitted", "declared", "stated",
];
/// Behind a statement they begin what else was done: "who admitted it, was jailed in 2022".
pub(super) const FINITE: [&str; 8] = ["was", "were", "is", "are", "has", "had", "will", "would"];
/// What is spoken at, or in which it stands: "At Monday's hearing he said".
#[rustfmt::skip]
pub(super) const OCCASIONS: [&str; 44] = [
    "hearing", "debate", "interview", "briefing", "conference", "speech", "address", "statement", "session", "meeting",
    "rally", "call", "broadcast", "testimony", "remarks", "report", "column", "editorial", "letter", "post", "tweet",
    "message", "video", "edition", "service", "sermon", "trial", "summit", "talks", "programme", "program", "ruling",
    "filing", "email", "mail", "memo", "article", "blog", "podcast", "lecture", "press", "news", "court", "op",
];
/// Words behind a time that it does not describe.
pub(super) const BEHIND_TIMES: [&str; 10] = ["in", "on", "at", "that", "to", "with", "by", "of", "for", "and"];
/// What happens and says nothing; the day behind it is the day on which it happened.
#[rustfmt::skip]
pub(super) const EVENTS: [&str; 44] = [
    "attack", "attacks", "crash", "fire", "explosion", "blast", "bombing", "shooting", "shootings", "accident", "raid",
    "raids", "protest", "protests", "strike", "strikes", "vote", "election", "elections", "match", "storm", "flood", "floods",
    "killing", "killings", "murder", "collision", "earthquake", "quake", "clash", "clashes", "riot", "riots", "march",
    "arrest", "arrests", "death", "deaths", "assault", "incident", "collapse", "sinking", "massacre", "outage",
];
/// Participles of somebody who is made to speak, and so at that time: "the mayor, asked on Monday".
pub(super) const MADE_TO_SPEAK: [&str; 8] =
    ["asked", "interviewed", "reached", "contacted", "pressed", "questioned", "quoted", "cited"];
/// A dateline's date stands in so many words from the start of its sentence, and so many bytes from its dash.
pub(super) const DATELINE_WORDS: usize = 8;
pub(super) const DATELINE_BYTES: usize = 24;
/// Cues in the past that do not end in "ed".
pub(super) const PAST_CUES: [&str; 14] =
    ["said", "told", "wrote", "made", "found", "put", "gave", "spoke", "thought", "felt", "knew", "had", "was", "were"];
/// Who may go on without a name.
pub(super) const PRONOUNS: [&str; 6] = ["he", "she", "they", "we", "i", "it"];
/// A document's own words are of the time when it was made.
#[rustfmt::skip]
pub(super) const MADE: [&str; 13] = [
    "published", "released", "sent", "issued", "dated", "written", "posted", "made", "broadcast", "aired", "tweeted",
    "filed", "entry",
];
/// What may stand between a content and the time of its cue.
pub(super) const SMALL: [&str; 6] = ["", "on", "in", "late on", "early on", "back in"];
