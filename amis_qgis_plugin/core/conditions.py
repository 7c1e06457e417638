"""An :class:`OccurrenceFilter` as a tree of plain conditions on the fields of a workspace.

The languages of servers are written from it. They have no commodity index: commodities are tokens
of ``commodity_codes``. What a language cannot say is an error that names the part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Optional, Union

from .areas import Area, Box
from .errors import FilterError
from .occurrence_filter import MAJOR, OccurrenceFilter

COMMODITY_CODES = "commodity_codes"
SEPARATOR = "; "
NAMES = ("name", "local_name")
Sources = Mapping[str, str]


@dataclass(frozen=True)
class AllOf:
    """Every part holds; of none, always."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class AnyOf:
    """One of the parts holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class OneOf:
    """A field has one of the values."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class HasToken:
    """A list in a text field, split by ``; ``, has one of the tokens."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True)
class LacksTokens:
    """A list in a text field has none of the tokens; neither has a field without a value."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True)
class HasWord:
    """One of the fields contains a folded word, whatever its accents and capitals."""

    fields: tuple[str, ...]
    word: str


@dataclass(frozen=True)
class InBox:
    """The place lies in a box in degrees whose west is not east of its east, its edge included."""

    box: Box


@dataclass(frozen=True)
class InArea:
    """The place lies in one of the polygons."""

    area: Area


@dataclass(frozen=True)
class Nothing:
    """No row is wanted."""

    field: str


Condition = Union[AllOf, AnyOf, OneOf, HasToken, LacksTokens, HasWord, InBox, InArea, Nothing]


def conditions_of(
    wanted: OccurrenceFilter,
    language: str,
    *,
    sources: Optional[Sources] = None,
    folds: bool = False,
) -> tuple[Condition, ...]:
    """Return the conditions of which every one has to hold.

    :param language: what an error names.
    :param sources: source ids to their completeness, through which it is asked for.
    :param folds: whether the language compares without accents and capitals.
    :raises FilterError: for a part that the language cannot say.
    """
    if wanted.role == MAJOR and wanted.chosen_sets():
        raise _cannot(language, "role", "main products stand in the index of a workspace only")
    found = [_has_one(codes) for codes in wanted.commodity_sets()]
    if wanted.excluded:
        found.append(LacksTokens(COMMODITY_CODES, tuple(sorted(wanted.excluded_codes()))))
    found += fields_of(wanted)
    found += completeness_of(wanted, language, sources)
    if wanted.words() and not folds:
        raise _cannot(language, "text", "it does not compare names without accents and capitals")
    found += [HasWord(NAMES, word) for word in wanted.words()]
    if wanted.extent is not None:
        found.append(box_condition(wanted.extent))
    if wanted.area is not None:
        found.append(InArea(wanted.area))
    return tuple(found)


def fields_of(wanted: OccurrenceFilter) -> list[Condition]:
    """Return the conditions on fields with one code each."""
    chosen = (
        ("country", wanted.countries),
        ("deposit_model", wanted.deposit_models),
        ("occurrence_type", wanted.occurrence_types),
        ("mine_status", wanted.mine_statuses),
        ("source_id", wanted.sources),
    )
    return [OneOf(field, values) for field, values in chosen if values]


def completeness_of(
    wanted: OccurrenceFilter, language: str, sources: Optional[Sources]
) -> list[Condition]:
    """Return the condition on the sources that are as complete as wanted.

    :raises FilterError: when nobody told how complete the sources are.
    """
    if not wanted.completeness:
        return []
    if sources is None:
        raise _cannot(language, "completeness", "it is not told how complete the sources are")
    meant = tuple(sorted(one for one, how in sources.items() if how in wanted.completeness))
    return [OneOf("source_id", meant) if meant else Nothing("source_id")]


def box_condition(box: Box) -> Condition:
    """Return the condition of a box, in halves where it crosses the antimeridian."""
    west, south, east, north = box
    if west <= east:
        return InBox(box)
    return AnyOf((InBox((west, south, 180.0, north)), InBox((-180.0, south, east, north))))


def _has_one(codes: Iterable[str]) -> Condition:
    tokens = tuple(sorted(codes))
    return HasToken(COMMODITY_CODES, tokens) if tokens else Nothing(COMMODITY_CODES)


def _cannot(language: str, part: str, why: str) -> FilterError:
    return FilterError(
        f"{language} cannot say it: {why}.",
        subject=part,
        hint=f"Leave out {part}, or filter a workspace, which has all of it.",
    )
