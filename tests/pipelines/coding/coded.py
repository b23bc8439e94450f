"""A text coded on 15 June 2020, and its events as lines."""

from datetime import date

from pipelines.coding import coder
from pipelines.coding.record import CodedEvent, Document, Quantity


def one(text: str, **facts: str) -> list[CodedEvent]:
    [(_, events)] = coder.code([Document("d", text, date(2020, 6, 15), **facts)])
    return events


def row(event: CodedEvent) -> str:
    """An event as one line: kind, source, places, days, numbers."""
    ends = [
        ", ".join(place.surface for place in places) for places in (event.origin, event.destination, event.location)
    ]
    where = f"@ {ends[2]}" if ends[2] else f"{ends[0]} > {ends[1]}".strip() if ends[0] or ends[1] else ""
    days = []
    if event.period:
        days = list(dict.fromkeys([event.period.start.isoformat(), event.period.end.isoformat()]))
    counts = (("quantity", event.quantity), ("killed", event.fatalities), ("wounded", event.wounded))
    numbers = " ".join(f"{name} {count.value}" for name, count in counts if count)
    kind = f"{event.type}/{event.subtype}/{event.status}"
    source = ", ".join(actor.canonical for actor in event.source)
    return " | ".join([kind, source, where, "..".join(days), numbers]).replace("  ", " ").strip()


def count(mark: str, quantity: Quantity | None) -> list[str]:
    """The number of a count behind its mark, nothing where there is none."""
    return [f"{mark}{quantity.value}"] if quantity else []


def side(event: CodedEvent) -> str:
    """An attack in one line: subtype, attackers > attacked, places, killed and wounded."""
    source = ", ".join(a.canonical for a in event.source)
    target = ", ".join(a.canonical for a in event.target)
    where = ", ".join(p.surface for p in event.location)
    tolls = count("k", event.fatalities) + count("w", event.wounded)
    return " ".join(f"{event.subtype}: {source} > {target} @ {where} {' '.join(tolls)}".split())


def attacks(text: str) -> list[str]:
    """The attacks of a text, a line each."""
    return [side(event) for event in one(text) if event.type == "attack"]
