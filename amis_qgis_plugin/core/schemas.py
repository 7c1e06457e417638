"""The layer types of a workspace: their fields, units and code lists, as data.

Each field names the property of EarthResourceML-Lite 2.0.1, GeoSciML-Lite 4.1 or
MineralTenementML 1.0 that it corresponds to, where there is one. A new layer type is a new entry
in ``layer_types.json``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .errors import VocabularyError
from .tables import read_document, read_table

SCHEMA_VERSION = 1
FIELD_TYPES = ("text", "integer", "real", "date")
SOURCE_FIELDS = ("source_id", "source_feature_id", "source_attributes")


@dataclass(frozen=True)
class Field:
    """A column of a layer type.

    ``type`` is one of ``FIELD_TYPES``; ``unit`` a unit symbol or empty; ``code_list`` a bundled
    table (``#`` and a column or kind behind it) or the URI of a vocabulary, or empty;
    ``corresponds_to`` is ``model feature_type/property``, or empty.
    """

    name: str
    type: str
    meaning: str
    unit: str
    code_list: str
    required: bool
    corresponds_to: str


@dataclass(frozen=True)
class LayerType:
    """A kind of layer with the table that holds it in a workspace.

    ``theme_id`` is a theme of the catalogue; ``geometry`` is ``point``, ``line`` or ``polygon``.
    """

    layer_type_id: str
    table: str
    theme_id: str
    title: str
    geometry: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """Return the field with ``name``.

        :raises VocabularyError: when the layer type has none.
        """
        for found in self.fields:
            if found.name == name:
                return found
        raise VocabularyError("the layer type has no such field.", subject=f"{self.table}.{name}")


@dataclass(frozen=True)
class StandardProperty:
    """A property of a published standard; ``required`` is the standard's own word."""

    model: str
    feature_type: str
    name: str
    type: str
    required: bool


@lru_cache(maxsize=1)
def layer_types() -> tuple[LayerType, ...]:
    """Return every layer type in the order of the file.

    :raises VocabularyError: when the file is damaged or of another schema version.
    """
    document = read_document("layer_types.json")
    if document.get("schema_version") != SCHEMA_VERSION:
        raise VocabularyError(
            f"schema version {document.get('schema_version')} is not {SCHEMA_VERSION}.",
            subject="layer_types.json",
        )
    try:
        return tuple(_layer_type(entry) for entry in document["layer_types"])
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"an entry does not fit: {error}.", subject="layer_types.json") from (
            error
        )


def layer_type(layer_type_id: str) -> LayerType:
    """Return the layer type with ``layer_type_id``.

    :raises VocabularyError: naming the id, when there is none.
    """
    for found in layer_types():
        if found.layer_type_id == layer_type_id:
            return found
    known = ", ".join(found.layer_type_id for found in layer_types())
    raise VocabularyError(
        "there is no such layer type.", subject=layer_type_id, hint=f"Known: {known}."
    )


@lru_cache(maxsize=1)
def standard_properties() -> tuple[StandardProperty, ...]:
    """Return the properties of the standards that layer types refer to.

    :raises VocabularyError: when the table is missing or damaged.
    """
    return tuple(
        StandardProperty(
            row["model"],
            row["feature_type"],
            row["property"],
            row["type"],
            row["required"] == "yes",
        )
        for row in read_table("standard_properties.csv")
    )


def _layer_type(entry: dict[str, Any]) -> LayerType:
    fields = tuple(Field(**field) for field in entry["fields"])
    return LayerType(**{**entry, "fields": fields})
