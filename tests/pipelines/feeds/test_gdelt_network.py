"""GDELT over the network: its list of files, their sizes and hashes, the slots it lacks; a slice alone, in Dagster."""

import datetime as dt
import hashlib
import io
import zipfile
from pathlib import Path

import dagster as dg
import pytest

from assets.definitions import defs
from pipelines import feed as feeds
from pipelines import gdelt, snapshots
from pipelines.feed import Collected, Request
from pipelines.fetching import Fetcher
from tests.loopback import Reply, Site
from tests.rows import begun_build
from warehouse.database import open_build
from warehouse.home import Home

FEED = feeds.FEEDS["gdelt_events"]
SAMPLE = Path(__file__).parents[2] / "samples" / "gdelt_events" / "20240504101500.export.CSV"
NEWEST = dt.datetime(2024, 5, 4, 1, tzinfo=dt.UTC)


class Gdelt:
    """GDELT's server with the files of `slots`, each of one row with an id of its own."""

    def __init__(self, site: Site, slots: list[dt.datetime]) -> None:
        self.site, self.lines = site, ["100 " + "0" * 32 + " http://data.gdeltproject.org/gdeltv2/x.gkg.csv.zip"]
        row = SAMPLE.read_text("utf-8").splitlines()[0]
        for number, slot in enumerate(slots):
            name = f"{slot:%Y%m%d%H%M%S}.export.CSV"
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(name, row.replace("9100000001", str(9200000000 + number)) + "\n")
            self.put(f"{name}.zip", packed.getvalue())
        site.page("/gdeltv2/lastupdate.txt", self.text([self.lines[-1]]))
        site.page("/gdeltv2/masterfilelist.txt", self.text(self.lines))

    def put(self, name: str, content: bytes) -> None:
        digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
        self.lines.append(f"{len(content)} {digest} http://data.gdeltproject.org/gdeltv2/{name}")
        self.site.page(f"/gdeltv2/{name}", Reply(headers={"Content-Type": "application/zip"}, body=content))

    def text(self, lines: list[str]) -> Reply:
        return Reply(headers={"Content-Type": "text/plain"}, body="".join(f"{line}\n" for line in lines).encode())

    def asked_files(self) -> list[str]:
        return [h.path.rpartition("/")[2] for h in self.site.heard if h.path.endswith(".zip")]


@pytest.fixture(autouse=True)
def _on_loopback(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASUS_OFFLINE")
    monkeypatch.setattr(gdelt, "ADDRESS", site.url("/gdeltv2"))
    monkeypatch.setattr(gdelt, "Fetcher", lambda **_: fetcher)


def slots(count: int, lacking: tuple[int, ...] = ()) -> list[dt.datetime]:
    """The last slots up to NEWEST, the oldest first, without the ones of these numbers."""
    return [NEWEST - gdelt.SLOT * back for back in reversed(range(count)) if back not in lacking]


def collected(home: Home, **request: dt.date) -> Collected:
    return feeds.collect(FEED, home, Request(**request))  # type: ignore[arg-type]


def gaps(home: Home) -> list[tuple[dt.datetime, dt.datetime]]:
    with open_build(home) as connection:
        feeds.read(FEED, connection, home, lambda *_: None)
        found = connection.execute("SELECT slot_start, slot_end FROM gaps ORDER BY 1").fetchall()
    return [(start.astimezone(dt.UTC), end.astimezone(dt.UTC)) for start, end in found]


def test_the_newest_two_days_are_fetched_and_their_missing_slots_named(site: Site, tmp_path: Path) -> None:
    server, home = Gdelt(site, slots(8, lacking=(3,))), begun_build(tmp_path)
    found = collected(home)
    assert len(server.asked_files()) == 7
    assert (len(found.snapshots), found.rejects, found.failure) == (7 + 2, (), None)
    midnight = dt.datetime(2024, 5, 3, tzinfo=dt.UTC)
    holes = [*(midnight + gdelt.SLOT * n for n in range(93)), NEWEST - gdelt.SLOT * 3]
    assert gaps(home) == [(slot, slot + gdelt.SLOT) for slot in holes]
    with open_build(home) as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchone() == (7,)
    asked = len(site.heard)
    assert collected(home).snapshots == ()
    assert len(site.heard) == asked + 2, "the two lists alone are asked again"


def test_a_slot_that_comes_late_is_no_gap_any_more(site: Site, tmp_path: Path) -> None:
    home = begun_build(tmp_path)
    Gdelt(site, slots(4, lacking=(2,)))
    collected(home)
    before = gaps(home)
    Gdelt(site, slots(4))
    collected(home)
    late = NEWEST - gdelt.SLOT * 2
    assert set(before) - set(gaps(home)) == {(late, late + gdelt.SLOT)}


def test_a_file_of_another_hash_is_refused_alone_and_is_no_gap(site: Site, tmp_path: Path) -> None:
    home = begun_build(tmp_path)
    Gdelt(site, slots(3))
    bad = f"{NEWEST:%Y%m%d%H%M%S}.export.CSV.zip"
    site.page(f"/gdeltv2/{bad}", Reply(headers={"Content-Type": "application/zip"}, body=b"PK\x03\x04 something else"))
    found = collected(home)
    assert [reject.record for reject in found.rejects] == [bad]
    assert (NEWEST, NEWEST + gdelt.SLOT) not in gaps(home)


def test_a_run_fetches_a_stated_number_of_files(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gdelt, "FILES", 5)
    Gdelt(site, slots(12))
    home = begun_build(tmp_path)
    monkeypatch.setenv("CASUS_GDELT_FROM", "2024-05-03")
    monkeypatch.setenv("CASUS_GDELT_TO", "2024-05-03")
    first = collected(home)
    assert sum(s.media_type == "application/zip" for s in first.snapshots) == 5
    assert [r.reason for r in first.rejects] == ["The window has 2 more files than the 5 that a run fetches"]
    assert len(collected(home).snapshots) == 2


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [("May", "", "CASUS_GDELT_FROM is 'May', no day"), ("2024-05-04", "2024-05-03", "is after CASUS_GDELT_TO")],
)
def test_a_window_that_is_none_is_told(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, last: str, problem: str
) -> None:
    Gdelt(site, slots(2))
    monkeypatch.setenv("CASUS_GDELT_FROM", first)
    monkeypatch.setenv("CASUS_GDELT_TO", last)
    assert problem in str(collected(begun_build(tmp_path)).failure)


def test_a_page_in_the_place_of_the_list_fails_the_feed(site: Site, tmp_path: Path) -> None:
    site.page("/gdeltv2/lastupdate.txt", Reply(headers={"Content-Type": "text/html"}, body=b"<html>Sign in</html>"))
    assert "text/html" in str(collected(begun_build(tmp_path)).failure)


def test_a_day_is_backfilled_alone_and_again_without_a_change(site: Site) -> None:
    server = Gdelt(site, slots(12))
    job = defs.resolve_job_def("backfill_gdelt_events")
    assert job.execute_in_process(partition_key="2024-05-03").success
    home = Home.from_environment()
    held = {s.name: s.snapshot_id for s in snapshots.held(home, "gdelt_events")}
    assert sorted(n for n in held if n.endswith(".zip")) == sorted(
        f"{slot:%Y%m%d%H%M%S}.export.CSV.zip" for slot in slots(12) if slot.day == 3
    )
    assert [n for n in held if n.endswith(".txt")] == ["20240503.export.files.txt"]
    asked = server.asked_files()
    assert job.execute_in_process(partition_key="2024-05-03").success
    assert server.asked_files() == asked
    assert {s.name: s.snapshot_id for s in snapshots.held(home, "gdelt_events")} == held
    assert not home.build.exists()


def test_each_feed_that_is_cut_by_time_has_its_partitions_and_its_job(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = defs.resolve_asset_graph()
    for feed in feeds.FEEDS.values():
        key = dg.AssetKey(f"{feed.name}_slices")
        assert graph.has(key) == (feed.sliced is not None)
        if feed.sliced:
            partitions = graph.get(key).partitions_def
            assert isinstance(partitions, dg.TimeWindowPartitionsDefinition)
            assert partitions.start.date() == feed.sliced.first
            assert key not in defs.resolve_job_def("build").asset_layer.selected_asset_keys
    monkeypatch.setenv("CASUS_OFFLINE", "1")
    refused = defs.resolve_job_def("backfill_gdelt_mentions").execute_in_process(
        partition_key="2024-05-03", raise_on_error=False
    )
    assert not refused.success
