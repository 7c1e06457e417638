"""Everything that cannot be written once for QGIS 3.22 to 4."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsField,
    QgsMapLayer,
    QgsMapLayerProxyModel,
    QgsProviderRegistry,
    QgsRectangle,
    QgsTask,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType, QVariant

from ..core.progress import Progress

# Numbers of Qt's types: bool, int, uint, longlong, ulonglong, double, map, list, string list,
# byte array, date, time, date and time.
_FIELD_TYPES = {
    1: "boolean", 2: "integer", 3: "integer", 4: "integer", 5: "integer", 6: "real", 8: "map",
    9: "list", 11: "list", 12: "binary", 14: "date", 15: "time", 16: "datetime",
}  # fmt: skip

# Setting the subset of a layer makes QGIS 3.22 open its file for writing, read-only or not; it was
# seen to be right in 3.40.
LEAVES_READ_ONLY = Qgis.QGIS_VERSION_INT >= 34000
_ESTIMATED = 100_000  # rows from which on QGIS estimates how many a GeoPackage table has


def vector_type() -> Any:
    """Return QGIS's word for the vector layers among the map layers."""
    kind = getattr(Qgis, "LayerType", None)
    return kind.Vector if kind is not None else QgsMapLayer.LayerType.VectorLayer


def is_vector(layer: Any) -> bool:
    """Whether a map layer is a vector layer."""
    return layer is not None and layer.type() == vector_type()


def only_vector_layers(box: Any) -> None:
    """Let a ``QgsMapLayerComboBox`` offer vector layers only, points or not."""
    newer = getattr(Qgis, "LayerFilter", None)
    box.setFilters(
        newer.VectorLayer if newer is not None else QgsMapLayerProxyModel.Filter.VectorLayer
    )


def geometry_word(layer: Any) -> str:
    """Return ``point``, ``line``, ``polygon`` or an empty string for a vector layer."""
    name = QgsWkbTypes.geometryDisplayString(layer.geometryType()).lower()
    return name if name in ("point", "line", "polygon") else ""


def counts_slowly(layer: Any) -> bool:
    """Whether it takes its time to count what a vector layer shows: many rows, under a subset."""
    if layer.providerType() != "ogr" or not layer.subsetString():
        return False
    from ..workspace.file_state import row_count

    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path, table = parts.get("path"), parts.get("layerName")
    return bool(path and table) and row_count(Path(str(path)), str(table)) >= _ESTIMATED


def count_features(layer: Any) -> int:
    """Return how many features a vector layer shows, under its subset.

    Of a GeoPackage table with 100,000 rows or more QGIS gives the number of all rows, whatever the
    subset is; they are counted by GDAL then, which may take seconds. QGIS 3.22 counts them itself.

    :returns: a negative number when a server does not tell.
    """
    count = int(layer.featureCount())
    if layer.providerType() != "ogr":
        return count
    if count < 0:
        count = int(reopened(layer).featureCount())
    if count < _ESTIMATED or not layer.subsetString():
        return count
    return _counted_by_gdal(layer, count)


def _counted_by_gdal(layer: Any, estimate: int) -> int:
    """Return how many features a large file has under the layer's subset.

    :param estimate: what QGIS says, for a subset that is a statement of its own.
    """
    from ..workspace.selection import LayerSelection, count_selected

    subset = str(layer.subsetString())
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    table = parts.get("layerName")
    if not table or subset.lstrip().lower().startswith("select"):
        return estimate
    selection = LayerSelection(str(table), "", condition=subset)
    return count_selected(Path(str(parts["path"])), selection, Progress())


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
    options.forceReadOnly = layer.readOnly()
    return QgsVectorLayer(layer.source(), layer.name(), layer.providerType(), options)


def full_wkt(crs: Any) -> str:
    """Return a reference system as well-known text, nothing left out."""
    newer = getattr(Qgis, "CrsWktVariant", None)
    older = None if newer is not None else type(crs).WktVariant.WKT_PREFERRED
    return str(crs.toWkt(newer.Preferred if newer is not None else older))


def field_type(field: Any) -> str:
    """Return the type of a field in the words of ``core.rows``."""
    kind = field.type()  # QVariant.Type or QMetaType.Type: their numbers are the same
    return _FIELD_TYPES.get(int(getattr(kind, "value", kind)), "text")


def text_field(name: str) -> QgsField:
    """Return a field for text."""
    return plain_field(name, "text")


def plain_field(name: str, kind: str) -> QgsField:
    """Return a field.

    :param kind: ``text``, ``integer``, ``real`` or ``boolean``, as in :func:`field_type`.
    """
    newer = Qgis.QGIS_VERSION_INT >= 33800  # QVariant's types are deprecated since
    types = QMetaType.Type if newer else QVariant.Type
    names = {"text": "QString" if newer else "String", "real": "Double", "boolean": "Bool"}
    names["integer"] = "LongLong"
    return QgsField(name, getattr(types, names[kind]))


def layer_attribution(layer: Any) -> str:
    """Return the attribution that the map's copyright decoration shows for a layer."""
    properties = layer.serverProperties()
    holder = properties if hasattr(properties, "attribution") else layer
    return str(holder.attribution() or "")


def task_flags() -> Any:
    """Return that a task can be cancelled, and that QGIS does not announce its end: ours tell it.

    QGIS would say *complete* of a download that is not; before 3.26 it cannot be helped.
    """
    silent = getattr(QgsTask.Flag, "Silent", None)
    return QgsTask.Flag.CanCancel if silent is None else QgsTask.Flag.CanCancel | silent


def reason_of(layer: Any, otherwise: str) -> str:
    """Return what QGIS says is wrong with a layer.

    :param otherwise: what to return when QGIS says nothing; asking for the summary of no error
        crashes QGIS 3.22.
    """
    error = layer.error()
    return otherwise if error.isEmpty() else str(error.summary()) or otherwise


def goes_live_safely() -> bool:
    """Whether this QGIS bears it that a layer in its window gets a server for its source.

    Making a WFS provider runs the window's events, and 3.22 looks at the layer meanwhile, which
    has no provider then.
    """
    return bool(Qgis.QGIS_VERSION_INT >= 32800)


def kilometres() -> Any:
    """Return QGIS's word for kilometres."""
    newer = getattr(Qgis, "DistanceUnit", None)
    if newer is not None and hasattr(newer, "Kilometers"):
        return newer.Kilometers
    return QgsUnitTypes.DistanceUnit.DistanceKilometers
