"""The tables that every workspace has besides its layers, and what their columns mean."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from osgeo import gdal

from .gdal_calls import create_geopackage, sqlite

WORKSPACE_VERSION = "1"

# GeoPackage wants an integer primary key in registered tables; the commodity index is not
# registered, so that no program offers it as a layer.
_TABLES = """
CREATE TABLE amis_layers (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL UNIQUE,
  layer_type TEXT NOT NULL,
  theme_id TEXT NOT NULL,
  style TEXT NOT NULL DEFAULT '',
  notice TEXT NOT NULL DEFAULT ''
);
CREATE TABLE amis_sources (
  id INTEGER PRIMARY KEY,
  source_id TEXT NOT NULL UNIQUE,
  table_name TEXT NOT NULL,
  protocol TEXT NOT NULL,
  url TEXT NOT NULL,
  layer TEXT NOT NULL,
  title TEXT NOT NULL,
  licence TEXT NOT NULL,
  attribution TEXT NOT NULL,
  filter TEXT NOT NULL DEFAULT '',
  extent TEXT NOT NULL DEFAULT '',
  retrieved_at TEXT NOT NULL,
  completeness TEXT NOT NULL,
  evidence TEXT NOT NULL,
  feature_count INTEGER NOT NULL,
  digest TEXT NOT NULL
);
CREATE TABLE amis_unmatched_terms (
  id INTEGER PRIMARY KEY,
  vocabulary TEXT NOT NULL,
  term TEXT NOT NULL,
  occurrences INTEGER NOT NULL,
  source_id TEXT NOT NULL,
  UNIQUE (vocabulary, term, source_id)
);
CREATE TABLE amis_occurrence_commodity (
  commodity TEXT NOT NULL,
  occurrence INTEGER NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (commodity, occurrence)
) WITHOUT ROWID;
CREATE INDEX amis_occurrence_commodity_by_occurrence ON amis_occurrence_commodity (occurrence);
"""
REGISTERED = {
    "amis_layers": "Layers of this workspace",
    "amis_sources": "Sources, licences and completeness",
    "amis_unmatched_terms": "Terms that no vocabulary knows",
}


def create_workspace(path: Path) -> gdal.Dataset:
    """Create an empty workspace and return it open for adding layers.

    :raises WorkspaceError: when the file is there already or cannot be written.
    """
    create_geopackage(path)  # not kept: closed again, so that SQLite may write to the file
    with sqlite(path, write=True) as connection:
        connection.executescript(_TABLES)
        for table, title in REGISTERED.items():
            register_table(connection, table, title)
    return gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)


def register_table(connection: sqlite3.Connection, table: str, title: str) -> None:
    """List a table without geometry in ``gpkg_contents`` and GDAL's row counts."""
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
        " VALUES (?, 'attributes', ?, '', coalesce(?, strftime('%Y-%m-%dT%H:%M:%fZ','now')))",
        (table, title, gdal.GetConfigOption("OGR_CURRENT_DATE")),
    )
    connection.execute(
        "INSERT INTO gpkg_ogr_contents (table_name, feature_count) VALUES (?, NULL)", (table,)
    )
