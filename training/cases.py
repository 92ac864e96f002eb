"""Training texts for what the corpus does not teach: `python cases.py OUT.jsonl.gz [--polnear FILE] [OPTIONS]`.

In the format of the corpus (see `run`), attributions inside another's content with `"nested": true`:

- the training half of corpora/hard, corpora/negatives and corpora/chains, as it stands;
- the same with other quotation marks;
- texts made of parts (invented.py);
- with --polnear, passages of that corpus under a headline "Content: source" or "Source: content" of their own.

Seeded; the same arguments give the same file. OUT is never committed.
"""

import argparse
import gzip
import json
import random
import re
from pathlib import Path

from invented import MARKS, capital, invent

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
ROLES = ("source", "cue", "content")
AS_THEY_ARE = ("straight-quotes", "source-code")  # marks of inches and of strings
SPEECH = re.compile(r"\b(sa(?:id|ys?)|tell|told|add|argu|claim|warn|believ|think|insist|according|report|predict|not[ei]|"
                    r"announc|acknowledg|admit|suggest|explain|complain|stress|declar|conclud|show|found|fear|conten)")
CLAUSE = re.compile(r"\b(is|are|was|were|will|would|has|have|had|can|could|should|may|might|must|does|did|\w+ed)\b")
LONGEST_HEADLINE, SHORTEST_HEADLINE, LONGEST_SOURCE = 14, 4, 6  # words
OPENERS = set("to of if whether how what when where why for in on at as about there not by".split())
PRONOUNS = set("he she it they we i you who which that this these those his her their its my our one some none".split())


def arguments():
    p = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    p.add_argument("out", type=Path)
    p.add_argument("--requoted", type=int, default=3, help="copies of each case in other quotation marks")
    p.add_argument("--invented", type=int, default=1500, help="texts made of parts")
    p.add_argument("--polnear", type=Path, help="corpus whose contents become headlines")
    p.add_argument("--headlines", type=int, default=1500, help="passages with such headlines")
    p.add_argument("--seed", type=int, default=1)
    return p.parse_args()


# ---------------------------------------------------------------- the hand-written half

def cases():
    """(name, text, statements) of the training half; statements are dicts of role to spans in characters."""
    out = []
    for records in (read("hard", "train.jsonl"), read("negatives", "train.jsonl"), chains()):
        for record in records:
            text, raw = record["document"]["text"], record["document"]["text"].encode()
            place = lambda byte: len(raw[:byte].decode())
            spans = lambda found: [(place(s["start_byte"]), place(s["end_byte"])) for s in found]
            statements = [{role: spans(s[role]) for role in ROLES} | {"nested": bool(s["parent"])}
                          for s in record["statements"]]
            out.append((record["document"]["path"].removeprefix("train/"), text, statements))
    return out


def read(folder, name):
    """The JSON lines of a file of ours."""
    return map(json.loads, (CORPORA / folder / name).read_text(encoding="utf-8").splitlines())


def chains():
    """Articles of the stories that may be trained on."""
    index = list(read("chains", "index.jsonl"))
    known = {document for line in index if line.get("half") == "train" for document in line["documents"]}
    return [record for record in read("chains", "gold.jsonl") if record["document"]["id"] in known]


PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"'}  # a glyph that opens, those that close it
QUOTATION = re.compile(r"[“”„\"]|«[ \u00a0]?|[ \u00a0]?»")
SINGLE = re.compile(r"(?<!\w)['‘‚‹]\w")


def requoted(text, statements, marks):
    """The text with other quotation marks, and the spans moved along; nothing where its marks are no plain pairs."""
    if marks[0] in "'‘" and SINGLE.search(text):
        return None  # a quotation inside would have the marks of the one around it
    out, at, opened, places = "", 0, None, []  # places: for each character its new place
    for match in QUOTATION.finditer(text):
        glyph = match.group().strip()
        if opened and glyph == opened and text[: match.start()].endswith("\n"):
            new = marks[0]  # the quotation goes on in a new paragraph
        elif opened and glyph in PAIRS[opened]:
            new, opened = marks[1], None
        elif not opened and glyph in PAIRS:
            new, opened = marks[0], glyph
        else:
            return None
        places += range(len(out), len(out) + match.start() - at)
        out += text[at : match.start()]
        places += [len(out)] * len(match.group())
        out, at = out + new, match.end()
    if opened or not at:
        return None
    places += range(len(out), len(out) + len(text) - at + 1)
    return out + text[at:], [moved(a, places.__getitem__) for a in statements]


def moved(statement, place):
    """The statement with its spans at other places."""
    return statement | {role: [(place(s), place(e)) for s, e in statement[role]] for role in ROLES}


# ---------------------------------------------------------------- headlines out of a corpus

def headlined(path):
    """What of a corpus has short contents: (headline, paragraph, statements of the paragraph), in its order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text, raw = record["text"], record["text"].encode()
            place = lambda byte: len(raw[:byte].decode())
            statements = [{role: [tuple(map(place, span)) for span in a[role]] for role in ROLES}
                          for a in record["attributions"]]
            for a in statements:
                head = headline(text, a)
                if head:
                    yield head, *paragraph(text, statements, a["content"][0][0])


def headline(text, statement):
    """(content, source) as a title has them, or nothing where they would be none."""
    if len(statement["content"]) != 1 or len(statement["source"]) != 1:
        return None
    if not SPEECH.search(" ".join(text[slice(*span)] for span in statement["cue"]).lower()):
        return None
    content, source = (text[slice(*statement[role][0])] for role in ("content", "source"))
    content = " ".join(re.sub(r"^that ", "", content).rstrip(".").split())
    source = re.sub(r"^(the|a|an) ", "", source, flags=re.IGNORECASE).rstrip(",")
    words = content.split()
    if not SHORTEST_HEADLINE <= len(words) <= LONGEST_HEADLINE or len(source.split()) > LONGEST_SOURCE:
        return None
    if re.search(r"[“”\"‘’'\n:;?]", content.replace("’s", "").replace("'s", "")) or re.search(r"[,\n:]", source):
        return None
    if not CLAUSE.search(content) or words[0].lower() in PRONOUNS | OPENERS or source.split()[0].lower() in PRONOUNS:
        return None
    return capital(content), source


def paragraph(text, statements, at):
    """The line around a place, with the statements that lie in it as a whole."""
    start, end = text.rfind("\n", 0, at) + 1, (text + "\n").find("\n", at)
    inside = lambda a: all(start <= s and e <= end for role in ROLES for s, e in a[role])
    return text[start:end], [moved(a, lambda at: at - start) for a in statements if inside(a)]


def titled(head, text, statements, random):
    """The paragraph below its headline, which some pages print twice."""
    content, source = head
    says = "say" if source.endswith("s") else "says"
    parts = random.choice([((content, "content"), (":", "cue"), (" ", None), (source, "source")),
                           ((capital(source), "source"), (":", "cue"), (" ", None), (content, "content")),
                           ((content, "content"), (", ", None), (says, "cue"), (" ", None), (source, "source"))])
    out, found = "", []
    for _ in range(random.choice((1, 1, 2))):
        title = {role: [] for role in ROLES}
        for words, role in parts:
            if role:
                title[role].append((len(out), len(out) + len(words)))
            out += words
        out += "\n\n"
        found.append(title)
    return out + text, found + [moved(a, lambda at: at + len(out)) for a in statements]


# ---------------------------------------------------------------- out

def as_line(name, text, statements):
    """A line of the corpus: spans in bytes, and whether a statement stands inside another's content."""
    byte = lambda at: len(text[:at].encode())
    within = lambda span, spans: any(s <= span[0] and span[1] <= e for s, e in spans)

    def nested(a):
        holders = (b for b in statements if b is not a)
        inside = lambda b: all(within(span, b["content"]) for role in ROLES for span in a[role])
        return a.get("nested") or any(map(inside, holders))

    attributions = [{role: [[byte(s), byte(e)] for s, e in a[role]] for role in ROLES}
                    | ({"nested": True} if nested(a) else {}) for a in statements]
    return json.dumps({"doc": name, "text": text, "attributions": attributions}, ensure_ascii=False) + "\n"


def main():
    args = arguments()
    rng = random.Random(args.seed)
    written = cases()
    lines = [as_line(f"cases_{name}", text, statements) for name, text, statements in written]
    for name, text, statements in written:
        if not name.startswith(AS_THEY_ARE):
            for i, marks in enumerate(rng.sample(MARKS, args.requoted)):
                other = requoted(text, statements, marks)
                if other and other[0] != text:
                    lines.append(as_line(f"requoted_{name}-{i}", *other))
    lines += [as_line(f"invented_{i:05}", *invent(rng)) for i in range(args.invented)]
    if args.polnear:
        found = list(headlined(args.polnear))
        for i, (head, text, statements) in enumerate(rng.sample(found, min(args.headlines, len(found)))):
            lines.append(as_line(f"headline_{i:05}", *titled(head, text, statements, rng)))
    # No time of writing in the header: the same arguments give the same bytes.
    packed = gzip.compress("".join(lines).encode(), mtime=0)
    args.out.write_bytes(packed if args.out.suffix == ".gz" else gzip.decompress(packed))
    print(f"{len(lines)} texts")


if __name__ == "__main__":
    main()
