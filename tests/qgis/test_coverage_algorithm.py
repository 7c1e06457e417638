"""``amis:coverage`` and the reading of project and servers, against SQLite's counting."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from arcgis_faults import ArcgisFaults
from feedback import Feedback
from filtering import make_workspace
from osgeo import gdal, osr
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication
from wfs_faults import WfsFaults

from amis_qgis_plugin.algorithms.provider import AmisProvider
from amis_qgis_plugin.core.catalogue import load_catalogue
from amis_qgis_plugin.core.countries import members
from amis_qgis_plugin.core.coverage import State
from amis_qgis_plugin.core.coverage_tables import COLUMNS
from amis_qgis_plugin.core.mapping.field_map import FieldMap
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge import coverage as bridge
from amis_qgis_plugin.qgis_bridge.coverage import offered, read_coverage
from amis_qgis_plugin.qgis_bridge.entries import service_entries, workspace_entries
from amis_qgis_plugin.qgis_bridge.extents import member_boxes
from amis_qgis_plugin.qgis_bridge.layers import workspace_layer_id
from amis_qgis_plugin.qgis_bridge.live_maps import keep_map
from amis_qgis_plugin.qgis_bridge.servers import read_server
from amis_qgis_plugin.qgis_bridge.settings import Server
from amis_qgis_plugin.qgis_bridge.world_map import make_country_outlines
from amis_qgis_plugin.services.service import Extent, Service, ServiceLayer

SAMPLES = Path(__file__).parents[2] / "sample_layers" / "asean_samples.gpkg"


@pytest.fixture
def provider(qgis_app: Any) -> Iterator[AmisProvider]:
    provider = AmisProvider()
    assert QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider("amis")


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLES, tmp_path / "samples.gpkg"))


def run(output: Path, **given: Any) -> tuple[dict[str, Any], bool, str]:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("amis:coverage")
    context, feedback = QgsProcessingContext(), Feedback()
    context.setProject(QgsProject.instance())
    results, ok = algorithm.run({"OUTPUT": str(output), **given}, context, feedback)
    return dict(results), ok, "\n".join(feedback.errors)


def table(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY)
    rows = [row.items() for row in dataset.GetLayer(0)]
    found = {(row["theme_id"], row["country"] or ""): row for row in rows}
    assert len(found) == len(rows)
    return found


def test_the_table_counts_what_sqlite_counts_in_all_files_together(
    provider: Any, samples: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.gpkg"
    rows = make_workspace(other, 2)
    results, ok, errors = run(tmp_path / "coverage.gpkg", WORKSPACES=[str(samples), str(other)])
    assert ok, errors
    found = table(tmp_path / "coverage.gpkg")
    with closing(sqlite3.connect(samples)) as connection:
        expected = dict(
            connection.execute("SELECT country, count(*) FROM mineral_occurrences GROUP BY 1")
        )
    for country in members():
        here = expected.get(country.iso3, 0) + sum(row.country == country.iso3 for row in rows)
        row = found["mineral", country.iso3]
        assert row["rows"] == here, country.name
        assert row["state"] == ("offline" if here else "missing")
        assert row["country_name"] == country.name
    assert found["mineral", ""]["rows"] == sum(row.country is None for row in rows)
    assert {theme for theme, _code in found} == {one.theme_id for one in load_catalogue().themes}
    with_data = {theme for (theme, _code), row in found.items() if row["layers"]}
    assert results["THEMES"] == len(with_data) == 3
    assert results["SUMMARY"].startswith("3 of 9 themes have data")
    assert set(next(iter(found.values()))) == {name for name, _kind in COLUMNS}


def test_without_a_file_the_samples_are_counted(provider: Any, tmp_path: Path) -> None:
    results, ok, errors = run(tmp_path / "coverage.csv")
    assert ok, errors
    assert results["THEMES"] == 3


def test_a_file_that_cannot_be_read_is_an_error(provider: Any, tmp_path: Path) -> None:
    _results, ok, errors = run(tmp_path / "c.csv", WORKSPACES=[str(tmp_path / "nowhere.gpkg")])
    assert not ok
    assert "nowhere.gpkg" in errors


def service(*layers: ServiceLayer) -> Service:
    return Service("wfs", "2.0.0", "https://survey.test/ows", "A survey", "", "", "", "", layers)


def test_servers_that_were_read_count_by_the_extent_they_tell(qgis_app: Any) -> None:
    near = ServiceLayer("mo:MineralOccurrence", "Mineral occurrences", queryable=True,
                        extent=Extent(*member_boxes()["LAO"]))  # fmt: skip
    far = ServiceLayer("geol", "Geological map", queryable=True, extent=Extent(-10, 50, 2, 60))
    silent = ServiceLayer("faults", "Faults", queryable=True)
    servers = [
        (Server("A survey", "https://survey.test/ows", "wfs"), service(near, far, silent)),
        (Server("Other", "https://other.test", "wfs"), None),
    ]
    found = read_coverage(offered(QgsProject.instance(), (), servers))
    cell = found.cell("mineral", "LAO")
    assert cell.state is State.LIVE and cell.rows is None and cell.is_by_extent
    assert found.cell("mineral", "PHL").state is State.MISSING
    assert all(found.cell("geology", one.iso3).state is State.MISSING for one in members())
    assert [one.is_placed for one in found.holdings] == [True, True, False]
    assert found.notes == (
        "1 server of the Catalogue has not been contacted; its layers are not counted.",
    )


def test_catalogue_and_project_are_counted_once(samples: Path, qgis_app: Any) -> None:
    project = QgsProject.instance()
    entries = list(workspace_entries(samples, "Samples"))
    for entry in entries[:2]:
        project.addMapLayer(entry.make())
    project.addMapLayer(make_country_outlines())  # QGIS's own map is no data
    found = read_coverage(offered(project, entries))
    assert len(found.holdings) == len(entries)
    assert {one.key for one in found.holdings} == {one.entry_id for one in entries}
    assert {one.source_title for one in found.holdings} == {"Samples"}
    alone = read_coverage(offered(project))
    assert {one.key for one in alone.holdings} == {one.entry_id for one in entries}
    assert workspace_layer_id(samples, "mineral_occurrences") in {one.key for one in alone.holdings}


def test_background_tiles_are_no_data_and_a_table_lies_nowhere(
    qgis_app: Any, tmp_path: Path
) -> None:
    project = QgsProject.instance()
    tiles = QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png", "Topography", "wms")
    table = tmp_path / "t.csv"
    table.write_text("name,rank\nGrasberg,1\n", encoding="utf-8")
    project.addMapLayers([tiles, QgsVectorLayer(str(table), "Mines", "ogr")])
    (holding,) = read_coverage(offered(project)).holdings
    assert (holding.title, holding.is_live, dict(holding.parts)) == ("Mines", False, {})


def test_grids_of_the_project_are_offline_by_extent(qgis_app: Any, tmp_path: Path) -> None:
    path = tmp_path / "tmi.tif"
    grid = gdal.GetDriverByName("GTiff").Create(str(path), 4, 4, 1)
    grid.SetGeoTransform((101.0, 0.5, 0, 20.0, 0, -0.5))
    grid.SetProjection(osr_degrees())
    grid = None
    project = QgsProject.instance()
    layer = project.addMapLayer(QgsRasterLayer(str(path), "Total magnetic intensity", "gdal"))
    found = read_coverage(offered(project))
    cell = found.cell("geophys", "LAO")
    assert cell.state is State.OFFLINE and cell.rows is None and cell.is_by_extent
    assert [one.key for one in cell.holdings] == [layer.id()]
    assert found.cell("geophys", "PHL").state is State.MISSING


def osr_degrees() -> str:
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    return str(system.ExportToWkt())


def test_a_file_that_went_away_is_a_note(
    samples: Path, qgis_app: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(bridge, "coverage_folder", lambda: tmp_path / "kept")
    entries = list(workspace_entries(samples, "Samples"))
    samples.unlink()
    found = read_coverage(offered(QgsProject.instance(), entries))
    assert found.is_empty
    (note,) = found.notes
    assert note.startswith("samples.gpkg is not counted.")


@pytest.mark.parametrize(("protocol", "server"), [("wfs", WfsFaults), ("arcgis", ArcgisFaults)])
def test_no_server_is_asked_again(qgis_app: Any, protocol: str, server: Any) -> None:
    """Layers of the project and of the Catalogue count by what is known of them."""
    project = QgsProject.instance()
    with server() as running:
        known = Server("A survey", running.url, protocol)
        service = read_server(known, Progress())
        entry = next(iter(service_entries(service, "")))
        project.addMapLayer(entry.make())
        asked = len(running.asked)
        alone = offered(project)
        both = read_coverage(offered(project, (), [(known, service)]))
        QCoreApplication.processEvents()
        assert len(running.asked) == asked
    assert [one.key for one in alone.layers] == [entry.entry_id]
    assert len({one.key for one in both.holdings}) == len(both.holdings) == len(service.layers)
    (holding,) = (one for one in both.holdings if one.key == entry.entry_id)
    assert holding.is_live and holding.by_extent and holding.rows is None
    assert holding.is_placed, "its server tells an extent"
    assert "IDN" in holding.parts
    assert holding.source_title.startswith(service.title or service.url)
    assert holding.theme_id == "mineral"


def test_a_layer_of_the_project_is_of_the_theme_of_its_field_map(qgis_app: Any) -> None:
    """Its name would tell another; its server in the Catalogue says where it comes from."""
    project = QgsProject.instance()
    with WfsFaults() as running:
        known = Server("A survey", running.url, "wfs")
        service = read_server(known, Progress())
        layer = project.addMapLayer(next(iter(service_entries(service, ""))).make())
    keep_map(layer, FieldMap("tenements", {}, ""))
    (holding,) = read_coverage(offered(project, (), [(known, service)])).holdings
    assert holding.theme_id == "industry"
    assert "WFS" in holding.source_title
