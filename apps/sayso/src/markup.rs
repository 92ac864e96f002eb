//! Text in HTML and SVG.

use std::fmt;

use crate::table::harmless;

/// A text as it may stand in an element or in an attribute between double quotes: characters that mean something there are
/// escaped, and those that would act on the page or on the reader's eye are made harmless as in a terminal.
pub(crate) struct Text<T>(pub(crate) T);

impl<T: AsRef<str>> fmt::Display for Text<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in harmless(self.0.as_ref()).chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                // These may not stand in XML at all.
                '\u{fffe}' | '\u{ffff}' => f.write_str("�")?,
                _ => write!(f, "{c}")?,
            }
        }
        Ok(())
    }
}

/// At most so many characters, with "…" for the rest.
pub(crate) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most.saturating_sub(1)).collect::<String>().trim_end().to_owned() + "…",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_escaped() {
        let check = |text: &str, expect: &str| assert_eq!(Text(text).to_string(), expect);
        check("Żółw “yes”", "Żółw “yes”");
        check("<b a='1' b=\"2\">&amp;</b>", "&lt;b a=&#39;1&#39; b=&quot;2&quot;&gt;&amp;amp;&lt;/b&gt;");
        check("a\0b\u{1b}[c\u{85}\nd\u{2028}e", "a␀b␛[c� d�e");
        check("exe\u{202e}txt \u{2067}x\u{61c}\u{fffe}\u{ffff}", "exe�txt �x���");
    }

    #[test]
    fn long_texts_are_cut() {
        let check = |text: &str, most, expect: &str| assert_eq!(cut(text, most), expect);
        check("Żółw", 4, "Żółw");
        check("Żółwik", 4, "Żół…");
        check("a bcd", 3, "a…");
        check("", 0, "");
        check("a", 0, "…");
    }
}
