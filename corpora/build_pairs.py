"""Pairs of statements and their relation, from the families and stances of corpora/pairs: `python build_pairs.py`.

Writes pairs/train.jsonl (never committed) or, with --floor, pairs/floor.jsonl, which `sayso eval` scores: lines
{"a", "b", "relation"}. With --check, only says whether the files are in order and floor.jsonl is up to date.

A family (train/*.txt, floor/*.txt) is a claim and statements about it, `RELATION | WHO AND CUE | CONTENT`:

    same × same are the same, same × denies deny each other, same × figure differ in a figure, same × related are related;
    the first statements of two families of one file are unrelated.

A story (stances/train/*.txt, stances/floor/*.txt) is headlines and bodies with the stance of each body towards each headline:
agree is same, disagree denies, discuss is related.

An affair (affairs/train/*.txt, affairs/floor/*.txt) is claims, each with a letter, and all that is said about them, in the order of
publication, `ACT | LABELS | WHO AND CUE | CONTENT`: `a` says what claim a says, `-a` denies it, `n=14` gives a number for question n,
`-n=14` denies that one, `.` is about none of them. With --affairs, floor pairs of these are written to pairs/affairs.jsonl.
"""

import argparse
import itertools
import json
import re
import sys
from pathlib import Path

PAIRS = Path(__file__).resolve().parent / "pairs"
RELATIONS = {"same": "same", "denies": "denies", "figure": "different-figure", "related": "related"}
STANCES = {"agree": "same", "disagree": "denies", "discuss": "related", "unrelated": "unrelated"}
# Of a family, the floor takes so many pairs of a relation.
OF_A_RELATION = 3


class Bad(Exception):
    pass


def fields(path, number, line, count):
    found = [part.strip() for part in line.split("|", count - 1)]
    if len(found) != count or not all(found):
        raise Bad(f"{path.relative_to(PAIRS)}:{number}: {count} fields with `|` between them are wanted")
    return found


def joined(line):
    """The text of a line (relation, who and cue, content)."""
    _, who, content = line
    return content if who == "headline" else f"{who} {content}"


def families(path, split=False):
    """Lists of (relation, text), one a family; with `split` of (relation, who and cue, content)."""
    out, claim = [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("claim:"):
            out.append([])
            continue
        relation, who, content = fields(path, number, line, 3)
        if relation not in RELATIONS or not out:
            raise Bad(f"{path.relative_to(PAIRS)}:{number}: `{relation}` is no relation, or no claim stands above it")
        out[-1].append((relation, who, content))
    for at, family in enumerate(out, 1):
        if sum(line[0] == "same" for line in family) < 2:
            raise Bad(f"{path.relative_to(PAIRS)}: family {at} has fewer than two statements of its claim")
    return out if split else [[(line[0], joined(line)) for line in family] for family in out]


def of_families(path, most=None):
    """Pairs of a file; of each relation at most `most` a family, evenly."""
    found = families(path)
    for family in found:
        own = [text for relation, text in family if relation == "same"]
        for kind, relation in RELATIONS.items():
            others = [text for other, text in family if other == kind]
            pairs = list(itertools.combinations(own, 2) if kind == "same" else itertools.product(own, others))
            step = max(1, len(pairs) // most) if most else 1
            for a, b in pairs[::step][:most]:
                yield dict(a=a, b=b, relation=relation)
    for one, other in itertools.pairwise(found):
        yield dict(a=one[0][1], b=other[0][1], relation="unrelated")


def of_stances(path):
    """Pairs of headline and body of a story."""
    texts, out = {}, []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith(("#", "story:")):
            continue
        kind = line.split("|", 1)[0].strip()
        if kind in ("headline", "body"):
            _, name, text = fields(path, number, line, 3)
            texts[kind, name] = text.replace(" ¶ ", "\n\n")
        elif kind == "stance":
            _, headline, body, stance = fields(path, number, line, 4)
            if stance not in STANCES or ("headline", headline) not in texts or ("body", body) not in texts:
                raise Bad(f"{path.relative_to(PAIRS)}:{number}: no such stance, headline or body")
            out.append(dict(a=texts["headline", headline], b=texts["body", body], relation=STANCES[stance]))
        else:
            raise Bad(f"{path.relative_to(PAIRS)}:{number}: neither headline, body nor stance")
    return out


def affairs(path):
    """Lists of (act, labels, who and cue, content), one an affair; a label is (claim, value or "", whether it denies)."""
    out, claims = [], set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("story:"):
            out.append([])
            claims = set()
        elif claim := re.match(r"claim ([a-z]): ", line):
            claims.add(claim[1])
        else:
            act, labels, who, content = fields(path, number, line, 4)
            found = [re.fullmatch(r"(-?)([a-z])(?:=([0-9.]+))?", label) for label in labels.split() if label != "."]
            if not out or not all(found) or not {label[2] for label in found} <= claims:
                raise Bad(f"{path.relative_to(PAIRS)}:{number}: `{labels}` are no labels of the claims above")
            out[-1].append((act, [(label[2], label[3] or "", label[1] == "-") for label in found], who, content))
    return out


def relations(one, other):
    """How two statements of an affair are related, by their labels: one of them, or several where they share several claims."""
    found = set()
    for (claim, value, denies), (claim_2, value_2, denies_2) in itertools.product(one, other):
        if claim == claim_2 and value == value_2:
            found.add("same" if denies == denies_2 else "denies")
        elif claim == claim_2 and not denies and not denies_2:
            found.add("different-figure")
    return sorted(found) or ["related"]


def of_affairs(path):
    """Pairs of a file, of each affair and relation every so many, 12 at most."""
    for affair in affairs(path):
        told = [(labels, joined(("", who, content))) for _, labels, who, content in affair]
        pairs = [(a, b, relations(one, two)) for (one, a), (two, b) in itertools.combinations(told, 2)]
        for relation in RELATIONS.values():
            own = [dict(a=a, b=b, relation=relation) for a, b, found in pairs if found == [relation]]
            yield from own[:: max(1, -(-len(own) // 12))]


def lines(half):
    most = OF_A_RELATION if half == "floor" else None
    pairs = [pair for path in sorted((PAIRS / half).glob("*.txt")) for pair in of_families(path, most)]
    pairs += [pair for path in sorted((PAIRS / "stances" / half).glob("*.txt")) for pair in of_stances(path)]
    return as_lines(pairs)


def as_lines(pairs):
    return "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs)


def main():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("--floor", action="store_true")
    p.add_argument("--affairs", action="store_true")
    p.add_argument("--check", action="store_true")
    args = p.parse_args()
    try:
        pairs = [pair for path in sorted((PAIRS / "affairs/floor").glob("*.txt")) for pair in of_affairs(path)]
        made = {half: lines(half) for half in ("train", "floor")} | {"affairs": as_lines(pairs)}
        for path in (PAIRS / "affairs/train").glob("*.txt"):
            affairs(path)
    except Bad as bad:
        sys.exit(f"build_pairs: {bad}")
    if args.check:
        for name in ("floor", "affairs"):
            path = PAIRS / f"{name}.jsonl"
            if not path.exists() or path.read_text(encoding="utf-8") != made[name]:
                sys.exit(f"build_pairs: pairs/{name}.jsonl is not what its sources say; run build_pairs.py --{name}")
        return
    name = "affairs" if args.affairs else "floor" if args.floor else "train"
    (PAIRS / f"{name}.jsonl").write_text(made[name], encoding="utf-8")
    print(f"{name}: {made[name].count(chr(10))} pairs")


if __name__ == "__main__":
    main()
