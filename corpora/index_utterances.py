"""Which statements report one act of speech: those an `index.toml` names, and those that follow; for `build_index.py`.

What follows: a copy, report or relay in a claim says what its `of` says, and so does a headline that repeats its article,
where the speaker is the same; a statement in a copied passage is the one in the passage that it was copied from.
"""

import difflib
import re

from build_gold import GoldError, inside

ALIKE = 0.8  # the least share of common words of a statement and its copy


def read_utterances(entries, claims, copies, articles, find):
    statements = {s.id: s for a in articles.values() for s in a.statements}
    groups = Groups(statements)
    named = {}
    for entry in entries:
        rows = [find(reference, articles)[1] for reference in entry["rows"]]
        if len(speakers := {speaker(s) for s in rows}) != 1 or None in speakers:
            raise GoldError(f"index.toml: utterance {entry['id']}: its speakers are {sorted(map(str, speakers))}")
        for row in rows:
            groups.join(rows[0].id, row.id)
        named[rows[0].id] = entry
    for one, other in follow_claims(claims, statements) + follow_copies(copies, articles):
        if speaker(statements[one]) and speaker(statements[one]) == speaker(statements[other]):
            groups.join(one, other)
    names = {groups.head(statement): entry for statement, entry in named.items()}
    if len(names) < len(named):
        raise GoldError("index.toml: two utterances turn out to be one; write them down as one")
    return [wire(members, names.get(head), statements, articles) for head, members in groups.larger_than_one()]


def wire(members, entry, statements, articles):
    first = statements[members[0]]
    number = first.article.name[:2]
    return {"utterance": entry["id"] if entry else f"{number}.{first.article.statements.index(first) + 1}",
            "speaker": speaker(first), "statements": members,
            "why": entry["why"] if entry else "follows from the claims and copies"}


def speaker(statement):
    return statement.speaker["entity"] if statement.speaker else None


def follow_claims(claims, statements):
    """Pairs of a row and what it reports, relays or copies, and of a headline and what it repeats."""
    pairs = []
    for claim in claims:
        for row in claim["statements"]:
            headline = row["role"] == "repeat" and is_headline(statements[row["statement"]], statements[row["of"]])
            if row["role"] in ("report", "relay", "copy") or headline:
                pairs.append((row["of"], row["statement"]))
    return pairs


def is_headline(statement, of):
    """Whether a statement stands in the title of the article of the other, wherever the title is repeated."""
    title, text = statement.article.notes.get("title"), statement.article.text
    places = [match.span() for match in re.finditer(re.escape(title), text)] if title else []
    return statement.article is of.article and inside((statement.start, statement.end), places)


def follow_copies(copies, articles):
    """Pairs of statements, the second in a passage copied from the one that the first stands in."""
    by_id = {a.id: a for a in articles.values()}
    pairs = []
    for copy in copies:
        for here, there in copy["places"]:
            copied = [s for s in by_id[copy["copy"]].statements if touches(s, there)]
            for one in (s for s in by_id[copy["from"]].statements if touches(s, here)):
                like = [other for other in copied if speaker(other) == speaker(one)
                        and alike(text_of(one), text_of(other)) >= ALIKE]
                pairs += [(one.id, other.id) for other in like[:1]]
    return pairs


def touches(statement, place):
    return all(start < place[1] and place[0] < end for start, end in statement.content)


def text_of(statement):
    """Its cue and content; its source is a name in one paper and a pronoun in the other."""
    return " ".join(statement.article.text[s:e] for s, e in statement.cue + statement.content)


def alike(one, other):
    words = [[word.lower() for word in re.findall(r"\w+", text)] for text in (one, other)]
    return difflib.SequenceMatcher(None, *words, autojunk=False).ratio()


class Groups:
    """Sets of statements that have been joined, in the order of the articles."""

    def __init__(self, statements):
        self.order = {statement: at for at, statement in enumerate(statements)}
        self.heads = {statement: statement for statement in statements}

    def head(self, statement):
        while self.heads[statement] != statement:
            statement = self.heads[statement]
        return statement

    def join(self, one, other):
        first, second = sorted((self.head(one), self.head(other)), key=self.order.get)
        self.heads[second] = first

    def larger_than_one(self):
        members = {}
        for statement in self.order:
            members.setdefault(self.head(statement), []).append(statement)
        return [(head, found) for head, found in members.items() if len(found) > 1]
