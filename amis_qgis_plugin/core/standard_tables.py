"""Aligned layers under the names of EarthResourceML-Lite, GeoSciML-Lite and MineralTenementML.

Properties and their order are those of the schemas (``standard_properties.csv``); which field is
which property stands in ``layer_types.json``. A required ``…_uri`` of which nothing is known gets
the nil URI of the OGC, as the documentation of GeoSciML-Lite has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .schemas import Field, LayerType
from .tables import read_table

MISSING = "http://www.opengis.net/def/nil/OGC/0/missing"
SHAPE = "shape"
_PREFIXES = {"ERML-Lite": "erl", "GeoSciML-Lite": "gsmlp", "MineralTenementML": "mt"}
_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_AGE = re.compile(r"[A-Za-z]+")
_CODES = "; "


@dataclass(frozen=True)
class Property:
    """A property of a feature type.

    :param fields: the fields of the layer that say it; the first that says something counts.
    """

    name: str
    type: str
    required: bool
    fields: tuple[Field, ...]


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
            Property(
                row["property"],
                row["type"],
                row["required"] == "yes",
                tuple(
                    field
                    for field in layer.fields
                    if field.corresponds_to == f"{layer.standard}/{row['property']}"
                ),
            )
            for row in rows
        ),
    )


def uri_of(code: str, code_list: str) -> str:
    """Return the URI of a code; empty where the list has none, or does not know the code."""
    if code.startswith(("http://", "https://", "urn:")):
        return code
    if code_list.startswith("http"):
        return code_list + code if _AGE.fullmatch(code) else ""
    return _uris(code_list).get(code, "")


@lru_cache(maxsize=32)
def _uris(code_list: str) -> Mapping[str, str]:
    table, _hash, part = code_list.partition("#")
    if not table.endswith(".csv"):
        return {}
    rows = read_table(table)
    key = next((name for name in ("code", "notation") if rows and name in rows[0]), "")
    if not key or "uri" not in rows[0]:
        return {}
    return {
        row[key]: row["uri"]
        for row in rows
        if not part or row.get("kind", row.get("scheme")) in (part, "any")
    }


def _value(one: Property, row: Mapping[str, object]) -> object:
    is_uri = one.name.endswith("_uri")
    for field in one.fields:
        value = row.get(field.name)
        if value in (None, ""):
            continue
        if not is_uri:
            return value
        found = uri_of(str(value).split(_CODES)[0].strip(), field.code_list)
        if found:
            return found
    return MISSING if is_uri and one.required else ""
