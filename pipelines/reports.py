"""Coded events as rows: reports with their actors, places and words.

Here belongs how a coded event maps to columns. What the coder finds belongs to `pipelines.coding`; which report is new
and which is ended to `revisions`.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pandas

from pipelines.coding.record import Actor, CodedEvent, Place, Quantity, Span
from pipelines.revisions import INCOMING_COLUMNS, identified
from warehouse.codes import SUBTYPES
from warehouse.schema import Type
from warehouse.tables import BY_NAME

Row = dict[str, Any]

_SUBTYPES = {(s.event_type, s.code): s for s in SUBTYPES}
_COUNTED_TYPES = ("force_level", "troop_movement")
"""Where a number of troops could stand, so that its absence says something."""
_DTYPES = {
    Type.TEXT: "string",
    Type.WHOLE: "Int64",
    Type.REAL: "Float64",
    Type.FLAG: "boolean",
    Type.DATE: "object",
    Type.INSTANT: "datetime64[us, UTC]",
}
"""The pandas types that know a missing value from a zero."""
_LEAVING = ("withdrawal", "drawdown", "evacuation", "base_transfer", "redeployment")
"""Movements of which the place that is left is the leading one."""
_PARTS = ("report_actors", "report_places", "report_spans")
GEO_PRECISION = {
    "site": "exact",
    "city": "exact",
    "district": "admin2",
    "province": "admin1",
    "region": "admin1",
    "sea": "admin1",
    "country": "country",
}


@dataclass
class Reading:
    """The rows that texts gave: reports without id and clock, and by source_record_id the rows that hang on them."""

    reports: list[Row] = field(default_factory=list)
    parts: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in _PARTS})

    def add(self, document: Mapping[str, Any], events: Sequence[CodedEvent]) -> None:
        """Take in the events of one document (a row of `documents`).

        A report's identity is the document and the first character of its trigger; events that share one are numbered
        on from `.2`.
        """
        seen: Counter[int] = Counter()
        for event in events:
            seen[event.trigger.start] += 1
            number = seen[event.trigger.start]
            record_id = f"{document['document_id']}:{event.trigger.start}" + (f".{number}" if number > 1 else "")
            parts = {
                "report_actors": _actor_rows(event),
                "report_places": _place_rows(event),
                "report_spans": _span_rows(event, document["text"]),
            }
            self.reports.append(_report(document, event, record_id) | {"evidence": _hash(json.dumps(parts))})
            for name, rows in parts.items():
                self.parts[name] += [{"source_record_id": record_id, **row} for row in rows]


def stage(connection: duckdb.DuckDBPyConnection, reading: Reading) -> str:
    """Put the reading's reports, each different one once, into a temporary table; its name, for `revisions.revise`."""
    types = {name: BY_NAME["reports"].column(name).type for name in INCOMING_COLUMNS} | {"evidence": Type.TEXT}
    query = _typed(connection, _frame(reading.reports, types), types)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE incoming_reports AS"
        f" SELECT DISTINCT ON (version) * FROM ({identified(query)}) ORDER BY version"
    )
    return "incoming_reports"


def attach(connection: duckdb.DuckDBPyConnection, reading: Reading) -> None:
    """Add the actors, places and words of the reports that the revision has just added."""
    fresh = connection.execute("SELECT source_record_id, report_id FROM fresh_reports").df()
    for name, rows in reading.parts.items():
        types = {column.name: column.type for column in BY_NAME[name].columns}
        given = {"source_record_id": Type.TEXT} | {key: type_ for key, type_ in types.items() if key != "report_id"}
        frame = _frame(rows, given).merge(fresh, on="source_record_id")
        connection.execute(f"INSERT INTO {name} BY NAME {_typed(connection, frame, types)}")


def _frame(rows: Sequence[Row], types: Mapping[str, Type]) -> pandas.DataFrame:
    """A frame whose every column has the declared type, also where all of its values are missing."""
    return pandas.DataFrame(rows, columns=list(types)).astype({name: _DTYPES[type_] for name, type_ in types.items()})


def _typed(connection: duckdb.DuckDBPyConnection, frame: pandas.DataFrame, types: Mapping[str, Type]) -> str:
    """A query over the frame that gives these columns in their declared types."""
    connection.register("coded_rows", frame)
    return f"SELECT {', '.join(f'{name}::{type_} AS {name}' for name, type_ in types.items())} FROM coded_rows"


def _report(document: Mapping[str, Any], event: CodedEvent, record_id: str) -> Row:
    subtype = _SUBTYPES[event.type, event.subtype]
    counted = event.quantity is not None
    dated = event.period is not None and event.period.precision != "unknown"
    return {
        "feed": document["feed"],
        "snapshot_id": document["snapshot_id"],
        "document_id": document["document_id"],
        "source_record_id": record_id,
        "licence_id": document["licence_id"],
        "event_type": event.type,
        "event_subtype": event.subtype,
        "status": event.status,
        "source_code": None,
        "plover_type": subtype.plover_type,
        "plover_mode": subtype.plover_mode,
        "date_start": event.period.start if event.period and dated else None,
        "date_end": event.period.end if event.period and dated else None,
        "date_precision": event.period.precision if event.period and dated else "unknown",
        "date_basis": event.period.basis if event.period and dated else None,
        **_leading_actor("source", event.source),
        **_leading_actor("target", event.target),
        **_leading_place(_places(event)),
        **_bounds("quantity", event.quantity),
        "quantity_unit": event.quantity.unit if event.quantity else None,
        "quantity_kind": event.quantity.kind if event.quantity else None,
        "quantity_state": "reported" if counted else _uncounted(event.type),
        **_bounds("fatalities", event.fatalities),
        **_bounds("wounded", event.wounded),
        "weapon": event.weapon[0] if event.weapon else None,
        "published_on": document["published_on"],
        "source_url": document["url"],
        "description": _words(document["text"], event.sentence),
        "source_count": None,
        "is_summary": event.subtype == "attack_series",
        **dict.fromkeys(("source_date_precision", "source_geo_precision", "flags", "details")),
        "confidence": event.confidence,
    }


def _uncounted(event_type: str) -> str:
    return "not_reported" if event_type in _COUNTED_TYPES else "not_applicable"


def _leading_actor(role: str, actors: Sequence[Actor]) -> Row:
    first = actors[0] if actors else None
    return {
        f"{role}_actor_id": first.actor_id if first else None,
        f"{role}_actor_name": "; ".join(a.canonical for a in actors) or None,
        f"{role}_iso3": first.iso3 if first else None,
    }


def _places(event: CodedEvent) -> Sequence[Place]:
    """Where it happens; what leaves is where it leaves, and what else moves where it comes to."""
    if event.subtype in _LEAVING:
        return event.location or event.origin or event.destination
    return event.location or event.destination or event.origin


def _leading_place(places: Sequence[Place]) -> Row:
    first = places[0] if places else None
    return {
        "place_id": first.place_id if first else None,
        "place_name": "; ".join(p.canonical for p in places) or None,
        "country_iso3": first.country if first else None,
        "latitude": first.lat if first else None,
        "longitude": first.lon if first else None,
        "geo_precision": GEO_PRECISION.get(first.level or "", "unknown") if first else "unknown",
    }


def _bounds(name: str, count: Quantity | None) -> Row:
    return {
        f"{name}_low": count.min if count else None,
        f"{name}_best": count.value if count else None,
        f"{name}_high": count.max if count else None,
    }


def _actor_rows(event: CodedEvent) -> list[Row]:
    return [
        {
            "role": role,
            "ordinal": ordinal,
            "actor_id": actor.actor_id,
            "actor_name": actor.canonical,
            "iso3": actor.iso3,
            "kind": actor.kind,
            "span_start": actor.span.start,
            "span_end": actor.span.end,
        }
        for role, actors in (("source", event.source), ("target", event.target))
        for ordinal, actor in enumerate(actors, 1)
    ]


def _place_rows(event: CodedEvent) -> list[Row]:
    return [
        {
            "role": role,
            "ordinal": ordinal,
            "place_id": place.place_id,
            "place_name": place.canonical,
            "country_iso3": place.country,
            "latitude": place.lat,
            "longitude": place.lon,
            "level": place.level,
            "span_start": place.span.start,
            "span_end": place.span.end,
        }
        for role, places in (("from", event.origin), ("to", event.destination), ("at", event.location))
        for ordinal, place in enumerate(places, 1)
    ]


def _span_rows(event: CodedEvent, text: str) -> list[Row]:
    return [
        {
            "slot": slot,
            "ordinal": ordinal,
            "span_start": span.start,
            "span_end": span.end,
            "quote_sha256": _hash(_words(text, span)),
            "quote": _words(text, span),
        }
        for slot, spans in event.spans().items()
        for ordinal, span in enumerate(spans, 1)
    ]


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
