//! The whole way: statements with everything that is known of them.

use sayso_core::{Document, Entity, EntityId, EntityKind, Party, Speaker, Statement, StatementParts};
use sayso_model::{Encodings, Linker};

use crate::acts::acts_of;
use crate::cast::Cast;
use crate::figures::{document_figures, figures, fill_units};
use crate::knowledge::{Knowledge, TitleSort, entity};
use crate::mentions::mentions;
use crate::names::key;
use crate::parties::parties;
use crate::relays::relays;
use crate::somebody::Somebody;
use crate::speakers::Scene;
use crate::text::Text;
use crate::when::{document_times, said};

/// A document's statements with what is known of them, and everybody in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The statements given, in their order, with the same ids.
    pub statements: Vec<Statement>,
    /// Everybody whom the document names, and who speaks in it without a name.
    pub entities: Vec<Entity>,
}

/// Fills act, speaker, target, addressee, relays, time and figures of each statement. `encodings` and `statements` are those
/// of `document`. Without a linker, tables of words alone decide the acts.
pub fn resolve(
    document: &Document,
    encodings: &Encodings,
    statements: Vec<Statement>,
    knowledge: &Knowledge,
    linker: Option<&Linker>,
) -> Resolved {
    let mentions = mentions(document, encodings, knowledge);
    let cast = Cast::new(Text { document, encodings, mentions: &mentions }, knowledge);
    let mut scene = Scene::new(cast, &statements);
    let names: Vec<String> =
        scene.speakers.iter().map(|speaker| speaker.map_or_else(String::new, |at| party(&scene, at))).collect();
    let acted = acts_of(document, &statements, &names, knowledge.cues(), linker);
    let both: Vec<[Option<usize>; 2]> =
        (0..acted.len()).map(|i| parties(&mut scene, &statements, i, &acted[i])).collect();
    let relays = relays(document, &statements, |span| {
        let somebody = &scene.cast.everybody[scene.named(span)?];
        Some((somebody.name().to_owned(), somebody.kind))
    });
    let times = document_times(document);
    let counted = document_figures(document);
    let everybody = &scene.cast.everybody;
    let ids = ids(everybody);
    let shown_party = |somebody: usize| Party {
        name: everybody[somebody].name().to_owned(),
        kind: everybody[somebody].kind,
        entity: Some(ids[somebody].clone()),
    };
    let filled = |(i, statement): (usize, Statement)| {
        let speaker = match scene.speakers[i] {
            Some(somebody) => Some(shown(&everybody[somebody], &ids[somebody], knowledge)),
            None => unresolved(document, &statement),
        };
        let mut figures = figures(document.text(), statement.content());
        fill_units(document.text(), &mut figures, &counted);
        let [target, addressee] = both[i].map(|somebody| somebody.map(shown_party));
        let parts = StatementParts {
            act: Some(acted[i].act),
            speaker,
            addressee,
            target,
            relays: relays[i].clone(),
            said: said(document, &statement, &times),
            figures,
            ..statement.parts().clone()
        };
        Statement::new(document, parts).unwrap_or(statement)
    };
    let statements = statements.into_iter().enumerate().map(filled).collect();
    let entities = everybody.iter().zip(&ids).map(|(somebody, id)| described(somebody, id)).collect();
    Resolved { statements, entities }
}

/// Who somebody is, and for whom he speaks: "Anselm Torv, Kestria". An engineer does not speak for the works.
fn party(scene: &Scene<'_>, somebody: usize) -> String {
    let somebody = &scene.cast.everybody[somebody];
    let sort = |role: &String| {
        let last = role.rsplit(' ').next().unwrap_or(role);
        scene.cast.knowledge().title(role).or_else(|| scene.cast.knowledge().title(last)).map(|title| title.sort)
    };
    let is_mere = !somebody.roles.is_empty() && somebody.roles.iter().all(|role| sort(role) == Some(TitleSort::Role));
    let bodies = somebody.affiliations.iter().filter(|_| !is_mere || somebody.kind != EntityKind::Person);
    [somebody.name().to_owned()].into_iter().chain(bodies.cloned()).collect::<Vec<_>>().join(", ")
}

fn shown(somebody: &Somebody, id: &EntityId, knowledge: &Knowledge) -> Speaker {
    // "Commander Edda Lorne, a spokeswoman": the office says more than the rank.
    let is_office = |role: &&String| knowledge.title(role).is_none_or(|title| title.sort != TitleSort::Rank);
    let role = somebody.roles.iter().find(is_office).or(somebody.roles.first());
    // "the engineer", a former one as the article says elsewhere; "Foreign Ministry spokesman" and not "spokesman".
    let ends = |longer: &&String| role.is_some_and(|role| key(longer).ends_with(&format!(" {}", key(role))));
    let former = somebody.roles.iter().filter(ends).find(|longer| key(longer).starts_with("former "));
    let longer = former.or_else(|| somebody.roles.iter().find(ends));
    let is_one = somebody.kind == EntityKind::Person && !somebody.is_plural;
    Speaker {
        name: somebody.name().to_owned(),
        kind: somebody.kind,
        role: longer.or(role).filter(|_| is_one).cloned(),
        affiliation: somebody.affiliations.first().cloned(),
        entity: Some(id.clone()),
    }
}

/// A source whose words stand for nobody known: "they".
fn unresolved(document: &Document, statement: &Statement) -> Option<Speaker> {
    let words = statement.source().cover().map(|cover| document.words(cover))?;
    let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Speaker { name, kind: EntityKind::Unknown, role: None, affiliation: None, entity: None })
}

fn described(somebody: &Somebody, id: &EntityId) -> Entity {
    Entity {
        id: id.clone(),
        name: somebody.name().to_owned(),
        kind: somebody.kind,
        names: somebody.names.clone(),
        roles: somebody.roles.clone(),
        affiliations: somebody.affiliations.clone(),
    }
}

/// An id for each, no two alike.
fn ids(everybody: &[Somebody]) -> Vec<EntityId> {
    let mut used = std::collections::BTreeMap::new();
    let id = |somebody: &Somebody| {
        let id = somebody.known.as_ref().map_or_else(|| entity(somebody.kind, somebody.name()), |(id, _)| id.clone());
        let count = used.entry(id.clone()).and_modify(|count| *count += 1).or_insert(1);
        if *count == 1 { id } else { EntityId::new(format!("{}-{count}", id.as_str())) }
    };
    everybody.iter().map(id).collect()
}
