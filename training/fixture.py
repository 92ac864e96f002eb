"""Writes a tiny network with random weights, and what PyTorch computes with it, for `crates/model/src/twin.rs`.

`cargo run -p sayso-model --example prepare -- tests/fixture/vocabulary.txt < text.jsonl` gives the input, so that the
Rust side's words and pieces are the only ones.
"""

import argparse
import json

import torch

import data
import export
from network import Reader


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("vocabulary")
    p.add_argument("prepared")
    p.add_argument("out", help="folder")
    args = p.parse_args()
    with open(args.vocabulary, encoding="utf-8") as f:
        vocabulary = f.read()
    torch.manual_seed(1)
    data.CLS, data.SEP = vocabulary.split("\n").index("[CLS]"), vocabulary.split("\n").index("[SEP]")
    model = Reader(vocab=len(vocabulary.splitlines()), hidden=32, heads=4, inner=64, layers=2, frame_layers=2, frame_inner=48,
                   positions=64, mention=16)
    with torch.no_grad():
        for name, value in model.named_parameters():
            value.normal_(std=0.3 if value.ndim == 2 else 0.1)
            if "norm" in name and name.endswith("weight"):
                value.add_(1)
    model.eval()
    export.write(model, vocabulary, f"{args.out}/tiny.safetensors")
    export.decode_into(model, export.coded(model))
    doc = data.load(args.prepared)[0]
    items = [(doc, 0, len(doc.words))]
    inputs = data.batch(items)
    inputs.pop("mask")
    with torch.no_grad():
        states = model.encode(**inputs)
        cues = [(0, doc, 0, len(doc.words), s, s + 2) for s in (0, 3, len(doc.words) - 2)]
        frame_inputs, _, reach = data.frame_batch(cues)
        frames = model.frames(states, **frame_inputs)
        spans = [(w, min(w + 1 + w % 3, len(doc.words))) for w in range(0, len(doc.words), 2)]
        first, last = torch.tensor([s for s, _ in spans]), torch.tensor([e - 1 for _, e in spans])
        mentions = model.mentions(states, torch.zeros_like(first), first, last)
        links = model.links(mentions[:, None], mentions[None], (first[:, None] - first[None]).clamp(min=0))
        expected = dict(
            words=len(doc.words),
            cue_scores=model.cue(states)[0].tolist(),
            entity_scores=model.entity(states)[0].tolist(),
            mentions=[list(m) for m in spans],
            links=[[float(v) for v in row[:i]] for i, row in enumerate(links)],
            frames=[dict(cue=list(c[4:]), reach=list(r), scores=frames[i, : r[1] - r[0]].tolist())
                    for i, (c, r) in enumerate(zip(cues, reach))],
        )
    with open(f"{args.out}/expected.json", "w", encoding="utf-8") as f:
        json.dump(expected, f)


if __name__ == "__main__":
    main()
