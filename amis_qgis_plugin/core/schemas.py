"""The layer types of a workspace: their fields, units and code lists, as data.

Each field names the property of EarthResourceML-Lite 2.0.1, GeoSciML-Lite 4.1 or
MineralTenementML 1.0 that it corresponds to, where there is one. A new layer type is a new entry
in ``layer_types.json``; the themes that order the catalogue come from the same file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Callable, TypeVar

from .errors import VocabularyError
from .tables import read_document, read_table

OCCURRENCES = "mineral_occurrences"
Made = TypeVar("Made")
SCHEMA_VERSION = 2
FIELD_TYPES = ("text", "integer", "real", "date")
GEOMETRIES = ("point", "line", "polygon")
SOURCE_FIELDS = ("source_id", "source_feature_id", "source_geometry", "source_attributes")
_LABELS = {
    "occurrence_type": "Type of occurrence",
    "occurrence_type_text": "Type of occurrence, as the source has it",
    "commodity_text": "Commodities, as the source has them",
    "commodity_codes": "Commodities, aligned codes",
    "representative_commodity": "Commodity it is drawn as",
    "minerals": "Minerals beside the products",
    "country": "Country (ISO code)",
    "country_basis": "Country rests on",
    "admin1": "Province or state",
    "deposit_model": "Deposit type, aligned",
    "source_uri": "Source record",
    "source_id": "Source",
    "source_feature_id": "Key at the source",
    "source_geometry": "Geometry of the source",
    "source_attributes": "All attributes of the source",
}
_TABLE_ENDS = {"point": "_points", "line": "_lines", "polygon": "_areas"}


@dataclass(frozen=True)
class Field:
    """A column of a layer type.

    ``type`` is one of ``FIELD_TYPES``; ``unit`` a unit symbol or empty; ``code_list`` a bundled
    table (``#`` and a column, kind or scheme behind it) or the URI of a vocabulary, or empty;
    ``corresponds_to`` is ``model feature_type/property``, or empty. ``reads`` names the fields
    whose text a code is read from, in the order in which they are asked.
    """

    name: str
    type: str
    meaning: str
    unit: str = ""
    code_list: str = ""
    required: bool = False
    corresponds_to: str = ""
    reads: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name as a person reads it."""
        known = _LABELS.get(self.name)
        if known:
            return known
        words = self.name[: -len("_text")] if self.name.endswith("_text") else self.name
        if self.unit:
            words = words[: -len(f"_{self.unit}")]
        said = words.replace("_", " ").capitalize()
        if self.unit:
            return f"{said} ({self.unit})"
        return f"{said}, as the source has it" if self.name.endswith("_text") else said

    @property
    def is_of_the_source(self) -> bool:
        """Whether a workspace fills the column by itself, from the source record."""
        return self.name in SOURCE_FIELDS


@dataclass(frozen=True)
class LayerType:
    """A kind of layer with the table that holds it in a workspace.

    ``theme_id`` is a theme of the catalogue; ``geometry`` is one of ``GEOMETRIES``, and ``also``
    the kinds that have a table of their own; ``standard`` is the ``model feature_type`` that it
    follows, empty where there is none.
    """

    layer_type_id: str
    table: str
    theme_id: str
    title: str
    geometry: str
    standard: str
    fields: tuple[Field, ...]
    also: tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        """Return the field with ``name``.

        :raises VocabularyError: when the layer type has none.
        """
        for found in self.fields:
            if found.name == name:
                return found
        raise VocabularyError("the layer type has no such field.", subject=f"{self.table}.{name}")

    def has(self, name: str) -> bool:
        """Whether the layer type has a field with ``name``."""
        return any(field.name == name for field in self.fields)

    def kind_for(self, geometry: str) -> str:
        """Return the kind of geometry under which a source's geometry is kept."""
        return geometry if geometry in self.also else self.geometry

    def tables(self) -> tuple[str, ...]:
        """Return every table that may hold this type."""
        return (self.table, *map(self.table_for, self.also))

    def table_for(self, geometry: str) -> str:
        """Return the table that holds a source of this kind of geometry."""
        return f"{self.table}{_TABLE_ENDS[geometry]}" if geometry in self.also else self.table


@dataclass(frozen=True)
class ThemeTitle:
    """A theme of the catalogue; ``order`` counts from 1."""

    theme_id: str
    order: int
    title: str


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
    return tuple(_entries("layer_types", _layer_type))


@lru_cache(maxsize=1)
def themes() -> tuple[ThemeTitle, ...]:
    """Return the themes in their order.

    :raises VocabularyError: when the file is damaged or of another schema version.
    """
    found = _entries("themes", lambda entry: ThemeTitle(**entry))
    return tuple(sorted(found, key=lambda theme: theme.order))


@lru_cache(maxsize=1)
def plain_type() -> LayerType:
    """Return what a layer is that none of the layer types fits: rows with a place and attributes.

    :raises VocabularyError: when the file is damaged or of another schema version.
    """
    (found,) = _entries("plain", _layer_type)
    return found


def every_type() -> tuple[LayerType, ...]:
    """Return all that rows can be aligned to: the layer types, and the plain one.

    :raises VocabularyError: when the file is damaged or of another schema version.
    """
    return (*layer_types(), plain_type())


def layer_type(layer_type_id: str) -> LayerType:
    """Return the layer type with ``layer_type_id``.

    :raises VocabularyError: naming the id, when there is none.
    """
    for found in every_type():
        if found.layer_type_id == layer_type_id:
            return found
    known = ", ".join(found.layer_type_id for found in every_type())
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


def _entries(name: str, make: Callable[[dict[str, Any]], Made]) -> list[Made]:
    document = read_document("layer_types.json")
    if document.get("schema_version") != SCHEMA_VERSION:
        raise VocabularyError(
            f"schema version {document.get('schema_version')} is not {SCHEMA_VERSION}.",
            subject="layer_types.json",
        )
    try:
        return [make(entry) for entry in document[name]]
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"an entry does not fit: {error}.", subject="layer_types.json") from (
            error
        )


def _layer_type(entry: dict[str, Any]) -> LayerType:
    fields = tuple(
        Field(**{**field, "reads": tuple(field.get("reads", ()))}) for field in entry["fields"]
    )
    return LayerType(**{**entry, "fields": fields, "also": tuple(entry.get("also", ()))})
