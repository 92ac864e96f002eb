//! Can two names be names of one person?

use super::person::PersonName;
use super::titles::is_particle;
use super::word::{Fit, Word, joined};

/// How two names agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Agreement {
    /// The same name, but for spelling and transliteration. Of two bare family names it says no more than that.
    Same,
    /// One is a short form of the other: the family name alone, fewer given names, initials, a familiar form.
    Short,
    /// One is the other's given name alone: enough beside it in one text, never across texts.
    Given,
    /// Names of two people, or no names.
    Different,
}

/// How two people's names agree. When in doubt they don't: "Ali Hassan" and "Ali Hussein", "George W. Bush" and
/// "George H. W. Bush" are four people.
pub fn compatible(a: &PersonName, b: &PersonName) -> Agreement {
    // "Hale Jr." is not "Martin Hale", but "Martin Hale Jr." may be.
    let is_other =
        |a: &PersonName, b: &PersonName| a.suffix().is_some() && a.given.is_empty() && a.suffix() != b.suffix();
    let are_two = a.suffix().is_some() && b.suffix().is_some() && a.suffix() != b.suffix();
    if a.is_empty() || b.is_empty() || are_two || is_other(a, b) || is_other(b, a) {
        return Agreement::Different;
    }
    match without_suffixes(a, b) {
        Agreement::Same if a.suffix() != b.suffix() => Agreement::Short,
        agreement => agreement,
    }
}

fn without_suffixes(a: &PersonName, b: &PersonName) -> Agreement {
    if a.given == b.given && a.family == b.family {
        return Agreement::Same;
    }
    // The script says that spellings vary only if both can come from it: "Bush", "Busch".
    let transliterated = a.is_transliterated || b.is_transliterated;
    let is_one = a.whole.as_ref().zip(b.whole.as_ref()).is_some_and(|(a, b)| a.is_like(b, transliterated));
    if is_one {
        return givens(&a.given, &b.given, transliterated);
    }
    // "Hassan Kazemi-Qomi", "Hassan Kazemi Qomi"
    let is_parted = a.words() != b.words() && !a.given.is_empty() && !b.given.is_empty();
    if is_parted && joined(&all(a)).is_like(&joined(&all(b)), transliterated) {
        return Agreement::Same;
    }
    let (long, short) = if a.words() >= b.words() { (a, b) } else { (b, a) };
    if short.given.is_empty() {
        alone(long, &short.surname(), transliterated)
    } else {
        reordered(long, short, transliterated)
    }
}

/// Given names of two people with one family name.
fn givens(a: &[Word], b: &[Word], transliterated: bool) -> Agreement {
    if a.is_empty() && b.is_empty() {
        return Agreement::Same;
    }
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return Agreement::Short;
    }
    // Most people of one family name are told apart here.
    let is_single = long.len() == 1;
    if is_single && long[0].fit(&short[0], transliterated).is_none() {
        return Agreement::Different;
    }
    // "Jong Un", "Jong-un"
    if !is_single && joined(&refs(long)).is_like(&joined(&refs(short)), transliterated) {
        return Agreement::Same;
    }
    let fits = |long: &[Word]| {
        let fits: Option<Vec<Fit>> = short.iter().zip(long).map(|(x, y)| x.fit(y, transliterated)).collect();
        fits.map(|fits| fits.into_iter().max().unwrap_or(Fit::Same))
    };
    match fits(long) {
        Some(Fit::Same) if long.len() == short.len() => return Agreement::Same,
        Some(_) => return Agreement::Short,
        None => {}
    }
    // "Javad Zarif" for "Mohammad Javad Zarif". Initials may not stand in for this: "H. W.", "W."
    let end = &long[long.len() - short.len()..];
    let is_spelt = |words: &[Word]| words.iter().all(|word| !word.is_initial());
    let is_end = is_spelt(short) && is_spelt(end) && fits(end) == Some(Fit::Same);
    if is_end { Agreement::Short } else { Agreement::Different }
}

/// A single name beside a longer one with another family name.
fn alone(long: &PersonName, short: &[&Word], transliterated: bool) -> Agreement {
    let single = joined(short);
    let surname = long.surname();
    // "Kazemi" for "Kazemi-Qomi"
    let is_part = surname.iter().flat_map(|word| word.parts()).any(|part| part == single.folded());
    // "Salman" for "bin Salman Al Saud"
    let is_first = surname.len() > 1 && surname[0].is_like(&single, transliterated);
    if is_part || is_first {
        return Agreement::Short;
    }
    let is_given =
        long.given.first().is_some_and(|first| !first.is_initial() && first.is_like(&single, transliterated));
    if is_given && !single.is_initial() { Agreement::Given } else { Agreement::Different }
}

/// Two names of several words with different last ones: one may go on behind the other, or stand the other way round.
fn reordered(long: &PersonName, short: &PersonName, transliterated: bool) -> Agreement {
    let (words_long, words_short) = (all(long), all(short));
    let fits = |a: &[&Word], b: &[&Word]| {
        a.len() == b.len()
            && a.iter().zip(b).all(|(x, y)| !x.is_initial() && x.fit(y, transliterated) == Some(Fit::Same))
    };
    let count = words_short.len();
    // "Mohammed bin Salman Al Saud", "Ali Hassan al-Majid", "Pedro Sánchez Pérez-Castejón": the tail may be left out
    // where it is one that people leave out.
    let tail = &words_long[count.min(words_long.len())..];
    let has_tail = long.family.iter().any(|word| is_particle(word.folded()) || !word.parts().is_empty());
    if !tail.is_empty() && has_tail && fits(&words_long[..count], &words_short) {
        return Agreement::Short;
    }
    // "Viktor Orbán", "Orbán Viktor"; "Jong Un Kim", "Kim Jong Un"
    let turned = |by: usize| -> Vec<&Word> { words_short.iter().cycle().skip(by).take(count).copied().collect() };
    let is_turned =
        words_long.len() == count && (fits(&words_long, &turned(1)) || fits(&words_long, &turned(count - 1)));
    if is_turned { Agreement::Short } else { Agreement::Different }
}

/// Every word but the particles, in the order "given family".
fn all(name: &PersonName) -> Vec<&Word> {
    name.given.iter().chain(name.surname()).collect()
}

fn refs(words: &[Word]) -> Vec<&Word> {
    words.iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, expect: Agreement) {
        let (x, y) = (PersonName::parse(a, |_| false), PersonName::parse(b, |_| false));
        assert_eq!((compatible(&x, &y), compatible(&y, &x)), (expect, expect), "{a} / {b}");
    }

    #[test]
    fn one_name_in_several_spellings() {
        for (a, b) in [
            ("Hassan Kazemi-Qomi", "Hassan Kazemi Qomi"),
            ("Hassan Kazemi-Qomi", "Hassan Kazemi Ghomi"),
            ("Muammar Gaddafi", "Moammar Kadafi"),
            ("Muammar Gaddafi", "Muammar al-Qaddafi"),
            ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
            ("Zelenskiy", "Zelensky"),
            ("Pyotr Tchaikovsky", "Pyotr Chaikovskiy"),
            ("Mohammed bin Salman", "Muhammad bin Salman"),
            ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
            ("Jürgen Müller", "Juergen Mueller"),
            ("Jürgen Müller", "Jurgen Muller"),
            ("Kim Jong Un", "Kim Jong-un"),
            ("Bashar al-Assad", "Bashar Assad"),
            ("Sergei Lavrov", "Sergey Lavrov"),
            ("J.R. Varga", "J. R. Varga"),
            ("Iranian Foreign Minister Mohammad Javad Zarif", "Mohammad Javad Zarif"),
            ("Ayatollah Ali Khamenei", "Ali Khamene’i"),
            ("Alexander Lukashenko", "Alyaksandr Lukashenka"),
            ("Nikita Khrushchev", "Nikita Khruschev"),
            ("Hosni Mubarak", "Husni Mubarak"),
            ("Valery Gerasimov", "Valeri Gerasimov"),
            ("Syed Ali Shah Geelani", "Sayed Ali Shah Geelani"),
            ("Yasser Arafat", "Yasir Arafat"),
            ("Nuri al-Maliki", "Nouri Maliki"),
            ("Ashraf Ghani", "Mr Ashraf Ghani's"),
            ("Slobodan Milošević", "Slobodan Milosevic"),
            ("Donald J. Trump", "Donald J Trump"),
            ("Ban Ki-moon", "Ban Ki Moon"),
            ("Aung San Suu Kyi", "Aung San Suu Kyi"),
            ("Sarah Huckabee Sanders", "Sarah Huckabee-Sanders"),
            ("Alexandria Ocasio-Cortez", "Alexandria Ocasio Cortez"),
            ("Benjamin Netanyahu", "Binyamin Netanyahu"),
            ("Mikhail Khodorkovsky", "Mikhail Khodorkovskiy"),
            ("Abu Bakr al-Baghdadi", "Abu Bakr Al Baghdadi"),
            ("Ayman al-Zawahiri", "Ayman al-Zawahri"),
            ("Sheikh Hasina Wazed", "Hasina Wazed"),
            ("Alexei Navalny", "Aleksei Navalny"),
            ("Dmitry Peskov", "Dmitri Peskov"),
            ("Mahmoud Ahmadinejad", "Mahmud Ahmadinejad"),
        ] {
            check(a, b, Agreement::Same);
        }
    }

    #[test]
    fn short_forms() {
        for (a, b) in [
            ("Mohammad Javad Zarif", "Zarif"),
            ("Mohammad Javad Zarif", "Mohammad Zarif"),
            ("Mohammad Javad Zarif", "Javad Zarif"),
            ("Gen. Mark A. Milley", "Mark Milley"),
            ("M. J. Zarif", "Mohammad Javad Zarif"),
            ("Joseph R. Biden Jr.", "Joe Biden"),
            ("Hassan Kazemi-Qomi", "Kazemi"),
            ("Andrés Manuel López Obrador", "López Obrador"),
            ("Mohammed bin Salman Al Saud", "Mohammed bin Salman"),
            ("Pedro Sánchez Pérez-Castejón", "Pedro Sánchez"),
            ("Viktor Orbán", "Orbán Viktor"),
            ("Osama bin Laden", "bin Laden"),
            ("Kim Jong Un", "Kim"),
            ("J. Edgar Hoover", "Edgar Hoover"),
            ("Ursula von der Leyen", "von der Leyen"),
            ("Donald J. Trump", "President Donald Trump"),
            ("Donald Trump", "President-elect Trump"),
            ("Bernie Sanders", "Sen. Bernard Sanders"),
            ("Luiz Inácio Lula da Silva", "da Silva"),
            ("Martin Hale", "Martin Hale Jr."),
            ("Alexandria Ocasio-Cortez", "Ocasio-Cortez"),
            ("Robert F. Kennedy Jr.", "Robert Kennedy"),
            ("Rep. Charles B. Rangel", "Charlie Rangel"),
            ("Sheikh Hamad bin Khalifa al-Thani", "Hamad bin Khalifa"),
            ("Abdul Qahar Balkhi", "Balkhi"),
            ("Ruth Bader Ginsburg", "Justice Ruth Ginsburg"),
            ("Xi Jinping", "Xi"),
            ("Tsai Ing-wen", "Tsai"),
            ("Nguyen Phu Trong", "Nguyen"),
            ("Mitch McConnell", "Senate Majority Leader Mitch McConnell"),
        ] {
            check(a, b, Agreement::Short);
        }
        check("Boris Hale", "Boris", Agreement::Given);
    }

    #[test]
    fn other_people() {
        for (a, b) in [
            ("Ali Hassan", "Ali Hussein"),
            ("John Smith", "Joan Smith"),
            ("Bush", "Busch"),
            ("George Bush", "George Busch"),
            ("Kim Jong Un", "Kim Jong Il"),
            ("Kim Jong Un", "Kim Yo Jong"),
            ("George W. Bush", "George H. W. Bush"),
            ("Frances Hale", "Francis Hale"),
            ("Maria Hale", "Marie Hale"),
            ("Ilse Varga", "Mara Varga"),
            ("J. Varga", "M. Varga"),
            ("Martin Hale Jr.", "Martin Hale Sr."),
            ("Hale Jr.", "Martin Hale"),
            ("Lars Jansen", "Lars Jensen"),
            ("Hillary Clinton", "Bill Clinton"),
            ("Ali Karimi", "Ali Karami"),
            ("the president", "the president"),
            ("Donald Trump", "Donald Tusk"),
            ("Ivanka Trump", "Donald Trump"),
            ("Donald Trump Jr.", "Eric Trump"),
            ("Mohammed Morsi", "Mohammed Badie"),
            ("Mahmoud Abbas", "Mahmoud Abbasi"),
            ("Ahmed Hassan", "Ahmed Hussein"),
            ("Salman Rushdie", "Salman Khan"),
            ("Kim Jong Nam", "Kim Jong Un"),
            ("Li Peng", "Li Keqiang"),
            ("Nancy Pelosi", "Paul Pelosi"),
            ("Ron Johnson", "Boris Johnson"),
            ("Andrew Cuomo", "Chris Cuomo"),
            ("Elizabeth Warren", "Elizabeth Warner"),
            ("Steve King", "Peter King"),
            ("Sergei Ivanov", "Sergei Ivashov"),
            ("Ali Larijani", "Sadeq Larijani"),
            ("Hassan Rouhani", "Hossein Rouhani"),
            ("Nikolai Petrov", "Nikita Petrov"),
            ("Ali Salehi", "Ali Saleh"),
            ("Ahmad Karimi", "Ahmad Kerami"),
            ("", "Varga"),
        ] {
            check(a, b, Agreement::Different);
        }
    }
}
