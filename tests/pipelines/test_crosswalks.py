"""Loading the crosswalks: what a feed's SQL finds when it joins them, and that loading twice changes nothing."""

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.crosswalks import load_crosswalks
from tests.conftest import SHARED
from tests.rows import empty_build
from warehouse.database import open_build

TABLES = ("actors", "crosswalks", "countries", "country_codes", "actor_codes")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """A build database into which the crosswalks were loaded. Not to be written to."""
    with open_build(empty_build(tmp_path_factory.mktemp("crosswalks"))) as connection:
        load_crosswalks(connection)
        yield connection


def country(connection: duckdb.DuckDBPyConnection, system: str, code: str) -> str | None:
    found = connection.execute(
        "SELECT iso3 FROM country_codes WHERE system = ? AND code = ?", [system, code]
    ).fetchall()
    assert len(found) == 1, f"{system} {code}: {len(found)} rows"
    iso3: str | None = found[0][0]
    return iso3


def actor(connection: duckdb.DuckDBPyConnection, system: str, code: str) -> str | None:
    found = connection.execute(
        "SELECT actor_id FROM actor_codes WHERE system = ? AND code = ?", [system, code]
    ).fetchall()
    assert len(found) <= 1
    return found[0][0] if found else None


def test_loading_twice_leaves_the_same_rows(tmp_path: Path) -> None:
    with open_build(empty_build(tmp_path)) as connection:
        held = []
        for _ in range(2):
            load_crosswalks(connection)
            held.append([connection.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in TABLES])
    assert held[0] == held[1]
    assert all(held[0])


def test_every_actor_of_the_seeds_is_in_the_registry_once(loaded: duckdb.DuckDBPyConnection) -> None:
    count, ids, states, orphans = loaded.execute(
        """SELECT count(*), count(DISTINCT actor_id), count(*) FILTER (kind = 'state'),
            count(*) FILTER (parent_id NOT IN (SELECT actor_id FROM actors)) FROM actors"""
    ).fetchone() or (0, 0, 0, 0)
    assert count == ids > states > 190
    assert orphans == 0


def test_names_are_folded_alike_on_both_sides(loaded: duckdb.DuckDBPyConnection) -> None:
    asked = ["  Côte   d’Ivoire", "COTE DIVOIRE", "Türkiye", "U.S."]
    folded = loaded.execute("SELECT folded(name) FROM (SELECT unnest(?) AS name)", [asked]).fetchall()
    assert [name for (name,) in folded] == ["cote divoire", "cote divoire", "turkiye", "us"]
    assert [country(loaded, "name", name) for (name,) in folded] == ["CIV", "CIV", "TUR", "USA"]


@pytest.mark.parametrize(
    ("system", "code", "iso3"),
    [
        ("fips", "IZ", "IRQ"),
        ("gw", "645", "IRQ"),
        ("cow", "645", "IRQ"),
        ("iso_numeric", "368", "IRQ"),
        ("iso_numeric", "032", "ARG"),
        ("fips", "GZ", "PSE"),
        ("fips", "WE", "PSE"),
        ("cameo", "WSB", "PSE"),
        ("cameo", "GZS", "PSE"),
        ("name", "occupied palestinian territory", "PSE"),
        ("fips", "OD", "SSD"),
        ("fips", "RI", "SRB"),
        ("fips", "RB", "SRB"),
        ("fips", "LO", "SVK"),
        ("fips", "GV", "GIN"),
        ("fips", "AU", "AUT"),
        ("iso2", "AU", "AUS"),
        ("gw", "678", "YEM"),
        ("cow", "679", "YEM"),
        ("gw", "680", "YMD"),
        ("gw", "345", "YUG"),
        ("gw", "340", "SRB"),
        ("cow", "345", "SRB"),
        ("gw", "816", "VNM"),
        ("gw", "970", "KIR"),
        ("cow", "970", "NRU"),
        ("gw", "260", "DEU"),
        ("cow", "255", "DEU"),
        ("gw", "265", "DDR"),
        ("gw", "347", "XKX"),
        ("cameo", "ROM", "ROU"),
        ("cameo", "TMP", "TLS"),
        ("cameo", "MTN", "MNE"),
        ("cameo", "AFR", None),
        ("fips", "OS", None),
        ("iso2", "CS", "SCG"),
        ("iso3", "ZAR", "COD"),
        ("iso3", "ELS", "SLV"),
        ("name", "congo", "COG"),
        ("name", "dr congo (zaire)", "COD"),
        ("name", "congo (kinshasa)", "COD"),
        ("name", "the former yugoslav republic of macedonia", "MKD"),
        ("name", "east germany", "DDR"),
        ("name", "russian federation", "RUS"),
    ],
)
def test_country_of_a_code(loaded: duckdb.DuckDBPyConnection, system: str, code: str, iso3: str | None) -> None:
    assert country(loaded, system, code) == iso3


def test_a_name_of_two_countries_is_no_country_code(loaded: duckdb.DuckDBPyConnection) -> None:
    assert loaded.execute("SELECT count(*) FROM country_codes WHERE code = 'korea'").fetchone() == (0,)


@pytest.mark.parametrize(
    ("system", "code", "actor_id"),
    [
        ("ucdp", "118", "state:SYR"),
        ("ucdp", "652", None),
        ("gw", "652", "state:SYR"),
        ("ucdp", "234", "group:islamic-state"),
        ("ucdp", "57", "state:RUS"),
        ("ucdp", "776", "group:barrio-18"),
        ("ucdp", "6254", "state:YEM"),
        ("ucdp", "6711", "group:donetsk-peoples-republic"),
        ("cameo", "GZS", "state:PSE"),
        ("cameo_group", "HEZ", "group:hezbollah"),
        ("iso3", "IRQ", "state:IRQ"),
        ("gw", "817", None),
        ("name", "government of myanmar (burma)", "state:MMR"),
        ("name", "us", "state:USA"),
        ("name", "islamic state in iraq and syria", "group:islamic-state"),
        ("name", "yugoslavia", "state:YUG"),
    ],
)
def test_actor_of_a_code(loaded: duckdb.DuckDBPyConnection, system: str, code: str, actor_id: str | None) -> None:
    assert actor(loaded, system, code) == actor_id


def test_a_name_that_needs_its_context_or_has_two_owners_is_no_actor_code(loaded: duckdb.DuckDBPyConnection) -> None:
    assert actor(loaded, "name", "coalition") is None, "the registry marks it with a question mark"
    assert actor(loaded, "name", "pla") is None, "two groups have it"
    assert actor(loaded, "name", "is") is None, "two letters are a word"


@pytest.mark.shared
def test_every_state_that_ucdp_has_in_the_registry_is_found_by_its_actor_id(loaded: duckdb.DuckDBPyConnection) -> None:
    with (SHARED / "codes" / "ucdp-actor-221.csv").open(encoding="latin-1", newline="") as file:
        governments = {row[0]: row[1] for row in csv.reader(file) if row[1].startswith("Government of ")}
    missing = {name for ucdp_id, name in governments.items() if actor(loaded, "ucdp", ucdp_id) is None}
    assert len(governments) > 150
    assert missing == {"Government of South Vietnam", "Government of Hyderabad"}


@pytest.mark.shared
def test_every_country_that_ucdp_names_is_found_by_number_and_by_name(loaded: duckdb.DuckDBPyConnection) -> None:
    source = str(SHARED / "inbox" / "ucdp_candidate" / "GEDEvent_v21_01_21_12.csv")
    differing = loaded.execute(
        """WITH named AS (SELECT DISTINCT country, country_id FROM read_csv(?, all_varchar = true, header = true))
        SELECT country, by_name.iso3, by_number.iso3 FROM named
        LEFT JOIN country_codes AS by_name ON by_name.system = 'name' AND by_name.code = folded(country)
        LEFT JOIN country_codes AS by_number ON by_number.system = 'gw' AND by_number.code = country_id
        WHERE by_name.iso3 IS NULL OR by_number.iso3 IS NULL OR by_name.iso3 <> by_number.iso3""",
        [source],
    ).fetchall()
    assert differing == []


@pytest.mark.shared
def test_most_sides_of_a_year_of_ucdp_events_are_actors_of_the_registry(loaded: duckdb.DuckDBPyConnection) -> None:
    source = str(SHARED / "inbox" / "ucdp_candidate" / "GEDEvent_v21_01_21_12.csv")
    shares = loaded.execute(
        """SELECT count(first.actor_id) / count(*), count(second.actor_id) / count(*) FILTER (side_b_new_id <> '1')
        FROM read_csv(?, all_varchar = true, header = true)
        LEFT JOIN actor_codes AS first ON first.system = 'ucdp' AND first.code = side_a_new_id
        LEFT JOIN actor_codes AS second ON second.system = 'ucdp' AND second.code = side_b_new_id""",
        [source],
    ).fetchone() or (0, 0)
    assert [round(share, 2) for share in shares] == [0.87, 0.81], "the rest are cartels, peoples and unknown actors"
