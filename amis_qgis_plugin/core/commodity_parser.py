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
from .commodity_lexicon import Entry, Lexicon, load_lexicon
from .commodity_terms import read_term
from .commodity_text import EXCLUDED, items, plain_parts
from .user_terms import COMMODITY, NO_TERMS, UserTerms

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


_Readings = tuple[tuple[_Found, ...], tuple[str, ...]]


@lru_cache(maxsize=1 << 18)
def parse_commodities(
    text: str, profile: str = "", terms: UserTerms = NO_TERMS
) -> ParsedCommodities:
    """Return the commodities, minerals and unknown terms of ``text``.

    The same text is read once, so that a million rows cost as much as their distinct texts.

    :param text: a commodity field as the source has it.
    :param profile: kind of source, one of ``commodities.PROFILES``.
    :param terms: what a person decided about terms that the vocabulary does not know.
    :raises VocabularyError: when there is no such profile.
    """
    lexicon = load_lexicon(profile, terms)
    found: list[_Found] = []
    unmatched: dict[str, None] = {}
    parts = plain_parts(text, lexicon)
    for known, unknown in (
        [_read_list(text, lexicon)] if parts is None else [_read_part(p, lexicon) for p in parts]
    ):
        found += known
        if unknown:
            unmatched.update(dict.fromkeys(unknown))
    for term in [one for one in unmatched if terms.find(COMMODITY, one)]:
        # Its words stand apart in the text, or are excluded there: the decision still holds.
        del unmatched[term]
        entry = lexicon.whole(term)
        if entry is not None:
            found.append(_Found(term, entry, ""))
    products, minerals = _tell_apart(found)
    return ParsedCommodities(_merge(products), minerals, tuple(unmatched))


def _read_list(text: str, lexicon: Lexicon) -> _Readings:
    """Return what a text or a part of it names, in order, and the words that nobody knows."""
    found: list[_Found] = []
    unknown: list[str] = []
    for item in items(text, lexicon):
        if item.role == EXCLUDED:
            unknown.append(item.term)
            continue
        reading = _read(item.term, lexicon)
        found += [_Found(words, entry, item.role) for words, entry in reading.known]
        unknown += reading.unknown
    return tuple(found), tuple(unknown)


# Different texts are made of the same parts and terms: each is read once.
_read_part = lru_cache(maxsize=1 << 16)(_read_list)
_read = lru_cache(maxsize=1 << 15)(read_term)


def _tell_apart(found: list[_Found]) -> tuple[list[_Found], tuple[str, ...]]:
    """Return products in order, and the names of minerals, by the rules of this module."""
    by_rule: dict[str, list[int]] = {}
    for position, item in enumerate(found):
        if item.entry.rule:
            by_rule.setdefault(item.entry.rule, []).append(position)
    as_mineral = [not item.entry.codes for item in found]
    if by_rule:
        _apply_rules(found, by_rule, as_mineral)
    elif True not in as_mineral:
        return found, ()
    minerals = dict.fromkeys(item.term for item, is_one in zip(found, as_mineral) if is_one)
    products = [item for item, is_one in zip(found, as_mineral) if not is_one]
    return products, tuple(minerals)


def _apply_rules(
    found: list[_Found], by_rule: dict[str, list[int]], as_mineral: list[bool]
) -> None:
    """Mark in ``as_mineral`` what the declared rules make a mineral."""
    vocabulary = load_commodities()
    assemblage = any(item.entry.kind in ("gangue", "ore") for item in found)
    named = {code for item in found if not item.entry.rule for code in item.entry.codes}
    metals = {code for code in named if _is_metal(code)}
    named_metals = bool(metals)
    for rule in _ORE_RULES:
        positions = by_rule.get(rule, ())
        for position in positions:
            own = set(found[position].entry.codes)
            described = bool(metals) if rule == "ore-described" else bool(metals and assemblage)
            as_mineral[position] = bool(own & named) or described
        kept = (position for position in positions if not as_mineral[position])
        metals |= {code for position in kept for code in found[position].entry.codes}
    if metals:
        for position in by_rule.get("beside-metal", ()):
            as_mineral[position] = not found[position].role
    if metals and any(as_mineral):
        for position in by_rule.get("beside-gangue", ()):
            as_mineral[position] = not found[position].role
    if named_metals and assemblage:
        for position in by_rule.get("in-assemblage", ()):
            own_metal = _metals_of(vocabulary, found[position].entry.codes) & named
            as_mineral[position] = not found[position].role and not own_metal


@lru_cache(maxsize=1024)
def _is_metal(code: str) -> bool:
    if code in PSEUDO_CODES:
        return False
    groups = load_commodities().get(code).groups
    return code in _OTHER_PRODUCTS or bool(_METAL_GROUPS & set(groups))


def _metals_of(vocabulary: CommodityVocabulary, codes: Iterable[str]) -> set[str]:
    wanted = set(codes)
    ores = (link for link in vocabulary.links if link.relation == "ore-of")
    return {link.implies for link in ores if link.code in wanted}


def _merge(products: list[_Found]) -> tuple[CommodityMatch, ...]:
    """Return one match for each code, at its first place and with its most certain rank.

    "Others" and "metal" are left out where the list names something of its own.
    """
    merged: dict[str, CommodityMatch] = {}
    for item in products:
        role = item.role or UNRANKED
        for code in item.entry.codes:
            before = merged.get(code)
            if before is None:
                merged[code] = _match(code, role, item.term)
            elif CERTAINTY.index(role) < CERTAINTY.index(before.role):
                merged[code] = _match(code, role, before.term)
    real = [match for code, match in merged.items() if code not in PSEUDO_CODES]
    return tuple(real or merged.values())


@lru_cache(maxsize=1 << 14)
def _match(code: str, role: str, term: str) -> CommodityMatch:
    return CommodityMatch(code, role, term)
