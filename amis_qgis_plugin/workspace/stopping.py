"""Reading a workspace so that a long question can be stopped in the middle."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..core.progress import Progress
from .gdal_calls import sqlite, stoppable


@contextmanager
def stopped_by(path: Path, progress: Progress) -> Iterator[sqlite3.Connection]:
    """Open a file for a view of it; SQLite gives up once the person has stopped the work.

    Nobody who wants to write waits meanwhile; what is written then may be seen in part.

    :raises WorkspaceError: when SQLite cannot read it.
    :raises Cancelled: when the person stopped it.
    """
    with stoppable(progress), sqlite(path, view=True) as connection:
        connection.row_factory = None
        yield connection
