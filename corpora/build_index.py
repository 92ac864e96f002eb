#!/usr/bin/env python3
"""Links the gold statements to the claims of the stories: `index.toml` -> `index.jsonl` and `index.md`, by folder.

    python3 corpora/build_index.py           # write both for corpora/sample and corpora/chains
    python3 corpora/build_index.py chains    # write them for one folder
    python3 corpora/build_index.py --check   # write nothing; fail if they are not up to date

`index.jsonl` has one line a claim, then one line a series of figures, with document and statement ids; `index.md`
is the same as tables, after a list of the narratives. A reference in `index.toml` names a statement by its article
number and the words its content starts with; one that fits no statement, or several, stops the build. Where `index.toml` says `links = true`, origins
have reasons, and lines with copies, utterances, retractions and hard pairs follow, which `index_links.py` reads.
"""

import json
import sys
import tomllib

from build_gold import HERE, GoldError, folders_and_check, load_articles, split_number, write_or_check
from index_links import claim_links, link_tables, links_of

STANCES = ("same", "denies")
ROLES = ("origin", "report", "repeat", "relay", "copy", "ring", "rumour")
ENDS = ("origin", "rumour")  # nothing is behind these


def main():
    folders, check = folders_and_check(__doc__)
    for folder in folders:
        build(folder, check)


def build(folder, check):
    notes = tomllib.loads((HERE / folder / "index.toml").read_text(encoding="utf-8"))
    articles = {article.name[:2]: article for article in load_articles([folder])}
    linked, links = notes.get("links", False), []
    try:
        claims = [read_claim(claim, articles, linked) for claim in notes["claim"]]
        narratives_of(claims)
        series = [read_series(entry, articles) for entry in notes["series"]]
        if linked:
            claims = [claim_links(claim, articles) for claim in claims]
            links = links_of(notes, claims, series, articles, find)
    except GoldError as error:
        sys.exit(f"error: {folder}: {error}")
    lines = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in claims + series + links]
    write_or_check(HERE / folder / "index.jsonl", "".join(lines), check, "build_index.py")
    pages = tables(claims, series, links, articles, folder)
    write_or_check(HERE / folder / "index.md", pages, check, "build_index.py")
    print(f"{folder}: {len(claims)} claims, {len(series)} series, {len(links)} links", file=sys.stderr)


def find(reference, articles):
    """The article and the statement that 'NN: words', 'NN: SOURCE | words' or 'NN: words#2' names."""
    number, _, words = reference.partition(": ")
    source, bar, start = words.rpartition(" | ")
    start, which = split_number(start)
    article = articles.get(number)
    if article is None:
        raise GoldError(f"index.toml: {reference!r}: no article {number!r}")
    text = lambda spans: " ".join(article.text[s:e] for s, e in spans)
    starts = lambda s: text(s.content).startswith(start) and not text(s.content)[len(start):len(start) + 1].isalnum()
    found = [s for s in article.statements if starts(s) and (not bar or text(s.source) == source)]
    exact = [s for s in found if text(s.content) == start]
    found = exact if len(found) > 1 and exact else found
    if not found or (which is None and len(found) > 1) or (which and which > len(found)):
        raise GoldError(f"index.toml: {reference!r} fits {len(found)} statements")
    return article, found[(which or 1) - 1]


def read_claim(claim, articles, linked):
    rows, seen = [], {}
    for reference, stance, role, *rest in claim["rows"]:
        article, statement = find(reference, articles)
        reason = role in ENDS and linked  # in linked folders the fourth word of an end says why it is one
        of = rest if role not in ENDS else []
        if stance not in STANCES or role not in ROLES or len(rest) != (role not in ENDS or reason):
            raise GoldError(f"index.toml: {claim['id']}: {reference!r}: stance, role or `of` is wrong")
        if statement.id in seen:
            raise GoldError(f"index.toml: {claim['id']}: {reference!r} is listed twice")
        seen[statement.id] = stance
        row = {"document": article.id, "statement": statement.id, "stance": stance, "role": role,
               "of": find(of[0], articles)[1].id if of else None}
        rows.append(row | {"why": rest[0]} if reason else row)
    by_id = {row["statement"]: row for row in rows}
    for row in rows:
        follow(row, by_id, claim["id"])
    origins = sum(row["role"] == "origin" and row["stance"] == "same" for row in rows)
    denials = sum(row["role"] == "origin" and row["stance"] == "denies" for row in rows)
    return {"claim": claim["id"], "story": claim["story"], "narrative": claim["narrative"], "text": claim["text"],
            "note": claim.get("note"), "origins": origins, "denying_origins": denials, "statements": rows}


def follow(row, by_id, claim):
    """Follows `of` to the end; the whole chain must be in the claim, of one stance, and closed only by a ring."""
    chain = [row["statement"]]
    while row["role"] not in ENDS:
        following = by_id.get(row["of"])
        if following is None or following["stance"] != row["stance"]:
            raise GoldError(f"index.toml: {claim}: the chain of {chain[0]} breaks at {row['of']}")
        if following["statement"] in chain:
            ring = chain[chain.index(following["statement"]):]
            if any(by_id[statement]["role"] != "ring" for statement in ring):
                raise GoldError(f"index.toml: {claim}: the chain of {chain[0]} runs in a circle")
            return
        row = following
        chain.append(row["statement"])
    if "ring" in [by_id[statement]["role"] for statement in chain]:
        raise GoldError(f"index.toml: {claim}: the ring of {chain[0]} has an end")


def narratives_of(claims):
    """Story and claims of each narrative; it is of one story, and no claim is listed twice."""
    narratives, seen = {}, set()
    for claim in claims:
        story, members = narratives.setdefault(claim["narrative"], (claim["story"], []))
        if story != claim["story"] or claim["claim"] in seen:
            raise GoldError(f"index.toml: {claim['claim']}: it is listed twice, or its narrative is of another story")
        seen.add(claim["claim"])
        members.append(claim["claim"])
    return narratives


def read_series(entry, articles):
    rows = []
    for reference in entry["rows"]:
        reference, value = reference if isinstance(reference, list) else (reference, None)
        article, statement = find(reference, articles)
        figures = [f for f in statement.figures + statement.inherited if value in (None, f["value"])]
        if not figures:
            raise GoldError(f"index.toml: {entry['id']}: {reference!r} has no figure {value or ''}")
        figure = figures[0]
        rows.append({"document": article.id, "statement": statement.id, "value": figure["value"],
                     "unit": figure["unit"], "qualifier": figure["qualifier"]})
    return {"series": entry["id"], "story": entry["story"], "question": entry["question"], "statements": rows}


# ---------------------------------------------------------------- tables

def tables(claims, series, links, articles, folder):
    statements = {s.id: (number, a, s) for number, a in articles.items() for s in a.statements}
    number = lambda statement: f"{statements[statement][0]}.{place(statements[statement])}"
    lines = [f"# Who said what first: the claims of the {folder} corpus", "",
             "Written by `build_index.py` from `index.toml`; do not edit. *03.7* is the seventh statement of article "
             "03 in `gold.jsonl`.", "", "## Narratives", "", "| narrative | story | claims |", "|---|---|---|"]
    lines += [f"| {name} | {story} | {', '.join(members)} |" for name, (story, members) in narratives_of(claims).items()]
    lines.append("")
    for claim in claims:
        lines += [f"## {claim['claim']} ({claim['story']}: {claim['narrative']})", "", claim["text"]]
        lines += [claim["note"]] if claim["note"] else []
        lines += ["", f"Origins: {claim['origins']}. Origins that deny it: {claim['denying_origins']}.", "",
                  "| statement | published | speaker | stance | role | of | content |", "|---|---|---|---|---|---|---|"]
        for row in claim["statements"]:
            _, article, statement = statements[row["statement"]]
            of = number(row["of"]) if row["of"] else row.get("why", "")
            lines.append(f"| {number(row['statement'])} | {published(article)} | {speaker(statement)} | "
                         f"{row['stance']} | {row['role']} | {of} | {extract(statement)} |")
        lines.append("")
    for entry in series:
        lines += [f"## {entry['series']} ({entry['story']})", "", entry["question"], "",
                  "| statement | published | speaker | figure | content |", "|---|---|---|---|---|"]
        for row in entry["statements"]:
            _, article, statement = statements[row["statement"]]
            figure = " ".join(filter(None, [row["qualifier"], f"{row['value']:,}", row["unit"]]))
            lines.append(f"| {number(row['statement'])} | {published(article)} | {speaker(statement)} | "
                         f"{figure} | {extract(statement)} |")
        lines.append("")
    lines += link_tables(links, articles, number, lambda statement: extract(statements[statement][2]))
    return "\n".join(lines).rstrip() + "\n"


def published(article):
    return article.notes.get("published", "")


def place(found):
    _, article, statement = found
    return article.statements.index(statement) + 1


def speaker(statement):
    return statement.speaker["name"] if statement.speaker else "(unstated)"


def extract(statement, limit=60):
    text = " … ".join(statement.article.text[s:e] for s, e in statement.content).split()
    text = " ".join(text).replace("|", "\\|")
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


if __name__ == "__main__":
    main()
