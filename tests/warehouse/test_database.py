"""The database file: who can open it, and what a build takes over."""

import re
from pathlib import Path

import duckdb
import pytest

import casus
from tests.rows import empty_build, insert, row
from warehouse.database import OLDEST_READER, begin_build, open_build, open_published, publish_build
from warehouse.home import Home


def test_the_published_file_has_the_form_that_duckdb_1_4_reads(tmp_path: Path) -> None:
    home = Home(tmp_path).prepare()
    begin_build(home)
    publish_build(home)

    with open_published(home) as connection:
        forms = connection.execute("SELECT database_name, tags['storage_version'] FROM duckdb_databases()").fetchall()
    assert ("casus", "v1.4.0+") in forms


@pytest.mark.parametrize("page", ["README.md", "CHANGELOG.md"])
def test_pages_name_the_oldest_duckdb_that_reads_the_file(page: str) -> None:
    text = (Path(casus.__file__).parent / page).read_text("utf-8")
    assert set(re.findall(r"DuckDB (\d[\d.]*\d)", text)) == {OLDEST_READER}


def test_a_published_file_of_an_older_form_is_taken_over(tmp_path: Path) -> None:
    home = Home(tmp_path).prepare()
    begin_build(home)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{home.build}' AS new; ATTACH '{home.published}' AS old (STORAGE_VERSION 'v1.0.0')")
        connection.execute("COPY FROM DATABASE new TO old")

    assert begin_build(home) is True


def test_what_a_source_says_further_is_packed_by_zstandard(tmp_path: Path) -> None:
    home = empty_build(tmp_path)
    with open_build(home) as connection:
        details = [f'{{"adm_1": "Province {number}", "source_office": "Agency"}}' for number in range(20)]
        insert(connection, "reports", *(row("reports", number, details=text) for number, text in enumerate(details)))
    publish_build(home)

    with open_published(home) as connection:
        packed = connection.execute(
            "SELECT DISTINCT compression FROM pragma_storage_info('casus.reports')"
            " WHERE column_name = 'details' AND segment_type = 'VARCHAR'"
        ).fetchall()
        assert packed == [("ZSTD",)]
        held = connection.execute("SELECT details FROM reports").fetchall()
    assert sorted(text for (text,) in held) == sorted(details)
