"""Words as an uncased BERT has them, and their pieces from a vocabulary that may lack many."""

import unicodedata

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100  # characters; a longer one is unknown


def words(text):
    """Lower case, without accents, each sign of punctuation by itself."""
    out, word = [], ""
    for c in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(c)
        if kind == "Mn" or kind in ("Cc", "Cf", "Cn", "Co") and not c.isspace():
            continue
        alone = kind.startswith("P") or 33 <= ord(c) <= 126 and not c.isalnum() or 0x4E00 <= ord(c) <= 0x9FFF
        if c.isspace() or alone:
            if word:
                out.append(word)
            word = ""
        if alone:
            out.append(c)
        elif not c.isspace():
            word += c
    return out + [word] if word else out


def key(word):
    """What two words share that say the same: the first letters, or the whole number; empty for punctuation."""
    if not any(c.isalnum() for c in word):
        return ""
    return word if word[0].isdigit() else word[:5]


class Vocabulary:
    def __init__(self, pieces):
        self.pieces = list(pieces)
        self.ids = {piece: i for i, piece in enumerate(self.pieces)}
        self.unknown, self.begin, self.end = (self.ids[p] for p in (UNKNOWN, BEGIN, END))

    def of(self, word):
        """The longest pieces from the left."""
        if len(word) > LONGEST_WORD:
            return [self.unknown]
        out, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = self.ids.get(word[start:end] if start == 0 else "##" + word[start:end])
                if piece is not None:
                    break
            else:
                return [self.unknown]
            out.append(piece)
            start = end
        return out


def pruned(vocabulary, counts, size):
    """The pieces of `vocabulary` that are met most often, with the special ones and all single Latin characters, in their order.
    `counts` are of words."""
    met = dict.fromkeys(range(len(vocabulary.pieces)), 0)
    for word, count in counts.items():
        for piece in vocabulary.of(word):
            met[piece] += count
    bare = lambda piece: piece.removeprefix("##")
    keep = {i for i, piece in enumerate(vocabulary.pieces)
            if piece in (UNKNOWN, BEGIN, END, "[PAD]") or len(bare(piece)) == 1 and (ord(bare(piece)) < 0x250 or met[i])}
    for piece in sorted(met, key=lambda i: (-met[i], i)):
        if len(keep) >= size:
            break
        if met[piece]:
            keep.add(piece)
    return sorted(keep), met
