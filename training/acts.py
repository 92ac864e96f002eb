"""Statements of real news whose speech act is known: labels in corpora/acts, texts in the data."""

import collections
import gzip
import json
import zlib


def held_out(name):
    """Whether a document or story is one of the sixth that no network learns acts from."""
    return zlib.crc32(name.encode()) % 6 == 0


def rows(path, head):
    """Fields of the lines of a table, without its notes and its head."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith(("#", head + "\t")):
                yield line.rstrip("\n").split("\t")


def packed(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def polnear(data, folder):
    """(name, text, attributions) of PolNeAR's documents; an attribution has an `act`, None where it is not known."""
    labels = collections.defaultdict(dict)
    for document, number, act in rows(folder / "acts/polnear.tsv", "document"):
        labels[document][int(number)] = act
    for document in packed(data / "polnear/train.jsonl.gz"):
        known = labels.get(document["doc"])
        if known:
            yield document["doc"], document["text"], [{**a, "act": known.get(i)} for i, a in enumerate(document["attributions"])]


def news(data, folder):
    """Likewise of bodies of FNC-1; each attribution has an act."""
    found = collections.defaultdict(list)
    for body, *roles, act in rows(folder / "acts/news.tsv", "body"):
        spans = [[tuple(map(int, span.split("-"))) for span in role.split()] for role in roles]
        found[body].append({**dict(zip(("source", "cue", "content"), spans)), "act": act})
    for body in packed(data / "stance/fnc1_train_bodies.jsonl.gz"):
        name = str(body["body_id"])
        if name in found:
            yield name, body["text"], found[name]
