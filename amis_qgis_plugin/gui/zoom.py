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
_CLOSEST = 5_000  # what fills the map at a larger scale is one place
NOTHING_SHOWN = "The filter leaves no occurrences that have a place."


def zoom_to_rows(canvas: Any, layer: QgsVectorLayer, keys: list[int]) -> None:
    """Show features on the map and let them flash; a single place at a scale to work at."""
    if not keys:
        return
    canvas.zoomToFeatureIds(layer, keys)
    if len(keys) == 1 and canvas.scale() > _ONE_PLACE:
        canvas.zoomScale(_ONE_PLACE)
    canvas.flashFeatureIds(layer, keys)


def zoom_to_occurrences(canvas: Any, outcomes: Iterable[Outcome]) -> bool:
    """Show the extent of all occurrences that are left, with some room around.

    :returns: whether there is a place to show; without one the map stays.
    """
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
        return False
    whole = QgsRectangle(boxes[0])
    for box in boxes[1:]:
        whole.combineExtentWith(box)
    before = canvas.scale()
    whole.grow(0.05 * max(whole.width(), whole.height()))
    if not whole.isEmpty():
        canvas.setExtent(whole)
    if whole.isEmpty() or canvas.scale() < _CLOSEST:
        canvas.setCenter(whole.center())
        fitting = 0.0 if whole.isEmpty() else canvas.scale()
        canvas.zoomScale(max(fitting, min(before, _ONE_PLACE)))
    canvas.refresh()
    return True


def _box_of(outcome: Outcome) -> QgsRectangle:
    """Return the box in the layer's reference system; a workspace has degrees."""
    return QgsRectangle(*outcome.box) if outcome.box is not None else extent_of(outcome.layer)
