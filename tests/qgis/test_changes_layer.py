"""Added, changed and removed rows are told apart without colour, whatever their geometry."""

from __future__ import annotations

import pytest
from qgis.core import QgsFillSymbol, QgsLineSymbol, QgsMarkerSymbol
from qgis.PyQt.QtCore import QSize

from amis_qgis_plugin.qgis_bridge.changes_layer import _by_change

pytestmark = pytest.mark.usefixtures("qgis_app")


@pytest.mark.parametrize(
    ("word", "kind"),
    [("point", QgsMarkerSymbol), ("line", QgsLineSymbol), ("polygon", QgsFillSymbol)],
)
def test_symbols_are_told_apart_without_colour(word: str, kind: type) -> None:
    shapes = set()
    for category in _by_change(word, has_left=True).categories():
        symbol = category.symbol()
        assert isinstance(symbol, kind)
        image = symbol.asImage(QSize(64, 64))
        shapes.add(
            tuple(image.pixelColor(x, y).alpha() > 128 for x in range(64) for y in range(64))
        )
    assert len(shapes) == 4
