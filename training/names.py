"""What is known of names without a network: countries, armed groups, outlets, titles, and the types of entities.

Countries come from CountryInfo, armed groups from the PETRARCH2 dictionaries (KNOWLEDGE holds both packed files); the
rest is written here.
"""

import io
import lzma
import re
import tarfile
import unicodedata
from pathlib import Path

TYPES = ["person", "organisation", "country", "place", "armed_group", "outlet", "document", "date", "number", "title"]
PERSON, ORGANISATION, COUNTRY, PLACE, ARMED_GROUP, OUTLET, DOCUMENT, DATE, NUMBER, TITLE = range(10)

# Not in CountryInfo, or not as they are written.
COUNTRIES = """the united states|united states|u.s.|u.s|us|usa|u.s.a.|america|american|uk|u.k.|britain|great britain|british|brit|
england|english|scotland|scottish|wales|northern ireland|russia|soviet union|ussr|u.s.s.r.|soviet|yugoslavia|yugoslav|czechoslovakia|
czechoslovak|east germany|west germany|east german|west german|ottoman empire|british empire|burma|burmese|iran|iranian|syria|
syrian|north korea|south korea|north korean|south korean|korean|korea|palestine|palestinian|kosovo|kosovar|taiwan|taiwanese|
south sudan|south sudanese|congo|congolese|drc|ivory coast|ivorian|czech republic|czechia|macedonia|north macedonia|
vatican|holy see|uae|emirati|saudi|saudi arabia|saudi arabian|argentine|argentina|afghan|afghanistan|new zealand|kiwi|
dutch|netherlands|holland|swiss|vietnam|vietnamese|laos|venezuela|bolivia|tanzania|moldova|brunei|libya|irish|ireland|
northern irish|frenchman|frenchwoman|englishman|dutchman|irishman|spaniard|scot|swede|dane|turk|pole|finn|prc|rok|dprk"""
# Country names and adjectives of CountryInfo that mean something else in most texts.
NO_COUNTRIES = {"georgia", "indian ocean", "man", "angia", "hebrew state", "corporation", "christmas island", "the island", "turks"}
# "Georgia" is a state as often as it is a country.
UNSURE_COUNTRIES = {"georgia", "indian", "indians", "macedonia"}

ARMED_GROUPS = """isis|isil|is|daesh|islamic state|islamic state of iraq and syria|islamic state of iraq and the levant|al qaeda|al-qaeda|
al qaida|al-qaida|al-nusra|al nusra|nusra front|al-nusra front|jabhat al-nusra|taliban|the taliban|haqqani network|hamas|hezbollah|
hizbollah|hizbullah|boko haram|al-shabab|al-shabaab|shabaab|farc|eln|pkk|ypg|ypj|peshmerga|houthis|houthi|plo|fatah|islamic jihad|
palestinian islamic jihad|ira|provisional ira|irish republican army|provisional irish republican army|real ira|eta|khmer rouge|
tamil tigers|ltte|lashkar-e-taiba|lashkar-e-tayyiba|jaish-e-mohammed|free syrian army|fsa|syrian democratic forces|wagner group|
wagner|abu sayyaf|lord's resistance army|lra|al-aqsa martyrs brigades|qassam brigades|janjaweed|m23|mujahideen|contras|viet cong|
red army faction|red brigades|shining path|kosovo liberation army|kla|ulster volunteer force|uvf|uda|inla|naxalites|aqap|aqim|
azov battalion|azov|donetsk people's republic|luhansk people's republic|ansar al-sharia|ansar dine|ku klux klan|kkk"""
# Dictionary entries of one word that are sure enough; the rest of them is initials, first names and common nouns.
ONE_WORD_GROUP = re.compile(r"^(al|ash|lashkar|jaish|hizb|hezb|hizballah|jamiat|sipah|interahamwe|tupamaros|montoneros|taleban)")

AMBIGUOUS_GROUPS = {"is", "eta", "ira", "wagner", "azov", "contras", "shabaab"}
NO_GROUPS = {"national front", "supporters of islam", "al-awlaki", "awlaki"}

OUTLETS = """ap|afp|upi|abc|nbc|cbs|cnn|bbc|msnbc|cnbc|npr|pbs|itn|itv|c-span|cspan|fox|sky news|fox news|fox news channel|fox business|
fox business network|fox|al jazeera|al arabiya|reuters|thomson reuters|bloomberg|bloomberg news|associated press|agence france-presse|
agence france presse|united press international|press association|xinhua|itar-tass|tass|ria novosti|interfax|kyodo|yonhap|dpa|efe|
ansa|anadolu agency|press trust of india|pti|ians|dow jones newswires|mcclatchy|breitbart|breitbart news|breitbart news daily|
huffington post|huffpost|buzzfeed|buzzfeed news|politico|vox|vice|vice news|slate|salon|axios|the hill|the atlantic|atlantic|
daily beast|the daily beast|daily caller|the daily caller|washington free beacon|free beacon|national review|weekly standard|
the weekly standard|the nation|new republic|mother jones|talking points memo|propublica|the intercept|drudge report|drudge|
real clear politics|realclearpolitics|fivethirtyeight|infowars|the blaze|theblaze|townhall|newsmax|western journalism|alternet|
raw story|think progress|thinkprogress|media matters|gawker|mashable|techcrunch|the verge|wired|quartz|business insider|
the guardian|guardian|the observer|observer|the independent|independent|daily mail|mail online|the sun|daily mirror|the mirror|
the telegraph|telegraph|daily telegraph|the times|the economist|economist|financial times|the economist|spectator|
new statesman|private eye|evening standard|daily express|daily star|the scotsman|irish times|der spiegel|spiegel|die zeit|
die welt|bild|le monde|le figaro|liberation|el pais|el mundo|la repubblica|corriere della sera|haaretz|jerusalem post|
times of israel|ynet|the hindu|times of india|hindustan times|ndtv|dawn|south china morning post|global times|china daily|
people's daily|pravda|izvestia|kommersant|novaya gazeta|rt|russia today|sputnik|meduza|press tv|fars news agency|fars|irna|isna|
sana|wam|the national|arab news|asharq al-awsat|al-hayat|al-ahram|the new yorker|new yorker|vanity fair|rolling stone|esquire|gq|
time|time magazine|newsweek|people magazine|us weekly|fortune|forbes|barron's|usa today|wall street journal|wsj|new york times|
nyt|washington post|wapo|boston globe|chicago tribune|los angeles times|la times|l.a. times|miami herald|des moines register|
san francisco chronicle|houston chronicle|philadelphia inquirer|arizona republic|denver post|detroit free press|star tribune|
new york post|new york daily news|ny daily news|nypost|tmz|e! news|univision|telemundo|televisa|cbc|ctv|globe and mail|
the globe and mail|toronto star|national post|toronto sun|abc news|nbc news|cbs news|cbs|bbc news|fox|itv news|channel 4 news|
post|times|journal|daily news|meet the press|face the nation|60 minutes|good morning america|snopes|politifact|factcheck.org|wikileaks|the onion|
hareetz|the washington examiner|washington examiner|the daily signal|roll call|congressional quarterly|foreign policy|
foreign affairs|the diplomat|stars and stripes|voice of america|radio free europe|deutsche welle|france 24|euronews|nhk|
asahi shimbun|sydney morning herald|the age|the australian|new scientist|bellingcat|kyiv post|moscow times|the moscow times"""
# "Miami Herald", "KCNA News Agency", "Business Standard"; never these words alone.
OUTLET_END = re.compile(r" (?:Times|Post|Herald|News|Tribune|Gazette|Chronicle|Journal|Inquirer|Observer|Examiner|Telegraph|"
                        r"Globe|Courier|Bulletin|Dispatch|Sentinel|Mirror|Daily|Weekly|Register|Mercury|Reporter|Radio|Television|TV|"
                        r"Magazine|News Agency|News Service|News Network|Broadcasting Corporation|Newspapers?|Newswire|Press)$")
NO_OUTLETS = re.compile(r"University Press|Free Press$|White House|Facebook|College|New Deal")
# Words that are outlets only as such names, not where a sentence begins or as common nouns.
OUTLET_CASED = {"is", "time", "fox", "us", "people", "vice", "sun", "fortune", "bild", "wired", "slate", "salon", "quartz", "atlantic",
                "observer", "independent", "guardian", "dawn", "spectator", "sana", "fars", "isna", "politico", "drudge"}

# Certain whatever the tagger says.
FIXED = {"white house": ORGANISATION, "kremlin": ORGANISATION, "pentagon": ORGANISATION, "downing street": ORGANISATION,
         "capitol hill": PLACE, "wall street": PLACE, "twitter": ORGANISATION, "facebook": ORGANISATION, "gop": ORGANISATION,
         "congress": ORGANISATION, "senate": ORGANISATION, "supreme court": ORGANISATION, "nato": ORGANISATION, "youtube": ORGANISATION,
         "nra": ORGANISATION, "eu": ORGANISATION, "european union": ORGANISATION, "un": ORGANISATION, "u.n.": ORGANISATION,
         "united nations": ORGANISATION, "fbi": ORGANISATION, "cia": ORGANISATION, "dnc": ORGANISATION, "rnc": ORGANISATION,
         "google": ORGANISATION, "apple": ORGANISATION, "microsoft": ORGANISATION, "trump": PERSON, "clinton": PERSON,
         "obama": PERSON, "cruz": PERSON, "rubio": PERSON, "sanders": PERSON, "jeb": PERSON, "jeb!": PERSON, "kasich": PERSON, "assad": PERSON,
         "putin": PERSON, "pence": PERSON, "melania trump": PERSON, "lgbt": None, "tpp": DOCUMENT, "trans-pacific partnership": DOCUMENT,
         "nafta": DOCUMENT,
         "benghazi": PLACE, "guantanamo": PLACE, "guantanamo bay": PLACE, "medicare": None, "medicaid": None, "obamacare": None,
         "islam": None, "quran": None, "bible": None, "christmas": DATE, "thanksgiving": DATE}

DOCUMENT_WORD = re.compile(r"\b(?:Report|Act|Agreement|Treaty|Letter|Accords?|Constitution|Charter|Resolution|Bill|Memo|Memorandum|"
                           r"Declaration|Pact|Convention|Amendment|Review|Protocol|Code|Directive|Ordinance|Decree|Communiqu[eé]|"
                           r"Dossier|Plan of Action|White Paper|Patriot Act|Statute|Law|Order|Opinion|Ruling|Budget|Manifesto)\b")

# Titles that stand before a name, capitalised; the point of an abbreviation is written or not.
BEFORE = set("""mr mrs ms miss dr prof professor sen sens senator senators rep reps representative congressman congresswoman gov govs
governor president presidents chancellor premier minister secretary undersecretary ambassador envoy commissioner mayor councilman
councilwoman alderman sheriff judge justice magistrate prosecutor attorney general gen lt lieutenant col colonel maj major capt
captain cmdr commander sgt sergeant cpl corporal pvt private adm admiral brig brigadier marshal officer detective inspector chief
superintendent constable agent director chairman chairwoman chair chairperson ceo cfo coo speaker leader whip spokesman spokeswoman
spokesperson king queen prince princess duke duchess lord lady sir dame baron baroness earl count emperor emir sheikh sultan shah pope
cardinal archbishop bishop rev reverend fr father rabbi imam ayatollah pastor deacon sister coach editor correspondent analyst
strategist adviser advisor aide candidate nominee frontrunner lawyer economist historian author journalist reporter columnist
commentator host anchor activist billionaire businessman delegate mp mep deputy treasurer comptroller solicitor dean provost
principal commodore chairmen ministers secretaries generals justices mogul""".split())
# What may belong to a title on its left: "Deputy Prime Minister", "chief executive officer", "press secretary".
LEFT = set("""deputy vice prime foreign interior exterior home finance defense defence justice health education energy trade treasury
labor labour agriculture transport environment assistant associate acting chief senior junior majority minority press attorney
solicitor executive managing lieutenant lt major maj brigadier first crown supreme national security state under- undersecretary
secretary general attorney- permanent special executive house senate party campaign communications political policy legislative
founding co- district city county police fire presidential vice-presidential staff sgt master gunnery rear wing squadron air
field director lead chair chairman inspector detective editor political news bureau operations financial operating marketing
adjunct assistant-""".split()) - {"house", "senate", "party", "city", "county", "state", "news", "air", "national"}
# Roles as nouns beside a name: "Maria Zakharova, a spokeswoman for".
ROLES = (BEFORE | set("""head founder co-founder cofounder owner president-elect manager pollster operative lobbyist researcher fellow
scientist scholar lecturer counsel counselor counsellor diplomat lawmaker politician congressperson premier executive partner
consultant expert biographer writer blogger producer actor actress singer novelist poet physician surgeon psychologist
sociologist firefighter soldier veteran teacher banker investor trader entrepreneur tycoon negotiator representative member
secretary-general commander-in-chief chief-of-staff co-chair co-chairman vice-chairman chancellor monarch heir ruler dictator""".split())
         ) - {"member", "general", "private", "count", "major", "agent", "host", "actor", "miss", "father", "sister", "chair", "chief",
              "king", "mp", "marshal"}


def group_forms(name):
    """A pattern for the name in capitals or with capitals at its words."""
    titled = re.sub(r"(?:^|(?<= ))(?!of |and |the )\w", lambda m: m[0].upper(), name)
    return "|".join(map(re.escape, sorted({titled, name.upper(), name} if name.startswith("al") else {titled, name.upper()})))


def plain(name):
    """A name as the lists have it: lower case, no article, no possessive, straight marks."""
    name = unicodedata.normalize("NFKC", name).replace("’", "'").lower().strip()
    name = re.sub(r"\s+", " ", re.sub(r"'s?$", "", name))
    return re.sub(r"^the ", "", name)


def listed(text):
    return {plain(n) for n in text.replace("\n", "").split("|")}


class Names:
    def __init__(self, knowledge):
        self.countries = listed(COUNTRIES)
        with lzma.open(Path(knowledge) / "CountryInfo.120116.txt.xz", "rt", encoding="utf-8", errors="replace") as f:
            text = f.read().split("-->", 1)[1]
        found = re.findall(r"^<CountryName>([^<]*)<", text, re.M)
        for block in re.findall(r"<Nationality>(.*?)</Nationality>", text, re.S):
            found += [line.split("#")[0] for line in block.splitlines()]
        for name in found:
            name = plain(re.sub(r"_+", " ", name).strip())
            if len(name) > 3 and re.fullmatch(r"[a-z .'&-]+", name):
                self.countries.add(name)
        self.countries -= NO_COUNTRIES
        self.countries |= {name + "s" for name in self.countries if name.endswith(("an", "i", "er", "ot", "it", "ek"))}
        self.groups = listed(ARMED_GROUPS)
        with lzma.open(Path(knowledge) / "petrarch2_dictionaries.tar.xz") as f:
            tar = tarfile.open(fileobj=io.BytesIO(f.read()))
        for member in tar.getmembers():
            if not member.name.endswith("Phoenix.MilNonState.actors.txt"):
                continue
            for line in tar.extractfile(member).read().decode("utf-8", "replace").splitlines():
                name = re.sub(r"\(.*?\)|[\[#].*", "", line.lstrip("+")).replace("_", " ")
                name = plain(name)
                if name and (len(name.split()) > 1 or ONE_WORD_GROUP.match(name)) and name not in self.countries:
                    self.groups.add(name)
        self.groups -= NO_GROUPS
        sure = sorted((n for n in listed(ARMED_GROUPS) if len(n) > 3 and n not in AMBIGUOUS_GROUPS), key=len, reverse=True)
        self.group_pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(group_forms, sure)) + r")(?![\w-])(?! [A-Z])")
        self.outlets = listed(OUTLETS)

    def outlet(self, name):
        """`name` as written."""
        p = plain(name)
        if p in OUTLET_CASED and not re.match(r"(?:the |The )?[A-Z]", name):
            return False
        return p in self.outlets or bool(OUTLET_END.search(name)) and not NO_OUTLETS.search(name)

    def organisation(self, name):
        """The type of what an annotator calls an organisation."""
        p = plain(name)
        if FIXED.get(p) is not None:
            return FIXED[p]
        if p in self.groups and (p not in AMBIGUOUS_GROUPS or name.isupper()):
            return ARMED_GROUP
        if self.outlet(name):
            return OUTLET
        return ORGANISATION

    def area(self, name):
        """The type of what an annotator calls a country, a state or a city; none if it can't be told."""
        p = plain(name)
        if p in UNSURE_COUNTRIES:
            return None
        if p in self.groups and p != "is":
            return ARMED_GROUP
        return COUNTRY if p in self.countries else PLACE

    def nationality(self, name):
        p = plain(name)
        return p in self.countries and p not in {"georgia"}
