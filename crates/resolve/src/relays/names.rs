//! When do two names of outlets name the same one?

/// Words that say what sort of outlet a name is of.
const SAYS_WHAT: &[&str] =
    &["news", "agency", "television", "tv", "newspaper", "online", "network", "newswire", "website"];

/// Letters and digits in small letters, without an article before them.
pub(super) fn folded(name: &str) -> String {
    let lower = name.to_lowercase();
    let bare = ["the ", "a ", "an "].iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower);
    bare.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether `short` is what one may call the outlet `full`: the same but for case, its last words ("the Sun"), its initials,
/// or the beginning of its address ("apnews.com").
pub(super) fn may_name(short: &str, full: &str) -> bool {
    let (folded_short, folded_full) = (folded(short), folded(full));
    if folded_short.is_empty() || folded_full.is_empty() {
        return false;
    }
    folded_short == folded_full
        || folded(bare(short)) == folded(bare(full))
        || is_tail(short, full)
        || initials(full) == short
        || full.contains('.') && !full.contains(' ') && folded_full.starts_with(&folded_short)
}

/// What of a name is left without words that only say what it is: "BNB" of "BNB News", "NHA" of "NHA agency".
fn bare(name: &str) -> &str {
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    let mut bare = name;
    while let Some((rest, last)) = bare.rsplit_once(' ')
        && SAYS_WHAT.iter().any(|word| last.eq_ignore_ascii_case(word))
    {
        bare = rest;
    }
    // "State television" is called nothing else.
    if bare.chars().any(char::is_uppercase) { bare } else { name }
}

/// Whether the words of `short` are the last of `full`, which has more: "the Echo" of "Wexholm Echo".
pub(super) fn is_tail(short: &str, full: &str) -> bool {
    let short = short.strip_prefix("the ").or_else(|| short.strip_prefix("The ")).unwrap_or(short);
    let (short, full) = (short.to_lowercase(), full.to_lowercase());
    full.strip_suffix(&short).is_some_and(|rest| rest.ends_with(' '))
}

fn initials(name: &str) -> String {
    let words = name.split_whitespace().filter(|word| !matches!(*word, "The" | "the" | "of" | "and" | "for" | "&"));
    words.filter_map(|word| word.chars().next()).filter(|first| first.is_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_name_the_outlet() {
        let check =
            |short: &str, full: &str, expect: bool| assert_eq!(may_name(short, full), expect, "{short}, {full}");
        check("the Echo", "Wexholm Echo", true);
        check("NHA", "Northern Harbours Agency", true);
        check("Port Else Courier", "THE PORT ELSE COURIER", true);
        check("Press TV", "PressTV", true);
        check("Reuters", "reuters.com", true);
        check("AP", "Capital News", false);
        check("Echo", "Wexholmecho", false);
        check("BNB", "BNB News", true);
        check("NHA", "NHA news agency", true);
        check("State television", "State radio", false);
        check("", "Wexholm Echo", false);
        check("the", "the", true);
    }
}
