//! Who appears in a document that is no person: countries, organisations, outlets.

use std::collections::{BTreeMap, BTreeSet};

use sayso_core::EntityKind;
use sayso_model::MentionKind;

use crate::cast::{Cast, kind_of};
use crate::kinds::is_masthead;
use crate::knowledge::{Known, Sense};
use crate::names::{Agreement, key, organisations};
use crate::somebody::Somebody;

/// Names that are asked whether a later one is short for them, the nearest.
const MOST_NAMES: usize = 200;

impl Cast<'_> {
    /// Countries, organisations, outlets and the like.
    pub(crate) fn read_others(&mut self) {
        let text = self.text();
        // Folded name or known id, and who it is.
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut named: Vec<usize> = Vec::new();
        // "told the Post", in the Halvern Post
        if let Some(outlet) = text.document.outlet() {
            let mut own = Somebody::new(EntityKind::Outlet, 0);
            let known = self.knowledge().lookup(outlet).filter(|known| known.kind == EntityKind::Outlet);
            own.known = known.map(|known| (known.entity.clone(), known.name.to_owned()));
            own.names.push(outlet.to_owned());
            let folded = known.map_or_else(|| key(outlet), |known| known.entity.as_str().to_owned());
            own.places.clear();
            let own = self.push(own);
            seen.insert(folded, own);
            named.push(own);
        }
        let lands: BTreeSet<String> =
            text.mentions.iter().filter(|m| is_land(m.kind)).map(|m| key(text.slice(&m.words))).collect();
        for (place, mention) in text.mentions.iter().enumerate() {
            let Some(kind) = kind_of(mention.kind).filter(|kind| *kind != EntityKind::Person) else { continue };
            let mut words = mention.words.clone();
            while !words.is_empty() && text.is_any(words.start, &["the", "a", "an"]) && words.len() > 1 {
                words.start += 1;
            }
            let shown = text.phrase(&words);
            let known = self.knowledge().lookup(&shown).filter(|known| is_fitting(known, kind));
            let plain = key(&shown);
            let land = known
                .is_none()
                .then(|| lands.iter().find(|land| is_land(mention.kind) && is_adjective(&plain, land)))
                .flatten();
            let folded = known.map_or_else(|| land.cloned().unwrap_or(plain), |known| known.entity.as_str().to_owned());
            if folded.is_empty() {
                continue;
            }
            let found = seen.get(&folded).copied();
            // A firm's own statement: "Oskeline rejects the claim", published by Oskeline.
            let is_firm = kind == EntityKind::Organisation && !is_masthead(&shown);
            if let Some(own) = found.filter(|found| is_firm && self.is_unknown_outlet(*found)) {
                self.everybody[own].kind = EntityKind::Organisation;
            }
            let somebody = found.or_else(|| self.short_form(&named, &shown, kind)).unwrap_or_else(|| {
                let mut new = Somebody::new(known.map_or(kind, |known| known.kind), words.start);
                new.known = known.map(|known| (known.entity.clone(), known.name.to_owned()));
                self.push(new)
            });
            if seen.insert(folded, somebody).is_none() {
                named.push(somebody);
            }
            // "Iranian" and "Tehran" stand for Iran and are no names of it.
            let is_name = known.map_or(land.is_none(), |known| {
                matches!(known.sense, Sense::Name | Sense::Acronym | Sense::Government)
            });
            match is_name {
                true => self.everybody[somebody].add(shown, words.start),
                false => self.everybody[somebody].places.push(words.start),
            }
            self.of_mention[place] = Some(somebody);
        }
    }

    /// Whether somebody is an outlet by being the document's own, and no table knows it.
    fn is_unknown_outlet(&self, somebody: usize) -> bool {
        let one = &self.everybody[somebody];
        one.kind == EntityKind::Outlet && one.known.is_none()
    }

    /// An organisation that was named more fully before: by its initials, or without a country before it.
    fn short_form(&self, named: &[usize], shown: &str, kind: EntityKind) -> Option<usize> {
        if !matches!(kind, EntityKind::Organisation | EntityKind::Outlet | EntityKind::Group) {
            return None;
        }
        let fits = |somebody: &Somebody| {
            let same_sort =
                somebody.known.is_none() && somebody.kind != EntityKind::Person && somebody.kind != EntityKind::Country;
            // "The Post", after "the New York Post"
            let is_outlet =
                somebody.kind == EntityKind::Outlet && somebody.names.iter().any(|name| is_last(shown, name));
            is_outlet || same_sort && somebody.names.iter().any(|name| is_short(shown, name))
        };
        let nearest = named.iter().rev().take(MOST_NAMES).copied();
        nearest.into_iter().find(|somebody| fits(&self.everybody[*somebody]))
    }
}

fn is_land(kind: MentionKind) -> bool {
    matches!(kind, MentionKind::Country | MentionKind::Place)
}

/// Whether a folded word is made of a country's folded name: "teldovan" of "teldova".
pub(crate) fn is_adjective(word: &str, land: &str) -> bool {
    const ENDINGS: [&str; 10] = ["n", "an", "ian", "ean", "ish", "ese", "i", "ns", "ans", "ians"];
    let stem = |text: &'_ str| text.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']).to_owned();
    let of = |ending: &&str| word.strip_suffix(*ending).is_some_and(|start| stem(start) == stem(land));
    word.len() > land.len() && stem(land).len() > 2 && ENDINGS.iter().any(of)
}

/// Whether the network and the knowledge files may speak of the same: a capital is a place first.
fn is_fitting(known: &Known<'_>, kind: EntityKind) -> bool {
    known.sense != Sense::Capital || kind == EntityKind::Country
}

/// Whether `short` is the last word of `long`.
fn is_last(short: &str, long: &str) -> bool {
    long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
}

/// Whether `short` is what one says for `long` after its first mention: its initials, its end, "State Department" of "U.S.
/// State Department", or its first word, "Aldane" of "Aldane Water".
fn is_short(short: &str, long: &str) -> bool {
    let is_end = is_last(short, long) && short.contains(' ');
    let is_start = long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' ')) && !short.contains(' ');
    is_end || is_start || organisations(short, long) != Agreement::Different
}
