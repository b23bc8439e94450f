"""Which addresses are of one story: those of one headline, and of headlines that differ in words left out.

Papers shorten a headline, put a word before or behind it, or leave small words out of its address. Here belongs the
finding of such headlines; reading an address belongs to `words`. A headline is *part* of another of the same day or one
beside where that one has all its words, at least `_TELLING` of them telling words and at least `_SHARE` of the telling
words of the longer. Where each of two has a word that the other lacks, such as another town or name, they stay apart;
so they do where their numbers differ, unless the part has none.

A part goes with the headline that it is nearest to, and that with its own: all words of a family are in its last
headline, whose text is the family's key. So two that differ do not become one because a third leaves out in what.

In GDELT's files of three days, mentions too, 16 headlines of 550 go with another, but for those of the records held
back; in the headlines that UCDP Candidate Events of 2021 names as its sources, 10 of 14,479. All 26 were read: the two
tell one story.
"""

import duckdb

from warehouse.database import CATALOG
from warehouse.derive import count_rows

_SHARE, _TELLING = 0.6, 4
_FEW = 50
"""A word leads from a headline to another where at most so many headlines of that day and those beside have it."""
_SMALL = "['a', 'an', 'and', 'as', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'the', 'this', 'to', 'with']"
"""Words that papers leave out of an address."""
_HEADLINES = f"""CREATE OR REPLACE TABLE headlines AS
    SELECT headline, min(day) AS day, list_transform(list_filter(
        string_split(replace(headline, ' s ', 's '), ' '), lambda word: NOT list_contains({_SMALL}, word)
    ), lambda word: hash(word)) AS words
    FROM (
        SELECT source_url, min(coalesce(published_on, date_start)) - DATE '1970-01-01' AS day
        FROM {CATALOG}.main.reports WHERE source_url IS NOT NULL GROUP BY source_url
    )
    JOIN addresses USING (source_url)
    WHERE headline IS NOT NULL GROUP BY headline HAVING min(day) IS NOT NULL"""
_MEETINGS = f"""CREATE OR REPLACE TABLE meetings AS
    WITH said AS (SELECT headline, day, words, unnest(list_distinct(words)) AS word FROM headlines),
    around AS (
        SELECT word, day, sum(count(*)) OVER (
            PARTITION BY word ORDER BY day RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING
        ) AS headlines
        FROM said GROUP BY word, day
    ),
    rarest AS (
        SELECT headline, day, any_value(words) AS words, arg_min(word, (headlines, word)) AS word
        FROM said JOIN around USING (word, day)
        GROUP BY headline, day HAVING min(headlines) BETWEEN 2 AND {_FEW}
    )
    SELECT here.headline AS part, there.headline AS whole, list_has_all(here.words, there.words) AS is_same
    FROM rarest AS here JOIN said AS there
        ON there.word = here.word AND there.day BETWEEN here.day - 1 AND here.day + 1
    WHERE there.headline <> here.headline AND list_has_all(there.words, here.words)"""
"""Headlines and those that have all their words: each of these has the rarest of them."""
_PARTS = f"""CREATE OR REPLACE TABLE parts AS
    SELECT part, whole
    FROM (
        SELECT *, len(told) AS most, len(list_intersect(said, told)) AS shared, numbers = others AS is_of_numbers
        FROM (
            SELECT *, telling_words(part) AS said, telling_words(whole) AS told,
                list_sort(numbers_in(part)) AS numbers, list_sort(numbers_in(whole)) AS others
            FROM meetings
        )
    )
    WHERE shared >= {_TELLING} AND shared >= {_SHARE} * most
        AND (len(numbers) = 0 OR is_of_numbers) AND NOT (is_same AND is_of_numbers AND part < whole)
    QUALIFY row_number() OVER (PARTITION BY part ORDER BY shared / most DESC, whole) = 1"""
_NO_PARTS = "CREATE OR REPLACE TABLE parts (part VARCHAR, whole VARCHAR)"
_STORIES = """CREATE OR REPLACE TABLE stories AS
    WITH RECURSIVE ways AS (
        FROM parts UNION ALL SELECT ways.part, parts.whole FROM ways JOIN parts ON parts.part = ways.whole
    ),
    families AS (FROM ways ANTI JOIN parts ON parts.part = ways.whole)
    SELECT source_url, address, key_of(coalesce(whole, address)) AS story
    FROM addresses LEFT JOIN families ON part = address"""


def make_stories(connection: duckdb.DuckDBPyConnection) -> None:
    """Make `stories` (source_url, address, story) of all reports: the headline that an address has or the address
    itself, and the key that all addresses of the story share. The macros of `words` are there.
    """
    connection.execute(
        f"""CREATE OR REPLACE TABLE addresses AS
        SELECT source_url, headline, coalesce(headline, bare_url(source_url)) AS address
        FROM (SELECT source_url, headline_at(source_url) AS headline FROM (
            SELECT DISTINCT source_url FROM {CATALOG}.main.reports WHERE source_url IS NOT NULL
        ))"""
    )
    connection.execute(_HEADLINES)
    connection.execute(_MEETINGS)
    connection.execute(_PARTS if count_rows(connection, "meetings") else _NO_PARTS)
    connection.execute(_STORIES)
    for table in ("addresses", "headlines", "meetings", "parts"):
        connection.execute(f"DROP TABLE {table}")
