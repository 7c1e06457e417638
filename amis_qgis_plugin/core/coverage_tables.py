"""Coverage as tables: a row for each theme and country, and the matrix as spreadsheets paste it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Optional, Union

from .countries import country_names
from .coverage import ALL, Cell, Coverage, State
from .coverage_words import theme_title
from .listings import plain_cell

# Names as in the table of the package's report where they mean the same.
COLUMNS = (
    ("theme_id", "text"),
    ("theme", "text"),
    ("country", "text"),
    ("country_name", "text"),
    ("state", "text"),
    ("layers", "integer"),
    ("rows", "integer"),
    ("basis", "text"),
    ("newest", "text"),
    ("data_date", "text"),
    ("completeness", "text"),
    ("sources", "text"),
)
Row = tuple[Optional[Union[str, int]], ...]


def rows_of(coverage: Coverage) -> Iterator[Row]:
    """Yield a row for each theme and country, in the order of :data:`COLUMNS`.

    Every member is there for every theme; other countries, and an empty code for rows that tell
    none, where there are rows of them. ``rows`` is None where nobody counted.
    """
    for cell in coverage.cells():
        yield (
            cell.theme_id,
            theme_title(coverage, cell.theme_id),
            cell.country,
            country_names().get(cell.country, cell.country),
            cell.state.value,
            len(cell.pieces),
            0 if cell.state is State.MISSING else cell.rows,
            _basis(cell),
            cell.retrieved[:10],
            cell.dated[:10],
            cell.completeness.words if cell.completeness is not None else "",
            "; ".join(f"{one.title} ({one.source_title})" for one in cell.holdings),
        )


def as_csv(coverage: Coverage) -> str:
    """Return the rows as CSV with a heading; no text in it is taken for a formula."""
    out = io.StringIO()
    sheet = csv.writer(out, lineterminator="\n")
    sheet.writerow([name for name, _kind in COLUMNS])
    for row in rows_of(coverage):
        sheet.writerow([plain_cell(one) if isinstance(one, str) else one for one in row])
    return out.getvalue()


def as_matrix(coverage: Coverage) -> str:
    """Return themes by countries with tabs between: rows, else the state."""
    codes = (ALL, *(one.iso3 for one in coverage.countries))
    lines = ["\t".join(("Theme", "All", *codes[1:]))]
    for theme_id in (ALL, *(one.theme_id for one in coverage.themes)):
        cells = (coverage.cell(theme_id, code) for code in codes)
        texts = (plain_cell(_shown(cell)) for cell in cells)
        lines.append("\t".join((plain_cell(theme_title(coverage, theme_id)), *texts)))
    return "\n".join(lines) + "\n"


def _shown(cell: Cell) -> str:
    if cell.rows is None:
        return cell.state.value
    return f"~{cell.rows}" if cell.is_about else str(cell.rows)


def _basis(cell: Cell) -> str:
    """Return on what it rests that the layers belong to this country."""
    bases = {"extent" if one.by_extent else "country" for one, _part in cell.pieces}
    return " and ".join(sorted(bases))
