"""Further groups of an occurrence: their markers, small, around its own, at large scales.

Each group has its place around the marker, as on a dial, so that place and shape tell it besides
the colour. All are alike in size: sources name commodities and tell no shares.

One geometry generator makes a line with a part for each group, and each small marker is switched on
by the number of its part. The generator is asked for nothing but the scale while that is small.
QGIS gives each drawing a generator of its own, made from the expression's text; expressions that
switch a layer on are shared with the layer while they are copied instead, and QGIS may crash when
it goes away in that moment, the more likely the longer they are: so what is long is in the
generator. A generator for each group would be safer still, but QGIS would read 132 expressions each
time that it copies the style, which stops the window of 3.22. Pies (diagrams) have expressions of
their own as well, but cost each point a copy of all their settings, at scales too where none is
drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians, sin

from qgis.core import (
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
            small = _placed(marker, group)  # its layer lives as long as it does
            layer = small.symbolLayer(0).clone()
            _switch(layer, f"@geometry_part_num IS {_part(group)}")
            around.appendSymbolLayer(layer)
    around.deleteSymbolLayer(0)  # the one that a new symbol comes with
    generator = QgsGeometryGeneratorSymbolLayer.create(
        {"SymbolType": "Line", "geometryModifier": _lines()}
    )
    generator.setSubSymbol(_at_start(around))
    _switch(generator, f"coalesce(@map_scale <= {FURTHER_FROM_SCALE}, false)")
    return generator


def _switch(layer: QgsSymbolLayer, expression: str) -> None:
    """Have a layer drawn where an expression is true."""
    layer.setDataDefinedProperty(
        QgsSymbolLayer.Property.PropertyLayerEnabled, QgsProperty.fromExpression(expression)
    )


def _at_start(marker: QgsMarkerSymbol) -> QgsLineSymbol:
    """Return a line of which a marker at its start is all that shows.

    A marker stands every few millimetres from the start on, and the lines are shorter than that on
    any map. Those without any length have none.
    """
    markers = QgsMarkerLineSymbolLayer(False)
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


def _placed(marker: QgsMarkerSymbol, group: str) -> QgsMarkerSymbol:
    """Return a copy of a marker at its group's place; that of the first group is at the top."""
    moved = marker.clone()
    one = moved.symbolLayer(0)
    place = _STEP * GROUP_IDS.index(group) % len(GROUP_IDS)
    turn = radians(360 * place / len(GROUP_IDS) - one.angle())  # QGIS turns it with the marker
    one.setOffset(QPointF(round(RADIUS * sin(turn), 3), round(-RADIUS * cos(turn), 3)))
    return moved


def _part(group: str) -> int:
    """Return the part that stands for a group; the first, which pictures draw, for none."""
    return 2 + GROUP_IDS.index(group)


def _lines() -> str:
    """Return an expression for a line with a part for each group, from the point of an occurrence.

    The parts are written as text at first, ``0 0,0.000000{gold}{silver} 0`` for precious metals.
    What is named becomes a digit, so that the part has a length no map shows, the rest nothing.
    A commodity counts for its first group, as with the group that an occurrence is drawn as.
    """
    parts = ",".join(f"(0 0,0.000000{_codes(group)} 0)" for group in ("", *GROUP_IDS))
    named = """from_json('{"{' || replace("commodity_codes", '; ', '}":1,"{') || '}":1}')"""
    text = f"replace('MULTILINESTRING({parts})', {named})"
    line = f"geom_from_wkt(regexp_replace({text}, '[{{][^}}]*[}}]', ''))"
    return f"CASE WHEN {SEVERAL} THEN translate({line}, $x, $y) END"


def _codes(group: str) -> str:
    """Return the commodities that count for a group, each in braces."""
    codes = (one.code for one in load_commodities().all() if one.groups[:1] == (group,))
    return "".join(f"{{{code}}}" for code in sorted(codes))
