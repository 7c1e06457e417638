"""The fields and the geometry of a WFS layer, as its schema tells them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

from ..core.progress import Progress
from .answers import xml_of
from .errors import UnexpectedAnswer
from .service import Service, ServiceLayer
from .session import get
from .urls import redact
from .xml_tree import Element

if TYPE_CHECKING:
    import requests

UNKNOWN, NONE = "unknown", "none"

_TYPES = {
    "boolean": "boolean",
    "date": "date",
    "dateTime": "datetime",
    "time": "time",
    "base64Binary": "binary",
    "hexBinary": "binary",
    **dict.fromkeys(("decimal", "double", "float"), "real"),
    **dict.fromkeys(("byte", "short", "int", "integer", "long"), "integer"),
    **dict.fromkeys(("unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong"), "integer"),
    **dict.fromkeys(("positiveInteger", "nonNegativeInteger"), "integer"),
    **dict.fromkeys(("negativeInteger", "nonPositiveInteger"), "integer"),
}
# Words in the names of GML's geometry properties, the telling ones first.
_GEOMETRIES = (
    ("Point", "point"),
    ("Curve", "line"),
    ("LineString", "line"),
    ("Surface", "polygon"),
    ("Polygon", "polygon"),
    ("Geometr", UNKNOWN),
    ("Solid", UNKNOWN),
)
_OF_EVERY_FEATURE = frozenset(
    ("AbstractFeatureType", "AbstractFeature", "name", "description", "boundedBy", "location")
)
_DEEPEST = 8  # types derived from types


@dataclass(frozen=True)
class FeatureField:
    """A field.

    :param type: ``string``, ``integer``, ``real``, ``boolean``, ``date``, ``datetime``, ``time``,
        ``binary``, or ``complex`` for a value with parts of its own.
    """

    name: str
    type: str


@dataclass(frozen=True)
class FeatureType:
    """What a schema tells about a layer.

    :param geometry: ``point``, ``line``, ``polygon``, ``none``, or ``unknown`` when the schema
        allows several or does not tell.
    """

    name: str
    fields: tuple[FeatureField, ...]
    geometry: str
    geometry_field: str


def describe_feature_type(
    session: requests.Session,
    service: Service,
    layer: ServiceLayer,
    progress: Optional[Progress] = None,
) -> FeatureType:
    """Ask a WFS for the schema of a layer and read it.

    Schemas that it includes from elsewhere are not fetched; what they hold stays unknown.

    :raises ServiceError: when no schema came.
    """
    question = {
        "SERVICE": "WFS",
        "VERSION": service.version,
        "REQUEST": "DescribeFeatureType",
        "TYPENAME": layer.name,
    }
    if service.version.startswith("2"):
        question["TYPENAMES"] = layer.name  # servers disagree about which is right
    answer = get(session, service.url, question, progress=progress)
    root = xml_of(answer, "the schema of a WFS layer")
    if root.name != "schema":
        raise UnexpectedAnswer(
            f"The server sent {root.name}, not the schema of {layer.name}.",
            subject=redact(service.url),
            kind="xml",
        )
    return read_feature_type(root, layer.name)


def read_feature_type(schema: Element, name: str) -> FeatureType:
    """Return what an XML schema tells about a feature type.

    :param name: with or without prefix.
    """
    reader = _Schema(schema)
    fields, geometry, geometry_field = [], NONE, ""
    properties = list(reader.properties(name.rpartition(":")[2]))
    for element in properties:
        label = (element.attributes.get("name") or element.attributes.get("ref", "")).rpartition(
            ":"
        )[2]
        if label in _OF_EVERY_FEATURE and "name" not in element.attributes:
            continue
        kind = reader.geometry(element)
        if kind is None:
            fields.append(FeatureField(label, reader.value_type(element)))
        elif not geometry_field:
            geometry, geometry_field = kind, label
    if not properties:
        geometry = UNKNOWN
    return FeatureType(name, tuple(fields), geometry, geometry_field)


class _Schema:
    """Looks things up in one schema document."""

    def __init__(self, root: Element) -> None:
        self._elements = _by_name(root, "element")
        self._complex = _by_name(root, "complexType")
        self._simple = _by_name(root, "simpleType")

    def properties(self, name: str) -> Iterator[Element]:
        """Yield the elements that a feature type consists of, inherited ones first."""
        element = self._elements.get(name)
        definition = None
        if element is not None:
            definition = element.first("complexType") or self._complex_named(element)
        definition = definition or self._complex.get(f"{name}Type") or self._complex.get(name)
        if definition is not None:
            yield from self._properties_of(definition, 0)

    def _properties_of(self, definition: Element, depth: int) -> Iterator[Element]:
        for content in definition.all("complexContent"):
            for derived in (*content.all("extension"), *content.all("restriction")):
                base = self._complex.get(derived.attributes.get("base", "").rpartition(":")[2])
                if base is not None and depth < _DEEPEST:
                    yield from self._properties_of(base, depth + 1)
                yield from _elements_in(derived)
        yield from _elements_in(definition)

    def geometry(self, element: Element) -> Optional[str]:
        """Return the kind of geometry of a property, nothing when it is no geometry."""
        name = element.attributes.get("type") or element.attributes.get("ref", "")
        prefix, _colon, local = name.rpartition(":")
        if local in self._simple or prefix in ("xs", "xsd"):
            return None
        is_property = local.endswith(("PropertyType", "AssociationType")) or (
            "ref" in element.attributes and local[:1].islower()
        )
        if not is_property or local in self._complex:
            return None
        folded = local.lower()
        for word, kind in _GEOMETRIES:
            if word.lower() in folded:
                return kind
        return None

    def value_type(self, element: Element) -> str:
        """Return the type of a field."""
        if element.first("complexType") is not None:
            return "complex"
        inline = element.first("simpleType")
        name = element.attributes.get("type", "")
        for _step in range(_DEEPEST):
            if inline is not None:
                restriction = inline.first("restriction")
                name = restriction.attributes.get("base", "") if restriction is not None else ""
            local = name.rpartition(":")[2]
            inline = self._simple.get(local)
            if inline is None:
                return "complex" if local in self._complex else _TYPES.get(local, "string")
        return "string"

    def _complex_named(self, element: Element) -> Optional[Element]:
        return self._complex.get(element.attributes.get("type", "").rpartition(":")[2])


def _by_name(root: Element, kind: str) -> dict[str, Element]:
    return {one.attributes["name"]: one for one in root.all(kind) if "name" in one.attributes}


def _elements_in(definition: Element) -> Iterator[Element]:
    """Yield the elements of a content model, through any nesting of sequences and choices."""
    for child in definition.children:
        if child.name == "element":
            yield child
        elif child.name in ("sequence", "choice", "all"):
            yield from _elements_in(child)
