"""A workspace as large as a region's: many occurrences, and a geological map of it with faults.

Occurrences come from ``tools/many_occurrences.py``. The map is a jigsaw over all of ASEAN: cells
of a grid whose corners and edges are bent by sines, so that neighbours share every edge as units
of a real map do, and whole countries are covered without gaps. Faults are bent lines across it.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from pathlib import Path

from osgeo import ogr

ROOT = Path(__file__).resolve().parent.parent.parent
for folder in (ROOT, ROOT / "tools"):
    if str(folder) not in sys.path:
        sys.path.append(str(folder))

from many_occurrences import make_workspace  # noqa: E402

from amis_qgis_plugin.core.completeness import Completeness  # noqa: E402
from amis_qgis_plugin.core.sources import Source  # noqa: E402
from amis_qgis_plugin.workspace.gdal_calls import add_layer, open_vector, sqlite  # noqa: E402
from amis_qgis_plugin.workspace.registry import RegisteredLayer, register_layer  # noqa: E402
from amis_qgis_plugin.workspace.sources import write_source  # noqa: E402

REGION = (92.0, -12.0, 142.0, 30.0)
UNITS, FAULTS = "geological_units", "faults"
_COLUMNS, _ROWS = 100, 84  # cells of half a degree, 8,400 units
_ALONG_EDGE = 24  # points on each of a unit's four edges, as maps at 1:1,000,000 have
_FAULTS, _ALONG_FAULT = 3_000, 40
_NAMES = ("Andesite", "Diorite", "Limestone", "Ophiolite", "Schist", "Granite", "Alluvium", "Tuff")


def build(path: Path, occurrences: int) -> None:
    """Write the workspace; the map is the same for any number of occurrences."""
    make_workspace(path, occurrences)
    add_map(path)


def add_map(path: Path) -> None:
    """Add the map to a workspace of ``tools/many_occurrences.py``."""
    dataset = open_vector(path, update=True)
    _fill(dataset, UNITS, "Geological units", ogr.wkbPolygon, _units())
    _fill(dataset, FAULTS, "Faults", ogr.wkbLineString, _faults())
    dataset = None
    with sqlite(path, write=True) as connection:
        for table in (UNITS, FAULTS):
            register_layer(connection, RegisteredLayer(table, table, "geology"))
            write_source(
                connection,
                Source(
                    source_id=table,
                    table_name=table,
                    protocol="made",
                    url="",
                    layer="",
                    title="Made for measuring",
                    licence="CC0 1.0",
                    attribution="",
                    retrieved_at="2026-01-01",
                    completeness=Completeness.COMPLETE_PROVEN,
                    evidence="",
                    feature_count=0,
                    digest="",
                ),
            )


def _fill(
    dataset: object, table: str, title: str, kind: int, features: Iterator[tuple[str, str]]
) -> None:
    layer = add_layer(dataset, table, title, kind, [("name", ogr.OFTString)])
    layer.StartTransaction()
    for name, wkt in features:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("name", name)
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def _units() -> Iterator[tuple[str, str]]:
    for row in range(_ROWS):
        for column in range(_COLUMNS):
            corners = (
                (column, row),
                (column + 1, row),
                (column + 1, row + 1),
                (column, row + 1),
                (column, row),
            )
            points = [
                _bent(
                    start[0] + (end[0] - start[0]) * step / _ALONG_EDGE,
                    start[1] + (end[1] - start[1]) * step / _ALONG_EDGE,
                )
                for start, end in zip(corners, corners[1:])
                for step in range(_ALONG_EDGE)
            ]
            number = (column * 7 + row * 13) % 400
            name = f"{_NAMES[number % len(_NAMES)]} {number}"
            yield name, f"POLYGON(({_text([*points, points[0]])}))"


def _faults() -> Iterator[tuple[str, str]]:
    for number in range(_FAULTS):
        x, y = number * 37 % 997 / 997 * _COLUMNS, number * 61 % 991 / 991 * _ROWS
        course = number % 180 * math.pi / 180
        points = [
            _bent(x + math.cos(course) * step / 20, y + math.sin(course) * step / 20)
            for step in range(_ALONG_FAULT)
        ]
        yield f"Fault {number}", f"LINESTRING({_text(points)})"


def _bent(column: float, row: float) -> tuple[float, float]:
    """Return the place of a point of the grid; the same for whoever shares it."""
    west, south, east, north = REGION
    x = column + 0.15 * math.sin(3.1 * row + column) + 0.01 * math.sin(29 * row)
    y = row + 0.15 * math.sin(2.7 * column + row) + 0.01 * math.sin(31 * column)
    return west + x / _COLUMNS * (east - west), south + y / _ROWS * (north - south)


def _text(points: list[tuple[float, float]]) -> str:
    return ", ".join(f"{x:.9f} {y:.9f}" for x, y in points)
