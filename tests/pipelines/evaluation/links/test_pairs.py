from collections import defaultdict
from pathlib import Path

import pytest

from pipelines.evaluation.links.pairs import Pair, Record, read_pairs
from pipelines.evaluation.links.run import PAIRS
from warehouse.errors import UserError

NEEDED = "feed_l,source_record_id_l,feed_r,source_record_id_r,label"


def written(folder: Path, text: str) -> Path:
    path = folder / "pairs.csv"
    path.write_text(text, "utf-8")
    return path


def test_the_five_columns_are_enough_and_others_are_ignored(tmp_path):
    path = written(tmp_path, f"note,{NEEDED}\nmine,alpha,007,beta,b1,part\n")
    assert read_pairs(path) == [Pair(Record("alpha", "007"), Record("beta", "b1"), "part")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("feed_l,label\nalpha,same\n", "has no column source_record_id_l, feed_r, source_record_id_r. It needs"),
        (f"{NEEDED}\n", "has no pairs"),
        (f"{NEEDED}\nalpha,a1,beta,b1,maybe\n", "line 2 has the label 'maybe'. Labels are same, part, different"),
        (f"{NEEDED}\nalpha,a1,beta,,same\n", "line 2 has no source_record_id_r"),
        (f"{NEEDED}\nalpha,a1,alpha,a1,same\n", "line 2 pairs alpha a1 with itself"),
        (f"{NEEDED}\nalpha,a1,beta,b1,same\nbeta,b1,alpha,a1,different\n", "line 3 labels beta b1 and alpha a1 again"),
        (f"{NEEDED},weight\nalpha,a1,beta,b1,same,-2\n", "line 2 has the weight '-2'"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path, text, message):
    with pytest.raises(UserError, match=message):
        read_pairs(written(tmp_path, text))


def test_a_file_that_is_not_there_is_a_clear_mistake(tmp_path):
    with pytest.raises(UserError, match=r"nowhere\.csv cannot be read"):
        read_pairs(tmp_path / "nowhere.csv")


def test_the_own_pairs_are_many_and_no_record_stands_in_both_folds():
    pairs = read_pairs(PAIRS)
    assert len(pairs) >= 600
    assert len({pair.country for pair in pairs}) >= 3
    assert all(pair.reason for pair in pairs)
    folds = defaultdict(set)
    for pair in pairs:
        folds[pair.left].add(pair.fold)
        folds[pair.right].add(pair.fold)
    assert {frozenset(f) for f in folds.values()} == {frozenset({"tune"}), frozenset({"held"})}
    assert sum(pair.fold == "held" for pair in pairs) * 3 >= len(pairs)
