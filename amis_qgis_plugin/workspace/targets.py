"""What a file is before rows are taken into it: new, a workspace, or another's GeoPackage."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from ..core.errors import WorkspaceError
from ..core.phrases import counted
from ..core.rows import SourceLayer
from ..core.sources import Source
from .check import must_be_geopackage
from .gdal_calls import sqlite
from .packaged import must_not_be_packaged
from .sources import other_source
from .sql import has_table
from .tables import REGISTERED

# And the commodity index, the list of edits, and the rows as they were before them.
_OWN_TABLES = len(REGISTERED) + 3
_LONGEST_NAME = 240  # bytes; file systems take 255, and names beside it are made of this one


@dataclass(frozen=True)
class Target:
    """A file that rows are to be taken into.

    :param is_foreign: whether it is there and no workspace.
    :param lost: the source of another layer that would be replaced; None where there is none.
    """

    path: Path
    is_foreign: bool = False
    lost: Optional[Source] = None

    @property
    def foreign_words(self) -> str:
        """What taking rows into a file that is no workspace would do to it."""
        return (
            f"{self.path.name} is no workspace yet: {_OWN_TABLES} tables of a workspace, and one"
            " for the rows, will be added to it."
        )

    @property
    def lost_words(self) -> str:
        """Which rows of which other source would be replaced; empty for none."""
        if self.lost is None:
            return ""
        one = self.lost
        of = f" of {one.url}" if one.url else ""
        return (
            f"The source id {one.source_id} is that of another source: {one.title}{of}, taken"
            f" {one.retrieved_at[:10]}. Its {counted(one.feature_count, 'row')} would be deleted."
        )


def must_take_rows(path: Path) -> None:
    """Refuse a file that no rows can be taken into, before any server is asked for them.

    :param path: need not be there; its folder must.
    :raises WorkspaceError: saying what is wrong with the file or its folder.
    """
    if len(os.fsencode(path.name)) > _LONGEST_NAME:
        raise WorkspaceError(
            "The name of the file is too long.",
            subject=f"{path.name[:40]}…",
            hint="Give it a shorter one.",
        )
    folder = path.parent
    if not folder.is_dir():
        raise WorkspaceError(
            "There is no such folder.",
            subject=str(folder),
            hint="Make the folder, or choose another one for the workspace.",
        )
    if not path.exists():
        if not os.access(folder, os.W_OK | os.X_OK):
            raise WorkspaceError(
                "You may not write in this folder.",
                subject=str(folder),
                hint="Choose a folder of your own for the workspace.",
            )
        return
    must_not_be_packaged(path)
    try:
        must_be_geopackage(path)
    except WorkspaceError as error:
        if "locked" in error.message:
            raise
        hint = "Choose a GeoPackage, or a name that is not taken for a new one."
        raise WorkspaceError(error.message, subject=error.subject, hint=hint) from error
    if not (os.access(path, os.W_OK) and os.access(folder, os.W_OK)):
        raise WorkspaceError(
            "You may not write this file, or not in its folder.",
            subject=str(path),
            hint="Copy it to a folder of your own, or choose another name.",
        )


def look_at_target(path: Path, layer: SourceLayer, source: Source, may_rename: bool) -> Target:
    """Return what a file is, and what taking a source into it would replace.

    :param may_rename: whether the source gets another id where its own is that of another one.
    :raises WorkspaceError: when the file cannot be made, or is there and cannot be read or written,
        or is the data of a package.
    """
    must_take_rows(path)
    if not path.exists():
        return Target(path)
    with sqlite(path) as connection:
        if not has_table(connection, "amis_sources"):
            return Target(path, is_foreign=True)
    return Target(path, lost=None if may_rename else other_source(path, source, layer.key))
