"""Features out of the text of a GML document, without a tree of it.

A page has thousands of features made of the same tags in the same order. The first one of each
make is read by the parser, and from its tags comes a pattern of the whole member. When the pattern
says of it what the parser said, it reads all others that have exactly these tags. Whatever has no
pattern goes through the parser. So every tag of the document has been seen by the parser once, in
the same surroundings; texts have no tags, and their references are looked at one by one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Optional

from .feature_gml import (
    GEOMETRIES,
    MEMBERS,
    FeatureDocument,
    number_in,
    oddities,
    point_of_text,
    read_feature,
    typed,
)
from .pages import GML, WKB, PageFeature
from .xml_tree import Element, XmlFault, parse_xml

_TAG = re.compile(r"<[^>]*>")
_COLLECTION = re.compile(r"(?:<\?xml[^>]*\?>\s*)?<(?P<name>(?:[\w.-]+:)?\w*FeatureCollection)[\s>]")
_MEMBER = re.compile(rf"<((?:[\w.-]+:)?(?:{'|'.join(MEMBERS)}))(?:\s[^>]*)?>\s*")
_ID = re.compile(r'(?<=id=)"[^"<>]*"')
_ANY_ID = '"[^"<>]*"'
_OWN_ID = re.compile(r'(?<=[\s:f]id=)"[^"<>]*"')
_GAPS = re.compile(r"(?<=>)\s+|\s+(?=<)")
_DECLARED = re.compile(r'\sxmlns(?::[\w.-]+)?="[^"]*"')
_STOPPED = re.compile("truncatedResponse|ServiceException|ExceptionReport")
_SRS_NAME = re.compile(r"""\ssrsName\s*=\s*["']([^"'<]*)["']""")
_REFERENCE = re.compile(r"&(?:(#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);)?")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_PREFIX = re.compile(r"(</?)[\w.-]+:")
_PREFIX_OF_ATTRIBUTE = re.compile(r"(?<=\s)(?!xmlns)[\w.-]+:(?=[\w.-]+=)")
_MOST_PATTERNS = 50


class NoPattern(Exception):
    """The document is not one that can be read so."""


def read_gml_text(text: str, types: Mapping[str, str]) -> Optional[FeatureDocument]:
    """Return the features of a collection; None for any document that has to be parsed as a whole.

    :param types: field to type, as :data:`...core.rows.TYPES` has them.
    """
    collection = _COLLECTION.match(text)
    start = _MEMBER.search(text) if collection else None
    if collection is None or start is None or _STOPPED.search(text):
        return None
    if "<!" in text or text.count("<?") > text.startswith("<?"):
        return None  # raw texts, comments, instructions
    if "\r" in text:
        return read_gml_text(text.replace("\r\n", "\n").replace("\r", "\n"), types)
    closing = f"</{collection['name']}>"
    try:
        root = parse_xml(f"{text[: start.start()]}{closing}")
        reader = _Reader(text, start, closing, types)
        features = tuple(reader.features())
    except (NoPattern, XmlFault):
        return None
    srs = _SRS_NAME.search(text)
    told = root.attributes
    return FeatureDocument(
        features,
        number_in(told.get("numberReturned") or told.get("numberOfFeatures", "")),
        number_in(told.get("numberMatched", "")),
        srs[1] if srs else "",
        oddities=tuple(oddities(reader.parsed)),
    )


@dataclass
class _Node:
    """An element by its tags."""

    name: str
    tag: str
    end: str  # a pattern
    children: list[_Node] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether it is one tag."""
        return self.tag.endswith("/>")


@dataclass(frozen=True)
class _Pattern:
    """Reads a member whose tags are known.

    :param whole: matches the member with all that belongs to it; its groups are the id, then the
        values and the geometry in the order in which they stand.
    :param fields: (name, type) for each value.
    :param empty: names of the elements without text.
    :param shape_at: number of the geometry among the groups; 0 for none.
    :param between: what stands between the coordinates of a point; None for another geometry.
    """

    whole: re.Pattern[str]
    fields: tuple[tuple[str, str], ...]
    empty: tuple[str, ...]
    shape_at: int
    between: Optional[str]

    def read(self, found: re.Match[str]) -> PageFeature:
        """Return the feature of a match.

        :raises NoPattern: when a value is not written as it should be.
        """
        values = list(found.groups())
        geometry: Any = None
        form = GML
        if self.shape_at and self.between is not None:
            geometry, form = point_of_text(values.pop(self.shape_at), self.between), WKB
            if geometry is None:
                raise NoPattern
        elif self.shape_at:
            geometry = _without_prefixes(values.pop(self.shape_at))
        identifier = values.pop(0)
        attributes: dict[str, Any] = {}
        for (name, kind), text in zip(self.fields, values):
            if "&" in text:
                text = plain(text)
            attributes[name] = typed(text, kind) if kind != "text" else text or None
        attributes.update(dict.fromkeys(self.empty))
        return PageFeature(
            plain(identifier) if "&" in identifier else identifier, attributes, geometry, form
        )


class _Reader:
    """Reads the members of one document, one behind the other.

    :ivar parsed: the features that the parser read: one at least of each make.
    """

    def __init__(
        self, text: str, start: re.Match[str], closing: str, types: Mapping[str, str]
    ) -> None:
        self._text, self._types = text, types
        self._patterns: list[_Pattern] = []
        self.parsed: list[Element] = []
        name = start[1]
        if name.endswith("featureMembers"):  # one around all features
            self._at, self._opening, self._end = start.end(), "", ""
            self._last = re.compile(rf"\s*</{re.escape(name)}>\s*{re.escape(closing)}\s*\Z")
        else:
            self._at = start.start()
            self._opening, self._end = f"<{name}", f"</{name}>"
            self._last = re.compile(rf"\s*{re.escape(closing)}\s*\Z")

    def features(self) -> Iterator[PageFeature]:
        """Yield them.

        :raises NoPattern: when they cannot be told apart so simply.
        :raises XmlFault: when one of them is not well formed.
        """
        text = self._text
        while True:
            for number, pattern in enumerate(self._patterns):
                found = pattern.whole.match(text, self._at)
                if found is not None:
                    yield pattern.read(found)
                    self._at = found.end()
                    if number:  # the next one is probably made so, too
                        self._patterns.insert(0, self._patterns.pop(number))
                    break
            else:
                if self._last.match(text, self._at):
                    return
                yield self._parsed()

    def _parsed(self) -> PageFeature:
        """Return the next feature by the parser, and learn its pattern."""
        opening, begin, end = self._bounds()
        member = self._text[begin:end]
        element = parse_xml(member)
        self.parsed.append(element)
        feature = read_feature(element, self._types)
        pattern = None
        if len(self._patterns) < _MOST_PATTERNS:
            pattern = _learn(opening, member, self._end, self._types)
        found = None if pattern is None else pattern.whole.match(self._text, self._at)
        if pattern is not None and found is not None and pattern.read(found) == feature:
            self._patterns.insert(0, pattern)
        self._at = self._text.index(self._end, end) + len(self._end)
        return feature

    def _bounds(self) -> tuple[str, int, int]:
        """Return the tag in front of the next feature, and where the feature begins and ends."""
        at, opening = self._at, ""
        if self._opening:
            opening = self._tag_at(at)
            at = self._text.index(opening, at) + len(opening)
        tag = self._tag_at(at)
        first = self._text.index(tag, at)
        closing = f"</{_name_in(tag)}>"
        last = self._text.find(closing, first)
        end = last + len(closing)
        behind = self._text.find(self._end, end)
        is_other = bool(opening) and not opening.startswith(self._opening)
        if last < 0 or behind < 0 or self._text[end:behind].strip() or is_other:
            raise NoPattern
        return opening, first, end

    def _tag_at(self, at: int) -> str:
        """Return the start tag that is the next thing."""
        found = _TAG.search(self._text, at)
        if found is None or self._text[at : found.start()].strip() or found[0].startswith("</"):
            raise NoPattern
        return found[0]


def _learn(opening: str, member: str, closing: str, types: Mapping[str, str]) -> Optional[_Pattern]:
    """Return the pattern of a member; None where its values are not plain texts."""
    root = _nodes(_TAG.findall(member))
    if root is None:
        return None
    fields: dict[str, str] = {}
    empty: list[str] = []
    shape_at, between = 0, None
    parts = [_tag(opening), _own_tag(root.tag)]
    for child in root.children:
        if child.name == "boundedBy":
            parts.append(_any_text(child))
        elif len(child.children) == 1 and child.children[0].name in GEOMETRIES and not shape_at:
            shape_at, between = len(fields) + 1, _between(child.children[0])
            parts.append(_with_shape(child, between is not None))
        elif child.children or child.name in (*fields, *empty) or re.search("nil|href", child.tag):
            return None
        elif child.is_empty:
            empty.append(child.name)
            parts.append(_tag(child.tag))
        else:
            fields[child.name] = types.get(child.name, "text")
            parts.append(f"{_tag(child.tag)}([^<]*){child.end}")
    parts += [root.end, re.escape(closing)]
    whole = re.compile(r"\s*".join(["", *filter(None, parts)]))
    return _Pattern(whole, tuple(fields.items()), tuple(empty), shape_at, between)


def _tag(tag: str) -> str:
    """Return a pattern for a start tag, whatever its ids are."""
    return _ANY_ID.join(map(re.escape, _ID.split(tag)))


def _own_tag(tag: str) -> str:
    """Return a pattern for the start tag of a feature, with a group for its id."""
    own = _OWN_ID.search(tag)
    if own is None:
        return f"{_tag(tag)}()"
    return f'{_tag(tag[: own.start()])}"([^"<>]*)"{_tag(tag[own.end() :])}'


def _any_text(node: _Node) -> str:
    """Return a pattern for an element with the same elements in it, whatever their texts are."""
    if node.is_empty:
        return _tag(node.tag)
    inner = [_any_text(child) for child in node.children]
    text = r"\s*" if inner else "[^<]*"
    return f"{_tag(node.tag)}{text.join(['', *inner, '']) if inner else text}{node.end}"


def _with_shape(node: _Node, is_point: bool) -> str:
    """Return a pattern for an element around a geometry, with a group for what is told of it."""
    shape = node.children[0]
    if is_point:
        leaf = shape.children[0]
        inner = f"{_tag(shape.tag)}\\s*{_tag(leaf.tag)}([^<]*){leaf.end}\\s*{shape.end}"
    else:
        inner = f"({_any_text(shape)})"
    return f"{_tag(node.tag)}\\s*{inner}\\s*{node.end}"


def _between(node: _Node) -> Optional[str]:
    """Return what stands between the coordinates of a plain point; None for another geometry."""
    if node.name != "Point" or len(node.children) != 1 or node.children[0].children:
        return None
    leaf = node.children[0]
    if leaf.is_empty:
        return None
    if leaf.name == "pos":
        return ""
    is_plain = leaf.name == "coordinates" and not re.search(r"\s(decimal|cs|ts)=", leaf.tag)
    return "," if is_plain else None


def _nodes(tags: list[str]) -> Optional[_Node]:
    """Return the elements that these tags make; None where they are not those of one element."""
    root: Optional[_Node] = None
    running: list[_Node] = []
    for tag in tags:
        if tag.startswith("</"):
            running.pop()
            continue
        qualified = _name_in(tag)
        node = _Node(qualified.rpartition(":")[2], tag, rf"</{re.escape(qualified)}\s*>")
        if running:
            running[-1].children.append(node)
        elif root is not None:
            return None
        else:
            root = node
        if not node.is_empty:
            running.append(node)
    return root


def _name_in(tag: str) -> str:
    return re.split(r"[\s/>]", tag[1:], maxsplit=1)[0]


def _without_prefixes(shape: str) -> str:
    """Return a geometry as GDAL reads it, whatever its namespaces are called."""
    tight = _GAPS.sub("", shape)
    if "xmlns" in tight:
        tight = _DECLARED.sub("", tight)
    return _PREFIX_OF_ATTRIBUTE.sub("", _PREFIX.sub(r"\1", tight))


def plain(text: str) -> str:
    """Return a text of XML with its references written out.

    :raises NoPattern: when there is one that XML does not know.
    """
    return _REFERENCE.sub(_character, text)


def _character(found: re.Match[str]) -> str:
    name = found[1]
    if name is None:
        raise NoPattern
    if name.startswith("#"):
        number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
        if number > sys.maxunicode:
            raise NoPattern
        return chr(number)
    return _NAMED[name]
