"""Links measured: in the published warehouse, or in one that is made from files for the purpose.

Here belongs what joins pairs, a warehouse and the figures.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

import warehouse
from pipelines import progress
from pipelines.evaluation.links import material
from pipelines.evaluation.links.figures import Evaluation, measure
from pipelines.evaluation.links.judging import judge
from pipelines.evaluation.links.pairs import Pair, read_pairs
from warehouse.database import open_build, open_published
from warehouse.errors import UserError
from warehouse.home import Home

PAIRS = Path(warehouse.__file__).parent / "seeds" / "links" / "pairs.csv"
"""The project's own labelled pairs."""
_NEED = f"Give the records with --data DIR ({material.WANTED}), or pairs of your own reports with --pairs FILE."


def evaluate_warehouse(home: Home, path: Path = PAIRS) -> Evaluation:
    """The links of the published warehouse in `home`, held against the pairs of a file.

    Raises UserError where nothing is published, the file cannot be used, or none of its pairs is there.
    """
    pairs = read_pairs(path)
    if not home.published.exists():
        raise UserError("There is no warehouse to measure", _NEED)
    with open_published(home) as connection:
        return _evaluate(connection, pairs, path)


def evaluate_files(data: Path, path: Path = PAIRS) -> Evaluation:
    """The links of a warehouse that is made for the purpose from the files in `data` (see `material.WANTED`).

    Only feeds that the pairs name are read. Nothing of it is kept. Raises UserError as `evaluate_warehouse` does, and
    where `data` holds none of the files.
    """
    pairs = read_pairs(path)
    names = {record.feed for pair in pairs for record in (pair.left, pair.right)}
    with TemporaryDirectory(prefix="casus-links-") as folder:
        home = Home(Path(folder)).prepare()
        material.build(data, names, home, progress.report)
        with open_build(home) as connection:
            return _evaluate(connection, pairs, path)


def _evaluate(connection: duckdb.DuckDBPyConnection, pairs: Sequence[Pair], path: Path) -> Evaluation:
    judged = judge(connection, pairs)
    if not judged:
        raise UserError(
            f"Of the {len(pairs)} pairs in {path.name}, the warehouse has both reports of none",
            _NEED,
        )
    return measure(pairs, judged)
