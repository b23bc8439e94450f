"""The DMDC feed: workbooks of every layout, four ways of having no number, totals that do not add up, and re-issues."""

import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.feeds.dmdc import TABLE
from pipelines.feeds.dmdc.layouts import LAYOUTS
from pipelines.feeds.dmdc.workbook import day_of
from pipelines.sources import Counts
from tests.conftest import SHARED
from tests.dmdc_workbooks import SERVICES, row, workbook
from tests.tabular_feeds import TableDesk, lost_columns
from warehouse.database import open_build
from warehouse.derive import derive

SAMPLE = Path(__file__).parents[2] / "samples" / "dmdc" / "DMDC_Website_Location_Report_2209.xlsx"


@pytest.fixture
def desk(tmp_path: Path) -> TableDesk:
    return TableDesk(tmp_path, "dmdc")


def test_the_sample_gives_its_force_levels(desk: TableDesk) -> None:
    shutil.copy(SAMPLE, desk.folder)
    desk.build()
    assert desk.reports("source_record_id, quantity_low, quantity_best, quantity_kind, quantity_state") == [
        ("2022-09-30|OVERSEAS|GEORGIA", None, 0, "stated", "reported"),
        ("2022-09-30|OVERSEAS|IRAQ", None, 11, "stated", "reported"),
        ("2022-09-30|OVERSEAS|KOREA, SOUTH", 25, None, "at least", "reported"),
        ("2022-09-30|OVERSEAS|SYRIA", None, None, None, "suppressed"),
        ("2022-09-30|OVERSEAS|UNKNOWN", None, None, None, "not_reported"),
        ("2022-09-30|UNITED STATES|ARMED FORCES EUROPE", None, None, None, "not_reported"),
        ("2022-09-30|UNITED STATES|GEORGIA", None, 1200, "stated", "reported"),
    ]
    assert desk.reports("place_name, country_iso3, geo_precision") == [
        ("Georgia", "GEO", "country"),
        ("Iraq", "IRQ", "country"),
        ("South Korea", "KOR", "country"),
        ("Syria", "SYR", "country"),
        ("UNKNOWN", None, "unknown"),
        ("ARMED FORCES EUROPE", None, "unknown"),
        ("GEORGIA", "USA", "admin1"),
    ]
    assert set(desk.reports("date_start, date_end, source_actor_id, published_on")) == {
        ("2022-09-30", "2022-09-30", "state:USA", "2022-10-05")
    }
    details = json.loads(desk.reports("details")[2][0])
    assert details["ACTIVE DUTY ARMY"] == "N/A"
    assert (details["ACTIVE DUTY AIR FORCE/SPACE FORCE"], details["CIVILIAN 4TH ESTATE"]) == ("5", "9")
    assert desk.reading() == ("DMDC, 23 columns, Air and Space Force in one", 7, 7, 0, None)


def test_no_column_is_dropped_in_silence() -> None:
    lost = lost_columns(LAYOUTS, TABLE.query)
    assert {name for name in lost if f'"{name}"' not in TABLE.query} == set()


def test_a_force_level_says_its_state_and_who_said_it(desk: TableDesk) -> None:
    desk.put(
        "report_2022-09.xlsx", workbook(row("OVERSEAS", "IRAQ", (1, 2, 3, 4, 5)), row(None, "JAPAN", "*****", "*"))
    )
    desk.build()
    with open_build(desk.home) as connection:
        derive(connection, "force_levels")
    publisher = "Defense Manpower Data Center"
    assert desk.rows("SELECT place_name, troops_best, state, said_by FROM force_levels ORDER BY 1") == [
        ("Iraq", 15, "reported", publisher),
        ("Japan", None, "suppressed", publisher),
    ]


@pytest.mark.parametrize(
    ("quarter", "cell", "iraq", "japan"),
    [
        ("September 30, 2017", 0, "reported", "reported"),
        ("December 31, 2017", 0, "suppressed", "reported"),
        ("September 30, 2021", None, "suppressed", "not_reported"),
        ("December 31, 2021", "*", "suppressed", "suppressed"),
        ("June 30, 2023", "N/A", "not_reported", "not_reported"),
        ("September 30, 2023", 0, "suppressed", "reported"),
    ],
)
def test_a_zero_that_nobody_counted_is_no_zero(
    desk: TableDesk, quarter: str, cell: object, iraq: str, japan: str
) -> None:
    rows = [row("OVERSEAS", "IRAQ", [cell] * 5), row(None, "JAPAN", [cell] * 5)]
    for line in rows:
        line[7] = cell
    desk.put("report.xlsx", workbook(*rows, as_of=f"As of {quarter}"))
    desk.build()
    assert desk.reports("quantity_state") == [(iraq,), (japan,)]


def test_the_header_is_found_wherever_it_stands_and_a_location_without_row_has_no_report(desk: TableDesk) -> None:
    later = (*SERVICES[:4], "SPACE FORCE", SERVICES[4])
    desk.put(
        "report_2023-12.xlsx",
        workbook(row("OVERSEAS", "JAPAN", range(6)), as_of="As of December 31, 2023", services=later, blank=4),
    )
    desk.put("report_2013-09.xlsx", workbook(row("OVERSEAS", "IRAQ", range(5)), as_of="as of September 2013", blank=0))
    desk.build()
    assert desk.reports("source_record_id, quantity_best") == [
        ("2013-09-30|OVERSEAS|IRAQ", 10),
        ("2023-12-31|OVERSEAS|JAPAN", 15),
    ]
    assert json.loads(desk.reports("details")[1][0])["ACTIVE DUTY SPACE FORCE"] == "4"


def test_sums_that_do_not_add_up_are_told_and_stop_nothing(desk: TableDesk) -> None:
    rows = [row("OVERSEAS", "IRAQ", (1, 2, 3, 4, 5), 16), row(None, "JAPAN", (1, 1, 1, 1, 1))]
    rows += [["OVERSEAS TOTAL", None, 2, 3, 4, 5, 6, 21, *[0] * 14, 30], ["GRAND TOTAL", None, *[0] * 21]]
    desk.put("report_2022-09.xlsx", workbook(*rows, end=False))
    desk.build()
    assert desk.reading()[4].split("; ") == [
        "OVERSEAS TOTAL of GRAND TOTAL is 30, its rows are 21",
        "GRAND TOTAL of ACTIVE DUTY ARMY is 0, its rows are 2",
        "GRAND TOTAL of ACTIVE DUTY NAVY is 0, its rows are 3",
        "GRAND TOTAL of ACTIVE DUTY MARINE CORPS is 0, its rows are 4",
        "4 more totals differ from their rows",
        "in 1 rows the ACTIVE DUTY services are not their total (IRAQ)",
    ]
    assert desk.reports("quantity_best") == [(16,), (5,)]


def test_what_cannot_be_read_is_refused_by_name(desk: TableDesk) -> None:
    rows = [
        row("OVERSEAS", "IRAQ", range(5)),
        row(None, "IRAQ", range(1, 6)),
        row(None, "ATLANTIS", range(5)),
        row(None, None, range(5)),
        row(None, "JAPAN", range(5), "some"),
        row("OVERSEAS", "GERMANY", range(5), "38.591"),
        row("AFLOAT", "JAPAN", range(5)),
    ]
    desk.put("report_2022-09.xlsx", workbook(*rows))
    desk.build()
    found = dict(desk.rows("SELECT regexp_extract(record, 'record (\\d)', 1)::INT, reason FROM rejects"))
    assert found == {
        2: "An earlier record of the file has the same id and other values.",
        3: "Location 'ATLANTIS' is in no list of countries.",
        4: "Location is blank.",
        5: "ACTIVE DUTY TOTAL 'some' is no count.",
        6: "ACTIVE DUTY TOTAL '38.591' is no count.",
        7: "Its section 'AFLOAT' is neither UNITED STATES nor OVERSEAS.",
    }
    assert desk.account() == (7, 1, 6)


def test_a_later_issue_takes_the_place_of_the_old_one_whichever_came_first(desk: TableDesk) -> None:
    old = workbook(row("OVERSEAS", "IRAQ", (9, 0, 0, 0, 0)), row(None, "JAPAN", (8, 0, 0, 0, 0)))
    desk.put("DMDC_Website_Location_Report_2209.xlsx", workbook(row("OVERSEAS", "IRAQ", (5, 0, 0, 0, 0))))
    desk.build()
    desk.put("DMDC_Website_Location_Report_2209_old.xlsx", old)
    desk.build()
    assert desk.reports("source_record_id, quantity_best") == [("2022-09-30|OVERSEAS|IRAQ", 5)]
    other = TableDesk(desk.home.root / "other", "dmdc")
    other.put("DMDC_Website_Location_Report_2209_old.xlsx", old)
    other.build()
    other.put("DMDC_Website_Location_Report_2209.xlsx", workbook(row("OVERSEAS", "IRAQ", (5, 0, 0, 0, 0))))
    assert other.build().added == Counts(reports=1, superseded=2)
    assert other.reports("source_record_id, quantity_best") == [("2022-09-30|OVERSEAS|IRAQ", 5)]


@pytest.mark.parametrize("order", [("", "_old"), ("_old", "")])
def test_what_a_later_issue_has_and_cannot_be_read_stands_as_the_old_one_has_it(
    desk: TableDesk, order: tuple[str, str]
) -> None:
    iraq, japan = row("OVERSEAS", "IRAQ", (5, 0, 0, 0, 0)), row(None, "JAPAN", (8, 0, 0, 0, 0))
    content = {"_old": workbook(iraq, japan), "": workbook(iraq, row(None, "JAPAN", (9, 0, 0, 0, 0), total="some"))}
    for issue in order:
        desk.put(f"DMDC_Website_Location_Report_2209{issue}.xlsx", content[issue])
        desk.build()
    assert desk.reports("source_record_id, quantity_best") == [
        ("2022-09-30|OVERSEAS|IRAQ", 5),
        ("2022-09-30|OVERSEAS|JAPAN", 8),
    ]


def torn(content: bytes) -> bytes:
    """The workbook, with a sheet that has entities of its own."""
    sheet = b'<!DOCTYPE l [<!ENTITY a "x">]><worksheet>&a;</worksheet>'
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            new.writestr(name, sheet if name.endswith("sheet1.xml") else old.read(name))
    return written.getvalue()


def test_a_file_that_is_no_report_is_refused_whole_by_name(desk: TableDesk) -> None:
    good = workbook(row("OVERSEAS", "IRAQ", range(5)))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"0" * 40_000_000)
    wrong: dict[str, tuple[bytes, str]] = {
        "cut.xlsx": (good[: len(good) // 2], "cut.xlsx"),
        "bomb.xlsx": (bomb.getvalue(), "bomb.xlsx"),
        "page.xlsx": (b"<html>Sign in</html>", "page.xlsx is a web page, not a table"),
        "torn.xlsx": (torn(good), "torn.xlsx cannot be read as a workbook (ValueError: Unable to read workbook: could"),
        "none.xlsx": (
            workbook(row("OVERSEAS", "IRAQ", range(5)), end=False),
            "none.xlsx breaks off: it has no row GRAND",
        ),
        "day.xlsx": (workbook(row("OVERSEAS", "IRAQ", range(5)), as_of="Undated"), "day.xlsx does not say as of which"),
        "report_1012.xlsx": (
            good + b"\0",
            "report_1012.xlsx says that it is as of 2022-09-30, its name that it is as of 2010-12-31",
        ),
        "new.xlsx": (
            workbook(row("OVERSEAS", "IRAQ", range(5)), services=("LAND", *SERVICES[1:])),
            "new.xlsx lacks the column ACTIVE DUTY ARMY of the layout DMDC, 23 columns; it has 'ACTIVE DUTY LAND'",
        ),
    }
    for name, (content, _) in wrong.items():
        desk.put(name, content)
    desk.put("good.xlsx", good)
    desk.build()
    told = dict(desk.rows("SELECT record, reason FROM rejects"))
    assert [reason for reason in told.values() if "\n" in reason or str(desk.home.root) in reason] == []
    assert told.keys() == wrong.keys()
    assert {name for name, (_, problem) in wrong.items() if not told[name].startswith(problem)} == set()
    assert desk.reports("source_record_id") == [("2022-09-30|OVERSEAS|IRAQ",)]


def test_the_quarter_in_a_name() -> None:
    assert str(day_of("DMDC_Website_Location_Report_0809.xlsx")) == "2008-09-30"
    assert str(day_of("DMDC_Website_Location_Report_1712_old.xlsx")) == "2017-12-31"
    assert str(day_of("DMDC_location_2010-09.xlsx")) == "2010-09-30"
    assert day_of("table.xlsx") is None


@pytest.mark.shared
def test_iraq_in_september_2010(desk: TableDesk) -> None:
    shutil.copy(SHARED / "inbox" / "dmdc" / "DMDC_location_2010-09.xlsx", desk.folder)
    desk.build()
    levels = dict(desk.reports("source_record_id, quantity_best"))
    assert levels["2010-09-30|OVERSEAS|IRAQ"] == 38591
    assert levels["2010-09-30|OVERSEAS|AFGHANISTAN"] == 81875
    assert desk.reading() == ("DMDC, 23 columns", 221, 221, 0, None)


_CELL: Any = st.one_of(st.none(), st.integers(), st.floats(), st.text(st.characters(codec="ascii"), max_size=8))


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(_CELL, min_size=21, max_size=21), min_size=3, max_size=15))
def test_whatever_the_cells_hold_every_location_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[object]]
) -> None:
    desk = TableDesk(tmp_path_factory.mktemp("any"), "dmdc")
    clean = [["".join(c for c in x if c.isprintable()) if isinstance(x, str) else x for x in line] for line in cells]
    rows = [["OVERSEAS", f"PLACE {number}", *line] for number, line in enumerate(clean)]
    desk.put("report_2022-09.xlsx", workbook(*rows, end=False))
    desk.put("report_2022-12.xlsx", workbook(*rows, ["GRAND TOTAL"], end=False, as_of="As of December 31, 2022"))
    desk.build()
    read, taken, rejected = desk.account()
    assert (read, rejected) == (len(rows) + 1, read - taken)
