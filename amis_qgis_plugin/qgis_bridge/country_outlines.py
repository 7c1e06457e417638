"""Country outlines to look places up in: QGIS's own world map, or a layer that a person chose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Optional

from osgeo import ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.countries import match_any_country
from ..core.errors import WorkspaceError
from ..workspace.country_index import CODE_FIELDS, OFFSHORE_KM, CountryIndex
from ..workspace.field_maps import WORLD_MAP
from .source_rows import layer_digest, python_value
from .world_map import world_map_file


def world_index(offshore_km: float = OFFSHORE_KM) -> Optional[CountryIndex]:
    """Return the countries of the world map inside QGIS; None where this QGIS carries none."""
    path = world_map_file()
    if not path.is_file():
        return None
    return CountryIndex.read(path, "countries", offshore_km, WORLD_MAP)


def index_of_layer(layer: QgsVectorLayer, offshore_km: float = OFFSHORE_KM) -> CountryIndex:
    """Return the countries of a polygon layer; call it on the main thread.

    :raises WorkspaceError: when it has no polygons or no field that names countries.
    """
    names = {name.lower(): name for name in layer.fields().names()}
    fields = [names[name] for name in CODE_FIELDS if name in names]
    is_polygon = layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
    if not fields or not is_polygon:
        raise WorkspaceError(
            "It cannot serve as country outlines.",
            subject=layer.name(),
            hint="Choose polygons with a field such as ISO_A3 or NAME.",
        )
    return CountryIndex(list(_polygons(layer, fields)), offshore_km, layer_digest(layer))


def _polygons(layer: QgsVectorLayer, fields: list[str]) -> Iterator[tuple[str, ogr.Geometry]]:
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    transform = QgsCoordinateTransform(layer.crs(), degrees, QgsProject.instance())
    for feature in layer.getFeatures():
        texts = (python_value(feature[name]) for name in fields)
        country = next(filter(None, (match_any_country(str(text)) for text in texts if text)), None)
        shape = QgsGeometry(feature.geometry())
        if country is None or shape.isEmpty():
            continue
        shape.transform(transform)
        whole = ogr.ForceToMultiPolygon(ogr.CreateGeometryFromWkb(bytes(shape.asWkb())))
        for number in range(whole.GetGeometryCount()):
            yield country.iso3, whole.GetGeometryRef(number).Clone()
