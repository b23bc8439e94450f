"""The ReliefWeb feed over several builds: its files, its API with all its refusals, and what they add."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from pipelines.feeds.reliefweb import api
from pipelines.fetching import Fetcher
from tests.document_feeds import Desk
from tests.loopback import Heard, Reply, Site
from tests.pipelines.feeds.reliefweb_answers import SAMPLES, envelope, report
from tests.rows import begun_build

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
    return Desk(begun_build(tmp_path), "reliefweb")


def test_the_samples_give_their_reports(tmp_path: Path) -> None:
    desk = Desk(begun_build(tmp_path), "reliefweb")
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


def test_the_words_are_kept_in_the_house_and_the_facts_are_not(desk: Desk) -> None:
    desk.put("a.json", envelope(report()))
    desk.build()
    assert desk.rows(
        "SELECT rows_may_be_republished, text_may_be_republished FROM documents JOIN licences USING (licence_id)"
    ) == [(True, False)]


def test_an_error_in_the_place_of_an_answer_fails_the_feed_until_there_is_one(desk: Desk) -> None:
    desk.put("a.json", '{"status": 403, "error": {"message": "You are not using an approved appname"}}')
    outcome = desk.build()
    assert outcome.state == "failed"
    told = "a.json: It is an error of ReliefWeb, no reports: You are not using an approved appname. Save"
    assert (outcome.message or "").startswith(told)
    desk.put("b.json", envelope(report(8)))
    assert (desk.build().state, len(desk.texts())) == ("failed", 1)
    desk.put("a.json", envelope(report(9)))
    assert (desk.build().state, len(desk.texts())) == ("read", 2)


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
