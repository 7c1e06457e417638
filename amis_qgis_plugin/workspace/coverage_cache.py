"""Coverage of workspaces kept from one session to the next, in a folder of the person's own.

A file belongs to one state of one workspace and is made anew whenever that changes or anything
about it is in doubt, as the facet indexes are (:mod:`.facet_cache`).
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, Optional
from uuid import uuid4

from ..core.catalogue import load_catalogue
from ..core.completeness import Completeness
from ..core.coverage import Holding, Part
from ..core.progress import Progress
from .check import must_be_geopackage
from .coverage import Box, count_coverage
from .file_state import file_stamp
from .gdal_calls import sqlite
from .local_edits import EDITS, is_recording
from .sql import has_table, statement

Note = Callable[[str], None]
_FORMAT = 1
_END, _PART = ".coverage.json", ".part"
_MOST_FILES = 64
_BOOKS = ("gpkg_contents", "gpkg_ogr_contents", "amis_layers", "amis_sources")
_DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError)


def kept_coverage(
    path: Path,
    source_title: str,
    boxes: Mapping[str, Box],
    folder: Path,
    progress: Optional[Progress] = None,
    note: Note = lambda _text: None,
) -> tuple[Holding, ...]:
    """Return the layers of a GeoPackage with their rows by country: kept, or counted and kept now.

    :param boxes: around the member states, by ISO alpha-3 code.
    :param folder: where counts are kept; made when it is not there.
    :param note: told in a sentence why counts could not be read or kept.
    :raises WorkspaceError: when the workspace cannot be read.
    :raises Cancelled: when the person stopped it.
    """
    stamp = json.dumps([coverage_stamp(path), source_title, sorted(boxes.items())])
    file = folder / kept_name(path)
    found = _load(file, stamp, note)
    if found is None:
        found = count_coverage(path, source_title, boxes, progress)
        _save(file, stamp, found, note)
    return found


def kept_name(path: Path) -> str:
    """Return the name of the file that keeps the counts of a workspace."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32] + _END


def coverage_stamp(path: Path) -> list[Any]:
    """Return what changes whenever a row, a layer or a source does.

    It is the file's own bookkeeping, which stays when QGIS only shows the file; where a table
    notes no edits, the file's time and size count too.

    :raises WorkspaceError: when the file cannot be read.
    """
    layers = must_be_geopackage(path)
    with sqlite(path) as connection:
        connection.row_factory = None

        def told(sql: str, table: str) -> list[Any]:
            if not has_table(connection, table):
                return []
            return [list(row) for row in connection.execute(statement(sql, table))]

        everything = "SELECT * FROM {} ORDER BY 1"
        found = [
            str(path.resolve()),
            load_catalogue().version,
            *(told(everything, table) for table in _BOOKS),
            told("SELECT count(*), max(id), max(edited_at) FROM {}", EDITS),
        ]
        if not all(is_recording(connection, one) for one in layers):
            found.append([list(one) for one in file_stamp(path)])
    return [_FORMAT, *found]


def _load(file: Path, stamp: str, note: Note) -> Optional[tuple[Holding, ...]]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["stamp"] != stamp:
            return None
        found = tuple(_holding(one) for one in kept["holdings"])
        os.utime(file)  # the ones that nobody asks for go first
    except FileNotFoundError:
        return None
    except _DAMAGED as error:
        note(f"{file}: the coverage kept cannot be read and is counted anew: {error!r}")
        return None
    return found


def _holding(values: Mapping[str, Any]) -> Holding:
    parts = {code: _part(one) for code, one in values["parts"].items()}
    return Holding(**{**values, "parts": parts})


def _part(values: Mapping[str, Any]) -> Part:
    told = values["completeness"]
    return Part(**{**values, "completeness": Completeness(told) if told else None})


def _save(file: Path, stamp: str, found: tuple[Holding, ...], note: Note) -> None:
    part = file.with_name(f".{file.name}.{uuid4().hex}{_PART}")
    kept = {"stamp": stamp, "holdings": [asdict(one) for one in found]}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            part.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        _make_room(file)
    except OSError as error:
        note(f"{file}: the coverage cannot be kept for the next time: {error}")


def _make_room(newest: Path) -> None:
    """Remove the files that nobody asked for longest."""
    kept = []
    for one in newest.parent.glob(f"*{_END}"):
        with suppress(OSError):  # another QGIS may be removing it too
            kept.append((one.stat().st_mtime, one))
    for _time, one in sorted(kept, reverse=True)[_MOST_FILES:]:
        if one != newest:
            with suppress(OSError):
                one.unlink()
