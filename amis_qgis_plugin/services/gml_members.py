"""Features out of the text of a GML document, without a tree of it.

A page has thousands of features that are made of the same tags in the same order. The first one of
each make is read by the parser and, beside it, by a pattern of where its values stand; when both
say the same, the pattern reads all others of exactly these tags. Whatever has no pattern goes
through the parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Optional

from .feature_gml import (
    GEOMETRIES,
    MEMBERS,
    FeatureDocument,
    number_in,
    point_of_text,
    read_feature,
    read_gml,
    typed,
)
from .pages import GML, WKB, PageFeature
from .xml_tree import XmlFault, parse_xml

_TAG = re.compile(r"(<[^>]*>)")
_ID_VALUE = re.compile(r'id="[^"]*"')
_OWN_ID = re.compile(r'(?<=[\s:f])id="([^"]*)"')
_MEMBER = re.compile(rf"<((?:[\w.-]+:)?(?:{'|'.join(MEMBERS)}))(?:\s[^>]*)?>")
_FIRST_NAME = re.compile(r"\s*<([^\s/>]+)")
_SRS_NAME = re.compile(r"""\ssrsName\s*=\s*["']([^"'<]*)["']""")
_END = re.compile(r"\s*(?:</[^>]*>\s*){1,2}")
_REFERENCE = re.compile(r"&(#[xX][0-9a-fA-F]+|#\d+|\w+);")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_PREFIX = re.compile(r"(</?)[\w.-]+:")
_MOST_PATTERNS = 500


def read_gml_text(
    text: str, attributes: Mapping[str, str], types: Mapping[str, str]
) -> FeatureDocument:
    """Return the features of a collection.

    :param text: a document that is known to be well formed.
    :param attributes: those of its root.
    :param types: field to type, as :data:`...core.rows.TYPES` has them.
    """
    found = _members(text)
    features = None if found is None else _Patterns(types).read(found)
    if features is None:
        return read_gml(parse_xml(text), types)
    srs = _SRS_NAME.search(text)
    returned = attributes.get("numberReturned") or attributes.get("numberOfFeatures", "")
    return FeatureDocument(
        features,
        number_in(returned),
        number_in(attributes.get("numberMatched", "")),
        srs[1] if srs else "",
    )


def _members(text: str) -> Optional[Iterator[str]]:
    """Return the text of each feature; None where they cannot be told apart so simply."""
    start = _MEMBER.search(text)
    if start is None or "truncatedResponse" in text or _has_markup(text, start.start()):
        return None
    if "\r" in text:
        return _members(text.replace("\r\n", "\n").replace("\r", "\n"))
    name = start[1]
    if name.endswith("featureMembers"):  # one for all features
        first = _FIRST_NAME.match(text, start.end())
        closing, begin = f"</{first[1]}>" if first else "", start.end()
        *features, rest = text[begin:].split(closing) if closing else ("",)
        wrapped = (f"{one}{closing}" for one in features)
    else:
        *features, rest = text[start.start() :].split(f"</{name}>")
        opening = re.compile(rf"\s*<{re.escape(name)}(?:\s[^>]*)?>")
        cut = [opening.sub("", one, count=1) for one in features]
        if any(len(one) == len(other) for one, other in zip(cut, features)):
            return None
        wrapped = iter(cut)
    return wrapped if features and _END.fullmatch(rest) else None


def _has_markup(text: str, position: int) -> bool:
    """Whether there are comments, raw texts or instructions among the features."""
    return "<!" in text[position:] or "<?" in text[position:]


@dataclass
class _Node:
    """An element by its tags: the text behind its start tag has the number of that tag."""

    name: str
    tag: str
    number: int
    last: int = -1
    children: list[_Node] = field(default_factory=list)


@dataclass(frozen=True)
class _Pattern:
    """Where the values of a feature stand.

    :param fields: (name, type, number of the text); -1 for an element without text.
    :param point: number of the text with a point's coordinates, and what is between them; or None.
    :param shape: (first, last) tag of another geometry, or None.
    """

    fields: tuple[tuple[str, str, int], ...]
    point: Optional[tuple[int, str]] = None
    shape: Optional[tuple[int, int]] = None

    def read(self, tags: list[str], texts: list[str]) -> PageFeature:
        """Return the feature that has these tags and texts."""
        own = _OWN_ID.search(tags[0])
        attributes: dict[str, Any] = {}
        for name, kind, number in self.fields:
            text = texts[number] if number >= 0 else ""
            attributes[name] = typed(plain(text) if "&" in text else text, kind)
        geometry: Any = None
        form = GML
        if self.point is not None:
            geometry, form = point_of_text(texts[self.point[0]], self.point[1]), WKB
        elif self.shape is not None:
            geometry = _gml_of(tags, texts, *self.shape)
        return PageFeature(plain(own[1]) if own else "", attributes, geometry, form)


class _Patterns:
    """Reads features, each make of them by a pattern of its own."""

    def __init__(self, types: Mapping[str, str]) -> None:
        self._types = types
        self._known: dict[str, Optional[_Pattern]] = {}

    def read(self, members: Iterator[str]) -> Optional[tuple[PageFeature, ...]]:
        """Return all features; None where a text is not that of one feature."""
        features = []
        for member in members:
            parts = _TAG.split(member)
            tags, texts = parts[1::2], parts[2::2]
            key = _ID_VALUE.sub("", "".join(tags))
            pattern = self._known.get(key)
            if pattern is not None:
                feature = pattern.read(tags, texts)
                if feature.geometry is not None or pattern.point is None:
                    features.append(feature)
                    continue
            try:
                feature = read_feature(parse_xml(member), self._types)
            except XmlFault:
                return None
            features.append(feature)
            if key not in self._known and len(self._known) < _MOST_PATTERNS:
                self._known[key] = self._learn(tags, texts, feature)
        return tuple(features)

    def _learn(self, tags: list[str], texts: list[str], known: PageFeature) -> Optional[_Pattern]:
        """Return the pattern of a feature, when it says the same as the parser."""
        root = _nodes(tags)
        pattern = None if root is None else self._pattern(root)
        if pattern is None or pattern.read(tags, texts) != known:
            return None
        return pattern

    def _pattern(self, root: _Node) -> Optional[_Pattern]:
        fields: dict[str, tuple[str, str, int]] = {}
        point, shape = None, None
        for child in root.children:
            if child.name == "boundedBy":
                continue
            if len(child.children) == 1 and child.children[0].name in GEOMETRIES:
                if point is not None or shape is not None:
                    return None
                point = _point_in(child.children[0])
                shape = None if point else (child.children[0].number, child.children[0].last)
            elif (
                child.children or child.name in fields or "nil" in child.tag or "href" in child.tag
            ):
                return None
            else:
                number = -1 if child.tag.endswith("/>") else child.number
                fields[child.name] = (child.name, self._types.get(child.name, "text"), number)
        return _Pattern(tuple(fields.values()), point, shape)


def _point_in(node: _Node) -> Optional[tuple[int, str]]:
    """Return the number of the text with the coordinates of a plain point."""
    if node.name != "Point" or len(node.children) != 1 or node.children[0].children:
        return None
    child = node.children[0]
    if child.name == "pos":
        return child.number, ""
    is_plain = child.name == "coordinates" and not re.search(r"\s(decimal|cs|ts)=", child.tag)
    return (child.number, ",") if is_plain else None


def _nodes(tags: list[str]) -> Optional[_Node]:
    """Return the elements that these tags make; None where they are not those of one element."""
    root: Optional[_Node] = None
    running: list[_Node] = []
    for number, tag in enumerate(tags):
        if tag.startswith("</"):
            running.pop().last = number
            continue
        name = tag[1:].split(None, 1)[0].rstrip("/>").rpartition(":")[2]
        node = _Node(name, tag, number, number)
        if running:
            running[-1].children.append(node)
        elif root is not None:
            return None
        else:
            root = node
        if not tag.endswith("/>"):
            running.append(node)
    return root


def _gml_of(tags: list[str], texts: list[str], first: int, last: int) -> str:
    """Return a geometry as XML without prefixes."""
    between = zip(tags[first : last + 1], [*(one.strip() for one in texts[first:last]), ""])
    return "".join(_without_prefixes(tag) + text for tag, text in between)


def _without_prefixes(tag: str) -> str:
    if " " not in tag:
        return _PREFIX.sub(r"\1", tag)
    return _PREFIX.sub(r"\1", re.sub(r"(\s)(?!xmlns)[\w.-]+:(?=[\w.-]+=)", r"\1", tag))


def plain(text: str) -> str:
    """Return a text of XML with its references written out."""
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name.startswith("#"):
        return chr(int(name[2:], 16) if name[1] in "xX" else int(name[1:]))
    return _NAMED.get(name, found[0])
