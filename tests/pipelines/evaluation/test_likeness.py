import pytest

from pipelines.evaluation.likeness import kilometres, same_actor, same_amount, same_place, same_place_name
from pipelines.evaluation.records import Amount, Party, Spot


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ain al-Asad Air Base", "Ain al-Asad", True),
        ("the town of Bakhmut", "Bakhmut", True),
        ("Donetsk Oblast", "Donetsk", True),
        ("Saná", "Sana", True),
        ("north-east Syria", "northeastern Syria", True),
        ("northern Iraq", "southern Iraq", False),
        ("northern Iraq", "Iraq", False),
        ("Goma", "Gao", False),
        ("Us", "Us Pass", False),
    ],
)
def test_place_names(one, other, same):
    assert same_place_name(one, other) is same
    assert same_place_name(other, one) is same


def test_a_point_is_the_same_within_25_km_and_never_a_province():
    gold = Spot("the port", "Port of Aden", "YEM", 12.79, 45.03, "site")
    assert same_place(gold, Spot("Crater", "Crater", "YEM", 12.78, 45.04, "city"))
    assert not same_place(gold, Spot("Crater", "Crater", "YEM", 12.78, 45.04, "province"))
    assert not same_place(gold, Spot("Lahij", "Lahij", "YEM", 13.06, 44.88, "city"))


def test_a_country_is_known_by_its_code():
    gold = Spot("Burma", "Myanmar", "MMR", level="country")
    assert same_place(gold, Spot("the Union", "Union", "MMR", level="country"))
    assert not same_place(gold, Spot("Yangon", "Yangon", "MMR", level="city"))


def test_kilometres_between_goma_and_bukavu():
    assert kilometres((-1.68, 29.22), (-2.51, 28.86)) == pytest.approx(101, abs=2)


@pytest.mark.parametrize(
    ("gold", "coded", "same"),
    [
        (Party("Russian troops", "Russia", "RUS", "state"), Party("Moscow", "Russian army", "RUS", "state"), True),
        (Party("ISIS", "Islamic State"), Party("Daesh", "Daesh"), True),
        (Party("ISIS", "Islamic State"), Party("the state", "Syria", "SYR", "state"), False),
        (Party("the LTTE", "Tamil Tigers"), Party("LTTE", "LTTE"), True),
        (Party("Shiite gunmen", "Iran-backed militias"), Party("x", "Iranian-aligned groups"), True),
        (Party("Iran-backed militias", "Iran-backed militias"), Party("Iran", "Iran", "IRN", "state"), False),
        (Party("allies", "US-led coalition", None, "coalition"), Party("US", "United States", "USA", "state"), True),
        (Party("Maoist rebels", "Maoist rebels"), Party("the Maoists", "Maoist fighters"), True),
        (Party("Maoist rebels", "Maoist rebels"), Party("rebels", "rebels"), False),
        (Party("US", "United States", "USA", "state"), Party("militia", "Texas militia", "USA", "militia"), False),
    ],
)
def test_actors(gold, coded, same):
    assert same_actor(gold, coded) is same


@pytest.mark.parametrize(
    ("gold", "coded", "same"),
    [
        (Amount(2500, 2500, 2500), Amount(2540, None, None), True),
        (Amount(2500, 2500, 2500), Amount(2600, None, None), False),
        (Amount(None, 12, 18), Amount(15, None, None), True),
        (Amount(None, 12, 18), Amount(None, 12, 18), True),
        (Amount(None, 40, None), Amount(39, None, None), False),
        (Amount(15, 12, 18), Amount(17, None, None), True),
        (Amount(0, 0, 0), Amount(0, None, None), True),
        (Amount(0, 0, 0), Amount(1, None, None), False),
        (Amount(5, 5, 5), None, False),
    ],
)
def test_amounts(gold, coded, same):
    assert same_amount(gold, coded) is same
