//! Words that say where the name of what is counted begins and ends.

/// Nouns that are plural as they are.
#[rustfmt::skip]
pub(super) const PLURALS: &[&str] = &[
    "people", "men", "women", "children", "police", "troops", "personnel", "staff", "cattle", "sheep", "aircraft",
    "crew", "militia", "fish", "feet", "teeth", "mice", "geese", "media", "data", "criteria", "phenomena", "deer",
    "infantry", "cavalry", "gentry", "clergy", "folk", "townsfolk", "offspring", "spacecraft", "hovercraft",
    "watercraft", "dice", "oxen", "bacteria", "alumni", "nuclei", "youth", "grandchildren", "schoolchildren",
];
/// Nouns in the plural that stand before others.
#[rustfmt::skip]
pub(super) const DESCRIBING_PLURALS: &[&str] = &[
    "women", "men", "sports", "arms", "drugs", "rights", "sales", "savings", "works", "news", "goods", "weapons", "police", "youth",
    "crew", "staff", "media", "data", "children", "troops", "militia", "explosives", "firearms", "communications", "operations",
    "systems", "affairs", "services", "elections", "pensions", "customs", "species", "headquarters", "people", "narcotics", "jobs",
];
/// Signs of measures.
#[rustfmt::skip]
pub(super) const MEASURES: &[&str] = &[
    "km", "kms", "m", "cm", "mm", "kg", "kgs", "lb", "lbs", "mph", "kph", "kmh", "knots", "MW", "GW", "kW", "kWh", "MWh",
    "ft", "ha", "GB", "MB", "TB", "Hz", "MHz", "GHz", "bpd",
];
/// Nouns of descriptions that measure: "a 64-page report".
#[rustfmt::skip]
pub(super) const DESCRIBES: &[&str] = &[
    "page", "member", "seat", "bed", "person", "man", "woman", "vote", "ton", "tonne", "foot", "inch", "mile",
    "kilometre", "kilometer", "metre", "meter", "acre", "hectare", "pound", "kilogram", "kilo", "litre", "liter",
    "gallon", "barrel", "megawatt", "gigawatt", "degree", "km", "kg", "m", "mm", "cm", "room", "unit", "vehicle",
    "nation", "country", "storey", "story", "magnitude", "square", "judge", "car", "seater",
];
/// Words that end a noun phrase: of grammar, and verbs that the ending does not show.
#[rustfmt::skip]
pub(super) const ENDS: &[&str] = &[
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
    "according", "due", "amid", "ahead", "worth", "apiece", "versus", "vs", "visit", "visited", "recover", "supported",
    "watched", "blew", "drew", "broke", "drove", "flew", "found", "knew", "spoke", "sat", "swam", "threw", "wrote",
    "caught", "bought", "brought", "sold", "sought", "fought", "taught", "thought", "felt", "slept", "spent", "meant",
    "paid", "laid", "heard", "hid", "slid", "bled", "fed", "sped", "struck", "stuck", "swung", "hung", "shook", "stole",
    "chose", "froze", "rode", "woke", "wore", "tore", "swore", "leave", "go", "come", "get", "take", "make", "give",
];
/// Words before a noun phrase that do not belong to what is counted.
#[rustfmt::skip]
pub(super) const DETERMINERS: &[&str] = &[
    "the", "a", "an", "all", "its", "his", "her", "their", "our", "my", "your", "these", "those", "this", "that", "more",
    "other", "additional", "further", "such", "some",
];
/// What has points; a plan has them too, but not to count with.
#[rustfmt::skip]
pub(super) const LEADS: &[&str] = &[
    "lead", "edge", "margin", "advantage", "gap", "deficit", "swing", "drop", "rise", "increase", "decline", "jump", "spread",
];
/// For what was counted before: "two of them".
pub(super) const PRONOUNS: &[&str] =
    &["them", "us", "you", "whom", "which", "these", "those", "it", "his", "theirs", "ours"];
/// What happens to people and is told without naming them: "12 killed".
#[rustfmt::skip]
pub(super) const SUFFER: &[&str] = &[
    "dead", "killed", "injured", "wounded", "hurt", "missing", "ill", "sick", "arrested", "detained", "infected",
    "hospitalised", "hospitalized", "displaced", "homeless", "died", "kidnapped", "abducted", "evacuated", "rescued",
    "trapped", "jailed", "imprisoned", "beheaded", "executed", "poisoned", "unaccounted", "starving", "unemployed",
    "drowned", "shot", "stranded", "captured",
];
/// What only people do, and what is told of them without naming them: "10,000 fled".
#[rustfmt::skip]
pub(super) const ACTED: &[&str] = &[
    "fled", "marched", "attended", "gathered", "protested", "demonstrated", "rallied", "voted", "turned", "joined", "crossed",
    "survived", "escaped", "watched", "applied", "signed", "enrolled", "registered", "volunteered", "marching", "protesting",
    "demonstrating", "fleeing", "living", "waiting", "march", "flee", "protest", "attend", "rally", "gather", "die", "perish",
    "perished", "fell", "returned", "arrived", "assembled",
];
/// Words for people together: "a crowd of 300".
pub(super) const CROWDS: &[&str] = &["crowd", "crowds", "turnout", "attendance", "audience", "gathering", "population"];
/// What is done to people: "killed 12".
#[rustfmt::skip]
pub(super) const INFLICT: &[&str] = &[
    "killed", "killing", "kills", "kill", "wounded", "wounding", "wounds", "injured", "injuring", "injures", "arrested",
    "arresting", "arrests", "arrest", "detained", "detaining", "infected", "infecting", "displaced", "displacing",
    "hospitalised", "hospitalized", "rescued", "rescuing", "evacuated", "evacuating", "executed", "sickened", "sickening",
    "dead", "injure", "displacing", "abducted", "kidnapped", "slaughtered", "massacred", "murdered", "hurting",
];
