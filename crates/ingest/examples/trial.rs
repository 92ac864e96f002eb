//! Trial.
#![allow(clippy::unwrap_used, clippy::print_stderr, missing_docs)]
fn main() {
    let dir = std::env::args().nth(1).unwrap(); let out = std::env::args().nth(2).unwrap();
    std::fs::create_dir_all(&out).unwrap();
    let mut pages: Vec<_> = std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path()).collect(); pages.sort();
    let bytes: Vec<_> = pages.iter().map(|p| std::fs::read(p).unwrap()).collect();
    let t = std::time::Instant::now();
    let texts: Vec<String> = bytes.iter().map(|b| sayso_ingest::trial(b)).collect();
    eprintln!("{:.1} pages/s", texts.len() as f64 / t.elapsed().as_secs_f64());
    for (p, t) in pages.iter().zip(texts) { std::fs::write(format!("{out}/{}", p.file_name().unwrap().to_str().unwrap()), t).unwrap(); }
}
