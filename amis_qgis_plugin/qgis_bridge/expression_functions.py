"""Functions for QGIS expressions: commodities, main products, critical minerals, folded names.

They answer as the Filter panel does. What they do not understand is an error of the expression
that names the value; ``NULL`` is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Callable, Optional

from qgis.core import (
    NULL,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionFunction,
    QgsMapLayer,
    QgsProject,
)

from ..core.commodity_tests import (
    ENGLISH,
    codes_in_text,
    codes_meant,
    codes_on_list,
    commodity_name,
)
from ..core.errors import AmisError, FilterError
from ..core.folding import without_accents
from .layer_files import LayerFiles
from .layers import workspace_path

GROUP = "AMIS Explorer"
_Answer = Callable[[list[Any], QgsExpressionContext], Any]
_registered: list[QgsExpressionFunction] = []
_followed: list[LayerFiles] = []


class AmisFunction(QgsExpressionFunction):
    """One function of an expression.

    :param answer: takes the values and the context; an :class:`AmisError` of it is the error of
        the expression.
    :param least: how many values it needs.
    """

    def __init__(self, name: str, help_text: str, answer: _Answer, least: int) -> None:
        super().__init__(name, -1, GROUP, help_text, False, True, True)
        self._answer = answer
        self._least = least

    def func(
        self, values: list[Any], context: QgsExpressionContext, parent: Any, _node: Any
    ) -> Any:
        """Return the value of the function for the row of the context."""
        try:
            if len(values) < self._least:
                raise FilterError(
                    f"It needs {self._least} values, {len(values)} are given.", subject=self.name()
                )
            return self._answer([_plain(value) for value in values], context)
        except AmisError as error:
            parent.setEvalErrorString(str(error))
            return None

    def usesGeometry(self, _node: Any) -> bool:
        """Return that no geometry is needed, so that QGIS reads none."""
        return False

    def referencedColumns(self, _node: Any) -> set[str]:
        """Return no column: those in the arguments are counted by QGIS."""
        return set()


def register_functions() -> Callable[[], None]:
    """Offer the functions to every expression; return what takes them back."""
    unregister_functions()
    _followed.append(LayerFiles(QgsProject.instance()))
    for name, (example, text, answer, least) in _FUNCTIONS.items():
        function = AmisFunction(name, _help(name, example, text), answer, least)
        if QgsExpression.registerFunction(function):
            _registered.append(function)
    return unregister_functions


def unregister_functions() -> None:
    """Take the functions back."""
    while _followed:
        _followed.pop().release()
    while _registered:
        function = _registered[-1]  # alive until QGIS has let go of it
        QgsExpression.unregisterFunction(function.name())
        _registered.pop()


def _has_commodity(values: list[Any], _context: QgsExpressionContext) -> Optional[bool]:
    wanted = _terms(values[1:])
    return bool(_codes(values[0]) & codes_meant(wanted)) if wanted else None


def _has_major(values: list[Any], context: QgsExpressionContext) -> Optional[bool]:
    wanted = _terms(values)
    return not codes_meant(wanted).isdisjoint(_majors(context)) if wanted else None


def _major_commodities(_values: list[Any], context: QgsExpressionContext) -> list[str]:
    return list(_majors(context))


def _is_critical(values: list[Any], _context: QgsExpressionContext) -> Optional[bool]:
    lists = _terms(values[1:])
    if not lists:
        return None
    codes = _codes(values[0])
    return any(codes & codes_on_list(name) for name in lists)


def _commodity_name(values: list[Any], _context: QgsExpressionContext) -> Optional[str]:
    if values[0] is None:
        return None
    language = values[1] if len(values) > 1 and values[1] is not None else ENGLISH
    return commodity_name(_text(values[0]), _text(language))


def _folded(values: list[Any], _context: QgsExpressionContext) -> Optional[str]:
    return None if values[0] is None else without_accents(str(values[0]))


def _codes(value: Any) -> frozenset[str]:
    """Return the codes in a field's value; none in NULL."""
    if value is None:
        return frozenset()
    texts = value if isinstance(value, list) else [value]
    return frozenset().union(*(codes_in_text(_text(text)) for text in texts))


def _terms(values: Iterable[Any]) -> tuple[str, ...]:
    """Return the names in the values, of lists too; NULL is none."""
    listed: list[str] = []
    for value in values:
        listed += _terms(value) if isinstance(value, list) else []
        if value is not None and not isinstance(value, list):
            listed.append(_text(value))
    return tuple(listed)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise FilterError("It is no text.", subject=repr(value), hint="Give a name or a code.")
    return value


def _plain(value: Any) -> Any:
    """Return a value with None for the ways in which QGIS says NULL."""
    if value is None or value == NULL:
        return None
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else value


def _majors(context: Optional[QgsExpressionContext]) -> tuple[str, ...]:
    """Return the main products of the row of the context.

    :raises AmisError: when it is no row of a workspace.
    """
    from ..workspace.roles import main_products

    path = None if context is None else _file(context)
    if path is None or not context.hasFeature():
        raise FilterError(
            "Main products are known for rows of a layer only.",
            hint="Use it in a layer's own expressions: filters, rules, labels, virtual fields.",
        )
    return main_products(path).get(context.feature().id(), ())


def _file(context: QgsExpressionContext) -> Optional[Path]:
    """Return the file of the layer of a context: one of the project, else the context's own."""
    known = _followed[0].of(str(context.variable("layer_id") or "")) if _followed else None
    if known is not None:
        return known
    try:
        layer = context.variable("layer")
    except TypeError:  # QGIS before 3.24 cannot hand such a layer to Python
        return None
    return workspace_path(layer) if isinstance(layer, QgsMapLayer) else None


def _help(name: str, example: str, text: str) -> str:
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n"))
    return f"<h3>{name}</h3>{paragraphs}<h4>Example</h4><p><code>{example}</code></p>"


_HIERARCHY = (
    "A commodity is given by code, symbol or name in any language of the vocabulary; it also stands"
    " for what is narrower: rare earths find neodymium, neodymium finds neodymium only."
)
_FUNCTIONS: dict[str, tuple[str, str, _Answer, int]] = {
    "amis_has_commodity": (
        "amis_has_commodity(\"commodity_codes\", 'copper', 'Au')",
        "Whether one of the commodities is among those of the row: in a list of codes, or in the"
        f" words of a source such as <i>Cu, Au (minor)</i>.\n{_HIERARCHY}\nNULL has none.",
        _has_commodity,
        2,
    ),
    "amis_has_major": (
        "amis_has_major('copper')",
        "Whether the row has one of the commodities as a main product. Only layers of workspaces"
        f" know main products; others give an error.\n{_HIERARCHY}",
        _has_major,
        1,
    ),
    "amis_major_commodities": (
        "array_contains(amis_major_commodities(), 'copper')",
        "The codes of the row's main products, as a list. Only layers of workspaces know them;"
        " others give an error.",
        _major_commodities,
        0,
    ),
    "amis_is_critical": (
        "amis_is_critical(\"commodity_codes\", 'EU 2024')",
        "Whether one of the row's commodities is on a list of critical minerals, or on one of"
        " several. Lists are given by id, such as <i>EU-2024</i> or <i>US-2025</i>; ores count"
        " where the metal is listed.\nNULL is on no list.",
        _is_critical,
        2,
    ),
    "amis_commodity_name": (
        "amis_commodity_name('copper', 'vi')",
        "The name of a commodity in a language (ISO 639-1 code, English without one). Where the"
        " vocabulary has no name in the language, the English one.",
        _commodity_name,
        1,
    ),
    "amis_folded": (
        "strpos(amis_folded(\"name\"), 'dong') > 0",
        "The text as searches compare it: in small letters, without accents of Latin letters."
        " <i>Mỏ Đồng</i> gives <i>mo dong</i>.",
        _folded,
        1,
    ),
}
