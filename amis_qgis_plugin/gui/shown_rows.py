"""Showing single rows of a checked layer on the map, or saying why that cannot be done."""

from __future__ import annotations

from enum import Enum
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ..core.checks.report import CheckReport, RowFinding

_OF_PLACES = ("unreadable-coordinates", "geometry-missing")
_SAYS_MORE = "geometry-"
_HALF_DEGREES, _HALF_METRES = 0.5, 50_000.0


class Shown(Enum):
    """What of a row the map shows."""

    PLACE = "place"
    PROBABLE = "probable"
    NOTHING = "nothing"
    HIDDEN = "hidden"


def show_row(canvas: Any, layer: QgsVectorLayer, row: RowFinding) -> Shown:
    """Select a feature and show where it is, or where it probably is."""
    feature_id = int(row.feature_id)
    layer.selectByIds([feature_id])
    feature = layer.getFeature(feature_id)
    if row.probable is not None:
        return Shown.PROBABLE if _show_place(canvas, row.probable) else Shown.NOTHING
    if feature.isValid() and not feature.geometry().isEmpty():
        canvas.zoomToFeatureIds(layer, [feature_id])
        canvas.flashFeatureIds(layer, [feature_id])
        return Shown.HIDDEN if _is_hidden(layer, feature) else Shown.PLACE
    if row.place is not None and _show_place(canvas, row.place):
        return Shown.PLACE if feature.isValid() else Shown.HIDDEN
    return Shown.NOTHING if feature.isValid() else Shown.HIDDEN


def why_no_place(report: CheckReport, row: RowFinding) -> str:
    """Return what was found about the place of a row, with its coordinates; empty for nothing."""
    found = [
        (finding, one)
        for finding, one in report.each_row()
        if one.feature_id == row.feature_id
        and (finding.code in _OF_PLACES or finding.code.startswith(_SAYS_MORE))
    ]
    # That a place is missing says less than why it cannot be read.
    found.sort(key=lambda pair: pair[0].code == "geometry-missing")
    if not found:
        return ""
    finding, one = found[0]
    said = finding.title[0].lower() + finding.title[1:]
    return f"{said} ({one.detail})" if one.detail else said


def words_of_row(row: RowFinding, shown: Shown, why: str) -> str:
    """Say what of a row the map shows, where that is not simply its place."""
    who = f"Row {row.called}"
    if shown is Shown.PROBABLE:
        return f"{who}: {why or 'its place cannot be right'}. The map shows where it probably is."
    if shown is Shown.HIDDEN:
        return f"{who} is not among the rows that the layer shows now: a filter leaves it out."
    return f"{who} is selected; the map cannot show it: {why or 'it has no place'}."


def _is_hidden(layer: QgsVectorLayer, feature: QgsFeature) -> bool:
    """Whether a layer's filter leaves a feature out, which many formats give by its id still."""
    if not layer.subsetString():
        return False
    request = QgsFeatureRequest(feature.geometry().boundingBox())
    return all(one.id() != feature.id() for one in layer.getFeatures(request))


def _around(center: QgsPointXY, is_degrees: bool) -> QgsRectangle:
    half = _HALF_DEGREES if is_degrees else _HALF_METRES
    return QgsRectangle.fromCenterAndSize(center, 2 * half, 2 * half)


def _show_place(canvas: Any, place: tuple[float, float]) -> bool:
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    point = QgsGeometry.fromPointXY(QgsPointXY(*place))
    target = canvas.mapSettings().destinationCrs()
    try:
        point.transform(QgsCoordinateTransform(degrees, target, QgsProject.instance()))
    except QgsCsException:
        return False
    center = point.asPoint()
    if canvas.extent().isEmpty():  # a map that shows nothing yet has no scale to keep
        canvas.setExtent(_around(center, target.isGeographic()))
    canvas.setCenter(center)
    canvas.refresh()
    canvas.flashGeometries([point], target)
    return True
