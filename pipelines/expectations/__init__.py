"""Holding the data against its declarations with Great Expectations.

`check` runs every rule and returns findings; `blocking` picks those that stop a release; `record` keeps them in the
`checks` table; `report_html` shows them on one page; `check_release` looks in the Parquet files for what no licence
allows. Rules are not written here: they are read from `warehouse.tables`. Only this package imports Great
Expectations, and only when a check runs, for that import takes seconds.
"""

from pipelines.expectations.findings import Finding, blocking, record, recorded
from pipelines.expectations.page import report_html
from pipelines.expectations.running import check, check_release

__all__ = ["Finding", "blocking", "check", "check_release", "record", "recorded", "report_html"]
