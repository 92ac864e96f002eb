//! The page of a document as rows, and back.

use rusqlite::{Connection, OptionalExtension};
use sayso_core::{PageMap, PageMeta, PageOrigin, Piece, Review};

use crate::StoreError;

/// Writes the page that a document was taken from.
pub(crate) fn insert(connection: &Connection, row: i64, page: &PageOrigin) -> Result<(), StoreError> {
    let meta = &page.meta;
    let mut query = connection.prepare_cached(
        "INSERT INTO pages (document, bytes, sha256, charset, title, byline, outlet, published, modified, language, \
         canonical_url, section, wire) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
    )?;
    query.execute((
        row,
        page.bytes as i64,
        &page.sha256,
        &page.charset,
        &meta.title,
        &meta.byline,
        &meta.outlet,
        &meta.published,
        &meta.modified,
        &meta.language,
        &meta.canonical_url,
        &meta.section,
        &meta.wire,
    ))?;
    let mut query = connection.prepare_cached(
        "INSERT INTO page_map (document, text_byte, page_byte, count, text_step, page_step) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for piece in page.map.pieces() {
        query.execute((row, piece.text, piece.page, piece.count, piece.text_step, piece.page_step))?;
    }
    let mut query = connection.prepare_cached(
        "INSERT INTO claim_reviews (document, ordinal, claim, claimant, verdict, reviewer, url) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (ordinal, review) in meta.reviews.iter().enumerate() {
        let Review { claim, claimant, verdict, reviewer, url } = review;
        query.execute((row, ordinal as i64, claim, claimant, verdict, reviewer, url))?;
    }
    Ok(())
}

/// The page of the document in this row, if it was taken from one; `Err` of nothing if its map is none that sayso writes.
pub(crate) fn read(connection: &Connection, row: i64) -> Result<Option<Result<PageOrigin, ()>>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT bytes, sha256, charset, title, byline, outlet, published, modified, language, canonical_url, section, \
         wire FROM pages WHERE document = ?1",
    )?;
    let found = query.query_row([row], |row| {
        let meta = PageMeta {
            title: row.get(3)?,
            byline: row.get(4)?,
            outlet: row.get(5)?,
            published: row.get(6)?,
            modified: row.get(7)?,
            language: row.get(8)?,
            canonical_url: row.get(9)?,
            section: row.get(10)?,
            wire: row.get(11)?,
            reviews: Vec::new(),
        };
        let bytes: i64 = row.get(0)?;
        let map = PageMap::default();
        Ok(PageOrigin { bytes: bytes.unsigned_abs() as usize, sha256: row.get(1)?, charset: row.get(2)?, meta, map })
    });
    let Some(mut page) = found.optional()? else { return Ok(None) };
    page.meta.reviews = reviews(connection, row)?;
    Ok(Some(match map(connection, row)? {
        Some(map) => Ok(PageOrigin { map, ..page }),
        None => Err(()),
    }))
}

fn map(connection: &Connection, row: i64) -> Result<Option<PageMap>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT text_byte, page_byte, count, text_step, page_step FROM page_map WHERE document = ?1 ORDER BY text_byte",
    )?;
    let pieces = query.query_map([row], |row| {
        let numbers: [i64; 5] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?];
        Ok(numbers.map(u32::try_from))
    })?;
    let mut out = Vec::new();
    for piece in pieces {
        let [Ok(text), Ok(page), Ok(count), Ok(text_step), Ok(page_step)] = piece? else { return Ok(None) };
        out.push(Piece { text, page, count, text_step, page_step });
    }
    Ok(PageMap::new(out))
}

fn reviews(connection: &Connection, row: i64) -> Result<Vec<Review>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT claim, claimant, verdict, reviewer, url FROM claim_reviews WHERE document = ?1 ORDER BY ordinal",
    )?;
    let rows = query.query_map([row], |row| {
        Ok(Review {
            claim: row.get(0)?,
            claimant: row.get(1)?,
            verdict: row.get(2)?,
            reviewer: row.get(3)?,
            url: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
