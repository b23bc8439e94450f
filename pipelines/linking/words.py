"""What the words of a report say to linking, as SQL macros: whom, where, how many, and which story.

Here belongs the reading of names, headlines and addresses that `profiles.sql` asks for. Which words are numbers, says
`warehouse/seeds/linking/numbers.csv`; which words any text on war may have, says `common_words.csv` beside it.
"""

import duckdb

from pipelines.crosswalks import seed
from warehouse.database import CATALOG
from warehouse.ddl import quoted

_UNSPECIFIC = r"^(unknown|unidentified|unclear|civilians?\b|gunm[ae]n|armed men|suspect|assailant|attackers?$|people$)"
"""Names that name nobody: two reports are not alike because both say so."""
_OF_STATE = (
    r"(government|authorities|police|army|navy|air force|military|soldiers?|troops|policem[ae]n"
    r"|security forces?|government forces?|gendarmerie|presidential guard)( forces?| officers?| troops| soldiers)?"
)
"""Names of what a state has: without more, that of the country where it happens."""
_WHAT_PLACE = r" \(.*\)| (town|city|village|locality|community|settlement)$"
"""What a gazetteer adds to the name of a place and others leave out."""
_SIDE_NAME = f"""CREATE OR REPLACE MACRO side_name(told, country) AS CASE
    WHEN NOT regexp_matches(lower(trim(told)), {quoted(_UNSPECIFIC)})
        THEN nullif(trim(replace(lower(told), coalesce('(' || lower(country) || ')', ''), '')), '')
END"""
_STATE_OF = """CREATE OR REPLACE MACRO state_of(told, iso3, country, peoples) AS CASE
    WHEN regexp_matches(told, {ends}) AND regexp_matches(
        coalesce(
            list_first(list_transform(
                list_filter(peoples, lambda people: starts_with(told, people)),
                lambda people: told[length(people) + 1 :]
            )),
            replace(told, coalesce(' of ' || lower(country), ''), '')
        ), {whole}
    ) THEN 'state:' || iso3
END"""
"""The state of a country by what it has: the army, the Nigerian army and the Government of Nigeria, told in Nigeria.
`peoples` are those of `lands`.
"""
_LANDS = f"""CREATE OR REPLACE TABLE lands AS
    WITH peoples AS (
        SELECT country_iso3, unnest(string_split(lower(demonyms), '|')) AS people FROM {seed("places/countries")}
    ),
    listed AS (
        SELECT country_iso3, list(people || ' ' ORDER BY length(people) DESC) AS peoples FROM peoples GROUP BY ALL
    )
    SELECT coalesce(iso3, country_iso3) AS iso3, name, peoples
    FROM {CATALOG}.main.countries FULL JOIN listed ON country_iso3 = iso3"""
"""Of each country its name and the names of its people before what is theirs, the longest first. A table: as a map in
the macro they took as long to plan, at each place, as all else in `profiles.sql`.
"""
_BARE_PLACE = f"""CREATE OR REPLACE MACRO bare_place(name) AS
    trim(regexp_replace(strip_accents(lower(name)), {quoted(_WHAT_PLACE)}, '', 'g'))"""
_HEADLINE = r"""CREATE OR REPLACE MACRO headline_in(part) AS CASE
    WHEN regexp_matches(part, '^[^%]*([a-z]{2,}[^a-z%]+){4}[a-z]{2,}')
        AND len(regexp_extract_all(words_in(part), '\b[a-z]{2,}\b')) >= 5
        THEN trim(regexp_replace(words_in(part), ' ?\b[0-9]{5,}\b', '', 'g'))
END"""
_WORDS = r"""CREATE OR REPLACE MACRO words_in(part) AS
    regexp_replace(regexp_replace(part, '\.[a-z]+$', ''), '[^a-z0-9]+', ' ', 'g')"""
_HEADLINE_AT = r"""CREATE OR REPLACE MACRO headline_at(url) AS list_last(list_filter(
    list_transform(
        string_split(regexp_replace(lower(url), '^[a-z]+://[^/]*|[?#].*$', '', 'g'), '/'),
        lambda part: headline_in(part)
    ),
    lambda headline: headline IS NOT NULL
))"""
"""The headline that an address has for a part, of five words or more, the last of them: papers that print a story of an
agency keep it, and add a number of their own of five digits or more.
"""
_BARE_URL = r"""CREATE OR REPLACE MACRO bare_url(url) AS nullif(regexp_replace(
    lower(trim(url)), '^https?://(www\.)?|#.*$|[?&](utm_|fbclid|gclid)[^&#]*|/$', '', 'g'
), '')"""
"""An address without what varies."""
_NUMBERS = r"CREATE OR REPLACE MACRO numbers_in(told) AS regexp_extract_all(told, '\b(?:[0-9]{{1,4}}|{words})\b')"
"""The numbers of a text as it writes them, in digits or words."""
_FIGURES = r"""CREATE OR REPLACE MACRO figures_in(told) AS list_filter(
    list_distinct(list_transform(
        numbers_in(regexp_replace(lower(told), {dated}, ' ', 'g')),
        lambda word: coalesce(try_cast(word AS INTEGER), MAP {{{values}}}[word])
    )),
    lambda figure: figure > 1 AND figure NOT BETWEEN 1900 AND 2100
)"""
"""The numbers of a text, in digits or words, but for one, years, days of a month, times and parts of numbers."""
_ENDED = r"\b(\w{3,}?)(?:ings?|ed|es|s|ers?|ions?|m[ae]n)\b"
_TELLING = r"""CREATE OR REPLACE MACRO telling_words(told) AS list_distinct(list_transform(
    regexp_extract_all(
        regexp_replace(
            regexp_replace(strip_accents(lower(told)), {ended}, '\1', 'g'),
            {common}, ' ', 'g'
        ), '\p{{L}}{{3,}}'
    ), lambda word: hash(word)
))"""
"""The words of a text, without accents and endings, that few others have: no numbers, no names of countries and their
people, and none of `common_words.csv`, which stand in 2 % of the texts or more in six or more of the 29 countries with
50 texts or more in UCDP Candidate Events of 2021, a part of UCDP GED, and PITF's Worldwide Atrocities of 2016 and 2017.
"""
_NAMES = r"""CREATE OR REPLACE MACRO names_in(told) AS list_distinct(list_transform(
    list_filter(
        list_transform(
            flatten(list_transform(
                regexp_extract_all(told, '[^.!?:”\s] ((?:\p{{Lu}}[\p{{L}}-]+ ?)+)', 1),
                lambda run: regexp_extract_all(run, '\p{{Lu}}[\p{{L}}-]{{3,}}')
            )),
            lambda name: regexp_replace(strip_accents(lower(name)), {ended}, '\1')
        ),
        lambda name: NOT regexp_full_match(name, {common})
    ), lambda name: hash(name)
))"""
"""The names within the sentences of a text: capitalised words of four letters or more, without accents and endings.
What begins a sentence is no name, nor are countries, their people, words that any text may have, and what stands in
`common_names.csv`: ranks, offices, bodies and forms of land that are parts of the names in many stories.
"""
_MONTH = (
    "(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|sept?|oct|nov|dec)"
)
_DATED = rf"\b[0-9]{{1,2}}(st|nd|rd|th)? (of )?{_MONTH}\b|\b{_MONTH} [0-9]{{1,2}}\b|[0-9]+([:.,][0-9]+)+"


def _common(connection: duckdb.DuckDBPyConnection, *further: str) -> str:
    """The words that tell nothing, those of the seeds `further` among them, and the names of countries, as a pattern:
    all without their endings.
    """
    added = "".join(f" UNION ALL SELECT word FROM {seed(name)}" for name in further)
    rows = connection.execute(
        f"""SELECT DISTINCT regexp_replace(word, {quoted(_ENDED)}, '\\1') FROM (
            SELECT unnest(regexp_extract_all(strip_accents(lower(told)), '[a-z]{{3,}}')) AS word FROM (
                SELECT word AS told FROM {seed("linking/common_words")}
                UNION ALL SELECT word FROM {seed("linking/numbers")}
                UNION ALL SELECT concat_ws(' ', name, demonyms) FROM {seed("places/countries")}{added}
            )
        ) ORDER BY ALL"""
    ).fetchall()
    return rf"\b({'|'.join(word for (word,) in rows)})\b"


def make_readers(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the macros that `profiles.sql` asks for, and `lands` (iso3, name, peoples)."""
    numbers = connection.execute(
        f"""SELECT word, number
        FROM {seed("linking/numbers")}"""
    ).fetchall()
    numbers_in = _NUMBERS.format(words="|".join(word for word, _ in numbers))
    figures = _FIGURES.format(
        dated=quoted(_DATED), values=", ".join(f"{quoted(word)}: {number}" for word, number in numbers)
    )
    state_of = _STATE_OF.format(
        ends=quoted(rf"{_OF_STATE}( of .+)?$"),
        whole=quoted(rf"^(the |local |state )?{_OF_STATE}$"),
    )
    telling = _TELLING.format(ended=quoted(_ENDED), common=quoted(_common(connection)))
    names = _NAMES.format(ended=quoted(_ENDED), common=quoted(_common(connection, "linking/common_names")))
    for statement in (
        _LANDS,
        _SIDE_NAME,
        state_of,
        _BARE_PLACE,
        _WORDS,
        _HEADLINE,
        _HEADLINE_AT,
        _BARE_URL,
        numbers_in,
        figures,
        telling,
        names,
    ):
        connection.execute(statement)
