//! Whether a text is English, the one language that a model reads.
//!
//! A network that learned English finds statements in any text, wrong ones; so texts in another language are told
//! apart before. whichlang names the likeliest of sixteen languages but never "none of them"; the share of English
//! function words says whether English is the answer, which also holds for texts full of foreign names.

use sayso_core::Language;
use whichlang::Lang;

/// Fewer letters say nothing about the language.
const FEWEST_LETTERS: usize = 40;
/// Bytes that are looked at: enough to tell, however long the text.
const SAMPLE: usize = 16 << 10;
/// Share of function words from which a text is English whatever else speaks against it.
const SURELY: f64 = 0.2;
/// Share of function words below which a text is not English whatever else speaks for it.
const HARDLY: f64 = 0.06;
/// Words from which the share means something.
const FEWEST_WORDS: usize = 30;

/// Frequent in English news and, but for a few, in no other language.
const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "and", "to", "in", "that", "is", "was", "for", "on", "with", "by", "at", "from", "it", "as", "are",
    "were", "be", "been", "has", "have", "had", "not", "but", "which", "who", "its", "their", "they", "his", "her",
    "he", "she", "this", "would", "will", "said", "says", "an", "or", "after", "about", "we", "you", "there", "a",
];

/// The language of `text`; `None` if it holds too few letters to tell.
pub fn language(text: &str) -> Option<Language> {
    let sample = &text[..text.floor_char_boundary(SAMPLE)];
    sample.chars().filter(|c| c.is_alphabetic()).nth(FEWEST_LETTERS)?;
    let (mut words, mut known) = (0usize, 0usize);
    for word in sample.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words += 1;
        known += usize::from(FUNCTION_WORDS.iter().any(|function| function.eq_ignore_ascii_case(word)));
    }
    let share = known as f64 / words.max(1) as f64;
    let likeliest = whichlang::detect_language(sample);
    let english = match likeliest {
        _ if share >= SURELY && words >= FEWEST_WORDS => true,
        Lang::Eng => words < FEWEST_WORDS || share >= HARDLY,
        _ => false,
    };
    Some(if english { Language::english() } else { Language::new(code(likeliest)) })
}

/// BCP 47 code; `und` where English is likeliest of sixteen languages and still none.
fn code(language: Lang) -> &'static str {
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
        Lang::Eng => "und",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(language(text).as_ref().map(Language::code), expect, "{text}");
    }

    #[test]
    fn languages() {
        check("The harbour master said on Tuesday that nobody had seen the boats.", Some("en"));
        check("Der Hafenmeister sagte am Dienstag, niemand habe die beiden Boote seit dem Sturm gesehen.", Some("de"));
        check("El jefe del puerto dijo el martes que nadie había visto los barcos.", Some("es"));
        check("Начальник порта заявил во вторник, что никто не видел эти лодки.", Some("ru"));
        check("قال رئيس الميناء يوم الثلاثاء إن أحدا لم ير القوارب منذ العاصفة", Some("ar"));
    }

    #[test]
    fn english_full_of_names() {
        check(
            "Abdurrahman Özgür Çelikoğlu and Şükrü Yıldızhan of the Güneydoğu Anadolu Belediyeler Birliği met \
             Władysław Brzęczyszczykiewicz in Łękołody, where they signed an accord with the Türk Tarih Kurumu, and \
             it was agreed that the archive will be open to the public by the end of May.",
            Some("en"),
        );
    }

    #[test]
    fn too_short_to_tell() {
        check("", None);
        check("Harbour closed, 12.5.2020", None);
        check("!!! ... ??? 1234567890 1234567890 1234567890 1234567890", None);
    }
}
