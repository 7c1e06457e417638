"""``amis:listlayers`` against servers on loopback: its table is what they offer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from arcgis_server import COPYRIGHT, ArcgisServer
from fault_server import FaultServer
from feedback import Feedback
from mapserver import LICENCE, TITLE, MapServer
from nginx_front import Nginx
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingContext

from amis_qgis_plugin.algorithms.provider import AmisProvider

NAMES = (
    "name title abstract protocol url crs west south east north formats licence attribution"
    " queryable"
)


@pytest.fixture
def arcgis() -> Iterator[ArcgisServer]:
    server = ArcgisServer().start()
    yield server
    server.stop()


def run(feedback: Feedback, **parameters: Any) -> tuple[dict[str, Any], bool]:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("amis:listlayers")
    context = QgsProcessingContext()
    ok, reason = algorithm.checkParameterValues(parameters, context)
    assert ok, reason
    return algorithm.run(parameters, context, feedback)


def table(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a table, as GDAL reads them."""
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    layer = source.GetLayer(0)
    assert layer.GetGeomType() == 100  # none
    names = [name for name in NAMES.split() if layer.FindFieldIndex(name, 1) >= 0]
    assert names == NAMES.split()
    return [{name: row[name] for name in names} for row in layer]


def listed(path: Path, **parameters: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    feedback = Feedback()
    results, ok = run(feedback, OUTPUT=str(path), **parameters)
    assert ok, feedback.errors
    return table(path), results


@pytest.mark.parametrize(
    ("place", "protocol", "found"),
    [
        ("url", "auto", "wfs"),
        ("url", "wms", "wms"),
        ("features_url", "auto", "ogcapi"),
        ("features_url", "ogcapi", "ogcapi"),
    ],
)
def test_what_mapserver_offers(
    provider: AmisProvider,
    mapserver: MapServer,
    tmp_path: Path,
    place: str,
    protocol: str,
    found: str,
) -> None:
    url = getattr(mapserver, place)
    rows, results = listed(tmp_path / "out.gpkg", URL=url, PROTOCOL=protocol)
    assert results["FOUND_PROTOCOL"] == found
    assert results["LAYERS"] == len(rows) >= 2
    row = next(one for one in rows if one["title"] == TITLE)
    assert row["name"].rpartition(":")[2] == "mineral_occurrences"
    assert (row["protocol"], row["url"]) == (found, url)
    assert row["abstract"] == "Deposits of gold, copper, nickel & more"
    box = tuple(row[side] for side in ("west", "south", "east", "north"))
    assert box == pytest.approx(mapserver.extent, abs=1e-2)
    assert row["licence"] == ("" if found == "ogcapi" else LICENCE)
    assert row["formats"] and row["crs"]


def test_what_an_arcgis_directory_offers(
    provider: AmisProvider, arcgis: ArcgisServer, tmp_path: Path
) -> None:
    arcgis.closed = "Geology/Maps"
    feedback = Feedback()
    output = tmp_path / "out.csv"
    pasted = f"  {arcgis.directory_url}?f=html\n"
    results, ok = run(feedback, URL=pasted, PROTOCOL="auto", OUTPUT=str(output))
    assert ok, feedback.errors
    assert (results["LAYERS"], results["FOUND_PROTOCOL"]) == (1, "arcgis")
    assert ["Token Required" in text for text in feedback.warnings] == [True]
    (row,) = table(output)
    assert row["url"] == f"{arcgis.url}/0"
    assert (row["attribution"], row["licence"]) == (COPYRIGHT, "")
    assert row["queryable"] in ("true", "1")


def test_a_login_is_taken_from_the_authentication_database(
    provider: AmisProvider, nginx: Nginx, authcfg: str, tmp_path: Path
) -> None:
    feedback = Feedback()
    asked = {"URL": nginx.auth_url, "PROTOCOL": "wfs"}
    _results, ok = run(feedback, OUTPUT=str(tmp_path / "none.csv"), **asked)
    assert not ok and "asks for a login" in feedback.errors[0]
    rows, _results = listed(tmp_path / "out.csv", AUTHCFG=authcfg, **asked)
    assert "mineral_occurrences" in {row["name"].rpartition(":")[2] for row in rows}


@pytest.mark.parametrize(
    ("path", "told"),
    [("/html", "Geoportal – Log in"), ("/json-error", "Token Required"), ("/drop", "reached")],
)
def test_what_is_no_service_ends_with_an_error(
    provider: AmisProvider, fault_server: FaultServer, tmp_path: Path, path: str, told: str
) -> None:
    feedback, output = Feedback(), tmp_path / "out.csv"
    _results, ok = run(feedback, URL=fault_server.url(path), OUTPUT=str(output))
    assert not ok
    assert told in feedback.errors[0]
    assert not output.exists()


def test_a_secret_in_the_address_is_refused_and_not_repeated(
    provider: AmisProvider, tmp_path: Path
) -> None:
    feedback = Feedback()
    url = "http://127.0.0.1:9/ows?token=feldspar"
    _results, ok = run(feedback, URL=url, OUTPUT=str(tmp_path / "out.csv"))
    assert not ok
    assert "secret token" in feedback.errors[0] and "feldspar" not in feedback.errors[0]
