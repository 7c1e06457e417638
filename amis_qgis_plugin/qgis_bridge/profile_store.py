"""What a person decided once for all: field maps of sources, and terms; JSON in the profile."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Optional
from uuid import uuid4

from qgis.core import QgsApplication, QgsVectorLayer

from ..core.errors import AmisError, FieldMapError, VocabularyError, WorkspaceError
from ..core.mapping.field_map import FieldMap
from ..core.user_terms import NO_TERMS, UserTerms
from ..workspace.file_state import Stamp, file_stamp
from .layers import FIELD_MAP
from .source_rows import source_key

_MAPS_FORMAT = "amis-field-maps"


def read_terms() -> UserTerms:
    """Return the terms that the person mapped.

    :raises VocabularyError: naming the file, when it is damaged; it stays as it is.
    """
    path = _file("terms.json")
    return _terms(path, file_stamp(path)) if path.exists() else NO_TERMS


@lru_cache(maxsize=4)
def _terms(path: Path, _stamp: Stamp) -> UserTerms:
    """Read the terms once as long as the file is the same: parsers keep what they read by them."""
    try:
        return UserTerms.from_dict(read_json(path))
    except VocabularyError as error:
        raise VocabularyError(error.message, subject=str(path), hint=_DAMAGED) from error


def write_terms(terms: UserTerms) -> None:
    """Keep the terms that the person mapped.

    :raises WorkspaceError: when the profile cannot be written.
    """
    write_json(_file("terms.json"), terms.to_dict())


def saved_map(layer: QgsVectorLayer) -> Optional[FieldMap]:
    """Return the map that was saved for a layer's source, or None.

    The project's own, kept on the layer, counts before the profile's.

    :raises FieldMapError: when the one on the layer, or the profile's file, is damaged.
    """
    text = layer.customProperty(FIELD_MAP)
    if isinstance(text, str) and text:
        try:
            return FieldMap.from_dict(json.loads(text))
        except (ValueError, AmisError) as error:
            raise FieldMapError(
                f"Its saved field map cannot be read: {error}", subject=layer.name()
            ) from error
    entry = _read_maps().get(source_key(layer))
    if entry is None:
        return None
    try:
        return FieldMap.from_dict(entry)
    except AmisError as error:
        raise FieldMapError(
            f"The field map of {layer.name()} in it cannot be read: {error}",
            subject=str(_file("field_maps.json")),
            hint=_DAMAGED,
        ) from error


def save_map(layer: QgsVectorLayer, fields: FieldMap) -> None:
    """Keep a map for a layer's source, in the profile and on the layer.

    :raises WorkspaceError: when the profile cannot be written.
    """
    maps = _read_maps()
    maps[source_key(layer)] = fields.to_dict()
    write_json(_file("field_maps.json"), {"format": _MAPS_FORMAT, "maps": maps})
    layer.setCustomProperty(FIELD_MAP, json.dumps(fields.to_dict(), ensure_ascii=False))


def forget_map(layer: QgsVectorLayer) -> None:
    """Drop what was saved for a layer's source."""
    maps = _read_maps()
    if maps.pop(source_key(layer), None) is not None:
        write_json(_file("field_maps.json"), {"format": _MAPS_FORMAT, "maps": maps})
    layer.removeCustomProperty(FIELD_MAP)


_DAMAGED = "Repair the file, or delete it to begin anew."


def _read_maps() -> dict[str, Any]:
    path = _file("field_maps.json")
    if not path.exists():
        return {}
    try:
        document = read_json(path)
    except VocabularyError as error:
        raise FieldMapError(error.message, subject=str(path), hint=_DAMAGED) from error
    is_ours = isinstance(document, dict) and document.get("format") == _MAPS_FORMAT
    maps = document.get("maps") if is_ours else None
    if not isinstance(maps, dict):
        raise FieldMapError("It holds no field maps.", subject=str(path), hint=_DAMAGED)
    return maps


def _file(name: str) -> Path:
    return Path(QgsApplication.qgisSettingsDirPath()) / "amis_explorer" / name


def read_json(path: Path) -> Any:
    """Return the document of a JSON file.

    :raises VocabularyError: naming the file, when it cannot be read.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise VocabularyError(f"It cannot be read: {error}.", subject=str(path)) from error


def write_json(path: Path, document: Any) -> None:
    """Write a JSON document in one step: the file is the old one or the new one, never half.

    :raises WorkspaceError: when it cannot be written.
    """
    write_text(path, json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def read_field_map(path: Path) -> FieldMap:
    """Return the field map of a JSON file that a person chose.

    :raises FieldMapError: naming the file and what is wrong with it.
    """
    try:
        return FieldMap.from_dict(read_json(path))
    except AmisError as error:
        raise FieldMapError(error.message, subject=str(path), hint=error.hint) from error


def write_text(path: Path, text: str) -> None:
    """Write a text file in one step: it is the old one or the new one, never half.

    :raises WorkspaceError: when it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        side = path.with_name(f".{path.name}-{uuid4().hex}")
        try:
            with side.open("x", encoding="utf-8") as stream:
                stream.write(text)
            side.replace(path)
        finally:
            side.unlink(missing_ok=True)
    except OSError as error:
        raise WorkspaceError(
            f"It cannot be written: {error.strerror or error}.", subject=str(path)
        ) from error
