"""Where sentences begin, how long texts are cut, and that no offset ever moves."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.coding.words import language


def sentences(text: str) -> list[str]:
    return [" ".join(sentence.text.split()) for sentence in language.parse(text).sents]


def test_lines_and_paragraphs_end_sentences_without_a_full_stop() -> None:
    assert sentences("Kivu conflict\nRebels took Goma.\n\nGaza war\nTwo people died.") == [
        "Kivu conflict",
        "Rebels took Goma.",
        "Gaza war",
        "Two people died.",
    ]


def test_a_lower_case_word_after_a_full_stop_goes_on_with_the_sentence() -> None:
    text = "They trained units. of police in the north. al-Hakim watched them."
    assert sentences(text) == ["They trained units. of police in the north.", "al-Hakim watched them."]


def test_lines_broken_at_a_fixed_width_do_not_end_sentences() -> None:
    lines = [
        "The last of the foreign soldiers who had been stationed in the",
        "northern provinces since the end of the war went home this week",
        "as the two governments had agreed in the spring, although some",
        "officers remain at the airport to guard the aircraft and stores",
        "that the new government has bought and that nobody has come for",
        "in all the months since the treaty was signed in the old palace.",
    ]
    assert sentences("\n".join(lines)) == [" ".join(lines)]


@pytest.mark.parametrize(
    "line",
    [
        "BANGUI, March 3 (Savanna Wire) - ",
        "BOGOT\u00c1 (wire) -- ",
        "N'DJAMENA, Chad \u2014 ",
        "Juba, 3 March 2021 (Nile Agency) \u2013 ",
        "Tumaco, March 3, 2021. ",
        "Sukhumi (wire) - ",
        "BANGUI (Nile Wire - 3rd May, 2019) ",
        "March 9, 2017 (JUBA) \u2013 ",
        "(Bangui) - ",
        "Bangui, SWN - ",
        "Cape Town \u2014 ",
    ],
)
def test_a_dateline_stands_alone_wherever_it_is_at_the_head_of_a_text(line: str) -> None:
    assert sentences(f"{line}Rebels shelled the port.") == [line.strip(), "Rebels shelled the port."]
    told = f"Port shelled\n\nBy our reporter\n{line}Rebels shelled the port."
    assert sentences(told)[2:] == [line.strip(), "Rebels shelled the port."]


@pytest.mark.parametrize("text", ["The army - five brigades - left.", "Kivu, May 3, is quiet."])
def test_a_name_with_a_dash_or_a_day_behind_it_is_no_dateline(text: str) -> None:
    assert sentences(text) == [text]


def test_headings_are_told_from_sentences() -> None:
    doc = language.parse("2025 Uvira offensive\nRebels took Uvira.\nKharkiv strikes\nTroops left.")
    assert [language.is_heading(sentence) for sentence in doc.sents] == [True, False, True, False]


def test_lemmas_of_capital_plurals_and_irregular_pasts() -> None:
    doc = language.parse("U.S. Forces retook the town.")
    assert {token.text: token.lemma_ for token in doc if token.text in ("Forces", "retook")} == {
        "Forces": "force",
        "retook": "retake",
    }


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Two cease-fires failed.", "ceasefire"),
        ("Rebels counter-attacked.", "counterattack"),
        ("A shoot-out began.", "shootout"),
        ("The peace-keepers left.", "peacekeeper"),
        ("The blue-helmets left.", "peacekeeper"),
        ("They won the semi-final.", "semifinal"),
        ("They burned the barracks.", "barracks"),
        ("They reached the outskirts.", "outskirts"),
    ],
)
def test_words_joined_by_a_hyphen_and_words_with_an_s_of_their_own_have_the_lemma_of_the_tables(
    text: str, lemma: str
) -> None:
    assert lemma in {token.lemma_ for token in language.parse(text)}


@given(st.text(alphabet="ab\u2019\u201c\u00a0\u2011\t\n. ", max_size=60))
@settings(max_examples=60, deadline=None)
def test_look_alikes_are_replaced_one_for_one(text: str) -> None:
    plain = language.plain(text)
    assert len(plain) == len(text)
    assert not set(plain) & set("\u2019\u201c\u00a0\u2011\t")


@given(st.text(alphabet="ab .\n", min_size=1, max_size=300))
@settings(max_examples=60, deadline=None)
def test_pieces_join_to_the_text_again(text: str) -> None:
    whole = text * (language.CHUNK_CHARS // len(text) + 2)
    pieces = list(language.chunks(whole))
    assert "".join(piece for _, piece in pieces) == whole
    assert [offset for offset, _ in pieces] == [sum(len(p) for _, p in pieces[:n]) for n in range(len(pieces))]
    assert all(0 < len(piece) <= language.CHUNK_CHARS for _, piece in pieces)


@pytest.mark.parametrize(
    "text, second",
    [
        ("The mayor spoke on TRX.Nobody had asked him about the mine.", "Nobody had asked him about the mine."),
        ("The force came in 2019.The last men left in May.", "The last men left in May."),
        ('"We have left the town."The army denied it.', "The army denied it."),
    ],
)
def test_a_sentence_begins_behind_a_full_stop_without_a_space(text: str, second: str) -> None:
    assert sentences(text)[1] == second


def test_the_full_stop_of_a_rank_or_a_weekday_ends_no_sentence() -> None:
    text = "The engine failed at 5 a.m. on Tues., Sgt. Paul Okot and Lt. Col. Anna Rewe said."
    assert sentences(text) == [text]


def test_a_noun_before_a_bare_weekday_is_no_part_of_the_day() -> None:
    doc = language.parse("Danish troops reached Lima Saturday morning.")
    assert [t.dep_ for t in doc if t.text in ("Lima", "morning")] == ["dobj", "npadvmod"]
    doc = language.parse("The Danes sailed from the port of Quelimane Monday, officials said.")
    assert [t.dep_ for t in doc if t.text in ("Quelimane", "Monday")] == ["pobj", "npadvmod"]
