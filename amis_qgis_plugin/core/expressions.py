"""An :class:`OccurrenceFilter` written in the language of a data source.

Pure functions: a filter in, a string out. Every value passes through :func:`literal`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Callable

from .occurrence_filter import Extent, OccurrenceFilter
from .schemas import OCCURRENCES

COMMODITY_INDEX = "amis_occurrence_commodity"
_IN_INDEX = '"fid" IN (SELECT "occurrence" FROM {} WHERE {})'
_IN_RTREE = '"fid" IN (SELECT id FROM {} WHERE {})'
_Written = Callable[[str], str]


@dataclass(frozen=True)
class ValueFilter:
    """The distinct field values of a live layer that a filter wants.

    :param field: the layer's field.
    :param values: the raw values to keep, as the server sends them.
    :param containing: texts of which every other value to keep contains one.
    :param none_of: fields of which none has a value: rows that state nothing are wanted.
    """

    field: str
    values: tuple[str, ...]
    containing: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()

    @property
    def keeps_nothing(self) -> bool:
        """Whether no value is wanted."""
        return not (self.values or self.containing or self.none_of)


def literal(value: str) -> str:
    """Return the value as an SQL string literal; quotes in it stay data."""
    return "'" + value.replace("\0", "").replace("'", "''") + "'"


def expression_literal(value: str) -> str:
    """Return the value as a QGIS expression's string literal, where backslashes escape."""
    return literal(value.replace("\\", "\\\\"))


def plain_identifier(name: str) -> str:
    """Return the name as ArcGIS REST takes it in a ``where``: bare, unless it is no plain word.

    Not every database behind it understands quotes, and bare names may have dots.
    """
    return name if re.fullmatch(r"[A-Za-z_][\w.]*", name, re.ASCII) else identifier(name)


def identifier(name: str) -> str:
    """Return the name as an SQL and QGIS column reference."""
    return '"' + name.replace("\0", "").replace('"', '""') + '"'


def to_workspace_sql(wanted: OccurrenceFilter, table: str = OCCURRENCES) -> str:
    """Return the condition that selects the wanted rows of a workspace table.

    Commodities go through the workspace's commodity index, so that copper means copper. Words of
    the name ignore the case of A to Z, which is what SQLite's ``LIKE`` does; other letters are
    found as typed, in small letters, in capitals, and with capital initials. The area goes through
    the R-tree, whose 32-bit numbers may let in points up to 0.00002 degrees outside.

    :returns: a condition for ``WHERE``; empty when everything is wanted.
    """
    clauses = [_has_commodity(codes) for codes in wanted.commodity_sets()]
    clauses += [
        _one_of(column, values)
        for column, values in (
            ("country", wanted.countries),
            ("deposit_model", wanted.deposit_models),
            ("source_id", wanted.sources),
        )
        if values
    ]
    clauses += [_name_contains(word) for word in wanted.text.split()]
    if wanted.extent is not None:
        clauses.append(_in_extent(wanted.extent, table))
    return " AND ".join(clauses)


def to_value_expression(groups: Iterable[Sequence[ValueFilter]]) -> str:
    """Return the QGIS expression that keeps the chosen values of a live layer.

    :param groups: each has to be met, by one of its filters.

    Every part is a plain ``IN`` or ``LIKE``, which QGIS's WFS provider can hand to the server.
    """
    return _keep_values(groups, expression_literal)


def to_value_sql(groups: Iterable[Sequence[ValueFilter]]) -> str:
    """Return the same as :func:`to_value_expression` for providers that filter by SQL (OGR)."""
    return _keep_values(groups, literal)


def to_value_where(groups: Iterable[Sequence[ValueFilter]]) -> str:
    """Return the same as :func:`to_value_expression` for the ``where`` of ArcGIS REST."""
    return _keep_values(groups, literal, plain_identifier)


def _keep_values(
    groups: Iterable[Sequence[ValueFilter]], quoted: _Written, named: _Written = identifier
) -> str:
    return " AND ".join(
        _either([part for choice in group for part in _alternatives(choice, quoted, named)])
        for group in groups
    )


def _alternatives(choice: ValueFilter, quoted: _Written, named: _Written) -> list[str]:
    if choice.none_of:
        names = map(named, choice.none_of)
        absent = [f"({name} IS NULL OR {name} = '')" for name in names]
        return [absent[0] if len(absent) == 1 else f"({' AND '.join(absent)})"]
    name = named(choice.field)
    found = [f"{name} LIKE {quoted(f'%{text}%')}" for text in choice.containing]
    if choice.values:
        found.append(_one_of(choice.field, choice.values, quoted, named))
    if choice.keeps_nothing:
        found.append(f"({name} IS NULL AND {name} IS NOT NULL)")
    return found


def _either(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _has_commodity(codes: Iterable[str]) -> str:
    return _IN_INDEX.format(identifier(COMMODITY_INDEX), _one_of("commodity", codes))


def _one_of(
    column: str,
    values: Iterable[str],
    quoted: _Written = literal,
    named: _Written = identifier,
) -> str:
    wanted = [quoted(value) for value in sorted(values)]
    if len(wanted) == 1:  # QGIS 3.22 writes IN with one value as a filter that servers refuse
        return f"{named(column)} = {wanted[0]}"
    return f"{named(column)} IN ({', '.join(wanted)})"


def _name_contains(word: str) -> str:
    written = (word,) if word.isascii() else (word, word.lower(), word.upper(), word.title())
    clauses = [_name_like(one) for one in dict.fromkeys(written)]
    return clauses[0] if len(clauses) == 1 else f"({' OR '.join(clauses)})"


def _name_like(word: str) -> str:
    pattern = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    # QGIS cuts an OGR layer's filter at two hyphens, even inside quotes.
    pattern = pattern.replace("-", "\\-") if "--" in pattern else pattern
    return f"\"name\" LIKE {literal(f'%{pattern}%')} ESCAPE '\\'"


def _in_extent(extent: Extent, table: str) -> str:
    west, south, east, north = extent
    index = identifier(f"rtree_{table}_geom")
    inside_x = (
        f"maxx >= {west!r} AND minx <= {east!r}"
        if west <= east
        else f"(maxx >= {west!r} OR minx <= {east!r})"
    )
    return _IN_RTREE.format(index, f"{inside_x} AND maxy >= {south!r} AND miny <= {north!r}")
