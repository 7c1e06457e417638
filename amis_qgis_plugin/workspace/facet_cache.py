"""Facet indexes kept from one session to the next, in a folder of the person's own.

Not beside the workspace: that may lie on a medium that cannot be written, in a package whose files
are listed, or in a folder that is copied to and fro. A file here is written whole or not at all,
belongs to one state of one workspace, and is made anew whenever anything about it is in doubt.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Optional
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from ..core.facet_names import CRITICAL
from ..core.facets import FacetIndex
from ..core.facets_bits import Found, words_for
from ..core.facets_where import Names, Places
from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from ..core.workspace_sql import COMMODITY_INDEX
from .facet_rows import distinct_values, read_facets, with_lists
from .file_state import file_stamp
from .gdal_calls import sqlite
from .local_edits import EDITS, is_recording
from .sql import has_table, statement

Note = Callable[[str], None]
_FORMAT = 1
_ENTRIES = (
    "SELECT commodity, count(*), total(occurrence), total(role = 'major')"
    " FROM amis_occurrence_commodity WHERE commodity = ?"
)
_END, _PART = ".facets.npz", ".part"
_MOST_FILES = 16
_DAY = 24 * 3600.0
# What numpy, its zip files and our own look at what is in them say of a damaged file.
_DAMAGED = (OSError, ValueError, KeyError, TypeError, IndexError, EOFError)
_DAMAGED_ZIP = (zipfile.BadZipFile, zlib.error, NotImplementedError)


def kept_facets(
    path: Path,
    folder: Path,
    progress: Optional[Progress] = None,
    note: Note = lambda _text: None,
    in_use: Optional[MutableMapping[str, FacetIndex]] = None,
) -> FacetIndex:
    """Return the facet index of a workspace: the one that is kept, or a new one that is kept now.

    :param folder: where indexes are kept; made when it is not there.
    :param note: told in a sentence why an index could not be read or kept.
    :param in_use: indexes that were returned before, which are not read from the folder again.
    :raises WorkspaceError: when the workspace cannot be read.
    :raises Cancelled: when the person stopped it.
    """
    in_use = {} if in_use is None else in_use
    file = folder / kept_name(path)
    stamp = facet_stamp(path)
    index = in_use.get(_key(path, stamp)) or _load(file, path, stamp, note)
    if index is None:
        index, is_kept = _read_whole(path, stamp, progress)
        if not is_kept:
            return index  # of a moment that is over
        _save(file, path, stamp, index, note)
    in_use[_key(path, stamp)] = index
    return index


def _key(path: Path, stamp: list[Any]) -> str:
    return json.dumps([str(path.resolve()), stamp])


def _read_whole(
    path: Path, stamp: list[Any], progress: Optional[Progress]
) -> tuple[FacetIndex, bool]:
    """Return an index of one state of the file, and whether that is still the one of the stamp.

    Where somebody has written between its many short looks, the second reading is one long look.
    """
    index = read_facets(path, progress)
    if facet_stamp(path) == stamp:
        return index, True
    index = read_facets(path, progress, at_once=True)
    return index, facet_stamp(path) == stamp


def kept_name(path: Path) -> str:
    """Return the name of the file that keeps the index of a workspace."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32] + _END


def facet_stamp(path: Path) -> list[Any]:
    """Return what changes whenever an occurrence, its commodities or its source do.

    It is the file's own bookkeeping, for time and size of a file change as soon as QGIS shows it
    (the journal mode is written). Where no triggers note edits, as in packages, they count too.

    :raises WorkspaceError: when the file cannot be read.
    """
    table = (OCCURRENCES,)
    with sqlite(path) as connection:
        connection.row_factory = None

        def told(sql: str, *values: str) -> list[Any]:
            return [list(row) for row in connection.execute(sql, values)]

        found = [
            told("SELECT last_change FROM gpkg_contents WHERE table_name = ?", *table),
            told(statement("SELECT max(fid) FROM {}", OCCURRENCES)),
            # Whoever writes to the index of commodities tells nobody.
            [
                told(_ENTRIES, code)
                for code in distinct_values(connection, COMMODITY_INDEX, "commodity")
            ],
            told(
                "SELECT source_id, completeness, retrieved_at, digest, feature_count"
                " FROM amis_sources ORDER BY source_id"
            ),
        ]
        if has_table(connection, "gpkg_ogr_contents"):
            counted = "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?"
            found.append(told(counted, *table))
        if has_table(connection, EDITS):
            edits = "SELECT count(*), max(id), max(edited_at) FROM amis_local_edits"
            found.append(told(f"{edits} WHERE table_name = ?", *table))
        if not is_recording(connection, OCCURRENCES):
            found.append([list(one) for one in file_stamp(path)])
    return [_FORMAT, *found]


def _load(file: Path, path: Path, stamp: list[Any], note: Note) -> Optional[FacetIndex]:
    try:
        # Opened here: numpy leaves a file open that ends too soon.
        with file.open("rb") as handle, np.load(handle, allow_pickle=False) as arrays:
            head = json.loads(arrays["head"].tobytes())
            if head["path"] != str(path.resolve()) or head["stamp"] != stamp:
                return None
            index = _read(head, arrays)
        os.utime(file)  # the ones that nobody asks for go first
    except FileNotFoundError:
        return None
    except (*_DAMAGED, *_DAMAGED_ZIP) as error:
        note(f"{file}: the index kept of {path.name} cannot be read and is made anew: {error!r}")
        return None
    return index


def _read(head: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> FacetIndex:
    """Return the index in a file.

    :raises ValueError: when its parts do not fit together.
    """
    count = int(head["count"])
    bits, positions = arrays["bits"], arrays["positions"]
    order, x, y = arrays["order"], arrays["x"], arrays["y"]
    text, ends = arrays["text"], arrays["ends"]
    _must(count >= 0 and bits.dtype == np.uint64 and bits.shape[1:] == (words_for(count),))
    _must(positions.dtype == np.int32 and _are_in(positions, count))
    _must(order.dtype == np.int32 and _are_in(order, count))
    _must(len(order) == len(x) == len(y) == len(ends) == count)
    _must(text.dtype == np.uint8 and (not count or int(ends[-1]) == len(text)))
    values: dict[str, dict[str, Found]] = {}
    for facet, value, is_bits, start, stop in head["values"]:
        _must(0 <= start <= stop <= len(bits if is_bits else positions))
        one = Found(bits=bits[start]) if is_bits else Found(positions=positions[start:stop])
        values.setdefault(facet, {})[value] = one
    for facet in head["facets"]:
        values.setdefault(facet, {})
    return FacetIndex(count, with_lists(values), Places(order, x, y), Names(text, ends))


def _save(file: Path, path: Path, stamp: list[Any], index: FacetIndex, note: Note) -> None:
    part = file.with_name(f".{file.name}.{uuid4().hex}{_PART}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("wb") as handle:
                np.savez(handle, **_arrays(path, stamp, index))
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
        _make_room(file)
    except OSError as error:
        note(f"{file}: the index of {path.name} cannot be kept for the next time: {error}")


def _arrays(path: Path, stamp: list[Any], index: FacetIndex) -> dict[str, NDArray[Any]]:
    bits: list[NDArray[np.uint64]] = []
    positions: list[NDArray[np.int32]] = []
    values: list[tuple[str, str, bool, int, int]] = []
    end = 0
    for facet, value, one in _listed(index):
        if one.bits is not None:
            values.append((facet, value, True, len(bits), len(bits) + 1))
            bits.append(one.bits)
        elif one.positions is not None:
            values.append((facet, value, False, end, end + len(one.positions)))
            positions.append(one.positions)
            end += len(one.positions)
    head = {
        "path": str(path.resolve()),
        "stamp": stamp,
        "count": index.count,
        "facets": [facet for facet in index.values if facet != CRITICAL],
        "values": values,
    }
    no_places = np.zeros(0)
    places = index.places or Places.of(no_places, no_places)
    names = index.names or Names.of(())
    return {
        "head": np.frombuffer(json.dumps(head).encode(), dtype=np.uint8),
        "bits": np.array(bits, dtype=np.uint64).reshape(len(bits), words_for(index.count)),
        "positions": np.concatenate([np.zeros(0, dtype=np.int32), *positions]),
        "order": places.order,
        "x": places.x,
        "y": places.y,
        "text": names.text,
        "ends": names.ends,
    }


def _listed(index: FacetIndex) -> Iterator[tuple[str, str, Found]]:
    for facet, values in index.values.items():
        if facet != CRITICAL:  # the same sets as those of the commodities
            yield from ((facet, value, one) for value, one in values.items())


def _make_room(newest: Path) -> None:
    """Remove the indexes that nobody asked for longest, and what broken writings left behind."""
    now = time.time()
    kept = []
    for one in newest.parent.glob(f"*{_END}*"):
        with suppress(OSError):  # another QGIS may be removing it too
            age = now - one.stat().st_mtime
            if one.name.endswith(_END):
                kept.append((age, one))
            elif one.name.endswith(_PART) and age > _DAY:
                one.unlink()
    for _age, one in sorted(kept)[_MOST_FILES:]:
        if one != newest:
            with suppress(OSError):
                one.unlink()


def _are_in(positions: NDArray[Any], count: int) -> bool:
    return not len(positions) or (positions.min() >= 0 and positions.max() < count)


def _must(holds: bool) -> None:
    if not holds:
        raise ValueError("its parts do not fit together")
