"""UCDP Candidate: events of organised violence with deaths of this year and the last, before the yearly review.

How far to trust it: as far as a good draft. The same people code by the same rules as for GED, a month after the event
and from fewer sources; `code_status` (in `details`) says what is still to be checked. Conflicts that will not reach 25
dead in the year are in it, and bounds of the dead are sometimes out of order (flagged, kept).

A later release has the word on each id; a quarterly release (from January on) and the yearly final (`ucdp_ged`) also
withdraw what they no longer have of their days, whichever file came first. Which release a file is, its name says:
`GEDEvent_v26_0_7.csv` is July 2026, `GEDEvent_v26_01_26_03.csv` January to March. A file of another name adds rows. A
record that is refused is not withdrawn: what an earlier release says of it stands.

Quirks that are read: no header (24.0.1), a column `#` too many (24.0.10, told as an issue), records that stand twice
(the second is refused), -1 sources (not counted). A `date_prec` of 0 and an `event_clarity` of 3 are in no codebook:
such records are refused and kept.

From the network: for each year without a final the latest quarterly release and the months after it, if changed; with
`CASUS_UCDP_API=1` by the API instead, which needs a token in `CASUS_UCDP_TOKEN`. Dagster's `backfill_ucdp_candidate`
brings in the release of any month since 2020. `inbox/ucdp_candidate/` takes `.csv`, also in `.gz` and `.zip`, of any
release. How the columns are taken, and which are left out, `pipelines/ucdp/` says.
"""

from datetime import date

from pipelines.sources import Bounds, Collected, Feed, Request, Slices
from pipelines.ucdp import network
from pipelines.ucdp.api import TOKEN
from pipelines.ucdp.publisher import CITATION, LICENCE, PUBLISHER
from pipelines.ucdp.reading import read
from warehouse.home import Home

NAME = "ucdp_candidate"


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files and what is out at UCDP. Raises UserError where that fails and nothing was ever held."""
    return network.collect(home, request, NAME)


FEED = Feed(
    name=NAME,
    title="UCDP Candidate Events Dataset",
    publisher=PUBLISHER,
    homepage="https://ucdp.uu.se/downloads/",
    citation=CITATION["candidate"],
    trust="Coded by people by GED's rules within a month, and not yet reviewed; counts and sides may still change.",
    cadence="Each month about the 20th for the month before; each quarter anew for the year so far.",
    licence=LICENCE,
    collect=collect,
    read=read,
    bounds=(
        Bounds(300, 10_000, r"GEDEvent_v\d\d[._]0[._].*", "a monthly release"),
        Bounds(1_500, 60_000, r"GEDEvent_v\d\d[._]01[._].*", "a quarterly release"),
    ),
    credential=TOKEN,
    sliced=Slices("month", date(2020, 1, 1)),
    interval_days=45,
)
