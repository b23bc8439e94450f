"""The chat coder, against a server on loopback that speaks the protocol, also wrongly."""

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from pipelines.coding import coder as rules
from pipelines.coding.chat import coder as chat
from pipelines.coding.chat import protocol
from pipelines.coding.record import Document
from tests.conftest import run_casus
from warehouse.errors import UserError
from warehouse.home import Home

KEY = "sk-own-test-key"
TEXT = "Ugandan troops shelled Goma on Friday, killing five rebels. No one claimed the act."
EVENT = {
    "type": "attack", "subtype": "shelling", "status": "occurred", "trigger": "shelled", "sentence": TEXT.split(".")[0],
    "status_quote": None, "source": ["Ugandan troops"], "target": [], "from": [], "to": [], "at": ["Goma"],
    "date": "on Friday", "quantity": None, "fatalities": "five rebels", "wounded": None, "weapon": None,
}  # fmt: skip
Sent = tuple[int, dict[str, str], bytes]


class Model(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.answers: list[Sent] = []
        self.asked: list[dict[str, Any]] = []
        self.delay = 0.0


class Answers(BaseHTTPRequestHandler):
    server: Model

    def do_POST(self) -> None:
        self.server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        assert self.headers["Authorization"] == f"Bearer {KEY}"
        answers = self.server.answers
        status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
        time.sleep(self.server.delay)
        self.send_response(status)
        for name, value in ({"Content-Type": "application/json", "Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # whoever waited may be gone
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Model]:
    server = Model()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    monkeypatch.setenv("CASUS_CHAT_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("CASUS_CHAT_MODEL", "small")
    monkeypatch.setenv("CASUS_CHAT_KEY", KEY)
    monkeypatch.setattr(protocol, "FIRST_PAUSE", 0.01)
    yield server
    server.shutdown()
    server.server_close()


def said(content: str, finish: str = "stop") -> Sent:
    choice = {"message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return (
        200,
        {},
        json.dumps({"choices": [choice], "usage": {"prompt_tokens": 900, "completion_tokens": 100}}).encode(),
    )


def told(**changes: object) -> Sent:
    return said(json.dumps({"events": [EVENT | changes]}))


def run(server: Model, *answers: Sent) -> tuple[chat.Session, list[Any]]:
    server.answers = list(answers)
    session = chat.Session()
    [(_, events)] = chat.code([Document("d", TEXT, date(2020, 6, 15))], session=session)
    return session, events


def test_a_right_answer_gives_our_spans_places_actors_days_and_numbers(model: Model) -> None:
    session, [event] = run(model, told())
    assert (event.subtype, event.status, event.confidence) == ("shelling", "occurred", None)
    assert [a.iso3 for a in event.source] == ["UGA"]
    assert [(p.canonical, p.country) for p in event.location] == [("Goma", "COD")]
    assert (event.period.start, event.fatalities.value) == (date(2020, 6, 12), 5)
    assert event.trigger.of(TEXT) == "shelled"
    assert (session.budget.tokens_in, session.budget.tokens_out, session.rejected) == (900, 100, [])
    assert model.asked[0]["temperature"] == 0
    assert model.asked[0]["response_format"]["type"] == "json_schema"


def test_the_command_line_shows_the_events_and_what_they_cost(model: Model, tmp_path: Path) -> None:
    model.answers = [told()]
    text = tmp_path / "goma.txt"
    text.write_text(TEXT, "utf-8")
    shown = run_casus("code", str(text), "--published", "2020-06-15", "--coder", "chat", "--format", "jsonl")
    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["subtype"] == "shelling"
    assert "Chat coder small: 1 texts, 1 asked, 0 cached, 900 tokens in, 100 out" in shown.stderr


def test_a_build_has_the_model_read_its_texts_and_keeps_what_was_rejected(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model.answers = [told(at=["Bukavu"])]
    inbox = tmp_path / "inbox" / "article"
    inbox.mkdir(parents=True)
    (inbox / "goma.txt").write_text(TEXT, "utf-8")
    (inbox / "goma.json").write_text('{"published_on": "2020-06-15"}', "utf-8")
    monkeypatch.setenv("CASUS_CODER", "chat")
    built = run_casus("build", "--offline", "--feed", "article", "--inbox", str(tmp_path / "inbox"))
    assert built.exit_code == 0, built.output

    def rows(query: str) -> list[dict[str, Any]]:
        return json.loads(run_casus("query", query, "--format", "json").output)

    [document] = rows("SELECT coder FROM documents")
    assert ", chat small, prompt " in document["coder"]
    assert rows("SELECT event_subtype, confidence, place_name FROM attacks") == [
        {"event_subtype": "shelling", "confidence": None, "place_name": None}
    ]
    [reject] = rows("SELECT record, reason FROM rejects")
    assert reject["record"].endswith(": at 'Bukavu'")
    assert reject["reason"] == "The chat model gave it and its words do not stand in the text."


def test_a_value_whose_quote_is_not_in_the_text_is_rejected_with_the_reason(model: Model) -> None:
    session, [event] = run(model, told(at=["Bukavu"], date="2020-06-12"))
    assert (event.location, event.period, event.confidence) == ([], None, None)
    reason = "its words do not stand in the text"
    assert [(r.slot, r.said, r.reason) for r in session.rejected] == [
        ("at", "Bukavu", reason),
        ("date", "2020-06-12", reason),
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"subtype": "ceasefire"},
        {"status": "sure"},
        {"trigger": "bombed"},
        {"status": "planned", "status_quote": "will"},
    ],
)
def test_an_event_of_unknown_codes_or_without_words_is_rejected(model: Model, changes: dict[str, str]) -> None:
    session, events = run(model, told(**changes))
    assert events == []
    assert [r.slot for r in session.rejected] == ["event"]
    assert session.fell_back == {}


def test_prose_around_the_json_is_passed_over(model: Model) -> None:
    _, events = run(model, said("Here you are:\n```json\n" + json.dumps({"events": [EVENT]}) + "\n```"))
    assert len(events) == 1


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (said('{"events": ['), "an answer that holds no JSON object"),
        (said('{"event": 1}'), "an answer without a list of events"),
        ((200, {}, b"{"), "an answer that is no JSON"),
        ((200, {}, b'{"choices": []}'), "an answer without a message"),
        (said("{}", "length"), "an answer that was cut at its limit of tokens"),
        (said(json.dumps({"events": [KEY]})), "an answer that repeats the key"),
        ((200, {"Content-Type": "text/html"}, b"<p>Hi"), "an answer that is no JSON: is CASUS_CHAT_URL right?"),
        ((200, {}, b" " * 4_000_001), "an answer of more than 4 MB"),
        ((401, {}, KEY.encode()), "HTTP 401"),
        ((500, {}, b""), "HTTP 500, 4 times"),
        ((200, {"Content-Length": "900"}, b'{"choices"'), "the answer broke off, 4 times"),
        ((429, {"Retry-After": "999"}, b""), "HTTP 429, 1 times"),
    ],
)
def test_every_failure_falls_back_to_the_rules_and_says_so(model: Model, answer: Sent, reason: str) -> None:
    session, events = run(model, answer)
    [(_, by_rules)] = rules.code([Document("d", TEXT, date(2020, 6, 15))])
    assert events == by_rules
    assert session.fell_back == {"d": reason}
    assert session.lines()[-1] == f"1 texts were coded by the rules: {reason}."
    assert KEY not in repr(session) + "".join(session.lines())


def test_waits_as_asked_then_succeeds(model: Model) -> None:
    started = time.monotonic()
    session, events = run(model, (429, {"Retry-After": "1"}, b""), told())
    assert (len(events), len(model.asked), session.fell_back) == (1, 2, {})
    assert time.monotonic() - started >= 1


def test_the_second_run_asks_nothing_and_no_file_holds_the_key(model: Model) -> None:
    _, first = run(model, told())
    session, second = run(model, (500, {}, b""))
    assert (second, len(model.asked), session.cached, session.budget.cost) == (first, 1, 1, 0)
    [file] = (Home.from_environment().root / "cache" / "chat").iterdir()
    assert KEY not in file.read_text("utf-8")


def test_limits_are_kept(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_CHAT_MAX_TOKENS", "500")
    session, _ = run(model, told())
    assert (model.asked, session.stopped) == ([], "the next request could exceed the limit of 500 tokens")
    monkeypatch.delenv("CASUS_CHAT_MAX_TOKENS")
    monkeypatch.setenv("CASUS_CHAT_MAX_SECONDS", "0.2")
    model.delay = 1
    session, _ = run(model, told())
    assert session.stopped == "the limit of 0.2 seconds is reached"
    assert session.budget.seconds < 5


def test_the_offline_switch_allows_this_machine_only(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_CHAT_URL", "https://192.0.2.1/v1")
    with pytest.raises(UserError, match="the network is forbidden"):
        chat.Session()
