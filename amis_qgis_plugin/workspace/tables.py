"""The tables that every workspace has besides its layers, and what their columns mean."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timezone
from pathlib import Path

from osgeo import gdal

from .gdal_calls import create_geopackage, sqlite
from .sql import columns_of, has_table, statement

# GeoPackage wants an integer primary key in registered tables; the indexes of commodities and
# names are not registered, so that no program offers them as layers.
_TABLES = """
CREATE TABLE IF NOT EXISTS amis_layers (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL UNIQUE,
  layer_type TEXT NOT NULL,
  theme_id TEXT NOT NULL,
  style TEXT NOT NULL DEFAULT '',
  notice TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS amis_sources (
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
CREATE TABLE IF NOT EXISTS amis_unmatched_terms (
  id INTEGER PRIMARY KEY,
  vocabulary TEXT NOT NULL,
  term TEXT NOT NULL,
  occurrences INTEGER NOT NULL,
  source_id TEXT NOT NULL,
  UNIQUE (vocabulary, term, source_id)
);
CREATE TABLE IF NOT EXISTS amis_field_maps (
  id INTEGER PRIMARY KEY,
  source_id TEXT NOT NULL UNIQUE,
  layer_type TEXT NOT NULL,
  field_map TEXT NOT NULL,
  source_fields TEXT NOT NULL,
  user_terms TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS amis_findings (
  id INTEGER PRIMARY KEY,
  source_id TEXT NOT NULL,
  source_feature_id TEXT NOT NULL,
  code TEXT NOT NULL,
  field TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS amis_findings_by_source ON amis_findings (source_id, code);
CREATE TABLE IF NOT EXISTS amis_rejected_rows (
  id INTEGER PRIMARY KEY,
  source_id TEXT NOT NULL,
  source_feature_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  source_attributes TEXT NOT NULL,
  source_geometry TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS amis_occurrence_commodity (
  commodity TEXT NOT NULL,
  occurrence INTEGER NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (commodity, occurrence)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS amis_occurrence_commodity_by_occurrence
  ON amis_occurrence_commodity (occurrence);
CREATE TABLE IF NOT EXISTS amis_occurrence_name (
  occurrence INTEGER PRIMARY KEY,
  folded TEXT NOT NULL
)
"""
# Columns that later versions brought. NULL in them: an older version did not record it.
_LATER = {
    "amis_field_maps": {
        "source_key": "TEXT",
        "source_crs": "TEXT",
        "outlines": "TEXT",
        "offshore_km": "REAL",
    },
}
# GDAL makes this one only when an extension needs it, a spatial index for example.
EXTENSIONS_TABLE = """
CREATE TABLE IF NOT EXISTS gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
)
"""
REGISTERED = {
    "amis_layers": "Layers of this workspace",
    "amis_sources": "Sources, licences and completeness",
    "amis_unmatched_terms": "Terms that no vocabulary knows",
    "amis_field_maps": "How fields of the sources became aligned fields",
    "amis_findings": "What was found about single rows",
    "amis_rejected_rows": "Rows of the sources that could not be kept, with reasons",
}


def create_workspace(path: Path) -> gdal.Dataset:
    """Create an empty workspace and return it open for adding layers.

    :raises WorkspaceError: when the file is there already or cannot be written.
    """
    create_geopackage(path)  # not kept: closed again, so that SQLite may write to the file
    with sqlite(path, write=True) as connection:
        ensure_tables(connection)
    return gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)


def ensure_tables(connection: sqlite3.Connection) -> None:
    """Make what a GeoPackage lacks of the tables of a workspace; what is there stays."""
    lacking = [table for table in REGISTERED if not has_table(connection, table)]
    for sql in _TABLES.split(";\n"):  # executescript would end the caller's transaction
        connection.execute(sql)
    for table, columns in _LATER.items():
        there = columns_of(connection, table)
        for name in (one for one in columns if one not in there):
            added = statement("ALTER TABLE {} ADD COLUMN {}", table, name)
            connection.execute(" ".join([added, columns[name]]))
    for table in lacking:
        register_table(connection, table, REGISTERED[table])


def timestamp() -> str:
    """Return the time to be written into a GeoPackage: now, or the one that GDAL was told."""
    told = gdal.GetConfigOption("OGR_CURRENT_DATE")
    return told or datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def register_table(connection: sqlite3.Connection, table: str, title: str) -> None:
    """List a table without geometry in ``gpkg_contents`` and GDAL's row counts."""
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change)"
        " VALUES (?, 'attributes', ?, '', ?)",
        (table, title, timestamp()),
    )
    connection.execute(
        "INSERT OR REPLACE INTO gpkg_ogr_contents (table_name, feature_count) VALUES (?, NULL)",
        (table,),
    )
