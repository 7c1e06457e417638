"""Which columns of a source hold its commodities: one, several with ranks, or one for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Optional

from ..commodity_parser import PSEUDO_CODES, parse_commodities
from ..tables import read_document
from .candidates import Candidate
from .column_values import ColumnValues
from .field_map import FieldUse, SourceColumn
from .field_names import is_of_groups, stands_in_name, tokens_of

_CLEARLY, _HALF = 0.6, 0.5
_MANY = 4
_SHORTEST_STEM = 4
_BROAD = 0.3


def commodity_use(
    found: Sequence[Candidate], columns: Sequence[ColumnValues]
) -> Optional[tuple[FieldUse, float, str]]:
    """Return the columns of the commodities with confidence and basis, or None.

    :param found: candidates for the commodity text, the best first.
    """
    spread = _spread_columns(columns)
    by_name = {column.name: column for column in columns}
    found = _without_groups(found, by_name)
    best = found[0] if found else None
    if best is not None and len(spread) >= _MANY and best.column in [one.name for one in spread]:
        best = None
    if best is not None and (by_name[best.column].filled or not spread):
        ranked = _with_ranks([*found, *_of_the_stem(best, found, columns)], best)
        basis = best.basis
        if len(ranked) > 1:
            basis += f"; with {', '.join(column.name for column in ranked[1:])}"
        return FieldUse(ranked), best.confidence, basis
    if len(spread) >= _MANY:
        return FieldUse(spread), 0.8, f"{len(spread)} columns named after commodities"
    return None


def rank_of(name: str) -> str:
    """Return the rank that a column's name gives to its commodities; empty for none."""
    return next((role for role, words in _ranks().items() if stands_in_name(words, name)), "")


def _without_groups(
    found: Sequence[Candidate], columns: Mapping[str, ColumnValues]
) -> Sequence[Candidate]:
    """Return the candidates without groups of commodities, where others name single ones."""
    single = [
        one
        for one in found
        if not is_of_groups(one.column)
        and columns[one.column].commodities >= _HALF
        and columns[one.column].commodity_groups < _BROAD
    ]
    return single or found


def _of_the_stem(
    best: Candidate, found: Sequence[Candidate], columns: Sequence[ColumnValues]
) -> list[Candidate]:
    """Return columns of commodities that are named as the best one but for their rank.

    ``SUBST_SECOND`` beside ``SUBST_PRINC``: whoever cut the words, cut them alike.
    """
    clear = {one.column for one in found if one.named >= _CLEARLY}
    stem = _without_rank(best.column)
    return [
        Candidate(best.field, one.name, one.commodities, "", _CLEARLY)
        for one in columns
        if one.name not in clear
        and rank_of(one.name) == "minor"
        and one.commodities >= _HALF
        and _are_alike(_without_rank(one.name), stem)
    ]


def _without_rank(name: str) -> tuple[str, ...]:
    return tuple(token for token in _stem(name) if not rank_of(token))


def _are_alike(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two names are one word for word, or cut from one."""
    if not some or len(some) != len(others):
        return False
    pairs = [sorted(pair, key=len) for pair in zip(some, others)]
    return all(
        short == long or (len(short) >= _SHORTEST_STEM and long.startswith(short))
        for short, long in pairs
    )


def _with_ranks(found: Sequence[Candidate], best: Candidate) -> tuple[SourceColumn, ...]:
    """Return the best column and those beside it that hold other ranks or further numbers."""
    clear = [one for one in found if one.named >= _CLEARLY]
    ranks = {one.column: rank_of(one.column) for one in clear}
    majors = [one for one in clear if ranks[one.column] == "major"]
    minors = [one for one in clear if ranks[one.column] == "minor"]
    first = majors[0] if majors else best
    if not minors or (not majors and ranks.get(best.column) == "minor" and len(clear) == 1):
        return tuple(SourceColumn(one.column) for one in _numbered(first, clear))
    if not majors and ranks.get(first.column) == "minor":
        first = next((one for one in clear if not ranks[one.column]), first)
    firsts = _numbered(first, clear)
    rest = [one for one in minors if one not in firsts]
    role = "major" if majors else ""
    # Twins in other languages or as codes say the same twice: one column of a kind is enough.
    return (
        *(SourceColumn(one.column, role) for one in firsts),
        *(SourceColumn(one.column, "minor") for one in _without_twins(rest)),
    )


def _numbered(first: Candidate, clear: Sequence[Candidate]) -> list[Candidate]:
    """Return a column and those that differ from it by a number at their end, in its order."""
    stem, tokens = _stem(first.column), tokens_of(first.column)
    others = [one for one in clear if _stem(one.column) == stem and tokens_of(one.column) != tokens]
    return sorted([first, *others], key=lambda one: _number(one.column))


def _without_twins(found: Sequence[Candidate]) -> list[Candidate]:
    kept: dict[tuple[str, ...], Candidate] = {}
    for one in found:
        stem, tokens = _stem(one.column), tokens_of(one.column)
        kept.setdefault((stem[:-1] or stem) + tokens[len(stem) :], one)
    return list(kept.values())


def _stem(name: str) -> tuple[str, ...]:
    tokens = tokens_of(name)
    return tokens[:-1] if tokens and tokens[-1].isdecimal() else tokens


def _number(name: str) -> int:
    """Return the number at the end of a name; 0 where there is none."""
    tokens = tokens_of(name)
    return int(tokens[-1]) if tokens and tokens[-1].isdecimal() else 0


def _spread_columns(columns: Sequence[ColumnValues]) -> tuple[SourceColumn, ...]:
    """Return columns named after a commodity whose values say yes or name it again."""
    found = []
    for column in columns:
        if not column.counts or len(column.counts) > 3:
            continue
        # A flag's name is read as it stands, accents and all.
        read = set(parse_commodities(column.name.replace("_", " ")).codes) - PSEUDO_CODES
        words = set(parse_commodities(" ".join(tokens_of(column.name))).codes) - PSEUDO_CODES
        codes = read | words
        if column.are_answers:
            if read:
                found.append(SourceColumn(column.name, is_flag=True))
        elif codes and all(set(parse_commodities(text).codes) & codes for text in column.counts):
            found.append(SourceColumn(column.name))
    return tuple(found)


@lru_cache(maxsize=1)
def _ranks() -> dict[str, list[str]]:
    words: dict[str, Any] = read_document("mapping_words.json")
    return dict(words["ranks"])
