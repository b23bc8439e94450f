"""Which releases UCDP should have out on a day: the yearly one, and for the time since, quarterly and monthly ones.

Here belongs the rhythm of publication, as names of releases; where they lie belongs to `network`. Source: the dates of
UCDP's releases of 2019 to 2026 (a final about the middle of June, a month about the 20th of the next).
"""

from dataclasses import dataclass
from datetime import date, timedelta

FINAL_MONTH = 6
"""The month in which the final of the year before comes out."""
DUE = timedelta(days=45)
"""After the end of a month: by then it should be out."""


@dataclass(frozen=True)
class Year:
    """What may be out of a year: quarterly releases, newest first, and monthly ones, each with its month."""

    year: int
    months: int

    @property
    def quarterly(self) -> list[int]:
        """Last months of the quarterly releases, newest first."""
        return [month for month in (12, 9, 6, 3) if month <= self.months]

    def name(self, month: int, *, is_quarterly: bool) -> str:
        """The version as the API has it."""
        short = self.year % 100
        return f"{short:02}.01.{short:02}.{month:02}" if is_quarterly else f"{short:02}.0.{month}"

    def is_due(self, month: int, today: date) -> bool:
        """Whether the month should be out by `today`."""
        return today >= date(self.year + month // 12, month % 12 + 1, 1) + DUE


def finals(today: date) -> list[str]:
    """The versions of GED that may be the latest, newest first."""
    newest = today.year if today.month >= FINAL_MONTH else today.year - 1
    return [f"{year % 100:02}.1" for year in (newest, newest - 1)]


def candidate_years(today: date) -> list[Year]:
    """The years that no final has yet, with the months of each that are over."""
    first = today.year if today.month > FINAL_MONTH else today.year - 1
    years = [Year(year, 12 if year < today.year else today.month - 1) for year in range(first, today.year + 1)]
    return [year for year in years if year.months]
