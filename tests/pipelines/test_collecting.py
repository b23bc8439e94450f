"""What a feed brings from its folder and from the network together: neither is lost by the other's fault."""

import pytest

from pipelines.collecting import most_files, with_network
from pipelines.rejects import Reject
from pipelines.sources import Collected, Request
from warehouse.errors import UserError

ODD = Reject("own", "notes.docx", "Files ending in .docx are not read", "Save it as CSV.")
LATE = Reject("own", "20260101.csv", "It is due and not there", "Look for it at the source.")
FILES = Collected(rejects=(ODD,))


@pytest.fixture(autouse=True)
def online(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASUS_OFFLINE", raising=False)


def fails() -> Collected:
    raise UserError("The list cannot be read", "Try again later.")


def test_what_the_network_brings_stands_beside_the_files() -> None:
    assert with_network(FILES, Request(), lambda: Collected(rejects=(LATE,))).rejects == (ODD, LATE)


def test_a_fault_of_the_network_is_told_and_the_files_stand() -> None:
    assert with_network(FILES, Request(), fails) == Collected(
        rejects=(ODD,), failure="The list cannot be read. Try again later."
    )


def test_offline_the_network_is_not_asked() -> None:
    assert with_network(FILES, Request(offline=True), fails) == FILES


def test_the_number_of_files_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert most_files("CASUS_TEST_FILES", 8) == 8
    monkeypatch.setenv("CASUS_TEST_FILES", "three")
    with pytest.raises(UserError, match="CASUS_TEST_FILES is 'three', which is no number"):
        most_files("CASUS_TEST_FILES", 8)
