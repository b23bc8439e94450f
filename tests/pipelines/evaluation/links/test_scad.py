import csv

import pytest

from pipelines.evaluation.links.scad import write_own_reports
from warehouse.errors import UserError

HEADER = (
    "eventid,ccode,countryname,startdate,enddate,etype,actor1,actor2,actor3,target1,target2,ndeath,elocal,locnum,"
    "issuenote,notes,latitude,longitude\n"
)
ROWS = """\
1,475,Nigeria,2030-01-04,2030-01-04,8,"gunmen",,,police,,2,Karsk,2,"Gunmen fire, killing two.",,11.0,13.0
2,475,Nigeria,2030-02-01,2030-02-03,4,youths,elders,,market,,-99,"Aba, Oba",3,A market burns.,first place,7.00,5.00
2,475,Nigeria,2030-02-01,2030-02-03,4,youths,elders,,market,,-99,"Aba, Oba",3,A market burns.,second place,7.10,5.00
3,620,Libya,2030-03-01,2030-03-30,9,militia,,,militia,,90,"Sirte, Derna",4,Months of war.,,31.2,16.6
3,620,Libya,2030-03-01,2030-03-30,9,militia,,,militia,,90,"Sirte, Derna",4,Months of war.,,32.8,22.6
4,620,Libya,2030-04-01,2030-04-01,6,unions,,,ministry,,0,nationwide,7,,,27.0,18.0
"""


def test_an_event_is_one_report_whatever_its_places(tmp_path):
    (tmp_path / "scad.csv").write_text(HEADER + ROWS, "utf-8")
    assert write_own_reports([tmp_path / "scad.csv"], tmp_path / "own.csv") == 4
    with (tmp_path / "own.csv").open(encoding="utf-8", newline="") as file:
        told = list(csv.DictReader(file))
    assert told[0] == {
        "source_record_id": "1",
        "event_type": "attack",
        "event_subtype": "unspecified",
        "status": "occurred",
        "source_code": "8",
        "date_start": "2030-01-04",
        "date_end": "2030-01-04",
        "date_precision": "day",
        "source_actor_name": "gunmen",
        "target_actor_name": "police",
        "place_name": "Karsk",
        "country_iso3": "NGA",
        "latitude": "11.0",
        "longitude": "13.0",
        "geo_precision": "exact",
        "fatalities_best": "2",
        "is_summary": "false",
        "description": "Gunmen fire, killing two.",
    }
    shown = ("date_precision", "country_iso3", "latitude", "geo_precision", "fatalities_best", "is_summary")
    assert [tuple(one[name] for name in shown) for one in told[1:]] == [
        ("range", "NGA", "7.05", "near", "", "false"),
        ("range", "LBY", "", "country", "90", "true"),
        ("day", "LBY", "", "country", "0", "false"),
    ]
    assert told[1]["description"] == "A market burns. first place A market burns. second place"
    assert told[1]["source_actor_name"] == "youths; elders"


def test_a_file_that_is_not_scads_is_refused(tmp_path):
    (tmp_path / "other.csv").write_text("id,ccode\n1,2\n", "utf-8")
    with pytest.raises(UserError, match=r"other\.csv has no column eventid"):
        write_own_reports([tmp_path / "other.csv"], tmp_path / "own.csv")
