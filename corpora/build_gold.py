#!/usr/bin/env python3
"""Turns the hand-written annotations of our own articles into `gold.jsonl`, one for each folder.

    python3 corpora/build_gold.py           # write corpora/sample/gold.jsonl and corpora/chains/gold.jsonl
    python3 corpora/build_gold.py chains    # write that of one folder
    python3 corpora/build_gold.py --check   # write nothing; fail if a gold.jsonl is not up to date

Python 3.11 or later, standard library only. `corpora/README.md` describes the annotation files (`*.gold.toml`);
`read_gold.py` prints them for a reader, `build_index.py` links the statements to the claims of the stories,
`build_cases.py` does the same for the short cases.
Nobody writes an offset by hand: a span is given by its exact words, and words that do not occur, or occur more
than once where only one place is meant, stop the build with the file, the statement and the words.

Offsets in this file are character offsets into the article until `Article.span` turns them into the UTF-8 byte
offsets of the wire format.
"""

import argparse
import collections
import hashlib
import json
import pathlib
import re
import struct
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
FOLDERS = ("sample", "chains")
FORMS = ("direct", "indirect", "mixed")
ACTS = ("assert", "accuse", "deny", "confirm", "admit", "warn", "threaten", "promise", "offer", "demand", "ask",
        "estimate", "praise", "criticise", "opine")
KINDS = ("person", "organisation", "country", "place", "group", "outlet", "document", "unknown")
GRAINS = ("time", "day", "week", "month", "season", "year")
ANCHORS = ("published", "dateline", "text")
RANGE = " [...] "  # 'first words [...] last words' stands for everything from the first to the last
ARTICLE_KEYS = {"title", "byline", "published", "outlet", "language", "credit", "who", "s"}
STATEMENT_KEYS = {"q", "is", "at", "label", "in", "to", "target", "relays", "own", "said", "figures"}


class GoldError(Exception):
    """An annotation that cannot be turned into gold; the message names the file and the words."""


def main():
    folders, check = folders_and_check(__doc__)
    for folder in folders:
        articles = load_articles([folder])
        lines = [json.dumps(a.wire, ensure_ascii=False, separators=(",", ":")) + "\n" for a in articles]
        write_or_check(HERE / folder / "gold.jsonl", "".join(lines), check, "build_gold.py")
        print(f"{folder}: {len(articles)} documents, {sum(len(a.statements) for a in articles)} statements",
              file=sys.stderr)


def arguments(doc):
    parser = argparse.ArgumentParser(description=doc.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the output is not up to date")
    return parser


def wants_check(doc):
    return arguments(doc).parse_args().check


def folders_and_check(doc):
    parser = arguments(doc)
    parser.add_argument("folder", nargs="*", help="sample or chains; both where none is named")
    given = parser.parse_args()
    if unknown := set(given.folder) - set(FOLDERS):
        parser.error(f"no folder {sorted(unknown)}; there are {list(FOLDERS)}")
    return given.folder or FOLDERS, given.check


def load_articles(folders=FOLDERS):
    """Every article in file order; warnings go to stderr, and all errors are told before the build stops."""
    articles, errors = [], []
    for path in (path for folder in folders for path in sorted((HERE / folder).glob("*.txt"))):
        try:
            articles.append(Article(path))
        except GoldError as error:
            errors.append(f"error: {error}")
    if errors:
        sys.exit("\n".join(errors))
    for article in articles:
        for warning in article.warnings:
            print(f"warning: {article.name}: {warning}", file=sys.stderr)
    return articles


def write_or_check(path, text, check, script):
    raw = text.encode("utf-8")
    if not check:
        path.write_bytes(raw)
    elif not path.exists() or path.read_bytes() != raw:
        sys.exit(f"error: {path.parent.name}/{path.name} is not what the annotations say; run {script} and commit the result")


# ---------------------------------------------------------------- one article

class Article:
    """An article's text, its annotations, and the wire object built from the two."""

    def __init__(self, path):
        self.name = path.stem
        self.warnings = []
        self.text = path.read_bytes().decode("utf-8")  # never newline-translated: CRLF stays CRLF
        source = path.with_suffix(".gold.toml")
        try:
            self.notes = tomllib.loads(source.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise GoldError(f"{source.name}: {error}") from error
        if unknown := set(self.notes) - ARTICLE_KEYS:
            raise GoldError(f"{source.name}: unknown keys {sorted(unknown)}")
        self.who = {key: self.read_who(key, entry) for key, entry in self.notes.get("who", {}).items()}
        self.id = document_id(self.text)
        self.statements = self.read_statements()
        self.wire = {"version": 1, "document": self.read_document(path.name),
                     "statements": [s.wire(self) for s in self.statements], "warnings": []}

    def read_document(self, file_name):
        notes = self.notes
        for key in ("title", "byline", "outlet"):
            if notes.get(key) is not None and notes[key] not in self.text:
                raise GoldError(f"{self.name}: the {key} {notes[key]!r} does not occur in the text")
        return {"id": self.id, "path": file_name, "url": None, "outlet": notes.get("outlet"),
                "title": notes.get("title"), "byline": notes.get("byline"), "published": notes.get("published"),
                "language": notes.get("language", "en"), "text": self.text}

    def read_who(self, key, entry):
        entity, name, role, affiliation = (list(entry) + [None, None])[:4]
        kind, _, slug = entity.partition("/")
        if kind not in KINDS or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
            raise GoldError(f"{self.name}: who.{key}: {entity!r} is not KIND/slug with KIND one of {KINDS}")
        if name not in re.sub(r"\s+", " ", self.text):
            self.warnings.append(f"who.{key}: the name {name!r} does not occur in the text")
        return {"name": name, "kind": kind, "role": role or None, "affiliation": affiliation or None,
                "entity": entity}

    def party(self, key, with_role=False):
        if key not in self.who:
            raise GoldError(f"{self.name}: nobody called {key!r} in [who]")
        return {k: v for k, v in self.who[key].items() if with_role or k not in ("role", "affiliation")}

    def read_statements(self):
        found, errors = [], []
        for number, notes in enumerate(self.notes.get("s", []), 1):
            try:
                found.append(self.read_statement(number, notes))
            except GoldError as error:
                errors.append(str(error))
        if errors:
            raise GoldError("\nerror: ".join(errors))
        labels = {s.label: s for s in found if s.label}
        for statement in found:
            statement.find_parent(self, found, labels)
        found.sort(key=lambda s: (s.start, s.depth(), s.end))  # text order; what encloses comes first
        for statement in found:  # a figure belongs to every statement whose content holds it
            parent = statement.parent
            while parent:
                parent.inherited += statement.figures
                parent = parent.parent
        ids = collections.Counter(s.id for s in found)
        if twice := [s for s in found if ids[s.id] > 1]:
            raise GoldError(f"{self.name}: annotated twice: {twice[0].where}")
        return found

    def read_statement(self, number, notes):
        return Statement(self, number, notes)

    def span(self, found):
        """The wire form of a span given in characters."""
        start, end = found
        byte = lambda at: len(self.text[:at].encode("utf-8"))
        return {"start_byte": byte(start), "end_byte": byte(end), "text": self.text[start:end]}

    def lines(self, start, end):
        """The range from the start of the line that holds `start` to the end of the line that holds `end`."""
        stop = self.text.find("\n", end)
        return self.text.rfind("\n", 0, start) + 1, len(self.text) if stop < 0 else stop


class Statement:
    """One `[[s]]` table, its words found in the text."""

    def __init__(self, article, number, notes):
        self.where = f"statement {number} {notes.get('q')}"
        self.article = article
        if unknown := set(notes) - STATEMENT_KEYS:
            raise GoldError(f"{article.name}: {self.where}: unknown keys {sorted(unknown)}")
        whole = (0, len(article.text))
        if at := notes.get("at"):
            places = [self.locate(words, whole) for words in as_list(at)]
            whole = article.lines(places[0][0], places[-1][1])
        source, cue, *content = notes["q"]
        self.content = [self.locate(words, whole) for words in content]
        if not self.content:
            raise GoldError(f"{article.name}: {self.where}: no content")
        near = whole if at else article.lines(self.content[0][0], self.content[-1][1])
        self.source = [self.locate(words, near) for words in as_list(source)]
        self.cue = [self.locate(words, near) for words in as_list(cue)]
        spans = self.source + self.cue + self.content
        self.start, self.end = min(s for s, _ in spans), max(e for _, e in spans)
        if overlap := [1 for (_, e), (s, _) in zip(sorted(spans), sorted(spans)[1:]) if s < e]:
            raise GoldError(f"{article.name}: {self.where}: {len(overlap)} of its spans overlap")
        self.id = statement_id(article, self.source, self.cue, self.content)
        self.read_is(notes.get("is", ""))
        self.label, self.within = notes.get("label"), notes.get("in")
        self.addressee = article.party(notes["to"]) if "to" in notes else None
        self.target = article.party(notes["target"]) if "target" in notes else None
        self.relays = [self.read_relay(key, words, near) for key, words in notes.get("relays", [])]
        if (credit := article.notes.get("credit")) and not notes.get("own"):
            self.add_credit(*credit)
        self.said = self.read_said(notes.get("said"), near)
        self.figures = [self.read_figure(*figure) for figure in notes.get("figures", [])]
        self.inherited = []

    def read_is(self, words):
        """Reads 'FORM ACT WHO'; WHO is a key of [who], or left out where nobody is named."""
        parts = words.split()
        if len(parts) not in (2, 3) or parts[0] not in FORMS or parts[1] not in ACTS:
            raise GoldError(f"{self.article.name}: {self.where}: is = {words!r} is not 'FORM ACT [WHO]'")
        self.form, self.act = parts[:2]
        self.speaker = self.article.party(parts[2], with_role=True) if len(parts) == 3 else None
        marks = form_of([self.article.text[s:e] for s, e in self.content])
        if marks != self.form:
            self.article.warnings.append(f"{self.where}: stated {self.form}, quotation marks say {marks}")
        if bool(self.source) != bool(self.speaker):
            self.article.warnings.append(f"{self.where}: source and speaker should both be there or both not")

    def read_relay(self, key, words, near):
        party = self.article.party(key)
        return {"name": party["name"], "kind": party["kind"], "span": self.article.span(self.locate(words, near))}

    def add_credit(self, key, words):
        """The agency of the dateline comes last, unless it is a relay already."""
        credit = self.read_relay(key, words, (0, len(self.article.text)))
        if credit["name"] not in [relay["name"] for relay in self.relays]:
            self.relays.append(credit)

    def read_said(self, entry, near):
        if entry is None:
            return None
        value, grain, words, anchor = (list(entry) + ["published"])[:4]
        if grain not in GRAINS or anchor not in ANCHORS:
            raise GoldError(f"{self.article.name}: {self.where}: said: grain {grain!r} or anchor {anchor!r} unknown")
        span = self.article.span(self.locate(words, near))
        return {"value": value, "grain": grain, "text": span["text"], "span": span, "anchor": anchor}

    def read_figure(self, value, unit, qualifier, words):
        scopes = [scope for scope in self.content if self.count(words, scope)]
        if len(scopes) != 1:
            raise GoldError(f"{self.article.name}: {self.where}: figure {words!r} is in {len(scopes)} content spans")
        return {"value": value, "unit": unit or None, "qualifier": qualifier or None,
                "span": self.article.span(self.locate(words, scopes[0]))}

    def find_parent(self, article, statements, labels):
        """The smallest content that holds all of this statement; or the one named by `in` ('' for none)."""
        if self.within is not None:
            self.parent = labels.get(self.within)
            if self.within and not self.parent:
                raise GoldError(f"{article.name}: {self.where}: no statement is labelled {self.within!r}")
            if self.parent and not all(inside(span, self.parent.content) for span in self.content):
                raise GoldError(f"{article.name}: {self.where}: its content is not inside that of {self.within!r}")
            return
        spans = self.source + self.cue + self.content
        holders = [s for s in statements if s is not self and all(inside(span, s.content) for span in spans)]
        self.parent = min(holders, key=lambda s: sum(e - b for b, e in s.content), default=None)

    def depth(self):
        return 1 + self.parent.depth() if self.parent else 0

    def locate(self, words, scope):
        """Where `words` stand in `scope`: 'words', 'words#2' for the second time, 'first [...] last'."""
        if RANGE in words:
            first, last = words.split(RANGE)
            start, end = self.locate(first, scope)
            line = (end, min(self.article.lines(start, start)[1], scope[1]))
            rest = line if self.count(last, line) else (end, scope[1])
            return start, self.locate(last, rest)[1]
        bare, number = split_number(words)
        places = list(self.places(bare, scope))
        if not places:
            raise GoldError(f"{self.article.name}: {self.where}: {bare!r} does not occur")
        if number is None and len(places) > 1:
            raise GoldError(f"{self.article.name}: {self.where}: {bare!r} occurs {len(places)} times; "
                            f"say which with {bare + '#1'!r}")
        if number is not None and not 1 <= number <= len(places):
            raise GoldError(f"{self.article.name}: {self.where}: {bare!r} occurs {len(places)} times, not {number}")
        start = places[(number or 1) - 1]
        return start, start + len(bare)

    def count(self, words, scope):
        return len(list(self.places(split_number(words)[0], scope)))

    def places(self, bare, scope):
        text, at = self.article.text, scope[0] - 1
        while 0 <= (at := text.find(bare, at + 1, scope[1])):
            before = text[at - 1:at].isalnum() and bare[0].isalnum()
            after = text[at + len(bare):at + len(bare) + 1].isalnum() and bare[-1].isalnum()
            if not before and not after:
                yield at

    def wire(self, article):
        spans = lambda found: [article.span(span) for span in found]
        figures = {f["span"]["start_byte"]: f for f in self.inherited + self.figures}
        return {"id": self.id, "form": self.form, "act": self.act, "score": 1.0,
                "parent": self.parent.id if self.parent else None,
                "source": spans(self.source), "cue": spans(self.cue), "content": spans(self.content),
                "speaker": self.speaker, "addressee": self.addressee, "target": self.target,
                "relays": self.relays, "said": self.said, "figures": [figures[at] for at in sorted(figures)]}


def as_list(words):
    return [words] if isinstance(words, str) and words else list(words)


def split_number(words):
    bare, mark, number = words.rpartition("#")
    return (bare, int(number)) if mark and number.isdigit() else (words, None)


def inside(span, content):
    return any(s <= span[0] and span[1] <= e for s, e in content)


# ---------------------------------------------------------------- ids

def document_id(text):
    raw = text.encode("utf-8")
    digest = hashlib.sha256(b"sayso document 1\0" + struct.pack("<Q", len(raw)) + raw)
    digest.update(b"\0")  # no url
    digest.update(b"\0")  # no outlet given by the caller
    return digest.hexdigest()[:32]


def statement_id(article, source, cue, content):
    digest = hashlib.sha256(b"sayso statement 1\0" + article.id.encode("ascii"))
    for spans in (source, cue, content):
        digest.update(struct.pack("<Q", len(spans)))
        for span in spans:
            wire = article.span(span)
            digest.update(struct.pack("<QQ", wire["start_byte"], wire["end_byte"]))
    return digest.hexdigest()[:32]


# ---------------------------------------------------------------- quotation marks

CLOSERS = {"“": "”", "«": "»", "„": "“”"}


def quoted_chars(text):
    """For each character, whether it stands inside quotation marks (the marks themselves count as inside).

    A paragraph that opens a quotation already open (the printers' convention for long quotations) does not open
    a second one. Single marks count only outside double ones; an apostrophe inside a word never counts.
    """
    flags, opened = [], None
    for at, char in enumerate(text):
        before, after = text[at - 1:at] if at else "", text[at + 1:at + 2]
        was = opened
        if opened and char in CLOSERS.get(opened, ""):
            opened = None
        elif char in "“«„" or (char == '"' and opened != '"'):
            opened = opened if opened and opened != "'" else char
        elif char == '"' and opened == '"':
            opened = opened if before in ("", "\n") else None
        elif char in "‘'" and opened is None and not before.isalnum() and after.isalnum():
            opened = "'"
        elif char in "’'" and opened == "'" and not after.isalnum():
            opened = None
        flags.append(bool(was or opened))
    return flags


def form_of(content):
    letters = [flag for text in content for char, flag in zip(text, quoted_chars(text)) if char.isalnum()]
    marks = any(flag for text in content for flag in quoted_chars(text))
    return "direct" if all(letters) else "mixed" if marks else "indirect"


if __name__ == "__main__":
    main()
