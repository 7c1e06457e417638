"""An :class:`OccurrenceFilter` as SQL for a workspace: for OGR layers, and for SQLite itself.

Commodities, roles, folded names and completeness stand in tables of their own, see
``docs/workspace.md``. Areas are asked with ``ST_MinX`` and ``ST_MinY``, which GDAL gives to every
GeoPackage it opens, and ``workspace.gdal_calls.sqlite`` to every one it reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Optional

from .areas import Area, Box, Edge, number
from .occurrence_filter import MAJOR, Extent, OccurrenceFilter
from .quoting import identifier, like_pattern, sqlite_literal
from .schemas import OCCURRENCES

COMMODITY_INDEX = "amis_occurrence_commodity"
NAME_INDEX = "amis_occurrence_name"
_NAMES = ("name", "local_name")
_IN_TABLE = '"fid" {} (SELECT {} FROM {} WHERE {})'
# A list of critical minerals names most occurrences. Where something else leaves few of them, it
# is quicker to look up each (the plus keeps SQLite to that) than to gather all of the list.
_EACH_IN_TABLE = 'EXISTS (SELECT 1 FROM {} WHERE "occurrence" = "fid" AND +{})'
_OF_SOURCE = '"source_id" IN (SELECT "source_id" FROM "amis_sources" WHERE {})'
_NOT_INDEXED = '"fid" NOT IN (SELECT "occurrence" FROM {})'
# The limit keeps SQLite from reading the place anew for each edge.
_AT = (
    'EXISTS (SELECT 1 FROM (SELECT ST_MinX("geom") AS "x", ST_MinY("geom") AS "y" LIMIT 1)'
    " WHERE {})"
)
# SQLite names the columns of VALUES so. Plain terms would be looked for among all others of the
# statement: reading 2,000 of them takes seconds.
_CROSSED = (
    "(SELECT count(*) FROM (VALUES {}) WHERE y >= column1 AND y < column2"
    " AND x < column3 + (y - column1) * column4)"
)
_IN_ONE_LIST = 16
_MOST_HALVINGS = 12


def to_workspace_sql(
    wanted: OccurrenceFilter, table: str = OCCURRENCES, *, has_names: bool = False
) -> str:
    """Return the condition that selects the wanted rows of a workspace table.

    Commodities go through the workspace's commodity index, so that copper means copper.

    :param has_names: whether the workspace has the index of folded names. Without it, and for
        rows edited since, words of the name ignore the case of A to Z, which is what SQLite's
        ``LIKE`` does; other letters are found as typed, in small letters, in capitals, and with
        capital initials.
    :returns: a condition for ``WHERE``; empty when everything is wanted.
    """
    role = f' AND "role" = {sqlite_literal(MAJOR)}' if wanted.role == MAJOR else ""
    clauses = [_has_commodity(codes, role) for codes in wanted.chosen_sets()]
    if wanted.excluded:
        clauses.append(_has_commodity(wanted.excluded_codes(), is_in="NOT IN"))
    clauses += [
        one_of(column, values)
        for column, values in (
            ("country", wanted.countries),
            ("deposit_model", wanted.deposit_models),
            ("occurrence_type", wanted.occurrence_types),
            ("mine_status", wanted.mine_statuses),
            ("source_id", wanted.sources),
        )
        if values
    ]
    if wanted.completeness:
        clauses.append(_OF_SOURCE.format(one_of("completeness", wanted.completeness)))
    clauses += _named(wanted, has_names)
    if wanted.extent is not None:
        clauses.append(_in_extent(wanted.extent, table))
    if wanted.area is not None:
        clauses.append(_in_area(wanted.area, table))
    for codes in wanted.listed_sets():
        clauses.append(_is_listed(codes) if clauses else _has_commodity(codes))
    return " AND ".join(clauses)


def one_of(column: str, values: Iterable[str]) -> str:
    """Return the condition that a column has one of the values."""
    written = [sqlite_literal(value) for value in sorted(values)]
    if len(written) == 1:
        return f"{identifier(column)} = {written[0]}"
    return f"{identifier(column)} IN ({', '.join(written)})"


def _has_commodity(codes: Iterable[str], role: str = "", is_in: str = "IN") -> str:
    found = one_of("commodity", codes) + role
    return _IN_TABLE.format(is_in, '"occurrence"', identifier(COMMODITY_INDEX), found)


def _is_listed(codes: Iterable[str]) -> str:
    return _EACH_IN_TABLE.format(identifier(COMMODITY_INDEX), one_of("commodity", codes))


def _named(wanted: OccurrenceFilter, has_names: bool) -> list[str]:
    """Return the conditions on names: by the index, and by ``LIKE`` for rows it does not have."""
    by_like = [_name_contains(word) for word in wanted.text.split()]
    folded = [f'instr("folded", {sqlite_literal(word)}) > 0' for word in wanted.words()]
    if not has_names or not by_like:
        return by_like
    index = identifier(NAME_INDEX)
    indexed = _IN_TABLE.format("IN", '"occurrence"', index, " AND ".join(folded) or "1")
    others = " AND ".join([_NOT_INDEXED.format(index), *by_like])
    return [f"({indexed} OR ({others}))"]


def _name_contains(word: str) -> str:
    written = (word,) if word.isascii() else (word, word.lower(), word.upper(), word.title())
    clauses = [_name_like(column, one) for one in dict.fromkeys(written) for column in _NAMES]
    return f"({' OR '.join(clauses)})"


def _name_like(column: str, word: str) -> str:
    pattern = sqlite_literal(f"%{like_pattern(word)}%")
    return f"{identifier(column)} LIKE {pattern} ESCAPE '\\'"


def _in_extent(extent: Extent, table: str) -> str:
    west, south, east, north = map(number, extent)
    in_x = f"x >= {west} AND x <= {east}"
    if extent[0] > extent[2]:
        in_x = f"(x >= {west} OR x <= {east})"
    exactly = _AT.format(f"{in_x} AND y >= {south} AND y <= {north}")
    return f"{_near(extent, table)} AND {exactly}"


def _near(box: Box, table: str) -> str:
    """Return the condition that the R-tree knows: its 32-bit numbers lie outside, if not equal."""
    west, south, east, north = map(number, box)
    in_x = f"maxx >= {west} AND minx <= {east}"
    if box[0] > box[2]:
        in_x = f"(maxx >= {west} OR minx <= {east})"
    index = identifier(f"rtree_{table}_geom")
    return _IN_TABLE.format("IN", "id", index, f"{in_x} AND maxy >= {south} AND miny <= {north}")


def _in_area(area: Area, table: str) -> str:
    crossed = [f"{_crossings(edges)} % 2 = 1" for edges in area.edges()]
    return f"{_near(area.box, table)} AND {_AT.format(_joined(crossed, 'OR'))}"


def _crossings(edges: Sequence[Edge], halvings: int = 0) -> str:
    """Return how many edges lie to the east of x, y, as a number in SQL.

    The edges are halved by latitude, so that only the near ones are computed, in a tree of few
    levels: SQLite reads expressions of up to 1,000.
    """
    middle = _middle(edges) if len(edges) > _IN_ONE_LIST and halvings < _MOST_HALVINGS else None
    if middle is None:
        return _CROSSED.format(", ".join(map(_edge, edges))) if edges else "0"
    lower = _crossings([edge for edge in edges if edge.south < middle], halvings + 1)
    upper = _crossings([edge for edge in edges if edge.north > middle], halvings + 1)
    return f"(CASE WHEN y < {number(middle)} THEN {lower} ELSE {upper} END)"


def _middle(edges: Sequence[Edge]) -> Optional[float]:
    """Return a latitude that leaves clearly fewer edges on either side, if there is one."""
    ends = sorted(y for edge in edges for y in (edge.south, edge.north))
    middle = ends[len(ends) // 2]
    below = sum(edge.south < middle for edge in edges)
    above = sum(edge.north > middle for edge in edges)
    return middle if max(below, above) <= len(edges) * 0.8 else None


def _edge(edge: Edge) -> str:
    return f"({', '.join(map(number, (edge.south, edge.north, edge.x, edge.slope)))})"


def _joined(parts: Sequence[str], operator: str) -> str:
    """Return the parts joined as a tree of as few levels as can be."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    halves = (_joined(parts[:middle], operator), _joined(parts[middle:], operator))
    return f"({halves[0]} {operator} {halves[1]})"
