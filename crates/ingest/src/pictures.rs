//! Credits of pictures: "Photo: Ilse Varga", captions that end in one, and chains of agencies.

use crate::line::Line;

/// Whether a line says whose picture stood there.
pub(crate) fn is_picture_credit(line: &Line<'_>) -> bool {
    #[rustfmt::skip]
    const LEADS: &[&str] = &[
        "photo by", "photos by", "photo credit", "photo credits", "photo courtesy", "photo source", "photograph by",
        "photographs by", "photography by", "picture by", "pictures by", "picture credit", "picture source",
        "picture courtesy", "image credit", "image credits", "image source", "image courtesy", "image by", "images by",
        "credit getty", "credit reuters", "credit ap", "credit afp",
    ];
    const MARKED: &[&str] =
        &["photo", "photos", "photograph", "picture", "pictures", "image", "images", "photo illustration"];
    const ALONE: &[&str] =
        &["getty images", "shutterstock", "istock", "ap photo", "file photo", "file image", "file picture"];
    let marked =
        line.words.split_once(':').is_some_and(|(lead, _)| MARKED.contains(&lead.trim().to_lowercase().as_str()));
    let file = ["FILE -", "FILE –", "FILE —", "FILE PHOTO:", "File photo:", "FILE PHOTO -"];
    let short = line.count() <= 16 && !line.is_quoting();
    (short && (line.begins_with(LEADS) || marked || line.is_one_of(ALONE)))
        || (line.words.len() <= 500 && file.iter().any(|lead| line.words.starts_with(lead)))
        || (line.words.len() <= 400 && ends_in_credit(line.words))
        || is_credit_chain(line.words)
}

/// "The harbour on Tuesday. (AP Photo/Ilse Varga)": a caption with its credit.
fn ends_in_credit(words: &str) -> bool {
    #[rustfmt::skip]
    const MARKS: &[&str] = &[
        "AP Photo", "Getty Images", "Photo by", "Photo:", "Photo credit", "Photo courtesy", "Image:", "Image credit",
        "Courtesy of", "REUTERS/", "Reuters/", "AFP/", "/AFP", "/AP)", "/Reuters", "via AP)", "EPA/", "EPA-EFE",
        "Shutterstock", "Picture:", "File photo", "file photo", "FILE",
    ];
    let Some(credit) = words.trim_end_matches('.').strip_suffix([')', ']']) else { return false };
    let inner = credit.rfind(['(', '[']).map(|at| &words[at..]);
    inner.is_some_and(|inner| inner.len() <= 120 && MARKS.iter().any(|mark| inner.contains(mark)))
}

/// "Getty/Instagram.", "REUTERS/Ilse Varga", "Ilse Varga/AFP/Getty Images"
fn is_credit_chain(words: &str) -> bool {
    #[rustfmt::skip]
    const AGENCIES: &[&str] = &[
        "getty", "getty images", "reuters", "ap", "afp", "epa", "instagram", "shutterstock", "istock", "xinhua",
        "associated press", "ap photo", "alamy", "pool",
    ];
    let links: Vec<&str> = words.trim_end_matches('.').split('/').collect();
    let link = |link: &&str| {
        let words = link.split_whitespace().count();
        (1..=3).contains(&words) && link.split_whitespace().all(crate::line::is_capitalised) && link.trim() == *link
    };
    let known = |link: &&str| AGENCIES.contains(&link.to_lowercase().as_str());
    (2..=4).contains(&links.len()) && links.iter().all(link) && links.iter().any(known)
}
