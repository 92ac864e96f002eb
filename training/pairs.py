"""Pairs of texts to train and score the linker with: `python pairs.py --data DIR --corpora ../corpora --encoder FOLDER --out work/pairs`.

Writes `pairs.npz.xz` (sentences as word numbers, pairs as sentence numbers, with the relations that each may have) and
`start.npz.xz` (the encoder with a smaller vocabulary, its rows in six bits: link.py starts from it).
"""

import argparse
import collections
import gzip
import io
import itertools
import json
import lzma
import random
import re
import sys
import tarfile
import xml.etree.ElementTree as xml
from pathlib import Path

import numpy as np

import acts
import around
import corpora
import hard
import pieces
from hard import DENIES, FIGURE, RELATED, SAME, UNRELATED
from linker import ACTS
from origins import ORIGINS

FOLDS = 3
NONE = 255
DEV_TOPICS = {2, 5, 12, 18, 21, 23, 34, 35}
STANCES = {"agree": SAME, "disagree": DENIES, "discuss": RELATED, "unrelated": UNRELATED}
COMMON = 300  # so many words of the vocabulary, from its beginning, say nothing of what a sentence is about
LEAD, ALL = 60, 160  # words of a long text: from its beginning, and in all
DOUBTS = set("""hoax fake fakes faked false falsely deny denied denies denying denial untrue rumor rumors rumour rumours debunk debunked
debunks refute refuted refutes dismissed dismisses retract retracted retraction correction satire satirical photoshopped prank doubt
doubts lie lies myth incorrect mistaken wrong disputed disputes rejected rejects""".split())
SENTENCE = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[A-Z\"“‘'(])|\s*\n\s*")


def sentences(text):
    return [s.strip() for s in SENTENCE.split(text) if s.strip()]


class Store:
    """Sentences once each, and pairs of lists of them."""

    def __init__(self, common):
        self.common = common
        self.numbers, self.split, self.words = {}, [], {}
        self.pairs, self.seen = [], {}

    def sentence(self, text):
        if text not in self.numbers:
            self.numbers[text] = len(self.split)
            self.split.append([self.words.setdefault(w, len(self.words)) for w in pieces.words(text)])
        return self.numbers[text]

    def look(self, text):
        """(how many words, which, what other sentences may share of them), remembered."""
        if text not in self.seen:
            found = pieces.words(text)
            self.seen[text] = len(found), set(found), {pieces.key(w) for w in found if len(w) > 2 and w not in self.common} - {""}
        return self.seen[text]

    def keys(self, text):
        return self.look(text)[2]

    def add(self, origin, a, b, relations, event=2, folds=(NONE, NONE), act=(NONE, 0)):
        a, b = ([a] if isinstance(a, str) else a), ([b] if isinstance(b, str) else b)
        mask = sum(1 << r for r in set(relations))
        self.pairs.append(([self.sentence(s) for s in a], [self.sentence(s) for s in b], mask, event, *folds, ORIGINS.index(origin), *act))


def picked(store, about, body):
    """Of the sentences of a long text the first, and those that share most words with `about` or doubt, in their order."""
    wanted = store.keys(about)
    lengths = [store.look(s)[0] for s in body]
    keep, left = [], ALL
    for i, length in enumerate(lengths):
        if ALL - left >= LEAD or left <= 0:
            break
        keep.append(i)
        left -= length
    def worth(i):
        return len(wanted & store.keys(body[i])) + 1.5 * bool(store.look(body[i])[1] & DOUBTS) - 0.01 * lengths[i]
    for i in sorted(range(len(keep), len(body)), key=lambda i: (-worth(i), i)):
        if left <= 0 or worth(i) < 1:
            break
        keep.append(i)
        left -= lengths[i]
    return [body[i] for i in sorted(keep)]


# ---------------------------------------------------------------- where pairs come from

def fnc(store, folder, rng):
    read = lambda name: [json.loads(line) for line in gzip.open(folder / f"fnc1_train_{name}.jsonl.gz", "rt", encoding="utf-8")]
    bodies = {b["body_id"]: sentences(b["text"]) for b in read("bodies")}
    stances = read("stances")
    parent = {}

    def find(x):
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for s in stances:
        one, other = find(s["headline"]), find(s["body_id"])
        if s["stance"] != "unrelated":
            parent[one] = other
    topics, weight = collections.defaultdict(list), collections.Counter()
    for x in parent:
        topics[find(x)].append(x)
    for s in stances:
        weight[find(s["body_id"]), s["stance"]] += 1
    # The topics that deny most first, each into the fold that has least of that.
    fold, load = {}, [[0, 0, i] for i in range(FOLDS)]
    for topic in sorted(topics, key=lambda t: (-weight[t, "disagree"], -weight[t, "agree"] - weight[t, "discuss"], str(t))):
        denied, rest = weight[topic, "disagree"], weight[topic, "agree"] + weight[topic, "discuss"]
        least = min(load, key=lambda l: (l[0], l[1]) if denied else (l[1], l[0]))
        least[0] += denied
        least[1] += rest
        fold |= dict.fromkeys(topics[topic], least[2])
    print("FNC folds: denials, related", [l[:2] for l in load], len(topics), "topics")
    known = set()
    for s in stances:
        known.add((s["headline"], s["body_id"]))
        store.add("fnc", s["headline"], picked(store, s["headline"], bodies[s["body_id"]]), (STANCES[s["stance"]],),
                  folds=(fold[s["headline"]], fold[s["body_id"]]))
    # What a teacher may label: other pairs of one topic.
    for members in topics.values():
        heads, texts = [m for m in members if isinstance(m, str)], [m for m in members if isinstance(m, int)]
        some = lambda pairs, n: rng.sample(pairs, min(len(pairs), n))
        for h, b in some([p for p in itertools.product(heads, texts) if p not in known], 160):
            store.add("fnc-more", h, picked(store, h, bodies[b]), (), folds=(fold[h], fold[b]))
        for h, g in some(list(itertools.combinations(heads, 2)), 90):
            store.add("heads-more", h, g, (), folds=(fold[h], fold[g]))
        for h, b in some(list(itertools.product(heads, texts)), 90):
            near = [s for s in bodies[b] if len(store.keys(h) & store.keys(s)) > 1]
            if near:
                store.add("heads-more", h, rng.choice(near), (), folds=(fold[h], fold[b]))
    return [s for b in bodies.values() for s in b]


def msrp(store, folder):
    rows = {}
    for part in ("train", "val"):
        with gzip.open(folder / f"msr-para-{part}.tsv.gz", "rt", encoding="utf-8-sig") as lines:
            rows[part] = [line.rstrip("\n").split("\t") for line in lines][1:]
        for row in rows[part]:
            store.add("msrp" if part == "train" else "msrp-val", row[3], row[4], (SAME,) if row[0] == "1" else (DENIES, FIGURE, RELATED), 2)
    return [(r[3], r[4]) for r in rows["train"] if r[0] == "1"]


def ecb(store, path, rng):
    topics = collections.defaultdict(list)  # (document, is of the second event, sentence, events)
    with tarfile.open(path) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            if not member.name.endswith(".xml"):
                continue
            root = xml.parse(tar.extractfile(member)).getroot()
            tokens, place = collections.defaultdict(list), {}
            for token in root.iter("token"):
                place[token.get("t_id")] = int(token.get("sentence"))
                tokens[int(token.get("sentence"))].append(token.text or "")
            told, chain = {}, {}
            for mention in root.find("Markables"):
                if mention.tag.startswith(("ACTION", "NEG_ACTION")):
                    anchors = [place[t.get("t_id")] for t in mention.iter("token_anchor")]
                    if anchors:
                        told[mention.get("m_id")] = anchors[0]
            for link in root.find("Relations").iter("CROSS_DOC_COREF"):
                chain |= {s.get("m_id"): link.get("note") for s in link.iter("source")}
            events = collections.defaultdict(set)
            for mention, sentence in told.items():
                events[sentence].add(chain.get(mention, f"{member.name} {mention}"))
            for sentence, ids in sorted(events.items()):
                topics[int(member.name.split("/")[-2])].append((member.name, "plus" in member.name, corpora.detokenise(tokens[sentence])[0], ids))
    for topic, told in sorted(topics.items()):
        pairs = [(x, y) for x, y in itertools.combinations(told, 2) if x[0] != y[0] and x[2] != y[2]]
        same = [p for p in pairs if p[0][3] & p[1][3]]
        other = [p for p in pairs if not p[0][3] & p[1][3]]
        if topic not in DEV_TOPICS:
            same = rng.sample(same, min(len(same), 350))
            other = rng.sample(other, min(len(other), 600))
        origin = "ecb-dev" if topic in DEV_TOPICS else "ecb"
        for x, y in same:
            store.add(origin, x[2], y[2], (SAME, DENIES, FIGURE, RELATED), 1)
        for x, y in other:
            store.add(origin, x[2], y[2], (UNRELATED,) if x[1] != y[1] else (RELATED, UNRELATED), 0)


def polnear(path):
    """(document, source, cue, content) of the training part."""
    out = []
    for line in gzip.open(path, "rt", encoding="utf-8"):
        doc = json.loads(line)
        raw = doc["text"].encode()
        part = lambda spans: " ".join(raw[s:e].decode(errors="ignore") for s, e in spans)
        for a in doc["attributions"]:
            source, cue, content = part(a["source"]), part(a["cue"]), part(a["content"])
            if source and cue and "\n" not in content and 5 <= len(content.split()) <= 45:
                out.append((doc["doc"], source, cue, content))
    return out


def told_alike(store, told, rng, count):
    """Pairs of statements that share uncommon words, of one document or two."""
    where = collections.defaultdict(list)
    for i, (_, _, _, content) in enumerate(told):
        for k in store.keys(content):
            where[k].append(i)
    rare = [(k, v) for k, v in sorted(where.items()) if 2 <= len(v) <= 60]
    seen = set()
    for _ in range(40 * count):
        i, j = sorted(rng.sample(rng.choice(rare)[1], 2))
        if (i, j) in seen or told[i][3] == told[j][3] or len(store.keys(told[i][3]) & store.keys(told[j][3])) < 2:
            continue
        seen.add((i, j))
        store.add("told-more", " ".join(told[i][1:]), " ".join(told[j][1:]), ())
        if len(seen) == count:
            break


def ours(store, folder, rng):
    """Statements of our own corpora that are of one claim, of a claim and its denial, of one series, of one story."""
    for part in ("chains", "sample"):
        lines = [json.loads(line) for line in open(folder / part / "index.jsonl", encoding="utf-8")]
        told, story_of, beside = {}, {}, {}
        for line in open(folder / part / "gold.jsonl", encoding="utf-8"):
            document = json.loads(line)
            raw, title = document["document"]["text"].encode(), (document["document"]["title"] or "").split()
            for s in document["statements"]:
                told[s["id"]] = s
                story_of[s["id"]] = document["document"]["id"]
                first = min(span["start_byte"] for role in ("source", "cue", "content") for span in s[role])
                ahead = raw[:first].decode()
                beside[s["id"]] = (around.before(ahead, len(ahead)), title if " ".join(title) not in " ".join(x["text"] for x in s["content"]) else [])
        half = {d: line["half"] for line in lines if "half" in line for d in line["documents"]}
        origin = lambda s: {"train": "ours", "floor": "ours-floor"}.get(half.get(story_of[s]), "ours-sample")

        def text(s, plain=False):
            joined = lambda spans: " ".join(x["text"] for x in spans)
            name = (told[s]["speaker"] or {}).get("name") or joined(told[s]["source"])
            if plain:
                name = joined(told[s]["source"])
            return with_around(f"{name} {joined(told[s]['cue'])}", joined(told[s]["content"]), *beside[s])

        relation = {}
        for line in lines:
            if "claim" in line:
                rows = [(s["statement"], s["stance"]) for s in line["statements"]]
                for (x, one), (y, two) in itertools.combinations(rows, 2):
                    relation.setdefault(frozenset((x, y)), SAME if one == two else DENIES)
                for x, stance in rows:
                    store.add(origin(x), line["text"], text(x), (SAME if stance == "same" else DENIES,))
            if "series" in line:
                for x, y in itertools.combinations(line["statements"], 2):
                    if x["value"] != y["value"]:
                        relation[frozenset((x["statement"], y["statement"]))] = FIGURE
        for line in lines:
            if "pair" in line:
                relation[frozenset(line["pair"])] = ("same", "denies", "different-figure", "related", "unrelated").index(line["relation"])
        by_kind = collections.defaultdict(list)
        for pair, r in sorted(relation.items(), key=lambda item: sorted(item[0])):
            x, y = sorted(pair) if len(pair) == 2 else (None, None)
            if x and text(x) != text(y):
                by_kind[origin(x), r].append((x, y))
        for (where, r), pairs in by_kind.items():
            for x, y in rng.sample(pairs, min(len(pairs), 400)):
                store.add(where, text(x), text(y), (r,))
                if where == "ours":
                    store.add(where, text(y, True), text(x), (r,))
        ids = sorted(told)
        apart = collections.Counter()
        for _ in range(20000):
            x, y = rng.sample(ids, 2)
            if frozenset((x, y)) in relation or origin(x) != origin(y) or text(x) == text(y):
                continue
            if apart[origin(x)] < 300:
                apart[origin(x)] += 1
                store.add(origin(x), text(x), text(y), hard.NEAR)


def written(store, folder, rng):
    """Families of statements and stories with stances: what was written for the linker. A quarter of the lines that say the same or
    are related stand without who says so, and a quarter with another's, for related ones often have "said" where others have more."""
    sys.path.insert(0, str(folder))
    import build_articles
    import build_pairs

    for half, origin in (("train", "written"), ("floor", "written-floor")):
        found = [f for path in sorted((build_pairs.PAIRS / half).glob("*.txt")) for f in build_pairs.families(path, split=True)]
        for family in found:
            plain = [who for relation, who, _ in family if relation in ("same", "related") and who != "headline"]

            def told(line):
                relation, who, content = line
                chance = rng.random()
                if half == "train" and relation in ("same", "related") and chance < 0.5:
                    who = "headline" if chance < 0.25 or not plain else rng.choice(plain)
                return content if who == "headline" else f"{who} {content}"

            of = lambda relation: [line for line in family if line[0] == relation]
            kinds = [("same", "same", SAME), ("denies", "denies", SAME), ("same", "denies", DENIES), ("same", "figure", FIGURE), ("same", "related", RELATED)]
            for one, other, relation in kinds:
                pairs = list(itertools.combinations(of(one), 2) if one == other else itertools.product(of(one), of(other)))
                for a, b in pairs:
                    a, b = (a, b) if rng.random() < 0.5 else (b, a)
                    store.add(origin, told(a), told(b), (relation,), 1 if relation != RELATED else 2)
        for at, family in enumerate(found):
            for _ in range(6):
                near, far = found[(at + rng.randint(1, 8)) % len(found)], rng.choice(found)
                for other in (near, far):
                    if other is not family:
                        a, b = rng.choice(family), rng.choice(other)
                        store.add(origin, build_pairs.joined(a), build_pairs.joined(b), (UNRELATED,), 0)
    number = {"same": SAME, "denies": DENIES, "different-figure": FIGURE, "related": RELATED, "unrelated": UNRELATED}
    for half, origin in (("train", "affairs"), ("floor", "affairs-floor")):
        for path in sorted((build_pairs.PAIRS / "affairs" / half).glob("*.txt")):
            of_affairs(store, origin, build_pairs.affairs(path), lambda a, b: [number[r] for r in build_pairs.relations(a, b)], rng)
    for half, origin in (("train", "articles"), ("floor", "articles-floor")):
        for path in sorted((folder / "articles" / half).glob("*.txt")):
            of_articles(store, origin, build_articles.affairs(path), lambda a, b: [number[r] for r in build_pairs.relations(a, b)], rng)
    for half, origin in (("train", "stances"), ("floor", "stances-floor")):
        for path in sorted((build_pairs.PAIRS / "stances" / half).glob("*.txt")):
            for pair in build_pairs.of_stances(path):
                store.add(origin, pair["a"], picked(store, pair["a"], sentences(pair["b"])), (number[pair["relation"]],))


def with_around(who, content, ahead, title):
    """A statement as the linker is told it: a short one with what stands around it."""
    told = f"{who} {content}".split()
    shown = around.around(len(told), ahead, title) if len(content.split()) <= around.SHORT else ""
    return " ".join([*told, shown]).strip()


def of_articles(store, origin, affairs, relations, rng, most=200):
    """Pairs of affairs that are told in articles, as of_affairs takes them. Some stand without their articles, and a quarter with the
    source as the article has it in place of the speaker's name."""
    for affair in affairs:
        lines = []
        for article in affair:
            title = article["paragraphs"][0][0].split()
            text = ""
            for at, (paragraph, statements) in enumerate(article["paragraphs"]):
                for s in statements:
                    part = lambda role: " ".join(paragraph[start:end] for start, end in s[role])
                    first = min(start for role in ("source", "cue", "content") for start, _ in s[role])
                    ahead = around.before(text + paragraph, len(text) + first) if at else []
                    lines.append((s["labels"], s["speaker"] or part("source"), part("source"), part("cue"), part("content"), ahead, title if at else []))
                text += paragraph + "\n"

        def told(line):
            _, name, source, cue, content, ahead, title = line
            who = f"{source if rng.random() < 0.25 else name} {cue}".strip()
            chance = rng.random()
            if chance < 0.15:
                ahead, title = [], []
            elif chance < 0.25:
                title = []
            return with_around(who, content, ahead, title)

        apart = []
        for i, j in itertools.combinations(range(len(lines)), 2):
            found = relations(lines[i][0], lines[j][0])
            i, j = (i, j) if rng.random() < 0.5 else (j, i)
            if found == [RELATED]:
                apart.append((len(store.keys(lines[i][4]) & store.keys(lines[j][4])) + rng.random(), i, j))
            else:
                store.add(origin, told(lines[i]), told(lines[j]), found, 1)
        for shared, i, j in sorted(apart, reverse=True)[: most // 2] + rng.sample(apart, min(len(apart), most // 2)):
            store.add(origin, told(lines[i]), told(lines[j]), (RELATED,) if shared >= 1 else hard.NEAR)


def of_affairs(store, origin, affairs, relations, rng, most=200):
    """All pairs of an affair that have to do with each other, and at most `most` others: first those that share most words."""
    for affair in affairs:
        text = [content if who == "headline" else f"{who} {content}" for _, _, who, content in affair]
        apart = []
        for i, j in itertools.combinations(range(len(affair)), 2):
            found = relations(affair[i][1], affair[j][1])
            i, j = (i, j) if rng.random() < 0.5 else (j, i)
            if found == [RELATED]:
                apart.append((len(store.keys(affair[i][3]) & store.keys(affair[j][3])) + rng.random(), i, j))
            else:
                store.add(origin, text[i], text[j], found, 1)
        for shared, i, j in sorted(apart, reverse=True)[: most // 2] + rng.sample(apart, min(len(apart), most // 2)):
            store.add(origin, text[i], text[j], (RELATED,) if shared >= 1 else hard.NEAR)


def performed(store, data, folder):
    """Statements whose speech act is known: source and cue are the first text, the content the second. A sixth of the documents and
    stories of the real and the written ones is for trying out."""
    def add(where, name, frame, content, act, ahead=(), title=()):
        origin = "acts-dev" if where != "gold" and acts.held_out(name) else "acts"
        trust = 40 if act.endswith("?") else 100
        if ahead or title:
            shown = around.around(len(frame.split()) + len(content.split()), list(ahead), list(title), around.WHOLE_ACT)
            content = f"{content} {shown}".strip()
        store.add(origin, frame, content, (), act=(ACTS.index(act.rstrip("?")), trust))

    for where, documents in (("polnear", acts.polnear), ("news", acts.news)):
        for name, text, statements in documents(data, folder):
            raw = text.encode()
            for s in statements:
                if s["act"]:
                    first = min(start for role in ("source", "cue", "content") for start, _ in s[role])
                    ahead = raw[:first].decode(errors="ignore")
                    add(where, name, *statement_texts(raw, s), s["act"], around.before(ahead, len(ahead)))
    sys.path.insert(0, str(folder))
    import build_articles

    for half, where in (("train", "gold"), ("floor", None)):
        for path in sorted((folder / "articles" / half).glob("*.txt")):
            of_told_articles(store, build_articles.affairs(path), where, add)
    for path in sorted((folder / "acts/told").glob("*.txt")):
        name = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("story:"):
                name = line
            elif line.strip() and not line.startswith("#"):
                act, who, content = (part.strip() for part in line.split("|", 2))
                add("told", name, "" if who == "headline" else who, content, act)
    import build_pairs

    for path in sorted((folder / "pairs/affairs/train").glob("*.txt")):
        for act, _, who, content in itertools.chain.from_iterable(build_pairs.affairs(path)):
            add("gold", "", "" if who == "headline" else who, content, act)
    half = {d: line["half"] for line in map(json.loads, open(folder / "chains/index.jsonl", encoding="utf-8")) if "half" in line for d in line["documents"]}
    documents = [json.loads(line)["acts"] for line in open(folder / "acts/train.jsonl", encoding="utf-8")]
    documents += [d for d in map(json.loads, open(folder / "chains/gold.jsonl", encoding="utf-8")) if half[d["document"]["id"]] == "train"]
    for document in documents:
        raw = document["document"]["text"].encode()
        for s in document["statements"]:
            spans = {role: [(span["start_byte"], span["end_byte"]) for span in s[role]] for role in ("source", "cue", "content")}
            ahead = raw[: min(start for role in spans.values() for start, _ in role)].decode()
            title = (document["document"]["title"] or "").split()
            add("gold", "", *statement_texts(raw, spans), s["act"], around.before(ahead, len(ahead)), title)


def of_told_articles(store, affairs, where, add):
    """The acts of statements in articles, each with what stands around it; of every fifth one without the title."""
    for article in itertools.chain.from_iterable(affairs):
        title, text = article["paragraphs"][0][0].split(), ""
        for at, (paragraph, statements) in enumerate(article["paragraphs"]):
            for number, s in enumerate(statements):
                raw, spans = paragraph, {role: s[role] for role in ("source", "cue", "content")}
                frame = " ".join(raw[start:end] for start, end in sorted([*spans["source"], *spans["cue"]]))
                content = " ".join(raw[start:end] for start, end in spans["content"])
                first = min(start for role in spans for start, _ in spans[role])
                ahead = around.before(text + paragraph, len(text) + first) if at else []
                title_of = title if at and (len(content) + number) % 5 else []
                if where:
                    add(where, "", frame, content, s["act"], ahead, title_of)
                else:
                    shown = around.around(len(frame.split()) + len(content.split()), ahead, title if at else [], around.WHOLE_ACT)
                    store.add("acts-floor", frame, f"{content} {shown}".strip(), (), act=(ACTS.index(s["act"]), 100))
            text += paragraph + "\n"


def statement_texts(raw, spans):
    """Source and cue in the order of the text, and the content."""
    part = lambda spans: " ".join(raw[s:e].decode(errors="ignore") for s, e in spans)
    return part(sorted([*map(tuple, spans["source"]), *map(tuple, spans["cue"])])), part(spans["content"])


# ---------------------------------------------------------------- files

def ragged(lists, kind):
    lengths = np.array([len(x) for x in lists], np.uint16)
    return lengths, np.fromiter(itertools.chain.from_iterable(lists), kind)


def write(path, arrays):
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    with lzma.open(path, "wb", preset=9 | lzma.PRESET_EXTREME) as out:
        out.write(buffer.getvalue())
    print(path, round(Path(path).stat().st_size / 1e6, 2), "MB")


def write_pairs(store, path):
    a, b, mask, event, fold_a, fold_b, origin, act, trust = zip(*store.pairs)
    out = dict(words=np.frombuffer("\n".join(store.words).encode(), np.uint8))
    out["sentence_lengths"], out["sentences"] = ragged(store.split, np.uint32)
    out["a_lengths"], out["a"] = ragged(a, np.uint32)
    out["b_lengths"], out["b"] = ragged(b, np.uint32)
    for name, column in dict(mask=mask, event=event, fold_a=fold_a, fold_b=fold_b, origin=origin, act=act, trust=trust).items():
        out[name] = np.array(column, np.uint8)
    write(path, out)


def write_start(encoder, keep, vocabulary, path, top=31):
    from safetensors.numpy import load_file

    out = dict(vocabulary=np.frombuffer("\n".join(vocabulary.pieces[i] for i in keep).encode(), np.uint8))
    for name, value in load_file(encoder / "model.safetensors").items():
        if name.startswith("pooler") or "position_ids" in name:
            continue
        if name == "embeddings.word_embeddings.weight":
            value = value[keep]
        if value.ndim == 2 and value.shape[0] > 2:
            scale = np.abs(value).max(1) / top
            scale[scale == 0] = 1
            # Columns, so that what is packed has numbers of one kind beside each other.
            out[name], out[name + ".scale"] = np.rint(value / scale[:, None]).astype(np.int8), scale.astype(np.float32)
        else:
            out[name] = value.astype(np.float32)
    write(path, out)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--corpora", type=Path, required=True)
    p.add_argument("--encoder", type=Path, required=True, help="folder of MiniLM: model.safetensors, vocab.txt")
    p.add_argument("--vocabulary", type=int, default=11000, help="pieces that the linker knows")
    p.add_argument("--made", type=int, default=50000, help="pairs that are right by construction")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--out", type=Path, required=True)
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(args.seed)
    vocabulary = pieces.Vocabulary((args.encoder / "vocab.txt").read_text(encoding="utf-8").splitlines())
    store = Store(set([w for w in vocabulary.pieces if w.isalpha() and len(w) > 1][:COMMON]))
    texts = fnc(store, args.data / "stance", rng)
    alike = msrp(store, args.data / "paraphrase")
    ecb(store, args.data / "events/ecbplus_topics_1-35.tar.gz", rng)
    told = polnear(args.data / "polnear/train.jsonl.gz")
    told_alike(store, told, rng, 16000)
    ours(store, args.corpora, rng)
    written(store, args.corpora, rng)
    performed(store, args.data, args.corpora)
    bare = [t[1:] for t in told if hard.ASSERTS.search(t[1])]
    names = sorted({m[0] for t in bare for m in hard.CAPITAL.finditer(t[2])})
    made = list(hard.invented(rng, args.made // 2)) + list(hard.statements(rng, bare, names, args.made // 3)) + list(hard.paraphrases(rng, alike, names))
    rng.shuffle(made)
    for i, (a, b, relations) in enumerate(made):
        store.add("made-dev" if i % 25 == 0 else "made", a, b, relations)
    counts = collections.Counter(w for text in texts for w in pieces.words(text))
    for line in gzip.open(args.data / "polnear/train.jsonl.gz", "rt", encoding="utf-8"):
        counts.update(pieces.words(json.loads(line)["text"]))
    names_of = list(store.words)
    counts.update(names_of[w] for s in store.split for w in s)
    keep, met = pieces.pruned(vocabulary, counts, args.vocabulary)
    print("pieces", len(keep), "covering", round(sum(met[i] for i in keep) / sum(met.values()), 4), "least met", min(met[i] for i in keep))
    print(collections.Counter(ORIGINS[p[6]] for p in store.pairs), len(store.split), "sentences", len(store.words), "words")
    write_pairs(store, args.out / "pairs.npz.xz")
    write_start(args.encoder, keep, vocabulary, args.out / "start.npz.xz")


if __name__ == "__main__":
    main()
