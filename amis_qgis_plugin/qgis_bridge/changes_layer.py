"""What a refresh changed, as a layer: added, changed and removed told apart by shape and colour."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsProject,
    QgsProviderRegistry,
    QgsRendererCategory,
    QgsVectorLayer,
)

from ..core.errors import WorkspaceError
from .compat import geometry_word, reason_of
from .layers import NO_REASON

CHANGES_OF = "amis/changes_of"
_TITLES = {
    "added": "Added", "changed": "Changed", "removed": "Removed",
    "left": "No longer in the area or filter",
}  # fmt: skip
_COLOURS = {"added": "#1b8a5a", "changed": "#d98200", "removed": "#b3242b", "left": "#6b5aa8"}
_MARKERS = {"added": "cross_fill", "changed": "diamond", "removed": "cross2", "left": "triangle"}
_DASHES = {"added": "solid", "changed": "dash", "removed": "dot", "left": "dash dot"}
_HATCHES = {
    "added": "cross", "changed": "f_diagonal", "removed": "diagonal_x", "left": "b_diagonal",
}  # fmt: skip


def changes_layer(path: Path, since: int, source_ids: Sequence[str], title: str) -> QgsVectorLayer:
    """Return the changes of some sources of a workspace after a taking.

    :param since: the number of that taking.
    :raises WorkspaceError: when QGIS cannot open them.
    """
    ids = ", ".join(QgsExpression.quotedString(one) for one in source_ids)
    condition = " ".join(['"taking" >', str(since), 'AND "source_id" IN (', ids, ")"])
    parts = {"path": str(path), "layerName": "amis_changes", "subset": condition}
    uri = QgsProviderRegistry.instance().encodeUri("ogr", parts)
    layer = QgsVectorLayer(uri, title, "ogr")
    if not layer.isValid():
        raise WorkspaceError(
            f"QGIS cannot open the changes: {reason_of(layer, NO_REASON)}.", subject=path.name
        )
    layer.setCustomProperty(CHANGES_OF, str(path))
    layer.setReadOnly(True)
    word = geometry_word(layer)
    if word:
        there = layer.uniqueValues(layer.fields().lookupField("change"))
        layer.setRenderer(_by_change(word, "left" in there))
    return layer


def earlier_changes(project: QgsProject, path: Path) -> list[str]:
    """Return the ids of a project's layers with changes of a workspace."""
    layers = project.mapLayers().items()
    return [key for key, layer in layers if layer.customProperty(CHANGES_OF) == str(path)]


def _by_change(word: str, has_left: bool = False) -> QgsCategorizedSymbolRenderer:
    make = {"point": _marker, "line": _line}.get(word, _fill)
    categories = [
        QgsRendererCategory(change, make(change), title)
        for change, title in _TITLES.items()
        if change != "left" or has_left
    ]
    return QgsCategorizedSymbolRenderer("change", categories)


def _marker(change: str) -> Any:
    colour = _COLOURS[change]
    is_stroke = change == "removed"  # a cross of two lines has no inside
    return QgsMarkerSymbol.createSimple(
        {
            "name": _MARKERS[change],
            "color": colour,
            "outline_color": colour if is_stroke else "#ffffff",
            "outline_width": "1" if is_stroke else "0.3",
            "size": "4.6",
        }
    )


def _line(change: str) -> Any:
    properties = {"line_color": _COLOURS[change], "line_width": "0.9"}
    return QgsLineSymbol.createSimple({**properties, "line_style": _DASHES[change]})


def _fill(change: str) -> Any:
    colour = _COLOURS[change]
    properties = {"color": colour, "outline_color": colour, "outline_width": "0.6"}
    styles = {"style": _HATCHES[change], "outline_style": _DASHES[change]}
    return QgsFillSymbol.createSimple({**properties, **styles})
