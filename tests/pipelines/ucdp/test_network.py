"""UCDP from the network: which releases are asked for, what their absence means, and the API, on loopback."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assets.definitions import defs
from pipelines import snapshots
from pipelines.feed import collect as collect_as_declared
from pipelines.feeds import ucdp_candidate, ucdp_ged
from pipelines.fetching import Fetcher
from pipelines.sources import Collected, Feed, Request
from pipelines.ucdp import api, network
from pipelines.ucdp.network import candidates_absent, final_absent, months_absent
from tests.document_feeds import Desk
from tests.loopback import Heard, Reply, Site
from tests.pipelines.ucdp.test_records import FIRST, table
from tests.rows import begun_build
from warehouse.errors import UserError
from warehouse.home import Home

CSV = {"Content-Type": "text/csv", "Last-Modified": "Tue, 20 Oct 2026 08:00:00 GMT"}
TODAY = 1795500000
"""24 November 2026."""


@pytest.fixture
def home(tmp_path: Path, site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.delenv("CASUS_OFFLINE")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(TODAY))
    monkeypatch.setattr(network, "FILES", site.url(""))
    monkeypatch.setattr(network, "Fetcher", lambda: fetcher)
    monkeypatch.setattr(api, "ADDRESS", site.url("/api"))
    return begun_build(tmp_path)


def collect(feed: Feed, home: Home) -> Collected:
    return feed.collect(home, Request())


def asked(site: Site) -> list[str]:
    return [heard.path.rpartition("/")[2] for heard in site.heard]


def out(*versions: str) -> tuple[list[str], Callable[[str], bool]]:
    """What was asked, and a publisher that has these versions out."""
    questions: list[str] = []

    def keep(version: str) -> bool:
        questions.append(version)
        return version in versions

    return questions, keep


def test_the_latest_quarter_and_the_months_after_it_are_asked_for() -> None:
    questions, keep = out("26.01.26.06", "26.0.7", "26.0.9")
    assert list(candidates_absent(keep, date(2026, 11, 24))) == ["26.0.8"]
    assert questions == ["26.01.26.09", "26.01.26.06", "26.0.7", "26.0.8", "26.0.9", "26.0.10"]


def test_before_the_final_is_out_both_years_are_asked_for() -> None:
    questions, keep = out("25.01.25.12", "26.0.1")
    assert list(candidates_absent(keep, date(2026, 3, 5))) == []
    assert questions == ["25.01.25.12", "26.0.1", "26.0.2"]


def test_the_final_of_the_year_before_stands_until_the_new_one_is_out() -> None:
    questions, keep = out("25.1")
    assert list(final_absent(keep, date(2026, 6, 2))) == []
    assert questions == ["26.1", "25.1"]
    assert list(final_absent(out()[1], date(2026, 2, 1))) == ["25.1"]


def test_files_are_fetched_once_and_absent_months_are_told(home: Home, site: Site) -> None:
    body = table({"id": "1"}).encode()

    def file(heard: Heard) -> Reply:
        return Reply(304) if heard.headers.get("if-modified-since") == CSV["Last-Modified"] else Reply(200, CSV, body)

    site.page("/candidateged/GEDEvent_v26_01_26_09.csv", file)
    first, again = collect(ucdp_candidate.FEED, home), collect(ucdp_candidate.FEED, home)
    (snapshot,) = first.snapshots
    assert (snapshot.name, snapshot.transport["last_modified"]) == (
        "GEDEvent_v26_01_26_09.csv",
        CSV["Last-Modified"],
    )
    assert (again.snapshots, again.rejects) == ((), ())
    assert asked(site) == ["GEDEvent_v26_01_26_09.csv", "GEDEvent_v26_0_10.csv"] * 2


def test_a_month_is_backfilled_alone_and_again_without_a_change(
    home: Home, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def file(heard: Heard) -> Reply:
        body = table({"id": "1"}).encode()
        return Reply(304) if heard.headers.get("if-modified-since") == CSV["Last-Modified"] else Reply(200, CSV, body)

    site.page("/candidateged/GEDEvent_v24_0_12.csv", file)
    monkeypatch.setenv("CASUS_HOME", str(home.root))
    job = defs.resolve_job_def("backfill_ucdp_candidate")
    assert job.execute_in_process(partition_key="2024-12-01").success
    held = snapshots.held(home, "ucdp_candidate")
    assert [s.name for s in held] == ["GEDEvent_v24_0_12.csv"]
    assert job.execute_in_process(partition_key="2024-12-01").success
    assert snapshots.held(home, "ucdp_candidate") == held
    assert asked(site) == ["GEDEvent_v24_0_12.csv"] * 2


def test_the_months_of_a_slice_that_are_not_there_are_told() -> None:
    questions, keep = out("24.0.12")
    assert list(months_absent(keep, date(2024, 11, 1), date(2025, 1, 31))) == ["24.0.11", "25.0.1"]
    assert questions == ["24.0.11", "24.0.12", "25.0.1"]


def test_the_final_is_a_zip_and_is_read(home: Home, site: Site) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("GEDEvent_v26_1.csv", table({"id": "1"}))
    site.page("/ged/ged261-csv.zip", Reply(200, {"Content-Type": "application/zip"}, packed.getvalue()))
    desk = Desk(home, "ucdp_ged")
    assert desk.build().added.reports == 1


def test_a_server_that_fails_is_told_and_stops_only_where_nothing_is_held(home: Home, site: Site) -> None:
    site.page("/ged/ged261-csv.zip", Reply(403))
    with pytest.raises(UserError, match="HTTP 403"):
        collect(ucdp_ged.FEED, home)
    Desk(home, "ucdp_ged").put("part.csv", table())
    found = ucdp_ged.FEED.collect(home, Request(home.inbox))
    assert [reject.record for reject in found.rejects] == ["network"]


class TestApi:
    """The API, asked for by CASUS_UCDP_API."""

    @pytest.fixture(autouse=True)
    def _asked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("CASUS_UCDP_API", "1")
        monkeypatch.setenv("CASUS_UCDP_TOKEN", "hush")

    def pages(self, *pages: list[dict[str, object]]) -> Callable[[Heard], Reply]:
        total = sum(map(len, pages))

        def answer(heard: Heard) -> Reply:
            assert heard.headers["x-ucdp-access-token"] == "hush"
            number = int(heard.path.rpartition("page=")[2])
            body = {"TotalCount": total, "TotalPages": len(pages), "Result": pages[number]}
            return Reply(200, {"Content-Type": "application/json"}, json.dumps(body, indent=1).encode())

        return answer

    def record(self, number: int, **cells: object) -> dict[str, object]:
        typed = {"id": number, "latitude": 35.25, "best": 3, "active_year": True, "date_start": "2025-07-04T00:00:00"}
        return {**FIRST, "date_end": "2025-07-04T00:00:00", **typed, **cells}

    def test_without_a_token_nothing_is_asked(self, home: Home, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("CASUS_UCDP_TOKEN")
        assert "CASUS_UCDP_TOKEN" in str(collect_as_declared(ucdp_ged.FEED, home, Request()).needs)
        assert site.heard == []

    def test_a_release_is_read_page_by_page_and_once(self, home: Home, site: Site) -> None:
        site.page("/api/26.1", self.pages([self.record(1), self.record(2, best="x")], [self.record(3, new=1)]))
        desk = Desk(home, "ucdp_ged")
        assert desk.build().added.reports == 2
        assert desk.rows("SELECT source_record_id, date_start, latitude, fatalities_best FROM reports ORDER BY 1") == [
            ("1", date(2025, 7, 4), 35.25, 3),
            ("3", date(2025, 7, 4), 35.25, 3),
        ]
        assert desk.refused() == {"GEDEvent_v26_1.ndjson, record 2, id 2": "best 'x' is no count"}
        assert desk.reading() == ("of the API", 3, 2, 1, "new columns that are not read: new")
        assert desk.build().added.reports == 0
        assert len(site.heard) == 3
        assert len(snapshots.held(home, "ucdp_ged")) == 1

    def test_a_token_that_is_not_taken_is_named(self, home: Home, site: Site) -> None:
        site.page("/api/26.1", Reply(401))
        with pytest.raises(UserError, match="token in CASUS_UCDP_TOKEN"):
            collect(ucdp_ged.FEED, home)

    def test_a_release_that_changes_while_it_is_read_is_not_kept(self, home: Home, site: Site) -> None:
        body = {"TotalCount": 5, "TotalPages": 1, "Result": [self.record(1)]}
        site.page("/api/26.1", Reply(200, {"Content-Type": "application/json"}, json.dumps(body).encode()))
        with pytest.raises(UserError, match="1 of 5 records"):
            collect(ucdp_ged.FEED, home)
        assert snapshots.held(home, "ucdp_ged") == []

    @pytest.mark.parametrize(
        "body",
        [
            {"TotalCount": 1, "TotalPages": 1, "Result": "none"},
            {"TotalCount": 1, "TotalPages": 1, "Result": [7]},
            {"TotalCount": None, "TotalPages": None, "Result": [{"id": 1}]},
            ["Result", "TotalPages", "TotalCount"],
        ],
    )
    def test_what_is_no_page_of_records_is_told(self, home: Home, site: Site, body: object) -> None:
        site.page("/api/26.1", Reply(200, {"Content-Type": "application/json"}, json.dumps(body).encode()))
        with pytest.raises(UserError, match="something that is no page of records"):
            collect(ucdp_ged.FEED, home)

    def test_a_release_that_is_not_out_may_be_a_page_of_nothing(self, home: Home, site: Site) -> None:
        body = {"TotalCount": 0, "TotalPages": 0, "Result": None}
        site.page("/api/26.1", Reply(200, {"Content-Type": "application/json"}, json.dumps(body).encode()))
        site.page("/api/25.1", self.pages([self.record(1)]))
        assert [s.name for s in collect(ucdp_ged.FEED, home).snapshots] == ["GEDEvent_v25_1.ndjson"]
