#!/usr/bin/env python3
"""Time and memory that a package takes, beside QGIS and geopandas.

    /usr/bin/python3 benchmarks/package.py [--occurrences 100000] [--repeat 3] [--json]

Makes a workspace with occurrences (all have copper) and geology (half of it in the area), then
lets each contender take the same rows, every run in a process of its own:

    whole package    everything this project writes but the QGIS project: GeoPackage, CSV, texts,
                     manifest, checksums
    data part        only the GeoPackage of it, with the commodity index, sources and styles
    native:package   QGIS's own algorithm on the same two layers with the same subset
    geopandas        read, select, write, for the same two layers

Prints the median wall time of the work itself (imports and QGIS's start-up left out), the highest
resident memory of the process and by how much the work raised it. Every contender has to return
the same counts.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

AREA = (100.0, -5.0, 120.0, 15.0)
OURS = "whole package"
DATA_PART = "data part"
NATIVE = "native:package"
GEOPANDAS = "geopandas"
TABLES = ("mineral_occurrences", "geological_units")
Counts = dict[str, int]
KEPT: list[Any] = []  # QGIS's application object must outlive the function that makes it


def main() -> int:
    """Run the contenders and print what they took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--occurrences", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument(
        "--run", nargs=3, metavar=("NAME", "WORKSPACE", "FOLDER"), help=argparse.SUPPRESS
    )
    options = parser.parse_args()
    if options.run:
        name, workspace, folder = options.run
        return run_one(name, Path(workspace), Path(folder))
    with tempfile.TemporaryDirectory(prefix="amis-benchmark-") as place:
        folder = Path(place)
        workspace = folder / "workspace.gpkg"
        build(workspace, options.occurrences)
        results = {
            name: measure(name, workspace, folder, options.repeat)
            for name in (OURS, DATA_PART, NATIVE, GEOPANDAS)
        }
    agreed = same_counts(results)
    report = {
        "occurrences": options.occurrences,
        "repeat": options.repeat,
        "same_counts": agreed,
        "contenders": results,
    }
    print(json.dumps(report, indent=2) if options.json else table(report))
    return 0 if agreed else 1


def measure(name: str, workspace: Path, folder: Path, repeat: int) -> dict[str, Any]:
    """Return median seconds, highest memory and counts of one contender."""
    runs = []
    for number in range(repeat):
        target = folder / f"{name.replace(':', '_').replace(' ', '_')}_{number}"
        target.mkdir()
        answer = subprocess.run(
            [sys.executable, __file__, "--run", name, str(workspace), str(target)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        if answer.returncode:
            reason = (answer.stderr.strip().splitlines() or ["no output"])[-1]
            return {"skipped": reason}
        runs.append(json.loads(answer.stdout.splitlines()[-1]))
    return {
        "seconds": statistics.median(run["seconds"] for run in runs),
        "all_seconds": [run["seconds"] for run in runs],
        "peak_mib": max(run["peak_mib"] for run in runs),
        "start_mib": min(run["start_mib"] for run in runs),
        "counts": runs[0]["counts"],
    }


def same_counts(results: dict[str, dict[str, Any]]) -> bool:
    """Whether all that ran took the same rows."""
    counts = [result["counts"] for result in results.values() if "counts" in result]
    return all(one == counts[0] for one in counts)


def table(report: dict[str, Any]) -> str:
    """Return the results for a person to read."""
    ours = report["contenders"][OURS].get("seconds")
    lines = [
        f"{report['occurrences']:,} occurrences, median of {report['repeat']} runs",
        "",
        f"{'':16}{'seconds':>9}{'times ours':>12}{'peak MiB':>10}{'grown MiB':>12}",
    ]
    for name, result in report["contenders"].items():
        if "skipped" in result:
            lines.append(f"{name:16}skipped: {result['skipped']}")
            continue
        ratio = f"{result['seconds'] / ours:.2f}" if ours else "?"
        grown = result["peak_mib"] - result["start_mib"]
        lines.append(
            f"{name:16}{result['seconds']:9.2f}{ratio:>12}{result['peak_mib']:10.0f}{grown:12.0f}"
        )
    rows = next((one["counts"] for one in report["contenders"].values() if "counts" in one), {})
    lines += ["", "rows: " + ", ".join(f"{name} {count:,}" for name, count in rows.items())]
    lines.append("all contenders agree" if report["same_counts"] else "COUNTS DIFFER")
    return "\n".join(lines)


def run_one(name: str, workspace: Path, folder: Path) -> int:
    """Run one contender in this process and print what it took as JSON."""
    prepare = {OURS: whole_package, DATA_PART: data_part, NATIVE: native_package, GEOPANDAS: geo}
    work = prepare[name](workspace, folder)
    start_mib = peak_mib()
    begin = time.perf_counter()
    counts = work()
    seconds = time.perf_counter() - begin
    print(
        json.dumps(
            {"seconds": seconds, "start_mib": start_mib, "peak_mib": peak_mib(), "counts": counts}
        )
    )
    sys.stdout.flush()
    os._exit(0)  # QGIS may crash while Python tears it down, long after the work is done


def peak_mib() -> float:
    """Return the highest resident memory of this process so far."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux hands ru_maxrss down from the parent; this one starts afresh
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def whole_package(workspace: Path, folder: Path) -> Callable[[], Counts]:
    """Describe and write a package."""
    from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
    from amis_qgis_plugin.packages.describe import describe_package
    from amis_qgis_plugin.packages.write import write_package

    def work() -> Counts:
        wanted = OccurrenceFilter(commodities=("copper",))
        plan = describe_package(workspace, wanted, title="Copper", area=AREA)
        return dict(write_package(plan, folder / "package").counts)

    return work


def data_part(workspace: Path, folder: Path) -> Callable[[], Counts]:
    """Write the GeoPackage of a package."""
    from amis_qgis_plugin.core.expressions import to_workspace_sql
    from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
    from amis_qgis_plugin.workspace.extract import extract
    from amis_qgis_plugin.workspace.selection import LayerSelection

    condition = to_workspace_sql(OccurrenceFilter(commodities=("copper",)))

    def work() -> Counts:
        chosen = [
            LayerSelection(TABLES[0], "Occurrences", condition=condition),
            LayerSelection(TABLES[1], "Units", area=AREA),
        ]
        return extract(workspace, folder / "data.gpkg", chosen)

    return work


def native_package(workspace: Path, folder: Path) -> Callable[[], Counts]:
    """Package the same layers with QGIS: a subset on one, a selection by area on the other."""
    from qgis.analysis import QgsNativeAlgorithms
    from qgis.core import (
        QgsApplication,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProject,
        QgsVectorLayer,
    )

    from amis_qgis_plugin.core.expressions import to_workspace_sql
    from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter

    application = QgsApplication([], False)
    application.initQgis()
    registry = QgsApplication.processingRegistry()
    registry.addProvider(QgsNativeAlgorithms(registry))
    condition = to_workspace_sql(OccurrenceFilter(commodities=("copper",)))

    def run(algorithm: str, parameters: dict[str, Any]) -> None:
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        _results, ok = registry.algorithmById(algorithm).run(
            parameters, context, QgsProcessingFeedback()
        )
        if not ok:
            raise RuntimeError(f"{algorithm} failed")

    def work() -> Counts:
        occurrences = QgsVectorLayer(f"{workspace}|layername={TABLES[0]}", TABLES[0], "ogr")
        occurrences.setSubsetString(condition)
        units = QgsVectorLayer(f"{workspace}|layername={TABLES[1]}", TABLES[1], "ogr")
        west, south, east, north = AREA
        box = f"make_rectangle_3points(make_point({west},{south}),make_point({west},{north}),"
        units.selectByExpression(f"intersects($geometry, {box}make_point({east},{north})))")
        QgsProject.instance().addMapLayers([occurrences, units], False)
        target = folder / "data.gpkg"
        for layer, selected in ((occurrences, False), (units, True)):
            parameters = {"LAYERS": [layer], "OUTPUT": str(target), "OVERWRITE": not selected}
            options = {"SAVE_STYLES": True, "SELECTED_FEATURES_ONLY": selected}
            run("native:package", {**parameters, **options})
        return count_rows(target)

    KEPT.append(application)
    return work


def geo(workspace: Path, folder: Path) -> Callable[[], Counts]:
    """Read, select and write with geopandas."""
    import sqlite3
    from contextlib import closing

    import geopandas

    def work() -> Counts:
        target = folder / "data.gpkg"
        with closing(sqlite3.connect(workspace)) as connection, connection:
            copper = {
                fid
                for (fid,) in connection.execute(
                    "SELECT occurrence FROM amis_occurrence_commodity WHERE commodity = 'copper'"
                )
            }
        occurrences = geopandas.read_file(workspace, layer=TABLES[0])
        # Feature ids of the benchmark's workspace run from 1 without gaps.
        chosen = occurrences[(occurrences.index + 1).isin(copper)]
        chosen.to_file(target, layer=TABLES[0], driver="GPKG")
        units = geopandas.read_file(workspace, layer=TABLES[1], bbox=AREA)
        units.to_file(target, layer=TABLES[1], driver="GPKG")
        return count_rows(target)

    return work


def count_rows(geopackage: Path) -> Counts:
    """Return the rows of both tables."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(geopackage)) as connection, connection:
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for name in TABLES
        }


def build(path: Path, number: int) -> None:
    """Write the workspace: occurrences on a grid, one geological unit for twenty of them."""
    from osgeo import ogr

    from amis_qgis_plugin.core.completeness import Completeness
    from amis_qgis_plugin.core.sources import Source
    from amis_qgis_plugin.workspace.gdal_calls import add_layer, sqlite
    from amis_qgis_plugin.workspace.registry import RegisteredLayer, register_layer
    from amis_qgis_plugin.workspace.sources import write_source
    from amis_qgis_plugin.workspace.tables import create_workspace

    dataset = create_workspace(path)
    units = add_layer(dataset, TABLES[1], "Units", ogr.wkbPolygon, [("name", ogr.OFTString)])
    units.StartTransaction()
    for position in range(max(number // 20, 1)):
        feature = ogr.Feature(units.GetLayerDefn())
        feature.SetField("name", f"Unit {position}")
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkt(circle(position)))
        units.CreateFeature(feature)
    units.CommitTransaction()
    units = dataset = None
    take_occurrences(path, number)
    with sqlite(path, write=True) as connection:
        for table_name in TABLES:
            register_layer(connection, RegisteredLayer(table_name, table_name, "mineral"))
            write_source(
                connection,
                Source(
                    source_id="benchmark" if table_name == TABLES[0] else "units",
                    table_name=table_name,
                    protocol="made",
                    url="",
                    layer="",
                    title="Benchmark",
                    licence="CC0 1.0",
                    attribution="",
                    retrieved_at="2026-01-01",
                    completeness=Completeness.COMPLETE_PROVEN,
                    evidence="",
                    feature_count=number,
                    digest="",
                ),
            )


def take_occurrences(path: Path, number: int) -> None:
    """Align occurrences with copper and something else, as sources write them."""
    sys.path.insert(0, str(ROOT / "tests"))
    from aligning import field_map, take

    fields = field_map(
        identifier="id",
        name="name",
        commodity_text="commodities",
        country_text="country",
        deposit_type_text="type",
    )
    take(path, map(occurrence, range(number)), fields, "benchmark")


def occurrence(position: int) -> tuple[dict[str, str], tuple[float, float]]:
    """Return attributes and place of one occurrence."""
    mixes = ("Cu, Au", "Copper, Gold, Silver", "Cu, Mo", "Copper", "Copper, Zinc, Lead")
    countries = ("PHL", "IDN", "VNM", "LAO", "MMR", "THA", "MYS")
    attributes = {
        "id": f"B{position:07}",
        "name": f"Prospect number {position}",
        "commodities": mixes[position % len(mixes)],
        "country": countries[position % len(countries)],
        "type": "Porphyry copper",
        "remarks": "Quartz veins in altered diorite, reported by an earlier survey.",
    }
    return attributes, (95.0 + position % 4001 / 4001 * 45, -10.0 + position % 2999 / 2999 * 30)


def circle(position: int) -> str:
    """Return a polygon of 60 corners, as geological units have many."""
    import math

    x, y = 80.0 + position % 401 / 401 * 60, -25.0 + position % 307 / 307 * 60
    corners = [
        f"{x + 0.2 * math.cos(math.tau * step / 60)!r} {y + 0.2 * math.sin(math.tau * step / 60)!r}"
        for step in range(60)
    ]
    return f"POLYGON(({', '.join([*corners, corners[0]])}))"


if __name__ == "__main__":
    if importlib.util.find_spec("osgeo") is None:
        sys.exit("GDAL's Python bindings are missing: run this with the Python that QGIS uses.")
    sys.exit(main())
