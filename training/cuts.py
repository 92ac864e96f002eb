"""Windows read together, as tensors: what a step of training needs, made once and kept on the device.

A `Cut` holds B windows of T pieces and W words (the longest of each), C cues whose frames are looked for, and A anaphors
with K candidates. Words count from the beginning of their window.
"""

from bisect import bisect_right
from dataclasses import dataclass, fields

import numpy as np
import torch

import data
from network import ENTITIES, ENTITY_TAGS

NAMED = [ENTITIES.index(kind) for kind in ("person", "organisation", "country", "place", "armed_group", "outlet")]
# Candidates of an anaphor that nobody annotated, the nearest.
CANDIDATES = 12
UPPER = 3  # shape of "US"


@dataclass
class Cut:
    pieces: torch.Tensor  # (B, T)
    features: torch.Tensor  # (B, T, 3): shape, place, quoted
    lengths: torch.Tensor  # (B): pieces
    first: torch.Tensor  # (B, W): the piece with which each word begins
    mask: torch.Tensor  # (B, W): 1 where there is a word
    attributed: torch.Tensor  # (B): 1 if statements are learnt from the window
    gold: torch.Tensor  # (B): 1 if a person annotated them
    fold: torch.Tensor  # (B): of the document; -1 if it has none
    cues: torch.Tensor  # (B, W): gold tags
    roles: torch.Tensor  # (B, W): gold roles whatever the cue
    reach: torch.Tensor  # (B, W, 2): where the frame of a cue may begin that begins here, and end that ends here
    frames: torch.Tensor  # (C, 3): window, first word of the cue, end
    frame_tags: torch.Tensor  # (C, W): gold tags
    entities: torch.Tensor  # (B, W): the allowed tags as bits
    told: torch.Tensor  # (B, W): 1 where something is known of a word's entity
    anaphors: torch.Tensor  # (A, 3): window, first word, last
    candidates: torch.Tensor  # (A, K, 2): first word, last
    there: torch.Tensor  # (A, K): whether there is such a candidate
    right: torch.Tensor  # (A, K): whether it is the same
    known: torch.Tensor  # (A): whether somebody annotated it
    # What teachers think, see teach.py: of cue tags and transitions, frames, entities, links.
    cue_lesson: torch.Tensor = None  # (B, W, tags)
    cue_steps: torch.Tensor = None  # (B, tags, tags)
    frame_lesson: torch.Tensor = None  # (C, W, tags)
    frame_steps: torch.Tensor = None  # (C, tags, tags)
    entity_lesson: torch.Tensor = None  # (B, W, tags)
    link_lesson: torch.Tensor = None  # (A, 1 + K): none, then the candidates

    def to(self, device):
        moved = {f.name: getattr(self, f.name) for f in fields(self)}
        return Cut(**{k: v if v is None else v.to(device, non_blocking=True) for k, v in moved.items()})

    def inputs(self):
        return dict(pieces=self.pieces, features=self.features.long(), lengths=self.lengths, first=self.first)


class Flat:
    """A document's arrays, made once."""

    def __init__(self, doc, pronouns=()):
        self.doc = doc
        self.starts = np.cumsum([0] + [len(p) for p in doc.pieces])  # of words, in pieces
        self.pieces = np.array([p for word in doc.pieces for p in word], dtype=np.int64)
        features = np.array([w[2:5] for w in doc.words], dtype=np.int64).reshape(-1, 3)
        self.features = np.repeat(features, np.diff(self.starts), axis=0)
        self.reach = np.array(data.reaches(doc), dtype=np.int64).reshape(-1, 2)
        self.anaphors = doc.anaphors or silver(doc, pronouns)


def silver(doc, pronouns):
    """Pronouns of the third person with the names and pronouns before them, for a teacher to say which is meant."""
    names = [(s, e) for s, e, kind in doc.entities or [] if kind in NAMED]
    alone = [w for w, pieces in enumerate(doc.pieces) if len(pieces) == 1 and pieces[0] in pronouns and doc.words[w][2] != UPPER]
    mentions = sorted(names + [(w, w + 1) for w in alone])
    out = []
    for w in alone:
        before = [m for m in mentions[: bisect_right(mentions, (w, 0))] if m[1] <= w]
        out.append(dict(span=(w, w + 1), candidates=before[-CANDIDATES:], right=None))
    return out


def cut(items, folds=None, deny=()):
    """The Cut of windows: `items` are (Flat, first word, end); `folds` the fold of documents by name; no statements are
    learnt from documents named in `deny`."""
    sizes = [flat.starts[b] - flat.starts[a] + 2 for flat, a, b in items]
    width, count = max(b - a for _, a, b in items), len(items)
    z = lambda *shape: np.zeros(shape, dtype=np.int64)
    pieces, features, lengths, first = z(count, max(sizes)), z(count, max(sizes), 3), np.array(sizes), z(count, width)
    mask, cues, roles, reach = np.zeros((count, width), np.float32), z(count, width), z(count, width), z(count, width, 2)
    entities, told = z(count, width), np.zeros((count, width), np.float32)
    attributed, gold, fold = np.zeros(count, np.float32), np.zeros(count, np.float32), np.full(count, -1)
    frames, frame_tags, anaphors = [], [], []
    for i, (flat, a, b) in enumerate(items):
        doc, n = flat.doc, b - a
        p, q = flat.starts[a], flat.starts[b]
        pieces[i, 0], pieces[i, 1 : q - p + 1], pieces[i, q - p + 1] = data.CLS, flat.pieces[p:q], data.SEP
        features[i, 1 : q - p + 1] = flat.features[p:q]
        first[i, :n] = flat.starts[a:b] - p + 1
        mask[i, :n] = 1
        at = np.arange(a, b)
        reach[i, :n, 0] = np.maximum(np.maximum(flat.reach[a:b, 0], at - data.REACH), a) - a
        reach[i, :n, 1] = np.minimum(np.minimum(flat.reach[a:b, 1], at + 1 + data.REACH), b) - a
        attributed[i] = doc.name not in deny
        gold[i] = attributed[i] and doc.is_annotated
        fold[i] = (folds or {}).get(doc.name, -1)
        for g in doc.attributions:
            tag(cues[i], [(s - a, e - a) for s, e in g.cue], 3 if g.nested else 1, n)
            if not g.nested:
                tag(roles[i], [(s - a, e - a) for s, e in g.source], 1, n)
                tag(roles[i], [(s - a, e - a) for s, e in g.content], 3, n)
            if a <= g.cue[0][0] and g.cue[-1][1] <= b:
                row = np.zeros(width, np.int64)
                lo, hi = reach[i, g.cue[0][0] - a, 0], reach[i, g.cue[-1][1] - 1 - a, 1]
                for role, begin in ((g.source, 1), (g.content, 3)):
                    tag(row, [(max(s - a, lo), min(e - a, hi)) for s, e in role], begin, n)
                frames.append((i, g.cue[0][0] - a, g.cue[-1][1] - a))
                frame_tags.append(row)
        if doc.entities is not None:
            known(entities[i], told[i], doc, a, b)
        anaphors += [(i, k) for k in inside(flat, a, b)]
    most = max([len(k["candidates"]) for _, k in anaphors], default=0)
    spans, candidates, there, right = z(len(anaphors), 3), z(len(anaphors), most, 2), z(len(anaphors), most), z(len(anaphors), most)
    for j, (i, k) in enumerate(anaphors):
        spans[j] = i, k["span"][0], k["span"][1] - 1
        m = len(k["candidates"])
        candidates[j, :m] = [(s, e - 1) for s, e in k["candidates"]]
        there[j, :m] = 1
        right[j, :m] = k["right"] or 0
    t = torch.from_numpy
    return Cut(
        pieces=t(pieces), features=t(features), lengths=t(lengths), first=t(first), mask=t(mask), attributed=t(attributed),
        gold=t(gold), fold=t(fold), cues=t(cues), roles=t(roles), reach=t(reach), frames=t(np.array(frames, np.int64).reshape(-1, 3)),
        frame_tags=t(np.array(frame_tags, np.int64).reshape(-1, width)), entities=t(entities), told=t(told), anaphors=t(spans),
        candidates=t(candidates), there=t(there), right=t(right),
        known=torch.tensor([k["right"] is not None for _, k in anaphors], dtype=torch.bool),
    )


def tag(row, spans, begin, limit):
    """Marks spans in a row of tags."""
    for s, e in spans:
        s, e = max(s, 0), min(e, limit)
        if s < e:
            row[s:e] = begin + 1
            row[s] = begin


def known(entities, told, doc, a, b):
    """The allowed entity tags of the words a..b as bits, and whether anything is known of them."""
    n = b - a
    told[:n] = 1
    free = 1
    for kind in set(range(len(ENTITIES))) - set(doc.known):
        free |= 3 << (1 + 2 * kind)
    entities[:n] = free
    for s, e, kind in doc.entities:
        for w in range(max(s, a), min(e, b)):
            entities[w - a] = 1 << (1 + 2 * kind + (w > s))
    for s, e in doc.masked or []:
        told[max(0, s - a) : max(0, min(e, b) - a)] = 0


def inside(flat, a, b):
    """The anaphors of a window, with their candidates in it, counted from its beginning."""
    holds = lambda span: a <= span[0] and span[1] <= b
    for k in flat.anaphors:
        at = [i for i, c in enumerate(k["candidates"]) if holds(c)]
        if holds(k["span"]) and at:
            move = lambda span: (span[0] - a, span[1] - a)
            yield dict(span=move(k["span"]), candidates=[move(k["candidates"][i]) for i in at],
                       right=None if k["right"] is None else [k["right"][i] for i in at])


def allowed(bits):
    """(..., tags) of bits (...)."""
    return (bits[..., None] >> torch.arange(ENTITY_TAGS, device=bits.device)) & 1 == 1


def batches(flats, rng, size):
    """All documents cut at other places each time, in batches of `size` windows of like length."""
    items = []
    for flat in flats:
        if flat.starts[-1] <= data.LONGEST:
            items.append((flat, 0, len(flat.doc.words)))
            continue
        head = rng.randint(data.LONGEST // 3, data.LONGEST)
        items += [(flat, a, b) for a, b in data.windows(flat.doc, 0, head) if b > a]
    items = [item for item in items if item[2] > item[1]]
    rng.shuffle(items)
    pool = size * 12
    out = []
    for at in range(0, len(items), pool):
        part = sorted(items[at : at + pool], key=lambda item: item[2] - item[1])
        out += [part[i : i + size] for i in range(0, len(part), size)]
    rng.shuffle(out)
    return out
