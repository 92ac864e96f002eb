#!/usr/bin/env python3
"""Turns the hand-written gold of figures and relays into JSONL, half for training, half a floor.

    python3 corpora/build_resolved.py           # write figures/*.jsonl and relays/*.jsonl
    python3 corpora/build_resolved.py --check   # write nothing; fail if one of them is not up to date

`figures/HALF/CATEGORY.toml` holds contents, each with its figures as value, unit, qualifier, words; `relays/HALF/*.toml`
holds short documents with their statements as in `hard/`, and who passed each on. HALF is `train` or `floor`. Words are
found as in `build_gold.py`; the build stops where the halves share a sentence, or words do not occur.
"""

import json
import pathlib
import sys
import tomllib

from build_cases import HALVES, OPTIONS, Spoken, Case, refuse_shared
from build_gold import KINDS, Article, GoldError, wants_check, write_or_check

HERE = pathlib.Path(__file__).resolve().parent


def main():
    check = wants_check(__doc__)
    for folder, load, count in (("figures", load_figures, "figures"), ("relays", load_relays, "relays")):
        halves = {half: load(half) for half in HALVES}
        refuse_shared(*halves.values())
        for half, cases in halves.items():
            lines = [json.dumps(c.wire, ensure_ascii=False, separators=(",", ":")) + "\n" for c in cases]
            write_or_check(HERE / folder / f"{half}.jsonl", "".join(lines), check, "build_resolved.py")
            print(f"{folder}/{half}: {len(cases)} texts, {sum(c.count for c in cases)} {count}", file=sys.stderr)


def load_figures(half):
    return load("figures", half, lambda name, category, notes, _: Content(name, category, *notes))


def load_relays(half):
    return load("relays", half, lambda name, category, notes, known: RelayCase(name, category, notes, known))


def load(folder, half, make):
    """Every case of a half, by category; all errors are told before the build stops."""
    cases, errors = [], []
    for path in sorted((HERE / folder / half).glob("*.toml")):
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            sys.exit(f"error: {path}: {error}")
        for number, notes in enumerate(table["case"], 1):
            try:
                cases.append(make(f"{half}/{path.stem}-{number:02}", path.stem, notes, table.get("known", {})))
            except GoldError as error:
                errors.append(f"error: {error}")
    if errors:
        sys.exit("\n".join(errors))
    return cases


class Content(Article):
    """The words of one content and its figures."""

    def __init__(self, name, category, text, *figures):
        self.name, self.text = name, text
        self.figures = [self.read(*figure) for figure in figures]
        self.count = len(self.figures)
        self.wire = {"name": name, "category": category, "text": text, "figures": self.figures}

    def read(self, value, unit, qualifier, words):
        bare, _, number = words.partition("#")
        places = [at for at in range(len(self.text)) if self.stands(bare, at)]
        if not places or (len(places) > 1) != bool(number):
            raise GoldError(f"{self.name}: {words!r} occurs {len(places)} times")
        start = places[int(number or 1) - 1]
        return {"value": value, "unit": unit or None, "qualifier": qualifier or None,
                "span": self.span((start, start + len(bare)))}

    def stands(self, words, at):
        end = at + len(words)
        before = self.text[at - 1:at].isalnum() and words[0].isalnum()
        after = self.text[end:end + 1].isalnum() and words[-1].isalnum() and not words[-1].isdigit()
        return self.text.startswith(words, at) and not before and not after


class RelayCase(Case):
    """A short document: its statements, and for each who passed it on."""

    def __init__(self, name, category, notes, known):
        for who, kind in known.items():
            if kind not in KINDS:
                raise GoldError(f"{name}: {who!r} is of no kind: {kind!r}")
        super().__init__(name, category, notes["text"], notes.get("s", []))
        self.wire["document"]["outlet"] = notes.get("outlet")
        self.count = sum(len(s.relays) for s in self.statements)
        self.wire = {"category": category, "known": known, "relays": self.wire}

    def read_notes(self, number, entry):
        *words, last = entry
        options = dict(last) if isinstance(last, dict) else {}
        relays = {"relays": options.pop("relays")} if "relays" in options else {}
        if set(options) - OPTIONS:
            raise GoldError(f"{self.name}: statement {number}: unknown keys {sorted(set(options) - OPTIONS)}")
        bare = entry if not isinstance(last, dict) else [*words, options] if options else words
        return {**super().read_notes(number, bare), **relays}

    def read_statement(self, number, notes):
        return Passed(self, number, notes)


class Passed(Spoken):
    """A statement with those who passed it on: name, kind, and the words where they are not the name."""

    def __init__(self, article, number, notes):
        super().__init__(article, number, {key: value for key, value in notes.items() if key != "relays"})
        whole = (0, len(article.text))
        self.relays = [self.read_passed(whole, *relay) for relay in notes.get("relays", [])]

    def read_passed(self, whole, name, kind, words=None):
        if kind not in KINDS:
            raise GoldError(f"{self.article.name}: {self.where}: {name!r} is of no kind: {kind!r}")
        words = words or name
        number = "" if "#" in words or self.count(words, whole) == 1 else "#1"
        return {"name": name, "kind": kind, "span": self.article.span(self.locate(words + number, whole))}


if __name__ == "__main__":
    main()
