"""Zooming to the occurrences that a filter leaves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsProject, QgsRectangle

from ..qgis_bridge.compat import extent_of
from ..qgis_bridge.layer_filter import Outcome


def zoom_to_occurrences(canvas: Any, outcomes: Iterable[Outcome]) -> None:
    """Show the extent of all occurrences that are left, with some room around."""
    whole = QgsRectangle()
    whole.setMinimal()
    target = canvas.mapSettings().destinationCrs()
    for outcome in outcomes:
        if outcome.shown == 0:
            continue
        transform = QgsCoordinateTransform(outcome.layer.crs(), target, QgsProject.instance())
        try:
            whole.combineExtentWith(transform.transformBoundingBox(extent_of(outcome.layer)))
        except QgsCsException:
            continue  # a place that the map's reference system cannot show
    if not whole.isNull() and whole.isFinite():
        whole.scale(1.1)
        if whole.isEmpty():
            whole.grow(0.5)
        canvas.setExtent(whole)
        canvas.refresh()
