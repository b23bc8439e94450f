"""Attacks as news tells them: who strikes, who is struck, how many are killed and hurt. All sentences are our own."""

from pipelines.coding.record import CodedEvent, Quantity
from tests.pipelines.coding.coded import one


def count(mark: str, quantity: Quantity | None) -> list[str]:
    return [f"{mark}{quantity.value}"] if quantity else []


def side(event: CodedEvent) -> str:
    """An attack in one line: subtype, attackers > attacked, places, killed and wounded."""
    source = ", ".join(a.canonical for a in event.source)
    target = ", ".join(a.canonical for a in event.target)
    where = ", ".join(p.surface for p in event.location)
    tolls = count("k", event.fatalities) + count("w", event.wounded)
    return " ".join(f"{event.subtype}: {source} > {target} @ {where} {' '.join(tolls)}".split())


def attacks(text: str) -> list[str]:
    return [side(event) for event in one(text) if event.type == "attack"]


def test_the_place_of_a_dateline_is_no_actor_under_whatever_title() -> None:
    told = "Insurgents shelled the port of Massawa on Friday, killing four soldiers."
    for head in ("ASMARA, June 12 (Horn Wire) - ", "Port shelled\n\nASMARA, June 12 (Horn Wire) - ", "ASMARA: "):
        assert attacks(head + told) == ["shelling: insurgents > Eritrea @ Massawa k4"]
