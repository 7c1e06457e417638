"""Rasters in a package: the cells of the area, unchanged, with what they mean and who made them."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from osgeo import gdal
from package_samples import AREA, CREATED, build_workspace
from raster_samples import CELL, COLUMNS, NORTH, PALETTE, ROWS, WEST, cells, mask, place, read
from raster_samples import write_raster

from amis_qgis_plugin.core.errors import Cancelled, PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.core.package_rasters import RasterFile
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.compare import compare_packages
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.renew import plan_again
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package

COPPER = OccurrenceFilter(commodities=("copper",))
TRIANGLE = "POLYGON ((118 6, 126 6, 118 18, 118 6))"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_workspace(tmp_path_factory.mktemp("rasters") / "region.gpkg")


def wish(path: Path, title: str = "Magnetics", **changes: Any) -> RasterFile:
    return replace(RasterFile(path, title, "CC BY 4.0", "© Survey of Somewhere"), **changes)


def described(workspace: Path, rasters: Iterable[RasterFile], **changes: Any) -> PackagePlan:
    values = {"title": "With rasters", "language": "", "licences_confirmed": True, **changes}
    if "area_kind" not in values:
        values["area"] = AREA
    return describe_package(workspace, COPPER, rasters=tuple(rasters), **values)


def written(plan: PackagePlan, destination: Path) -> Path:
    return write_package(plan, destination, created=CREATED).path


def codes(plan: PackagePlan) -> dict[str, str]:
    return {finding.code: finding.severity for finding in plan.findings}


def expected_window() -> tuple[slice, slice]:
    """Return rows and columns that touch the area, by plain arithmetic."""
    west, south, east, north = AREA
    columns = slice(round((west - WEST) / CELL), round((east - WEST) / CELL))
    rows = slice(round((NORTH - north) / CELL), round((NORTH - south) / CELL))
    return rows, columns


def test_the_cells_of_the_area_and_all_they_mean_are_kept(workspace: Path, tmp_path: Path) -> None:
    values = cells(2)
    values[:, 100:120, 100:120] = -99
    source = write_raster(tmp_path / "mag.tif", values, nodata=-99)
    plan = described(workspace, [wish(source)])
    (raster,) = plan.rasters
    assert (raster.columns_in, raster.rows_in) == (COLUMNS, ROWS)
    package = written(plan, tmp_path / "p")
    made = package / "data" / "rasters" / "magnetics.tif"
    rows, columns = expected_window()
    assert np.array_equal(read(made), values[:, rows, columns])
    assert np.allclose(place(made), (117.0, CELL, 0, 19.0, 0, -CELL))
    dataset = gdal.Open(str(made))
    assert (dataset.RasterXSize, dataset.RasterYSize) == (raster.columns_out, raster.rows_out)
    assert dataset.GetSpatialRef().GetAuthorityCode(None) == "4326"
    assert dataset.GetMetadata("IMAGE_STRUCTURE")["COMPRESSION"] == "DEFLATE"
    for number in (1, 2):
        band = dataset.GetRasterBand(number)
        assert gdal.GetDataTypeName(band.DataType) == "Float32"
        assert band.GetDescription() == f"channel {number}"
        assert (band.GetScale(), band.GetOffset(), band.GetUnitType()) == (0.5, 3.0, "nT")
        assert band.GetNoDataValue() == -99
        band = None
    dataset = None
    assert verify_package(package).ok
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    (told,) = manifest["rasters"]
    assert (told["columns_in"], told["rows_in"]) == (COLUMNS, ROWS)
    assert (told["columns_out"], told["rows_out"]) == (200, 280)
    assert told["cut"] == "box" and told["resampling"] == ""
    assert str(tmp_path) not in json.dumps(manifest)


def test_a_raster_is_in_every_list_of_the_package(workspace: Path, tmp_path: Path) -> None:
    source = write_raster(tmp_path / "mag.tif", cells())
    style = "<qgis><pipe/></qgis>"
    plan = described(workspace, [wish(source, style=style)], language="en")
    package = written(plan, tmp_path / "p")
    path = "data/rasters/magnetics.tif"
    for name in ("README.txt", "LICENSES/README.txt", "SHA256SUMS", "tables/amis_rasters.csv"):
        assert path in " ".join((package / name).read_text(encoding="utf-8").split()), name
    for name in ("report.html", "CITATION.cff", "LICENSES/README.txt"):
        assert "© Survey of Somewhere" in (package / name).read_text(encoding="utf-8"), name
    record = (package / "metadata" / "raster_magnetics.xml").read_text(encoding="utf-8")
    assert "CC BY 4.0" in record and "cut from" in record.lower()
    assert "amis_rasters.csv" in (package / "data_dictionary.csv").read_text(encoding="utf-8")
    resources = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    (found,) = [one for one in resources if one["path"] == path]
    assert found["bytes"] == (package / path).stat().st_size
    assert (package / "data" / "rasters" / "magnetics.qml").read_text(encoding="utf-8") == style


def test_colours_and_names_of_classes_are_kept(workspace: Path, tmp_path: Path) -> None:
    source = write_raster(tmp_path / "units.tif", cells(1, "uint8", 4), palette=True)
    package = written(described(workspace, [wish(source, "Units")]), tmp_path / "p")
    dataset = gdal.Open(str(package / "data" / "rasters" / "units.tif"))
    band = dataset.GetRasterBand(1)
    table = band.GetColorTable()
    assert tuple(table.GetColorEntry(value) for value in range(4)) == PALETTE
    assert band.GetCategoryNames() == ["water", "granite", "basalt", "limestone"]
    assert gdal.GetDataTypeName(band.DataType) == "Byte"
    band = dataset = None
    assert verify_package(package).ok
