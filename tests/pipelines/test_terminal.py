"""What a terminal shows: lines that are broken between words, numbers with their words; and what a file gets."""

from pathlib import Path

import pytest

from pipelines.summary import BrokenRule, Reject
from pipelines.terminal import screen, show_broken, show_mistake, show_rejects, show_rows
from tests.conftest import run_casus
from warehouse.errors import UserError

REASON = "The report names neither a day nor a place, and so it waits until somebody gives them both."
REJECT = Reject("article", "news.txt", REASON, "Say when and where it was.", 3)
TOLD = f"article: news.txt: {REASON} Say when and where it was. (and 2 like it)"
ADDRESS = "https://example.org/" + "archive/" * 20


@pytest.fixture(params=[40, 80, 140])
def width(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Of a terminal on which all is shown."""
    for console in (screen.out, screen.err):
        monkeypatch.setattr(console, "_force_terminal", True)
        monkeypatch.setattr(console, "_color_system", None)
        monkeypatch.setattr(console, "_width", request.param)
        monkeypatch.setattr(console, "_height", 25)
    return int(request.param)


def test_a_line_is_broken_between_words_and_goes_on_below_them(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    show_rejects([REJECT])
    shown = capsys.readouterr().out.splitlines()
    assert max(map(len, shown)) <= width
    start = next(number for number, line in enumerate(shown) if "article" in line)
    assert " ".join(" ".join(shown[:start]).split()) == "Rejects 3 records refused (all in the table rejects)"
    assert all(line.startswith(" " * screen.VALUES) for line in shown[1:start])
    assert shown[start].startswith("  article: news.txt: The")
    assert all(line.startswith("    ") for line in shown[start + 1 :])
    assert " ".join(" ".join(shown[start:]).split()) == TOLD


def test_a_file_gets_the_line_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    show_rejects([REJECT])
    assert capsys.readouterr().out == f"Rejects       3 records refused (all in the table rejects)\n  {TOLD}\n"


def test_an_address_longer_than_the_screen_stays_whole(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    show_mistake(UserError(f"{ADDRESS} did not answer", "Try again later."))
    assert ADDRESS in capsys.readouterr().err.split()


def test_the_values_of_a_wide_row_are_broken_below_one_another(width: int, capsys: pytest.CaptureFixture[str]) -> None:
    show_rows(["first", "second", "third"], [(REASON, REASON, REASON)], "table")
    shown = capsys.readouterr().out.splitlines()
    assert max(map(len, shown)) <= width
    assert [line.split()[0] for line in shown if not line.startswith(" ")] == ["first", "second", "third", "1"]
    told = f"first {REASON} second {REASON} third {REASON} 1 row; columns without a value are left out"
    assert " ".join(" ".join(shown).split()) == told


def test_the_words_around_a_trigger_are_whole(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(
        "On Thursday, as the long rains set in over the whole of the western province, fighters of the Rapid Support"
        " Forces attacked El Fasher in the hours before dawn, killing 14 people, the army said in a statement.",
        "utf-8",
    )
    shown = run_casus("code", str(story), "--published", "2024-05-04").output.splitlines()
    assert [line.strip() for line in shown if "attacked" in line] == [
        (
            "“…the western province, fighters of the Rapid Support Forces attacked"
            " El Fasher in the hours before dawn, killing 14 people, the…”"
        )
    ]


def test_one_is_no_plural(capsys: pytest.CaptureFixture[str]) -> None:
    show_broken([BrokenRule("events", "date.known", "A day is known.", "warning", 1, None)])
    assert capsys.readouterr().out == "  warning events.date.known: A day is known. 1 row breaks it: \n"
