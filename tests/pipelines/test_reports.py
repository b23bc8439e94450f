import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.coding.record import Actor, CodedEvent, Period, Place, Quantity, Span
from pipelines.reports import GEO_PRECISION, Reading, attach, stage
from pipelines.revisions import revise
from tests.rows import empty_build, row
from warehouse.codes import VOCABULARIES
from warehouse.database import open_build

TEXT = "Norwegian troops will leave\nthe base at Alpha for Bravo in May, some 300 of them. Two were hurt."
DOCUMENT = row("documents", document_id="d0c", text=TEXT, published_on=date(2024, 3, 1))


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def place(name: str, level: str | None, **more: Any) -> Place:
    return Place(name, f"{name} Town", span(name), level=level, **more)


def event(subtype: str = "redeployment", **more: Any) -> CodedEvent:
    facts = {"type": "troop_movement", "status": "planned", "trigger": span("leave"), "sentence": Span(0, 81)} | more
    return CodedEvent("d0c", subtype=subtype, **facts)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_build(empty_build(tmp_path)) as opened:
        yield opened


def report(coded: CodedEvent, connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The one report that the event becomes."""
    write(connection, [coded])
    cursor = connection.execute("FROM reports WHERE superseded_at IS NULL")
    names = [column[0] for column in cursor.description]
    (values,) = cursor.fetchall()
    return dict(zip(names, values, strict=True))


def write(connection: duckdb.DuckDBPyConnection, events: list[CodedEvent]) -> None:
    reading = Reading()
    reading.add(DOCUMENT, events)
    revise(connection, stage(connection, reading), "document_id = 'd0c'", datetime(2024, 3, 2, tzinfo=UTC))
    attach(connection, reading)


def test_every_value_of_an_event_has_its_column(connection: duckdb.DuckDBPyConnection) -> None:
    coded = event(
        period=Period(date(2024, 5, 1), date(2024, 5, 31), "month", "relative", span("May")),
        source=[Actor("Norwegian troops", "Norway", span("Norwegian troops"), "state:NOR", "NOR", "state")],
        origin=[place("Alpha", "site", place_id="casus:a", country="IRQ", lat=33.1, lon=42.5)],
        destination=[place("Bravo", "province", place_id="casus:b", country="IRQ", lat=36.0, lon=44.0)],
        quantity=Quantity(300, None, None, "troops", "approx", span("300")),
        wounded=Quantity(2, 2, 2, "wounded", "stated", span("Two")),
        confidence=0.75,
        status_span=span("will"),
    )
    expected = {
        "feed": DOCUMENT["feed"],
        "document_id": "d0c",
        "source_record_id": f"d0c:{TEXT.index('leave')}",
        "event_type": "troop_movement",
        "event_subtype": "redeployment",
        "status": "planned",
        "plover_type": "MOBILIZE",
        "plover_mode": "troops",
        "date_start": date(2024, 5, 1),
        "date_end": date(2024, 5, 31),
        "date_precision": "month",
        "date_basis": "relative",
        "source_actor_id": "state:NOR",
        "source_actor_name": "Norway",
        "source_iso3": "NOR",
        "target_actor_name": None,
        "place_id": "casus:a",
        "place_name": "Alpha Town",
        "latitude": 33.1,
        "geo_precision": "exact",
        "quantity_low": None,
        "quantity_best": 300,
        "quantity_unit": "troops",
        "quantity_kind": "approx",
        "quantity_state": "reported",
        "fatalities_best": None,
        "wounded_low": 2,
        "published_on": date(2024, 3, 1),
        "confidence": 0.75,
    }
    made = report(coded, connection)
    assert {key: made[key] for key in expected} == expected
    assert connection.execute("SELECT role, place_name, level FROM report_places ORDER BY role").fetchall() == [
        ("from", "Alpha Town", "site"),
        ("to", "Bravo Town", "province"),
    ]
    assert connection.execute("SELECT role, actor_name, kind FROM report_actors").fetchall() == [
        ("source", "Norway", "state")
    ]


def test_every_value_keeps_its_words_and_their_hash(connection: duckdb.DuckDBPyConnection) -> None:
    trigger = span("leave\nthe base")
    write(connection, [event(trigger=trigger, status_span=span("will"), location=[place("Alpha", "site")])])
    rows = connection.execute("SELECT slot, quote, quote_sha256, span_start, span_end FROM report_spans").fetchall()
    assert {slot: quote for slot, quote, *_ in rows} == {
        "event_type": "leave\nthe base",
        "status": "will",
        "at": "Alpha",
    }
    for _, quote, digest, start, end in rows:
        assert hashlib.sha256(TEXT[start:end].encode()).hexdigest() == digest
        assert TEXT[start:end] == quote


def test_events_of_one_trigger_are_numbered(connection: duckdb.DuckDBPyConnection) -> None:
    write(connection, [event(), event("withdrawal"), event("arrival", trigger=span("for"))])
    at, other = TEXT.index("leave"), TEXT.index("for")
    ids = connection.execute("SELECT source_record_id, event_subtype FROM reports ORDER BY ALL").fetchall()
    assert ids == [(f"d0c:{at}", "redeployment"), (f"d0c:{at}.2", "withdrawal"), (f"d0c:{other}", "arrival")]


def test_a_change_in_the_parts_alone_is_a_new_version(connection: duckdb.DuckDBPyConnection) -> None:
    write(connection, [event(location=[place("Alpha", "site")])])
    write(connection, [event(location=[place("Alpha", "site")])])
    assert connection.execute("SELECT count(*) FROM reports").fetchone() == (1,)
    write(connection, [event(location=[place("Alpha", "site")], status_span=span("will"))])
    superseded = connection.execute("SELECT superseded_at IS NOT NULL FROM reports ORDER BY 1").fetchall()
    assert superseded == [(False,), (True,)]
    assert connection.execute("SELECT count(*) FROM report_places").fetchone() == (2,)


def test_several_names_are_joined_and_the_first_leads(connection: duckdb.DuckDBPyConnection) -> None:
    coded = event(
        target=[Actor("some", "Some", span("some")), Actor("them", "Them", span("them"), "group:x", "IRQ", "militia")],
        location=[place("Alpha", "city", country="IRQ"), place("Bravo", "city", country="SYR")],
    )
    made = report(coded, connection)
    assert (made["target_actor_name"], made["target_actor_id"], made["target_iso3"]) == ("Some; Them", None, None)
    assert (made["place_name"], made["country_iso3"]) == ("Alpha Town; Bravo Town", "IRQ")


@pytest.mark.parametrize(("subtype", "leading"), [("redeployment", "Alpha Town"), ("deployment", "Bravo Town")])
def test_what_leaves_is_placed_where_it_leaves_and_what_else_moves_where_it_comes_to(
    connection: duckdb.DuckDBPyConnection, subtype: str, leading: str
) -> None:
    moved = event(subtype, origin=[place("Alpha", "city")], destination=[place("Bravo", "city")])
    assert report(moved, connection)["place_name"] == leading


@pytest.mark.parametrize(
    "event_type, subtype, quantity, state",
    [
        ("force_level", "troops_present", Quantity(None, 100, None, "troops", "more than", Span(0, 3)), "reported"),
        ("force_level", "troops_present", None, "not_reported"),
        ("troop_movement", "arrival", None, "not_reported"),
        ("attack", "airstrike", None, "not_applicable"),
        ("statement", "threat", None, "not_applicable"),
    ],
)
def test_a_missing_number_says_why_it_is_missing(
    connection: duckdb.DuckDBPyConnection, event_type: str, subtype: str, quantity: Quantity | None, state: str
) -> None:
    made = report(event(subtype, type=event_type, quantity=quantity), connection)
    assert made["quantity_state"] == state


def test_a_period_of_unknown_precision_is_no_date(connection: duckdb.DuckDBPyConnection) -> None:
    period = Period(date(2024, 1, 1), date(2024, 12, 31), "unknown", "carried")
    made = report(event(period=period), connection)
    assert (made["date_start"], made["date_end"], made["date_precision"], made["date_basis"]) == (
        None,
        None,
        "unknown",
        None,
    )


@pytest.mark.parametrize("level, precision", [*GEO_PRECISION.items(), (None, "unknown")])
def test_the_level_of_the_place_gives_its_precision(
    connection: duckdb.DuckDBPyConnection, level: str | None, precision: str
) -> None:
    assert report(event(location=[place("Alpha", level)]), connection)["geo_precision"] == precision


def test_every_level_has_a_precision() -> None:
    assert GEO_PRECISION.keys() == VOCABULARIES["place_level"].keys()


def test_no_place_is_of_unknown_precision(connection: duckdb.DuckDBPyConnection) -> None:
    made = report(event(), connection)
    assert (made["place_name"], made["geo_precision"]) == (None, "unknown")
