"""Features out of the text of a GML document, without a tree of it.

A page has thousands of features made of the same tags in the same order. The first one of each
make is read by the parser, and from its tags comes a pattern of the whole member. When the pattern
says of it what the parser said, it reads all others that have exactly these tags. Whatever has no
pattern goes through the parser. So every tag of the document has been seen by the parser once, in
the same surroundings; texts have no tags, and their references are looked at one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Optional

from .feature_gml import (
    MEMBERS,
    FeatureDocument,
    crs_in,
    is_features,
    number_in,
    oddities,
    read_feature,
)
from .gml_patterns import TAG, NoPattern, Pattern, learn, name_in
from .pages import PageFeature
from .xml_tree import Element, XmlFault, parse_xml

_COLLECTION = re.compile(r"(?:<\?xml[^>]*\?>\s*)?<(?P<name>(?:[\w.-]+:)?\w*FeatureCollection)[\s>]")
_MEMBER = re.compile(rf"<((?:[\w.-]+:)?(?:{'|'.join(MEMBERS)}))(?:\s[^>]*)?>\s*")
# Exceptions among the features, comments, raw texts, instructions.
_ODD = ("truncatedResponse", "ServiceException", "ExceptionReport", "<!", "]]>", "<?")
_MOST_PATTERNS = 50


def read_gml_text(text: str, types: Mapping[str, str]) -> Optional[FeatureDocument]:
    """Return the features of a collection; None for any document that has to be parsed as a whole.

    :param types: field to type, as :data:`...core.rows.TYPES` has them.
    """
    collection = _COLLECTION.match(text)
    start = _MEMBER.search(text) if collection else None
    if collection is None or start is None or ("]" in text and "]]>" in text):
        return None
    if _is_odd(text[collection.start("name") : start.start()]):
        return None
    if "\r" in text:
        return read_gml_text(text.replace("\r\n", "\n").replace("\r", "\n"), types)
    closing = f"</{collection['name']}>"
    try:
        root = parse_xml(f"{text[: start.start()]}{closing}")
        reader = _Reader(text, start, closing, types)
        features = tuple(reader.features())
    except (NoPattern, XmlFault):
        return None
    told = root.attributes
    return FeatureDocument(
        features,
        number_in(told.get("numberReturned") or told.get("numberOfFeatures", "")),
        number_in(told.get("numberMatched", "")),
        next(filter(None, map(crs_in, (root, *reader.parsed))), ""),
        oddities=tuple(oddities(reader.parsed)),
    )


def _is_odd(text: str) -> bool:
    """Whether a part of a document has what only the parser may read.

    To look at the parts that no pattern reads is enough: a pattern has the tags of one that it was
    learned from, and between them nothing that begins with ``<``.
    """
    return any(one in text for one in _ODD)


class _Reader:
    """Reads the members of one document, one behind the other.

    :ivar parsed: the features that the parser read: one at least of each make.
    """

    def __init__(
        self, text: str, start: re.Match[str], closing: str, types: Mapping[str, str]
    ) -> None:
        self._text, self._types = text, types
        self._patterns: list[Pattern] = []
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
        text, is_plain = self._text, "&" not in self._text
        while True:
            for number, pattern in enumerate(self._patterns):
                found = pattern.whole.match(text, self._at)
                if found is not None:
                    yield pattern.read(found, is_plain)
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
        behind = self._text.index(self._end, end) + len(self._end)
        if _is_odd(self._text[self._at : behind]):
            raise NoPattern
        member = self._text[begin:end]
        element = parse_xml(member)
        if is_features(element):
            raise NoPattern  # a collection in a collection
        self.parsed.append(element)
        feature = read_feature(element, self._types)
        pattern = None
        if len(self._patterns) < _MOST_PATTERNS:
            pattern = learn(opening, member, self._end, self._types)
        found = None if pattern is None else pattern.whole.match(self._text, self._at)
        if pattern is not None and found is not None and pattern.read(found) == feature:
            self._patterns.insert(0, pattern)
        self._at = behind
        return feature

    def _bounds(self) -> tuple[str, int, int]:
        """Return the tag in front of the next feature, and where the feature begins and ends."""
        at, opening = self._at, ""
        if self._opening:
            opening = self._tag_at(at)
            at = self._text.index(opening, at) + len(opening)
        tag = self._tag_at(at)
        first = self._text.index(tag, at)
        closing = f"</{name_in(tag)}>"
        last = self._text.find(closing, first)
        end = last + len(closing)
        behind = self._text.find(self._end, end)
        is_other = bool(opening) and not opening.startswith(self._opening)
        if last < 0 or behind < 0 or self._text[end:behind].strip() or is_other:
            raise NoPattern
        return opening, first, end

    def _tag_at(self, at: int) -> str:
        """Return the start tag that is the next thing."""
        found = TAG.search(self._text, at)
        if found is None or self._text[at : found.start()].strip() or found[0].startswith("</"):
            raise NoPattern
        return found[0]
