"""GDAL and SQLite opened the way this project needs them: typed errors, no global switches.

Other plugins share GDAL with us, so ``UseExceptions`` is left as it is found; both ways of failing
are turned into one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from functools import partial
from pathlib import Path, PurePath
from typing import Any, Optional
from urllib.parse import quote

from osgeo import gdal, ogr, osr

from ..core.errors import Cancelled, WorkspaceError
from ..core.progress import Progress
from .blobs import point_of

_CHECK_EVERY = 20_000  # of SQLite's steps


class _Stop:
    """Asks in the middle of SQLite's work whether the person has stopped it."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.was_asked_for = False

    def __call__(self) -> int:
        self.was_asked_for = self.was_asked_for or self._progress.is_cancelled
        return int(self.was_asked_for)


_STOP: ContextVar[Optional[_Stop]] = ContextVar("amis_stop", default=None)

# What SQLite says, and what to do about it.
_ADVICE = (
    ("not a database", "It is no GeoPackage. Choose a .gpkg file, or another name for a new one."),
    ("unable to open", "Is it there, and may you read it and its folder? Choose it again."),
    ("readonly", "You may not write this file, or its drive is write-protected. Choose another."),
    ("locked", "It is open for editing elsewhere. Save or close it there, then try again."),
    ("no such table: amis_", "It is no workspace of AMIS Explorer. Choose another file."),
    ("malformed", "It is damaged: was it cut off while copying? Copy it again."),
    ("disk is full", "Make room on the disk, then try again."),
)


@contextmanager
def gdal_errors(subject: str) -> Iterator[None]:
    """Turn whatever GDAL reports inside the block into a :class:`WorkspaceError`.

    :param subject: the file that the work is about.
    """
    gdal.ErrorReset()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    except RuntimeError as error:
        raise WorkspaceError(f"GDAL says: {error}.", subject=subject) from error
    finally:
        gdal.PopErrorHandler()


def open_vector(path: Path, *, update: bool = False) -> gdal.Dataset:
    """Open a vector file.

    :raises WorkspaceError: when GDAL cannot.
    """
    flags = gdal.OF_VECTOR | (gdal.OF_UPDATE if update else gdal.OF_READONLY)
    with gdal_errors(path.name):
        dataset = gdal.OpenEx(str(path), flags)
        if dataset is None:
            raise WorkspaceError(
                f"GDAL cannot open it: {gdal.GetLastErrorMsg()}", subject=path.name
            )
    return dataset


def create_geopackage(path: Path) -> gdal.Dataset:
    """Create an empty GeoPackage 1.3 that does not exist yet.

    :raises WorkspaceError: when the file is there already or cannot be written.
    """
    if path.exists():
        raise WorkspaceError("The file is there already.", subject=str(path))
    with gdal_errors(path.name):
        dataset = gdal.GetDriverByName("GPKG").Create(
            str(path), 0, 0, 0, gdal.GDT_Unknown, ["VERSION=1.3", "ADD_GPKG_OGR_CONTENTS=YES"]
        )
        if dataset is None:
            raise WorkspaceError(
                f"It cannot be written: {gdal.GetLastErrorMsg()}", subject=str(path)
            )
    return dataset


def reference_system(epsg: int) -> osr.SpatialReference:
    """Return an EPSG reference system with longitude, easting first."""
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return system


def add_layer(
    dataset: gdal.Dataset,
    table: str,
    title: str,
    geometry: int,
    columns: list[tuple[str, int]],
    description: str = "",
) -> ogr.Layer:
    """Add a table to a GeoPackage.

    :param geometry: an OGR geometry type, ``ogr.wkbNone`` for a table without one.
    :param columns: names with OGR field types.
    """
    system = None if geometry == ogr.wkbNone else reference_system(4326)
    options = ["FID=fid", f"IDENTIFIER={title}", f"DESCRIPTION={description}"]
    if system is not None:
        options += ["GEOMETRY_NAME=geom", "SPATIAL_INDEX=YES"]
    layer = dataset.CreateLayer(table, system, geometry, options)
    if layer is None:
        raise WorkspaceError(f"The table {table} cannot be added: {gdal.GetLastErrorMsg()}")
    for name, kind in columns:
        layer.CreateField(ogr.FieldDefn(name, kind))
    return layer


def sqlite_uri(path: PurePath) -> str:
    """Return an absolute path as SQLite's URI; SQLite takes no server name as ``as_uri`` has it."""
    text = path.as_posix()
    return f"file://{'' if text.startswith('/') else '/'}{quote(text, safe='/:')}"


@contextmanager
def stoppable(progress: Progress) -> Iterator[None]:
    """Let the person stop whatever this thread does with SQLite inside the block.

    A statement over a million rows takes its time, and comes back with :class:`Cancelled` then.
    """
    progress.check()
    token = _STOP.set(_Stop(progress))
    try:
        yield
    finally:
        _STOP.reset(token)


@contextmanager
def sqlite(
    path: Path, *, write: bool = False, glance: bool = False, locked: bool = True
) -> Iterator[sqlite3.Connection]:
    """Open the file as SQLite; commit at the end of the block, roll back on an error.

    :param glance: for a look that keeps nobody waiting: a file that is locked is an error at once,
        and one that nobody has open is not touched (SQLite leaves a write-ahead log beside it).
    :param locked: false for reading that nobody who writes waits for. What is written meanwhile
        may be read in part, or look like damage: see :func:`.stopping.viewed`.
    :raises WorkspaceError: when SQLite cannot read or write it.
    :raises Cancelled: when the person stopped it, inside :func:`stoppable`.
    """
    stop = _STOP.get()
    mode = "rw" if write else "ro"
    if glance and not any(Path(f"{path}{end}").exists() for end in ("-wal", "-journal")):
        mode += "&immutable=1"
    try:
        uri = f"{sqlite_uri(path.resolve())}?mode={mode}"
        with closing(
            (None if locked else _without_lock(uri))
            or sqlite3.connect(uri, uri=True, timeout=0.1 if glance else 20)
        ) as connection:
            connection.row_factory = sqlite3.Row
            connection.set_progress_handler(stop, _CHECK_EVERY)
            if not write:  # GDAL's own triggers call functions of these names for all geometry
                for name, corner in (("ST_MinX", 0), ("ST_MinY", 1)):
                    connection.create_function(name, 1, partial(_coordinate, corner))
            with connection:
                yield connection
    except sqlite3.DatabaseError as error:
        if stop is not None and stop.was_asked_for:
            raise Cancelled() from error  # SQLite passes a stop off as an error of its own
        raise WorkspaceError(
            f"SQLite says: {error}.",
            subject=str(path),
            hint=_advice(str(error)),
        ) from error


def _without_lock(uri: str) -> Optional[sqlite3.Connection]:
    """Open a file for reading without keeping writers waiting.

    :returns: nothing for a file with a write-ahead log: there no reader does so, and SQLite cannot
        read it without locks.
    """
    connection = sqlite3.connect(f"{uri}&nolock=1", uri=True)
    try:
        connection.execute("BEGIN")  # that it has no log holds until the end
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    except sqlite3.DatabaseError:
        connection.close()
        return None
    return connection


def _advice(said: str) -> str:
    """Return what to do about an error of SQLite."""
    known = (advice for words, advice in _ADVICE if words in said)
    return next(known, "Is the file open for editing elsewhere, or was it cut off while copying?")


def _coordinate(corner: int, blob: Any) -> Optional[float]:
    """Return a coordinate of a point, as GDAL's functions on GeoPackages do."""
    point = point_of(blob) if isinstance(blob, bytes) else None
    return None if point is None else point[corner]


def rows(path: Path, statement: str, values: tuple[Any, ...] = ()) -> list[sqlite3.Row]:
    """Return all rows of a reading statement."""
    with sqlite(path) as connection:
        return connection.execute(statement, values).fetchall()
