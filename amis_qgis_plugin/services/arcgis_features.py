"""Features out of an answer of ArcGIS REST's query, in its own JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any

from ..core.rows import SourceField
from .arcgis_codes import CodeLists
from .arcgis_geometry import read_geometry
from .arcgis_layer import ArcgisField, ArcgisLayer, field_of, reference_name
from .json_values import is_deep, mapping_of, mappings_of, name_of
from .pages import PageFeature

_START = datetime(1970, 1, 1, tzinfo=timezone.utc)
_OBJECT_ID = "esriFieldTypeOID"
_ANSWER_MEMBERS = frozenset(("objectIdFieldName", "fields", "fieldAliases", "geometryType"))


@dataclass(frozen=True)
class Reading:
    """How the values of a layer are read.

    :param fields: as the layer describes them; answers add what it leaves out.
    :param object_id: the field with the number of each feature; answers name it too.
    :param is_utc: whether dates may be said to be in UTC.
    """

    fields: tuple[ArcgisField, ...] = ()
    codes: CodeLists = field(default_factory=CodeLists)
    object_id: str = ""
    is_utc: bool = True

    def source_fields(self) -> tuple[SourceField, ...]:
        """Return the fields, each with codes followed by the one with their meaning."""
        found = []
        for one in self.fields:
            kind = "text" if one.type == "string" else one.type
            is_key = one.name == self.object_id
            found.append(SourceField(one.name, kind, one.alias, is_key))
            if one.name in self.codes.beside:
                alias = f"{one.alias or one.name}: meaning"
                found.append(SourceField(self.codes.beside[one.name], "text", alias))
        return tuple(found)


@dataclass(frozen=True)
class FeatureSet:
    """What an answer has.

    :param exceeds: whether the server says that there is more behind it.
    :param crs: as the answer names it; empty where it does not.
    """

    features: tuple[PageFeature, ...]
    exceeds: bool = False
    crs: str = ""


def notes_on(layer: ArcgisLayer, codes: CodeLists) -> Iterator[str]:
    """Yield what a person has to know about the values of a layer."""
    if not layer.knows_time_zone:
        yield "the server does not know the time zone of its dates; they have none here"
    elif layer.time_zone:
        yield f"the server keeps its dates in {layer.time_zone} and sends them in UTC"
    if layer.geometry in ("line", "polygon"):
        yield "curves, if there are any, were asked for as chains of straight lines"
    if codes.beside:
        yield f"what codes stand for is in {', '.join(codes.beside.values())}"


def is_feature_set(data: Any) -> bool:
    """Whether a JSON value is an answer with features, and nothing in it is anything else."""
    if not isinstance(data, dict) or "features" not in data:
        return False
    features = data["features"]
    if features is None:  # some write this for none
        return not _ANSWER_MEMBERS.isdisjoint(data)
    return isinstance(features, list) and all(
        isinstance(one, dict) and _are_attributes(one.get("attributes", {})) for one in features
    )


def _are_attributes(value: Any) -> bool:
    return isinstance(value, dict) and not is_deep(value)


def read_feature_set(data: Mapping[str, Any], reading: Reading) -> FeatureSet:
    """Return the features of an answer."""
    told = [(field_of(one), one) for one in mappings_of(data.get("fields"))]
    dates = {one.name for one in (*reading.fields, *(one for one, _raw in told)) if _is_date(one)}
    by_type = (one.name for one, raw in told if raw.get("type") == _OBJECT_ID)
    object_id = name_of(data.get("objectIdFieldName")) or reading.object_id or next(by_type, "")
    flags = data.get("hasZ") is True, data.get("hasM") is True
    features = tuple(
        _feature(one, reading, dates, object_id, flags) for one in mappings_of(data.get("features"))
    )
    crs = reference_name(data.get("spatialReference"))
    return FeatureSet(features, data.get("exceededTransferLimit") is True, crs)


def moment(value: Any, is_utc: bool = True) -> Any:
    """Return milliseconds since 1970 as an ISO text; what is no such number stays as it is."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    try:
        found = _START + timedelta(milliseconds=value)
    except (OverflowError, ValueError):
        return value
    exact = "milliseconds" if found.microsecond else "seconds"
    return found.replace(tzinfo=None).isoformat(timespec=exact) + ("Z" if is_utc else "")


def _feature(
    one: Mapping[str, Any],
    reading: Reading,
    dates: set[str],
    object_id: str,
    flags: tuple[bool, bool],
) -> PageFeature:
    raw = mapping_of(one.get("attributes"))
    attributes = {
        name: moment(value, reading.is_utc) if name in dates else value
        for name, value in raw.items()
    }
    geometry, form = read_geometry(one.get("geometry"), *flags)
    return PageFeature(
        _identifier(raw, object_id), reading.codes.decoded(attributes), geometry, form
    )


def _identifier(attributes: Mapping[str, Any], name: str) -> str:
    """Return the number of a feature as a text; empty where it has none."""
    if name not in attributes:
        name = next((one for one in attributes if one.lower() == name.lower()), name)
    value = attributes.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return name_of(value)


def _is_date(one: ArcgisField) -> bool:
    return one.type == "datetime"
