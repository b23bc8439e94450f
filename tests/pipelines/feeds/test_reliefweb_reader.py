"""Reading one answer of ReliefWeb: which facts are taken from it, and what is said of what cannot be."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.contents import Contents
from pipelines.feeds.reliefweb.reader import read
from pipelines.snapshots import Snapshot
from tests.pipelines.feeds.reliefweb_answers import SAMPLES, envelope, report
from tests.rows import INSTANT
from tests.texts import CHARACTERS


def contents(raw: str | bytes) -> Contents:
    snapshot = Snapshot("0", "reliefweb", "f.json", "inbox", None, "application/json", 1, "x", *[INSTANT] * 3)
    return read(snapshot, raw.encode() if isinstance(raw, str) else raw)


def test_every_fact_of_a_report_is_taken() -> None:
    first, second = contents((SAMPLES / "reports.json").read_bytes()).articles
    assert first.text == (
        "Ituri: Flash Update No. 3\n\nOverview\n\nOn 4 April 2023, ADF rebels attacked the village near Beni,"
        " killing 12 people.\n\nSchools are _closed_.\nRoads are open."
    )
    assert (first.title, first.publisher) == ("Ituri: Flash Update No. 3", "Sample Relief Office; SCN")
    assert (first.published_on, first.published_basis, first.language) == (date(2023, 4, 6), "feed", "en")
    assert first.url == "https://reliefweb.int/report/democratic-republic-congo/ituri-flash-update-no-3"
    assert (first.source_record_id, first.changed_at) == ("990001", datetime(2023, 4, 8, 8, 30, tzinfo=UTC))
    assert second.text == second.title == "150 peacekeepers arrived in Bangui on 2 April"
    assert (second.source_record_id, second.publisher, second.language) == ("990002", "Sample Courier", None)
    assert second.published_on == date(2023, 4, 4), (
        "23:30 at -05:00 is the next day in UTC, which ReliefWeb's days are in"
    )
    assert second.url == "https://reliefweb.int/node/990002"


@pytest.mark.parametrize(
    "record, reason",
    [
        (report(date={}), "It has no publication date, and none is assumed"),
        (report(date={"original": "soon"}), "Its date.original 'soon' is no instant"),
        (report(date={"original": 20230406}), "Its date.original '20230406' is no instant"),
        (report(date="2023-04-06"), "Its date is no object"),
        (
            report(date={"original": "2933-04-06T00:00:00+00:00"}),
            "Its publication date 2933-04-06 (feed) is impossible: it lies in the future",
        ),
        (report(title="", body=""), "It has neither a headline nor a text"),
        (report(title=["a"]), "Its title is no text"),
        (report(source=["UN"]), "Its source is no list of objects"),
        (
            report(language=[{"name": "Arabic"}, {"code": "fr"}]),
            "Its language is Arabic and fr, and Casus codes English",
        ),
        ({"fields": {"title": "No id", "date": {"created": "2023-04-06"}}}, "It has no id"),
        ({"id": 1}, 'It has no "fields", so it is no report of ReliefWeb'),
        ("text", 'It has no "fields", so it is no report of ReliefWeb'),
        (report(body="\ud800"), "It holds half a character"),
    ],
)
def test_a_report_that_cannot_be_taken_says_why(record: Any, reason: str) -> None:
    found = contents(envelope(record, report(2)))
    assert [(r.record, r.reason) for r in found.refusals] == [("report 1", reason)]
    assert [article.source_record_id for article in found.articles] == ["2"]


UNREADABLE = {
    "page": ("<!DOCTYPE html><html><body>Checking your browser</body></html>", "It is a web page, not an answer"),
    "error": (
        '{"status": 403, "error": {"type": "Denied", "message": "You are not using an approved appname"}}',
        "It is an error of ReliefWeb, no reports: You are not using an approved appname",
    ),
    "cut": (envelope(report())[:-30], "It is cut off in line 1"),
    "cut in a word": (envelope(report())[:70], "It is cut off in line 1"),
    "no JSON": ("{data: []}", "It is no JSON: Expecting property name enclosed in double quotes, line 1, column 2"),
    "deep": ("[" * 100_000, "It is no JSON that can be read"),
    "number": ("7", "It is JSON without reports"),
    "shape": ('{"reports": []}', 'It has no list under "data"'),
    "empty": ("", "The file is empty"),
    "latin-1": (b'{"data": [], "x": "caf\xe9"}', "The file is not UTF-8: byte 22 is 0xE9"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_is_no_answer_of_the_api_says_what_it_is(name: str) -> None:
    raw, reason = UNREADABLE[name]
    found = contents(raw)
    assert found.articles == ()
    (refusal,) = found.refusals
    assert refusal.reason.startswith(reason)


def test_what_is_odd_about_an_answer_is_said() -> None:
    assert contents(json.dumps([report()])).layout == "ReliefWeb API: a list of reports"
    assert contents(envelope(report(), count=2, totalCount=9)).issues == (
        "It says that it holds 2 reports and holds 1; It holds 1 of the 9 reports that its query found"
    )
    assert contents(envelope(report(mood="grim"))).issues == "Fields that no list has were passed over: mood (1)"
    assert contents("\ufeff" + envelope(report())).issues is None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_reports_or_one_refusal(raw: bytes) -> None:
    found = contents(raw)
    assert (len(found.articles), len(found.refusals)) == (0, 1)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(CHARACTERS, max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(CHARACTERS, max_size=5), inner, max_size=3),
    max_leaves=6,
)
_FIELDS = st.dictionaries(
    st.sampled_from(["id", "title", "body", "body-html", "headline", "date", "source", "language", "url", "url_alias"]),
    _JSON | st.just({"original": "2023-04-06T00:00:00+00:00"}),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(_JSON | st.fixed_dictionaries({"id": _JSON, "fields": _FIELDS}), max_size=4))
def test_every_record_is_an_article_or_a_refusal(records: list[Any]) -> None:
    found = contents(envelope(*records))
    assert len(found.articles) + len(found.refusals) == len(records)
