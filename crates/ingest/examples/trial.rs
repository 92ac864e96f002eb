//! Trial.
#![allow(clippy::unwrap_used, clippy::print_stderr, clippy::print_stdout, missing_docs)]
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let out = std::env::args().nth(2).unwrap();
    std::fs::create_dir_all(&out).unwrap();
    let mut pages: Vec<_> = std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path()).collect();
    pages.sort();
    let bytes: Vec<_> = pages.iter().map(|p| std::fs::read(p).unwrap()).collect();
    let t = std::time::Instant::now();
    let texts: Vec<_> = bytes.iter().map(|b| sayso_ingest::page(b, &Default::default())).collect();
    eprintln!("{:.1} pages/s", texts.len() as f64 / t.elapsed().as_secs_f64());
    for (p, t) in pages.iter().zip(texts) {
        let n = p.file_name().unwrap().to_str().unwrap();
        std::fs::write(format!("{out}/{n}"), &t.text).unwrap();
        println!(
            "{n}\t{}\t{}\t{:?}\t{:?}\t{:?}\t{:?}\t{:?}\t{:?}\t{:?}\t{:?}\t{}\t{}",
            t.kind.name(),
            t.reason,
            t.meta.title,
            t.title.is_some(),
            t.meta.byline,
            t.meta.outlet,
            t.meta.published,
            t.meta.modified,
            t.meta.language,
            t.meta.section,
            t.charset,
            t.malformed
        );
    }
}
