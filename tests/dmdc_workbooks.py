"""Workbooks of the DMDC feed as its tests need them: written anew, with the layout of the provider."""

import io
from collections.abc import Sequence

import openpyxl

SERVICES = ("ARMY", "NAVY", "MARINE CORPS", "AIR FORCE", "COAST GUARD")
RESERVES = (
    *("ARMY NATIONAL GUARD", "ARMY RESERVE", "NAVY RESERVE", "MARINE CORPS RESERVE", "AIR NATIONAL GUARD"),
    *("AIR FORCE RESERVE", "COAST GUARD RESERVE"),
)
CIVILIANS = ("ARMY", "NAVY", "MARINE CORPS", "AIR FORCE", "4TH ESTATE (DOD)")
Cells = Sequence[object]


def row(section: str | None, location: str | None, active: Cells, total: object = None) -> list[object]:
    """A row whose reserves and civilians are none, with the active services and their total."""
    numbers = [n for n in active if isinstance(n, int)]
    whole = sum(numbers) if total is None else total
    return [section, location, *active, whole, *[0] * (len(RESERVES) + 1), *[0] * (len(CIVILIANS) + 1), whole]


def workbook(
    *rows: Cells, as_of: str = "As of September 30, 2022", services: Cells = SERVICES, blank: int = 1, end: bool = True
) -> bytes:
    """A workbook as DMDC makes them; `blank` lines stand between the title and the header."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    head = ["ACTIVE DUTY", *[None] * len(services), "NATIONAL GUARD / RESERVE", *[None] * len(RESERVES)]
    lines: list[Cells] = [
        *(["Counts of samples that nobody counted"], [as_of], ["Sources: none"], *[[]] * blank),
        ["LOCATION", "LOCATION STATE / COUNTRY", *head, "APF DOD CIVILIAN", *[None] * len(CIVILIANS), "GRAND TOTAL"],
        [None, None, *services, "TOTAL", *RESERVES, "TOTAL", *CIVILIANS, "TOTAL", None],
        *rows,
    ]
    if end:
        every = [[sum(n for n in column if isinstance(n, int)) for column in zip(*(r[2:] for r in rows), strict=True)]]
        lines += [["OVERSEAS TOTAL", None, *every[0]], ["GRAND TOTAL", None, *every[0]]]
        lines += [[], ["Prepared by the samples' maker on October 5, 2022."]]
    for line in lines:
        sheet.append(list(line))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
