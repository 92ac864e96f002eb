//! When statements were said, against gold. The statement is given, and the day on which the document was published: what is
//! measured is whether a time is known for that of the statement, and which one it is.

use anyhow::{Context, bail};
use sayso_core::{Document, Form, Meta, Provenance, Score, Span, Spans, Statement, StatementParts};
use sayso_quote::score::Counts;
use sayso_resolve::when::{document_times, said};

use super::report::Line;
use super::times;

/// The first line of a table of such statements.
const HEADER: &str = "anchor\tsaid\ttext";
/// In place of an anchor or a time: there is none.
const NONE: &str = "-";
/// What stands above each text, so that it is read as an article.
const HEAD: &str = "Port Else Courier\n\nWhat was said this time\n\n";
/// Marks of source, cue and content.
const MARKS: [[char; 2]; 3] = [['{', '}'], ['[', ']'], ['<', '>']];

/// A statement, and the value of the time when it was said.
pub(super) struct Spoken {
    document: Document,
    statement: Statement,
    said: Option<String>,
}

/// Whether a line is the header of a table of such statements.
pub(super) fn is_header(line: &str) -> bool {
    line.trim_end() == HEADER
}

/// The statements of a table: date of publication, `words=value` of the time, and a text in which `{source}`, `[cue]` and
/// `<content>` are marked and "¶" ends a paragraph. Lines that begin with `#` are comments.
pub(super) fn parse(text: &str) -> anyhow::Result<Vec<Spoken>> {
    times::rows(text, is_header, spoken)
}

fn spoken(line: &str) -> anyhow::Result<Spoken> {
    let [anchor, time, marked] = line.split('\t').collect::<Vec<_>>()[..] else { bail!("not three columns") };
    let said = match time.rsplit_once('=') {
        Some((words, value)) if marked.contains(words) => Some(value.to_owned()),
        None if time == NONE => None,
        _ => bail!("`{time}` is no `words=value` of this text"),
    };
    let (text, [source, cue, content]) = unmarked(marked)?;
    let document = sayso_ingest::document(text.as_bytes(), Provenance::default())?;
    let document = published(document, Some(anchor).filter(|anchor| *anchor != NONE));
    let statement = Statement::new(&document, StatementParts::new(source, cue, content, Form::Indirect, Score::ONE))?;
    Ok(Spoken { document, statement, said })
}

/// The text of a marked one, and the spans of its three roles.
fn unmarked(marked: &str) -> anyhow::Result<(String, [Spans; 3])> {
    let mut text = HEAD.to_owned();
    let (mut open, mut roles): ([Option<usize>; 3], [Vec<Span>; 3]) = Default::default();
    for c in marked.chars() {
        let role = MARKS.iter().position(|marks| marks.contains(&c));
        match role {
            Some(role) if MARKS[role][0] == c => open[role] = Some(text.len()),
            Some(role) => {
                let start = open[role].take().context("a mark is closed that was not opened")?;
                roles[role].push(Span::new(start..text.len())?);
            }
            None if c == '¶' => text.push_str("\n\n"),
            None => text.push(c),
        }
    }
    let [source, cue, content] = roles.map(Spans::new);
    Ok((text, [source?, cue?, content?]))
}

/// The document as it is where its reader knows when it was published, though its text does not say so.
pub(super) fn published(document: Document, date: Option<&str>) -> Document {
    let meta = document.meta().clone();
    let (Some(date), None) = (date, &meta.published) else { return document };
    let meta = Meta { published: Some(date.to_owned()), ..meta };
    let (text, provenance) = (document.text().to_owned(), document.provenance().clone());
    Document::new(text, provenance, meta, document.layout().clone(), document.warnings().to_vec())
}

/// One line: statements whose time is right, of those with a time.
pub(super) fn lines(gold: &[Spoken]) -> Vec<Line> {
    let mut counts = Counts::default();
    for Spoken { document, statement, said: wanted } in gold {
        let found = said(document, statement, &document_times(document)).map(|said| said.value);
        let is_right = found.is_some() && found == *wanted;
        counts.add(usize::from(is_right), usize::from(found.is_some()), usize::from(wanted.is_some()));
    }
    vec![Line::counted("all", "said", counts)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expect: Result<(usize, usize, usize), &str>) {
        let found = parse(&format!("{HEADER}\n{line}\n")).map(|gold| {
            let line = lines(&gold).pop().unwrap();
            (line.right.unwrap_or(0), line.found.unwrap_or(0), line.gold.unwrap_or(0))
        });
        assert_eq!(found.map_err(|error| format!("{error:#}")), expect.map_err(str::to_owned));
    }

    #[test]
    fn statements_have_their_times() {
        check("2018-02-08\tMonday=2018-02-05\t{She} [said] on Monday <it rained>.", Ok((1, 1, 1)));
        check("2018-02-08\t-\t{She} [said] on Monday <it rained>.", Ok((0, 1, 0)));
        check("-\tMonday=2018-02-05\t{She} [said] on Monday <it rained>.", Ok((0, 1, 1)));
        check("2018-02-08\t-\t{She} [said] <it rained>.", Ok((0, 0, 0)));
    }

    #[test]
    fn bad_lines_are_named() {
        check("2018-02-08\t{She} [said] <it rained>.", Err("line 2: not three columns"));
        check("-\tMonday\t{She} [said] <it>.", Err("line 2: `Monday` is no `words=value` of this text"));
        check("-\t-\tShe} [said] <it>.", Err("line 2: a mark is closed that was not opened"));
    }
}
