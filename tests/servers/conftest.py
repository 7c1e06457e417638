"""Real servers on loopback: MapServer, nginx in front of it, and one that lies."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ending import (  # noqa: F401
    nothing_outlives_qgis,
    pytest_sessionfinish,
    pytest_unconfigure,
)
from osgeo import ogr
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsProject

sys.path.insert(0, str(Path(__file__).parent))

from fault_server import FaultServer
from koop import NOT_THERE, Koop, find_koop
from mapserver import SAMPLES, MapServer, find_mapserv
from nginx_front import LOGIN_WORD, USER, Nginx, find_nginx
from pygeoapi_server import Pygeoapi, find_pygeoapi
from qgis_server import QgisServer, find_qgis_server

from amis_qgis_plugin.qgis_bridge.network import session_for_qgis
from amis_qgis_plugin.services.session import make_session


@dataclass(frozen=True)
class Deposit:
    """A row of the samples, as GDAL reads it from the file."""

    identifier: str
    x: float
    y: float
    commodities: frozenset[str]
    country: str
    source_id: str


@pytest.fixture
def empty_project(qgis_app: Any) -> Iterator[QgsProject]:
    """Give a project without layers, and leave none behind."""
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()


@pytest.fixture(scope="session")
def deposits(mapserver: MapServer) -> tuple[Deposit, ...]:
    """Give the rows of the samples, read past the server, past QGIS and past our code."""
    source = ogr.Open(str(SAMPLES))
    rows = []
    for row in source.GetLayer(mapserver.layer):
        codes = frozenset((row["commodity_codes"] or "").split("; ")) - {""}
        at = row.GetGeometryRef()
        place = (row["identifier"], at.GetX(), at.GetY())
        rows.append(Deposit(*place, codes, row["country"], row["source_id"]))
    assert len(rows) == mapserver.count
    return tuple(rows)


@pytest.fixture(scope="session")
def authcfg(qgis_app: Any) -> str:
    """Give the id of nginx's login in QGIS's authentication database."""
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("only for tests", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("survey")
    config.setConfig("username", USER)
    config.setConfig("password", LOGIN_WORD)
    stored = manager.storeAuthenticationConfig(config)
    assert stored[0] if isinstance(stored, tuple) else stored
    return (stored[1] if isinstance(stored, tuple) else config).id()


@pytest.fixture(scope="session")
def mapserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MapServer]:
    """Give a MapServer with the occurrences of the samples."""
    if not find_mapserv():
        pytest.skip("MapServer is not installed (Debian: cgi-mapserver)")
    server = MapServer(tmp_path_factory.mktemp("mapserver")).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def qgis_server(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[QgisServer]:
    """Give a QGIS Server with the occurrences of the samples."""
    if not find_qgis_server():
        pytest.skip("QGIS Server is not installed (Debian: qgis-server)")
    server = QgisServer(tmp_path_factory.mktemp("qgis_server")).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def pygeoapi(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pygeoapi]:
    """Give a pygeoapi with the many places of the MapServer."""
    if not find_pygeoapi():
        pytest.skip("pygeoapi is not in build/pygeoapi-venv (tools/setup.sh test puts it there)")
    server = Pygeoapi(tmp_path_factory.mktemp("pygeoapi")).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def koop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Koop]:
    """Give a Koop with deposits and geological units of our own."""
    if not find_koop():
        pytest.skip(NOT_THERE)
    server = Koop(tmp_path_factory.mktemp("koop")).start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[FaultServer]:
    """Give another origin, which sees what a redirect brings."""
    server = FaultServer().start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def nginx(
    mapserver: MapServer, elsewhere: FaultServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Nginx]:
    """Give an nginx in front of the MapServer."""
    if not find_nginx():
        pytest.skip("nginx is not installed (Debian: nginx-light)")
    server = Nginx(tmp_path_factory.mktemp("nginx"), mapserver.url, elsewhere.origin).start()
    yield server
    server.stop()


@pytest.fixture
def fault_server() -> Iterator[FaultServer]:
    """Give a server of lies that has seen nobody yet."""
    server = FaultServer().start()
    yield server
    server.stop()


def _plain_session() -> Any:
    return make_session()


@pytest.fixture(params=["requests", "QGIS"])
def new_session(request: pytest.FixtureRequest) -> Callable[[], Any]:
    """Give a maker of sessions: each test runs with plain requests and through QGIS."""
    if request.param == "requests":
        return _plain_session
    request.getfixturevalue("qgis_app")
    return session_for_qgis


@pytest.fixture
def session(new_session: Callable[[], Any]) -> Iterator[Any]:
    """Give a session of either transport."""
    with new_session() as made:
        yield made
