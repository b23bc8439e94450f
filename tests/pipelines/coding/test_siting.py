"""Where an event is said to happen: among the places of its sentence, and from the sentences around. Our own texts."""

import pytest

from tests.pipelines.coding.coded import one


def where(text: str, **facts: str) -> list[str]:
    """The places of each event in text order, as the text writes them; what moves has "from > to"."""
    found = []
    for event in one(text, **facts):
        ends = [", ".join(p.surface for p in places) for places in (event.origin, event.destination, event.location)]
        found.append(ends[2] or f"{ends[0]} > {ends[1]}".strip())
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled a market in Yemen's Taiz province on Friday.", "Taiz province"),
        ("Militants killed nine farmers in the northern Mali town of Gao on Friday.", "Gao"),
        ("Gunmen attacked a village in northern Nigeria's Zamfara state on Friday, killing six.", "Zamfara state"),
        ("Jets bombed a depot in the Kharkiv region town of Kupiansk on Friday.", "Kupiansk"),
        ("Rebels shelled Aleppo in Syria and Kirkuk in Iraq on Friday.", "Aleppo, Kirkuk"),
        ("Rebels shelled Kandahar, Kunduz and Balkh province on Friday.", "Kandahar, Kunduz, Balkh province"),
    ],
)
def test_a_wider_place_that_only_says_where_a_narrower_one_lies_is_dropped(text: str, expected: str) -> None:
    assert where(text) == [expected]
