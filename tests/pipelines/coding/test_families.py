"""Families of constructions that the coder reads in any war, year and outlet. All sentences are our own."""

from datetime import date

import pytest

from pipelines.coding import coder
from pipelines.coding.record import CodedEvent, Document
from pipelines.coding.words import language, topics

PUBLISHED = date(2020, 6, 15)


def coded(text: str, *, title: str | None = None, dateline: str | None = None) -> list[CodedEvent]:
    return next(coder.code([Document("d", text, PUBLISHED, title, dateline)]))[1]


def row(event: CodedEvent) -> str:
    """An event in one line: subtype, status, source, places, size and days."""
    places = ", ".join(p.canonical for p in (*event.origin, *event.destination, *event.location))
    days = {event.period.start.isoformat(), event.period.end.isoformat()} if event.period else set()
    size = event.quantity.value if event.quantity else ""
    source = ", ".join(a.canonical for a in event.source)
    line = f"{event.subtype}/{event.status} | {source} | {places} | {size} | {'..'.join(sorted(days))}"
    return " ".join(line.split())


NUMBERS_ALONE = [
    (
        "Militants fled. The Danish battalion's strength now stands at 640, in Helmand.",
        ["troops_present/ongoing | Denmark | Helmand | 640 | 2020-06-15"],
    ),
    (
        "Militants fled. British troops are in Basra; the ministry puts their number at 4,100.",
        ["troops_present/ongoing | United Kingdom | Basra | 4100 | 2020-06-15"],
    ),
    (
        "Militants fled. A German garrison, 300 strong, guards Prizren.",
        ["troops_present/ongoing | Germany | | 300 | 2020-06-15"],
    ),
    (
        "Militants fled. Some 900 remain in Syria, American soldiers said.",
        ["troops_present/ongoing | | Syria | 900 | 2020-06-15"],
    ),
    ("Militants fled. Soldiers said that some 900 refugees remain in Syria.", []),
    ("Militants fled. Soldiers of Air Base 101 remain in Niamey.", []),
]
WAYS_OF_GOING = [
    (
        "Rebels fled. The Egyptians left Sanaa on Monday.",
        ["withdrawal/occurred | Egypt | Sanaa | | 2020-06-15"],
    ),
    (
        "Rebels fled. Kenya sent 400 soldiers to Juba in May and Ghana sent 300 more in June.",
        [
            "deployment/occurred | Kenya | Juba | 400 | 2020-05-01..2020-05-31",
            "deployment/occurred | Ghana | Juba | 300 | 2020-06-01..2020-06-30",
        ],
    ),
    (
        "Rebels fled. Two hundred Polish soldiers were on their way to Kandahar on Friday.",
        ["deployment/ongoing | Poland | Kandahar | 200 | 2020-06-12"],
    ),
    (
        "Rebels fled. The Dutch marines go home next month.",
        ["withdrawal/planned | Netherlands | | | 2020-07-01..2020-07-31"],
    ),
    (
        "Rebels fled. Fiji's contingent is due in Sinai in September.",
        ["arrival/planned | Fiji | Sinai Peninsula | | 2020-09-01..2020-09-30"],
    ),
    (
        "Rebels fled. Turkey sent Syrian fighters to Tripoli on Sunday.",
        ["deployment/occurred | Turkey, Syrian fighters | Tripoli | | 2020-06-14"],
    ),
    (
        "Rebels fled. President Kagame ordered the withdrawal of troops from Kisangani.",
        ["withdrawal/planned | Rwanda | Kisangani | |"],
    ),
    (
        "Rebels fled. The minister insisted that no Greek soldiers would go to Kabul.",
        ["deployment/denied | Greece | Kabul | |"],
    ),
    ("The rebels set off a bomb in Basra that killed two soldiers.", ["bombing/occurred | rebels | Basra | |"]),
]
PAIRS = [
    (
        "Rebels fled. The army is to leave Goma by July 3, Bukavu by July 10 and Uvira by August 1.",
        [
            "withdrawal/planned | DR Congo | Goma | | 2020-06-15..2020-07-03",
            "withdrawal/planned | DR Congo | Bukavu | | 2020-06-15..2020-07-10",
            "withdrawal/planned | DR Congo | Uvira | | 2020-06-15..2020-08-01",
        ],
    ),
    (
        "Rebels fled. The bases at Kidal and Gao were given up late last year, Menaka in April.",
        [
            "base_transfer/occurred | | Kidal, Gao | | 2019-10-01..2019-12-31",
            "base_transfer/occurred | | Ménaka | | 2020-04-01..2020-04-30",
        ],
    ),
]
WORDS = [
    (
        "Rebels fled. One of the navy's planes bombed Jolo on Friday.",
        ["airstrike/occurred | Philippines | Jolo | | 2020-06-12"],
    ),
    (
        "Rebels fled. EUFOR wound up its mission in Chad in March 2014.",
        ["mission_end/occurred | EUFOR | Chad | | 2014-03-01..2014-03-31"],
    ),
    (
        "The army shelled Hama. A pull-out of Syrian troops from Hama began on Sunday.",
        [
            "shelling/occurred | Syria | Hama | | 2020-06-09..2020-06-15",
            "withdrawal/ongoing | Syria | Hama | | 2020-06-14",
        ],
    ),
]
IDIOMS = [
    ("The rebels and the army came to blows in Goma.", ["armed_clash/occurred | rebels | Goma | |"]),
    ("The army did battle with rebels in Goma.", ["armed_clash/occurred | DR Congo | Goma | |"]),
    (
        "Soldiers fought the rebels. The rebels laid down their arms in Goma on Monday.",
        [
            "armed_clash/occurred | rebels | Goma | | 2020-06-09..2020-06-15",
            "ceasefire/occurred | rebels | Goma | | 2020-06-15",
        ],
    ),
    ("Rebels fled. French troops took up positions in Bangui.", ["deployment/occurred | France | Bangui | |"]),
    ("Rebels fled. French troops took up their posts in Bangui.", ["deployment/occurred | France | Bangui | |"]),
    (
        "Rebels fled. British troops hauled down the flag at the barracks in Basra.",
        ["base_transfer/occurred | United Kingdom | Basra | |"],
    ),
    ("Rebels fled. British troops hauled down the flag at the town hall in Basra.", []),
    ("Rebels fled. Soldiers fired into the crowd in Goma.", ["armed_assault/occurred | | Goma | |"]),
    ("Rebels fled. Soldiers fired into the air in Goma.", []),
    ("Rebels and soldiers fled. The treaty came into force in Goma on Monday.", []),
    ("Rebels fled. French troops came into contact with rebels in Kidal.", []),
    ("Rebels fled. The directive for the troops came into effect in Kidal.", []),
    ("Rebels fled. The patrols by French troops came to an end in Goma.", []),
    ("Rebels fled. Chad went to war with Sudan in May.", []),
    ("Rebels fled. The soldiers went to court in Goma.", []),
    ("Rebels fled. The soldiers went to bed in Goma.", []),
    (
        "Rebels fled. 500 Russian soldiers left the garrison at Kherson.",
        ["withdrawal/occurred | Russia | Kherson | 500 |"],
    ),
    ("Rebels fled. The transfer of 300 soldiers left the garrison in Kherson short of men.", []),
    ("Rebels fled. The army left the outpost undefended.", []),
    ("Rebels fled. The transfer of soldiers left the garrison in Kherson without guards.", []),
    (
        "Rebels fled. Russian soldiers left the garrison in Kherson without their guns.",
        ["withdrawal/occurred | Russia | Kherson | |"],
    ),
    ("Rebels fled. Government troops crept closer to Aleppo.", ["advance/occurred | Syria | Aleppo | |"]),
    ("Rebels fled. Government troops inched closer to Aleppo.", ["advance/occurred | Syria | Aleppo | |"]),
]
BY_ITS_DAY = [
    ("The settlement of June 3 is dead, the rebels said.", ["peace_agreement/occurred | rebels | | | 2020-06-03"]),
    ("A deal reached on June 3 is dead.", ["security_agreement/occurred | rebels | | | 2020-06-03"]),
    ("The pact of June 3 is dead.", ["security_agreement/occurred | rebels | | | 2020-06-03"]),
    ("The pact is dead.", []),
    ("Talks of June 3 are dead.", []),
]


@pytest.mark.parametrize(("text", "expected"), BY_ITS_DAY)
def test_any_agreement_may_be_known_by_its_day(text: str, expected: list[str]) -> None:
    events = coded(f"Soldiers shelled rebels and militants near the airbase. {text}")
    assert [row(event) for event in events if event.type == "agreement"] == expected


def test_planes_are_those_of_the_country_in_which_two_towns_are_bombed() -> None:
    assert [row(event) for event in coded("Warplanes bombed rebel camps in Moundou and Abeche.")] == [
        "airstrike/occurred | Chad | Moundou, Abéché | |"
    ]
    assert [row(event) for event in coded("Warplanes bombed a camp in Moundou.")] == [
        "airstrike/occurred | | Moundou | |"
    ]


@pytest.mark.parametrize(("text", "expected"), NUMBERS_ALONE + WAYS_OF_GOING + PAIRS + WORDS + IDIOMS)
def test_a_family_is_read_in_any_war(text: str, expected: list[str]) -> None:
    assert [row(event) for event in coded(text)] == expected


def test_a_cease_fire_is_one_word_and_has_its_day() -> None:
    [event] = coded("A cease-fire in Angola took effect on Friday, and rebels and soldiers left the front.")[:1]
    assert (event.type, event.subtype, str(event.period.start if event.period else "")) == (
        "agreement",
        "ceasefire",
        "2020-06-12",
    )


@pytest.mark.parametrize("head", [
    "DAKAR (wire) - ", "DAKAR, June 15, 2020 - ", "DAKAR, 15 June 2020 - ", "DAKAR, Senegal, 15 June 2020 (wire) - ",
    "Column leaves desert town\n\nDAKAR, June 15 (Baobab Wire) - ", "By A Writer\n\nBOGOTÁ: ",
    "Dakar, Senegal (Baobab Wire) – ", "Statement\n\nDakar, June 15, 2020. ", "Statement\n\nDakar, 15 June 2020\n\n",
])  # fmt: skip
def test_what_is_told_begins_behind_the_dateline(head: str) -> None:
    [event] = coded(f"{head}French troops left the town of Kidal on Sunday, a mayor said.")
    assert (event.subtype, [actor.canonical for actor in event.source]) == ("withdrawal", ["France"])
    assert [place.canonical for place in event.origin] == ["Kidal"]


def test_the_dateline_tells_whose_army_it_is_and_is_no_place_of_events() -> None:
    text = "ABIDJAN, Ivory Coast (wire) - The army shelled rebels on Sunday near the town of Man."
    [event] = coded(text, dateline="ABIDJAN, Ivory Coast")
    assert [a.canonical for a in event.source] == ["Ivory Coast"]
    assert [p.canonical for p in event.location] == ["Man"]


def test_a_story_goes_on_in_its_own_days() -> None:
    events = coded("Gunmen stormed a barracks in Gao on Friday. Soldiers killed six rebels in Bourem.")
    assert [str(e.period.start) for e in events if e.period] == ["2020-06-12", "2020-06-12"]


PEACETIME = [
    (
        "The striker fired two shots before half-time and captured the trophy. The coach said his squad withdrew into "
        "defence while the fans laid siege to the referee."
    ),
    (
        "The retailer is pulling out of Chile. Shareholders attacked the merger, rivals massed for a price war, and "
        "analysts said the company had lost a battle for customers."
    ),
    (
        "The film shows soldiers who storm a village and rebels who shoot down a helicopter. The director shot each "
        "scene with 300 extras; the actress in the leading role withdrew from the festival."
    ),
    (
        "Nurses are fighting the virus on two fronts. The disease attacks the lungs; vaccine teams deployed to the "
        "county and will withdraw when the outbreak ends."
    ),
]


@pytest.mark.parametrize("text", PEACETIME)
def test_peacetime_matters_borrow_the_words_of_war_without_events(text: str) -> None:
    assert coded(text) == []


def test_a_list_of_mixed_news_is_not_judged_by_its_other_lines() -> None:
    doc = language.parse("The coach and the striker won the cup and the league. Troops shelled rebels; soldiers fled.")
    assert topics.conflict(doc, 1, 0, mixed=True) > 2 > topics.conflict(doc, 1, 0, mixed=False)
