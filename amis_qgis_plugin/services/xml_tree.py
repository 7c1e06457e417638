"""XML of strangers, read into a small tree.

The parser is the one below the standard library's (expat), driven here so that a document can
declare nothing that grows, reaches a file or the network: entities, attribute defaults and
notations are refused where they are declared. A plain DOCTYPE, as WMS 1.1.1 has it, is harmless
and its external part is never fetched.
"""

from __future__ import annotations

import pyexpat
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Optional

MAX_DEPTH = 120

_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(-?(le|be))?|us-ascii|ascii|iso-?8859-\d{1,2}|latin-?\d|windows-\d{3,4}|cp\d{3,4}"
    r"|tis-620|koi8-[ru]|gb2312|gbk|gb18030|big5|euc-(jp|kr)|shift[_-]jis",
    re.IGNORECASE,
)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13))
_NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
# The same, written as numbers: &#1; and &#x1F;.
_ILLEGAL_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*(?:[0-8bcBCefEF]|1[0-9a-fA-F]));"
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CUT = {"no element found", "unclosed token", "partial character", "unclosed CDATA section"}


class XmlFault(ValueError):
    """The text is not well-formed XML."""


class XmlCut(XmlFault):
    """The text ends before the document does."""


class XmlForbidden(XmlFault):
    """The document declares something that a trustworthy one has no need of."""


@dataclass
class Element:
    """One element; names are without prefix, attributes too.

    :param namespace: empty for none and for a prefix that nobody declared.
    :param declares: the prefixes declared on this element.
    """

    name: str
    namespace: str
    attributes: dict[str, str]
    declares: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, *path: str) -> Iterator[Element]:
        """Yield the elements at the end of a path of child names."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.name == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> Optional[Element]:
        """Return the first element at the end of a path of child names, if there is one."""
        return next(self.all(*path), None)

    def text_at(self, *path: str) -> str:
        """Return the text of the first element at a path, its white space tidied; or nothing."""
        found = self.first(*path)
        return " ".join(found.text.split()) if found is not None else ""

    def texts_at(self, *path: str) -> tuple[str, ...]:
        """Return the texts at a path that are not empty."""
        texts = (" ".join(found.text.split()) for found in self.all(*path))
        return tuple(text for text in texts if text)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


def decode(body: bytes, charset: str = "") -> str:
    """Return the text of a body: by byte order mark, XML declaration, HTTP charset, or UTF-8.

    Bytes that do not fit are read as Windows-1252, as browsers do. Characters that XML forbids are
    left out.
    """
    return decode_telling(body, charset)[0]


def decode_telling(body: bytes, charset: str = "") -> tuple[str, str]:
    """Return the text of a body as :func:`decode` does, and what had to be mended for it."""
    mended = ""
    encoding = ""
    for mark, name in _BOMS:
        if body.startswith(mark):
            body, encoding = body[len(mark) :], name
            break
    if not encoding:
        declared = _DECLARED.match(body[:300])
        encoding = declared[1].decode("ascii") if declared else charset
    if not _ENCODINGS.fullmatch(encoding) or encoding.lower() == "utf8":
        encoding = "utf-8"
    encoding = encoding.lower()
    try:
        text = body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        text, mended = body.decode("cp1252", errors="replace"), "its encoding is not as declared"
    raw = 0
    if encoding != "utf-8" or mended or _may_be_illegal(body):
        text, raw = _ILLEGAL.subn("", text)
    text, written = _ILLEGAL_REFERENCE.subn("", text) if "&#" in text else (text, 0)
    return text, "characters that XML forbids were left out" if raw or written else mended


def _may_be_illegal(body: bytes) -> bool:
    """Whether UTF-8 may hold characters that XML forbids; a quick look at large bodies."""
    has_controls = len(body) != len(body.translate(None, _CONTROLS))
    if has_controls or body.isascii():
        return has_controls
    return any(one in body for one in _NONCHARACTERS)


def parse_xml(text: str) -> Element:
    """Return the root element of an XML document.

    :raises XmlForbidden: for entities and other dangerous declarations, or absurd nesting.
    :raises XmlCut: when the document has no end.
    :raises XmlFault: when it is not well formed.
    """
    builder = _Builder()
    parser = pyexpat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.characters
    parser.EntityDeclHandler = _forbid("an entity")
    parser.UnparsedEntityDeclHandler = _forbid("an entity")
    parser.AttlistDeclHandler = _forbid("an attribute default")
    parser.NotationDeclHandler = _forbid("a notation")
    parser.ExternalEntityRefHandler = _forbid("an external entity")
    try:
        parser.Parse(text.lstrip(), True)
    except pyexpat.ExpatError as error:
        if pyexpat.ErrorString(error.code) in _CUT:
            raise XmlCut(str(error)) from None
        raise XmlFault(str(error)) from None
    if builder.root is None:
        raise XmlCut("no element")
    return builder.root


def _forbid(what: str) -> Any:
    def refuse(*_details: Any) -> None:
        raise XmlForbidden(f"it declares {what}")

    return refuse


class _Builder:
    """Receives what the parser finds and puts the tree together."""

    def __init__(self) -> None:
        self.root: Optional[Element] = None
        self._open: list[Element] = []
        self._scopes: list[dict[str, str]] = [{}]

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise XmlForbidden(f"it is nested more than {MAX_DEPTH} deep")
        declares = {
            name.partition(":")[2]: value
            for name, value in attributes.items()
            if name == "xmlns" or name.startswith("xmlns:")
        }
        scope = {**self._scopes[-1], **declares} if declares else self._scopes[-1]
        prefix, _colon, name = tag.rpartition(":")
        plain = {
            name.rpartition(":")[2]: value
            for name, value in attributes.items()
            if not name.startswith("xmlns")
        }
        element = Element(name, scope.get(prefix, ""), plain, declares)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._scopes.append(scope)

    def end(self, _tag: str) -> None:
        self._open.pop()
        self._scopes.pop()

    def characters(self, text: str) -> None:
        self._open[-1].text += text
