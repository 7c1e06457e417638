"""What there is for each theme of the catalogue and each member state: a value to show and export.

Rows, age and completeness are told by the words of a package's report, whose table of coverage
counts in the same way. An empty cell is missing data, not missing minerals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Optional

from .catalogue import Theme, load_catalogue
from .completeness import Completeness, worst
from .countries import Country, members

ALL = "*"  # in place of a theme or a country: the total
NO_COUNTRY = ""  # the rows that tell none, as in the report's table


class State(str, Enum):
    """Where the data of a cell is."""

    MISSING = "missing"
    LIVE = "live"
    OFFLINE = "offline"
    BOTH = "both"

    @property
    def words(self) -> str:
        """The same for people."""
        return "offline and live" if self is State.BOTH else self.value


@dataclass(frozen=True)
class Part:
    """What a layer has of one country.

    :param rows: None where nobody counted: live layers are not asked.
    :param retrieved: the newest day on which a source of these rows was taken, ISO 8601.
    :param dated: the newest date that the rows themselves tell; empty where they tell none.
    :param completeness: the worst of the sources; None where nothing is recorded.
    """

    rows: Optional[int] = None
    retrieved: str = ""
    dated: str = ""
    completeness: Optional[Completeness] = None


@dataclass(frozen=True)
class Holding:
    """A layer that somebody can look at.

    :param key: the id by which it is found again.
    :param table: its table in a workspace, or its name at a server.
    :param parts: by ISO alpha-3 code, of members and of others; :data:`NO_COUNTRY` for the rows
        that tell none. Only what is there.
    :param rows: of the whole layer; None where nobody counted.
    :param by_extent: whether the countries are those whose box the layer, or its rows, meet: such
        rows count for each of them.
    :param is_placed: whether anything tells which countries it covers.
    :param notice: what has to stand beside the layer, such as *schematic*.
    """

    key: str
    title: str
    source_title: str
    theme_id: str
    table: str = ""
    parts: Mapping[str, Part] = field(default_factory=dict, hash=False)
    rows: Optional[int] = None
    is_live: bool = False
    by_extent: bool = False
    is_placed: bool = True
    notice: str = ""


@dataclass(frozen=True)
class Cell:
    """What there is for a theme and a country, or for all of them.

    :param pieces: each layer with what it has here.
    """

    theme_id: str
    country: str
    pieces: tuple[tuple[Holding, Part], ...] = ()

    @property
    def state(self) -> State:
        """Where the data is."""
        is_live = {holding.is_live for holding, _part in self.pieces}
        if len(is_live) == 2:
            return State.BOTH
        if not is_live:
            return State.MISSING
        return State.LIVE if True in is_live else State.OFFLINE

    @property
    def rows(self) -> Optional[int]:
        """The rows that are offline; None where none are counted."""
        counted = [part.rows for _holding, part in self.pieces if part.rows is not None]
        return sum(counted) if counted else None

    @property
    def is_about(self) -> bool:
        """Whether some of the rows count here by their extent only."""
        by_extent = (one.by_extent and part.rows is not None for one, part in self.pieces)
        return self.country != ALL and any(by_extent)

    @property
    def is_by_extent(self) -> bool:
        """Whether some of the layers belong here by their extent only."""
        return self.country != ALL and any(one.by_extent for one, _part in self.pieces)

    @property
    def has_told(self) -> bool:
        """Whether the data itself tells that it belongs here: its extent alone may be coarse."""
        return any(not one.by_extent for one, _part in self.pieces)

    @property
    def retrieved(self) -> str:
        """The newest day of taking; empty where none is known."""
        return max((part.retrieved for _holding, part in self.pieces), default="")

    @property
    def dated(self) -> str:
        """The newest date that the rows tell; empty for none."""
        return max((part.dated for _holding, part in self.pieces), default="")

    @property
    def completeness(self) -> Optional[Completeness]:
        """The worst of the sources; None where nothing is recorded."""
        return worst(part.completeness for _holding, part in self.pieces)

    @property
    def ordered(self) -> tuple[tuple[Holding, Part], ...]:
        """The layers with what they have here, those with most rows first."""
        ordered = sorted(self.pieces, key=lambda piece: (-(piece[1].rows or 0), piece[0].title))
        return tuple(ordered)

    @property
    def holdings(self) -> tuple[Holding, ...]:
        """The layers, in the same order."""
        return tuple(holding for holding, _part in self.ordered)


@dataclass(frozen=True)
class Coverage:
    """Themes by countries.

    :param notes: what could not be counted, a sentence each.
    """

    holdings: tuple[Holding, ...] = ()
    notes: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = field(default_factory=lambda: load_catalogue().themes)
    countries: tuple[Country, ...] = field(default_factory=members)

    @property
    def is_empty(self) -> bool:
        """Whether there is no layer at all."""
        return not self.holdings

    def cell(self, theme_id: str, country: str) -> Cell:
        """Return what there is; :data:`ALL` in place of a theme or a country gives the total.

        The total of a theme counts every row of its layers once, also those of other countries
        and of none.
        """
        themes = {one.theme_id for one in self.themes} if theme_id == ALL else {theme_id}
        found = (one for one in self.holdings if one.theme_id in themes)
        pieces = ((one, _part_of(one, country)) for one in found)
        return Cell(theme_id, country, tuple((one, part) for one, part in pieces if part))

    def themes_with_data(self) -> tuple[Theme, ...]:
        """Return the themes that any layer has data of."""
        return tuple(one for one in self.themes if self.cell(one.theme_id, ALL).pieces)

    def countries_with_data(self) -> tuple[Country, ...]:
        """Return the members that any layer of a theme has data of."""
        return tuple(one for one in self.countries if self.cell(ALL, one.iso3).pieces)

    def beyond(self, theme_id: str) -> tuple[str, ...]:
        """Return the other countries that a theme has rows of, :data:`NO_COUNTRY` among them."""
        known = {one.iso3 for one in self.countries}
        found = {code for one in self.holdings if one.theme_id == theme_id for code in one.parts}
        return tuple(sorted(found - known))

    def cells(self) -> Iterator[Cell]:
        """Yield every theme with every member, then with the other countries that it has."""
        for theme in self.themes:
            codes = (*(one.iso3 for one in self.countries), *self.beyond(theme.theme_id))
            yield from (self.cell(theme.theme_id, code) for code in codes)

    def without_theme(self) -> tuple[Holding, ...]:
        """Return the layers that belong to no theme of the catalogue; no cell counts them."""
        known = {one.theme_id for one in self.themes}
        return tuple(one for one in self.holdings if one.theme_id not in known)


def merged(parts: Iterable[Part]) -> Part:
    """Return several parts as one: rows added, the newest dates, the worst completeness."""
    found = list(parts)
    counted = [one.rows for one in found if one.rows is not None]
    return Part(
        sum(counted) if counted else None,
        max((one.retrieved for one in found), default=""),
        max((one.dated for one in found), default=""),
        worst(one.completeness for one in found),
    )


def _part_of(holding: Holding, country: str) -> Optional[Part]:
    """Return what a layer has of a country, or as a whole; None where it has nothing."""
    if country != ALL:
        return holding.parts.get(country)
    if not holding.parts and holding.rows == 0:
        return None
    whole = merged(holding.parts.values())
    return Part(holding.rows, whole.retrieved, whole.dated, whole.completeness)
