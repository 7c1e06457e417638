#!/usr/bin/env python3
"""Time and memory to take a layer of a WFS offline, beside GDAL and QGIS.

    /usr/bin/python3 benchmarks/offline.py [--features 100000] [--large 1000000] [--json]

One MapServer (its program kept running behind nginx) with a layer of points with ten attributes,
asked directly and through links that take their time. Contenders, each in a process of its own:

    take offline    this plugin through plain requests: download, proof, and alignment into a
                    finished workspace with index, commodity table and evidence
    in QGIS         the same through QGIS's network stack, as a task of the plugin does it
    ogr2ogr         GDAL's WFS driver into a GeoPackage, with pages of 10,000 features
    ogr2ogr as is   the same at its defaults
    QGIS provider   the layer saved by QgsVectorFileWriter, with pages of 10,000 features
    QGIS as is      the same at its defaults

The peers copy the features; they neither prove that all came nor align them. Prints seconds of the
work itself (imports and start-up left out, except for ogr2ogr), the highest resident memory, and
what each takes in multiples of this plugin. Every contender has to return every feature.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Callable

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "benchmarks"))

from support.map_server import LAYER, MapServer, is_there, make_data  # noqa: E402
from support.slow_link import SlowLink  # noqa: E402

OURS, OURS_IN_QGIS = "take offline", "in QGIS"
OGR, OGR_AS_IS = "ogr2ogr", "ogr2ogr as is"
PROVIDER, PROVIDER_AS_IS = "QGIS provider", "QGIS as is"
SMALL = 2500
KEPT: list[Any] = []  # QGIS's application object must outlive the function that makes it


def main() -> int:
    """Run the contenders and print what they took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--features", type=int, default=100_000)
    parser.add_argument("--large", type=int, default=1_000_000, help="0 leaves memory out")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    parser.add_argument("--run", nargs=3, metavar=("NAME", "URL", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        name, url, folder = options.run
        return run_one(name, url, Path(folder))
    lacking = is_there()
    if lacking:
        print(f"skipped: {lacking}")
        return 0
    with tempfile.TemporaryDirectory(prefix="amis-benchmark-") as folder:
        report = compare(Path(folder), options.features, options.large)
    print(json.dumps(report, indent=2) if options.json else table(report))
    return 0


def compare(folder: Path, features: int, large: int) -> dict[str, Any]:
    """Return what each contender took behind each link."""
    fast = (OURS, OURS_IN_QGIS, OGR, PROVIDER, PROVIDER_AS_IS)
    slow = (OURS, OURS_IN_QGIS, OGR, PROVIDER)
    small = (OURS, OURS_IN_QGIS, OGR_AS_IS)
    report = {
        f"{features:,} features, loopback": over_link(folder, features, fast),
        f"{features:,} features, 200 ms, 20 Mbit/s, gzip": over_link(
            folder, features, slow, round_trip=0.2, bits_a_second=20e6
        ),
        f"{SMALL:,} features, 300 ms": over_link(folder, SMALL, small, round_trip=0.3),
    }
    if large:
        report[f"{large:,} features, loopback"] = over_link(folder, large, (OURS,))
    return report


def over_link(
    folder: Path,
    features: int,
    contenders: tuple[str, ...],
    round_trip: float = 0.0,
    bits_a_second: float = 0.0,
) -> dict[str, Any]:
    """Return name to what a contender took; all ask one server."""
    data = folder / f"{features}.gpkg"
    if not data.exists():
        make_data(data, features)
    found = {}
    with ExitStack() as running:
        server = running.enter_context(MapServer(Path(tempfile.mkdtemp(dir=folder)), data))
        url = server.url
        if round_trip:
            link = running.enter_context(SlowLink(server.port, round_trip, bits_a_second or None))
            url = server.packed_url.replace(f":{server.port}/", f":{link.port}/")
        for name in contenders:
            found[name] = measure(name, url, Path(tempfile.mkdtemp(dir=folder)), features)
    return found


def measure(name: str, url: str, folder: Path, features: int) -> dict[str, Any]:
    """Run one contender in a process of its own."""
    command = [sys.executable, __file__, "--run", name, url, str(folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"failed": done.stderr.strip().splitlines()[-1:] or [str(done.returncode)]}
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    if result["features"] != features:
        result["failed"] = [f"{result['features']:,} of {features:,} features"]
    return result


def run_one(name: str, url: str, folder: Path) -> int:
    """Run a contender in this process and print what it took."""
    work = CONTENDERS[name](url, folder)
    started = time.monotonic()
    features, said = work()
    seconds = time.monotonic() - started
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    memory = (children if name in (OGR, OGR_AS_IS) else own) / 1024
    result = {"seconds": seconds, "memory_mb": memory, "features": features, "said": said}
    print(json.dumps(result), flush=True)
    os._exit(0)  # QGIS's end is not what is measured


Work = Callable[[], tuple[int, str]]


def ours(url: str, folder: Path) -> Work:
    """Take the layer offline through plain requests."""
    from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
    from amis_qgis_plugin.services.capabilities import describe_service
    from amis_qgis_plugin.services.page_sources import page_source
    from amis_qgis_plugin.services.session import make_session
    from amis_qgis_plugin.services.team import Connections
    from amis_qgis_plugin.workspace.offline.download import Wanted, download

    columns = {"name": "name", "commodity_text": "commodity", "country": "country"}
    fields = FieldMap(
        "mineral_occurrences",
        {one: FieldUse((SourceColumn(other),)) for one, other in columns.items()},
    )

    def work() -> tuple[int, str]:
        with make_session() as session:
            service = describe_service(session, url, "wfs")
            layer = next(one for one in service.layers if one.name.endswith(LAYER))
            done = download(
                page_source(session, service, layer), layer, Wanted(folder / "taken.gpkg", "all"),
                lambda _rows: fields, connections=Connections(lambda _progress: make_session()),
            )  # fmt: skip
        return done.result.rows_out, done.result.completeness.value

    return work


def ours_in_qgis(url: str, folder: Path) -> Work:
    """Take the layer offline through QGIS's network stack; the field map is proposed."""
    start_qgis()
    from amis_qgis_plugin.core.user_terms import NO_TERMS
    from amis_qgis_plugin.qgis_bridge.alignment import sample_and_propose
    from amis_qgis_plugin.qgis_bridge.offline import OfflineRequest, take_offline
    from amis_qgis_plugin.workspace.offline.download import Wanted

    def work() -> tuple[int, str]:
        done = take_offline(
            OfflineRequest(url, LAYER), Wanted(folder / "taken.gpkg", "all"),
            lambda rows: sample_and_propose(rows, "mineral_occurrences").proposal.fields,
            terms=NO_TERMS,
        )  # fmt: skip
        return done.result.rows_out, done.result.completeness.value

    return work


def ogr(page_size: int) -> Callable[[str, Path], Work]:
    """Copy the layer with GDAL's program."""

    def prepare(url: str, folder: Path) -> Work:
        target = folder / "copied.gpkg"
        command = ["ogr2ogr", "-f", "GPKG", str(target), f"WFS:{url}", LAYER]
        if page_size:
            command += ["--config", "OGR_WFS_PAGE_SIZE", str(page_size)]

        def work() -> tuple[int, str]:
            subprocess.run(command, check=True, capture_output=True)
            return count_of(target), ""

        return work

    return prepare


def provider(page_size: int) -> Callable[[str, Path], Work]:
    """Save the layer with QGIS's WFS provider."""

    def prepare(url: str, folder: Path) -> Work:
        start_qgis()
        from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter, QgsVectorLayer

        target = folder / "saved.gpkg"
        paged = f" pageSize='{page_size}'" if page_size else ""
        source = f"url='{url}' typename='ms:{LAYER}' version='2.0.0'{paged}"

        def work() -> tuple[int, str]:
            layer = QgsVectorLayer(source, "all", "WFS")
            options = QgsVectorFileWriter.SaveVectorOptions()
            options.driverName = "GPKG"
            context = QgsCoordinateTransformContext()
            QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(target), context, options)
            return count_of(target), ""

        return work

    return prepare


CONTENDERS: dict[str, Callable[[str, Path], Work]] = {
    OURS: ours,
    OURS_IN_QGIS: ours_in_qgis,
    OGR: ogr(10_000),
    OGR_AS_IS: ogr(0),
    PROVIDER: provider(10_000),
    PROVIDER_AS_IS: provider(0),
}


def start_qgis() -> None:
    """Start QGIS without a window."""
    from qgis.core import QgsApplication

    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], False)
    application.initQgis()
    KEPT.append(application)


def count_of(path: Path) -> int:
    """Return the number of features in the first layer of a file, read by GDAL."""
    from osgeo import gdal

    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    return int(dataset.GetLayer(0).GetFeatureCount()) if dataset is not None else 0


def table(report: dict[str, Any]) -> str:
    """Return the results for a person to read."""
    lines = []
    for title, found in report.items():
        lines += ["", title]
        own = found.get(OURS, {}).get("seconds", 0.0)
        for name, one in found.items():
            if "seconds" not in one:
                lines.append(f"  {name:16}failed: {one['failed'][0]}")
                continue
            times = f"{one['seconds'] / own:6.2f} times" if own else ""
            wrong = f"  WRONG: {one['failed'][0]}" if "failed" in one else ""
            line = f"  {name:16}{one['seconds']:8.2f} s{times:>14}{one['memory_mb']:8.0f} MB"
            lines.append(f"{line}  {one['said']}{wrong}")
    return "\n".join(lines[1:])


if __name__ == "__main__":
    sys.exit(main())
