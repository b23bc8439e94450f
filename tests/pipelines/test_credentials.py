"""Credentials: asked for by name, never shown."""

import copy
import pickle

import pytest

from pipelines.credentials import Credential, described, missing, secrets
from warehouse.errors import UserError

NEEDED = Credential(("CASUS_TEST_USER", "CASUS_TEST_PASSWORD"), "read Test from the network", "free account at a.org")


def test_what_is_missing_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = "Set CASUS_TEST_USER and CASUS_TEST_PASSWORD (free account at a.org) to read Test from the network."
    assert missing(NEEDED) == whole
    monkeypatch.setenv("CASUS_TEST_USER", "me")
    monkeypatch.setenv("CASUS_TEST_PASSWORD", " ")
    assert missing(NEEDED) == "Set CASUS_TEST_PASSWORD (free account at a.org) to read Test from the network."
    with pytest.raises(UserError, match=r"Set CASUS_TEST_PASSWORD \(free account"):
        secrets(NEEDED)


def test_one_that_a_feed_can_do_without_is_needed_where_a_variable_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    token = Credential(("CASUS_TEST_TOKEN",), "read Test by its API", "free at a.org", only_with="CASUS_TEST_API")
    assert missing(token) is None
    told = "CASUS_TEST_TOKEN not set, to read Test by its API, where CASUS_TEST_API is set (free at a.org)"
    assert described(token) == told
    monkeypatch.setenv("CASUS_TEST_API", "1")
    assert missing(token) == "Set CASUS_TEST_TOKEN (free at a.org) to read Test by its API."
    monkeypatch.setenv("CASUS_TEST_TOKEN", "s3cret")
    assert missing(token) is None
    assert described(token) == "CASUS_TEST_TOKEN set, to read Test by its API, where CASUS_TEST_API is set"


def test_an_optional_one_is_never_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    key = Credential(("CASUS_TEST_KEY",), "read Test as a user", "free at a.org", is_optional=True)
    assert (missing(key), secrets(key)) == (None, ())
    assert described(key) == "CASUS_TEST_KEY not set, to read Test as a user (optional; free at a.org)"
    monkeypatch.setenv("CASUS_TEST_KEY", "s3cret")
    assert [value.reveal() for value in secrets(key)] == ["s3cret"]


def test_values_are_read_at_the_moment_of_use_and_show_themselves_to_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_TEST_USER", "me")
    monkeypatch.setenv("CASUS_TEST_PASSWORD", "s3cret\n")
    assert missing(NEEDED) is None
    user, word = secrets(NEEDED)
    assert (user.reveal(), word.reveal()) == ("me", "s3cret")
    assert f"{word} {word!r} {(word,)} {NEEDED}".count("s3cret") == 0
    for write_down in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError, match="a secret is not written down"):
            write_down(word)
