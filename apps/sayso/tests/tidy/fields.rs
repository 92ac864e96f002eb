//! Every field of the wire format that the README names is in the schema.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::markdown::codes;
use crate::tree::{Offence, numbered};

/// Where the README speaks of the wire format.
const SECTION: &str = "## Wire format";
/// Words of JSON itself.
const WORDS: [&str; 3] = ["null", "true", "false"];

/// Names of fields, and values of closed lists, anywhere in a JSON Schema.
pub(crate) fn known(schema: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    collect(&serde_json::from_str(schema).expect("a JSON Schema"), &mut out);
    out
}

fn collect(value: &Value, out: &mut BTreeSet<String>) {
    let strings = |value: &Value| -> Vec<String> {
        let list = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        list.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
    };
    match value {
        Value::Object(map) => {
            out.extend(
                map.get("properties").and_then(Value::as_object).into_iter().flat_map(|fields| fields.keys().cloned()),
            );
            out.extend(["enum", "const"].iter().filter_map(|key| map.get(*key)).flat_map(strings));
            map.values().for_each(|value| collect(value, out));
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, out)),
        _ => {}
    }
}

/// Names in the wire section that are not known: words in backticks, part by part, and keys of the example.
pub(crate) fn offences(page: &str, text: &str, known: &BTreeSet<String>) -> Vec<Offence> {
    let lines = numbered(text).skip_while(|(_, line)| *line != SECTION).skip(1);
    let Some((first, _)) = lines.clone().next() else {
        return vec![Offence::new(page, 1, format!("there is no section `{SECTION}`"))];
    };
    let section: Vec<&str> = lines.map(|(_, line)| line).take_while(|line| !line.starts_with("## ")).collect();
    let mut out = Vec::new();
    for code in codes(&section.join("\n")) {
        let names = if code.is_block { keys(&code.text) } else { name(&code.text) };
        let unknown = names.into_iter().filter(|name| !known.contains(*name) && !WORDS.contains(name));
        out.extend(
            unknown.map(|name| Offence::new(page, first + code.line - 1, format!("`{name}` is not in the schema"))),
        );
    }
    out
}

/// The parts of a name such as `document.text`; nothing if the code is no name.
fn name(code: &str) -> Vec<&str> {
    let is_name = code.starts_with(|c: char| c.is_ascii_lowercase())
        && code.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.".contains(c));
    // Files are another rule's business.
    let is_file = code.ends_with(".json") || code.ends_with(".jsonl");
    if is_name && !is_file { code.split('.').collect() } else { Vec::new() }
}

/// The keys in a piece of JSON.
fn keys(json: &str) -> Vec<&str> {
    let parts: Vec<&str> = json.split('"').collect();
    let is_key = |pair: &&[&str]| pair[1].starts_with(':');
    // Every second part stands between quotation marks.
    parts.get(1..).unwrap_or_default().chunks_exact(2).filter(is_key).map(|pair| pair[0]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCHEMA: &str = r##"{"properties": {"document": {"$ref": "#/$defs/d"}},
        "$defs": {"d": {"properties": {"text": {}, "form": {"enum": ["direct", null]}, "version": {"const": "v"}}}}}"##;

    fn check(section: &str, expect: &[usize]) {
        let page = format!("# x\n`other`\n{SECTION}\n{section}\n## y\n`other`");
        let lines: Vec<usize> = offences("README.md", &page, &known(SCHEMA)).iter().map(|one| one.line).collect();
        assert_eq!(lines, expect, "{section}");
    }

    #[test]
    fn unknown_fields_are_told() {
        check("`document.text` is `direct` or `null`", &[]);
        check("x\n`document.words` is `indirect`", &[5, 5]);
        check("\n    {\"document\":{\"text\":\"a\",\"words\":\"b: c\"}}", &[5]);
        check("`sayso extract`, `docs/wire.schema.json`, `A`", &[]);
    }

    #[test]
    fn the_section_must_be_there() {
        assert_eq!(offences("README.md", "# x", &known(SCHEMA)).len(), 1);
    }
}
