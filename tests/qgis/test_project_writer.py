"""The project of a package, opened by plain QGIS in a process of its own, after a move."""

from __future__ import annotations

import getpass
import json
import re
import shutil
import socket
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, copy_of_samples, identifiers
from osgeo import gdal

from amis_qgis_plugin.core.errors import PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.qgis_bridge.export import export_package, plan_package
from amis_qgis_plugin.qgis_bridge.project_writer import write_project
from amis_qgis_plugin.workspace.extract import settle

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import qgis_session  # noqa: E402 - lies in tools/

COPPER_PHL = OccurrenceFilter(commodities=("copper",), countries=("PHL",))

# Plain QGIS: nothing of the plugin is on the path.
_READ_PROJECT = """
import json, sys
from qgis.core import QgsApplication, QgsProject

application = QgsApplication([], False)
application.initQgis()
try:
    import amis_qgis_plugin
except ModuleNotFoundError:
    pass
else:
    sys.exit("the plugin is on the path")
project = QgsProject.instance()
opened = project.read(sys.argv[1])
layers = []
land = [one for one in project.mapLayers().values() if not one.source()]
for layer in project.mapLayers().values():
    if layer in land:  # an annotation layer: its shapes are in the project
        continue
    metadata = layer.metadata()
    layers.append({
        "name": layer.name(),
        "valid": layer.isValid(),
        "source": layer.source(),
        "provider": layer.providerType(),
        "subset": layer.subsetString(),
        "features": len(list(layer.getFeatures())),
        "renderer": layer.renderer().type() if layer.renderer() else "",
        "classes": len(layer.renderer().legendSymbolItems()) if layer.renderer() else 0,
        "labels": layer.labelsEnabled(),
        "licences": metadata.licenses(),
        "rights": metadata.rights(),
        "abstract": metadata.abstract(),
        "encoding": layer.dataProvider().encoding(),
        "keys": [layer.fields()[one].typeName() for one in layer.primaryKeyAttributes()],
    })
tree = [[group.name(), [node.name() for node in group.findLayers()]]
        for group in project.layerTreeRoot().children()]
view = project.viewSettings().defaultViewExtent()
json.dump({
    "opened": opened,
    "title": project.title(),
    "home": project.presetHomePath(),
    "is_absolute": project.readBoolEntry("Paths", "/Absolute")[0],
    "author": project.metadata().author(),
    "crs": project.crs().authid(),
    "view": [view.xMinimum(), view.yMinimum(), view.xMaximum(), view.yMaximum()],
    "tree": tree,
    "layers": layers,
    "land": [[one.name(), one.isValid(), len(one.items())] for one in land],
    "themes": sorted(project.mapThemeCollection().mapThemes()),
    "bookmarks": [[one.name(), one.extent().center().x(), one.extent().center().y()]
                  for one in project.bookmarkManager().bookmarks()],
    "layouts": [one.name() for one in project.layoutManager().printLayouts()],
}, sys.stdout)
sys.stdout.flush()
project.clear()
"""


def without_drawings(plan: PackagePlan) -> PackagePlan:
    return replace(plan, maps=False, pdf=False)


@pytest.fixture(scope="module")
def package(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write copper in the Philippines, move the folder, take the workspace away."""
    folder = tmp_path_factory.mktemp("machine of the writer")
    workspace = copy_of_samples(folder, "workspace.gpkg")
    # Without maps: what the project holds is all the same.
    plan = without_drawings(plan_package(workspace, COPPER_PHL))
    assert not plan.blocked
    result = export_package(plan, folder / plan.name)
    moved = tmp_path_factory.mktemp("machine of the reader") / "given to a friend"
    shutil.move(result.path, moved)
    shutil.rmtree(folder)
    return moved


@pytest.fixture(scope="module")
def opened(package: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return read_in_plain_qgis(package / "project.qgz", tmp_path_factory.mktemp("plain"))


def read_in_plain_qgis(project: Path, folder: Path) -> dict[str, Any]:
    """Open a project in a fresh QGIS without the plugin and return what it shows."""
    environment = qgis_session.throw_away_environment(folder)
    environment["QT_QPA_PLATFORM"] = "offscreen"
    run = subprocess.run(
        [qgis_session.SYSTEM_PYTHON, "-c", _READ_PROJECT, str(project)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert run.stdout.startswith("{"), run.stderr
    return dict(json.loads(run.stdout))


def test_it_opens_without_a_missing_layer(opened: dict[str, Any]) -> None:
    assert opened["opened"] is True
    assert len(opened["layers"]) == 4
    assert [layer["name"] for layer in opened["layers"] if not layer["valid"]] == []


def test_land_is_in_the_project_itself(opened: dict[str, Any]) -> None:
    ((name, is_valid, shapes),) = opened["land"]
    assert "no boundaries" in name
    assert is_valid and 50 < shapes <= 250


def test_themes_bookmarks_and_layouts_are_there(opened: dict[str, Any]) -> None:
    assert opened["themes"] == ["All layers", "Geology", "Locator", "Occurrences"]
    assert opened["layouts"] == ["Main map", "Occurrences", "Geology", "Locator"]
    (whole, west, _north), (country, x, y) = opened["bookmarks"]
    assert (whole, country) == ("The whole area", "Philippines")
    for middle in (west, x):
        assert 118 < middle < 127
    assert 5 < y < 19


def test_every_layer_of_the_geopackage_is_in_the_project(
    package: Path, opened: dict[str, Any]
) -> None:
    (geopackage,) = (package / "data").glob("*.gpkg")
    dataset = gdal.OpenEx(str(geopackage), gdal.OF_VECTOR | gdal.OF_READONLY)
    rows = {}
    for number in range(dataset.GetLayerCount()):
        layer = dataset.GetLayer(number)
        if not layer.GetName().startswith(("amis_", "layer_styles")):
            rows[layer.GetName()] = layer.GetFeatureCount()
    shown = {layer["source"].rpartition("layername=")[2]: layer for layer in opened["layers"]}
    assert {table: layer["features"] for table, layer in shown.items()} == rows


def test_the_filtered_occurrences_are_those_that_gdal_finds(opened: dict[str, Any]) -> None:
    expected = identifiers(("copper",), countries=("PHL",))
    (occurrences,) = (one for one in opened["layers"] if OCCURRENCES in one["source"])
    assert occurrences["features"] == len(expected) > 0
    assert occurrences["subset"] == "", "the package holds the selection, not a filter on more"


def test_the_rows_are_the_wanted_ones(package: Path) -> None:
    (geopackage,) = (package / "data").glob("*.gpkg")
    dataset = gdal.OpenEx(str(geopackage), gdal.OF_VECTOR | gdal.OF_READONLY)
    found = {row.GetField("identifier") for row in dataset.GetLayerByName(OCCURRENCES)}
    assert found == identifiers(("copper",), countries=("PHL",))


def test_layers_are_styled_and_credited(opened: dict[str, Any]) -> None:
    for layer in opened["layers"]:
        (licence,) = layer["licences"]
        assert licence.startswith("No licence") == ("production" in layer["source"])
        assert layer["rights"], layer["name"]
        if "production" not in layer["source"]:
            assert layer["renderer"] == "categorizedSymbol", layer["name"]
            assert layer["classes"] > 2
    for layer in opened["layers"]:
        if "schematic" in layer["source"]:
            assert "schematic" in layer["abstract"].lower()


def test_layers_lie_in_their_themes_groups_points_on_top(opened: dict[str, Any]) -> None:
    names = [name for _group, layers in opened["tree"] for name in layers]
    assert names[0] == "Mineral occurrences (USGS records)"
    structures, provinces = (
        next(i for i, name in enumerate(names) if word in name)
        for word in ("structures", "provinces")
    )
    assert structures < provinces


def test_the_view_is_on_the_area(opened: dict[str, Any]) -> None:
    west, south, east, north = opened["view"]
    assert opened["crs"] == "EPSG:4326"
    assert 115 < west < east < 129 and 3 < south < north < 22
    assert "copper" in opened["title"] and "Philippines" in opened["title"]


def test_paths_are_relative_and_name_no_machine_and_nobody(
    package: Path, opened: dict[str, Any]
) -> None:
    with zipfile.ZipFile(package / "project.qgz") as archive:
        (name,) = (one for one in archive.namelist() if one.endswith(".qgs"))
        text = archive.read(name).decode("utf-8")
        everything = b"".join(archive.read(one) for one in archive.namelist())
    sources = re.findall(r"<datasource>(.+?)</datasource>", text)
    assert len(sources) == 4
    assert all(source.startswith("./data/") for source in sources)
    assert re.findall(r"[\"'>=](?:/(?!svg|>)[a-z]+/|file:|[A-Z]:[\\/])[^<\"' ]*", text) == []
    for told in (str(ROOT), "machine of the writer", "/tmp/", str(Path.home()) + "/"):
        assert told.encode() not in everything, told
    host, user = socket.gethostname(), getpass.getuser()
    assert not re.search(rf"\b{re.escape(host)}\b", text) or len(host) < 3
    assert "saveUser" not in text
    assert not re.search(rf">\s*{re.escape(user)}\s*<", text)
    assert opened["author"] == "AMIS Explorer"


def test_it_is_what_qfield_asks_of_a_project(package: Path, opened: dict[str, Any]) -> None:
    """What the documentation of QField and the checks of QFieldSync ask for, before it is copied.

    Files of the folder, one key of whole numbers, UTF-8, no layer that lives in memory or on a
    server, names that every file system takes, no other file that is called like the project.
    """
    assert (opened["home"], opened["is_absolute"]) == ("", False)
    for layer in opened["layers"]:
        assert (layer["provider"], layer["encoding"]) == ("ogr", "UTF-8"), layer["name"]
        assert layer["keys"] == ["Integer64"], layer["name"]
    names = [path.relative_to(package).as_posix() for path in package.rglob("*")]
    assert [one for one in names if not re.fullmatch(r"[A-Za-z0-9_./-]+", one)] == []
    assert [one for one in names if Path(one).stem == "project"] == ["project.qgz"]


def test_it_verifies_after_it_was_opened(package: Path, opened: dict[str, Any]) -> None:
    """Looking at a package in QGIS may not break its checksums."""
    report = verify_package(package)
    assert report.problems == ()


def test_a_zip_opens_where_it_is_unpacked(qgis_app: Any, tmp_path: Path) -> None:
    plan = without_drawings(plan_package(copy_of_samples(tmp_path), COPPER_PHL))
    result = export_package(plan, tmp_path / "package.zip")
    with zipfile.ZipFile(result.path) as archive:
        archive.extractall(tmp_path / "unpacked")
    (project,) = (tmp_path / "unpacked").rglob("project.qgz")
    found = read_in_plain_qgis(project, tmp_path)
    assert [layer["valid"] for layer in found["layers"]] == [True] * 4


def test_an_area_across_the_180th_meridian_is_in_view(qgis_app: Any, tmp_path: Path) -> None:
    across = OccurrenceFilter(commodities=("copper",), extent=(100.0, 0.0, -170.0, 20.0))
    plan = without_drawings(plan_package(copy_of_samples(tmp_path), across))
    result = export_package(plan, tmp_path / "package")
    west, south, east, north = read_in_plain_qgis(result.path / "project.qgz", tmp_path)["view"]
    assert west <= -180 and east >= 180
    assert (south, north) == pytest.approx((-0.2, 20.2))


def test_a_project_that_cannot_be_written_leaves_no_layer_open(
    qgis_app: Any, tmp_path: Path
) -> None:
    workspace = copy_of_samples(tmp_path)
    plan = plan_package(workspace, COPPER_PHL)
    with pytest.raises(PackageError):
        write_project(workspace, tmp_path / "not there" / "project.qgz", plan)
    settle(workspace)  # raises while a layer holds the file


def test_the_project_of_the_session_is_left_alone(
    empty_project: Any, qgis_app: Any, tmp_path: Path
) -> None:
    empty_project.setTitle("mine")
    plan = without_drawings(plan_package(copy_of_samples(tmp_path), COPPER_PHL))
    export_package(plan, tmp_path / "package")
    assert empty_project.title() == "mine"
    assert len(empty_project.mapLayers()) == 0
    assert empty_project.fileName() == ""
