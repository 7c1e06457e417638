"""Real servers on loopback: MapServer, nginx in front of it, and one that is wrong on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import faults
import mapserver
import nginx
import pytest
from loopback import Site
from osgeo import ogr
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProject


@pytest.fixture(autouse=True)
def empty_project(qgis_app: QgsApplication) -> Iterator[QgsProject]:
    """Give every test a project without layers, and leave none behind."""
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()


@pytest.fixture(scope="session")
def samples(root: Path) -> Path:
    """Return the sample workspace."""
    return root / "sample_layers" / "asean_samples.gpkg"


@dataclass(frozen=True)
class Deposit:
    """A row of the samples, as GDAL reads it from the file."""

    identifier: str
    x: float
    y: float
    commodities: frozenset[str]
    country: str
    source_id: str


@pytest.fixture(scope="session")
def deposits(samples: Path) -> tuple[Deposit, ...]:
    """Return the rows behind the server, read past QGIS and past our code."""
    source = ogr.Open(str(samples))
    rows = []
    for row in source.GetLayer(mapserver.LAYER):
        codes = frozenset((row["commodity_codes"] or "").split("; ")) - {""}
        point = row.GetGeometryRef()
        rows.append(
            Deposit(
                row["identifier"],
                point.GetX(),
                point.GetY(),
                codes,
                row["country"],
                row["source_id"],
            )
        )
    assert len(rows) == 726
    return tuple(rows)


@pytest.fixture(scope="session")
def map_server(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[Site]:
    """Run MapServer over the sample occurrences."""
    if not mapserver.MAPSERV.exists():
        pytest.skip(f"needs MapServer; no {mapserver.MAPSERV} (package cgi-mapserver)")
    with mapserver.mapserver(tmp_path_factory.mktemp("mapserver"), samples) as site:
        yield site


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[Site]:
    """Run the server that redirects lead to; it must never see a password."""
    with faults.fault_server("") as site:
        yield site


@pytest.fixture(scope="session")
def wrong(elsewhere: Site) -> Iterator[Site]:
    """Run the server that answers wrongly."""
    with faults.fault_server(elsewhere.url) as site:
        yield site


@pytest.fixture(scope="session")
def front(
    tmp_path_factory: pytest.TempPathFactory, map_server: Site, elsewhere: Site
) -> Iterator[nginx.Front]:
    """Run nginx in front of MapServer."""
    if nginx.NGINX is None:
        pytest.skip("needs nginx; there is none (package nginx-light)")
    folder = tmp_path_factory.mktemp("nginx")
    with nginx.nginx(folder, map_server.url, elsewhere.url) as running:
        yield running


@pytest.fixture(scope="session")
def authcfg(qgis_app: QgsApplication) -> str:
    """Return the id of a user name and password in QGIS's authentication database."""
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("for tests only", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("survey")
    config.setConfig("username", nginx.USER)
    config.setConfig("password", nginx.PASSWORD)
    stored = manager.storeAuthenticationConfig(config)
    assert stored[0] if isinstance(stored, tuple) else stored
    return config.id() or stored[1].id()
