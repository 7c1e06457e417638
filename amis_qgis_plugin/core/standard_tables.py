"""Aligned layers under the names of EarthResourceML-Lite, GeoSciML-Lite and MineralTenementML.

Properties and their order are those of the schemas (``standard_properties.csv``); which field is
which property stands in ``layer_types.json``. Where no field has the words of a property, such as
``geologicUnitType``, they are the label of its code. A layer that was not aligned has at most a
column ``kind`` beside its name: its words are the property for the kind of the feature, and they
are a code where the whole of them names one. A required ``…_uri`` of which nothing is known gets
the nil URI of the OGC, as the documentation of GeoSciML-Lite has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .code_lists import match_code
from .schemas import Field, LayerType
from .tables import read_table

MISSING = "http://www.opengis.net/def/nil/OGC/0/missing"
SHAPE = "shape"
_URI, _KIND = "_uri", "kind"
# What the kind of a feature tells, by feature type: the property for its words first.
_TOLD_BY_KIND = {
    "ContactView": ("contactType",),
    "GeologicSpecimenView": ("specimenType",),
    "GeologicUnitView": ("geologicUnitType",),
    "MineralOccurrenceView": ("mineralOccurrenceType",),
    "MineralTenement": ("tenementType",),
    "ProcessingPlantView": ("processingPlantType",),
    "ShearDisplacementStructureView": ("faultType", "movementType"),
}
_PREFIXES = {"ERML-Lite": "erl", "GeoSciML-Lite": "gsmlp", "MineralTenementML": "mt"}
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_AGE = re.compile(r"[A-Za-z]+")
_CODES = "; "


@dataclass(frozen=True)
class Property:
    """A property of a feature type.

    :param fields: the fields of the layer that say it; the first that says something counts.
    :param coded: the fields that have its code, which says it where those are empty.
    :param is_kind: whether the words for the kind of a feature say it.
    :param by_kind: whether a code that these words name says it.
    """

    name: str
    type: str
    required: bool
    fields: tuple[Field, ...]
    coded: tuple[Field, ...] = ()
    is_kind: bool = False
    by_kind: bool = False

    @property
    def meaning(self) -> str:
        """What the fields that say it mean; empty where the layer has none."""
        return next((one.meaning for one in (*self.fields, *self.coded)), "")


@dataclass(frozen=True)
class StandardTable:
    """A feature type of a standard, as a table.

    :param name: of the file, without its ending.
    :param standard: model and feature type, such as ``ERML-Lite 2.0.1 MineView``.
    """

    name: str
    standard: str
    properties: tuple[Property, ...]

    def values(self, row: Mapping[str, object]) -> dict[str, object]:
        """Return what an aligned row says, by property; the shape is the caller's."""
        return {one.name: _value(one, row) for one in self.properties if one.name != SHAPE}


@lru_cache(maxsize=32)
def standard_table(layer: LayerType) -> StandardTable | None:
    """Return the table that a layer type follows; nothing where it follows no standard."""
    model, _space, feature_type = layer.standard.rpartition(" ")
    rows = [
        row
        for row in read_table("standard_properties.csv")
        if (row["model"], row["feature_type"]) == (model, feature_type)
    ]
    if not rows:
        return None
    prefix = _PREFIXES[model.rpartition(" ")[0]]
    return StandardTable(
        f"{prefix}_{_CAPITAL.sub('_', feature_type).lower()}",
        layer.standard,
        tuple(
            _property(layer, row["property"], row["type"], row["required"] == "yes") for row in rows
        ),
    )


def _property(layer: LayerType, name: str, kind: str, is_required: bool) -> Property:
    words = name[: -len(_URI)] if name.endswith(_URI) else name
    told = _TOLD_BY_KIND.get(layer.standard.rpartition(" ")[2], ("",))
    return Property(
        name,
        kind,
        is_required,
        _fields_of(layer, name),
        _fields_of(layer, words + _URI),
        is_kind=name == told[0],
        by_kind=words in told,
    )


def _fields_of(layer: LayerType, name: str) -> tuple[Field, ...]:
    wanted = f"{layer.standard}/{name}"
    return tuple(field for field in layer.fields if field.corresponds_to == wanted)


def uri_of(code: str, code_list: str) -> str:
    """Return the URI of a code; empty where the list has none, or does not know the code."""
    if code.startswith(("http://", "https://", "urn:")):
        return code
    if code_list.startswith("http"):
        return code_list + code if _AGE.fullmatch(code) else ""
    return _concepts(code_list).get(code, ("", ""))[0]


def label_of(code: str, code_list: str) -> str:
    """Return the label of a code; empty where the list has none, or does not know the code."""
    if "://" in code:
        return next((label for uri, label in _concepts(code_list).values() if uri == code), "")
    return _concepts(code_list).get(code, ("", ""))[1]


@lru_cache(maxsize=32)
def _concepts(code_list: str) -> Mapping[str, tuple[str, str]]:
    """Return URI and label of the codes of a list."""
    table, _hash, part = code_list.partition("#")
    if not table.endswith(".csv"):
        return {}
    rows = read_table(table)
    key = next((name for name in ("code", "notation") if rows and name in rows[0]), "")
    if not key or "uri" not in rows[0]:
        return {}
    return {
        row[key]: (row["uri"], row["label"])
        for row in rows
        if not part or row.get("kind", row.get("scheme")) in (part, "any")
    }


def _value(one: Property, row: Mapping[str, object]) -> object:
    if one.name.endswith(_URI):
        found = (uri_of(code, code_list) for code, code_list in _codes(one, row))
        return next(filter(None, found), MISSING if one.required else "")
    for field in one.fields:
        value = row.get(field.name)
        if value not in (None, ""):
            return value
    if one.is_kind and row.get(_KIND):
        return row[_KIND]
    labels = (label_of(code, code_list) for code, code_list in _codes(one, row))
    return next(filter(None, labels), "")


def _codes(one: Property, row: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the codes of a property, each with its list."""
    for field in one.coded:
        value = row.get(field.name)
        if value not in (None, ""):
            yield str(value).split(_CODES)[0].strip(), field.code_list
        elif one.by_kind and row.get(_KIND):
            yield match_code(str(row[_KIND]), field.code_list), field.code_list
