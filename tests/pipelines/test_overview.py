"""How the feeds stand, as `casus feeds` shows it."""

from datetime import timedelta

import pytest

from pipelines.overview import FeedStatus, feed_statuses
from tests.rows import empty_build, insert, row
from warehouse.database import open_build, publish_build
from warehouse.home import now


@pytest.fixture
def status(tmp_path) -> FeedStatus:
    home = empty_build(tmp_path)
    snapshot = row("snapshots")["snapshot_id"]
    latest = now() - timedelta(days=40)
    with open_build(home) as connection:
        insert(connection, "licences", row("licences", title="CC BY 4.0", rows_may_be_republished=False))
        insert(connection, "feeds", row("feeds", state="read", latest_snapshot_at=latest, interval_days=30))
        insert(connection, "snapshots", row("snapshots", name="events.csv"))
        counts = {"records_read": 9, "records_taken": 6, "records_rejected": 3, "issues": "new column 'x', not taken"}
        insert(connection, "readings", row("readings", **counts))
        for number, reason in enumerate(("Code '17' is unknown.", "Code '9' is unknown.", "It has no id 7."), 1):
            insert(connection, "rejects", row("rejects", number, snapshot_id=snapshot, reason=reason))
        insert(connection, "reports", row("reports", 1, flags="date_far; null_island"))
        insert(connection, "reports", row("reports", 2, flags="null_island"))
    publish_build(home)
    (found,) = feed_statuses(home)
    return found


def test_records_and_terms_are_told(status: FeedStatus) -> None:
    assert (status.records_read, status.licence, status.is_republished) == (9, "CC BY 4.0", False)


def test_what_could_not_be_taken_at_all_is_a_record_too(tmp_path) -> None:
    home = empty_build(tmp_path)
    with open_build(home) as connection:
        insert(connection, "licences", row("licences"))
        insert(connection, "feeds", row("feeds", rejects=2))
        insert(connection, "snapshots", row("snapshots"))
        held = {"snapshot_id": row("snapshots")["snapshot_id"]}
        insert(connection, "readings", row("readings", records_read=1, records_rejected=1, records_taken=0))
        insert(connection, "rejects", row("rejects", 1, **held), row("rejects", 2, record="pic.pdf"))
    publish_build(home)
    (found,) = feed_statuses(home)
    assert (found.records_read, found.rejects) == (2, 2)


def test_whether_a_feed_is_public_its_files_say(tmp_path) -> None:
    home = empty_build(tmp_path)
    with open_build(home) as connection:
        insert(connection, "licences", row("licences", 1), row("licences", 2, rows_may_be_republished=False))
        for number, licence_ids in enumerate([(), (1,), (2,), (1, 2)], 1):
            insert(connection, "feeds", row("feeds", number))
            for licence in licence_ids:
                held = {"feed": f"feed-{number}", "licence_id": f"licence_id-{licence}"}
                insert(connection, "snapshots", row("snapshots", 10 * number + licence, **held))
    publish_build(home)
    told = [(s.is_republished, s.wholly_republished, s.words_republished) for s in feed_statuses(home)]
    assert told == [(True, True, True), (True, True, True), (False, False, True), (True, False, True)]


def test_reasons_that_differ_in_a_value_are_counted_together(status: FeedStatus) -> None:
    assert status.reasons == [("Code … is unknown.", 2), ("It has no id 7.", 1)], "one value alone is named"


def test_each_flag_of_a_report_is_counted(status: FeedStatus) -> None:
    assert status.flags == [("null_island", 2), ("date_far", 1)]


def test_what_was_odd_names_its_file(status: FeedStatus) -> None:
    assert status.issues == ["events.csv: new column 'x', not taken"]


def test_what_the_network_of_a_feed_asks_for_is_told_by_name(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = empty_build(tmp_path)
    with open_build(home) as connection:
        insert(connection, "licences", row("licences"))
        insert(connection, "feeds", row("feeds", 1, feed="acled"), row("feeds", 2, feed="icews"))
    publish_build(home)
    monkeypatch.delenv("CASUS_ACLED_USER", raising=False)
    acled, icews = feed_statuses(home)
    assert (acled.credential or "").startswith("CASUS_ACLED_USER and CASUS_ACLED_PASSWORD not set, to ")
    assert icews.credential is None


def test_a_silence_longer_than_the_source_ever_keeps_is_stale(status: FeedStatus) -> None:
    assert status.age_days == pytest.approx(40, abs=0.1)
    assert status.is_stale
