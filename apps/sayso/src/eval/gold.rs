//! Gold files, plain or gzipped; what they hold is told by their first line.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use serde_json::Value;

use super::acts::{self, Performed};
use super::attributed::{self, Annotated};
use super::claims::{self, Index};
use super::columns;
use super::entities::{self, Named};
use super::figures::{self, Counted};
use super::gap::{self, Passage};
use super::pages::{self, Pages};
use super::pairs::{self, Paired};
use super::relays::{self, Relayed};
use super::said::{self, Spoken};
use super::times::{self, Dated};

/// What a gold file is about.
pub(super) enum Gold {
    /// Statements: our own wire format, or PolNeAR's attributions.
    Statements(Vec<Annotated>),
    /// Acts, targets and addressees of statements that are given.
    Acts(Vec<Performed>),
    /// Names: JSONL, or columns of tokens and tags.
    Entities(Vec<Named>),
    /// Whom a pronoun stands for: GAP's table.
    Pronouns(Vec<Passage>),
    /// Figures of contents.
    Figures(Vec<Counted>),
    /// Who passed statements on.
    Relays(Vec<Relayed>),
    /// Time expressions: our own table.
    Times(Vec<Dated>),
    /// When statements were said: our own table.
    Said(Vec<Spoken>),
    /// Relations of pairs of texts.
    Pairs(Vec<Paired>),
    /// Articles of HTML pages.
    Pages(Pages),
    /// Claims and their origins: the index of a corpus.
    Claims(Index),
}

/// The documents of a gold file, each checked against its text.
///
/// # Errors
/// The file can't be read, or is of none of these formats; the message names the line.
pub(super) fn read(path: &Path) -> anyhow::Result<Gold> {
    let name = path.display().to_string();
    let mut bytes = Vec::new();
    File::open(path)
        .with_context(|| format!("cannot open {name}"))?
        .read_to_end(&mut bytes)
        .with_context(|| format!("cannot read {name}"))?;
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        let whole = flate2::read::MultiGzDecoder::new(&bytes[..]).read_to_end(&mut plain);
        whole.with_context(|| format!("cannot unpack {name}"))?;
        bytes = plain;
    }
    let text = String::from_utf8(bytes).with_context(|| format!("{name} is not UTF-8"))?;
    parse(&text, path).with_context(|| name)
}

fn parse(text: &str, path: &Path) -> anyhow::Result<Gold> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if gap::is_header(first) {
        return Ok(Gold::Pronouns(gap::parse(text)?));
    }
    if times::is_header(first) {
        return Ok(Gold::Times(times::parse(text)?));
    }
    if said::is_header(first) {
        return Ok(Gold::Said(said::parse(text)?));
    }
    if pages::is_gold(text) {
        return Ok(Gold::Pages(pages::parse(text, path)?));
    }
    if columns::is_row(first) {
        return Ok(Gold::Entities(columns::parse(text)?));
    }
    let first = serde_json::from_str::<Value>(first).unwrap_or_default();
    let has = |key: &str| first.get(key).is_some();
    match () {
        () if has("relation") && has("a") => Ok(Gold::Pairs(each_line(text, pairs::parse)?)),
        () if has("claim") => Ok(Gold::Claims(claims::parse(text, path)?)),
        () if has("entities") => Ok(Gold::Entities(each_line(text, entities::parse)?)),
        () if has("figures") => Ok(Gold::Figures(each_line(text, figures::parse)?)),
        () if has("relays") => Ok(Gold::Relays(each_line(text, relays::parse)?)),
        () if has("acts") => Ok(Gold::Acts(each_line(text, acts::parse)?)),
        () => Ok(Gold::Statements(each_line(text, |line| {
            if line.get("version").is_some() {
                return attributed::from_wire(line);
            }
            if line.get("attributions").is_some() {
                return attributed::from_polnear(line);
            }
            bail!(
                "none of `version` (the wire format), `attributions` (PolNeAR), `entities`, `acts`, `figures` and `relays` is there"
            )
        })?)),
    }
}

/// What `parse` makes of each line that is not blank.
fn each_line<T>(text: &str, parse: impl Fn(Value) -> anyhow::Result<T>) -> anyhow::Result<Vec<T>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let parsed = |(i, line): (usize, &str)| {
        let value = serde_json::from_str(line).context("no JSON");
        value.and_then(&parse).with_context(|| format!("line {}", i + 1))
    };
    lines.map(parsed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Result<&str, &str>) {
        let found = match parse(text, Path::new("gold")) {
            Ok(Gold::Statements(all)) => Ok(format!("{} with statements", all.len())),
            Ok(Gold::Acts(all)) => Ok(format!("{} with acts", all.len())),
            Ok(Gold::Entities(all)) => Ok(format!("{} with entities", all.len())),
            Ok(Gold::Times(all)) => Ok(format!("{} with times", all.len())),
            Ok(Gold::Pronouns(all)) => Ok(format!("{} with pronouns", all.len())),
            Ok(Gold::Figures(all)) => Ok(format!("{} with figures", all.len())),
            Ok(Gold::Said(all)) => Ok(format!("{} with what was said when", all.len())),
            Ok(Gold::Relays(all)) => Ok(format!("{} with relays", all.len())),
            Ok(Gold::Pairs(all)) => Ok(format!("{} pairs", all.len())),
            Ok(Gold::Claims(_)) => Ok("an index".to_owned()),
            Ok(Gold::Pages(_)) => Ok("pages".to_owned()),
            Err(error) => Err(format!("{error:#}")),
        };
        assert_eq!(found.as_deref().map_err(String::as_str), expect);
    }

    #[test]
    fn the_first_line_tells_the_format() {
        let attributed =
            r#"{"doc":"a","text":"She said no.","attributions":[{"source":[[0,3]],"cue":[[4,8]],"content":[[9,11]]}]}"#;
        check(&format!("{attributed}\n\n{attributed}\n"), Ok("2 with statements"));
        check(r#"{"doc":"a","text":"Ilse left.","entities":[[0,4,"person"]]}"#, Ok("1 with entities"));
        check(r#"{"category":"counts","text":"No boats.","figures":[]}"#, Ok("1 with figures"));
        check("\nIlse\tB-person\nleft\tO\n\nHale\tB-person\n", Ok("2 with entities"));
        let header = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL";
        check(
            &format!("{header}\n1\tIlse and Hale met; she left.\tshe\t19\tIlse\t0\tTRUE\tHale\t9\tFALSE\tx\n"),
            Ok("1 with pronouns"),
        );
        check("{\n \"a.html\": {\"url\": \"x\", \"with\": [\"boats\"], \"without\": []}\n}", Ok("pages"));
        check(r#"{"a":"Ilse left.","b":"She did.","relation":"same"}"#, Ok("1 pairs"));
        check("anchor\ttext\n# why\n2018-02-08\tIt rained [today=2018-02-08].\n", Ok("1 with times"));
        check("anchor\tsaid\ttext\n-\t-\t{She} [left] <it>.\n", Ok("1 with what was said when"));
        check(
            "{}",
            Err(
                "line 1: none of `version` (the wire format), `attributions` (PolNeAR), `entities`, `acts`, `figures` and `relays` is there",
            ),
        );
        check("", Ok("0 with statements"));
    }

    #[test]
    fn what_does_not_fit_its_text_is_named() {
        let far = r#"{"doc":"a","text":"Ilse left.","entities":[[0,40,"person"]]}"#;
        check(far, Err("line 1: span 0..40 ends beyond the text of 10 bytes"));
        let odd = r#"{"doc":"a","text":"Ilse left.","entities":[[0,4,"boat"]]}"#;
        check(odd, Err("line 1: no kind of entity: boat"));
    }
}
