"""GeoParquet where GDAL has no driver for it: by pyarrow alone, some thousand rows at a time.

The geometry is the well-known binary that the GeoPackage holds. Source of the metadata: GeoParquet
1.0.0, https://geoparquet.org/releases/v1.0.0/.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from osgeo import gdal

from ..core.errors import MissingLibrary, PackageError
from ..core.progress import Progress
from ..workspace.blobs import wkb_of
from ..workspace.gdal_calls import gdal_errors, open_vector, sqlite
from ..workspace.sql import count_rows, statement
from .layer_tables import structure_of, type_of

_VERSION = "1.0.0"
_ROWS = 10_000


def write_parquet(
    geopackage: Path, table: str, target: Path, progress: Progress, told: str
) -> None:
    """Write a layer as GeoParquet; the key is the column ``fid``, as in the tables.

    :param told: the sentence for the person who waits.
    :raises MissingLibrary: when pyarrow is not here.
    :raises PackageError: when a value does not fit the type of its column.
    """
    arrow, parquet = _libraries()
    with sqlite(geopackage) as connection:
        key, geometry, _srs, declared = structure_of(connection, table)
        whole = max(count_rows(connection, table), 1)
        fields = [("fid", arrow.int64()), (geometry, arrow.binary())]
        fields += [(name, _arrow_type(arrow, kind)) for name, kind in declared]
        schema = arrow.schema(fields, metadata={"geo": _geo(geopackage, table, geometry)})
        names = [name for name, _kind in declared]
        query = statement("SELECT {}, {} FROM {} ORDER BY 1", (key, geometry), names, table)
        cursor = connection.cursor()
        cursor.row_factory = None
        done = 0
        try:
            with parquet.ParquetWriter(str(target), schema) as writer:
                for rows in _batches(cursor.execute(query)):
                    progress.at(done / whole, told)
                    columns = [_column(arrow, c, f.type) for c, f in zip(zip(*rows), schema)]
                    writer.write_table(arrow.Table.from_arrays(columns, schema=schema))
                    done += len(rows)
        except arrow.ArrowException as error:
            raise PackageError(
                f"It cannot be written as GeoParquet: {error}.",
                subject=table,
                hint="Does a column hold text where numbers are declared? Leave GeoParquet out.",
            ) from error


@lru_cache(maxsize=1)
def has_pyarrow() -> bool:
    """Whether pyarrow is here and works: a newer one refuses the NumPy of an older system."""
    try:
        return bool(_libraries())
    except (MissingLibrary, AttributeError, RuntimeError, ValueError):
        return False  # the last three are what one built for another NumPy says


def count_parquet_rows(path: Path) -> int:
    """Return the rows of a Parquet file, as its footer has them."""
    if gdal.GetDriverByName("Parquet") is None:
        return int(_libraries()[1].read_metadata(str(path)).num_rows)
    source = open_vector(path)
    return int(source.GetLayer(0).GetFeatureCount())


def _libraries() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingLibrary(
            "GeoParquet needs GDAL's driver Parquet or the Python library pyarrow.",
            subject="pyarrow",
            hint="Leave GeoParquet out, or install one of them.",
        ) from error
    return pyarrow, parquet


def _arrow_type(arrow: Any, declared: str) -> Any:
    """Return the type of a column, of the types that GeoPackage 1.3 (table 1) knows."""
    word = declared.upper().partition("(")[0]
    if word in ("BOOLEAN", "BLOB"):
        return arrow.bool_() if word == "BOOLEAN" else arrow.binary()
    kinds = {"text": arrow.string(), "integer": arrow.int64(), "real": arrow.float64()}
    return kinds[type_of(declared)]


def _column(arrow: Any, values: Iterable[Any], kind: Any) -> Any:
    """Return values as a column; SQLite has truth as numbers, and numbers among text."""
    if kind == arrow.bool_():
        values = (None if value is None else bool(value) for value in values)
    elif kind == arrow.string():
        values = (str(one) if isinstance(one, (int, float)) else one for one in values)
    return arrow.array(list(values), kind)


def _batches(cursor: Any) -> Iterator[list[tuple[Any, ...]]]:
    while rows := cursor.fetchmany(_ROWS):
        yield [(fid, wkb_of(blob), *values) for fid, blob, *values in rows]


def _geo(geopackage: Path, table: str, geometry: str) -> str:
    """Return the metadata that make a Parquet file a GeoParquet file."""
    source = open_vector(geopackage)
    with gdal_errors(geopackage.name):
        layer = source.GetLayerByName(table)
        system = layer.GetSpatialRef()
        extent = layer.GetExtent(can_return_null=True)
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": []}
    if system is not None:
        column["crs"] = json.loads(system.ExportToPROJJSON())
    if extent is not None:
        west, east, south, north = extent
        column["bbox"] = [west, south, east, north]
    layer = source = None
    return json.dumps(
        {"version": _VERSION, "primary_column": geometry, "columns": {geometry: column}}
    )
