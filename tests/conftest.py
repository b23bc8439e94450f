"""What all tests share: no network, a state folder of their own, and one build of the bundled brief."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

SHARED = Path(__file__).parents[2] / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not SHARED.is_dir():
        for item in items:
            if item.get_closest_marker("shared"):
                item.add_marker(pytest.mark.skip(reason="the reference files beside the checkout are absent"))


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_HOME", str(tmp_path / "casus-home"))
    monkeypatch.setenv("CASUS_OFFLINE", "1")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The state folder after one build of the bundled brief. Not to be written to: copy it."""
    home = tmp_path_factory.mktemp("first-build")
    result = run_casus("build", "--offline", CASUS_HOME=str(home))
    assert result.exit_code == 0, result.output
    return home


def run_casus(*arguments: str, **environment: str) -> Result:
    """The front door in this process: exit code and what is printed."""
    import casus

    return CliRunner().invoke(casus.main, list(arguments), env=environment, catch_exceptions=False)
