"""One layer of an ArcGIS REST service: where it lies, its fields, and how it can be asked."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Optional

from ..core.progress import Progress
from .answers import ask_json
from .crs_names import crs_name
from .describe_feature_type import FeatureField
from .errors import UnexpectedAnswer
from .json_values import mapping_of, mappings_of, name_of, number_of, text_of
from .service import Extent, extent_of, statement
from .urls import redact

if TYPE_CHECKING:
    import requests

WANTED = "an ArcGIS REST service"
_EARTH_RADIUS = 6378137.0  # metres, of the sphere of Web Mercator
_GEOMETRIES = {
    "esriGeometryPoint": "point",
    "esriGeometryMultipoint": "point",
    "esriGeometryPolyline": "line",
    "esriGeometryPolygon": "polygon",
    "esriGeometryEnvelope": "polygon",
}
_TYPES = {
    **dict.fromkeys(("OID", "SmallInteger", "Integer", "BigInteger"), "integer"),
    **dict.fromkeys(("Single", "Double"), "real"),
    **dict.fromkeys(("Date", "TimestampOffset"), "datetime"),
    **dict.fromkeys(("Blob", "Raster"), "binary"),
    "DateOnly": "date",
    "TimeOnly": "time",
}


@dataclass(frozen=True)
class ArcgisField(FeatureField):
    """A field.

    :param type: as in :class:`.describe_feature_type.FeatureField`; a ``datetime`` comes as
        milliseconds since 1970, UTC.
    :param alias: the name for people; empty when it has none of its own.
    :param codes: codes to what they stand for, where the field has a list of coded values.
    """

    alias: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ArcgisLayer:
    """What a layer tells of itself.

    :param geometry: ``point``, ``line``, ``polygon``, ``table``, or empty when it is not told.
    :param extent: in degrees; nothing when it is not told or in a system that is not reckoned here.
    :param crs: the reference system of its features by default.
    :param object_id_field: the field with the number of each feature; empty when it is not told.
    :param max_record_count: the most features in one answer; 0 when it is not told.
    :param supports_pagination: whether ``resultOffset`` is understood.
    :param time_zone: the zone that the server says its dates are kept in; empty for UTC.
    :param knows_time_zone: whether it knows; what it sends as UTC is as it was entered otherwise.
    :param can_query: whether it gives features.
    :param max_scale_denominator: nothing is drawn at smaller scales than 1 to this.
    """

    layer_id: str
    name: str
    geometry: str
    extent: Optional[Extent]
    crs: str
    fields: tuple[ArcgisField, ...]
    object_id_field: str
    max_record_count: int
    supports_pagination: bool
    can_query: bool
    attribution: str
    description: str
    max_scale_denominator: Optional[float]
    time_zone: str = ""
    knows_time_zone: bool = True


def describe_arcgis_layer(
    session: requests.Session, url: str, progress: Optional[Progress] = None
) -> ArcgisLayer:
    """Ask a layer for its details.

    :param url: of the layer, see :attr:`.service.ServiceLayer.url`.
    :raises ServiceError: when no usable answer came.
    :raises Cancelled: when the person stopped it.
    """
    return read_arcgis_layer(layer_document(session, url, progress))


def layer_document(
    session: requests.Session, url: str, progress: Optional[Progress] = None
) -> dict[str, Any]:
    """Ask a layer for its description and return it as it came.

    :raises ServiceError: when no usable answer came.
    :raises Cancelled: when the person stopped it.
    """
    data = mapping_of(ask_json(session, url, WANTED, progress))
    if "id" not in data or not ("fields" in data or "type" in data):
        raise UnexpectedAnswer(
            "The server did not send the description of a layer.", subject=redact(url), kind="json"
        )
    return data


def read_arcgis_layer(data: Mapping[str, Any]) -> ArcgisLayer:
    """Return what the description of a layer says."""
    own = mappings_of(data.get("fields"))
    oid = next((name_of(one.get("name")) for one in own if _is_oid(one)), "")
    advanced = mapping_of(data.get("advancedQueryCapabilities"))
    paging = advanced.get("supportsPagination", data.get("supportsPagination"))
    return ArcgisLayer(
        layer_id=name_of(data.get("id")),
        name=text_of(data.get("name")),
        geometry=geometry_of(data),
        extent=extent_in_degrees(data.get("extent")),
        crs=native_crs(data),
        fields=tuple(field_of(one) for one in own if _is_kept(one)),
        object_id_field=name_of(data.get("objectIdField")) or oid,
        max_record_count=int(number_of(data.get("maxRecordCount")) or 0),
        supports_pagination=paging is True,
        can_query=can_query(data),
        attribution=statement(text_of(data.get("copyrightText"))),
        description=text_of(data.get("description")),
        max_scale_denominator=max_scale(data),
        time_zone=_time_zone(data),
        knows_time_zone=data.get("datesInUnknownTimezone") is not True,
    )


def geometry_of(data: Mapping[str, Any]) -> str:
    """Return ``point``, ``line``, ``polygon``, ``table``, or an empty text."""
    if name_of(data.get("type")) == "Table":
        return "table"
    return _GEOMETRIES.get(name_of(data.get("geometryType")), "")


def can_query(data: Mapping[str, Any], capabilities: str = "") -> bool:
    """Whether a layer gives features.

    :param capabilities: those of the service, for a layer that does not tell its own.
    """
    stated = name_of(data.get("capabilities")) or capabilities
    kind = name_of(data.get("type"))
    return "query" in stated.lower().split(",") and kind in ("", "Feature Layer", "Table")


def max_scale(data: Mapping[str, Any]) -> Optional[float]:
    """Return the scale denominator beyond which nothing is drawn; ArcGIS calls it ``minScale``."""
    value = number_of(data.get("minScale"))
    return value if value is not None and 0 < value < 1e12 else None


def native_crs(data: Mapping[str, Any]) -> str:
    """Return the name of the reference system that a layer's or a service's features are in."""
    return reference_name(mapping_of(data.get("extent")).get("spatialReference")) or (
        reference_name(data.get("spatialReference"))
        or reference_name(data.get("sourceSpatialReference"))
    )


def reference_name(reference: Any) -> str:
    """Return ``EPSG:3857`` and so on for a spatial reference; empty for one without a number.

    ``latestWkid`` is the number that EPSG has now for what Esri once numbered itself.
    """
    numbers = mapping_of(reference)
    number = number_of(numbers.get("latestWkid")) or number_of(numbers.get("wkid"))
    return crs_name(f"EPSG:{int(number)}") if number and number >= 1 else ""


def extent_in_degrees(extent: Any) -> Optional[Extent]:
    """Return an extent in degrees; nothing unless it is in degrees of WGS 84 or in Web Mercator.

    Other systems take a library of projections to reckon with, which not every Python has.
    """
    box = mapping_of(extent)
    sides = [number_of(box.get(name)) for name in ("xmin", "ymin", "xmax", "ymax")]
    if None in sides:  # a layer without features has "NaN" here
        return None
    west, south, east, north = (float(side or 0.0) for side in sides)
    crs = reference_name(box.get("spatialReference"))
    if crs == "EPSG:3857":
        west, east = (math.degrees(x / _EARTH_RADIUS) for x in (west, east))
        south, north = map(_latitude, (south, north))
    elif crs not in ("EPSG:4326", "CRS:84"):
        return None
    return extent_of(str(west), str(south), str(east), str(north))


def _latitude(northing: float) -> float:
    """Return the latitude in degrees of a northing of Web Mercator in metres."""
    if abs(northing) > 40 * _EARTH_RADIUS:  # nothing of the map; sinh() would overflow
        return math.nan
    return math.degrees(math.atan(math.sinh(northing / _EARTH_RADIUS)))


def _time_zone(data: Mapping[str, Any]) -> str:
    zone = name_of(mapping_of(data.get("dateFieldsTimeReference")).get("timeZone"))
    return "" if zone.upper() in ("UTC", "ETC/UTC", "GMT") else zone


def field_of(data: Mapping[str, Any]) -> ArcgisField:
    """Return a field as a layer or an answer describes it."""
    name, alias = name_of(data.get("name")), text_of(data.get("alias"))
    domain = mapping_of(data.get("domain"))
    coded = mappings_of(domain.get("codedValues"))
    return ArcgisField(
        name=name,
        type=_TYPES.get(_esri_type(data), "string"),
        alias=alias if alias != name else "",
        codes={name_of(one.get("code")): text_of(one.get("name")) for one in coded},
    )


def _is_kept(data: Mapping[str, Any]) -> bool:
    return bool(name_of(data.get("name"))) and _esri_type(data) != "Geometry"


def _is_oid(data: Mapping[str, Any]) -> bool:
    return _esri_type(data) == "OID"


def _esri_type(data: Mapping[str, Any]) -> str:
    return name_of(data.get("type")).replace("esriFieldType", "", 1)
