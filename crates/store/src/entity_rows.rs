//! The entities of a document as rows.

use std::collections::BTreeMap;

use rusqlite::Connection;
use sayso_core::{Entity, EntityId, EntityKind, Party, Speaker, Statement};

use crate::StoreError;

/// Writes the entities of a document, and of those that statements name beside them what the statements say.
pub(crate) fn insert(
    connection: &Connection,
    document_row: i64,
    statements: &[Statement],
    entities: &[Entity],
) -> Result<(), StoreError> {
    let mut entity_query = connection.prepare_cached(
        "INSERT INTO entities (document, entity, ordinal, name, kind) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (document, entity) DO NOTHING",
    )?;
    let mut words_query = connection.prepare_cached(
        "INSERT INTO entity_words (document, entity, part, ordinal, words) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let named = named_by(statements);
    for (ordinal, Entity { id, name, kind, names, roles, affiliations }) in entities.iter().chain(&named).enumerate() {
        let row = (document_row, id.as_str(), ordinal as i64, name, kind.name());
        if entity_query.execute(row)? == 0 {
            continue;
        }
        for (part, list) in [("name", names), ("role", roles), ("affiliation", affiliations)] {
            for (ordinal, words) in list.iter().enumerate() {
                words_query.execute((document_row, id.as_str(), part, ordinal as i64, words))?;
            }
        }
    }
    Ok(())
}

/// Whom the statements name with an id, in order of the ids.
fn named_by(statements: &[Statement]) -> Vec<Entity> {
    let mut found: BTreeMap<EntityId, Entity> = BTreeMap::new();
    let mut put =
        |id: &Option<EntityId>, name: &str, kind: EntityKind, role: Option<&str>, affiliation: Option<&str>| {
            let Some(id) = id else { return };
            let empty = || Entity {
                id: id.clone(),
                name: name.to_owned(),
                kind,
                names: Vec::new(),
                roles: Vec::new(),
                affiliations: Vec::new(),
            };
            let entity = found.entry(id.clone()).or_insert_with(empty);
            let lists =
                [(&mut entity.names, Some(name)), (&mut entity.roles, role), (&mut entity.affiliations, affiliation)];
            for (list, words) in lists {
                let new = words.filter(|words| !list.iter().any(|there| there == words));
                list.extend(new.map(str::to_owned));
            }
        };
    for parts in statements.iter().map(Statement::parts) {
        if let Some(Speaker { name, kind, role, affiliation, entity }) = &parts.speaker {
            put(entity, name, *kind, role.as_deref(), affiliation.as_deref());
        }
        for Party { name, kind, entity } in [&parts.addressee, &parts.target].into_iter().flatten() {
            put(entity, name, *kind, None, None);
        }
    }
    found.into_values().collect()
}
