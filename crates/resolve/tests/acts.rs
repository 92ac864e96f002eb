//! Act, target and addressee of statements, by their words; and what holds for any text.

#![allow(clippy::unwrap_used, reason = "a test that panics fails; that is what it is for")]

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use sayso_core::{Document, Form, Provenance, Score, Span, Spans, Statement, StatementParts};
use sayso_resolve::{Cues, acts};

static CUES: LazyLock<Cues> = LazyLock::new(Cues::bundled);

/// The statements that a marked text holds, `{source} [cue] <content>`, a line each; texts without marks hold none.
fn marked(lines: &str) -> (Document, Vec<Statement>) {
    let (mut text, mut found) = (String::new(), Vec::new());
    for line in lines.lines() {
        let (mut open, mut roles) = (0, [Vec::new(), Vec::new(), Vec::new()]);
        for c in line.chars() {
            match c {
                '{' | '[' | '<' => open = text.len(),
                '}' => roles[0].push(open..text.len()),
                ']' => roles[1].push(open..text.len()),
                '>' => roles[2].push(open..text.len()),
                _ => text.push(c),
            }
        }
        text.push('\n');
        found.push(roles);
    }
    let document = sayso_ingest::document(text.as_bytes(), Provenance::default()).unwrap();
    assert_eq!(document.text(), text);
    let statement = |roles: &[Vec<std::ops::Range<usize>>; 3]| {
        let [source, cue, content] = roles
            .each_ref()
            .map(|role| Spans::merged(role.iter().filter_map(|r| Span::of(&text, r.clone()).ok()).collect()));
        let words: String = content.pieces().iter().map(|piece| document.words(*piece)).collect();
        let form = if words.starts_with('“') { Form::Direct } else { Form::Indirect };
        Statement::new(&document, StatementParts::new(source, cue, content, form, Score::new(1.0))).ok()
    };
    let statements = found.iter().filter_map(statement).collect();
    (document, statements)
}

/// Act, target and addressee of the last statement.
#[track_caller]
fn check(text: &str, act: &str, target: &str, addressee: &str) {
    let (document, statements) = marked(text);
    let found = acts(&document, &statements, &CUES, None);
    let last = found.last().unwrap();
    let words = |span: Option<Span>| span.map(|span| document.words(span)).unwrap_or_default();
    assert_eq!((last.act.name(), words(last.target), words(last.addressee)), (act, target, addressee), "{text}");
}

#[test]
fn cues_name_the_act_and_the_accused() {
    check("{Brannia} [has accused] <the mayor of Sorle of taking bribes>.", "accuse", "the mayor of Sorle", "");
    check("{Brannia} [blamed] <the crash on the pilots>.", "accuse", "the pilots", "");
    check("{The group} [claimed responsibility for] <the attack>.", "admit", "", "");
    check("{The envoy} [raised concerns about] <the election>.", "warn", "", "");
    check("{The envoy} [called on] <Brannia to share its maps>.", "demand", "Brannia", "Brannia");
    check("{Critics} [slammed] <the mayor's decision>.", "criticise", "the mayor", "");
}

#[test]
fn what_was_not_done_is_an_assertion() {
    check("{The bank} [has not denied] <that it knew>.", "assert", "", "");
    check("{The bank} [refused to confirm] <the sale>.", "assert", "", "");
    check("{The bank} [stopped short of accusing] <its auditor>.", "assert", "", "");
    check("{No group} [has claimed responsibility for] <the attack>.", "assert", "", "");
    check("{The bank} [would deny] <the charges>.", "assert", "", "");
}

#[test]
fn contents_decide_where_cues_do_not() {
    check("{Torv} [said] <it never happened>.", "deny", "", "");
    check("{Torv} [said] <Brannia was behind the attack>.", "accuse", "Brannia", "");
    check("{Kestria} [said] <it would retaliate against any strike>.", "threaten", "", "");
    check("{The ministry} [said] <it will help every family>.", "promise", "", "");
    check("{Torv} [said] <Brannia must withdraw its boats>.", "demand", "Brannia", "");
    check("{Torv} [said] <about 10,000 people had fled>.", "estimate", "", "");
    check("{Torv} [said] <“Where are they?”>", "ask", "", "");
    check("{Torv} [said] <the boats left at dawn>.", "assert", "", "");
    check("{Torv} [said] <it was a sad day for the strait>.", "opine", "", "");
    check("{Torv} [said] <the mayor lacks the courage to act>.", "criticise", "the mayor", "");
    check("{Torv} [said] <the repairs would take six weeks>.", "estimate", "", "");
    check("{Torv} [said] <the bridge was closed at about 3:30 pm>.", "assert", "", "");
    check("{Torv} [said] <she needed more time to read it>.", "assert", "", "");
    check("{Torv} [said] <“Take the boats out of the strait.”>", "demand", "", "");
    check("{Torv} [said] <“Taking the boats was a plan of 2012.”>", "assert", "", "");
}

#[test]
fn silence_is_an_assertion() {
    let accused = "{Varga} [accused] <the bank of hiding losses>.\n";
    for silence in ["{The bank} [declined] <to comment>.", "{The bank} [declined to comment on] <the report>."] {
        check(silence, "assert", "", "");
        check(&format!("{accused}{silence}"), "assert", "", "");
    }
    check(&format!("{accused}{{The bank}} [did not respond to] <a request for comment>."), "assert", "", "");
    check(&format!("{accused}{{The bank}} [said] <it would not comment on the matter>."), "assert", "", "");
}

#[test]
fn what_will_be_is_told_as_what_would_be() {
    check("{Torv} [said] <the families would be paid in full>.", "promise", "", "");
    check("{Torv} [said] <“The families would be paid by those who eat bread.”>", "assert", "", "");
    check("{Torv} [said] <the law would lead to a war>.", "warn", "", "");
}

#[test]
fn denials_find_whom_they_deny() {
    check("{Torv} [rejected] <Brannia's claims>.", "deny", "Brannia", "");
    check("{Varga} [accused] <Kestria of theft>.\n{Kestria} [denied] <the allegation>.", "deny", "Varga", "");
    check("{Kestria} [denied] <the allegation>.", "deny", "", "");
    let first = "{Kestria's ministry} [rejected] <Brannia's claims>.\n";
    check(&format!("{first}{{Kestria's envoy}} [rejected] <the claims>."), "deny", "Brannia", "");
}

#[test]
fn an_accusation_goes_on_and_the_accused_answers() {
    let varga = "{Varga} [accused] <Kestria of ferrying fighters to the delta>.\n";
    check(&format!("{varga}{{She}} [said] <“They came in boats without lights.”>"), "accuse", "Kestria", "");
    check(&format!("{varga}{{She}} [said] <the delta was beautiful>."), "assert", "", "");
    check(&format!("{varga}{{She}} [said] <the harvest was good>."), "assert", "", "");
    check(&format!("{varga}{{Kestria's envoy}} [said] <no boats had left the shore>."), "deny", "Varga", "");
    check(&format!("{varga}{{Kestria's envoy}} [said] <its navy sails on its own side>."), "deny", "Varga", "");
    check(&format!("{varga}{{Kestria's envoy}} [said] <its navy would sail again>."), "promise", "", "");
    check(&format!("{varga}{{The weather service}} [said] <no rain would fall>."), "assert", "", "");
    let denied = format!("{varga}{{Kestria}} [denied] <the allegation>.\n");
    check(&format!("{denied}{{Kestria}} [said] <its boats were inspected, as always>."), "assert", "", "");
    check(&format!("{denied}{{Kestria}} [said] <“We have nothing to hide.”>"), "deny", "Varga", "");
}

#[test]
fn a_headline_does_what_the_article_says_in_full() {
    let first = |text: &str| {
        let (document, statements) = marked(text);
        let found = acts(&document, &statements, &CUES, None);
        let target = found[0].target.map(|span| document.words(span).to_owned());
        (found[0].act.name(), target.unwrap_or_default())
    };
    let lead = "{Mayor Ilse Varga} [accused] <the neighbouring town of Kestrel of carrying strangers across the lake>.";
    let article = |headline: &str| first(&format!("{headline}\n\nMarch 3, 2016\n\n{lead}\n\nNobody else spoke."));
    let (act, target) = article("{Varga}[:] <Kestrel carrying strangers across>");
    assert_eq!((act, target.contains("Kestrel")), ("accuse", true));
    assert_eq!(article("{Varga}[:] <Kestrel fair opens with songs>").0, "assert");
    assert_eq!(article("{Torv}[:] <Kestrel carrying strangers across>").0, "assert");
}

#[test]
fn nobody_is_blamed_for_what_nobody_does() {
    check("{Torv} [said] <Kestria was hiding the evidence>.", "accuse", "Kestria", "");
    check("{Kestria's envoy} [said] <Kestria was hiding the evidence>.", "assert", "", "");
    check("{Torv} [blamed] <the delay on fog>.", "assert", "", "");
    check("{Torv} [said] <the girls, who were abducted in April, are free>.", "assert", "", "");
    check("{Torv} [said] <a doctor was abducted in April>.", "assert", "", "");
    check("{Torv} [said] <the presence of Brannian bases is stoking unrest>.", "criticise", "Brannian", "");
    check("{Torv} [said] <“We have to study the samples.”>", "assert", "", "");
}

#[test]
fn addressees_stand_beside_the_cue() {
    check("{Torv} [told] reporters in Halvern <that the talks would go on>.", "assert", "", "reporters");
    check("Speaking to diplomats, {Torv} [said] <the talks were over>.", "assert", "", "diplomats");
    check("[Asked] <whether he knew>, Torv left.", "ask", "", "Torv");
    check("{Torv} [promised] <an inquiry> and left.", "promise", "", "");
    check("{Torv} [said to] laughter <that the boats were toys>.", "assert", "", "");
    check("{Torv} [said] <both sides should step back>.", "demand", "both sides", "");
}

#[test]
fn whoever_asks_in_an_interview_asks_in_each_turn() {
    let turns = "{POST} [:] <Who sent the boats?>\n{TORV} [:] <Nobody.>\n{POST} [:] <Why were they there?>\n\
        {TORV} [:] <I was not there.>\n";
    check(&format!("{turns}{{POST}} [:] <Your critics say you were.>"), "ask", "", "TORV");
    check(&format!("{turns}{{TORV}} [:] <The boats left at dawn.>"), "assert", "", "POST");
    let played = format!("{turns}{{VARGA (recorded)}} [:] <I saw them.>\n");
    check(&played, "assert", "", "");
    check(&format!("{played}{{POST}} [:] <That was the minister.>"), "assert", "", "TORV");
}

#[test]
fn a_user_can_add_cues() {
    let mut cues = Cues::bundled();
    let bad = cues.add_cues(
        "own.tsv",
        "cue\tact\tnegated\tpolarity\tstrength\tparty\ntrouncify NP\tcriticise\t\t-\t\ttarget\nx\tshout\n",
    );
    assert_eq!(bad.iter().map(ToString::to_string).collect::<Vec<_>>(), ["own.tsv:3: `shout` is no act"]);
    let (document, statements) = marked("{Torv} [trouncified] <the mayor>.");
    let found = acts(&document, &statements, &cues, None);
    assert_eq!((found[0].act.name(), found[0].target.map(|t| document.words(t))), ("criticise", Some("the mayor")));
}

#[test]
fn long_texts_take_no_longer_for_each_statement() {
    let endless = "a ".repeat(500_000);
    let statements = "{He} [said] <about 7 boats and no more than 8 of them were not at fault> ".repeat(2_000);
    for text in [format!("{{He}} [said] <{endless}>"), statements.replace('\n', " "), format!("{endless}[said] <no>")] {
        let (document, statements) = marked(&text);
        let begun = Instant::now();
        assert_eq!(acts(&document, &statements, &CUES, None).len(), statements.len());
        assert!(begun.elapsed() < Duration::from_secs(20), "{:?} for {} statements", begun.elapsed(), statements.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_gives_spans_that_fit(
        text in "([a-zA-Z'’“”.,?!éİß0-9 -]|said|accused|not|[Tt]he |cannot|n't|\\PC){0,120}",
        cuts in prop::collection::vec(0usize..400, 6),
    ) {
        let Ok(document) = sayso_ingest::document(text.as_bytes(), Provenance::default()) else { return Ok(()) };
        let text = document.text();
        let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (text.len() + 1)).filter(|at| text.is_char_boundary(*at)).collect();
        cuts.sort_unstable();
        let spans = |at: usize| {
            let ends = (cuts.get(at).copied().unwrap_or(0), cuts.get(at + 1).copied().unwrap_or(0));
            Spans::merged(Span::of(text, ends.0..ends.1.max(ends.0)).into_iter().collect())
        };
        for roles in [[0, 2, 4], [0, 4, 2], [2, 0, 4], [4, 2, 0]] {
            let [source, cue, content] = roles.map(spans);
            let parts = StatementParts::new(source, cue, content, Form::Indirect, Score::new(1.0));
            let Ok(statement) = Statement::new(&document, parts) else { continue };
            for found in acts(&document, &[statement.clone(), statement.clone()], &CUES, None) {
                for span in [found.target, found.addressee].into_iter().flatten() {
                    prop_assert!(span.slice(text).is_ok());
                }
            }
        }
    }
}
