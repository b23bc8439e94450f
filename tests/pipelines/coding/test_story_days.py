"""The day of an event whose own sentence names none: from what the paragraph told before it. Our own texts."""

import pytest

from tests.pipelines.coding.coded import one


def days(text: str) -> list[str]:
    return [f"{e.trigger.of(text)} {e.period.start}..{e.period.end}" if e.period else "" for e in one(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The market was closed on Friday. Rebels shelled the port of Aden in Yemen.", "2020-06-12..2020-06-12"),
        ("The market had closed early on Friday, he said. Soldiers shelled Aden in Yemen.", "2020-06-12..2020-06-12"),
        ("The mayor said on Sunday the mill was lost. Rebels shelled the port of Aden.", "2020-06-09..2020-06-15"),
        ("The market was closed on Friday.\n\nRebels shelled the port of Aden in Yemen.", "2020-06-09..2020-06-15"),
    ],
)
def test_the_sentence_before_dates_an_event_of_its_paragraph(text: str, expected: str) -> None:
    assert days(text) == [f"shelled {expected}"]


def test_an_event_told_again_dates_what_follows_it() -> None:
    text = (
        "Mortar shells hit a base in Gao in Mali on Friday, killing two soldiers.\n\n"
        "The base had been attacked twice. A bomb exploded at its gate before sunrise."
    )
    assert {line.split()[1] for line in days(text)} == {"2020-06-12..2020-06-12"}


def test_what_they_also_did_was_on_the_same_day_in_the_next_paragraph_too() -> None:
    text = "Rebels killed nine people in Beni in Congo on Friday.\n\nThey also abducted a dozen children."
    assert days(text) == ["killed 2020-06-12..2020-06-12", "abducted 2020-06-12..2020-06-12"]


def test_what_came_hours_later_was_in_the_days_of_what_came_before() -> None:
    text = (
        "Five soldiers died when a bomb went off in Uludere in Turkey.\n\nHours later, militants shelled a post in "
        "Kiziltepe, the governor said on Sunday."
    )
    assert len({line.split()[1] for line in days(text)}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took Walikale in Congo, a hub 125 km from Goma, on Friday evening, residents and an officer said.",
        "Rebels took Walikale in Congo on Friday, the furthest west that they have come since 2012.",
    ],
)
def test_the_day_before_a_speaker_is_that_of_the_deed_and_a_record_dates_nothing(text: str) -> None:
    assert days(text)[0] == "took 2020-06-12..2020-06-12"


def test_the_day_on_which_a_thing_was_made_is_not_that_of_its_loss() -> None:
    assert days("The base built in 2016 was captured by rebels on Friday.") == ["captured 2020-06-12..2020-06-12"]
    assert days("The base built in 2016 was captured by rebels.") != ["captured 2016-01-01..2016-12-31"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army said on Friday that it had retaken Aden in Yemen.", "2020-06-12..2020-06-15"),
        ("The army had retaken Aden in Yemen.", ""),
        (
            "Rebel fighters have left Aden, ahead of a deadline set by the officers who seized power in 2014.",
            "2020-06-12..2020-06-15",
        ),
        ("Rebels killed six men who were digging a trench near Aden on Friday.", "2020-06-12..2020-06-12"),
        (
            "After the raid of Friday, in which rebels killed six men in Aden, a curfew was set.",
            "2020-06-12..2020-06-12",
        ),
        ("Rebels killed six men who had fled Aden in May.", ""),
    ],
)
def test_what_was_said_or_done_by_others_dates_no_event_and_what_went_on_meanwhile_does(
    text: str, expected: str
) -> None:
    assert days(text)[0].partition(" ")[2] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A truce took hold in Aden on Friday after two weeks of clashes with rebels.", "2020-05-29..2020-06-12"),
        ("Rebels left the port of Aden after nearly a month of shelling.", "2020-05-15..2020-06-15"),
        ("The army spoke of two weeks of shelling of Aden on Friday.", "2020-06-12..2020-06-12"),
    ],
)
def test_a_number_of_weeks_of_fighting_ends_with_what_the_sentence_tells(text: str, expected: str) -> None:
    assert days(text)[-1].split()[-1] == expected


def test_what_has_gone_on_since_something_and_that_something_have_their_own_days() -> None:
    text = "Israel has carried out strikes in southern Lebanon since a truce with Hezbollah began in November 2019."
    assert days(text) == ["strikes 2019-11-01..2020-06-15", "truce 2019-11-01..2019-11-30"]


def test_the_year_since_which_something_goes_on_is_that_of_its_beginning() -> None:
    text = "Rebels have held Aden since they captured the port in 2015."
    assert days(text)[-1] == "captured 2015-01-01..2015-12-31"
