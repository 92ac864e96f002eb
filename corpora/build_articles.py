"""Affairs as articles with their statements, in corpora/articles: `python build_articles.py` writes those of floor/ as gold.jsonl in the
wire format, and index.jsonl with their claims, for `sayso eval`; with --check, only says whether all files are in order and these are up to
date. `python build_articles.py FILE.. --out FOLDER` writes others.

    story: what it is about
    claim a: a proposition; `claim n: How many ...` asks for a number
    article: OUTLET | DATE
    title: the headline
    = ACT | LABELS | SPEAKER | TARGET | SOURCE | CUE | CONTENT
    A paragraph, on one line; its statements are in the lines behind it.
    = ...

Labels are those of affairs (build_pairs.py). SPEAKER and TARGET are names, or `-`. SOURCE, CUE and CONTENT are words of the
paragraph, or `-`; ` ++ ` stands between pieces that do not stand together.
"""

import argparse
import collections
import json
import re
import sys
from pathlib import Path

import build_gold

ACTS = ("assert", "accuse", "deny", "confirm", "admit", "warn", "threaten", "promise", "offer", "demand", "ask", "estimate", "praise",
        "criticise", "opine")
ARTICLES = Path(__file__).resolve().parent / "articles"
LABEL = re.compile(r"(-?)([a-z])(?:=([0-9.]+))?")


class Bad(Exception):
    pass


def affairs(path):
    """Lists of articles, one an affair: dicts of outlet, date and paragraphs, the first of which is the title; a paragraph is
    (text, statements), a statement a dict of act, labels, speaker, target, source, cue and content, the last three lists of
    (start, end) in characters of the paragraph. A label is (claim, value or "", whether it denies)."""
    out, claims = [], set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("story:"):
            out.append([])
            claims = set()
        elif found := re.match(r"claim ([a-z]): ", line):
            claims.add(found[1])
        elif not out:
            raise Bad(f"{where}: no story stands above it")
        elif line.startswith("article:"):
            outlet, date = fields(where, line.removeprefix("article:"), 2)
            out[-1].append(dict(outlet=outlet, date=date, paragraphs=[]))
        elif not out[-1]:
            raise Bad(f"{where}: no article stands above it")
        elif line.startswith("= "):
            if not out[-1][-1]["paragraphs"]:
                raise Bad(f"{where}: no title or paragraph stands above it")
            text, statements = out[-1][-1]["paragraphs"][-1]
            statements.append(statement(where, line[2:], text, claims))
        else:
            out[-1][-1]["paragraphs"].append((line.removeprefix("title:").strip(), []))
    return out


def fields(where, line, count):
    found = [part.strip() for part in line.split("|")]
    if len(found) != count or not all(found):
        raise Bad(f"{where}: {count} fields with `|` between them are wanted, not {len(found)}")
    return found


def statement(where, line, text, claims):
    act, labels, speaker, target, source, cue, content = fields(where, line, 7)
    if act not in ACTS:
        raise Bad(f"{where}: `{act}` is no act")
    found = [LABEL.fullmatch(label) for label in labels.split() if label != "."]
    if not all(found) or not {label[2] for label in found} <= claims:
        raise Bad(f"{where}: `{labels}` are no labels of the claims above")
    spans = {}
    spans["content"] = pieces(where, text, content, None)
    near = spans["content"][0][0] if spans["content"] else None
    spans["cue"] = pieces(where, text, cue, near)
    spans["source"] = pieces(where, text, source, spans["cue"][0][0] if spans["cue"] else near)
    if not spans["content"]:
        raise Bad(f"{where}: a statement has a content")
    name = lambda value: None if value == "-" else value
    labels = [(label[2], label[3] or "", label[1] == "-") for label in found]
    return dict(act=act, labels=labels, speaker=name(speaker), target=name(target), **spans)


def pieces(where, text, words, near):
    """Where the pieces stand: in order, the first one as near to `near` as it can be."""
    if words == "-":
        return []
    out, behind = [], 0
    for at, piece in enumerate(part.strip() for part in words.split("++")):
        places = [m.start() for m in re.finditer(r"(?<!\w)" * bool(re.match(r"\w", piece)) + re.escape(piece), text) if m.start() >= behind]
        if not places:
            raise Bad(f"{where}: `{piece}` does not stand in the paragraph above" + " behind the piece before" * bool(at))
        start = min(places, key=lambda place: abs(place - near)) if near is not None and not at else places[0]
        out.append((start, start + len(piece)))
        behind = start + len(piece)
    return out


# ---------------------------------------------------------------- for `sayso eval`

class Article:
    """An article as build_gold has one: text, id, and what a span is in bytes."""

    def __init__(self, name, article):
        self.title = article["paragraphs"][0][0]
        self.text = "\n\n".join(text for text, _ in article["paragraphs"]) + "\n"
        self.id = build_gold.document_id(self.text)
        self.name, self.outlet, self.published = name, article["outlet"], article["date"]

    def span(self, found):
        start, end = (len(self.text[:at].encode()) for at in found)
        return {"start_byte": start, "end_byte": end, "text": self.text[found[0] : found[1]]}

    def record(self, statements):
        document = {"id": self.id, "path": self.name, "url": None, "outlet": self.outlet, "title": self.title, "byline": None,
                    "published": self.published, "language": "en", "text": self.text}
        return {"version": 1, "document": document, "statements": statements, "warnings": []}


def wire(article, offset, s):
    """A statement in the wire format; None of one that it cannot have: without a cue, or with a word in two roles."""
    moved = {role: [(start + offset, end + offset) for start, end in s[role]] for role in ("source", "cue", "content")}
    all_spans = sorted(span for spans in moved.values() for span in spans)
    if not moved["cue"] or any(one[1] > other[0] for one, other in zip(all_spans, all_spans[1:])):
        return None
    party = lambda name: {"name": name, "kind": "unknown", "entity": None} if name else None
    speaker = party(s["speaker"])
    return {"id": build_gold.statement_id(article, *moved.values()),
            "form": build_gold.form_of([article.text[start:end] for start, end in moved["content"]]), "act": s["act"], "score": 1.0,
            "parent": None, **{role: [article.span(span) for span in spans] for role, spans in moved.items()},
            "speaker": speaker and {**speaker, "role": None, "affiliation": None}, "addressee": None, "target": party(s["target"]), "relays": [],
            "said": None, "figures": []}


def records(path):
    """(records, lines of an index) of a file."""
    out, lines = [], []
    for number, affair in enumerate(affairs(path), 1):
        story = f"{path.stem}-{number}"
        claims = collections.defaultdict(list)
        for at, article in enumerate(affair, 1):
            told = Article(f"{story}-{at}", article)
            statements, offset = {}, 0
            for text, all_of_it in article["paragraphs"]:
                for s in all_of_it:
                    if (found := wire(told, offset, s)) and found["id"] not in statements:
                        statements[found["id"]] = found
                        for claim, value, denies in s["labels"]:
                            claims[claim, value].append({"document": told.id, "statement": found["id"], "stance": "denies" if denies else "same", "role": "unknown"})
                offset += len(text) + 2
            out.append(told.record(sorted(statements.values(), key=lambda s: min(x["start_byte"] for role in ("source", "cue", "content") for x in s[role]))))
        series = collections.defaultdict(list)
        for (claim, value), rows in claims.items():
            rows = list({row["statement"]: row for row in rows}.values())
            lines.append({"claim": f"{story}-{claim}{value}", "story": story, "narrative": story, "statements": rows})
            if value:
                series[claim] += [{**row, "value": float(value)} for row in rows if row["stance"] == "same"]
        lines += [{"series": f"{story}-{claim}", "story": story, "statements": rows} for claim, rows in series.items() if len(rows) > 1]
    return out, lines


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("files", nargs="*", type=Path, help="those of floor/, if none is named")
    p.add_argument("--out", type=Path, default=ARTICLES)
    p.add_argument("--check", action="store_true")
    args = p.parse_args()
    gold, index = [], []
    try:
        for path in sorted((ARTICLES / "train").glob("*.txt")):
            affairs(path)
        for path in args.files or sorted((ARTICLES / "floor").glob("*.txt")):
            made, lines = records(path)
            gold += made
            index += lines
    except (Bad, OSError, UnicodeDecodeError) as bad:
        sys.exit(f"build_articles: {bad}")
    args.out.mkdir(parents=True, exist_ok=True)
    for name, rows in (("gold", gold), ("index", index)):
        text = "".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)
        build_gold.write_or_check(args.out / f"{name}.jsonl", text, args.check, "build_articles.py")


if __name__ == "__main__":
    main()
