"""Pairs of claims whose relation is right by construction: claims about invented people and places, told in many ways, and
real statements with a word changed.

A pair is (a, b, relations): the relations that it may have, of which a network need not choose where the text does not.
"""

import re

SAME, DENIES, FIGURE, RELATED, UNRELATED = range(5)
NEAR = (RELATED, UNRELATED)  # one detail differs: another claim of the matter, or another matter

STARTS = """bar bel bren cal cor dal dorn el fal gar hal hes il jor kel kes lan lur mar mir mor nar nel or os pel quen ral ren ros sal
sel sor tal tel tor ul var vel ver wes yor zan zel ad bor kov pash rud shar tam""".split()
ENDS = """a ad an ar en ia ik in is o on or ova ette ane berg by dale ford grad haven holm hurst ika mark mere mont nia port
stad stan ton um ver ville wick""".split()
ROLES = """president;prime minister;foreign minister;defence minister;interior minister;mayor;governor;army spokesman;police
chief;spokeswoman;ambassador;opposition leader;prosecutor;judge;doctor;witness;managing director;union leader;bishop;
envoy;general;senator;resident;survivor;analyst;chief executive;health minister;coach""".replace("\n", " ").split(";")
BODIES = """army;navy;police;government;health ministry;foreign ministry;interior ministry;rescue service;coast guard;central bank;
parliament;railway;water company;electoral commission;prosecutors;rebels;opposition;rights group;border guards;power
company""".replace("\n", " ").split(";")
OUTLETS = ("Post", "Herald", "Times", "Courier", "news agency", "Radio", "Television", "Gazette", "Tribune")
PLACES = ("{P}", "the village of {P}", "the town of {P}", "the port of {P}", "a hospital in {P}", "the market in {P}", "a school near {P}",
          "the airport of {P}", "a bridge near {P}", "a convoy near {P}", "a refinery in {P}", "a camp outside {P}")
# base, past, participle, gerund; kinds of object.
ATTACKS = """shell shelled shelled shelling;bomb bombed bombed bombing;attack attacked attacked attacking;burn burned burned burning;
occupy occupied occupied occupying;destroy destroyed destroyed destroying;besiege besieged besieged besieging;raid raided
raided raiding;seize seized seized seizing;enter entered entered entering;leave left left leaving;loot looted looted
looting;evacuate evacuated evacuated evacuating;close closed closed closing;mine mined mined mining;hit hit hit
hitting;search searched searched searching;abandon abandoned abandoned abandoning;retake retook retaken retaking"""
DEALINGS = """arrest arrested arrested arresting;support supported supported supporting;pay paid paid paying;threaten threatened
threatened threatening;poison poisoned poisoned poisoning;dismiss dismissed dismissed dismissing;bribe bribed bribed
bribing;arm armed armed arming;free freed freed freeing;betray betrayed betrayed betraying;meet met met meeting;warn
warned warned warning;hack hacked hacked hacking;kidnap kidnapped kidnapped kidnapping;sue sued sued suing;spy on spied
on spied on spying on;train trained trained training;expel expelled expelled expelling;kill killed killed killing;
wound wounded wounded wounding;question questioned questioned questioning;shelter sheltered sheltered
sheltering;deceive deceived deceived deceiving;fund funded funded funding;beat beat beaten beating;invite
invited invited inviting;insult insulted insulted insulting;defeat defeated defeated defeating"""
HANDLINGS = """sell sold sold selling;buy bought bought buying;hide hid hidden hiding;sign signed signed signing;forge forged forged
forging;approve approved approved approving;reject rejected rejected rejecting;publish published published publishing;
steal stole stolen stealing;delay delayed delayed delaying;ban banned banned banning;smuggle smuggled smuggled
smuggling;leak leaked leaked leaking;cancel cancelled cancelled cancelling;raise raised raised raising;test tested tested
testing;inspect inspected inspected inspecting;block blocked blocked blocking;withdraw withdrew withdrawn withdrawing;
order ordered ordered ordering;build built built building;shoot down shot down shot down shooting down"""
THINGS = """the treaty;the report;the documents;the weapons;the ceasefire agreement;the budget;a passenger plane;the drone;the
contract;the votes;the fuel;the missiles;the medicine;the gas pipeline;the shares;the bill;the tax;the grain;the protest;the
recordings;the ammunition;the dam;the new law;the vaccine;the exports;two ships;the emails;the reactor""".replace("\n", " ").split(";")
OPPOSITES = """the {T} was damaged|the {T} was intact;the {T} is safe|the {T} is dangerous;{M} is alive|{M} is dead;{M} was guilty|{M} was
innocent;the vote in {P} was fair|the vote in {P} was rigged;{M} won the election|{M} lost the election;the talks with {C}
succeeded|the talks with {C} failed;{C} supports the plan|{C} opposes the plan;the {T} was open|the {T} was closed;the
ceasefire in {P} holds|the ceasefire in {P} has collapsed;prices in {C} rose|prices in {C} fell;the water in {P} is clean|the
water in {P} is contaminated;the video from {P} is genuine|the video from {P} is a fake;the arrest was lawful|the arrest was
illegal;{M} resigned|{M} stays in office;{M} was awake|{M} was asleep;all {T}s were inspected|no {T} was inspected;{M} knew of
the leak|{M} knew nothing of the leak;{C} kept the promise to {D}|{C} broke the promise to {D};the crew was sober|the crew was
drunk;the roads to {P} are passable|the roads to {P} are blocked;the {T} was an accident|the {T} was
sabotage;{M} agreed to the deal|{M} refused the deal;the strike in {P} goes on|the strike in {P} is over;{C} accepted
refugees|{C} turned refugees away;the army controls {P}|the army has lost {P};{M} is in {P}|{M} has left {P};the {T} works|the {T}
is broken"""
PARTS = ("door", "engine", "bridge", "tower", "pump", "fence", "ferry", "train", "tunnel", "plant", "ship", "hotel", "factory", "explosion")
# A count, its verb, and others of other units.
COUNTS = (("people were killed", "people died", "deaths", "dead"), ("people were injured", "people were hurt", "injuries", "wounded"),
          ("soldiers were captured", "soldiers were taken prisoner"), ("houses were destroyed", "homes were ruined"),
          ("people are missing", "people have not been found"), ("protesters were arrested", "demonstrators were detained"),
          ("shells were fired", "shells fell"), ("people fell ill", "people became sick"), ("workers lost their jobs", "jobs were cut"),
          ("people marched", "people took to the streets"), ("families were evacuated", "families had to leave"),
          ("ships were sunk", "vessels went down"), ("votes were cast", "people voted"), ("children were vaccinated", "children got the vaccine"))
EVENTS = ("in the attack on {P}", "when a train derailed near {P}", "in the flood in {P}", "in {P}", "in the fire at a factory in {P}",
          "when a ferry sank off {P}", "during the protest in {P}", "in the explosion in {P}", "in the earthquake near {P}")
AMOUNTS = (("the new bridge in {P} will cost {N} million dollars", "{N} million dollars is the price of the new bridge in {P}"),
           ("unemployment in {P} rose to {N} percent", "{N} percent of workers in {P} have no job"),
           ("the ship carried {N} tons of fuel to {P}", "{N} tons of fuel were on the ship to {P}"),
           ("{N} percent of voters in {P} backed the plan", "the plan was backed by {N} per cent of {P}'s voters"),
           ("the company will pay {N} million euros to {P}", "{P} will get {N} million euros from the company"),
           ("the trial in {P} lasted {N} days", "in {P} the trial took {N} days"),
           ("the price of bread in {P} will rise by {N} percent", "bread will cost {N} percent more in {P}"))
DENIALS = """{X} denied that {S};{X} denies that {S};{X} has denied that {S};{X} rejected the claim that {S};{X} rejected as false reports
that {S};{X} dismissed reports that {S};{X} dismissed as rumours claims that {S};reports that {S} are false, {X} said;it is not
true that {S}, {X} said;{X} called the report that {S} a fabrication;{X}: "{S}" is a lie;claims that {S} are a hoax, says
{X};{X} said there was no truth in reports that {S};{X} disputed that {S};{X} refuted the claim that {S};{X} contradicted the
statement that {S};no, {S} is a myth, according to {X};{X} ruled out that {S};"it is a lie that {S}," {X} said;{X}
said the story that {S} was invented;{X} described claims that {S} as baseless;{X} says it never happened that {S};fake: {S};no
evidence that {S}, {X} says;{X} debunked the rumour that {S};{X} retracted its report that {S}"""
OWN_DENIALS = """{A} denied {G};{A} denies {G};{A} has denied {G};{A} rejected accusations of {G};{A} dismissed allegations of {G};a spokesman for
{A} denied {G}"""
REPORTS = """{S};{S};{X} said {S};{X} said that {S};{X} says {S};{S}, {X} said;{S}, according to {X};{X} told reporters that {S};{X}: {S};{X}
confirmed that {S};{X} insisted that {S};"{S}," {X} said;{X} reported that {S};{X} found that {S};it is alleged that {S};{X} claimed
that {S};{X} wrote that {S};{X} acknowledged that {S};{X} believes {S};documents seen by {X} show that {S};{X} announced that
{S};{X} added that {S};as {X} put it, {S};{X} repeated that {S};{X} alleged that {S}"""
ACCUSATIONS = """{X} accused {A} of {G};{X} blamed {A} for {G};{X} has accused {A} of {G};{A} is accused of {G};{A} was suspected of {G};{A}
admitted {G};{X} condemned {A} for {G}"""
OPEN = """{X} could not confirm that {S};{X} asked whether {S};{X} refused to say whether {S};it is unclear whether {S}, {X} said;{X} wants to
know whether {S};{X} is investigating whether {S};{X} warned against saying that {S};{X} would not comment on reports that
{S};{X} did not rule out that {S};if {S}, there will be consequences, {X} said;{X} hopes that {S};{X} feared that {S};it
will be known by {W} whether {S}, {X} said"""
MODALS = ("may have", "could have", "might have", "would have", "should have")
CUES = "said;told reporters;insisted;claimed;confirmed;added;announced;argued;stated;explained;acknowledged;wrote".split(";")
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
SMALL = """no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
nineteen twenty""".split()
lines = lambda text: [" ".join(line.split()) for line in text.split(";")]
DENIALS, OWN_DENIALS, REPORTS, ACCUSATIONS, OPEN = map(lines, (DENIALS, OWN_DENIALS, REPORTS, ACCUSATIONS, OPEN))
OPPOSITES = [tuple(" ".join(side.split()) for side in line.split("|")) for line in OPPOSITES.split(";")]


def verbs(text):
    """(base, past, participle, gerund); the particle of a verb stands in each."""
    for line in lines(text):
        words = line.split()
        size = len(words) // 4
        yield tuple(" ".join(words[i : i + size]) for i in range(0, 4 * size, size))


ATTACKS, DEALINGS, HANDLINGS = (list(verbs(text)) for text in (ATTACKS, DEALINGS, HANDLINGS))


class World:
    """Names and choices of one random sequence."""

    def __init__(self, random):
        self.random, self.pick = random, random.choice

    def name(self):
        middle = self.pick(STARTS) if self.random.random() < 0.15 else ""
        return (self.pick(STARTS) + middle + self.pick(ENDS)).capitalize()

    def person(self):
        return f"{self.name()} {self.name()}" if self.random.random() < 0.7 else self.name()

    def actor(self):
        kind = self.random.random()
        if kind < 0.35:
            return self.name()
        if kind < 0.65:
            return f"the {self.name()}{self.pick(('n ', 'ese ', ' ', ' '))}{self.pick(BODIES)}"
        return self.person()

    def speaker(self):
        kind = self.random.random()
        if kind < 0.25:
            return f"{self.pick(('', 'the ', self.name() + ' '))}{self.pick(ROLES)} {self.person()}".strip()
        if kind < 0.4:
            return f"{self.person()}, {self.pick(('a', 'the'))} {self.pick(ROLES)},"
        if kind < 0.5:
            return f"the {self.name()} {self.pick(OUTLETS)}"
        if kind < 0.6:
            return self.pick(("officials", "witnesses", "a spokesman", "residents", "a survivor", "an official", "she", "he", "they", "critics"))
        return self.actor()

    def when(self):
        kind = self.random.random()
        if kind < 0.4:
            return f"on {self.pick(DAYS)}"
        if kind < 0.6:
            return f"in {self.pick(MONTHS)}"
        return f"in {self.random.randrange(1990, 2026)}"

    def number(self):
        top = self.pick((20, 100, 1000, 10000, 300000))
        return self.random.randrange(2, top)

    def written(self, number):
        if number <= 20 and self.random.random() < 0.6:
            return SMALL[number]
        return f"{number:,}" if self.random.random() < 0.7 else str(number)


class Deed:
    """Who did what to whom, where and when."""

    def __init__(self, world):
        self.world = world
        self.agent = world.actor()
        self.place, self.when = world.name(), world.when()
        kind = world.random.random()
        self.verbs = ATTACKS if kind < 0.35 else DEALINGS if kind < 0.65 else HANDLINGS
        self.verb = world.pick(self.verbs)
        self.object = self.some_object()

    def some_object(self):
        if self.verbs is ATTACKS:
            return self.world.pick(PLACES).replace("{P}", self.world.name())
        return self.world.actor() if self.verbs is DEALINGS else self.world.pick(THINGS)

    def but(self, **changed):
        out = object.__new__(Deed)
        out.__dict__.update(self.__dict__, **changed)
        return out

    def tail(self, full=False):
        out = ""
        if self.verbs is not ATTACKS and (full or self.world.random.random() < 0.6):
            out += f" in {self.place}"
        if full or self.world.random.random() < 0.5:
            out += f" {self.when}"
        return out

    def clause(self, full=False, negated=False):
        base, past, participle, _ = self.verb
        many = self.object.startswith("the ") and self.object.endswith("s") or self.object.startswith("two ")
        be = "were" if many else "was"
        form, tail = self.world.random.random(), self.tail(full)
        if form < 0.3:
            never = self.world.pick((" not", " never")) if negated else ""
            return f"{self.object} {be}{never} {participle} by {self.agent}{tail}"
        if negated:
            return f"{self.agent} {self.world.pick(('did not', 'never did', 'did not'))} {base} {self.object}{tail}".replace("never did", "did never")
        if form < 0.45:
            return f"it was {self.agent} that {past} {self.object}{tail}"
        return f"{self.agent} {self.world.pick((past, past, 'had ' + participle, 'has ' + participle))} {self.object}{tail}"

    def told(self, forms, full=False, negated=False):
        if forms is REPORTS and not negated and self.world.random.random() < 0.25:
            forms = ACCUSATIONS
        if forms is DENIALS and self.world.random.random() < 0.2:
            forms = OWN_DENIALS
        gerund = f"{self.verb[3]} {self.object}{self.tail(full)}"
        return fill(self.world, self.world.pick(forms), S=self.clause(full, negated), A=self.agent, G=gerund)


def fill(world, form, **parts):
    parts = dict(X=world.speaker(), W=world.pick(DAYS)) | parts
    out = re.sub(r"\{(\w)\}", lambda m: parts[m[1]], form).replace(",,", ",").replace(",:", ":")
    return out[0].upper() + out[1:] if out else out


def deeds(world):
    """One pair about a deed."""
    deed, random = Deed(world), world.random
    deny = lambda d, full=False: d.told(DENIALS, full) if random.random() < 0.65 else d.told(REPORTS, full, negated=True)
    kind = random.random()
    if kind < 0.2:
        return deed.told(REPORTS), deed.told(REPORTS), (SAME,)
    if kind < 0.42:
        return deed.told(REPORTS), deny(deed), (DENIES,)
    if kind < 0.48:
        return deny(deed), deny(deed), (SAME,)
    if kind < 0.56:
        return deed.told(REPORTS), deed.told(OPEN), (RELATED,)
    if kind < 0.61:
        weak = deed.but(verb=(deed.verb[0], f"{world.pick(MODALS)} {deed.verb[2]}", deed.verb[2], deed.verb[3]))
        tale = f"{weak.agent} {weak.verb[1]} {weak.object}{weak.tail()}"
        return deed.told(REPORTS), fill(world, world.pick(REPORTS), S=tale), (RELATED,)
    if kind < 0.7:
        if deed.verbs is not DEALINGS:
            deed = deed.but(verbs=DEALINGS, verb=world.pick(DEALINGS), object=world.actor())
        other, relations = deed.but(agent=deed.object, object=deed.agent), (RELATED,)
    elif kind < 0.74:
        other, relations = deed.but(verb=world.pick([v for v in deed.verbs if v != deed.verb])), (RELATED,)
    elif kind < 0.78:
        other, relations = deed.but(agent=world.actor()), NEAR
    elif kind < 0.88:
        year = random.randrange(1990, 2026)
        deed = deed.but(when=f"in {year}", verbs=DEALINGS if deed.verbs is ATTACKS else deed.verbs)
        if deed.verbs is DEALINGS and deed.verb in ATTACKS:
            deed = deed.but(verb=world.pick(DEALINGS), object=world.actor())
        changed = dict(when=f"in {year + random.choice((-3, -2, -1, 1, 2, 5, 9))}") if random.random() < 0.5 else dict(place=world.name())
        other = deed.but(**changed)
        told = deed.told(REPORTS, True), (other.told(REPORTS, True) if random.random() < 0.7 else deny(other, True))
        return *told, NEAR
    elif kind < 0.93:
        other, relations = deed.but(agent=world.actor(), object=deed.some_object(), place=world.name(), when=world.when()), (UNRELATED,)
    else:
        other, relations = Deed(world), (UNRELATED,)
    return deed.told(REPORTS), (other.told(REPORTS) if random.random() < 0.7 else deny(other)), relations


def opposites(world):
    one, two = world.pick(OPPOSITES)
    names = dict(T=world.pick(PARTS), P=world.name(), C=world.name(), D=world.name(), M=world.person())
    say = lambda clause, forms=REPORTS: fill(world, world.pick(forms), S=fill(world, clause, **names) if "{M}" in clause[:3] else clause_of(clause, names))
    kind = world.random.random()
    if kind < 0.3:
        return say(one), say(one), (SAME,)
    if kind < 0.7:
        return say(one), say(two), (DENIES,)
    if kind < 0.8:
        return say(one), say(one, DENIALS), (DENIES,)
    if kind < 0.9:
        return say(one), say(two, DENIALS), (SAME,)
    names_before = dict(names)
    first = say(one)
    names.update(P=world.name(), C=world.name(), D=world.name(), M=world.person(), T=world.pick(PARTS))
    return first, say(world.pick((one, two))), NEAR if names["T"] == names_before["T"] else (UNRELATED,)


def clause_of(clause, names):
    return re.sub(r"\{(\w)\}", lambda m: names[m[1]], clause)


def figures(world):
    """One pair about a figure."""
    random, place, number = world.random, world.name(), world.number()
    other_number = number
    while other_number == number:
        other_number = max(2, world.pick((world.number(), number + random.randrange(-9, 10), int(number * random.uniform(0.5, 2)))))
    if random.random() < 0.3:
        forms = world.pick(AMOUNTS)
        tell = lambda n, p=place: world.pick(forms).replace("{N}", world.written(n)).replace("{P}", p)
        other_unit = None
    else:
        counted, event = random.sample(COUNTS, 2), world.pick(EVENTS)

        def tell(n, p=place, unit=0):
            about = world.pick(("", "", "", "at least ", "about ", "more than ", "some ", "as many as ", "only "))
            return f"{about}{world.written(n)} {world.pick(counted[unit][:2])} {event.replace('{P}', p)}"

        other_unit = lambda: tell(number if random.random() < 0.5 else other_number, unit=1)
    say = lambda clause, forms=REPORTS: fill(world, world.pick(forms), S=clause)
    kind = random.random()
    if kind < 0.22:
        return say(tell(number)), say(tell(number)), (SAME,)
    if kind < 0.65:
        return say(tell(number)), say(tell(other_number)), (FIGURE,)
    if kind < 0.75:
        return say(tell(number)), say(tell(number), DENIALS), (DENIES,)
    if kind < 0.86 and other_unit:
        return say(tell(number)), say(other_unit()), (RELATED,)
    if kind < 0.96:
        return say(tell(number)), say(tell(world.pick((number, other_number)), p=world.name())), NEAR
    return say(tell(number)), say(Deed(world).clause()), (UNRELATED,)


def invented(random, count):
    world = World(random)
    for _ in range(count):
        kind = random.random()
        yield (deeds if kind < 0.6 else figures if kind < 0.85 else opposites)(world)


# ---------------------------------------------------------------- real statements with a word changed

HELPER = re.compile(r"\b(is|are|was|were|will|would|has|have|had|can|could|should|must|does|did)\b( not\b|n[’']t\b)?", re.I)
NUMBER = re.compile(r"(?<![\w.,$-])\d{1,3}(?:,\d{3})+(?![\w])|(?<![\w.,:/-])\d+(?:\.\d+)?(?![\w:/]|[.,]\d)")
# A cue after which what is said is held to be so.
ASSERTS = re.compile(r"^(has |have |had |also |later |then )*(said|says|say|told|tells|according|added|adds|wrote|writes|argued|argues|claimed|claims|"
                     r"insisted|insists|noted|notes|reported|reports|announced|stated|states|explained|explains|confirmed|warned|acknowledged)\b")
YEAR = re.compile(r"^(19|20)\d\d$")
CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*\b")


def negated(text):
    """The first helping verb gets a "not", or loses it; None where there is none."""
    match = HELPER.search(text)
    if not match:
        return None
    keep = "" if match[2] else " not"
    return text[: match.start()] + match[1] + keep + text[match.end() :]


def refigured(random, text, wanted=None):
    """(text with another number in place of the first that is no year, the number), or None."""
    for match in NUMBER.finditer(text):
        old = match[0]
        if YEAR.match(old) or wanted is not None and old not in wanted:
            continue
        value = float(old.replace(",", ""))
        new = value
        while new == value or new < 0:
            new = random.choice((value + random.randrange(-5, 10), round(value * random.uniform(0.3, 3))))
        shown = f"{new:,.1f}" if "." in old else f"{int(new):,}" if "," in old else str(int(new))
        if shown != old:
            return text[: match.start()] + shown + text[match.end() :]
    return None


def reyeared(random, text):
    match = re.search(r"\b(19|20)\d\d\b", text)
    if not match:
        return None
    return text[: match.start()] + str(int(match[0]) + random.choice((-8, -4, -2, -1, 1, 2, 3))) + text[match.end() :]


def renamed(random, text, names, wanted=None):
    found = [m for m in CAPITAL.finditer(text) if wanted is None or m[0] in wanted]
    if not found:
        return None
    match = random.choice(found)
    new = random.choice(names)
    return None if new in match[0] else text[: match.start()] + new + text[match.end() :]


def swapped(random, text):
    """Two names change places; None where there are not two."""
    found = list({m[0]: m for m in CAPITAL.finditer(text)}.values())
    if len(found) < 2:
        return None
    one, two = sorted(random.sample(found, 2), key=lambda m: m.start())
    if one[0] in two[0] or two[0] in one[0]:
        return None
    return text[: one.start()] + two[0] + text[one.end() : two.start()] + one[0] + text[two.end() :]


def statements(random, told, names, count):
    """Pairs of real statements, of which `told` holds (source, cue, content), asserted: one as it is and one changed."""
    world, made = World(random), 0
    while made < count:
        source, cue, content = random.choice(told)
        bare = content.strip(" \"“”'").removeprefix("that ").rstrip(",.")
        a = f"{source} {cue} {content}" if random.random() < 0.7 else bare
        who = source if random.random() < 0.4 else random.choice(told)[0] if random.random() < 0.5 else world.speaker()
        say = lambda clause: world.pick((f"{who} {world.pick(CUES)} {clause}", f"{who} {world.pick(CUES)} that {clause}", clause, f"{clause}, {who} said"))
        kind, finite = random.random(), content.startswith("that ") or HELPER.search(bare)
        b, relations = None, ()
        if kind < 0.2:
            b, relations = say(bare), (SAME,)
        elif kind < 0.4 and finite:
            b, relations = fill(world, world.pick(DENIALS), S=bare, X=who), (DENIES,)
        elif kind < 0.52 and content.startswith("that "):
            b, relations = negated(bare), (DENIES,)
        elif kind < 0.57 and finite:
            b, relations = fill(world, world.pick(OPEN), S=bare, X=who), (RELATED,)
        elif kind < 0.75:
            b, relations = refigured(random, bare), (FIGURE,)
        elif kind < 0.8:
            b, relations = reyeared(random, bare), NEAR
        elif kind < 0.86:
            b, relations = swapped(random, bare), (RELATED,)
        elif kind < 0.92:
            b, relations = renamed(random, bare, names), NEAR
            if b and finite and random.random() < 0.3:
                b = fill(world, world.pick(DENIALS), S=b, X=who)
        else:
            other = random.choice(told)
            clause = other[2].strip(" \"“”'").removeprefix("that ").rstrip(",.")
            b, relations = (f"{other[0]} {other[1]} {other[2]}" if random.random() < 0.7 else
                            fill(world, world.pick(DENIALS), S=clause, X=other[0])), (UNRELATED,)
        if b is None or b == bare and relations != (SAME,):
            continue
        if b is bare or relations not in ((SAME,), (UNRELATED,)) and not b.startswith(who) and random.random() < 0.5 and relations != (DENIES,):
            b = say(b)
        made += 1
        yield (a, b, relations) if random.random() < 0.5 else (b, a, relations)


def paraphrases(random, alike, names):
    """Pairs that say the same in other words, one of them changed."""
    world = World(random)
    for a, b in alike:
        for a, b in ((a, b), (b, a)):
            told = fill(world, world.pick(DENIALS), S=b.rstrip(". "))
            yield a, told, (DENIES,)
            numbers = set(NUMBER.findall(a))
            changes = ((negated(b), (DENIES,)), (refigured(random, b, numbers), (FIGURE,)),
                       (renamed(random, b, names, set(CAPITAL.findall(a))), NEAR))
            for changed, relations in changes:
                if changed and changed != b:
                    yield a, changed, relations
