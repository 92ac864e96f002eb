//! What a statement does, whom it is about and whom it is said to.
//!
//! The cue decides ("denied", "called on"), with its negation and mood; where it leaves the act open ("said"), what is said
//! decides. Both are patterns of words in the tables of `knowledge/`, and no text is known to the code.

mod lexicon;
mod words;
mod phrase;
mod pattern;
mod cues;
mod scene;
mod verdict;
mod clause;
mod target;
mod addressee;
mod dialogue;
mod sides;
mod claims;
mod context;
mod judge;
mod headlines;

use std::collections::BTreeMap;
use std::ops::Range;

use sayso_core::{Act, Document, Span, Statement};
use sayso_model::Linker;

use cues::Place;
pub(crate) use cues::TABLES;
pub use cues::{Cues, Strength};
use dialogue::Dialogue;
pub use judge::{Ground, Heard};
use judge::{heard, judged};
use scene::Scene;
use target::Target;
use verdict::{Verdict, verdict};

/// What a statement does, and the words that name whom it is about and whom it is said to.
#[derive(Debug, Clone, PartialEq)]
pub struct Acted {
    /// The speech act.
    pub act: Act,
    /// Of the speaker towards what is said, as the cue shows it: -1, 0 or 1.
    pub polarity: i8,
    /// How much the cue decides.
    pub strength: Strength,
    /// Whether the cue is negated: "has not denied".
    pub negated: bool,
    /// What the tables say by themselves.
    pub by_tables: Act,
    /// By what they say it.
    pub ground: Ground,
    /// What the network says: logarithms of probabilities, in the order of [`Act::ALL`]; none without a linker.
    pub heard: Option<Heard>,
    /// Whom it accuses, denies, criticises, praises, warns or demands from.
    pub target: Option<Span>,
    /// Whom it was said to.
    pub addressee: Option<Span>,
}

/// The act of one statement by its own words.
pub fn act(document: &Document, statement: &Statement, cues: &Cues) -> Act {
    verdict(&Scene::of(document, statement, &[], cues), cues).act
}

/// Act, target and addressee of each of a document's statements, in their order. A denial that does not say whose claim
/// it denies has the source of the accusation before it as its target. Without a linker the tables decide alone.
pub fn acts(document: &Document, statements: &[Statement], cues: &Cues, linker: Option<&Linker>) -> Vec<Acted> {
    acts_of(document, statements, &[], cues, linker)
}

/// The same, where it is known who speaks: for each statement the words that name its speaker and those for whom he or she
/// speaks, "Anselm Torv Kestria". Who is accused and answers is found by them.
pub fn acts_of(
    document: &Document,
    statements: &[Statement],
    speakers: &[String],
    cues: &Cues,
    linker: Option<&Linker>,
) -> Vec<Acted> {
    let order = order(statements);
    let mut told = Told::of(document, statements, &order, speakers, cues);
    if let Some(linker) = linker {
        told.heard = statements.iter().map(|statement| heard(linker, document, statement)).collect();
    }
    let mut read: Vec<Read> = Vec::with_capacity(order.len());
    for at in &order {
        let found = read_one(&told, &read, *at, cues);
        read.push(found);
    }
    let mut out: Vec<(usize, Acted)> = Vec::with_capacity(read.len());
    for (i, found) in read.iter().enumerate() {
        let statement = &statements[found.at];
        let target = match &found.target {
            Target::Words(words) => span(document, words.clone()),
            Target::Claimant if found.verdict.act == Act::Deny => {
                claims::claimant(&told, &read[..i], found.at, cues).or_else(|| denied_before(&told, &out, found.at))
            }
            Target::SameClaimant => context::last_denial(&told, &read[..i], found.at).and_then(|denial| {
                let near = out.iter().rev().find(|(at, _)| *at == denial.at);
                near.and_then(|(_, acted)| acted.target)
            }),
            Target::Claimant | Target::Nobody => None,
        };
        let asked = || (found.verdict.act == Act::Ask).then(|| answerer(statements, &read[i..], statement)).flatten();
        let addressee = found.addressee.clone().and_then(|words| span(document, words)).or_else(asked);
        let addressee = addressee.or_else(|| told.dialogue.to.get(&found.at).copied());
        let Verdict { act, polarity, strength, negated, .. } = found.verdict;
        let Read { by_tables, ground, .. } = *found;
        let heard = told.heard.get(found.at).copied();
        out.push((found.at, Acted { act, polarity, strength, negated, by_tables, ground, heard, target, addressee }));
    }
    out.sort_by_key(|(at, _)| *at);
    let mut acted: Vec<Acted> = out.into_iter().map(|(_, acted)| acted).collect();
    headlines::restate(&told, &order, &mut acted);
    acted
}

/// The statements in the order of the text.
fn order(statements: &[Statement]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|at| place(&statements[*at]));
    order
}

/// One statement, after those before it.
fn read_one(told: &Told<'_>, before: &[Read], at: usize, cues: &Cues) -> Read {
    let mut scene = Scene::of(told.document, &told.statements[at], &told.inner[at], cues);
    scene.recognise(&told.sides[at]);
    let mut verdict = verdict(&scene, cues);
    let mut target = target::target(&scene, &verdict);
    let is_own = matches!(&target, Target::Words(words) if told.is_own(at, words, cues));
    if verdict.content.is_some() && is_own {
        // Nobody accuses or praises itself; "we must" demands from everybody.
        let act = if verdict.act == Act::Demand { Act::Demand } else { Act::Assert };
        (verdict.act, verdict.content, target) = (act, None, Target::Nobody);
    }
    let is_nobody = matches!(target, Target::Nobody);
    let is_evil = matches!(verdict.act, Act::Accuse | Act::Criticise);
    if is_evil && is_nobody && clause::is_about_speaker(&scene, &verdict) {
        (verdict.act, verdict.content) = (Act::Assert, None);
    }
    if verdict.place == Place::Blame && is_nobody && target::object(&scene, &verdict).is_some() {
        // "blamed the delay on fog" accuses nobody.
        verdict.act = Act::Assert;
    }
    let is_vague = matches!(&target, Target::Words(words) if is_pronoun(told.document, words));
    if verdict.act == Act::Accuse && (is_nobody || is_vague && verdict.content.is_some()) {
        let accused = context::accused(told, before, at);
        if is_nobody && matches!(accused, Target::Nobody) && clause::is_suffered(&scene, &verdict) {
            // "was abducted in 2012": nobody is named who did it.
            (verdict.act, verdict.content) = (Act::Assert, None);
        }
        target = if is_vague && matches!(accused, Target::Nobody) { target } else { accused };
    }
    let mut ground = Ground::of(&verdict);
    if let Some((act, whom)) = context::context(told, before, at, &scene, &verdict, cues) {
        (verdict.act, target, ground) = (act, whom, Ground::Context);
    }
    let by_tables = verdict.act;
    let act = told.heard.get(at).map_or(verdict.act, |heard| judged(heard, verdict.act, ground));
    if act != verdict.act {
        (verdict.act, verdict.content, verdict.place) = (act, None, place_of(act));
        target = target::target(&scene, &verdict);
        if matches!(&target, Target::Words(words) if told.is_own(at, words, cues)) {
            target = Target::Nobody;
        }
    }
    if told.dialogue.asked.contains(&at) {
        (verdict.act, verdict.content, target) = (Act::Ask, None, Target::Nobody);
    }
    let addressee = addressee::addressee(&scene, &verdict);
    Read { at, verdict, by_tables, ground, target, addressee }
}

/// Where the target stands of an act that no cue and no words of a table tell.
fn place_of(act: Act) -> Place {
    match act {
        Act::Deny => Place::Claim,
        Act::Accuse | Act::Criticise | Act::Praise | Act::Demand | Act::Threaten => Place::Content,
        _ => Place::Nobody,
    }
}

/// Whom the same side has denied before, where a denial only points to a claim: "rejected the claims".
fn denied_before(told: &Told<'_>, before: &[(usize, Acted)], at: usize) -> Option<Span> {
    let is_same =
        |(other, acted): &&(usize, Acted)| acted.act == Act::Deny && told.sides[*other].is_of(&told.sides[at]);
    let same = before.iter().rev().filter(is_same).find_map(|(_, acted)| acted.target);
    same.filter(|_| claims::is_bare(&told.statements[at]))
}

/// "they", and no more.
fn is_pronoun(document: &Document, words: &Range<usize>) -> bool {
    let words = document.text().get(words.clone()).unwrap_or_default().to_lowercase();
    ["he", "she", "it", "they", "them"].contains(&words.as_str())
}

/// A document's statements, with the side of each speaker.
struct Told<'a> {
    document: &'a Document,
    statements: &'a [Statement],
    sides: Vec<sides::Side>,
    /// For each, contents of others' statements inside it.
    inner: Vec<Vec<Span>>,
    dialogue: Dialogue,
    /// What the network says of each; empty where it is not asked.
    heard: Vec<Heard>,
}

impl<'a> Told<'a> {
    fn of(
        document: &'a Document,
        statements: &'a [Statement],
        order: &[usize],
        speakers: &[String],
        cues: &Cues,
    ) -> Told<'a> {
        let sides = sides::sides(document, statements, order, speakers, &cues.lexicon);
        let dialogue = Dialogue::of(document, statements, order);
        Told { document, statements, sides, inner: inner(statements), dialogue, heard: Vec::new() }
    }

    /// Whether these bytes name the speaker of a statement, or for whom he or she speaks.
    fn is_own(&self, at: usize, words: &Range<usize>, cues: &Cues) -> bool {
        self.side(words, cues).is_within(&self.sides[at])
    }

    fn side(&self, bytes: &Range<usize>, cues: &Cues) -> sides::Side {
        sides::Side::of(&words::words(self.document.text(), bytes.clone(), &cues.lexicon))
    }
}

/// Bytes of "I" and "we": who tells of earlier words of his own says them again.
const LONGEST_I: usize = 2;

/// For each statement, the contents of statements inside it that somebody else makes: what they do, it does not.
fn inner(statements: &[Statement]) -> Vec<Vec<Span>> {
    let by_id: BTreeMap<_, usize> = statements.iter().enumerate().map(|(at, statement)| (statement.id(), at)).collect();
    let mut inner = vec![Vec::new(); statements.len()];
    for statement in statements {
        let parent = statement.parts().parent.and_then(|parent| by_id.get(&parent));
        let is_own = statement.source().cover().is_some_and(|cover| cover.len() <= LONGEST_I);
        if let Some(parent) = parent.filter(|_| !is_own) {
            inner[*parent].extend(statement.content().pieces().iter().copied());
        }
    }
    inner
}

/// A statement as it was read.
struct Read {
    at: usize,
    verdict: Verdict,
    by_tables: Act,
    ground: Ground,
    target: Target,
    addressee: Option<Range<usize>>,
}

/// Where a statement is made.
fn place(statement: &Statement) -> usize {
    statement.cue().cover().map_or(0, Span::start)
}

fn span(document: &Document, words: Range<usize>) -> Option<Span> {
    Span::of(document.text(), words).ok()
}

/// Who answers a question that nobody is named as asking: "Asked whether ..., Torv said".
fn answerer(statements: &[Statement], from: &[Read], question: &Statement) -> Option<Span> {
    if !question.source().is_empty() {
        return None;
    }
    let next = from.iter().skip(1).map(|read| &statements[read.at]).find(|next| !next.source().is_empty())?;
    let cover = next.source().cover()?;
    (cover.start().saturating_sub(place(question)) <= 400).then_some(cover)
}
