import re

import pytest

from warehouse.codebook import data_resource, markdown
from warehouse.codes import VOCABULARIES
from warehouse.schema import Column, Rule, Table, Type
from warehouse.tables import BY_NAME, TABLES

VESSELS = Table(
    name="vessels",
    title="Vessels",
    description="Ships that were boarded, one row a ship.",
    group="events",
    columns=(
        Column("vessel_id", Type.TEXT, "Hull number | its key."),
        Column("crew", Type.WHOLE, "Number of people aboard.", null_means="nobody counted", unit="person", minimum=0),
        Column("status", Type.TEXT, "Whether it happened.", codes="status"),
        Column("seen_at", Type.INSTANT, "When it was seen.", null_means="never"),
        Column("sister_id", Type.TEXT, "Ship of the same build.", null_means="none", references="vessels.vessel_id"),
        Column("feed", Type.TEXT, "Who says so.", references="feeds.feed", pattern="[a-z]+"),
    ),
    key=("vessel_id",),
    rules=(Rule("crew_small", "No crew is larger than a city.", "crew < 100000"),),
)


def test_a_table_in_the_codebook_reads_as_declared():
    lines = markdown([VESSELS], {"vessels": 1234}).splitlines()
    assert "| [vessels](#vessels) | Ships that were boarded, one row a ship. | 1,234 |" in lines
    section = lines[lines.index("## vessels") : lines.index("## Codes")]
    assert section == [
        "## vessels",
        "",
        "**Vessels.** Ships that were boarded, one row a ship. Key: `vessel_id`.",
        "",
        "| Column | Type | Meaning | Unit or codes | Empty means |",
        "| --- | --- | --- | --- | --- |",
        "| `vessel_id` | varchar | Hull number \\| its key. |  |  |",
        "| `crew` | bigint | Number of people aboard. | person | nobody counted |",
        "| `status` | varchar | Whether it happened. | [status](#codes-status) |  |",
        "| `seen_at` | timestamp with time zone | When it was seen. |  | never |",
        "| `sister_id` | varchar | Ship of the same build. Points at `vessels.vessel_id`. |  | none |",
        "| `feed` | varchar | Who says so. Points at `feeds.feed`. |  |  |",
        "",
        "In every row:",
        "",
        "- No crew is larger than a city.",
        "",
    ]


def test_the_codebook_explains_every_column_and_every_code_in_use():
    text = markdown(TABLES, {table.name: 0 for table in TABLES})
    for table in TABLES:
        section = re.split(rf"\n##+ {table.name}\n", text)[1].split("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(table.column_names)
    for name in {c.codes for t in TABLES for c in t.columns if c.codes}:
        for code, definition in VOCABULARIES[name].items():
            assert f"| `{code}` | {definition} |" in text


def test_the_codebook_tells_what_the_database_has_and_no_release():
    text = markdown(TABLES, {table.name: 0 for table in TABLES})
    apart = text.split("\n## In the database alone\n")[1].split("\n## ")[0]
    assert re.findall(r"^### (.+)$", apart, re.MULTILINE) == ["oversized_blocks"]
    assert {"changed_events", "derivations", "checked_states"} <= set(re.findall(r"`(\w+)`", apart))
    assert "| [oversized_blocks]" not in text


@pytest.mark.parametrize(
    ("table", "column", "says"),
    [
        ("events", "status", "Whether it happened, as the latest report has it."),
        ("event_history", "status", "Whether it happened, as this report has it."),
        ("event_claims", "date_start", "First day on which the event can lie, as this report has it."),
        (
            "troop_movements",
            "date_end",
            "Last day on which the movement can lie, included; for a plan, on which it is due.",
        ),
        (
            "statements",
            "date_start",
            "First day on which the speech act can lie; where it is about a stay, that of the stay.",
        ),
    ],
)
def test_times_and_status_are_said_of_whom_they_are(table, column, says):
    assert BY_NAME[table].column(column).description == says


def test_every_link_in_the_codebook_leads_somewhere():
    text = markdown(TABLES, {table.name: 0 for table in TABLES})
    headings = set(re.findall(r"^##+ (.+)$", text, re.MULTILINE)) | set(re.findall(r'<a id="(.+?)">', text))
    assert set(re.findall(r"\]\(#(.+?)\)", text)) <= headings


def test_a_table_as_a_data_resource():
    assert data_resource(VESSELS) == {
        "name": "vessels",
        "title": "Vessels",
        "description": "Ships that were boarded, one row a ship.",
        "path": "vessels.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {
            "fields": [
                {
                    "name": "vessel_id",
                    "type": "string",
                    "description": "Hull number | its key.",
                    "constraints": {"required": True},
                },
                {
                    "name": "crew",
                    "type": "integer",
                    "description": "Number of people aboard.",
                    "constraints": {"minimum": 0},
                    "unit": "person",
                    "nullMeans": "nobody counted",
                    "missingValues": ["nan"],
                },
                {
                    "name": "status",
                    "type": "string",
                    "description": "Whether it happened.",
                    "constraints": {"required": True, "enum": list(VOCABULARIES["status"])},
                },
                {
                    "name": "seen_at",
                    "type": "datetime",
                    "description": "When it was seen.",
                    "nullMeans": "never",
                    "missingValues": ["NaT"],
                },
                {
                    "name": "sister_id",
                    "type": "string",
                    "description": "Ship of the same build.",
                    "nullMeans": "none",
                },
                {
                    "name": "feed",
                    "type": "string",
                    "description": "Who says so.",
                    "constraints": {"required": True, "pattern": "[a-z]+"},
                },
            ],
            "primaryKey": ["vessel_id"],
            "missingValues": [],
            "foreignKeys": [
                {"fields": ["sister_id"], "reference": {"resource": "", "fields": ["vessel_id"]}},
                {"fields": ["feed"], "reference": {"resource": "feeds", "fields": ["feed"]}},
            ],
        },
    }
