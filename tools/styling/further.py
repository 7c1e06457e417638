"""Occurrences of more than one commodity group: a row of small markers below, at large scales.

A marker says that a group is named, not how much of it there is: sources tell no shares, so all are
alike. The row is one small picture (SVG) that an expression puts together, in shapes and colours of
the groups: the same as symbol layers would be eleven layers in each of twelve symbols.
"""

from __future__ import annotations

from qgis.core import (
    QgsGeometryGeneratorSymbolLayer,
    QgsMarkerSymbol,
    QgsProperty,
    QgsSvgMarkerSymbolLayer,
    QgsSymbolLayer,
)
from qgis.PyQt.QtCore import QPointF

from amis_qgis_plugin.core.commodities import load_commodities

FROM_SCALE = 1_000_000
STEP, BELOW = 2.6, 2.9  # millimetres
_DARK, _LIGHT = "#262626", "#ffffff"

# Each in a square of 20, in the shapes and colours of the groups' own markers.
PICTURES = {
    "precious": f'<path d="M10 1l2.2 6.6H19l-5.5 4.1 2.1 6.7L10 14.4l-5.6 4 2.1-6.7L1 7.6h6.8z"'
    f' fill="#f7e000" stroke="{_DARK}"/>',
    "base": f'<circle cx="10" cy="10" r="7" fill="#cc3f0c" stroke="{_LIGHT}"/>',
    "ferrous": f'<path d="M4 4h12v12H4z" fill="#8f2f40" stroke="{_LIGHT}"/>',
    "battery": f'<path d="M10 2l7 4v8l-7 4-7-4V6z" fill="#06a476" stroke="{_DARK}"/>',
    "ree": f'<path d="M10 2l8 14H2z" fill="#e07ac6" stroke="{_DARK}"/>',
    "specialty": f'<path d="M10 2l8 6-3 9H5L2 8z" fill="#0a4d78" stroke="{_LIGHT}"/>',
    "industrial": f'<path d="M10 18l8-14H2z" fill="#a3e3fa" stroke="{_DARK}"/>',
    "construction": f'<path d="M7 2h6v5h5v6h-5v5H7v-5H2V7h5z" fill="#c4ae5a" stroke="{_DARK}"/>',
    "gem": f'<path d="M10 1l8 9-8 9-8-9z" fill="#9a4fd6" stroke="{_LIGHT}"/>',
    "energy": f'<path d="M2 14a8 8 0 0 1 16 0z" fill="#1a1a1a" stroke="{_LIGHT}"/>',
    "other": f'<path d="M7 2h6l5 5v6l-5 5H7l-5-5V7z" fill="#78868f" stroke="{_LIGHT}"/>',
}
_WIDTH = 20 * len(PICTURES)
_HEAD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="20"'
    f' viewBox="0 0 {_WIDTH} 20"><g transform="translate(-20,0)">'
)
_NEXT, _END = '<g transform="translate(20,0)">', "</g>"


def further_groups() -> QgsGeometryGeneratorSymbolLayer:
    """Return the layer that draws the row; labels do not take it for a part of the symbol.

    Each picture stands inside the one before, one place to the right of it. That needs none of the
    functions with a variable of their own, for which QGIS reads all fields of every row, the
    source's whole attributes too.
    """
    opened = [_where(group, f"{_NEXT}{picture}") for group, picture in PICTURES.items()]
    closed = [_where(group, _END) for group in PICTURES]
    parts = " || ".join((f"'{_HEAD}'", *opened, *closed, f"'{_END}</svg>'"))
    # An empty picture would be drawn as a question mark, so the layer is left out instead.
    several = "coalesce(strpos(\"commodity_codes\", ';') > 0, false)"
    width = STEP * len(PICTURES)
    picture = QgsSvgMarkerSymbolLayer("", width)
    picture.setOffset(QPointF((width - STEP) / 2, BELOW))  # the first stands below the point
    properties = QgsSymbolLayer.Property
    for which, expression in (
        (properties.PropertyName, f"'base64:' || to_base64({parts})"),
        (properties.PropertyLayerEnabled, several),
    ):
        picture.setDataDefinedProperty(which, QgsProperty.fromExpression(expression))
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, picture)
    layer = QgsGeometryGeneratorSymbolLayer.create(
        {"SymbolType": "Marker", "geometryModifier": "$geometry"}
    )
    layer.setSubSymbol(symbol)
    layer.setDataDefinedProperty(
        properties.PropertyLayerEnabled,
        QgsProperty.fromExpression(f"coalesce(@map_scale <= {FROM_SCALE}, false)"),
    )
    return layer


def _where(group: str, text: str) -> str:
    """Return an expression: a text where an occurrence names a group beside its own, else nothing.

    A commodity counts for its first group, as with the occurrence's own.
    """
    codes = sorted(one.code for one in load_commodities().all() if one.groups[:1] == (group,))
    listed = ", ".join(f"'{code}'" for code in codes)
    split = """string_to_array("commodity_codes", '; ')"""
    return (
        f"if(\"commodity_group\" IS NOT '{group}'"
        f" AND coalesce(array_intersect({split}, array({listed})), false), '{text}', '')"
    )
