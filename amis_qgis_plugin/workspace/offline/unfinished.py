"""Downloads that did not come to their end: the side stores beside a workspace."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from ...services.service import Extent
from ..gdal_calls import sqlite_uri

_NAME = re.compile(r"[\w-]+\.amis-part")
_STATE = "SELECT value FROM state WHERE name = ?"


@dataclass(frozen=True)
class Unfinished:
    """What is kept of a download.

    :param source_id: as the file is named.
    :param extent: west, south, east, north as the request has them; empty for everything.
    :param features: features that came.
    :param starts_anew: whether it came to its end and was not whole: nothing can be gone on with.
    """

    source_id: str
    protocol: str
    url: str
    layer: str
    filter: str
    extent: str
    features: int
    starts_anew: bool = False

    @property
    def area(self) -> Optional[Extent]:
        """The area in degrees; None for everything."""
        return Extent(*map(float, self.extent.split(","))) if self.extent else None

    def is_of_area(self, extent: Optional[Extent]) -> bool:
        """Whether it is a download of this area."""
        return self.extent == extent_text(extent)


def extent_text(extent: Optional[Extent]) -> str:
    """Return an area as downloads are known by: west,south,east,north; empty for everything."""
    return "" if extent is None else ",".join(f"{side:.9g}" for side in extent)


def unfinished_downloads(workspace: Path) -> tuple[Unfinished, ...]:
    """Return the downloads into a workspace that can go on, by name.

    One that runs at the moment, and a file that is no side store, are left out.
    """
    head, found = f".{workspace.stem}.", []
    for path in sorted(workspace.parent.glob("*.amis-part")):
        rest = path.name[len(head) :]
        # Ids made of titles have no points; what has them belongs to a workspace so called.
        if path.name.startswith(head) and _NAME.fullmatch(rest):
            one = _read(path, rest.rpartition(".")[0])
            if one is not None:
                found.append(one)
    return tuple(found)


def _read(path: Path, source_id: str) -> Optional[Unfinished]:
    try:
        # Writable, for only so a page that a crash cut off can be taken back.
        address = f"{sqlite_uri(path.resolve())}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=0)) as db:
            identity = _value(db, "identity") or {}
            features = int(db.execute("SELECT count(*) FROM features").fetchone()[0])
            spent = bool(_value(db, "spent"))
    except (sqlite3.Error, ValueError):
        return None
    told = (str(identity.get(name, "")) for name in _IDENTITY)
    return Unfinished(source_id, *told, features, spent)


_IDENTITY = ("protocol", "url", "layer", "filter", "extent")


def _value(db: sqlite3.Connection, name: str) -> Any:
    row = db.execute(_STATE, (name,)).fetchone()
    return json.loads(row[0]) if row is not None else None
