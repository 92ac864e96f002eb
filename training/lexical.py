"""What the words of a pair show without a network: how much is shared, numbers, doubt, negation, hearsay, length.
`crates/model/src/linker/lexical.rs` is the same in Rust."""

import pieces

NAMES = ("cover", "back", "best cover", "best back", "numbers shared", "numbers at odds", "numbers missing", "numbers of its own",
         "doubt in a", "doubts in b", "doubt in the best sentence", "doubt on one side", "doubt on both", "negation in a", "negations in b",
         "negation on one side", "hearsay in a", "hearsay in b", "hearsay in the best sentence", "question", "length", "several sentences")
NEGATIONS = set("not no never nobody nothing neither nor none without cannot n't didn doesn isn wasn weren won".split())
HEARSAY = set("""reportedly allegedly alleged claim claims claimed claiming report reports reported rumored unconfirmed apparently
purported purportedly possible possibly may might could suspected believed says said according""".split())
WORDS = 160


def look(words, common, doubts):
    """Of a sentence: words, what it may share, numbers, doubts, negations, hearsay, whether it asks."""
    keys = frozenset(pieces.key(w) for w in words if len(w) > 2 and w not in common) - {""}
    count = lambda of: sum(w in of for w in words)
    return len(words), keys, frozenset(w for w in words if w[0].isdigit()), count(doubts), count(NEGATIONS), count(HEARSAY), "?" in words


def features(a, b):
    """Of two lists of what `look` gave of sentences."""
    empty = (0, frozenset(), frozenset(), 0, 0, 0, False)
    a, b = a or [empty], b or [empty]
    union = lambda side, i: frozenset().union(*[s[i] for s in side])
    total = lambda side, i: sum(s[i] for s in side)
    keys_a, keys_b, numbers_a, numbers_b = union(a, 1), union(b, 1), union(a, 2), union(b, 2)
    best = max(b, key=lambda s: (len(keys_a & s[1]), -s[0]))
    shared, in_best = len(keys_a & keys_b), len(keys_a & best[1])
    doubts_a, doubts_b = total(a, 3), total(b, 3)
    return [shared / max(1, len(keys_a)), shared / max(1, len(keys_b)), in_best / max(1, len(keys_a)), in_best / max(1, len(best[1])),
            float(bool(numbers_a & numbers_b)), float(bool(numbers_a) and bool(numbers_b) and not numbers_a & numbers_b),
            len(numbers_a - numbers_b) / max(1, len(numbers_a)), float(bool(numbers_b - numbers_a)),
            float(doubts_a > 0), min(3, doubts_b), float(best[3] > 0), float((doubts_a > 0) != (doubts_b > 0)), float(doubts_a > 0 and doubts_b > 0),
            float(total(a, 4) > 0), min(3, total(b, 4)), float((total(a, 4) > 0) != (best[4] > 0)),
            min(2, total(a, 5)), min(6, total(b, 5)), float(best[5] > 0), float(any(s[6] for s in a)),
            min(1, total(b, 0) / WORDS), float(len(b) > 1)]
