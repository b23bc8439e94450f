"""The database file: who can open it, and what a build takes over."""

from pathlib import Path

import duckdb
import pytest

from warehouse.database import begin_build, open_build, open_published, publish_build
from warehouse.home import Home


def test_the_published_file_has_the_form_that_duckdb_1_4_reads(tmp_path: Path) -> None:
    home = Home(tmp_path).prepare()
    begin_build(home)
    publish_build(home)

    with open_published(home) as connection:
        forms = connection.execute("SELECT database_name, tags['storage_version'] FROM duckdb_databases()").fetchall()
    assert ("casus", "v1.4.0+") in forms


def test_a_published_file_of_an_older_form_is_taken_over(tmp_path: Path) -> None:
    home = Home(tmp_path).prepare()
    begin_build(home)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{home.build}' AS new; ATTACH '{home.published}' AS old (STORAGE_VERSION 'v1.0.0')")
        connection.execute("COPY FROM DATABASE new TO old")

    assert begin_build(home) is True


def test_what_a_connection_leaves_no_later_one_meets(tmp_path: Path) -> None:
    home = Home(tmp_path).prepare()
    begin_build(home)
    for _ in range(2):
        with open_build(home) as connection:
            connection.execute("SET TimeZone = 'Asia/Baghdad'; SET VARIABLE one = 1")
            connection.execute("CREATE SCHEMA memory.kept; CREATE TABLE memory.kept.passing (n INTEGER)")
            connection.execute("CREATE TEMP TABLE passing (n INTEGER); CREATE TEMP MACRO twice(n) AS 2 * n")
            connection.execute("BEGIN; DELETE FROM licences")
    with open_build(home) as connection:
        zone = connection.execute("SELECT current_setting('TimeZone'), getvariable('one')").fetchall()
    assert zone == [("UTC", None)]


def test_a_file_is_whole_and_free_once_its_connection_is_closed(tmp_path: Path) -> None:
    home = Home(tmp_path).prepare()
    begin_build(home)
    with open_build(home) as connection:
        connection.execute("CREATE TABLE more AS SELECT 1 AS n")
    assert [path.name for path in home.root.glob("build.duckdb*")] == ["build.duckdb"]
    with pytest.raises(duckdb.ConversionException), open_build(home) as connection:
        connection.execute("BEGIN; DELETE FROM more; SELECT 'many'::INTEGER")
    with duckdb.connect(str(home.build)) as other:
        assert other.execute("FROM more").fetchall() == [(1,)]
