"""Further groups of an occurrence: their markers, small, around its own, at large scales.

Each group has its place around the marker, as on a dial, so that place and shape tell it besides
the colour. All are alike in size: sources name commodities and tell no shares.

The small markers are geometry generators: QGIS gives each drawing a generator of its own, made from
the expression's text. Expressions that switch a layer on, or give it a colour, are shared with the
layer while they are copied instead; long ones made QGIS crash when the layer went away in that
moment. One generator around them all is asked for nothing but the scale while that is small. Pies
(diagrams) have expressions of their own as well, but cost each point a copy of all their settings,
at scales too where none is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians, sin

from qgis.core import (
    Qgis,
    QgsGeometryGeneratorSymbolLayer,
    QgsLineSymbol,
    QgsMarkerLineSymbolLayer,
    QgsMarkerSymbol,
    QgsProperty,
    QgsSymbolLayer,
)
from qgis.PyQt.QtCore import QPointF

from amis_qgis_plugin.core.commodities import GROUP_IDS, load_commodities
from amis_qgis_plugin.qgis_bridge.legend_groups import FURTHER_FROM_SCALE, SEVERAL

RADIUS = 2.6  # millimetres from the point to the middle of a small marker
# Places on the dial of eleven: the groups that are often named together lie apart.
_STEP = 4


def further_groups(own: str, markers: Mapping[str, QgsMarkerSymbol]) -> QgsSymbolLayer:
    """Return the layer of small markers for the groups that an occurrence names beside its own.

    :param own: the group that it is drawn as; empty where none is known.
    :param markers: group to its small marker.
    """
    around = QgsMarkerSymbol()
    for group, marker in markers.items():
        if group != own:
            layer = _generator(_names(group), "start_point($geometry)", "Marker")
            layer.setSubSymbol(_placed(marker, group))
            around.appendSymbolLayer(layer)
    around.deleteSymbolLayer(0)  # the one that a new symbol comes with
    return _from_scale(_at_start(around))


def _from_scale(line: QgsLineSymbol) -> QgsGeometryGeneratorSymbolLayer:
    """Return a layer that draws a line from the points that name several commodities.

    The line has no length on any map. QGIS 3.22 does not know the placement at the first vertex and
    sets a marker every few millimetres from there on.
    """
    line_of = "make_line($geometry, translate($geometry, 0.0000001, 0))"
    layer = _generator(SEVERAL, line_of, "Line")
    layer.setSubSymbol(line)
    layer.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyLayerEnabled,
        QgsProperty.fromExpression(f"coalesce(@map_scale <= {FURTHER_FROM_SCALE}, false)"),
    )
    return layer


def _at_start(marker: QgsMarkerSymbol) -> QgsLineSymbol:
    """Return a line of which a marker at its start is all that shows.

    Pictures of a symbol, as in legends, draw what is in a generator whatever its expression says.
    Of the marker of a line they ask the expressions, and those want a feature.
    """
    markers = QgsMarkerLineSymbolLayer(False)
    if hasattr(markers, "setPlacements"):
        markers.setPlacements(Qgis.MarkerLinePlacement.FirstVertex)
    else:  # before QGIS 3.24
        markers.setPlacement(QgsMarkerLineSymbolLayer.Placement.FirstVertex)
    markers.setSubSymbol(marker)
    line = QgsLineSymbol()
    line.changeSymbolLayer(0, markers)
    return line


def explained(own: QgsMarkerSymbol, markers: Mapping[str, QgsMarkerSymbol]) -> QgsMarkerSymbol:
    """Return what the legend shows for them: a marker with some of the small ones around it."""
    symbol = own.clone()
    for group, marker in markers.items():
        small = _placed(marker, group)  # its layer lives as long as it does
        symbol.appendSymbolLayer(small.symbolLayer(0).clone())
    return symbol


def _generator(condition: str, geometry: str, kind: str) -> QgsGeometryGeneratorSymbolLayer:
    """Return a layer that draws a geometry for the occurrences that meet a condition."""
    expression = f"CASE WHEN {condition} THEN {geometry} END"
    return QgsGeometryGeneratorSymbolLayer.create(
        {"SymbolType": kind, "geometryModifier": expression}
    )


def _placed(marker: QgsMarkerSymbol, group: str) -> QgsMarkerSymbol:
    """Return a copy of a marker at its group's place; that of the first group is at the top."""
    moved = marker.clone()
    one = moved.symbolLayer(0)
    place = _STEP * GROUP_IDS.index(group) % len(GROUP_IDS)
    turn = radians(360 * place / len(GROUP_IDS) - one.angle())  # QGIS turns it with the marker
    one.setOffset(QPointF(round(RADIUS * sin(turn), 3), round(-RADIUS * cos(turn), 3)))
    return moved


def _names(group: str) -> str:
    """Return an expression: whether an occurrence names a commodity of a group.

    A commodity counts for its first group, as with the group that an occurrence is drawn as.
    """
    codes = [one.code for one in load_commodities().all() if one.groups[:1] == (group,)]
    listed = ",".join(f"'{code}'" for code in sorted(codes))
    named = "string_to_array(\"commodity_codes\", '; ')"
    return f"array_intersect({named}, array({listed}))"
