"""The front door: what a person types, what they read, and the exit codes."""

import csv
import errno
import io
import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import duckdb
import pytest

import casus
from pipelines.feed import passed_over
from tests.conftest import run_casus
from warehouse import derive
from warehouse.home import Home
from warehouse.lock import holding

ARTICLE = """KHARTOUM, Sudan (May 4, 2024) - Fighters of the Rapid Support Forces attacked the town of El Fasher
on Thursday, killing 14 people, the army said. Egypt will withdraw 300 soldiers from Merowe next month.
"""


def copied(first_build: Path, tmp_path: Path) -> Path:
    home = tmp_path / "home"
    shutil.copytree(first_build, home, symlinks=True)
    return home


def files(home: Path) -> dict[str, bytes]:
    """The bytes of the published database and of the latest release."""
    latest = home / "releases" / "latest"
    return {path.name: path.read_bytes() for path in (home / "casus.duckdb", *sorted(latest.iterdir()))}


def parquet(home: Path) -> dict[str, bytes]:
    return {name: content for name, content in files(home).items() if name.endswith(".parquet")}


def test_every_command_has_help_with_an_example() -> None:
    assert run_casus("--help").exit_code == 0
    context = click.Context(casus.main)
    for name in casus.main.list_commands(context):
        shown = run_casus(name, "--help").output
        assert "Examples:" in shown
        assert f"casus {name}" in shown.split("Examples:")[1]


def test_the_bundled_brief_gives_the_founding_case(first_build: Path) -> None:
    rows = run_casus(
        "query",
        "SELECT status, from_places, to_places FROM troop_movements WHERE from_places LIKE '%Asad%'",
        "--format",
        "json",
        CASUS_HOME=str(first_build),
    )
    [movement] = json.loads(rows.output)
    assert movement["status"] == "planned"
    assert movement["from_places"] == "Ain al-Asad Air Base; Baghdad International Airport"
    assert movement["to_places"].startswith("Harir Air Base")


def test_a_table_on_the_screen_holds_nothing_that_a_terminal_obeys(first_build: Path) -> None:
    query = "SELECT 'a' || chr(27) || '[31m' || chr(155) || 'b' AS words"
    shown = run_casus("query", query, CASUS_HOME=str(first_build)).output
    assert "a�[31m�b" in shown
    assert "\x1b" not in shown


def test_force_levels_carry_their_as_of_dates(first_build: Path) -> None:
    query = "SELECT troops_low, date_start, date_precision FROM force_levels WHERE troops_low = 170000"
    rows = run_casus("query", query, "--format", "csv", CASUS_HOME=str(first_build))
    assert list(csv.reader(io.StringIO(rows.output))) == [
        ["troops_low", "date_start", "date_precision"],
        ["170000", "2007-01-01", "year"],
    ]


def test_a_second_build_of_the_same_input_gives_the_same_bytes(first_build: Path, tmp_path: Path) -> None:
    home = copied(first_build, tmp_path)
    assert run_casus("build", "--offline", CASUS_HOME=str(home)).exit_code == 0
    assert len([p for p in (home / "releases").iterdir() if not p.is_symlink()]) == 2
    assert parquet(home) == parquet(first_build)


def test_two_builds_in_two_places_give_the_same_bytes(first_build: Path, tmp_path: Path) -> None:
    home = tmp_path / "elsewhere"
    assert run_casus("build", "--offline", CASUS_HOME=str(home)).exit_code == 0
    assert parquet(home) == parquet(first_build)


def test_a_failing_check_publishes_nothing_and_names_rule_and_rows(
    first_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copied(first_build, tmp_path)
    before = files(home)
    doubled = f"SELECT * FROM ({derive.QUERIES['attacks']}) CROSS JOIN (VALUES (1), (2)) AS twice(n)"
    monkeypatch.setitem(derive.QUERIES, "attacks", doubled.replace("SELECT *", "SELECT * EXCLUDE n", 1))
    result = run_casus("build", "--offline", CASUS_HOME=str(home))
    assert result.exit_code == 1
    assert "error attacks." in result.output
    assert "nothing was published" in result.output
    assert "Traceback" not in result.output
    assert files(home) == before


def test_a_full_disk_is_one_line_and_leaves_what_is_published(
    first_build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = copied(first_build, tmp_path)
    before = files(home)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    result = run_casus("build", "--offline", CASUS_HOME=str(home))
    assert result.exit_code == 2
    assert "has no room. Free some and build again" in " ".join(result.output.split())
    assert files(home) == before


@pytest.mark.parametrize(
    ("memory", "says"),
    [("lots", "CASUS_MEMORY is 'lots', which is no size."), ("1MB", "A step of the build needs more memory than it")],
)
def test_memory_that_is_not_enough_is_one_line_with_the_remedy(tmp_path: Path, memory: str, says: str) -> None:
    result = run_casus("build", "--offline", CASUS_HOME=str(tmp_path / "home"), CASUS_MEMORY=memory)
    assert result.exit_code == 2
    assert f"casus: {says}" in result.output
    assert "Traceback" not in result.output


def test_a_second_build_says_who_holds_the_lock(tmp_path: Path) -> None:
    home = Home(tmp_path / "home").prepare()
    with holding(home):
        result = run_casus("build", "--offline", CASUS_HOME=str(home.root))
    assert result.exit_code == 3
    assert "Another build is at work" in result.output
    assert "(process " in result.output


def test_a_reader_keeps_what_it_has_open_and_a_new_one_sees_the_new(first_build: Path, tmp_path: Path) -> None:
    home = copied(first_build, tmp_path)
    inbox = home / "inbox" / "article"
    inbox.mkdir(parents=True)
    (inbox / "darfur.txt").write_text(ARTICLE, "utf-8")
    with duckdb.connect(str(home / "casus.duckdb"), read_only=True) as reader:
        before = reader.execute("SELECT count(*) FROM documents").fetchall()
        assert run_casus("build", "--offline", CASUS_HOME=str(home)).exit_code == 0
        assert reader.execute("SELECT count(*) FROM documents").fetchall() == before == [(1,)]
    shown = run_casus("query", "SELECT count(*) AS n FROM documents", "--format", "csv", CASUS_HOME=str(home))
    assert shown.output == "n\n2\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("query", "SELEC 1"), "Parser Error"),
        (("query", "SELECT * FROM nowhere"), "Table with name nowhere does not exist. `casus query 'SHOW TABLES'`"),
        (("query", "SELECT * FROM troop_movement"), "does not exist. Did you mean troop_movements?"),
        (("query", ""), "There is no statement in it. Write one"),
        (("query", "/* events */"), "There is no statement in it. Write one"),
        (("query", "SELECT 1", "--as-of", "yesterday"), "'yesterday' is no date"),
        (("query", "SELECT 1", "--as-of", ""), "'' is no date"),
        (("explain", "0000"), "There is no event 0000"),
        (("build", "--feed", "nosuch"), "There is no feed nosuch"),
        (("code", "absent.txt"), "absent.txt: no such file"),
        (("code",), "One text or --docs FILE is needed"),
        (("evaluate", "--gold", "gold.jsonl"), "--gold and --docs go together"),
    ],
)
def test_mistakes_get_one_line_with_the_remedy(first_build: Path, arguments: tuple[str, ...], says: str) -> None:
    result = run_casus(*arguments, CASUS_HOME=str(first_build))
    assert result.exit_code == 2
    assert says in result.output
    assert result.output.startswith("casus: ")
    assert result.output.count("\n") == 1


def test_what_no_feed_reads_in_the_inbox_is_named(tmp_path: Path) -> None:
    for name in ("article", "gdelt_event", ".hidden"):
        (tmp_path / name).mkdir()
    assert passed_over(tmp_path) == ["gdelt_event"]


def test_an_inbox_of_which_nothing_can_be_read_makes_no_release(tmp_path: Path) -> None:
    inbox, home = tmp_path / "inbox", tmp_path / "home"
    (inbox / "icews").mkdir(parents=True)
    (inbox / "icews" / "events.2020.tab").write_text("<html>Sign in</html>")
    for _ in range(2):
        result = run_casus("build", "--offline", "--inbox", str(inbox), CASUS_HOME=str(home))
        assert result.exit_code == 2
        why, refused, said = result.output.splitlines()
        assert refused == "Rejects       1 record refused"
        assert why.startswith("  icews: events.2020.tab is a web page, not a table. Fetch the file again")
        assert said.startswith("casus: Nothing that was given could be read, so nothing was published. Mend what")
    assert not (home / "casus.duckdb").exists()
    assert not [*(home / "releases").iterdir()]


def test_where_there_is_nothing_to_read_what_feeds_need_and_what_none_reads_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CASUS_OFFLINE", raising=False)
    inbox = tmp_path / "inbox"
    (inbox / "acled").mkdir(parents=True)
    (inbox / "gdelt_event").mkdir()
    result = run_casus("build", "--feed", "acled", "--inbox", str(inbox), CASUS_HOME=str(tmp_path / "home"))
    assert result.exit_code == 2
    said = " ".join(result.output.split())
    assert "acled: Set CASUS_ACLED_USER and CASUS_ACLED_PASSWORD (" in said
    assert "Not read gdelt_event (each folder of the inbox bears a feed's name)" in said
    assert f"casus: There was nothing to read, so nothing was published. Put files into {inbox}/<feed>/" in said


def test_nothing_published_yet_says_what_to_do() -> None:
    result = run_casus("query", "SELECT 1")
    assert result.exit_code == 2
    assert "Run `casus build` first." in result.output


def test_the_past_is_empty_before_the_first_build(first_build: Path) -> None:
    query = ("query", "SELECT count(*) AS n FROM events", "--format", "csv")
    assert run_casus(*query, "--as-of", "2020-01-01", CASUS_HOME=str(first_build)).output == "n\n0\n"
    assert run_casus(*query, "--as-of", "2099-01-01", CASUS_HOME=str(first_build)).output != "n\n0\n"


@pytest.mark.parametrize("form", ["%Y-%m-%d", "%Y%m%d", "%G-W%V-%u"])
def test_a_day_of_the_past_is_its_end_however_it_is_written(first_build: Path, form: str) -> None:
    query = ("query", "SELECT count(*) > 0 AS known FROM events", "--format", "csv")
    today = format(datetime.now(UTC), form)
    assert run_casus(*query, "--as-of", today, CASUS_HOME=str(first_build)).output == "known\nTrue\n"


def test_a_text_is_coded_to_json_lines(tmp_path: Path) -> None:
    text = tmp_path / "darfur.txt"
    text.write_text(ARTICLE, "utf-8")
    lines = run_casus("code", str(text), "--format", "jsonl").output.splitlines()
    events = {event["type"]: event for event in map(json.loads, lines)}
    attack = events["attack"]
    assert (attack["date_start"], attack["fatalities"]["value"], attack["status"]) == ("2024-05-02", 14, "occurred")
    assert [place["country"] for place in attack["locations"]["at"]] == ["SDN"]
    movement = events["troop_movement"]
    assert (movement["status"], movement["date_start"], movement["date_end"]) == ("planned", "2024-06-01", "2024-06-30")
    for event in events.values():
        trigger = event["trigger"]
        assert ARTICLE[trigger["start"] : trigger["end"]] == trigger["text"]


def test_a_text_without_a_date_is_refused_with_the_remedy(tmp_path: Path) -> None:
    text = tmp_path / "undated.txt"
    text.write_text("Troops left the base.", "utf-8")
    result = run_casus("code", str(text))
    assert result.exit_code == 2
    assert "Give it with --published DATE." in result.output


def test_explain_shows_the_words_that_an_event_rests_on(first_build: Path) -> None:
    query = "SELECT event_id FROM attacks WHERE date_start = '2003-03-01'"
    [event] = json.loads(run_casus("query", query, "--format", "json", CASUS_HOME=str(first_build)).output)
    shown = run_casus("explain", event["event_id"].upper(), CASUS_HOME=str(first_build)).output
    assert "Why its reports were joined" in shown
    assert "March 2003" in shown


def test_feeds_shows_state_and_licence(first_build: Path) -> None:
    shown = run_casus("feeds", CASUS_HOME=str(first_build)).output
    assert "article" in shown
    assert "read" in shown


def test_the_front_door_opens_without_what_only_a_command_needs() -> None:
    code = "import sys, casus; print({'dagster', 'duckdb', 'pandas', 'requests', 'spacy'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
