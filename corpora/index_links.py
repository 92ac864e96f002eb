"""Reads the links of an `index.toml` for `build_index.py`: copies, utterances, contradictions, retractions and pairs.

Each becomes a line of `index.jsonl`. What follows from the claims is derived here and not written twice: which claim
a denial denies and how long after it was first made, who relays whom, which two figures of a series differ, and which
two cuts of one wire share text though neither was cut from the other.
"""

import datetime
import re

from build_gold import GoldError, Statement, inside
from index_utterances import alike, read_utterances

CREDITS = ("dateline", "byline", "text", "foot", "none")
RELATIONS = ("same", "denies", "different-figure", "related", "unrelated")
SHINGLE = 8  # words; so many in a row are shared by two articles only if one copies, or both quote
BETWEEN = 2  # words that may stand between two passages, or before one
ALIKE = 0.7  # the least share of common words of two versions of one passage


def claim_links(claim, articles):
    """Adds denials and relays, which follow from the rows."""
    dates = {a.id: a.notes.get("published") for a in articles.values()}
    rows = claim["statements"]
    made = [row for row in rows if row["stance"] == "same"]
    first = min((date for row in made if (date := dates[row["document"]])), default=None)
    statements = {s.id: s for a in articles.values() for s in a.statements}
    denials = [{"statement": row["statement"],
                "where": "same document" if row["document"] in [m["document"] for m in made] else "other document",
                "days": days(first, dates[row["document"]])} for row in rows if row["stance"] == "denies"]
    relays = [{"statement": row["statement"], "of": row["of"],
               "through": [relay["name"] for relay in statements[row["statement"]].relays]}
              for row in rows if row["role"] in ("relay", "ring")]
    return claim | {"denials": denials, "relays": relays}


def days(first, then):
    if not first or not then:
        return None
    return (datetime.date.fromisoformat(then) - datetime.date.fromisoformat(first)).days


def links_of(notes, claims, series, articles, find):
    one = lambda reference: find(reference, articles)[1].id
    copies = [read_copy(entry, articles) for entry in notes.get("copy", [])]
    utterances = read_utterances(notes.get("utterance", []), claims, copies, articles, find)
    check_copy_rows(claims, copies, articles)
    check_shared_text(copies, utterances, articles)
    apart = [{"apart": [one(entry["a"]), one(entry["b"])], "why": entry["why"]} for entry in notes.get("apart", [])]
    contradictions = [{"contradiction": one(entry["later"]), "earlier": one(entry["earlier"]), "why": entry["why"]}
                      for entry in notes.get("contradiction", [])]
    retractions = [{"retraction": one(entry["statement"]), "of": [one(r) for r in entry["of"]], "of_claim": entry["claim"]}
                   for entry in notes.get("retraction", [])]
    if wrong := {r["of_claim"] for r in retractions} - {claim["claim"] for claim in claims}:
        raise GoldError(f"index.toml: retractions of unknown claims {sorted(wrong)}")
    pairs = [read_pair(entry, one) for entry in notes.get("pair", [])]
    check_pairs(pairs, claims, contradictions)
    written = read_stories(notes["story"], articles) if "story" in notes else []
    written += [{key: value for key, value in copy.items() if key != "places"} for copy in copies] + siblings(copies)
    written += utterances + apart + contradictions + retractions + pairs
    return written + changed_figures(series, pairs, claims)


def read_stories(entries, articles):
    """The documents of each story; every article is in one."""
    told = sorted(number for entry in entries for number in entry["articles"])
    if told != sorted(articles) or {entry["half"] for entry in entries} - {"train", "floor"}:
        raise GoldError("index.toml: an article is in no story or in two, or a half is neither train nor floor")
    return [{"half": entry["half"], "story": entry["id"], "documents": [articles[n].id for n in entry["articles"]]}
            for entry in entries]


# ---------------------------------------------------------------- copies

class Passage(Statement):
    """Words of an article, found as those of a statement are."""

    def __init__(self, article, words, where):
        self.article, self.where = article, where
        self.place = self.locate(words, (0, len(article.text)))
        self.words = article.text[self.place[0]:self.place[1]]


def read_copy(entry, articles):
    """A copy with its shared passages; a rewrite has none."""
    source, copy = articles[entry["from"]], articles[entry["to"]]
    where = f"copy {entry['from']} -> {entry['to']}"
    kind = entry.get("kind", "copy")
    known = entry["credit"] in CREDITS and kind in ("copy", "rewrite")
    if not known or (kind == "copy") != bool(entry.get("passages")):
        raise GoldError(f"index.toml: {where}: kind, credit or passages are wrong")
    passages, places = [], []
    for words in entry.get("passages", []):
        pair = [words, words] if isinstance(words, str) else words
        here, there = Passage(source, pair[0], where), Passage(copy, pair[1], where)
        if alike(here.words, there.words) < ALIKE:
            raise GoldError(f"index.toml: {where}: {pair} are not alike: {alike(here.words, there.words):.2f}")
        passages.append({"from": source.span(here.place), "to": copy.span(there.place)})
        places.append((here.place, there.place))
    return {"copy": copy.id, "from": source.id, "kind": kind, "credit": entry["credit"], "why": entry["why"],
            "passages": passages, "places": places}


def siblings(copies):
    """Pairs of copies of one article that share a passage of it: neither is the other's source."""
    found = []
    cuts = [copy for copy in copies if copy["kind"] == "copy"]
    for at, one in enumerate(cuts):
        for other in cuts[at + 1:]:
            shared = any(overlap(a, b) for a, _ in one["places"] for b, _ in other["places"])
            if one["from"] == other["from"] and shared:
                found.append({"siblings": [one["copy"], other["copy"]], "from": one["from"]})
    return found


def overlap(one, other):
    return one[0] < other[1] and other[0] < one[1]


def check_copy_rows(claims, copies, articles):
    """A row that is a copy stands in a passage, and so does what it is a copy of."""
    statements = {s.id: s for a in articles.values() for s in a.statements}
    for claim in claims:
        for row in claim["statements"]:
            if row["role"] != "copy":
                continue
            copied, source = statements[row["statement"]], statements[row["of"]]
            pairs = [places for copy in copies if (copy["copy"], copy["from"]) == (copied.article.id, source.article.id)
                     for places in copy["places"]]
            holds = lambda statement, place: all(inside(span, [place]) for span in unmarked(statement))
            if not any(holds(source, here) and holds(copied, there) for here, there in pairs):
                raise GoldError(f"index.toml: {claim['claim']}: {copied.article.name}: {copied.where} "
                                "stands in no passage that is declared a copy")


def unmarked(statement):
    """The spans of its content without the marks around them, which every paper sets in its own way."""
    text = statement.article.text
    letters = [[at for at in range(start, end) if text[at].isalnum()] for start, end in statement.content]
    return [(places[0], places[-1] + 1) for places in letters if places]


def check_shared_text(copies, utterances, articles):
    """Every long run of words in two articles is a declared passage, or is quoted from one utterance by both."""
    allowed = {a.id: [] for a in articles.values()}
    for copy in copies:
        for here, there in copy["places"]:
            allowed[copy["from"]].append(here)
            allowed[copy["copy"]].append(there)
    statements = {s.id: s for a in articles.values() for s in a.statements}
    for entry in utterances:
        for statement in (statements[row] for row in entry["statements"]):
            allowed[statement.article.id] += statement.content
    seen, found = {}, []
    for article in articles.values():
        words = list(re.finditer(r"\w+", article.text))
        for at in range(len(words) - SHINGLE + 1):
            run = words[at:at + SHINGLE]
            if sum(not inside(word.span(), allowed[article.id]) for word in run) <= BETWEEN:
                continue
            other = seen.setdefault(" ".join(word.group().lower() for word in run), article)
            if other is not article:
                shared = article.text[run[0].start():run[-1].end()]
                found.append(f"{other.name} and {article.name} share {shared!r}; no copy and no utterance says so")
    if found:
        raise GoldError("\n".join(["index.toml:"] + found))


# ---------------------------------------------------------------- pairs

def read_pair(entry, one):
    if entry["relation"] not in RELATIONS:
        raise GoldError(f"index.toml: pair {entry['a']!r}: relation {entry['relation']!r} is none of {RELATIONS}")
    return {"pair": [one(entry["a"]), one(entry["b"])], "relation": entry["relation"], "why": entry["why"]}


def check_pairs(pairs, claims, contradictions):
    """What a pair is called and what the claims say of the two must agree."""
    same, opposite = stances(claims)
    opposite |= {frozenset([entry["contradiction"], entry["earlier"]]) for entry in contradictions}
    for entry in pairs:
        pair = frozenset(entry["pair"])
        says = "same" if pair in same else "denies" if pair in opposite else "neither"
        if says != (entry["relation"] if entry["relation"] in ("same", "denies") else "neither"):
            raise GoldError(f"index.toml: pair {entry['relation']} ({entry['why']}): the claims say {says}")


def stances(claims):
    """Pairs of statements of one claim, those that agree and those that do not."""
    same, opposite = set(), set()
    for claim in claims:
        for at, one in enumerate(claim["statements"]):
            for other in claim["statements"][at + 1:]:
                pairs = same if one["stance"] == other["stance"] else opposite
                pairs.add(frozenset([one["statement"], other["statement"]]))
    return same, opposite


def changed_figures(series, pairs, claims):
    """Any two rows of a series with different values, unless the pair is written down or is one of claim and denial."""
    known = {frozenset(entry["pair"]) for entry in pairs} | stances(claims)[1]
    found = []
    for entry in series:
        for at, one in enumerate(entry["statements"]):
            for other in entry["statements"][at + 1:]:
                pair = [one["statement"], other["statement"]]
                if one["value"] != other["value"] and frozenset(pair) not in known:
                    found.append({"pair": pair, "relation": "different-figure", "of_series": entry["series"]})
    return found


# ---------------------------------------------------------------- tables

def link_tables(links, articles, number, extract):
    """The links as tables; none where there are no links."""
    name = {a.id: a.name for a in articles.values()}
    both = lambda one, other: f"{number(one)} | {number(other)} | {extract(one)} | {extract(other)}"
    sections = [
        ("half", "Stories", "story | half | articles",
         lambda x: f"{x['story']} | {x['half']} | {', '.join(name[document] for document in x['documents'])}"),
        ("copy", "Copies", "copy | from | kind | credit | passages | why",
         lambda x: f"{name[x['copy']]} | {name[x['from']]} | {x['kind']} | {x['credit']} | {len(x['passages'])} | "
                   f"{x['why']}"),
        ("siblings", "Cuts of one wire that share text", "one | other | from",
         lambda x: f"{name[x['siblings'][0]]} | {name[x['siblings'][1]]} | {name[x['from']]}"),
        ("utterance", "Utterances", "utterance | statements | why",
         lambda x: f"{x['utterance']} | {', '.join(map(number, x['statements']))} | {x['why']}"),
        ("apart", "Not one utterance", "one | other | words | words | why",
         lambda x: f"{both(*x['apart'])} | {x['why']}"),
        ("contradiction", "Speakers who contradict themselves", "later | earlier | words | words | why",
         lambda x: f"{both(x['contradiction'], x['earlier'])} | {x['why']}"),
        ("retraction", "Retractions", "statement | of | claim",
         lambda x: f"{number(x['retraction'])} | {', '.join(map(number, x['of']))} | {x['of_claim']}"),
        ("pair", "Pairs", "one | other | words | words | relation | why",
         lambda x: f"{both(*x['pair'])} | {x['relation']} | {x['why']}"),
    ]
    lines = []
    for kind, title, columns, row in sections:
        if found := [x for x in links if kind in x and "of_series" not in x]:
            lines += [f"## {title}", "", f"| {columns} |", "|" + "---|" * (columns.count("|") + 1)]
            lines += [f"| {row(x)} |" for x in found] + [""]
    return lines
