"""Writes a tiny linker with random weights, and what PyTorch computes with it, for `crates/model/src/linker/twin.rs`:
`python fixture_linker.py ../crates/model/tests/fixture`."""

import itertools
import json
import string
import sys
from pathlib import Path

import numpy as np
import torch

import lexical
import pairs
import pieces
import ship
from linked import ALONE, FIRST, WHOLE, Texts
from linker import Linker

WORDS = """the ferry was over ##loaded clerk said owner denied that rope held bow door harbour oats barn sown early hoax report of in to
minister not 12 40 people drowned village store ##s sank""".split()
FILLER = "Oats were sown early in the village, and the barn stood open. "
CASES = [
    ("The ferry was overloaded, a clerk said.", "The owner denied that the ferry was overloaded."),
    ("12 people drowned.", "“40 people drowned,” the minister said. 12 did not!"),
    ("", ""),
    ("Ferry sank", ""),
    ("", "The bow door."),
    ("The ferry’s bow door was held with rope",
     FILLER * 7 + "The report that rope held the door is a hoax.”\nno stop here\n\n" + FILLER * 9 + "“Rope held the bow door,” (the clerk said.) " + FILLER * 4),
    (FILLER * 9, "The village sowed oats early: été 2019, 40,000 of them."),
    ("Überladen 東京 €5 " + "x" * 120, "a\u200bb\u0007c\td " + "oats " * 400),
]


def vocabulary():
    fill = ["".join(two) for two in itertools.product(string.ascii_lowercase, repeat=2)][: pairs.COMMON]
    single = string.ascii_lowercase + string.digits
    return pieces.Vocabulary(["[PAD]", pieces.UNKNOWN, pieces.BEGIN, pieces.END, *fill, *single, *("##" + c for c in single), *".,!?:’“”()", *WORDS])


def sides(vocabulary, *texts):
    """Each text as Texts takes a side of one row."""
    numbers, out = {}, []
    for words in texts:
        each = [(piece, word, pieces.key(word)) for word in words for piece in vocabulary.of(word)]
        ids = [piece for piece, _, _ in each]
        keys = [numbers.setdefault(key, len(numbers) + 1) if key else 0 for _, _, key in each]
        kinds = [(2 if word[0].isdigit() else 1) if key else 0 for _, word, key in each]
        out.append((np.array([len(ids)]), *(np.array(column, np.int32) for column in (ids, keys, kinds))))
    return out


def main():
    out = Path(sys.argv[1])
    torch.manual_seed(1)
    known = vocabulary()
    store = pairs.Store({w for w in known.pieces if w.isalpha() and len(w) > 1} & set(known.pieces[: pairs.COMMON + 4]))
    model = Linker(len(known.pieces), hidden=32, heads=4, inner=64, layers=2)
    with torch.no_grad():
        for name, value in model.named_parameters():
            value.normal_(std=0.3 if value.ndim == 2 else 0.1)
            if "norm" in name and name.endswith("weight"):
                value.add_(1)
    model.eval()
    ship.ship(model, known.pieces, out / "linker.safetensors")
    model.code()
    expected = []
    for a, b in CASES:
        claim, text = (a, b)
        if len(pieces.words(a)) > FIRST and len(b.encode()) < len(a.encode()):
            claim, text = b, a
        read = [word for s in pairs.picked(store, claim, pairs.sentences(text)) for word in pieces.words(s)]
        one, two = sides(known, pieces.words(claim), read)
        pair = Texts(known, one, two, "cpu", FIRST, WHOLE).batch(np.array([0]))
        alone = Texts(known, sides(known, pieces.words(a))[0], None, "cpu", ALONE, ALONE).batch(np.array([0]), ("ids",))
        with torch.no_grad():
            scores, embedding = model.relate(**pair)[0], model.embed(alone["ids"], alone["lengths"])[0]
        framed = Texts(known, *sides(known, pieces.words(a), pieces.words(b)), "cpu", FIRST, WHOLE).batch(np.array([0]))
        with torch.no_grad():
            acts = model.acts(**framed)[0].log_softmax(0)
        look = lambda words: lexical.look(words, store.common, pairs.DOUBTS)
        sentences = [pieces.words(s) for s in pairs.picked(store, claim, pairs.sentences(text))]
        features = lexical.features([look(pieces.words(claim))], [look(words) for words in sentences])
        length = int(pair["lengths"][0])
        expected.append(dict(a=a, b=b, ids=pair["ids"][0, :length].tolist(), scores=scores.tolist(), acts=acts.tolist(), embedding=embedding.tolist(), features=features))
    (out / "linker.json").write_text(json.dumps(expected, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
