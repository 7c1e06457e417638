"""Layers of a copied GeoPackage narrowed to an area, cut at its edge, put into another system.

Rows are read in steps, so that memory does not grow with them; see :mod:`.geometry_rows`.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from osgeo import ogr, osr

from ..core.errors import WorkspaceError
from ..core.progress import Progress
from .area_shapes import AreaShape
from .gdal_calls import gdal_errors, open_vector, sqlite
from .geometry_rows import FORCE, MULTI, FeatureTable, feature_table, rewrite, without_index
from .kept_geometry import system_of
from .reference_systems import register_system
from .sql import columns_of, statement

DEGREES = "EPSG:4326"


@dataclass(frozen=True)
class Kept:
    """What narrowing a layer to an area left of it.

    :param touching: rows that touch the area.
    :param rows: rows that are left; without those that a cut left nothing of.
    :param cut: rows that were cut.
    :param repaired: ids of rows that were not valid and were repaired to cut them.
    :param whole: ids of rows that could not be cut and stay whole.
    :param unmeasured: ids of rows whose measures (M) are left out, as they were cut.
    """

    table: str
    touching: int
    rows: int
    cut: int
    repaired: tuple[int, ...]
    whole: tuple[int, ...]
    unmeasured: tuple[int, ...]


def keep_inside(
    path: Path, table: str, wkt: str, *, clip: bool, exact: bool = True, progress: Progress
) -> Kept:
    """Drop the rows of a table that do not touch an area; cut the others where that is wanted.

    :param wkt: the area in degrees, EPSG:4326.
    :param clip: whether lines and polygons are cut at the edge; points never are.
    :param exact: whether rows are asked at all if they touch it; not where a copy did so.
    :raises WorkspaceError: when the file cannot be changed, or the area is not to be had in its
        reference system.
    """
    cutter = _Cutter(AreaShape(wkt, _system_of_layer(path, table)), clip, exact)
    with sqlite(path) as connection:
        found = feature_table(connection, table)
        rows = int(connection.execute(statement("SELECT count(*) FROM {}", table)).fetchone()[0])
    with gdal_errors(path.name), without_index(path, found) as connection:
        connection.execute("PRAGMA secure_delete = ON")  # what is dropped is in no byte left
        rewrite(connection, found, cutter.cut, progress)
        _drop(connection, found, [*cutter.outside, *cutter.edge])
        if cutter.in_pieces:
            _declare_multi(connection, found)
        if cutter.unmeasured:  # they are not mandatory any more (GeoPackage 1.3, table 5)
            command = "UPDATE gpkg_geometry_columns SET m = 2 WHERE table_name = ?"
            connection.execute(command, (table,))
    touching = rows - len(cutter.outside)
    return Kept(
        table,
        touching,
        touching - len(cutter.edge),
        cutter.count,
        tuple(cutter.repaired),
        tuple(cutter.whole),
        tuple(cutter.unmeasured),
    )


def transform_layers(path: Path, tables: Sequence[str], crs: str, progress: Progress) -> None:
    """Put feature tables into another reference system, corner by corner.

    :param crs: authority and code, such as ``EPSG:32651``.
    :raises WorkspaceError: when a layer has no reference system, or a row has no place in the new
        one; it names both.
    """
    target = flat_system(crs)
    for number, table in enumerate(tables):
        part = progress.part(number / len(tables), (number + 1) / len(tables))
        part.at(0.0, f"Transforming {table} to {crs}")
        own = _system_of_layer(path, table)
        if own is None:
            raise WorkspaceError(
                "It has no reference system, so it cannot be transformed.",
                subject=table,
                hint="Leave the layer out, or keep the reference systems.",
            )
        own.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        move = _Mover(table, crs, osr.CoordinateTransformation(own, target))
        with sqlite(path) as connection:
            found = feature_table(connection, table)
        with gdal_errors(path.name), without_index(path, found) as connection:
            srs_id = register_system(connection, target, crs)
            rewrite(connection, found, move.moved, part, srs_id)
            for known in ("gpkg_geometry_columns", "gpkg_contents"):
                connection.execute(
                    statement("UPDATE {} SET srs_id = ? WHERE table_name = ?", known),
                    (srs_id, table),
                )


def note_rows(path: Path, table: str, code: str, ids: Sequence[int]) -> None:
    """Record a finding about rows of a table in ``amis_findings``, where they tell their source.

    :param code: the kind of finding.
    :param ids: ids of the rows.
    """
    with sqlite(path, write=True) as connection:
        found = feature_table(connection, table)
        needed = {"source_id", "source_feature_id"}
        if not ids or not needed <= set(columns_of(connection, table)):
            return
        command = statement(
            "INSERT INTO amis_findings (source_id, source_feature_id, code, field, detail)"
            " SELECT source_id, source_feature_id, ?, ?, ? || {} FROM {} WHERE {} = ?"
            " AND source_id IS NOT NULL AND source_feature_id IS NOT NULL",
            *(found.key, table, found.key),
        )
        values = ((code, found.geometry, f"{found.key} ", fid) for fid in ids)
        connection.executemany(command, values)


def flat_system(crs: str) -> osr.SpatialReference:
    """Return a reference system that layers can be put into, x before y.

    :raises WorkspaceError: when PROJ does not know it, or it has no two coordinates on a map.
    """
    system = system_of(crs)
    is_flat = system.IsProjected() or (system.IsGeographic() and not system.IsGeocentric())
    if not is_flat or system.IsCompound() or not system.ExportToWkt(["FORMAT=WKT1_GDAL"]):
        raise WorkspaceError(
            "Data cannot be put into this reference system.",
            subject=crs,
            hint="Choose a projected or a geographic one in two dimensions.",
        )
    return system


class _Cutter:
    """Cuts rows, and keeps which ones lay outside, had only the edge, were repaired or stay."""

    def __init__(self, shape: AreaShape, clip: bool, exact: bool) -> None:
        self._shape, self._clip, self._exact = shape, clip, exact
        self.outside: list[int] = []
        self.edge: list[int] = []
        self.repaired: list[int] = []
        self.whole: list[int] = []
        self.unmeasured: list[int] = []
        self.count = 0
        self.in_pieces = False

    def cut(self, fid: int, geometry: ogr.Geometry) -> Optional[ogr.Geometry]:
        """Return the part of a row that is inside, or nothing to leave the row as it is."""
        if self._exact and not self._shape.touches(geometry):
            self.outside.append(fid)
            return None
        if not self._clip:
            return None
        inside = self._shape.part_inside(geometry)
        self.repaired += [fid] * inside.repaired
        self.whole += [fid] * inside.failed
        if inside.shape is None:
            self.edge.append(fid)
            return None
        if not inside.changed:
            return None
        self.unmeasured += [fid] * inside.unmeasured
        self.count += 1
        self.in_pieces |= inside.shape.GetGeometryName().startswith("MULTI")
        return inside.shape


class _Mover:
    """Transforms rows."""

    def __init__(self, table: str, crs: str, transform: osr.CoordinateTransformation) -> None:
        self._table, self._crs, self._transform = table, crs, transform

    def moved(self, fid: int, geometry: ogr.Geometry) -> ogr.Geometry:
        """Return a row in the new system.

        :raises WorkspaceError: when it has no place there.
        """
        try:
            failed = geometry.Transform(self._transform) != ogr.OGRERR_NONE
        except RuntimeError:  # where a program lets GDAL raise
            failed = True
        if failed or not all(map(math.isfinite, geometry.GetEnvelope())):
            raise WorkspaceError(
                f"The row {fid} has no place in {self._crs}.",
                subject=self._table,
                hint="Choose a reference system that is made for the whole area.",
            )
        return geometry


def _system_of_layer(path: Path, table: str) -> Optional[osr.SpatialReference]:
    dataset = open_vector(path)
    try:
        system = dataset.GetLayerByName(table).GetSpatialRef()
        return system.Clone() if system is not None else None
    finally:
        dataset = None


def _drop(connection: sqlite3.Connection, table: FeatureTable, ids: Sequence[int]) -> None:
    """Drop rows, and the findings about rows that are not there any more."""
    command = statement("DELETE FROM {} WHERE {} = ?", table.name, table.key)
    connection.executemany(command, ((fid,) for fid in ids))
    columns = columns_of(connection, table.name)
    if ids and {"source_id", "source_feature_id"} <= set(columns):
        connection.execute(
            statement(
                "DELETE FROM amis_findings WHERE source_id IN (SELECT source_id FROM amis_sources"
                " WHERE table_name = ?) AND (source_id, source_feature_id) NOT IN"
                " (SELECT source_id, source_feature_id FROM {} WHERE source_feature_id IS NOT NULL"
                " AND source_id IS NOT NULL)",
                table.name,
            ),
            (table.name,),
        )


def _declare_multi(connection: sqlite3.Connection, table: FeatureTable) -> None:
    """Let a table of single lines or polygons hold them in several pieces, all rows alike.

    The type stands in ``gpkg_geometry_columns`` and in the table's own SQL, which are to agree
    (GeoPackage 1.3, requirement 25 and following).
    """
    multi = MULTI.get(table.kind)
    if multi is None:
        return
    force = FORCE[multi]
    rewrite(connection, table, lambda _fid, geometry: force(geometry), Progress())
    connection.execute(
        "UPDATE gpkg_geometry_columns SET geometry_type_name = ? WHERE table_name = ?",
        (multi, table.name),
    )
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
        (
            statement("{} ", table.geometry) + table.kind,
            statement("{} ", table.geometry) + multi,
            table.name,
        ),
    )
    connection.execute("PRAGMA writable_schema = OFF")
