"""The commodity vocabulary: codes of the CGI scheme, groups, hierarchy and names to search by.

Codes and their URIs follow the CGI commodity-code scheme (IUGS Commission for the Management and
Application of Geoscience Information, CC BY 4.0); codes that start with ``x-`` are additions of
this project. Names come from ``commodity_aliases.csv`` in eleven languages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Optional

from .errors import VocabularyError
from .folding import key, tidy, without_accents
from .near_names import NearNames
from .tables import read_table, split_list

_GROUP_LABELS = {
    "precious": "Precious metals",
    "base": "Base metals",
    "ferrous": "Iron and ferro-alloy metals",
    "battery": "Battery minerals",
    "ree": "Rare earths",
    "specialty": "Specialty metals",
    "industrial": "Industrial minerals",
    "construction": "Construction materials",
    "gem": "Gemstones",
    "energy": "Energy minerals",
    "other": "Other or unspecified",
}
ASSAY = "assay"
PROFILES = ("", "mrds", "fr", "pt", ASSAY)  # kinds of sources, some with names of their own
GROUP_IDS = tuple(_GROUP_LABELS)  # in the order in which they are offered


@dataclass(frozen=True)
class Commodity:
    """One commodity.

    ``parent`` is the next broader code or empty; ``uri`` is the CGI concept, empty for ours;
    ``groups`` are ids of :class:`CommodityGroup`.
    """

    code: str
    label: str
    symbol: str
    groups: tuple[str, ...]
    parent: str
    uri: str
    note: str


@dataclass(frozen=True)
class CommodityGroup:
    """A family of commodities offered as one choice, such as the battery minerals."""

    id: str
    label: str


@dataclass(frozen=True)
class CommodityAlias:
    """One name of a commodity.

    ``lang`` is an ISO 639-1 code, ``sym`` for element symbols or ``mrds`` for USGS codes.
    ``profile`` is empty, or the declared kind of source in which alone the name counts.
    ``confidence`` is ``verified`` (copied from its source), ``project`` or ``draft`` (a
    translation that still needs a native reader).
    """

    alias: str
    lang: str
    code: str
    kind: str
    case_sensitive: bool
    whole_term: bool
    profile: str
    source: str
    confidence: str


@dataclass(frozen=True)
class CommodityLink:
    """How one commodity implies another: an ore its metal, a member its group.

    ``filter`` says whether a filter on ``implies`` also finds ``code``; ``critical`` is ``yes``,
    ``related`` or ``no`` for lists of critical minerals.
    """

    code: str
    implies: str
    relation: str
    filter: bool
    critical: str
    note: str


class CommodityVocabulary:
    """All commodities, found by code, by group, by hierarchy and by name."""

    def __init__(
        self,
        commodities: Iterable[Commodity],
        aliases: Iterable[CommodityAlias],
        links: Iterable[CommodityLink],
    ) -> None:
        self._by_code: Mapping[str, Commodity] = {item.code: item for item in commodities}
        self.aliases = tuple(aliases)
        self.links = tuple(links)
        self._narrower = self._direct_narrower()
        self._broader = _turned_round(self._narrower)
        self._near: Optional[NearNames] = None

    def get(self, code: str) -> Commodity:
        """Return the commodity with ``code``.

        :raises VocabularyError: naming the code, when the vocabulary has none.
        """
        try:
            return self._by_code[code]
        except KeyError:
            raise VocabularyError(
                "no commodity has this code.",
                subject=code,
                hint="Choose one from the list of commodities.",
            ) from None

    def __contains__(self, code: object) -> bool:
        """Say whether ``code`` is one of the vocabulary."""
        return code in self._by_code

    def all(self) -> tuple[Commodity, ...]:
        """Return every commodity in the order of the table."""
        return tuple(self._by_code.values())

    def groups(self) -> tuple[CommodityGroup, ...]:
        """Return the groups in the order in which they are offered."""
        return tuple(CommodityGroup(group, label) for group, label in _GROUP_LABELS.items())

    def in_group(self, group_id: str) -> frozenset[str]:
        """Return the codes of a group.

        :raises VocabularyError: when there is no such group.
        """
        if group_id not in _GROUP_LABELS:
            raise VocabularyError("no group of commodities has this id.", subject=group_id)
        return frozenset(item.code for item in self.all() if group_id in item.groups)

    def broader(self, code: str) -> frozenset[str]:
        """Return every code that ``code`` is a part of: neodymium gives light and all rare earths.

        :raises VocabularyError: when the vocabulary has no such code.
        """
        self.get(code)
        return _reached(code, self._broader) - {code}

    def narrower(self, code: str) -> frozenset[str]:
        """Return ``code`` and everything more specific: members, ores and expressions of it.

        Rare earths give neodymium and monazite; neodymium gives only itself.

        :raises VocabularyError: when the vocabulary has no such code.
        """
        self.get(code)
        return _reached(code, self._narrower)

    def search(self, text: str) -> tuple[str, ...]:
        """Return the codes that any name in any language finds for ``text``, best first.

        A name in full comes before one that begins with the text, then one with a word that
        does, then one that contains it; a match that ignores accents ranks below all of these.
        """
        exact, wanted, plain = tidy(text), key(text), without_accents(text)
        if not wanted:
            return ()
        ranks: dict[str, tuple[int, int, int]] = {}
        for position, (name, folded, bare, code, own) in enumerate(self._names):
            rank = _rank(name, folded, bare, exact, wanted, plain)
            if rank is not None:
                score = (rank, 0 if own else 1, position)
                ranks[code] = min(score, ranks.get(code, score))
        return tuple(sorted(ranks, key=lambda code: ranks[code]))

    def suggest(self, term: str, limit: int = 3) -> tuple[str, ...]:
        """Return codes whose names are spelled most like an unknown ``term``, best first."""
        if self._near is None:
            codes_by_name: dict[str, str] = {}
            for _, folded, _, code, _ in self._names:
                codes_by_name.setdefault(folded, code)
            self._near = NearNames(codes_by_name)
        return self._near.codes(term, limit)

    def _direct_narrower(self) -> dict[str, tuple[str, ...]]:
        below: dict[str, dict[str, None]] = {}
        for item in self._by_code.values():
            if item.parent:
                below.setdefault(item.parent, {})[item.code] = None
        for link in self.links:
            if link.filter:
                below.setdefault(link.implies, {})[link.code] = None
        return {code: tuple(found) for code, found in below.items()}

    @cached_property
    def _names(self) -> tuple[tuple[str, str, str, str, bool], ...]:
        names: dict[tuple[str, str], bool] = {}
        for item in self._by_code.values():
            names[(item.label, item.code)] = True
            names.setdefault((item.code, item.code), True)
        for alias in self.aliases:
            if alias.lang != "mrds" and alias.profile != ASSAY:
                names.setdefault((alias.alias, alias.code), alias.kind == "label")
        return tuple(
            (name, key(name), without_accents(name), code, own)
            for (name, code), own in names.items()
        )


def _rank(name: str, folded: str, bare: str, exact: str, wanted: str, plain: str) -> int | None:
    """Return how well a name answers a search, 0 the best, or None when it does not."""
    for worse, candidate, text in ((0, folded, wanted), (10, bare, plain)):
        if candidate == text:
            return worse if worse or name != exact else -1
        if candidate.startswith(text):
            return worse + 2
        if f" {text}" in candidate or f"-{text}" in candidate:
            return worse + 3
        if len(text) > 2 and text in candidate:
            return worse + 4
    return None


@lru_cache(maxsize=1)
def load_commodities() -> CommodityVocabulary:
    """Return the bundled vocabulary, read once.

    :raises VocabularyError: when one of its tables is missing or damaged.
    """
    commodities = [
        Commodity(
            row["code"],
            row["label"],
            row["symbol"],
            split_list(row["groups"]),
            row["parent"],
            row["uri"],
            row["note"],
        )
        for row in read_table("commodities.csv")
    ]
    aliases = [
        CommodityAlias(
            row["alias"],
            row["lang"],
            row["code"],
            row["kind"],
            row["case_sensitive"] == "1",
            row["whole_term"] == "1",
            row["profile"],
            row["source"],
            row["confidence"],
        )
        for row in read_table("commodity_aliases.csv")
    ]
    links = [
        CommodityLink(
            row["code"],
            row["implies"],
            row["relation"],
            row["filter"] == "yes",
            row["critical"],
            row["note"],
        )
        for row in read_table("commodity_links.csv")
    ]
    return CommodityVocabulary(commodities, aliases, links)


def _reached(code: str, steps: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return a code with everything that single steps from code to code lead to."""
    found: set[str] = set()
    waiting = [code]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(steps.get(current, ()))
    return frozenset(found)


def _turned_round(steps: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    back: dict[str, list[str]] = {}
    for start, ends in steps.items():
        for end in ends:
            back.setdefault(end, []).append(start)
    return back
