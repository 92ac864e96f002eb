"""Corpora of tokens as texts with spans in characters, and the way from texts to prepared lines."""

import json
import re
import subprocess
import tarfile
import xml.etree.ElementTree as xml
from dataclasses import dataclass, field

NO_SPACE_BEFORE = {".", ",", ";", ":", "!", "?", "'", "’", ")", "]", "%", "''", "”", "…", "n't", "n’t", "'s", "'re", "'ve", "'ll", "'d",
                   "'m", "’s", "’re", "’ve", "’ll", "’d", "’m"}
NO_SPACE_AFTER = {"(", "[", "$", "£", "€", "``", "“", "‘", "#"}


def detokenise(tokens, text="", quoted=False):
    """`text` and then the tokens with the spaces that a writer sets; and where each token stands, in characters."""
    places, glue = [], True
    for i, token in enumerate(tokens):
        opening = token == '"' and not quoted
        if token == '"':
            quoted = not quoted
        closing = token in NO_SPACE_BEFORE or token == '"' and not opening
        # " ' s" of some tokenizers.
        clitic = token == "s" and i and tokens[i - 1] in ("'", "’")
        if not (glue or closing or clitic):
            text += " "
        places.append((len(text), len(text) + len(token)))
        text += token
        glue = token in NO_SPACE_AFTER or opening
    return text, places


@dataclass
class Document:
    """Spans are (first character, end, anything)."""

    name: str
    text: str
    spans: list = field(default_factory=list)


def bytes_of(text):
    """Where each character stands, in bytes."""
    out, at = [], 0
    for c in text:
        out.append(at)
        at += len(c.encode())
    return out + [at]


def crossner(path, name, group=1):
    """CrossNER: columns of token and BIO tag. A document is `group` sentences, which have little to do with one another."""
    with open(path, encoding="utf-8") as f:
        sentences = [[line.split("\t")[:2] for line in s.splitlines()] for s in f.read().strip().split("\n\n")]
    for at in range(0, len(sentences), group):
        text, spans = "", []
        for sentence in sentences[at : at + group]:
            text, places = detokenise([t for t, _ in sentence], text + "\n\n" if text else "")
            for (start, end), (token, tag) in zip(places, sentence):
                assert text[start:end] == token
                if tag.startswith("B-"):
                    spans.append((start, end, tag[2:]))
                elif tag.startswith("I-"):
                    spans[-1] = (spans[-1][0], end, spans[-1][2])
        yield Document(f"{name}-{at}", text, spans)


def ecbplus(path, without=()):
    """ECB+ without annotation; the first sentence of some documents is an address."""
    with tarfile.open(path) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            if not member.name.endswith(".xml") or int(member.name.split("/")[-2]) in without:
                continue
            sentences = {}
            for token in xml.parse(tar.extractfile(member)).getroot().iter("token"):
                sentences.setdefault(int(token.get("sentence")), []).append(token.text or "")
            lines = [detokenise(s)[0] for _, s in sorted(sentences.items())]
            lines = [line for line in lines if not re.match(r"https?\s*:", line)]
            yield Document("ecb-" + member.name.split("/")[-1][:-4], "\n\n".join(lines))


@dataclass
class Token:
    start: int  # characters in the document
    end: int
    form: str
    upos: str
    deprel: str
    lemma: str
    features: str


@dataclass
class Mention:
    cluster: int
    type: str
    status: str  # "new", "giv:act", ..
    link: str  # "ana", "coref", "appos", ..
    first: int  # tokens
    end: int
    head: int  # the first word that the mention hangs on


def gum(path):
    """GUM: (document, its tokens, its mentions)."""
    with tarfile.open(path) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            if member.name.endswith(".conllu"):
                yield gum_document(tar.extractfile(member).read().decode())


def gum_document(conllu):
    name = re.search(r"newdoc id = (\S+)", conllu)[1]
    text, tokens, mentions, open_mentions, heads = "", [], [], [], []
    space, glued_until, paragraph = "", None, False
    for block in conllu.split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        text += "\n\n" if tokens and "\n# newpar" in "\n" + block else space
        space, base = "", len(tokens)
        for columns in rows:
            after = "" if "SpaceAfter=No" in columns[9].split("|") else " "
            if "-" in columns[0]:  # a token of several words: they are written together
                first, last = map(int, columns[0].split("-"))
                glued_until, glued_after = last, after
                continue
            if "." in columns[0]:
                continue
            number = int(columns[0])
            if glued_until is not None:
                after = "" if number < glued_until else glued_after
                glued_until = None if number >= glued_until else glued_until
            text += space
            tokens.append(Token(len(text), len(text) + len(columns[1]), columns[1], columns[3], columns[7], columns[2], columns[5]))
            text += columns[1]
            space = after
            heads.append(base + int(columns[6]) - 1 if int(columns[6]) else None)
            entity = re.search(r"(?:^|\|)Entity=([^|]*)", columns[9])
            for opening, closing in re.findall(r"(\([^()]+\)?)|([^()]+)\)", entity[1] if entity else ""):
                if opening:
                    parts = opening.strip("()").split("-")
                    at = len(tokens) - 1
                    # A mention in two pieces, "1[1/2]", is left out.
                    if "[" in parts[0]:
                        continue
                    links = {"ana", "coref", "sgl", "appos", "pred", "cata", "disc", "bridge"}
                    link = next((p for p in parts[5:] if p in links), "")
                    mention = Mention(int(parts[0]), parts[1], parts[2], link, at, at + 1, at)
                    mentions.append(mention)
                    if not opening.endswith(")"):
                        open_mentions.append(mention)
                elif "[" not in closing:
                    mention = next(m for m in reversed(open_mentions) if m.cluster == int(closing))
                    mention.end = len(tokens)
                    open_mentions.remove(mention)
    for mention in mentions:
        outside = [i for i in range(mention.first, mention.end)
                   if heads[i] is None or not mention.first <= heads[i] < mention.end]
        mention.head = next((i for i in outside if tokens[i].upos != "PUNCT"), mention.first)
    assert not open_mentions, name
    assert all(text[t.start : t.end] == t.form for t in tokens), name
    return Document(name, text), tokens, mentions


def prepare(documents, binary, vocabulary):
    """Prepared lines of documents whose spans carry a dict or None: `spans` become {.., "span": words}.

    A span that ends inside a word is told by "inside": true.
    """
    lines = []
    for d in documents:
        at = bytes_of(d.text)
        spans = [{"span": [at[s], at[e]], "bytes": [at[s], at[e]], **about} for s, e, about in d.spans]
        lines.append(json.dumps({"doc": d.name, "text": d.text, "attributions": [], "spans": spans}))
    out = subprocess.run([binary, vocabulary], input="\n".join(lines) + "\n", stdout=subprocess.PIPE, check=True, encoding="utf-8")
    for document, line in zip(documents, out.stdout.splitlines(), strict=True):
        line = json.loads(line)
        assert line["doc"] == document.name
        for span in line["spans"]:
            first, end = span["span"]
            start_byte, end_byte = span.pop("bytes")
            assert line["words"][first][1] > start_byte and line["words"][end - 1][0] < end_byte
            if line["words"][first][0] < start_byte or line["words"][end - 1][1] > end_byte:
                span["inside"] = True
        yield line
