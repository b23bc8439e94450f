"""Holding the data against its declarations with Great Expectations.

`check_build` runs the rules of what has changed and keeps what is found in the `checks` table; `check` runs all rules
of some tables; `blocking` picks the findings that stop a release; `record` and `recorded` are the way to the table and
back; `report_html` shows findings on one page; `check_release` looks in the Parquet files for what no licence allows.
Rules are not written here: they are read from `warehouse.tables`. Only this package imports Great
Expectations, and only when a check runs, for that import takes seconds.
"""

from pipelines.expectations.findings import Finding, blocking, record, recorded
from pipelines.expectations.page import report_html
from pipelines.expectations.running import LABEL, check, check_release
from pipelines.expectations.standing import check_build

__all__ = ["LABEL", "Finding", "blocking", "check", "check_build", "check_release", "record", "recorded", "report_html"]
