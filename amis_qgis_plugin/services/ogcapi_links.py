"""Links to the next page of an OGC API: taken as hints, and never to another server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from .json_values import mapping_of, mappings_of
from .ogcapi import href_of
from .urls import is_private, last_word, redact

LAST = "last"  # no query looks like this
# What is asked for stays what it was; servers forget parts of it in their links.
_OUR_WORDS = "f bbox bbox-crs crs filter filter-lang filter-crs sortby resulttype properties"
_OURS = frozenset(_OUR_WORDS.split())
_PAGE_WORDS = "page p pagenumber page_number pageindex currentpage"
_PAGE_NUMBERS = frozenset(_PAGE_WORDS.split())


class Onward(NamedTuple):
    """Where a page says that the next one is.

    :param token: what a cursor keeps of the link; :data:`LAST` where there is none to be followed,
        empty where none is needed.
    :param remark: what was amiss with it; empty for nothing.
    """

    token: str
    remark: str = ""


def onward(data: Any, asked: str) -> Onward:
    """Return where the page after this one is.

    Of a link only the parameters are used, at the address that was asked: behind a proxy servers
    name hosts that nobody else can reach, and a login belongs to one server. Parameters that may
    carry a secret are left out, for cursors are kept in a file.

    :param data: the page.
    :param asked: the address of the items.
    """
    href = href_of(mappings_of(mapping_of(data).get("links")), "next")
    if not href:
        return Onward(LAST)
    try:
        link = urlsplit(urljoin(asked, href))
    except ValueError:
        return Onward(LAST, "a link to the next page is not well formed")
    own = urlsplit(asked)
    if last_word(link.path) != last_word(own.path):
        return Onward(LAST, "a link to the next page leads to another place and was not followed")
    pairs = [
        (name, value)
        for name, value in parse_qsl(link.query, keep_blank_values=True)
        if name.lower() not in _OURS and not is_private(name)
    ]
    host = redact(f"{link.scheme}://{link.netloc}")
    is_elsewhere = (link.scheme, link.netloc) != (own.scheme, own.netloc)
    remark = f"links to the next page name {host}; the server that was asked was asked again"
    return Onward(urlencode(pairs) or LAST, remark if is_elsewhere else "")


def parameters_of(token: str) -> dict[str, str]:
    """Return the parameters that a cursor keeps of a link."""
    return dict(parse_qsl(token, keep_blank_values=True))


def may_resize(parameters: Mapping[str, str]) -> bool:
    """Whether pages may change their size there: those that are numbered may not."""
    return not any(name.lower() in _PAGE_NUMBERS for name in parameters)
