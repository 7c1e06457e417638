"""Extents and sums of the manifest, compared with what other libraries read of the package."""

from __future__ import annotations

import json
import math
import warnings
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from package_samples import AREA, CREATED, build_workspace, source

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.workspace.gdal_calls import add_layer, sqlite
from amis_qgis_plugin.workspace.registry import RegisteredLayer, register_layer
from amis_qgis_plugin.workspace.sources import write_source

ODD = 'Ténements: "CON" / ป่า'
BLOCKS = (
    ("valid", 4, 0.1, "POLYGON ((118.1 8.2, 119 8.2, 119 9, 118.1 8.2))"),
    ("bow tie", -9_007_199_254_740_993, 1e17, "POLYGON ((123 12, 124 13, 124 12, 123 13, 123 12))"),
    ("infinite", 1, math.inf, "POLYGON ((120 9, 121 9, 121 10, 120 9))"),
    ("small", None, 0.2, "POLYGON ((120 9, 121 9, 121 10, 120 9))"),
    ("least", -(2**63), -math.inf, "POLYGON ((120 9, 121 9, 121 10, 120 9))"),
    ("nowhere", 7, None, None),
)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sums")
    path = build_workspace(folder / "small.gpkg")
    dataset = ogr.Open(str(path), 1)
    fields = [("name", ogr.OFTString), ("blocks", ogr.OFTInteger64), ("area", ogr.OFTReal)]
    fields += [("huge", ogr.OFTReal)]
    fields += [("source_id", ogr.OFTString), ("source_feature_id", ogr.OFTString)]
    layer = add_layer(dataset, ODD, "Tenements", ogr.wkbPolygon, fields)
    for name, blocks, area, wkt in BLOCKS:
        row = ogr.Feature(layer.GetLayerDefn())
        for field, value in (("name", name), ("blocks", blocks), ("area", area)):
            if value is not None:
                row.SetField(field, value)
        row.SetField("huge", 1.7e308)
        row.SetField("source_id", "blocks")
        row.SetField("source_feature_id", name)
        if wkt:
            row.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(row)
    layer = dataset = None
    with sqlite(path, write=True) as connection:
        register_layer(connection, RegisteredLayer(ODD, "", "tenements"))
        write_source(connection, source("blocks", ODD))
    plan = describe_package(
        path, OccurrenceFilter(commodities=("copper",)), title="Sums", area=AREA, language="",
        formats=("geojson", "flatgeobuf"), maps=False, pdf=False,
    )  # fmt: skip
    return write_package(plan, folder / "out", created=CREATED).path


@pytest.fixture(scope="module")
def manifest(package: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((package / "manifest.json").read_text("utf-8"))
    return found


def test_extents_and_sums_are_those_that_others_read(
    package: Path, manifest: dict[str, Any]
) -> None:
    assert verify_package(package).problems == ()
    dataset = ogr.Open(str(package / "data" / "sums.gpkg"))
    for stated in manifest["layers"]:
        layer = dataset.GetLayerByName(stated["table"])
        boxes, sums = [], dict.fromkeys(stated["sums"], 0.0)
        for row in layer:
            shape = row.GetGeometryRef()
            if shape is not None and not shape.IsEmpty():
                boxes.append(shape.GetEnvelope())
            for name in sums:
                value = row[name]
                if value is not None and math.isfinite(value):
                    sums[name] += value
        west, east, south, north = zip(*boxes) if boxes else ((), (), (), ())
        box = [min(west), min(south), max(east), max(north)] if boxes else None
        assert stated["extent"] == box, stated["table"]
        assert stated["sums"] == pytest.approx(sums), stated["table"]
    blocks = next(one for one in manifest["layers"] if one["table"] == ODD)
    assert blocks["sums"]["blocks"] == 4 - 9_007_199_254_740_993 + 1 - 2**63, "to the last digit"
    assert "huge" not in blocks["sums"], "no number holds it"
    assert blocks["sums"]["area"] == math.fsum((0.1, 1e17, 0.2))


def test_geopandas_and_fiona_agree(package: Path, manifest: dict[str, Any]) -> None:
    geopandas = pytest.importorskip("geopandas", reason="needs geopandas, which judges extents")
    fiona = pytest.importorskip("fiona", reason="needs fiona, which judges extents")
    path = package / "data" / "sums.gpkg"
    for stated in manifest["layers"]:
        if not stated["geometry"] or stated["extent"] is None:
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            frame = geopandas.read_file(path, layer=stated["table"])
        assert [*frame.total_bounds] == stated["extent"]
        assert len(frame) == stated["rows_out"]
        with fiona.open(path, layer=stated["table"]) as rows:
            assert len(rows) == stated["rows_out"]
            assert [*rows.bounds] == pytest.approx(stated["extent"], abs=1e-4), "of an index"


def test_what_is_not_valid_or_nowhere_is_told_without_cutting(
    package: Path, manifest: dict[str, Any]
) -> None:
    told = {one["code"]: one["message"] for one in manifest["findings"]}
    assert told["geometry-invalid"].startswith("Tenements: 1 features are not valid")
    assert (
        "Tenements: 1 rows have no geometry"
        in [one["message"] for one in manifest["findings"] if one["code"] == "nowhere-left-out"][-1]
    )
    listed = (package / "tables" / "amis_findings.csv").read_text("utf-8")
    assert "bow tie,geometry-invalid" in listed
    assert listed.count("geometry-invalid") == 1


def test_any_name_of_a_table_goes_into_every_format(package: Path) -> None:
    for name in ("geojson", "flatgeobuf"):
        (path,) = (one for one in (package / "data" / name).iterdir() if "nements" in one.name)
        assert ogr.Open(str(path)).GetLayer(0).GetFeatureCount() == 5
