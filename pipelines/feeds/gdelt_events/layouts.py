"""The layouts of GDELT's event files, which have no header: every column is read by `reports.sql` or left out by name.

Source: the GDELT Event Database codebooks 1.03 and 2.0. Files of single days of GDELT 1.0 have 58 columns, its yearly
and monthly files lack the last one, those of GDELT 2.0 have three further codes of places.
"""

from pipelines.tabular import Layout

_SAYS_AGAIN = "says again what a column that is taken says"
_FURTHER = "describes the actor further; Casus's registry knows what it is"
_PLACE_OF_ACTOR = "where the text has the actor, not where the event is"
_SALIENCE = "counts or weighs the texts of the first 15 minutes; the table mentions has all of them"
_SCORE = "a score that GDELT derives from the code or the text, and no fact of the event"


def _actor(number: int) -> tuple[str, ...]:
    parts = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
    return tuple(f"Actor{number}{part}" for part in parts.split())


def _place(owner: str, has_adm2: bool) -> tuple[str, ...]:
    parts = ("Type", "FullName", "CountryCode", "ADM1Code", *(("ADM2Code",) if has_adm2 else ()), "Lat", "Long")
    return tuple(f"{owner}Geo_{part}" for part in (*parts, "FeatureID"))


def _columns(has_adm2: bool) -> tuple[str, ...]:
    head = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
    event = ("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale")
    salience = ("NumMentions", "NumSources", "NumArticles", "AvgTone")
    places = (*_place("Actor1", has_adm2), *_place("Actor2", has_adm2), *_place("Action", has_adm2))
    return (*head, *_actor(1), *_actor(2), *event, *salience, *places, "DATEADDED", "SOURCEURL")


_FULL, _DAILY = _columns(has_adm2=True), _columns(has_adm2=False)
LEFT_OUT = {
    **dict.fromkeys(("MonthYear", "Year", "FractionDate", "EventBaseCode", "EventRootCode"), _SAYS_AGAIN),
    **{name: _FURTHER for name in _FULL if name.endswith(("EthnicCode", "Religion1Code", "Religion2Code"))},
    **{name: _PLACE_OF_ACTOR for name in _FULL if name.startswith(("Actor1Geo_", "Actor2Geo_"))},
    **dict.fromkeys(("NumMentions", "NumArticles"), _SALIENCE),
    **dict.fromkeys(("QuadClass", "GoldsteinScale", "AvgTone"), _SCORE),
    "IsRootEvent": "whether it stands in the first paragraphs says how much the text is about it, not what happened",
    **dict.fromkeys(("ActionGeo_ADM1Code", "ActionGeo_ADM2Code"), "the full name has the areas in words"),
    "ActionGeo_FeatureID": "an id of gazetteers that GDELT itself contradicts; name and point are taken",
}
LAYOUTS = tuple(
    Layout(name, columns, {column: why for column, why in LEFT_OUT.items() if column in columns})
    for name, columns in (
        ("GDELT 2.0 (61 columns)", _FULL),
        ("GDELT 1.0 by day (58 columns)", _DAILY),
        ("GDELT 1.0 by month or year (57 columns)", _DAILY[:-1]),
    )
)
