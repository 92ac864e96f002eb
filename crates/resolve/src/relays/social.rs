//! Networks on which people write themselves.

use super::article::Article;
use super::outlet::Outlet;

#[rustfmt::skip]
const PLATFORMS: &[&str] = &[
    "Twitter", "X", "Facebook", "Instagram", "Telegram", "TikTok", "YouTube", "WhatsApp", "Weibo", "WeChat", "LinkedIn",
    "Reddit", "Threads", "Bluesky", "Mastodon", "VKontakte", "VK", "Parler", "Gab", "Snapchat", "Substack", "Koo", "Twitch",
];
/// What is there.
#[rustfmt::skip]
const POSTS: &[&str] = &[
    "post", "posts", "posting", "message", "messages", "channel", "account", "page", "video", "statement", "story", "thread",
    "feed", "stream", "livestream", "live", "comment", "comments", "update", "clip", "exchange", "rant",
];
const WRITES: &[&str] =
    &["wrote", "writes", "posted", "posts", "post", "writing", "posting", "message", "shared", "comment"];
const NO_PLACE: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Christmas",
    "Easter",
    "New",
];

/// The network that is named from `at` on: "on X", "a Facebook post", "tweeted".
pub(super) fn platform(article: &Article<'_>, at: usize) -> Option<Outlet> {
    let text = article.text(at);
    if article.is(at, &["tweet", "tweets", "tweeted", "tweeting", "retweeted"]) {
        return Some(Outlet { name: "Twitter".to_owned(), start: at, end: at + 1 });
    }
    let is_on = at > 0 && article.is(at - 1, &["on", "via", "to", "using", "through"]);
    let (name, end) = if text == "Truth" && article.text(at + 1) == "Social" {
        ("Truth Social".to_owned(), at + 2)
    } else if PLATFORMS.contains(&text) {
        (text.to_owned(), at + 1)
    } else {
        // Whatever it is called, it is what somebody writes on.
        let writes = at > 1 && article.is(at - 1, &["on"]) && article.is(at - 2, WRITES);
        let is_name =
            text.starts_with(char::is_uppercase) && !NO_PLACE.contains(&text) && article.who(at, at + 1).is_none();
        return (writes && is_name).then(|| Outlet { name: text.to_owned(), start: at, end: at + 1 });
    };
    // "the founder of a Facebook group" wrote nothing there.
    let is_in =
        (2..=4).any(|back| at >= back && article.is(at - back, &["in", "on", "to", "via", "through", "by", "from"]));
    (is_on || is_in && article.is(end, POSTS)).then_some(Outlet { name, start: at, end })
}
