"""The words around place names: directions, types, prepositions, titles, institutions, and verbs whose subject acts.

Only tables belong here, each with an example. A new type of place or a new title is one word more in one of them.
"""

LOCATIVES = frozenset(
    "in at near from to around outside inside into across toward towards through throughout over beyond off between along "
    "within onto above against reach leave visit".split()
)
"""Words after which a name is a place: `near Basra`."""

DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central northeast northwest southeast southwest northeastern "
    "northwestern southeastern southwestern north-eastern north-western south-eastern south-western upper lower "
    "north-east north-west south-east south-west rural greater mainland downtown coastal".split()
)
"""Part of a place: `western Baghdad`."""

TRAILING_TYPES: dict[str, str] = {
    "province": "province",  # Kunar province
    "provinces": "province",
    "governorate": "province",
    "governorates": "province",
    "oblast": "province",
    "region": "province",  # Kherson region
    "prefecture": "province",
    "state": "province",  # Borno State
    "states": "province",
    "district": "district",
    "districts": "district",
    "county": "district",
    "regency": "district",
    "raion": "district",
    "municipality": "city",
    "township": "city",
    "city": "city",
    "town": "city",
    "village": "city",
    "settlement": "city",
    "neighborhood": "district",
    "neighbourhood": "district",
    "suburb": "city",
    "valley": "region",
    "island": "region",
    "islands": "region",
    "peninsula": "region",
    "mountains": "region",
    "desert": "region",
    "border": "",
}
"""The level that a word after the name asks for."""

LEADING_TYPES: dict[str, str] = {
    "city": "city",  # the city of Aleppo
    "cities": "city",
    "town": "city",
    "towns": "city",
    "village": "city",
    "villages": "city",
    "port": "city",
    "capital": "city",
    "suburb": "city",
    "settlement": "city",
    "province": "province",
    "provinces": "province",
    "governorate": "province",
    "state": "province",
    "region": "province",
    "oblast": "province",
    "district": "district",
    "districts": "district",
    "island": "region",
}
"""The level that a word before the name asks for, with or without `of`."""

SITE_WORDS = frozenset(
    {
        "airport",
        "international airport",
        "airfield",
        "air field",
        "air base",
        "airbase",
        "air force base",
        "military air base",
        "military airport",
        "military base",
        "naval base",
        "army base",
        "base",
        "garrison",
        "barracks",
        "port",
        "camp",
        "refugee camp",
        "military camp",
        "checkpoint",
        "crossing",
        "border crossing",
        "prison",
        "hospital",
        "dam",
        "bridge",
        "oil field",
        "oilfield",
        "gas field",
        "nuclear plant",
        "nuclear power plant",
        "refinery",
        "air station",
        "naval station",
    }
)
"""A site at or near the place named before it: `Kandahar airfield`."""

ARTICLES = frozenset("al el the as ar at ash ad az an ed es ez".split())
CONNECTORS = frozenset(
    "al el as ar at ash ad az an ed ez es de da do dos das del della di du la le les los las of the and ol ul i e y en sur am ob bei upon on".split()
)

PERSON_TITLES = frozenset(
    "mr mrs ms dr sir lord lady president minister premier chancellor senator sen rep congressman congresswoman governor gov "
    "mayor general gen lt col colonel maj major capt captain sgt sergeant cpl pvt pfc spc admiral adm commander cmdr brig "
    "lieutenant marshal king queen prince princess emir sheikh sheik sultan ayatollah imam mullah maulana pope bishop cardinal "
    "rabbi rev reverend father ambassador secretary spokesman spokeswoman spokesperson professor prof judge justice attorney "
    "chairman chief director analyst officer detective deputy".split()
)
"""Words before a person's name: `General Aideed`."""

ORGANISATION_WORDS = frozenset(
    "university college institute school times post journal herald tribune gazette news magazine radio television tv agency bank "
    "party front army brigade brigades battalion division regiment corps command guard group organisation organization council "
    "committee commission congress parliament assembly union league federation association company corporation corp inc ltd fund "
    "foundation museum united city's fc club cup games olympics agreement agreements accord accords treaty convention protocol "
    "declaration process summit conference initiative plan pact charter court tribunal ministry department bureau office service "
    "act bill war wars crisis street avenue road square hotel theatre theater stadium church cathedral mosque airlines airways "
    "observatory center centre movement liberation resistance insurgency strategy syndrome fever virus flu".split()
)
"""Words that make a place name the name of an institution, a paper or a treaty: `Dayton Agreement`."""

NOT_PLACES = frozenset(
    "of the monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september "
    "october november december police army navy marines congress parliament senate government president minister general battle "
    "god lord king queen islam allah christmas easter ramadan eid state states union republic federation council ministry security "
    "defense defence foreign interior united nations un eu nato ap reuters afp bbc cnn isis isil is al and in on at to a an he she "
    "it we they you i but if so no not this that these those here there what who when where why how all any some many most both "
    "mission operation force forces base camp city town village province district north south east west northern southern eastern "
    "western central new old upper lower great little big long english french german spanish italian arab arabs kurds kurdish "
    "taliban hamas hezbollah barack obama trump biden bush clinton putin singh khan ali mohammed muhammad ahmed hassan hussein "
    "abdullah ibrahim mustafa assad saddam gaddafi david john george william james robert thomas charles paul peter mark".split()
)
"""Folded words that some village somewhere bears, but that news hardly ever means by them."""

AGENT_VERBS = frozenset(
    "say tell announce declare state claim deny accuse warn threaten vow pledge promise demand call urge ask request order agree "
    "refuse reject decide insist confirm argue add condemn denounce criticize criticise blame want hope believe think fear expect "
    "plan intend seek consider propose offer support back oppose veto vote approve authorize authorise sign ratify send deploy "
    "withdraw pull move launch fire strike attack bomb shell invade raid hit kill retaliate respond react help train arm supply "
    "sell buy provide fund recognize recognise sanction impose lift suspend expel recall summon negotiate mediate meet talk "
    "continue begin start stop end seize capture annex occupy control".split()
)
"""Verbs of speech, decision and force: the country or capital that is their subject acts, and is no place of the event."""
