"""Times in our own sentences: which days they mean, and which of them date only the report."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.coding.times.datelines import dateline_date, find_dateline
from pipelines.coding.times.dates import easter, hijri_month, shift, us_election_day
from pipelines.coding.times.periods import RULES, dates_report, find_periods
from pipelines.coding.words import language
from tests.texts import CHARACTERS

THURSDAY = date(2018, 6, 14)


def found(text: str, published: date = THURSDAY) -> list[tuple[str, str, str, str]]:
    """Words, first day, last day and precision of each period."""
    periods = find_periods(language.parse(text), published)
    return [(p.span.of(text), p.start.isoformat(), p.end.isoformat(), p.precision) for p in periods if p.span]


def only(text: str, published: date = THURSDAY) -> tuple[str, str]:
    """The days of the one period in a text."""
    ((_, start, end, _),) = found(text, published)
    return start, end


def test_the_year_after_a_known_day_is_the_year_that_follows() -> None:
    text = "In the year after the Sept. 11 attacks the force grew."
    assert ("year after the Sept. 11 attacks", "2001-09-11", "2002-09-11") in {f[:3] for f in found(text)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_every_rule_finds_the_example_beside_it(rule):
    assert rule.pattern.search(rule.example)


@pytest.mark.parametrize(
    "text, start, end",
    [
        ("Rebels shelled the port on 5 May 2017.", "2017-05-05", "2017-05-05"),
        ("Rebels shelled the port on May 5, 2017.", "2017-05-05", "2017-05-05"),
        ("Rebels shelled the port on 2017-05-05.", "2017-05-05", "2017-05-05"),
        ("Rebels shelled the port on 25/05/2017.", "2017-05-25", "2017-05-25"),
        ("Rebels shelled the port on 03.05.2017.", "2017-05-03", "2017-05-03"),
        ("Rebels shelled the port on Nov. 14.", "2017-11-14", "2017-11-14"),
        ("Rebels shelled the port on Monday, June 11.", "2018-06-11", "2018-06-11"),
        ("Rebels shelled the port on the 9th of June.", "2018-06-09", "2018-06-09"),
        ("Rebels shelled the port in March.", "2018-03-01", "2018-03-31"),
        ("Rebels shelled the port in August.", "2017-08-01", "2017-08-31"),
        ("Rebels shelled the port last December.", "2017-12-01", "2017-12-31"),
        ("Rebels shelled the port in early June.", "2018-06-01", "2018-06-10"),
        ("Rebels shelled the port in mid-May.", "2018-05-11", "2018-05-20"),
        ("Rebels shelled the port in late 2016.", "2016-10-01", "2016-12-31"),
        ("Rebels shelled the port in August last year.", "2017-08-01", "2017-08-31"),
        ("Rebels shelled the port in the summer of 2016.", "2016-06-01", "2016-08-31"),
        ("Rebels shelled the port last winter.", "2017-12-01", "2018-02-28"),
        ("Rebels shelled the port in the first quarter of 2016.", "2016-01-01", "2016-03-31"),
        ("Rebels shelled the port in 1999.", "1999-01-01", "1999-12-31"),
        ("Rebels shelled the port in the late 1980s.", "1987-01-01", "1989-12-31"),
        ("Rebels shelled the port between May 3 and June 5.", "2018-05-03", "2018-06-05"),
        ("Rebels shelled the port from May 3 to 5.", "2018-05-03", "2018-05-05"),
        ("Rebels held the port from 2003 to 2011.", "2003-01-01", "2011-12-31"),
    ],
)
def test_calendar_dates_are_read_in_every_order(text, start, end):
    assert only(text) == (start, end)


@pytest.mark.parametrize(
    "text, start, end",
    [
        ("Rebels shelled the port on Monday.", "2018-06-11", "2018-06-11"),
        ("Rebels shelled the port on Thursday.", "2018-06-14", "2018-06-14"),
        ("Rebels shelled the port last Thursday.", "2018-06-07", "2018-06-07"),
        ("Rebels will leave the port on Monday.", "2018-06-18", "2018-06-18"),
        ("Rebels are due to leave the port on Monday.", "2018-06-18", "2018-06-18"),
        ("The army ordered them to leave the port by Monday.", "2018-06-14", "2018-06-18"),
        ("Rebels shelled the port on Tuesday of last week.", "2018-06-05", "2018-06-05"),
        ("Rebels shelled the port yesterday.", "2018-06-13", "2018-06-13"),
        ("Rebels shelled the port overnight.", "2018-06-13", "2018-06-14"),
        ("Rebels have shelled the port over the past 48 hours.", "2018-06-12", "2018-06-14"),
        ("Rebels shelled the port over the weekend.", "2018-06-09", "2018-06-10"),
        ("The army will leave the port next weekend.", "2018-06-16", "2018-06-17"),
        ("A weekend raid on the port was beaten off.", "2018-06-09", "2018-06-10"),
        ("Rebels shelled the port in the first days of the month.", "2018-06-01", "2018-06-10"),
        ("Rebels shelled the port between the 3rd and the 8th.", "2018-06-03", "2018-06-08"),
        ("Rebels shelled the port from the 28th to the 2nd.", "2018-05-28", "2018-06-02"),
        ("Rebels shelled the port on the 28th.", "2018-05-28", "2018-05-28"),
        ("The rebels will leave the port on the 3rd.", "2018-07-03", "2018-07-03"),
        ("The rebels have until the 24th to leave the port.", "2018-06-14", "2018-06-24"),
        ("The embargo is in force until the end of August.", "2018-06-14", "2018-08-31"),
        ("Rebels shelled the port a year ago.", "2017-04-14", "2017-08-14"),
        ("Rebels shelled the port last week.", "2018-06-04", "2018-06-10"),
        ("Rebels shelled the port this month.", "2018-06-01", "2018-06-30"),
        ("Rebels shelled the port earlier this month.", "2018-06-01", "2018-06-14"),
        ("Rebels shelled the port late last year.", "2017-10-01", "2017-12-31"),
        ("Rebels shelled the port three days ago.", "2018-06-11", "2018-06-11"),
        ("Rebels shelled the port two weeks ago.", "2018-05-28", "2018-06-03"),
        ("Rebels shelled the port five years ago.", "2013-01-01", "2013-12-31"),
        ("Rebels shelled the port almost a year ago.", "2017-06-14", "2017-08-14"),
        ("Rebels have shelled the port over the past three months.", "2018-03-14", "2018-06-14"),
        ("Rebels have shelled the port since 2014.", "2014-01-01", "2018-06-14"),
        ("Rebels have shelled the port in recent weeks.", "2018-05-03", "2018-06-14"),
        ("Rebels will leave the port in the coming days.", "2018-06-14", "2018-06-21"),
        ("Rebels will leave the port over the next month.", "2018-06-14", "2018-07-14"),
        ("Rebels shelled the port on Tues. night.", "2018-06-12", "2018-06-12"),
        ("Rebels will leave the port within six months.", "2018-06-14", "2018-12-14"),
        ("Rebels will leave the port by the end of the year.", "2018-06-14", "2018-12-31"),
        ("Rebels will leave the port within days.", "2018-06-14", "2018-06-21"),
        ("Rebels will leave the port in five years.", "2023-01-01", "2023-12-31"),
        ("Rebels will leave the port by next year.", "2018-06-14", "2019-12-31"),
        ("Rebels will hold the port until September 2019.", "2018-06-14", "2019-09-30"),
        ("Rebels will leave the port after 2020.", "2020-12-31", "2021-12-31"),
        ("U.S. troops will leave the port after the November elections.", "2018-11-06", "2018-12-06"),
    ],
)
def test_relative_dates_count_from_the_publication(text, start, end):
    assert only(text) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "The vote will be the first in five years.",
        "The army left the port within days.",
        "Rebels will leave the port by nightfall.",
    ],
)
def test_a_stretch_that_looks_back_and_an_hour_of_no_day_are_no_dates(text):
    assert found(text) == []


def test_a_time_of_day_takes_the_day_that_was_spoken_of():
    assert found("Rebels shelled the port on Monday and were gone by nightfall.") == [
        ("Monday", "2018-06-11", "2018-06-11", "day"),
        ("by nightfall", "2018-06-11", "2018-06-11", "day"),
    ]


def test_each_day_of_a_list_is_a_period_and_takes_the_year_of_the_last():
    assert found("Shells fell on January 11, January 22 and February 3, 2016, the mayor recalled.") == [
        ("January 11", "2016-01-11", "2016-01-11", "day"),
        ("January 22", "2016-01-22", "2016-01-22", "day"),
        ("February 3, 2016", "2016-02-03", "2016-02-03", "day"),
    ]
    assert [days[1] for days in found("Shells fell on March 3, 7 and 11.")] == [
        "2018-03-03",
        "2018-03-07",
        "2018-03-11",
    ]


def test_dates_carry_on_from_those_before():
    text = "Rebels took the town on May 5, 2016. The army returned two days later. It left again the following month."
    assert [(words, start, end) for words, start, end, _ in found(text)] == [
        ("May 5, 2016", "2016-05-05", "2016-05-05"),
        ("two days later", "2016-05-07", "2016-05-07"),
        ("the following month", "2016-06-01", "2016-06-30"),
    ]
    basis = [period.basis for period in find_periods(language.parse(text), THURSDAY)]
    assert basis == ["absolute", "carried", "carried"]


def test_a_count_before_a_date_is_reckoned_from_it():
    assert found("The raid came two days after the Sept. 11 attacks.") == [
        ("two days after the Sept. 11 attacks", "2001-09-13", "2001-09-13", "day"),
        ("the Sept. 11 attacks", "2001-09-11", "2001-09-11", "day"),
    ]


def test_since_an_event_with_a_date_gives_the_stretch_and_the_date():
    assert found("The army has lost ten tanks since the truce of January 19.") == [
        ("since the truce of January 19", "2018-01-19", "2018-06-14", "range"),
        ("January 19", "2018-01-19", "2018-01-19", "day"),
    ]


def test_a_date_that_modifies_an_event_is_not_stretched_by_after():
    assert found("Talks resumed after the 2015 ceasefire.") == [("2015", "2015-01-01", "2015-12-31", "year")]


@pytest.mark.parametrize(
    "text",
    [
        "The base housed 2,007 soldiers under resolution 1701.",
        "The war has gone on for two decades.",
        "The 14th Brigade of the 101st Airborne crossed the river.",
        "The captain, aged 19, may march on the town at 10:30.",
        "Black Friday sales rose under the Relief Act of 2016.",
        "The channel Country Today was fined.",
        "They paid $2015 for 1999 rounds.",
    ],
)
def test_numbers_names_and_durations_are_no_dates(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "text, expected",
    [
        ("The army said Tuesday that rebels had attacked a convoy.", True),
        ("A spokesman told reporters on Tuesday that the town had fallen.", True),
        ("The town fell, according to a statement issued Tuesday.", True),
        ("The army said rebels attacked a convoy on Tuesday.", False),
        ("Tuesday's attack killed four people, the army said.", False),
    ],
)
def test_the_day_of_the_report_is_told_from_the_day_of_the_event(text, expected):
    doc = language.parse(text)
    (period,) = find_periods(doc, THURSDAY)
    assert dates_report(doc, period) is expected


def test_days_are_reckoned_from_the_dateline_when_the_text_appears_later():
    text = "HERAT, Afghanistan (June 12, 2018)\nA patrol found the bomb yesterday."
    assert found(text) == [("yesterday", "2018-06-11", "2018-06-11", "day")]


@pytest.mark.parametrize(
    "text, full, near",
    [
        ("HERAT, Afghanistan (June 12, 2018)\nA patrol", date(2018, 6, 12), date(2018, 6, 12)),
        ("LIMA, June 12, 2018 (Agency) -- The", date(2018, 6, 12), date(2018, 6, 12)),
        ("LIMA, 12 June (Agency) - The", None, date(2018, 6, 12)),
        ("Tuesday, June 12, 2018\n\nA bomb", date(2018, 6, 12), date(2018, 6, 12)),
        ("Published: 2018-06-12\nA bomb", date(2018, 6, 12), date(2018, 6, 12)),
        ("On June 12, 2018, a bomb went off.", None, None),
        ("LIMA - A bomb", None, None),
    ],
)
def test_a_dateline_has_a_year_or_is_not_taken_for_a_date(text, full, near):
    assert find_dateline(text) == full
    assert dateline_date(text, THURSDAY) == near


def test_movable_days_fall_where_they_fell():
    assert [easter(year) for year in (1961, 2000, 2024)] == [date(1961, 4, 2), date(2000, 4, 23), date(2024, 3, 31)]
    assert [us_election_day(year) for year in (2016, 2022)] == [date(2016, 11, 8), date(2022, 11, 8)]
    assert hijri_month(1445, 9)[0] == date(2024, 3, 11)
    assert shift(date(2020, 1, 31), 1, "month") == date(2020, 2, 29)


_TIME_WORDS = """May 31 2020 1999 since until the last next Friday week ago two , . - and from to between 9/11 of
    years later 30 12/31/2019 Feb. winter Easter Ramadan after before decade overnight ’s same day 0 １２ ٣"""
_WORDS = st.sampled_from([*_TIME_WORDS.split(), "\n"])


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(CHARACTERS, max_size=80), st.lists(_WORDS, max_size=25).map(" ".join)), st.dates())
def test_any_text_on_any_day_gives_ordered_days_inside_the_text(text, published):
    spans = []
    for period in find_periods(language.parse(text), published):
        assert period.span is not None
        assert 0 <= period.span.start < period.span.end <= len(text)
        assert period.start <= period.end
        spans.append((period.span.start, -period.span.end))
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    "text", ["May 3" + ", " * 300, "May 3" + " and" * 200, "\n" * 3000, "since" + " " * 3000, "3-" * 900]
)
def test_repetition_in_a_text_costs_no_time_out_of_proportion(text):
    doc = language.parse(text)
    started = perf_counter()
    find_periods(doc, THURSDAY)
    assert perf_counter() - started < 2


def test_a_day_of_that_month_is_of_the_month_told_before():
    assert found("They held the port until March and left it on the 16th of that month.")[-1][1:3] == (
        "2018-03-16",
        "2018-03-16",
    )
