"""Which reports a build asks ReliefWeb for: themes, countries, and since when.

The default is what an analyst of conflict reads: reports in English on the themes below, in all countries, changed in
the last 7 days or, from the second build on, since the last one. `CASUS_RELIEFWEB_THEMES` (names as ReliefWeb has them,
separated by `;`, or `all`), `CASUS_RELIEFWEB_COUNTRIES` (ISO 3166 codes of three letters) and `CASUS_RELIEFWEB_SINCE`
(a day, for the first build of this scope) say otherwise.
"""

import hashlib
import json
import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from pipelines.snapshots import Snapshot
from warehouse.errors import UserError
from warehouse.home import now

THEMES = ("Peacekeeping and Peacebuilding", "Protection and Human Rights", "Safety and Security")
FIRST = timedelta(days=7)
OVERLAP = timedelta(days=1)
"""How far a build looks back behind the last one: what was changed may be found only some time later."""
FIELDS = (
    *("id", "title", "body", "headline.summary", "date.original", "date.created", "date.changed"),
    *("source.name", "source.shortname", "language.code", "url", "url_alias"),
)


@dataclass(frozen=True)
class Scope:
    """What is asked for. No theme means all, no country means all."""

    themes: tuple[str, ...]
    countries: tuple[str, ...]

    @property
    def digest(self) -> str:
        """The same for the same scope: what was asked in another one says nothing of what is held in this."""
        return hashlib.sha256(json.dumps(asdict(self)).encode()).hexdigest()[:12]

    def query(self, since: datetime, limit: int, offset: int) -> dict[str, Any]:
        """The body of the request: reports changed at `since` (UTC) or later, the earliest change first."""
        conditions: list[dict[str, Any]] = [
            {"field": "date.changed", "value": {"from": since.isoformat()}},
            {"field": "language.code", "value": "en"},
        ]
        for field, values in (("theme.name", self.themes), ("country.iso3", self.countries)):
            if values:
                conditions.append({"field": field, "value": list(values), "operator": "OR"})
        return {
            "filter": {"operator": "AND", "conditions": conditions},
            "fields": {"include": list(FIELDS)},
            "sort": ["date.changed:asc", "id:asc"],
            "preset": "latest",
            "limit": limit,
            "offset": offset,
        }

    def since(self, held: Sequence[Snapshot]) -> datetime:
        """From when on this build asks: the last change that is held in this scope, less the overlap."""
        changes = [s.transport["changed"] for s in held if s.details.get("scope") == self.digest]
        return max(map(datetime.fromisoformat, changes)) - OVERLAP if changes else _first()


def scope_from_environment() -> Scope:
    """The scope that the environment asks for. Raises UserError where it names something that cannot be one."""
    written = os.environ.get("CASUS_RELIEFWEB_THEMES", "").strip()
    themes = THEMES if not written else tuple(sorted(filter(None, map(str.strip, written.split(";")))))
    countries = tuple(sorted(set(re.split(r"[\s,;]+", os.environ.get("CASUS_RELIEFWEB_COUNTRIES", "").upper())) - {""}))
    if wrong := [code for code in countries if not re.fullmatch("[A-Z]{3}", code)]:
        raise UserError(
            f"CASUS_RELIEFWEB_COUNTRIES names {wrong[0]!r}", "Give ISO 3166 codes of three letters, such as IRQ SYR."
        )
    return Scope(() if written.lower() == "all" else themes, countries)


def _first() -> datetime:
    written = os.environ.get("CASUS_RELIEFWEB_SINCE", "").strip()
    try:
        return datetime.combine(date.fromisoformat(written), time(), UTC) if written else now() - FIRST
    except ValueError as error:
        raise UserError(f"CASUS_RELIEFWEB_SINCE is {written!r}", "Give a day such as 2024-09-27.") from error
