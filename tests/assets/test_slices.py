"""Backfilling from a source on loopback that does not answer at first, or never: what is had, and what is told."""

from collections.abc import Iterator

import dagster as dg
import pytest

from assets import slices
from assets.resources import Storeroom
from pipelines import gdelt, snapshots
from pipelines.feed import FEEDS
from pipelines.fetching import Fetcher, Patience
from pipelines.ucdp import network
from tests.loopback import Reply, Site, serving
from warehouse.home import Home

ATTEMPTS = 2
"""How often the fetcher asks before an attempt at a slice fails."""
DOWN = [Reply(503)] * ATTEMPTS
PLAIN, CSV = ({"Content-Type": kind} for kind in ("text/plain", "text/csv"))
NEWEST = f"1 {'0' * 32} http://data.gdeltproject.org/gdeltv2/20240504010000"
FIRST_ASKED = {
    "gdelt_events": ("2024-05-01", "/lastupdate.txt", Reply(200, PLAIN, f"{NEWEST}.export.CSV.zip\n".encode())),
    "gdelt_mentions": ("2024-05-01", "/lastupdate.txt", Reply(200, PLAIN, f"{NEWEST}.mentions.CSV.zip\n".encode())),
    "ucdp_candidate": ("2024-12-01", "/candidateged/GEDEvent_v24_0_12.csv", Reply(200, CSV, b"id,relid\n1,2\n")),
}
"""For each feed that is cut by time a slice of it, the first page that is asked for, and that page."""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.delenv("CASUS_OFFLINE")
    hurried = Fetcher(pause=0, patience=Patience(attempts=ATTEMPTS, first_wait=0, jitter=0, longest_asked=0))
    with serving() as site:
        monkeypatch.setattr(gdelt, "ADDRESS", site.url(""))
        monkeypatch.setattr(network, "FILES", site.url(""))
        for place in (gdelt, network):
            monkeypatch.setattr(place, "Fetcher", lambda **_: hurried)
        site.page(
            "/masterfilelist.txt", Reply(200, PLAIN, f"{NEWEST}.export.CSV.zip\n{NEWEST}.mentions.CSV.zip\n".encode())
        )
        yield site


def backfilled(feed: str, day: str, monkeypatch: pytest.MonkeyPatch) -> tuple[bool, list[str]]:
    """Whether the slice was brought in, without a pause between the attempts; what was told of each that failed."""
    monkeypatch.setattr(slices, "RETRIES", dg.RetryPolicy(max_retries=3))
    run = dg.materialize(
        [slices.slice_asset(FEEDS[feed])],
        partition_key=day,
        resources={"storeroom": Storeroom()},
        raise_on_error=False,
    )
    failures = [
        event.event_specific_data
        for event in run.all_node_events
        if event.is_step_up_for_retry or event.is_step_failure
    ]
    return run.success, [str(failure.error.cause or failure.error) if failure.error else "" for failure in failures]


def test_every_feed_that_is_cut_by_time_is_tried_here() -> None:
    assert FIRST_ASKED.keys() == {feed.name for feed in FEEDS.values() if feed.sliced}


@pytest.mark.parametrize("feed", FIRST_ASKED)
def test_a_source_that_fails_once_is_had_by_the_next_attempt(
    site: Site, monkeypatch: pytest.MonkeyPatch, feed: str
) -> None:
    day, path, page = FIRST_ASKED[feed]
    address = site.page(path, *DOWN, page)
    is_there, told = backfilled(feed, day, monkeypatch)
    assert is_there, told
    assert len(told) == 1
    assert f"{address} answers HTTP 503" in told[0]
    assert len(snapshots.held(Home.from_environment(), feed)) == 1
    assert not Home.from_environment().build.exists()


@pytest.mark.parametrize("feed", FIRST_ASKED)
def test_a_source_that_never_answers_is_told_as_that_by_every_attempt(
    site: Site, monkeypatch: pytest.MonkeyPatch, feed: str
) -> None:
    day, path, _ = FIRST_ASKED[feed]
    address = site.page(path, Reply(503))
    is_there, told = backfilled(feed, day, monkeypatch)
    assert not is_there
    assert len(told) == 4
    assert all(f"{address} answers HTTP 503" in attempt for attempt in told), told
    assert not Home.from_environment().build.exists()
