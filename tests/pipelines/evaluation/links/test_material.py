import pytest

from pipelines import feed
from pipelines.evaluation.links.material import lay_out
from tests.pipelines.evaluation.links.test_scad import HEADER, ROWS
from warehouse.errors import UserError


@pytest.fixture(autouse=True)
def feeds(monkeypatch):
    monkeypatch.setattr(feed, "FEEDS", dict.fromkeys(["own", "pitf", "rss", "ucdp_ged"]))


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


def test_a_folder_without_the_records_is_a_clear_mistake(tmp_path):
    with pytest.raises(UserError, match=r"holds no file of own, pitf. Give DIR/<feed>/ or DIR/inbox/<feed>/"):
        lay_out(tmp_path, ["pitf", "own"], tmp_path / "inbox")
    with pytest.raises(UserError, match="is no folder"):
        lay_out(tmp_path / "nowhere", ["pitf"], tmp_path / "inbox")
