"""The crosswalk seeds: whole, with no code twice, within our vocabularies and PLOVER's manual, and right in the traps.

Tests marked `shared` hold the files against the published code lists.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

import warehouse
from tests.conftest import SHARED
from warehouse.codes import SUBTYPES, VOCABULARIES
from warehouse.systems import SYSTEMS

SEEDS = Path(warehouse.__file__).parent / "seeds" / "crosswalks"
# PLOVER manual, February 2024: every event type with its modes.
MANUAL = {
    "AGREE": "",
    "CONSULT": "visit third-party multilateral phone",
    "SUPPORT": "",
    "CONCEDE": "",
    "COOPERATE": "",
    "AID": "",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone"
    " heavy-weapons crowd-control unconventional",
}
PLOVER = {(kind, mode) for kind, modes in MANUAL.items() for mode in ("", *modes.split())}


def rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EVENTS, COUNTRIES, COUNTRY_CODES, ACTOR_CODES = map(rows, ("events", "countries", "country_codes", "actor_codes"))
BY_CODE = {(row["system"], row["code"]): row for row in EVENTS}


def of(system: str) -> set[str]:
    return {row["code"] for row in EVENTS if row["system"] == system}


def twice(values: Iterable[object]) -> list[object]:
    return [value for value, count in Counter(values).items() if count > 1]


def meaning(system: str, code: str) -> tuple[str, str, str]:
    row = BY_CODE[system, code]
    return row["event_type"], row["event_subtype"], row["status"]


def test_every_system_has_all_its_codes_once() -> None:
    assert twice((row["system"], row["code"]) for row in EVENTS) == []
    counted = Counter(row["system"] for row in EVENTS)
    assert counted == {"cameo": 325, "plover": 83, "acled": 25, "ucdp": 3, "pitf": 35}
    assert all(row["version"] for row in EVENTS)


def test_events_are_of_our_ontology() -> None:
    ours = {(s.event_type, s.code) for s in SUBTYPES}
    assert {(row["event_type"], row["event_subtype"]) for row in EVENTS} <= ours
    assert {row["status"] for row in EVENTS} <= {"", *VOCABULARIES["status"]} - {"occurred"}
    assert not [row for row in EVENTS if row["event_type"] == "force_level"], "a code of an event counts no troops"


def test_plover_is_that_of_the_manual_and_not_of_the_conversion_of_2021() -> None:
    assert {(row["plover_type"], row["plover_mode"]) for row in EVENTS} <= PLOVER | {("", "")}
    assert {(s.plover_type or "", s.plover_mode or "") for s in SUBTYPES} <= PLOVER | {("", "")}
    assert of("plover") == {f"{kind}-{mode}" if mode else kind for kind, mode in PLOVER}
    assert all("-".join(filter(None, (r["plover_type"], r["plover_mode"]))) == r["code"] for r in EVENTS[325:408])


def test_cameo_keeps_its_leading_zeros() -> None:
    assert {"01", "010", "10", "100"} <= of("cameo")
    assert not of("cameo") & {"1", "2", "9", "30"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("0874", ("troop_movement", "withdrawal", "")),
        ("0873", ("troop_movement", "drawdown", "")),
        ("0871", ("agreement", "ceasefire", "")),
        ("1661", ("troop_movement", "withdrawal", "")),
        ("154", ("troop_movement", "deployment", "")),
        ("074", ("troop_movement", "deployment", "")),
        ("191", ("troop_movement", "blockade", "")),
        ("144", ("unrest", "protest", "")),
        ("175", ("unrest", "crackdown", "")),
        ("190", ("attack", "unspecified", "")),
        ("194", ("attack", "shelling", "")),
        ("195", ("attack", "airstrike", "")),
        ("1952", ("attack", "drone_strike", "")),
        ("181", ("attack", "abduction", "")),
        ("1831", ("attack", "suicide_bombing", "")),
        ("202", ("attack", "massacre", "")),
        ("061", ("other", "other", "")),
        ("---", ("other", "other", "")),
    ],
)
def test_what_cameo_codes_mean(code: str, expected: tuple[str, str, str]) -> None:
    assert meaning("cameo", code) == expected


def test_an_intent_is_planned_and_an_appeal_for_the_same_is_a_statement() -> None:
    intents = [row for row in EVENTS if row["system"] == "cameo" and row["code"].startswith("03")]
    assert {row["status"] for row in intents} == {"planned"}
    assert meaning("cameo", "0356") == ("troop_movement", "drawdown", "planned")
    assert meaning("cameo", "0334") == ("troop_movement", "deployment", "planned")
    assert meaning("cameo", "0234") == ("statement", "request_presence", "")
    spoken = [row for row in EVENTS if row["system"] == "cameo" and row["code"][:2] in ("02", "10")]
    assert {(row["event_type"], row["status"]) for row in spoken} == {("statement", ""), ("other", "")}


def test_a_refusal_to_act_is_the_act_denied_and_broken_talks_are_cancelled() -> None:
    assert meaning("cameo", "125") == ("agreement", "talks", "denied")
    assert meaning("cameo", "1224") == ("troop_movement", "deployment", "denied")
    assert meaning("cameo", "164") == ("agreement", "talks", "cancelled")
    assert meaning("plover", "REJECT-meet") == ("agreement", "talks", "denied")


def test_an_announced_withdrawal_is_concede_in_plover_and_one_carried_out_is_retreat() -> None:
    assert meaning("plover", "CONCEDE") == ("statement", "pledge", "planned")
    assert meaning("plover", "RETREAT-withdraw") == ("troop_movement", "withdrawal", "")


def test_modes_that_the_manual_lacks_are_put_right() -> None:
    named = {
        code: BY_CODE["cameo", code]["plover_mode"] for code in ("186", "202", "1712", "175", "195", "1722", "085")
    }
    assert named == {
        "186": "targeted",
        "202": "",
        "1712": "destroy",
        "175": "crowd-control",
        "195": "aerial",
        "1722": "restrict",
        "085": "",
    }


@pytest.mark.parametrize(
    ("system", "code", "expected"),
    [
        ("ucdp", "1", ("attack", "armed_clash", "")),
        ("ucdp", "2", ("attack", "armed_clash", "")),
        ("ucdp", "3", ("attack", "armed_assault", "")),
        ("acled", "Strategic developments/Non-violent transfer of territory", ("troop_movement", "base_transfer", "")),
        ("acled", "Strategic developments/Headquarters or base established", ("troop_movement", "base_opening", "")),
        ("acled", "Explosions/Remote violence/Air/drone strike", ("attack", "airstrike", "")),
        ("acled", "Protests/Excessive force against protesters", ("unrest", "crackdown", "")),
        ("acled", "Violence against civilians/Attack", ("attack", "armed_assault", "")),
        ("pitf", "Attack/Massacre/Heavy Weapons", ("attack", "shelling", "")),
        ("pitf", "Clash/Firearms", ("attack", "armed_clash", "")),
        ("pitf", "Targeted Assassination/Firearms", ("attack", "assassination", "")),
        ("pitf", "Protest/Firearms", ("unrest", "crackdown", "")),
    ],
)
def test_what_the_codes_of_other_feeds_mean(system: str, code: str, expected: tuple[str, str, str]) -> None:
    assert meaning(system, code) == expected


def test_country_codes_have_their_shape_and_stand_once() -> None:
    shapes = {"iso3": "[A-Z]{3}", "iso2": "[A-Z]{2}", "iso_numeric": "[0-9]{3}", "fips": "[A-Z]{2}"}
    shapes |= {"gw": "[1-9][0-9]{0,2}", "cow": "[1-9][0-9]{0,2}", "cameo": "[A-Z]{3}", "name": ".+"}
    assert shapes.keys() == SYSTEMS["country_system"].keys()
    for system, shape in shapes.items():
        held = [row[system] for row in COUNTRIES if row[system]]
        further = [row["code"] for row in COUNTRY_CODES if row["system"] == system]
        assert not [code for code in held + further if not re.fullmatch(shape, code)], system
        assert twice(held) == (["CS"] if system == "iso2" else []), system
        assert twice(further) == [], system


def test_every_further_code_leads_to_a_country_or_says_why_to_none() -> None:
    assert {row["iso3"] for row in COUNTRY_CODES} <= {"", *(row["iso3"] for row in COUNTRIES)}
    assert all(row["note"].endswith(".") for row in COUNTRY_CODES)
    assert len(COUNTRIES) == 257


def test_countries_are_called_as_the_coder_calls_them() -> None:
    with (SEEDS.parent / "places" / "countries.csv").open(encoding="utf-8", newline="") as file:
        places = {row["country_iso3"]: row["name"] for row in csv.DictReader(file)}
    ours = {row["iso3"]: row["name"] for row in COUNTRIES}
    assert {iso3: ours.get(iso3) for iso3 in places} == places


def test_actor_codes_point_at_the_registry() -> None:
    known = set()
    for name in ("states", "groups", "organizations"):
        with (SEEDS.parent / "actors" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            known |= {row["actor_id"] for row in csv.DictReader(file)}
    assert {row["actor_id"] for row in ACTOR_CODES} <= known
    assert twice((row["system"], row["code"]) for row in ACTOR_CODES) == []


def published(path: str, encoding: str = "utf-8") -> list[str]:
    """The first column of a published tab-separated list, without its header."""
    lines = (SHARED / path).read_text(encoding, errors="replace").splitlines()
    return [line.split("\t")[0].strip() for line in lines if line.split("\t")[0].strip() not in ("CODE", "cameo_code")]


@pytest.mark.shared
def test_every_published_event_code_is_mapped_and_no_other_without_a_word() -> None:
    listed = set(published("codes/CAMEO.eventcodes.txt")) - {"CAMEOEVENTCODE"}
    assert len(listed) == 310
    known = listed | set(published("feeds/tables/cameo_codes.tsv"))
    assert known <= of("cameo")
    assert {
        code: BY_CODE["cameo", code]["note"] for code in of("cameo") - known if not BY_CODE["cameo", code]["note"]
    } == {}
    assert of("cameo") - known == {"155", "176", "1834", "1951", "1952", "---", "--", "X"}
    with (SHARED / "feeds/tables/plover_event_modes.tsv").open(encoding="utf-8") as file:
        assert {(row["event"], row["mode"]) for row in csv.DictReader(file, delimiter="\t")} == PLOVER


@pytest.mark.shared
def test_plover_follows_the_published_conversion_where_the_manual_allows() -> None:
    with (SHARED / "feeds/tables/cameo_codes.tsv").open(encoding="utf-8", errors="replace") as file:
        listed = list(csv.DictReader(file, delimiter="\t"))
    allowed = [row for row in listed if (row["plover_event"], row["plover_mode"]) in PLOVER]
    ours = {row["code"]: (row["plover_type"], row["plover_mode"]) for row in EVENTS if row["system"] == "cameo"}
    differing = {r["cameo_code"] for r in allowed if ours[r["cameo_code"]] != (r["plover_event"], r["plover_mode"])}
    assert (len(allowed), differing) == (242, {"195"})


@pytest.mark.shared
def test_every_published_country_code_is_mapped() -> None:
    for system, path in (("cameo", "codes/CAMEO.country.txt"), ("fips", "codes/FIPS.country.txt")):
        ours = {row[system] for row in COUNTRIES} | {row["code"] for row in COUNTRY_CODES if row["system"] == system}
        assert sorted(set(published(path)) - ours) == [], system


@pytest.mark.shared
def test_iso_and_gleditsch_ward_agree_with_the_published_table_but_for_its_faults() -> None:
    with (SHARED / "codes/country_data.tsv").open(encoding="utf-8-sig") as file:
        listed = {row["ISO3"]: row for row in csv.DictReader(file, delimiter="\t") if not row["obsolete"]}
    ours = {row["iso3"]: row for row in COUNTRIES if row["iso3"] in listed}
    assert ours.keys() == listed.keys()
    number = {iso3: (row["ISOnumeric"].zfill(3), ours[iso3]["iso_numeric"]) for iso3, row in listed.items()}
    assert {iso3 for iso3, (theirs, mine) in number.items() if theirs != mine} == {"XKX"}
    state = {iso3: (row["GWcode"], ours[iso3]["gw"]) for iso3, row in listed.items()}
    faults = {iso3: pair for iso3, pair in state.items() if pair[0] != pair[1]}
    assert faults == {"CZE": ("315", "316"), "VNM": ("817", "816"), "YEM": ("680", "678")}
