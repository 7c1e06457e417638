"""Reading a workspace so that a long question can be stopped in the middle."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..core.errors import WorkspaceError
from ..core.progress import Progress
from .gdal_calls import sqlite

_CHECK_EVERY = 20_000  # of SQLite's steps


@contextmanager
def stopped_by(path: Path, progress: Progress) -> Iterator[sqlite3.Connection]:
    """Open a file for reading; SQLite gives up once the person has stopped the work.

    :raises WorkspaceError: when SQLite cannot read it.
    :raises Cancelled: when the person stopped it.
    """
    progress.check()
    try:
        with sqlite(path) as connection:
            connection.row_factory = None
            connection.set_progress_handler(lambda: int(progress.is_cancelled), _CHECK_EVERY)
            yield connection
    except WorkspaceError as error:
        if isinstance(error.__cause__, sqlite3.OperationalError):
            progress.check()  # SQLite passes a stop off as an error of its own
        raise
