"""A QGIS vector layer as a source of rows: what is said about it, its fields, its features."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from itertools import islice
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDataSourceUri,
    QgsFeatureRequest,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, Qt, QTime, QVariant

from ..core.errors import ServiceError
from ..core.rows import SAMPLE_ROWS, SourceField, SourceLayer, SourceRow
from ..services.urls import redact_text
from .compat import field_type, full_wkt, geometry_word, layer_attribution

_PLAIN = (str, int, float, bool)
_SERVERS = ("WFS", "OAPIF", "arcgisfeatureserver")
# What GDAL takes in place of a path: an address, or PG:dbname=x password=y. C: is a drive.
_ADDRESS = re.compile(r"[A-Za-z]+://.*")
_CONNECTION = re.compile(r"[A-Za-z]\w+:")
_LOGIN = re.compile(r"(?i)\b(user|uid|password|passwd|pwd)\s*=\s*('[^']*'|[^\s,;]*)")


@dataclass(frozen=True)
class LayerRows:
    """A layer taken on the main thread, its rows to be read on any.

    :param layer: holds the connection while rows are read; not for use on another thread.
    :param is_remote: whether a server has to give the rows.
    """

    about: SourceLayer
    features: QgsVectorLayerFeatureSource
    layer: QgsVectorLayer
    is_remote: bool = False

    def rows(self) -> Iterator[SourceRow]:
        """Yield every row under the layer's own filter.

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
    """Return a layer as a source; call it on the main thread."""
    is_remote = layer.providerType() in _SERVERS
    return LayerRows(about_layer(layer), QgsVectorLayerFeatureSource(layer), layer, is_remote)


def about_layer(layer: QgsVectorLayer) -> SourceLayer:
    """Return what QGIS knows about a layer before its rows are read."""
    metadata = layer.metadata()
    url, name = place_of_source(layer)
    word = geometry_word(layer)
    return SourceLayer(
        title=layer.name(),
        fields=tuple(
            SourceField(field.name(), field_type(field), field.alias()) for field in layer.fields()
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
    )


def place_of_source(layer: QgsVectorLayer) -> tuple[str, str]:
    """Return where a layer's data are found, and its name there; no path and no credentials."""
    path, url, name = _decoded(layer)
    shown = Path(path).name or (url if "://" in url else "")
    return shown, name or Path(path).stem or layer.name()


def source_key(layer: QgsVectorLayer) -> str:
    """Return what a source is known by: provider, place without secrets, and name."""
    path, url, _name = _decoded(layer)
    return f"{layer.providerType().lower()}|{path or url}|{place_of_source(layer)[1]}"


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
    """Return a reference system as PROJ takes it: ``EPSG:4326``, else WKT; empty for none."""
    if not crs.isValid():
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
