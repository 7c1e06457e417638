"""Zooming to the occurrences that a filter leaves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ..qgis_bridge.compat import extent_of
from ..qgis_bridge.layer_filter import Outcome

_ONE_PLACE = 250_000  # the scale at which a single place is shown, unless the map is closer


def zoom_to_rows(canvas: Any, layer: QgsVectorLayer, keys: list[int]) -> None:
    """Show features on the map and let them flash; a single place at a scale to work at."""
    if not keys:
        return
    canvas.zoomToFeatureIds(layer, keys)
    if len(keys) == 1 and canvas.scale() > _ONE_PLACE:
        canvas.zoomScale(_ONE_PLACE)
    canvas.flashFeatureIds(layer, keys)


def zoom_to_occurrences(canvas: Any, outcomes: Iterable[Outcome]) -> None:
    """Show the extent of all occurrences that are left, with some room around."""
    boxes = []
    target = canvas.mapSettings().destinationCrs()
    for outcome in outcomes:
        if outcome.shown == 0:
            continue
        transform = QgsCoordinateTransform(outcome.layer.crs(), target, QgsProject.instance())
        try:
            boxes.append(transform.transformBoundingBox(_box_of(outcome)))
        except QgsCsException:
            continue  # a place that the map's reference system cannot show
    boxes = [box for box in boxes if not box.isNull() and box.isFinite()]
    if not boxes:
        return
    whole = QgsRectangle(boxes[0])
    for box in boxes[1:]:
        whole.combineExtentWith(box)
    whole.scale(1.1)
    if whole.isEmpty():
        whole.grow(0.5)
    canvas.setExtent(whole)
    canvas.refresh()


def _box_of(outcome: Outcome) -> QgsRectangle:
    """Return the box in the layer's reference system; a workspace has degrees."""
    return QgsRectangle(*outcome.box) if outcome.box is not None else extent_of(outcome.layer)
