"""The ReliefWeb feed: its files, its API with all its refusals, and what becomes of the reports."""

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.contents import Contents
from pipelines.feeds.reliefweb import api
from pipelines.feeds.reliefweb.reader import read
from pipelines.fetching import Fetcher
from pipelines.snapshots import Snapshot
from tests.document_feeds import Desk
from tests.loopback import Heard, Reply, Site
from tests.rows import INSTANT, empty_build

SAMPLES = Path(__file__).parents[2] / "samples" / "reliefweb"
JSON = {"Content-Type": "application/json"}
NEEDS = (
    "Set CASUS_RELIEFWEB_APPNAME (an approved app name, free on request at"
    " https://apidoc.reliefweb.int/parameters#appname) to read ReliefWeb from the network."
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("pipelines.coding.coder.code", lambda documents, **_: ((d, []) for d in documents))
    for name in ("APPNAME", "THEMES", "COUNTRIES", "SINCE"):
        monkeypatch.delenv(f"CASUS_RELIEFWEB_{name}", raising=False)
    return Desk(empty_build(tmp_path), "reliefweb")


def report(number: int | str = 1, changed: str = "2023-04-08T08:00:00+00:00", **fields: Any) -> dict[str, Any]:
    dates = {"original": "2023-04-06T00:00:00+00:00", "created": "2023-04-07T09:00:00+00:00", "changed": changed}
    return {"id": number, "fields": {"title": f"Report {number}", "body": "Words.", "date": dates} | fields}


def envelope(*records: Any, **more: Any) -> str:
    return json.dumps({"totalCount": len(records), "count": len(records), "data": records} | more)


def contents(raw: str | bytes) -> Contents:
    snapshot = Snapshot("0", "reliefweb", "f.json", "inbox", None, "application/json", 1, "x", *[INSTANT] * 3)
    return read(snapshot, raw.encode() if isinstance(raw, str) else raw)


def test_the_samples_give_their_reports(tmp_path: Path) -> None:
    desk = Desk(empty_build(tmp_path), "reliefweb")
    shutil.copy(SAMPLES / "reports.json", desk.folder)
    desk.build(offline=True)
    desk.check_reports(SAMPLES / "expected.jsonl")
    assert desk.refused() == {"reports.json, report 3": "Its language is fr, and Casus codes English"}
    assert desk.reading() == (
        "ReliefWeb API v2",
        3,
        2,
        1,
        "1 of 3 reports have a headline and no text; the headline is coded",
    )


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


def test_the_words_are_kept_in_the_house_and_the_facts_are_not(desk: Desk) -> None:
    desk.put("a.json", envelope(report()))
    desk.build()
    assert desk.rows(
        "SELECT rows_may_be_republished, text_may_be_republished FROM documents JOIN licences USING (licence_id)"
    ) == [(True, False)]


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


def test_a_later_edit_counts_whichever_file_was_read_first(desk: Desk) -> None:
    desk.put("a.json", envelope(report(7, "2023-04-09T00:00:00+00:00", body="Corrected.")))
    desk.put("b.json", envelope(report("7", "2023-04-08T00:00:00+00:00", body="First."), report(8)))
    desk.build()
    assert desk.texts() == ["Report 7\n\nCorrected.", "Report 8\n\nWords."]
    assert desk.refused() == {"b.json, report 1": "A later version of it is held"}
    desk.put("c.json", envelope(report(7, "2023-04-10T00:00:00+00:00", body="Once more.")))
    desk.build()
    assert desk.texts() == ["Report 7\n\nOnce more.", "Report 8\n\nWords."]


class Api:
    """ReliefWeb's interface on loopback: it answers what changed since, page by page, and keeps the questions."""

    def __init__(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reports: list[dict[str, Any]] = []
        self.questions: list[tuple[str, dict[str, Any]]] = []
        self.site = site
        monkeypatch.setattr(api, "ADDRESS", site.page("/v2/reports", self.answer))

    def answer(self, heard: Heard) -> Reply:
        query = json.loads(heard.body)
        self.questions.append((heard.path, query))
        since = query["filter"]["conditions"][0]["value"]["from"]
        changed = sorted((r["fields"]["date"]["changed"], r["id"], r) for r in self.reports)
        found = [record for at, _, record in changed if at >= since]
        page = found[query["offset"] :][: query["limit"]]
        return Reply(200, JSON, envelope(*page, totalCount=len(found), time=len(self.questions)).encode())

    def asked(self) -> list[tuple[str, int]]:
        """Since when, from which offset."""
        return [(q["filter"]["conditions"][0]["value"]["from"][:10], q["offset"]) for _, q in self.questions]


@pytest.fixture
def reliefweb(site: Site, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> Api:
    monkeypatch.delenv("CASUS_OFFLINE")
    monkeypatch.setenv("CASUS_RELIEFWEB_APPNAME", "s3cret-app")
    monkeypatch.setenv("CASUS_RELIEFWEB_SINCE", "2023-04-01")
    monkeypatch.setattr(api, "Fetcher", lambda: fetcher)
    monkeypatch.setattr(api, "PAGE", 2)
    return Api(site, monkeypatch)


def test_all_pages_are_read_and_the_next_build_asks_from_the_last_change_on(desk: Desk, reliefweb: Api) -> None:
    reliefweb.reports = [report(n, f"2023-04-{n:02}T00:00:00+00:00") for n in range(1, 6)]
    assert desk.build().added.documents == 5
    assert reliefweb.asked() == [
        ("2023-04-01", 0),
        ("2023-04-02", 0),
        ("2023-04-03", 0),
        ("2023-04-04", 0),
        ("2023-04-05", 0),
    ]
    assert desk.refused() == {}
    reliefweb.questions.clear()
    reliefweb.reports.append(report(6, "2023-04-06T00:00:00+00:00"))
    assert desk.build().added.documents == 1
    assert reliefweb.asked()[0] == ("2023-04-04", 0)
    assert desk.rows("SELECT count(*) FROM documents WHERE replaced_at IS NULL") == [(6,)]


def test_many_reports_changed_at_one_instant_are_asked_for_by_offset(desk: Desk, reliefweb: Api) -> None:
    reliefweb.reports = [report(n, "2023-04-08T00:00:00+00:00") for n in range(1, 6)]
    assert desk.build().added.documents == 5
    assert reliefweb.asked() == [("2023-04-01", 0), ("2023-04-08", 0), ("2023-04-08", 2), ("2023-04-08", 4)]


def test_the_question_is_the_scope_asked_for(desk: Desk, reliefweb: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.build()
    monkeypatch.setenv("CASUS_RELIEFWEB_THEMES", "all")
    monkeypatch.setenv("CASUS_RELIEFWEB_COUNTRIES", "irq, syr")
    desk.build()
    (path, first), (_, second) = reliefweb.questions
    assert path == "/v2/reports?appname=s3cret-app"
    english = {"field": "language.code", "value": "en"}
    since = {"field": "date.changed", "value": {"from": "2023-04-01T00:00:00+00:00"}}
    themes = ["Peacekeeping and Peacebuilding", "Protection and Human Rights", "Safety and Security"]
    assert first["filter"] == {
        "operator": "AND",
        "conditions": [since, english, {"field": "theme.name", "value": themes, "operator": "OR"}],
    }
    countries = {"field": "country.iso3", "value": ["IRQ", "SYR"], "operator": "OR"}
    assert second["filter"] == {"operator": "AND", "conditions": [since, english, countries]}
    assert (first["sort"], first["limit"], first["offset"]) == (["date.changed:asc", "id:asc"], 2, 0)
    assert {"body", "date.changed", "source.name", "url_alias"} <= set(first["fields"]["include"])


@pytest.mark.parametrize(
    "name, value, message",
    [
        ("COUNTRIES", "Iraq", "CASUS_RELIEFWEB_COUNTRIES names 'IRAQ'. Give ISO 3166 codes of three letters, such as"),
        ("SINCE", "yesterday", "CASUS_RELIEFWEB_SINCE is 'yesterday'. Give a day such as 2024-09-27."),
    ],
)
def test_a_scope_that_cannot_be_asked_for_fails_the_feed(
    desk: Desk, reliefweb: Api, monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(f"CASUS_RELIEFWEB_{name}", value)
    outcome = desk.build()
    assert outcome.state == "failed"
    assert str(outcome.message).startswith(message)


def test_without_an_app_name_the_network_is_skipped_and_files_are_read(desk: Desk, monkeypatch: Any) -> None:
    monkeypatch.delenv("CASUS_OFFLINE")
    outcome = desk.build()
    assert (outcome.state, outcome.message) == ("skipped", NEEDS)
    desk.put("a.json", envelope(report()))
    outcome = desk.build()
    assert (outcome.state, outcome.message, desk.texts()) == ("read", NEEDS, ["Report 1\n\nWords."])
    monkeypatch.setenv("CASUS_OFFLINE", "1")
    assert desk.build().message is None


def error(kind: str, message: str) -> bytes:
    return json.dumps({"time": 0, "error": {"type": kind, "message": message}}).encode()


REFUSALS = {
    "no app name": (
        Reply(400, JSON, error("BadRequestHttpException", "Missing appname parameter")),
        "ReliefWeb does not take the app name in CASUS_RELIEFWEB_APPNAME (HTTP 400: Missing appname parameter).",
    ),
    "not approved": (
        Reply(403, JSON, error("AccessDeniedHttpException", "You are not using an approved appname: s3cret-app")),
        "ReliefWeb does not take the app name in CASUS_RELIEFWEB_APPNAME (HTTP 403: You are not using an approved",
    ),
    "bad query": (
        Reply(400, JSON, error("BadRequestHttpException", "Unrecognized field theme.nam")),
        "ReliefWeb does not understand the query (Unrecognized field theme.nam). Check CASUS_RELIEFWEB_THEMES",
    ),
    "retired": (Reply(410, JSON, b"{}"), "ReliefWeb has retired this version of its API (HTTP 410). Update Casus."),
    "too many": (Reply(429, JSON, b"{}"), "ReliefWeb takes no more calls for now (HTTP 429; it allows 1,000 a day)."),
    "blocked": (
        Reply(403, {"Content-Type": "text/html"}, b"<!DOCTYPE html><html>Denied</html>"),
        "ReliefWeb answers with a web page (HTTP 403): it blocks us, or is down.",
    ),
    "page": (
        Reply(200, {"Content-Type": "text/html"}, b"<html>Wait</html>"),
        "ReliefWeb answers with a web page (HTTP 200): it blocks us, or is down.",
    ),
    "error under 200": (
        Reply(200, JSON, error("Internal", "Search is down")),
        "ReliefWeb answers with an error (HTTP 200: Search is down).",
    ),
    "broken": (Reply(500, JSON, b"{}"), "ReliefWeb answers with an error (HTTP 500"),
    "cut": (Reply(200, JSON, b'{"data": [{"id": '), "It is cut off in line 1."),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_every_refusal_is_told_apart_and_none_shows_the_app_name(desk: Desk, reliefweb: Api, name: str) -> None:
    answer, message = REFUSALS[name]
    reliefweb.site.page("/v2/reports", answer)
    outcome = desk.build()
    assert outcome.state == "failed"
    assert str(outcome.message).startswith(message)
    assert "s3cret" not in str(outcome.message)
    assert list(desk.home.snapshots.iterdir()) == []


def test_what_came_before_a_page_that_fails_is_kept_and_not_asked_for_again(desk: Desk, reliefweb: Api) -> None:
    reliefweb.reports = [report(n, f"2023-04-{n:02}T00:00:00+00:00") for n in (5, 10, 15)]
    reliefweb.site.page("/v2/reports", reliefweb.answer, Reply(410, JSON, b"{}"))
    outcome = desk.build()
    assert (outcome.state, outcome.added.documents) == ("failed", 2)
    reliefweb.site.page("/v2/reports", reliefweb.answer)
    reliefweb.questions.clear()
    assert desk.build().state == "read"
    assert reliefweb.asked()[0] == ("2023-04-09", 0)
    assert len(desk.texts()) == 3
    assert desk.rows("SELECT DISTINCT address LIKE '%s3cret%' FROM snapshots") == [(False,)]


def test_a_busy_server_is_asked_again_and_one_build_ends(desk: Desk, reliefweb: Api, monkeypatch: Any) -> None:
    monkeypatch.setattr(api, "CALLS", 2)
    monkeypatch.setattr("pipelines.feeds.reliefweb.CALLS", 2)
    monkeypatch.setattr("pipelines.feeds.reliefweb.PAGE", 2)
    reliefweb.reports = [report(n, f"2023-04-{n:02}T00:00:00+00:00") for n in range(1, 8)]
    reliefweb.site.page("/v2/reports", Reply(429, JSON, b"{}"), reliefweb.answer)
    assert desk.build().added.documents == 3
    assert list(desk.refused().values()) == ["More than 4 reports have changed, and the rest was not asked for"]
    monkeypatch.setattr(api, "CALLS", 9)
    assert desk.build().added.documents == 4
    assert desk.refused() == {}


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_reports_or_one_refusal(raw: bytes) -> None:
    found = contents(raw)
    assert (len(found.articles), len(found.refusals)) == (0, 1)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
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
