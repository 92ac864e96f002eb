"""Fits the slope and shift of the score: `sayso eval GOLD --scores FILE`, then `python calibrate.py FILE`.

The score of a statement is the network's probability of its cue times that of its frame; two numbers take its log-odds
to those with which statements are right as a whole (Platt 1999). Also prints the expected calibration error (ten bins)
before, after, and after by five-fold cross-validation.
"""

import json
import sys

import numpy as np


def odds(p):
    p = np.clip(p, 1e-6, 1 - 1e-6)
    return np.log(p / (1 - p))


def fit(x, y):
    """Slope and shift that maximise the likelihood, by Newton's method."""
    a, b = 1.0, 0.0
    for _ in range(50):
        p = 1 / (1 + np.exp(-(a * x + b)))
        gradient = np.array([((y - p) * x).sum(), (y - p).sum()])
        w = p * (1 - p) + 1e-9
        hessian = np.array([[(w * x * x).sum(), (w * x).sum()], [(w * x).sum(), w.sum()]])
        a, b = np.array([a, b]) + np.linalg.solve(hessian, gradient)
    return a, b


def error(p, y):
    """Expected calibration error in ten bins."""
    bins = np.minimum((p * 10).astype(int), 9)
    return sum(abs(p[bins == i].mean() - y[bins == i].mean()) * (bins == i).mean() for i in range(10) if (bins == i).any())


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    x, y = odds(np.array([r["score"] for r in rows])), np.array([float(r["right"]) for r in rows])
    apply = lambda ab, x: 1 / (1 + np.exp(-(ab[0] * x + ab[1])))
    folds = np.arange(len(x)) * 5 // len(x)
    crossed = np.concatenate([apply(fit(x[folds != i], y[folds != i]), x[folds == i]) for i in range(5)])
    best = fit(x, y)
    print(f"slope {best[0]:.4f} shift {best[1]:.4f}")
    print(f"calibration error: before {error(apply((1, 0), x), y):.3f}, after {error(apply(best, x), y):.3f},"
          f" five folds {error(crossed, y):.3f}")


if __name__ == "__main__":
    main()
