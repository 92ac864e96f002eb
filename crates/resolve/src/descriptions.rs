//! Whom does a description fit: "the Iranian diplomat", "the group", "the ministry"?

use sayso_core::EntityKind;

use crate::kinds::is_masthead;
use crate::names::key;
use crate::somebody::Somebody;

/// A description without a name.
pub(crate) struct Described {
    /// Its head, in small letters.
    pub(crate) noun: String,
    /// Folded name of whom it belongs to.
    pub(crate) affiliation: Option<String>,
    /// What sort of somebody.
    pub(crate) kind: EntityKind,
    /// Whether it is several.
    pub(crate) is_plural: bool,
    /// All of it, folded.
    pub(crate) words: String,
    /// What stands before the noun and is neither article nor affiliation, folded: "foreign" of "the foreign minister".
    pub(crate) modifiers: Vec<String>,
}

/// General words for people, and the offices that they may stand for.
#[rustfmt::skip]
const GENERAL: [(&str, &[&str]); 20] = [
    ("diplomat", &["envoy", "ambassador", "representative", "consul", "emissary", "minister", "attache"]),
    ("official", &["minister", "secretary", "spokesman", "spokeswoman", "spokesperson", "director", "envoy", "chief", "adviser",
        "advisor", "commissioner", "governor", "ambassador", "administrator", "officer", "deputy", "mayor", "head"]),
    ("leader", &["president", "premier", "chancellor", "chairman", "chairwoman", "chief", "head", "king", "emir", "speaker",
        "minister", "commander", "secretary"]),
    ("commander", &["general", "admiral", "chief", "colonel", "marshal", "brigadier", "commander"]),
    ("lawmaker", &["senator", "representative", "congressman", "congresswoman", "deputy", "member", "speaker", "sen", "rep", "mp"]),
    ("politician", &["senator", "representative", "congressman", "congresswoman", "deputy", "minister", "member", "leader", "mayor",
        "governor", "president"]),
    ("premier", &["minister"]),
    ("officer", &["colonel", "captain", "major", "sergeant", "lieutenant", "inspector", "detective", "constable", "chief"]),
    ("spokesperson", &["spokesman", "spokeswoman"]),
    ("expert", &["professor", "researcher", "scientist", "analyst", "economist", "scholar", "fellow"]),
    ("scientist", &["professor", "researcher", "biologist", "physicist", "chemist", "engineer", "geologist", "virologist"]),
    ("doctor", &["dr", "physician", "surgeon", "paediatrician", "cardiologist", "psychiatrist"]),
    ("physician", &["dr", "doctor", "surgeon"]),
    ("lawyer", &["attorney", "counsel", "barrister", "solicitor"]),
    ("attorney", &["lawyer", "counsel"]),
    ("academic", &["professor", "lecturer", "researcher", "scholar", "historian", "economist"]),
    ("executive", &["ceo", "director", "chairman", "chief", "president", "manager"]),
    ("chief", &["commander", "director", "head", "ceo"]),
    ("boss", &["chief", "head", "director", "ceo", "manager", "chairman"]),
    ("cleric", &["imam", "ayatollah", "bishop", "priest", "archbishop", "rabbi", "pastor", "mullah"]),
];
/// General words for a group of any name.
const GROUPS: [&str; 12] = [
    "group",
    "movement",
    "militants",
    "militia",
    "organisation",
    "organization",
    "insurgents",
    "rebels",
    "terrorists",
    "fighters",
    "network",
    "faction",
];
/// General words for an organisation of any name, if its name has no other word for what it is.
const BUSINESSES: [&str; 16] = [
    "operator",
    "carrier",
    "airline",
    "retailer",
    "supplier",
    "maker",
    "startup",
    "company",
    "firm",
    "corporation",
    "utility",
    "manufacturer",
    "business",
    "charity",
    "organisation",
    "organization",
];
const SORTS: [&str; 26] = [
    "ministry",
    "department",
    "university",
    "committee",
    "police",
    "council",
    "court",
    "parliament",
    "commission",
    "office",
    "senate",
    "congress",
    "party",
    "government",
    "administration",
    "school",
    "hospital",
    "army",
    "navy",
    "force",
    "board",
    "bureau",
    "union",
    "church",
    "house",
    "agency",
];
/// General words for an outlet of any name.
const OUTLETS: [&str; 12] = [
    "newspaper",
    "paper",
    "agency",
    "broadcaster",
    "channel",
    "network",
    "magazine",
    "outlet",
    "site",
    "website",
    "daily",
    "station",
];

/// Whether a description can mean somebody whom the document has.
pub(crate) fn fits(described: &Described, somebody: &Somebody) -> bool {
    if !somebody.members.is_empty() {
        return false;
    }
    let same_words = somebody.description.as_ref().is_some_and(|words| key(words) == described.words);
    if same_words && somebody.is_plural == described.is_plural {
        return true;
    }
    if described.is_plural && somebody.kind != EntityKind::Group {
        return false;
    }
    // "group" may be a campaign or a company as well as an armed one.
    if GROUPS[..2].contains(&described.noun.as_str()) && is_business(somebody) && !somebody.names.is_empty() {
        return true;
    }
    match described.kind {
        EntityKind::Person | EntityKind::Unknown => is_person(described, somebody),
        EntityKind::Group if somebody.kind == EntityKind::Group && !somebody.names.is_empty() => {
            GROUPS.contains(&described.noun.as_str()) && is_affiliated(described, somebody)
        }
        EntityKind::Outlet => {
            let is_outlet = somebody.kind == EntityKind::Outlet && !somebody.names.is_empty();
            (is_outlet && OUTLETS.contains(&described.noun.as_str())) || is_in_name(described, somebody)
        }
        EntityKind::Organisation => {
            let is_group = somebody.kind == EntityKind::Group && GROUPS.contains(&described.noun.as_str());
            let is_outlet = somebody.kind == EntityKind::Outlet && OUTLETS.contains(&described.noun.as_str());
            let is_business = BUSINESSES.contains(&described.noun.as_str()) && is_business(somebody);
            is_in_name(described, somebody) || ((is_group || is_outlet || is_business) && !somebody.names.is_empty())
        }
        EntityKind::Document => is_document(described, somebody),
        _ => false,
    }
}

/// "the report", of "a leaked report" or "a 64-page study".
fn is_document(described: &Described, somebody: &Somebody) -> bool {
    const GENERAL: [&str; 4] = ["document", "paper", "report", "text"];
    const PAPERS: [&str; 15] = [
        "report",
        "study",
        "log",
        "memo",
        "memorandum",
        "survey",
        "analysis",
        "review",
        "assessment",
        "paper",
        "summary",
        "file",
        "dossier",
        "audit",
        "document",
    ];
    let words: Vec<String> = somebody
        .description
        .iter()
        .chain(&somebody.names)
        .flat_map(|words| words.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect::<Vec<_>>())
        .collect();
    let is_same = words.contains(&described.noun);
    let is_general =
        GENERAL.contains(&described.noun.as_str()) && words.iter().any(|word| PAPERS.contains(&word.as_str()));
    let is_other = described.modifiers.iter().any(|word| !words.contains(word));
    somebody.kind == EntityKind::Document && !somebody.is_plural && !is_other && (is_same || is_general)
}

fn is_person(described: &Described, somebody: &Somebody) -> bool {
    if somebody.kind != EntityKind::Person || !is_affiliated(described, somebody) {
        return false;
    }
    let meant: &[&str] =
        GENERAL.iter().find(|(general, _)| *general == described.noun).map_or(&[], |(_, offices)| offices);
    somebody.roles.iter().chain(&somebody.offices).any(|role| {
        let words: Vec<String> = role.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
        let is_same = words.contains(&described.noun) && is_same_office(described, &words);
        is_same || words.iter().any(|word| meant.contains(&word.as_str()))
    })
}

/// Whether what stands before the noun allows that it is the same office: "the finance minister" is no foreign minister,
/// and "the president" no vice president.
fn is_same_office(described: &Described, role: &[String]) -> bool {
    const DEPUTIES: [&str; 4] = ["vice", "deputy", "assistant", "under"];
    const LOOSE: [&str; 22] = [
        "former", "ex", "acting", "then", "new", "outgoing", "late", "senior", "top", "chief", "high", "ranking",
        "local", "young", "old", "veteran", "leading", "retired", "same", "of", "the", "longtime",
    ];
    let own: Vec<&String> =
        role.iter().filter(|word| **word != described.noun && !LOOSE.contains(&word.as_str())).collect();
    let said: Vec<&String> = described.modifiers.iter().filter(|word| !LOOSE.contains(&word.as_str())).collect();
    let is_deputy = own.iter().any(|word| DEPUTIES.contains(&word.as_str()));
    if said.is_empty() {
        return !is_deputy;
    }
    own.is_empty() || said.iter().any(|word| own.contains(word))
}

/// Whether they belong to the same, as far as both say.
fn is_affiliated(described: &Described, somebody: &Somebody) -> bool {
    let Some(affiliation) = &described.affiliation else { return true };
    let is_same = |one: &String| key(one) == *affiliation;
    somebody.affiliations.is_empty()
        || somebody.affiliations.iter().any(is_same)
        || somebody.lands.contains(affiliation)
}

/// Whether a description's noun is one that fits many: then who is spoken of most is meant, not who was named last.
pub(crate) fn is_general(described: &Described) -> bool {
    let noun = described.noun.as_str();
    GROUPS.contains(&noun) || BUSINESSES.contains(&noun) || OUTLETS.contains(&noun)
}

/// Whether a description's noun is a word for a firm: if an article names one firm, it is that.
pub(crate) fn is_of_business(described: &Described) -> bool {
    const ANY: [&str; 3] = ["charity", "organisation", "organization"];
    BUSINESSES.contains(&described.noun.as_str()) && !ANY.contains(&described.noun.as_str())
}

/// Whether an organisation may be a company, for all that its name shows.
fn is_business(somebody: &Somebody) -> bool {
    let shows_sort = |name: &String| name.split_whitespace().any(|word| SORTS.contains(&word.to_lowercase().as_str()));
    let is_outlet = somebody.names.iter().any(|name| is_masthead(name));
    let is_unlike = is_outlet || somebody.names.iter().any(shows_sort);
    somebody.kind == EntityKind::Organisation && !is_unlike && somebody.known.is_none()
}

/// "the ministry" of "Foreign Ministry".
fn is_in_name(described: &Described, somebody: &Somebody) -> bool {
    let is_last = |name: &String| name.split_whitespace().any(|word| word.eq_ignore_ascii_case(&described.noun));
    let is_sort = matches!(somebody.kind, EntityKind::Organisation | EntityKind::Outlet | EntityKind::Group);
    let mut called = somebody.names.iter().chain(&somebody.description);
    let words: Vec<String> =
        called.clone().flat_map(|name| key(name).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
    // "the rescue service" is not the weather service.
    let is_other = described.modifiers.iter().any(|word| !words.contains(word)) && !described.modifiers.is_empty();
    is_sort && !somebody.is_plural && !is_other && called.any(is_last) && is_affiliated(described, somebody)
}
