"""What is no event though forces go in it: what they can do, do by habit or would need, whole texts of peacetime
matters, single people's ways. All sentences are our own."""

import pytest

from pipelines.coding.words.lexicon import words as words_of
from tests.pipelines.coding.coded import one

WAR = "The rebels had mortars, and the soldiers had missiles. The army shelled the town of Bor on Friday. "


def words(text: str) -> list[str]:
    """The words that name the events of a text about war, but for its opening."""
    text = WAR + text
    return [found for event in one(text) if (found := event.trigger.of(text)) != "shelled"]


GENERAL = [
    "A brigade from Tripoli can reach Sirte in six hours.",
    "The navy can move two battalions to Massawa at once.",
    "Its tanks can now be sent to Tunis from the coast.",
    "Greek soldiers came to the market of Pristina each evening.",
    "Convoys of the army drove to Bardera twice a week.",
    "Ethiopian troops crossed into Somalia on Mondays and sold salt.",
    "The marines usually went back to Djibouti.",
    "Rebels used to come to the town for rice.",
    "It takes five days to bring a battalion from Dakar to Bamako.",
    "To move a brigade to Asmara takes a week.",
    "A division needs 30 ships to get to Aden.",
    "If the king had stayed, the soldiers would have marched to Tunis.",
    "The ministry did not say how many soldiers it had sent.",
    "It was not clear if they were withdrawing.",
    "Soldiers go to their bunkers when the sun sets.",
    "The airport of Sanaa, which is shut, lies on a plain.",
    "The army left mines in the fields.",
    "The soldiers had left breakfast on the tables.",
    "The army fought the rebels, leaving ten people dead.",
    "The troops stopped a bus of nuns and sent it back to Juba.",
    "Militiamen were training near Goma on Friday.",
    "Our soldiers are here so that children can sleep.",
    "Fighters move about the hills in small groups.",
    "Stealth jets flew for the first time in war.",
    "The visit shows that the alliance can strengthen its force in Pristina.",
    "Nine soldiers were wounded on Friday. Three have been moved to Goma by helicopter.",
    "Eighteen soldiers were injured and were evacuated by air to Accra.",
    "Prachanda came to Kathmandu on Friday.",
    "Rotation of troops shall take place every four months.",
    "Soldiers are moved to a hut when it rains.",
    "Soldiers on leave do not come back.",
    "Soldiers came to his house and asked for rice.",
    "The rebels would let the battalion move freely.",
    "Kenyan armour crossed the Tana in May and has not gone back.",
    "Sudan says that not one of its soldiers has left Abyei.",
    "The brigade never left Gao.",
    "Senegal's men still dig in along the river.",
    "Serbian units are deployed a mile off.",
    "Twelve corpses were brought in to Bria.",
    "Rebels tried to cross the river at Mopti.",
    "A column attempted to enter Zliten.",
    "The rebels had been promised a base near Gao.",
    "The ministry gave a toll of 160, only to withdraw it as a mistake.",
    "Once foreign soldiers are in your house, it is difficult to get them to leave.",
    "It would be easy to send troops to Gao.",
    "Asked whether his men would leave Kidal, the general laughed.",
]


@pytest.mark.parametrize("text", GENERAL)
def test_what_is_said_of_forces_in_general_is_no_movement(text: str) -> None:
    assert not [w for w in words(text) if w != "fought"]


ONCE = [
    ("The brigade can leave Tripoli under the truce of Monday.", "leave"),
    ("A brigade could reach Sirte by Sunday, an officer said.", "reach"),
    ("Greek soldiers came to Pristina on Monday evening.", "came"),
    ("Convoys of the army drove to Bardera on Tuesday.", "drove"),
    ("The marines went back to Djibouti this week.", "went"),
    ("The regiment leaves Tunis on Sunday.", "leaves"),
    ("It took five days until a battalion arrived in Bamako.", "arrived"),
    ("The army left the fields of Kidal.", "left"),
    ("The garrison closed its base in Sanaa on Friday.", "closed"),
    ("Marines from Chile trained near Busan on Friday.", "trained"),
    ("Four tanks moved west in May.", "moved"),
    ("Chad said that its marines would hold live-fire training every month from now on.", "training"),
    ("Sudan denied that its army had bombed a hospital in Nyala.", "bombed"),
    ("Kenyan soldiers drove out of Kismayo on Friday.", "drove"),
    ("Rebels shot down a helicopter near Aden on Friday.", "shot"),
    ("Rebels brought down a helicopter near Aden on Friday.", "brought"),
    ("Rebels fired 20 rockets at Aden on Friday. Air defences brought down most of them.", "brought"),
    ("The army of Chad did not leave Faya, but its marines have left Zouar.", "left"),
    ("Serbian units were deployed near Bor on Sunday.", "deployed"),
    ("Two battalions had been promised to the mission in Goma.", "promised"),
    ("Ethiopian troops dug in near Badme on Monday.", "dug"),
    ("Thailand sent jets against two gun positions near Ubon.", "sent"),
    ("Some 600 soldiers were flown from Jammu to Bastar to join the battalion there.", "flown"),
    ("Chad moves a brigade to Faya while Libya sends tanks to Sebha on Sunday.", "sends"),
]


@pytest.mark.parametrize(("text", "word"), ONCE)
def test_what_is_done_once_stays_an_event(text: str, word: str) -> None:
    assert word in words(text)


SEEMING = [
    "The blast brought down the roof of a house in Aden.",
    "In past offensives men died of thirst.",
    "Kenya and Uganda had fought together against Idi Amin.",
    "The understanding is not a ceasefire.",
    "A battalion was sent to stop fighting between clans.",
    "Saturday marks 20 years since the invasion.",
    "No fresh clashes were reported in Bor.",
    "Kenya has no plan to join strikes on the rebels.",
    "Sudan denies that it targets hospitals.",
    "Feuds often turn into gun battles in the south.",
    "Ministers insist that combat is no part of it.",
    "The debate promises a battle of a different kind.",
    "Asked if he would fight the Turks, the general laughed.",
    "The recruits learn how to ambush convoys.",
    "They find out what it costs to fight alone.",
    '"We engage only armed persons," the colonel said.',
]


_SEEMING = words_of(
    "brought offensives fought ceasefire stop invasion clashes strikes targets battles combat battle fight ambush"
    " engage"
)


@pytest.mark.parametrize("text", SEEMING)
def test_what_only_sounds_like_fighting_or_an_agreement_is_none(text: str) -> None:
    assert not _SEEMING & set(words(text))


def test_who_drives_out_of_a_town_drives_nobody_out() -> None:
    [event] = [e for e in one(WAR + "Kenyan soldiers drove out of Kismayo on Friday.") if e.type == "troop_movement"]
    assert (event.subtype, [p.canonical for p in event.origin]) == ("withdrawal", ["Kismayo"])


PEACETIME = {
    "avalanche": """Rescuers found the bodies of two skiers below Courmayeur, a day after an avalanche swept the slope.
        A platoon of the Alpine regiment marched up from Aosta with dogs. Two Swiss army helicopters crossed the border
        with doctors, and 200 soldiers arrived in the evening. Italian troops withdrew at dusk.""",
    "wildfire": """Firefighters held the blaze above Coimbra. Portugal called up 600 soldiers, and Spain sent three
        helicopters and a company of sappers. Spanish troops crossed the border at night. A frigate of the navy took
        people off the beach, while the flames advanced on two villages.""",
    "match": """Chile destroyed Peru before 40,000 spectators in the stadium. The striker fired from far out, Peru's
        defence collapsed, and the goalkeeper was left in full retreat. Chile has deployed 900 soldiers around the
        ground. Chilean troops will march in at the final.""",
    "show": """The museum has moved its tank, captured in Libya, into a new hall of the exhibition. Reenactors attacked
        a bunker in a mock battle on Sunday, and two companies of soldiers marched past. Belgian troops came
        with a band.""",
    "quake": """Rescuers searched the ruins for survivors of the earthquake. Greek soldiers crossed the border,
        Serbian troops arrived on Tuesday, and Dutch marines landed at Durres with water. Italian helicopters flew in
        from Brindisi.""",
    "fare war": """The fare war of the two airlines claimed a victim on Monday. Aerwest, which had invaded the route to
        Dublin with five daily flights, will deploy three more jets there and withdraw two from Leeds. Its rival
        fired back within hours. Analysts had thought a ceasefire near; shares of both companies fell. The market is too
        small for both, the chief executive said. A blockade of the ticket offices was threatened.""",
    "strike": """Commuters waited for hours as train drivers began a walkout over wages. Pickets massed their forces
        before the depot in Lille and withdrew at dusk. Soldiers have been drafted in to drive buses. The union may
        strike again, and its troops are solid, an official said.""",
}


@pytest.mark.parametrize("matter", PEACETIME)
def test_forces_in_a_text_about_a_peacetime_matter_move_to_no_war(matter: str) -> None:
    assert one(" ".join(PEACETIME[matter].split())) == []


def test_an_attack_whose_victims_are_dug_out_is_one() -> None:
    text = """Rescuers dug in the rubble of a school in Aden on Friday, a day after militants fired mortar shells at it
        and killed nine people. The army sent a battalion to Aden. A survivor of the attack said that gunmen had stormed
        the gate, and soldiers clashed with them."""
    assert {e.type for e in one(" ".join(text.split()))} == {"attack", "troop_movement"}


PEACEFUL = {
    "an accident": """The explosion in an army depot in Larnaca on Monday, which killed two sailors, was an accident, an
        inquiry has found. A pump had overheated beside crates of rockets. Two fire-fighters of the base were hurt in a
        second blast. A rumour that the port was being shelled had spread within minutes.""",
    "old bombs": """A bomb dropped in the spring of 1944 was made safe under a school in Caen on Monday. The town was
        hit nine times in the last months of the war. The worst attack destroyed the station and killed 80 people.""",
    "a match": """The captain of the visitors fired a missile into the net, and a second strike by the same player
        killed off the match. The goalkeeper, the referee and both coaches agreed that the siege of the penalty area
        had been a raid of old. The midfielder bombarded the dugout with words.""",
    "a feud": """Two men were shot and wounded in Antwerp on Friday in what detectives call a war over cocaine. A gunman
        fired ten rounds and threw a grenade. The prosecutor said that one of them had left prison in May.""",
}


@pytest.mark.parametrize("matter", PEACEFUL)
def test_a_matter_of_peace_told_in_words_of_war_has_no_attack(matter: str) -> None:
    assert [e.trigger.of(t) for t in [" ".join(PEACEFUL[matter].split())] for e in one(t) if e.type == "attack"] == []


def test_what_attacks_are_in_law_is_no_attack_and_none_is_none() -> None:
    text = "Rebels shelled Bria on Friday. Attacks on schools may constitute war crimes. There was no attack on Bangui."
    assert [event.trigger.of(text) for event in one(text) if event.type == "attack"] == ["shelled"]
