"""Reads the free text of a commodity field into codes with ranks; nothing is guessed silently.

Every term ends in one of three places: a commodity, a mineral that is recognised but is no product
here, or the unmatched terms. Names that can be both (quartz, chromite, galena) follow declared
rules, kept as data in ``mineral_rules.csv``:

``ore-traded``
    an ore mineral sold under its name (cassiterite) stands for its metal, unless the list names
    that metal anyway or describes a mineral assemblage;
``ore-described``
    an ore mineral that describes an ore (chalcopyrite) stands for its metal only where the list
    names no metal at all;
``beside-metal``
    quartz, olivine and the like are minerals as soon as the list names a metal;
``beside-gangue``
    clay, talc and the like are minerals where a metal and another mineral are named;
``in-assemblage``
    chromite, magnetite and the like are minerals only where the list names a metal and a mineral
    that is never a product (goethite), and does not name their own metal.

What a text excludes in so many words (*except gold*) is unmatched, for a person to read.

A rank given by the source (``quartz (major)``) overrides the last three.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from .commodities import CommodityVocabulary, load_commodities
from .commodity_exclusions import without_exclusions
from .commodity_lexicon import Entry, load_lexicon
from .commodity_terms import Reading, read_term
from .commodity_text import items
from .user_terms import NO_TERMS, UserTerms

UNRANKED = "unranked"
PSEUDO_CODES = frozenset(("x-unspecified", "x-polymetallic"))
CERTAINTY = ("major", UNRANKED, "minor", "possible")
_METAL_GROUPS = frozenset(("precious", "base", "ferrous", "battery", "ree", "specialty"))
_OTHER_PRODUCTS = frozenset(("uranium", "thorium", "phosphate-rock", "phosphorus", "potash"))
_ORE_RULES = ("ore-traded", "ore-described")


@dataclass(frozen=True)
class CommodityMatch:
    """A commodity found in a text: its code, its rank and the words it was read from.

    ``role`` is ``major``, ``minor``, ``possible`` or ``unranked``.
    """

    code: str
    role: str
    term: str


@dataclass(frozen=True)
class ParsedCommodities:
    """What a text holds: commodities in the order of the text, minerals, and unknown terms."""

    matches: tuple[CommodityMatch, ...]
    minerals: tuple[str, ...]
    unmatched: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes in the order of the text."""
        return tuple(match.code for match in self.matches)

    def ranked(self, role: str) -> ParsedCommodities:
        """Return the same with a rank for every commodity that the text does not rank itself."""
        matches = tuple(
            replace(match, role=role) if match.role == UNRANKED else match for match in self.matches
        )
        return replace(self, matches=matches)


@dataclass(frozen=True)
class _Found:
    term: str
    entry: Entry
    role: str


@lru_cache(maxsize=1 << 18)
def parse_commodities(
    text: str, profile: str = "", terms: UserTerms = NO_TERMS
) -> ParsedCommodities:
    """Return the commodities, minerals and unknown terms of ``text``.

    The same text is read once, so that a million rows cost as much as their distinct texts.

    :param text: a commodity field as the source has it.
    :param profile: kind of source, one of ``commodity_lexicon.PROFILES``.
    :param terms: what a person decided about terms that the vocabulary does not know.
    :raises VocabularyError: when there is no such profile.
    """
    lexicon = load_lexicon(profile, terms)
    found: list[_Found] = []
    rest, left_out = without_exclusions(text)
    unmatched = dict.fromkeys(left_out)
    for item in items(rest, lexicon):
        reading = _read(item.term, profile, terms)
        found.extend(_Found(term, entry, item.role) for term, entry in reading.known)
        unmatched.update(dict.fromkeys(reading.unknown))
    products, minerals = _tell_apart(found)
    matches = _without_pseudo_codes(_merge(products))
    return ParsedCommodities(matches, minerals, tuple(unmatched))


@lru_cache(maxsize=1 << 15)
def _read(term: str, profile: str, terms: UserTerms) -> Reading:
    """Read a term once, as different texts are made of the same terms."""
    return read_term(term, load_lexicon(profile, terms))


def _tell_apart(found: list[_Found]) -> tuple[list[_Found], tuple[str, ...]]:
    """Return products in order, and the names of minerals, by the rules of this module."""
    vocabulary = load_commodities()
    as_mineral = [not item.entry.codes for item in found]
    assemblage = any(item.entry.kind in ("gangue", "ore") for item in found)
    named = {code for item in found if not item.entry.rule for code in item.entry.codes}
    if not any(item.entry.rule for item in found):
        minerals = dict.fromkeys(item.term for item in found if not item.entry.codes)
        return [item for item in found if item.entry.codes], tuple(minerals)
    metals = {code for code in named if _is_metal(vocabulary, code)}
    named_metals = bool(metals)
    for rule in _ORE_RULES:
        for position in _with_rule(found, rule):
            own = set(found[position].entry.codes)
            described = bool(metals) if rule == "ore-described" else bool(metals and assemblage)
            as_mineral[position] = bool(own & named) or described
        kept = (p for p in _with_rule(found, rule) if not as_mineral[p])
        metals |= {code for position in kept for code in found[position].entry.codes}
    if metals:
        for position in _with_rule(found, "beside-metal"):
            as_mineral[position] = not found[position].role
    if metals and any(as_mineral):
        for position in _with_rule(found, "beside-gangue"):
            as_mineral[position] = not found[position].role
    if named_metals and assemblage:
        for position in _with_rule(found, "in-assemblage"):
            own_metal = _metals_of(vocabulary, found[position].entry.codes) & named
            as_mineral[position] = not found[position].role and not own_metal
    minerals = dict.fromkeys(item.term for item, is_one in zip(found, as_mineral) if is_one)
    products = [item for item, is_one in zip(found, as_mineral) if not is_one]
    return products, tuple(minerals)


def _with_rule(found: list[_Found], rule: str) -> list[int]:
    return [position for position, item in enumerate(found) if item.entry.rule == rule]


def _is_metal(vocabulary: CommodityVocabulary, code: str) -> bool:
    if code in PSEUDO_CODES:
        return False
    return code in _OTHER_PRODUCTS or bool(_METAL_GROUPS & set(vocabulary.get(code).groups))


def _metals_of(vocabulary: CommodityVocabulary, codes: Iterable[str]) -> set[str]:
    wanted = set(codes)
    ores = (link for link in vocabulary.links if link.relation == "ore-of")
    return {link.implies for link in ores if link.code in wanted}


def _merge(products: list[_Found]) -> list[CommodityMatch]:
    """Return one match for each code, at its first place and with its most certain rank."""
    merged: dict[str, CommodityMatch] = {}
    for item in products:
        role = item.role or UNRANKED
        for code in item.entry.codes:
            before = merged.get(code)
            if before is None:
                merged[code] = CommodityMatch(code, role, item.term)
            elif CERTAINTY.index(role) < CERTAINTY.index(before.role):
                merged[code] = CommodityMatch(code, role, before.term)
    return list(merged.values())


def _without_pseudo_codes(matches: list[CommodityMatch]) -> tuple[CommodityMatch, ...]:
    """Drop "others" and "metal" where the list names something of its own."""
    real = tuple(match for match in matches if match.code not in PSEUDO_CODES)
    return real or tuple(matches)
