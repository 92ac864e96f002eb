"""Writes a linker to one file, as export.py writes a reader."""

import hashlib
import json

import numpy as np
from safetensors.numpy import save_file

from export import code


def ship(model, vocabulary, path, calibration=(1.0, 0.0)):
    """Matrices become int8 with one scale a row; returns the digest."""
    tensors = {}
    for name, value in model.state_dict().items():
        value = value.detach().float().cpu().numpy()
        if value.ndim == 2:
            tensors[name], tensors[name + ".scale"] = code(value)
        else:
            tensors[name] = np.ascontiguousarray(value)
    tensors["calibration"] = np.array(calibration, np.float32)
    tensors["vocabulary"] = np.frombuffer("\n".join([*vocabulary, ""]).encode(), np.uint8).copy()
    digest = hashlib.sha256()
    for name in sorted(tensors):
        digest.update(tensors[name].tobytes())
    save_file(tensors, path, metadata={"format": "sayso linker 1", "config": json.dumps(model.config), "sha256": digest.hexdigest()})
    return digest.hexdigest()
