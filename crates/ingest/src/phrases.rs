//! Whole lines that are page and not article, folded to lower case.

#[rustfmt::skip]
pub(crate) const NAVIGATION: &[&str] = &[
    "menu", "main menu", "home", "search", "skip to content", "skip to main content", "toggle navigation", "navigation",
    "back to top", "scroll to top", "previous article", "next article", "previous post", "next post", "prev", "next",
    "previous", "sections", "log in", "login", "sign in", "sign up", "register", "my account", "close", "print",
    "print this page", "print article", "read aloud", "listen to this article", "listen to article", "text size",
    "privacy policy", "terms of use", "terms and conditions", "contact us", "about us", "site map", "sitemap",
    "show more", "load more", "view all", "see all", "table of contents", "in this article", "tags", "topics",
];
#[rustfmt::skip]
pub(crate) const PROMOTION: &[&str] = &[
    "share", "share this", "share this article", "share this story", "share this post", "share article", "share now",
    "share via", "share on", "tweet", "email", "e mail", "whatsapp", "facebook", "twitter", "linkedin", "telegram",
    "pinterest", "reddit", "copy link", "link copied", "save", "save article", "bookmark", "like this", "follow us",
    "subscribe", "subscribe now", "newsletter", "newsletters", "advertisement", "advertisements", "advertising", "ad",
    "sponsored", "sponsored content", "paid content", "promoted content", "article continues below",
    "story continues below", "story continues below advertisement", "article continues after ad",
    "advertisement continue reading the main story", "scroll to continue", "leave a comment", "leave a reply",
    "post a comment", "add a comment", "comments", "comment", "no comments", "view comments", "show comments",
    "comments are closed", "join the conversation", "accept", "accept cookies", "accept all", "accept all cookies",
    "cookie settings", "manage cookies", "cookie policy", "donate", "donate now", "support us",
];
#[rustfmt::skip]
pub(crate) const IMPRINT: &[&str] = &[
    "ends", "end of release", "all rights reserved", "press release", "news release", "media release", "press statement",
    "media statement", "press notice", "media advisory", "for release", "for immediate release", "immediate release",
    "press release for immediate release", "news release for immediate release", "media release for immediate release",
];
