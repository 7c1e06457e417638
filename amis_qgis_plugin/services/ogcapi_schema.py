"""Fields of a collection, from the schema that some servers publish."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from ..core.errors import ServiceError
from .answers import ask_json
from .errors import HttpFault, UnexpectedAnswer
from .json_values import mapping_of, name_of, names_of
from .urls import child_url

if TYPE_CHECKING:
    import requests

    from ..core.progress import Progress

_WANTED = "the fields of the layer"
_TYPES = {
    "integer": "integer", "number": "real", "boolean": "boolean", "array": "list", "object": "map",
}  # fmt: skip
_FORMATS = {"date": "date", "time": "time", "date-time": "datetime"}


def read_types(
    session: requests.Session, collection_url: str, progress: Optional[Progress] = None
) -> dict[str, str]:
    """Return field to type, as :data:`..core.rows.TYPES` has them; none where nothing is published.

    :raises ServiceError: when no answer came.
    """
    for word in ("schema", "queryables"):
        try:
            data = ask_json(session, child_url(collection_url, word), _WANTED, progress)
        except (HttpFault, UnexpectedAnswer) as error:
            if not _is_refusal(error):
                raise
            continue
        types = types_in(data)
        if types:
            return types
    return {}


def types_in(schema: Any) -> dict[str, str]:
    """Return field to type out of a JSON schema; geometries are no fields."""
    found = {}
    for name, value in mapping_of(mapping_of(schema).get("properties")).items():
        about = mapping_of(value)
        if not _is_geometry(about):
            found[name] = _type(about)
    return found


def _is_refusal(error: ServiceError) -> bool:
    return isinstance(error, UnexpectedAnswer) or (
        isinstance(error, HttpFault) and 400 <= error.status < 500 and error.status != 429
    )


def _is_geometry(about: dict[str, Any]) -> bool:
    return (
        name_of(about.get("format")).startswith("geometry")
        or "geometry" in name_of(about.get("x-ogc-role"))
        or "geojson.org" in name_of(about.get("$ref"))
    )


def _type(about: dict[str, Any]) -> str:
    kinds = {*names_of(about.get("type")), name_of(about.get("type"))} - {"", "null"}
    if kinds == {"integer", "number"}:
        return "real"
    kind = kinds.pop() if len(kinds) == 1 else ""
    return _FORMATS.get(name_of(about.get("format")), _TYPES.get(kind, "text"))
