#!/usr/bin/env python3
"""Links the gold statements to the claims of the two stories: `index.toml` -> `index.jsonl` and `index.md`.

    python3 corpora/build_index.py           # write corpora/sample/index.jsonl and index.md
    python3 corpora/build_index.py --check   # write nothing; fail if they are not up to date

`index.jsonl` has one line a claim, then one line a series of figures, with document and statement ids; `index.md`
is the same as tables. A reference in `index.toml` names a statement by its article number and the words its content
starts with; one that fits no statement, or several, stops the build.
"""

import json
import sys
import tomllib

from build_gold import SAMPLE, GoldError, load_articles, split_number, wants_check, write_or_check

STANCES = ("same", "denies")
ROLES = ("origin", "repeat", "relay", "copy")


def main():
    check = wants_check(__doc__)
    notes = tomllib.loads((SAMPLE / "index.toml").read_text(encoding="utf-8"))
    articles = {article.name[:2]: article for article in load_articles()}
    try:
        claims = [read_claim(claim, articles) for claim in notes["claim"]]
        series = [read_series(entry, articles) for entry in notes["series"]]
    except GoldError as error:
        sys.exit(f"error: {error}")
    lines = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in claims + series]
    write_or_check(SAMPLE / "index.jsonl", "".join(lines), check, "build_index.py")
    write_or_check(SAMPLE / "index.md", tables(claims, series, articles), check, "build_index.py")
    print(f"{len(claims)} claims, {len(series)} series", file=sys.stderr)


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


def read_claim(claim, articles):
    rows, seen = [], {}
    for reference, stance, role, *of in claim["rows"]:
        article, statement = find(reference, articles)
        if stance not in STANCES or role not in ROLES or (role == "origin") == bool(of):
            raise GoldError(f"index.toml: {claim['id']}: {reference!r}: stance, role or `of` is wrong")
        if statement.id in seen:
            raise GoldError(f"index.toml: {claim['id']}: {reference!r} is listed twice")
        seen[statement.id] = stance
        rows.append({"document": article.id, "statement": statement.id, "stance": stance, "role": role,
                     "of": find(of[0], articles)[1].id if of else None})
    by_id = {row["statement"]: row for row in rows}
    for row in rows:
        if row["of"]:
            origin_of(row, by_id, claim["id"])
    origins = sum(row["role"] == "origin" and row["stance"] == "same" for row in rows)
    denials = sum(row["role"] == "origin" and row["stance"] == "denies" for row in rows)
    return {"claim": claim["id"], "story": claim["story"], "text": claim["text"], "note": claim.get("note"),
            "origins": origins, "denying_origins": denials, "statements": rows}


def origin_of(row, by_id, claim):
    """Follows `of` to the origin; the whole chain must be in the claim, of one stance, and without a ring."""
    chain = [row["statement"]]
    while row["role"] != "origin":
        following = by_id.get(row["of"])
        if following is None or following["stance"] != row["stance"] or following["statement"] in chain:
            raise GoldError(f"index.toml: {claim}: the chain of {chain[0]} breaks at {row['of']}")
        row = following
        chain.append(row["statement"])
    return row


def read_series(entry, articles):
    rows = []
    for reference in entry["rows"]:
        article, statement = find(reference, articles)
        if not statement.figures:
            raise GoldError(f"index.toml: {entry['id']}: {reference!r} has no figure")
        figure = statement.figures[0]
        rows.append({"document": article.id, "statement": statement.id, "value": figure["value"],
                     "unit": figure["unit"], "qualifier": figure["qualifier"]})
    return {"series": entry["id"], "story": entry["story"], "question": entry["question"], "statements": rows}


# ---------------------------------------------------------------- tables

def tables(claims, series, articles):
    statements = {s.id: (number, a, s) for number, a in articles.items() for s in a.statements}
    numbers = {row["statement"]: f"{statements[row['statement']][0]}.{place(statements[row['statement']])}"
               for entry in claims + series for row in entry["statements"]}
    lines = ["# Who said what first: the claims of the sample corpus", "",
             "Written by `build_index.py` from `index.toml`; do not edit. *03.7* is the seventh statement of article 03 "
             "in `gold.jsonl`.", ""]
    for claim in claims:
        lines += [f"## {claim['claim']} ({claim['story']})", "", claim["text"]]
        lines += [claim["note"]] if claim["note"] else []
        lines += ["", f"Origins: {claim['origins']}. Origins that deny it: {claim['denying_origins']}.", "",
                  "| statement | published | speaker | stance | role | of | content |", "|---|---|---|---|---|---|---|"]
        for row in claim["statements"]:
            _, article, statement = statements[row["statement"]]
            lines.append(f"| {numbers[row['statement']]} | {article.notes['published']} | {speaker(statement)} | "
                         f"{row['stance']} | {row['role']} | {numbers.get(row['of'], '')} | {extract(statement)} |")
        lines.append("")
    for entry in series:
        lines += [f"## {entry['series']} ({entry['story']})", "", entry["question"], "",
                  "| statement | published | speaker | figure | content |", "|---|---|---|---|---|"]
        for row in entry["statements"]:
            _, article, statement = statements[row["statement"]]
            figure = " ".join(filter(None, [row["qualifier"], f"{row['value']:,}", row["unit"]]))
            lines.append(f"| {numbers[row['statement']]} | {article.notes['published']} | {speaker(statement)} | "
                         f"{figure} | {extract(statement)} |")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


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
