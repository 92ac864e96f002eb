#!/usr/bin/env python3
"""Turns the hand-written cases of speech acts into gold, half for tuning, half a floor.

    python3 corpora/build_acts.py           # write acts/train.jsonl and acts/floor.jsonl
    python3 corpora/build_acts.py --check   # write nothing; fail if one of them is not up to date

`acts/HALF/ACT.txt` holds cases: a text, a paragraph a line, and below it its statements, a line each:

    - act: source | cue | content | further contents > target @ addressee

An empty source is left empty; several spans of a source or cue are parted by ` / `. Target and addressee are left out
where there is none; ` / ` parts forms that are right as well. A blank line ends a case. Words are found as in
`build_gold.py`; a source or cue that occurs more than once is the one nearest to the content. A line of the output holds a document of the wire format under `acts`: target and addressee stand with
their words in place of a name. The build stops where the halves share a sentence.
"""

import json
import pathlib
import re
import sys

from build_cases import Case, refuse_shared
from build_gold import ACTS, GoldError, Statement, form_of, split_number, wants_check, write_or_check

FOLDER = pathlib.Path(__file__).resolve().parent / "acts"
STATEMENT = re.compile(r"- (?P<act>\w+): (?P<roles>.*?)(?: > (?P<target>.*?))?(?: @ (?P<to>.*?))?\s*")


def main():
    check = wants_check(__doc__)
    halves = {half: load(half) for half in ("train", "floor")}
    refuse_shared(*halves.values())
    for half, cases in halves.items():
        lines = [json.dumps({"acts": c.wire}, ensure_ascii=False, separators=(",", ":")) + "\n" for c in cases]
        write_or_check(FOLDER / f"{half}.jsonl", "".join(lines), check, "build_acts.py")
        acts = [s.act for c in cases for s in c.statements]
        counts = ", ".join(f"{act} {acts.count(act)}" for act in ACTS)
        print(f"acts/{half}: {len(cases)} texts, {len(acts)} statements: {counts}", file=sys.stderr)


def load(half):
    """Every case of a half, by act; all errors are told before the build stops."""
    cases, errors = [], []
    for path in sorted((FOLDER / half).glob("*.txt")):
        blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
        for number, block in enumerate(blocks, 1):
            lines = [line.rstrip() for line in block.split("\n")]
            text = "\n\n".join(line for line in lines if not line.startswith("- ")) + "\n"
            notes = [line for line in lines if line.startswith("- ")]
            try:
                cases.append(Acted(f"{half}/{path.stem}-{number:02}", path.stem, text, notes))
            except GoldError as error:
                errors.append(f"error: {error}")
    if errors:
        sys.exit("\n".join(errors))
    return cases


class Acted(Case):
    """A short text with the acts of its statements."""

    def read_notes(self, number, entry):
        found = STATEMENT.fullmatch(entry)
        if not found or found["act"] not in ACTS:
            raise GoldError(f"{self.name}: statement {number}: not `- act: source | cue | content`: {entry}")
        source, cue, *contents = (part.strip() for part in found["roles"].split("|"))
        spans = lambda words: [part.strip() for part in words.split(" / ")] if " / " in words else words
        return {"q": [spans(source), spans(cue), *contents], "label": str(number), "act": found["act"],
                "target_words": found["target"], "to_words": found["to"]}

    def read_statement(self, number, notes):
        return Performed(self, number, notes)


class Performed(Statement):
    """A statement with its act, and the words that name target and addressee."""

    def __init__(self, article, number, notes):
        words = {key: notes.pop(key) for key in ("act", "target_words", "to_words")}
        self.words = words
        super().__init__(article, number, notes)
        self.target, self.addressee = self.party(words["target_words"]), self.party(words["to_words"])

    def locate(self, words, scope):
        bare, number = split_number(words)
        places = [] if number or not hasattr(self, "content") else list(self.places(bare, scope))
        if len(places) < 2:
            return super().locate(words, scope)
        start = min(places, key=lambda at: min(gap(at, at + len(bare), span) for span in self.content))
        return start, start + len(bare)

    def party(self, words):
        for form in (words or "").split(" / "):
            if form not in self.article.text:
                raise GoldError(f"{self.article.name}: {self.where}: {form!r} does not occur")
        return {"name": words, "kind": "unknown", "entity": None} if words else None

    def read_is(self, words):
        self.form = form_of([self.article.text[s:e] for s, e in self.content])
        self.act, self.speaker = self.words["act"], None


def gap(start, end, span):
    """Characters between two spans."""
    return max(span[0] - end, start - span[1], 0)


if __name__ == "__main__":
    main()
