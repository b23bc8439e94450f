"""Own reports: under which licence a file stands, and what of it leaves the house."""

from pathlib import Path

import pytest

from tests.own_tables import HIT, table
from tests.tabular_feeds import TableDesk


@pytest.fixture
def desk(tmp_path: Path) -> TableDesk:
    return TableDesk(tmp_path, "own")


def test_nothing_is_republished_without_an_open_licence_beside_it(desk: TableDesk) -> None:
    desk.put("a.csv", table({"source_record_id": "1"}))
    desk.put("b.csv", table({"source_record_id": "2"}))
    desk.put("c.csv", table({"source_record_id": "3"}))
    desk.put("b.json", '{"licence": "CC BY-NC 4.0"}')
    desk.put("c.json", '{"licence": "CC BY 4.0"}')
    desk.build()
    query = "SELECT source_record_id, licence_id, rows_may_be_republished, text_may_be_republished"
    query += " FROM reports JOIN licences USING (licence_id) ORDER BY 1"
    assert desk.rows(query) == [
        ("1", "own-unstated", False, False),
        ("2", "own-cc-by-nc-4-0", False, False),
        ("3", "CC-BY-4.0", True, True),
    ]
    desk.put("a.json", '{"licence": "CC0"}')
    (desk.folder / "c.json").unlink()
    desk.build()
    assert [row[1] for row in desk.rows(query)] == ["CC0-1.0", "own-cc-by-nc-4-0", "own-unstated"]
    assert desk.rows("SELECT DISTINCT licence_id FROM readings ORDER BY 1") == desk.rows(
        "SELECT DISTINCT licence_id FROM reports ORDER BY 1"
    )


def test_copies_are_under_the_strictest_licence_that_one_of_them_is_given(desk: TableDesk) -> None:
    for name in ("a.csv", "b.csv", "c.csv"):
        desk.put(name, table({"source_record_id": "1"}))
    query = "SELECT licence_id FROM reports UNION ALL SELECT licence_id FROM snapshots ORDER BY 1"
    desk.put("a.json", '{"licence": "CC BY 4.0"}')
    desk.build()
    assert desk.rows(query) == [("CC-BY-4.0",)] * 2, "the copies say nothing"
    desk.put("c.json", '{"licence": "CC0"}')
    desk.build()
    assert desk.rows(query) == [("CC-BY-4.0",)] * 2, "of two open ones the first"
    desk.put("b.json", '{"licence": "by courtesy of the author"}')
    desk.build()
    assert desk.rows(query) == [("own-by-courtesy-of-the-author",)] * 2
    told = "It has the same bytes as b.csv and another licence; that of b.csv counts"
    assert desk.refused() == {"a.csv": told, "c.csv": told}
    described = desk.rows("SELECT described_at FROM snapshots")
    desk.build()
    assert desk.rows("SELECT described_at FROM snapshots") == described


def test_a_copy_whose_sidecar_is_refused_is_closed_whatever_another_is_given(desk: TableDesk) -> None:
    for name in ("a.csv", "b.csv"):
        desk.put(name, table({"source_record_id": "1"}))
    desk.put("a.json", '{"licence": "All rights reserved", "note": "from the archive"}')
    desk.put("b.json", '{"licence": "CC BY 4.0"}')
    desk.build()
    assert desk.rows("SELECT DISTINCT licence_id FROM reports") == [("own-unstated",)]
    assert desk.refused()["b.csv"] == "It has the same bytes as a.csv and another licence; that of a.csv counts"


def test_a_sidecar_that_says_nothing_usable_is_refused_by_name(desk: TableDesk) -> None:
    desk.put("a.csv", table(HIT))
    desk.put("a.json", "licence: CC0")
    desk.put("b.json", '{"licence": "CC0"}')
    desk.put("c.json", '{"licence": "CC0", "colour": 1}')
    desk.put("d.json", '["CC0"]')
    desk.build()
    assert desk.refused() == {
        "a.json": "It is not valid JSON (Expecting value: line 1 column 1 (char 0))",
        "b.json": "It is a sidecar without a file",
        "c.json": "It says colour, which means nothing to Casus",
        "d.json": "It is no JSON object with a licence that is a text",
    }
    assert desk.rows("SELECT licence_id FROM reports") == [("own-unstated",)]
