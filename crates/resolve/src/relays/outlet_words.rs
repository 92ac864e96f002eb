//! Words that say what is an outlet and what is none.

/// Words one of which ends the name of an outlet, or begins it.
#[rustfmt::skip]
pub(super) const NAME_WORDS: &[&str] = &[
    "news", "times", "post", "press", "herald", "tribune", "gazette", "journal", "monitor", "newsroom", "tv",
    "television", "radio", "daily", "observer", "chronicle", "courier", "mail", "telegraph", "guardian", "examiner",
    "dispatch", "inquirer", "sentinel", "bulletin", "newswire", "broadcasting", "weekly", "magazine",
    "review", "echo", "argus", "recorder", "zeitung", "newspaper", "gazeta", "fm",
];
pub(super) const FIRST_WORDS: &[&str] =
    &["radio", "tv", "channel", "daily", "voice", "canal", "tele", "télé", "journal", "le", "al"];
/// Nouns that say what an outlet is.
#[rustfmt::skip]
pub(super) const DESCRIBES: &[&str] = &[
    "agency", "newspaper", "paper", "daily", "weekly", "magazine", "broadcaster", "television", "tv", "radio", "channel",
    "network", "station", "outlet", "outlets", "website", "site", "portal", "tabloid", "newswire", "media", "press",
    "organization", "organisation", "service", "programme", "program", "podcast", "publication", "periodical", "journal",
    "newspapers", "broadcasters", "agencies", "reports",
];
/// Words before these nouns that leave no doubt; "a government agency" and "a railway station" are none.
#[rustfmt::skip]
pub(super) const OF_NEWS: &[&str] = &[
    "news", "television", "tv", "radio", "media", "press", "newspaper", "broadcaster", "magazine", "tabloid", "newswire",
    "daily", "weekly", "podcast", "newspapers", "broadcasters", "broadcast", "wire", "periodical",
];
/// Nouns that stand for an outlet named before.
#[rustfmt::skip]
pub(super) const STAND_FOR: &[&str] = &[
    "agency", "newspaper", "paper", "daily", "weekly", "magazine", "broadcaster", "channel", "network", "station", "outlet",
    "tabloid", "newswire", "publication", "programme", "program", "radio", "podcast", "journal",
];
/// With "this" or "our" they stand for the document's own.
#[rustfmt::skip]
pub(super) const OWN: &[&str] = &[
    "newspaper", "paper", "magazine", "website", "site", "publication", "correspondent", "reporter", "agency", "outlet",
    "portal", "channel", "station", "journalist", "newsroom", "writer", "journal", "programme", "program", "podcast",
];
/// Words of headlines before "post", "news", "press" that are of no name.
#[rustfmt::skip]
pub(super) const NO_NAMES: &[&str] = &[
    "breaking", "fake", "bad", "good", "latest", "offensive", "free", "big", "cable", "hard", "old", "command", "more", "top",
    "full", "court", "trading", "goal", "guard", "video", "blog", "peer", "book", "film", "judicial", "year", "in", "no", "end",
];
/// Words after "Press", "Post", "Times" that make something else of them.
#[rustfmt::skip]
pub(super) const OFFICES: &[&str] = &[
    "secretary", "office", "offices", "officer", "conference", "club", "board", "square", "corps", "release", "council",
    "freedom", "room", "briefing", "committee", "act", "union", "center", "centre", "gallery", "address", "pool", "law",
];
/// Small words in names: "Voice of Sorle", "Agence de Presse".
pub(super) const JOINTS: &[&str] =
    &["of", "the", "and", "for", "de", "la", "du", "des", "el", "al", "s", "in", "on", "com"];
/// In capitals only because a sentence begins with them.
#[rustfmt::skip]
pub(super) const GENERIC: &[&str] = &[
    "State", "Local", "National", "Official", "Foreign", "International", "Public", "Private", "Independent", "Opposition",
    "Social", "Regional", "Domestic", "Several", "Some", "Other", "Many", "Various", "Unnamed", "Western", "Arab", "Satellite",
    "Commercial", "Major", "Mainstream", "Government", "Online", "Two", "Three", "Earlier", "Semi",
];
pub(super) const ARTICLES: &[&str] = &["the", "a", "an", "this", "our", "its", "his", "her", "their", "that"];
/// Small words and others that end a noun phrase.
#[rustfmt::skip]
pub(super) const ENDS: &[&str] = &[
    "of", "in", "on", "at", "by", "for", "from", "to", "with", "that", "which", "who", "whom", "and", "or", "but", "as", "is",
    "was", "are", "were", "has", "had", "have", "will", "would", "he", "she", "it", "they", "we", "i", "you", "his", "her",
    "their", "its", "said", "says", "say", "reported", "reports", "told", "not", "after", "before", "during", "about", "if",
    "against", "into", "over", "than", "when", "while", "where", "how", "why", "what", "whether", "because", "since", "there",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "late", "early", "later", "this", "last", "yesterday", "today", "tonight", "citing", "quoting", "saying",
    "quoted", "cited", "quotes", "cites", "aired", "showed", "announced", "has", "confirmed", "claimed", "added", "asked", "warned",
];
