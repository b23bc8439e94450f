"""An event explained: its reports side by side, from whom each value is, and where a former id went."""

import pytest

from pipelines.explaining import explain_event
from tests.pipelines.linking.world import add, ids, link, report
from tests.rows import INSTANT, empty_build, insert, row
from warehouse.database import open_build, publish_build
from warehouse.derive import derivation_order, derive
from warehouse.errors import UserError


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = empty_build(tmp_path_factory.mktemp("explained"))
    with open_build(home) as connection:
        add(
            connection,
            report("hand", fatalities_best=4, fatalities_low=3, fatalities_high=6, geo_precision="near"),
            report(
                "weekly",
                "acled",
                place_name="Dolna mill",
                published_on="2024-05-09",
                date_end="2024-05-05",
                date_precision="range",
                confidence=0.8765432,
            ),
        )
        link(connection)
        (event,) = set(ids(connection).values())
        for old, new, kind in (("former", event, "merge"), ("broken", "one", "split"), ("broken", "two", "split")):
            values = {"old_event_id": old, "event_id": new, "kind": kind, "report_id": "hand", "recorded_at": INSTANT}
            insert(connection, "event_redirects", row("event_redirects", 1, **values))
        for name in derivation_order():
            derive(connection, name)
    publish_build(home)
    return home


def sections(home, event_id):
    return {section.title: section for section in explain_event(home, event_id).sections}


def test_reports_stand_side_by_side_with_the_rule_for_each_value(home):
    told = sections(home, "former")
    said = told["What its reports say"]
    assert said.names[:2] == ["value", "the event"]
    assert sorted(said.names[2:]) == ["acled weekly", "ucdp_ged hand"]
    columns = {name: dict(zip((row[0] for row in said.rows), cells, strict=True)) for name, cells in zip(
        said.names, zip(*said.rows, strict=True), strict=True)}  # fmt: skip
    assert columns["the event"]["place"] == columns["acled weekly"]["place"] == "Dolna mill, KRS, exact"
    assert columns["acled weekly"]["time"] == "2024-05-04 to 2024-05-05 (range)", "two reports leave room"
    assert columns["the event"]["killed"] == columns["ucdp_ged hand"]["killed"] == "4 (3 to 6)"
    given = {row[0]: row[1:] for row in told["From whom the event has it, and why"].rows}
    assert given["status"] == ("acled weekly", "latest, then most trusted")
    assert given["killed"] == ("ucdp_ged hand", "most trusted that states one, then latest; bounds over all")
    assert [row[-1] for row in told["Why its reports were joined"].rows] == [
        "same day, same place, same two sides, numbers of killed that fit, the only one that month"
    ] * 2


def test_a_former_id_leads_to_the_event_that_took_it_in(home):
    told = sections(home, "former")
    event = dict(zip(told["The event"].names, told["The event"].rows[0], strict=True))
    event_id = event["event_id"]
    assert event["confidence"] == 0.88
    assert told["Where its id went"].rows == [("former", event_id, "merge", INSTANT)]
    assert "Where its id went" not in sections(home, event_id)


def test_an_id_that_was_split_or_never_was_is_no_event(home):
    with pytest.raises(UserError, match="The event broken was split into one, two"):
        explain_event(home, "broken")
    with pytest.raises(UserError, match="There is no event 0000"):
        explain_event(home, "0000")
