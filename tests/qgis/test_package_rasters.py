"""Rasters of a QGIS project in a package, and the package's project in QGIS."""

from __future__ import annotations

import gc
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from counting import copy_of_samples
from feedback import Feedback
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsColorRampLegendNode,
    QgsColorRampShader,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPalettedRasterRenderer,
    QgsProcessingContext,
    QgsProject,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage
from raster_samples import CELL, NORTH, PALETTE, WEST, cells, place, read, write_raster

from amis_qgis_plugin.core.errors import PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_rasters import RasterFile
from amis_qgis_plugin.packages.renew import plan_again
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.qgis_bridge import package_rasters
from amis_qgis_plugin.qgis_bridge.export import export_package, findings_of_project, plan_package
from amis_qgis_plugin.qgis_bridge.package_entries import package_entries, read_package
from amis_qgis_plugin.qgis_bridge.package_rasters import add_rasters, rasters_of_project

COPPER_PHL = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
AREA = (118.0, 6.0, 126.0, 18.0)
pytestmark = pytest.mark.usefixtures("provider")


@pytest.fixture
def magnetics(tmp_path: Path) -> QgsRasterLayer:
    """Add a grid with a style of its own and metadata to the project."""
    path = write_raster(tmp_path / "mag.tif", cells(), nodata=-99)
    layer = QgsRasterLayer(str(path), "Magnetics, Luzon", "gdal")
    ramp = QgsColorRampShader(0.0, 1000.0)
    ramp.setColorRampItemList(
        [
            QgsColorRampShader.ColorRampItem(0.0, QColor("#102030"), "low"),
            QgsColorRampShader.ColorRampItem(1000.0, QColor("#f0e0d0"), "high"),
        ]
    )
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(ramp)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(0.0)
    renderer.setClassificationMax(1000.0)
    layer.setRenderer(renderer)
    metadata = layer.metadata()
    metadata.setLicenses(["CC BY 4.0"])
    metadata.setRights(["© Survey of Somewhere"])
    layer.setMetadata(metadata)
    QgsProject.instance().addMapLayer(layer)
    return layer


def classes(tmp_path: Path) -> QgsRasterLayer:
    path = write_raster(tmp_path / "units.tif", cells(1, "int16", 4))
    layer = QgsRasterLayer(str(path), "Units", "gdal")
    kinds = [
        QgsPalettedRasterRenderer.Class(value, QColor(*color), f"unit {value}")
        for value, color in enumerate(PALETTE)
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, kinds))
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_the_layer_says_licence_attribution_and_style(
    magnetics: QgsRasterLayer, tmp_path: Path
) -> None:
    classes(tmp_path)
    found = {one.title: one for one in rasters_of_project(QgsProject.instance())}
    first, second = found["Magnetics, Luzon"], found["Units"]
    assert (first.licence, first.attribution) == ("CC BY 4.0", "© Survey of Somewhere")
    assert "singlebandpseudocolor" in first.style and str(tmp_path) not in first.style
    assert not first.is_classes and second.is_classes and not second.licence
    again = rasters_of_project(QgsProject.instance())
    assert [one.style for one in again] == [one.style for one in found.values()]


@pytest.mark.parametrize(
    ("licences", "rights", "expected"),
    [
        (
            ["See the contract"],
            ["Not for redistribution"],
            "See the contract; Not for redistribution",
        ),
        ([], ["CC BY 4.0"], "CC BY 4.0"),
        (["CC0"], ["© Survey. All rights reserved."], "CC0"),
        (["See the contract"], ["© Survey"], "See the contract"),
    ],
)
def test_rights_that_say_what_they_allow_count_where_no_licence_does(
    magnetics: QgsRasterLayer, licences: list[str], rights: list[str], expected: str
) -> None:
    metadata = magnetics.metadata()
    metadata.setLicenses(licences)
    metadata.setRights(rights)
    magnetics.setMetadata(metadata)
    (found,) = rasters_of_project(QgsProject.instance())
    assert (found.licence, found.attribution) == (expected, rights[0])


def test_a_reference_system_that_a_person_gave_counts(tmp_path: Path, qgis_app: Any) -> None:
    path = write_raster(tmp_path / "old.tif", cells(), epsg=0)
    layer = QgsRasterLayer(str(path), "Old", "gdal")
    layer.setCrs(QgsProject.instance().crs().fromEpsgId(4326))
    QgsProject.instance().addMapLayer(layer)
    (found,) = rasters_of_project(QgsProject.instance())
    assert "WGS 84" in found.crs
    plan = plan_package(
        copy_of_samples(tmp_path, "w.gpkg"), COPPER_PHL, rasters=[found], area=AREA,
        licences_confirmed=True,
    )  # fmt: skip
    assert plan.rasters[0].crs == "EPSG:4326"


def test_a_part_of_a_file_goes_into_a_package_and_its_next_version(
    tmp_path: Path, qgis_app: Any
) -> None:
    source = write_raster(tmp_path / "mag.tif", cells(1, "uint8", 200))
    other = write_raster(tmp_path / "other.tif", cells(1, "uint8", 100))
    container = tmp_path / "grids.gpkg"
    for table in ("one", "two"):
        gdal.Translate(
            str(container), str(other if table == "one" else source), format="GPKG",
            creationOptions=[f"RASTER_TABLE={table}", "APPEND_SUBDATASET=YES"]
            if container.exists() else [f"RASTER_TABLE={table}"],
        )  # fmt: skip
    layer = QgsRasterLayer(f"GPKG:{container}:two", "Second grid", "gdal")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    (wanted,) = rasters_of_project(QgsProject.instance())
    assert (wanted.source, wanted.part) == (container, "GPKG:two")
    assert not findings_of_project(QgsProject.instance(), tmp_path / "w.gpkg")
    workspace = copy_of_samples(tmp_path, "w.gpkg")
    choices = {"area": AREA, "pdf": False, "maps": False, "licences_confirmed": True}
    plan = plan_package(workspace, COPPER_PHL, rasters=[wanted], **choices)
    package = export_package(plan, tmp_path / "package").path
    assert verify_package(package).ok
    manifest = json.loads((package / "manifest.json").read_text("utf-8"))
    assert (manifest["rasters"][0]["file"], manifest["rasters"][0]["part"]) == (
        "grids.gpkg",
        "GPKG:two",
    )
    found = read(package / "data" / "rasters" / "second_grid.tif")[0]
    west, _step, _turn, north, *_rest = place(package / "data" / "rasters" / "second_grid.tif")
    column, row = round((west - WEST) / CELL), round((NORTH - north) / CELL)
    rows, columns = found.shape
    whole = cells(1, "uint8", 200)[0]
    assert (found == whole[row : row + rows, column : column + columns]).all()
    again = plan_again(package, workspace)
    assert [(one.source.source, one.part) for one in again.rasters] == [(container, "GPKG:two")]
    from_elsewhere = plan_again(package, workspace, rasters=[replace(wanted, part="GPKG:one")])
    assert [one.part for one in from_elsewhere.rasters] == ["GPKG:two"]


def test_a_part_that_cannot_be_named_is_told(
    tmp_path: Path, qgis_app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_rasters, "part_of_file", lambda _source: ("", ""))
    source = write_raster(tmp_path / "mag.tif", cells(1, "uint8", 200))
    gdal.Translate(str(tmp_path / "grids.gpkg"), str(source), format="GPKG",
                   creationOptions=["RASTER_TABLE=one"])  # fmt: skip
    layer = QgsRasterLayer(f"GPKG:{tmp_path / 'grids.gpkg'}:one", "Second grid", "gdal")
    QgsProject.instance().addMapLayer(layer)
    assert not rasters_of_project(QgsProject.instance())
    found = findings_of_project(QgsProject.instance(), tmp_path / "w.gpkg")
    assert ["Second grid" in one.message for one in found] == [True]


@pytest.mark.parametrize("by", ["the Catalogue", "hand"])
def test_drawing_a_raster_without_a_style_leaves_the_package_whole(
    tmp_path: Path, qgis_app: Any, by: str
) -> None:
    source = write_raster(tmp_path / "mag.tif", cells())
    wanted = RasterFile(source, "Magnetics", "CC BY 4.0", "© Survey")
    plan = plan_package(
        copy_of_samples(tmp_path, "w.gpkg"), COPPER_PHL, rasters=[wanted], area=AREA,
        pdf=False, maps=False, licences_confirmed=True,
    )  # fmt: skip
    package = export_package(plan, tmp_path / "package").path
    (entry,) = [one for one in package_entries(read_package(package)) if one.geometry == "raster"]
    layer = entry.make() if by == "the Catalogue" else QgsRasterLayer(entry.make().source())
    layer.setDefaultContrastEnhancement()
    picture = drawn(layer, QSize(100, 100))
    assert len({picture.pixel(x, 50) for x in range(100)}) > 20, "it is drawn, and stretched"
    layer = entry = None
    gc.collect()
    assert not list(package.rglob("*.aux.xml"))
    assert verify_package(package).ok
    assert not Path(f"{source}.aux.xml").exists()


def test_the_project_of_a_package_shows_it_after_a_move(
    magnetics: QgsRasterLayer, tmp_path: Path
) -> None:
    workspace = copy_of_samples(tmp_path, "w.gpkg")
    wanted = rasters_of_project(QgsProject.instance())
    plan = plan_package(workspace, COPPER_PHL, rasters=wanted, area=AREA, pdf=False)
    package = export_package(plan, tmp_path / "package").path
    assert verify_package(package).ok, verify_package(package).problems
    there = sorted(path.name for path in (package / "data" / "rasters").iterdir())
    assert there == ["magnetics_luzon.qml", "magnetics_luzon.tif"]
    moved = tmp_path / "elsewhere" / "package"
    shutil.move(str(package), str(moved))
    (tmp_path / "mag.tif").unlink()
    project = QgsProject()
    assert project.read(str(moved / "project.qgz"))
    (layer,) = project.mapLayersByName("Magnetics, Luzon")
    assert layer.isValid() and Path(layer.source()).resolve().is_relative_to(moved.resolve())
    assert layer.renderer().type() == "singlebandpseudocolor"
    assert layer.metadata().licenses() == ["CC BY 4.0"]
    order = [one.name() for one in project.layerTreeRoot().layerOrder()]
    above = order[: order.index(layer.name())]
    vectors = [one for one in project.mapLayers().values() if ".gpkg" in one.source()]
    shores = {"Shores (no boundaries are drawn)"}
    assert {one.name() for one in vectors if one.isSpatial()} | shores == set(above)
    drawn = gdal.Open(str(moved / "maps" / "raster_magnetics_luzon.png")).ReadAsArray()
    assert len(np.unique(drawn.reshape(drawn.shape[0], -1), axis=1).T) > 200  # the ramp is there
    project.clear()


def test_each_raster_has_a_map_and_a_theme_and_covers_no_other(
    magnetics: QgsRasterLayer, tmp_path: Path
) -> None:
    second = write_raster(tmp_path / "again.tif", cells())
    QgsProject.instance().addMapLayer(QgsRasterLayer(str(second), magnetics.name(), "gdal"))
    workspace = copy_of_samples(tmp_path, "w.gpkg")
    plan = plan_package(
        workspace, COPPER_PHL, rasters=rasters_of_project(QgsProject.instance()), area=AREA,
        pdf=False, licences_confirmed=True,
    )  # fmt: skip
    package = export_package(plan, tmp_path / "package").path
    maps = {path.stem for path in (package / "maps").glob("*.png")}
    assert {"main_map", "raster_magnetics_luzon", "raster_magnetics_luzon_2"} <= maps
    assert "rasters" not in maps
    project = QgsProject()
    assert project.read(str(package / "project.qgz"))
    themes = project.mapThemeCollection()
    shown = {name: list(themes.mapThemeVisibleLayers(name)) for name in themes.mapThemes()}
    assert {"All layers without rasters", "Raster: Magnetics, Luzon"} <= set(shown)
    own = {name: layers for name, layers in shown.items() if name.startswith("Raster: ")}
    assert len(own) == 2
    for name, layers in shown.items():
        rasters = [one for one in layers if isinstance(one, QgsRasterLayer)]
        assert len(rasters) == (name in own), name
    for layers in own.values():
        names = [one.name() for one in layers]
        raster = names.index("Magnetics, Luzon")
        assert names.index("Mineral occurrences (USGS records)") < raster
        assert names.index("Tectonic structures (schematic)") < raster
        assert names.index("Shores (no boundaries are drawn)") < raster
        assert names.index("Land (no boundaries are drawn)") > raster
        assert "Tectonic provinces (schematic)" not in names
    for node in project.layerTreeRoot().findLayers():
        is_raster = isinstance(node.layer(), QgsRasterLayer)
        assert node.isVisible() != (is_raster or node.name().startswith("Shores"))
    project.clear()


def legend_of(package: Path, layer: str, language: str = "en") -> dict[str, list[str]]:
    """Return what the legends of a package's layouts say of a layer, by the layouts' names."""
    project = QgsProject()
    assert project.read(str(package / "project.qgz"))
    found = {}
    for layout in project.layoutManager().printLayouts():
        model = layout.itemById("legend").model()
        for node in model.rootGroup().findLayers():
            if node.layer().name() == layer:
                found[layout.name()] = [spoken(one) for one in model.layerLegendNodes(node)]
    project.clear()
    return found


def spoken(node: Any) -> str:
    """Return what a node of a legend says; of a ramp that it is one, and the unit at its ends."""
    if isinstance(node, QgsColorRampLegendNode):
        return f"ramp{node.settings().suffix()}"
    return str(node.data(0)).replace("|", " ")


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "Values here: {} to {} nT"), ("id", "Nilai di sini: {} sampai {} nT")],
)
def test_a_legend_tells_the_values_in_the_area_and_their_unit(
    magnetics: QgsRasterLayer, tmp_path: Path, language: str, says: str
) -> None:
    rows = np.repeat(np.arange(360.0, dtype="float32")[None, :, None], 280, axis=2)
    write_raster(Path(magnetics.source()), rows, nodata=-99)  # the style reaches to 1,000
    plan = plan_package(
        copy_of_samples(tmp_path, "w.gpkg"), COPPER_PHL, pdf=False, maps=False, language=language,
        rasters=rasters_of_project(QgsProject.instance()), area=(118.0, 15.0, 119.0, 16.0),
    )  # fmt: skip
    package = export_package(plan, tmp_path / "package").path
    values = read(package / "data" / "rasters" / "magnetics_luzon.tif")[0] * 0.5 + 3.0
    low, high = (f"{one:g}" for one in (values.min(), values.max()))
    assert 50.0 < values.min() < values.max() < 65.0
    expected = says.format(low, high)
    expected = expected.replace(".", ",") if language == "id" else expected
    (legend,) = legend_of(package, "Magnetics, Luzon").values()
    assert legend == ["ramp nT", expected]


def test_bytes_without_a_style_have_a_key_in_the_legend(tmp_path: Path, qgis_app: Any) -> None:
    source = unscaled(write_raster(tmp_path / "grey.tif", cells(1, "uint8", 200)))
    plan = plan_package(
        copy_of_samples(tmp_path, "w.gpkg"), COPPER_PHL, pdf=False, maps=False, area=AREA,
        rasters=[RasterFile(source, "Grey", "CC BY 4.0")],
    )  # fmt: skip
    package = export_package(plan, tmp_path / "package").path
    assert verify_package(package).ok
    (legend,) = legend_of(package, "Grey").values()
    assert legend == ["ramp nT", "Values here: 0 to 199 nT"]


@pytest.mark.parametrize("name", ["old.zip files", "scans.tar.d", "north"])
def test_a_folder_named_like_an_archive_is_told_of(
    magnetics: QgsRasterLayer, tmp_path: Path, name: str
) -> None:
    wanted = rasters_of_project(QgsProject.instance())
    workspace = copy_of_samples(tmp_path, "w.gpkg")
    plan = plan_package(workspace, COPPER_PHL, rasters=wanted, area=AREA, pdf=False)
    with pytest.raises(PackageError) as told:  # no raster is there
        add_rasters(QgsProject(), tmp_path / name, plan)
    assert (".zip, .tar or .gz" in told.value.hint) == (name != "north")


def run(name: str, **parameters: Any) -> tuple[dict[str, Any], bool, Feedback]:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"amis:{name}")
    context, feedback = QgsProcessingContext(), Feedback()
    context.setProject(QgsProject.instance())
    results, ok = algorithm.run(parameters, context, feedback)
    return dict(results), ok, feedback


def test_processing_takes_files_and_layers_and_makes_them_again(
    magnetics: QgsRasterLayer, tmp_path: Path
) -> None:
    workspace = copy_of_samples(tmp_path, "w.gpkg")
    (tmp_path / "dem").mkdir()
    heights = write_raster(tmp_path / "dem" / "heights.tif", cells(1, "int16"))
    given = {
        "WORKSPACE": str(workspace), "COMMODITIES": "copper", "COUNTRIES": "PHL", "MAPS": "no",
        "PDF": "no", "LANGUAGE": "none", "RASTERS": [magnetics.id(), str(heights)],
        "OUTPUT": str(tmp_path / "package"), "AREA_EXTENT": "118,126,6,18 [EPSG:4326]",
    }  # fmt: skip
    _results, ok, feedback = run("exportpackage", **given)
    assert not ok and "heights" in " ".join(feedback.errors), "nobody stated its licence"
    results, ok, feedback = run("exportpackage", **given, LICENCES_CONFIRMED=True)
    assert ok, feedback.errors
    package = Path(results["OUTPUT"])
    assert verify_package(package).ok
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    assert [one["file"] for one in manifest["rasters"]] == ["mag.tif", "dem/heights.tif"]

    newer, ok, feedback = run(
        "renewpackage", PACKAGE=str(package), WORKSPACE=str(workspace), REPLACE=True
    )
    assert ok and newer["SAME"], newer
    heights.rename(tmp_path / "heights.tif")
    newer, ok, feedback = run(
        "renewpackage", PACKAGE=str(package), WORKSPACE=str(workspace),
        RASTERS=[str(tmp_path / "heights.tif")], OUTPUT=str(tmp_path / "newer"),
    )  # fmt: skip
    assert ok, feedback.errors
    made = Path(newer["OUTPUT"]) / "data" / "rasters" / "heights.tif"
    assert np.array_equal(read(made), read(package / "data" / "rasters" / "heights.tif"))


def test_a_raster_of_a_server_is_refused(tmp_path: Path, qgis_app: Any) -> None:
    layer = QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/%7Bz%7D", "Tiles", "wms")
    QgsProject.instance().addMapLayer(layer)
    _results, ok, feedback = run(
        "exportpackage", RASTERS=[layer.id()], OUTPUT=str(tmp_path / "p"), COMMODITIES="copper"
    )
    assert not ok and not (tmp_path / "p").exists()
    assert "local file" in " ".join(feedback.errors)


def test_a_raster_that_is_not_there_is_told(tmp_path: Path, qgis_app: Any) -> None:
    _results, ok, feedback = run(
        "exportpackage", RASTERS=[str(tmp_path / "no.tif")], OUTPUT=str(tmp_path / "p")
    )
    assert not ok and not (tmp_path / "p").exists()
    assert "no.tif" in " ".join(feedback.errors)


def test_a_batch_takes_them_into_each_package(magnetics: QgsRasterLayer, tmp_path: Path) -> None:
    given = {
        "COMMODITIES": "copper", "COUNTRIES": "PHL", "MAPS": "no", "PDF": "no",
        "LANGUAGE": "none", "RASTERS": [magnetics.id()], "OUTPUT": str(tmp_path / "all"),
        "WORKSPACE": str(copy_of_samples(tmp_path, "w.gpkg")),
    }  # fmt: skip
    results, ok, feedback = run("exportpackages", **given)
    assert ok and results["PACKAGES"] == 1, feedback.errors
    (package,) = [one for one in (tmp_path / "all").iterdir() if one.is_dir()]
    assert (package / "data" / "rasters" / "magnetics_luzon.tif").is_file()
    results, ok, feedback = run("exportpackages", **given, RESUME=True)
    assert ok and results["UP_TO_DATE"] == 1
    write_raster(Path(magnetics.source()), cells() + 1, nodata=-99)
    results, ok, feedback = run("exportpackages", **given, RESUME=True)
    assert ok and results["PACKAGES"] == 1


@pytest.mark.parametrize(("bands", "palette"), [(1, True), (1, False), (3, False)])
def test_a_raster_without_a_value_for_no_data_is_drawn_inside_the_area_only(
    tmp_path: Path, bands: int, palette: bool
) -> None:
    values = (cells(bands, "uint8", 3) + 1).astype("uint8")
    source = unscaled(write_raster(tmp_path / "units.tif", values, palette=palette))
    QgsProject.instance().addMapLayer(QgsRasterLayer(str(source), "Units", "gdal"))
    plan = plan_package(
        copy_of_samples(tmp_path, "w.gpkg"), COPPER_PHL, pdf=False, maps=False, clip=True,
        rasters=rasters_of_project(QgsProject.instance()), area_kind="polygon",
        polygon="POLYGON ((118 6, 126 6, 118 18, 118 6))", licences_confirmed=True,
    )  # fmt: skip
    package = export_package(plan, tmp_path / "package").path
    project = QgsProject()
    assert project.read(str(package / "project.qgz"))
    (layer,) = project.mapLayersByName("Units")
    picture = drawn(layer, QSize(100, 150))
    assert picture.pixelColor(5, 140).alpha() == 255, "inside of the triangle"
    assert picture.pixelColor(95, 5).alpha() == 0, "the corner of its box"


def test_a_legend_has_the_classes_of_a_palette_that_the_map_shows(tmp_path: Path) -> None:
    """A palette has 256 colours, whatever the number of classes."""
    values = (cells(1, "uint8", 3) + 1).astype("uint8")
    source = unscaled(write_raster(tmp_path / "units.tif", values, palette=True))
    layer = QgsRasterLayer(str(source), "Units", "gdal")
    assert len(layer.renderer().classes()) > 200
    QgsProject.instance().addMapLayer(layer)
    plan = plan_package(
        copy_of_samples(tmp_path, "w.gpkg"), COPPER_PHL, pdf=False, maps=False,
        rasters=rasters_of_project(QgsProject.instance()), area=AREA, licences_confirmed=True,
    )  # fmt: skip
    project = QgsProject()
    assert project.read(str(export_package(plan, tmp_path / "package").path / "project.qgz"))
    legends = {}
    for layout in project.layoutManager().printLayouts():
        assert layout.pageCollection().pageCount() == 1, layout.name()
        model = layout.itemById("legend").model()
        for node in model.rootGroup().findLayers():
            if node.layer().name() == "Units":
                legends[layout.name()] = [one.data(0) for one in model.layerLegendNodes(node)]
    assert legends == {"Raster: Units": ["granite", "basalt", "limestone"]}


def unscaled(path: Path) -> Path:
    """Let the values of a raster be what its cells hold."""
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for number in range(dataset.RasterCount):
        dataset.GetRasterBand(number + 1).SetScale(1.0)
        dataset.GetRasterBand(number + 1).SetOffset(0.0)
    dataset = None
    return path


def drawn(layer: QgsRasterLayer, size: QSize) -> QImage:
    """Return a picture of all of a raster on nothing."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setBackgroundColor(QColor(0, 0, 0, 0))
    settings.setDestinationCrs(layer.crs())
    settings.setExtent(layer.extent())
    settings.setOutputSize(size)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()
