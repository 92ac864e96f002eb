"""What a teacher thinks of documents, for a smaller network to learn: `python teach.py CHECKPOINT OUT [--nested] PREPARED...`

For each document: the probability of each cue tag and transition at each word; for each cue, gold or found, the same of
the frame's tags; the statements found; and the statements that it finds in a content that it reads by itself, as if it
stood alone. PolNeAR marks no statement inside another's content, so that the last are the only lesson in those. With
`--nested`, only these.
"""

import sys

import torch

torch.set_flush_denormal(True)

import data  # noqa: E402
import score  # noqa: E402
from network import Reader  # noqa: E402

# A nested cue below this probability, or a nested content of fewer words, is not believed.
SURE, FEWEST = 0.6, 3


def load(checkpoint, weights="average"):
    saved = torch.load(checkpoint, map_location="cpu", weights_only=False)
    model = Reader(**{"cue_tags": 3, "mention": 0, **saved["config"]})
    model.load_state_dict(saved[weights])
    return model.eval()


def alone(doc, contents):
    """The contents as a document of their own, each a block; and for each word the content and word that it was."""
    out, was = data.Doc(doc.name, [], [], []), []
    for i, (a, b) in enumerate(contents):
        at = len(out.words)
        out.words += [list(w) for w in doc.words[a:b]]
        out.words[at][3] = data.BLOCK_START
        out.pieces += doc.pieces[a:b]
        out.sentences += [at] + [at + s - a for s in doc.sentences if a < s < b]
        was += [(i, w) for w in range(a, b)]
    return out, was


def nested(model, doc, contents, dtype):
    """Statements inside contents: (source, cue, content) word ranges."""
    contents = [(a, b) for a, b in contents if b - a >= 3 * FEWEST]
    if not contents:
        return []
    together, was = alone(doc, contents)
    out = []
    for f in score.read(model, together, dtype=dtype):
        roles = [f[role] for role in ("source", "cue", "content")]
        of = {was[w][0] for role in roles for s, e in role for w in (s, e - 1)}
        if len(of) == 1 and f["p"] >= SURE and f["source"] and sum(e - s for s, e in f["content"]) >= FEWEST:
            out.append(tuple([[was[s][1], was[e - 1][1] + 1] for s, e in role] for role in roles))
    return out


def lesson(model, doc, dtype="bf16"):
    count = model.config["cue_tags"]
    cue = torch.zeros(len(doc.words), count)
    steps = torch.zeros(len(doc.words), count, count)
    frames = {}
    for items, owns, states, scores, mask in score.encodings(model, doc, dtype=dtype):
        unary, pairs = model.cue_chain.marginals(scores, mask)
        tags = model.cue_chain.best(scores, mask).tolist()
        cues = []
        for i, (_, a, b) in enumerate(items):
            own = [w for w in range(a, b) if owns(i, w)]
            if not own:
                continue
            lo, hi = own[0], own[-1] + 1
            cue[lo:hi] = unary[i, lo - a : hi - a]
            steps[max(lo, a + 1) : hi] = pairs[i, max(lo, a + 1) - a - 1 : hi - a - 1]
            gold = [(g.cue[0][0], g.cue[-1][1]) for g in doc.attributions if lo <= g.cue[0][0] < hi]
            found = [(s + a, e + a) for s, e in score.ranges(tags[i][: b - a], 1) if lo <= s + a < hi]
            cues += [(i, doc, a, b, s, e) for s, e in sorted(set(gold + found)) if e <= b]
        for at in range(0, len(cues), 32):
            some = cues[at : at + 32]
            scores, frame_mask, reach = score.frame_scores(model, states, some, dtype=dtype)
            unary, pairs = model.frame_chain.marginals(scores, frame_mask)
            for i, (c, (lo, hi)) in enumerate(zip(some, reach)):
                frames[c[4:]] = (lo, hi, unary[i, : hi - lo].half(), pairs[i, : hi - lo - 1].sum(0))
    statements = [(f["source"], f["cue"], f["content"], f["p"]) for f in score.read(model, doc, dtype=dtype)]
    contents = [tuple(c) for g in doc.attributions for c in g.content] or [tuple(c) for s in statements for c in s[2]]
    return dict(cue=cue.half(), steps=steps.half(), frames=frames, statements=statements,
                nested=nested(model, doc, contents, dtype))


def main():
    checkpoint, out, *paths = [word for word in sys.argv[1:] if word != "--nested"]
    model = load(checkpoint)
    only_nested = "--nested" in sys.argv
    lessons = {}
    for path in paths:
        for doc in data.load(path):
            if only_nested:
                contents = [tuple(c) for g in doc.attributions for c in g.content]
                lessons[doc.name] = dict(nested=nested(model, doc, contents, "bf16"))
            else:
                lessons[doc.name] = lesson(model, doc)
            if len(lessons) % 50 == 0:
                torch.save(lessons, out)
                print(len(lessons), sum(len(v["nested"]) for v in lessons.values()), flush=True)
    torch.save(lessons, out)


if __name__ == "__main__":
    main()
