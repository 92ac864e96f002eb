"""Writes a linker to one file, as export.py writes a reader: `python ship.py IN.safetensors OUT.safetensors --calibration FILE`
gives one that is written already another calibration."""

import argparse
import hashlib
import json

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

import lexical
from export import code

# Slope of the scores, what is added to that of each relation, and then what a feature of the words adds to each.
CALIBRATION = (1.0,) + (0.0,) * (5 + 5 * len(lexical.NAMES))


def ship(model, vocabulary, path, calibration=CALIBRATION):
    """Matrices become int8 with one scale a row; returns the digest."""
    tensors = {}
    for name, value in model.state_dict().items():
        value = value.detach().float().cpu().numpy()
        if value.ndim == 2:
            tensors[name], tensors[name + ".scale"] = code(value)
        else:
            tensors[name] = np.ascontiguousarray(value)
    tensors["vocabulary"] = np.frombuffer("\n".join([*vocabulary, ""]).encode(), np.uint8).copy()
    return save(tensors, model.config, path, calibration)


def save(tensors, config, path, calibration):
    tensors["calibration"] = np.array(calibration, np.float32)
    digest = hashlib.sha256()
    for name in sorted(tensors):
        digest.update(tensors[name].tobytes())
    save_file(tensors, path, metadata={"format": "sayso linker 2", "config": json.dumps(config), "sha256": digest.hexdigest()})
    return digest.hexdigest()


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("written")
    p.add_argument("out")
    p.add_argument("--calibration", required=True, help="what calibrate_linker.py wrote")
    p.add_argument("--slope", type=float, help="this instead of the calibration's, and what it adds to the relations in proportion")
    args = p.parse_args()
    with open(args.calibration, encoding="utf-8") as f:
        calibration = json.load(f)
    if args.slope:
        scores = 1 + 5
        calibration[:scores] = [number * args.slope / calibration[0] for number in calibration[:scores]]
    with safe_open(args.written, "np") as f:
        tensors, config = {name: f.get_tensor(name) for name in f.keys()}, json.loads(f.metadata()["config"])
    print("sha256", save(tensors, config, args.out, calibration))


if __name__ == "__main__":
    main()
