"""What a body is, found out from itself before anybody believes it.

Status and Content-Type are no proof: servers send web pages, exceptions and nothing with 200.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from html import unescape
from typing import Any, Optional

from .urls import redact_text
from .xml_tree import Element, XmlCut, XmlFault, XmlForbidden, decode_telling, parse_xml

XML = "xml"
EXCEPTION = "exception"
HTML = "html"
JSON = "json"
JSON_ERROR = "json_error"
EMPTY = "empty"
CUT_XML = "cut_xml"
CUT_JSON = "cut_json"
BAD_XML = "bad_xml"
FORBIDDEN_XML = "forbidden_xml"
BINARY = "binary"
TEXT = "text"
TOO_LARGE = "too_large"

_EXCERPT = 300
_EXCEPTION_ROOTS = {
    "ExceptionReport", "ServiceExceptionReport", "ServiceException", "Exception", "WFS_Exception",
}  # fmt: skip
# No pattern may take longer than its text is long: a hostile page could hold up all of QGIS.
_HTML_START = re.compile(r"<(!doctype\s+html|html|head|body|script|title|h1)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^<>]*>([^<]*)", re.IGNORECASE)
_HEADING = re.compile(r"<h1[^<>]*>(.{0,400}?)</h1>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_MAY_BE_NONE = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")


@dataclass(frozen=True)
class Body:
    """A body and what it turned out to be.

    :param kind: one of this module's constants.
    :param text: what it says: the title of a web page, the text of an exception, an excerpt, or
        why it is no XML.
    :param code: the code of an exception.
    :param root: the document, for XML and exceptions.
    :param data: the value, for JSON.
    :param mended: what had to be mended before it could be read; empty for nothing.
    """

    kind: str
    text: str = ""
    code: str = ""
    root: Optional[Element] = None
    data: Any = None
    mended: str = ""


def classify(body: bytes, content_type: str = "") -> Body:
    """Return what a body is; never raises.

    :param content_type: as the server declares it; believed where the body leaves it open.
    """
    if not body.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return Body(EMPTY)
    if _is_binary(body):
        return Body(BINARY)
    text, mended = decode_telling(body, _charset(body, content_type))
    found = _classify_text(text.strip(), content_type)
    return replace(found, mended=mended) if mended else found


def charset_of(content_type: str) -> str:
    """Return the character set that a Content-Type names; empty for none."""
    found = re.search(r"charset=\"?([\w.-]+)", content_type)
    return found[1] if found else ""


def _classify_text(text: str, content_type: str) -> Body:
    if _HTML_START.match(text, _prolog_end(text)):
        return Body(HTML, _title(text))
    if text.startswith("<"):
        found = _classify_xml(text)
        if "html" in content_type and found.kind in (BAD_XML, CUT_XML):
            return Body(HTML, _title(text) or excerpt(text))
        return found
    if text.startswith(("{", "[")):
        return _classify_json(text)
    return Body(TEXT, excerpt(text))


def excerpt(text: str) -> str:
    """Return a text of a server on one line, short, without markup and without secrets."""
    plain = " ".join(unescape(_TAG.sub(" ", text[:20_000])).split())
    plain = redact_text(plain)
    return plain if len(plain) <= _EXCERPT else f"{plain[: _EXCERPT - 1]}…"


def _is_binary(body: bytes) -> bool:
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16 is full of zeros
        return False
    return b"\0" in body[:1000] or body.startswith((b"\x89PNG", b"\xff\xd8\xff", b"PK\x03\x04"))


def _prolog_end(text: str) -> int:
    """Return where the XML declaration and the comments in front of a document end."""
    position = 0
    for start, end in (("<?xml", "?>"), *[("<!--", "-->")] * 20):
        if text.startswith(start, position):
            stop = text.find(end, position + len(start))
            if stop < 0:
                break
            position = stop + len(end)
            position += len(text) - position - len(text[position:].lstrip())
    return position


def _charset(body: bytes, content_type: str) -> str:
    """Return the encoding that counts: JSON is UTF-8, whatever is said of it, where it can be."""
    told = charset_of(content_type)
    if told and body[:200].lstrip()[:1] in (b"{", b"["):
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            return told
        return ""
    return told


def _title(text: str) -> str:
    for pattern in (_TITLE, _HEADING):
        found = pattern.search(text[:100_000])
        if found and excerpt(found[1]):
            return excerpt(found[1])
    return ""


def _classify_xml(text: str) -> Body:
    try:
        root = parse_xml(text)
    except XmlForbidden as error:
        return Body(FORBIDDEN_XML, str(error))
    except XmlCut as error:
        return Body(CUT_XML, str(error))
    except XmlFault as error:
        return Body(BAD_XML, str(error))
    if root.name.lower() == "html":
        return Body(HTML, _title(text))
    if root.name in _EXCEPTION_ROOTS:
        return _exception(root)
    return Body(XML, root=root)


def _exception(root: Element) -> Body:
    """Return the code and the texts of an exception report of any OGC service."""
    code, texts = "", []
    for element in root.walk():
        found = element.attributes.get("exceptionCode") or element.attributes.get("code", "")
        code = code or found
        if element.name in ("ExceptionText", "ServiceException", "Exception", "Message"):
            texts.append(element.text)
    text = excerpt(" ".join(texts)) or excerpt(root.text)
    return Body(EXCEPTION, text, code, root)


def _classify_json(text: str) -> Body:
    try:
        data, mended = _json_value(text)
    except (ValueError, RecursionError) as error:
        return Body(CUT_JSON, str(error)[:_EXCERPT])
    if isinstance(data, dict):
        fault = data.get("error")
        if isinstance(fault, dict):  # ArcGIS
            details = fault.get("details") or []
            parts = [fault.get("message", ""), *(details if isinstance(details, list) else [])]
            said = " ".join(str(part) for part in parts if part)
            return Body(JSON_ERROR, excerpt(said), str(fault.get("code", "")), data=data)
        if isinstance(fault, str):
            return Body(JSON_ERROR, excerpt(fault), data=data)
        why = data.get("description") or data.get("detail")
        code = data.get("code") or data.get("status")
        if why and code and "links" not in data:  # OGC API and problem details
            return Body(JSON_ERROR, excerpt(str(why)), str(code), data=data)
    return Body(JSON, data=data, mended=mended)


def _json_value(text: str) -> tuple[Any, str]:
    """Return a value, and what had to be mended: zero and half a pair of UTF-16 are no letters."""
    data = json.loads(text)
    if not _MAY_BE_NONE.search(text):
        return data, ""
    plain = _plain(data)
    return plain, "characters that no text can hold were left out" if plain != data else ""


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return _NO_CHARACTER.sub("", value)
    if isinstance(value, list):
        return [*map(_plain, value)]
    if isinstance(value, dict):
        return {_plain(name): _plain(one) for name, one in value.items()}
    return value
