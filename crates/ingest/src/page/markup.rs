//! What a page says of itself in its mark-up: JSON-LD, meta tags, links.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::Value;

use super::entities;
use super::tag::Tag;
use super::tree::{Kind, Tree};

/// JSON-LD of more bytes than this is not read: it is data, no description of an article.
const JSON_WITHIN: usize = 4 << 20;
/// Types of objects whose dates are not the page's.
const ASIDE: &[&str] =
    &["Comment", "Review", "UserComments", "VideoObject", "ImageObject", "Event", "JobPosting", "Product"];
/// Objects that are looked through.
const OBJECTS: usize = 2000;

/// The value of a meta tag, and where it stands in the decoded page.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    pub(crate) value: String,
    pub(crate) place: Range<usize>,
}

/// All that a page says of itself.
#[derive(Debug, Default)]
pub(crate) struct Markup {
    /// First value of each name, property or itemprop, in lower case.
    metas: HashMap<String, Said>,
    /// The objects of JSON-LD, those inside others too.
    pub(crate) objects: Vec<Value>,
    /// JSON-LD that is no JSON.
    broken: Vec<String>,
    /// `<link rel=canonical>`.
    pub(crate) canonical: Option<String>,
    /// `<base href>`.
    pub(crate) base: Option<String>,
    /// `<html lang>`.
    pub(crate) language: Option<String>,
    /// What `<title>` holds, and where.
    pub(crate) title: Option<Said>,
}

impl Markup {
    pub(crate) fn read(tree: &Tree<'_>) -> Markup {
        let mut out = Markup::default();
        for node in 0..tree.nodes.len() {
            match tree.nodes[node].tag() {
                Tag::Meta => out.meta(tree, node),
                Tag::Link => out.link(tree, node),
                Tag::Base => out.base = out.base.take().or_else(|| value(tree, node, "href")),
                Tag::Html => out.language = value(tree, node, "lang").filter(|code| !code.is_empty()),
                Tag::Title if out.title.is_none() => out.title = raw(tree, node),
                Tag::Script => out.script(tree, node),
                _ => {}
            }
        }
        out
    }

    /// The first of these meta tags that is there and not empty.
    pub(crate) fn meta_of(&self, names: &[&str]) -> Option<&Said> {
        names.iter().find_map(|name| self.metas.get(*name))
    }

    /// Its value.
    pub(crate) fn value_of(&self, names: &[&str]) -> Option<&str> {
        self.meta_of(names).map(|said| said.value.as_str())
    }

    /// The first string under `key` in JSON-LD: of anything, and of what is no JSON for a comma or a quotation mark.
    pub(crate) fn anywhere(&self, key: &str) -> Option<String> {
        let said =
            self.objects.iter().filter(|object| !is_a(object, ASIDE)).find_map(|object| text_of(object.get(key)?));
        said.or_else(|| {
            self.broken.iter().find_map(|json| {
                let rest = json[json.find(&format!("\"{key}\""))? + key.len() + 2..].trim_start().strip_prefix(':')?;
                let value = rest.trim_start().strip_prefix('"')?;
                Some(clean(&entities::attribute(&value[..value.find('"')?])))
            })
        })
    }

    fn meta(&mut self, tree: &Tree<'_>, node: usize) {
        let attributes = tree.attributes(node);
        let of = |wanted: &str| attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| *value);
        let Some(content) = of("content").filter(|content| !content.trim().is_empty()) else { return };
        let start = content.as_ptr() as usize - tree.source.as_ptr() as usize;
        let said = Said { value: clean(&entities::attribute(content)), place: start..start + content.len() };
        for key in ["property", "name", "itemprop", "http-equiv"].into_iter().filter_map(of) {
            self.metas.entry(key.trim().to_ascii_lowercase()).or_insert_with(|| said.clone());
        }
    }

    fn link(&mut self, tree: &Tree<'_>, node: usize) {
        let rel = value(tree, node, "rel").unwrap_or_default();
        if self.canonical.is_none() && rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical")) {
            self.canonical = value(tree, node, "href").filter(|href| !href.is_empty());
        }
    }

    fn script(&mut self, tree: &Tree<'_>, node: usize) {
        let kind = value(tree, node, "type").unwrap_or_default().to_ascii_lowercase();
        if !kind.contains("ld+json") {
            return;
        }
        let Some(body) = raw_node(tree, node).map(|body| tree.written(body)).filter(|body| body.len() <= JSON_WITHIN)
        else {
            return;
        };
        let parsed = parsed(body);
        if parsed.is_none() {
            self.broken.push(body.to_owned());
        }
        let mut waiting: Vec<Value> = parsed.into_iter().collect();
        while let Some(next) = waiting.pop() {
            match next {
                Value::Array(values) => waiting.extend(values.into_iter().rev()),
                Value::Object(mut fields) if self.objects.len() < OBJECTS => {
                    // Taken out, not copied: objects in objects are looked at once.
                    waiting.extend(["mainEntity", "@graph"].into_iter().filter_map(|key| fields.remove(key)));
                    self.objects.push(Value::Object(fields));
                }
                _ => {}
            }
        }
    }
}

/// JSON as pages have it: in comments, with line breaks in strings, with commas too many.
fn parsed(body: &str) -> Option<Value> {
    let bare = body.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[").trim_start_matches("<![CDATA[");
    let bare = bare.trim_end_matches("-->").trim_end_matches("]]>").trim_end_matches("//").trim().trim_end_matches(';');
    serde_json::from_str(bare).ok().or_else(|| serde_json::from_str(&mended(bare)).ok())
}

fn mended(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            c if quoted && c.is_control() => {
                out.push(' ');
                continue;
            }
            '}' | ']' if !quoted => {
                let end = out.trim_end().len();
                if out[..end].ends_with(',') {
                    out.truncate(end - 1);
                }
            }
            _ => {}
        }
        out.push(c);
    }
    out
}

/// White space collapsed, edges trimmed.
pub(crate) fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The value of an attribute.
pub(crate) fn value(tree: &Tree<'_>, node: usize, name: &str) -> Option<String> {
    let found = tree.attributes(node).into_iter().find(|(found, _)| found == name)?;
    Some(clean(&entities::attribute(found.1)))
}

fn raw_node(tree: &Tree<'_>, node: usize) -> Option<usize> {
    tree.below(node).next().filter(|below| tree.nodes[*below].kind == Kind::Raw)
}

fn raw(tree: &Tree<'_>, node: usize) -> Option<Said> {
    let (start, end) = tree.nodes[raw_node(tree, node)?].range;
    let mut value = String::new();
    super::lines::collapse(&tree.source[start as usize..end as usize], &mut value);
    let value = value.trim().to_owned();
    (!value.is_empty()).then_some(Said { value, place: start as usize..end as usize })
}

/// Whether an object of JSON-LD is of one of these types.
pub(crate) fn is_a(object: &Value, types: &[&str]) -> bool {
    let named = |value: &Value| {
        value.as_str().is_some_and(|name| types.contains(&name.rsplit(['/', ':']).next().unwrap_or(name)))
    };
    match object.get("@type") {
        Some(Value::Array(names)) => names.iter().any(named),
        Some(name) => named(name),
        None => false,
    }
}

/// A text of JSON-LD: a string, or the name of an object, or the first of several. References of HTML are read.
pub(crate) fn text_of(value: &Value) -> Option<String> {
    let mut value = value;
    // Bounded, for names can hold names.
    for _ in 0..4 {
        value = match value {
            Value::String(text) => {
                let text = clean(&entities::attribute(text));
                return (!text.is_empty()).then_some(text);
            }
            Value::Array(values) => values.first()?,
            Value::Object(fields) => {
                fields.get("name").or_else(|| fields.get("@value")).or_else(|| fields.get("@id"))?
            }
            _ => return None,
        };
    }
    None
}
