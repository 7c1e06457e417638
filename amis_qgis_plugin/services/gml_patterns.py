"""Patterns of the members of a GML document: where the values of a feature stand among its tags."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Callable, Optional

from .feature_gml import GEOMETRIES, point_of_text, real_number, typed, whole_number
from .pages import GML, WKB, PageFeature

TAG = re.compile(r"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ID = re.compile(r'(?<=id=)"[^"<>]*"')
_ANY_ID = '"[^"<>]*"'
_OWN_ID = re.compile(r'(?<=[\s:f]id=)"[^"<>]*"')
_GAPS = re.compile(r"(?<=>)\s+|\s+(?=<)")
_DECLARED = re.compile(r'\sxmlns(?::[\w.-]+)?="[^"]*"')
_REFERENCE = re.compile(r"&(?:(#[xX][0-9a-fA-F]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);)?")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_PREFIX = re.compile(r"(</?)[\w.-]+:")
_PREFIX_OF_ATTRIBUTE = re.compile(r"(?<=\s)(?!xmlns)[\w.-]+:(?=[\w.-]+=)")
_NUMBERS: dict[str, Callable[[str], Any]] = {"integer": whole_number, "real": real_number}


class NoPattern(Exception):
    """The document is not one that can be read so."""


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
class Pattern:
    """Reads a member whose tags are known.

    :param whole: matches the member with all that belongs to it; its groups are the id, then the
        values and the geometry in the order in which they stand.
    :param names: the field of each value.
    :param types: type of the fields that are no texts.
    :param empty: names of the elements without text.
    :param shape_at: number of the geometry among the groups; 0 for none.
    :param between: what stands between the coordinates of a point; None for another geometry.
    """

    whole: re.Pattern[str]
    names: tuple[str, ...]
    types: Mapping[str, str]
    empty: tuple[str, ...]
    shape_at: int
    between: Optional[str]

    def read(self, found: re.Match[str], is_plain: bool = False) -> PageFeature:
        """Return the feature of a match.

        :param is_plain: whether the document is known to have no references.
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
            if "&" in geometry:
                raise NoPattern
        identifier = values.pop(0)
        if "\n" in identifier or "\t" in identifier:
            raise NoPattern  # the parser makes blanks of it
        if not is_plain and "&" in found[0]:
            identifier, *values = map(plain, (identifier, *values))
        if "" in values:
            values = [text or None for text in values]
        attributes: dict[str, Any] = dict(zip(self.names, values))
        for name, kind in self.types.items():
            text = attributes[name]
            if text is not None:
                attributes[name] = _number(text, kind)
        for name in self.empty:
            attributes[name] = None
        return PageFeature(identifier, attributes, geometry, form)


def learn(opening: str, member: str, closing: str, types: Mapping[str, str]) -> Optional[Pattern]:
    """Return the pattern of a member; None where its values are not plain texts."""
    root = _nodes(TAG.findall(member))
    if root is None:
        return None
    fields: dict[str, str] = {}
    empty: list[str] = []
    shape_at, between = 0, None
    parts = [_tag(opening), _own_tag(root.tag)]
    for child in root.children:
        if child.name == "boundedBy" and (child.children or child.is_empty):
            parts.append(_any_text(child))
        elif len(child.children) == 1 and child.children[0].name in GEOMETRIES and not shape_at:
            shape_at, between = len(fields) + 1, _between(child.children[0])
            parts.append(_with_shape(child, between is not None))
        elif (
            child.children
            or child.name in ("boundedBy", *fields, *empty)
            or re.search("nil|href", child.tag)
        ):
            return None
        elif child.is_empty:
            empty.append(child.name)
            parts.append(_tag(child.tag))
        else:
            fields[child.name] = types.get(child.name, "text")
            parts.append(f"{_tag(child.tag)}([^<]*){child.end}")
    parts += [root.end, re.escape(closing)]
    whole = re.compile(r"\s*".join(["", *filter(None, parts)]))
    others = {name: kind for name, kind in fields.items() if kind != "text"}
    return Pattern(whole, tuple(fields), others, tuple(empty), shape_at, between)


def _number(text: str, kind: str) -> Any:
    """Return a value that is not empty as what its field is declared to hold."""
    try:
        return _NUMBERS[kind](text)
    except (KeyError, ValueError):
        return typed(text, kind)


def _tag(tag: str) -> str:
    """Return a pattern for a start tag, whatever its ids are."""
    return _ANY_ID.join(map(re.escape, _ID.split(tag)))


def _own_tag(tag: str) -> str:
    """Return a pattern for the start tag of a feature, with a group for its id."""
    own = _OWN_ID.search(tag)
    if own is None:
        return f"{_tag(tag)}()"
    if _OWN_ID.search(tag, own.end()):
        raise NoPattern  # two ids, of which one counts
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
            if not running:
                return None
            running.pop()
            continue
        qualified = name_in(tag)
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


def name_in(tag: str) -> str:
    """Return the name of a start tag, with its prefix."""
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
        if number > sys.maxunicode or 0xD800 <= number < 0xE000 or number & 0xFFFE == 0xFFFE:
            raise NoPattern
        return chr(number)
    return _NAMED[name]
