"""Reading a workspace so that a long question can be stopped in the middle."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from ..core.errors import WorkspaceError
from ..core.progress import Progress
from .file_state import Stamp, file_stamp
from .gdal_calls import sqlite, stoppable

Result = TypeVar("Result")


@contextmanager
def stopped_by(path: Path, progress: Progress) -> Iterator[sqlite3.Connection]:
    """Open a file for reading; SQLite gives up once the person has stopped the work.

    :raises WorkspaceError: when SQLite cannot read it.
    :raises Cancelled: when the person stopped it.
    """
    with stoppable(progress), sqlite(path) as connection:
        connection.row_factory = None
        yield connection


def viewed(path: Path, progress: Progress, look: Callable[[sqlite3.Connection], Result]) -> Result:
    """Return what a long look at a file finds; whoever wants to write rarely waits for it.

    QGIS writes to a file at every click on a filter, in its window's thread. So the look takes no
    lock at first. Only where the file was written to meanwhile, what was found is thrown away,
    errors as well, and looked for again with a lock.

    :raises WorkspaceError: when SQLite cannot read it.
    :raises Cancelled: when the person stopped it.
    """
    state = _state_at_rest(path)
    if state:
        with (
            suppress(WorkspaceError),
            stoppable(progress),
            sqlite(path, locked=False) as connection,
        ):
            connection.row_factory = None
            found = look(connection)
            if _state_at_rest(path) == state:
                return found
    with stopped_by(path, progress) as connection:
        return look(connection)


def _state_at_rest(path: Path) -> Stamp:
    """Return the state of a file that nobody is writing to; nothing for another one."""
    return () if Path(f"{path}-journal").exists() else file_stamp(path)
