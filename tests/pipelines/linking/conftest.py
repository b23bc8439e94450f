"""What the tests of linking share: an empty build."""

import pytest

from tests.rows import empty_build
from warehouse.database import open_build


@pytest.fixture
def build(tmp_path):
    with open_build(empty_build(tmp_path)) as connection:
        yield connection
