"""What is added to the scores of the relations, and their slope, from what link.py said of pairs that it had not learnt from:
`python calibrate_linker.py work/fold-0/said.jsonl work/fold-1/said.jsonl work/linker/said.jsonl`.

How often each relation is met differs from place to place, and F1 wants other odds than the pairs that were learnt from. What is
added to each score is what gives the best sum of F1 over FNC-1's stances (each fold of topics by the network that did not see
it), of paraphrases in MSRP's part for validation, and half as much of our sample. First it is fitted on one fold and scored on the
other; the slope then is the one with the least error of calibration on the first two. Prints the line that ship.py wants.
"""

import argparse
import collections
import json
import lzma

import numpy as np

SAME, DENIES, FIGURE, RELATED, UNRELATED = range(5)
MOST = 2.0
NUMBERS = 2.0  # what another figure gets where each text has a number of its own; of 0 to 2 the best on the sample


def said(paths):
    """(scores, mask) by run and origin; scores are logarithms."""
    rows = collections.defaultdict(list)
    for path in paths:
        with (lzma.open if path.endswith(".xz") else open)(path, "rt") as lines:
            for line in lines:
                line = json.loads(line)
                rows[line["out"], line["origin"]].append((line["p"][:5], line["mask"]))
    return {k: (np.log(np.clip([p for p, _ in v], 2e-5, 1)), np.array([m for _, m in v])) for k, v in rows.items()}


def f1(found, gold):
    return 2 * (found & gold).sum() / max(1, found.sum() + gold.sum())


def stances(rows, shift):
    scores, mask = rows
    best = (scores + shift).argmax(1)
    best[best == FIGURE] = RELATED
    return [f1(best == c, mask == 1 << c) for c in (SAME, DENIES, RELATED, UNRELATED)]


def paraphrases(rows, shift):
    scores, mask = rows
    return f1((scores + shift).argmax(1) == SAME, mask == 1 << SAME)


def ours(rows, shift):
    scores, mask = rows
    best = (scores + shift).argmax(1)
    return [((mask >> best) & 1).mean()] + [f1(best == c, mask == 1 << c) for c in (SAME, DENIES, FIGURE)]


def worth(all_said, runs, shift):
    one = lambda run: np.mean(stances(all_said[run, "fnc"], shift)) + paraphrases(all_said[run, "msrp-val"], shift) + 0.5 * np.mean(ours(all_said[run, "ours-sample"], shift))
    return np.mean([one(run) for run in runs])


def search(all_said, runs):
    shift = np.zeros(5)
    best = worth(all_said, runs, shift)
    for step in (1.0, 0.5, 0.25):
        found = True
        while found:
            found = False
            for c in (SAME, DENIES):  # of all five, one fold gets what the other does not want
                for way in (-step, step):
                    other = shift.copy()
                    other[c] += way
                    if abs(other[c]) <= MOST and worth(all_said, runs, other) > best + 1e-4:
                        best, shift, found = worth(all_said, runs, other), other, True
    return shift


def error(parts, shift, slope):
    """By how much the score of the best relation and the share that is right differ, in ten bins, mean over the parts."""
    out = []
    for scores, mask in parts:
        sure = np.exp(slope * (scores + shift))
        sure /= sure.sum(1, keepdims=True)
        best, top = sure.argmax(1), sure.max(1)
        right = (mask >> best) & 1 == 1
        bins = np.minimum((10 * top).astype(int), 9)
        out.append(sum(abs(top[bins == i].sum() - right[bins == i].sum()) for i in range(10)) / len(top))
    return np.mean(out)


def figures(all_said, run, shift):
    show = lambda values: [round(100 * float(v), 1) for v in values]
    fnc = show(stances(all_said[run, "fnc"], shift)) if (run, "fnc") in all_said else []
    print(" ", run, "FNC-1", fnc, "mean", round(float(np.mean(fnc)), 1) if fnc else None, "MSRP", show([paraphrases(all_said[run, "msrp-val"], shift)]),
          "sample", show(ours(all_said[run, "ours-sample"], shift)), "floor", show(ours(all_said[run, "ours-floor"], shift)))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("said", nargs="+")
    args = p.parse_args()
    all_said = said(args.said)
    runs = sorted({run for run, _ in all_said})
    folds = [run for run in runs if (run, "fnc") in all_said]
    for fold in folds:
        others = [other for other in folds if other != fold]
        shift = search(all_said, others)
        print("fitted without", fold, shift)
        figures(all_said, fold, np.zeros(5))
        figures(all_said, fold, shift)
    shift = search(all_said, folds)
    each = {name: [all_said[run, name] for run in folds] for name in ("fnc", "msrp-val", "ours-sample")}
    slope = min(np.arange(0.2, 1.6, 0.05), key=lambda s: error(each["fnc"] + each["msrp-val"], shift, s))
    for name, parts in each.items():
        print("calibration error", name, round(100 * error(parts, np.zeros(5), 1.0), 1), "before,", round(100 * error(parts, shift, slope), 1))
    for run in runs:
        figures(all_said, run, shift)
    print("--calibration", round(float(slope), 2), *(round(float(slope * s), 3) for s in shift), 0.0, round(float(slope * NUMBERS), 3))


if __name__ == "__main__":
    main()
