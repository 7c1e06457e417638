"""A person's own filter on a live layer, said of the offline copy: by what the source said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from qgis.core import (
    QgsExpression,
    QgsExpressionNode,
    QgsExpressionNodeBinaryOperator,
    QgsExpressionNodeColumnRef,
    QgsExpressionNodeInOperator,
    QgsExpressionNodeLiteral,
    QgsExpressionNodeUnaryOperator,
)

from ..core.expressions import identifier, literal

_COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
# Unlike a path of json_extract, this takes any letters in a name.
_SAID = "(SELECT value FROM json_each({}) WHERE key = {})"
_NUMBERS = ("integer", "real")


class _Unsayable(Exception):
    """A part of an expression that means something else, or nothing, in SQL."""


def said_of_copy(own: str, types: Mapping[str, str]) -> Optional[str]:
    """Return a live layer's filter as a condition on ``source_attributes`` of a workspace table.

    Comparisons of fields with texts and numbers, lists of them, missing values, and what joins
    these. Patterns are not: servers, QGIS and SQLite differ in the case of letters.

    :param own: in the language of QGIS.
    :param types: the fields of the source with their types.
    :return: None where it cannot be said so that the same rows are left.
    """
    expression = QgsExpression(own)
    root = expression.rootNode()
    if expression.hasParserError() or root is None:
        return None
    try:
        said = _condition(root, types)
    except _Unsayable:
        return None
    return None if "--" in said else said  # QGIS cuts the filter of a file there


def _condition(node: Any, types: Mapping[str, str]) -> str:
    if isinstance(node, QgsExpressionNodeUnaryOperator):
        if node.text() != "NOT":
            raise _Unsayable
        return f"NOT ({_condition(node.operand(), types)})"
    if isinstance(node, QgsExpressionNodeInOperator):
        return _listed(node, types)
    if not isinstance(node, QgsExpressionNodeBinaryOperator):
        raise _Unsayable
    word = str(node.text()).upper()
    if word in ("AND", "OR"):
        sides = (_condition(side, types) for side in (node.opLeft(), node.opRight()))
        return f" {word} ".join(f"({side})" for side in sides)
    kind, column = _column(node.opLeft(), types)
    if word in ("IS", "IS NOT") and _value(node.opRight()) is None:
        return f"{column} {word} NULL"
    if word in _COMPARISONS:
        return f"{column} {word} {_written(node.opRight(), kind)}"
    raise _Unsayable


def _listed(node: QgsExpressionNodeInOperator, types: Mapping[str, str]) -> str:
    kind, column = _column(node.node(), types)
    values = ", ".join(_written(one, kind) for one in node.list().list())
    return f"{column} {'NOT IN' if node.isNotIn() else 'IN'} ({values})"


def _column(node: QgsExpressionNode, types: Mapping[str, str]) -> tuple[str, str]:
    """Return the type of a field, and SQL that reads it out of the source's attributes."""
    kind = types.get(node.name()) if isinstance(node, QgsExpressionNodeColumnRef) else None
    if kind not in ("text", *_NUMBERS):
        raise _Unsayable
    return str(kind), _SAID.format(identifier("source_attributes"), literal(node.name()))


def _value(node: QgsExpressionNode) -> Any:
    if isinstance(node, QgsExpressionNodeLiteral):
        return node.value()
    if isinstance(node, QgsExpressionNodeUnaryOperator) and node.text() == "-":
        value = _value(node.operand())
        if isinstance(value, (int, float)):
            return -value
    raise _Unsayable


def _written(node: QgsExpressionNode, kind: str) -> str:
    """Return a value as SQL; one of another type than its field compares in ways of its own."""
    value = _value(node)
    if isinstance(value, str) and kind == "text":
        return literal(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and kind in _NUMBERS:
        return repr(value)
    raise _Unsayable
