import json

import pytest

from pipelines.accuracy import accuracy_pages, basis
from pipelines.evaluation.links import evaluate_warehouse, measured
from pipelines.evaluation.links.figures import Score, wilson
from pipelines.linking import linker_name
from tests.conftest import run_casus
from tests.pipelines.evaluation.links.warehouse import HEADER, PAIRS, linked_build
from warehouse.database import publish_build
from warehouse.home import Home


@pytest.fixture
def home(tmp_path) -> Home:
    home = linked_build(tmp_path)
    publish_build(home)
    (tmp_path / "pairs.csv").write_text(PAIRS, "utf-8")
    return home


def test_pairs_are_counted_by_whether_they_share_an_event(home, tmp_path):
    evaluation = evaluate_warehouse(home, tmp_path / "pairs.csv")
    assert evaluation.score == Score(right=1, false=0, missed=1, apart=4)
    assert (evaluation.score.precision, evaluation.score.recall) == (1.0, 0.5)
    assert evaluation.score.f1 == pytest.approx(2 / 3)
    assert evaluation.absent == 1
    assert evaluation.feeds == ("alpha", "beta")


def test_baselines_see_the_two_reports_alone(home, tmp_path):
    baselines = evaluate_warehouse(home, tmp_path / "pairs.csv").baselines
    assert baselines["within 50 km and 7 days"] == Score(right=1, false=1, missed=1, apart=3)
    assert baselines["within 5 km and 2 days, same type"] == Score(right=1, false=0, missed=1, apart=4)
    assert baselines["same url"] == Score(right=1, false=0, missed=1, apart=4)


def test_groups_and_weights(home, tmp_path):
    evaluation = evaluate_warehouse(home, tmp_path / "pairs.csv")
    assert evaluation.folds["held"]["Casus"] == Score(missed=1, apart=1)
    assert evaluation.groups["feeds"] == {
        "alpha and alpha": Score(apart=1),
        "alpha and beta": Score(right=1, missed=1, apart=2),
        "beta and beta": Score(apart=1),
    }
    assert evaluation.groups["place"] == {"area": Score(apart=2), "place": Score(right=1, missed=1, apart=2)}
    assert evaluation.weighted_pairs == 4
    assert evaluation.weighted["Casus"] == Score(right=1, missed=1, apart=8)
    assert evaluation.weighted["within 50 km and 7 days"] == Score(right=1, false=4, missed=1, apart=4)


def test_a_sum_that_is_merged_is_false_and_one_that_covers_is_attached(home, tmp_path):
    path = tmp_path / "parts.csv"
    path.write_text(f"{HEADER}alpha,a3,alpha,a2,part,KRS,tune,A,,the sum has it\n", "utf-8")
    evaluation = evaluate_warehouse(home, path)
    assert evaluation.score == Score(false=1)
    assert (evaluation.parts.pairs, evaluation.parts.attached, evaluation.parts.merged) == (1, 0, 1)
    others = evaluate_warehouse(home, tmp_path / "pairs.csv").parts
    assert (others.pairs, others.attached, others.merged) == (2, 1, 0)


def test_errors_are_shown_side_by_side_but_none_that_is_held_back(home, tmp_path):
    errors = tmp_path / "errors.txt"
    result = run_casus(
        "evaluate",
        "--links",
        "--pairs",
        str(tmp_path / "pairs.csv"),
        "--errors",
        str(errors),
        CASUS_HOME=str(home.root),
    )
    assert result.exit_code == 0, result.output
    assert "attached: 1, wrongly merged: 0" in result.output
    assert "Pairs of which a report is not in the warehouse, in no figure: 1" in result.output
    assert errors.read_text("utf-8") == "\n"

    tuned = PAIRS.replace("same,KRS,held", "same,KRS,tune")
    (tmp_path / "pairs.csv").write_text(tuned, "utf-8")
    run_casus(
        "evaluate",
        "--links",
        "--pairs",
        str(tmp_path / "pairs.csv"),
        "--errors",
        str(errors),
        CASUS_HOME=str(home.root),
    )
    shown = errors.read_text("utf-8")
    assert shown.startswith("missed (same): alpha a2 | beta b2\n")
    assert "  ours: same_act: it is e2\n  ours: same_act: it is e3\n  joined by: same url\n" in shown
    assert "  latitude" in shown
    assert shown.endswith("  right: An ambush in the town.\n")


def test_json_has_the_figures_that_programs_read(home, tmp_path):
    result = run_casus(
        "evaluate", "--links", "--pairs", str(tmp_path / "pairs.csv"), "--format", "json", CASUS_HOME=str(home.root)
    )
    figures = json.loads(result.output)
    assert {name: figures[name] for name in ("pairs", "precision", "recall", "right", "false", "missed", "absent")} == {
        "pairs": 6,
        "precision": 1.0,
        "recall": 0.5,
        "right": 1,
        "false": 0,
        "missed": 1,
        "absent": 1,
    }
    assert figures["baselines"]["same url"]["recall"] == 0.5
    assert figures["recall_interval"] == pytest.approx([0.0945, 0.9055], abs=1e-4)


def test_without_records_the_command_says_what_it_needs(home, tmp_path):
    result = run_casus("evaluate", "--links", CASUS_HOME=str(home.root))
    assert result.exit_code == 2
    assert "the warehouse has both reports of none. Give the records with --data DIR" in result.output.replace(
        "\n", " "
    )
    nothing = run_casus("evaluate", "--links", CASUS_HOME=str(tmp_path / "empty"))
    assert "There is no warehouse to measure. Give the records with --data DIR" in nothing.output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--links", "--gold", "gold.jsonl"], "--gold does not go with --links"),
        (["--pairs", "pairs.csv"], "--pairs does not go without --links"),
        (["--links", "--write"], "--write keeps figures on Casus's own pairs"),
    ],
)
def test_options_that_do_not_go_together(options, message):
    result = run_casus("evaluate", *options)
    assert result.exit_code == 2
    assert message in result.output


def test_figures_are_kept_with_their_day_and_linker(home, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    kept = tmp_path / "measured.json"
    measured.keep(
        evaluate_warehouse(home, tmp_path / "pairs.csv"), kept, {"alpha": "Alpha (2020)", "beta": "Beta (2021)"}
    )
    figures = measured.kept(kept)
    assert figures is not None
    assert figures["measured_on"] == "2025-01-01"
    assert figures["linker"] == linker_name()
    assert figures["sources"] == ["Alpha (2020)", "Beta (2021)"]
    assert figures["figures"]["precision"] == 1.0
    assert "| Casus | 6 | 1 | 0 | 1 | 1.000 |" in figures["page"]
    assert measured.kept(tmp_path / "nothing.json") is None


def test_wilson_stays_within_a_share():
    assert wilson(0, 0) is None
    assert wilson(10, 10) == pytest.approx((0.7225, 1.0), abs=1e-4)
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)


def test_a_release_shows_the_last_figures_and_whether_the_linker_is_still_that_one(home, tmp_path, monkeypatch):
    kept = tmp_path / "measured.json"
    measured.keep(
        evaluate_warehouse(home, tmp_path / "pairs.csv"), kept, {"alpha": "Alpha (2020)", "beta": "Beta (2021)"}
    )
    monkeypatch.setattr(measured, "MEASURED", kept)
    pages = {"ACCURACY.md": "# How right the coder is\n\n", "accuracy.json": '{"coder": "rules"}'}
    (home.root / "cache").mkdir()
    (home.root / "cache" / "accuracy.json").write_text(json.dumps({"basis": basis("rules"), "pages": pages}), "utf-8")
    shown = accuracy_pages(home, "rules")
    assert "# How right the links are" in shown["ACCURACY.md"]
    assert "with this release's linker" in shown["ACCURACY.md"]
    assert "- Alpha (2020)\n- Beta (2021)\n" in shown["ACCURACY.md"]
    assert json.loads(shown["accuracy.json"])["links"]["figures"]["recall"] == 0.5
    kept.write_text(kept.read_text("utf-8").replace(linker_name(), "the linker of old"), "utf-8")
    assert "with an earlier linker than this release's" in accuracy_pages(home, "rules")["ACCURACY.md"]
