"""Fits how probable it is that two statements are of one claim: `python fit_claims.py PAIRS.. --out
../crates/trace/src/fitted.rs`.

PAIRS are what `sayso eval corpora/chains/index.jsonl --scores PAIRS` writes. Three logistic regressions: that both say the same,
that one denies the other, and, on what needs no linker, that one of these seems to be so with a probability of .12, on features that `crates/trace/src/evidence.rs` has in this order. Fitted on the parts named by --fit and --fit-denials
(of `chains` "train" and "floor", of `sample` "claims"), printed for each part.
"""

import argparse
import json

import numpy as np
import torch

DECAY = 1e-2
SEEMS = 0.12
ASKED = 0.045  # as in evidence.rs
NOTE = "//! What `training/fit_claims.py` fitted: weights of a pair's features, as `evidence.rs` has them, the constant last.\n"


def features(pair):
    sure = np.clip(pair["relations"], 1e-3, 1 - 1e-3)
    words, cosine = pair["words"], pair["cosine"]
    return [words, cosine, words**2, cosine**2, words * cosine, *np.log(sure[:5]), np.log(sure[5] / (1 - sure[5])),
            *pair["circumstances"], 1]


def glance(x):
    """Of features those that need no linker."""
    return np.concatenate([x[:, :5], x[:, 11:]], 1)


def fit(x, y):
    """Weights by likelihood, of features evened out while they are sought."""
    mean, spread = x.mean(0), x.std(0)
    mean[-1], spread[spread == 0] = 0, 1
    z, y = torch.tensor((x - mean) / spread), torch.tensor(y, dtype=torch.float64)
    weights = torch.zeros(z.shape[1], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=300, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        value = torch.nn.functional.binary_cross_entropy_with_logits(z @ weights, y) + DECAY * (weights[:-1] ** 2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    found = weights.detach().numpy() / spread
    found[-1] -= (mean * found)[:-1].sum()
    return found


def best(scores, gold):
    """The highest F1 over thresholds, and average precision."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(gold[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + gold.sum())
    precision = right / np.arange(1, len(order) + 1)
    return round(100 * float(f1.max()), 1), round(100 * float(precision[gold[order]].mean()), 1)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("pairs", nargs="+")
    p.add_argument("--fit", nargs="+", default=["train", "claims"], help="parts for what says the same")
    p.add_argument("--fit-denials", nargs="+", default=["train", "claims"], help="parts for denials, of which there are few")
    p.add_argument("--out")
    args = p.parse_args()
    rows = [json.loads(line) for path in args.pairs for line in open(path, encoding="utf-8")]
    rows = [row for row in rows if row["half"]]
    x, part = np.array([features(row) for row in rows], float), np.array([row["half"] for row in rows])
    text, apart = NOTE, np.ones(len(x))
    for name, key, doc in (("SAME", "same", "That both say the same."), ("DENIES", "denies", "That one denies the other.")):
        gold = np.array([row[key] for row in rows])
        inside = np.isin(part, args.fit if key == "same" else args.fit_denials)
        weights = fit(x[inside], gold[inside])
        scores = x @ weights
        print(key, {str(name): (int((part == name).sum()), int(gold[part == name].sum()), *best(scores[part == name], gold[part == name])) for name in np.unique(part)})
        apart *= 1 - 1 / (1 + np.exp(-scores))
        text += constant(name, doc, weights)
    seems = 1 - apart >= SEEMS
    weights = fit(glance(x), seems)
    scores = glance(x) @ weights
    kept = 1 / (1 + np.exp(-scores)) >= ASKED
    print("asked of", round(float(kept.mean()), 3), "of pairs; not of", round(float((seems & ~kept).sum() / seems.sum()), 4), "of those that seem to be one;",
          {key: round(float((gold & ~kept).sum() / gold.sum()), 3) for key in ("same", "denies") for gold in [np.array([row[key] for row in rows])]})
    text += constant("AT_A_GLANCE", "That one of both seems to be so, without the linker.", weights)
    if args.out:
        with open(args.out, "w", encoding="utf-8") as f:
            f.write(text)


def constant(name, doc, weights):
    numbers = "".join(f"    {w:.4f},\n" for w in weights)
    return f"\n/// {doc}\n#[rustfmt::skip]\npub(crate) const {name}: [f32; {len(weights)}] = [\n{numbers}];\n"


if __name__ == "__main__":
    main()
