"""Layers that go away while the window draws them: QGIS lives on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from counting import OCCURRENCES, SAMPLES
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QThread

from amis_qgis_plugin.paths import bundled

Settle = Callable[..., None]
ROUNDS = 24
DENSE = QgsRectangle(119.9, 15.3, 120.5, 15.9)


def test_a_layer_goes_away_while_it_is_drawn(iface: Any, settle: Settle) -> None:
    """Removed at another moment of the drawing each time; small markers of groups are drawn."""
    project, canvas = QgsProject.instance(), iface.mapCanvas()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    while_drawing = 0
    for number in range(ROUNDS):
        layers = [occurrences() for _one in range(2)]
        project.addMapLayers(layers)
        canvas.setExtent(DENSE)
        canvas.zoomScale(50_000 if number % 2 else 240_000)
        canvas.refresh()
        for _turn in range(1 + number % 5):
            QCoreApplication.processEvents()
            QThread.msleep(number % 7)
        while_drawing += canvas.isDrawing()
        project.removeMapLayers([one.id() for one in layers])
        QCoreApplication.processEvents()
    settle()
    assert while_drawing > ROUNDS // 4, "most went away when nothing was drawn: nothing was tried"
    assert not project.mapLayers()


def test_a_style_changes_while_it_is_drawn(iface: Any, settle: Settle) -> None:
    """Here only the expressions of the style go away, with the renderer that had them."""
    canvas, layer = iface.mapCanvas(), occurrences()
    QgsProject.instance().addMapLayer(layer)
    canvas.setExtent(DENSE)
    canvas.zoomScale(50_000)
    for number in range(ROUNDS):
        canvas.refresh()
        QCoreApplication.processEvents()
        QThread.msleep(number % 7)
        dress(layer)
        layer.triggerRepaint()
        QCoreApplication.processEvents()
    settle()
    assert layer.renderer().type() == "categorizedSymbol"
    QgsProject.instance().removeMapLayer(layer)


def occurrences() -> QgsVectorLayer:
    """Return the sample occurrences in the bundled style."""
    layer = QgsVectorLayer(f"{SAMPLES}|layername={OCCURRENCES}", "leaving", "ogr")
    assert layer.isValid()
    dress(layer)
    return layer


def dress(layer: QgsVectorLayer) -> None:
    message, loaded = layer.loadNamedStyle(str(bundled("styles", f"{OCCURRENCES}.qml")))
    assert loaded, message
