#!/usr/bin/env python3
"""Prints the gold of the articles of `sample/` and `chains/` for a reader: to check it, and to find what it misses.

    python3 corpora/read_gold.py show 01     # source | cue | content of the articles named 01*
    python3 corpora/read_gold.py missing     # quotations and reporting verbs that no statement covers
    python3 corpora/read_gold.py show floor relayed      # the same two for short cases, by half and category,
    python3 corpora/read_gold.py missing train           # with the text of each
    python3 corpora/read_gold.py shared      # capitalised words that both halves of the cases use
    python3 corpora/read_gold.py entities    # each entity with the names it goes by
    python3 corpora/read_gold.py counts      # articles, words, statements by form and act

`missing` lists candidates, not errors: chrome, scare quotes and words like "agreement" belong there.
"""

import collections
import re
import sys

from build_cases import HALVES, load_cases, load_negatives
from build_gold import load_articles


def main():
    match sys.argv[1:]:
        case ["show", *prefix]:
            for article in named("/".join(prefix)):
                show(article)
        case ["missing", *prefix]:
            for article in named("/".join(prefix)):
                show_missing(article)
        case ["shared"]:
            show_shared()
        case ["entities"]:
            show_entities(load_articles())
        case ["counts"]:
            show_counts(load_articles())
        case _:
            sys.exit(__doc__)


def named(prefix):
    """Articles by number, or cases by half and category."""
    half = prefix.split("/")[0]
    loaded = load_cases(half) if half in HALVES else load_articles()
    return [article for article in loaded if article.name.startswith(prefix)]


VERBS = re.compile(r"\b(said|says?|saying|told|tells?|telling|according to|accus\w+|den(?:y|ies|ied|ial|ying)|warn\w*|"
                   r"add(?:ed|s|ing)|claim\w*|alleg\w+|ask(?:ed|s|ing)|report(?:ed|s|edly|ing)|reveal\w*|believ\w+|"
                   r"want(?:s|ed)?|plan(?:s|ned)?|expect\w*|hop(?:es?|ed)|fear\w*|vow\w*|promis\w+|pledg\w+|"
                   r"call(?:ed|s|ing)|urg\w+|demand\w*|reject\w*|dismiss\w*|insist\w*|confirm\w*|admit\w*|"
                   r"acknowledg\w+|not(?:ed|es|ing)|stat(?:ed|es|ing)|announc\w+|declin\w+|refus\w+|offer\w*|"
                   r"wrote|writes|quot\w+|cit(?:ed|es|ing)|estimat\w+|prais\w+|critici\w+|condemn\w*|blam\w+|"
                   r"threat\w*|insinuat\w+|argu\w+|suggest\w*|recall\w*|repl\w+|answer\w*|rumou?r\w*|"
                   r"complain\w*|conced\w+|maintain\w*|stress\w*|conclud\w+|show(?:ed|s)|found|describ\w+|agree\w*|"
                   r"apologi\w+|support\w*|oppos\w+|testif\w+|swor\w+|question\w*|think\w*|thought)\b", re.IGNORECASE)


def show(article):
    print(f"== {article.name}")
    if "/" in article.name:
        print(article.text)
    text = lambda spans: " ## ".join(article.text[s:e] for s, e in spans).replace("\r", "").replace("\n", "\\n")
    for s in article.statements:
        who = s.speaker["entity"] if s.speaker else "-"
        extra = [f"to {s.addressee['entity']}" if s.addressee else "", f"target {s.target['entity']}" if s.target else "",
                 " ".join("relay " + r["name"] for r in s.relays), f"said {s.said['value']}" if s.said else "",
                 " ".join(f"{f['value']} {f['unit']}" for f in s.figures)]
        print(f"{'    ' if s.parent else ''}{text(s.source) or '-'} | {text(s.cue)} | {text(s.content)}")
        if s.act:
            print(f"        {s.form} {s.act} {who}  {'; '.join(filter(None, extra))}")


def show_missing(article):
    covered = set()
    cues = set()
    for s in article.statements:
        covered.update(at for start, end in s.content for at in range(start, end))
        cues.update(at for start, end in s.cue for at in range(start, end))
    for match in re.finditer(r"[“\"«‘](\w[^“”\"«»\n]*)[”\"»’]", article.text):
        if match.start() not in covered:
            print(f"{article.name}: quotation: {match.group()}")
    for match in VERBS.finditer(article.text):
        if match.start() not in cues:
            start, end = article.lines(match.start(), match.end())
            around = article.text[max(start, match.start() - 60):min(end, match.end() + 60)]
            print(f"{article.name}: verb {match.group()!r}: {around.strip()}")


def show_shared():
    """Names in both halves; a word counts as one where it stands inside a sentence and never without its capital."""
    halves = [[case.text for case in load_cases(half) + load_negatives(half)] for half in HALVES]
    small = {word for texts in halves for text in texts for word in re.findall(r"\b[a-z]\w+", text)}
    some, others = ({word for text in texts for word in re.findall(r"(?<=[\w,] )[A-Z]\w+", text)} for texts in halves)
    print(" ".join(sorted(word for word in some & others if word.lower() not in small)))


def show_entities(articles):
    names = collections.defaultdict(set)
    for article in articles:
        for party in article.who.values():
            names[party["entity"]].add(f"{party['name']} ({party['role']}, {party['affiliation']})"
                                       if party["role"] or party["affiliation"] else party["name"])
    for entity in sorted(names):
        print(f"{entity}: {'; '.join(sorted(names[entity]))}")


def show_counts(articles):
    statements = [s for a in articles for s in a.statements]
    print(f"articles {len(articles)}  words {sum(len(a.text.split()) for a in articles)}  "
          f"statements {len(statements)}  nested {sum(bool(s.parent) for s in statements)}  "
          f"unstated {sum(not s.source for s in statements)}  relayed {sum(bool(s.relays) for s in statements)}")
    for article in articles:
        print(f"  {article.name}: {len(article.text.split())} words, {len(article.statements)} statements")
    for key in ("form", "act"):
        counts = collections.Counter(getattr(s, key) for s in statements)
        print(f"{key}: " + ", ".join(f"{name} {count}" for name, count in counts.most_common()))


if __name__ == "__main__":
    main()
