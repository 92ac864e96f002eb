"""Short news texts from parts, with what is said in them: patterns that the hand-written cases show once, many times.

A pattern has slots in braces and tags around roles: `<s1>` a source, `<c1>` its cue, `<t1>` its content; the number
says which statement. A role in several pieces has its tag several times.
"""

import re

TAG = re.compile(r"</?([sct])(\d)>")
ROLES = {"s": "source", "c": "cue", "t": "content"}

MARKS = [("“", "”"), ('"', '"'), ("'", "'"), ("‘", "’"), ("« ", " »"), ("«", "»"), ("„", "“"), ("„", "”"), ("»", "«")]

FIRST = "Aro Bela Carsta Dorin Elke Falko Gesa Halvar Imre Jolan Kasimir Lior Mette Nilo Orsa Pavle Quirin Runa Sefa Tjark " \
    "Ubo Vesna Wanda Yrsa Zeno Abena Chidi Daya Emeka Fadil Ginevra Hamid Isaura Jaya Kwame Leocadia Moana".split()
SYLLABLES = "bar dal fen gor hal kel lan mor nor pel ras sen tor ul vas wen yar zim bri cho dru fos gri hew".split()
ENDINGS = "a ack and ane ard en er ett ick in is o ov ow um und us wick yn".split()

TITLES = [
    "mayor", "coach", "harbour master", "foreign minister", "police chief", "union leader", "chief engineer",
    "judge", "bishop", "hospital director", "finance senator", "head teacher", "general", "museum director",
    "central banker", "agriculture minister", "prosecutor", "team doctor", "ombudsman", "rector", "shipowner",
    "spokeswoman", "governor",
]
GROUPS = [
    "police", "witnesses", "union", "doctors", "experts", "officials", "farmers", "charity", "study", "court",
    "report", "ministry", "opposition", "army", "rebels", "survey", "residents", "scientists", "fire brigade",
    "company", "regulator",
]
OUTLETS = [
    "Harbour Radio", "the Evening Post of {place}", "{place} Television", "the daily Kurier", "Channel 9",
    "the {place} News Agency", "Radio {place}", "the weekly Lantern", "the {place} Gazette",
    "the financial paper Agio",
]
DOCUMENTS = [
    "a leaked memo", "the auditors' report", "an internal e-mail", "the minutes of the meeting",
    "a confidential study", "the court file", "a letter to shareholders", "the inspection log",
    "an entry in the ship's book", "the indictment", "a draft of the treaty", "the coroner's report",
    "figures from the ministry", "the survey", "a note on the wall",
]
SUBJECTS = [
    "the bridge", "the water company", "three of the four ferries", "most nurses", "the old stadium", "the rebels",
    "the grain harvest", "the new tram", "the central bank", "half of the island's schools", "the goalkeeper",
    "the vaccine", "both reactors", "the museum's mammoth", "fuel prices", "the fishing fleet",
    "the northern garrison", "the festival", "the national airline", "a second suspect", "the dam",
    "the pension fund", "the wolves", "two of the mines", "the choir", "the opposition", "the town's only doctor",
    "the glacier", "the tax office", "thousands of tenants", "the peace talks",
]
PREDICATES = [
    "will close before the winter", "lost a third of the money", "could fail within a year", "must wait for spring",
    "never had a licence", "will cost twice as much", "had been warned in time", "might return next season",
    "fell silent in May", "would need ten more years", "should never have been sold", "hid the true figures",
    "will not survive another flood", "had nothing to do with the fire", "may have to move",
    "broke the rules for years", "came too late for most", "will recover", "had run out of spare parts",
    "could not be saved", "will be in foreign hands by June", "got more than they deserved",
]
ACTIONS = [
    "close the old mine", "sue the council", "pay back the grant", "leave the league", "open the archives",
    "build a dam", "cut the night trains", "release the hostages", "test every well", "sell the forest",
    "resign by Friday", "repair the roof", "move the border", "publish the letters", "lower the rents",
    "call the army", "ban the song", "drain the lake",
]
DEEDS = [
    "selling rotten grain", "hiding the logbook", "bribing a referee", "shelling a school", "copying the thesis",
    "poisoning the river", "reading private letters", "faking the tests", "sinking the ferry",
    "stealing the election",
]
WORDS = [
    "We have nothing left to sell", "Nobody asked us", "I would do it again tomorrow",
    "The roof leaked from the first day", "You can't eat a promise", "It was dark and it was cold",
    "They don't know what they're doing", "I'm not the one who ran", "We were lucky, that's all",
    "The figures are wrong", "There wasn't a single boat", "This isn't justice", "Our patience has an end",
    "My children's school is gone", "Somebody will pay for this", "The players' wages came late",
    "It'll be ready when it's ready", "I saw three men and a dog", "We shall appeal", "The ice was thin",
    "He had no other choice", "It is a beginning",
]
SAID = [
    "said", "said", "said", "added", "explained", "insisted", "warned", "complained", "admitted", "claimed",
    "stressed",
]
SAYS_THAT = [
    "said", "said", "claimed", "insisted", "warned", "admitted", "predicted", "confirmed", "announced", "argued",
]
NOUNS = [
    "allegation", "claim", "warning", "suggestion", "promise", "assertion", "fear", "belief", "accusation",
    "prediction",
]
DONE = [
    "left the country", "lost the key", "met the rebels in secret", "sold the forest twice",
    "slept through the alarm", "paid for the yacht", "seen the letter", "refused a medal",
    "kept a second set of books", "fallen ill on the train",
]
PASSIVES = [
    "is believed", "is said", "is thought", "was reported", "is understood", "is rumoured", "is known",
    "was alleged",
]
LABELS = [
    "Live", "Analysis", "Recipe", "Explainer", "In pictures", "Video", "Match report", "Review", "Timeline",
    "Weather",
]
WHOS = [
    "who runs the mill at {place}", "a nurse in {place}", "47, of {place}", "the mayor of {place}",
    "whose brother was on board", "head of the {place} office", "a retired teacher", "the club's captain",
    "who was twelve at the time",
]
HEARERS = [
    "the inquiry", "reporters", "the court", "parliament", "Harbour Radio", "the council", "his lawyer",
    "detectives",
]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

# Most often what the hard cases are about; a line may hold several paragraphs.
PATTERNS = [
    "<t1>{Head1}</t1><c1>:</c1> <s1>{title1}</s1>\n\n{Filler}",
    "<t1>{Head1}</t1><c1>:</c1> <s1>{group1}</s1>\n\n<t2>{Head1}</t2><c2>:</c2> <s2>{group1}</s2>\n\n{Filler}",
    "<t1>{Head1}</t1><c1>:</c1> <s1>{place} {group1}</s1>\n\n{Filler}",
    "<s1>{Title1}</s1><c1>:</c1> <t1>{head1}</t1>\n\n{Filler}",
    "<s1>{Group1}</s1><c1>:</c1> <t1>{Head1}</t1>\n\n{Filler}",
    "<s1>{Surname1}</s1><c1>:</c1> <t1>{open}{Words1}{close}</t1>\n\n<s2>{person1}, {title1} of {place}</s2>, <c2>denied</c2> <t2>{deed1}</t2>.",
    "<t1>{Head1}</t1>, <c1>says</c1> <s1>{title1}</s1>\n\n{Filler}",
    "<s1>{Title1}</s1> <c1>denies</c1> <t1>{deed1}</t1>\n\n{Filler}",
    "<s1>{Group1}</s1> <c1>warned</c1> <t1>that {clause1}</t1>\n\n{Filler}",
    "{label}: {head1}\n\n{Filler}",
    "<s1>{Title1}</s1> <c1>vows</c1> <t1>to {action1}</t1>\n\n<s2>{Title1} {person1}</s2> <c2>said</c2> <t2>{clause1}</t2>.",
    "<t1>{Clause1}</t1>, <s1>{outlet}</s1> <c1>reported</c1>, <c2>quoting</c2> <s2>{title1} {person1}</s2>.@2=1",
    "<t1>{Clause1}</t1>, <s1>{outlet}</s1> <c1>said</c1>, <c2>citing</c2> <s2>{document}</s2>.@2=1",
    "<c1>According to</c1> <s1>{outlet}</s1>, <t1><s2>the {title1}</s2> <c2>{thatverb}</c2> <t2>that {clause1}</t2></t1>.",
    "<t1>{open}{Words1},{close}</t1> <s1>{title1} {person1}</s1> <c1>told</c1> {outlet}. <t1>{open}{Words2}.{close}</t1>",
    "<s1>{person1}</s1> <c1>was quoted as saying</c1> <t1>that {clause1}</t1>.",
    "<s1>{person1}</s1> <c1>told</c1> {hearer} <t1>that <s2>{person2}</s2> <c2>had ordered</c2> <t2>him to {action1}</t2></t1>.",
    "<s1>The {title1}</s1> <c1>{thatverb}</c1> <t1>that <s2>the {title2}</s2> <c2>had told</c2> her <t2>that {clause1}</t2></t1>.",
    "<t1>{open}<s2>The {title2}</s2> <c2>told</c2> me <t2>that {clause1}</t2>,{close}</t1> <s1>{person1}</s1> <c1>{said}</c1>.",
    "<s1>{person1}</s1> <c1>said</c1> <t1>that <s2>{surname2}'s</s2> <c2>{noun}</c2> <t2>that {clause1}</t2> was an invention</t1>.",
    "<c1>The {noun}</c1> <t1>that {clause1}</t1> was never withdrawn. {Filler}",
    "<s1>The {title1}'s</s1> <c1>{noun}</c1> <t1>that {clause1}</t1> surprised the town of {place}.",
    "<s1>{Document}</s1> <c1>revealed</c1> <t1>that {clause1}</t1>. {Filler}",
    "<t1>{Clause1}</t1>, <c1>according to</c1> <s1>{document}</s1>.",
    "<c1>It is alleged</c1> <t1>that {clause1}</t1>. {Filler}",
    "<t1>The {title1}</t1> <c1>{passive}</c1> <t1>to have {done}</t1>. {Filler}",
    "<t1>{Subject}</t1> <c1>reportedly</c1> <t1>{predicate}</t1>. {Filler}",
    "{place}: questions for {person1}\n\n<s1>Q</s1><c1>:</c1> <t1>Is it true that {clause1}?</t1>\n\n<s2>A</s2><c2>:</c2> <t2>{Words1}. {Words2}.</t2>",
    "<s1>Kurier</s1><c1>:</c1> <t1>What did you do then?</t1>\n\n<s2>{Surname1}</s2><c2>:</c2> <t2>{Words1}.</t2>\n\n"
    "<s3>Kurier</s3><c3>:</c3> <t3>And today?</t3>\n\n<s4>{Surname1}</s4><c4>:</c4> <t4>{Words2}. {Words3}.</t4>",
    "PRESS RELEASE\n\n<s1>{Title1} {person1}</s1><c1>:</c1> <t1>{open}{Words1}. {Words2}.{close}</t1>\n\n"
    "<s2>{Title2} {person2}</s2> <c2>said:</c2> <t2>{open}{Words3}.{close}</t2>\n\nContact: press office, {place}",
    "<t1>{open}{Words1}. {Words2}.\n\n{open}{Words3},{close}</t1> <s1>{person1}</s1> <c1>{said}</c1>.",
    "<t1>{open}{Words1},{close}</t1> <c1>{said}</c1> <s1>{person1}, {who}</s1>. <t1>{open}{Words2}.\n\n"
    "{open}{Words3}.{close}</t1>",
    "<t1>{Clause1}</t1>, <s1>{pronoun}</s1> <c1>said</c1>. <t2>{Clause2}</t2>, <s2>{pronoun}</s2> <c2>added</c2>. {Filler}",
    "<t1>{open}{Words1},{close}</t1> <s1>the {title1}, {person1}</s1>, <c1>wrote on Loop</c1>.",
    "<s1>The {title1}</s1> <c1>fears</c1> <t1>that {clause1}</t1>. <s2>{Surname1}</s2> <c2>wants</c2> <t2>to {action1}</t2>.",
    "<s1><s2>{person1}</s2></s1> <c1>plans</c1> <t1>to {action1}</t1> and <c2>hopes</c2> <t2>to {action2}</t2>. {Filler}",
    "The {open}{label} Man{close} of {place}, as {person1} is known, turned up at the {open}Golden Goose{close}. {Filler}",
]
FILLERS = [
    "The square in front of the town hall was empty.", "It rained all {day}.", "Shops in {place} closed early.",
    "The hearing goes on next {day}.", "A crowd of about 200 had come.", "Trains ran again in the evening.",
    "The river stood at four metres on {day}.", "Nobody was hurt.", "The vote takes place on {day}.",
]


def capital(words):
    return words[:1].upper() + words[1:]


def slots(random):
    """What the slots of one text are filled with."""
    pick = random.choice
    surname = lambda: capital("".join(random.sample(SYLLABLES, random.choice((1, 1, 2)))) + pick(ENDINGS))
    place = surname()
    s = {"place": place, "day": pick(DAYS), "label": pick(LABELS), "said": pick(SAID), "thatverb": pick(SAYS_THAT),
        "noun": pick(NOUNS), "passive": pick(PASSIVES), "hearer": pick(HEARERS), "who": pick(WHOS).format(place=place),
        "pronoun": pick(("she", "he", "they")), "done": pick(DONE), "document": pick(DOCUMENTS), "subject": pick(SUBJECTS),
        "predicate": pick(PREDICATES), "outlet": pick(OUTLETS).format(place=place)}
    s["open"], s["close"] = pick(MARKS)
    for i, words in enumerate(random.sample(WORDS, 3), 1):
        s[f"words{i}"] = words
    for i, title, action in zip((1, 2), random.sample(TITLES, 2), random.sample(ACTIONS, 2)):
        subject, predicate = pick(SUBJECTS), pick(PREDICATES)
        s |= {f"surname{i}": surname(), f"title{i}": title, f"group{i}": pick(GROUPS), f"action{i}": action,
            f"deed{i}": pick(DEEDS), f"clause{i}": f"{subject} {predicate}",
            f"head{i}": f"{re.sub('^(the|a) ', '', subject)} {predicate}"}
        s[f"person{i}"] = f"{pick(FIRST)} {s[f'surname{i}']}"
    s["filler"] = pick(FILLERS).format(**s)
    return s | {capital(key): capital(value) for key, value in s.items()}


def invent(random):
    """A text of one to three patterns, and its statements, each a dict of role to spans in characters."""
    further = [pattern for pattern in PATTERNS if "\n" not in pattern]
    text, statements = "", []
    for pattern in [random.choice(PATTERNS)] + random.choices(further, k=random.choice((0, 0, 1, 2))):
        pattern, _, shared = pattern.partition("@")
        if random.random() < 0.3:
            pattern = pattern.replace(",{close}</t1>", "{close}</t1>,")
        before = text + "\n\n" if text else ""
        text, spans = read(before, pattern.format(**slots(random)))
        if shared:  # statement A has the content of statement B, and stands inside it
            a, b = shared.split("=")
            spans[a] |= {"content": spans[b]["content"], "nested": True}
        statements += spans.values()
    return text, statements


def read(text, marked):
    """A marked text without its tags, below what stands before, and the spans of each statement."""
    at, opened, spans = 0, {}, {}
    for tag in TAG.finditer(marked):
        text += marked[at:tag.start()]
        at = tag.end()
        key = tag.groups()
        roles = spans.setdefault(key[1], {role: [] for role in ROLES.values()})
        if tag.group().startswith("</"):
            roles[ROLES[key[0]]].append((opened.pop(key), len(text)))
        else:
            opened[key] = len(text)
    return text + marked[at:], spans
