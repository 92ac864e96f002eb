"""Prepared documents (see crates/model/examples/prepare.rs), cut into windows and batches."""

import json
from dataclasses import dataclass, field

import torch

from network import REACH

LONGEST = 254  # pieces a window, without [CLS] and [SEP]
OVERLAP = 32  # pieces that neighbouring windows share
CLS, SEP = 101, 102
BLOCK_START = 2  # place of a word with which a block begins


@dataclass
class Attribution:
    """Word ranges, end exclusive; `nested` if it stands in the content of another."""

    source: list
    cue: list
    content: list
    nested: bool = False


@dataclass
class Doc:
    name: str
    words: list  # [start byte, end byte, shape, place, quoted]
    pieces: list  # list of piece ids a word
    sentences: list
    attributions: list = field(default_factory=list)
    reaches: list = None  # see `reaches`
    entities: list = None  # [first word, end, type]; None if nobody marked them
    known: list = None  # the types that were marked
    masked: list = None  # word ranges of which nobody knows
    anaphors: list = field(default_factory=list)  # {"span", "candidates", "right"}
    is_annotated: bool = True  # else nobody marked statements in it


def load(path):
    docs = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            d = json.loads(line)
            gold = [Attribution(a["source"], a["cue"], a["content"], a.get("nested", False))
                    for a in d.get("attributions", [])]
            gold = [a for a in gold if a.cue and a.content]
            docs.append(Doc(d["doc"], d["words"], d["pieces"], d["sentences"], gold, entities=d.get("entities"),
                            known=d.get("known"), masked=d.get("masked"), anaphors=d.get("anaphors", [])))
    return docs


def join_entities(docs, path):
    """Adds the entities that a file gives by document name."""
    with open(path, encoding="utf-8") as lines:
        found = {d["doc"]: d for d in map(json.loads, lines)}
    for doc in docs:
        if doc.name in found:
            d = found[doc.name]
            doc.entities, doc.known, doc.masked = d["entities"], d["known"], d["masked"]


def nest(docs, lessons):
    """Adds a teacher's nested statements (teach.py) to the gold of those documents that have none."""
    for doc in docs:
        lesson = lessons.get(doc.name)
        if lesson and not any(a.nested for a in doc.attributions):
            taken = {w for a in doc.attributions for s, e in a.cue for w in range(s, e)}
            for source, cue, content in lesson["nested"]:
                if not taken & set(range(cue[0][0], cue[-1][1])):
                    doc.attributions.append(Attribution(source, cue, content, True))


def windows(doc, overlap, first_limit=LONGEST):
    """Word ranges of at most LONGEST pieces that begin and end at sentences where they can.

    Neighbours share the sentences that fit in `overlap` pieces. The first window has at most `first_limit` pieces.
    """
    starts = sorted(set(doc.sentences) | {0})
    sizes = [len(p) for p in doc.pieces]
    out, at, limit, n = [], 0, first_limit, len(sizes)
    boundaries = set(starts)
    while at < n:
        end, used, last_boundary = at, 0, None
        while end < n and used + sizes[end] <= limit:
            used += sizes[end]
            end += 1
            # Only beyond the last window's end: before it, nothing new would be read.
            if (end in boundaries or end == n) and end > (out[-1][1] if out else at):
                last_boundary = end
        if end < n and last_boundary is not None and last_boundary > at:
            end = last_boundary
        end = max(end, at + 1)
        out.append((at, end))
        if end >= n:
            break
        back, shared = end, 0
        candidate = end
        while back > at + 1 and shared + sizes[back - 1] <= overlap:
            back -= 1
            shared += sizes[back]
            if back in boundaries:
                candidate = back
        if candidate == end and overlap and end not in boundaries:
            candidate = back  # a sentence longer than a window: overlap inside it
        at = candidate if candidate > out[-1][0] else end
        limit = LONGEST
    return out


def reaches(doc):
    """For each word the first word that a frame may reach whose cue begins there, and the end of it whose cue has this word
    for its last, but for the edges of windows and the most words a side: the cue's sentence, the one before, the one after
    with the rest of its paragraph, further ones while the edge stands inside a quotation."""
    bounds = sorted(set(doc.sentences) | {0}) + [len(doc.words)]
    inside = lambda w: 0 < w < len(doc.words) and doc.words[w - 1][4] > 0 and doc.words[w][4] > 0
    out = []
    for i in range(len(bounds) - 1):
        lo = max(0, i - 1)
        while lo > 0 and inside(bounds[lo]):
            lo -= 1
        hi = min(len(bounds) - 1, i + 2)
        while hi < len(bounds) - 1 and (inside(bounds[hi]) or doc.words[bounds[hi]][3] != BLOCK_START):
            hi += 1
        out += [(bounds[lo], bounds[hi])] * (bounds[i + 1] - bounds[i])
    return out


def cue_reach(doc, cue, first, last):
    """Words that the frame of `cue` may reach inside the window first..last: see `reaches`; at most REACH words a side."""
    if doc.reaches is None:
        doc.reaches = reaches(doc)
    lo, hi = doc.reaches[cue[0]][0], doc.reaches[cue[1] - 1][1]
    return max(first, cue[0] - REACH, lo), min(last, cue[1] + REACH, hi)


def batch(items, device="cpu"):
    """Tensors of windows: `items` are (doc, first word, last word)."""
    tokens = max(sum(len(p) for p in doc.pieces[a:b]) + 2 for doc, a, b in items)
    width = max(b - a for _, a, b in items)
    pieces = torch.zeros(len(items), tokens, dtype=torch.long)
    features = torch.zeros(len(items), tokens, 3, dtype=torch.long)
    lengths = torch.zeros(len(items), dtype=torch.long)
    first = torch.zeros(len(items), width, dtype=torch.long)
    mask = torch.zeros(len(items), width)
    for i, (doc, a, b) in enumerate(items):
        ids, feats = [CLS], [[0, 0, 0]]
        for w in range(a, b):
            first[i, w - a] = len(ids)
            ids += doc.pieces[w]
            feats += [doc.words[w][2:5]] * len(doc.pieces[w])
        ids.append(SEP)
        feats.append([0, 0, 0])
        pieces[i, : len(ids)] = torch.tensor(ids)
        features[i, : len(ids)] = torch.tensor(feats)
        lengths[i] = len(ids)
        mask[i, : b - a] = 1
    out = dict(pieces=pieces, features=features, lengths=lengths, first=first, mask=mask)
    return {k: v.to(device) for k, v in out.items()}


def frame_batch(cues, device="cpu"):
    """Tensors of frames: `cues` are (window in the batch, its document, first word, last, cue start, cue end)."""
    spans = [cue_reach(doc, (s, e), a, b) for _, doc, a, b, s, e in cues]
    width = max(hi - lo for lo, hi in spans)
    distances = torch.zeros(len(cues), width, dtype=torch.long)
    mask = torch.zeros(len(cues), width)
    for i, ((lo, hi), (*_, s, e)) in enumerate(zip(spans, cues)):
        at = torch.arange(lo, hi)
        distances[i, : hi - lo] = torch.where(at < s, at - s, torch.where(at >= e, at - e + 1, 0))
        mask[i, : hi - lo] = 1
    out = dict(
        windows=torch.tensor([c[0] for c in cues]),
        starts=torch.tensor([lo - c[2] for (lo, _), c in zip(spans, cues)]),
        lengths=torch.tensor([hi - lo for lo, hi in spans]),
        distances=distances,
    )
    return {k: v.to(device) for k, v in out.items()}, mask.to(device), spans
