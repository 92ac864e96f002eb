"""From what link.py said of pairs that it had not learnt from to probabilities: `python calibrate_linker.py --pairs
work/pairs/pairs.npz.xz --vocabulary work/pairs/vocab.txt --said work/link-fold-?/said.jsonl --out work/calibration.json`.

A regression on the logarithms of the network's probabilities (one slope, an addition for each relation) and on features of the words
(lexical.py). FNC-1's stances count most, each fold of topics as the network says that did not see it; then paraphrases of MSRP's part
for validation, our sample, pairs that are right by construction, and sentences of ECB+. In most a relation counts by the root of how often it is met.
First it is fitted on one fold and half of MSRP and scored on the other; what is written is fitted on all. Writes what ship.py wants.
"""

import argparse
import collections
import json
import lzma

import numpy as np
import torch

import lexical
import pairs
from linked import read, starts

SAME, DENIES, FIGURE, RELATED, UNRELATED = range(5)
NAMES = ("same", "denies", "figure", "related", "unrelated")
# How much each set counts, and how far it is evened out which relation is met how often.
SHARES = {"fnc": (1.0, 0.5), "msrp-val": (0.3, 0.0), "ours-sample": (0.1, 0.5), "made-dev": (0.1, 0.5), "ecb-dev": (0.2, 0.5)}
# Likewise without the folds of FNC-1: half of what was written for it and is held out, on which it is not scored then.
PLAIN = {"msrp-val": 1.0, "written-floor": 1.0, "affairs-floor": 1.0, "articles-floor": 1.0, "stances-floor": 0.5}
SCORED = (*SHARES, "ours-floor", "written-floor", "affairs-floor", "articles-floor", "stances-floor")
DECAY = 1e-3


def look_at(path, vocabulary):
    """A function from the number of a pair to its features."""
    data = read(path)
    words = data["words"].tobytes().decode().split("\n")
    common = set([w for w in vocabulary if w.isalpha() and len(w) > 1][: pairs.COMMON])
    lengths = {name: data[name].astype(np.int64) for name in ("a_lengths", "b_lengths", "sentence_lengths")}
    begins = {name: starts(column) for name, column in lengths.items()}
    known = {}

    def sentence(i):
        if i not in known:
            at, n = begins["sentence_lengths"][i], lengths["sentence_lengths"][i]
            known[i] = lexical.look([words[w] for w in data["sentences"][at : at + n]], common, pairs.DOUBTS)
        return known[i]

    def side(name, row):
        at, n = begins[name + "_lengths"][row], lengths[name + "_lengths"][row]
        return [sentence(int(i)) for i in data[name][at : at + n]]

    return lambda row: lexical.features(side("a", row), side("b", row))


def said(paths, features):
    """(inputs, which relations are right) by run and origin."""
    rows = collections.defaultdict(list)
    for path in paths:
        with (lzma.open if path.endswith(".xz") else open)(path, "rt") as lines:
            for line in lines:
                line = json.loads(line)
                if line["origin"] in SCORED:
                    rows[line["out"], line["origin"]].append(line)
    out = {}
    for (run, origin), lines in rows.items():
        sure = np.log(np.clip([line["p"][:5] for line in lines], 1e-4, 1))
        right = np.array([[line["mask"] >> r & 1 for r in range(5)] for line in lines], bool)
        if origin == "fnc":
            right[:, FIGURE] |= right[:, RELATED]  # it has no such class
        out[run, origin] = np.concatenate([sure, [features(line["row"]) for line in lines]], 1), right
    return out


def fit(sets):
    """A matrix for inputs and a constant, as Calibration of the program has it. `sets` are (inputs, right, share, power)."""
    inputs, right, weight = [], [], []
    for x, r, share, power in sets:
        _, which, counts = np.unique(r, axis=0, return_inverse=True, return_counts=True)
        w = counts[which.ravel()] ** -power
        inputs.append(x), right.append(r), weight.append(share * w / w.sum())
    x, r, w = (torch.tensor(np.concatenate(part)) for part in (inputs, right, weight))
    n = x.shape[1] - 5
    free = torch.zeros(6 + 5 * n, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([free], max_iter=200, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        scores = ((1 + free[0]) * x[:, :5] + free[1:6] + x[:, 5:] @ free[6:].view(n, 5)).log_softmax(1)
        value = -(w * torch.where(r, scores, -1e4).logsumexp(1)).sum() + DECAY * (free**2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    found = free.detach().numpy().copy()
    found[0] += 1
    return found


def probabilities(fitted, x):
    scores = fitted[0] * x[:, :5] + fitted[1:6] + x[:, 5:] @ fitted[6:].reshape(-1, 5)
    scores = np.exp(scores - scores.max(1, keepdims=True))
    return scores / scores.sum(1, keepdims=True)


def f1(found, gold):
    return 200 * (found & gold).sum() / max(1, found.sum() + gold.sum())


def figures(fitted, x, right, is_fnc=False):
    sure = probabilities(fitted, x)
    best, top = sure.argmax(1), sure.max(1)
    is_right = right[np.arange(len(best)), best]
    if is_fnc:
        best[best == FIGURE], right = RELATED, right & (np.arange(5) != FIGURE)
    alone = right.sum(1) == 1
    each = {c: f1(best == c, alone & right[:, c]) for c in range(5) if (alone & right[:, c]).any()}
    bins = np.minimum((10 * top).astype(int), 9)
    error = sum(abs(top[bins == i].sum() - is_right[bins == i].sum()) for i in range(10)) / len(top)
    return dict(accuracy=100 * is_right.mean(), **{"F1 " + NAMES[c]: v for c, v in each.items()}, mean=np.mean(list(each.values())), error=100 * error)


def show(title, values):
    print(" ", title, {k: round(float(v), 1) for k, v in values.items()})


def plain(known, out):
    """Slope and additions by likelihood, each set evened out over relations; in two halves for show, then on all."""
    sets = {origin: (x[:, :5], right) for (_, origin), (x, right) in known.items()}
    half = {origin: np.random.default_rng(0).permutation(len(x)) % 2 for origin, (x, _) in sets.items()}
    pad = lambda fitted: np.concatenate([fitted, np.zeros(5 * len(lexical.NAMES))])
    part = lambda which: [(x[half[o] == which], r[half[o] == which], PLAIN[o], 0.0) for o, (x, r) in sets.items() if o in PLAIN]
    for i in (0, 1):
        fitted = fit(part(i))
        for origin, (x, right) in sets.items():
            rows = half[origin] != i
            show(f"{origin}, other half", figures(fitted, x[rows], right[rows]))
    fitted = fit([(x, r, PLAIN[o], 0.0) for o, (x, r) in sets.items() if o in PLAIN])
    print("  slope", round(fitted[0], 3), "additions", fitted[1:6].round(2))
    with open(out, "w", encoding="utf-8") as f:
        json.dump([round(float(v), 4) for v in pad(fitted)], f)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--pairs", required=True)
    p.add_argument("--vocabulary", required=True, help="MiniLM's, one piece a line")
    p.add_argument("--said", nargs="+", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--plain", action="store_true", help="fit a slope and an addition for each relation alone, on what no network has learnt from")
    args = p.parse_args()
    with open(args.vocabulary, encoding="utf-8") as f:
        known = said(args.said, look_at(args.pairs, f.read().splitlines()))
    if args.plain:
        return plain(known, args.out)
    folds = sorted({run for run, origin in known if origin == "fnc"})
    half = np.random.default_rng(0).permutation(len(known[folds[0], "msrp-val"][0]))
    half = [np.sort(part) for part in np.array_split(half, 2)]

    def sets(runs, paraphrases):
        for run in runs:
            for origin, share in SHARES.items():
                x, right = known[run, origin]
                rows = paraphrases if origin == "msrp-val" else slice(None)
                yield x[rows], right[rows], *share

    for fold in folds:
        print(fold, "by what was fitted on the rest")
        others = [run for run in folds if run != fold]
        for i in (0, 1):
            fitted = fit(sets(others, half[i]))
            x, right = known[fold, "msrp-val"]
            show(f"MSRP, half {i}", figures(fitted, x[half[1 - i]], right[half[1 - i]]))
        show("FNC-1", figures(fitted, *known[fold, "fnc"], True))
        for origin in ("made-dev", "ours-floor"):
            show(origin, figures(fitted, *known[fold, origin]))
    fitted = fit(sets(folds, slice(None)))
    for row, name in zip(fitted[6:].reshape(-1, 5), lexical.NAMES):
        print(f"  {name:28}", *(f"{v:6.2f}" for v in row))
    print("  slope", round(fitted[0], 3), "additions", fitted[1:6].round(2))
    with open(args.out, "w", encoding="utf-8") as f:
        json.dump([round(float(v), 4) for v in fitted], f)


if __name__ == "__main__":
    main()
