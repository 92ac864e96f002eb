//! How many statements are others than with the layers in floats.

use std::collections::BTreeSet;

use sayso_core::Document;
use sayso_model::Reader;

pub(crate) fn print(documents: &[Document]) -> anyhow::Result<()> {
    let (fast, floats) = (Reader::best()?, Reader::best()?.in_floats());
    let (mut all, mut other, mut greatest, mut changed) = (0, 0, 0, 0);
    for document in documents {
        let found = |reader: &Reader| sayso_quote::statements(document, &reader.encode(document));
        let (fast, floats) = (found(&fast), found(&floats));
        let ids = |statements: &[sayso_core::Statement]| -> BTreeSet<_> {
            statements.iter().map(|statement| statement.id()).collect()
        };
        all += floats.len();
        let differ = ids(&fast).symmetric_difference(&ids(&floats)).count();
        other += differ;
        changed += usize::from(differ > 0);
        for (a, b) in fast.iter().flat_map(|a| floats.iter().filter(|b| b.id() == a.id()).map(move |b| (a, b))) {
            greatest = greatest.max(a.parts().score.basis_points().abs_diff(b.parts().score.basis_points()));
        }
    }
    println!("{all} statements of {} documents with the layers in floats", documents.len());
    println!("{other} statements in one of the two only, in {changed} documents");
    println!("greatest difference of a score: {greatest} ten-thousandths");
    Ok(())
}
