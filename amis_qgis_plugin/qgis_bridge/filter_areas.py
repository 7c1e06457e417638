"""Areas of the map as the filter holds them: WKT in degrees with a bounded number of corners."""

from __future__ import annotations

from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ..core.areas import MOST_VERTICES
from ..core.errors import FilterError
from ..core.progress import Progress

_FINEST, _COARSEST = 1e-5, 1.0  # degrees between which outlines are simplified
_SHARE = 0.9  # of the corners that a filter takes: rings are closed and parts split when written
_WORLD = QgsGeometry.fromWkt("POLYGON ((-180 -90, 180 -90, 180 90, -180 90, -180 -90))")
_POLYGONS = QgsWkbTypes.GeometryType.PolygonGeometry


class FeatureArea:
    """What a layer's polygons cover together.

    Made on the main thread, read in a task.

    :param only_selected: whether only the selected features count.
    """

    def __init__(self, layer: QgsVectorLayer, project: QgsProject, only_selected: bool) -> None:
        self.name = layer.name()
        self._source = QgsVectorLayerFeatureSource(layer)
        self._crs = layer.crs()
        self._context = project.transformContext()
        self._request = QgsFeatureRequest().setNoAttributes()
        if only_selected:
            self._request.setFilterFids(layer.selectedFeatureIds())

    def read(self, progress: Progress) -> str:
        """Return it as WKT in degrees.

        :raises FilterError: when there is no polygon, or it has too many corners at any coarseness.
        :raises Cancelled: when the person stopped it.
        """
        shapes = []
        for feature in self._source.getFeatures(self._request):
            progress.check()
            if feature.hasGeometry():
                shapes.append(feature.geometry())
        whole = QgsGeometry.unaryUnion(shapes) if shapes else QgsGeometry()
        if whole.isEmpty():
            raise FilterError(
                "It has no polygon to filter by.",
                subject=self.name,
                hint="Choose another layer, or select some of its features.",
            )
        return area_wkt(whole, self._crs, self._context)


def area_wkt(
    shape: QgsGeometry,
    crs: QgsCoordinateReferenceSystem,
    context: QgsCoordinateTransformContext,
) -> str:
    """Return polygons of the map as WKT in degrees, simplified as far as a filter needs it.

    :raises FilterError: when they have no place on the Earth, or too many corners.
    """
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    turned = QgsGeometry(shape)
    try:
        turned.transform(QgsCoordinateTransform(crs, degrees, context))
    except QgsCsException as error:
        raise _nowhere() from error
    repaired = turned if turned.isGeosValid() else turned.makeValid()
    inside = repaired.intersection(_WORLD)
    inside.convertGeometryCollectionToSubclass(_POLYGONS)
    if inside.isEmpty():
        raise _nowhere()
    return str(_few_corners(inside).asWkt(9))


def polygon_layers(project: QgsProject) -> list[QgsVectorLayer]:
    """Return the project's layers of polygons, by name."""
    layers = (
        layer
        for layer in project.mapLayers().values()
        if isinstance(layer, QgsVectorLayer)
        and layer.isValid()
        and layer.geometryType() == _POLYGONS
    )
    return sorted(layers, key=lambda layer: layer.name().casefold())


def _few_corners(shape: QgsGeometry) -> QgsGeometry:
    """Return a shape, or one that is as near to it as the number of corners allows.

    :raises FilterError: when it has too many corners even when it is coarse.
    """
    most, tolerance, found = MOST_VERTICES * _SHARE, _FINEST, shape
    while _corners(found) > most:
        if tolerance > _COARSEST:
            raise FilterError(
                f"The area has {_corners(shape):,} corners; a filter takes {MOST_VERTICES:,}.",
                hint="Choose fewer features, or simplify them with Vector > Geometry Tools.",
            )
        found = _valid(shape.simplify(tolerance)) or found
        tolerance *= 2
    return found


def _valid(shape: QgsGeometry) -> Optional[QgsGeometry]:
    if shape.isEmpty():
        return None
    repaired = shape if shape.isGeosValid() else shape.makeValid()
    repaired.convertGeometryCollectionToSubclass(_POLYGONS)
    return None if repaired.isEmpty() else repaired


def _corners(shape: QgsGeometry) -> int:
    return int(shape.constGet().nCoordinates())


def _nowhere() -> FilterError:
    return FilterError(
        "The area has no place in degrees on the Earth.",
        hint="Does the layer, or the map, have the reference system that it says?",
    )
