"""The registry: names as written, and which of several actors an ambiguous name is."""

import pytest

from pipelines.coding import registry


def chosen(text: str, year: int | None = None) -> list[str]:
    words = registry.words(text)
    matches = registry.find(words)
    context = registry.context_of(words, matches, year)
    return [name.facts.actor_id for match in matches if (name := registry.choose(match, context))]


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


def test_the_year_decides_between_presidents_of_one_name() -> None:
    assert registry.choose(registry.find(registry.words("George Bush"))[0], registry.Context(1990)).active_from == 1989  # type: ignore[union-attr]
    assert chosen("Saddam Hussein", 1990) == ["state:IRQ"]


def test_an_actor_is_not_met_before_it_exists() -> None:
    assert chosen("M23", 1998) == []
    assert chosen("M23", 2013) == ["group:m23"]


def test_words_keep_their_place_in_the_text() -> None:
    text = "Iran‑backed, the U.S.'s"
    assert [(w.text, text[w.start : w.end], w.joined) for w in registry.words(text)] == [
        ("Iran", "Iran", False),
        ("backed", "backed", True),
        ("the", "the", False),
        ("US", "U.S.", False),
    ]


def test_an_unknown_id_is_refused() -> None:
    with pytest.raises(KeyError):
        registry.actor("group:nobody")
    assert registry.state("XXX") is None
    assert registry.actor("group:quds-force").iso3 == "IRN"
