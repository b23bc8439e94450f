"""The layout of PITF's files: 73 columns under headings of groups, of which seven share three names.

Here belong the columns and what makes their names unique: a name that stands twice gets the heading of its group before
it. What the columns mean is `reports.sql`'s to say.
"""

import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipelines.snapshots import Snapshot
from pipelines.tabular import Dialect, Layout, Opened, delimited
from pipelines.tabular.texts import lines, readable

SUFFIXES = (".csv", ".tsv", ".txt")
_PREAMBLE = 10
"""Lines within which the header stands; in the files seen it is the fourth."""
_GROUPS = {
    "EVENT TYPE AND REPORTING": "Event Type|Campaign Identifier|Event Reporting",
    "EVENT DATE": "Start Day|Start Month|Start Year|End Day|End Month|End Year",
    "EVENT LOCATION": "Country|Region|District|Locality",
    "LATITUDE": "Degrees|Minutes|Seconds|Direction",
    "LONGITUDE": "Degrees|Minutes|Seconds|Direction",
    "RELATIONAL LOCATION": "Distance (km)|Direction",
    "PERPETRATORS": "Perp State Role|Perp State Military|Perp State Police|Perp State Other"
    "|Perp Non-State Ideological|Perp Non-State Ethnic|Perp Non-State Religious|Perp Non-State Criminal"
    "|Perp Non-State Private|Perp Unknown/Unclear/Other",
    "VICTIMS": "Victim Noncombatant Asserted|Victim Noncombatant Contested|Victim Identity Political"
    "|Victim Identity Ethnic/National/Citizenship|Victim Identity Religious|Victim Identity Socio-Economic"
    "|Victim Identity Unarmed Combatants|Victim Identity Random/Unknown/Unclear/Other",
    "CASUALTIES": "Deaths Number|Deaths Scale|Injured Number|Injured Scale|Deaths Ambiguity|Deaths Contested",
    "MODES OF VIOLENCE": "Organization of Violence|Weapons",
    "PERPETRATOR INTENT": "Intent|Regrets|Collateral Damage",
    "RELATED TACTICS": "Food/Aid as a Weapon|Scorched Earth Tactics|Human Shields|Rape|Targeted Assassinations"
    "|Mass Detentions|Sieges/Closures|Kidnappings|Disappearances|Other Tactics",
    "DESCRIPTION": "Description",
    "LINK": "Link",
    "DATA SOURCE": "Primary Source Type|Primary Source|Secondary Source Type|Secondary Source"
    "|Contesting Source Type|Contesting Source|Citation",
    "COMMENTS": "Comments|Coder",
}
_TWICE = {name for name, times in Counter("|".join(_GROUPS.values()).split("|")).items() if times > 1}


def _unique(headings: Sequence[str], names: Sequence[str]) -> list[str]:
    """The names, with the heading in force before those that the layout has twice. Where the headings are gone, the
    provider's order says it.
    """
    if list(names) == _NAMES and not {heading.strip() for heading in headings} & _GROUPS.keys():
        return list(LAYOUT.columns)
    found, heading = [], ""
    for number, name in enumerate(names):
        heading = headings[number].strip() if number < len(headings) and headings[number].strip() else heading
        found.append(f"{heading} {name.strip()}" if name.strip() in _TWICE else name.strip())
    return found


_FLAT = [(heading, name) for heading, names in _GROUPS.items() for name in names.split("|")]
_NAMES = [name for _, name in _FLAT]
LAYOUT = Layout("PITF (73 columns)", tuple(f"{heading} {name}" if name in _TWICE else name for heading, name in _FLAT))
FIELDS = ", ".join(f"""coalesce(raw."{name}", '')""" for name in LAYOUT.columns)
"""Every field of a record as text, in order, as SQL."""
_TABLE = delimited((LAYOUT,), Dialect(("\t",), quote="", header_within=_PREAMBLE), SUFFIXES)


def opening(path: Path, snapshot: Snapshot, folder: Path) -> Opened:
    """Open a file with its header's names made unique. Raises as `delimited` does."""
    text, issues = readable(path, snapshot.name, folder, SUFFIXES)
    head = [line.rstrip("\r\n") for line in lines(text, _PREAMBLE)]
    number = max(range(len(head)), key=lambda n: len({*head[n].split("\t")} & {*_NAMES}), default=0)
    names = [name.strip() for name in head[number].split("\t")]
    headings = head[number - 1].split("\t") if number else []
    named = folder / "named"
    with text.open(encoding="utf-8-sig", newline="") as old, named.open("w", encoding="utf-8", newline="") as new:
        for _ in range(number):
            new.write(old.readline())
        end = old.readline()[len(head[number]) :]
        new.write("\t".join(_unique(headings, names)) + end)
        shutil.copyfileobj(old, new, 1 << 22)
    opened = _TABLE(named, snapshot, folder)
    return replace(opened, issues=(*issues, *opened.issues))


RECORD_ID = f"left(sha256(concat_ws(chr(31), {FIELDS})), 16)"
"""What names a record, since PITF gives no id: a hash of all its fields, as SQL over `raw`."""
