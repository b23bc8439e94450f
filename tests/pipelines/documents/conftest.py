"""What tests of documents share: a small document feed over an empty build."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipelines.documents.small_feed import Desk
from tests.rows import begun_build
from warehouse.database import open_build
from warehouse.home import Home


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with open_build(begun_build(tmp_path)) as connection:
        yield Desk(Home(tmp_path / "home"), connection, monkeypatch)
