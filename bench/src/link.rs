//! How linking grows with a library. The libraries are made up, and so is who says what is alike: what the linker takes is printed
//! apart, by the number of pairs that it would be asked of.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use cpu_time::ProcessTime;
use sayso_core::{
    Act, Document, EntityId, EntityKind, Form, Meta, Provenance, Score, Span, Speaker, Statement, StatementParts,
    TextId,
};
use sayso_model::WIDTH;
use sayso_trace::{Article, Comparer, Embedding, Judge, Names, Recall, Relations, TextPair, trace};

/// Statements of an article.
const STATEMENTS: usize = 30;
/// One article in so many is a copy of an earlier one.
const COPIES: u64 = 5;
/// Articles of a story, on the average.
const STORY: u64 = 40;
/// Claims of a story among which its statements are, by a power law.
const CLAIMS: usize = 60;
/// Outlets.
const OUTLETS: u64 = 400;

/// Prints what linking takes for libraries of so many statements.
pub(crate) fn print(sizes: &[usize]) -> anyhow::Result<()> {
    println!("statements  documents    claims  pairs asked     wall s      CPU s  exponent  peak MB");
    let mut before: Option<(usize, f64)> = None;
    for size in sizes {
        let made = made(*size)?;
        let (names, none) = (Names::default(), BTreeMap::new());
        let articles: Vec<Article<'_>> = made
            .iter()
            .map(|(document, statements)| Article { document, statements, somebodies: &none, names: &names })
            .collect();
        let mut memory = Forgetful::default();
        let (wall, cpu) = (Instant::now(), ProcessTime::now());
        let traced = trace(&articles, &mut Comparer::new(&Words, &mut memory), &[]);
        let (wall, cpu) = (wall.elapsed().as_secs_f64(), cpu.elapsed().as_secs_f64());
        let statements: usize = articles.iter().map(|article| article.statements.len()).sum();
        let exponent = before.map(|(fewer, took)| (cpu / took).ln() / (statements as f64 / fewer as f64).ln());
        println!(
            "{statements:>10} {:>10} {:>9} {:>12} {wall:>10.1} {cpu:>10.1} {:>9} {:>8}",
            articles.len(),
            traced.claims.len(),
            memory.asked,
            exponent.map(|exponent| format!("{exponent:.2}")).unwrap_or_default(),
            peak()?
        );
        before = Some((statements, cpu));
    }
    Ok(())
}

/// Megabytes of memory at the highest.
fn peak() -> anyhow::Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    Ok(line.split_whitespace().next().unwrap_or_default().parse::<u64>()? / 1024)
}

/// Numbers without end, the same every time: SplitMix64 (Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mixed(self.0)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// From 0 to below `end`, the small ones more often: by a power law of exponent 1, about.
    fn few(&mut self, end: usize) -> usize {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((end as f64).powf(share) - 1.0) as usize
    }
}

fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ bits >> 31
}

/// A word of this number; no two numbers have one.
fn word(number: u64) -> String {
    const PARTS: [&str; 16] =
        ["bal", "dor", "kem", "lis", "mur", "nat", "pol", "rik", "sen", "tov", "ul", "ves", "war", "yan", "zel", "gom"];
    let mut out = String::new();
    let mut rest = number + 16;
    while rest > 0 {
        out += PARTS[(rest % 16) as usize];
        rest /= 16;
    }
    out
}

/// Words that every article has.
const PLAIN: [&str; 24] = [
    "the",
    "government",
    "of",
    "that",
    "people",
    "report",
    "in",
    "official",
    "a",
    "year",
    "against",
    "military",
    "with",
    "group",
    "new",
    "country",
    "would",
    "minister",
    "talk",
    "leader",
    "several",
    "support",
    "after",
    "plan",
];

/// Articles of stories in the order of time: each has statements of its story's claims, in words that change a little.
fn made(size: usize) -> anyhow::Result<Vec<(Document, Vec<Statement>)>> {
    let mut chance = Chance(1);
    let mut out: Vec<(Document, Vec<Statement>)> = Vec::new();
    let articles = size.div_ceil(STATEMENTS) as u64;
    let (mut number, mut open): (u64, Vec<u64>) = (0, Vec::new());
    while (out.len() as u64) < articles {
        // Stories begin and end; a dozen go on at a time.
        if open.len() < 12 || chance.below(STORY) == 0 {
            open.push(number);
            number += 1;
            if open.len() > 12 {
                open.swap_remove(chance.below(12) as usize);
            }
        }
        let outlet = word(1_000_000 + chance.below(OUTLETS));
        // Forty articles a day, in months of 28 days.
        let day = out.len() as u64 / 40;
        let published = format!("{:04}-{:02}-{:02}", 2000 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
        let copied = out.len().checked_sub(1 + chance.few(60));
        let (text, spans) = match copied.filter(|_| chance.below(COPIES) == 0) {
            Some(at) => {
                let (document, statements) = &out[at];
                let name = |statement: &Statement| document.words(statement.source().pieces()[0]).to_owned();
                let spans = |statement: &Statement| {
                    [statement.source(), statement.cue(), statement.content()].map(|spans| spans.pieces()[0])
                };
                let spans = statements.iter().map(|statement| (name(statement), spans(statement))).collect();
                (document.text().to_owned(), spans)
            }
            None => article(&mut chance, &open),
        };
        let provenance = Provenance { outlet: Some(outlet), ..Provenance::default() };
        let read = sayso_ingest::document(text.as_bytes(), provenance.clone())?;
        let meta = Meta { published: Some(published), ..read.meta().clone() };
        let document = Document::new(text, provenance, meta, read.layout().clone(), Vec::new());
        let statements = spans.into_iter().map(|(name, spans)| statement(&document, name, spans));
        let statements = statements.collect::<anyhow::Result<_>>()?;
        out.push((document, statements));
    }
    Ok(out)
}

type Marked = Vec<(String, [Span; 3])>;

/// An article of one of the stories that go on.
fn article(chance: &mut Chance, open: &[u64]) -> (String, Marked) {
    let story = open[chance.below(open.len() as u64) as usize];
    let (mut text, mut spans) = (String::new(), Vec::new());
    for _ in 0..STATEMENTS {
        let claim = chance.few(CLAIMS) as u64;
        let name = format!("{} {}", capital(&word(story * 64 + chance.below(12))), capital(&word(5_000_000 + story)));
        let mut words: Vec<String> = Vec::new();
        for place in 0..5 {
            // Who tells of a claim uses most of its words, and some that others use for it.
            let own = 8 * (claim + 64 * story) + place;
            words.push(if chance.below(4) == 0 { word(40_000_000 + own) } else { word(90_000_000 + own) });
            words.push(PLAIN[chance.below(24) as usize].to_owned());
        }
        words.push(capital(&word(story * 64 + 16 + chance.below(16))));
        if chance.below(8) == 0 {
            words.push("not".to_owned());
        }
        let at = text.len();
        text += &format!("{name} said {}.\n\n", words.join(" "));
        let cue = at + name.len() + 1;
        let content = cue + 5..text.len() - 3;
        let marked = [at..at + name.len(), cue..cue + 4, content].map(|range| Span::of(&text, range));
        let [Ok(source), Ok(cue), Ok(content)] = marked else { continue };
        spans.push((name, [source, cue, content]));
    }
    (text, spans)
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

fn statement(document: &Document, name: String, [source, cue, content]: [Span; 3]) -> anyhow::Result<Statement> {
    let entity = Some(EntityId::new(format!("person/{}", name.to_lowercase())));
    let parts = StatementParts {
        speaker: Some(Speaker { name, kind: EntityKind::Person, role: None, affiliation: None, entity }),
        act: Some(Act::Assert),
        ..StatementParts::new(source.into(), cue.into(), content.into(), Form::Indirect, Score::new(0.9))
    };
    Ok(Statement::new(document, parts)?)
}

/// Stands in for the library, which keeps what the linker said on disk: counts what would be kept.
#[derive(Default)]
struct Forgetful {
    asked: usize,
}

impl Recall for Forgetful {
    fn embedding(&mut self, _: TextId) -> Option<Embedding> {
        None
    }

    fn relations(&mut self, _: TextPair) -> Option<Relations> {
        None
    }

    fn keep(&mut self, _: &[(TextId, Embedding)], pairs: &[(TextPair, Relations)]) {
        self.asked += pairs.len();
    }
}

/// Stands in for the linker: what shares words lies near, and says the same.
struct Words;

impl Judge for Words {
    fn embed(&self, text: &str) -> [f32; WIDTH] {
        let mut sum = [0.0; WIDTH];
        for word in text.split_whitespace() {
            let mut chance = Chance(word.bytes().fold(7, |bits, byte| mixed(bits ^ u64::from(byte))));
            sum.chunks_mut(64).for_each(|part| {
                let bits = chance.next();
                part.iter_mut().enumerate().for_each(|(i, v)| *v += if bits >> i & 1 == 1 { 1.0 } else { -1.0 });
            });
        }
        let length = sum.iter().map(|v| v * v).sum::<f32>().sqrt().max(1e-9);
        sum.map(|v| v / length)
    }

    fn relate(&self, one: &str, other: &str) -> Relations {
        let of = |text: &str| {
            text.split_whitespace().filter(|word| word.len() > 5).map(str::to_owned).collect::<BTreeSet<_>>()
        };
        let (mine, theirs) = (of(one), of(other));
        let shared = mine.intersection(&theirs).count() as f32 / mine.len().min(theirs.len()).max(1) as f32;
        let denies = one.contains(" not") != other.contains(" not");
        let about = (1.2 * shared).min(0.96);
        let (same, against) = if denies { (0.02, about) } else { (about, 0.02) };
        let rest = (1.0 - same - against).max(0.0);
        [same, against, 0.01 * rest, 0.59 * rest, 0.4 * rest, about]
    }
}
