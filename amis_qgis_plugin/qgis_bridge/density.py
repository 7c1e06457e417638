"""Many occurrences on a small map are drawn as a heat map, by a style of its own.

Symbols would only cover each other there, and a million of them take several times as long. Both
are named styles of the layer, so a person can choose either one, and keeps it then.
"""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsField, QgsFields, QgsMapLayerStyle

from ..paths import bundled
from .kept_symbols import KeptSymbols

STYLE = "Density"
MANY = 20_000
FROM_SCALE = 2_500_000
_OF_EXPRESSION = QgsFields.FieldOrigin.OriginExpression
_SYMBOLS, _CHOSEN = "amis/symbols_style", "amis/style_chosen"


def wants_density(shown: int, scale: float) -> bool:
    """Whether so many occurrences on a map of this scale are better drawn as a heat map."""
    return shown > MANY and may_be_dense(scale)


def may_be_dense(scale: float) -> bool:
    """Whether a map of this scale shows many occurrences as a heat map, once there are many."""
    return scale > FROM_SCALE


def is_chosen(layer: Any) -> bool:
    """Whether a person chose the style of a layer."""
    return bool(layer.customProperty(_CHOSEN))


def note_choice(layer: Any) -> None:
    """Note that a person chose the style of a layer: it stays."""
    layer.setCustomProperty(_CHOSEN, True)


def is_density(layer: Any) -> bool:
    """Whether a layer is drawn as a heat map now."""
    return bool(layer.styleManager().currentStyle() == STYLE)


def show_density(layer: Any, is_wanted: bool, kept: Optional[KeptSymbols] = None) -> bool:
    """Draw a layer as a heat map, or by its symbols again; say whether that changed anything.

    Nobody is told of it before :func:`tell_of_style`: QGIS would make the legend anew twice while
    it reads the style, which takes as long as the reading.

    :param kept: remembers the symbols, so that the next change takes less.
    """
    from ..workspace.styles import DENSITY

    kept = kept or KeptSymbols()
    if is_wanted == is_density(layer):
        return False
    manager = layer.styleManager()
    current = manager.currentStyle()
    if is_wanted:
        layer.setCustomProperty(_SYMBOLS, current)
        if STYLE not in manager.styles():
            qml = bundled("styles", f"{DENSITY}.qml").read_text(encoding="utf-8")
            manager.addStyle(STYLE, QgsMapLayerStyle(qml))
        return _change(layer, STYLE, kept)
    before = str(layer.customProperty(_SYMBOLS, ""))
    others = [name for name in manager.styles() if name != STYLE]
    return bool(others) and _change(layer, before if before in others else others[0], kept)


def tell_of_style(layer: Any) -> None:
    """Have legend and map made anew after :func:`show_density` has changed a layer."""
    layer.rendererChanged.emit()
    layer.styleChanged.emit()
    layer.triggerRepaint()


def _change(layer: Any, name: str, kept: KeptSymbols) -> bool:
    """Change the style alone.

    QGIS keeps with each style what is noted on a layer, and its virtual fields.
    """
    noted = {key: layer.customProperty(key) for key in layer.customPropertyKeys()}
    before, virtual = layer.fields(), _virtual_fields(layer)
    was_blocked = layer.blockSignals(True)
    try:
        is_changed = kept.change(layer, name)
        for field, expression in virtual:
            if field.name() not in layer.fields().names():
                layer.addExpressionField(expression, field)
    finally:
        layer.blockSignals(was_blocked)
    if layer.fields() != before:
        layer.updatedFields.emit()  # at once: tables that are open would read beyond their columns
    for key in layer.customPropertyKeys():
        if key not in noted:
            layer.removeCustomProperty(key)
    for key, value in noted.items():
        layer.setCustomProperty(key, value)
    return is_changed


def _virtual_fields(layer: Any) -> list[tuple[QgsField, str]]:
    """Return the fields that a person has added with an expression, and the expressions."""
    fields = layer.fields()
    virtual = [at for at in range(len(fields)) if fields.fieldOrigin(at) == _OF_EXPRESSION]
    return [(QgsField(fields.at(at)), layer.expressionField(at)) for at in virtual]
