//! Pages: which article does an HTML page hold, and where in it does each word stand?

mod charset;
mod source;
mod entities;
mod tag;
mod token;
mod tree;
mod lines;
mod chrome;
mod labels;
mod body;

/// Text of a page, for trial.
pub fn trial(bytes: &[u8]) -> String {
    let source = source::Source::new(bytes, None);
    let tree = tree::Tree::new(&source.text);
    let lines = lines::lines(&tree);
    let names: Vec<chrome::Names> = (0..tree.nodes.len()).map(|n| if matches!(tree.nodes[n].kind, tree::Kind::Element(_)) {chrome::Names::of(&tree, n)} else {Default::default()}).collect();
    let kept = body::body(&tree, &lines, &names);
    kept.iter().map(|n| lines[*n].words.as_str()).collect::<Vec<_>>().join("\n")
}
