"""The closed vocabularies, with a definition for each code, and what Casus's subtypes are called in PLOVER.

Here belongs every code that a column may hold. The codes of other systems belong to the crosswalks under `seeds/`.
PLOVER names follow the PLOVER manual (Halterman, Bagozzi, Beger, Schrodt and Scarborough, 2023).
"""

from dataclasses import dataclass

from warehouse.decisions import LINKING
from warehouse.systems import SYSTEMS


@dataclass(frozen=True)
class Subtype:
    """One `event_subtype`: its `event_type`, its meaning, and its PLOVER type and mode where it has one."""

    event_type: str
    code: str
    definition: str
    plover_type: str | None = None
    plover_mode: str | None = None


def _family(event_type: str, plover_type: str | None, *rows: tuple[str, str, str | None]) -> tuple[Subtype, ...]:
    return tuple(Subtype(event_type, code, definition, plover_type, mode) for code, definition, mode in rows)


SUBTYPES: tuple[Subtype, ...] = (
    *_family(
        "troop_movement",
        "RETREAT",
        ("withdrawal", "A force leaves a place or a country.", "withdraw"),
        ("drawdown", "Part of a force leaves; part stays.", "withdraw"),
        ("evacuation", "A force takes people or itself out of danger.", "withdraw"),
        ("base_transfer", "A base is closed or handed to another force.", "withdraw"),
    ),
    *_family(
        "troop_movement",
        "MOBILIZE",
        ("deployment", "A force is sent to a place.", "troops"),
        ("redeployment", "A force goes from one place to another in one move.", "troops"),
        ("arrival", "A force reaches a place.", "troops"),
        ("rotation", "One unit takes the place of another of the same force.", "troops"),
        ("base_opening", "A base is opened or first occupied.", "troops"),
        ("advance", "A force moves forward on the ground without a fight named.", "troops"),
        ("exercise", "Forces train or show themselves in a manoeuvre.", "troops"),
    ),
    *_family(
        "troop_movement",
        "COERCE",
        ("incursion", "A force enters the territory of another without consent and leaves or stays small.", "seize"),
        ("blockade", "A force closes a place, port or road to movement.", "restrict"),
        ("boarding", "A force boards or seizes a vessel.", "seize"),
    ),
    *_family(
        "attack",
        "ASSAULT",
        ("airstrike", "A strike from manned aircraft, or from the air without more being said.", "aerial"),
        ("drone_strike", "A strike by an unmanned aircraft.", "drone"),
        ("missile_strike", "A strike by guided or ballistic missiles.", "heavy-weapons"),
        ("rocket_attack", "An attack with rockets.", "heavy-weapons"),
        ("shelling", "Fire by artillery, mortars or tanks.", "heavy-weapons"),
        ("bombing", "A bomb, mine or improvised device goes off.", "explosives"),
        ("suicide_bombing", "A bomb whose carrier dies with it.", "suicide-attack"),
        ("armed_assault", "Armed people attack a target.", "firearms"),
        ("armed_clash", "Two armed sides fight one another.", "firearms"),
        ("ground_offensive", "An invasion, an offensive or the capture of a place.", "heavy-weapons"),
        ("naval_attack", "An attack by or on ships, with naval weapons.", "heavy-weapons"),
        ("assassination", "A named person is killed for who they are.", "targeted"),
        ("abduction", "People are taken by force.", "abduct"),
        ("massacre", "Many unarmed people are killed on the ground.", None),
        ("interception", "Incoming fire is shot down.", None),
        ("anti_air", "An aircraft is shot at or shot down.", "heavy-weapons"),
        ("attack_series", "Several attacks named as a whole.", None),
        ("unspecified", "Armed force whose kind the source does not say.", None),
    ),
    *_family(
        "agreement",
        "AGREE",
        ("withdrawal_agreement", "The parties agree that a force leaves.", None),
        ("security_agreement", "The parties agree to help one another's security.", None),
        ("basing_agreement", "One party may use another's territory for its force.", None),
        ("coalition", "States or groups join to act together.", None),
        ("transition", "Responsibility passes from one force to another.", None),
    ),
    *_family(
        "agreement",
        "RETREAT",
        ("ceasefire", "The parties stop firing, for a time or for good.", "ceasefire"),
        ("peace_agreement", "The parties agree to end a war.", "ceasefire"),
        ("mission_end", "A military mission is ended.", "withdraw"),
    ),
    *_family("agreement", "CONSULT", ("talks", "The parties negotiate on forces or on war.", None)),
    *_family(
        "statement",
        "REQUEST",
        ("demand_withdrawal", "A speaker asks that a force leave.", None),
        ("request_presence", "A speaker asks that a force come or stay.", None),
        ("demand", "A speaker demands something else about forces.", None),
    ),
    *_family(
        "statement",
        "SUPPORT",
        ("support_withdrawal", "A speaker welcomes that a force leaves.", None),
        ("support_deployment", "A speaker welcomes that a force comes.", None),
        ("continued_presence", "A force will, may or does stay.", None),
        ("vote_resolution", "A body votes on forces or on war.", None),
        ("vow", "A speaker vows an act of war or of defence.", None),
        ("pledge", "A speaker promises help, forces or restraint.", None),
        ("announce", "A speaker announces something about forces.", None),
        ("order", "A commander orders something about forces.", None),
    ),
    *_family(
        "statement",
        "REJECT",
        ("oppose_withdrawal", "A speaker is against a force leaving.", None),
        ("refuse_details", "A speaker will not say more.", None),
    ),
    *_family("statement", "THREATEN", ("threat", "A speaker threatens armed force.", None)),
    *_family(
        "statement",
        "ACCUSE",
        ("accuse", "A speaker lays an act to another.", None),
        ("condemn", "A speaker condemns an act of force.", None),
        ("complain", "A speaker objects to an act or a plan.", None),
    ),
    *_family(
        "unrest",
        "PROTEST",
        ("protest", "People demonstrate without fighting.", "demo"),
        ("riot", "People demonstrate with violence.", "riot"),
        ("crackdown", "Forces break up a demonstration.", None),
    ),
    *_family(
        "force_level",
        None,
        ("troops_present", "So many troops are at a place.", None),
        ("peak", "The highest number of troops that a place had.", None),
        ("ceiling", "The number of troops authorised or aimed at.", None),
    ),
    *_family("other", None, ("other", "In the source, but of no kind that Casus codes.", None)),
)

EVENT_TYPES = {
    "troop_movement": "A military force moves, or is ordered, planned or said to move.",
    "attack": "Armed force is used by a state, a militia, rebels, terrorists or unknown attackers in a conflict.",
    "agreement": "Parties agree, or negotiate, on forces or on war.",
    "statement": "A speech act about military presence or the use of force.",
    "unrest": "People demonstrate or riot, or are put down.",
    "force_level": "A number of troops at a place at a time: an observation, never an event.",
    "other": "In the source, but of no kind that Casus codes.",
}

VOCABULARIES: dict[str, dict[str, str]] = {
    "event_type": EVENT_TYPES,
    "event_subtype": {s.code: s.definition for s in SUBTYPES},
    "status": {
        "occurred": "It happened, also when only one side says so.",
        "ongoing": "It is under way, or it is the level of now.",
        "planned": "It is ordered, authorised, announced or scheduled; the date is that of the act.",
        "possible": "It may happen or may have happened; considered, feared or unconfirmed.",
        "denied": "It was ruled out, or said not to have happened.",
        "cancelled": "It was planned and has been called off.",
    },
    "date_precision": {
        "day": "The day is known.",
        "week": "The week is known, or the day within a few days.",
        "month": "The month is known.",
        "quarter": "The quarter or season is known.",
        "year": "The year is known.",
        "range": "It lies within the range, which fits no calendar unit.",
        "unknown": "The source gives no time.",
    },
    "date_basis": {
        "absolute": "The source gives the date.",
        "relative": "Counted from the day of publication.",
        "carried": "Taken over from another sentence.",
        "publication": "No day is told: publication for a state of now, days before it for news, after it for plans.",
    },
    "geo_precision": {
        "exact": "The place itself: a town, a base, a site.",
        "near": "Close to the place named.",
        "admin2": "A district; the point is its centre.",
        "admin1": "A province, a region or a sea; the point is its centre.",
        "country": "A country; the point is its centre and no place.",
        "unknown": "The source gives no place, or one that the gazetteer does not know.",
    },
    "place_level": {
        "site": "A base, airport, port, camp or other site.",
        "city": "A populated place.",
        "district": "A second-level administrative area.",
        "province": "A first-level administrative area.",
        "region": "An area that is no administrative unit of its own.",
        "country": "A country or territory.",
        "sea": "A sea, gulf or strait.",
    },
    "actor_kind": {
        "state": "A state, its government or its forces.",
        "police": "A police force.",
        "militia": "An armed group beside or outside the state's forces.",
        "rebel": "An armed group that fights a government.",
        "terrorist": "An armed group that lives by attacks on civilians.",
        "coalition": "Forces of several states under one head.",
        "igo": "An organisation of states.",
        "party": "A political party or movement.",
        "civilians": "People who do not fight.",
        "unknown": "The source does not know who.",
    },
    "actor_role": {
        "source": "Who strikes, moves, has the troops, agrees or speaks.",
        "target": "Who is struck, addressed, agreed with, or receives.",
    },
    "place_role": {
        "from": "Where a movement starts.",
        "to": "Where a movement goes.",
        "at": "Where it happens.",
    },
    "slot": {
        "event_type": "The words that name the event.",
        "status": "The words that decide the status.",
        "date": "The words of the time.",
        "source": "The words of a source actor.",
        "target": "The words of a target actor.",
        "from": "The words of a place of departure.",
        "to": "The words of a destination.",
        "at": "The words of a place.",
        "quantity": "The words of a count.",
        "fatalities": "The words of a number of killed.",
        "wounded": "The words of a number of wounded.",
        "weapon": "The words of a weapon.",
    },
    "quantity_kind": {
        "stated": "The number as given.",
        "approx": "About, roughly, nearly.",
        "at least": "The number is a lower bound.",
        "more than": "The number is below the true one.",
        "up to": "The number is an upper bound.",
        "range": "Between two numbers.",
        "target": "A number aimed at.",
    },
    "quantity_state": {
        "reported": "The source gives a number.",
        "suppressed": "The source has a number and withholds it.",
        "not_reported": "The source gives no number where one could stand.",
        "not_applicable": "No number belongs to this report.",
    },
    "published_basis": {
        "sidecar": "The JSON file beside the document.",
        "metadata": "The page's own metadata.",
        "dateline": "The dateline of the text.",
        "feed": "The feed that carried the document.",
        "argument": "The person who ran the command.",
    },
    "origin": {
        "bundled": "Shipped with Casus.",
        "inbox": "A file that a person put into the inbox.",
        "network": "Fetched from its address.",
    },
    "severity": {
        "error": "Blocks the release.",
        "warning": "Is published with the release.",
    },
    "feed_state": {
        "read": "Read in the latest build.",
        "empty": "Nothing to read: no file in the inbox and nothing fetched.",
        "failed": "A file of it was refused as a whole, nothing could be taken, or its source failed; what its other"
        " files say, and its last good data, stand.",
        "skipped": "Not asked for from the network, as a credential is missing; the message says which.",
    },
    "report_flag": {
        "fatalities_disorder": "The source's low, best and high number of killed are not in order; kept as given.",
        "date_disorder": "The source's first day is after its last; both are kept, in order.",
        "date_far": "The day lies a year or more from the day on which the source recorded it.",
        "date_mended": "The source's century is a known fault of the producer, and was mended.",
        "date_assumed": "The source gives no precision; the day may be that of publication.",
        "null_island": "The source's point is 0/0; it is left out.",
        "country_centroid": "The source's point is the middle of a country; it is left out.",
        "one_coordinate": "The source gives only one of latitude and longitude; it is left out.",
        "point_outside_country": "The point and the named country do not fit together.",
        "unknown_actor_code": "A code of an actor is in no published list; its text is kept.",
        "latin_1": "The row was no valid UTF-8 and was read as Latin-1.",
    },
    "mention_medium": {
        "web": "A page on the open web.",
        "citation": "A citation only, such as a broadcast or a printed paper.",
        "core": "An archive of CORE.",
        "dtic": "An archive of the Defense Technical Information Center.",
        "jstor": "An archive of JSTOR.",
        "nontextual": "A source without text.",
    },
    **LINKING,
    **SYSTEMS,
}
