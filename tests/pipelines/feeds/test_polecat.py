"""The POLECAT feed: both layouts, what military contexts make of a code, Dataverse, and what is refused."""

import gzip
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.feed import collect
from pipelines.feeds.polecat import TABLE, dataverse
from pipelines.feeds.polecat.layouts import LAYOUTS
from pipelines.fetching import Fetcher
from pipelines.sources import Collected, Counts, Request
from tests.loopback import Reply, Site
from tests.tabular_feeds import TableDesk, lost_columns
from tests.texts import CHARACTERS
from warehouse.codes import SUBTYPES
from warehouse.errors import UserError

SAMPLES = Path(__file__).parents[2] / "samples" / "polecat"
HEADER, *ROWS = (SAMPLES / "ngecEvents.DV.20230405.txt").read_text("utf-8").splitlines()
COLUMNS = HEADER.split("\t")
FIRST = dict(zip(COLUMNS, ROWS[0].split("\t"), strict=True))
JSON = {"Content-Type": "application/json"}
TEXT = {"Content-Type": "text/plain"}


@pytest.fixture
def desk(tmp_path: Path) -> TableDesk:
    return TableDesk(tmp_path, "polecat")


def table(*records: dict[str, str]) -> str:
    """A file whose rows are the first of the sample with other cells."""
    lines = ["\t".join((FIRST | {"Event ID": f"id-{n}"} | r)[c] for c in COLUMNS) for n, r in enumerate(records, 1)]
    return "\n".join((HEADER, *lines)) + "\n"


def test_the_samples_give_their_reports(desk: TableDesk) -> None:
    for sample in SAMPLES.iterdir():
        shutil.copy(sample, desk.folder)
    desk.build()
    assert desk.reports("source_code, event_type, event_subtype, status, plover_mode, date_start, published_on") == [
        ("RETREAT", "troop_movement", "withdrawal", "occurred", None, "2023-04-04", "2023-04-05"),
        ("RETREAT-release", "other", "other", "occurred", "release", "2023-04-05", "2023-04-05"),
        ("COOPERATE", "troop_movement", "exercise", "occurred", None, "2023-04-03", "2023-04-05"),
        ("ASSAULT-heavy-weapons", "attack", "shelling", "occurred", "heavy-weapons", "2021-04-05", "2023-04-05"),
        ("COERCE-restrict", "troop_movement", "blockade", "occurred", "restrict", "2023-04-05", None),
    ]
    who = "source_actor_id, source_actor_name, source_iso3, target_actor_id, target_actor_name, target_iso3"
    assert desk.reports(who) == [
        ("state:MLI", "Sample Brigade", "MLI", None, None, None),
        ("state:TCD", "Court", "TCD", None, "Sample Writer", "TCD"),
        (None, "Estonia; Latvia", None, "state:FIN", "Finland", "FIN"),
        (None, 'The "Sample" Group', None, None, "Civilians", "ETH"),
        ("group:islamic-state", "Islamic State", None, None, None, None),
    ]
    where = "place_name, country_iso3, latitude, longitude, geo_precision, source_geo_precision, flags"
    assert desk.reports(where) == [
        ("Samplaville", "MLI", 16.5, -0.25, "near", "PPL", None),
        ("Chad", "TCD", None, None, "country", "PCLI", "date_assumed; country_centroid"),
        ("Sample Sea", None, 58.5, 20.5, "admin1", "SEA", None),
        ("Sample Zone", "ETH", None, None, "admin2", None, "date_far; null_island; unknown_actor_code"),
        (None, None, None, None, "unknown", None, "date_assumed"),
    ]
    assert json.loads(desk.reports("details")[4][0]) == {
        "Contexts": "military",
        "Source": "Sample Wire",
        "Language": "English",
        "Version": "NGEC_test",
    }
    assert desk.rows("SELECT layout, records_read, records_rejected, issues FROM readings ORDER BY 1") == [
        ("POLECAT (40 columns, Event Intensity)", 2, 0, None),
        ("POLECAT (40 columns, Intensity)", 3, 0, None),
    ]


def test_no_column_is_dropped_in_silence() -> None:
    assert lost_columns(LAYOUTS, TABLE.query) == set()


def test_words_of_the_story_are_left_out_by_name(desk: TableDesk) -> None:
    header, row = table({}).splitlines()
    desk.put("a.txt", f"{header}\tHeadline\tMood\t\n{row}\tA headline\tgrim\t\n")
    desk.build()
    new = "new column 'Mood', without a name, not taken"
    assert desk.reading() == ("POLECAT (40 columns, Intensity)", 1, 1, 0, new)


def test_a_code_is_about_forces_where_its_context_is(desk: TableDesk) -> None:
    codes = [("SUPPORT", ""), ("COOPERATE", ""), ("RETREAT", ""), ("COERCE", "restrict"), ("COERCE", "seize")]
    contexts = ("economic; military", "economic")
    rows = [{"Event Type": t, "Event Mode": m, "Contexts": c} for c in contexts for t, m in codes]
    desk.put("a.txt", table(*({"Event ID": f"id-{n:02}"} | row for n, row in enumerate(rows))))
    desk.build()
    given = desk.reports("event_type, event_subtype")
    assert given == [
        ("agreement", "security_agreement"),
        ("troop_movement", "exercise"),
        ("troop_movement", "withdrawal"),
        ("troop_movement", "blockade"),
        ("attack", "ground_offensive"),
        *[("other", "other")] * 5,
    ]
    assert set(given) <= {(s.event_type, s.code) for s in SUBTYPES}


def test_what_cannot_be_read_is_refused_by_name(desk: TableDesk) -> None:
    wrong = {
        "Event Type 'INVESTIGATE' is in no published list": {"Event Type": "INVESTIGATE", "Event Mode": ""},
        "Event Type 'ASSAULT' with Event Mode 'tickle' is in no published list": {
            "Event Type": "ASSAULT",
            "Event Mode": "tickle",
        },
        "Event Date '5 April' is no day": {"Event Date": "5 April"},
        "Event Date '0023-04-05' is no day": {"Event Date": "0023-04-05"},
        "Publication Date '2023-13-01' is no day": {"Publication Date": "2023-13-01"},
        "Country 'Atlantis' is in no published list": {"Country": "Atlantis"},
        "Latitude '91' is no latitude": {"Latitude": "91"},
        "Longitude 'W' is no longitude": {"Longitude": "W"},
        "Event ID is blank": {"Event ID": "None"},
        "An earlier record of the file has the same id and other values": {"Event ID": "id-1", "City": "Elsewhere"},
    }
    desk.put("a.txt", table({}, *wrong.values()))
    desk.build()
    assert {f"{reason}." for reason in wrong} == {row[0] for row in desk.rows("SELECT reason FROM rejects")}
    assert desk.account() == (11, 1, 10)


def test_other_bytes_and_broken_lines_are_told(desk: TableDesk) -> None:
    desk.put("a.txt", table({"Placename": "Tómbo"}).encode("latin-1") + b"too\tshort\n")
    desk.build()
    assert desk.reports("place_name") == [("Tómbo",)]
    not_whole = "lines that cannot be divided, so what else it lacks is not taken for withdrawn"
    assert desk.reading()[1:] == (2, 1, 1, f"bytes that are no UTF-8 read as Latin-1; {not_whole}")


def test_a_renamed_column_fails_by_name_and_keeps_the_last_good_data(desk: TableDesk) -> None:
    desk.put("a.txt", table({}))
    desk.build()
    desk.put("b.txt", table({}).replace("Event Mode", "Mode"))
    outcome = desk.build()
    assert outcome.state == "failed"
    assert (outcome.message or "").startswith(
        "b.txt lacks the column Event Mode of the layout POLECAT (40 columns, Intensity); it has 'Mode'"
    )
    assert len(desk.reports("report_id")) == 1


def test_a_file_takes_the_place_of_the_earlier_one_of_its_name(
    desk: TableDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    desk.put("ngecEvents.DV.20230405.txt", table({}, {}, {"Event ID": "shared"}))
    desk.build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000030")
    desk.put("ngecEvents.DV.2023.txt", table({"Event ID": "of-the-year"}, {"Event ID": "shared"}))
    desk.build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000060")
    (desk.folder / "ngecEvents.DV.20230405.txt").unlink()
    replaced = table({}, {"Event ID": "late", "Placename": "Elsewhere"})
    desk.put("ngecEvents.DV.20230405.txt.gz", gzip.compress(replaced.encode()))
    assert desk.build().added == Counts(reports=1, superseded=1)
    assert [row[0] for row in desk.reports("source_record_id")] == ["id-1", "late", "of-the-year", "shared"]
    assert desk.build().added == Counts()


def listing(*files: dict[str, Any]) -> Reply:
    entries = [{"label": f["filename"], "restricted": f.pop("restricted", False), "dataFile": f} for f in files]
    return Reply(
        headers=JSON, body=json.dumps({"status": "OK", "data": {"latestVersion": {"files": entries}}}).encode()
    )


@pytest.fixture
def dataset(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.delenv("CASUS_OFFLINE")
    monkeypatch.setattr(dataverse, "SITE", site.url(""))
    monkeypatch.setattr(dataverse, "Fetcher", lambda: fetcher)
    return site


def ask(desk: TableDesk) -> Collected:
    return collect(desk.feed, desk.home, Request())


def test_the_newest_files_that_are_not_held_are_fetched_and_verified(
    desk: TableDesk, dataset: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASUS_POLECAT_FILES", "2")
    monkeypatch.setenv("CASUS_DATAVERSE_KEY", "the-key-itself")
    week, year = table({}).encode(), table({"Event ID": "id-9"}).encode()
    dataset.page(
        "/api/datasets/:persistentId/",
        listing(
            {"id": 7, "filename": "README.txt"},
            {"id": 1, "filename": "ngecEvents.DV.2018.txt"},
            {"id": 9, "filename": "ngecEvents.2099.txt", "restricted": True},
            {
                "id": 3,
                "filename": "ngecEvents.DV.20230405.txt",
                "md5": hashlib.md5(week).hexdigest(),
                "filesize": len(week),
            },
            {
                "id": 5,
                "filename": "ngecEvents.DV.2022.tab",
                "originalFileName": "ngecEvents.DV.2022.txt",
                "originalFileFormat": "text/tsv",
                "originalFileSize": len(year),
                "md5": "0" * 32,
            },
        ),
    )
    dataset.page("/api/access/datafile/3", Reply(headers=TEXT, body=week))
    dataset.page("/api/access/datafile/5", Reply(headers=TEXT, body=year))
    assert [s.name for s in ask(desk).snapshots] == ["ngecEvents.DV.2022.txt", "ngecEvents.DV.20230405.txt"]
    assert ask(desk).snapshots == ()
    assert [h.path.partition("?")[2] for h in dataset.heard] == [
        "persistentId=doi%3A10.7910%2FDVN%2FAJGVIT",
        "format=original",
        "",
        "persistentId=doi%3A10.7910%2FDVN%2FAJGVIT",
    ]
    assert {h.headers["x-dataverse-key"] for h in dataset.heard} == {"the-key-itself"}
    assert not [p for p in desk.home.snapshots.iterdir() if b"the-key-itself" in p.read_bytes()]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CASUS_OFFLINE", "1")
        assert desk.build().added.reports == 2


def test_a_file_that_is_damaged_is_refused_alone(desk: TableDesk, dataset: Site) -> None:
    names = [{"id": n, "filename": f"events.{n}.txt", "md5": hashlib.md5(b"other").hexdigest()} for n in (1, 2)]
    names[0].pop("md5")
    dataset.page("/api/datasets/:persistentId/", listing(*names))
    for number in (1, 2):
        dataset.page(f"/api/access/datafile/{number}", Reply(headers=TEXT, body=table({}).encode()))
    collected = ask(desk)
    assert [s.name for s in collected.snapshots] == ["events.1.txt"]
    (reject,) = collected.rejects
    assert reject.record == "events.2.txt"
    assert "has the MD5" in reject.reason


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (
            Reply(401, JSON, b'{"status": "ERROR", "message": "Bad key the-key-itself"}'),
            "Dataverse answers with an error (HTTP 401: Bad key …)",
        ),
        (
            Reply(200, JSON, b'{"status": "OK", "data": {}}'),
            "Dataverse describes the dataset otherwise than documented",
        ),
        (Reply(200, {"Content-Type": "text/html"}, b"<html>Down</html>"), "answers a web page where JSON was asked"),
        (listing({"id": 1, "filename": "README.txt"}), "Dataverse lists no file of events in the dataset"),
    ],
)
def test_an_answer_that_is_no_list_fails_the_feed_by_name(
    desk: TableDesk, dataset: Site, monkeypatch: pytest.MonkeyPatch, reply: Reply, failure: str
) -> None:
    monkeypatch.setenv("CASUS_DATAVERSE_KEY", "the-key-itself")
    dataset.page("/api/datasets/:persistentId/", reply)
    assert failure in (ask(desk).failure or "")


def test_how_many_files_must_be_a_number(monkeypatch: pytest.MonkeyPatch, desk: TableDesk) -> None:
    monkeypatch.setenv("CASUS_POLECAT_FILES", "all")
    with pytest.raises(UserError, match="CASUS_POLECAT_FILES is 'all', which is no number"):
        dataverse.collect_files(desk.home, "polecat", desk.feed.licence)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(CHARACTERS, max_size=12), min_size=39, max_size=41), min_size=5, max_size=20))
def test_whatever_the_fields_hold_every_record_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    desk = TableDesk(tmp_path_factory.mktemp("any"), "polecat")
    clean = ["\t".join("".join(c for c in cell if c.isprintable()) for cell in row) for row in cells]
    desk.put("a.txt", "\n".join((HEADER, *clean)) + "\n")
    state = desk.build().state
    read, taken, rejected = desk.account()
    assert state == ("read" if taken or not rejected else "failed")
    assert (read, rejected) == (len(clean), read - taken)
