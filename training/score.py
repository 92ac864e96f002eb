"""Reads documents with a network and scores what it found, in words; `sayso eval` scores in bytes."""

import contextlib

import torch

import data
from counts import Counts
from network import halves


def ranges(tags, begin):
    """Word ranges of the tags `begin`, `begin + 1` in a list of tags."""
    out = []
    for i, tag in enumerate(tags):
        if tag == begin or (tag == begin + 1 and not (out and out[-1][1] == i)):
            out.append([i, i + 1])
        elif tag == begin + 1:
            out[-1][1] = i + 1
    return out


def owners(doc, spans):
    """For each word, the window in which it stands farthest from an edge that is not the document's."""
    owner = {}
    for i, (a, b) in enumerate(spans):
        for w in range(a, b):
            edge = min(w - a if a else 10**6, b - 1 - w if b < len(doc.words) else 10**6)
            if w not in owner or edge > owner[w][0]:
                owner[w] = (edge, i)
    return [owner[w][1] for w in range(len(doc.words))]


@torch.no_grad()
def encodings(model, doc, device="cpu", is_exact=True):
    """For each batch of windows of a document: the windows as (doc, first, last), whether a word of one is its own, word
    states, cue scores, mask."""
    spans = data.windows(doc, data.OVERLAP)
    owner = owners(doc, spans)
    for at in range(0, len(spans), 16):
        items = [(doc, a, b) for a, b in spans[at : at + 16]]
        if not items or items[0][1] == items[0][2]:
            continue
        inputs = data.batch(items, device)
        mask = inputs.pop("mask")
        with contextlib.nullcontext() if is_exact else halves(device):
            states = model.encode(**inputs)
            scores = model.cue(states).float()
        yield items, lambda i, w, at=at: owner[w] == at + i, states, scores, mask


@torch.no_grad()
def frame_scores(model, states, cues, device="cpu", is_exact=True):
    """Frame scores, mask and reaches of `cues` as data.frame_batch takes them."""
    inputs, mask, reach = data.frame_batch(cues, device)
    with contextlib.nullcontext() if is_exact else halves(device):
        return model.frames(states, **inputs).float(), mask, reach


def read(model, doc, device="cpu", is_exact=True):
    """Statements of a document: dicts of word ranges, the probability of the cue, and whether it is nested."""
    found = []
    for items, owns, states, scores, mask in encodings(model, doc, device, is_exact):
        tags = model.cue_chain.best(scores, mask).tolist()
        probabilities, _ = model.cue_chain.marginals(scores, mask)
        cues, sure = [], []
        for i, (_, a, b) in enumerate(items):
            for begin in range(1, scores.shape[2], 2):
                for s, e in ranges(tags[i][: b - a], begin):
                    if owns(i, a + s):
                        cues.append((i, doc, a, b, a + s, a + e))
                        sure.append((1 - float(probabilities[i, s:e, 0].mean()), begin > 1))
        if not cues:
            continue
        scores, frame_mask, reach = frame_scores(model, states, cues, device, is_exact)
        tags = model.frame_chain.best(scores, frame_mask).tolist()
        for row, cue, (lo, hi), (p, nested) in zip(tags, cues, reach, sure):
            row = row[: hi - lo]
            shift = lambda spans: [[s + lo, e + lo] for s, e in spans]
            found.append(dict(cue=[list(cue[4:])], source=shift(ranges(row, 1)), content=shift(ranges(row, 3)), p=p,
                              nested=nested))
    return [f for f in found if f["content"]]


def tokens(spans):
    return {w for s, e in spans for w in range(s, e)}


def same(f, g):
    """Whole statement: cues overlap, sources overlap or are both absent, contents share four fifths of their words."""
    if not tokens(f["cue"]) & tokens(g.cue):
        return False
    fs, gs = tokens(f["source"]), tokens(g.source)
    if bool(fs) != bool(gs) or (fs and not fs & gs):
        return False
    fc, gc = tokens(f["content"]), tokens(g.content)
    return 2 * len(fc & gc) / (len(fc) + len(gc)) >= 0.8


def score(model, docs, device="cpu", is_exact=True, with_nested=False):
    """F1 of each measure. Gold without nested statements has no say about them: they are left out unless asked for."""
    counts = {k: Counts() for k in ("source", "cue", "content", "triple", "statement")}
    for doc in docs:
        found = [f for f in read(model, doc, device, is_exact) if with_nested or not f["nested"]]
        for role in ("source", "cue", "content"):
            a = {tuple(s) for f in found for s in f[role]}
            b = {tuple(s) for g in doc.attributions for s in getattr(g, role)}
            counts[role].add(len(a & b), len(a), len(b))
        key = lambda s, c, t: (tuple(map(tuple, s)), tuple(map(tuple, c)), tuple(map(tuple, t)))
        a = {key(f["source"], f["cue"], f["content"]) for f in found}
        b = {key(g.source, g.cue, g.content) for g in doc.attributions}
        counts["triple"].add(len(a & b), len(a), len(b))
        left, right = list(doc.attributions), 0
        for f in found:
            match = next((g for g in left if same(f, g)), None)
            if match:
                left.remove(match)
                right += 1
        counts["statement"].add(right, len(found), len(doc.attributions))
    return {k: round(c.f1(), 1) for k, c in counts.items()}
