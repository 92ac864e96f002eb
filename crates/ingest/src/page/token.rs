//! Tags and text of a page, one after another.
//!
//! As the HTML standard tokenises, as far as text and elements go: comments, raw text up to its own end tag, ">" inside
//! quoted values. Every byte is looked at a bounded number of times, whatever the page.

use std::ops::Range;

use super::tag::Tag;

/// One thing in a page. Ranges are bytes of the decoded page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    Start {
        tag: Tag,
        /// "<" to ">".
        range: Range<usize>,
        /// Ends in "/>".
        closed: bool,
    },
    End {
        tag: Tag,
        name: Range<usize>,
    },
    Text(Range<usize>),
    /// What an element with raw text holds; no references are read in a script or style.
    Raw(Range<usize>),
}

/// The tokens of a page.
pub(crate) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    raw: Option<Tag>,
    /// How many `svg` and `math` are open: in them no element is raw, and "/>" ends one.
    foreign: usize,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(text: &'a str) -> Tokens<'a> {
        Tokens { text, at: 0, raw: None, foreign: 0 }
    }

    fn bytes(&self) -> &'a [u8] {
        self.text.as_bytes()
    }

    /// The place of `byte` from `from` on, or the end.
    fn place_of(&self, byte: u8, from: usize) -> usize {
        let rest = self.bytes().get(from..).unwrap_or_default();
        rest.iter().position(|found| *found == byte).map_or(self.text.len(), |at| from + at)
    }

    /// Up to the end tag of the raw element that was begun, or to the end.
    fn raw(&mut self, tag: Tag) -> Token {
        let (start, name) = (self.at, tag.name().as_bytes());
        let mut at = start;
        loop {
            at = self.place_of(b'<', at);
            let rest = &self.bytes()[at..];
            if rest.is_empty() {
                break;
            }
            let named = rest.get(2..2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
            let ends = rest.get(2 + name.len()).is_none_or(|byte| b" \t\n\r\x0c/>".contains(byte));
            if rest.get(1) == Some(&b'/') && named && ends && tag != Tag::Plaintext {
                break;
            }
            at += 1;
        }
        self.at = at;
        Token::Raw(start..at)
    }

    /// What "<" at `at` begins; none if it is text, or nothing that is kept. Moves on behind it.
    fn markup(&mut self, at: usize) -> Option<Token> {
        match self.bytes().get(at + 1) {
            Some(b'!') if self.text[at..].starts_with("<!--") => self.comment(at),
            Some(b'!' | b'?') => self.at = (self.place_of(b'>', at) + 1).min(self.text.len()),
            Some(b'/') => match self.bytes().get(at + 2) {
                Some(byte) if byte.is_ascii_alphabetic() => {
                    let (name, end, _) = self.tag(at + 2);
                    self.at = end;
                    let tag = Tag::of(&self.text[name.clone()]);
                    self.foreign = self.foreign.saturating_sub(usize::from(matches!(tag, Tag::Svg | Tag::Math)));
                    return Some(Token::End { tag, name });
                }
                _ => self.at = (self.place_of(b'>', at) + 1).min(self.text.len()),
            },
            _ => {
                let (name, end, closed) = self.tag(at + 1);
                self.at = end;
                let tag = Tag::of(&self.text[name]);
                self.foreign += usize::from(matches!(tag, Tag::Svg | Tag::Math) && !closed);
                self.raw = (tag.is_raw() && !(self.foreign > 0 && closed)).then_some(tag);
                return Some(Token::Start { tag, range: at..end, closed });
            }
        }
        None
    }

    /// The name of the tag whose name begins at `start`, the byte after its ">", and whether it ends in "/>".
    fn tag(&self, start: usize) -> (Range<usize>, usize, bool) {
        let bytes = self.bytes();
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        let name = start..bytes[start..].iter().position(ends).map_or(bytes.len(), |length| start + length);
        let mut at = name.end;
        // A quotation mark opens a value only after "=".
        let mut equals = false;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'>' => return (name, at + 1, bytes[at - 1] == b'/' && !equals),
                b'"' | b'\'' if equals => at = self.place_of(*byte, at + 1),
                _ => {}
            }
            equals = *byte == b'=' || (equals && byte.is_ascii_whitespace());
            at += 1;
        }
        (name, bytes.len(), false)
    }

    fn comment(&mut self, at: usize) {
        let rest = &self.text[at + 4..];
        self.at = match [">", "->"].into_iter().find(|end| rest.starts_with(end)) {
            Some(end) => at + 4 + end.len(),
            None => rest.find("-->").map_or(self.text.len(), |end| at + 4 + end + 3),
        };
    }
}

/// Whether the byte after "<" makes it mark-up.
fn is_markup(next: Option<&u8>) -> bool {
    next.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'/' | b'?'))
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            if let Some(tag) = self.raw.take() {
                return Some(self.raw(tag));
            }
            let start = self.at;
            if start >= self.text.len() {
                return None;
            }
            let mut at = self.place_of(b'<', start);
            while at < self.text.len() && !is_markup(self.bytes().get(at + 1)) {
                at = self.place_of(b'<', at + 1);
            }
            if at > start {
                self.at = at;
                return Some(Token::Text(start..at));
            }
            if let Some(token) = self.markup(at) {
                return Some(token);
            }
        }
    }
}

/// The attributes of a start tag: names in lower case, values as written. `tag` is "<" to ">".
pub(crate) fn attributes(tag: &str) -> Vec<(String, &str)> {
    let bytes = tag.as_bytes();
    let end = bytes.len() - usize::from(tag.ends_with('>'));
    let is_space = |at: usize| bytes[at].is_ascii_whitespace() || bytes[at] == b'/';
    let skip = |mut at: usize, keep: &dyn Fn(usize) -> bool| {
        while at < end && keep(at) {
            at += 1;
        }
        at
    };
    let mut out = Vec::new();
    let mut at = skip(1, &|at| !is_space(at));
    loop {
        at = skip(at, &is_space);
        if at >= end {
            return out;
        }
        let name = at..skip(at + 1, &|at| !is_space(at) && bytes[at] != b'=');
        let after = skip(name.end, &|at| bytes[at].is_ascii_whitespace());
        let mut value = after..after;
        at = name.end;
        if bytes[..end].get(after) == Some(&b'=') {
            let start = skip(after + 1, &|at| bytes[at].is_ascii_whitespace());
            match bytes[..end].get(start) {
                Some(&quote @ (b'"' | b'\'')) => {
                    value = start + 1..skip(start + 1, &|at| bytes[at] != quote);
                    at = (value.end + 1).min(end);
                }
                _ => {
                    value = start..skip(start, &|at| !bytes[at].is_ascii_whitespace());
                    at = value.end;
                }
            }
        }
        if let (Some(name), Some(value)) = (tag.get(name), tag.get(value)) {
            out.push((name.to_ascii_lowercase(), value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens as text: "<p>", "</p>", words, and what is raw in brackets.
    fn check(page: &str, expect: &[&str]) {
        let shown = Tokens::new(page).map(|token| match token {
            Token::Start { range, .. } => page[range].to_owned(),
            Token::End { name, .. } => format!("</{}>", &page[name]),
            Token::Text(range) => page[range].to_owned(),
            Token::Raw(range) => format!("[{}]", &page[range]),
        });
        assert_eq!(shown.collect::<Vec<_>>(), expect, "{page}");
    }

    #[test]
    fn tags_and_text() {
        check("<p class=a>No <B>boats</B></p >", &["<p class=a>", "No ", "<B>", "boats", "</B>", "</p>"]);
        check("a < b <3 <> </> </3>c", &["a < b <3 <> ", " ", "c"]);
        check("<a title='a>b' x=\">\">c", &["<a title='a>b' x=\">\">", "c"]);
        check("<a title=it's>c", &["<a title=it's>", "c"]);
        check("<a b \"c>d", &["<a b \"c>", "d"]);
        check("<!doctype html><!-- <p> --><!-->a<?php b ?>c", &["a", "c"]);
        check("<script>if (a<b) '</p>'</script>d", &["<script>", "[if (a<b) '</p>']", "</script>", "d"]);
        check("<title>A <b> B</TITLE >c", &["<title>", "[A <b> B]", "</TITLE>", "c"]);
        check("<svg><title/><p/></svg>a", &["<svg>", "<title/>", "<p/>", "</svg>", "a"]);
    }

    #[test]
    fn what_is_cut_off_ends() {
        check("a<p class='b", &["a", "<p class='b"]);
        check("a<!-- b", &["a"]);
        check("a<script>b", &["a", "<script>", "[b]"]);
        check("a<", &["a<"]);
        check("a</", &["a"]);
        check("</p", &["</p>"]);
    }

    #[test]
    fn attributes_are_read() {
        let check = |tag: &str, expect: &[(&str, &str)]| {
            let found = attributes(tag);
            assert_eq!(found.iter().map(|(name, value)| (name.as_str(), *value)).collect::<Vec<_>>(), expect, "{tag}");
        };
        check("<a HREF=/b/c?d=e class = \"f g\" hidden>", &[("href", "/b/c?d=e"), ("class", "f g"), ("hidden", "")]);
        check("<br/>", &[]);
        check("<a b='c'd=e/>", &[("b", "c"), ("d", "e/")]);
        check("<a b=", &[("b", "")]);
        check("<a b='c", &[("b", "c")]);
        check("<a ==b é=ü>", &[("=", "b"), ("é", "ü")]);
    }
}
