"""The commodity group that an occurrence is drawn as."""

from __future__ import annotations

from collections.abc import Iterable

from .commodities import load_commodities
from .commodity_parser import parse_commodities
from .user_terms import NO_TERMS, UserTerms

OTHER = "other"


def main_group(code: str) -> str:
    """Return the first group of a commodity; ``other`` where it has none, empty without a code."""
    if not code:
        return ""
    groups = load_commodities().get(code).groups
    return groups[0] if groups else OTHER


def texts_by_group(
    texts: Iterable[str], profile: str = "", terms: UserTerms = NO_TERMS
) -> dict[str, tuple[str, ...]]:
    """Return commodity texts by the group of the commodity that each names first.

    :param profile: how the texts are written, as :func:`.parse_commodities` takes it.
    :returns: under the empty text those in which no commodity was found.
    """
    found: dict[str, list[str]] = {}
    for text in texts:
        codes = parse_commodities(text, profile, terms).codes
        found.setdefault(main_group(codes[0] if codes else ""), []).append(text)
    return {group: tuple(ones) for group, ones in found.items()}
