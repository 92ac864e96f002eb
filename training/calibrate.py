"""Fits what makes the score a probability: `sayso eval GOLD --model READER --scores FILE`, then `python calibrate.py FILE`.

The score of a statement is the network's probability of its cue times that of its frame; three numbers take its log-odds
to those with which statements are right as a whole (Platt 1999): a slope, a shift, and a further shift where no source
was found. READER has to be exported with `--calibration 0.3 2 0`, so that no statement is too doubtful to be given. Also prints the expected calibration error (ten bins)
before, after, and after by five-fold cross-validation.
"""

import json
import sys

import numpy as np

# With what calibration FILE was made.
OPEN_SLOPE, OPEN_SHIFT = 0.3, 2.0


def odds(p):
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return np.log(p / (1 - p))


def fit(x, y):
    """The weights of the columns of `x` that maximise the likelihood of `y`, by Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(50):
        p = apply(weights, x)
        hessian = (x * (p * (1 - p) + 1e-9)[:, None]).T @ x
        weights = weights + np.linalg.solve(hessian, x.T @ (y - p))
    return weights


def apply(weights, x):
    return 1 / (1 + np.exp(-(x @ weights)))


def error(p, y):
    """Expected calibration error in ten bins."""
    bins = np.minimum((p * 10).astype(int), 9)
    return sum(abs(p[bins == i].mean() - y[bins == i].mean()) * (bins == i).mean() for i in range(10) if (bins == i).any())


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    unsourced = np.array([float(not r["sourced"]) for r in rows])
    scores = (odds(np.array([r["score"] for r in rows])) - OPEN_SHIFT) / OPEN_SLOPE
    x = np.stack([scores, np.ones(len(rows)), unsourced], axis=1)
    y = np.array([float(r["right"]) for r in rows])
    folds = np.arange(len(x)) * 5 // len(x)
    crossed = np.concatenate([apply(fit(x[folds != i], y[folds != i]), x[folds == i]) for i in range(5)])
    best = fit(x, y)
    print(f"slope {best[0]:.4f} shift {best[1]:.4f} unsourced {best[2]:.4f}")
    print(f"calibration error: before {error(apply(np.array([1.0, 0.0, 0.0]), x), y):.3f}, after {error(apply(best, x), y):.3f},"
          f" five folds {error(crossed, y):.3f}")


if __name__ == "__main__":
    main()
