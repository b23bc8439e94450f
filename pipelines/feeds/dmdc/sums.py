"""Whether a quarter's table adds up: its columns to the printed totals, its services to the row's total.

Here belongs telling what does not; nothing is mended, and no report depends on it. DMDC's own faults are known (a stale
grand total in March 2017, rows above the total in December 2017).
"""

from collections.abc import Mapping, Sequence

from pipelines.feeds.dmdc.layouts import ACTIVE, ALL, CIVILIAN, RESERVE

_SHOWN = 4
"""How many faults of one kind are told one by one."""


def faults(labels: Sequence[str], rows: Sequence[Sequence[str]], totals: Mapping[str, Sequence[str]]) -> list[str]:
    """What does not add up, in words. `rows` have section and location before the counts that `labels` name.

    Counts that are withheld or not reported are in no sum, and a column that has one is not held against its total.
    """
    sections = list(dict.fromkeys(row[0] for row in rows if f"{row[0].upper()} TOTAL" in totals))
    told = []
    for section in sections:
        printed = totals[f"{section.upper()} TOTAL"]
        told += _columns(labels, [row[2:] for row in rows if row[0] == section], printed, f"{section.upper()} TOTAL")
    if ALL in totals:
        told += _columns(labels, [totals[f"{section.upper()} TOTAL"] for section in sections], totals[ALL], ALL)
    more = [f"{len(told) - _SHOWN} more totals differ from their rows"] if len(told) > _SHOWN else []
    return [*told[:_SHOWN], *more, *_services(labels, rows)]


def _columns(labels: Sequence[str], rows: Sequence[Sequence[str]], printed: Sequence[str], total: str) -> list[str]:
    told = []
    for number, label in enumerate(labels):
        counts, stated = [_count(row[number]) for row in rows], _count(printed[number])
        if stated is not None and None not in counts and sum(filter(None, counts)) != stated:
            told.append(f"{total} of {label} is {stated:,}, its rows are {sum(filter(None, counts)):,}")
    return told


def _services(labels: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    told = []
    for group in (ACTIVE, RESERVE, CIVILIAN):
        parts = [n for n, label in enumerate(labels, 2) if label.startswith(f"{group} ") and label != f"{group} TOTAL"]
        whole = [n for n, label in enumerate(labels, 2) if label == f"{group} TOTAL"]
        off = [row[1] for row in rows if whole and _differs([row[n] for n in parts], row[whole[0]])]
        if off:
            told.append(f"in {len(off)} rows the {group} services are not their total ({', '.join(off[:_SHOWN])})")
    return told


def _differs(parts: Sequence[str], whole: str) -> bool:
    counts, stated = [_count(part) for part in parts], _count(whole)
    return stated is not None and None not in counts and sum(filter(None, counts)) != stated


def _count(cell: str) -> int | None:
    """A count; a blank cell adds nothing. None where it is withheld or not reported."""
    digits = cell.replace(",", "") or "0"
    return int(digits) if digits.isdecimal() else None
