#!/usr/bin/env python3
"""Turns the hand-written short cases and the texts without statements into gold, half for training, half a floor.

    python3 corpora/build_cases.py           # write hard/*.jsonl and negatives/*.jsonl
    python3 corpora/build_cases.py --check   # write nothing; fail if one of them is not up to date

`hard/HALF/CATEGORY.toml` holds cases with their statements, `negatives/HALF/*.txt` texts without any; HALF is `train`
or `floor`. The words of a span are found as in `build_gold.py`. The category stands where an outlet would, so that
`sayso eval --by-outlet` gives a line for each. The build stops where the halves share a sentence.
"""

import itertools
import json
import pathlib
import re
import sys
import tomllib

from build_gold import Article, GoldError, Statement, document_id, form_of, wants_check, write_or_check

HERE = pathlib.Path(__file__).resolve().parent
HALVES = ("train", "floor")
OPTIONS = {"at", "in"}  # what the table at the end of a statement may hold
SHORTEST_SENTENCE = 4  # words; shorter ones may occur in both halves


def main():
    check = wants_check(__doc__)
    for folder, load in (("hard", load_cases), ("negatives", load_negatives)):
        halves = {half: load(half) for half in HALVES}
        refuse_shared(*halves.values())
        for half, cases in halves.items():
            lines = [json.dumps(c.wire, ensure_ascii=False, separators=(",", ":")) + "\n" for c in cases]
            write_or_check(HERE / folder / f"{half}.jsonl", "".join(lines), check, "build_cases.py")
            print(f"{folder}/{half}: {len(cases)} texts, {sum(len(c.statements) for c in cases)} statements, "
                  f"{sum(len(c.text.split()) for c in cases)} words", file=sys.stderr)


def load_cases(half):
    """Every case of a half, by category; all errors are told before the build stops."""
    cases, errors = [], []
    for path in sorted((HERE / "hard" / half).glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        except (KeyError, tomllib.TOMLDecodeError) as error:
            sys.exit(f"error: {path}: {error}")
        for number, notes in enumerate(tables, 1):
            try:
                cases.append(Case(f"{half}/{path.stem}-{number:02}", path.stem, notes["text"], notes.get("s", [])))
            except GoldError as error:
                errors.append(f"error: {error}")
    if errors:
        sys.exit("\n".join(errors))
    return cases


def load_negatives(half):
    paths = sorted((HERE / "negatives" / half).glob("*.txt"))
    return [Case(f"{half}/{path.stem}", path.stem, path.read_text(encoding="utf-8"), []) for path in paths]


def refuse_shared(some, others):
    """A floor whose sentences stand in the training half measures memory."""
    owner = {sentence: case.name for case in some for sentence in sentences(case.text)}
    shared = [f"error: {owner[s]} and {c.name} share {s!r}" for c in others for s in sentences(c.text) if s in owner]
    if shared:
        sys.exit("\n".join(shared))


def sentences(text):
    split = (re.findall(r"\w+", sentence) for sentence in re.split(r"[.!?\n]+", text))
    return [" ".join(words).lower() for words in split if len(words) >= SHORTEST_SENTENCE]


class Case(Article):
    """A short text and its statements, each a list of source, cue and contents, at the end perhaps a table."""

    def __init__(self, name, category, text, statements):
        self.name, self.category, self.text = name, category, text
        self.warnings = []
        self.notes = {"s": [self.read_notes(number, entry) for number, entry in enumerate(statements, 1)]}
        self.id = document_id(text)
        self.statements = self.read_statements()
        document = {"id": self.id, "path": name, "url": None, "outlet": category, "title": None, "byline": None,
                    "published": None, "language": "en", "text": text}
        self.wire = {"version": 1, "document": document, "statements": [s.wire(self) for s in self.statements],
                     "warnings": []}

    def read_notes(self, number, entry):
        *words, last = entry
        options = last if isinstance(last, dict) else {}
        if set(options) - OPTIONS:
            raise GoldError(f"{self.name}: statement {number}: unknown keys {sorted(set(options) - OPTIONS)}")
        within = {"in": str(options["in"] or "")} if "in" in options else {}  # the number of a statement, or 0
        return {**options, **within, "q": words if options else entry, "label": str(number)}

    def read_statement(self, number, notes):
        return Spoken(self, number, notes)


class Spoken(Statement):
    """A statement of a case: nobody says what kind of act it is, or who stands behind the source."""

    def read_is(self, words):
        for (_, end), (start, _) in itertools.pairwise(self.content):
            if start < end:
                raise GoldError(f"{self.article.name}: {self.where}: its contents are not in the order of the text")
        self.form, self.act, self.speaker = form_of([self.article.text[s:e] for s, e in self.content]), None, None


if __name__ == "__main__":
    main()
