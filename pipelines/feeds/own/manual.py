"""The manual of own collections: what whoever makes such a file has to know, as a chapter of the codebook.

Here belong the words; what the columns are and what stands where they are blank is said by `query` and the tables.
"""

from pipelines.feeds.own.query import BLANK, GIVEN, REQUIRED
from pipelines.feeds.own.sidecars import EXAMPLE

SAMPLE = """source_record_id,event_type,event_subtype,status,date_start,date_precision,place_name,geo_precision
1,attack,shelling,occurred,2024-09-27,day,Example Town,near
2,troop_movement,withdrawal,planned,,unknown,,unknown
"""


def _named(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


_BLANK = "\n".join(f"| `{name}` | {words} |" for name, words in BLANK.items())
MANUAL = f"""## A collection of your own

Whoever keeps a collection of events puts it into `inbox/own/`, as CSV (`.csv`, `.tsv`, `.txt`, also in a `.gz` or
`.zip`) or as `.parquet`: one row a report, in the columns of [reports](#reports), with the names, codes, ranges and
rules that they have there. The first line of CSV names the columns, in any order; commas, semicolons or tabs divide
them.

```csv
{SAMPLE}```

**What a file must have:** {_named(REQUIRED)}. `source_record_id` is your own number or name of the record and stays the
same when you correct it.

**What may be blank or left out:** every other column; what an empty value means is said there. In these Casus fills in:

| Column | Where it is blank |
| --- | --- |
{_BLANK}

**What Casus gives by itself:** {_named(GIVEN)}. They may stand in a file, as they do in one made from a release, and
are left out. A column of any other name fails the file, so that no mistyped one is lost; a value that a rule forbids
rejects its record, and `rejects` names column and value.

**Corrections:** a file takes the place of the earlier one of the same name. Records that it no longer has end, those
that changed get a new version, and what was known before stands with its time. Of records with one id in two files the
later file's counts.

**Licence:** beside `events.csv` lies `events.json` with `{EXAMPLE}`. Under CC BY, CC BY-SA, CC0 or in the public domain
the rows and words of the file are in releases; without such a file, or under any other licence, nothing of it is, not
even its name. The database in this house has all of it.
"""
