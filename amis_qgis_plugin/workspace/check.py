"""Is this file a GeoPackage, and what is in it? Told in words a person can act on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ..core.errors import WorkspaceError
from .gdal_calls import sqlite
from .sql import has_table

_SQLITE = b"SQLite format 3\x00"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_KNOWN_STARTS = (
    (b"PK\x03\x04", "a zip archive", "Unpack it and add the .gpkg inside."),
    (b"<!do", "a web page", "The download probably gave a login or error page instead."),
    (b"<htm", "a web page", "The download probably gave a login or error page instead."),
    (b"<?xm", "an XML document", "If it is GML, load it in QGIS and save it as GeoPackage."),
    (b"{", "a JSON document", "If it is GeoJSON, load it in QGIS and save it as GeoPackage."),
    (b"[", "a JSON document", "If it is GeoJSON, load it in QGIS and save it as GeoPackage."),
    (b"%PDF", "a PDF document", "Ask the provider for the data behind it."),
)


def check_geopackage(path: Path) -> tuple[str, ...]:
    """Return the names of the vector and attribute tables of a GeoPackage.

    :raises WorkspaceError: saying what the file is instead, or that it is empty.
    """
    layers = must_be_geopackage(path)
    if not layers:
        raise WorkspaceError(
            "The GeoPackage has no layers.",
            subject=str(path),
            hint="Choose a file with at least one vector layer.",
        )
    return layers


def must_be_geopackage(path: Path) -> tuple[str, ...]:
    """Return the names of the tables of a GeoPackage, which may have none.

    :raises WorkspaceError: saying what the file is instead.
    """
    _must_be_file(path)
    try:
        return _listed_layers(path)
    except WorkspaceError as error:
        # Only now: reading a database's file beside SQLite, and closing it again, would drop the
        # locks that QGIS holds on it (sqlite.org/howtocorrupt.html, section 2.2).
        if isinstance(error.__cause__, sqlite3.DatabaseError):
            _refuse_other_formats(path)
        raise


def _listed_layers(path: Path) -> tuple[str, ...]:
    with sqlite(path) as connection:
        if not has_table(connection, "gpkg_contents"):
            if not connection.execute("PRAGMA page_count").fetchone()[0]:
                _refuse_other_formats(path)  # SQLite takes an empty file for a new database
            raise WorkspaceError(
                "It is an SQLite database but no GeoPackage: gpkg_contents is missing.",
                subject=str(path),
                hint="Save the layers as GeoPackage from QGIS.",
            )
        names = connection.execute(
            "SELECT table_name FROM gpkg_contents WHERE data_type IN ('features', 'attributes')"
            " ORDER BY table_name"
        ).fetchall()
    return tuple(name for (name,) in names if not _is_service_table(name))


def _is_service_table(name: str) -> bool:
    """Whether the table serves QGIS or this plugin and is no layer of its own."""
    return name.startswith("amis_") or name in ("layer_styles", "qgis_projects")


def _must_be_file(path: Path) -> None:
    if path.is_dir():
        raise WorkspaceError(
            "It is a folder.", subject=str(path), hint="Choose a .gpkg file inside."
        )
    if not path.is_file():
        raise WorkspaceError(
            "There is no such file.",
            subject=str(path),
            hint="Was it moved or renamed? Choose it again.",
        )


def _refuse_other_formats(path: Path) -> None:
    """Raise what the file is instead of a database; return when it is one."""
    try:
        with path.open("rb") as stream:
            start = stream.read(256)
    except OSError as error:
        raise WorkspaceError(
            f"It cannot be read: {error.strerror}.",
            subject=str(path),
            hint="Check that you may read the file and that its drive is connected.",
        ) from error
    if start.startswith(_SQLITE):
        return
    if not start:
        raise WorkspaceError(
            "The file is empty (0 bytes).", subject=str(path), hint="Copy or download it again."
        )
    text = start.removeprefix(_BYTE_ORDER_MARK).lstrip().lower()
    for magic, what, hint in _KNOWN_STARTS:
        if text.startswith(magic.lower()):
            raise WorkspaceError(f"It is {what}, no GeoPackage.", subject=str(path), hint=hint)
    raise WorkspaceError(
        "It is no GeoPackage: its first bytes belong to some other format.",
        subject=str(path),
        hint="Choose a .gpkg file. A layer in another format is opened in QGIS and taken into a"
        " workspace by Field mapping.",
    )
