"""The page of findings: what stands on it, in which order, what is open, and that it needs nothing else."""

import json
import re
from html.parser import HTMLParser

from pipelines.expectations import Finding, report_html
from warehouse.schema import Severity

HELD = Finding("places", "key.unique", "No two rows have the same place_id.", Severity.ERROR, True, 1200, 0)
WARNED = Finding(
    "places",
    "latitude.in_range",
    "latitude >= -90.",
    Severity.WARNING,
    False,
    1200,
    1,
    '[{"place_id": "p", "latitude": null}]',
)
SAMPLE = json.dumps([{"event_id": "e<1>", "status": "done"}, {"event_id": "e2", "status": "withheld by its licence"}])
ERROR = Finding("events", "status.known_code", "status is a code.", Severity.ERROR, False, 2, 2, SAMPLE)
VOID = {"meta"}


class Page(HTMLParser):
    """The text of a page by element, and whether every element is closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.open[-1], data.strip()))

    def of(self, element: str) -> list[str]:
        return [text for tag, text in self.texts if tag == element]


def page(*findings: Finding) -> Page:
    return Page(report_html(findings, title="Checks", release_id="20240927T120000Z"))


def test_every_element_is_closed_and_nothing_comes_from_outside() -> None:
    html = report_html([HELD, WARNED, ERROR], title="Checks & findings", release_id="r<1>")
    found = Page(html)
    assert found.open == []
    assert found.of("h1") == ["Checks & findings"]
    assert "r<1>" in found.of("code")
    assert not re.search(r"https?:|@import|url\(|<script|<link|<img", html)
    assert {name for name, _ in found.attributes} == {
        *("charset", "class", "content", "href", "id", "lang", "name", "scope", "tabindex"),
    }
    assert [value for name, value in found.attributes if name == "href"] == ["#places", "#events"]


def test_the_verdict_counts_what_holds_what_warns_and_what_blocks() -> None:
    def head(*findings: Finding) -> tuple[list[str], list[str]]:
        found = page(*findings)
        return found.of("b"), [text for text in found.of("p") if text.endswith(".")][:1]

    assert head(HELD) == (["1", "0", "0"], ["Every rule holds."])
    warned = "No rule that blocks a release is broken; read the warnings before use."
    assert head(HELD, WARNED) == (["1", "1", "0"], [warned])
    assert head(HELD, WARNED, ERROR) == (["1", "1", "1"], ["A rule that blocks the release is broken."])


def test_a_broken_rule_is_open_with_its_rows_and_a_held_one_is_folded() -> None:
    html = report_html([ERROR, HELD, WARNED], title="Checks", release_id="r")
    events, places = html.split('<section id="events">')[1].split('<section id="places">')
    assert "<details" not in events
    assert [t for t in Page(events.replace("</section>", "")).texts if t[0] in ("th", "td")] == [
        ("th", "event_id"),
        ("th", "status"),
        ("th", "e<1>"),
        ("td", "done"),
        ("th", "e2"),
        ("td", "withheld by its licence"),
    ]
    assert "2 of 2 rows break it" in events
    broken, held = places.split("<details>")
    assert "1 of 1,200 rows break it" in broken
    assert '<span class="null">absent</span>' in broken
    assert "No two rows have the same place_id." not in broken
    assert "✓ 1 rule holds" in held
    assert "No two rows have the same place_id." in held


def test_no_findings_make_a_page_too() -> None:
    assert page().of("b") == ["0", "0", "0"]
