"""The weights of the model: what reports at hand say of them, and what has everything linked anew."""

import re

import duckdb
import pytest

from pipelines import crosswalks
from pipelines.linking import estimate_weights, linker_name
from pipelines.linking.comparisons import COMPARISONS, LEVELS, PATTERN
from tests.pipelines.linking.world import add, at, link, report
from tests.rows import empty_build
from warehouse.database import open_build

FIGHTS = 60


def test_weights_that_fit_the_reports_at_hand_are_the_shares_that_they_show(tmp_path):
    """Sixty fights told by two feeds, every fifth a day later by one; near each another, bloodier, on the next day."""
    told = []
    for n in range(FIGHTS):
        here, days = -60 + 2 * n, [f"2024-{n % 12 + 1:02}-{n // 12 * 5 + later:02}" for later in (1, 2)]
        told += [
            report(f"one{n}", "ucdp_ged", days[0], **at(here)),
            report(f"two{n}", "pitf", days[n % 5 == 0], **at(here)),
            report(f"else{n}", "acled", days[1], fatalities_best=300, **at(here + 0.18)),
        ]
    with open_build(empty_build(tmp_path)) as connection:
        add(connection, *told)
        weights, prior = estimate_weights(connection)
        assert link(connection).pairs == 3 * FIGHTS
    assert prior == pytest.approx(1 / 3, abs=0.01)
    assert weights["time", "same_day"] == pytest.approx((0.8, 0.1), abs=0.01)
    assert weights["time", "next_day"] == pytest.approx((0.2, 0.9), abs=0.01)
    assert weights["deaths", "far"] == pytest.approx((0, 1), abs=0.01)
    assert weights["place", "same_spot"] == pytest.approx((1, 0), abs=0.01)
    assert weights["time", "overlap"] == (0.02, 0.02), "what no pair shows keeps its shipped weights"


def test_a_mended_registry_of_actors_has_everything_linked_anew(tmp_path, monkeypatch):
    with open_build(empty_build(tmp_path)) as connection:
        add(connection, report("a"), report("b", "pitf"))
        assert (link(connection).fresh, link(connection).fresh) == (2, 0)
        monkeypatch.setattr(crosswalks, "crosswalks_fingerprint", lambda: "an alias more")
        linker_name.cache_clear()
        try:
            assert link(connection).fresh == 2
        finally:
            linker_name.cache_clear()


LAST = [len(comparison.levels) - 1 for comparison in COMPARISONS]


@pytest.mark.parametrize("levels", [LAST, [0] * len(LAST), [LAST[0], *[0] * (len(LAST) - 1)]])
def test_a_pattern_gives_back_the_level_of_each_comparison_even_where_all_have_their_last(levels):
    numbers = iter(levels)
    pattern = re.sub(r"CASE .*? END(?= \*)", lambda _: str(next(numbers)), PATTERN, flags=re.DOTALL)
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT {LEVELS} FROM (SELECT {pattern} AS pattern)").fetchone()
    assert list(found) == levels
