"""News measured from texts to events: what is coded, what becomes one event, and what of it is told."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from casus import main
from pipelines.coders import rules_name
from pipelines.evaluation.links import evaluate_news, measured, report
from pipelines.linking import linker_name

FIRST = "A suicide bomber killed 12 people in Peshawar on 4 March 2024, Colonel Iqbal Daud said in Mardan."
SECOND = "In Peshawar 12 people were killed by a suicide bomber on 4 March 2024. Iqbal Daud blamed men from Mardan."
ANOTHER = "A suicide bomber killed three people in Quetta on 4 March 2024. The police of Sibi are looking for others."
SILENT = "The price of flour rose again in Peshawar, traders said."
DOCS = {"one": FIRST, "two": SECOND, "three": ANOTHER, "four": SILENT}
MENTIONS = (
    ("one", "blast", "attack", "2024-03-04", 0, len(FIRST)),
    ("two", "blast", "attack", "2024-03-04", 0, 71),
    ("three", "other", "attack", "2024-03-04", 0, 62),
    ("four", "blast", "attack", "2024-03-04", 0, len(SILENT)),
)


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories")
    docs = [
        {"doc_id": name, "fold": "tune", "published": "2024-03-05", "title": f"Title {name}", "text": text}
        for name, text in DOCS.items()
    ]
    (folder / "docs.jsonl").write_text("".join(json.dumps(doc) + "\n" for doc in docs), "utf-8")
    rows = ["doc_id,happening,kind,day,start,end", *(",".join(map(str, mention)) for mention in MENTIONS)]
    (folder / "mentions.csv").write_text("\n".join(rows) + "\n", "utf-8")
    return folder


def test_a_pair_is_right_false_missed_or_never_coded(stories: Path) -> None:
    ((fold, news),) = evaluate_news(stories).items()
    assert (fold, news.documents, news.mentions, news.coded) == ("tune", 4, 4, 3)
    assert (news.score.right, news.score.false, news.score.missed, news.score.apart) == (1, 0, 0, 2)
    assert news.uncoded == 2
    assert news.recall_of_all == pytest.approx(1 / 3)


def test_the_figures_are_told_in_a_line_a_fold_and_as_json(stories: Path) -> None:
    news = evaluate_news(stories)
    cells = report.news_to_text(news).splitlines()[-1].split()
    assert cells == ["open", "4", "4", "3", "1", "0", "0", "1.000", "1.000", "2", "0.333"]
    assert report.news_to_json(news)["tune"]["recall_of_all"] == pytest.approx(1 / 3)


@pytest.mark.parametrize("odd", ["--links", "--strict", "--data=x"])
def test_what_measures_something_else_does_not_go_with_it(odd: str) -> None:
    result = CliRunner().invoke(main, ["evaluate", "--news", odd])
    assert result.exit_code == 2
    assert "does not go with --news" in result.output


def test_the_figures_that_ship_are_of_the_rules_and_the_linker_that_ship() -> None:
    kept = measured.kept(measured.NEWS)
    assert kept is not None
    assert (kept["coder"], kept["linker"]) == (rules_name(), linker_name())
