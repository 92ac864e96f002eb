//! Lines that are page and not article: navigation, credits of pictures, "Share this", imprints.
//!
//! Each line is judged by itself here, by set phrases and by form; what runs on after a line, such as the teasers after
//! "Check also", is the business of [`crate::zones`]. Doubt is decided for the article: a paragraph called chrome loses
//! its statements, a line of chrome called article loses nothing. So a line that quotes, or says "said", stays.

use sayso_core::Chrome;

use crate::headline;
use crate::line::Line;
use crate::phrases::{IMPRINT, NAVIGATION, PROMOTION};
use crate::pictures::is_picture_credit;

/// What a line is, if it is chrome by its own words.
pub(crate) fn lone(line: &Line<'_>) -> Option<Chrome> {
    if line.folded.is_empty() {
        let hashes = line.words.len() < 20 && line.words.contains("##");
        return hashes.then_some(Chrome::Imprint);
    }
    let exact = [(NAVIGATION, Chrome::Navigation), (PROMOTION, Chrome::Promotion), (IMPRINT, Chrome::Imprint)];
    if let Some((_, kind)) = exact.iter().find(|(phrases, _)| line.is_one_of(phrases)) {
        return Some(*kind);
    }
    if headline::trail(line.words).is_some() || is_menu(line.words) || is_reading_time(line) {
        return Some(Chrome::Navigation);
    }
    if is_picture_credit(line) {
        return Some(Chrome::PictureCredit);
    }
    // From here on phrases decide that somebody quoted could use.
    let speech = line.is_quoting() || line.holds(&["said", "says", "told", "according to", "added"]);
    if !speech && is_promotion(line) {
        return Some(Chrome::Promotion);
    }
    if is_inline_teaser(line) {
        return Some(Chrome::Teaser);
    }
    (!speech && is_imprint(line)).then_some(Chrome::Imprint)
}

/// "News | Sport | Weather | Jobs"
pub(crate) fn is_menu(words: &str) -> bool {
    let items: Vec<&str> = words.split(['|', '•', '·']).map(str::trim).collect();
    let item = |item: &&str| (1..=2).contains(&item.split_whitespace().count()) && !item.ends_with('.');
    items.len() >= 4 && items.iter().all(item)
}

/// "3 min read", "Reading time: 3 minutes"
fn is_reading_time(line: &Line<'_>) -> bool {
    let read = line.holds(&["min read", "minute read", "minutes read", "mins read", "reading time", "read time"]);
    read && line.count() <= 6
}

fn is_promotion(line: &Line<'_>) -> bool {
    #[rustfmt::skip]
    const NETWORKS: &[&str] = &[
        "twitter", "facebook", "instagram", "telegram", "linkedin", "youtube", "whatsapp", "tiktok", "threads",
        "google news", "x", "bluesky", "mastodon",
    ];
    #[rustfmt::skip]
    const CALLS: &[&str] = &[
        "subscribe", "sign up", "join our", "join us", "download", "click here", "get our", "get the latest",
        "receive our", "like us", "register", "tap here", "listen to our", "support our", "become a", "follow our",
        "stay up to date", "stay informed", "dont miss", "never miss", "enter your email",
    ];
    #[rustfmt::skip]
    const OBJECTS: &[&str] = &[
        "newsletter", "newsletters", "inbox", "channel", "app", "alerts", "notifications", "podcast", "facebook",
        "whatsapp", "telegram", "journalism", "subscription", "subscriber", "member", "email", "updates",
        "breaking news",
    ];
    const COOKIES: &[&str] =
        &["we use cookies", "uses cookies", "use of cookies", "our cookie policy", "accept cookies"];
    let count = line.count();
    let comments = line.folded.strip_suffix(" comments").or_else(|| line.folded.strip_suffix(" comment"));
    comments.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit() || c == ' '))
        || (count <= 25 && line.begins_with(&["follow"]) && line.holds(NETWORKS))
        || (count <= 9
            && line.begins_with(&["share", "tweet"])
            && (line.holds(NETWORKS) || line.begins_with(&["share this"])))
        || (count <= 40 && line.begins_with(CALLS) && line.holds(OBJECTS))
        || (count <= 80 && line.holds(COOKIES))
}

/// "Also read: Boats lost at sea", "Read the full story here."
fn is_inline_teaser(line: &Line<'_>) -> bool {
    #[rustfmt::skip]
    const LEADS: &[&str] = &[
        "also read", "read also", "read more", "see also", "check also", "also see", "related", "related story",
        "related stories", "related article", "related articles", "related news", "recommended", "more on this story",
        "further reading", "dont miss", "must read", "watch", "watch now", "watch also", "more from", "read next",
        "you may also like", "you might also like", "read", "in pictures", "in depth",
    ];
    #[rustfmt::skip]
    const LINKS: &[&str] = &[
        "read the rest", "read the full story", "read the full article", "read full story", "read full article",
        "read more here", "read more at", "read more about", "read it here", "click here to read", "continue reading",
        "read the original", "read the whole",
    ];
    if line.count() <= 12 && line.begins_with(LINKS) {
        return true;
    }
    let Some(at) = line.words.find([':', '|', '»', '→', '>']) else { return false };
    line.count() <= 30 && !line.words.ends_with('.') && LEADS.contains(&crate::line::fold(&line.words[..at]).as_str())
}

fn is_imprint(line: &Line<'_>) -> bool {
    const RIGHTS: &[&str] = &[
        "all rights reserved",
        "may not be published broadcast rewritten",
        "may not be reproduced",
        "material may not be",
        "no part of this",
    ];
    #[rustfmt::skip]
    const CONTACTS: &[&str] = &[
        "media contact", "media contacts", "press contact", "press contacts", "media enquiries", "media inquiries",
        "press enquiries", "press inquiries", "for more information please contact", "for more information contact",
        "for further information please contact", "for further information contact", "for media inquiries",
        "for media enquiries", "for press enquiries", "for interviews", "notes to editors", "note to editors",
    ];
    const EMBARGO: &[&str] = &[
        "embargoed until",
        "embargo until",
        "strictly embargoed",
        "under embargo until",
        "not for release before",
        "not for publication before",
    ];
    let words = line.words;
    let count = line.count();
    let dated = words.contains(|c: char| c.is_ascii_digit());
    let copyright = words.starts_with('©')
        || (words.starts_with("(c) ") && dated)
        || (line.begins_with(&["copyright"]) && (dated || words.contains('©')));
    let ending = matches!(line.folded.as_str(), "30") && words.starts_with('-') && words.ends_with('-');
    let embargo = line.begins_with(EMBARGO) && count <= 16;
    let contact = words.starts_with("Contact:") || words.starts_with("CONTACT:") || words.starts_with("Contacts:");
    ending
        || embargo
        || (count <= 60 && (copyright || line.holds(RIGHTS)))
        || (count <= 40 && (contact || line.begins_with(CONTACTS)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sayso_core::Span;

    fn check(expect: Option<Chrome>, lines: &[&str]) {
        for words in lines {
            let line = Line::of(words, Span::of(words, 0..words.len()).unwrap());
            assert_eq!(lone(&line), expect, "{words}");
        }
    }

    #[test]
    fn navigation() {
        check(
            Some(Chrome::Navigation),
            &["Menu", "Skip to content", "Home / World / Boats lost", "News | Sport | Weather | Jobs", "4 min read"],
        );
    }

    #[test]
    fn picture_credits() {
        check(
            Some(Chrome::PictureCredit),
            &[
                "Picture source: HNA",
                "Photo: Ilse Varga",
                "Photo by Ilse Varga/Wire",
                "(AP Photo/Ilse Varga)",
                "Boats in the harbour on Tuesday. (Photo by Ilse Varga/Getty Images)",
                "FILE - The harbour master speaks to reporters in Portville, March 3, 2021.",
                "Getty/Instagram.",
                "REUTERS/Ilse Varga",
            ],
        );
    }

    #[test]
    fn promotion() {
        check(
            Some(Chrome::Promotion),
            &[
                "Share this article",
                "Share on Facebook",
                "Follow us on Twitter and Facebook",
                "Follow Ilse Varga on Twitter @ilsevarga.",
                "Sign up for our morning newsletter",
                "Subscribe to our Telegram channel for the latest",
                "12 Comments",
                "Advertisement",
                "We use cookies to improve your experience. By continuing you agree to our policy.",
            ],
        );
    }

    #[test]
    fn teasers_and_imprints() {
        check(
            Some(Chrome::Teaser),
            &["Also read: Boats lost at sea", "READ MORE: Who took the boats?", "Read the rest here."],
        );
        check(
            Some(Chrome::Imprint),
            &[
                "© 2021 Harbour Times",
                "Copyright 2021 Harbour Times. All rights reserved.",
                "This material may not be published, broadcast, rewritten or redistributed.",
                "Media contact: Ilse Varga, +44 20 7946 0000",
                "-ENDS-",
                "###",
                "-30-",
                "PRESS RELEASE",
                "FOR IMMEDIATE RELEASE",
                "Embargoed until 00:01, 9 March 2021",
            ],
        );
    }

    #[test]
    fn article_text_stays() {
        check(
            None,
            &[
                "Photo evidence shows the boats, the harbour master said.",
                "Related legislation has stalled in parliament.",
                "Follow the money, the harbour master said on Facebook.",
                "“Subscribe to our newsletter,” said the harbour master.",
                "The firm said that it uses cookies on its pages.",
                "Read the report, he said: “Nobody told us.”",
                "Contact with the boats was lost on Tuesday.",
                "Copyright law is to change, the minister said.",
                "Watch: the town has none, the mayor said.",
                "War and Peace",
                "7 p.m.",
                "___",
                "He saw it on Monday (file photo).”",
                "1) The boats | 2) The harbour",
            ],
        );
    }
}
