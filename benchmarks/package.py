#!/usr/bin/env python3
"""Time and memory that a package takes, beside QGIS and geopandas.

    /usr/bin/python3 benchmarks/package.py [--occurrences 100000] [--repeat 3]
        [--sizes 10000 1000000] [--keep FOLDER] [--json]

Makes a workspace (``support/geology.py``): occurrences all over ASEAN, and a geological map with
faults that covers every country without gaps. Then each contender takes all occurrences and the
geology of Indonesia, every run in a process of its own:

    whole package    everything this project writes but what takes QGIS (project, maps, PDF):
                     GeoPackage, CSV, report, texts, manifest, checksums
    data part        only the GeoPackage of it, with the commodity index, sources and styles
    native:package   QGIS's own algorithm on the same layers, by a subset and by a selection
    geopandas        read, clip to the area and write, for the same layers

Prints the median wall time and processor time of the work itself (imports and QGIS's start-up left
out), the highest resident memory of the process and by how much the work raised it. Every
contender has to return the same counts.

After that the whole package is written for each of ``--sizes``, to see by how much the memory grows
with the number of occurrences; ``--sizes`` without a number leaves that out. ``--keep`` is a folder
for workspaces, which are made once then. Nothing is asserted but the counts: the targets stand
beside what was measured.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable

if TYPE_CHECKING:
    from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

AREA = (95.0, -11.0, 141.0, 6.0)  # around Indonesia
MOST_GROWTH = 1.2
OURS = "whole package"
DATA_PART = "data part"
NATIVE = "native:package"
GEOPANDAS = "geopandas"
TABLES = ("mineral_occurrences", "geological_units", "faults")
Counts = dict[str, int]
KEPT: list[Any] = []  # QGIS's application object must outlive the function that makes it


def main() -> int:
    """Run the contenders and print what they took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--occurrences", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 1_000_000])
    parser.add_argument("--keep", type=Path, help="folder for the workspaces")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the tables")
    parser.add_argument(
        "--run", nargs=3, metavar=("NAME", "WORKSPACE", "FOLDER"), help=argparse.SUPPRESS
    )
    options = parser.parse_args()
    if options.run:
        name, workspace, folder = options.run
        return run_one(name, Path(workspace), Path(folder))
    with tempfile.TemporaryDirectory(prefix="amis-benchmark-") as place:
        kept = options.keep or Path(place)
        workspace = workspace_in(kept, options.occurrences)
        results = {
            name: measure(name, workspace, Path(place), options.repeat)
            for name in (OURS, DATA_PART, NATIVE, GEOPANDAS)
        }
        sizes = {
            size: measure(OURS, workspace_in(kept, size), Path(place), 1) for size in options.sizes
        }
    agreed = same_counts(results)
    report = {
        "occurrences": options.occurrences,
        "repeat": options.repeat,
        "same_counts": agreed,
        "contenders": results,
        "sizes": sizes,
    }
    print(json.dumps(report, indent=2) if options.json else table(report))
    return 0 if agreed else 1


def workspace_in(folder: Path, occurrences: int) -> Path:
    """Return a workspace with so many occurrences, made when it is not there yet."""
    from support.geology import build

    path = folder / f"workspace_{occurrences}.gpkg"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        build(path, occurrences)
    return path


def measure(name: str, workspace: Path, folder: Path, repeat: int) -> dict[str, Any]:
    """Return median seconds, highest memory and counts of one contender."""
    runs = []
    for _number in range(repeat):
        target = folder / "made"
        target.mkdir()
        answer = subprocess.run(
            [sys.executable, __file__, "--run", name, str(workspace), str(target)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )
        shutil.rmtree(target)
        if answer.returncode:
            reason = (answer.stderr.strip().splitlines() or ["no output"])[-1]
            return {"skipped": reason}
        runs.append(json.loads(answer.stdout.splitlines()[-1]))
    return {
        "seconds": statistics.median(run["seconds"] for run in runs),
        "cpu_seconds": statistics.median(run["cpu_seconds"] for run in runs),
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
    contenders = report["contenders"]
    native = contenders[NATIVE].get("seconds")
    lines = [
        f"{report['occurrences']:,} occurrences with geology, median of {report['repeat']} runs",
        "",
        f"{'':16}{'seconds':>9}{'x native':>10}{'CPU s':>8}{'peak MiB':>10}{'grown MiB':>11}",
    ]
    for name, result in contenders.items():
        if "skipped" in result:
            lines.append(f"{name:16}skipped: {result['skipped']}")
            continue
        ratio = f"{result['seconds'] / native:.2f}" if native else "?"
        lines.append(f"{name:16}{result['seconds']:9.2f}{ratio:>10}{_used(result)}")
    rows = next((one["counts"] for one in contenders.values() if "counts" in one), {})
    lines += ["", "rows: " + ", ".join(f"{name} {count:,}" for name, count in rows.items())]
    lines.append("all contenders agree" if report["same_counts"] else "COUNTS DIFFER")
    lines.append("target: the data part is not slower than native:package")
    return "\n".join([*lines, *_table_of_sizes(report["sizes"])])


def _table_of_sizes(sizes: dict[int, dict[str, Any]]) -> list[str]:
    """Return the memory by number of occurrences, compared with that of the first."""
    if not sizes:
        return []
    lines = [
        "",
        OURS,
        f"{'occurrences':>16}{'seconds':>9}{'x first':>10}{'CPU s':>8}{'peak MiB':>10}"
        f"{'grown MiB':>11}",
    ]
    first = next(iter(sizes.values())).get("peak_mib")
    for size, result in sizes.items():
        if "skipped" in result:
            lines.append(f"{size:16,} skipped: {result['skipped']}")
            continue
        ratio = f"{result['peak_mib'] / first:.2f}" if first else "?"
        lines.append(f"{size:16,}{result['seconds']:9.2f}{ratio:>10}{_used(result)}")
    lines.append(f"x first: of the peak memory; target: at most {MOST_GROWTH}")
    return lines


def _used(result: dict[str, Any]) -> str:
    grown = result["peak_mib"] - result["start_mib"]
    return f"{result['cpu_seconds']:8.2f}{result['peak_mib']:10.0f}{grown:11.0f}"


def run_one(name: str, workspace: Path, folder: Path) -> int:
    """Run one contender in this process and print what it took as JSON."""
    prepare = {OURS: whole_package, DATA_PART: data_part, NATIVE: native_package, GEOPANDAS: geo}
    work = prepare[name](workspace, folder)
    start_mib = peak_mib()
    begin, begin_cpu = time.perf_counter(), time.process_time()
    counts = work()
    taken = {
        "seconds": time.perf_counter() - begin,
        "cpu_seconds": time.process_time() - begin_cpu,
        "start_mib": start_mib,
        "peak_mib": peak_mib(),
        "counts": counts,
    }
    print(json.dumps(taken))
    sys.stdout.flush()
    os._exit(0)  # QGIS may crash while Python tears it down, long after the work is done


def peak_mib() -> float:
    """Return the highest resident memory of this process so far."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux hands ru_maxrss down from the parent; this one starts afresh
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def wanted_occurrences() -> OccurrenceFilter:
    """Return the filter: every country, so that all are taken and each is looked at."""
    from amis_qgis_plugin.core.countries import members
    from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter

    return OccurrenceFilter(countries=tuple(country.iso3 for country in members()))


def whole_package(workspace: Path, folder: Path) -> Callable[[], Counts]:
    """Describe and write a package."""
    from amis_qgis_plugin.packages.describe import describe_package
    from amis_qgis_plugin.packages.write import write_package

    wanted = wanted_occurrences()

    def work() -> Counts:
        plan = describe_package(workspace, wanted, title="Measured", area=AREA)
        return dict(write_package(plan, folder / "package").counts)

    return work


def data_part(workspace: Path, folder: Path) -> Callable[[], Counts]:
    """Write the GeoPackage of a package."""
    from amis_qgis_plugin.core.expressions import to_workspace_sql
    from amis_qgis_plugin.workspace.extract import dated, extract
    from amis_qgis_plugin.workspace.selection import LayerSelection

    condition = to_workspace_sql(wanted_occurrences())

    def work() -> Counts:
        chosen = [
            LayerSelection(TABLES[0], "Occurrences", condition=condition),
            *(LayerSelection(name, name, area=AREA) for name in TABLES[1:]),
        ]
        with dated(datetime.now(timezone.utc)):
            return extract(workspace, folder / "data.gpkg", chosen)

    return work


def native_package(workspace: Path, folder: Path) -> Callable[[], Counts]:
    """Package the same layers with QGIS: a subset on one, selections by area on the others."""
    from qgis.analysis import QgsNativeAlgorithms
    from qgis.core import (
        QgsApplication,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProject,
        QgsVectorLayer,
    )

    from amis_qgis_plugin.core.expressions import to_workspace_sql

    application = QgsApplication([], False)
    application.initQgis()
    registry = QgsApplication.processingRegistry()
    registry.addProvider(QgsNativeAlgorithms(registry))
    condition = to_workspace_sql(wanted_occurrences())

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
        around = [
            QgsVectorLayer(f"{workspace}|layername={name}", name, "ogr") for name in TABLES[1:]
        ]
        west, south, east, north = AREA
        box = f"make_rectangle_3points(make_point({west},{south}),make_point({west},{north}),"
        for layer in around:
            layer.selectByExpression(f"intersects($geometry, {box}make_point({east},{north})))")
        QgsProject.instance().addMapLayers([occurrences, *around], False)
        target = folder / "data.gpkg"
        for layers, selected in (([occurrences], False), (around, True)):
            parameters = {"LAYERS": layers, "OUTPUT": str(target), "OVERWRITE": not selected}
            options = {"SAVE_STYLES": True, "SELECTED_FEATURES_ONLY": selected}
            run("native:package", {**parameters, **options})
        return count_rows(target)

    KEPT.append(application)
    return work


def geo(workspace: Path, folder: Path) -> Callable[[], Counts]:
    """Read, clip and write with geopandas."""
    import geopandas
    from shapely.geometry import box

    wanted = wanted_occurrences().countries

    def work() -> Counts:
        target = folder / "data.gpkg"
        occurrences = geopandas.read_file(workspace, layer=TABLES[0])
        occurrences = occurrences[occurrences["country"].isin(wanted)]
        occurrences.to_file(target, layer=TABLES[0], driver="GPKG")
        for name in TABLES[1:]:
            around = geopandas.read_file(workspace, layer=name, bbox=AREA)
            around = around[around.intersects(box(*AREA))]
            # As geopandas.clip does, which some versions have only with one more library.
            around = around.set_geometry(around.intersection(box(*AREA)))
            around.to_file(target, layer=name, driver="GPKG")
        return count_rows(target)

    return work


def count_rows(geopackage: Path) -> Counts:
    """Return the rows of all tables."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(geopackage)) as connection, connection:
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for name in TABLES
        }


if __name__ == "__main__":
    if importlib.util.find_spec("osgeo") is None:
        sys.exit("GDAL's Python bindings are missing: run this with the Python that QGIS uses.")
    sys.exit(main())
