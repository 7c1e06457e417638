"""What a side store holds, as the layer and the rows that alignment takes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from ...core.rows import SAMPLE_ROWS, SourceField, SourceLayer, SourceRow
from ...services.service import ServiceLayer
from ...services.urls import redact
from .following import Kept
from .looking import Frame
from .shapes import exchanged
from .store import SideStore
from .stored_values import kept_attributes
from .unique import unique_field

KINDS = {0: "point", 1: "line", 2: "polygon"}
_ROWS = "SELECT key, attributes, wkb, NULL FROM features WHERE {} ORDER BY ordinal"
_COUNT = "SELECT count(*) FROM features WHERE {}"
_MOST_BOXES = 3
_TOUCHES = "(a_max >= ? AND b_max >= ? AND a_min <= ? AND b_min <= ?)"
_FITTING = "key NOT IN (SELECT key FROM misfits)"
_INSIDE = f"{_FITTING} AND ({' OR '.join([_TOUCHES] * _MOST_BOXES)})"
_COUNT_INSIDE, _COUNT_FITTING = _COUNT.format(_INSIDE), _COUNT.format(_FITTING)
_ALL_ROWS, _SOME_ROWS = _ROWS.format(_FITTING), _ROWS.format(_INSIDE)
_PLAIN = {str, int, bool, type(None)}
_WITH_FLOATS = {*_PLAIN, float}
_TYPES = {bool: "boolean", int: "integer", float: "real", list: "list", dict: "map"}


class StoredRows:
    """The rows of a download, in the shape in which a layer hands them to alignment.

    :param declared: the fields as the server declares them.
    """

    def __init__(
        self,
        store: SideStore,
        frame: Frame,
        layer: ServiceLayer,
        declared: Sequence[SourceField],
        identity: dict[str, str],
    ) -> None:
        self._store, self._frame = store, frame
        self._own_id = unique_field(store) if store.get("by_content") else ""
        self.about = SourceLayer(
            title=layer.title,
            fields=self._fields(declared),
            geometry=self._geometry(),
            crs=frame.crs,
            count=self.count(),
            url=redact(identity["url"]),
            layer=layer.name,
            abstract=layer.abstract,
            licence=layer.licence,
            attribution=layer.attribution,
            key=source_key(identity),
        )

    def count(self) -> int:
        """Return the number of rows: those in the area that was asked for."""
        if not self._frame.boxes:
            return int(self._store.one(_COUNT_FITTING))
        return int(self._store.one(_COUNT_INSIDE, *self._corners()))

    def rows(self) -> Iterator[SourceRow]:
        """Yield the rows in the order in which they came.

        The id of a row is its key in the store, which is the server's id as long as that tells
        features apart and stays: the rows of another run are known again by it. Where there is no
        such id, a field that is another in every row stands in for it.
        """
        return self.seen(self._each())

    def seen(self, kept: Iterable[Kept]) -> Iterator[SourceRow]:
        """Yield features, as the store keeps them, as rows."""
        names, own = [*self.about.names()], self._own_id
        is_exchanged = self._frame.axes.is_exchanged
        for key, text, wkb, attributes in kept:
            if attributes is None or not _is_like_json(attributes):
                attributes = kept_attributes(text, self._store.path)
            if [*attributes] != names:
                attributes, text = {name: attributes.get(name) for name in names}, ""
            if wkb is not None and is_exchanged:
                wkb = exchanged(wkb)
            if own:
                key = str(attributes[own])
            yield SourceRow(key, attributes, wkb, text)

    def is_seen_as(self, other: StoredRows) -> bool:
        """Whether a feature becomes the same row here and there."""
        mine, theirs = (replace(one.about, count=0) for one in (self, other))
        axes = [one._frame.axes.is_exchanged for one in (self, other)]
        return mine == theirs and axes[0] == axes[1] and self._own_id == other._own_id

    def sample(self, size: int = SAMPLE_ROWS) -> list[dict[str, Any]]:
        """Return the attributes of some rows, from all over the download."""
        names, step = self.about.names(), max(1, self.count() // size)
        found = []
        for number, row in enumerate(self._each()):
            if number % step == 0 and len(found) < size:
                attributes = kept_attributes(row[1], self._store.path)
                found.append({name: attributes.get(name) for name in names})
        return found

    def digest(self) -> str:
        """Return the digest of what was received, whatever the order in which it came."""
        found = hashlib.sha256()
        for key, digest in self._store.each("SELECT key, digest FROM features ORDER BY key"):
            found.update(f"{key}\0{digest}\0".encode("utf-8", "replace"))
        return f"sha256:{found.hexdigest()}"

    def _each(self) -> Iterator[Any]:
        if not self._frame.boxes:
            return self._store.each(_ALL_ROWS)
        return self._store.each(_SOME_ROWS, *self._corners())

    def _corners(self) -> list[float]:
        """Return the numbers of the boxes; the last stands in for those that are not there."""
        boxes = self._frame.boxes
        padded = [*boxes, *[boxes[-1]] * (_MOST_BOXES - len(boxes))]
        return [number for box in padded for number in box]

    def _fields(self, declared: Sequence[SourceField]) -> tuple[SourceField, ...]:
        """Return the declared fields, then those that came besides."""
        known = {one.name: one for one in declared}
        seen = [row[0] for row in self._store.each("SELECT name FROM names ORDER BY rowid")]
        others = [name for name in seen if name not in known]
        types = self._types_of(others)
        return (*known.values(), *(SourceField(name, types.get(name, "text")) for name in others))

    def _types_of(self, names: Sequence[str]) -> dict[str, str]:
        """Return the one type that all values of a field have; none where they have several."""
        found: dict[str, set[str]] = {name: set() for name in names}
        if names:
            for (text,) in self._store.each("SELECT attributes FROM features"):
                for name, value in kept_attributes(text, self._store.path).items():
                    if value is not None and name in found:
                        found[name].add(_TYPES.get(type(value), "text"))
        return {name: types.pop() for name, types in found.items() if len(types) == 1}

    def _geometry(self) -> str:
        statement = "SELECT DISTINCT dimension FROM features WHERE dimension >= 0"
        kinds = {KINDS.get(row[0], "geometry") for row in self._store.each(statement)}
        return kinds.pop() if len(kinds) == 1 else ("geometry" if kinds else "")


def _is_like_json(attributes: dict[str, Any]) -> bool:
    """Whether values would come back from JSON as they are."""
    types = {*map(type, attributes.values())}
    if types <= _PLAIN:
        return True
    floats = [one for one in attributes.values() if type(one) is float]
    return types <= _WITH_FLOATS and all(map(isfinite, floats))


def source_key(identity: dict[str, str]) -> str:
    """Return a digest that tells what was asked for from all else."""
    told = [identity.get(name, "") for name in ("protocol", "url", "layer", "filter", "extent")]
    return f"sha256:{hashlib.sha256(json.dumps(told).encode()).hexdigest()}"
