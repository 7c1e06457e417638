"""What a source hands over: its fields, what is said about it, and its rows one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Optional

TYPES = (
    "text", "integer", "real", "boolean", "date", "time", "datetime", "binary", "list", "map",
)  # fmt: skip
# Rows that are enough to tell what the fields of a source hold.
SAMPLE_ROWS = 500


@dataclass(frozen=True)
class SourceField:
    """A field of a source.

    :param type: one of ``TYPES``.
    :param alias: what the source calls it for people; empty where it does not.
    :param is_key: whether the file or service has it to number its rows, and it tells nothing else.
    """

    name: str
    type: str = "text"
    alias: str = ""
    is_key: bool = False


@dataclass(frozen=True)
class SourceLayer:
    """A layer of a source before its rows are read.

    :param geometry: ``point``, ``line``, ``polygon``, ``geometry`` for mixed kinds, or empty.
    :param crs: its reference system as ``EPSG:4326`` and so on; empty when it states none.
    :param count: number of rows; negative when nobody knows.
    :param url: where it was found; never with credentials.
    :param date: ISO date of the state of the data, as far as it is stated.
    :param filter: the condition under which its rows are taken, as the source writes it; empty for
        all of them.
    :param key: digest of what tells it from every other layer, its filter included; no path and no
        credentials can be read from it. Empty where nobody knows.
    """

    title: str
    fields: tuple[SourceField, ...]
    geometry: str = ""
    crs: str = ""
    count: int = -1
    url: str = ""
    layer: str = ""
    abstract: str = ""
    licence: str = ""
    attribution: str = ""
    date: str = ""
    key: str = ""
    filter: str = ""

    def names(self) -> tuple[str, ...]:
        """Return the names of the fields."""
        return tuple(field.name for field in self.fields)


class SourceRow(NamedTuple):
    """One row as the source has it.

    :param feature_id: its id at the source.
    :param attributes: field to value, as Python has it; a missing value is None.
    :param wkb: its geometry as ISO well-known binary in the layer's reference system, x before y;
        None where it has none.
    :param text: the attributes as JSON, where they came so; empty where they did not.
    """

    feature_id: str
    attributes: Mapping[str, Any]
    wkb: Optional[bytes] = None
    text: str = ""
