"""Counts in our own sentences: how many, of what, and who of them was killed or wounded."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.coding.counts.numbers import find_counts
from pipelines.coding.counts.numerals import amounts, parse
from pipelines.coding.words import language
from tests.texts import CHARACTERS


def found(text: str) -> list[tuple[str, int | None, int | None, int | None, str, str]]:
    """Words, value, bounds, unit and kind of each count."""
    counts = find_counts(language.parse(text))
    return [(c.span.of(text), c.value, c.min, c.max, c.unit, c.kind) for c in counts]


def units(text: str) -> list[tuple[int | None, str]]:
    """Value (or least) and unit of each count."""
    return [(value if value is not None else low, unit) for _, value, low, _, unit, _ in found(text)]


@pytest.mark.parametrize(
    "words, number",
    [
        ("2,500", 2500),
        ("two hundred and fifty", 250),
        ("twenty-five", 25),
        ("2.5 million", 2_500_000),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("three thousand four hundred", 3400),
        ("grey", None),
        ("", None),
    ],
)
def test_numerals_are_read(words, number):
    assert parse(words) == number


@pytest.mark.parametrize(
    "words, bounds",
    [
        ("at least 12 men", (12, 12, None, "at least")),
        ("more than 1,200 men", (1200, 1200, None, "more than")),
        ("up to 190 men", (190, None, 190, "up to")),
        ("about 90 men", (90, 90, 90, "approx")),
        ("1,500-2,000 men", (None, 1500, 2000, "range")),
        ("between 10 and 20 men", (None, 10, 20, "range")),
        ("three to five men", (None, 3, 5, "range")),
        ("dozens of men", (None, 24, None, "at least")),
        ("hundreds of men", (None, 200, None, "at least")),
        ("50 or more men", (50, 50, None, "at least")),
        ("a third of the 900-strong contingent", (300, 300, 300, "stated")),
        ("half of its 4,000 men", (2000, 2000, 2000, "stated")),
        ("no men", (0, 0, 0, "stated")),
    ],
)
def test_words_around_a_number_bound_it(words, bounds):
    ((value, low, high, kind),) = [(a.value, a.min, a.max, a.kind) for a in amounts(words)]
    assert (value, low, high, kind) == bounds


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The mine killed nine soldiers and wounded at least 15.", [(9, "killed"), (15, "wounded")]),
        ("Nine villagers were killed and 15 others injured.", [(9, "killed"), (15, "wounded")]),
        ("The ambush left nine dead and 15 wounded.", [(9, "killed"), (15, "wounded")]),
        ("The siege left more than 1,000 civilians dead.", [(1000, "killed")]),
        ("A rocket hit the market, killing 9 and injuring 15.", [(9, "killed"), (15, "wounded")]),
        ("The death toll rose to 61.", [(61, "killed")]),
        ("Some 700 people have died in the siege.", [(700, "killed")]),
        ("The shelling claimed the lives of six teachers.", [(6, "killed")]),
        ("Twelve militants killed three policemen.", [(12, "fighters"), (3, "killed")]),
        ("A sailor was killed when the boat exploded.", [(1, "killed")]),
        ("The blast killed two soldiers and a driver.", [(2, "killed"), (1, "killed")]),
        ("Officials reported 40 soldiers and 9 civilians killed.", [(40, "killed"), (9, "killed")]),
        ("No one was killed.", [(0, "killed")]),
        ("The attack caused no casualties.", [(0, "killed"), (0, "wounded")]),
        ("One of the rebels killed in the raid was a courier.", [(1, "fighters")]),
        ("Ten days of fighting cost 63 lives.", [(63, "killed")]),
        ("The fighting cost 23 of them their lives.", [(23, "killed")]),
        ("The rebels held Sake at the cost of eleven lives.", [(11, "killed")]),
        ("An airliner was shot down with the loss of 48 lives.", [(48, "killed")]),
        ("Twelve lives have been lost.", [(12, "killed")]),
        ("The party lost nine seats.", []),
        ("Upwards of 250 people were put to death.", [(250, "killed")]),
        ("Six nuns were hanged.", [(6, "killed")]),
        ("Gunmen mowed down ten traders.", [(10, "killed")]),
        ("Twelve corpses were brought in.", [(12, "killed")]),
        ("They met an ambush in which nineteen paratroopers fell.", [(19, "killed")]),
        ("Nineteen paratroopers fell back to Sake.", [(19, "troops")]),
        ("Nineteen of her company did not survive.", [(19, "killed")]),
        ("Eleven of the terrorists were accounted for.", [(11, "killed")]),
        ("Four rebels dead, say the British.", [(4, "killed")]),
    ],
)
def test_the_killed_and_wounded_are_told_by_the_syntax(text, expected):
    assert units(text) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("France will send 1,200 troops.", [(1200, "troops")]),
        ("A force of 500 landed at the port.", [(500, "troops")]),
        ("They flew in a company of 128 men.", [(128, "troops")]),
        ("Thirty air force officers will follow.", [(30, "troops")]),
        ("Thirty police officers will follow.", [(30, "police")]),
        ("The camp shelters 9,000 refugees.", [(9000, "displaced")]),
        ("The army holds 40 detainees.", [(40, "detained")]),
        ("The rebels fired 17 rockets from two trucks.", [(17, "rockets"), (2, "vehicles")]),
        ("Six warships and 20 jets left the gulf.", [(6, "ships"), (20, "aircraft")]),
        ("Four attacks hit three bases.", [(4, "attacks"), (3, "targets")]),
    ],
)
def test_the_noun_says_what_is_counted(text, expected):
    assert units(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The August 15 attacks went on until 20 March.",
        "The captain is 40 years old and lives 12 km away.",
        "The ministry spent $300 on soldiers' boots.",
        "The F-16 belongs to the 31st wing.",
        "There were no civilians in the area.",
        "The 2012 attacks shook the capital.[1]",
        "About 30 percent voted at 7:45 p.m.",
        "May 4, 2013 - French soldiers left the base.",
        "November 2014 soldiers' elections were put off.",
    ],
)
def test_dates_ages_measures_and_names_are_no_counts(text):
    assert found(text) == []


def test_the_span_holds_the_bound_and_one_bound_serves_both_tolls():
    assert found("At least five people were hurt.") == [("At least five", 5, 5, None, "wounded", "at least")]
    assert found("The raid ended with at least five people killed and 18 injured.") == [
        ("at least five", 5, 5, None, "killed", "at least"),
        ("18", 18, 18, None, "wounded", "at least"),
    ]


_NUMBER_WORDS = """12 2,500 two dozen hundred and of the a killed - – to between at least people no one soldiers .
    , 0 １２ ٣ half third"""


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.text(CHARACTERS, max_size=80), st.lists(st.sampled_from(_NUMBER_WORDS.split()), max_size=25).map(" ".join)
    )
)
def test_any_text_gives_counts_inside_the_text_with_ordered_bounds(text):
    for count in find_counts(language.parse(text)):
        assert 0 <= count.span.start < count.span.end <= len(text)
        assert count.min is None or count.max is None or count.min <= count.max
        assert count.value is None or count.value >= 0
