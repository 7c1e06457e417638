"""The one value that says which mineral occurrences are wanted.

Panels, the project, Processing and the package manifest all speak this value; ``expressions.py``
renders it for each data source.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Optional

from .areas import Area, read_area
from .code_lists import codes_of
from .commodities import load_commodities
from .completeness import Completeness
from .countries import members
from .critical_minerals import find_list
from .deposit_types import deposit_types
from .errors import FilterError
from .folding import without_accents

Extent = tuple[float, float, float, float]
COMBINE_MODES = ("any", "all")
ANY_ROLE, MAJOR = "any", "major"
ROLES = (ANY_ROLE, MAJOR)
OCCURRENCE_TYPES = "status_codes.csv#occurrence"
MINE_STATUSES = "status_codes.csv#mine"
_LISTS = (
    "commodities",
    "excluded",
    "groups",
    "critical_lists",
    "countries",
    "deposit_models",
    "occurrence_types",
    "mine_statuses",
    "sources",
    "completeness",
)


@dataclass(frozen=True)
class OccurrenceFilter:
    """Which occurrences are wanted; an empty filter wants them all.

    :param commodities: commodity codes; a code also finds what is narrower than it (rare earths
        find neodymium, neodymium does not find plain rare earths).
    :param combine: ``any`` or ``all`` of the commodities in one occurrence.
    :param with_broader: whether a commodity also finds what names no more than a broader one:
        neodymium then finds plain rare earths.
    :param excluded: commodity codes that an occurrence must not have, in whatever role; a code
        also stands for what is narrower than it.
    :param role: ``any``, or ``major`` where chosen commodities and groups count only as a main
        product; it says nothing of ``excluded`` and of critical-mineral lists.
    :param groups: commodity group ids such as ``battery``.
    :param critical_lists: ids of critical-mineral lists; an occurrence is wanted when one of its
        commodities stands on them.
    :param combine_lists: whether that is ``any`` one of the lists, or ``all`` of them.
    :param countries: ISO 3166 alpha-3 codes.
    :param deposit_models: CGI mineral-deposit-model notations.
    :param occurrence_types: codes of kinds of occurrences such as ``deposit``.
    :param mine_statuses: codes of the status of a mine such as ``operating``.
    :param sources: ``source_id`` values of the workspace.
    :param completeness: values of :class:`.completeness.Completeness` that a source has to have.
    :param text: words to find in the name or local name, each of them; case and accents are
        ignored, see :func:`.folding.without_accents`.
    :param extent: (west, south, east, north) in degrees, EPSG:4326; west greater than east
        crosses the antimeridian.
    :param polygon: WKT POLYGON or MULTIPOLYGON in degrees, EPSG:4326; points inside are wanted.
    :raises FilterError: when a value is not in the vocabularies.
    """

    commodities: tuple[str, ...] = ()
    combine: str = "any"
    with_broader: bool = False
    excluded: tuple[str, ...] = ()
    role: str = ANY_ROLE
    groups: tuple[str, ...] = ()
    critical_lists: tuple[str, ...] = ()
    combine_lists: str = "any"
    countries: tuple[str, ...] = ()
    deposit_models: tuple[str, ...] = ()
    occurrence_types: tuple[str, ...] = ()
    mine_statuses: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    completeness: tuple[str, ...] = ()
    text: str = ""
    extent: Optional[Extent] = None
    polygon: str = ""

    def __post_init__(self) -> None:
        """Bring the lists into one order, so that equal wishes are equal values."""
        _check_types(self)
        for name in _LISTS:
            values = {_plain_text(value) for value in getattr(self, name)}
            object.__setattr__(self, name, tuple(sorted(values)))
        object.__setattr__(self, "text", _plain_text(self.text).strip())
        if self.extent is not None:
            object.__setattr__(self, "extent", _plain_extent(self.extent))
        if self.polygon:
            object.__setattr__(self, "polygon", read_area(self.polygon).wkt())
        _check(self)

    @property
    def is_empty(self) -> bool:
        """Whether every occurrence is wanted."""
        return self == OccurrenceFilter(
            combine=self.combine,
            with_broader=self.with_broader,
            combine_lists=self.combine_lists,
            role=self.role,
        )

    @property
    def area(self) -> Optional[Area]:
        """The polygon, read; nothing without one."""
        return read_area(self.polygon) if self.polygon else None

    def words(self) -> tuple[str, ...]:
        """Return the words to find, as :func:`.folding.without_accents` folds them."""
        folded = (without_accents(word) for word in self.text.split())
        return tuple(dict.fromkeys(word for word in folded if word))

    def with_values(self, **changes: Any) -> OccurrenceFilter:
        """Return this filter with some fields replaced."""
        return replace(self, **changes)

    def chosen_sets(self) -> tuple[frozenset[str], ...]:
        """Return sets of codes for the chosen commodities and groups; one of each is needed."""
        vocabulary = load_commodities()
        chosen = [vocabulary.narrower(code) for code in self.commodities]
        if self.with_broader:
            broader = map(vocabulary.broader, self.commodities)
            chosen = [codes | more for codes, more in zip(chosen, broader)]
        groups = [vocabulary.in_group(group) for group in self.groups]
        if self.combine == "all":
            return tuple(chosen + _union(groups))
        return tuple(_union(chosen + groups))

    def listed_sets(self) -> tuple[frozenset[str], ...]:
        """Return the codes on any, or all, of the chosen lists, as one set; none without a list."""
        lists = [find_list(list_id).codes for list_id in self.critical_lists]
        if lists and self.combine_lists == "all":
            return (frozenset.intersection(*lists),)
        return tuple(_union(lists))

    def excluded_codes(self) -> frozenset[str]:
        """Return every code that an occurrence must not have."""
        vocabulary = load_commodities()
        return frozenset().union(*(vocabulary.narrower(code) for code in self.excluded))

    def commodity_sets(self) -> tuple[frozenset[str], ...]:
        """Return sets of codes; an occurrence needs at least one code of every set.

        The role is not in them: see ``role``.
        """
        return self.chosen_sets() + self.listed_sets()

    def to_dict(self) -> dict[str, Any]:
        """Return what differs from the empty filter, as JSON can hold it."""
        empty = asdict(OccurrenceFilter())
        values = {k: v for k, v in asdict(self).items() if v != empty[k]}
        return {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> OccurrenceFilter:
        """Read what :meth:`to_dict` wrote.

        :raises FilterError: on unknown keys or values.
        """
        if not isinstance(values, Mapping):
            raise FilterError(f"{values!r} is no filter.")
        known = {field.name for field in fields(cls)}
        unknown = sorted(set(values) - known)
        if unknown:
            raise FilterError(f"A filter has no {', '.join(unknown)}.", hint="Use a newer version.")
        arguments: dict[str, Any] = {
            k: tuple(v) if isinstance(v, list) else v for k, v in values.items()
        }
        return cls(**arguments)


def _union(sets: list[frozenset[str]]) -> list[frozenset[str]]:
    """Return the union as a list of one set, or no set when there is nothing to join."""
    return [frozenset().union(*sets)] if sets else []


def _check_types(wanted: OccurrenceFilter) -> None:
    """Raise :class:`FilterError` for lists and texts that are something else, as files may have."""
    for name in _LISTS:
        values = getattr(wanted, name)
        if isinstance(values, str) or not isinstance(values, Collection):
            raise FilterError(f"{name} of a filter is a list, not {values!r}.")
        for value in values:
            _check_text(name, value)
    _check_text("text", wanted.text)
    _check_text("polygon", wanted.polygon)
    if not isinstance(wanted.with_broader, bool):
        raise FilterError(f"with_broader of a filter is true or false: {wanted.with_broader!r}.")


def _check_text(name: str, value: object) -> None:
    if not isinstance(value, str):
        raise FilterError(f"{name} of a filter holds texts, not {value!r}.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise FilterError(f"{name} of a filter holds a damaged text: {value!a}.") from error


def _check(wanted: OccurrenceFilter) -> None:
    """Raise :class:`FilterError` for the first value that no vocabulary knows."""
    for what, mode in (("Commodities", wanted.combine), ("Lists", wanted.combine_lists)):
        if mode not in COMBINE_MODES:
            raise FilterError(f"{what} combine by any or all, not by {mode!r}.")
    if wanted.role not in ROLES:
        raise FilterError(f"The role of commodities is any or major, not {wanted.role!r}.")
    if wanted.commodities or wanted.groups or wanted.excluded:
        _check_commodities(wanted)
    for list_id in wanted.critical_lists:
        find_list(list_id)
    known = {country.iso3 for country in members()}
    for iso3 in wanted.countries:
        if iso3 not in known:
            raise FilterError(
                f"{iso3!r} is not a member's ISO code.", hint="Use codes such as PHL or IDN."
            )
    models = {model.notation for model in deposit_types()} if wanted.deposit_models else set()
    for notation in wanted.deposit_models:
        if notation not in models:
            raise FilterError(f"{notation!r} is not a deposit model of the CGI vocabulary.")
    _check_known("a kind of occurrence", wanted.occurrence_types, codes_of(OCCURRENCE_TYPES))
    _check_known("a status of mines", wanted.mine_statuses, codes_of(MINE_STATUSES))
    _check_known("a completeness", wanted.completeness, {one.value for one in Completeness})


def _check_known(what: str, values: Iterable[str], known: Collection[str]) -> None:
    for value in values:
        if value not in known:
            raise FilterError(
                f"{value!r} is not {what}.", hint=f"Known: {', '.join(sorted(known))}."
            )


def _check_commodities(wanted: OccurrenceFilter) -> None:
    vocabulary = load_commodities()
    group_ids = {group.id for group in vocabulary.groups()}
    for code in (*wanted.commodities, *wanted.excluded):
        if code not in vocabulary:
            raise FilterError(
                f"{code!r} is not a commodity code.", hint="See the list in the Filter panel."
            )
    for group in wanted.groups:
        if group not in group_ids:
            raise FilterError(f"{group!r} is not a commodity group.")


def _plain_text(value: str) -> str:
    """Return a text without NUL, which ends a text in most of the languages it is written in."""
    return value.replace("\0", "")


def _plain_extent(extent: Iterable[Any]) -> Extent:
    """Return four plain floats, so that numbers of other libraries are written as numbers too.

    :raises FilterError: when the values are no box on the Earth.
    """
    try:
        if isinstance(extent, str):
            raise TypeError
        west, south, east, north = (float(value) for value in extent)
    except (TypeError, ValueError, OverflowError):
        west = south = east = north = math.nan
    finite = all(math.isfinite(value) for value in (west, south, east, north))
    if not finite or south > north or south < -90 or north > 90:
        raise FilterError(f"{extent} is no area.", hint="Give west, south, east, north in degrees.")
    return west, south, east, north
