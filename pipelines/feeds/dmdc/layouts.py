"""What the columns of DMDC's location report are called, whichever way a quarter's workbook writes them.

Here belong the layouts and the plain names of groups and components; how a workbook is taken apart belongs to
`workbook`.
"""

from pipelines.tabular import Layout

HEAD = ("As Of", "Prepared On", "Title", "Section", "Location")
"""What stands before the counts in the text that `workbook` makes; three come from titles and notes."""
ACTIVE, RESERVE, CIVILIAN, ALL = "ACTIVE DUTY", "RESERVE", "CIVILIAN", "GRAND TOTAL"
_RESERVES = (
    *("ARMY NATIONAL GUARD", "ARMY RESERVE", "NAVY RESERVE", "MARINE CORPS RESERVE", "AIR NATIONAL GUARD"),
    *("AIR FORCE RESERVE", "COAST GUARD RESERVE", "TOTAL"),
)
_CIVILIANS = ("ARMY", "NAVY", "MARINE CORPS", "AIR FORCE", "4TH ESTATE", "TOTAL")


def _columns(*air: str) -> tuple[str, ...]:
    active = ("ARMY", "NAVY", "MARINE CORPS", *air, "COAST GUARD", "TOTAL")
    groups = ((ACTIVE, active), (RESERVE, _RESERVES), (CIVILIAN, _CIVILIANS))
    return (*HEAD, *(f"{group} {name}" for group, names in groups for name in names), ALL)


LAYOUTS = (
    Layout("DMDC, 23 columns", _columns("AIR FORCE")),
    Layout("DMDC, 23 columns, Air and Space Force in one", _columns("AIR FORCE/SPACE FORCE")),
    Layout("DMDC, 24 columns, with Space Force", _columns("AIR FORCE", "SPACE FORCE")),
)


def plain_group(words: str) -> str:
    """The group of columns that these words of a header name; the words themselves where it is none known."""
    for part, group in (("GRAND TOTAL", ALL), ("ACTIVE", ACTIVE), ("RESERVE", RESERVE), ("CIVILIAN", CIVILIAN)):
        if part in words.upper():
            return group
    return words.upper()


def plain_component(words: str) -> str:
    """The component that these words of a header name.

    >>> plain_component("4th Estate (DoD)"), plain_component("Air Force / Space Force"), plain_component("TOTAL*")
    ('4TH ESTATE', 'AIR FORCE/SPACE FORCE', 'TOTAL')
    """
    plain = words.upper().replace(" / ", "/").strip("* ")
    if "4TH ESTATE" in plain or plain == "DOD":
        return "4TH ESTATE"
    return "TOTAL" if plain.startswith("TOTAL") else plain
