"""How forces are said to go, come, train and give up bases, in any war. All sentences are our own."""

import pytest

from pipelines.coding.record import CodedEvent
from tests.pipelines.coding.coded import one

WAR = "The rebels have mortars, and the soldiers have missiles. "


def rows(text: str) -> list[str]:
    """Each event as a line: subtype, status, source, target, from > to or at, size."""
    return [_row(event) for event in one(WAR + text)]


def _row(event: CodedEvent) -> str:
    def names(listed: list) -> str:  # type: ignore[type-arg]
        return ", ".join(item.canonical for item in listed)

    where = f"@ {names(event.location)}" if event.location else f"{names(event.origin)} > {names(event.destination)}"
    size = event.quantity.value if event.quantity else ""
    sides = f"{names(event.source)} > {names(event.target)}" if event.target else names(event.source)
    return (
        " | ".join([f"{event.subtype}/{event.status}", sides, where.strip(), str(size)]).replace("  ", " ").strip(" |")
    )


WAYS = [
    (
        "A company of Fijian infantry stepped off a transport plane in Damascus.",
        "arrival/occurred | Fiji | > Damascus | 1",
    ),
    ("400 Omani marines came off a landing ship at Beirut.", "arrival/occurred | Oman | > Beirut | 400"),
    ("Two squadrons of Tornado jets touched down at Incirlik.", "arrival/occurred | | > Incirlik Air Base | 2"),
    ("The Kenyan battalion pulled in to Mosul after dark.", "arrival/occurred | Kenya | > Mosul"),
    ("A vanguard of Ethiopian soldiers walked into Baidoa.", "arrival/occurred | Ethiopia | > Baidoa"),
    ("Egypt flew a battalion into Juba.", "deployment/occurred | Egypt | > Juba | 1"),
    ("Thirty Spanish trainers set out for Bamako.", "deployment/occurred | Spain | > Bamako | 30"),
    ("Greek warships set sail for Benghazi.", "deployment/occurred | Greece | > Benghazi"),
    ("The Portuguese contingent set out for home from Bangui.", "withdrawal/occurred | Portugal | Bangui >"),
    ("Malawi is bringing its troops back from Juba.", "withdrawal/ongoing | Malawi | Juba >"),
    ("Ethiopian troops have gone from Baidoa.", "withdrawal/occurred | Ethiopia | Baidoa >"),
    ("Nepalese soldiers fanned out across Khartoum.", "deployment/occurred | Nepal | > Khartoum"),
    ("Two Russian jets flew into Estonian airspace.", "incursion/occurred | Russia | > Estonia | 2"),
    ("Sudanese soldiers came over the border at Adre.", "incursion/occurred | Sudan | > Adré"),
    ("M23 fighters edged towards Uvira.", "advance/occurred | M23 | > Uvira"),
    ("Japan will send a company of engineers to Juba.", "deployment/planned | Japan | > Juba | 1"),
    ("Sixty Danish soldiers will be based in Tapa.", "deployment/planned | Denmark | > Tapa | 60"),
    ("A Czech company is relieving the Slovak soldiers in Kabul.", "rotation/ongoing | Czech Republic | > Kabul | 1"),
    ("Spanish soldiers took over from an Italian battalion in Herat.", "rotation/occurred | Spain | > Herat"),
]


@pytest.mark.parametrize(("text", "expected"), WAYS)
def test_the_way_tells_what_a_verb_of_going_means(text: str, expected: str) -> None:
    assert rows(text) == [expected]


BASES = [
    (
        "The British camp at Gereshk has passed into the hands of the Afghan army.",
        "United Kingdom > Afghanistan | @ Gereshk",
    ),
    ("Control of the French outpost at Kidal passed to Malian soldiers.", "France > Mali | @ Kidal"),
    ("Somali soldiers took charge of the Ethiopian camp at Wajid.", "Ethiopia > Somalia | @ Waajid"),
    ("The keys of the camp at Kidal were handed by French officers to the Malian army.", "France > Mali | @ Kidal"),
    ("Norway turned over its base at Maymana to the Afghan police.", "Norway > Afghanistan | @ Maimana"),
]


@pytest.mark.parametrize(("text", "expected"), BASES)
def test_a_base_has_a_giver_and_a_taker(text: str, expected: str) -> None:
    assert rows(text) == [f"base_transfer/occurred | {expected}"]


DRILLS = [
    ("Iran's navy practised firing missiles in the Gulf.", "exercise/occurred | Iran"),
    ("Taiwan will resume live-fire training on Kinmen.", "exercise/planned | Taiwan"),
    ("The drills off Busan will go ahead as planned, Seoul said.", "exercise/planned |"),
    ("The Belarusian army staged war games near Brest.", "exercise/occurred | Belarus"),
]


@pytest.mark.parametrize(("text", "expected"), DRILLS)
def test_forces_train(text: str, expected: str) -> None:
    assert [row.partition(" | @")[0].partition(" | >")[0] for row in rows(text)] == [expected]


NOTHING = [
    "An army of volunteers marched into Pune.",
    "A flotilla of yachts crossed from Dover to Calais.",
    "The fort at Galle reopens to visitors in May.",
    "Two drones headed for the base at Erbil.",
    "The missiles crossed the river at Raqqa.",
    "Ugandan soldiers closed the road on Thursday.",
    "The wounded soldiers were flown to Kampala for treatment.",
    "Two Polish soldiers were returned to duty.",
    "The rebels entered the second week of their campaign.",
    "The army enters its third year of war.",
    "Villagers hid when the rebels came.",
    "Heavy rain closed the airfield at Goma.",
    "Palestinians streamed into the empty houses in Gaza.",
    "Talisay is a crossroads settlement of 300 people.",
    "The soldiers trained a dog in Kabul.",
    "Pupils held an evacuation drill near the base in Gao.",
    "The soldiers set out to show that they care.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_the_same_words_tell_no_movement_of_forces(text: str) -> None:
    assert rows(text) == []


def test_what_lands_is_a_missile_or_a_force() -> None:
    assert rows("Three rockets landed inside the base at Taji.") == [
        "rocket_attack/occurred | | @ Taji | 3".replace("|  |", "| |")
    ]


def test_forces_named_with_their_country_make_a_text_one_about_forces() -> None:
    text = (
        "The coach of the football team hopes for a friendly match with the guests. About 90 Welsh Guards and "
        "140 Latvian soldiers landed at Adazi airfield on Monday, 40 Danish soldiers came on Tuesday, and "
        "Swedish troops are due."
    )
    assert "arrival" in {event.subtype for event in one(text)}


MORE = [
    ("Drones dropped grenades on the post in Toe.", ["drone_strike/occurred | | @ Toe"]),
    ("Two helicopters flew overhead in Gao.", []),
    ("Turkish soldiers set up a checkpoint in Jarablus.", []),
    ("Chad expects 20 rockets, and the first of them will arrive in May.", []),
    ("Polish soldiers went house to house in Basra.", []),
    (
        "Ghana sent 200 soldiers to Bria. Some of them will be posted in Bangui.",
        ["deployment/occurred | Ghana | > Bria | 200", "deployment/planned | Ghana | > Bangui"],
    ),
    (
        "Kenyan policemen left the outpost at Dhobley and turned it over to the Somali army.",
        ["base_transfer/occurred | Kenya > Somalia | @ Dhobley"],
    ),
    ("The Danish flag was lowered at a ceremony in Gereshk.", ["base_transfer/occurred | Denmark | @ Gereshk"]),
    (
        "The outpost at Meghri will be handed over to the Armenian army.",
        ["base_transfer/planned | > Armenia | @ Meghri"],
    ),
    (
        "Malian troops moved into the town of Kidal.",
        ["deployment/occurred | Mali | > Kidal"],
    ),
    ("Malian troops moved into the town of Atar.", ["incursion/occurred | Mali | > Atar"]),
    ("Chile transported 300 marines to Haiti.", ["deployment/occurred | Chile | > Haiti | 300"]),
    ("A Greek tank unit passed through Drama.", ["deployment/occurred | Greece | > Dráma"]),
    (
        "An early exit could help the rebels regroup in Bria.",
        ["redeployment/possible | rebels | > Bria"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MORE)
def test_who_goes_where_is_read_from_the_clause(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


def test_a_paper_that_calls_for_forces_to_leave_is_a_plan_and_no_speech() -> None:
    events = one(WAR + "A truce between Chad and Libya was signed. It calls for Libyan soldiers to leave Aouzou.")
    assert [(e.type, e.status) for e in events] == [("agreement", "occurred"), ("troop_movement", "planned")]


def test_the_soldiers_of_a_move_are_no_level() -> None:
    events = one(WAR + "The movement involved 583 Belgian soldiers in Gao.")
    assert [event for event in events if event.type == "force_level"] == []


HELP = {
    "slide": """Rescuers dug for nine climbers on Monday after an avalanche. Fifty Nepalese soldiers were flown to
        Langtang, two army helicopters landed at the camp, and Nepal's army sent forty more soldiers in the evening.""",
    "fire": """Firefighters battle a dozen blazes near Vila Real, and the wildfire has burned a village. Portugal
        deployed 300 soldiers to help the firefighters, and two Italian army aircraft arrived to fight the blaze.""",
}


@pytest.mark.parametrize("matter", HELP)
def test_soldiers_who_help_in_a_disaster_are_no_movement_of_forces(matter: str) -> None:
    assert [e.type for e in one(" ".join(HELP[matter].split())) if e.type == "troop_movement"] == []


GAPS = [
    (
        "Zambia has sent 2,800 soldiers to Kananga, Namibia 200 and Angola some 1,500.",
        [
            "deployment/occurred | Zambia | > Kananga | 2800",
            "deployment/occurred | Namibia | > Kananga | 200",
            "deployment/occurred | Angola | > Kananga | 1500",
        ],
    ),
    (
        "Norway will withdraw 100 soldiers from Mali by July and a further 250 by December.",
        ["withdrawal/planned | Norway | Mali > | 100", "withdrawal/planned | Norway | Mali > | 250"],
    ),
    ("Chad sent 300 soldiers to Gao, and Niger has 20 hospitals.", ["deployment/occurred | Chad | > Gao | 300"]),
    ("Togo sent 300 soldiers to Gao, and Benin sold 20 trucks.", ["deployment/occurred | Togo | > Gao | 300"]),
]


@pytest.mark.parametrize(("text", "expected"), GAPS)
def test_a_verb_that_is_left_out_is_understood(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


PLANS = [
    (
        "Kenya's first 200 soldiers are to leave Juba by July. All of them are to be gone by December 31.",
        ["withdrawal/planned | Kenya | Juba > | 200", "withdrawal/planned | Kenya | Juba >"],
    ),
    (
        "The pact gives Israel 60 days to withdraw its soldiers from Gaza.",
        ["withdrawal/planned | Israel | Gaza Strip >"],
    ),
    ("Chad sent ships to shadow the rebels.", ["deployment/occurred | Chad"]),
    ("Chad sent ships with food to Kribi.", []),
    ("Ghana's soldiers are in Bria. None has left.", []),
]


@pytest.mark.parametrize(("text", "expected"), PLANS)
def test_plans_with_other_last_days_are_two(text: str, expected: list[str]) -> None:
    assert [line.removesuffix(" | >") for line in rows(text) if not line.startswith("ceasefire")] == expected


WIRE = [
    ("Some 800 soldiers from Ghana are expected in Freetown in May.", ["arrival/planned | Ghana | > Freetown | 800"]),
    ("Ghana expects good news for its soldiers in May.", []),
    ("Nigeria has offered 300 soldiers for Monrovia.", ["deployment/planned | Nigeria | > Monrovia | 300"]),
    ("French carriers are heading towards the Gulf.", ["deployment/ongoing | France | >"]),
    ("Indonesia sent in marines to restore order in Banda Aceh.", ["deployment/occurred | Indonesia | > Banda Aceh"]),
    ("A Russian Su-24 violated Lithuanian airspace.", ["incursion/occurred | Russia | >"]),
    ("Azerbaijan is blocking the Lachin corridor.", ["blockade/ongoing | Azerbaijan | @ Lachin Corridor"]),
    ("Farmers are blocking the road to Lachin.", []),
    ("The French force evacuated Port Said.", ["withdrawal/occurred | France | Port Said >"]),
    (
        "The Danish soldiers returned the barracks at Prizren to Kosovo.",
        ["base_transfer/occurred | Denmark > Kosovo | @ Prizren, Kosovo"],
    ),
    (
        "The army seized the dam at Inga, leaving Kinshasa without power.",
        ["ground_offensive/occurred | DR Congo > rebels | @ Inga"],
    ),
    ("The rebels shot at a jet near Mekelle and drove it off.", ["armed_assault/occurred | rebels | @ Mekelle"]),
    ("Rwanda does not say how many soldiers it has sent to Goma.", []),
    ("It was not clear if Eritrean soldiers were leaving Adwa.", []),
    ("The plane, with eleven passengers on board, returned to Addis Ababa.", []),
]


@pytest.mark.parametrize(("text", "expected"), WIRE)
def test_a_wire_story_is_read_in_any_war(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


SIZES = [
    ("About 900 Greek soldiers took part in an exercise at Volos.", ["exercise/occurred | Greece | @ Volos | 900"]),
]


@pytest.mark.parametrize(("text", "expected"), SIZES)
def test_those_who_take_part_are_counted(text: str, expected: list[str]) -> None:
    assert rows(text) == expected


REVIEWS = [
    ("Thai soldiers strayed across the border at Poipet.", ["incursion/occurred | Thailand | > Paoy Paet"]),
    ("The column pushed on to Bo after dark.", ["advance/occurred | rebels | > Bo"]),
    (
        "The army had a plan to take 900 Irish soldiers out of Chad.",
        ["withdrawal/planned | Ireland | Chad > | 900"],
    ),
    (
        "The 2nd Cavalry Regiment of the British army leaves Paderborn for Kuwait.",
        ["redeployment/occurred | United Kingdom | Paderborn > Kuwait"],
    ),
    ("Norway's advance party reached Rukla.", ["arrival/occurred | | > Rukla"]),
    ("A Norwegian mechanised company will go to Rukla.", ["deployment/planned | Norway | > Rukla | 1"]),
    ("The mission pulled 200 of its civilian staff out of Bouake.", []),
    ("Some 350 Spanish soldiers flew in from Chad.", ["deployment/occurred | Spain | Chad > | 350"]),
    ("The Danish force in Herat was made up of 640 men.", ["troops_present/occurred | Denmark | @ Herat | 640"]),
    (
        "Cuba has reinforced its garrison to 1,650 men.",
        ["deployment/occurred | Cuba | > Cuba", "troops_present/ongoing | Cuba | @ Cuba | 1650"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), REVIEWS)
def test_reviews_and_releases_tell_of_forces_in_their_own_words(text: str, expected: list[str]) -> None:
    assert rows("The rebels fled. " + text) == expected
