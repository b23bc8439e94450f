"""Names in text: as they are written, and which of several actors an ambiguous name is."""

import pytest

from pipelines.coding.actors import actor_names, registry


def chosen(text: str, year: int | None = None) -> list[str]:
    words = registry.words(text)
    matches = actor_names.find(words)
    context = actor_names.context_of(words, matches, year)
    decided = actor_names.decide(words, matches, context, frozenset({"fighters"}))
    return [match.names[0].facts.actor_id for match in decided]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kata'ib Hizballah", "group:kataib-hezbollah"),
        ("al‑Qaida", "group:al-qaeda"),
        ("Al Qaeda", "group:al-qaeda"),
        ("Séléka", "group:seleka"),
        ("U.S.", "state:USA"),
        ("South Koreans", "state:KOR"),
        ("DR Congo", "state:COD"),
        ("UNIFIL", "org:unifil"),
        ("N'Djamena", "state:TCD"),
        ("Liberation Tigers of Tamil Eelam", "group:liberation-tigers-of-tamil-eelam"),
        ("Islamic State West Africa Province", "group:islamic-state-west-africa-province"),
    ],
)
def test_a_name_in_any_usual_spelling_is_found(text: str, found: str) -> None:
    assert chosen(text) == [found]


@pytest.mark.parametrize("text", ["it is over", "tell us more", "the base", "a can of beans", "turkey for dinner"])
def test_lower_case_words_are_not_abbreviations_or_names(text: str) -> None:
    assert chosen(text) == []


@pytest.mark.parametrize(
    ("text", "year", "found"),
    [
        (
            "The ADF burned two villages in Ituri, in the Democratic Republic of Congo.",
            2021,
            "group:allied-democratic-forces",
        ),
        ("Australia said the ADF would send a ship.", 2021, "state:AUS"),
        ("The ELN released a hostage in Colombia.", 2012, "group:national-liberation-army-colombia"),
        ("Maoist rebels shut down Nepal for a day.", 2004, "group:communist-party-of-nepal-maoist"),
        ("Maoist rebels derailed a train in eastern India.", 2010, "group:communist-party-of-india-maoist"),
        ("Yemen says the coalition bombed a market.", 2016, "org:saudi-led-coalition"),
        ("The coalition ended its mission in Iraq.", 2021, "org:us-led-coalition"),
    ],
)
def test_the_country_of_the_text_decides_among_namesakes(text: str, year: int, found: str) -> None:
    assert found in chosen(text, year)


def test_a_doubtful_name_without_support_is_left_alone() -> None:
    assert chosen("The Tigers won the match on Sunday.", 2005) == []
    assert "group:liberation-tigers-of-tamil-eelam" in chosen("Sri Lanka and the Tigers signed a truce.", 2002)


def test_a_name_that_does_not_hold_gives_way_to_a_shorter_one() -> None:
    assert chosen("The UN mission went home.") == ["org:united-nations"]
    assert chosen("Serb forces shelled Srebrenica in Bosnia.", 1993)[0] == "group:bosnian-serb-army"
    assert chosen("Serb forces left the province.", 1999) == ["state:SRB"]


def test_a_head_word_vouches_for_an_abbreviation() -> None:
    assert chosen("AA fighters advanced.", 2024) == ["group:arakan-army"]
    assert chosen("AA batteries are sold out.", 2024) == []


def test_an_actor_is_not_met_before_it_exists() -> None:
    assert chosen("M23", 1998) == []
    assert chosen("M23", 2013) == ["group:m23"]
