import json
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from tests.rows import empty_build, insert, row
from warehouse.database import open_build
from warehouse.exports import export
from warehouse.tables import BY_NAME

REPORTS = BY_NAME["reports"]


@pytest.fixture
def build(tmp_path: Path):
    with open_build(empty_build(tmp_path)) as connection:
        yield connection


def test_rows_are_sorted_by_key_and_counted(build, tmp_path):
    insert(build, "reports", row("reports", 3), row("reports", 1), row("reports", 2))
    facts = export(build, REPORTS, tmp_path)
    assert (facts.name, facts.rows, facts.bytes) == ("reports.parquet", 3, (tmp_path / facts.name).stat().st_size)
    assert pq.read_table(tmp_path / facts.name)["report_id"].to_pylist() == [
        "report_id-1",
        "report_id-2",
        "report_id-3",
    ]


def test_the_codebook_is_inside_the_file(build, tmp_path):
    export(build, REPORTS, tmp_path)
    metadata = pq.read_metadata(tmp_path / "reports.parquet").metadata
    assert metadata[b"casus.title"] == b"Reports"
    assert metadata[b"casus.description"].decode() == REPORTS.description
    assert json.loads(metadata[b"casus.key"]) == ["report_id"]
    columns = {c["name"]: c for c in json.loads(metadata[b"casus.columns"])}
    assert list(columns) == list(REPORTS.column_names)
    assert columns["fatalities_low"] == {
        "name": "fatalities_low",
        "type": "BIGINT",
        "description": "Lowest number of killed.",
        "unit": "person",
        "null_means": "no lower bound is known",
    }
    assert columns["status"]["codes"]["planned"].startswith("It is ordered")
    assert columns["feed"]["references"] == "feeds.feed"


def test_types_are_ready_for_maps_and_clocks(build, tmp_path):
    insert(build, "reports", row("reports", latitude=33.5, longitude=43.25, geo_precision="exact"))
    build.execute("SET TimeZone = 'Asia/Baghdad'")
    export(build, REPORTS, tmp_path)
    table = pq.read_table(tmp_path / "reports.parquet")
    assert {str(table.schema.field(name).type) for name in ("latitude", "longitude")} == {"double"}
    assert str(table.schema.field("recorded_at").type) == "timestamp[us, tz=UTC]"
    assert table["recorded_at"][0].as_py().isoformat() == "2024-10-01T06:30:00+00:00"
    compression = pq.read_metadata(tmp_path / "reports.parquet").row_group(0).column(0).compression
    assert compression == "ZSTD"


def test_the_same_rows_give_the_same_bytes_whatever_their_order_and_the_threads(build, tmp_path):
    """Enough rows for several row groups, inserted forwards and backwards."""
    insert(build, "report_spans", row("report_spans"))
    build.execute("CREATE TABLE memory.main.pattern AS FROM report_spans")
    made = "SELECT * REPLACE (i AS ordinal) FROM memory.main.pattern, range(150000) AS numbers(i) ORDER BY i"
    digests = set()
    for threads, order in ((1, "ASC"), (2, "DESC"), (4, "ASC")):
        build.execute(f"SET threads = {threads}")
        build.execute(f"CREATE OR REPLACE TABLE report_spans AS SELECT * EXCLUDE i FROM ({made} {order})")
        digests.add(export(build, BY_NAME["report_spans"], tmp_path).sha256)
    assert len(digests) == 1


def test_rows_that_exchange_a_value_are_other_content(build, tmp_path):
    insert(build, "places", *(row("places", n, name=f"place {n}") for n in range(1, 65)))
    first = export(build, BY_NAME["places"], tmp_path).content
    build.execute(
        "UPDATE places SET name = CASE name WHEN 'place 1' THEN 'place 2' ELSE 'place 1' END"
        " WHERE name IN ('place 1', 'place 2')"
    )
    assert export(build, BY_NAME["places"], tmp_path).content != first
    build.execute("CREATE OR REPLACE TABLE places AS FROM places ORDER BY place_id DESC")
    other = export(build, BY_NAME["places"], tmp_path)
    assert other.content == export(build, BY_NAME["places"], tmp_path).content != first


def test_a_disk_that_refuses_is_the_callers_to_explain(build, tmp_path):
    with pytest.raises(duckdb.IOException):
        export(build, REPORTS, tmp_path / "absent")
