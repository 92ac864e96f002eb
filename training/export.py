"""Writes a trained reader to one file: `python export.py CHECKPOINT.. --vocabulary VOCAB --out ../models/reader.safetensors`.

Of several checkpoints the mean of their weights is written. Matrices become int8 with one scale a row; crates/model/src/weights.rs says how they are stored. With `--dev`, the coded
network is scored, so that what coding costs is seen.
"""

import argparse
import hashlib
import json

import numpy as np
import torch
from safetensors.numpy import save_file

from network import Reader

NOT_READ = ("role.",)  # trained beside the rest
CHAINS = ("cue_chain", "frame_chain", "entity_chain")
PLAIN = tuple(f"{name}.transitions" for name in CHAINS)


def code(matrix):
    """int8 values and one float scale a row."""
    scale = np.abs(matrix).max(axis=1) / 127
    scale[scale == 0] = 1
    return np.rint(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def chains(model, tensors):
    """Transitions with what is forbidden in them, so that the reader need not know."""
    for name in CHAINS:
        transitions, starts = getattr(model, name).weights()
        tensors[f"{name}.transitions"] = transitions.detach().numpy()
        tensors[f"{name}.starts"] = starts.detach().numpy()


def coded(model):
    """Tensors of the file by name."""
    plain = {k: v.detach().float().numpy() for k, v in model.state_dict().items() if not k.startswith(NOT_READ)}
    chains(model, plain)
    out = {}
    for name, value in plain.items():
        if value.ndim == 2 and name not in PLAIN:
            out[name], out[name + ".scale"] = code(value)
        else:
            out[name] = np.ascontiguousarray(value, dtype=np.float32)
    return out


def decode_into(model, tensors):
    """Gives the model the numbers that the reader will compute with."""
    state = model.state_dict()
    for name in state:
        if name in tensors and name + ".scale" in tensors:
            state[name] = torch.tensor(tensors[name].astype(np.float32) * tensors[name + ".scale"][:, None])
    model.load_state_dict(state)


def write(model, vocabulary, path, calibration=(1.0, 0.0, 0.0)):
    """Writes the file and returns its digest. `calibration` is what calibrate.py prints."""
    tensors = coded(model)
    tensors["calibration"] = np.array(calibration, dtype=np.float32)
    tensors["vocabulary"] = np.frombuffer(vocabulary.encode(), dtype=np.uint8).copy()
    digest = hashlib.sha256()
    for name in sorted(tensors):
        digest.update(tensors[name].tobytes())
    metadata = {"format": "sayso reader 1", "config": json.dumps(model.config), "sha256": digest.hexdigest()}
    save_file(tensors, path, metadata=metadata)
    return digest.hexdigest()


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("checkpoints", nargs="+")
    p.add_argument("--vocabulary", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--calibration", type=float, nargs=3, default=(1.0, 0.0, 0.0),
                   metavar=("SLOPE", "SHIFT", "UNSOURCED"))
    p.add_argument("--dev")
    args = p.parse_args()
    saved = [torch.load(path, map_location="cpu", weights_only=False) for path in args.checkpoints]
    model = Reader(**saved[0]["config"])
    states = [one["average"] for one in saved]
    model.load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    model.eval()
    with open(args.vocabulary, encoding="utf-8") as f:
        vocabulary = f.read()
    print("sha256", write(model, vocabulary, args.out, args.calibration))
    if args.dev:
        import data
        import score

        dev = data.load(args.dev)
        print("float", score.score(model, dev))
        decode_into(model, coded(model))
        print("coded", score.score(model, dev))


if __name__ == "__main__":
    main()
