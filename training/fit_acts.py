"""How much the tables' act counts beside what the network hears: `python fit_acts.py --data DIR --corpora ../corpora --verdicts
TARGET/release/examples/verdicts`.

Both say something of statements of the sixth of documents and stories that the network has not learnt from (pairs.py). For each
ground on which the tables judge, a weight in nats is found by likelihood, and one slope for the network. Prints them, and what share
of acts is right by the tables, by the network and by both, in five folds by document.
"""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np
import torch

import acts
from linker import ACTS

GROUNDS = ("nothing", "content", "cue", "strong cue", "context")


def verdicts(program, found):
    """A line a statement with an act, with its document."""
    lines = []
    for _, text, statements in found:
        for s in statements:
            s["trust"] = 0.4 if (s["act"] or "").endswith("?") else 1.0
            s["act"] = s["act"] and s["act"].rstrip("?")
        lines.append(json.dumps(dict(text=text, statements=statements)))
    out = subprocess.run([program], input="\n".join(lines), capture_output=True, text=True, check=True).stdout
    return [v for v in map(json.loads, out.splitlines()) if v["act"]]


def scores(weights, heard, tables, ground):
    return torch.exp(weights[0]) * heard + torch.nn.functional.one_hot(tables, len(ACTS)) * weights[1:][ground][:, None]


def fit(heard, tables, ground, gold, trust):
    weights = torch.zeros(1 + len(GROUNDS), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        value = torch.nn.functional.cross_entropy(scores(weights, heard, tables, ground), gold, reduction="none")
        value = (value * trust).sum() / trust.sum() + 1e-3 * (weights**2).sum()
        value.backward()
        return value

    optimizer.step(loss)
    return weights.detach()


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--verdicts", required=True)
    args = p.parse_args()
    documents = [*acts.polnear(args.data, args.corpora), *acts.news(args.data, args.corpora)]
    rows = verdicts(args.verdicts, [d for d in documents if acts.held_out(d[0])])
    heard = torch.tensor([v["heard"] for v in rows], dtype=torch.float64)
    tables, gold = (torch.tensor([ACTS.index(v[k]) for v in rows]) for k in ("tables", "act"))
    ground = torch.tensor([GROUNDS.index(v["ground"]) for v in rows])
    trust = torch.tensor([v["trust"] for v in rows], dtype=torch.float64)
    fold = torch.arange(len(rows)) * 5 // len(rows)  # documents lie together
    both = torch.zeros(len(rows), dtype=torch.long)
    for i in range(5):
        inside, outside = fold != i, fold == i
        weights = fit(heard[inside], tables[inside], ground[inside], gold[inside], trust[inside])
        both[outside] = scores(weights, heard[outside], tables[outside], ground[outside]).argmax(1)
    firm = trust == 1
    for name, rows_of in [("all", trust > 0), ("firm", firm), *((g, firm & (ground == i)) for i, g in enumerate(GROUNDS))]:
        share = lambda found: round(100 * float((found == gold)[rows_of].double().mean()), 1)
        print(f"{name:12} {int(rows_of.sum()):5}  tables {share(tables)}  network {share(heard.argmax(1))}  both {share(both)}")
    weights = fit(heard, tables, ground, gold, trust)
    print("in nats:", {g: round(float(w / torch.exp(weights[0])), 2) for g, w in zip(GROUNDS, weights[1:])}, "slope", round(float(torch.exp(weights[0])), 2))


if __name__ == "__main__":
    main()
