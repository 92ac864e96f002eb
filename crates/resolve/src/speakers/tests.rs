//! Who is behind a source.

use std::sync::LazyLock;

use sayso_core::{Document, Form, Score, Span, Spans, Statement, StatementParts};
use sayso_model::Reader;

use crate::{Knowledge, resolve};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::best().unwrap());
static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(Knowledge::bundled);

/// `<source>` is a source, the next word its cue and the word after that its content; or the word before, if there is none.
fn statements(marked: &str) -> (Document, Vec<Statement>) {
    let text = marked.replace(['<', '>'], "");
    let document = sayso_ingest::document(text.as_bytes(), Default::default()).unwrap();
    let mut out = Vec::new();
    for (i, (at, _)) in marked.match_indices('<').enumerate() {
        let start = at - 2 * i;
        let end = start + marked[at + 1..].find('>').unwrap();
        let words = |from: usize| {
            let skipped = text[from..].find(|c: char| c.is_alphanumeric())?;
            let from = from + skipped;
            let len = text[from..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - from);
            Some(Span::of(&text, from..from + len).unwrap())
        };
        let cue = words(end).unwrap();
        let content = words(cue.end()).unwrap();
        let source = Spans::from(Span::of(&text, start..end).unwrap());
        let score = Score::from_basis_points(9_000);
        let parts = StatementParts::new(source, cue.into(), content.into(), Form::Indirect, score);
        out.push(Statement::new(&document, parts).unwrap());
    }
    (document, out)
}

/// Each speaker as "name; role; affiliation", the last two where there are any.
#[track_caller]
fn check(marked: &str, expect: &[&str]) {
    let (document, statements) = statements(marked);
    let found = resolve(&document, &READER.encode(&document), statements, &KNOWLEDGE, None);
    let shown = |statement: &Statement| {
        let Some(speaker) = &statement.parts().speaker else { return "nobody".to_owned() };
        let further = [&speaker.role, &speaker.affiliation].into_iter().flatten();
        further.fold(speaker.name.clone(), |shown, words| format!("{shown}; {words}"))
    };
    assert_eq!(found.statements.iter().map(shown).collect::<Vec<_>>(), expect, "{marked}");
}

#[test]
fn titles_and_appositions_are_roles() {
    check("<Norwegian Foreign Minister Marit Solberg> said nothing.", &["Marit Solberg; Foreign Minister; Norway"]);
    check(
        "<Visiting Norwegian Foreign Minister Marit Solberg> said nothing.",
        &["Marit Solberg; Foreign Minister; Norway"],
    );
    check(
        "<Norway's special envoy to Sudan Marit Solberg> said nothing.",
        &["Marit Solberg; special envoy to Sudan; Norway"],
    );
    check("<The mayor of Bergen, Marit Solberg,> said nothing.", &["Marit Solberg; mayor; Bergen"]);
    check(
        "<Marit Solberg, a spokeswoman for the Norwegian navy,> said nothing.",
        &["Marit Solberg; spokeswoman; Norwegian navy"],
    );
    check(
        "<Former Norwegian Prime Minister Marit Solberg> said nothing.",
        &["Marit Solberg; Former Prime Minister; Norway"],
    );
    check(
        "<Chief of Staff of the Norwegian Armed Forces Major General Olav Berg> said nothing.",
        &["Olav Berg; Chief of Staff; Norwegian Armed Forces"],
    );
    check("<Mr. Solberg> said nothing.", &["Solberg"]);
}

#[test]
fn short_names_are_those_of_full_ones() {
    check(
        "<Norwegian Foreign Minister Marit Solberg> said nothing new. <Solberg> added that the talks go on.",
        &["Marit Solberg; Foreign Minister; Norway"; 2],
    );
    // Which of two, the text does not say, but the title does.
    check("Marit Solberg met her brother Olav Solberg. <Mrs. Solberg> said that they talked.", &["Marit Solberg"]);
}

#[test]
fn pronouns_are_who_spoke() {
    check("<Marit Solberg> said nothing new on Monday. <She> added that the talks go on.", &["Marit Solberg"; 2]);
    check(
        "<Police Chief Olav Berg> said that Marit Solberg was unhurt. <He> added that she had left. <She> told reporters so.",
        &["Olav Berg; Police Chief", "Olav Berg; Police Chief", "Marit Solberg"],
    );
}

#[test]
fn pronouns_are_whom_a_sentence_has_begun_with_since() {
    check(
        "<Dr Mona Lie> said nothing new on Monday. Professor Kim Berg found something in the cellar. A mouse had lived there for \
         years, <he> told reporters on Tuesday.",
        &["Mona Lie", "Kim Berg; Professor"],
    );
    check(
        "<Dr Mona Lie> said nothing new on Monday. The cellar was shown to Kim Berg. A mouse had lived there for years, <she> told \
         reporters on Tuesday.",
        &["Mona Lie", "Mona Lie"],
    );
}

#[test]
fn pronouns_are_who_is_named_behind_them() {
    check("Before <she> told reporters so, Marit Solberg had rung Olav Berg.", &["Marit Solberg"]);
    check("In <his> letter of Monday, Olav Berg said nothing new.", &["Olav Berg"]);
}

#[test]
fn a_given_name_is_who_alone_has_it() {
    check("Marit Solberg met Olav Berg. <Marit> said that they talked.", &["Marit Solberg"]);
    check("Marit Solberg met Marit Berg. <Marit> said that they talked.", &["Marit"]);
}

#[test]
fn descriptions_are_who_has_the_office() {
    check(
        "<Norwegian special envoy Marit Solberg> said nothing new. <The Norwegian diplomat> added that the talks go on.",
        &["Marit Solberg; special envoy; Norway"; 2],
    );
    check("<A police officer> said nothing. <The officer> added little.", &["police officer; police officer"; 2]);
    check("<Gov. Olav Berg> said nothing. <The governor> added little.", &["Olav Berg; Gov."; 2]);
    // "an officer" is somebody else.
    check(
        "<A police officer> said nothing. <Another officer> added little.",
        &["police officer; police officer", "Another officer; officer"],
    );
}

#[test]
fn clauses_behind_a_name_tell_its_office() {
    check(
        "<Marit Solberg, who was Norway's foreign minister until May,> said nothing.",
        &["Marit Solberg; former foreign minister; Norway"],
    );
    check("<Marit Solberg, who leads the opposition,> said nothing.", &["Marit Solberg; leader; opposition"]);
    check("<Rep. Ann Solberg (D-Mass.)> said nothing.", &["Ann Solberg; Rep.; Massachusetts"]);
}

#[test]
fn a_name_may_follow_the_description() {
    check(
        "<A survivor> said the door was shut. <Olav Berg, a 29-year-old carpenter,> said: “I put my hand through it.”",
        &["Olav Berg; carpenter", "Olav Berg; carpenter"],
    );
}

#[test]
fn an_office_may_follow_the_name() {
    check("Olav Berg came in late. <The prime minister> said nothing.", &["Olav Berg; prime minister"]);
    check(
        "<Foreign Minister Olav Berg> said nothing. <The finance minister> added little.",
        &["Olav Berg; Foreign Minister", "finance minister; finance minister"],
    );
}

#[test]
fn relative_pronouns_are_the_noun_before_them() {
    check("Olav Berg did not pay an architect <who> said that he was owed.", &["architect; architect"]);
    check("Olav Berg, a lawyer <who> said little, left.", &["Olav Berg; lawyer"]);
}

#[test]
fn a_bare_name_is_not_that_of_a_relative() {
    check("Berg spoke late. Marit Berg, the governor's daughter, spoke before. <Berg> said nothing.", &["Berg"]);
}

#[test]
fn a_family_name_is_nobodys_capital() {
    check("Dario Minsk ran the bar. <Minsk> said nothing.", &["Dario Minsk"]);
    check("The talks went on. <Minsk> said nothing.", &["Belarus"]);
}

#[test]
fn people_of_a_country_are_not_the_country() {
    check("<Afghans> say little.", &["Afghans; Afghanistan"]);
    check("<Some Democrats> say little.", &["Some Democrats; Democratic Party"]);
}

#[test]
fn capitals_speak_for_their_states() {
    check("<Washington> denies everything. <Moscow> said nothing.", &["United States", "Russia"]);
    check("<Iran and Russia> allege much.", &["Iran and Russia"]);
}

#[test]
fn who_is_not_known_keeps_the_words() {
    check("<They> said nothing.", &["They"]);
    check("<Two residents of Bergen> said nothing.", &["Two residents of Bergen; Bergen"]);
    check(
        "<A leaked document from the Pentagon this year> revealed much.",
        &["leaked document from the Pentagon; Pentagon"],
    );
}

#[test]
fn grammar_shows_that_a_name_is_no_persons() {
    check(
        "Ruvolene, which owns the ferry, denied it. All doors were closed, <its managing director, Tove Hassel>, said so.",
        &["Tove Hassel; managing director; Ruvolene"],
    );
    check(
        "Ruvolene denied that the door was damaged. <Its managing director, Tove Hassel>, said so. <The company> paid nothing.",
        &["Tove Hassel; managing director; Ruvolene", "Ruvolene"],
    );
    check("Orlo left early. <He> said nothing. Orlo, who is ill, went home.", &["Orlo"]);
    check("<The operator, Oskeline,> said nothing. <It> paid nothing.", &["Oskeline", "Oskeline"]);
    check("Oskeline, the owner of the ferry company, left. <It> said nothing.", &["Oskeline"]);
    check("<Radio Mirel> said nothing. <Radio Mirel> has two rooms.", &["Radio Mirel", "Radio Mirel"]);
}

#[test]
fn employers_and_bodies_behind_a_name_are_affiliations() {
    check(
        "<Signe Marsk, who has worked on the quay for Oskel Steamers since 2011>, said nothing.",
        &["Signe Marsk; Oskel Steamers"],
    );
    check("<Signe Marsk, who works for Oskel Steamers>, said nothing.", &["Signe Marsk; Oskel Steamers"]);
    check("<Signe Marsk, who worked for Oskel Steamers>, said nothing.", &["Signe Marsk"]);
    check(
        "<Tilde Brann of the finance committee, a member of the Harbour Party>, said nothing.",
        &["Tilde Brann; member; finance committee"],
    );
    check("<Jannik Orre, a joiner of twenty-nine>, said nothing.", &["Jannik Orre; joiner"]);
    check("Gerd Tavik is a miller. <His daughter Runa Tavik> said nothing.", &["Runa Tavik"]);
    check(
        "The ferry left Arnestad at nine. In Arnestad <Mayor Liv Karstrup> said nothing.",
        &["Liv Karstrup; Mayor; Arnestad"],
    );
}

#[test]
fn a_noun_behind_a_bodys_name_says_what_sort_it_is() {
    check("<The NHA agency> said nothing. <NHA> said more.", &["NHA agency", "NHA agency"]);
}

#[test]
fn bodies_without_a_name_go_on_as_they() {
    check("Tove Hassel gave her list to the police. <They> said nothing.", &["police"]);
    check(
        "The weather service warned of waves in the harbour of the authority. <It> said nothing.",
        &["weather service"],
    );
}

#[test]
fn the_only_firm_is_the_firm() {
    check(
        "Two people died. <The operator> denied it. Nobody from the ministry of trade or at <Oskel Steamers> said more.",
        &["Oskel Steamers", "Oskel Steamers"],
    );
}
