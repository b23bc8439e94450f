"""A small build that breaks no rule, with a report of each kind, for tests that break it in one place."""

import atexit
import hashlib
import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import duckdb

from pipelines.linking import link
from tests.rows import DAY, empty_build, insert, row
from warehouse.database import open_build
from warehouse.derive import derivation_order, derive
from warehouse.home import Home

TEXT = (
    "The garrison of Karsk marched out on Friday. Shells fell on Dolna harbour, killing four. "
    "Both sides signed a truce. The minister vowed to stay. Some 900 troops remain in Karsk."
)
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
KINDS = {
    "marched": ("troop_movement", "withdrawal"),
    "fell": ("attack", "shelling"),
    "signed": ("agreement", "ceasefire"),
    "vowed": ("statement", "vow"),
    "remain": ("force_level", "troops_present"),
}
_NUMBER = {"quantity_best": 900, "quantity_unit": "troops", "quantity_kind": "approx", "quantity_state": "reported"}


def healthy_build(folder: Path) -> Home:
    """A state folder in `folder` whose closed build database breaks no rule.

    Reports are called by their trigger words: `marched`, `fell`, `signed`, `vowed`, `remain`, and `fell-before` is an
    ended version of `fell`.
    """
    home = Home(folder / "home").prepare()
    shutil.copyfile(_template(), home.build)
    return home


@cache
def _template() -> Path:
    folder = Path(mkdtemp(prefix="casus-healthy-"))
    atexit.register(shutil.rmtree, folder)
    home = empty_build(folder)
    with open_build(home) as connection:
        _reference(connection)
        for number, (word, kind) in enumerate(KINDS.items(), 1):
            _report(connection, number, word, *kind)
        ended = {"superseded_at": "2024-10-02 06:30:00+00", "source_record_id": "record-2"}
        insert(connection, "reports", row("reports", 1, report_id="fell-before", document_id=SHA256[:16], **ended))
        link(connection)
        for name in derivation_order():
            derive(connection, name)
        connection.execute("UPDATE feeds SET snapshots = 1, documents = 1, reports = 5, rejects = 1")
    return home.build


def _reference(connection: duckdb.DuckDBPyConnection) -> None:
    insert(connection, "licences", row("licences"))
    insert(connection, "feeds", row("feeds", state="read"))
    insert(connection, "snapshots", row("snapshots"))
    proof = {"document_id": SHA256[:16], "text_sha256": SHA256, "character_count": len(TEXT), "text": TEXT}
    insert(connection, "documents", row("documents", 1, language="en", **proof))
    point = {"latitude": 50.5, "longitude": 10.25, "country_iso3": "KRS"}
    insert(connection, "places", row("places", 1, level="city", **point))
    insert(connection, "actors", row("actors", active_from=1950))
    for table in ("crosswalks", "countries", "country_codes", "actor_codes"):
        insert(connection, table, row(table))
    insert(connection, "rejects", row("rejects", snapshot_id=row("snapshots")["snapshot_id"], raw="a broken line"))
    insert(connection, "readings", row("readings", records_read=3, records_taken=2, records_rejected=1))
    slot = {"slot_start": "2024-10-01 06:30:00+00", "slot_end": "2024-10-01 06:45:00+00"}
    insert(connection, "gaps", row("gaps", **slot))
    insert(connection, "mentions", row("mentions", confidence_percent=70))


def _report(connection: duckdb.DuckDBPyConnection, number: int, word: str, event_type: str, subtype: str) -> None:
    start = TEXT.index(word)
    place, actor = row("places")["place_id"], row("actors")["actor_id"]
    values = {
        "report_id": word,
        "document_id": SHA256[:16],
        "source_record_id": f"record-{number}",
        "event_type": event_type,
        "event_subtype": subtype,
        "date_start": DAY,
        "date_end": DAY,
        "date_precision": "day",
        "date_basis": "relative",
        "source_actor_id": actor,
        "source_actor_name": "Karsk",
        "source_iso3": "KRS",
        "place_id": place,
        "place_name": "Karsk",
        "country_iso3": "KRS",
        "latitude": 50.5,
        "longitude": 10.25,
        "geo_precision": "exact",
        "published_on": DAY,
        "confidence": 0.9,
    }
    counts = _NUMBER if word == "remain" else {"fatalities_best": 4} if word == "fell" else {}
    insert(connection, "reports", row("reports", 1, **values, **counts))
    span = {"span_start": start, "span_end": start + len(word)}
    insert(connection, "report_actors", row("report_actors", report_id=word, role="source", actor_id=actor, **span))
    insert(connection, "report_places", row("report_places", report_id=word, role="at", place_id=place, **span))
    proof = {"quote_sha256": hashlib.sha256(word.encode()).hexdigest(), "quote": word}
    insert(connection, "report_spans", row("report_spans", report_id=word, slot="event_type", **span, **proof))
