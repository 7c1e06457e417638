"""What selects rows of a live layer, in the languages of its provider.

A live layer has the fields of its server: it is filtered by the values that it is known to have.
Whole filters on rows in the fields of a workspace are written in :mod:`.workspace_sql`,
:mod:`.qgis_expressions`, :mod:`.fes` and :mod:`.cql2`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Callable

from .quoting import expression_literal, identifier, literal, plain_identifier
from .workspace_sql import COMMODITY_INDEX, to_workspace_sql

__all__ = (
    "COMMODITY_INDEX",
    "ValueFilter",
    "expression_literal",
    "identifier",
    "literal",
    "plain_identifier",
    "to_value_expression",
    "to_value_sql",
    "to_value_where",
    "to_workspace_sql",
)
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
