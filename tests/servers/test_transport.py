"""QGIS's way and plain Python's give the same answers, and neither gives a login away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests
from fault_server import ANSWERS, WFS, FaultServer
from mapserver import MapServer
from nginx_front import LOGIN_WORD, USER, Nginx

from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge.network import session_for_qgis
from amis_qgis_plugin.qgis_bridge.servers import read_server
from amis_qgis_plugin.qgis_bridge.settings import Server
from amis_qgis_plugin.services.session import make_session

CAPABILITIES = "?service=WFS&version=2.0.0&request=GetCapabilities"
ASKED_WITH = ("accept", "authorization", "cookie")

pytestmark = pytest.mark.usefixtures("qgis_app")


@pytest.fixture(params=["requests", "QGIS"])
def login(request: pytest.FixtureRequest, authcfg: str) -> Iterator[requests.Session]:
    """Give a session with a login, as each way is given one."""
    if request.param == "QGIS":
        with session_for_qgis(authcfg) as made:
            yield made
        return
    with make_session() as made:
        made.auth = (USER, LOGIN_WORD)
        yield made


def gist(response: requests.Response) -> tuple[Any, ...]:
    """What callers look at; Qt unpacks by itself and drops the headers of the packing."""
    kept = ("content-type", "location", "www-authenticate", "etag")
    headers = tuple(response.headers.get(name) for name in kept)
    return response.url, response.status_code, response.reason, headers, response.content


def both_ways(url: str) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    with make_session() as plain, session_for_qgis() as qgis:
        return gist(plain.get(url, timeout=20)), gist(qgis.get(url, timeout=20))


@pytest.mark.parametrize("path", [*ANSWERS, "/wfs-good?a=%20%C3%A9&b=1%2B2&c=%2F"])
def test_same_answer_both_ways(fault_server: FaultServer, path: str) -> None:
    plain, qgis = both_ways(fault_server.url(path))
    assert plain == qgis
    asked = [
        (target, *(headers.get(name) for name in ASKED_WITH))
        for target, headers in fault_server.seen
    ]
    assert asked[0] == asked[1]
    assert asked[0][0] == path


def test_same_answer_after_a_redirect(fault_server: FaultServer, elsewhere: FaultServer) -> None:
    plain, qgis = both_ways(fault_server.url(f"/to?url={elsewhere.url('/witness')}"))
    assert plain == qgis
    assert plain[0] == elsewhere.url("/witness")


@pytest.mark.parametrize("place", ["gzip_url", "auth_url", "html_url", "forbidden_url"])
def test_same_answer_through_nginx(nginx: Nginx, place: str) -> None:
    plain, qgis = both_ways(getattr(nginx, place) + CAPABILITIES)
    assert plain == qgis


def test_packed_answers_come_packed(nginx: Nginx, session: requests.Session) -> None:
    """nginx writes how many bytes it sent; both ways they are fewer than arrive unpacked."""
    arrived = len(session.get(nginx.gzip_url + CAPABILITIES, timeout=20).content)
    sent = int(nginx.access_log.read_text(encoding="utf-8").split()[-1])
    assert sent < arrived / 2


def test_login_stays_at_home(login: requests.Session, nginx: Nginx, elsewhere: FaultServer) -> None:
    elsewhere.seen.clear()
    assert login.get(nginx.elsewhere_url, timeout=20).content == WFS
    (arrived,) = elsewhere.headers_at("/witness")
    assert "authorization" not in arrived
    assert "cookie" not in arrived


def test_login_stays_at_home_under_another_name(
    login: requests.Session, fault_server: FaultServer
) -> None:
    """The same machine and port by another name is another origin."""
    other = fault_server.url("/witness").replace("127.0.0.1", "localhost")
    assert login.get(fault_server.url(f"/to?url={other}"), timeout=20).content == WFS
    assert "authorization" in fault_server.headers_at("/to")[0]
    assert "authorization" not in fault_server.headers_at("/witness")[0]


def test_login_of_a_server_is_not_sent_after_a_redirect(
    fault_server: FaultServer, elsewhere: FaultServer, authcfg: str
) -> None:
    elsewhere.seen.clear()
    server = Server(
        "Test", fault_server.url(f"/to?url={elsewhere.url('/witness')}"), "wfs", authcfg
    )
    read_server(server, Progress())
    assert all("authorization" in headers for headers in fault_server.headers_at("/to"))
    assert elsewhere.seen
    assert all("authorization" not in headers for _path, headers in elsewhere.seen)


def test_login_opens_a_server(nginx: Nginx, mapserver: MapServer, authcfg: str) -> None:
    service = read_server(Server("Test", nginx.auth_url, "wfs", authcfg), Progress())
    assert any(layer.name.endswith(mapserver.layer) for layer in service.layers)
    with pytest.raises(ServiceError, match="login"):
        read_server(Server("Test", nginx.auth_url, "wfs"), Progress())


def test_self_signed_certificate_is_refused(
    session: requests.Session, nginx: Nginx, mapserver: MapServer
) -> None:
    before = len(mapserver.seen)
    with pytest.raises(requests.exceptions.SSLError, match=r"(?i)self.?signed"):
        session.get(nginx.https_url + CAPABILITIES, timeout=20)
    assert len(mapserver.seen) == before


def test_cookies_are_those_of_a_session(
    new_session: Callable[[], requests.Session], fault_server: FaultServer
) -> None:
    """A server that spreads its visitors by cookies sees the same one; nobody else sees them."""
    for _again in range(2):
        fault_server.seen.clear()
        with new_session() as made:
            for _ in range(2):
                made.get(fault_server.url("/cookie"), timeout=20)
        first, second = fault_server.headers_at("/cookie")
        assert "cookie" not in first
        assert sorted(second["cookie"].split("; ")) == ["node=7", "visit=tin"]


def test_nothing_comes_from_a_cache(session: requests.Session, fault_server: FaultServer) -> None:
    """The server allows an hour of caching; a retry must still see what it says now."""
    answers = [session.get(fault_server.url("/changing"), timeout=20).content for _ in range(3)]
    assert answers == [b"1", b"2", b"3"]
