//! Lines that lead elsewhere or are said of the article, by their words, whatever the language of the page.

/// What such lines begin with, in lower case.
#[rustfmt::skip]
const BEGINNINGS: &[&str] = &[
    "read more", "read also", "also read", "read next", "see also", "related:", "related article", "related stories",
    "related topics", "more on this", "more from", "more:", "watch:", "listen:", "don't miss", "don’t miss",
    "advertisement", "sponsored", "share this", "share on", "share:", "follow us", "follow the", "sign up",
    "subscribe to", "click here", "photo:", "photos:", "photo by", "photo credit", "image:", "image credit",
    "picture:", "image source", "tags:", "tagged", "filed under", "posted in", "posted by", "posted on",
    "categories:", "category:", "copyright", "©", "(c) ", "all rights reserved", "you may also like",
    "you might also like", "recommended", "trending", "comments", "leave a comment", "leave a reply", "no comments",
    "view comments", "back to top", "print this", "email this", "download our app", "join our", "get our",
    "lesen sie auch", "lesen sie mehr", "mehr zum thema", "auch interessant", "das könnte sie", "weiterlesen",
    "anzeige", "foto:", "fotos:", "bild:", "quelle:", "teilen", "kommentare", "schlagwörter", "zum thema", "mehr:",
    "lire aussi", "à lire aussi", "a lire aussi", "lire la suite", "à lire", "voir aussi", "partager", "crédit photo",
    "publicité", "lea también", "leer más", "lee también", "te puede interesar", "compartir", "publicidad",
    "leggi anche", "leggi tutto", "condividi", "pubblicità", "leia também", "leia mais", "lees ook", "lees meer",
    "deel dit", "czytaj także", "czytaj też", "zobacz także", "zobacz też", "czytaj więcej", "przeczytaj także",
    "fot.", "reklama", "läs mer", "läs också", "les også", "čtěte také", "συνέχεια", "διαβάστε", "читайте также",
    "фото:", "источник:", "по теме", "подписывайтесь",
];

/// What such lines hold, in lower case: the outlet speaks to its reader.
#[rustfmt::skip]
const PHRASES: &[&str] = &[
    "subscribe now", "please subscribe", "subscribe to our", "sign up for our", "sign up to our", "sign up for the",
    "by signing up", "our newsletter", "newsletter sign", "first-time subscribers", "already a subscriber",
    "to continue reading", "to read the full", "to view the full", "download the app", "download our", "our app ",
    "our free app", "follow us on", "on twitter and instagram", "on facebook and", "on twitter at", "on twitter @",
    "join our whatsapp", "join the conversation", "view comments", "click here to", "all rights reserved",
    "has moderated comments", "send us a tip", "news tip", "support our journalism", "become a member",
    "make a donation", "this article was originally published on", "this post contains affiliate",
    "we may earn a commission", "turn on notifications", "push notifications", "never miss the latest",
    "latest news straight", "sent straight to your", "to your inbox", "smart phone with the", "smartphone with the",
    "melden sie sich", "abonnieren sie", "unseren newsletter", "hier geht es zum newsletter", "folgen sie uns",
    "bitte registrieren sie sich", "abonnez-vous", "inscrivez-vous", "suscríbete", "iscriviti alla", "assine nossa",
    "zapisz się",
];

/// Beyond so many characters a line is text, whatever it begins with.
const LONGEST: usize = 220;

/// Whether a line is such a label.
pub(crate) fn is_label(words: &str) -> bool {
    if words.len() > 2 * LONGEST || words.chars().count() > LONGEST {
        return false;
    }
    let letters = words.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©' && c != '(');
    let lower = letters.to_lowercase();
    lower.is_empty()
        || BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
        || !lower.starts_with(['“', '"', '«', '„']) && PHRASES.iter().any(|phrase| lower.contains(phrase))
}
