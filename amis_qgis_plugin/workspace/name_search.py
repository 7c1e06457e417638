"""Occurrences of a workspace by words of their names, the best matches first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..core.occurrence_filter import OccurrenceFilter
from ..core.progress import Progress
from ..core.quoting import like_pattern
from ..core.schemas import OCCURRENCES
from ..core.workspace_sql import to_workspace_sql
from .file_state import has_name_index
from .sql import statement
from .stopping import stopped_by


@dataclass(frozen=True)
class NamedOccurrence:
    """An occurrence that was found by its name."""

    fid: int
    name: str
    country: str
    commodities: str


def find_by_name(
    path: Path, wanted: OccurrenceFilter, limit: int = 10, progress: Progress | None = None
) -> list[NamedOccurrence]:
    """Return occurrences that a filter with words of a name wants.

    Those that begin with the first word come first, then the shorter names.

    :param wanted: without words in it nothing is found.
    :raises WorkspaceError: when the file cannot be read.
    :raises Cancelled: when the person stopped it.
    """
    words = wanted.text.split()
    if not wanted.words():
        return []
    parts = (
        statement("SELECT fid, coalesce(name, ''), coalesce(country, ''),"),
        statement("coalesce(commodity_codes, '') FROM {} WHERE", OCCURRENCES),
        to_workspace_sql(wanted, has_names=has_name_index(path)),
        "ORDER BY name LIKE ? ESCAPE '\\' DESC, length(name), name LIMIT ?",
    )
    values = ("".join((like_pattern(words[0]), "%")), limit)
    with stopped_by(path, progress or Progress()) as connection:
        return [NamedOccurrence(*row) for row in connection.execute(" ".join(parts), values)]
