"""Which reports become one event, which do not, and what is said of why."""

from collections.abc import Iterator

import duckdb
import pytest

from tests.pipelines.linking.world import add, at, events, link, report, told
from tests.rows import empty_build
from warehouse.database import open_build
from warehouse.derive import derivation_order, derive

FAR = {"country_iso3": "FAR"}
COARSE = {"latitude": None, "longitude": None, "place_name": "Karsk", "geo_precision": "country"}
PLAN = {
    "event_type": "troop_movement",
    "event_subtype": "withdrawal",
    "target_actor_id": None,
    "target_actor_name": None,
    "fatalities_best": None,
}
MOVE = PLAN | {"event_subtype": "redeployment"}
COMING = {"event_type": "troop_movement", "event_subtype": "deployment", "fatalities_best": None}
TWICE = "ucdp_candidate"
OPEN = {"event_subtype": "unspecified", "fatalities_best": None}
TWO_HOURS = {"feed": "article", "event_subtype": "rocket_attack", **at(30, weapon="rockets")}
CASES = {
    "two feeds": [report("a1"), report("a2", "acled")],
    "chain of days": [
        report("chain1", "acled", "2024-06-01", **at(51)),
        report("chain2", "ucdp_ged", "2024-06-02", **at(51)),
        report("chain3", "pitf", "2024-06-03", **at(51)),
    ],
    "no place or date": [
        report("nowhere1", "acled", None, **at(0) | COARSE | {"geo_precision": "unknown", "country_iso3": None}),
        report("nowhere2", "ucdp_ged", None, **at(0) | COARSE | {"geo_precision": "unknown", "country_iso3": None}),
    ],
    "one instant in two zones": [
        report("zone1", "acled", "2024-03-01", fatalities_best=7, **at(52)),
        report("zone2", "ucdp_ged", "2024-03-02", fatalities_best=7, **at(52)),
    ],
    "said again by a machine": [
        report(f"again{n}", "gdelt_events", source_url=f"https://example.org/{n}", **at(53)) for n in (1, 2, 3)
    ],
    "one id for each by the codebook": [
        report("twin1", "ucdp_ged", description="at the bridge", **at(54)),
        report("twin2", "ucdp_ged", description="at the mill", **at(54)),
    ],
    "a year off": [
        report("year1", "gdelt_events", source_url="https://www.example.org/a?id=1&utm_source=x#top", **at(55)),
        report(
            "year2", "gdelt_events", "2023-05-04", source_url="https://example.org/a?id=1", flags="date_far", **at(55)
        ),
        report("year3", "acled", "2023-05-04", **at(55)),
    ],
    "two attacks on one base on one day": [
        report("dawn1", document_id="one", fatalities_best=1, **TWO_HOURS),
        report("dusk1", document_id="one", fatalities_best=6, **TWO_HOURS),
        report("dawn2", document_id="two", fatalities_best=1, **TWO_HOURS),
        report("dusk2", document_id="two", fatalities_best=6, **TWO_HOURS),
    ],
    "village, province and country": [
        report("village", "ucdp_ged", "2024-08-01", fatalities_best=40, **at(57)),
        report("province", "acled", "2024-08-01", fatalities_best=40, **at(57.6, geo_precision="admin1")),
        report("country", "pitf", "2024-08-01", fatalities_best=40, **COARSE),
    ],
    "a country's word that fits two": [
        report("north", "ucdp_ged", "2024-09-01", **at(58)),
        report("south", "ucdp_ged", "2024-09-01", **at(41)),
        report("either", "acled", "2024-09-01", **COARSE),
    ],
    "plan and act": [
        report("planned", "article", "2024-10-01", document_id="p", status="planned", published_on="2024-09-01",
            date_end="2024-10-31", date_precision="month", **PLAN | at(59)),
        report("left", "rss", "2024-11-05", document_id="q", published_on="2024-11-06", **PLAN | at(59)),
    ],
    "a plan of that month or of that year, and an act of another kind": [
        report("soon", "article", "2024-10-01", document_id="s", status="planned", published_on="2024-09-01",
            date_end="2024-10-31", date_precision="month", **PLAN | at(62)),
        report("moved", "rss", "2024-10-05", document_id="t", published_on="2024-10-06", **MOVE | at(62)),
        report("someday", "article", "2024-01-01", document_id="u", status="planned", published_on="2023-09-01",
            date_end="2024-12-31", date_precision="year", **PLAN | at(64)),
        report("drill", "rss", "2024-10-05", document_id="v", **MOVE | at(64)),
    ],
    "a month's sum": [
        report("sum", "pitf", "2024-12-01", date_end="2024-12-31", date_precision="month", is_summary=True,
            fatalities_best=90, **at(60, geo_precision="admin1")),
        report("part1", "ucdp_ged", "2024-12-03", **at(60)),
        report("part2", "ucdp_ged", "2024-12-20", **at(60.2)),
        report("outside", "ucdp_ged", "2025-01-20", **at(60)),
    ],
    "a number of another unit": [
        report("troops", "pitf", "2024-03-03", quantity_low=450, quantity_best=500, quantity_high=500,
            quantity_unit="troops", **COMING | at(62)),
        report("also", "ucdp_ged", "2024-03-03", quantity_best=550, quantity_unit="troops", **COMING | at(62)),
        report("planes", "article", "2024-03-03", quantity_low=12, quantity_best=12, quantity_high=900,
            quantity_unit="aircraft", **COMING | at(62)),
    ],
    "one number of another unit": [
        report("hundred", "pitf", "2024-03-09", quantity_best=100, quantity_unit="troops", **COMING | at(63)),
        report("ships", "article", "2024-03-09", quantity_best=2, quantity_unit="ships", **COMING | at(63)),
    ],
    "told twice by one source": [
        report("first", TWICE, "2024-05-20", fatalities_best=12, description="Twelve killed at dawn", **at(64)),
        report("second", TWICE, "2024-05-21", fatalities_best=12, description="The dead of yesterday", **at(64.05)),
    ],
    "told of a day and of two weeks by one source": [
        report("shaft", TWICE, "2024-06-20", fatalities_best=6, description="Six in a mine", **at(71)),
        report("mine", TWICE, "2024-06-11", date_end="2024-06-24", date_precision="range", fatalities_best=6,
            description="The dead of the shaft", **at(71.08, geo_precision="admin2")),
    ],
    "small tolls coincide": [
        report("small1", TWICE, "2024-05-20", fatalities_best=3, description="Three killed", **at(65)),
        report("small2", TWICE, "2024-05-21", fatalities_best=3, description="Three more", **at(65)),
    ],
    "shares of one sum": [
        report("share1", TWICE, "2024-05-20", fatalities_best=8, description="Sixteen in two towns", **at(66)),
        report("share2", TWICE, "2024-05-20", fatalities_best=8, description="Sixteen in two towns", **at(66.05)),
        report("other", TWICE, "2024-05-21", fatalities_best=8, description="Eight at the river", **at(66)),
    ],
    "one capital in two stories": [
        report("story1", "gdelt_events", source_url="https://example.org/one", **OPEN | at(67)),
        report("story2", "gdelt_events", source_url="https://example.org/two", **OPEN | {"target_actor_id": None,
            "target_actor_name": "Villagers"} | at(67)),
    ],
    "several days in one sum and in one event": [
        report("riots", "ucdp_ged", "2024-07-01", date_end="2024-07-05", date_precision="week", is_summary=True,
            **at(68)),
        report("riot", "own", "2024-07-01", date_end="2024-07-05", date_precision="range", event_type="unrest",
            event_subtype="riot", **at(68)),
    ],
    "a protest with dead": [
        report("shot", "ucdp_ged", **at(69)),
        report("march", "own", event_type="unrest", event_subtype="protest", **at(69)),
    ],
    "the police of the land": [
        report("state", "ucdp_ged", **at(70)),
        report("police", "own", source_actor_id=None, source_actor_name="Police", source_iso3=None, **at(70)),
    ],
    "a side from one row and a side from another": [
        report("police1", "gdelt_events", source_url="https://example.org/sides", source_actor_id=None,
            source_actor_name="Police", source_iso3=None, target_actor_id=None, target_actor_name=None, **at(72)),
        report("raiders", "gdelt_events", source_url="https://example.org/sides", source_actor_id=None,
            source_actor_name="Raiders", source_iso3=None, target_actor_id=None, target_actor_name="Villagers",
            published_on="2024-05-30", **at(72)),
    ],
    "unlike acts": [
        report("kidnap", "acled", "2024-02-01", event_subtype="abduction", **at(61)),
        report("strike", "own", "2024-02-01", event_type="unrest", event_subtype="protest", **at(61)),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def linked(tmp_path_factory) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_build(empty_build(tmp_path_factory.mktemp("linked"))) as connection:
        add(connection, *(one for reports in CASES.values() for one in reports))
        link(connection)
        for name in derivation_order():
            derive(connection, name)
        yield connection


@pytest.mark.parametrize(
    ("case", "expected"),
    {
        "two feeds": ["a1 a2"],
        "chain of days": ["chain1 chain2", "chain3"],
        "no place or date": ["nowhere1", "nowhere2"],
        "one instant in two zones": ["zone1 zone2"],
        "said again by a machine": ["again1 again2 again3"],
        "one id for each by the codebook": ["twin1", "twin2"],
        "a year off": ["year1 year2", "year3"],
        "two attacks on one base on one day": ["dawn1 dawn2", "dusk1 dusk2"],
        "village, province and country": ["country province village"],
        "a country's word that fits two": ["either", "north", "south"],
        "plan and act": ["left planned"],
        "a plan of that month or of that year, and an act of another kind": ["drill", "moved soon", "someday"],
        "a month's sum": ["outside", "part1", "part2", "sum"],
        "a number of another unit": ["also planes troops"],
        "one number of another unit": ["hundred ships"],
        "told twice by one source": ["first second"],
        "told of a day and of two weeks by one source": ["mine shaft"],
        "small tolls coincide": ["small1", "small2"],
        "shares of one sum": ["other", "share1", "share2"],
        "one capital in two stories": ["story1", "story2"],
        "several days in one sum and in one event": ["riot riots"],
        "a protest with dead": ["march shot"],
        "the police of the land": ["police state"],
        "a side from one row and a side from another": ["police1 raiders"],
        "unlike acts": ["kidnap", "strike"],
    }.items(),
)
def test_each_case_becomes_the_events_that_it_tells_of(linked, case, expected):
    names = {one["report_id"] for one in CASES[case]}
    assert [event for event in events(linked) if names & set(event.split())] == expected


RARE = "the only one that month"
ALIKE = f"same day, same place, same two sides, same small number of killed, {RARE}"


@pytest.mark.parametrize(
    ("pair", "decision", "rule", "reason"),
    [
        ("a1 a2", "joined", "likeness", ALIKE),
        (
            "first second",
            "joined",
            "likeness",
            f"days next to one another, places within 10 km, same two sides, same number of killed, {RARE}",
        ),
        ("police state", "joined", "likeness", ALIKE),
        ("again1 again2", "joined", "exact_repeat", "the feed tells the same once more"),
        ("either north", "apart", "likeness", f"other events fit it as well: {ALIKE.replace('same place, ', '')}"),
        (
            "dawn1 dusk2",
            "apart",
            "likeness",
            "their source holds the two apart: same day, same place, same kind, same two sides, other toll",
        ),
        (
            "sum part1",
            "covers",
            "coverage",
            "a summary that it falls into: within the stated period, within the stated area, same two sides",
        ),
    ],
)
def test_the_reason_says_in_words_what_agrees(linked, pair, decision, rule, reason):
    assert told(linked, *pair.split()) == (decision, rule, reason)


def test_a_date_that_is_far_off_never_gives_the_time(linked):
    rows = linked.execute(
        "SELECT date_start::VARCHAR FROM events JOIN event_reports USING (event_id) WHERE report_id = 'year2'"
    ).fetchall()
    assert rows == [("2024-05-04",)]


def test_a_fulfilled_plan_is_one_event_with_its_trail(linked):
    trail = linked.execute(
        "SELECT step, report_id, status FROM event_history JOIN event_reports USING (event_id, report_id)"
        " WHERE report_id IN ('planned', 'left') ORDER BY step"
    ).fetchall()
    assert trail == [(1, "planned", "planned"), (2, "left", "occurred")]
    movement = linked.execute(
        "SELECT status, date_start::VARCHAR, report_count FROM troop_movements JOIN event_reports USING (event_id)"
        " WHERE report_id = 'left'"
    )
    assert movement.fetchall() == [("occurred", "2024-11-05", 2)]


def test_a_summary_stands_for_itself_and_covers_what_falls_into_it(linked):
    covered = linked.execute("SELECT report_id, covered_report_id FROM event_coverage ORDER BY ALL").fetchall()
    assert covered == [("sum", "part1"), ("sum", "part2")]


def test_an_event_takes_each_value_by_its_rule(linked):
    event = linked.execute(
        "SELECT place_name, geo_precision, fatalities_low, fatalities_best, fatalities_high, report_count, source_count"
        " FROM events JOIN event_reports USING (event_id) WHERE report_id = 'village'"
    ).fetchall()
    assert event == [("Place 57/10.0", "exact", 40, 40, 40, 3, 3)]
    given = linked.execute(
        "SELECT report_id FROM event_claims WHERE gives_place AND report_id IN ('village', 'country')"
    )
    assert given.fetchall() == [("village",)]


def test_both_sides_are_from_a_report_that_names_both_and_other_doers_are_a_disagreement(linked):
    whose = "events JOIN event_reports USING (event_id) WHERE report_id IN ('raiders', 'a1') ORDER BY 1"
    event = linked.sql(f"SELECT source_actor_name, target_actor_name, has_disagreement FROM {whose}").fetchall()
    assert (event[1], event[0][2]) == (("Raiders", "Villagers", True), False)


def test_numbers_of_one_unit_alone_are_put_together(linked):
    rows = linked.execute(
        "SELECT quantity_low, quantity_best, quantity_high, quantity_unit, has_disagreement"
        " FROM events JOIN event_reports USING (event_id) WHERE report_id IN ('troops', 'hundred') ORDER BY 1"
    ).fetchall()
    assert rows == [(100, 100, 100, "troops", False), (450, 550, 550, "troops", True)]
    assert "number" not in told(linked, "hundred", "ships")[2]


def test_oversized_blocks_are_split_and_listed(tmp_path):
    with open_build(empty_build(tmp_path)) as connection:
        add(
            connection,
            *(report(f"u{n}", "ucdp_ged", description=f"{n}", fatalities_best=n) for n in range(60)),
            *(report(f"p{n}", "acled", description=f"{n}", fatalities_best=n) for n in range(60)),
        )
        outcome = link(connection)
        listed = connection.execute(
            "SELECT rule, split, members, pairs FROM oversized_blocks ORDER BY pairs"
        ).fetchall()
    assert ("day and place", "by actors", 120, 7140) in listed
    assert ("day and place", "by place and killed", 120, 7140) in listed
    assert outcome.pairs < 60 * 60
    assert outcome.links_begun == 120
