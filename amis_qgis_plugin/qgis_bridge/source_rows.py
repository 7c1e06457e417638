"""A QGIS vector layer as a source of rows: what is said about it, its fields, its features."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timezone
from itertools import islice
from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, Qt, QTime, QVariant

from ..core.mapping.column_values import SAMPLE_ROWS
from ..core.rows import SourceField, SourceLayer, SourceRow
from ..services.urls import redact
from .compat import field_type, full_wkt, geometry_word, layer_attribution

_PLAIN = (str, int, float, bool)


@dataclass(frozen=True)
class LayerRows:
    """A layer taken on the main thread, its rows to be read on any.

    :param layer: holds the connection while rows are read; not for use on another thread.
    """

    about: SourceLayer
    features: QgsVectorLayerFeatureSource
    layer: QgsVectorLayer

    def rows(self) -> Iterator[SourceRow]:
        """Yield every row under the layer's own filter."""
        names = self.about.names()
        for feature in self.features.getFeatures():
            values = map(python_value, feature.attributes())
            shape = feature.geometry()
            wkb = None if shape.isNull() else bytes(shape.asWkb())
            yield SourceRow(str(feature.id()), dict(zip(names, values)), wkb)

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
    return LayerRows(about_layer(layer), QgsVectorLayerFeatureSource(layer), layer)


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
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    name = str(parts.get("layerName") or parts.get("typename") or parts.get("table") or "")
    path, url = str(parts.get("path") or ""), str(parts.get("url") or "")
    if url:
        return redact(url), name or layer.name()
    if path:
        return Path(path).name, name or Path(path).stem
    return "", name or layer.name()


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """Return a reference system as PROJ takes it: ``EPSG:4326``, else WKT; empty for none."""
    if not crs.isValid():
        return ""
    authority = str(crs.authid())
    if authority.partition(":")[0] in ("EPSG", "ESRI", "OGC", "IGNF"):
        return authority
    return full_wkt(crs)


def python_value(value: Any) -> Any:
    """Return an attribute as Python has it: None for NULL, dates as ``datetime`` has them."""
    if isinstance(value, _PLAIN) or value is None:
        return value
    if isinstance(value, QVariant):
        return None if value.isNull() else python_value(value.value())
    if isinstance(value, QDate):
        return date(value.year(), value.month(), value.day()) if value.isValid() else None
    if isinstance(value, QDateTime):
        return _moment(value)
    if isinstance(value, QTime):
        return _time(value) if value.isValid() else None
    if isinstance(value, QByteArray):
        return bytes(value)
    if isinstance(value, (list, tuple)):
        return [python_value(one) for one in value]
    if isinstance(value, dict):
        return {str(name): python_value(one) for name, one in value.items()}
    return value


def _moment(value: QDateTime) -> Optional[datetime]:
    if not value.isValid():
        return None
    day, hour = value.date(), value.time()
    moment = datetime.combine(date(day.year(), day.month(), day.day()), _time(hour))
    is_utc = value.timeSpec() == Qt.TimeSpec.UTC
    return moment.replace(tzinfo=timezone.utc) if is_utc else moment


def _time(value: QTime) -> time:
    return time(value.hour(), value.minute(), value.second(), value.msec() * 1000)


def _date_of(metadata: Any) -> str:
    """Return the end of the time that the data are of, as far as the metadata say it."""
    for extent in metadata.extent().temporalExtents():
        moment = extent.end() if extent.end().isValid() else extent.begin()
        if moment.isValid():
            return str(moment.toString(Qt.DateFormat.ISODate))[:10]
    return ""
