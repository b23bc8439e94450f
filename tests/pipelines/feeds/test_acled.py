"""The ACLED feed: its exports of all ages, deletions, and that nothing of it leaves the house.

Every row here is made up by us, with places and actors that do not exist.
"""

import csv
import io
import json
import shutil
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.feeds.acled.layouts import LAYOUTS
from pipelines.feeds.acled.reading import QUERY
from pipelines.linking import link
from pipelines.release import write_release
from pipelines.sources import Counts
from tests.document_feeds import Desk
from tests.tabular_feeds import TableDesk, lost_columns
from tests.texts import CHARACTERS
from warehouse.database import open_build
from warehouse.derive import derivation_order, derive

SAMPLES = Path(__file__).parents[2] / "samples" / "acled"
with (SAMPLES / "events.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))
COLUMNS = list(ROWS[0])


@pytest.fixture
def desk(tmp_path: Path) -> TableDesk:
    return TableDesk(tmp_path, "acled")


def table(*records: dict[str, str], columns: list[str] = COLUMNS) -> str:
    """A CSV whose rows are the first of the sample with other cells."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(ROWS[0] | record for record in records)
    return text.getvalue()


def deleted(*ids: str, second: int = 1_720_000_000) -> str:
    rows = [{"event_id_cnty": name, "deleted_timestamp": second} for name in ids]
    return json.dumps({"success": True, "data": rows})


def test_the_samples_give_their_reports(desk: TableDesk) -> None:
    for sample in SAMPLES.iterdir():
        shutil.copy(sample, desk.folder)
    desk.build()
    assert desk.reports("source_record_id, event_type, event_subtype, date_start, date_end, date_precision") == [
        ("SMP1", "attack", "armed_clash", "2024-03-05", "2024-03-05", "day"),
        ("SMP2", "unrest", "protest", "2024-03-03", "2024-03-09", "week"),
        ("SMP3", "troop_movement", "base_transfer", "2024-02-01", "2024-02-29", "month"),
        ("SMP4", "attack", "armed_assault", "2019-05-07", "2019-05-07", "day"),
        ("SMP5", "attack", "ground_offensive", "2024-03-07", "2024-03-07", "day"),
    ]
    where = "place_name, country_iso3, latitude, longitude, geo_precision, source_geo_precision, source_date_precision"
    assert desk.reports(where) == [
        ("Samplabad", "IRQ", 33.1, 44.2, "exact", "1", "1"),
        ("Villa Muestra", "ARG", -34.5, -58.5, "near", "2", "2"),
        ("Sample Region", "XKX", 42.6, 21.1, "admin1", "3", "3"),
        ("Sample Village", "AFG", 34.5, 69.1, "exact", "1", "1"),
        ("Samplabad", "IRQ", 33.1, 44.2, "exact", "1", "1"),
    ]
    who = "source_actor_id, source_iso3, target_actor_name, source_count, published_on, quantity_state, flags"
    assert desk.reports(who) == [
        ("state:IRQ", "IRQ", "Sample Front", 2, "2024-03-12", "not_applicable", None),
        (None, None, None, 1, "2024-03-12", "not_applicable", None),
        (None, None, None, 1, "2024-03-12", "not_reported", None),
        (None, None, "Civilians (Afghanistan)", 1, "2019-06-08", "not_applicable", None),
        ("state:IRQ", "IRQ", "Sample Front", 2, "2024-03-12", "not_applicable", None),
    ]
    assert desk.reports("description")[0] == (ROWS[0]["notes"],), "a line break within quotes is one of its characters"
    assert json.loads(desk.reports("details")[1][0]) == {
        "timestamp": "1710201601",
        "fatalities": "0",
        "disorder_type": "Demonstrations",
        "inter1": "6",
        "inter2": "0",
        "admin1": "Muestra",
        "location": "Villa Muestra",
        "source": "Sample Gazette",
        "source_scale": "Subnational",
        "tags": "crowd size=about 100",
        "crowd_size": "about 100",
    }
    assert desk.rows("SELECT layout, records_read, issues FROM readings ORDER BY 1") == [
        ("ACLED before 20 March 2023", 1, None),
        ("ACLED since 20 March 2023", 3, None),
        ("ACLED with population", 1, None),
    ]
    assert desk.account() == (5, 5, 0)


def test_a_zero_that_may_mean_unknown_is_no_count(desk: TableDesk) -> None:
    desk.put("a.csv", table({"fatalities": "0"}, {"event_id_cnty": "SMP8", "fatalities": "12"}))
    desk.build()
    killed = "fatalities_low, fatalities_best, fatalities_high, details->>'fatalities'"
    assert desk.reports(killed) == [(None, None, None, "0"), (None, 12, None, "12")]


def test_what_a_reason_quotes_is_one_line_of_what_a_terminal_shows(desk: TableDesk) -> None:
    odd = {"country": "Nar\nnia\x1b[31m\x9b", "iso": "1"}, {"fatalities": "9" * 5000}
    desk.put("a.csv", table(*({"event_id_cnty": f"SMP\x07{n}", **cells} for n, cells in enumerate(odd))))
    desk.build()
    assert desk.refused() == {
        "a.csv, record 1, id SMP 0": "country 'Nar nia [31m ' with iso '1' is in no published list",
        "a.csv, record 2, id SMP 1": f"fatalities '{'9' * 988}",
    }


def test_no_column_is_dropped_in_silence() -> None:
    assert lost_columns(LAYOUTS, QUERY) == set()


def test_what_cannot_be_read_is_refused_by_name(desk: TableDesk) -> None:
    wrong = {
        "event_type 'Battles' with sub_event_type 'Duel' is in no published list": {"sub_event_type": "Duel"},
        "event_date '2024-02-30' is no day": {"event_date": "2024-02-30"},
        "event_date '9999-01-01' is no day": {"event_date": "9999-01-01"},
        "time_precision '4' is none of 1, 2 and 3": {"time_precision": "4"},
        "geo_precision '' is none of 1, 2 and 3": {"geo_precision": ""},
        "country 'Atlantis' with iso '1' is in no published list": {"country": "Atlantis", "iso": "1"},
        "latitude '91' is no latitude": {"latitude": "91"},
        "longitude 'W' is no longitude": {"longitude": "W"},
        "fatalities '-1' is no count": {"fatalities": "-1"},
        "fatalities '1.234' is no count": {"fatalities": "1.234"},
        "timestamp '1.71E+09' is no time in seconds": {"timestamp": "1.71E+09"},
        "timestamp 'today' is no time in seconds": {"timestamp": "today"},
        "event_id_cnty is blank": {"event_id_cnty": ""},
        "An earlier record of the file has the same id and other values": {"notes": "Other words."},
    }
    flagged = {"event_id_cnty": "SMP9", "latitude": "0", "longitude": "0", "inter1": "9"}
    desk.put("a.csv", table({}, flagged, *wrong.values()))
    desk.build()
    assert {f"{reason}." for reason in wrong} == {row[0] for row in desk.rows("SELECT reason FROM rejects")}
    assert desk.account() == (16, 2, 14)
    assert desk.reports("flags") == [(None,), ("null_island; unknown_actor_code",)]


def test_the_row_with_the_later_timestamp_counts_whichever_came_first(desk: TableDesk) -> None:
    desk.put("a.csv", table({"timestamp": "1710000002", "fatalities": "5"}))
    desk.build()
    desk.put("b.csv", table({"timestamp": "1710000001", "fatalities": "4"}))
    desk.build()
    assert desk.reports("fatalities_best") == [(5,)]
    desk.put("c.csv", table({"timestamp": "1710000003", "fatalities": "6"}))
    assert desk.build().added == Counts(reports=1, superseded=1)
    assert desk.reports("fatalities_best") == [(6,)]
    assert desk.rows("SELECT count(*) FROM reports") == [(3,)], "nothing is erased"


def test_a_deletion_ends_the_event_when_it_is_known_and_no_old_export_brings_it_back(desk: TableDesk) -> None:
    desk.put("a.csv", table({}, {"event_id_cnty": "SMP6"}, {"event_id_cnty": "SMP7", "timestamp": "1730000000"}))
    desk.build()
    desk.put("deleted.json", deleted("SMP6", "SMP7", "NEVER"))
    assert desk.build().added == Counts(superseded=1)
    ended = "SELECT source_record_id FROM reports WHERE superseded_at IS NOT NULL AND superseded_at >= recorded_at"
    assert desk.rows(ended) == [("SMP6",)], "a row that is younger than the deletion stands"
    known = "SELECT count(*) FROM reports WHERE superseded_at = (SELECT retrieved_at FROM snapshots WHERE name = ?)"
    assert desk.rows(known.replace("?", "'deleted.json'")) == [(1,)]
    desk.put("again.csv", table({"event_id_cnty": "SMP6", "notes": "An older export."}))
    desk.build()
    assert desk.reports("source_record_id") == [("SMP1",), ("SMP7",)]
    assert desk.rows("SELECT records_read FROM readings WHERE layout = 'ACLED deleted events'") == [(3,)]
    assert desk.build().added == Counts(), "reading again changes nothing"


def test_a_list_of_deleted_events_that_is_not_whole_is_refused_alone(
    desk: TableDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    desk.put("a.csv", table({}, {"event_id_cnty": "SMP6"}, {"event_id_cnty": "SMP7"}))
    desk.put("good.json", deleted("SMP6", "NEVER"))
    desk.put("other.json", deleted("SMP8", "NEVER", "MORE"))
    desk.put("blank.json", deleted("SMP7", ""))
    desk.put("renamed.json", deleted("SMP7").replace("event_id_cnty", "event_id"))
    desk.put("ragged.csv", "event_id_cnty,deleted_timestamp\nSMP7,1720000000\nSMP1,1720000000,more\n")
    outcome = desk.build()
    assert (outcome.state, outcome.added) == ("failed", Counts(reports=2, rejects=3))
    assert desk.reports("source_record_id") == [("SMP1",), ("SMP7",)]
    assert {name: reason.split(name)[1][:20] for name, reason in desk.refused().items()} == {
        "blank.json": " has a record withou",
        "ragged.csv": " has a line that can",
        "renamed.json": " lacks the column ev",
    }
    read = "SELECT name, records_read FROM readings JOIN snapshots USING (snapshot_id) WHERE layout LIKE '%deleted%'"
    assert desk.rows(f"{read} ORDER BY ALL") == [("good.json", 2), ("other.json", 3)]


def test_a_file_that_holds_no_events_fails_by_name_and_keeps_the_last_good_data(desk: TableDesk) -> None:
    desk.put("good.csv", table({}))
    desk.build()
    wrong = {
        "a.json holds a message of ACLED and no events: Access denied": '{"message": "Access denied"}',
        "b.json is no whole JSON": '{"data": [{"event_id_cnty": "SMP1"',
        "c.json holds no events": '{"data": []}',
        "e.json has 2 entries that are no records": '[{"event_id_cnty": "SMP1"}, null, "SMP2"]',
        "d.csv lacks the column notes of the layout ACLED since 20 March 2023; it has 'remarks'": table({}).replace(
            "notes", "remarks"
        ),
    }
    for problem, content in wrong.items():
        name = problem.split()[0]
        desk.put(name, content)
        outcome = desk.build()
        assert (outcome.state, (outcome.message or "")[: len(problem)]) == ("failed", problem)
        (snapshot,) = (p for p in desk.home.snapshots.glob("*") if p.suffix == "" and p.read_text("utf-8") == content)
        for path in (*desk.home.snapshots.glob(f"{snapshot.name}*"), desk.folder / name):
            path.unlink()
    assert desk.reports("source_record_id") == [("SMP1",)]


def test_nothing_of_it_leaves_the_house(desk: TableDesk) -> None:
    """No row, word, id, link or reason of ACLED is in any file of a release, also where another feed has the event."""
    other = Desk(desk.home, "icews")
    shutil.copy(SAMPLES.parent / "icews" / "events.2019.sample.tab", other.folder)
    twin = {
        "event_id_cnty": "SMP77",
        "event_date": "2019-03-04",
        "sub_event_type": "Non-violent transfer of territory",
        "event_type": "Strategic developments",
        "latitude": "36.2",
        "longitude": "43.1",
        "location": "Samplabad",
        "notes": "Planted words.",
        "actor2": "Planted Front",
    }
    desk.put("planted.csv", table(twin, twin | {"event_id_cnty": "SMP78", "country": "Planted Land", "iso": "1"}))
    desk.put("planted-deleted.json", deleted("SMP99"))
    desk.build()
    other.build()
    with open_build(desk.home) as connection:
        secret = {
            str(v)
            for row in connection.execute(
                "SELECT report_id, snapshot_id FROM reports WHERE feed = 'acled'"
                " UNION ALL SELECT reject_id, snapshot_id FROM rejects WHERE feed = 'acled'"
                " UNION ALL SELECT snapshot_id, left(sha256('acled|SMP77'), 16) FROM snapshots WHERE feed = 'acled'"
            ).fetchall()
            for v in row
        }
        acled = connection.execute("SELECT report_id FROM reports WHERE feed = 'acled'").fetchone()
        twin_of = connection.execute("SELECT report_id FROM reports WHERE source_code = '0874'").fetchone()
        assert acled is not None
        assert twin_of is not None
        link(connection)
        connection.execute(
            """INSERT INTO link_pairs BY NAME SELECT ? AS report_id_l, ? AS report_id_r, 'joined' AS decision,
                'likeness' AS rule, 'Planted reason' AS reason""",
            [acled[0], twin_of[0]],
        )
        for name in derivation_order():
            derive(connection, name)
    release = write_release(desk.home, release_id="r1", pages={})
    assert len(secret) == 5
    found = []
    for path in release.path.iterdir():
        if path.suffix == ".parquet":
            text = "\n".join(map(str, duckdb.sql(f"FROM '{path}'").fetchall()))
        else:
            text = path.read_text("utf-8")
        found += [(path.name, word) for word in (*secret, "SMP7", "SMP99", "lanted", "acleddata") if word in text]
    assert found == []
    assert duckdb.sql(f"SELECT DISTINCT feed FROM '{release.path / 'reports.parquet'}'").fetchall() == [("icews",)]
    assert duckdb.sql(f"SELECT feed FROM '{release.path / 'feeds.parquet'}'").fetchall() == [("icews",)]


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.dictionaries(st.sampled_from(COLUMNS), st.text(CHARACTERS, max_size=12)), min_size=3, max_size=20),
    st.booleans(),
)
def test_whatever_the_fields_hold_every_record_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, str]], as_json: bool
) -> None:
    desk = TableDesk(tmp_path_factory.mktemp("any"), "acled")
    clean = [{k: "".join(c for c in v if c.isprintable()) for k, v in r.items()} for r in records]
    if as_json:
        desk.put("a.json", json.dumps([ROWS[0] | record for record in clean]))
    else:
        desk.put("a.csv", table(*clean))
    state = desk.build().state
    read, taken, rejected = desk.account()
    assert state == ("read" if taken or not rejected else "failed")
    assert (read, rejected) == (len(clean), read - taken)
