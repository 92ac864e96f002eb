//! What each block is, and what the document says of itself.
//!
//! The order matters: chrome is found first, by words alone; then the lines above the first paragraph are read as
//! headline, byline and date, and those below the last as signature and date. Between the two every line is article,
//! whatever it looks like, unless it is chrome: a name alone may be a subheading, a date alone an entry of a timeline.

use std::ops::Range;

use sayso_core::{BlockKind, Chrome, Meta, Span};

use crate::credits::{self, Credit};
use crate::dateline::{Dateline, dateline};
use crate::dates::{Written, date_line, dates, first_published};
use crate::line::{Line, fold};
use crate::{chrome, headline, mastheads, readings, zones};

/// Blocks above the article at most.
const HEAD: usize = 24;
/// Blocks below the article at most.
const FOOT: usize = 8;
/// The dateline stands in one of this many first paragraphs: a summary may come before.
const DATELINE_WITHIN: usize = 3;

/// The kinds of all blocks, and what they say of the document.
#[derive(Debug, Default)]
pub(crate) struct Roles {
    pub(crate) kinds: Vec<BlockKind>,
    pub(crate) meta: Meta,
}

/// Works out what each of `spans`, the blocks of `text`, is.
pub(crate) fn roles(text: &str, spans: &[Span]) -> Roles {
    let lines: Vec<Line<'_>> = spans.iter().map(|span| Line::of(text, *span)).collect();
    let kind = |line| chrome::lone(line).map_or(BlockKind::Body, BlockKind::Chrome);
    let mut reader = Reader { text, kinds: lines.iter().map(kind).collect(), lines: &lines, ..Reader::default() };
    zones::mark(reader.lines, &mut reader.kinds);
    reader.head();
    reader.repeated_titles();
    reader.datelines();
    reader.foot();
    reader.finish()
}

/// Where the reading stands; each step adds to what the earlier ones found.
#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    lines: &'a [Line<'a>],
    kinds: Vec<BlockKind>,
    meta: Meta,
    /// Candidates for the date: in the head, in the dateline, in the foot.
    dates: Vec<(Span, Option<String>)>,
    /// The outlet of the dateline, believed only if no credit names one: a paper prints its agency's dateline.
    agency: Option<Span>,
}

impl<'a> Reader<'a> {
    fn is_chrome(&self, at: usize) -> bool {
        matches!(self.kinds[at], BlockKind::Chrome(_))
    }

    /// The span of a range of bytes of a block.
    fn span(&self, at: usize, range: Range<usize>) -> Option<Span> {
        let start = self.lines[at].span.start();
        Span::of(self.text, start + range.start..start + range.end).ok()
    }

    /// Headline, bylines, dates above the first paragraph.
    fn head(&mut self) {
        let crumbs = self.last_crumbs();
        for at in 0..self.lines.len().min(HEAD) {
            if self.is_chrome(at) {
                continue;
            }
            let line: &'a Line<'a> = &self.lines[at];
            let titled = self.meta.title.is_some();
            let kind = if self.take_date(at) {
                BlockKind::Date
            } else if self.take_credit(at, titled) {
                BlockKind::Byline
            } else if !titled && let Some(kind) = self.take_masthead(at) {
                kind
            } else if !titled && (crumbs.contains(&line.folded) || self.is_title(at)) {
                let range = headline::without_outlet(line.words).unwrap_or(0..line.words.len());
                self.meta.title = self.span(at, range);
                BlockKind::Title
            } else if line.is_paragraph() || dateline(line.words).is_some() {
                return;
            } else {
                continue;
            };
            self.kinds[at] = kind;
        }
    }

    /// What navigation trails end in, which is the headline.
    fn last_crumbs(&self) -> Vec<String> {
        let head = self.lines.iter().take(HEAD).filter_map(|line| headline::trail(line.words));
        head.filter_map(|crumbs| crumbs.last().map(|last| fold(last))).filter(|last| last.contains(' ')).collect()
    }

    /// Whether the block at `at` is a headline by its form or because it is printed twice, with an article after it.
    fn is_title(&self, at: usize) -> bool {
        let line = &self.lines[at];
        let mut later = (at + 1..self.lines.len().min(at + HEAD)).filter(|&i| !self.is_chrome(i));
        let Some(next) = later.next() else { return false };
        let twice = std::iter::once(next).chain(later).any(|i| headline::repeats(&line.folded, &self.lines[i]));
        let dated = dateline(line.words).is_some();
        // With a full stop it could be a summary, or a short first paragraph that no longer one follows.
        let first = (0..at).all(|i| self.kinds[i] != BlockKind::Body);
        let longer = || self.lines[next..].iter().take(3).any(|after| after.words.len() > line.words.len());
        let formed = headline::looks_like(line) && (!headline::has_full_stop(line) || (first && longer()));
        let printed_twice = twice && !headline::has_full_stop(line) && line.count() >= 3 && line.words.len() <= 250;
        printed_twice || (formed && !dated)
    }

    /// Reads a line that is only a date, or a dateline with nothing after it.
    fn take_date(&mut self, at: usize) -> bool {
        let words = self.lines[at].words;
        if let Some(line) = date_line(words) {
            self.add_date(at, line.date);
            return true;
        }
        let published_in = words.strip_prefix("Published in ").filter(|rest| rest.len() <= 100);
        if let Some(date) = published_in.and_then(|_| dates(words).pop()) {
            self.add_date(at, Some(date));
            return true;
        }
        match dateline(words).filter(|line| words[line.end..].trim().is_empty()) {
            Some(line) => {
                self.take_dateline(at, line);
                true
            }
            None => false,
        }
    }

    fn add_date(&mut self, at: usize, date: Option<Written>) {
        if let Some(date) = date
            && let Some(span) = self.span(at, date.range)
        {
            self.dates.push((span, date.value));
        }
    }

    /// Reads a line that names an author or an outlet; one without "By" counts only near a headline.
    fn take_credit(&mut self, at: usize, titled: bool) -> bool {
        let line = &self.lines[at];
        let found = credits::byline(line).or_else(|| credits::reporting(line)).or_else(|| {
            let masthead = || mastheads::is_above_headline(self.lines, at);
            credits::credit(line).filter(|_| titled || masthead()).or_else(|| titled.then(|| self.names_alone(at))?)
        });
        let Some(credit) = found else { return false };
        let date = first_published(line.words, dates(line.words));
        self.add_credit(at, credit);
        self.add_date(at, date);
        true
    }

    /// Names on a line of their own below the headline, if a date or an office follows them, or if they stand between
    /// the headline and the article; and "Interview: Ilse Varga".
    fn names_alone(&self, at: usize) -> Option<Credit> {
        let line = &self.lines[at];
        if let Some(credit) = credits::interview(line) {
            return Some(credit);
        }
        let next = self.lines.get(at + 1)?;
        let office = credits::credit(next).is_some() || date_line(next.words).is_some();
        let between = || next.is_paragraph() && self.follows_title(at) && !self.is_spoken_of(at);
        let named = credits::is_people(line.words) && !line.ends_sentence() && (office || between());
        named.then_some(Credit { people: Some(0..line.words.len()), outlet: None })
    }

    /// Whether only chrome and dates stand between the headline and the block at `at`.
    fn follows_title(&self, at: usize) -> bool {
        let before = (0..at).rev().find(|&i| !self.is_chrome(i) && self.kinds[i] != BlockKind::Date);
        let title = self.meta.title.and_then(|title| title.slice(self.text).ok()).map(fold).unwrap_or_default();
        before.is_some_and(|i| self.kinds[i] == BlockKind::Title || headline::repeats(&title, &self.lines[i]))
    }

    /// Whether a longer word of the line at `at` stands in the headline or the first paragraphs. Then it is a subheading,
    /// or names somebody whom the article is about.
    fn is_spoken_of(&self, at: usize) -> bool {
        let title = self.meta.title.and_then(|title| title.slice(self.text).ok());
        let first = self.lines[at + 1..].iter().take(3).map(|line| line.words);
        let near: Vec<String> = title.into_iter().chain(first).map(str::to_lowercase).collect();
        let words = self.lines[at].folded.split(' ').filter(|word| word.chars().count() >= 4);
        words.into_iter().any(|word| near.iter().any(|text| text.contains(word)))
    }

    /// Reads a line above the headline that names the outlet; what kind of block it is.
    fn take_masthead(&mut self, at: usize) -> Option<BlockKind> {
        let words = self.lines[at].words;
        if !mastheads::is_above_headline(self.lines, at) {
            return None;
        }
        if mastheads::is_name_on_top(self.lines, at) {
            self.add_credit(at, Credit { people: None, outlet: Some(0..words.len()) });
            return Some(BlockKind::Byline);
        }
        let outlet = mastheads::with_section(words)?;
        self.add_credit(at, Credit { people: None, outlet: Some(outlet) });
        let date = first_published(words, dates(words));
        let kind = if date.is_some() { BlockKind::Date } else { BlockKind::Chrome(Chrome::Navigation) };
        self.add_date(at, date);
        Some(kind)
    }

    fn add_credit(&mut self, at: usize, credit: Credit) {
        let people = credit.people.and_then(|range| self.span(at, range));
        let outlet = credit.outlet.map(|range| credits::without_initials(self.lines[at].words, range));
        let outlet = outlet.and_then(|range| self.span(at, range));
        self.meta.byline = self.meta.byline.or(people);
        self.meta.outlet = self.meta.outlet.or(outlet);
    }

    /// The headline printed again, wherever it stands.
    fn repeated_titles(&mut self) {
        let Some(title) = self.meta.title.and_then(|title| title.slice(self.text).ok()).map(fold) else { return };
        for (line, kind) in self.lines.iter().zip(&mut self.kinds) {
            if *kind == BlockKind::Body && headline::repeats(&title, line) {
                *kind = BlockKind::RepeatedTitle;
            }
        }
    }

    /// The dateline of the first paragraphs, which stay article.
    fn datelines(&mut self) {
        let body = (0..self.lines.len().min(2 * HEAD)).filter(|&at| self.kinds[at] == BlockKind::Body);
        let found = body.take(DATELINE_WITHIN).find_map(|at| dateline(self.lines[at].words).map(|line| (at, line)));
        if let Some((at, line)) = found.filter(|(at, line)| !self.is_transcript(*at, line)) {
            self.take_dateline(at, line);
        }
    }

    /// Whether "NAME:" is rather a speaker: more paragraphs begin like that.
    fn is_transcript(&self, at: usize, line: &Dateline) -> bool {
        let colon = |at: usize, line: &Dateline| self.lines[at].words[..line.end].ends_with(':');
        let others = at + 1..self.lines.len().min(at + 12);
        let begins = |i: usize| dateline(self.lines[i].words).is_some_and(|line| colon(i, &line));
        colon(at, line) && others.into_iter().any(begins)
    }

    fn take_dateline(&mut self, at: usize, line: Dateline) {
        let place = line.place.and_then(|range| self.span(at, range));
        let agency = line.agency.and_then(|range| self.span(at, range));
        self.meta.place = self.meta.place.or(place);
        self.agency = self.agency.or(agency);
        self.add_date(at, line.date);
    }

    /// Dates, credits and the outlet's signature below the last paragraph.
    fn foot(&mut self) {
        let below: Vec<usize> = (0..self.lines.len()).rev().filter(|&at| !self.is_chrome(at)).take(FOOT).collect();
        for (nth, at) in below.into_iter().enumerate() {
            if at == 0 || self.kinds[at] != BlockKind::Body {
                return;
            }
            let line = &self.lines[at];
            let found = credits::reporting(line).or_else(|| credits::byline(line));
            let signature = credits::credit(line).filter(|credit| nth == 0 && credit.outlet.is_some());
            self.kinds[at] = if let Some(credit) = found {
                self.add_credit(at, credit);
                BlockKind::Byline
            } else if let Some(credit) = signature {
                self.add_credit(at, credit);
                BlockKind::Chrome(Chrome::Imprint)
            } else if !self.is_correction(at) && self.take_date(at) {
                BlockKind::Date
            } else {
                return;
            };
        }
    }

    /// Whether a line shortly before the one at `at` announces a correction: then the date is that of the correction.
    fn is_correction(&self, at: usize) -> bool {
        let announces = |line: &Line<'_>| line.begins_with(&["correction", "corrections", "clarification"]);
        self.lines[at.saturating_sub(4)..at].iter().any(announces)
    }

    /// The first date that says its year, else the first, read as the article's other dates say.
    fn finish(mut self) -> Roles {
        let best = self.dates.iter().find(|(_, value)| value.is_some()).or(self.dates.first()).cloned();
        if let Some((span, value)) = best {
            self.meta.date = Some(span);
            let written = span.slice(self.text).unwrap_or_default();
            self.meta.published = value.or_else(|| readings::reading(written, self.text));
        }
        self.meta.outlet = self.meta.outlet.or(self.agency);
        Roles { kinds: self.kinds, meta: self.meta }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "The harbour master said on Tuesday that nobody had seen the two boats since the storm.\n\
                        He did not expect to see them again, he told the paper by telephone from his office.\n";

    /// Title, byline, outlet, place, date as normalised; then a letter for each block: T title, R repeated, B byline, D date,
    /// C chrome, a dot for article.
    fn check(text: &str, meta: [&str; 5], blocks: &str) {
        let found = roles(text, &crate::blocks(text));
        let words = |span: Option<Span>| span.map_or("", |span| span.slice(text).unwrap());
        let m = &found.meta;
        let published = m.published.as_deref().unwrap_or(words(m.date));
        assert_eq!([words(m.title), words(m.byline), words(m.outlet), words(m.place), published], meta, "{text}");
        let letter = |kind: &BlockKind| match kind {
            BlockKind::Title => 'T',
            BlockKind::RepeatedTitle => 'R',
            BlockKind::Byline => 'B',
            BlockKind::Date => 'D',
            BlockKind::Chrome(_) => 'C',
            _ => '.',
        };
        assert_eq!(found.kinds.iter().map(letter).collect::<String>(), blocks, "{text}");
    }

    #[test]
    fn article_without_a_head() {
        check(BODY, [""; 5], "..");
        check("The harbour master resigned on Tuesday.\nNobody knows why he did.", [""; 5], "..");
        check("Harbour master resigns over boats", [""; 5], ".");
    }

    #[test]
    fn headline_byline_date() {
        let head = "Boats lost at sea\nBy Ilse Varga\nMarch 9, 2021\n";
        check(&format!("{head}{BODY}"), ["Boats lost at sea", "Ilse Varga", "", "", "2021-03-09"], "TBD..");
        let head =
            "HARBOUR TIMES\nBoats lost at sea\nNobody has seen them since\nIlse Varga\nPublished: 9 Mar 2021, 10:24\n";
        check(
            &format!("{head}{BODY}"),
            ["Boats lost at sea", "Ilse Varga", "HARBOUR TIMES", "", "2021-03-09"],
            "BT.BD..",
        );
        let head = "Boats lost at sea\nBy Ilse Varga, Harbour News | 09/03/2021\n";
        check(&format!("{head}{BODY}"), ["Boats lost at sea", "Ilse Varga", "Harbour News", "", "09/03/2021"], "TB..");
    }

    #[test]
    fn page_around_an_article() {
        let title = "Dockers in Portville vote to strike";
        let head = format!(
            "Menu\nHome > World > {title}\n{title}\n\
             By Ilse Varga in Portville | Updated 10 March 2021 08:00 GMT | Published 9 March 2021\nPhoto: Tom Hale/HNA\n"
        );
        let foot = "(Reporting by Ilse Varga)\nShare this article\nAbout the author\nIlse Varga covers ports.\n© 2021 Harbour Times";
        check(&format!("{head}{BODY}{foot}"), [title, "Ilse Varga", "", "", "2021-03-09"], "CCTBC..BCCCC");
    }

    #[test]
    fn headline_again() {
        let title = "Boats lost at sea: harbour master";
        check(&format!("{title}\n\nBOATS LOST AT SEA - HARBOUR MASTER\n\n{BODY}"), [title, "", "", "", ""], "TR..");
        check(&format!("Home / Latest / {title}\n\n{title}\n\n{BODY}"), [title, "", "", "", ""], "CT..");
        check(&format!("{title} | Harbour Times\n\n{title}\n\n{BODY}"), [title, "", "", "", ""], "TR..");
    }

    #[test]
    fn datelines_stay_article() {
        let title = "Boats lost at sea";
        check(&format!("{title}\nPORTVILLE (HNA) — {BODY}"), [title, "", "HNA", "PORTVILLE", ""], "T..");
        check(
            &format!("{title}\nPORTVILLE, March 9, 2021 (HNA) — {BODY}\nPortville Times"),
            [title, "", "Portville Times", "PORTVILLE", "2021-03-09"],
            "T..C",
        );
        check(&format!("March 9, 2021 — PORTVILLE\n{BODY}"), ["", "", "", "PORTVILLE", "2021-03-09"], "D..");
        check(&format!("HALE: {BODY}VARGA: {BODY}"), [""; 5], "....");
    }

    #[test]
    fn mastheads_and_labels() {
        let title = "Boats lost at sea";
        check(&format!("PORT NEWS AGENCY | World\n{title}\n{BODY}"), [title, "", "PORT NEWS AGENCY", "", ""], "CT..");
        check(&format!("PNA Port News Agency\n{title}\n{BODY}"), [title, "", "Port News Agency", "", ""], "BT..");
        check(
            &format!("The Portville Anchor\nTuesday, 9 March 2021\n{title}\n{BODY}"),
            [title, "", "The Portville Anchor", "", "2021-03-09"],
            "BDT..",
        );
        check(
            &format!("PRESS RELEASE\nFor immediate release, 9 March 2021\n{title}\n{BODY}"),
            [title, "", "", "", "2021-03-09"],
            "CDT..",
        );
    }

    #[test]
    fn names_between_headline_and_article() {
        let title = "Boats lost at sea";
        let names = "Ilse Varga and Tom Hale";
        check(&format!("{title}\n{names}\n{BODY}"), [title, names, "", "", ""], "TB..");
        check(&format!("{title}\nInterview: Ilse Varga\n{BODY}"), [title, "Ilse Varga", "", "", ""], "TB..");
        check(&format!("{title}\nHarbour Silent\n{BODY}"), [title, "", "", "", ""], "T...");
        check(&format!("{title}\nNobody has seen them\n{names}\n{BODY}"), [title, "", "", "", ""], "T....");
    }

    #[test]
    fn foot() {
        check(&format!("{BODY}HNA/iv/09.03.2021"), ["", "", "", "", "2021-03-09"], "..D");
        check(&format!("{BODY}On March 6 he left.\nPublished 09/03/2021"), ["", "", "", "", "2021-03-09"], "...D");
        let credit = "(Reporting by Ilse Varga; Editing by Tom Hale)";
        check(&format!("{BODY}{credit}\n9 March 2021\n"), ["", "Ilse Varga", "", "", "2021-03-09"], "..BD");
        check(&format!("{BODY}Published in Harbour Times, March 9th, 2021"), ["", "", "", "", "2021-03-09"], "..D");
        check(&format!("{BODY}CORRECTION:\n{BODY}9 March 2021\n"), [""; 5], "......");
    }

    #[test]
    fn dates_and_names_amid_the_article_are_article() {
        check(&format!("{BODY}9 March 2021\n{BODY}Ilse Varga\n{BODY}"), [""; 5], "........");
        check(&format!("{BODY}What the harbour lost\n{BODY}"), [""; 5], ".....");
    }
}
