"""What tests of feeds share: the inbox of the article feed, which codes nothing."""

from pathlib import Path

import pytest

from tests.pipelines.feeds.article_inbox import Inbox
from tests.rows import begun_build


@pytest.fixture
def mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inbox:
    monkeypatch.setattr("pipelines.coding.coder.code", lambda documents, **_: ((d, []) for d in documents))
    return Inbox(begun_build(tmp_path))
