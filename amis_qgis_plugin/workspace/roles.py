"""The main products of the occurrences of a workspace, read once for each state of the file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from ..core.errors import WorkspaceError
from ..core.occurrence_filter import MAJOR
from .file_state import Stamp, file_stamp, has_commodity_index
from .gdal_calls import sqlite


def main_products(path: Path) -> Mapping[int, tuple[str, ...]]:
    """Return the feature ids of occurrences to the commodities that they have as main products.

    :raises WorkspaceError: when the file has no index of commodities, or cannot be read.
    """
    if not has_commodity_index(path):
        raise WorkspaceError(
            "It is no workspace: main products are known there only.",
            subject=path.name,
            hint="Take the layer offline or align it first.",
        )
    return _main_products(path, file_stamp(path))


@lru_cache(maxsize=4)
def _main_products(path: Path, _stamp: Stamp) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    with sqlite(path) as connection:
        connection.row_factory = None
        asked = connection.execute(
            "SELECT occurrence, commodity FROM amis_occurrence_commodity WHERE role = ?", (MAJOR,)
        )
        for occurrence, commodity in asked:
            found[occurrence] = (*found.get(occurrence, ()), commodity)
    return found
