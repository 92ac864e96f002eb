"""Makes what the coreference head is trained on: `python coreference.py --data DIR --prepare BINARY --vocabulary VOCAB
--out work`.

A line out is a prepared document (see crates/model/examples/prepare.rs) with

    source    the corpus: gap, gap-swapped, gum
    anaphors  [{"span": [first word, end], "kind": "pronoun" or "nominal", "candidates": [[first, end], ..],
               "right": [true or false for each]}, ..]

A line of GAP has one anaphor, two candidates (A and B, in this order) and `gender`: "M" or "F". Candidates of GUM are what
stands at most REACH words before, nearest first. `coreference-train.jsonl` has GAP's development part, each text again
with other names, and GUM; `gap-validation.jsonl` is for scores only and never for training.
"""

import argparse
import csv
import gzip
import random
import re
from collections import Counter
from pathlib import Path

import corpora
from entities import write

REACH = 250  # words
MASCULINE = {"he", "him", "his", "himself"}
FEMININE = {"she", "her", "hers", "herself"}
THIRD = MASCULINE | FEMININE | {"it", "its", "itself", "they", "them", "their", "theirs", "themselves", "themself"}
DEFINITE = {"the", "this", "that", "these", "those", "his", "her", "its", "their"}
# What can speak or be spoken about by name; the rest of GUM's types is things and thoughts.
KINDS = {"person", "organization", "place", "animal"}
PARTICLES = {"de", "la", "von", "van", "der", "den", "del", "di", "da", "bin", "ibn", "al", "el", "of", "the", "and", "le", "du"}


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--prepare", required=True, help="the example `prepare` of sayso-model, built")
    p.add_argument("--vocabulary", required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--variants", type=int, default=2, help="of each text of GAP, with other names")
    p.add_argument("--seed", type=int, default=1)
    return p.parse_args()


def gap(path):
    """Rows of GAP with `spans`: pronoun, A and B as (first character, end)."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            spans = []
            for name in ("Pronoun", "A", "B"):
                start = int(row[name + "-offset"])
                end = start + len(row[name])
                assert row["Text"][start:end] == row[name], row["ID"]
                spans.append((start, end))
            gender = "M" if row["Pronoun"].lower() in MASCULINE else "F"
            assert gender == "M" or row["Pronoun"].lower() in FEMININE, row["Pronoun"]
            yield dict(id=row["ID"], text=row["Text"], spans=spans, gender=gender,
                       right=[row["A-coref"] == "TRUE", row["B-coref"] == "TRUE"])


def gap_document(row, name):
    pronoun, *candidates = row["spans"]
    spans = [(*pronoun, {"what": "anaphor"})]
    spans += [(*span, {"what": "candidate", "right": right}) for span, right in zip(candidates, row["right"])]
    return corpora.Document(name, row["text"], spans)


def gap_line(line, source, gender):
    anaphor, *candidates = line.pop("spans")
    assert anaphor["what"] == "anaphor" and len(candidates) == 2
    anaphor = dict(span=anaphor["span"], kind="pronoun", candidates=[c["span"] for c in candidates],
                   right=[c["right"] for c in candidates])
    line.update(source=source, gender=gender, anaphors=[anaphor])
    return line


def name_words(name):
    """The words of a name that can be exchanged: "John", "Smith", not "von", "J." or "(Jr"."""
    return [w for w in re.findall(r"[^\W\d_][\w'’-]*", name) if w[0].isupper() and len(w) > 2 and w.lower() not in PARTICLES]


def pools(rows):
    """First names by gender and last names, as often as they come."""
    first, last = {"M": Counter(), "F": Counter()}, Counter()
    for row in rows:
        for start, end in row["spans"][1:]:
            words = name_words(row["text"][start:end])
            if len(words) == 2:
                first[row["gender"]][words[0]] += 1
                last[words[1]] += 1
    # Given to both, or a title: "Queen", "Miss", "Dr".
    both = set(first["M"]) & set(first["F"])
    titles = {"queen", "king", "miss", "mrs", "lady", "lord", "sir", "princess", "prince", "sister", "saint", "dame", "countess",
              "aunt", "uncle", "empress", "emperor", "judge", "captain", "doctor", "general", "president", "professor", "father",
              "mother", "duke", "duchess", "baron", "colonel", "major", "inspector", "detective", "madame", "marquis", "the"}
    for names in (*first.values(), last):
        for name in list(names):
            if name in both and names is not last or name.lower() in titles or not name.isalpha():
                del names[name]
    return {g: sorted(names) for g, names in first.items()}, sorted(last), titles


def swapped(row, first, last, titles, dice):
    """The row with other names for A and B, wherever they stand; none if no word of them can be exchanged."""
    text, exchange = row["text"], {}
    taken = set(re.findall(r"\w+", text))
    for start, end in row["spans"][1:]:
        words = [w for w in name_words(text[start:end]) if w.lower() not in titles]
        for i, word in enumerate(words):
            if word in exchange:
                continue
            given = i < len(words) - 1 if len(words) > 1 else word in first[row["gender"]] or word not in last
            pool = first[row["gender"]] if given else last
            new = next((n for n in dice.sample(pool, min(50, len(pool))) if n not in taken), None)
            if new:
                exchange[word] = new
                taken.add(new)
    if not all(any(w in exchange for w in name_words(text[s:e])) for s, e in row["spans"][1:]):
        return None
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(exchange, key=len, reverse=True))) + r")\b")
    out, at, moved = "", 0, []  # moved: (where in the old text a difference begins to hold, the difference)
    for found in pattern.finditer(text):
        out += text[at : found.start()] + exchange[found[0]]
        at = found.end()
        moved.append((at, len(out) - at))
    out += text[at:]
    shift = lambda i: i + next((difference for end, difference in reversed(moved) if end <= i), 0)
    # A name with nothing before an exchanged word of it keeps its start; its end follows what is inside.
    spans = [(shift(s), shift(e)) for s, e in row["spans"]]
    (s, e), (a, b) = row["spans"][0], spans[0]
    assert out[a:b] == text[s:e]
    for (s, e), (a, b) in zip(row["spans"], spans):
        assert out[a:b] == pattern.sub(lambda m: exchange[m[0]], text[s:e]), (out[a:b], text[s:e])
    return dict(row, text=out, spans=spans)


def gum_document(document, tokens, mentions):
    """Spans of all mentions that may stand for somebody, with what is needed to pair them."""
    for i, m in enumerate(mentions):
        head, first = tokens[m.head], tokens[m.first]
        if m.type not in KINDS or "Person=1" in head.features or "Person=2" in head.features:
            continue
        kind = ""
        if head.form.lower() in THIRD:
            kind = "pronoun"
        elif head.upos == "NOUN" and m.link == "coref" and m.status.startswith("giv") and first.form.lower() in DEFINITE:
            kind = "nominal"
        elif head.upos not in ("NOUN", "PROPN"):
            continue
        document.spans.append((first.start, tokens[m.end - 1].end, dict(cluster=m.cluster, kind=kind, order=i)))
    return document


def gum_line(line):
    """Pairs every anaphor with what stands before it; those without an antecedent in reach are left out."""
    spans = sorted(line.pop("spans"), key=lambda s: (s["span"][0], -s["span"][1], s["order"]))
    spans = [s for s in spans if not s.get("inside")]
    anaphors = []
    for s in spans:
        if not s["kind"]:
            continue
        first, end = s["span"]
        candidates = {}
        for c in spans:
            # Not what it stands in, nor what stands in it.
            if c["span"][1] <= first and first - c["span"][0] <= REACH:
                candidates[tuple(c["span"])] = candidates.get(tuple(c["span"])) or c["cluster"] == s["cluster"]
        ordered = sorted(candidates, key=lambda c: (-c[1], -c[0]))
        right = [candidates[c] for c in ordered]
        if any(right):
            anaphors.append(dict(span=[first, end], kind=s["kind"], candidates=[list(c) for c in ordered], right=right))
    line.update(source="gum", anaphors=anaphors)
    return line


def main():
    args = arguments()
    ready = lambda documents: corpora.prepare(documents, args.prepare, args.vocabulary)
    coref = args.data / "coref"
    validation = list(gap(coref / "gap-validation.tsv.gz"))
    lines = ready([gap_document(r, r["id"]) for r in validation])
    write(args.out / "gap-validation.jsonl", (gap_line(line, "gap", r["gender"]) for line, r in zip(lines, validation)))

    rows = list(gap(coref / "gap-development.tsv.gz"))
    first, last, titles = pools(rows)
    dice = random.Random(args.seed)
    documents = [(gap_document(r, r["id"]), "gap", r["gender"]) for r in rows]
    for variant in range(1, args.variants + 1):
        for row in rows:
            other = swapped(row, first, last, titles, dice)
            if other:
                documents.append((gap_document(other, f"{row['id']}-swapped{variant}"), "gap-swapped", row["gender"]))
    train = [gap_line(line, source, gender) for line, (_, source, gender) in zip(ready([d for d, *_ in documents]), documents)]
    train += [gum_line(line) for line in ready([gum_document(*d) for d in corpora.gum(args.data / "gum/gum_no_news.tar.gz")])]
    write(args.out / "coreference-train.jsonl", train)
    count = Counter()
    for line in train:
        for anaphor in line["anaphors"]:
            count[line["source"], anaphor["kind"], "anaphors"] += 1
            count[line["source"], anaphor["kind"], "candidates"] += len(anaphor["right"])
            count[line["source"], anaphor["kind"], "right"] += sum(anaphor["right"])
    for key, n in sorted(count.items()):
        print(*key, n)


if __name__ == "__main__":
    main()
