import pytest

from pipelines.licences import UNKNOWN, named


@pytest.mark.parametrize(
    "phrase, licence_id",
    [
        ("CC BY 4.0", "CC-BY-4.0"),
        ("cc-by-4.0", "CC-BY-4.0"),
        ("CC BY", "CC-BY-4.0"),
        ("Creative Commons Attribution 3.0 Unported", "CC-BY-3.0"),
        ("CC-BY-SA-4.0", "CC-BY-SA-4.0"),
        ("Creative Commons Attribution-ShareAlike 4.0 International License.", "CC-BY-SA-4.0"),
        ("https://creativecommons.org/licenses/by/2.0/", "CC-BY-2.0"),
        ("https://creativecommons.org/licenses/by-sa/4.0/deed.en", "CC-BY-SA-4.0"),
        ("CC0", "CC0-1.0"),
        ("CC0 1.0 Universal", "CC0-1.0"),
        ("Public domain", "public-domain"),
        ("US government work", "public-domain"),
        ("U.S. Government, public domain", "public-domain"),
        ("A work of the United States government", "public-domain"),
    ],
)
def test_open_licences_are_known_by_name_and_address(phrase: str, licence_id: str) -> None:
    licence = named(phrase)
    assert (licence.licence_id, licence.text_may_be_republished) == (licence_id, True)


@pytest.mark.parametrize(
    "phrase",
    [
        "CC BY-NC 4.0",
        "CC BY-ND 4.0",
        "https://creativecommons.org/licenses/by-nc/4.0/",
        "not CC BY 4.0",
        "CC BY 4.0 for the text only",
        "not in the public domain",
        "All rights reserved",
        "publisher copyright; text not to be republished",
        "©",
    ],
)
def test_all_else_keeps_its_words_and_withholds_the_text(phrase: str) -> None:
    licence = named(phrase)
    assert licence.title == phrase
    assert licence.rows_may_be_republished
    assert not licence.text_may_be_republished


def test_no_phrase_is_an_unknown_licence() -> None:
    assert named(None) == named("  ") == UNKNOWN
    assert UNKNOWN.title == "Unknown licence: text not republished"


def test_long_phrases_that_begin_alike_have_two_ids() -> None:
    long = "The publisher keeps every right in this text and "
    assert named(long + "sells it").licence_id != named(long + "lends it").licence_id
