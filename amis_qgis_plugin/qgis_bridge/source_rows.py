"""A QGIS vector layer as a source of rows: what is said about it, its fields, its features."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from itertools import islice
from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsFeatureRequest,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, Qt, QTime, QVariant

from ..core.errors import ServiceError, WorkspaceError
from ..core.rows import SAMPLE_ROWS, SourceField, SourceLayer, SourceRow
from ..services.urls import redact_text
from ..workspace.gdal_calls import open_vector
from .compat import field_type, full_wkt, geometry_word, layer_attribution
from .subsets import own_subset, under_own_subset

# Formats that give every row a number of their own; the keys of a database may mean something.
_NUMBERED = ("ogr", "spatialite", "arcgisfeatureserver")
_PLAIN = (str, int, float, bool)
_SERVERS = ("WFS", "OAPIF", "arcgisfeatureserver")
# What GDAL takes in place of a path: an address, or PG:dbname=x password=y. C: is a drive.
_ADDRESS = re.compile(r"[A-Za-z]+://.*")
_CONNECTION = re.compile(r"[A-Za-z]\w+:")
_LOGIN = re.compile(r"(?i)\b(user|uid|password|passwd|pwd)\s*=\s*('[^']*'|[^\s,;]*)")


@dataclass(frozen=True)
class LayerRows:
    """A layer taken on the main thread, its rows to be read on any.

    :param layer: the layer as the project has it; not for use on another thread.
    :param read_from: holds the connection while rows are read: the layer, or one without our
        filter; not for use on another thread.
    :param is_remote: whether a server has to give the rows.
    :param geopackage: file and table that the rows are read from, where that is a GeoPackage.
    """

    about: SourceLayer
    features: QgsVectorLayerFeatureSource
    layer: QgsVectorLayer
    read_from: QgsVectorLayer
    is_remote: bool = False
    geopackage: Optional[tuple[Path, str]] = None

    def rows(self) -> Iterator[SourceRow]:
        """Yield every row under the layer's own filter, whatever AMIS filters of it.

        :raises ServiceError: when a server gives none: QGIS passes its failure off as an empty
            layer.
        """
        names = self.about.names()
        feature = None
        for feature in self.features.getFeatures():
            values = map(python_value, feature.attributes())
            shape = feature.geometry()
            wkb = None if shape.isNull() else bytes(shape.asWkb())
            yield SourceRow(str(feature.id()), dict(zip(names, values)), wkb)
        if feature is None and self.is_remote:
            raise ServiceError(
                "No features came from it.",
                subject=self.about.title,
                hint="Does its server answer, and does its filter leave any?",
            )

    def sample(self, size: int = SAMPLE_ROWS) -> list[dict[str, Any]]:
        """Return the attributes of the first rows."""
        request = QgsFeatureRequest().setLimit(size)
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
        names = self.about.names()
        return [
            dict(zip(names, map(python_value, feature.attributes())))
            for feature in islice(self.features.getFeatures(request), size)
        ]


def layer_rows(layer: QgsVectorLayer) -> LayerRows:
    """Return a layer as a source; call it on the main thread.

    :raises WorkspaceError: when our filter is on it and edits are not saved, which are seen in the
        filtered layer alone.
    """
    whole = under_own_subset(layer)
    if whole is not layer and layer.isModified():
        raise WorkspaceError(
            "It has edits that are not saved.",
            subject=layer.name(),
            hint="Save them, or clear the AMIS filter, then try again.",
        )
    is_remote = layer.providerType() in _SERVERS
    features = QgsVectorLayerFeatureSource(whole)
    about = about_layer(layer)
    if whole is not layer:
        about = replace(about, count=int(whole.featureCount()))
    return LayerRows(about, features, layer, whole, is_remote, table_of_geopackage(layer))


def about_layer(layer: QgsVectorLayer) -> SourceLayer:
    """Return what QGIS knows about a layer before its rows are read."""
    metadata = layer.metadata()
    url, name = place_of_source(layer)
    word = geometry_word(layer)
    numbering = _numbering(layer)
    return SourceLayer(
        title=layer.name(),
        fields=tuple(
            SourceField(field.name(), field_type(field), field.alias(), number in numbering)
            for number, field in enumerate(layer.fields())
        ),
        geometry=word or ("geometry" if layer.isSpatial() else ""),
        crs=crs_text(layer.crs()) if layer.isSpatial() else "",
        count=int(layer.featureCount()),
        url=url,
        layer=name,
        abstract=metadata.abstract(),
        licence="; ".join(text for text in metadata.licenses() if text.strip()),
        attribution=layer_attribution(layer) or "; ".join(filter(None, metadata.rights())),
        date=_date_of(metadata),
        key=layer_digest(layer),
        filter=own_subset(layer),
    )


def _numbering(layer: QgsVectorLayer) -> tuple[int, ...]:
    """Return the fields that a format has to number its rows, which QGIS shows as attributes."""
    if layer.providerType() not in _NUMBERED:
        return ()
    keys = layer.primaryKeyAttributes()
    return tuple(one for one in keys if field_type(layer.fields()[one]) == "integer")


def is_same_source(one: QgsVectorLayer, other: QgsVectorLayer) -> bool:
    """Whether two layers show the same rows of the same place, whatever their names."""
    if one.id() == other.id():
        return True
    tables = (table_of_geopackage(one), table_of_geopackage(other))
    if tables[0] is not None and tables[1] is not None:  # the first table need not be named
        return tables[0][1] == tables[1][1] and tables[0][0].samefile(tables[1][0])
    has_place = any(_decoded(one)[:2])
    return has_place and source_key(one) == source_key(other)


def place_of_source(layer: QgsVectorLayer) -> tuple[str, str]:
    """Return where a layer's data are found, and its name there; no path and no credentials."""
    path, url, name = _decoded(layer)
    shown = Path(path).name or (url if "://" in url else "")
    return shown, name or Path(path).stem or layer.name()


def source_key(layer: QgsVectorLayer) -> str:
    """Return what a source is known by: provider, place without secrets, and name."""
    path, url, _name = _decoded(layer)
    return f"{layer.providerType().lower()}|{path or url}|{place_of_source(layer)[1]}"


def layer_digest(layer: QgsVectorLayer) -> str:
    """Return a digest that tells a layer from every other: its source, what is taken of it, filter.

    A layer without a place to read it from again, in memory for instance, is known by its id.
    """
    path, url, _name = _decoded(layer)
    if not path and not url:
        told = [layer.providerType().lower(), layer.id()]
    else:
        there = str(Path(path).resolve()) if path and Path(path).exists() else path
        parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
        which = [str(parts.get(part) or "") for part in ("layerId", "geometryType")]
        told = [source_key(layer).replace(path, there, 1) if path else source_key(layer), *which]
    text = json.dumps([*told, own_subset(layer)])
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def table_of_geopackage(layer: QgsVectorLayer) -> Optional[tuple[Path, str]]:
    """Return the file and the table that a layer of a GeoPackage reads; None for other layers."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = Path(str(parts.get("path") or ""))
    if layer.providerType() != "ogr" or path.suffix.lower() != ".gpkg" or not path.is_file():
        return None
    if parts.get("layerName"):
        return path, str(parts["layerName"])
    dataset = open_vector(path)  # kept: its layers are gone with it
    found = dataset.GetLayer(int(parts.get("layerId") or 0))
    return (path, str(found.GetName())) if found is not None else None


def _decoded(layer: QgsVectorLayer) -> tuple[str, str, str]:
    """Return the path of a layer's data, else its address or database, and its name there.

    No credentials are in it.
    """
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    uri = QgsDataSourceUri(layer.source())  # the registry tells nothing of WFS

    def part(*names: str) -> str:
        return next(
            (str(found) for name in names if (found := parts.get(name) or uri.param(name))), ""
        )

    path, url = part("path") + part("vsiSuffix"), part("url")
    address = _ADDRESS.search(path)
    if address is not None or _CONNECTION.match(path):
        path, url = "", address[0] if address is not None else path
    if not path and not url:
        url = "/".join(filter(None, map(part, ("host", "port", "dbname", "service", "schema"))))
    return path, _LOGIN.sub(r"\1=***", redact_text(url)), part("layerName", "typename", "table")


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """Return a reference system as PROJ takes it: ``EPSG:4326``, else WKT; empty for none.

    A GeoPackage has to state one. GDAL calls those that stand for *unknown* there (srs_id 0, -1)
    ``Undefined geographic SRS``, ``Undefined Cartesian SRS``, and QGIS takes them for valid.
    """
    if not crs.isValid() or str(crs.description()).startswith("Undefined "):
        return ""
    authority = str(crs.authid())
    if authority.partition(":")[0] in ("EPSG", "ESRI", "OGC", "IGNF"):
        return authority
    return full_wkt(crs)


def python_value(value: Any) -> Any:
    """Return an attribute as Python has it: None for NULL, dates as ``datetime`` has them.

    Dates outside the years 1 to 9999, which Python does not have, are ISO 8601 text.
    """
    if isinstance(value, _PLAIN) or value is None:
        return value
    if isinstance(value, QVariant):
        return None if value.isNull() else python_value(value.value())
    if isinstance(value, (QDate, QDateTime, QTime)):
        return _moment(value) if value.isValid() else None
    if isinstance(value, QByteArray):
        return None if value.isNull() else bytes(value)
    if isinstance(value, (list, tuple)):
        return [python_value(one) for one in value]
    if isinstance(value, dict):
        return {str(name): python_value(one) for name, one in value.items()}
    return value


def _moment(value: Any) -> Any:
    """Return a date, a time, or both with the offset from UTC that the source states."""
    if isinstance(value, QTime):
        return time(value.hour(), value.minute(), value.second(), value.msec() * 1000)
    is_day = isinstance(value, QDate)
    qt_day = value if is_day else value.date()
    numbers = (qt_day.year(), qt_day.month(), qt_day.day())
    if not date.min.year <= numbers[0] <= date.max.year:
        text = "{}{:04}-{:02}-{:02}".format("-" * (numbers[0] < 0), abs(numbers[0]), *numbers[1:])
        return text if is_day else f"{text}T{_moment(value.time()).isoformat()}"
    day = date(*numbers)
    if is_day:
        return day
    moment = datetime.combine(day, _moment(value.time()))
    if value.timeSpec() == Qt.TimeSpec.LocalTime:
        return moment
    return moment.replace(tzinfo=timezone(timedelta(seconds=value.offsetFromUtc())))


def _date_of(metadata: Any) -> str:
    """Return the end of the time that the data are of, as far as the metadata say it."""
    for extent in metadata.extent().temporalExtents():
        moment = extent.end() if extent.end().isValid() else extent.begin()
        if moment.isValid():
            return str(moment.toString(Qt.DateFormat.ISODate))[:10]
    return ""
