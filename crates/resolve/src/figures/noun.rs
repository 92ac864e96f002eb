//! What is counted?

use super::Found;
use super::amount::{Amount, Kind};
use super::words::{PERIODS, Words, is_capitalised, one_of};

/// What stands behind a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Counted {
    /// A noun phrase: its first token, the token after its head, and its words.
    Noun(usize, usize, String),
    /// A stretch of time, or an age: "two years", "35-year-old".
    Period,
    /// "two-state", "four-star": a part of a name or of a description.
    Description,
    /// "two of them"
    Them,
    /// No noun.
    Nothing,
}

impl Counted {
    pub(super) fn unit(&self) -> Option<String> {
        match self {
            Counted::Noun(_, _, words) => Some(words.clone()),
            _ => None,
        }
    }

    /// The token after the head; after the number where there is none.
    pub(super) fn end(&self, amount: &Amount) -> usize {
        match self {
            Counted::Noun(_, end, _) => *end,
            _ => amount.end,
        }
    }
}

/// Words of a noun phrase, at most: longer ones are sentences.
const LONGEST: usize = 12;
/// How far back "the number of" is looked for, in tokens.
const NEAR: usize = 24;

/// Nouns that are plural as they are.
#[rustfmt::skip]
const PLURALS: &[&str] = &[
    "people", "men", "women", "children", "police", "troops", "personnel", "staff", "cattle", "sheep", "aircraft",
    "crew", "militia", "fish", "feet", "teeth", "mice", "geese", "media", "data", "criteria", "phenomena", "deer",
    "infantry", "cavalry", "gentry", "clergy", "folk", "townsfolk", "offspring", "spacecraft", "hovercraft",
    "watercraft", "dice", "oxen", "bacteria", "alumni", "nuclei", "youth", "grandchildren", "schoolchildren",
];
/// Nouns in the plural that stand before others.
#[rustfmt::skip]
const DESCRIBING_PLURALS: &[&str] = &[
    "women", "men", "sports", "arms", "drugs", "rights", "sales", "savings", "works", "news", "goods", "weapons", "police", "youth",
    "crew", "staff", "media", "data", "children", "troops", "militia", "explosives", "firearms", "communications", "operations",
    "systems", "affairs", "services", "elections", "pensions", "customs", "species", "headquarters", "people", "narcotics",
];
/// Signs of measures.
#[rustfmt::skip]
const MEASURES: &[&str] = &[
    "km", "kms", "m", "cm", "mm", "kg", "kgs", "lb", "lbs", "mph", "kph", "kmh", "knots", "MW", "GW", "kW", "kWh", "MWh",
    "ft", "ha", "hectares", "GB", "MB", "TB", "Hz", "MHz", "GHz", "bpd", "barrels", "caliber", "mm", "sq", "Celsius",
];
/// Nouns of descriptions that measure: "a 64-page report".
#[rustfmt::skip]
const DESCRIBES: &[&str] = &[
    "page", "member", "seat", "strong", "bed", "person", "man", "woman", "vote", "ton", "tonne", "foot", "inch", "mile",
    "kilometre", "kilometer", "metre", "meter", "acre", "hectare", "pound", "kilogram", "kilo", "litre", "liter",
    "gallon", "barrel", "megawatt", "gigawatt", "degree", "km", "kg", "m", "mm", "cm", "room", "unit", "vehicle",
    "nation", "country", "storey", "story", "magnitude", "square", "judge", "car", "seater",
];
/// Words that end a noun phrase: of grammar, and verbs that the ending does not show.
#[rustfmt::skip]
const ENDS: &[&str] = &[
    "overseas", "afterwards", "afterward", "always", "perhaps", "sometimes", "besides", "nationwide", "worldwide", "downtown",
    "indoors", "outdoors", "elsewhere", "otherwise", "respectively", "combined", "overall", "nowadays", "whereas",
    "exceeds", "stands", "rises", "remains", "reaches", "totals", "grows", "tops", "passes", "includes", "follows", "follow",
    "a", "an", "the", "this", "these", "those", "that", "his", "her", "its", "their", "our", "my", "your", "and", "or",
    "but", "nor", "of", "in", "on", "at", "by", "for", "from", "to", "into", "onto", "with", "without", "within", "over",
    "under", "above", "below", "between", "among", "against", "across", "along", "around", "after", "before", "during",
    "since", "until", "till", "through", "throughout", "toward", "towards", "near", "behind", "beyond", "inside",
    "outside", "off", "out", "up", "down", "about", "than", "as", "per", "via", "despite", "because", "while", "when",
    "where", "which", "who", "whom", "whose", "what", "how", "why", "if", "whether", "though", "although", "so", "yet",
    "is", "are", "was", "were", "be", "been", "being", "am", "has", "have", "had", "having", "do", "does", "did", "will",
    "would", "can", "could", "shall", "should", "may", "might", "must", "not", "no", "never", "ever", "also", "only",
    "just", "still", "already", "now", "then", "there", "here", "yesterday", "today", "tomorrow", "overnight", "ago",
    "he", "she", "it", "they", "we", "i", "you", "him", "them", "us", "me", "each", "every", "both", "all", "either",
    "got", "fled", "went", "came", "took", "made", "said", "left", "lost", "fell", "rose", "led", "hit", "saw",
    "gave", "began", "became", "grew", "met", "won", "ran", "held", "kept", "told", "sent", "put", "set", "stood",
    "died", "say", "says", "including", "like", "apart", "away", "back", "home", "abroad", "alone", "together", "too",
    "alike", "later", "earlier", "more", "less", "live", "need", "want", "face", "work", "plan", "remain", "voted",
    "according", "due", "amid", "ahead", "worth", "apiece", "versus", "vs", "visit", "visited", "recover", "could",
    "supported", "back", "watched", "broke", "drove", "flew", "found", "knew", "spoke", "sat", "swam", "threw", "wrote",
    "caught", "bought", "brought", "sold", "sought", "fought", "taught", "thought", "felt", "slept", "spent", "meant",
    "paid", "laid", "heard", "hid", "slid", "bled", "fed", "sped", "struck", "stuck", "swung", "hung", "shook", "stole",
    "chose", "froze", "rode", "woke", "wore", "tore", "swore", "leave", "go", "come", "get", "take", "make", "give",
];
/// Words before a noun phrase that do not belong to what is counted.
#[rustfmt::skip]
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "all", "its", "his", "her", "their", "our", "my", "your", "these", "those", "this", "that", "more",
    "other", "additional", "further", "such", "some",
];
/// What has points; a plan has them too, but not to count with.
const LEADS: &[&str] = &[
    "lead",
    "edge",
    "margin",
    "advantage",
    "gap",
    "deficit",
    "swing",
    "drop",
    "rise",
    "increase",
    "decline",
    "jump",
    "spread",
];
const PRONOUNS: &[&str] = &["them", "us", "you", "whom", "which", "these", "those", "it", "his", "theirs", "ours"];
/// What happens to people and is told without naming them: "12 killed".
#[rustfmt::skip]
const SUFFER: &[&str] = &[
    "dead", "killed", "injured", "wounded", "hurt", "missing", "ill", "sick", "arrested", "detained", "infected",
    "hospitalised", "hospitalized", "displaced", "homeless", "died", "kidnapped", "abducted", "evacuated", "rescued",
    "trapped", "jailed", "imprisoned", "beheaded", "executed", "poisoned", "unaccounted", "starving", "unemployed",
    "drowned", "shot", "stranded", "captured",
];
#[rustfmt::skip]
const INFLICT: &[&str] = &[
    "killed", "killing", "kills", "kill", "wounded", "wounding", "wounds", "injured", "injuring", "injures", "arrested",
    "arresting", "arrests", "arrest", "detained", "detaining", "infected", "infecting", "displaced", "displacing",
    "hospitalised", "hospitalized", "rescued", "rescuing", "evacuated", "evacuating", "executed", "sickened", "sickening",
    "dead", "injure", "displacing", "abducted", "kidnapped", "slaughtered", "massacred", "murdered", "hurting",
];

/// What is counted by the words behind an amount.
pub(super) fn counted(words: Words<'_>, amount: &Amount) -> Counted {
    let mut at = amount.end;
    // "40-plus boats"
    if words.is_hyphen(at) && words.is(at + 1, &["plus", "odd", "some"]) {
        at += 2;
    }
    if words.is_hyphen(at) {
        let noun = at + 1;
        return match () {
            () if words.is(noun, PERIODS) => Counted::Period,
            () if words.is(noun, &["point"]) && words.is(noun + 1, LEADS) => {
                Counted::Noun(noun, noun + 1, words.text(noun).to_owned())
            }
            () if words.is(noun, DESCRIBES) => Counted::Noun(noun, noun + 1, words.text(noun).to_owned()),
            () => Counted::Description,
        };
    }
    // "two or more people", "a 12 person panel"
    if words.is(at, &["or"]) && words.is(at + 1, &["more", "so", "fewer", "less"]) {
        at += 2;
    }
    if words.is(at, DESCRIBES) && words.get(at + 1).is_some_and(|next| next.is_word()) && !words.is(at + 1, ENDS) {
        let is_measure = !words.is(at, &["point"]) || words.is(at + 1, LEADS);
        return if is_measure { Counted::Noun(at, at + 1, words.text(at).to_owned()) } else { Counted::Description };
    }
    // “thousands” of boats
    if matches!(words.text(at), "”" | "\"" | "’" | "'") && words.is(at + 1, &["of"]) {
        at += 1;
    }
    let is_partitive = words.is(at, &["of"]);
    if is_partitive {
        at += 1;
        if words.is(at, PRONOUNS) && !words.get(at + 1).is_some_and(|next| next.is_word() && !words.is(at + 1, ENDS)) {
            return Counted::Them;
        }
    }
    at = skip_determiners(words, at, is_partitive || amount.kind == Kind::Share);
    if is_partitive && let Some(inner) = crate::numbers::number(words.from(at)) {
        at += inner.tokens;
    }
    if words.is(at, MEASURES) && (words.text(at) != "m" || words.is_glued(at)) {
        let per = words.text(at + 1) == "/" && words.is_glued(at + 1) && words.is_glued(at + 2);
        let end = if per { at + 3 } else { at + 1 };
        return Counted::Noun(at, end, phrase(words, at, end));
    }
    let amount_is_one = amount.value <= 1.0 || amount.kind == Kind::Share;
    noun_phrase(words, at, amount_is_one, is_partitive || amount.kind == Kind::Share)
}

fn skip_determiners(words: Words<'_>, mut at: usize, any: bool) -> usize {
    let few: &[&str] = &["more", "fewer", "other", "additional", "further", "such"];
    let limit = at + 4;
    while at < limit && words.is(at, if any { DETERMINERS } else { few }) {
        at += 1;
    }
    at
}

/// The noun phrase that begins at `at`, up to its head.
/// With `of_whole` a part of it is meant, and whoever has it is not counted: "half of the country's nurses".
fn noun_phrase(words: Words<'_>, at: usize, may_be_singular: bool, of_whole: bool) -> Counted {
    let (mut first, mut end, mut head) = (at, at, None);
    while end < at + LONGEST {
        let Some(token) = words.get(end) else { break };
        // "in-person interviews", "US troops"
        let is_end = one_of(token.text, ENDS) && !is_acronym(token.text) && !words.is_hyphen(end + 1);
        if !token.is_word() || is_end {
            break;
        }
        let after_head = head.is_some();
        // Behind the head a participle is a verb, before it a description: "displaced families returned".
        if after_head && (token.text.ends_with("ed") || token.text.ends_with("ing")) {
            break;
        }
        // "litres rests": two plurals make a verb of the second, unless the first is a name or describes.
        let may_describe = !after_head || head_is_name(words, head) || words.was(end, 1, DESCRIBING_PLURALS);
        if is_plural(token.text) && !may_describe {
            break;
        }
        if is_plural(token.text) && !words.is_hyphen(end + 1) {
            head = Some(end + 1);
        } else if after_head && !head_is_name(words, head) {
            break;
        }
        end += 1;
        // "the country's nurses": who has them is not counted.
        let is_genitive = matches!(words.text(end), "'" | "’") && words.is_glued(end);
        if is_genitive && !of_whole && head.is_none() && may_be_singular {
            // "one man's death": who is counted has it.
            head = Some(end);
        }
        if is_genitive && !of_whole {
            break;
        }
        if is_genitive && (words.is(end + 1, &["s"]) || words.text_before(end, 1).ends_with('s')) {
            end += if words.is(end + 1, &["s"]) && words.is_glued(end + 1) { 2 } else { 1 };
            (first, head) = (end, None);
        } else if words.is_hyphen(end) {
            end += 1;
        }
    }
    let end = match head {
        Some(head) => head,
        None if may_be_singular => singular_end(words, first, end),
        // "50 Taliban", "20 Daesh"
        None if end == first + 1 && is_capitalised(words.text(first)) => end,
        None => first,
    };
    let end = if words.is(end, &["Celsius", "Fahrenheit"]) { end + 1 } else { end };
    if (first..end).any(|at| words.is(at, PERIODS)) && words.is(end.max(1) - 1, PERIODS) {
        return Counted::Period;
    }
    if end > first { Counted::Noun(first, end, phrase(words, first, end)) } else { Counted::Nothing }
}

/// Whether a plural that was taken for the head may be part of a name: "United Nations peacekeepers".
fn head_is_name(words: Words<'_>, head: Option<usize>) -> bool {
    head.is_some_and(|head| is_capitalised(words.text_before(head, 1)))
}

/// Where a phrase without a plural ends: before what looks like a verb.
fn singular_end(words: Words<'_>, first: usize, end: usize) -> usize {
    let is_verb = |at: &usize| *at > first && words.text(*at).ends_with("ed") && !words.is(*at, SUFFER);
    let end = (first..end).find(is_verb).unwrap_or(end);
    let last_suffers = |end: usize| end > first && words.is(end - 1, SUFFER);
    if last_suffers(end) { end - 1 } else { end }
}

/// The words as they stand in the text, with one space between them.
fn phrase(words: Words<'_>, first: usize, end: usize) -> String {
    let mut out = String::new();
    for at in first..end {
        if at > first && !words.is_glued(at) {
            out.push(' ');
        }
        out.push_str(words.text(at));
    }
    out
}

fn is_acronym(word: &str) -> bool {
    word.len() > 1 && word.chars().all(char::is_uppercase)
}

/// Whether a word looks like a noun in the plural.
fn is_plural(word: &str) -> bool {
    let folded = word.to_lowercase();
    if one_of(&folded, PLURALS) || folded.ends_with("men") && folded.len() > 4 && folded != "specimen" {
        return true;
    }
    let ends = folded.ends_with('s') && !["ss", "us", "is"].iter().any(|end| folded.ends_with(end));
    ends && folded.len() > 2 && !is_acronym(word)
}

/// What is counted where no noun says so: what was counted last in the sentence, people to whom something happens, or what
/// the sentence says there is a number of.
pub(super) fn understood(words: Words<'_>, amount: &Amount, before: &[Found]) -> Option<String> {
    let hyphen = usize::from(amount.start > 0 && words.is_hyphen(amount.start - 1));
    if words.was(amount.start, 1 + hyphen, &["magnitude"]) {
        return Some("magnitude".to_owned());
    }
    let of = words.was(amount.start, 1, &["of"]);
    let last = before.last().filter(|last| !of && same_sentence(words, last.amount.end, amount.start));
    if let Some(unit) =
        last.filter(|last| !matches!(last.amount.kind, Kind::Unit(_))).and_then(|last| last.unit.clone())
    {
        return Some(unit);
    }
    if words.is(amount.end, SUFFER) || (1..=4).any(|back| words.was(amount.start, back, INFLICT)) {
        return Some("people".to_owned());
    }
    let are = words.is(amount.end, &["were", "was", "are", "have", "had", "got"]);
    if are && (1..=3).any(|ahead| words.is(amount.end + ahead, SUFFER)) {
        return Some("people".to_owned());
    }
    number_of(words, amount.start)
}

/// "the number of militants exceeds 10,000", "the death toll rose to 61".
fn number_of(words: Words<'_>, at: usize) -> Option<String> {
    for back in (at.saturating_sub(NEAR)..at).rev() {
        if matches!(words.text(back), "." | "!" | "?") {
            return None;
        }
        if words.is(back, &["number", "total", "numbers"]) && words.is(back + 1, &["of"]) {
            let first = skip_determiners(words, back + 2, true);
            if words.is(first, SUFFER) {
                return Some("people".to_owned());
            }
            return match noun_phrase(words, first, true, true) {
                Counted::Noun(_, end, unit) if end <= at => Some(unit),
                _ => None,
            };
        }
        if words.is(back, &["toll"]) {
            return Some(if words.was(back, 1, &["death"]) { "death toll" } else { "toll" }.to_owned());
        }
    }
    None
}

fn same_sentence(words: Words<'_>, start: usize, end: usize) -> bool {
    end.saturating_sub(start) < 60 && !(start..end).any(|at| matches!(words.text(at), "." | "!" | "?"))
}
