"""Rasters in a package: the cells of the area, unchanged, with what they mean and who made them."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from osgeo import gdal
from package_samples import AREA, CREATED, build_workspace, source
from raster_samples import (
    CELL,
    COLUMNS,
    NORTH,
    PALETTE,
    ROWS,
    WEST,
    cells,
    inside,
    mask,
    place,
    read,
    write_raster,
)

from amis_qgis_plugin.core.errors import Cancelled, PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.core.package_rasters import RasterFile, part_of_file
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.compare import compare_packages
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.raster_figures import shown_values
from amis_qgis_plugin.packages.rasters import listed_rasters
from amis_qgis_plugin.packages.renew import plan_again
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.workspace.gdal_calls import sqlite
from amis_qgis_plugin.workspace.sources import write_source

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
        values.setdefault("area", AREA)
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
    report = (package / "report.html").read_text(encoding="utf-8")
    assert f"Magnetics ({path}): 200 × 280 cells, bands: 1" in report
    assert "does not count them" in report, "no theme has it, and the reader is to know that"
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


@pytest.mark.parametrize("nodata", [-99.0, None])
def test_cells_outside_of_the_polygon_have_no_data(
    workspace: Path, tmp_path: Path, nodata: float | None
) -> None:
    values = cells()
    source = write_raster(tmp_path / "mag.tif", values, nodata=nodata)
    chosen = {"area_kind": "polygon", "polygon": TRIANGLE, "clip": True}
    plan = described(workspace, [wish(source)], **chosen)
    assert plan.rasters[0].cut == "edge" and plan.rasters[0].has_mask == (nodata is None)
    package = written(plan, tmp_path / "p")
    made = package / "data" / "rasters" / "magnetics.tif"
    columns = slice(round((118 - WEST) / CELL), round((126 - WEST) / CELL))
    rows = slice(round((NORTH - 18) / CELL), round((NORTH - 6) / CELL))
    whole, found, has = values[:, rows, columns], read(made), mask(made)
    x = WEST + (np.arange(columns.start, columns.stop) + 0.5) * CELL
    y = NORTH - (np.arange(rows.start, rows.stop) + 0.5) * CELL
    corners = ((118.0, 6.0), (126.0, 6.0), (118.0, 18.0), (118.0, 6.0))
    expected = inside(corners, x[None, :], y[:, None])
    edge = np.abs(126 - (y[:, None] - 6) * 8 / 12 - x[None, :]) < 1e-6  # the middle lies on it
    assert np.array_equal(has[~edge], expected[~edge])
    assert np.array_equal(found[0][has], whole[0][has])
    assert nodata is None or set(found[0][~has]) == {nodata}
    assert verify_package(package).ok


def test_without_cutting_a_polygon_gives_the_box_around_it(workspace: Path, tmp_path: Path) -> None:
    source = write_raster(tmp_path / "mag.tif", cells())
    plan = described(workspace, [wish(source)], area_kind="polygon", polygon=TRIANGLE)
    (raster,) = plan.rasters
    assert (raster.cut, raster.columns_out, raster.rows_out) == ("box", 160, 240)
    assert raster.extent == pytest.approx((118, 6, 126, 18))


@pytest.mark.parametrize("clip", [False, True])
def test_a_box_is_a_box_cut_or_not(workspace: Path, tmp_path: Path, clip: bool) -> None:
    source = write_raster(tmp_path / "mag.tif", cells())
    plan = described(workspace, [wish(source)], clip=clip)
    (raster,) = plan.rasters
    assert (raster.cut, raster.has_mask) == ("box", False)


def test_an_area_larger_than_the_raster_takes_it_whole(workspace: Path, tmp_path: Path) -> None:
    source = write_raster(tmp_path / "mag.tif", cells())
    plan = described(workspace, [wish(source)], area=(90.0, -20.0, 150.0, 40.0))
    assert plan.rasters[0].cut == "whole"
    package = written(plan, tmp_path / "p")
    assert np.array_equal(read(package / "data" / "rasters" / "magnetics.tif"), read(source))


@pytest.mark.parametrize("kind", ["classes", "values"])
def test_another_reference_system_is_told_and_classes_stay_classes(
    workspace: Path, tmp_path: Path, kind: str
) -> None:
    is_classes = kind == "classes"
    values = cells(1, "uint8" if is_classes else "float32", 4 if is_classes else 1000)
    nodata = None if is_classes else -99.0
    source = write_raster(tmp_path / "grid.tif", values, palette=is_classes, nodata=nodata)
    plan = described(workspace, [wish(source, "Grid")], crs="EPSG:32651")
    (raster,) = plan.rasters
    way = "nearest" if is_classes else "bilinear"
    assert (raster.crs_in, raster.crs, raster.resampling) == ("EPSG:4326", "EPSG:32651", way)
    assert codes(plan)["raster-resampled"] == "note"
    package = written(plan, tmp_path / "p")
    made = package / "data" / "rasters" / "grid.tif"
    dataset = gdal.Open(str(made))
    assert dataset.GetSpatialRef().GetAuthorityCode(None) == "32651"
    assert dataset.GetRasterBand(1).GetDescription() == "channel 1"
    assert (dataset.GetRasterBand(1).GetColorTable() is not None) == is_classes
    dataset = None
    found, has = read(made)[0], mask(made)
    if is_classes:
        assert set(np.unique(found[has])) <= {0, 1, 2, 3}
    # A cell in the middle of the sheet, against the cell of the file under it.
    transform = place(made)
    row, column = (size // 2 for size in found.shape)
    point = to_degrees(
        transform[0] + (column + 0.5) * transform[1], transform[3] + (row + 0.5) * transform[5]
    )
    at = int((NORTH - point[1]) / CELL), int((point[0] - WEST) / CELL)
    around = values[0, at[0] - 1 : at[0] + 2, at[1] - 1 : at[1] + 2]
    assert has[row, column] and around.min() <= found[row, column] <= around.max()
    assert verify_package(package).ok


def to_degrees(x: float, y: float) -> tuple[float, float]:
    from pyproj import Transformer

    found = Transformer.from_crs(32651, 4326, always_xy=True).transform(x, y)
    return float(found[0]), float(found[1])


@pytest.mark.parametrize(
    ("licence", "confirmed", "severity", "code"),
    [
        ("", False, "error", "licence-unknown"),
        ("", True, "warning", "no-licence"),
        ("CC BY-NC 4.0", True, "warning", "licence-conditions"),
        ("All rights reserved", True, "warning", "licence-forbids"),
    ],
)
def test_the_licence_of_a_raster_decides_as_that_of_a_source(
    tmp_path: Path, licence: str, confirmed: bool, severity: str, code: str
) -> None:
    region = build_workspace(tmp_path / "region.gpkg")
    source = write_raster(tmp_path / "mag.tif", cells())
    raster = wish(source, licence=licence)
    plan = described(region, [raster], licences_confirmed=confirmed)
    found = [one for one in plan.findings if one.code == code and "Magnetics" in one.message]
    assert [one.severity for one in found] == [severity]
    if code == "licence-forbids":
        package = written(plan, tmp_path / "p")
        assert not (package / "data" / "rasters").exists()
        listed = (package / "LICENSES" / "README.txt").read_text(encoding="utf-8")
        assert "Magnetics" in listed and "forbids" in listed


def test_what_the_file_says_of_its_copyright_counts(workspace: Path, tmp_path: Path) -> None:
    note = "(c) Survey. All rights reserved."
    source = write_raster(tmp_path / "mag.tif", cells(), copyright_note=note)
    plan = described(workspace, [wish(source, licence="")])
    assert not plan.rasters
    assert [one.licence for one in plan.not_copied if one.table == "mag.tif"] == [note]


@pytest.mark.parametrize(
    ("given", "copied"), [("", False), ("See the contract", False), ("CC BY 4.0", True)]
)
def test_a_file_that_forbids_copying_is_copied_only_where_a_licence_allows_it(
    workspace: Path, tmp_path: Path, given: str, copied: bool
) -> None:
    source = write_raster(tmp_path / "a.tif", cells(), copyright_note="All rights reserved")
    wanted = replace(wish(source), licence=given)
    plan = described(workspace, [wanted], licences_confirmed=True)
    assert bool(plan.rasters) == copied
    assert ["All rights" in one.licence for one in plan.not_copied if one.title == "Magnetics"] == (
        [] if copied else [True]
    )


def test_what_cannot_be_taken_is_told_and_stops_nothing(workspace: Path, tmp_path: Path) -> None:
    far = write_raster(tmp_path / "far.tif", cells(), place=(10.0, CELL, 0, 50.0, 0, -CELL))
    nowhere = write_raster(tmp_path / "nowhere.tif", cells(), epsg=0)
    broken = tmp_path / "broken.tif"
    broken.write_bytes(b"II*\0nothing")
    server = tmp_path / "server.xml"
    server.write_text(
        '<GDAL_WMS><Service name="TMS"><ServerUrl>http://127.0.0.1:9/${z}</ServerUrl></Service>'
        "<DataWindow><UpperLeftX>-180</UpperLeftX><UpperLeftY>90</UpperLeftY>"
        "<LowerRightX>180</LowerRightX><LowerRightY>-90</LowerRightY><TileLevel>3</TileLevel>"
        "</DataWindow><Projection>EPSG:4326</Projection></GDAL_WMS>",
        encoding="utf-8",
    )
    wanted = [wish(one, one.stem) for one in (far, nowhere, broken, server)]
    plan = described(workspace, wanted, crs="EPSG:32651")
    assert not plan.rasters
    told = {one.message.partition(":")[0]: one for one in plan.findings if ":" in one.message}
    assert told["far"].code == "nothing-in-area"
    assert "no reference system" in told["nowhere"].message
    assert "cannot open" in told["broken"].message
    assert "server" in told["server"].message
    assert not plan.blocked


def test_rasters_of_one_title_get_names_of_their_own(workspace: Path, tmp_path: Path) -> None:
    first = write_raster(tmp_path / "a.tif", cells())
    second = write_raster(tmp_path / "b.tif", cells(3, "uint8", 200))
    other = write_raster(tmp_path / "c.tif", cells())
    plan = described(workspace, [wish(first), wish(second), wish(other, "ภาพ")])
    names = [raster.path for raster in plan.rasters]
    assert names == [f"data/rasters/{one}.tif" for one in ("magnetics", "magnetics_2", "raster_c")]


def test_the_same_raster_gives_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    source = write_raster(tmp_path / "mag.tif", cells(2), nodata=-99)
    made = []
    for name in ("one", "two"):
        package = written(described(workspace, [wish(source)], crs="EPSG:32651"), tmp_path / name)
        made.append({p.name: p.read_bytes() for p in package.rglob("*") if p.is_file()})
        dataset = gdal.Open(str(source))
        dataset.GetRasterBand(1).ComputeStatistics(False)  # as QGIS does: beside the file
        dataset = None
        assert Path(f"{source}.aux.xml").exists()
    assert made[0] == made[1]


def test_a_zip_file_holds_them(workspace: Path, tmp_path: Path) -> None:
    source = write_raster(tmp_path / "mag.tif", cells())
    package = written(described(workspace, [wish(source)]), tmp_path / "p.zip")
    assert verify_package(package).ok
    with zipfile.ZipFile(package) as archive:
        (name,) = [one for one in archive.namelist() if one.endswith("magnetics.tif")]
        archive.extract(name, tmp_path)
    rows, columns = expected_window()
    assert np.array_equal(read(tmp_path / name), cells()[:, rows, columns])


def test_another_raster_in_its_place_is_found_by_its_size_too(
    workspace: Path, tmp_path: Path
) -> None:
    source = write_raster(tmp_path / "mag.tif", cells())
    package = written(described(workspace, [wish(source)]), tmp_path / "p")
    write_raster(package / "data" / "rasters" / "magnetics.tif", cells(2)[:, :50, :60])
    found = [one for one in verify_package(package).problems if one.file.endswith(".tif")]
    assert {one.kind for one in found} == {"changed", "count"}
    assert any("60 × 50 × 2" in one.message for one in found)
    run = subprocess.run(
        [sys.executable, "verify.py"], cwd=package, capture_output=True, text=True, check=False
    )
    assert run.returncode == 1 and "60 × 50 × 2" in run.stdout
    (package / "data" / "rasters" / "magnetics.tif").write_bytes(b"II+\0" + b"\xff" * 40)
    kinds = {one.kind for one in verify_package(package).problems if one.file.endswith(".tif")}
    assert kinds == {"changed", "unreadable"}


@pytest.mark.parametrize("crs", ["", "EPSG:32651"])
def test_stopping_while_a_raster_is_written_leaves_nothing(
    workspace: Path, tmp_path: Path, crs: str
) -> None:
    source = write_raster(tmp_path / "mag.tif", cells())
    plan = described(workspace, [wish(source)], crs=crs)
    folder, seen = tmp_path / "out", []
    folder.mkdir()
    progress = Progress(
        lambda _share, words: seen.append(words) if words else seen.append("on"),
        lambda: len(seen) > 1 and "Magnetics" in " ".join(seen) and seen[-1] == "on",
    )
    with pytest.raises(Cancelled):
        write_package(plan, folder / "p", created=CREATED, progress=progress)
    assert "Writing the raster Magnetics" in seen
    assert list(folder.iterdir()) == []


def test_a_file_that_changed_since_it_was_described_stops_the_package(
    workspace: Path, tmp_path: Path
) -> None:
    source = write_raster(tmp_path / "mag.tif", cells())
    plan = described(workspace, [wish(source)])
    write_raster(source, cells(2))
    with pytest.raises(PackageError, match="not as it was described"):
        written(plan, tmp_path / "p")
    assert not (tmp_path / "p").exists()


def test_a_renewed_package_takes_its_rasters_again(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    (folder / "grids").mkdir(parents=True)
    region = build_workspace(folder / "region.gpkg")
    beside = write_raster(folder / "grids" / "mag.tif", cells())
    apart = write_raster(tmp_path / "dem.tif", cells(1, "int16"))
    style = "<qgis><pipe/></qgis>"
    plan = described(region, [wish(beside, style=style), wish(apart, "Heights")])
    package = written(plan, tmp_path / "p")
    assert [raster.file for raster in plan.rasters] == ["grids/mag.tif", "dem.tif"]
    again = plan_again(package, region)
    assert [raster.title for raster in again.rasters] == ["Magnetics"]
    assert again.rasters[0].source.style == style
    assert again.rasters[0].licence == "CC BY 4.0"
    assert codes(again)["raster-gone"] == "warning"
    both = plan_again(package, region, rasters=[RasterFile(apart, "Any title")])
    assert [raster.title for raster in both.rasters] == ["Magnetics", "Heights"]
    assert "raster-gone" not in codes(both)

    same = compare_packages(package, written(both, tmp_path / "same"))
    assert same.is_same
    write_raster(beside, cells() + 1)
    differs = compare_packages(package, written(plan_again(package, region), tmp_path / "new"))
    assert {(one.title, one.change) for one in differs.rasters} == {
        ("Magnetics", "changed"),
        ("Heights", "removed"),
    }
    assert not differs.is_same


def test_a_renewed_package_lists_again_what_it_must_not_copy(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    region = build_workspace(tmp_path / "project" / "region.gpkg")
    apart = write_raster(tmp_path / "secret.tif", cells())
    wanted = wish(apart, "Survey of 1998", licence="All rights reserved")
    package = written(described(region, [wanted]), tmp_path / "p")
    listed = json.loads((package / "manifest.json").read_text(encoding="utf-8"))["not_copied"]
    assert [one["title"] for one in listed] == ["Survey of 1998"]

    again = plan_again(package, region)
    assert [asdict(one) for one in again.not_copied] == listed and not again.rasters
    assert "raster-gone" not in codes(again)
    assert compare_packages(package, written(again, tmp_path / "same")).is_same
    found = plan_again(package, region, rasters=[RasterFile(apart, "secret")])
    assert [asdict(one) for one in found.not_copied] == listed and not found.rasters
    allowed = plan_again(package, region, rasters=[RasterFile(apart, "secret", "CC BY 4.0")])
    assert not allowed.not_copied
    (raster,) = allowed.rasters
    told = (raster.title, raster.licence, raster.attribution)
    assert told == ("Survey of 1998", "CC BY 4.0", "© Survey of Somewhere")


@pytest.mark.parametrize("older", [False, True])
def test_what_is_listed_says_whether_it_is_a_raster(tmp_path: Path, older: bool) -> None:
    """Names tell nothing: a raster without an ending, and a table with one."""
    region = build_workspace(tmp_path / "region.gpkg")
    with sqlite(region, write=True) as connection:
        write_source(connection, source("units", "geological_units", licence="No copying", url=""))
    bare = write_raster(tmp_path / "w001001", cells())
    wanted = [wish(bare, "Secret", licence="All rights reserved")]
    package = written(described(region, wanted), tmp_path / "p")
    manifest = json.loads((package / "manifest.json").read_text(encoding="utf-8"))
    kinds = {one["title"]: one["is_raster"] for one in manifest["not_copied"]}
    assert kinds.pop("Secret") is True and set(kinds.values()) == {False}
    table = next(one for one in manifest["not_copied"] if not one["is_raster"])
    table["table"] += ".tif"
    if older:  # by its name, as it was then
        for one in manifest["not_copied"]:
            del one["is_raster"]
    found = [one.title for one in listed_rasters(manifest)]
    assert found == ([table["title"]] if older else ["Secret"])


@pytest.mark.parametrize(
    ("name", "file", "part"),
    [
        ('NETCDF:"/a b/x.nc":mag', "/a b/x.nc", "NETCDF:mag"),
        ("GPKG:C:/x/y.gpkg:two", "C:/x/y.gpkg", "GPKG:two"),
        ('HDF5:"/x.h5"://grids/mag', "/x.h5", "HDF5://grids/mag"),
        ("/x/y.tif", "", ""),
        ('WMS:"/x":mag', "", ""),
    ],
)
def test_parts_of_files_by_their_names(name: str, file: str, part: str) -> None:
    assert part_of_file(name) == (file, part)


def test_one_of_the_grids_in_a_file_goes_along(workspace: Path, tmp_path: Path) -> None:
    driver = gdal.GetDriverByName("netCDF")
    if driver is None:
        pytest.skip("this GDAL reads no netCDF")
    path = tmp_path / "two grids.nc"
    made = driver.CreateMultiDimensional(str(path))
    group, real = made.GetRootGroup(), gdal.ExtendedDataType.Create(gdal.GDT_Float64)
    axes = []
    places = (("lat", NORTH, -CELL, 360, "degrees_north"), ("lon", WEST, CELL, 280, "degrees_east"))
    for axis, start, step, count, unit in places:
        axes.append(group.CreateDimension(axis, "", "", count))
        array = group.CreateMDArray(axis, axes[-1:], real)
        array.WriteArray(start + (np.arange(count) + 0.5) * step)
        told = array.CreateAttribute("units", [], gdal.ExtendedDataType.CreateString())
        told.Write(unit)
        array = told = None
    for number, grid in enumerate(("mag", "rad")):
        array = group.CreateMDArray(grid, axes, real)
        array.WriteArray(cells(kind="float64")[0] + number)
        array = None
    axes = group = made = None
    wanted = [wish(path, grid.title(), part=f"NETCDF:{grid}") for grid in ("mag", "rad")]
    forbidden = wish(path, "Closed", part="NETCDF:mag", licence="All rights reserved")
    plan = described(workspace, [*wanted, forbidden])
    assert [one.table for one in plan.not_copied] == ["two grids.nc:mag"]
    package = written(plan, tmp_path / "p")
    assert verify_package(package).ok
    rows, columns = expected_window()
    for number, grid in enumerate(("mag", "rad")):
        found = read(package / "data" / "rasters" / f"{grid}.tif")
        assert np.array_equal(found[0], cells()[0, rows, columns] + number)
    again = plan_again(package, workspace, rasters=[forbidden, wanted[1]])
    assert [one.part for one in again.rasters] == ["NETCDF:mag", "NETCDF:rad"]
    assert [one.title for one in again.not_copied] == ["Closed"]
    manifest = package / "manifest.json"
    told = manifest.read_text(encoding="utf-8")
    manifest.write_text(told.replace("NETCDF:mag", "WMS:mag"), encoding="utf-8")
    with pytest.raises(PackageError, match="schema"):
        plan_again(package, workspace)


def test_a_manifest_of_a_stranger_names_no_file_elsewhere(workspace: Path, tmp_path: Path) -> None:
    source = write_raster(tmp_path / "mag.tif", cells())
    package = written(described(workspace, [wish(source)]), tmp_path / "p")
    path = package / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for name in (str(source), f"../{source.name}"):
        manifest["rasters"][0]["file"] = name
        path.write_text(json.dumps(manifest), encoding="utf-8")
        with pytest.raises(PackageError, match="schema"):
            plan_again(package, workspace)


def test_a_virtual_raster_is_read_where_its_files_lie(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "tiles"
    folder.mkdir()
    write_raster(folder / "mag.tif", cells())
    gdal.Translate(str(folder / "all.vrt"), str(folder / "mag.tif"), format="VRT").FlushCache()
    for name, area in (("box", AREA), ("whole", (90.0, -20.0, 150.0, 40.0))):
        plan = described(workspace, [wish(folder / "all.vrt")], area=area)
        package = written(plan, tmp_path / name)
        found = read(package / "data" / "rasters" / "magnetics.tif")
        rows, columns = expected_window() if name == "box" else (slice(None), slice(None))
        assert np.array_equal(found, cells()[:, rows, columns])


def test_a_picture_keeps_what_is_transparent(workspace: Path, tmp_path: Path) -> None:
    values = cells(4, "uint8", 200)
    values[3] = 255
    values[3, :, :100] = 0
    path = write_raster(tmp_path / "scan.tif", values)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    colours = (gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand)
    for number, colour in enumerate(colours):
        dataset.GetRasterBand(number + 1).SetColorInterpretation(colour)
    dataset = None
    chosen = {"area_kind": "polygon", "polygon": TRIANGLE, "clip": True}
    plan = described(workspace, [wish(path, "Scan")], **chosen)
    assert plan.rasters[0].bands == 4 and not plan.rasters[0].has_mask
    made = written(plan, tmp_path / "p") / "data" / "rasters" / "scan.tif"
    found, has = read(made), mask(made)
    columns = slice(round((118 - WEST) / CELL), round((126 - WEST) / CELL))
    rows = slice(round((NORTH - 18) / CELL), round((NORTH - 6) / CELL))
    assert np.array_equal(found[:3][:, has], values[:3, rows, columns][:, has])
    assert not has[:, : 100 - columns.start].any() and not has[0, -1] and has[-10, 100]


def test_a_raster_from_south_to_north_is_cut_at_the_edge(workspace: Path, tmp_path: Path) -> None:
    values = cells()
    south = NORTH - ROWS * CELL
    upside = write_raster(
        tmp_path / "mag.tif", values[:, ::-1], place=(WEST, CELL, 0.0, south, 0.0, CELL)
    )
    plain = write_raster(tmp_path / "plain.tif", values)
    chosen = {"area_kind": "polygon", "polygon": TRIANGLE, "clip": True}
    plan = described(workspace, [wish(upside, "Upside"), wish(plain, "Plain")], **chosen)
    assert [one.cut for one in plan.rasters] == ["edge", "edge"]
    folder = written(plan, tmp_path / "p") / "data" / "rasters"
    assert place(folder / "upside.tif") == pytest.approx(place(folder / "plain.tif"))
    has = mask(folder / "plain.tif")
    assert has.any() and not has.all()
    assert np.array_equal(mask(folder / "upside.tif"), has)
    assert np.array_equal(read(folder / "upside.tif")[:, has], read(folder / "plain.tif")[:, has])


def mixed(folder: Path, kinds: tuple[str, ...], *, nodata: tuple[Any, ...] = ()) -> Path:
    """Return a virtual raster whose bands are files of several types."""
    made = gdal.GetDriverByName("VRT").Create(str(folder / "all.vrt"), COLUMNS, ROWS, 0)
    reference = None
    for number, kind in enumerate(kinds):
        none = nodata[number] if nodata else None
        path = write_raster(folder / f"{number}.tif", cells(1, kind, 200 + number), nodata=none)
        reference = gdal.Open(str(path))
        made.AddBand(reference.GetRasterBand(1).DataType)
        source = (
            f"<SimpleSource><SourceFilename relativeToVRT='1'>{path.name}</SourceFilename>"
            "<SourceBand>1</SourceBand></SimpleSource>"
        )
        band = made.GetRasterBand(number + 1)
        band.SetMetadataItem("source_0", source, "new_vrt_sources")
        if none is not None:
            band.SetNoDataValue(none)
        band = None
    made.SetGeoTransform(reference.GetGeoTransform())
    made.SetProjection(reference.GetProjection())
    made = None
    return folder / "all.vrt"


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("uint8", "int16"), "Int16"),
        (("int16", "uint8", "float32"), "Float32"),
    ],
)
def test_bands_of_several_types_get_one_that_holds_all(
    workspace: Path, tmp_path: Path, kinds: tuple[str, ...], expected: str
) -> None:
    source = mixed(tmp_path, kinds)
    plan = described(workspace, [wish(source)])
    (told,) = (one for one in plan.findings if one.code == "raster-widened")
    assert "all.vrt" in told.message and expected in told.message
    assert plan.rasters[0].data_type == expected
    found = read(written(plan, tmp_path / "p") / "data" / "rasters" / "magnetics.tif")
    assert found.shape[0] == len(kinds)
    rows, columns = expected_window()
    for number, kind in enumerate(kinds):
        assert np.array_equal(found[number], cells(1, kind, 200 + number)[0, rows, columns])


def test_bands_with_several_values_for_no_data_are_left_out(
    workspace: Path, tmp_path: Path
) -> None:
    source = mixed(tmp_path, ("int16", "float32"), nodata=(-1, -99))
    plan = described(workspace, [wish(source)])
    assert not plan.rasters
    (told,) = (one for one in plan.findings if one.code == "raster-left-out")
    assert "all.vrt" in told.message and "differ in the value" in told.message
    assert "files of their own" in told.hint


TURNED = (WEST, CELL, 0.01, NORTH, 0.01, -CELL)


def in_turned(made: Path) -> tuple[Any, Any]:
    """Return columns and rows of the turned file, with fractions, at the middles of made cells."""
    west, across, turn, north, tilt, down = place(made)
    assert turn == tilt == 0.0 and across > 0.0 > down, "north up"
    rows, columns = np.mgrid[0 : mask(made).shape[0], 0 : mask(made).shape[1]]
    x, y = west + (columns + 0.5) * across, north + (rows + 0.5) * down
    step = np.linalg.inv([[CELL, 0.01], [0.01, -CELL]])
    column, row = np.einsum("ij,jkl->ikl", step, np.stack([x - WEST, y - NORTH]))
    return column, row


def in_triangle(column: Any, row: Any) -> Any:
    """Return whether the middles of cells of the turned file lie in the area."""
    column, row = np.floor(column) + 0.5, np.floor(row) + 0.5
    x, y = WEST + column * CELL + row * 0.01, NORTH + column * 0.01 - row * CELL
    return inside(((118, 6), (126, 6), (118, 18), (118, 6)), x, y)


@pytest.mark.parametrize("none", [None, 255.0])
def test_a_turned_raster_of_codes_is_put_upright_and_cut(
    workspace: Path, tmp_path: Path, none: float | None
) -> None:
    values = cells(kind="uint8", high=4)
    source = write_raster(tmp_path / "rocks.tif", values, place=TURNED, palette=True, nodata=none)
    chosen = {"area_kind": "polygon", "polygon": TRIANGLE, "clip": True}
    plan = described(workspace, [wish(source, "Rocks")], **chosen)
    (raster,) = plan.rasters
    assert (raster.cut, raster.resampling) == ("edge", "nearest")
    assert raster.crs == raster.crs_in == "EPSG:4326"
    (told,) = (one for one in plan.findings if one.code == "raster-resampled")
    assert told.severity == "note" and "put upright, north up (the nearest" in told.message
    assert "raster-not-cut" not in codes(plan)
    package = written(plan, tmp_path / "p")
    assert verify_package(package).ok
    made = package / "data" / "rasters" / "rocks.tif"
    column, row = in_turned(made)
    has = mask(made)
    expected = in_triangle(column, row)
    expected &= (column >= 0) & (row >= 0) & (column < values.shape[2]) & (row < values.shape[1])
    assert has.any() and not has.all()
    assert (has != expected).mean() < 0.001, "but for ties"
    taken = values[0, np.floor(row[has]).astype(int), np.floor(column[has]).astype(int)]
    assert (read(made)[0][has] != taken).mean() < 0.001


def test_a_turned_raster_of_measures_is_put_upright_and_cut(
    workspace: Path, tmp_path: Path
) -> None:
    rows, columns = np.mgrid[0:360, 0:280]
    values = (rows * 7.0 + columns * 3.0)[np.newaxis].astype("float32")
    source = write_raster(tmp_path / "mag.tif", values, place=TURNED, nodata=-9999.0)
    plan = described(
        workspace, [wish(source)], area_kind="polygon", polygon=TRIANGLE, clip=True, language="id"
    )
    assert plan.rasters[0].resampling == "bilinear"
    package = written(plan, tmp_path / "p")
    assert "diputar tegak, utara di atas" in (package / "README.txt").read_text("utf-8")
    made = package / "data" / "rasters" / "magnetics.tif"
    column, row = in_turned(made)
    has, found = mask(made), read(made)[0]
    well_inside = in_triangle(column, row)
    for axis, step in 3 * ((0, 1), (0, -1), (1, 1), (1, -1)):
        well_inside &= np.roll(well_inside, step, axis)
    assert well_inside.sum() > 1000 and has[well_inside].all()
    plane = (row - 0.5) * 7.0 + (column - 0.5) * 3.0
    # A little coarser, so that GDAL takes in more than four cells; one beside would be 3 or 7 off.
    assert np.abs(found - plane)[well_inside].max() < 1.0
    assert (found[~has] == -9999.0).all()


def test_a_turned_raster_inside_of_the_area_stays_as_it_is(workspace: Path, tmp_path: Path) -> None:
    source = write_raster(tmp_path / "mag.tif", cells(), place=TURNED)
    plan = described(workspace, [wish(source)], area=(110.0, -5.0, 140.0, 30.0), clip=True)
    assert (plan.rasters[0].cut, plan.rasters[0].resampling) == ("whole", "")
    made = written(plan, tmp_path / "p") / "data" / "rasters" / "magnetics.tif"
    assert place(made) == pytest.approx(TURNED) and np.array_equal(read(made), cells())


def test_a_turned_raster_is_cut_at_the_edge_of_a_box_too(workspace: Path, tmp_path: Path) -> None:
    source = write_raster(tmp_path / "mag.tif", cells(), place=TURNED)
    plan = described(workspace, [wish(source)], clip=True)
    made = written(plan, tmp_path / "p") / "data" / "rasters" / "magnetics.tif"
    west, across, _turn, north, _tilt, down = place(made)
    rows, columns = np.nonzero(mask(made))
    assert AREA[0] - 2 * CELL < west + columns.min() * across < AREA[0] + 2 * CELL
    assert AREA[3] - 2 * CELL < north + rows.min() * down < AREA[3] + 2 * CELL


_LARGE = """
import resource, sys
from pathlib import Path
from osgeo import gdal
gdal.SetCacheMax(32_000_000)
from amis_qgis_plugin.core.package_rasters import RasterFile
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.raster_cutting import cut_raster, write_geotiff
source, made, edge, clip, crs = sys.argv[1:]
cut = cut_raster(RasterFile(Path(source), "Large"), edge, clip=bool(clip), crs=crs)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
write_geotiff(cut, Path(made), Progress())
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no module resource")
@pytest.mark.parametrize("crs", ["", "EPSG:32651"])
def test_memory_does_not_grow_with_a_raster(root: Path, tmp_path: Path, crs: str) -> None:
    sides, grown = (1_000, 6_000), []
    for side in sides:
        source = tmp_path / f"{side}.tif"
        made = gdal.GetDriverByName("GTiff").Create(
            str(source), side, side, 1, gdal.GDT_Float32, ["TILED=YES", "SPARSE_OK=TRUE"]
        )
        made.SetGeoTransform((118.0, 8 / side, 0, 14.0, 0, -8 / side))
        made.SetProjection(
            gdal.Open(str(write_raster(tmp_path / "x.tif", cells()))).GetProjection()
        )
        made = None
        run = subprocess.run(
            [sys.executable, "-c", _LARGE, str(source), str(tmp_path / f"{side}_out.tif"),
             TRIANGLE, "yes", crs],
            cwd=root, capture_output=True, text=True, check=True,
        )  # fmt: skip
        grown.append(int(run.stdout.split()[-1]))
    # 140 MB more of cells; the pieces at work and GDAL's cache are tens of them.
    assert grown[1] - grown[0] < 70_000, grown


@pytest.mark.parametrize(
    "wanted", [{}, {"clip": True, "area_kind": "polygon", "polygon": TRIANGLE}]
)
def test_bands_state_their_own_figures_so_that_nobody_writes_them_beside(
    workspace: Path, tmp_path: Path, wanted: dict[str, Any]
) -> None:
    values = cells(2)
    values[:, 100:120, 100:120] = -99
    values[0, 130, 130] = np.nan
    source = write_raster(tmp_path / "mag.tif", values, nodata=-99)
    package = written(described(workspace, [wish(source)], **wanted), tmp_path / "p")
    made = package / "data" / "rasters" / "magnetics.tif"
    for number, band in enumerate(read(made), 1):
        there = band[(band != -99) & ~np.isnan(band)].astype(float)
        dataset = gdal.Open(str(made))
        stated = dataset.GetRasterBand(number).GetMetadata()
        dataset = None
        assert "STATISTICS_APPROXIMATE" not in stated
        names = ("MINIMUM", "MAXIMUM", "MEAN", "STDDEV")
        told = [float(stated[f"STATISTICS_{name}"]) for name in names]
        assert np.allclose(told, [there.min(), there.max(), there.mean(), there.std()])
    assert not list(tmp_path.rglob("*.aux.xml"))


def test_a_band_without_any_value_states_no_figures(workspace: Path, tmp_path: Path) -> None:
    source = write_raster(tmp_path / "mag.tif", np.full_like(cells(), -99), nodata=-99)
    package = written(described(workspace, [wish(source)]), tmp_path / "p")
    dataset = gdal.Open(str(package / "data" / "rasters" / "magnetics.tif"))
    stated = dataset.GetRasterBand(1).GetMetadata()
    dataset = None
    assert not any(one.startswith("STATISTICS_") and "VALID" not in one for one in stated)
    assert verify_package(package).ok


@pytest.mark.parametrize("bands", [1, 3])
def test_figures_leave_out_what_a_mask_hides(workspace: Path, tmp_path: Path, bands: int) -> None:
    values = cells(bands, "uint8", 200) + 20
    source = write_raster(tmp_path / "mag.tif", values.astype("uint8"))
    cut = {"clip": True, "area_kind": "polygon", "polygon": TRIANGLE}
    package = written(described(workspace, [wish(source)], **cut), tmp_path / "p")
    made = package / "data" / "rasters" / "magnetics.tif"
    visible = mask(made)
    assert 0 < visible.sum() < visible.size
    dataset = gdal.Open(str(made))
    for number, band in enumerate(read(made), 1):
        there = band[visible].astype(float)
        stated = dataset.GetRasterBand(number).GetStatistics(False, False)
        assert np.allclose(stated, [there.min(), there.max(), there.mean(), there.std()])
        assert stated[0] >= 20
    dataset = None


def test_a_style_heeds_the_mask_that_the_cut_made(workspace: Path, tmp_path: Path) -> None:
    style = '<qgis><pipe><rasterrenderer alphaBand="-1" band="1" type="paletted"/></pipe></qgis>'
    values = cells(1, "uint8", 4)
    source = write_raster(tmp_path / "units.tif", values, palette=True)
    cut = {"clip": True, "area_kind": "polygon", "polygon": TRIANGLE}
    styles = []
    for name, wanted in (("cut", cut), ("whole", {})):
        plan = described(workspace, [wish(source, style=style)], **wanted)
        package = written(plan, tmp_path / name)
        styles.append((package / "data/rasters/magnetics.qml").read_text("utf-8").strip())
        assert verify_package(package).ok
    assert styles == [style.replace('"-1"', '"2"'), style]


def test_values_that_are_shown_are_those_that_no_mask_hides(tmp_path: Path) -> None:
    values = cells(1, "uint8", 9)
    source = write_raster(tmp_path / "units.tif", values, nodata=3)
    dataset = gdal.Open(str(source))
    assert shown_values(dataset, 1) == {3 + one / 2 for one in range(9) if one != 3}
    dataset = None
