"""Coverage in sentences, for the line above the table, for tooltips and for screen readers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .amexs_gaps import age_in_days
from .countries import country_names
from .coverage import ALL, NO_COUNTRY, Cell, Coverage, Holding, Part, State
from .phrases import counted, listed

NO_DATA = "An empty cell is missing data, not missing minerals."
_MOST_NAMES = 3
_MONTH, _YEAR = 30.44, 365.25  # days
_STEPS = ((1_000, "k"), (1_000_000, "M"), (1_000_000_000, "G"))


def headline(coverage: Coverage) -> str:
    """Return the whole in some sentences: how many themes and countries have data, which none."""
    themes, there = coverage.themes, coverage.themes_with_data()
    countries = coverage.countries
    covered = [one for one in countries if coverage.cell(ALL, one.iso3).has_told]
    verb = "has" if len(there) == 1 else "have"
    parts = [
        f"{len(there)} of {counted(len(themes), 'theme')} {verb} data,"
        f" for {len(covered)} of {counted(len(countries), 'country', 'countries')}."
    ]
    without = [one.title for one in themes if one not in there]
    if there and without:
        parts.append(f"Nothing on {_lower_listed(without)}.")
    met = coverage.countries_with_data()
    by_extent = [one.name for one in met if one not in covered]
    if by_extent:
        parts.append(f"By extent only: {listed(by_extent, _MOST_NAMES)}.")
    nowhere = [one.name for one in countries if one not in met]
    if there and nowhere:
        parts.append(f"Nothing for {listed(nowhere, _MOST_NAMES)}.")
    return " ".join(parts)


def remarks(coverage: Coverage) -> tuple[str, ...]:
    """Return what no cell shows: rows that tell no country, layers of no theme, what failed."""
    found = list(coverage.notes)
    placeless = coverage.cell(ALL, NO_COUNTRY).rows
    if placeless:
        found.append(f"{counted(placeless, 'row')} tell no country; only the totals count them.")
    others = {code for theme in coverage.themes for code in coverage.beyond(theme.theme_id)}
    beyond = sum(coverage.cell(ALL, code).rows or 0 for code in others - {NO_COUNTRY})
    if beyond:
        rows = counted(beyond, "row")
        found.append(
            f"{rows} of other countries or of the whole region; only the totals count them."
        )
    unplaced = [one.title for one in coverage.holdings if not one.parts and one.rows is None]
    if unplaced:
        layers = counted(len(unplaced), "layer")
        found.append(f"{layers} of no member state by extent: {listed(unplaced, _MOST_NAMES)}.")
    unknown = [one.title for one in coverage.without_theme()]
    if unknown:
        layers = counted(len(unknown), "layer")
        found.append(f"{layers} of no theme not counted: {listed(unknown, _MOST_NAMES)}.")
    return tuple(found)


def cell_words(coverage: Coverage, cell: Cell, today: date) -> str:
    """Return a cell in one sentence, with its theme and country."""
    place = f"{theme_title(coverage, cell.theme_id)}, {country_name(cell.country)}"
    if cell.state is State.MISSING:
        return f"{place}: missing."
    count = counted(len(cell.pieces), "layer")
    has = f"{rows_words(cell.rows, cell.is_about)} in {count}" if cell.rows is not None else count
    parts = [f"{cell.state.words}, {has}"]
    if cell.is_by_extent:
        parts.append("in part by extent" if cell.has_told else "by extent")
    return f"{place}: {'; '.join([', '.join(parts), *_age_and_state(cell, today)])}."


def sources_words(cell: Cell) -> str:
    """Return the layers of a cell with where they come from; empty where there are none."""
    told = [f"{one.title} ({one.source_title})" for one in cell.holdings]
    return f"From {listed(told, _MOST_NAMES)}." if told else ""


def layer_words(holding: Holding, part: Part, today: date) -> str:
    """Return in a line what a layer has in a cell."""
    where = "live, not counted" if holding.is_live else rows_words(part.rows, holding.by_extent)
    if holding.by_extent and part.rows is None:
        where = f"{where}; by extent"
    told = "; ".join([where, *_age_and_state(part, today)])
    notice = f". {holding.notice}" if holding.notice else "."
    return f"{holding.title} ({holding.source_title}): {told}{notice}"


def foreseen_words(coverage: Coverage, theme_id: str) -> str:
    """Return which layers the catalogue foresees for a theme; empty for all themes."""
    theme = next((one for one in coverage.themes if one.theme_id == theme_id), None)
    if theme is None or not theme.layers:
        return ""
    return f"The catalogue foresees: {'; '.join(one.title for one in theme.layers)}."


def rows_words(rows: int | None, is_about: bool) -> str:
    """Return a number of rows; those that only meet a country's box are about as many."""
    if rows is None:
        return "not counted"
    return f"about {counted(rows, 'row')}" if is_about else counted(rows, "row")


def age_words(day: str, today: date) -> str:
    """Return how long ago a day was; empty where it is none or lies ahead.

    :param day: begins with an ISO 8601 date.
    """
    days = age_in_days(day, today)
    if days is None:
        return ""
    if days == 0:
        return "today"
    if days < 2 * _MONTH:
        return f"{counted(days, 'day')} ago"
    if days < 2 * _YEAR:
        return f"{counted(int(days / _MONTH), 'month')} ago"
    return f"{counted(int(days / _YEAR), 'year')} ago"


def short_number(rows: int) -> str:
    """Return a number in at most four signs and a unit: ``243``, ``1.2k``, ``74k``, ``1.5M``.

    It is rounded, halves up; what would be rounded to a thousand of a unit is one of the next.
    """
    for size, unit in _STEPS if rows >= _STEPS[0][0] else ():
        tenths = _divided(10 * rows, size)
        if tenths < 100:
            return f"{tenths / 10:g}{unit}"
        whole = _divided(rows, size)
        if whole < 1_000 or unit == _STEPS[-1][1]:
            return f"{whole}{unit}"
    return str(rows)


def _divided(number: int, by: int) -> int:
    """Return a quotient in whole numbers, halves up: Python's own rounding takes even ones."""
    return (number + by // 2) // by


def theme_title(coverage: Coverage, theme_id: str) -> str:
    """Return the title of a theme, or of the total."""
    titles = {one.theme_id: one.title for one in coverage.themes}
    return "All themes" if theme_id == ALL else titles.get(theme_id, theme_id)


def country_name(code: str) -> str:
    """Return the name of a country, or what the total and rows without one are called."""
    known = {ALL: "all countries", NO_COUNTRY: "no country told"}
    return known.get(code) or country_names().get(code, code)


def _age_and_state(about: Cell | Part, today: date) -> Iterable[str]:
    """Yield age and completeness as far as they are known."""
    if about.retrieved:
        ago = age_words(about.retrieved, today)
        yield f"taken {about.retrieved[:10]}" + (f" ({ago})" if ago else "")
    if about.dated:
        yield f"newest date in the data {about.dated[:10]}"
    if about.completeness is not None:
        yield about.completeness.words


def _lower_listed(titles: list[str]) -> str:
    """Return titles as parts of a sentence."""
    return listed((f"{one[:1].lower()}{one[1:]}" for one in titles), _MOST_NAMES)
