"""Texts whose statements nobody annotated, for teachers to read: `python plain.py --data DIR --prepare BINARY --vocabulary VOCAB
--entities work/entities-train.jsonl --out work/plain.jsonl`.

FNC-1, ECB+ and GUM with the entities that entities.py gave them; EWT, and sentences of the MSR paraphrase corpus, without.
"""

import argparse
import gzip
import json
from pathlib import Path

import corpora
from entities import write

WITH_ENTITIES = ("fnc", "ecb", "gum")
TOGETHER = 6  # sentences of the paraphrase corpus in a text


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--prepare", required=True, help="the example `prepare` of sayso-model, built")
    p.add_argument("--vocabulary", required=True)
    p.add_argument("--entities", required=True)
    p.add_argument("--out", type=Path, required=True)
    return p.parse_args()


def ewt(path):
    """A document for each of EWT, its paragraphs apart."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        documents = lines.read().split("# newdoc id = ")[1:]
    for document in documents:
        name, _, rest = document.partition("\n")
        text = ""
        for line in rest.splitlines():
            if line.startswith("# newpar"):
                text += "\n\n"
            elif line.startswith("# text = "):
                text += ("" if not text or text.endswith("\n") else " ") + line.removeprefix("# text = ")
        yield corpora.Document(f"ewt-{name}", text.strip())


def paraphrases(path):
    """The sentences of the left side, then those of the right, some together, each a paragraph."""
    with gzip.open(path, "rt", encoding="utf-8-sig") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines][1:]
    sentences = [row[3] for row in rows] + [row[4] for row in rows]
    for at in range(0, len(sentences), TOGETHER):
        yield corpora.Document(f"msr-{at}", "\n\n".join(sentences[at : at + TOGETHER]))


def main():
    args = arguments()
    documents = [*ewt(args.data / "ewt/train.conllu.gz"), *paraphrases(args.data / "paraphrase/msr-para-train.tsv.gz")]
    lines = list(corpora.prepare(documents, args.prepare, args.vocabulary))
    with open(args.entities, encoding="utf-8") as known:
        lines += [line for line in map(json.loads, known) if line["source"] in WITH_ENTITIES]
    write(args.out, [line for line in lines if len(line["words"]) > 3])
    print(len(lines), "texts,", sum(len(line["words"]) for line in lines), "words")


if __name__ == "__main__":
    main()
