"""Tabular feeds: from a provider's file, read as text by DuckDB, to reports or rejects, in one pass of SQL.

Here belongs what all tables have in common: finding the file in the inbox, opening it safely, holding its header
against the layouts that the feed declares, running the feed's own query over it, and accounting for every record.
What a column means belongs to the feed's `reports.sql`.

A feed's query is one SELECT over `raw`, whose columns are all VARCHAR, named as at the source, with NULL for a blank
field, and `record`, which it hands on: its `file` (of several that are read in one pass: what looks at other records
keeps to its file) and its `place` there, from 1, NULL in files above `COUNTED` bytes. It may join the crosswalks. It
gives one row a record: columns of `reports` (those that may be NULL can be left out), and `reason` and `remedy`, which
are NULL where the record is taken. Where records differ in more than those columns, and are to be told apart by it,
`evidence` holds it as text.
"""

from pipelines.tabular.layouts import Dialect, Layout, Opened, Opening, delimited
from pipelines.tabular.reading import Table, read_tables
from pipelines.tabular.whole_files import read_latest

__all__ = ["Dialect", "Layout", "Opened", "Opening", "Table", "delimited", "read_latest", "read_tables"]
