//! Wires, cuts and rewrites, as papers make them.

use sayso_core::{Document, DocumentId, Meta, Provenance};
use sayso_trace::copies::{Copies, Found, Reason, Sketch, Source};

/// A wire of seven paragraphs.
const WIRE: [&str; 7] = [
    "A dam above the Orvenian town of Kell gave way before dawn on Friday, and the water swept two bridges and a sawmill \
     into the valley, the district council said.",
    "\"We heard it before we saw it, and then there was no street any more,\" Edda Roum, who keeps the inn at the lower \
     bridge, told NHA by telephone.",
    "At least nine people were missing by noon, among them four workers of the sawmill who had been on the night shift, \
     said Pell Andor, the head of the fire brigade.",
    "The regional waterworks, which built the dam in 1961, rejected reports that cracks had been found in April. \"There \
     were no cracks. There was moss,\" its chief engineer, Tora Vance, said.",
    "Interior Minister Lars Helding flew over the valley in the afternoon and promised a thousand marks to each household \
     that had lost its roof.",
    "Schools in three villages were turned into shelters, where volunteers handed out blankets and soup to some four \
     hundred people who did not know where they would sleep on Saturday.",
    "The council had asked the ministry for money to mend the dam in each of the past six years, according to letters \
     that were seen by NHA.",
];
/// What a paper has found out by itself.
const OWN: [&str; 3] = [
    "In our own district the waterworks have two dams of the same age, and nobody whom this paper asked on Friday could \
     say when either of them was last inspected by a diver.",
    "Margit Sorn, who has lived below the older one for fifty years, keeps a packed suitcase beside the door. \"My \
     husband laughs about it,\" she said, \"but he has put his medals in.\"",
    "The mayor of Tarnby said that she would ask for the papers on Monday, and that she expected to be given them.",
];
/// The same as the wire in other words.
const REWRITE: &str = "Nine are feared dead in Orvenia after a wall of water burst from a broken dam and tore through \
    Kell while its people slept, taking a mill and both crossings with it.\n\nThose who ran the barrier deny that anyone \
    had warned them in spring. Money has been pledged to families whose homes are gone.";

fn wire(paragraphs: &[usize]) -> String {
    paragraphs.iter().map(|at| WIRE[*at]).collect::<Vec<_>>().join("\n\n")
}

fn own(paragraphs: &[usize]) -> String {
    paragraphs.iter().map(|at| OWN[*at]).collect::<Vec<_>>().join("\n\n")
}

/// Outlet, date (or none) and text, under a title of its own.
fn document((outlet, date, text): &(&str, &str, String)) -> Document {
    let provenance = Provenance { outlet: Some((*outlet).to_owned()), ..Provenance::default() };
    let text = format!("Valley under water\n\n{text}");
    let read = sayso_ingest::document(text.as_bytes(), provenance.clone()).unwrap();
    let published = (!date.is_empty()).then(|| (*date).to_owned());
    let meta = Meta { published, ..read.meta().clone() };
    Document::new(read.text().to_owned(), provenance, meta, read.layout().clone(), Vec::new())
}

fn found(documents: &[Document]) -> Found {
    let mut copies = Copies::new();
    for document in documents {
        copies.add(Sketch::of(document));
    }
    copies.found()
}

/// Who is from whom and who is beside whom in these documents, by outlet.
#[track_caller]
fn check(documents: &[(&str, &str, String)], expect: &[&str]) -> Found {
    let documents: Vec<Document> = documents.iter().map(document).collect();
    let outlet = |id: DocumentId| documents.iter().find(|document| document.id() == id).unwrap().outlet().unwrap();
    let found = found(&documents);
    let copies = found.copies.iter().map(|copy| format!("{} from {}", outlet(copy.document), outlet(copy.source)));
    let siblings = found.siblings.iter().map(|two| {
        let mut outlets = two.documents.map(outlet);
        outlets.sort_unstable();
        let source = match &two.source {
            Source::Document(id) => outlet(*id),
            Source::Unseen(name) => name,
        };
        format!("{} beside {} by {source}", outlets[0], outlets[1])
    });
    let mut shown: Vec<String> = copies.chain(siblings).collect();
    shown.sort_unstable();
    assert_eq!(shown, expect, "{found:#?}");
    found
}

const NHA: &str = "Northern Harbours Agency";

/// The whole wire as the agency sent it.
fn agency() -> (&'static str, &'static str, String) {
    (NHA, "2019-05-03", format!("KELL, Orvenia, May 3 (NHA) - {}", wire(&[0, 1, 2, 3, 4, 5, 6])))
}

#[test]
fn cuts_are_from_the_wire() {
    let found = check(
        &[agency(), ("Tarnby Echo", "2019-05-04", format!("KELL (NHA) - {}", wire(&[0, 2, 3, 5])))],
        &["Tarnby Echo from Northern Harbours Agency"],
    );
    assert_eq!(found.copies[0].reasons[..2], [Reason::Credited, Reason::PublishedFirst]);
    assert!(found.copies[0].of_document.get() > 0.95 && found.copies[0].of_source.get() < 0.7);
    // Nothing is credited, and it is of the same day.
    check(&[agency(), ("Tarnby Echo", "2019-05-03", wire(&[0, 2, 3]))], &["Tarnby Echo from Northern Harbours Agency"]);
    // Two paragraphs in a long article of its own, in another order.
    let text = format!("{}\n\n{}\n\n{}", own(&[0, 1]), wire(&[5, 2]), own(&[2]));
    check(&[agency(), ("Tarnby Echo", "2019-05-04", text)], &["Tarnby Echo from Northern Harbours Agency"]);
}

#[test]
fn small_edits_are_bridged() {
    let text = "A dam above the town of Kell gave way before dawn on Friday, and the water swept two bridges, a barn and a \
                sawmill into the valley, the council said.\n\nAt least nine persons were missing by noon, among them four \
                workers of the sawmill who’d been on the night shift, said fire chief Pell Andor.";
    let found = check(
        &[agency(), ("Tarnby Echo", "2019-05-04", text.to_owned())],
        &["Tarnby Echo from Northern Harbours Agency"],
    );
    assert_eq!(found.copies[0].passages.len(), 2, "{found:#?}");
    assert!(found.copies[0].passages.iter().all(|passage| passage.edits > 0));
}

#[test]
fn marks_and_spaces_are_no_edits() {
    let text = wire(&[0, 1, 3]).replace('"', "”").replace(' ', "\u{a0}").replace("who keeps", "WHO KEEPS");
    let found = check(&[agency(), ("Tarnby Echo", "2019-05-04", text)], &["Tarnby Echo from Northern Harbours Agency"]);
    assert!(found.copies[0].passages.iter().all(|passage| passage.edits == 0), "{found:#?}");
    assert!(found.copies[0].of_document.get() > 0.99);
}

#[test]
fn two_sentences_in_a_letter_are_copied() {
    let letter = format!(
        "Sir, nobody in this valley is surprised. {} That is what your paper might have printed before it rained.\n\n{}",
        WIRE[6], OWN[2]
    );
    check(&[agency(), ("Tarnby Echo", "2019-05-09", letter)], &["Tarnby Echo from Northern Harbours Agency"]);
}

#[test]
fn a_shared_speech_is_no_copy() {
    let speech = "“I have walked through the mud this morning, and I have counted the beds in the school. Nobody will pay \
                  for a roof twice, and nobody will be asked who his father was”";
    let first = format!(
        "The minister came late and spoke for a quarter of an hour. {speech}, he told the people in the square."
    );
    let other = format!(
        "Boots were handed out before he began. Then Helding said: {speech}. Some clapped. A woman asked for dry socks."
    );
    check(&[("Tarnby Echo", "2019-05-04", first.clone()), ("Sorle Post", "2019-05-04", other)], &[]);
    // A transcript has no marks.
    let transcript = speech.replace(['“', '”'], "");
    let transcript =
        format!("HELDING: {transcript}.\n\nQUESTION: And when will the road be open?\n\nHELDING: When it is there.");
    check(&[("Tarnby Echo", "2019-05-04", first), ("Radio Kell", "2019-05-04", transcript)], &[]);
}

#[test]
fn what_everybody_writes_is_no_copy() {
    let stock = "The waterworks did not immediately respond to a request for comment. The official spoke on condition of \
                 anonymity because he was not authorized to speak to the media.";
    let first = format!("{} {stock}\n\nThis is a developing story and will be updated.", OWN[0]);
    let other = format!("{} {stock}\n\nThis is a developing story and will be updated.", WIRE[5]);
    check(&[("Tarnby Echo", "2019-05-04", first), ("Sorle Post", "2019-05-04", other)], &[]);
    check(&[agency(), ("The Valley Path", "2019-05-04", REWRITE.to_owned())], &[]);
    // So is what an outlet sets under its articles.
    let foot =
        "Disclosure: the owner of this paper has held shares of the regional waterworks since the spring of last year.";
    let [first, other] =
        [OWN[0], WIRE[5]].map(|text| format!("{text}\n\n{}\n\n{foot}", text.to_uppercase().replace('E', "u")));
    check(&[("Tarnby Echo", "2019-05-04", first), ("Tarnby Echo", "2019-05-08", other)], &[]);
    // The title is the same everywhere here.
    check(&[("Tarnby Echo", "2019-05-04", OWN[0].to_owned()), ("Sorle Post", "2019-05-04", OWN[1].to_owned())], &[]);
}

#[test]
fn a_credit_outweighs_a_wrong_date() {
    let early = ("Tarnby Echo", "2019-05-02", format!("KELL (NHA) - {}", wire(&[2, 0, 6])));
    let found = check(&[agency(), early.clone()], &["Tarnby Echo from Northern Harbours Agency"]);
    assert!(found.copies[0].reasons.contains(&Reason::DatedBefore), "{found:?}");
    // Who copies the same words later has them from the wire, not from the page with the wrong date.
    let letter = ("Sorle Post", "2019-05-09", format!("{}\n\n{}\n\n{}", OWN[2], WIRE[6], WIRE[2]));
    check(
        &[agency(), early, letter],
        &[
            "Sorle Post beside Tarnby Echo by Northern Harbours Agency",
            "Sorle Post from Northern Harbours Agency",
            "Tarnby Echo from Northern Harbours Agency",
        ],
    );
}

#[test]
fn documents_without_a_date() {
    let undated = |text: String| ("Harbour Mirror", "", text);
    let found = check(
        &[agency(), undated(format!("{}\n\nNHA", wire(&[0, 2, 5])))],
        &["Harbour Mirror from Northern Harbours Agency"],
    );
    assert!(found.copies[0].reasons.contains(&Reason::DatesTie));
    check(&[agency(), undated(wire(&[0, 2, 5]))], &["Harbour Mirror from Northern Harbours Agency"]);
}

#[test]
fn a_press_release_is_named_by_who_prints_it() {
    let release = "The Orven Waterworks will spend four million marks on its dams in the next two years, and on none of them \
                   has a crack been found.\n\nThe money comes from the reserves that the Orven Waterworks have put by since \
                   the last flood, and nobody will pay more for a bath.";
    let paper = format!("{}\n\n{release}\n\n{}", OWN[2], own(&[0, 1]));
    check(
        &[
            ("Tarnby Echo", "2019-05-09", paper),
            ("Orven Waterworks", "2019-05-09", format!("{release}\n\n{}", WIRE[5])),
        ],
        &["Tarnby Echo from Orven Waterworks"],
    );
}

#[test]
fn siblings_are_from_a_third() {
    let echo = ("Tarnby Echo", "2019-05-04", format!("KELL (NHA) - {}", wire(&[0, 2, 3, 5])));
    let post = ("Sorle Post", "2019-05-05", wire(&[0, 3, 5]));
    let beside = "Sorle Post beside Tarnby Echo by Northern Harbours Agency";
    check(
        &[echo.clone(), post.clone(), agency()],
        &[beside, "Sorle Post from Northern Harbours Agency", "Tarnby Echo from Northern Harbours Agency"],
    );
    // Without the wire, the later one may have it from the earlier one,
    check(&[echo.clone(), post.clone()], &["Sorle Post from Tarnby Echo"]);
    // but not if both name the agency, or the earlier one names nobody.
    let signed = ("Sorle Post", "2019-05-05", format!("{} (NHA)", wire(&[0, 3, 5])));
    check(&[echo.clone(), signed], &["Sorle Post beside Tarnby Echo by NHA"]);
    let earlier = ("Sorle Post", "2019-05-03", wire(&[0, 3, 5]));
    check(&[echo, earlier], &["Sorle Post beside Tarnby Echo by NHA"]);
}

#[test]
fn a_copy_of_a_copy_is_from_the_copy() {
    let echo = ("Tarnby Echo", "2019-05-04", format!("KELL (NHA) - {}\n\n{}", wire(&[0, 2, 3]), own(&[0, 1])));
    let blog = ("The Valley Path", "2019-05-06", format!("{}\n\n{}", wire(&[0, 3]), own(&[0, 1])));
    check(&[agency(), blog, echo], &["Tarnby Echo from Northern Harbours Agency", "The Valley Path from Tarnby Echo"]);
}

#[test]
fn an_article_may_have_two_sources() {
    let other = ("Kell Weekly", "2019-05-04", own(&[0, 1, 2]));
    let both = ("Sorle Post", "2019-05-08", format!("{}\n\n{}", wire(&[0, 2, 5]), own(&[0, 2])));
    check(&[agency(), other, both], &["Sorle Post from Kell Weekly", "Sorle Post from Northern Harbours Agency"]);
}

#[test]
fn an_outlet_uses_its_own_text_again() {
    let later = (NHA, "2019-05-10", format!("KELL, Orvenia, May 10 (NHA) - {}\n\n{}", own(&[2]), wire(&[3, 6])));
    let found = check(&[agency(), later], &["Northern Harbours Agency from Northern Harbours Agency"]);
    assert!(found.copies[0].reasons.contains(&Reason::SameOutlet));
}

#[test]
fn equal_texts_are_all_from_the_first() {
    let text = wire(&[0, 1, 2, 3]);
    let papers = [("Tarnby Echo", "2019-05-04"), ("Sorle Post", "2019-05-03"), ("Kell Weekly", "2019-05-08")];
    let papers = papers.map(|(outlet, date)| (outlet, date, text.clone()));
    check(&papers, &["Kell Weekly from Sorle Post", "Tarnby Echo from Sorle Post"]);
    let credited = papers.map(|(outlet, date, text)| (outlet, date, format!("KELL (NHA) - {text}")));
    check(&credited, &["Kell Weekly beside Sorle Post by NHA", "Sorle Post beside Tarnby Echo by NHA"]);
    let [first, ..] = credited;
    check(&[first, (NHA, "2019-05-04", text)], &["Tarnby Echo from Northern Harbours Agency"]);
}

#[test]
fn a_document_is_added_once_and_is_no_copy_of_itself() {
    let document = document(&agency());
    let mut copies = Copies::new();
    assert!(copies.is_empty() && copies.add(Sketch::of(&document)) && !copies.add(Sketch::of(&document)));
    assert_eq!((copies.len(), copies.found()), (1, Found::default()));
}
