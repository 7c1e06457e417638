"""Zooming to the occurrences that a filter leaves, and to single rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ..qgis_bridge.compat import extent_of
from ..qgis_bridge.layer_filter import Outcome


def zoom_to_occurrences(canvas: Any, outcomes: Iterable[Outcome]) -> None:
    """Show the extent of all occurrences that are left, with some room around."""
    boxes = []
    target = canvas.mapSettings().destinationCrs()
    for outcome in outcomes:
        if outcome.shown == 0:
            continue
        transform = QgsCoordinateTransform(outcome.layer.crs(), target, QgsProject.instance())
        try:
            boxes.append(transform.transformBoundingBox(extent_of(outcome.layer)))
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


def show_row(
    canvas: Any,
    layer: QgsVectorLayer,
    feature_id: int,
    place: Optional[tuple[float, float]] = None,
) -> bool:
    """Select a feature and show where it is.

    :param place: (longitude, latitude) for a feature whose place is in its attributes.
    :returns: whether there is a place to show.
    """
    layer.selectByIds([feature_id])
    if not layer.getFeature(feature_id).geometry().isEmpty():
        canvas.zoomToFeatureIds(layer, [feature_id])
        canvas.flashFeatureIds(layer, [feature_id])
        return True
    if place is None:
        return False
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    point = QgsGeometry.fromPointXY(QgsPointXY(*place))
    try:
        target = canvas.mapSettings().destinationCrs()
        point.transform(QgsCoordinateTransform(degrees, target, QgsProject.instance()))
    except QgsCsException:
        return False
    canvas.setCenter(point.asPoint())
    canvas.refresh()
    canvas.flashGeometries([point], target)
    return True
