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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled a market in Sake, 25 km from Goma, on Friday.", "Sake"),
        ("Gunmen attacked a village in Tillia, south of Tahoua, on Friday, killing six.", "Tillia"),
        ("Militants ambushed a convoy carrying rice to Djibo near Kaya on Friday.", "Kaya"),
        ("Mortar fire killed four soldiers in Avdiivka on Friday and the wounded were taken to Dnipro.", "Avdiivka"),
        ("Four soldiers shot by gunmen in Tarin Kot on Friday died in a clinic in Kandahar.", "Tarin Kot"),
        ("Rebels attacked Bangassou on Friday and hundreds of people fled into Chad.", "Bangassou"),
        ("Militants bombed a bus in Kunduz on Friday while buyers from Herat were waiting.", "Kunduz"),
        ("Rebels ambushed Malian soldiers on the road from Kidal to Gao on Friday.", "Kidal, Gao"),
        ("Rebels ambushed Malian soldiers 30 km from Gao on Friday.", "Gao"),
        ("Rebels shelled a hospital in Goma on Friday.", "Goma"),
        ("Militants bombed a clinic in Kunduz on Friday, killing two nurses.", "Kunduz"),
        ("A nurse at Beni hospital said rebels had killed nine farmers in Mbau on Friday.", "Mbau"),
        ("Rebels killed nine farmers in Mbau on Friday, a doctor at a clinic in Goma told reporters.", "Mbau"),
        ("In Mbau, a nurse said, rebels killed nine farmers on Friday.", "Mbau"),
    ],
)
def test_a_place_that_measures_heals_or_takes_in_is_not_the_scene(text: str, expected: str) -> None:
    assert where(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Manila sent 90 marines on Friday to Basco, the town closest to Taiwan.", "> Basco"),
        ("Troops advanced on Friday to Kupiansk, which lies between Kharkiv and Luhansk.", "> Kupiansk"),
        ("US soldiers reached a base in Latvia on Friday after a long march from Bavaria.", "Bavaria > Latvia"),
        ("French troops withdrew on Friday from Tessalit by road to Agadez in Niger.", "Tessalit > Agadez"),
    ],
)
def test_a_movement_has_the_ends_of_its_own_clause(text: str, expected: str) -> None:
    assert where(text)[0] == expected
