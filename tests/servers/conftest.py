"""Real servers on loopback: MapServer, nginx in front of it, and one that lies."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from fault_server import FaultServer  # noqa: E402 - lies beside this file
from mapserver import MapServer, find_mapserv  # noqa: E402
from nginx_front import Nginx, find_nginx  # noqa: E402

from amis_qgis_plugin.qgis_bridge.network import session_for_qgis  # noqa: E402
from amis_qgis_plugin.services.session import make_session  # noqa: E402


@pytest.fixture(scope="session")
def mapserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MapServer]:
    """Give a MapServer with the occurrences of the samples."""
    if not find_mapserv():
        pytest.skip("MapServer is not installed (Debian: cgi-mapserver)")
    server = MapServer(tmp_path_factory.mktemp("mapserver")).start()
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
