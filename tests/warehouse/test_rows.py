import datetime as dt
from pathlib import Path

import duckdb
import pytest

from tests.rows import empty_build, row
from warehouse.database import open_build
from warehouse.rows import insert
from warehouse.schema import DeclarationError
from warehouse.tables import BY_NAME


def test_rows_take_the_declared_types(tmp_path: Path) -> None:
    given = row("licences", title='quotes " and \n lines and 𐍈', url=None)
    document = row("documents", published_on=dt.date(2024, 2, 29), character_count=5)
    with open_build(empty_build(tmp_path)) as connection:
        assert insert(connection, BY_NAME["licences"], [given]) == 1
        assert insert(connection, BY_NAME["documents"], [document, row("documents", 2)]) == 2
        assert insert(connection, BY_NAME["documents"], []) == 0
        held = connection.execute("SELECT title, url, text_may_be_republished FROM licences").fetchall()
        assert held == [(given["title"], None, given["text_may_be_republished"])]
        day, at = connection.execute("SELECT published_on, recorded_at FROM documents LIMIT 1").fetchone()
    assert day == dt.date(2024, 2, 29)
    assert at == document["recorded_at"]


def test_rows_unlike_the_declaration_are_refused(tmp_path: Path) -> None:
    short = row("licences")
    del short["title"]
    with open_build(empty_build(tmp_path)) as connection:
        with pytest.raises(DeclarationError, match=r"\['title'\]"):
            insert(connection, BY_NAME["licences"], [short])
        with pytest.raises(DeclarationError, match=r"\['more'\]"):
            insert(connection, BY_NAME["licences"], [row("licences") | {"more": 1}])
        with pytest.raises(DeclarationError, match="bytes"):
            insert(connection, BY_NAME["licences"], [row("licences", title=b"raw")])
        with pytest.raises(duckdb.Error, match="many"):
            insert(connection, BY_NAME["documents"], [row("documents", character_count="many")])
        with pytest.raises(duckdb.ConstraintException, match="NOT NULL"):
            insert(connection, BY_NAME["licences"], [row("licences", title=None)])
