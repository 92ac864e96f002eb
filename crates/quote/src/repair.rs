//! Edges of content pieces, mended by what the text shows.
//!
//! The network tags words. What it gets wrong at an edge is often decided by the text alone: a quotation mark belongs to
//! the quotation whose words were taken, a comma or full stop after words that are not quoted does not, and a quotation
//! that was taken for the most part was meant as a whole.

use sayso_core::{Document, Quotation, Span};

/// Mends the pieces of a source: of those in the cue's own sentence, the one nearest to the cue, as far as it stands there.
///
/// A source in another sentence than its cue is as good as always wrong (4 of 1,000 in PolNeAR are there), and a wrong
/// speaker is worse than none; so is one made of two names.
pub(crate) fn source(document: &Document, pieces: &[Span], cue: Span) -> Vec<Span> {
    let sentences = document.layout().sentences();
    let sentence = sentences.get(sentences.partition_point(|sentence| sentence.end() <= cue.start()));
    let within = |piece: &Span| match sentence {
        Some(sentence) => Span::new(piece.start().max(sentence.start())..piece.end().min(sentence.end())).ok(),
        None => Some(*piece),
    };
    let here = pieces.iter().filter_map(within);
    let distance = |piece: &Span| cue.start().saturating_sub(piece.end()).max(piece.start().saturating_sub(cue.end()));
    here.min_by_key(distance).into_iter().collect()
}

/// Mends the pieces of a content; none may grow into `taken`, the other roles of the statement.
pub(crate) fn content(document: &Document, pieces: &[Span], taken: &[Span]) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(pieces.len());
    for piece in pieces.iter().flat_map(|piece| within_blocks(document, *piece)) {
        let is_free = |span: &Span| !taken.iter().any(|other| other.overlaps(*span));
        let whole = with_quotations(document, piece);
        let Some(mended) = trim(document, whole).filter(is_free).or_else(|| trim(document, piece)) else { continue };
        match out.last_mut() {
            // Pieces with nothing but white space between them are one.
            Some(last) if is_blank(document, last.end(), mended.start()) => *last = last.cover(mended),
            _ => out.push(mended),
        }
    }
    out
}

fn is_blank(document: &Document, start: usize, end: usize) -> bool {
    document.text().get(start..end).is_none_or(|gap| !gap.contains('\n') && gap.trim().is_empty())
}

/// The piece, cut where a block ends, unless a quotation goes on in the next block: a headline's statement ends with the
/// headline, a quotation of three paragraphs does not end with the first.
fn within_blocks(document: &Document, piece: Span) -> Vec<Span> {
    let layout = document.layout();
    let inside = layout.blocks().iter().filter(|block| block.kind.is_read() && block.span.overlaps(piece));
    let mut out: Vec<Span> = Vec::new();
    for block in inside {
        let part = piece.start().max(block.span.start())..piece.end().min(block.span.end());
        let Ok(part) = Span::new(part) else { continue };
        let is_open = |part: Span| layout.quotations_over(part).any(|q| q.span.end() == part.end());
        match out.last_mut() {
            Some(last) if is_open(*last) && opens_at(document, part) => *last = last.cover(part),
            Some(_) => break,
            None => out.push(part),
        }
    }
    out
}

/// Takes in what a quotation at an edge of the piece has beyond it.
fn with_quotations(document: &Document, piece: Span) -> Span {
    document.layout().quotations_over(piece).fold(piece, |out, quotation| {
        let words = words_of(document, quotation);
        let begins = starts_at(document, piece, words);
        let ends = quotation.closed && ends_at(document, piece, words);
        let most = shared(piece, words) * 2 > words.len();
        let mut out = out;
        if begins || (most && piece.start() > words.start()) {
            out = out.cover(Span::new(quotation.span.start()..out.end()).unwrap_or(out));
        }
        if ends || (most && piece.end() < words.end()) {
            out = out.cover(Span::new(out.start()..quotation.span.end()).unwrap_or(out));
        }
        out
    })
}

/// Bytes that two spans share.
pub(crate) fn shared(a: Span, b: Span) -> usize {
    a.end().min(b.end()).saturating_sub(a.start().max(b.start()))
}

/// The quotation without its marks.
fn words_of(document: &Document, quotation: &Quotation) -> Span {
    let text = document.words(quotation.span);
    let doubled = |mark: &str| mark == "``" || mark == "''";
    let open = text.get(..2).filter(|mark| doubled(mark)).map_or_else(|| first_len(text), str::len);
    let last = text.chars().next_back().map_or(0, char::len_utf8);
    let close =
        text.len().checked_sub(2).and_then(|at| text.get(at..)).filter(|mark| doubled(mark)).map_or(last, str::len);
    let close = if quotation.closed { close } else { 0 };
    let (start, end) = (quotation.span.start() + open, quotation.span.end().saturating_sub(close));
    Span::new(start..end).unwrap_or(quotation.span)
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Whether the piece begins with the first of these words.
fn starts_at(document: &Document, piece: Span, words: Span) -> bool {
    piece.start() >= words.start() && no_letters(document, words.start(), piece.start())
}

/// Whether the piece ends with the last of these words.
fn ends_at(document: &Document, piece: Span, words: Span) -> bool {
    piece.end() <= words.end() && no_letters(document, piece.end(), words.end())
}

fn no_letters(document: &Document, start: usize, end: usize) -> bool {
    document.text().get(start..end).is_some_and(|gap| !gap.contains(char::is_alphanumeric))
}

/// Drops commas, dashes and full stops at the edges, and marks of quotations that the piece does not hold. `None` if
/// nothing is left.
fn trim(document: &Document, piece: Span) -> Option<Span> {
    let mut out = piece;
    loop {
        let words = document.words(out);
        let (first, last) = (words.chars().next()?, words.chars().next_back()?);
        let start = out.start() + if drops_first(document, out, first) { first.len_utf8() } else { 0 };
        let end = out.end() - if drops_last(document, out, last) { last.len_utf8() } else { 0 };
        let next = Span::of(document.text(), start..end).ok()?;
        if next == out {
            return Some(out);
        }
        out = next;
    }
}

fn drops_first(document: &Document, piece: Span, first: char) -> bool {
    let Ok(place) = Span::new(piece.start()..piece.start() + first.len_utf8()) else { return false };
    match first {
        ',' | ';' | ':' | '.' | '?' | '!' | '—' | '–' => !is_quoted(document, place),
        '”' | '»' => true,
        '"' => closes_at(document, place),
        c => c.is_whitespace(),
    }
}

fn drops_last(document: &Document, piece: Span, last: char) -> bool {
    let Ok(place) = Span::new(piece.end() - last.len_utf8()..piece.end()) else { return false };
    match last {
        ',' | ';' | ':' | '—' | '–' => !is_quoted(document, place),
        // A full stop ends the sentence, unless it belongs to an abbreviation such as "U.S.".
        '.' => !is_quoted(document, place) && !is_abbreviation(document.text(), place.start()),
        '“' | '„' | '«' => !closes_at(document, place),
        '"' => opens_at(document, place),
        c => c.is_whitespace(),
    }
}

/// Whether a quotation goes over this character.
fn is_quoted(document: &Document, place: Span) -> bool {
    document.layout().quotations_over(place).next().is_some()
}

/// Whether a quotation begins where `place` begins.
fn opens_at(document: &Document, place: Span) -> bool {
    document.layout().quotations_over(place).any(|q| q.span.start() == place.start())
}

/// Whether a quotation ends with this character.
fn closes_at(document: &Document, place: Span) -> bool {
    document
        .layout()
        .quotations_over(place)
        .any(|q| q.closed && q.span.start() < place.start() && q.span.end() == place.end())
}

/// Whether the full stop at `at` ends an abbreviation: a single letter or another full stop two places before it, or a
/// short title such as "Jr."
fn is_abbreviation(text: &str, at: usize) -> bool {
    let word = text[..at].rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    word.contains('.')
        || letters == 1
        || matches!(word, "Jr" | "Sr" | "Inc" | "Co" | "Corp" | "Ltd" | "etc" | "Mr" | "Mrs" | "Dr")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` holds the piece between `<` and `>` ; what the mended piece is.
    fn check(marked: &str, expect: &[&str]) {
        let (start, end) = (marked.find('<').unwrap(), marked.find('>').unwrap() - 1);
        let text = marked.replace(['<', '>'], "");
        let document = sayso_ingest::document(text.as_bytes(), Default::default()).unwrap();
        let piece = Span::of(&text, start..end).unwrap();
        let found: Vec<&str> = content(&document, &[piece], &[]).iter().map(|span| document.words(*span)).collect();
        assert_eq!(found, expect, "{marked}");
    }

    #[test]
    fn marks_belong_to_the_quotation() {
        check("“<We saw it>,” she said.", &["“We saw it,”"]);
        check("“<We saw it,>” she said.", &["“We saw it,”"]);
        check("\"<We saw it\">, she said.", &["\"We saw it\""]);
        check("''<We saw it,>'' she said.", &["''We saw it,''"]);
        check("She called it <“a scandal”.>", &["“a scandal”"]);
        check("She called it <“a scandal>”.", &["“a scandal”"]);
        check("She said <they were “wrong>”.", &["they were “wrong”"]);
    }

    #[test]
    fn a_quotation_taken_for_the_most_part_is_taken_whole() {
        check("“<We saw it and we photographed> it,” she said.", &["“We saw it and we photographed it,”"]);
        check("“We <saw it and we photographed it,”> she said.", &["“We saw it and we photographed it,”"]);
        check("“We saw it and we photographed <it,>” she said.", &["it,”"]);
    }

    #[test]
    fn stops_outside_quotations_are_left_out() {
        check("She said <that it was over.>", &["that it was over"]);
        check("She said <it was over,> and left.", &["it was over"]);
        check("She said <it came from the U.S.>", &["it came from the U.S."]);
    }

    #[test]
    fn a_source_stands_in_the_sentence_of_its_cue() {
        let text = "The envoy left. When asked, Hale said no.";
        let document = sayso_ingest::document(text.as_bytes(), Default::default()).unwrap();
        let span =
            |words: &str| Span::of(text, text.find(words).unwrap()..text.find(words).unwrap() + words.len()).unwrap();
        let check = |pieces: &[&str], cue: &str, expect: &[&str]| {
            let pieces: Vec<Span> = pieces.iter().map(|words| span(words)).collect();
            let found: Vec<&str> = source(&document, &pieces, span(cue)).iter().map(|s| document.words(*s)).collect();
            assert_eq!(found, expect);
        };
        check(&["The envoy"], "asked", &[]);
        check(&["The envoy", "Hale"], "said", &["Hale"]);
        // Of "left. When" no word belongs to another sentence's source.
        check(&["envoy left. When"], "asked", &["When"]);
    }

    #[test]
    fn a_piece_ends_with_its_paragraph_unless_a_quotation_goes_on() {
        check("Harbour is closed: minister\n\nShe said <it was over\n\nPort Else> was quiet.", &["it was over"]);
        check("She said: <“One thing.\n\n“Another.”>", &["“One thing.\n\n“Another.”"]);
    }

    #[test]
    fn marks_of_other_quotations_are_left_out() {
        check("“No,” she said<, and left. “>Yes.”", &["and left"]);
        check("“No<” she said>.", &["she said"]);
    }
}
