"""What moves, and who: nouns, pronouns and numbers that stand for a force, and the clauses in which they go. All
sentences are our own."""

import pytest

from pipelines.coding.words import language
from tests.pipelines.coding.coded import one
from tests.pipelines.coding.test_movements import rows

STAND_INS = [
    ("Fifteen armoured vehicles crossed from Chad into Sudan.", "incursion/occurred | | Chad > Sudan | 15"),
    ("The last of the 300 Danes flew out of Herat.", "withdrawal/occurred | Denmark | Herat > | 300"),
    ("The 180 Togolese flew out of Herat.", "withdrawal/occurred | Togo | Herat > | 180"),
    ("A planeload of Kenyan police touched down in Mogadishu.", "arrival/occurred | Kenya | > Mogadishu"),
    ("Hungary's engineers have gone home from Kabul.", "withdrawal/occurred | Hungary | Kabul >"),
    ("Three F-16s have moved to Incirlik.", "redeployment/occurred | | > Incirlik Air Base | 3"),
    ("A platoon of Danish engineers left Herat.", "withdrawal/occurred | Denmark | Herat >"),
    ("Chad sent 300 reinforcements to Diffa.", "deployment/occurred | Chad | > Diffa | 300"),
    ("The fighters were lifted from Homs to Idlib.", "redeployment/occurred | fighters | Homs > Idlib"),
    ("Buses carried the fighters from Homs to Idlib.", "redeployment/occurred | fighters | Homs > Idlib"),
]


@pytest.mark.parametrize(("text", "expected"), STAND_INS)
def test_many_nouns_and_numbers_stand_for_a_force(text: str, expected: str) -> None:
    assert rows(text) == [expected]


CLAUSES = [
    ("Two Kenyan battalions came from Nairobi to Kismayo.", "arrival/occurred | Kenya | Nairobi > Kismayo | 2"),
    ("A Kenyan battalion took over from Ugandan soldiers at Kismayo.", "rotation/occurred | Kenya | > Kismayo | 1"),
    ("The Chadian soldiers were back in Faya by noon.", "arrival/occurred | Chad | > Faya"),
    ("Within the hour Egyptian armour was rolling into Benghazi.", "incursion/ongoing | Egypt | > Benghazi"),
    ("Kenyan soldiers of the mission, who arrived in Tuzla, took a rest.", "arrival/occurred | Kenya | > Tuzla"),
    ("Germany plans to have its soldiers out of Mali.", "withdrawal/planned | Germany | Mali >"),
    ("Two frigates were diverted to Djibouti.", "deployment/occurred | | > Djibouti | 2"),
    ("The departure of the Fijian battalion from Beirut has begun.", "withdrawal/ongoing | Fiji | Beirut >"),
    ("Ghana's battalion began its journey home from Monrovia.", "withdrawal/ongoing | Ghana | Monrovia >"),
    ("Soldiers sealed off the border crossing at Hartha.", "blockade/occurred | | @ Al Hārithah"),
    ("Gunboats are blocking the port of Misrata.", "blockade/ongoing | | @ Misrata"),
    ("Israeli warships enforced a naval blockade of Gaza.", "blockade/occurred | Israel | @ Gaza Strip"),
    ("Lebanese soldiers closed the Naqoura crossing.", "blockade/occurred | Lebanon | @ Naqoura"),
    (
        "The transfer of Camp Lemonnier to the Kenyan army took place.",
        "base_transfer/occurred | > Kenya | @ Camp Lemonnier",
    ),
    (
        "The Bosnian army moved its headquarters from Tuzla to Mostar.",
        "redeployment/occurred | Bosnia and Herzegovina | Tuzla > Mostar",
    ),
    ("The Malian battalion trucked its equipment from Gao to Bamako.", "redeployment/occurred | Mali | Gao > Bamako"),
    ("Soldiers trapped for two weeks in Aleppo drove out of the city.", "withdrawal/occurred | | Aleppo >"),
    ("The unit that Chile promised landed in Haiti.", "arrival/occurred | rebels | > Haiti"),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_the_clause_tells_who_goes_and_where(text: str, expected: str) -> None:
    assert rows(text) == [expected]


def test_those_who_follow_go_the_same_way() -> None:
    text = "Greek soldiers left Mosul on May 3; the rest of the brigade followed in June."
    assert rows(text) == ["withdrawal/occurred | Greece | Mosul >", "withdrawal/occurred | Greece | Mosul >"]


def test_other_forces_in_one_sentence_are_another_movement() -> None:
    text = "Israeli tanks left the town of Jenin on May 3 and Palestinian policemen moved in."
    assert rows(text)[0] == "withdrawal/occurred | Israel | Jenin >"


TOLD = [
    ("Lima dismissed the claim that Chilean soldiers had crossed into Peru.", "incursion/denied | Chile | > Peru"),
    ("Reports that Omani troops have left Aden are false.", "withdrawal/denied | Oman | Aden >"),
    ("Claims that Omani troops have left Aden are unconfirmed.", "withdrawal/possible | Oman | Aden >"),
    ("The Irish battalion is being moved from Tyre to Beirut.", "redeployment/ongoing | Ireland | Tyre > Beirut"),
    ("The Gambian soldiers will not leave Juba before August.", "withdrawal/planned | Gambia | Juba >"),
    ("Libyan tanks drove off in the direction of Misrata.", "withdrawal/occurred | Libya | > Misrata"),
    ("Two Belarusian battalions left Brest by rail through Poland.", "withdrawal/occurred | Belarus | Brest > | 2"),
    ("The arrival in Goma on Friday of 300 Malawian soldiers went unseen.", "arrival/occurred | Malawi | > Goma | 300"),
]


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_what_is_said_of_a_report_and_of_its_day_decides_the_status(text: str, expected: str) -> None:
    assert rows(text) == [expected]


def test_a_day_soon_to_come_is_not_that_of_a_year_ago() -> None:
    [event] = one("The rebels have missiles. China announced naval drills from June 20 to 24 off Hainan.")
    assert event.period is not None
    assert (event.period.start.isoformat(), event.period.end.isoformat()) == ("2020-06-20", "2020-06-24")


@pytest.mark.parametrize(
    "text",
    [
        "Aircraft struck a camp near Raqqa.",
        "Fire-fighters arrived in Kabul.",
        "About 5,000 Russian troops are committed in Kursk.",
        "They bring the force to 970.",
        "Refugees came from Sudan to Chad.",
        "The minister came from Paris to Gao on Monday.",
        "Johnson took over from May as leader.",
    ],
)
def test_what_only_sounds_like_a_movement_is_none(text: str) -> None:
    assert [event.type for event in one("The rebels have mortars. " + text) if event.type == "troop_movement"] == []


def test_a_speaker_at_the_end_that_the_parser_hangs_below_itself_does_not_break_the_tree() -> None:
    doc = language.parse(
        "Minutes ago, a convoy of Turkish Army tanks crossed the Syrian border and entered the Aleppo Governorate, the "
        "AFP reported on Friday."
    )
    assert [chunk.root.text for chunk in doc.noun_chunks][:2] == ["convoy", "tanks"]


@pytest.mark.parametrize(("text", "expected"), [
    ("Mali expelled the French forces last year.", "withdrawal/occurred | France | >"),
    (
        "The French forces left Gao on Friday, leaving behind fewer than two dozen in Bamako.",
        "withdrawal/occurred | France | Gao >",
    ),
])  # fmt: skip
def test_a_host_that_drives_forces_out_does_not_go_and_who_is_left_behind_stays(text: str, expected: str) -> None:
    assert [row for row in rows(text) if row.startswith("withdrawal")] == [expected]
