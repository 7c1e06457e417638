"""One name for each reference system, from the many that servers write."""

from __future__ import annotations

import re

_EPSG = re.compile(
    r"(?:urn:(?:(?:x-)?ogc|opengis):def:crs:epsg:(?:[\d.]*:)?"
    r"|https?://www\.opengis\.net/def/crs/epsg/[\d.]+/"
    r"|https?://www\.opengis\.net/gml/srs/epsg\.xml\#|epsg:{1,2})(\d{4,6})",
    re.IGNORECASE,
)
_CRS84 = re.compile(r"(?:.*[:/])?(?:ogc:)?(?:crs:?84|ogc::?84)", re.IGNORECASE)
_WEB_MERCATOR = frozenset(("900913", "102100", "102113", "3785"))
_ESRI = range(37001, 104993)


def crs_name(text: str) -> str:
    """Return ``EPSG:4326``, ``CRS:84``, ``ESRI:102066`` and so on; the text itself when unknown.

    The name says nothing about the order of the axes in a document.
    """
    text = text.strip()
    found = _EPSG.fullmatch(text)
    if found:
        code = found[1].lstrip("0")
        if code in _WEB_MERCATOR:
            return "EPSG:3857"
        return f"{'ESRI' if int(code) in _ESRI else 'EPSG'}:{code}"
    if _CRS84.fullmatch(text):
        return "CRS:84"
    return text


def crs_names(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return each name once, in order; one text may hold several, split by white space."""
    names = (crs_name(word) for text in texts for word in text.split())
    return tuple(dict.fromkeys(name for name in names if name))
