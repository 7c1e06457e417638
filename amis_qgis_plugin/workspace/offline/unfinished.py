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
    :param title: of the layer; empty where it was not noted.
    """

    source_id: str
    protocol: str
    url: str
    layer: str
    filter: str
    extent: str
    features: int
    starts_anew: bool = False
    title: str = ""

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


def stored_identity(path: Path) -> dict[str, str]:
    """Return what a side store is the download of; nothing where the file is none, or is locked."""
    try:
        with closing(_opened(path)) as db:
            found = _value(db, "identity")
    except (sqlite3.Error, ValueError):
        return {}
    return {str(key): str(one) for key, one in found.items()} if isinstance(found, dict) else {}


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
        with closing(_opened(path)) as db:
            identity = _value(db, "identity") or {}
            features = int(db.execute("SELECT count(*) FROM features").fetchone()[0])
            spent = bool(_value(db, "spent"))
            noted = _value(db, "layer") or {}
    except (sqlite3.Error, ValueError):
        return None
    told = (str(identity.get(name, "")) for name in _IDENTITY)
    return Unfinished(source_id, *told, features, spent, str(noted.get("title", "")))


_IDENTITY = ("protocol", "url", "layer", "filter", "extent")


def _opened(path: Path) -> sqlite3.Connection:
    """Open a side store; writable, for only so a page that a crash cut off can be taken back."""
    return sqlite3.connect(f"{sqlite_uri(path.resolve())}?mode=rw", uri=True, timeout=0)


def _value(db: sqlite3.Connection, name: str) -> Any:
    row = db.execute(_STATE, (name,)).fetchone()
    return json.loads(row[0]) if row is not None else None
