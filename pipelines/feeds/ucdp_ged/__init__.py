"""UCDP GED: the Uppsala Conflict Data Program's final list of events of organised violence with deaths, since 1989.

How far to trust it: further than any other source here. People at Uppsala read the reports and code each event with
three counts of the dead, its sides, and how exactly day and place are known. It holds only acts that killed someone, in
conflicts that reached 25 dead in a year; a best count of 0 with a higher bound occurs. It is a year old.

A new edition revises all years: it has the word on every year that it covers (1989 up to the year before its own), also
over the Candidate events, and what it no longer has is withdrawn. Which edition a file is, its name says
(`ged261-csv.zip`, `GEDEvent_v26_1.csv`); a file with another name adds its rows, and withdraws none: give a part of an
edition another name. Nor does one that is cut off, gives no record, or has one without an id. A refused record is not
withdrawn: what an earlier file says of it stands.

From the network: the zip of the latest edition, if changed; with `CASUS_UCDP_API=1` by the API instead, which needs a
token in `CASUS_UCDP_TOKEN` and takes 420 calls. `inbox/ucdp_ged/` takes `.csv`, also in `.gz` and `.zip`, of any
edition: of 49 columns, of 19.1 (42), before 17.1. How the columns are taken, and which are left out, `pipelines/ucdp/`
says.
"""

from pipelines.sources import Bounds, Collected, Feed, Request
from pipelines.ucdp import network
from pipelines.ucdp.api import TOKEN
from pipelines.ucdp.publisher import CITATION, LICENCE, PUBLISHER
from pipelines.ucdp.reading import read
from warehouse.home import Home

NAME = "ucdp_ged"


def collect(home: Home, request: Request) -> Collected:
    """The inbox's files and what is out at UCDP. Raises UserError where that fails and nothing was ever held."""
    return network.collect(home, request, NAME)


FEED = Feed(
    name=NAME,
    title="UCDP Georeferenced Event Dataset (GED)",
    publisher=PUBLISHER,
    homepage="https://ucdp.uu.se/downloads/",
    citation=CITATION["ged"],
    trust="Coded by people from many sources, with bounds and precision; deadly events only, final after a year.",
    cadence="Once a year, in June, for all years up to the last.",
    licence=LICENCE,
    collect=collect,
    read=read,
    bounds=(Bounds(80_000, 2_000_000, r"(GEDEvent_v|ged)\d\d.*", "an edition"),),
    credential=TOKEN,
    interval_days=380,
)
