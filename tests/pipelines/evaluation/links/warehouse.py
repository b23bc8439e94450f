"""A small warehouse of our own with labelled pairs: six reports, four events, one of them a day's sum."""

from pathlib import Path

from tests.rows import empty_build, insert, insert_first_rows, row
from warehouse.database import open_build
from warehouse.home import Home

HEADER = "feed_l,source_record_id_l,feed_r,source_record_id_r,label,country,fold,stratum,weight,reason\n"
PAIRS = (
    HEADER
    + """alpha,a1,beta,b1,same,KRS,tune,A,1,one ambush at the bridge
alpha,a2,beta,b2,same,KRS,held,D,1,one ambush that the second source puts in another town
alpha,a1,alpha,a2,different,KRS,tune,A,4,two ambushes of one day
beta,b1,beta,b2,different,KRS,tune,A,4,the bridge and the town
alpha,a3,beta,b1,part,KRS,tune,A,,the sum of the day has the ambush in it
alpha,a3,beta,b2,part,KRS,held,A,,the sum of the day has the ambush in it
alpha,a9,beta,b1,same,KRS,tune,A,,a record that nobody brought in
"""
)


def report(name: str, **values: object) -> dict[str, object]:
    """A report `name` of the feed that its letter stands for: an armed clash at 50/10 on 4 May 2020."""
    known = {
        "report_id": name,
        "feed": {"a": "alpha", "b": "beta"}[name[0]],
        "source_record_id": name,
        "event_type": "attack",
        "event_subtype": "armed_clash",
        "date_start": "2020-05-04",
        "date_end": "2020-05-04",
        "date_precision": "day",
        "latitude": 50.0,
        "longitude": 10.0,
        "geo_precision": "exact",
        "place_name": "Karsk",
        "is_summary": False,
    }
    return row("reports", 1, **known | values)


def linked_build(folder: Path) -> Home:
    """A state folder with a closed build: a1 and b1 share an event, which a3 covers; so do a2 and a3, wrongly."""
    home = empty_build(folder)
    with open_build(home) as connection:
        insert_first_rows(connection, "licences", "snapshots")
        insert(
            connection,
            "reports",
            report("a1"),
            report("a2", latitude=50.1, source_url="https://example.org/2"),
            report("a3", is_summary=True, latitude=None, longitude=None, geo_precision="country"),
            report("b1", date_start="2020-05-06", date_end="2020-05-06", longitude=10.03, fatalities_best=3),
            report("b2", latitude=51.0, source_url="https://example.org/2", description="An ambush in the town."),
            report("b1", report_id="b1-before", superseded_at="2024-11-01 00:00:00+00"),
        )
        links = {"e1": ("a1", "b1"), "e2": ("a2", "a3"), "e3": ("b2",)}
        for event, reports in links.items():
            for name in reports:
                values = {
                    "event_id": event,
                    "report_id": name,
                    "link_rule": "same_act",
                    "link_reason": f"it is {event}",
                }
                insert(connection, "event_reports", row("event_reports", 1, **values))
        covers = {"event_id": "e2", "covered_event_id": "e1", "report_id": "a3", "covered_report_id": "b1"}
        insert(connection, "event_coverage", row("event_coverage", 1, **covers))
    return home
