"""Same inputs, same bytes: packages that processes of their own write at other times and places."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from counting import copy_of_samples
from osgeo import gdal
from raster_samples import cells, write_raster

from amis_qgis_plugin.packages.verify import verify_package

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import qgis_session  # noqa: E402 - lies in tools/

MOMENT = 1_741_064_767  # 2025-03-04T05:06:07Z
_EXPORT = """
import sys
from pathlib import Path
from qgis.core import QgsApplication, QgsRasterLayer

application = QgsApplication([], False)
application.initQgis()
sys.path.insert(0, sys.argv[1])
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_choices import PackageChoices
from amis_qgis_plugin.qgis_bridge.export import export_package, plan_package
from amis_qgis_plugin.qgis_bridge.package_rasters import rasters_of_layers

grid = Path(sys.argv[2]).with_name("mag.tif")
rasters = rasters_of_layers([QgsRasterLayer(str(grid), "Magnetics")] if grid.is_file() else [])
wanted = OccurrenceFilter(commodities=("copper",), countries=("PHL", "IDN"))
for output in sys.argv[3:]:
    choices = PackageChoices(language="en", licences_confirmed=True)
    plan = plan_package(Path(sys.argv[2]), wanted, choices, rasters=rasters)
    export_package(plan, Path(output))
"""


def export(workspace: Path, outputs: list[Path], folder: Path, **variables: str) -> None:
    """Write packages in a QGIS of its own, with a home, a clock and a hash seed of its own.

    :param variables: of the environment; None takes one away.
    """
    folder.mkdir(parents=True)
    environment = qgis_session.throw_away_environment(folder)
    environment.pop("QT_HASH_SEED", None)
    environment.pop("SOURCE_DATE_EPOCH", None)
    environment["QT_QPA_PLATFORM"] = "offscreen"
    environment.update(variables)
    for output in outputs:
        output.parent.mkdir(parents=True, exist_ok=True)
    arguments = [str(ROOT), str(workspace), *map(str, outputs)]
    run = subprocess.run(
        [qgis_session.SYSTEM_PYTHON, "-c", _EXPORT, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == 0, run.stderr


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return a folder and a zip of each of two processes, the places and all else different."""
    here = tmp_path_factory.mktemp("bytes")
    workspace = copy_of_samples(here, "workspace.gpkg")
    write_raster(here / "mag.tif", cells(), nodata=-99, copyright_note="CC BY 4.0")
    made = []
    ways = (
        {"TZ": "Asia/Jakarta", "QT_HASH_SEED": "0"},
        {"TZ": "America/Lima", "LANG": "C", "PYTHONHASHSEED": "5"},
    )
    for number, way in enumerate(ways):
        place = here.joinpath(*(["a longer path"] * (number + 1)), f"place {number}")
        targets = [place / f"package {number}", place / f"packed {number}.zip"]
        export(workspace, targets, here / f"home{number}", SOURCE_DATE_EPOCH=str(MOMENT), **way)
        made += targets
        time.sleep(1.5)  # QGIS and Qt write seconds
    return made


def sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_folders_are_the_same_byte_by_byte(outputs: list[Path]) -> None:
    first, second = sums(outputs[0]), sums(outputs[2])
    assert {"project.qgz", "report.pdf", "maps/main_map.pdf", "maps/main_map.png"} <= set(first)
    assert {"data/rasters/magnetics.tif", "data/rasters/magnetics.qml"} <= set(first)
    assert [name for name in first if first[name] != second.get(name)] == []
    assert set(first) == set(second)
    assert (outputs[0] / "SHA256SUMS").read_bytes() == (outputs[2] / "SHA256SUMS").read_bytes()


def test_zips_are_the_same_and_hold_the_same_files(outputs: list[Path]) -> None:
    assert outputs[1].read_bytes() == outputs[3].read_bytes()
    with zipfile.ZipFile(outputs[1]) as archive:
        inside = {
            name.partition("/")[2]: hashlib.sha256(archive.read(name)).hexdigest()
            for name in archive.namelist()
        }
    assert inside == sums(outputs[0])


def test_they_are_whole(outputs: list[Path]) -> None:
    for output in (outputs[0], outputs[3]):
        assert verify_package(output).ok


def test_gdal_reads_every_page_of_the_pdf(outputs: list[Path]) -> None:
    if gdal.GetDriverByName("PDF") is None:
        pytest.skip("this GDAL reads no PDF")
    for name in ("report.pdf", "maps/main_map.pdf", "maps/locator.pdf"):
        dataset = gdal.OpenEx(str(outputs[0] / name), gdal.OF_RASTER, open_options=["DPI=40"])
        assert dataset is not None, name
        pages = [key for key in dataset.GetMetadata("SUBDATASETS") if key.endswith("_NAME")]
        assert len(pages) > 8 if name == "report.pdf" else not pages
        assert dataset.GetMetadataItem("CREATION_DATE") == "D:20250304050607Z"
        assert len(set(dataset.GetRasterBand(1).ReadAsArray().flatten().tolist())) > 20


def test_the_time_of_the_manifest_is_the_only_one_inside(tmp_path: Path) -> None:
    workspace = copy_of_samples(tmp_path, "workspace.gpkg")
    before = time.gmtime()
    output = tmp_path / "now"
    export(workspace, [output], tmp_path / "home", TZ="Asia/Jakarta")
    created = re.search(r'"created": "([^"]+)"', (output / "manifest.json").read_text("utf-8"))
    assert created is not None
    told = created.group(1)
    day = re.escape(told[:10]) + "[T ]"
    if time.gmtime().tm_mday != before.tm_mday:
        pytest.skip("the day changed meanwhile")
    found = {
        f"{name} {match}"
        for name, data in contents(output)
        for match in re.findall(day + r"\d\d:\d\d(?::\d\d)?", data)
        if match.replace(" ", "T") not in (told[:16], told[:19])
    }
    found |= {
        f"{name} {match}"
        for name, data in contents(output)
        for match in re.findall(r"D:\d{14}", data)
        if match != "D:" + re.sub("[^0-9]", "", told)
    }
    assert found == set()


def contents(folder: Path) -> list[tuple[str, str]]:
    """Return the text of every file, also of those inside the project."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            found.append((path.name, data.decode("latin-1")))
            if path.suffix == ".qgz":
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    found += [
                        (one, archive.read(one).decode("latin-1")) for one in archive.namelist()
                    ]
    return found
