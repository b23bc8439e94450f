"""How much each level of agreement weighs: Splink's model over our candidate pairs, and its estimation.

The weights that ship stand in `warehouse/seeds/linking/model.csv`, so that a build is the same everywhere and a small
one works. They were set by hand on the `tune` fold of the labelled pairs (`warehouse/seeds/links/`) and are checked on
the fold held back; those of `words` are near the shares among all pairs there of two sources and a day or two. A
logistic fit to the labels of the `tune` fold, drawn towards these weights, judged the pairs of left-out countries no
better than they judge them (8 of 122 wrong either way, and they had seen all), so they stand.
`estimate` fits weights on the pairs at hand without labels: it tells exact records from coarse ones more than one event
from two. What the levels are belongs to `comparisons`.
"""

import csv
import logging
from pathlib import Path

import duckdb
import numpy as np

import warehouse
from pipelines.linking.comparisons import COMPARISONS, LEVELS, settings
from warehouse.derive import count_rows
from warehouse.errors import UserError

SEEDS = Path(warehouse.__file__).parent / "seeds" / "linking"
MODEL = SEEDS / "model.csv"
JOIN_FROM = 0.5
"""Probability from which a pair is one event, where nothing forbids it."""
KEEP_FROM = 0.1
"""Probability from which a pair that was kept apart is kept on record."""
_ROUNDS = 200
_PRIOR = ("prior", "candidate")

Weights = dict[tuple[str, str], tuple[float, float]]


def read_weights(path: Path = MODEL) -> tuple[Weights, float]:
    """m and u of every level, by comparison and level, and the share of candidate pairs that are one event.

    m is the share of pairs of one event at that level, u that of other pairs. Raises UserError where a level is absent,
    stands twice, or is no share.
    """
    weights: Weights = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), 2):
            name = (row["comparison"], row["level"])
            try:
                pair = (float(row["m"]), float(row["u"]))
            except (TypeError, ValueError):
                pair = (0.0, 0.0)
            if name in weights or not all(0 < share < 1 for share in pair):
                raise UserError(
                    f"{path.name}, line {number}: {'/'.join(name)} stands twice or has no shares between 0 and 1",
                    "Give each level once, with m and u.",
                )
            weights[name] = pair
    wanted = {(c.name, level.name) for c in COMPARISONS for level in c.levels if not level.is_silent} | {_PRIOR}
    if odd := sorted("/".join(name) for name in wanted ^ weights.keys()):
        raise UserError(f"{path.name} and the comparisons differ in {', '.join(odd)}", "Give each level one line.")
    prior = weights.pop(_PRIOR)[0]
    return weights, prior


def score(connection: duckdb.DuckDBPyConnection) -> None:
    """From `candidates` make `scored` (number_l, number_r, weight, probability), of pairs at least `KEEP_FROM`
    probable. `weight` is Splink's match weight, in bits: Splink weighs each pattern once, for all pairs that have it.
    """
    weights, prior = read_weights()
    if not count_rows(connection, "candidates"):
        connection.execute(
            "CREATE OR REPLACE TABLE scored (number_l INTEGER, number_r INTEGER, weight DOUBLE, probability DOUBLE)"
        )
        return
    from splink import DuckDBAPI, Linker  # takes a third of a second to import: only who has pairs pays for it

    connection.execute(f"CREATE OR REPLACE TABLE patterns AS SELECT pattern, {LEVELS} FROM candidates GROUP BY pattern")
    connection.execute(
        "CREATE OR REPLACE TABLE pattern_pairs AS"
        " SELECT pattern AS join_key_l, pattern AS join_key_r, '0' AS match_key FROM patterns"
    )
    api = DuckDBAPI(connection)
    linker = Linker(
        api.register("patterns"), settings(weights, prior), log_level=logging.ERROR, validate_settings=False
    )
    linker.table_management.register_blocked_pairs_for_predict(api.register("pattern_pairs"))
    predicted = linker.inference.predict(threshold_match_probability=KEEP_FROM, warning_mode="never")
    connection.execute(
        f"""CREATE OR REPLACE TABLE scored AS
        SELECT number_l, number_r, round(match_weight, 6) AS weight, match_probability AS probability
        FROM candidates JOIN {predicted.physical_name} ON pattern_l = pattern"""
    )
    predicted.drop_table_from_database_and_remove_from_cache()


def _patterns(connection: duckdb.DuckDBPyConnection) -> np.ndarray:
    """How often each pattern occurs among the candidate pairs: one row each, the levels' numbers in the order of
    COMPARISONS and then the count.
    """
    rows = connection.execute(f"SELECT {LEVELS}, count(*) FROM candidates GROUP BY pattern ORDER BY pattern").fetchall()
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(COMPARISONS) + 1)


def estimate(connection: duckdb.DuckDBPyConnection) -> tuple[Weights, float]:
    """Fit m, u and the prior on the candidate pairs by expectation maximisation, from the shipped weights on.

    Levels are taken as independent given match or not. A silent level says nothing; a level that no pair reaches keeps
    its shipped weights. Deterministic. Returns what `read_weights` returns.
    """
    weights, prior = read_weights()
    found = _patterns(connection)
    levels, counts = found[:, :-1], found[:, -1].astype(float)
    for _ in range(_ROUNDS):
        odds = np.full(len(found), np.log(prior / (1 - prior)))
        for column, comparison in enumerate(COMPARISONS):
            logs = [
                0.0 if level.is_silent else _log_odds(weights[comparison.name, level.name])
                for level in comparison.levels
            ]
            odds += np.array(logs)[levels[:, column]]
        match = 1 / (1 + np.exp(-odds))
        prior = float((match * counts).sum() / counts.sum())
        for column, comparison in enumerate(COMPARISONS):
            heard = [n for n, level in enumerate(comparison.levels) if not level.is_silent]
            seen = np.isin(levels[:, column], heard)
            of_match, of_other = (match * counts)[seen].sum(), ((1 - match) * counts)[seen].sum()
            for n in heard:
                at = levels[:, column] == n
                if counts[at].sum() and of_match and of_other:
                    m = (match * counts)[at].sum() / of_match
                    u = ((1 - match) * counts)[at].sum() / of_other
                    weights[comparison.name, comparison.levels[n].name] = (_share(m), _share(u))
    return weights, prior


def _log_odds(pair: tuple[float, float]) -> float:
    return float(np.log(pair[0] / pair[1]))


def _share(value: float) -> float:
    return float(min(max(value, 1e-4), 1 - 1e-4))
