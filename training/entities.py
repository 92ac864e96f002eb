"""Makes what the entity head is trained on: `python entities.py --data DIR --prepare BINARY --vocabulary VOCAB --out work`.

A line out is a prepared document (see crates/model/examples/prepare.rs) with

    source    the corpus: crossner, gum, polnear, ecb, fnc
    entities  [[first word, end word, index into names.TYPES], ..], flat, the longest where annotations nest
    known     indices of the types that the annotation covers: a word without entity may still be of any other type
    masked    [[first word, end word], ..]: what these words are is not known

`entities-train.jsonl` has all sources, `entities-polnear.jsonl` no more than labels, to be joined by `doc`, and
`entities-dev.jsonl` CrossNER's development set. `--eval` writes only `entities-eval.jsonl`, plain texts with gold spans
in bytes for score_entities.py. Silver labels need requirements-heads.txt, in an environment of its own:
`pip install --ignore-requires-python`, for the package of the pipeline is data and asks for a later Python than it needs.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path

import corpora
import silver
from names import ARMED_GROUP, BEFORE, COUNTRY, DATE, ORGANISATION, OUTLET, PERSON, PLACE, TITLE, TYPES, Names

ALL = list(range(len(TYPES)))
NAMED = [PERSON, ORGANISATION, COUNTRY, PLACE, ARMED_GROUP, OUTLET]
ECB_DEV = {2, 5, 12, 18, 21, 23, 34, 35}
CROSSNER = {"person": PERSON, "politician": PERSON, "organisation": ORGANISATION, "politicalparty": ORGANISATION,
            "country": COUNTRY, "location": PLACE}  # election, event and misc are masked


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True, help="folder with crossner, gum, polnear, ecb+, fnc and knowledge")
    p.add_argument("--prepare", help="the example `prepare` of sayso-model, built")
    p.add_argument("--vocabulary")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--eval", action="store_true")
    p.add_argument("--fit", type=Path, help="prepared PolNeAR whose words `entities-polnear.jsonl` has to fit, if it was made"
                                            " by an earlier reader")
    return p.parse_args()


def nationalities(text, names):
    """Capitalised words that are a country or what belongs to it."""
    word = r"(?:U\.S\.A?|U\.K\.|[A-Z][\w'’]+(?: [A-Z][\w'’]+)*)"
    for found in re.finditer(word, text):
        parts = list(re.finditer(r"\S+", found[0]))
        for length in (3, 2, 1):
            for i in range(len(parts) - length + 1):
                start, end = found.start() + parts[i].start(), found.start() + parts[i + length - 1].end()
                start, end = silver.trimmed(text, start, end)
                if names.nationality(text[start:end]) and text[start:end] not in ("Us", "Man"):
                    yield start, end


def crossner_label(document, names):
    """CrossNER's own types become ours; nationalities are countries, the rest of its types is masked."""
    spans = []
    for start, end, kind in document.spans:
        name = document.text[start:end]
        kind = CROSSNER.get(kind)
        if kind == ORGANISATION:
            kind = names.organisation(name)
        elif kind is None and names.nationality(name):
            kind = COUNTRY
        spans.append((start, end, {"masked": True} if kind is None else {"type": kind}))
    for start, end in nationalities(document.text, names):
        if not any(s < end and start < e for s, e, _ in spans):
            spans.append((start, end, {"masked": True}))
    document.spans = spans
    return document


def run(tokens, mention, wide):
    """Words of the name around a mention's head; `wide`: other capitalised words before it too ("Royal Bank")."""
    part = lambda t: t.upos == "PROPN" or wide and t.form[:1].isupper() and t.upos in ("ADJ", "NOUN", "VERB", "NUM")
    joint = lambda t: t.form in (".", "-", "'", "’") or t.form.lower() in ("de", "von", "van", "al", "bin", "la", "del")
    first, end = mention.head, mention.head + 1
    while first > mention.first and (part(tokens[first - 1]) or
                                     joint(tokens[first - 1]) and first - 1 > mention.first and part(tokens[first - 2])):
        first -= 1
    while end < mention.end and (part(tokens[end]) or joint(tokens[end]) and end + 1 < mention.end and part(tokens[end + 1])):
        end += 1
    return first, end


def gum_name(tokens, mention):
    """The whole mention without article if it is all name ("University of Portsmouth"), else the words at its head."""
    first = mention.first + (tokens[mention.first].upos == "DET")
    words = tokens[first : mention.end]
    if words and words[-1].form in ("'s", "’s", "'", "’"):
        words = words[:-1]
    if len(words) <= 8 and all(t.upos == "PROPN" or t.form[:1].isupper() and t.upos in ("ADJ", "NOUN", "NUM")
                               or t.form.lower() in ("of", "for", "the", "and", "&", "-", "on", "de") for t in words):
        if words and words[0].form[:1].isupper() and words[-1].form[:1].isupper() and words[0].upos != "ADP":
            return first, first + len(words)
    return run(tokens, mention, wide=True)


def gum_label(document, tokens, mentions, names):
    """Mentions whose head is a proper noun, and dates; other nominals are no entities of ours."""
    span = lambda first, end: (tokens[first].start, tokens[end - 1].end)
    out = []
    for m in mentions:
        head = tokens[m.head]
        written = document.text[tokens[m.first].start : tokens[m.end - 1].end]
        if m.type == "time":
            sure = silver.TIME_WORD.search(written) and not silver.BARE.fullmatch(written) and m.end - m.first <= 6
            sure = sure and not any(t.upos in ("VERB", "PRON", "PUNCT") and t.form != "," for t in tokens[m.first : m.end])
            out.append((*span(m.first, m.end), {"type": DATE} if sure else {"masked": True}))
        if m.type == "abstract" and m.end - m.first == 1 and names.nationality(written):
            out.append((*span(m.first, m.end), {"masked": True}))  # a language
        if m.type not in ("person", "organization", "place") or head.upos != "PROPN":
            continue
        first, end = run(tokens, m, wide=False) if m.type == "person" else gum_name(tokens, m)
        name = document.text[tokens[first].start : tokens[end - 1].end]
        if names.nationality(name):
            out.append((*span(first, end), {"type": COUNTRY}))
        elif m.type == "person":
            at = first
            while at < end and tokens[at].form.rstrip(".").lower() in BEFORE:
                at += 1
            if at < end and "Number=Plur" in head.features or " and " in name:
                out.append((*span(first, end), {"masked": True}))
                continue
            if at > first:
                out.append((*span(first, at), {"type": TITLE}))
            if at < end:
                out.append((*span(at, end), {"type": PERSON}))
        elif m.type == "organization":
            out.append((*span(first, end), {"type": names.organisation(name)}))
        else:
            kind = names.area(name)
            out.append((*span(first, end), {"masked": True} if kind is None else {"type": kind}))
    for start, end in nationalities(document.text, names):
        if not any(s < end and start < e and ("type" in about or (s, e) == (start, end)) for s, e, about in out):
            out.append((start, end, {"type": COUNTRY}))
    document.spans = out
    return document


def finished(line, source, known):
    """A prepared line with `spans` as one with `entities`, `known` and `masked`."""
    entities, masked, used = [], [], set()
    for s in sorted(line.pop("spans"), key=lambda s: (s["span"][0] - s["span"][1], s["span"][0], "masked" in s)):
        first, end = s["span"]
        if "masked" in s or s.get("inside"):
            masked.append([first, end])
        elif not used & set(range(first, end)):
            entities.append([first, end, s["type"]])
            used |= set(range(first, end))
    quiet = {w for first, end in masked for w in range(first, end)} - used
    line.update(source=source, entities=sorted(entities), known=known, masked=merged([w, w + 1] for w in quiet))
    return line


def fitted(line, words):
    """The labels of a line on the words of an earlier preparation, which may have read less or more of the text."""
    new = {w[0]: i for i, w in enumerate(words)}
    start = [w[0] for w in line["words"]]
    place = lambda first, end: [new[b] for b in start[first:end] if b in new]
    out = dict(doc=line["doc"], entities=[], known=line["known"], masked=[])
    for first, end, kind in line["entities"]:
        there = place(first, end)
        if there and there[-1] + 1 - there[0] == end - first:
            out["entities"].append([there[0], there[-1] + 1, kind])
        else:
            out["masked"] += [[w, w + 1] for w in there]
    read = set(start)
    for first, end in line["masked"]:
        out["masked"] += [[w, w + 1] for w in place(first, end)]
    out["masked"] = merged(out["masked"] + [[i, i + 1] for b, i in new.items() if b not in read])
    return out


def merged(ranges):
    """Ranges of one word each, joined."""
    out = []
    for first, end in sorted(ranges):
        if out and out[-1][1] == first:
            out[-1][1] = end
        else:
            out.append([first, end])
    return out


def texts(path, name):
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for line in f:
            line = json.loads(line)
            yield corpora.Document(name(line), line["text"])


def evaluation(data, out):
    with open(out, "w", encoding="utf-8") as f:
        for d in corpora.crossner(data / "ner/crossner_politics_dev.txt", "crossner-dev"):
            at = corpora.bytes_of(d.text)
            spans = [[at[s], at[e], kind] for s, e, kind in d.spans]
            f.write(json.dumps({"doc": d.name, "text": d.text, "entities": spans}, ensure_ascii=False) + "\n")


def write(path, lines):
    with open(path, "w", encoding="utf-8") as f:
        for line in lines:
            f.write(json.dumps(line, separators=(",", ":")) + "\n")


def report(source, lines):
    counts = Counter(TYPES[kind] for line in lines for *_, kind in line["entities"])
    words = sum(len(line["words"]) for line in lines)
    masked = sum(e - s for line in lines for s, e in line["masked"])
    print(f"{source}: {len(lines)} documents, {words} words, {masked} masked,",
          ", ".join(f"{t} {counts[t]}" for t in TYPES), flush=True)


def main():
    args = arguments()
    data = args.data
    if args.eval:
        return evaluation(data, args.out / "entities-eval.jsonl")
    names = Names(data / "knowledge")
    finish = lambda documents, source, known: [
        finished(line, source, known) for line in corpora.prepare(documents, args.prepare, args.vocabulary)]
    cross = lambda part: [crossner_label(d, names) for d in
                          corpora.crossner(data / f"ner/crossner_politics_{part}.txt", f"crossner-{part}")]
    dev = finish(cross("dev"), "crossner", NAMED)
    report("crossner dev", dev)
    write(args.out / "entities-dev.jsonl", dev)
    train = finish(cross("train"), "crossner", NAMED)
    report("crossner", train)
    gum = finish([gum_label(*d, names) for d in corpora.gum(data / "gum/gum_no_news.tar.gz")], "gum", NAMED + [DATE])
    report("gum", gum)
    train += gum
    for source, documents in (
        ("polnear", texts(data / "polnear/train.jsonl.gz", lambda line: line["doc"])),
        ("ecb", corpora.ecbplus(data / "events/ecbplus_topics_1-35.tar.gz", without=ECB_DEV)),
        ("fnc", texts(data / "stance/fnc1_train_bodies.jsonl.gz", lambda line: f"fnc-{line['body_id']}")),
    ):
        documents = list(documents)
        silver.label(documents, names, args.out / f"spacy-{source}.bin")
        lines = finish(documents, source, ALL)
        report(source, lines)
        if source == "polnear":
            words = {d["doc"]: d["words"] for d in lines}
            if args.fit:
                with open(args.fit, encoding="utf-8") as f:
                    words = {d["doc"]: d["words"] for d in map(json.loads, f)}
            write(args.out / "entities-polnear.jsonl", [fitted(d, words[d["doc"]]) for d in lines])
        train += lines
        write(args.out / "entities-train.jsonl", train)


if __name__ == "__main__":
    main()
