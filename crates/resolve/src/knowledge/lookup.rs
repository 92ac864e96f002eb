//! What do these words stand for?

use std::ops::Range;

use sayso_core::{EntityId, EntityKind};

use super::thing::Sense;
use super::words::without_ending;
use super::{Gender, Knowledge, Known, Title, given, titles};
use crate::tokens::{Token, tokens};

impl Knowledge {
    /// Whom these words name, as they stand in a text: "the United States", "Daesh's", "PRESS TV". A leading "the" and a
    /// genitive ending are no part of a name. Capitals count as far as they tell names from words: "turkey" and "us" are
    /// none. Nobody, if the words stand for several.
    pub fn lookup(&self, words: &str) -> Option<Known<'_>> {
        self.choose(self.readings(words))
    }

    /// All that these words may stand for, the likeliest first; see [`Known::is_unsure`].
    pub fn readings(&self, words: &str) -> Vec<Known<'_>> {
        let tokens = tokens(words);
        for tokens in [&tokens[..], without_ending(&tokens)] {
            let article = tokens.first().is_some_and(|token| token.is("the"));
            for tokens in [tokens, &tokens[usize::from(article)..]] {
                let found = self.names.whole(tokens);
                if !found.is_empty() {
                    return self.sorted(found);
                }
            }
        }
        Vec::new()
    }

    /// The longest name with which these tokens begin, and its number of tokens. Names begin at their first word: "the"
    /// is skipped by who scans a text.
    pub(crate) fn longest(&self, tokens: &[Token<'_>]) -> Option<(usize, Known<'_>)> {
        let found = self.names.beginnings(tokens);
        found.into_iter().rev().find_map(|(used, found)| Some((used, self.choose(self.sorted(found))?)))
    }

    /// Every name in a text, with its bytes: from left to right, the longest at each place, none in another.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, Known<'_>)> {
        let tokens = tokens(text);
        let (mut out, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            match self.longest(&tokens[at..]) {
                Some((used, known)) => {
                    out.push((tokens[at].start..tokens[at + used - 1].end(), known));
                    at += used;
                }
                None => at += 1,
            }
        }
        out
    }

    /// The title that these words are, in small letters or not: "Foreign Minister", "Gen.", "former spokeswoman".
    pub fn title(&self, words: &str) -> Option<&Title> {
        let tokens = tokens(words);
        let tokens = without_ending(&tokens);
        self.longest_title(tokens).filter(|(used, _)| *used == tokens.len()).map(|(_, title)| title)
    }

    /// The longest title with which these tokens begin, and its number of tokens, "former" and the like among them.
    pub(crate) fn longest_title(&self, tokens: &[Token<'_>]) -> Option<(usize, &Title)> {
        titles::longest(&self.by_title, tokens)
    }

    /// The gender that a given name shows; none if it is not listed or given to both.
    pub fn gender_of_given(&self, word: &str) -> Option<Gender> {
        given::gender(&self.given, word)
    }

    /// What a common noun names that is no word for a human being: an organisation for "ministry". Singular, or a plural
    /// that is listed.
    pub fn noun(&self, word: &str) -> Option<EntityKind> {
        self.nouns.get(&word.to_lowercase()).copied()
    }

    /// What has this id.
    pub fn entity(&self, id: &EntityId) -> Option<Known<'_>> {
        Some(self.known(*self.places.get(id)?, 0))
    }

    /// The outlet that publishes on this host: "www.bbc.co.uk", "edition.cnn.com".
    pub fn outlet_of_host(&self, host: &str) -> Option<Known<'_>> {
        let host = host.to_ascii_lowercase();
        let parents = host.match_indices('.').map(|(dot, _)| &host[dot + 1..]);
        let at = std::iter::once(&host[..]).chain(parents).find_map(|host| self.domains.get(host))?;
        Some(self.known(*at, 0))
    }

    fn known(&self, at: usize, which: usize) -> Known<'_> {
        let thing = &self.things[at];
        Known {
            entity: &thing.entity,
            name: &thing.name,
            kind: thing.kind,
            sort: thing.sort,
            country: thing.country.as_ref(),
            parent: thing.parent.as_ref(),
            domains: &thing.domains,
            sense: thing.words.get(which).map_or(Sense::Name, |words| words.sense),
            is_unsure: thing.words.get(which).is_some_and(|words| words.is_unsure),
        }
    }

    /// A user's words before bundled ones, sure ones before unsure ones, names before other words.
    fn sorted(&self, mut found: Vec<&(usize, usize)>) -> Vec<Known<'_>> {
        found.sort_by_key(|(at, which)| {
            let (thing, words) = (&self.things[*at], &self.things[*at].words[*which]);
            (words.is_unsure, !thing.is_own, words.sense, *at, *which)
        });
        found.dedup();
        found.into_iter().map(|(at, which)| self.known(*at, *which)).collect()
    }

    /// The first, unless the next best is somebody else.
    fn choose<'k>(&'k self, readings: Vec<Known<'k>>) -> Option<Known<'k>> {
        let is_own = |known: &Known<'_>| self.places.get(known.entity).is_some_and(|at| self.things[*at].is_own);
        let first = readings.first().filter(|first| !first.is_unsure)?;
        let mut rivals = readings.iter().filter(|known| !known.is_unsure && is_own(known) == is_own(first));
        rivals.all(|rival| rival.entity == first.entity).then_some(*first)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::knowledge::TitleSort;

    static BUNDLED: LazyLock<Knowledge> = LazyLock::new(Knowledge::bundled);

    /// "-" is nobody.
    #[track_caller]
    fn check(words: &str, expect: &str) {
        let known = &*BUNDLED;
        let found = known.lookup(words);
        assert_eq!(found.map_or("-", |known| known.entity.as_str()), expect, "{words}");
    }

    #[track_caller]
    fn check_sense(words: &str, expect: Sense) {
        assert_eq!(BUNDLED.lookup(words).map(|known| known.sense), Some(expect), "{words}");
    }

    #[track_caller]
    fn check_title(words: &str, expect: Option<(&str, TitleSort, Option<Gender>, bool)>) {
        let known = &*BUNDLED;
        let found = known.title(words).map(|t| (t.text.as_str(), t.sort, t.gender, t.is_plural));
        assert_eq!(found, expect, "{words}");
    }

    #[test]
    fn aliases_lead_to_one_entity() {
        for words in ["IS", "ISIS", "ISIL", "Isis", "Daesh", "DAESH", "the Islamic State", "Da'esh"] {
            check(words, "group/islamic-state");
        }
        for words in ["IS-K", "ISKP", "ISIS-Khorasan", "Islamic State-Khorasan", "Islamic State Khorasan Province"] {
            check(words, "group/islamic-state-khorasan");
        }
        for words in ["Press TV", "PressTV", "PRESS TV", "Press-TV", "Press TV's", "Press TV’s"] {
            check(words, "outlet/press-tv");
        }
        for words in ["Al Jazeera", "al-Jazeera", "Al-Jazeera", "AlJazeera", "Aljazeera", "al Jazeera", "AL JAZEERA"] {
            check(words, "outlet/al-jazeera");
        }
        for words in ["al-Qaeda", "Al Qaida", "al-Qa'ida", "Al-Qaeda", "Qaeda"] {
            check(words, "group/al-qaeda");
        }
        for words in
            ["U.S.", "US", "U.S", "USA", "the United States", "the U.S.'s", "America", "United States of America"]
        {
            check(words, "country/united-states");
        }
        for words in ["Washington", "Washington, D.C.", "White House", "the White House's", "American", "Americans"] {
            check(words, "country/united-states");
        }
        for words in ["Côte d'Ivoire", "Cote d’Ivoire", "COTE D'IVOIRE", "Ivory Coast", "Ivorian"] {
            check(words, "country/ivory-coast");
        }
        check("Élysée", "country/france");
        check("the Elysee", "country/france");
        check("NATO", "organisation/nato");
        check("Nato", "organisation/nato");
        check("the Pentagon", "organisation/us-department-of-defense");
        check(
            "Bureau of Alcohol, Tobacco, Firearms and Explosives",
            "organisation/bureau-of-alcohol-tobacco-firearms-and-explosives",
        );
        check("Türkiye", "country/turkey");
        check("St Louis", "place/st-louis");
        check("Iran's", "country/iran");
        check("Hizbullah", "group/hezbollah");
        check("New York Times", "outlet/the-new-york-times");
        check("the New York Times", "outlet/the-new-york-times");
    }

    #[test]
    fn capitals_tell_names_from_words() {
        for words in
            ["turkey", "us", "Us", "is", "Is", "who", "Who", "polish", "china", "Apple pie", "care", "Care", "swift"]
        {
            check(words, "-");
        }
        check("Turkey", "country/turkey");
        check("TURKEY", "country/turkey");
        check("Polish", "country/poland");
        check("WHO", "organisation/world-health-organization");
        check("CARE", "organisation/care");
        check("the hill", "-");
        check("The Hill", "outlet/the-hill");
        check("Hill", "-");
    }

    #[test]
    fn words_for_several_lead_to_nobody_but_can_be_read() {
        for words in ["X", "Georgia", "Congo", "The Times", "Signal", "Vox", "New York", "Wagner", ""] {
            check(words, "-");
        }
        let known = &*BUNDLED;
        let all: Vec<&str> = known.readings("Georgia").iter().map(|known| known.entity.as_str()).collect();
        assert_eq!(all, ["country/georgia", "place/georgia"]);
        assert!(known.readings("X")[0].is_unsure);
        check("Brussels", "organisation/european-union");
    }

    #[test]
    fn words_have_senses() {
        check_sense("Iran", Sense::Name);
        check_sense("IRNA", Sense::Acronym);
        check_sense("Iranian", Sense::Adjective);
        check_sense("Iranians", Sense::People);
        check_sense("Spaniard", Sense::Demonym);
        check_sense("Tehran", Sense::Capital);
        check_sense("Kremlin", Sense::Government);
        check_sense("Chinese", Sense::Adjective);
        check_sense("Singapore", Sense::Name);
    }

    #[test]
    fn names_are_found_in_a_text() {
        let text =
            "The Washington Post and Iran's IRNA say US and Latin American envoys met al-Shabaab in Washington. Post.";
        let known = &*BUNDLED;
        let found: Vec<&str> = known.find(text).into_iter().map(|(range, _)| &text[range]).collect();
        let expect = ["The Washington Post", "Iran", "IRNA", "US", "Latin American", "al-Shabaab", "Washington"];
        assert_eq!(found, expect);
    }

    #[test]
    fn outlets_are_known_by_their_hosts() {
        let known = &*BUNDLED;
        let name = |host| known.outlet_of_host(host).map(|known| known.name);
        assert_eq!(name("www.presstv.ir"), Some("Press TV"));
        assert_eq!(name("WWW.BBC.CO.UK"), Some("BBC"));
        assert_eq!(name("edition.cnn.com"), Some("CNN"));
        assert_eq!(name("co.uk"), None);
        assert_eq!(name(""), None);
    }

    #[test]
    fn titles() {
        use TitleSort::{Honorific, Office, Rank, Role};
        check_title("Foreign Minister", Some(("foreign minister", Office, None, false)));
        check_title("minister of foreign affairs", Some(("foreign minister", Office, None, false)));
        check_title("Foreign Ministers", Some(("foreign minister", Office, None, true)));
        check_title("Gen.", Some(("general", Rank, None, false)));
        check_title("Lt. Col.", Some(("lieutenant colonel", Rank, None, false)));
        check_title("Mrs", Some(("Mrs", Honorific, Some(Gender::Female), false)));
        check_title("Mrs.", Some(("Mrs", Honorific, Some(Gender::Female), false)));
        check_title("miss", None);
        check_title("Miss", Some(("Miss", Honorific, Some(Gender::Female), false)));
        check_title("spokeswoman", Some(("spokeswoman", Office, Some(Gender::Female), false)));
        check_title("spokesmen", Some(("spokesman", Office, Some(Gender::Male), true)));
        check_title("chief of staff", Some(("chief of staff", Office, None, false)));
        check_title("former deputy foreign minister", Some(("foreign minister", Office, None, false)));
        check_title("ex-president", Some(("president", Office, None, false)));
        check_title("Chief Justice", Some(("chief justice", Office, None, false)));
        check_title("chief", Some(("chief", Office, None, false)));
        check_title("deputy chief", Some(("chief", Office, None, false)));
        check_title("Republican presidential candidate", Some(("presidential candidate", Office, None, false)));
        check_title("then-Secretary of State", Some(("secretary of state", Office, None, false)));
        check_title("Senate Majority Leader", Some(("majority leader", Office, None, false)));
        check_title("former", None);
        check_title("eyewitnesses", Some(("witness", Role, None, true)));
        check_title("Iran", None);
        check_title("", None);
    }

    #[test]
    fn given_names_show_gender() {
        let known = &*BUNDLED;
        let check = |word: &str, expect| assert_eq!(known.gender_of_given(word), expect, "{word}");
        check("Maria", Some(Gender::Female));
        check("María", Some(Gender::Female));
        check("Mohammad", Some(Gender::Male));
        check("Jean-Claude", Some(Gender::Male));
        check("Andrea", None);
        check("mark", None);
        check("Xqz", None);
        check("", None);
    }
}
