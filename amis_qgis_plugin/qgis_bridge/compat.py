"""Everything that cannot be written once for QGIS 3.22 to 4."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsMapLayer, QgsRectangle, QgsVectorLayer, QgsWkbTypes


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

    :returns: a negative number when a server does not tell.
    """
    count = int(layer.featureCount())
    if count >= 0 or layer.providerType() != "ogr":
        return count
    return int(reopened(layer).featureCount())


def extent_of(layer: Any) -> Any:
    """Return the rectangle around the features that a vector layer shows, in its own CRS."""
    layer.updateExtents(True)
    if not layer.extent().isNull() or layer.providerType() != "ogr":
        return layer.extent()
    again = reopened(layer)
    again.updateExtents(True)
    return QgsRectangle(again.extent())


def reopened(layer: Any) -> Any:
    """Return a layer on the same source, under the same subset, with a connection of its own.

    Layers of one GeoPackage share a connection in QGIS. It opens the file without locks, and when
    another layer's opening changes the journal mode under it, counts and extents of a subset fail
    from then on ("unable to open database file"), though the features themselves are read.

    Not ``clone()``: in QGIS 3.40 that takes the attribution away from the layer it copies.
    """
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    return QgsVectorLayer(layer.source(), layer.name(), layer.providerType(), options)


def reason_of(layer: Any, otherwise: str) -> str:
    """Return what QGIS says is wrong with a layer.

    :param otherwise: what to return when QGIS says nothing; asking for the summary of no error
        crashes QGIS 3.22.
    """
    error = layer.error()
    return otherwise if error.isEmpty() else str(error.summary()) or otherwise
