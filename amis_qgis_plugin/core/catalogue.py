"""The built-in catalogue of themes and layers, and services worth trying.

The catalogue is a versioned data file: when the official list is published it replaces
``catalogue.json`` and no code changes. Its themes are those of the layer types.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .errors import VocabularyError
from .schemas import layer_type, themes
from .tables import read_document, read_table

SCHEMA_VERSION = 2


@dataclass(frozen=True)
class CatalogueLayer:
    """A layer the catalogue foresees; ``geometry`` may name several kinds, split by a slash.

    ``layer_type`` is the id of the aligned layer type that takes it, empty where there is none;
    ``target_schema`` the published schema or format that it follows.
    """

    layer_id: str
    title: str
    geometry: str
    layer_type: str
    target_schema: str
    filterable_by: tuple[str, ...]
    basis: str
    priority: str
    note: str


@dataclass(frozen=True)
class Theme:
    """A theme with its layers, in order."""

    theme_id: str
    order: int
    title: str
    layers: tuple[CatalogueLayer, ...]


@dataclass(frozen=True)
class Catalogue:
    """The whole catalogue; ``basis`` says in a sentence what it rests on."""

    title: str
    version: str
    basis: str
    themes: tuple[Theme, ...]


@dataclass(frozen=True)
class SuggestedService:
    """A public service offered as a suggestion and contacted only when a person opens it.

    ``member`` is the ISO 3166 alpha-3 code of the state, empty for a regional body.
    """

    member: str
    agency: str
    title: str
    url: str
    protocol: str
    status: str
    notes: str


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """Return the bundled catalogue.

    :raises VocabularyError: when the file is damaged or of a newer schema.
    """
    document = read_document("catalogue.json")
    if document.get("schema_version") != SCHEMA_VERSION:
        raise VocabularyError(
            f"schema version {document.get('schema_version')} is not {SCHEMA_VERSION}.",
            subject="catalogue.json",
            hint="Use a catalogue made for this version of the plugin.",
        )
    try:
        layers = {entry["theme_id"]: entry["layers"] for entry in document["themes"]}
        ordered = tuple(
            Theme(one.theme_id, one.order, one.title, tuple(map(_layer, layers.pop(one.theme_id))))
            for one in themes()
        )
        if layers:
            raise KeyError(f"a theme among the layer types: {', '.join(layers)}")
        return Catalogue(document["title"], document["version"], document["basis"], ordered)
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"an entry lacks {error}.", subject="catalogue.json") from error


@lru_cache(maxsize=1)
def suggested_services() -> tuple[SuggestedService, ...]:
    """Return services of surveys, none of them verified.

    :raises VocabularyError: when the table is missing or damaged.
    """
    return tuple(SuggestedService(**row) for row in read_table("suggested_services.csv"))


def _layer(entry: dict[str, object]) -> CatalogueLayer:
    geometry, filterable_by = entry["geometry"], entry["filterable_by"]
    if not isinstance(geometry, list) or not isinstance(filterable_by, list):
        raise TypeError("geometry or filterable_by")
    kind = str(entry.get("layer_type", ""))
    return CatalogueLayer(
        str(entry["layer_id"]),
        str(entry["title"]),
        "/".join(geometry),
        kind,
        (layer_type(kind).standard or "none") if kind else str(entry["target_schema"]),
        tuple(filterable_by),
        str(entry["basis"]),
        str(entry["priority"]),
        str(entry["note"]),
    )
