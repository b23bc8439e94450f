"""The words around place names: directions, types, prepositions, titles, institutions, and verbs whose subject acts.

Only tables belong here, each with an example. A new type of place or a new title is one word more in one of them.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


WITHIN = _words(
    """in at near around outside inside within throughout across off over along above beyond through between"""
)
"""Prepositions after which a name is a place: `near Basra`."""

ALONG = _words(
    """to from into toward towards onto on against of reach reached reaching leave left leaving visit visited for"""
)
"""Words after which it is often one: `flew to Basra`."""

DIRECTIONS = _words(
    """north south east west northern southern eastern western central northeast northwest southeast southwest
    northeastern northwestern southeastern southwestern north-eastern north-western south-eastern
    south-western north-central south-central upper lower rural greater mainland downtown coastal far"""
)
"""Part of a place: `western Baghdad`."""

PROVINCE_WORDS = _words(
    """province governorate oblast region prefecture state krai voivodeship canton department division"""
)
DISTRICT_WORDS = _words(
    """area lga tehsil ward barangay district county regency raion subdistrict neighborhood
    neighbourhood quarter agency sector parish"""
)
TOWN_WORDS = _words(
    """outskirts city town village settlement suburb municipality township hamlet port commune capital kibbutz"""
)
AREA_WORDS = _words(
    """plains hills valley island peninsula mountains mountain desert corridor forest strip plain plateau gorge
    delta river countryside outback hinterland basin"""
)

PLURALS = {
    "provinces": "province",
    "governorates": "province",
    "oblasts": "province",
    "regions": "province",
    "states": "province",
    "areas": "district",
    "districts": "district",
    "sectors": "district",
    "lgas": "district",
    "communities": "city",
    "counties": "district",
    "neighborhoods": "district",
    "neighbourhoods": "district",
    "cities": "city",
    "towns": "city",
    "villages": "city",
    "settlements": "city",
    "suburbs": "city",
    "islands": "region",
    "valleys": "region",
}
"""Type words that hold for a whole list of names: `Kunar and Nangarhar provinces`, `the towns of A, B and C`."""

TYPES: dict[str, str] = (
    PLURALS
    | dict.fromkeys(PROVINCE_WORDS, "province")
    | dict.fromkeys(DISTRICT_WORDS, "district")
    | dict.fromkeys(TOWN_WORDS, "city")
    | dict.fromkeys(AREA_WORDS, "region")
)
"""The level that a type word asks for: `Kunar province`, `the city of Aleppo`."""

TITLED_ELSE = _words("area department division agency sector quarter capital camp commune")
"""Type words that with a capital make the name of an office: `Justice Department`."""

LEADING_TYPES = frozenset(TYPES) - _words(
    "state states capital port river mountain mountains department division quarter agency sector"
)
"""Type words that may stand before a name without `of`: `the village Ras al-Ain`."""

LEADING_WORDS = _words(
    """first second third fourth fifth sixth seventh another other fresh more most new former two three four five six
    seven eight nine ten dozens scores hundreds several many some local"""
)
"""Words that open a headline and have a capital there only for that: `Second Chibok village hit`."""

SITE_WORDS = frozenset(
    {
        "air base",
        "air field",
        "air force base",
        "air station",
        "airbase",
        "airfield",
        "airport",
        "army base",
        "barracks",
        "base",
        "border crossing",
        "bridge",
        "camp",
        "checkpoint",
        "crossing",
        "dam",
        "garrison",
        "farms",
        "gas field",
        "gas fields",
        "heights",
        "hill",
        "hilltop",
        "hospital",
        "international airport",
        "military air base",
        "military airport",
        "military base",
        "military camp",
        "naval base",
        "naval station",
        "nuclear plant",
        "nuclear power plant",
        "power plant",
        "power station",
        "thermal power plant",
        "junction",
        "oil field",
        "oil fields",
        "oilfield",
        "prison",
        "refinery",
        "refugee camp",
        "ridge",
        "roundabout",
        "shipyard",
        "springs",
        "stadium",
    }
)
"""A site at or near the place named before it: `Kandahar airfield`."""

SITE_NAMES = ("forward operating base", "combat outpost", "patrol base", "naval station", "camp", "fort", "fob", "cop")
"""Words that begin the name of a base: `Camp Taji`, `Forward Operating Base Shank`."""

LANDFORMS = _words(
    """wadi tal tel tell tall jabal jebel djebel deir dayr kafr kfar ain ayn ein beit bayt bir ras mount lake nahr
    shatt qasr"""
)
"""Words that begin place names: `Wadi Barada`, `Kafr Nabl`, `Mount Hermon`."""

ARTICLES = _words("al el ad ar as ash at az an ed es ez")
"""Arabic articles in lower case, before a hyphen or a name: `al-Qaim`."""

CONNECTORS = ARTICLES | _words(
    """de da do dos das del della di du la le les los las of the and ol ul i e y en sur am ob bei upon on"""
)
"""Words in lower case that stand inside place names: `Rio de Janeiro`."""

PARTICLES = ARTICLES | _words("bin ibn bint abu um umm de del da do das dos di du des la le los las")
"""The same inside names that no table knows: `Omar bin Khattab Camp`."""

PERSON_TITLES = _words(
    """mr mrs ms dr sir lord lady president minister premier chancellor senator sen rep congressman congresswoman
    governor gov mayor general gen lt col colonel maj major capt captain sgt sergeant cpl pvt pfc spc
    admiral adm commander cmdr brig brigadier lieutenant marshal king queen prince princess emir sheikh
    sheik sultan ayatollah imam mullah maulana pope bishop cardinal rabbi rev reverend father ambassador
    secretary spokesman spokeswoman spokesperson professor prof judge justice attorney chairman director
    analyst detective deputy saint private corporal specialist"""
)
"""Words before a person's name: `General Aideed`."""

INSTITUTION_WORDS = _words(
    """university college institute school times post journal herald tribune gazette news magazine radio television
    tv bank party front army brigade brigades battalion regiment corps command guard group organisation
    organization council committee commission congress parliament assembly union league federation
    association company corporation corp inc ltd fund foundation museum united fc club cup games olympics
    agreement agreements accord accords treaty convention protocol declaration process summit conference
    initiative plan pact charter court tribunal ministry bureau office service act bill war wars street
    avenue road square hotel theatre theater stadium church cathedral chapel basilica monastery convent
    abbey shrine mosque airlines airways observatory
    center centre movement liberation resistance virus fever flu syndrome disease task station house police
    express studies project prize award forum dialogue department agency division"""
)
"""Words that make a place name before them the name of an institution, a paper, a treaty: `Dayton Agreement`."""

SAINTS = ("saint ", "st ", "sainte ", "san ", "santa ", "santo ", "sao ", "sant ", "notre dame", "our lady", "sveti ")
"""How the name of a saint begins, folded."""

SHRINES = _words(
    """chapel church cathedral basilica monastery convent abbey priory shrine parish mission seminary school college
    hospital clinic feast day order brotherhood statue tomb relics icon"""
)
"""What bears the name of a saint and not of a town: `the chapel of Santa Isabel`."""

NAMESAKES = _words(
    """agreement agreements accord accords treaty protocol process convention declaration virus fever flu syndrome
    disease strain format formula news newspaper daily broadcaster channel"""
)
"""The same in lower case, where the place lent no more than its name: `the Minsk agreements`, `Marburg virus`."""

HOUSES = _words("pentagon kremlin whitehouse capitol uscapitol capitolhill")
"""Buildings that stand for their masters unless something happens in or at them (spaces dropped)."""

BROADCASTERS = _words("aljazeera alarabiya almayadeen almanar almasdar alikhbariya")
"""Stations that are called like a place, which has its type word beside it (spaces dropped): `Al Jazeera state`."""

ADJECTIVAL = _words("us uk uae eu dprk rok prc drc ksa unitedstates unitedkingdom")
"""Countries without a handy adjective, spaces dropped; before a noun they are one: `US troops`."""

WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday mon. tue. tues. wed. thu. thurs. fri. sat.")

MONTHS = _words(
    "january february march april may june july august september october november december jan feb aug sept oct nov dec"
)

PEOPLES = _words(
    """islamic sunni sunnis shiite shiites shia shias alawite alawites druze christian christians muslim muslims moslem
    moslems islamist islamists jewish jews catholic catholics protestant protestants orthodox hindu hindus
    buddhist buddhists coptic copts maronite maronites yazidi yazidis yezidi yezidis sikh sikhs kurdish kurd
    kurds turkmen arab arabs pashtun pashtuns hazara hazaras uighur uighurs uyghur uyghurs rohingya tamil tamils
    hausa fulani igbo yoruba tutsi tutsis hutu hutus dinka nuer bedouin bedouins roma tuareg tuaregs"""
)
"""Faiths and peoples: `a Druze village`, `the Sunni district`, never the name of the place."""

NOT_PLACES = (
    WEEKDAYS
    | _words(
        """of the january february march april may june july august september october november december jan feb mar apr
    jun jul aug sep sept oct nov dec police army navy marines congress parliament senate government
    president minister general battle god lord king queen islam allah christmas easter ramadan eid state
    states union republic federation council ministry security defense defence foreign interior united
    nations un nato ap reuters afp bbc cnn isis isil is al and in on at to a an he she it we they you i but
    if so no not this that these those here there what who when where why how all any some many most both
    mission operation force forces base camp city town village province district north south east west
    northern southern eastern western central new old upper lower great little big long english french
    german spanish italian arab arabs kurds kurdish taliban hamas hezbollah barack obama trump biden bush
    clinton putin singh khan ali mohammed muhammad mohammad ahmed ahmad hassan hussein abdullah ibrahim
    mustafa assad saddam gaddafi david john george william james robert thomas charles paul peter mark
    university center centre capital valley island summer spring autumn winter post times media source
    sources associated press image photo file update read more share home news world opinion"""
    )
    | {"al sham", "ash sham", "sham", "red cross", "red crescent", "old city", "west nile"}
)
"""Folded words that some village somewhere bears, but that news hardly ever means by them."""

AGENT_VERBS = _words(
    """say tell announce declare state claim deny accuse warn threaten vow pledge promise demand call urge ask
    request order agree refuse reject decide insist confirm argue add condemn denounce criticize criticise
    blame want hope believe think fear expect plan intend seek consider propose offer support back oppose
    veto vote approve authorize authorise sign ratify send deploy withdraw pull move launch fire strike
    attack bomb shell invade raid kill retaliate respond react help train arm supply sell buy provide fund
    recognize recognise sanction impose lift suspend expel recall summon negotiate mediate meet talk seize
    capture annex occupy control hold conduct carry try pursue maintain keep bring use target"""
)
"""Verbs of speech, decision and force: the country or capital that is their subject acts, and is no place."""

ASSAULTS = _words(
    """shell bomb bombard capture seize attack strike hit enter reach storm retake recapture control liberate
    besiege target occupy pound raid invade encircle surround overrun evacuate abandon leave visit reinforce
    defend relieve quit garrison patrol secure cross flee infiltrate ransack loot sack raze flatten blockade rattle
    rock shake pass take conquer regain reclaim lose torch"""
)
"""Verbs whose object is often a place: `captured Sake`."""

REACHED = _words("enter reach leave abandon evacuate quit storm overrun retake recapture besiege")
"""Verbs whose object, said with `the`, is the place told before: `reached the city`."""

GOING = _words(
    """move go send rush fly march drive withdraw retreat retire advance deploy redeploy return head arrive cross travel
    airlift shift transfer relocate push roll pour stream dispatch lead ship sail proceed ferry bus truck pull"""
)
"""Verbs with which forces go to a place or from it: `rushed men to Palmyra`."""

SPEECH_VERBS = _words(
    """say tell announce claim deny accuse warn vow add argue insist explain write think believe recall testify"""
)
"""Verbs whose subject is a person or a state, never a village."""

DEICTIC: dict[str, str] = {
    "country": "country",
    "nation": "country",
    "province": "province",
    "governorate": "province",
    "region": "province",
    "state": "province",
    "district": "district",
    "city": "city",
    "town": "city",
    "village": "city",
    "capital": "capital",
    "peninsula": "region",
    "enclave": "region",
    "island": "region",
    "base": "site",
    "airport": "site",
    "camp": "site",
}
"""What `in the city` points back to: the last place of that level."""
