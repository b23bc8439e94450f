import csv
from pathlib import Path

import pytest

from pipelines import feed
from pipelines.evaluation.links import evaluate_files
from pipelines.evaluation.links.figures import Score
from pipelines.evaluation.links.material import lay_out
from tests.pipelines.evaluation.links.test_scad import HEADER, ROWS
from tests.pipelines.evaluation.links.warehouse import HEADER as PAIR_HEADER
from warehouse.errors import UserError

SAMPLES = Path(__file__).parents[3] / "samples"


@pytest.fixture
def feeds(monkeypatch):
    monkeypatch.setattr(feed, "FEEDS", dict.fromkeys(["own", "pitf", "rss", "ucdp_ged"]))


@pytest.mark.usefixtures("feeds")
def test_files_are_found_in_the_inbox_beside_it_and_by_name(tmp_path):
    data = tmp_path / "data"
    for name, text in {
        "inbox/pitf/a.csv": "a",
        "pitf/b.csv": "b",
        "inbox/rss/c.xml": "c",
        "linking/ged_x.csv": "g",
        "linking/scad_x.csv": HEADER + ROWS,
        "linking/notes.txt": "n",
    }.items():
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(text, "utf-8")
    lay_out(data, ["own", "pitf", "ucdp_ged", "unheard_of"], tmp_path / "inbox")
    laid = sorted(path.relative_to(tmp_path / "inbox").as_posix() for path in (tmp_path / "inbox").glob("*/*"))
    assert laid == ["own/scad.csv", "pitf/a.csv", "pitf/b.csv", "ucdp_ged/ged_x.csv"]
    assert (tmp_path / "inbox" / "own" / "scad.csv").read_text("utf-8").startswith("source_record_id,event_type,")
    assert (tmp_path / "inbox" / "pitf" / "b.csv").read_text("utf-8") == "b"


@pytest.mark.usefixtures("feeds")
def test_a_folder_without_the_records_is_a_clear_mistake(tmp_path):
    with pytest.raises(UserError, match=r"holds no file of own, pitf. Give DIR/<feed>/ or DIR/inbox/<feed>/"):
        lay_out(tmp_path, ["pitf", "own"], tmp_path / "inbox")
    with pytest.raises(UserError, match="is no folder"):
        lay_out(tmp_path / "nowhere", ["pitf"], tmp_path / "inbox")


def test_files_of_ones_own_go_through_the_feeds_and_are_linked(tmp_path):
    with (SAMPLES / "ucdp_ged" / "ged261-sample.csv").open(encoding="utf-8", newline="") as file:
        sample = next(csv.DictReader(file))
    post = {"id": "1", "relid": "KAR-1", "year": "2030", "country": "Nigeria", "country_id": "475", "where_prec": "1"}
    post |= {
        "where_coordinates": "Karsk",
        "latitude": "11.0",
        "longitude": "13.0",
        "best": "2",
        "low": "2",
        "high": "2",
    }
    post |= {"side_a": "gunmen", "side_b": "police", "date_start": "2030-01-04", "date_end": "2030-01-04"}
    far = post | {"id": "2", "relid": "KAR-2", "latitude": "5.0", "longitude": "7.0", "where_coordinates": "Aba"}
    (tmp_path / "linking").mkdir()
    with (tmp_path / "linking" / "ged_mine.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(sample))
        writer.writeheader()
        writer.writerows([sample | post, sample | far])
    (tmp_path / "linking" / "scad_mine.csv").write_text(HEADER + ROWS, "utf-8")
    pairs = tmp_path / "pairs.csv"
    pairs.write_text(f"{PAIR_HEADER}ucdp_ged,1,own,1,same,,,,,\nucdp_ged,2,own,1,different,,,,,\n", "utf-8")
    evaluation = evaluate_files(tmp_path, pairs)
    assert (evaluation.score.pairs, evaluation.absent) == (2, 0)
    assert evaluation.score == Score(right=1, apart=1)
    assert evaluation.baselines["within 5 km and 2 days, same type"] == Score(right=1, apart=1)
