//! What any almanac knows: countries, bodies, groups, outlets, titles and given names, from the tables in `knowledge/`.
//!
//! The tables are for people to read and to add to; `docs/knowledge.md` says how.

mod words;
mod index;
mod thing;
mod tables;
mod titles;
mod given;
mod nouns;
mod lookup;

use std::collections::{BTreeMap, BTreeSet};

use sayso_core::{EntityId, EntityKind};

pub use thing::Sense;
pub(crate) use thing::entity;
pub use titles::{Gender, Title, TitleSort};

use crate::acts::{self, Cues};
use crate::tsv::BadLine;
use index::Index;
use tables::TABLES;
use thing::Thing;
use titles::Titles;

/// The tables that come with sayso: name and text.
const BUNDLED: [(&str, &str); 11] = [
    ("countries.tsv", include_str!("../../../../knowledge/countries.tsv")),
    ("places.tsv", include_str!("../../../../knowledge/places.tsv")),
    ("bodies.tsv", include_str!("../../../../knowledge/bodies.tsv")),
    ("groups.tsv", include_str!("../../../../knowledge/groups.tsv")),
    ("outlets.tsv", include_str!("../../../../knowledge/outlets.tsv")),
    ("titles.tsv", include_str!("../../../../knowledge/titles.tsv")),
    ("given.tsv", include_str!("../../../../knowledge/given.tsv")),
    ("nouns.tsv", include_str!("../../../../knowledge/nouns.tsv")),
    acts::TABLES[0],
    acts::TABLES[1],
    acts::TABLES[2],
];

/// What is known of names and words, whatever the article.
#[derive(Debug, Clone)]
pub struct Knowledge {
    /// In the order in which they were read; no two of one id.
    things: Vec<Thing>,
    /// Country by code and by name.
    codes: BTreeMap<String, EntityId>,
    titles: Titles,
    given: BTreeMap<String, Option<Gender>>,
    nouns: BTreeMap<String, EntityKind>,
    cues: Cues,
    // Made of the five above.
    names: Index<(usize, usize)>,
    by_title: Index<Title>,
    places: BTreeMap<EntityId, usize>,
    domains: BTreeMap<String, usize>,
}

/// Somebody, or some place, that the tables know, and what the words with which it was found say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'k> {
    /// The same in all documents: "country/united-states", "outlet/press-tv", "group/islamic-state".
    pub entity: &'k EntityId,
    /// Its usual name.
    pub name: &'k str,
    /// What it is.
    pub kind: EntityKind,
    /// The table's word for what it is, more closely: "agency", "party", "armed", "state".
    pub sort: &'static str,
    /// Its country; of a country, itself.
    pub country: Option<&'k EntityId>,
    /// What it is a part or branch of.
    pub parent: Option<&'k EntityId>,
    /// Where an outlet publishes: "presstv.ir".
    pub domains: &'k [String],
    /// How the words name it.
    pub sense: Sense,
    /// Whether the words stand for other things as well, so that only what stands around them can tell.
    pub is_unsure: bool,
}

impl Knowledge {
    /// The tables that come with sayso.
    pub fn bundled() -> Knowledge {
        let files = BUNDLED.map(|(file, text)| (file.to_owned(), text.to_owned()));
        Knowledge::empty().read(&files, false).0
    }

    /// What cues, contents and words say about speech acts.
    pub fn cues(&self) -> &Cues {
        &self.cues
    }

    /// With a user's files, named and built as the bundled ones are. Their rows are added; a row whose name a table has
    /// already takes its place, and of words that both a user's row and a bundled one claim the user's row gets them.
    /// Lines that can't be used are given back; the rest is read.
    pub fn with(self, files: impl IntoIterator<Item = (String, String)>) -> (Knowledge, Vec<BadLine>) {
        let files: Vec<(String, String)> = files.into_iter().collect();
        self.read(&files, true)
    }

    fn empty() -> Knowledge {
        Knowledge {
            things: Vec::new(),
            codes: BTreeMap::new(),
            titles: Titles::default(),
            given: BTreeMap::new(),
            nouns: BTreeMap::new(),
            cues: Cues::default(),
            names: Index::new(Vec::new()),
            by_title: Index::new(Vec::new()),
            places: BTreeMap::new(),
            domains: BTreeMap::new(),
        }
    }

    fn read(mut self, files: &[(String, String)], is_own: bool) -> (Knowledge, Vec<BadLine>) {
        let mut bad: Vec<BadLine> = files.iter().filter_map(|(file, _)| unknown(file)).collect();
        let named = |name: &str| files.iter().filter(move |(file, _)| base(file) == name).collect::<Vec<_>>();
        for table in &TABLES {
            for (file, text) in named(table.file) {
                let (things, lines) = table.read((file, text), is_own, &mut self.codes);
                bad.extend(lines);
                self.take(things);
            }
        }
        for (file, text) in named(titles::FILE) {
            bad.extend(self.titles.add(file, text));
        }
        for (file, text) in named(given::FILE) {
            bad.extend(given::add(&mut self.given, file, text));
        }
        for (file, text) in named(nouns::FILE) {
            bad.extend(nouns::add(&mut self.nouns, file, text));
        }
        for (table, _) in acts::TABLES {
            for (file, text) in named(table) {
                bad.extend(self.cues.add(table, file, text));
            }
        }
        self.names = Index::new(tables::names(&mut self.things));
        self.by_title = self.titles.index();
        self.places = self.things.iter().enumerate().map(|(at, thing)| (thing.entity.clone(), at)).collect();
        let domains = self.things.iter().enumerate();
        self.domains = domains.flat_map(|(at, thing)| thing.domains.iter().map(move |d| (d.clone(), at))).collect();
        (self, bad)
    }

    /// Adds things; those of the same id that are there go.
    fn take(&mut self, things: Vec<Thing>) {
        let new: BTreeSet<&EntityId> = things.iter().map(|thing| &thing.entity).collect();
        self.things.retain(|thing| !new.contains(&thing.entity));
        self.things.extend(things);
    }
}

/// A file's name without its folders.
fn base(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// Complains of a file that is none of the tables.
fn unknown(file: &str) -> Option<BadLine> {
    let names = BUNDLED.map(|(name, _)| name);
    let reason = || format!("no table has this name; tables are {}", names.join(", "));
    (!names.contains(&base(file))).then(|| BadLine { file: file.to_owned(), line: 1, reason: reason() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_files_have_no_bad_line() {
        let files = BUNDLED.map(|(file, text)| (file.to_owned(), text.to_owned()));
        assert_eq!(Knowledge::empty().read(&files, false).1, []);
    }

    #[test]
    fn bundled_words_that_are_not_marked_lead_to_one_entity() {
        let known = Knowledge::bundled();
        let words = known.things.iter().flat_map(|thing| thing.words.iter().map(move |words| (thing, words)));
        let sure = words.filter(|(_, words)| !words.is_unsure);
        let wrong: Vec<String> = sure
            .filter(|(thing, words)| known.lookup(&words.text).map(|found| found.entity) != Some(&thing.entity))
            .map(|(thing, words)| format!("{} of {}", words.text, thing.name))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn bundled_parents_and_ids_are_there_once() {
        let known = Knowledge::bundled();
        let parents = known.things.iter().filter_map(|thing| thing.parent.as_ref());
        assert_eq!(parents.filter(|id| known.entity(id).is_none()).collect::<Vec<_>>(), Vec::<&EntityId>::new());
        assert_eq!(known.places.len(), known.things.len());
        let domains: usize = known.things.iter().map(|thing| thing.domains.len()).sum();
        assert_eq!(domains, known.domains.len(), "a domain belongs to one outlet");
    }

    #[test]
    fn the_bundled_tables_are_as_long_as_promised() {
        let known = Knowledge::bundled();
        let count = |kind, sort: &str| {
            let of_kind = known.things.iter().filter(|thing| thing.kind == kind);
            of_kind.filter(|thing| sort.is_empty() || thing.sort == sort).count()
        };
        assert!(count(EntityKind::Country, "state") >= 195);
        assert!(count(EntityKind::Organisation, "international") >= 120);
        assert!(count(EntityKind::Organisation, "party") >= 80);
        assert!(count(EntityKind::Group, "armed") >= 90);
        assert!(count(EntityKind::Outlet, "agency") >= 40);
        assert!(count(EntityKind::Outlet, "") >= 400);
        assert!(known.given.len() >= 900);
    }

    #[track_caller]
    fn check(files: &[(&str, &str)], words: &str, entity: Option<&str>, bad: &[&str]) {
        let files = files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned()));
        let (known, lines) = Knowledge::bundled().with(files);
        assert_eq!(lines.iter().map(BadLine::to_string).collect::<Vec<_>>(), bad);
        assert_eq!(known.lookup(words).map(|found| found.entity.as_str()), entity, "{words}");
    }

    #[test]
    fn own_files_add_and_take_the_place_of_rows() {
        let head = "name\tsort\tcountry\tdomains\tnames\n";
        let own = |rows: &str| format!("{head}{rows}");
        let herald = own("Teldova Herald\tnewspaper\tUS\tteldova.example\tTH");
        check(&[("outlets.tsv", &herald)], "TH", Some("outlet/teldova-herald"), &[]);
        check(&[("my/folder/outlets.tsv", &herald)], "the Teldova Herald", Some("outlet/teldova-herald"), &[]);
        // A row of the same name takes the place of the bundled one, words and all.
        let press = own("Press TV\tbroadcaster\tIR\t\tPTV");
        check(&[("outlets.tsv", &press)], "PTV", Some("outlet/press-tv"), &[]);
        check(&[("outlets.tsv", &press)], "Press-TV", Some("outlet/press-tv"), &[]);
        // Words that a bundled row has too are the user's.
        let nato = own("Nato Gazette\tnewspaper\t\t\tNATO");
        check(&[("outlets.tsv", &nato)], "NATO", Some("outlet/nato-gazette"), &[]);
        // What the tables hold to be unsure the user may be sure of.
        check(&[("outlets.tsv", &own("X\tplatform\tUS\tx.com\t"))], "X", Some("outlet/x"), &[]);
        let country = "name\tcode\tsort\tnames\tadjectives\tdemonyms\tpeople\tcapital\tgovernment\n\
                       Teldova\tTQ\tstate\t\tTeldovan\t\tTeldovans\tPort Sorle\t";
        let bodies = "name\tsort\tcountry\tparent\tnames\tgovernment\nBrannian Naval Bureau\tagency\tTQ\t\tBNB\t";
        check(
            &[("bodies.tsv", bodies), ("countries.tsv", country)],
            "BNB",
            Some("organisation/brannian-naval-bureau"),
            &[],
        );
        check(&[("countries.tsv", country)], "Port Sorle", Some("country/teldova"), &[]);
    }

    #[test]
    fn bad_lines_are_named_and_the_rest_is_read() {
        let outlets = "name\tsort\tcountry\tdomains\tnames\nA Post\tpaper\t\t\t\nB Post\tsite\tQQ\t\t\n\
                       C Post\tsite\t\t\t(?)\nTeldova Post\tsite\t\t\t\n";
        let sorts = "`paper` is no sort; sorts are agency, newspaper, broadcaster, magazine, site, platform";
        check(
            &[("outlets.tsv", outlets), ("outlet.tsv", "")],
            "Teldova Post",
            Some("outlet/teldova-post"),
            &[
                &format!(
                    "outlet.tsv:1: no table has this name; tables are {}",
                    BUNDLED.map(|(name, _)| name).join(", ")
                ),
                &format!("outlets.tsv:2: {sorts}"),
                "outlets.tsv:3: `QQ` is no country of countries.tsv",
                "outlets.tsv:4: `(?)` is not made of words",
            ],
        );
        let titles = "title\tsort\tgender\tnames\tplural\nharbour master\toffice\tx\t\t\nreeve\tboss\t\t\t";
        let sorts = "sorts are honorific, rank, office, role, modifier";
        check(
            &[("titles.tsv", titles), ("given.tsv", "name\tgender\nIlse\tfemale")],
            "Reuters",
            Some("outlet/reuters"),
            &[
                "titles.tsv:2: `x` is no gender; write f, m or nothing",
                &format!("titles.tsv:3: `boss` is no sort of title; {sorts}"),
                "given.tsv:2: `female` is no gender; write f, m or nothing",
            ],
        );
    }

    #[test]
    fn own_titles_and_given_names() {
        let titles = "title\tsort\tgender\tnames\tplural\nharbour mistress\toffice\tf\t\tharbour mistresses";
        let files = [("titles.tsv", titles), ("given.tsv", "name\tgender\nMaria\t\nQorl\tm")];
        let (known, bad) = Knowledge::bundled().with(files.map(|(file, text)| (file.to_owned(), text.to_owned())));
        assert_eq!(bad, []);
        assert_eq!(known.title("Harbour Mistresses").map(|title| title.gender), Some(Some(Gender::Female)));
        assert_eq!(known.gender_of_given("Maria"), None);
        assert_eq!(known.gender_of_given("Qorl"), Some(Gender::Male));
    }
}
