"""The actor seeds: ids, parents, kinds, countries, years, and no name that two actors claim with nothing to decide."""

import csv
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

import warehouse

SEEDS = Path(warehouse.__file__).parent / "seeds"
KINDS = {"state", "militia", "rebel", "terrorist", "coalition", "igo"}
FORMER = {"SUN", "YUG", "CSK", "DDR", "ZAR", "YMD"}


def rows(table: str, folder: str = "actors") -> list[dict[str, str]]:
    with (SEEDS / folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


STATES, GROUPS, ORGANIZATIONS, PEOPLE = (rows(t) for t in ("states", "groups", "organizations", "people"))
OTHERS = GROUPS + ORGANIZATIONS
IDS = {row["actor_id"] for row in STATES + OTHERS}
COUNTRIES = {row["country_iso3"] for row in rows("countries", "places")} | FORMER


def parts(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def years(row: dict[str, str]) -> tuple[int, int]:
    return int(row["active_from"] or 0), int(row["active_until"] or 9999)


def test_ids_are_unique_and_say_their_table() -> None:
    assert len(IDS) == len(STATES + OTHERS)
    assert all(row["actor_id"] == f"state:{row['iso3']}" for row in STATES)
    assert all(row["actor_id"].startswith("group:") for row in GROUPS)
    assert all(row["actor_id"].startswith("org:") for row in ORGANIZATIONS)


def test_names_are_unique() -> None:
    names = [row["name"] for row in STATES + OTHERS]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_parents_exist_and_no_actor_is_its_own_ancestor() -> None:
    parent = {row["actor_id"]: row["parent_id"] for row in OTHERS if row["parent_id"]}
    assert set(parent.values()) <= IDS
    for actor_id in parent:
        seen = {actor_id}
        while above := parent.get(actor_id, ""):
            assert above not in seen
            seen.add(above)
            actor_id = above


def test_people_stand_for_actors_of_the_registry() -> None:
    assert {row["actor_id"] for row in PEOPLE} <= IDS
    assert all(row["active_from"] and row["office"] for row in PEOPLE)


def test_kinds_and_country_codes_are_known() -> None:
    assert {row["kind"] for row in OTHERS} <= KINDS
    assert {row["iso3"] for row in STATES} | {row["iso3"] for row in OTHERS if row["iso3"]} <= COUNTRIES
    assert {iso3 for row in OTHERS for iso3 in parts(row["countries"])} <= COUNTRIES
    assert all(row["countries"] for row in GROUPS)


def test_every_sovereign_state_is_there() -> None:
    assert len([row for row in STATES if row["iso3"] not in FORMER]) >= 198
    assert {"XKX", "PSE", "TWN", "SSD", "TLS", "MNE"} <= {row["iso3"] for row in STATES}


@pytest.mark.parametrize("table", ["states", "groups", "organizations", "people"])
def test_years_run_forward(table: str) -> None:
    assert [row for row in rows(table) if years(row)[0] > years(row)[1]] == []


def test_no_name_is_claimed_twice_without_a_country_to_decide() -> None:
    claims: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in OTHERS:
        for name in (row["name"], *parts(row["aliases"])):
            claims[name.removeprefix("?")].append(row)
    clashes = [
        (name, one["actor_id"], two["actor_id"])
        for name, claimed in claims.items()
        for one, two in combinations(claimed, 2)
        if years(one)[0] <= years(two)[1]
        and years(two)[0] <= years(one)[1]
        and (
            set(parts(one["countries"])) & set(parts(two["countries"])) or not one["countries"] or not two["countries"]
        )
    ]
    assert clashes == []


def test_no_alias_repeats_in_its_row_and_bracketed_names_have_a_bare_one() -> None:
    for row in STATES + OTHERS:
        names = [row["name"], *(alias.removeprefix("?") for alias in parts(row["aliases"]))]
        assert sorted(set(names)) == sorted(names), row["actor_id"]
        assert row["actor_id"].startswith("org:") or row["name"].split(" (")[0] in names, row["actor_id"]


def test_ucdp_ids_are_numbers_and_not_shared_by_two_groups_of_one_time() -> None:
    held: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in GROUPS:
        if row["ucdp_actor_id"]:
            assert row["ucdp_actor_id"].isdigit()
            held[row["ucdp_actor_id"]].append(row)
    shared = {ucdp: [row["actor_id"] for row in same] for ucdp, same in held.items() if len(same) > 1}
    assert set(shared) <= {"234", "539"}, "UCDP follows the Islamic State and AQIM through their former names"


def test_a_demonym_is_declared_once() -> None:
    of_places = {name for row in rows("countries", "places") for name in parts(row["demonyms"])}
    former = {name for row in STATES if row["iso3"] not in FORMER for name in parts(row["demonyms"])}
    assert former & of_places == set()


def test_head_words_have_one_sense() -> None:
    words = [word for row in rows("heads") for word in parts(row["words"])]
    assert sorted(word for word in set(words) if words.count(word) > 1) == []
    assert all(row["example"] for row in rows("heads") + rows("words"))
