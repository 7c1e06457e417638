"""Lists of critical and strategic minerals, each with its issuer, year, source and verification.

A list names metals; deposits name ores. Codes are therefore followed through the commodity links:
chromite is on a list that names chromium. What a list only touches (ilmenite where titanium
*metal* is named) stays apart as related.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .commodities import CommodityVocabulary, load_commodities
from .errors import FilterError
from .tables import Row, read_table, split_list

_GROUP = "group:"


@dataclass(frozen=True)
class CriticalList:
    """One list in one tier.

    ``codes`` are on the list, named or through their ore; ``related`` are touched by it and never
    flagged; ``named`` are the codes as the list has them; ``items`` its own words. ``year`` is
    empty where a list is undated; ``verified`` says in words how far it was checked.
    """

    list_id: str
    tier: str
    name: str
    issuer: str
    year: str
    codes: frozenset[str]
    related: frozenset[str]
    source: str
    verified: str
    named: frozenset[str]
    items: tuple[str, ...]

    @property
    def title(self) -> str:
        """Return issuer, year (or that there is none) and name, as a person chooses by them."""
        return f"{self.issuer} {self.year or '(undated)'}: {self.name}"


@lru_cache(maxsize=1)
def critical_lists() -> tuple[CriticalList, ...]:
    """Return every list that names at least one commodity, in the order of the table.

    :raises VocabularyError: when a table is missing or damaged.
    """
    rows: dict[str, list[Row]] = {}
    for row in read_table("critical_lists.csv"):
        if row["tier"] != "none":
            rows.setdefault(row["list_id"], []).append(row)
    vocabulary = load_commodities()
    return tuple(_build(vocabulary, list_id, found) for list_id, found in rows.items())


def find_list(list_id: str) -> CriticalList:
    """Return the list with ``list_id``.

    :raises FilterError: naming the id, when there is none.
    """
    for found in critical_lists():
        if found.list_id == list_id:
            return found
    known = ", ".join(found.list_id for found in critical_lists())
    raise FilterError(
        "there is no such list of critical minerals.", subject=list_id, hint=f"Known: {known}."
    )


def _build(vocabulary: CommodityVocabulary, list_id: str, rows: list[Row]) -> CriticalList:
    named: set[str] = set()
    related: set[str] = set()
    held_back: set[str] = set()
    for row in rows:
        held_back.update(split_list(row["related_codes"]))
        for code in split_list(row["codes"]):
            if code.startswith(_GROUP):
                related |= vocabulary.in_group(code[len(_GROUP) :])
            else:
                named.add(code)
    codes = _implied(vocabulary, named - held_back, held_back)
    touched = _touched(vocabulary, codes | named)
    related = (related | held_back | touched) - (codes - held_back)
    head = rows[0]
    return CriticalList(
        list_id,
        head["tier"],
        head["name"],
        head["issuer"],
        head["year"],
        frozenset(codes - held_back),
        frozenset(related),
        head["source"],
        head["verified"],
        frozenset(named),
        tuple(row["item"] for row in rows),
    )


def _implied(vocabulary: CommodityVocabulary, named: set[str], held_back: set[str]) -> set[str]:
    """Return ``named`` with the ores and members that imply them, and groups named in full."""
    codes = set(named)
    while True:
        found = {
            link.code
            for link in vocabulary.links
            if link.critical == "yes" and link.implies in codes and link.code not in held_back
        }
        found |= {group for group, parts in _members(vocabulary).items() if parts <= codes}
        if found <= codes:
            return codes
        codes |= found


def _touched(vocabulary: CommodityVocabulary, codes: set[str]) -> set[str]:
    """Return what is only related: weaker links, and groups of which a part is listed."""
    weak = {
        link.code
        for link in vocabulary.links
        if link.critical == "related" and link.implies in codes
    }
    partly = {group for group, parts in _members(vocabulary).items() if parts & codes}
    return weak | partly


def _members(vocabulary: CommodityVocabulary) -> dict[str, set[str]]:
    parts: dict[str, set[str]] = {}
    for link in vocabulary.links:
        if link.relation == "member-of" and link.critical == "yes":
            parts.setdefault(link.implies, set()).add(link.code)
    return parts
