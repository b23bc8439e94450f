"""DMDC's page on loopback: which workbooks are fetched, and what an answer that is no list does."""

import json
from pathlib import Path

import pytest

from pipelines.feed import collect
from pipelines.feeds.dmdc import site as fetching
from pipelines.fetching import Fetcher
from pipelines.sources import Collected, Request
from tests.dmdc_workbooks import row, workbook
from tests.loopback import Reply, Site
from tests.tabular_feeds import TableDesk

JSON = {"Content-Type": "application/json"}
XLSX = {"Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@pytest.fixture
def desk(tmp_path: Path) -> TableDesk:
    return TableDesk(tmp_path, "dmdc")


@pytest.fixture
def page(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.delenv("CASUS_OFFLINE")
    monkeypatch.setattr(fetching, "SITE", site.url(""))
    monkeypatch.setattr(fetching, "Fetcher", lambda: fetcher)
    return site


def listed(*names: str, group: str = "milRegionCountry") -> Reply:
    files = [{"fileId": n, "fileName": name, "groupName": group} for n, name in enumerate(names, 1)]
    return Reply(headers=JSON, body=json.dumps({"sections": [{"files": files}]}).encode())


def ask(desk: TableDesk) -> Collected:
    return collect(desk.feed, desk.home, Request())


def test_the_workbooks_of_the_page_that_are_not_held_are_fetched(
    desk: TableDesk, page: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    new, old = "DMDC_Website_Location_Report_2209.xlsx", "DMDC_Website_Location_Report_2209_old.xlsx"
    first, second = (workbook(row("OVERSEAS", "IRAQ", (n, 0, 0, 0, 0))) for n in (9, 5))
    page.page("/dwp/api/page", listed(new, "readme.pdf"), listed(new), listed(new, old))
    page.page("/dwp/api/downloadZ", Reply(headers=XLSX, body=first))
    assert [s.name for s in ask(desk).snapshots] == [new]
    assert ask(desk).snapshots == ()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000060")
    page.page("/dwp/api/downloadZ", lambda heard: Reply(headers=XLSX, body=second if "=1&" in heard.path else first))
    assert [s.name for s in ask(desk).snapshots] == [new]
    assert ask(desk).rejects == ()
    assert [h.path.partition("?")[2] for h in page.heard if "downloadZ" in h.path] == [
        f"fileId={number}&groupName=milRegionCountry" for number in (1, 2, 1)
    ]
    monkeypatch.setenv("CASUS_OFFLINE", "1")
    desk.build()
    assert desk.reports("quantity_best") == [(5,)]


@pytest.mark.parametrize(
    ("reply", "failure"),
    [
        (Reply(503), "/dwp/api/page"),
        (listed("a_2209.xlsx", group="other"), "DMDC's page lists no file of the group milRegionCountry"),
        (Reply(200, {"Content-Type": "text/html"}, b"<html>Down</html>"), "answers a web page where JSON was asked"),
    ],
)
def test_a_page_that_lists_nothing_fails_the_feed_by_name(
    desk: TableDesk, page: Site, reply: Reply, failure: str
) -> None:
    page.page("/dwp/api/page", reply)
    assert failure in (ask(desk).failure or "")


def test_how_many_files_must_be_a_number(desk: TableDesk, page: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_DMDC_FILES", "all")
    assert "CASUS_DMDC_FILES is 'all', which is no number" in (ask(desk).failure or "")
