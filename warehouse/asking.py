"""One question of a person to the published database, in SQL, and what is said where it cannot be answered.

How the answer looks belongs to the front door.
"""

import re
from difflib import get_close_matches
from typing import Any

import duckdb

from warehouse.database import open_published
from warehouse.errors import UserError
from warehouse.history import instant, use_past
from warehouse.home import Home
from warehouse.tables import BY_NAME

_WHERE = re.compile(r"\s+LINE \d+: .*", re.DOTALL)
"""DuckDB's drawing of the place in the statement, which is none on one line."""
_GUESS = re.compile(r"\s*Did you mean \"?[\w.]+\"?\??")
_ABSENT = re.compile(r"Table with name (\S+) does not exist!")


def ask(home: Home, sql: str, as_of: str | None = None) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names of columns and rows of what is published, or of what was known at `as_of`, a day or an instant.

    Raises UserError where that is no time, nothing is published, or DuckDB cannot do what the statement says.
    """
    moment = None if as_of is None else instant(as_of)
    with open_published(home) as connection:
        if moment:
            use_past(connection, moment)
        try:
            result = connection.execute(sql)
            if result is None or result.description is None:
                raise UserError("There is no statement in it", "Write one, as `casus query 'SHOW TABLES'`.")
            return [column[0] for column in result.description], result.fetchall()
        except duckdb.Error as error:
            raise _told(str(error)) from error


def _told(error: str) -> UserError:
    """DuckDB's words on one line. What it guesses of an absent table may be a table of its own: ours are guessed at."""
    words = " ".join(_WHERE.sub("", error).split())
    absent = _ABSENT.search(words)
    close = get_close_matches(absent[1].lower(), BY_NAME, 1) if absent else []
    guess = f"Did you mean {close[0]}? " if close else ""
    words = _GUESS.sub("", words) if absent else words
    return UserError(words.rstrip("!"), f"{guess}`casus query 'SHOW TABLES'` lists the tables.")
