"""The coder's figures: those that ship count while all that they hang on is as it was."""

import json

from pipelines import accuracy
from pipelines.coders import rules_name
from warehouse.home import Home


def test_the_figures_that_ship_are_of_this_coder_on_these_labels() -> None:
    kept = json.loads(accuracy.SHIPPED.read_text("utf-8"))
    assert kept["basis"] == accuracy.basis(rules_name()), "run `casus evaluate --write`"
    assert json.loads(kept["pages"]["accuracy.json"])["coder"] == rules_name()


def test_another_coder_is_measured_once_and_its_figures_kept(tmp_path, monkeypatch) -> None:
    asked = []
    pages = {"ACCURACY.md": "# Measured\n", "accuracy.json": "{}\n"}
    monkeypatch.setattr(accuracy, "_measured", lambda coder: asked.append(coder) or pages)
    home = Home(tmp_path)
    shown = [accuracy.accuracy_pages(home, "another coder")["ACCURACY.md"] for _ in range(2)]
    assert asked == ["another coder"]
    assert shown[0] == shown[1]
    assert shown[0].startswith("# Measured\n")
