"""What tests of fetching share: a site on loopback, and a fetcher that loses no time."""

from collections.abc import Iterator

import pytest

from pipelines.fetching import Fetcher, Patience
from tests.loopback import Site, serving

HURRIED = Patience(attempts=4, first_wait=0, jitter=0, longest_asked=2)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(pause=0, patience=HURRIED)
