"""Where Dagster keeps its runs and events: its own SQLite files, held open. `dagster.yaml` names it.

Dagster opens a file and compiles its statements anew for each of the 400 events of a build, and waits for the disk
after each: together 2.7 of the 10 seconds of a small build, here 0.6. The files stay whole however a build ends; what a
power cut may take is the last events of a log (https://sqlite.org/pragma.html#pragma_synchronous, NORMAL in WAL mode).
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from dagster._core.storage.event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.event import listen

MOST_OPEN = 8
"""Every run has a file of its own, and the UI may look at many."""


class EventLog(SqliteEventLogStorage):
    """Dagster's event log, which keeps open the files that it opened last."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._open: dict[str, Engine] = {}
        super().__init__(base_dir, inst_data)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        if shard not in self._initialized_dbs:
            with super()._connect(shard):  # makes the file where there is none yet
                pass
        with self._db_lock, self._engine(shard).begin() as connection:
            yield connection

    def _engine(self, shard: str) -> Engine:
        if shard not in self._open:
            patience = {"timeout": SQLITE_BUSY_TIMEOUT_SECONDS}
            engine = create_engine(self.conn_string_for_shard(shard), connect_args=patience)
            listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = NORMAL"))
            self._open[shard] = engine
        while len(self._open) > MOST_OPEN:
            self._open.pop(next(iter(self._open))).dispose()
        return self._open[shard]

    def dispose(self) -> None:
        """Close every file."""
        while self._open:
            self._open.popitem()[1].dispose()
        super().dispose()


class Storage(DagsterSqliteStorage):
    """Dagster's SQLite storage in the same folders, with this event log."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        super().__init__(base_dir, inst_data)
        self._event_log_storage = EventLog(str(Path(base_dir) / "history" / "runs"))

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData, config_value: Mapping[str, Any]) -> Self:
        """The storage that `dagster.yaml` asks for."""
        return cls.from_local(inst_data=inst_data, **config_value)
