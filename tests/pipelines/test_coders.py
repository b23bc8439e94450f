"""Which coder a build has, and from which confidence on its events count."""

import shutil
from datetime import date
from pathlib import Path

import pytest

import warehouse
from pipelines.coders import Coder, coder_name, rules_name
from warehouse.errors import UserError

ROW = {
    "document_id": "d",
    "text": "Ugandan troops shelled Goma on Friday, killing five rebels.",
    "published_on": date(2020, 6, 15),
    "title": None,
    "publisher": None,
}


def test_the_rules_are_the_default_and_bear_a_hash_of_themselves() -> None:
    assert coder_name() == rules_name()
    assert rules_name().startswith("casus ")
    assert len(rules_name().rsplit(" ", 1)[1]) == 12


@pytest.mark.parametrize("seed", ["calibration.csv", "choices.csv", "confidence.csv"])
def test_other_weights_are_another_coder_so_that_texts_are_coded_anew(tmp_path, monkeypatch, seed) -> None:
    seeds = Path(warehouse.__file__).parent / "seeds"
    for name in ("calibration.csv", "choices.csv", "confidence.csv"):
        (tmp_path / "seeds").mkdir(exist_ok=True)
        shutil.copy(seeds / name, tmp_path / "seeds" / name)
    monkeypatch.setattr(warehouse, "__file__", str(tmp_path / "__init__.py"))
    before = rules_name.__wrapped__()
    with (tmp_path / "seeds" / seed).open("a") as file:
        file.write("x\n")
    assert rules_name.__wrapped__() != before


def test_a_least_confidence_leaves_out_what_is_less_sure_and_is_part_of_the_name(monkeypatch) -> None:
    [[event]] = Coder().code([ROW])
    assert 0 < event.confidence < 1
    monkeypatch.setenv("CASUS_MIN_CONFIDENCE", "1")
    assert Coder().code([ROW]) == [[]]
    assert coder_name() == f"{rules_name()}, confidence from 1"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("CASUS_MIN_CONFIDENCE", "high", "CASUS_MIN_CONFIDENCE is 'high'. Give a number from 0 to 1"),
        ("CASUS_MIN_CONFIDENCE", "1.5", "CASUS_MIN_CONFIDENCE is '1.5'"),
        ("CASUS_CODER", "oracle", "CASUS_CODER is 'oracle'. Set it to rules or chat"),
        ("CASUS_CODER", "chat", "The chat coder needs CASUS_CHAT_MODEL"),
    ],
)
def test_a_wrong_setting_is_named_with_its_remedy(monkeypatch, name: str, value: str, says: str) -> None:
    monkeypatch.delenv("CASUS_CHAT_MODEL", raising=False)
    monkeypatch.setenv(name, value)
    with pytest.raises(UserError) as mistake:
        coder_name()
    assert says in str(mistake.value)
