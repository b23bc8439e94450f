"""A text of two events, their labels, and a way to alter a label into what a coder might have said."""

import copy
from typing import Any

TEXT = (
    "Two gunboats left Karsk on Monday, the navy said. "
    "Insurgents shelled the harbour at Dolna on 3 May, killing nine people."
)
DOC = {"doc_id": "t1", "published": "2015-05-06", "title": "Gunboats leave", "text": TEXT}
EMPTY_DOC = {
    "doc_id": "t2",
    "published": "2015-05-06",
    "title": "Cup final",
    "text": "The strikers attacked from the start.",
}


def span(words: str, text: str = TEXT) -> dict[str, Any]:
    start = text.index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def _place(name: str, country: str, lat: float, lon: float, level: str = "city") -> dict[str, Any]:
    return {"surface": name, "canonical": name, "country": country, "lat": lat, "lon": lon, "level": level}


LEFT: dict[str, Any] = {
    "doc_id": "t1",
    "event_id": "t1#01",
    "type": "troop_movement",
    "subtype": "withdrawal",
    "status": "occurred",
    "date_start": "2015-05-04",
    "date_end": "2015-05-04",
    "actors": {"source": [{"surface": "navy", "canonical": "Karsk", "iso3": "KRS", "kind": "state"}], "target": []},
    "locations": {"from": [_place("Karsk", "KRS", 50.0, 10.0)], "to": [], "at": []},
    "quantity": {"value": 2, "min": 2, "max": 2, "unit": "ships", "kind": "stated"},
    "trigger": span("left"),
    "sentence": span("Two gunboats left Karsk on Monday, the navy said."),
    "notes": "boats go",
}
SHELLED: dict[str, Any] = {
    "doc_id": "t1",
    "event_id": "t1#02",
    "type": "attack",
    "subtype": "shelling",
    "status": "occurred",
    "date_start": "2015-05-03",
    "date_end": "2015-05-03",
    "actors": {"source": [{"surface": "Insurgents", "canonical": "insurgents", "kind": "rebel"}], "target": []},
    "locations": {"from": [], "to": [], "at": [_place("Dolna", "DOL", 51.0, 11.0)]},
    "fatalities": {"value": 9, "min": 9, "max": 9},
    "trigger": span("shelled"),
    "sentence": span("Insurgents shelled the harbour at Dolna on 3 May, killing nine people."),
    "alternatives": {"subtype": ["bombing"]},
}
GOLD = [LEFT, SHELLED]


def coded(label: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """The label as a coder's event, with other values in some of its fields."""
    return copy.deepcopy(label) | changes
