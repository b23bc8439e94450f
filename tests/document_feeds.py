"""A document feed in a test: files in its inbox, builds that read it, and what came of them."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from pipelines.feed import FEEDS, Bounds, Outcome, Request, collect, read
from pipelines.licences import UNKNOWN, add_licences
from warehouse.database import CATALOG, open_build
from warehouse.ddl import quoted
from warehouse.home import Home


class Desk:
    """The inbox of one feed, and the builds that read it."""

    def __init__(self, home: Home, feed: str) -> None:
        self.home = home
        self.feed = replace(FEEDS[feed], bounds=(Bounds(0, 1_000_000),))  # a test's files are small
        self.folder = home.inbox / feed
        self.folder.mkdir()

    def put(self, name: str, content: str | bytes) -> None:
        (self.folder / name).write_bytes(content.encode() if isinstance(content, str) else content)

    def build(self, offline: bool = False) -> Outcome:
        collect(self.feed, self.home, Request(self.home.inbox, (), offline))
        with open_build(self.home) as connection:
            outcome = read(self.feed, connection, self.home, lambda *_: None)
            add_licences(connection, [UNKNOWN, self.feed.licence])
        return outcome

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        reader = _reader()
        reader.execute(f"ATTACH {quoted(str(self.home.build))} AS {CATALOG}")
        try:
            return reader.execute(f"USE {CATALOG}").execute(query).fetchall()
        finally:
            reader.execute("USE memory")
            reader.execute(f"DETACH {CATALOG}")

    def texts(self) -> list[str]:
        """The current texts."""
        return [text for (text,) in self.rows("SELECT text FROM documents WHERE replaced_at IS NULL ORDER BY 1")]

    def refused(self) -> dict[str, str]:
        """Record -> reason. Every reject has a remedy and a licence on record; every record is accounted for."""
        odd = (
            "SELECT record FROM rejects ANTI JOIN licences USING (licence_id)",
            "SELECT record FROM rejects WHERE length(remedy) < 10",
            "SELECT snapshot_id FROM readings WHERE records_read <> records_taken + records_rejected",
        )
        assert self.rows(" UNION ALL ".join(odd)) == []
        return {record: reason.removesuffix(".") for record, reason in self.rows("SELECT record, reason FROM rejects")}

    def reading(self) -> tuple[Any, ...]:
        """Layout, records read, taken and rejected, and issues of the one snapshot that there is."""
        (row,) = self.rows("SELECT layout, records_read, records_taken, records_rejected, issues FROM readings")
        return row

    def check_reports(self, expected: Path) -> None:
        """Hold the reports, and the words that they rest on, against a file of JSON lines."""
        lines = [json.loads(line) for line in expected.read_text("utf-8").splitlines()]
        given = self.rows(
            f"SELECT {', '.join(lines[0])} FROM reports JOIN documents USING (document_id)"
            " ORDER BY title, event_subtype, date_start"
        )
        written = [[str(value) if isinstance(value, date) else value for value in row] for row in given]
        assert written == [list(line.values()) for line in lines]
        lost = "SELECT quote FROM report_spans JOIN reports USING (report_id) JOIN documents USING (document_id)"
        assert self.rows(f"{lost} WHERE substring(text, span_start + 1, span_end - span_start) <> quote") == []


@cache
def _reader() -> duckdb.DuckDBPyConnection:
    """One DuckDB for all looks into builds: to start another took longer than most looks."""
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    return connection
