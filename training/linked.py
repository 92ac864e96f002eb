"""What the linker learns from, on the device: pieces of sentences and of pairs, one behind the other."""

import io
import lzma

import numpy as np
import torch

import pieces
from origins import ORIGINS

FIRST, WHOLE = 64, 224  # pieces of the first text and of both, at most
ALONE = 96  # pieces of a text alone


def read(path):
    with lzma.open(path) as f:
        return dict(np.load(io.BytesIO(f.read())))


def starts(lengths):
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])[:-1]


def spread(first, lengths):
    """Numbers first, first + 1, .. of each row, one row behind the other."""
    return np.repeat(first - starts(lengths), lengths) + np.arange(int(lengths.sum()))


def sums(lengths, values):
    """Sums of so many values each."""
    whole = np.concatenate([[0], np.cumsum(values, dtype=np.int64)])
    at = starts(lengths)
    return whole[at + lengths] - whole[at]


class Texts:
    """Rows of pieces on a device: `ids`, `side`, `keys`, `kinds`, flat, and where each row begins."""

    def __init__(self, vocabulary, a, b, device, first, whole):
        """`a` and `b` are (lengths, pieces, keys, kinds) of each row; `b` may be None."""
        la = np.minimum(a[0], first)
        lengths = la + 2
        if b is not None:
            lb = np.minimum(b[0], whole - 3 - la)
            lengths = lengths + lb + 1
        at = starts(lengths)
        flat = {name: np.zeros(int(lengths.sum()), np.int32) for name in ("ids", "side", "keys", "kinds")}
        flat["ids"][at], flat["ids"][at + la + 1] = vocabulary.begin, vocabulary.end
        for part, n, to, side in ((a, la, at + 1, 0), (b, lb, at + la + 2, 1)) if b is not None else ((a, la, at + 1, 0),):
            source, target = spread(starts(part[0]), n), spread(to, n)
            for name, values in zip(("ids", "keys", "kinds"), part[1:]):
                flat[name][target] = values[source]
            flat["side"][target] = side
            if side:
                flat["ids"][to + n], flat["side"][to + n] = vocabulary.end, 1
        self.lengths = lengths
        self.flat = {name: torch.tensor(v, device=device) for name, v in flat.items()}
        self.at, self.size = torch.tensor(at, device=device), torch.tensor(lengths, device=device)

    def batch(self, rows, names=("ids", "side", "keys", "kinds")):
        """The rows (an array) as padded tensors by name, and `lengths`."""
        width = -(-int(self.lengths[rows].max()) // 8) * 8
        rows = torch.as_tensor(rows, device=self.at.device)
        size = self.size[rows]
        column = torch.arange(width, device=rows.device)[None]
        there = column < size[:, None]
        at = torch.where(there, self.at[rows][:, None] + column, 0)
        return {name: torch.where(there, self.flat[name][at].long(), 0) for name in names} | dict(lengths=size)

    def batches(self, rows, tokens, rng=None):
        """Rows of like length together, so many tokens at once."""
        noise = rng.uniform(0.9, 1.1, len(rows)) if rng is not None else 1.0
        rows = rows[np.argsort(self.lengths[rows] * noise, kind="stable")]
        out, begin = [], 0
        while begin < len(rows):
            end = begin + 1
            longest = self.lengths[rows[begin]]
            while end < len(rows) and (max(longest, self.lengths[rows[end]]) * (end + 1 - begin)) <= tokens:
                longest = max(longest, self.lengths[rows[end]])
                end += 1
            out.append(rows[begin:end])
            begin = end
        return [out[i] for i in rng.permutation(len(out))] if rng is not None else out


class Pairs:
    def __init__(self, path, vocabulary, device):
        data = read(path)
        words = data.pop("words").tobytes().decode().split("\n")
        keys = {}
        of_word = [vocabulary.of(w) for w in words]
        key = np.array([keys.setdefault(k, len(keys) + 1) if (k := pieces.key(w)) else 0 for w in words], np.int32)
        kind = np.array([(2 if w[0].isdigit() else 1) if k else 0 for w, k in zip(words, key)], np.int32)
        n = np.array([len(p) for p in of_word])
        flat = np.array([i for p in of_word for i in p], np.int32)
        lengths, which = data["sentence_lengths"].astype(np.int64), data["sentences"].astype(np.int64)
        # Sentences as pieces.
        places = spread(starts(n)[which], n[which])
        sentence = (sums(lengths, n[which]), flat[places], np.repeat(key[which], n[which]), np.repeat(kind[which], n[which]))
        self.sentences = Texts(vocabulary, sentence, None, device, ALONE, ALONE)

        def joined(name):
            numbers, many = data[name].astype(np.int64), data[name + "_lengths"].astype(np.int64)
            places = spread(starts(sentence[0])[numbers], sentence[0][numbers])
            return sums(many, sentence[0][numbers]), *(column[places] for column in sentence[1:])

        self.texts = Texts(vocabulary, joined("a"), joined("b"), device, FIRST, WHOLE)
        # The first sentence of each side, for pairs of sentences.
        self.one = data["a"][starts(data["a_lengths"].astype(np.int64))].astype(np.int64)
        self.two = data["b"][starts(data["b_lengths"].astype(np.int64))].astype(np.int64)
        self.mask, self.event, self.origin = data["mask"], data["event"], data["origin"]
        self.act, self.trust = data["act"].astype(np.int64), data["trust"].astype(np.float32) / 100
        self.folds = np.stack([data["fold_a"], data["fold_b"]], 1)

    def of(self, *names):
        return np.isin(self.origin, [ORIGINS.index(name) for name in names])
