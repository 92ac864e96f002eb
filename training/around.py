"""What stands around a statement in its article: the words before it, from the sentence before on, and the title. Behind the
statement, with `|` between them, as `crates/trace/src/around.rs` and `crates/resolve/src/acts/judge.rs` show them to the linker."""

import re

SENTENCE = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[A-Z\"“‘'(])|\s*\n\s*")
SHORT = 12  # of more words a content says enough by itself
WHOLE, WHOLE_ACT = 40, 56  # words of a statement with what stands around it: for the relations, for the act
FEWEST = 6  # if there is no room for so many, nothing is shown
TITLE = 12  # words


def before(text, start):
    """The words before a place, in characters, from the beginning of the sentence before its own on."""
    begins = [0] + [m.end() for m in SENTENCE.finditer(text, 0, start)]
    return text[begins[-2] if len(begins) > 1 else 0 : start].split()


def around(words, ahead, title, whole=WHOLE):
    """What is shown behind a statement of so many words: the last words before it, and the first of the title."""
    room = whole - words
    if room < FEWEST:
        return ""
    title = title[: min(TITLE, room)]
    ahead = ahead[max(0, len(ahead) - (room - len(title))) :] if room > len(title) else []
    return " ".join(part for part in [*(["| " + " ".join(ahead)] if ahead else []), *(["| " + " ".join(title)] if title else [])])
