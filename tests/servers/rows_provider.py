"""A provider of pygeoapi for rows in a file of GeoJSON, with pygeofilter's evaluation of CQL2.

pygeoapi's own files know no CQL2, and its databases are no part of the tests. It parses the filter
itself; this runs inside its process.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pygeoapi.provider.base import BaseProvider
from pygeofilter import ast
from shapely.geometry import shape


class RowsProvider(BaseProvider):
    """Answers with the rows for which the filter is true, three-valued as SQL is."""

    def __init__(self, definition: dict[str, Any]) -> None:
        super().__init__(definition)
        self._rows = json.loads(Path(self.data).read_text(encoding="utf-8"))["features"]
        self.get_fields()

    def get_fields(self) -> dict[str, Any]:
        """Return the fields, all of them texts."""
        if not self._fields:
            names = self._rows[0]["properties"]
            self._fields = {name: {"type": "string"} for name in names}
        return self._fields

    def query(
        self, offset: int = 0, limit: int = 10, filterq: Any = None, **_others: Any
    ) -> dict[str, Any]:
        """Return a page of the rows."""
        found = [row for row in self._rows if filterq is None or _value(filterq, row) is True]
        return {
            "type": "FeatureCollection",
            "features": found[offset : offset + limit],
            "numberMatched": len(found),
            "numberReturned": len(found[offset : offset + limit]),
        }


def _value(node: Any, row: dict[str, Any]) -> Any:
    """Return what a node of the filter says of a row: true, false, or None for unknown."""
    if isinstance(node, ast.Attribute):
        if node.name == "geom":
            return shape(row["geometry"]) if row["geometry"] else None
        return row["properties"][node.name]
    if isinstance(node, ast.Not):
        found = _value(node.sub_node, row)
        return None if found is None else not found
    if isinstance(node, (ast.And, ast.Or)):
        return _joined(node, _value(node.lhs, row), _value(node.rhs, row))
    if isinstance(node, ast.IsNull):
        return (_value(node.lhs, row) is None) != node.not_
    if isinstance(node, ast.Node):
        return _compared(node, row)
    return shape(node) if hasattr(node, "__geo_interface__") else node


def _joined(node: Any, one: Any, other: Any) -> Any:
    decides = isinstance(node, ast.Or)
    if decides in (one, other):
        return decides
    return None if None in (one, other) else not decides


def _compared(node: Any, row: dict[str, Any]) -> Any:
    found = _value(node.lhs, row)
    if found is None:
        return None
    if isinstance(node, ast.Equal):
        return found == _value(node.rhs, row)
    if isinstance(node, ast.NotEqual):
        return found != _value(node.rhs, row)
    if isinstance(node, ast.In):
        return (found in [_value(one, row) for one in node.sub_nodes]) != node.not_
    if isinstance(node, ast.Like):
        return _is_like(found, node.pattern) != node.not_
    if isinstance(node, ast.GeometryIntersects):
        return bool(found.intersects(_value(node.rhs, row)))
    raise NotImplementedError(type(node).__name__)


def _is_like(text: str, pattern: str) -> bool:
    """Compare with a pattern of CQL2: %, _ and a backslash that escapes."""
    if not pattern:
        return not text
    sign, rest = pattern[0], pattern[1:]
    if sign == "%":
        return any(_is_like(text[at:], rest) for at in range(len(text) + 1))
    if sign == "\\" and rest:
        sign, rest = rest[0], rest[1:]
    elif sign == "_":
        return bool(text) and _is_like(text[1:], rest)
    return text[:1] == sign and _is_like(text[1:], rest)
