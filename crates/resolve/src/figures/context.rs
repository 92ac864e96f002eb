//! What is counted, where only the text around a content says so: "I was called a liar for 4,000."

use sayso_core::{Document, Figure, Span};

use super::figures;

/// Smaller numbers are alike by chance.
const TELLING: f64 = 20.0;
/// So many bytes before a number what was counted there is still spoken of.
const NEAR: usize = 400;

/// All figures in the headline and the article of a document, in text order.
pub fn document_figures(document: &Document) -> Vec<Figure> {
    let blocks = document.layout().blocks().iter().filter(|block| block.kind.is_read());
    blocks.flat_map(|block| figures(document.text(), &block.span.into())).collect()
}

/// Gives figures without a unit that of the same number elsewhere in the document, else that of the last figure before it
/// in its paragraph. `all` are those of the document.
pub fn fill_units(text: &str, figures: &mut [Figure], all: &[Figure]) {
    for figure in figures.iter_mut().filter(|figure| figure.unit.is_none() && figure.value >= 1.0) {
        figure.unit = same_number(figure, all).or_else(|| last_before(text, figure.span, all)).cloned();
    }
}

fn same_number<'a>(figure: &Figure, all: &'a [Figure]) -> Option<&'a String> {
    let same = |other: &&Figure| other.value.total_cmp(&figure.value).is_eq() && other.unit.is_some();
    let before = all.partition_point(|other| other.span.start() < figure.span.start());
    let (before, after) = all.split_at(before);
    let found = before.iter().rev().find(same).or_else(|| after.iter().find(same));
    found.filter(|_| figure.value >= TELLING)?.unit.as_ref()
}

fn last_before<'a>(text: &str, span: Span, all: &'a [Figure]) -> Option<&'a String> {
    let before = all.partition_point(|other| other.span.start() < span.start());
    let last = all[..before].iter().rev().find(|other| other.unit.is_some())?;
    let between = text.get(last.span.end()..span.start())?;
    let is_rate = last.unit.as_deref().is_some_and(|unit| matches!(unit, "%" | "times" | "percentage points"));
    // "more than 2,000 of them", in the answer to a question
    let is_of_them = text.get(span.end()..).is_some_and(|rest| rest.starts_with(" of them"));
    let is_near = between.len() <= NEAR && (is_of_them || !between.contains('\n'));
    (is_near && !is_rate).then_some(last.unit.as_ref()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::Provenance;

    /// Units of the figures in `content`, which stands in `text`, with `-` for none.
    #[track_caller]
    fn check(text: &str, content: &str, expect: &[&str]) {
        let document = sayso_ingest::document(text.as_bytes(), Provenance::default()).unwrap();
        let start = text.find(content).unwrap();
        let span = Span::of(text, start..start + content.len()).unwrap();
        let mut found = figures(text, &span.into());
        fill_units(text, &mut found, &document_figures(&document));
        let units: Vec<&str> = found.iter().map(|figure| figure.unit.as_deref().unwrap_or("-")).collect();
        assert_eq!(units, expect, "{text}");
    }

    #[test]
    fn units_come_from_the_text_around() {
        let text = "He told the court that about 4,000 litres had escaped. “I was called a liar for 4,000,” he said on Monday.";
        check(text, "“I was called a liar for 4,000,”", &["litres"]);
        let text = "She said on Monday that 85 families had been moved. “It was 90,” the general said in reply to her.";
        check(text, "“It was 90,”", &["families"]);
        let text = "How many of the 85 families were moved in all?\n\nThere were 90 of them, the general said on Monday in reply.";
        check(text, "There were 90 of them", &["families"]);
        let text = "Prices rose by 5 per cent last year, the office said. “It was eight,” the minister said in reply.";
        check(text, "“It was eight,”", &["-"]);
        let text =
            "She said on Monday that 85 families had been moved.\n\nThe price of a loaf rose by a fifth, he said.";
        check(text, "The price of a loaf rose by a fifth", &["-"]);
    }
}
