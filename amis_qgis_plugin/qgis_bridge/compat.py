"""Everything that cannot be written once for QGIS 3.22 to 4."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsFeatureRequest, QgsMapLayer, QgsWkbTypes

IS_QT6 = Qgis.QGIS_VERSION_INT >= 39900


def is_vector(layer: Any) -> bool:
    """Whether a map layer is a vector layer."""
    kind = getattr(Qgis, "LayerType", None)
    vector = kind.Vector if kind is not None else QgsMapLayer.LayerType.VectorLayer
    return layer is not None and layer.type() == vector


def geometry_word(layer: Any) -> str:
    """Return ``point``, ``line``, ``polygon`` or an empty string for a vector layer."""
    name = QgsWkbTypes.geometryDisplayString(layer.geometryType()).lower()
    return name if name in ("point", "line", "polygon") else ""


def count_features(layer: Any) -> int:
    """Return how many features a vector layer shows, under its subset.

    Providers may answer -1: OGR does for a GeoPackage of which another layer was opened meanwhile,
    since QGIS changes the journal mode under the first one. Then the features are counted.
    """
    count = int(layer.featureCount())
    if count >= 0:
        return count
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    return sum(1 for _feature in layer.getFeatures(request.setNoAttributes()))
