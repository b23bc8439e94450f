"""Times that count from another day of the text, else from the publication. All sentences are our own."""

import pytest

from tests.pipelines.coding.test_periods import found, only


@pytest.mark.parametrize(
    "words, start, end",
    [
        ("exactly a week before", "2018-06-05", "2018-06-05"),
        ("two weeks to the day earlier", "2018-05-29", "2018-05-29"),
        ("little more than an hour earlier", "2018-06-12", "2018-06-12"),
        ("half an hour later", "2018-06-12", "2018-06-12"),
        ("some 18 hours earlier", "2018-06-11", "2018-06-12"),
        ("ten hours later", "2018-06-12", "2018-06-13"),
        ("48 hours earlier", "2018-06-10", "2018-06-10"),
        ("the previous Sunday", "2018-06-10", "2018-06-10"),
        ("the Sunday before", "2018-06-10", "2018-06-10"),
        ("the following Wednesday", "2018-06-13", "2018-06-13"),
        ("the evening before", "2018-06-11", "2018-06-11"),
        ("on the night of the 9th", "2018-06-09", "2018-06-09"),
    ],
)
def test_a_time_counts_from_the_day_told_before(words, start, end):
    times = found(f"Shells hit the port on Tuesday. The mill had been hit {words}.")
    assert times[-1][1:3] == (start, end)


@pytest.mark.parametrize(
    "words, start, end",
    [
        ("on the night of the 9th", "2018-06-09", "2018-06-09"),
        ("on the 20th", "2018-05-20", "2018-05-20"),
        ("on the 11th of this month", "2018-06-11", "2018-06-11"),
        ("on the 30th of last month", "2018-05-30", "2018-05-30"),
        ("less than a fortnight ago", "2018-05-31", "2018-06-03"),
        ("exactly two weeks ago", "2018-05-31", "2018-05-31"),
        ("two nights ago", "2018-06-12", "2018-06-12"),
        ("two hours ago", "2018-06-14", "2018-06-14"),
        ("ten hours ago", "2018-06-13", "2018-06-14"),
        ("the week before last", "2018-05-28", "2018-06-03"),
        ("the previous Sunday", "2018-06-10", "2018-06-10"),
    ],
)
def test_a_time_counts_from_the_publication_where_no_day_was_told(words, start, end):
    assert only(f"The mill was hit {words}.") == (start, end)


def test_a_number_of_hours_is_no_time_where_no_day_was_told():
    assert found("The mill burned for two hours. An hour later the 9th battalion came.") == []


def test_a_deadline_just_past_is_not_that_of_next_year():
    assert only("Soldiers have left the port ahead of the deadline of June 10.") == ("2018-06-10", "2018-06-10")
    assert only("Soldiers will leave the port before the deadline of July 10.")[1] == "2018-07-10"


def test_the_day_after_a_clause_is_the_day_before():
    text = "Shells fell on Tuesday, the day after troops had left the airport."
    assert [f[1] for f in found(text)] == ["2018-06-12", "2018-06-11"]


@pytest.mark.parametrize("words", ["two days after the raid on Gao", "just two days after the raid on Gao"])
def test_a_count_behind_a_day_dates_what_follows_it(words):
    assert [f[1] for f in found(f"Troops left on Tuesday, {words}. They came back a day later.")] == [
        "2018-06-12",
        "2018-06-10",
        "2018-06-13",
    ]


def test_half_a_year_is_no_year():
    assert only("The mill was hit half a year ago.") == ("2017-11-14", "2018-01-14")
    assert found("On Tuesday, half a year after the war, troops left.")[1:] == []


def test_a_lone_day_is_of_the_month_of_publication_where_only_a_stretch_was_told():
    text = "Nine have died since the end of May. The mill was hit on the morning of the 12th."
    assert found(text)[-1][1:3] == ("2018-06-12", "2018-06-12")


def test_a_day_that_only_dates_a_clause_is_not_that_of_the_story():
    text = "Troops left on Tuesday, two days after they had announced it. A shell fell an hour earlier."
    assert found(text)[-1][1] == "2018-06-12"


def test_decades_after_a_day_are_ten_years_to_forty():
    assert found("The bridge was rebuilt decades after March 3, 1951.")[0][1:3] == ("1961-03-03", "1991-03-03")
