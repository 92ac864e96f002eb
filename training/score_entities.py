"""Scores entities and the names behind pronouns.

`python score_entities.py entities work/entities-eval.jsonl [--predictions FILE] [--spacy --knowledge DIR]`

Exact spans on CrossNER politics, by type and together. A line of FILE is {"doc", "entities": [[start, end, type], ..]} in
bytes, types as in names.TYPES, by name or index. What is compared, the same for all:

    compared       CrossNER                       ours                                spaCy
    person         person, politician             person                              PERSON
    organisation   organisation, politicalparty   organisation, outlet, armed_group   ORG
    country        country                        country                             GPE in the list of countries
    place          location                       place                               GPE not in the list, LOC, FAC
    left out       event, election, misc          document, date, number, title       the rest (NORP is misc in CrossNER)

A span that touches gold of a type left out, and is not itself gold, counts neither way, so that a nationality found as a
country does no harm. Articles before a name and possessive endings after it are cut off on both sides. "spaCy mended" is
what silver.py makes of spaCy: the labels that the entity head learns from.

`python score_entities.py gap coref/gap-validation.tsv.gz [--predictions FILE]`

The official scores of GAP (Webster et al. 2018): labels of A and B together, by gender of the pronoun, and the ratio of the
two, F / M. A line of FILE is {"doc": ID, "right": [A, B]}. Beside it the baseline that takes the nearest name.
"""

import argparse
import json
import re
import tempfile
from pathlib import Path

import corpora
import silver
from coreference import gap
from counts import Counts
from names import COUNTRY, TYPES, Names

COMPARED = ["person", "organisation", "country", "place"]
CROSSNER = {"person": "person", "politician": "person", "organisation": "organisation", "politicalparty": "organisation",
            "country": "country", "location": "place"}
OURS = {"person": "person", "organisation": "organisation", "outlet": "organisation", "armed_group": "organisation",
        "country": "country", "place": "place"}
SPACY = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    what = p.add_subparsers(dest="what", required=True)
    e = what.add_parser("entities")
    e.add_argument("gold", help="of entities.py --eval")
    e.add_argument("--predictions")
    e.add_argument("--spacy", action="store_true", help="score spaCy's pipeline as well (requirements-heads.txt)")
    e.add_argument("--knowledge", type=Path, help="folder of the lists of countries and groups, for --spacy")
    g = what.add_parser("gap")
    g.add_argument("gold")
    g.add_argument("--predictions")
    return p.parse_args()


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def by_type(gold, found):
    """Counts by type; `gold` are lines of the gold file, `found` spans of a document by its name, in bytes."""
    counts = {kind: Counts() for kind in COMPARED}
    for line in gold:
        text = line["text"].encode()
        right, left_out = set(), []
        for start, end, kind in line["entities"]:
            if kind in CROSSNER:
                right.add((*cut(text, start, end), CROSSNER[kind]))
            else:
                left_out.append((start, end))
        places = {span[:2] for span in right}
        spans = {(*cut(text, start, end), kind) for start, end, kind in found.get(line["doc"], [])}
        spans = {s for s in spans if s[0] < s[1]}
        spans = {s for s in spans if s[:2] in places or not any(a < s[1] and s[0] < b for a, b in left_out)}
        for kind, count in counts.items():
            a, b = ({s for s in side if s[2] == kind} for side in (spans, right))
            count.add(len(a & b), len(a), len(b))
    return counts


def cut(text, start, end):
    """The span in `text` (bytes) without article and possessive ending."""
    part = text[start:end]
    lead = re.match(rb"(?:the|a|an)\s+", part, re.I)
    start += lead.end() if lead else 0
    tail = re.search(rb"(?:'|\xe2\x80\x99)s?$", part)
    return start, end - len(tail[0]) if tail else end


def print_types(name, counts):
    total = Counts()
    for count in counts.values():
        total.add(count.right, count.found, count.gold)
    for kind, c in [*counts.items(), ("all", total)]:
        precision, recall = 100 * c.right / max(1, c.found), 100 * c.right / max(1, c.gold)
        print(f"{name:14} {kind:13} precision {precision:5.1f} recall {recall:5.1f} F1 {c.f1():5.1f} ({c.gold} gold)")


def ours(path):
    name = lambda kind: kind if isinstance(kind, str) else TYPES[kind]
    return {d["doc"]: [(s, e, OURS[name(kind)]) for s, e, kind in d["entities"] if name(kind) in OURS] for d in lines(path)}


def spacy_spans(gold, names):
    """(spaCy's spans, the mended ones) by document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "spacy.bin"
        documents = [corpora.Document(d["doc"], d["text"]) for d in gold]
        silver.label(documents, names, path)
        plain, mended = {}, {}
        for document, doc in zip(documents, silver.parse(documents, path), strict=True):
            at = corpora.bytes_of(document.text)
            plain[document.name] = [
                (at[e.start_char], at[e.end_char],
                 "country" if e.label_ == "GPE" and names.area(e.text) == COUNTRY else SPACY[e.label_])
                for e in doc.ents if e.label_ in SPACY]
            mended[document.name] = [
                (at[s], at[e], OURS[TYPES[about["type"]]])
                for s, e, about in document.spans if "type" in about and TYPES[about["type"]] in OURS]
    return plain, mended


def entities(args):
    gold = lines(args.gold)
    if args.predictions:
        print_types("ours", by_type(gold, ours(args.predictions)))
    if args.spacy:
        plain, mended = spacy_spans(gold, Names(args.knowledge))
        print_types("spaCy", by_type(gold, plain))
        print_types("spaCy mended", by_type(gold, mended))


def nearest(row):
    """Whether A, whether B: the one with fewer words between it and the pronoun."""
    (start, end), *names = row["spans"]
    between = lambda s, e: len(re.findall(r"\w+|[^\w\s]", row["text"][e:start] if e <= start else row["text"][end:s]))
    distances = [between(*span) for span in names]
    return [distances[0] <= distances[1], distances[1] < distances[0]]


def print_gap(name, rows, found):
    scores = {}
    for gender in ("M", "F", "all"):
        count, right, labels = Counts(), 0, 0
        for row in rows:
            if gender in (row["gender"], "all"):
                answer = found.get(row["id"], [False, False])
                count.add(sum(a and g for a, g in zip(answer, row["right"])), sum(answer), sum(row["right"]))
                right += sum(a == g for a, g in zip(answer, row["right"]))
                labels += 2
        scores[gender] = count.f1()
        print(f"{name:8} {gender:3} precision {100 * count.right / max(1, count.found):5.1f} recall"
              f" {100 * count.right / max(1, count.gold):5.1f} F1 {count.f1():5.1f} accuracy of labels {100 * right / labels:5.1f}")
    print(f"{name:8} F / M {scores['F'] / max(scores['M'], 1e-9):.2f}")


def main():
    args = arguments()
    if args.what == "entities":
        return entities(args)
    rows = list(gap(args.gold))
    if args.predictions:
        print_gap("ours", rows, {d["doc"]: d["right"] for d in lines(args.predictions)})
    print_gap("nearest", rows, {row["id"]: nearest(row) for row in rows})


if __name__ == "__main__":
    main()
