//! One name for everybody: "Daesh" and "ISIS" are compared as "Islamic State".

use sayso_core::{Entity, EntityId, EntityKind};

/// How a document names those whom it names in several ways, or whom the knowledge files know.
///
/// It depends on that document alone, so that no other one changes how its statements compare.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    /// As written, and as compared; the longest first.
    rows: Vec<(String, String)>,
}

impl Names {
    /// Of all whom a document names: id, kind, and every way in which it names them, fullest first.
    pub fn new<'a>(entities: impl IntoIterator<Item = (&'a EntityId, EntityKind, &'a [String])>) -> Names {
        let mut rows: Vec<(String, String)> = Vec::new();
        for (id, kind, names) in entities {
            let Some(one) = one_name(id, kind, names) else { continue };
            let others = names.iter().filter(|name| **name != one && !name.is_empty());
            rows.extend(others.map(|name| (name.clone(), one.clone())));
            // So that what is part of it is left as it is.
            rows.push((one.clone(), one));
        }
        rows.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        rows.dedup_by(|a, b| a.0 == b.0);
        Names { rows }
    }

    /// Of what a document was found to name.
    pub fn of(entities: &[Entity]) -> Names {
        Names::new(entities.iter().map(|entity| (&entity.id, entity.kind, entity.names.as_slice())))
    }

    /// A text with one name for each.
    pub(crate) fn unify(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut is_inside = false;
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            let found = if is_inside { None } else { self.rows.iter().find(|(name, _)| begins(rest, name)) };
            if let Some((name, one)) = found {
                out.push_str(one);
                rest = &rest[name.len()..];
                is_inside = true;
                continue;
            }
            out.push(next);
            is_inside = next.is_alphanumeric();
            rest = &rest[next.len_utf8()..];
        }
        out
    }
}

/// Whether a text begins with a name that ends there.
fn begins(text: &str, name: &str) -> bool {
    text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// What stands for all names of somebody. Bodies are called as the knowledge files call them, by their ids; of people the fullest
/// name is the document's own.
fn one_name(id: &EntityId, kind: EntityKind, names: &[String]) -> Option<String> {
    if kind == EntityKind::Person {
        return names.first().cloned();
    }
    let slug = id.as_str().split_once('/')?.1;
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>())
    };
    let words: Vec<String> = slug.split('-').filter_map(capital).collect();
    let one = words.join(" ");
    let as_written = names.iter().find(|name| plain(name).eq(plain(&one)));
    Some(as_written.cloned().unwrap_or(one))
}

/// The letters of a name, small.
fn plain(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(rows: &[(&str, EntityKind, &[&str])]) -> Names {
        let owned: Vec<(EntityId, EntityKind, Vec<String>)> = rows
            .iter()
            .map(|(id, kind, names)| (EntityId::new(*id), *kind, names.iter().map(|name| (*name).to_owned()).collect()))
            .collect();
        Names::new(owned.iter().map(|(id, kind, names)| (id, *kind, names.as_slice())))
    }

    #[test]
    fn everybody_has_one_name() {
        let names = names(&[
            ("person/ilse-varga", EntityKind::Person, &["Ilse Varga", "Varga"]),
            ("group/black-reed-movement", EntityKind::Group, &["Black Reed", "BRM"]),
            ("organisation/port-board", EntityKind::Organisation, &["Port Board"]),
        ]);
        assert_eq!(
            names.unify("Varga said BRM men and Black Reed boats passed Ilse Varga's house"),
            "Ilse Varga said Black Reed Movement men and Black Reed Movement boats passed Ilse Varga's house"
        );
        assert_eq!(names.unify("the Port Board, Vargas, BRMs"), "the Port Board, Vargas, BRMs");
        assert_eq!(Names::default().unify("ünchanged, “so” 1"), "ünchanged, “so” 1");
    }
}
