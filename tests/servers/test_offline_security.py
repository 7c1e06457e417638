"""Layers taken through logins, bad certificates, limits, and from servers that mean ill."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fault_server import BOMB, EXTERNAL, FaultServer
from mapserver import MANY, MapServer
from nginx_front import COOKIE, LOGIN_WORD, USER, Nginx
from qgis.core import QgsApplication, QgsAuthMethodConfig
from qgis.PyQt.QtCore import QCoreApplication
from test_offline import fields_of, of_data, of_workspace
from wfs_faults import WfsFaults

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.qgis_bridge.offline import OfflineRequest, find_layer, take_offline
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import (
    LoginNeeded,
    SecretInAddress,
    UnexpectedAnswer,
    UntrustedCertificate,
)
from amis_qgis_plugin.services.page_sources import page_source
from amis_qgis_plugin.services.patience import Patience
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.workspace.offline.download import Downloaded, Wanted, download

pytestmark = pytest.mark.usefixtures("qgis_app")
Taker = Callable[..., Downloaded]


def by_qgis(
    url: str, workspace: Path, *, layer: str = "many", authcfg: str = "", **options: Any
) -> Downloaded:
    request = OfflineRequest(url, layer, "wfs", authcfg=authcfg)
    return take_offline(request, Wanted(workspace, "many", **options), fields_of, terms=NO_TERMS)


def by_requests(
    url: str, workspace: Path, *, layer: str = "many", login: Any = None, trusts: str = "",
    **options: Any,
) -> Downloaded:  # fmt: skip
    with make_session() as session:
        if login:
            session.auth = login
        if trusts:
            session.verify = trusts
        service = describe_service(session, url, "wfs")
        found = find_layer(service, layer)
        source = page_source(session, service, found, patience=Patience())
        return download(source, found, Wanted(workspace, "many", **options), fields_of)


def login_of(taker: Taker, authcfg: str, word: str = LOGIN_WORD) -> dict[str, Any]:
    return {"authcfg": authcfg} if taker is by_qgis else {"login": (USER, word)}


@pytest.fixture(params=[by_requests, by_qgis], ids=["requests", "QGIS"])
def taker(request: pytest.FixtureRequest) -> Taker:
    """Give both ways of sending requests."""
    return request.param


@pytest.fixture
def wrong_authcfg(authcfg: str) -> Iterator[str]:
    """Give the id of a login that nginx does not know."""
    manager = QgsApplication.authManager()
    config = QgsAuthMethodConfig("Basic")
    config.setName("wrong")
    config.setConfig("username", USER)
    config.setConfig("password", "not-" + LOGIN_WORD)
    stored = manager.storeAuthenticationConfig(config)
    identifier = (stored[1] if isinstance(stored, tuple) else config).id()
    yield identifier
    manager.removeAuthenticationConfig(identifier)


@pytest.fixture
def log() -> Iterator[list[str]]:
    """Give what QGIS logs meanwhile."""
    heard: list[str] = []
    messages = QgsApplication.messageLog()

    def hear(text: str, *_rest: object) -> None:
        heard.append(text)

    messages.messageReceived.connect(hear)
    yield heard
    messages.messageReceived.disconnect(hear)


def state_of(folder: Path) -> dict[str, str]:
    """Return the files of a folder, hidden ones too, and what is in them."""
    return {
        one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in folder.iterdir()
    }  # fmt: skip


def everything_said(folder: Path, *said: object) -> bytes:
    """Return the bytes of all files and all texts."""
    return b"\n".join([*(one.read_bytes() for one in folder.iterdir()), *map(_bytes, said)])


def _bytes(said: object) -> bytes:
    return str(said).encode("utf-8", "replace")


def test_a_login_gives_all_rows(
    taker: Taker, nginx: Nginx, authcfg: str, mapserver: MapServer, tmp_path: Path, log: list[str]
) -> None:
    workspace = tmp_path / "region.gpkg"
    done = taker(nginx.auth_url, workspace, **login_of(taker, authcfg))
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()
    assert of_workspace(workspace) == of_data(mapserver)
    QCoreApplication.processEvents()
    said = everything_said(tmp_path, *log, done.taken.evidence.to_json(), done.result)
    assert LOGIN_WORD.encode() not in said
    assert USER.encode() not in said


def test_a_wrong_login_changes_nothing(
    taker: Taker, nginx: Nginx, wrong_authcfg: str, tmp_path: Path, log: list[str]
) -> None:
    workspace = tmp_path / "region.gpkg"
    by_requests(nginx.gzip_url, workspace)
    before = state_of(tmp_path)
    wrong = "not-" + LOGIN_WORD
    for login in ({}, login_of(taker, wrong_authcfg, wrong)):
        with pytest.raises(LoginNeeded) as told:
            taker(nginx.auth_url, workspace, **login)
        QCoreApplication.processEvents()
        assert LOGIN_WORD.encode() not in everything_said(tmp_path, told.value, *log)
    assert state_of(tmp_path) == before


def test_a_bad_certificate_leaves_nothing(taker: Taker, nginx: Nginx, tmp_path: Path) -> None:
    for url in (nginx.https_url, nginx.wrong_name_url, nginx.expired_url):
        with pytest.raises(UntrustedCertificate):
            taker(url, tmp_path / "region.gpkg")
    assert state_of(tmp_path) == {}


def test_trust_in_an_issuer_is_none_in_a_wrong_name_or_an_old_certificate(
    nginx: Nginx, tmp_path: Path, mapserver: MapServer
) -> None:
    faults = {
        nginx.wrong_name_url: (nginx.wrong_name, "another server's"),
        nginx.expired_url: (nginx.expired, "expired"),
    }
    for url, (certificate, reason) in faults.items():
        with pytest.raises(UntrustedCertificate, match=reason):
            by_requests(url, tmp_path / "region.gpkg", trusts=str(certificate))
    assert state_of(tmp_path) == {}
    by_requests(nginx.https_url, tmp_path / "region.gpkg", trusts=str(nginx.certificate))
    assert of_workspace(tmp_path / "region.gpkg") == of_data(mapserver)


def test_no_login_and_no_cookie_follow_a_page_to_another_origin(
    taker: Taker, nginx: Nginx, authcfg: str, elsewhere: FaultServer, tmp_path: Path
) -> None:
    elsewhere.seen.clear()
    try:
        taker(nginx.half_url, tmp_path / "region.gpkg", **login_of(taker, authcfg))
    except ServiceError as error:
        assert LOGIN_WORD not in str(error)
    arrived = elsewhere.headers_at("/witness")
    assert arrived
    assert all("authorization" not in headers for headers in arrived)
    assert all("cookie" not in headers for headers in arrived), COOKIE
    said = everything_said(tmp_path)
    assert LOGIN_WORD.encode() not in said
    assert COOKIE.encode() not in said


SECRET = "quartz-vein-7"
ADDRESSES = (
    "{}?token={}", "{}?APIKEY={}", "{}?map=amis&key={}", "{}?%74oken={}", "{}?sig={}#frag",
    "{}?https://other.example/arcgis?token={}", "{}?url=https%3A%2F%2Fo.example%2Fw%3Ftoken%3D{}",
    "{}?access_token={}",
)  # fmt: skip


@pytest.mark.parametrize("form", ADDRESSES)
def test_keys_in_the_address_are_refused_and_told_nowhere(
    form: str, taker: Taker, mapserver: MapServer, tmp_path: Path, log: list[str]
) -> None:
    before = len(mapserver.seen)
    for url in (form.format(mapserver.url, SECRET),):
        with pytest.raises(SecretInAddress) as told:
            taker(url, tmp_path / "region.gpkg")
        QCoreApplication.processEvents()
        assert SECRET.encode() not in everything_said(tmp_path, told.value, repr(told.value), *log)
    assert len(mapserver.seen) == before
    assert state_of(tmp_path) == {}


def test_a_login_in_the_address_is_refused_and_told_nowhere(
    taker: Taker, mapserver: MapServer, tmp_path: Path, log: list[str]
) -> None:
    url = mapserver.url.replace("http://", f"http://{USER}:{SECRET}@")
    with pytest.raises(SecretInAddress) as told:
        taker(url, tmp_path / "region.gpkg")
    assert SECRET.encode() not in everything_said(tmp_path, told.value, *log)
    assert state_of(tmp_path) == {}


class Hostile(WfsFaults):
    """Gives a body meant ill in place of features."""

    def __init__(self, body: bytes, encoding: str = "") -> None:
        super().__init__()
        self._body, self._encoding = body, encoding

    def answered(self, handler: Any, _asked: dict[str, str]) -> bool:
        """Send the body."""
        headers = {"Content-Encoding": self._encoding} if self._encoding else {}
        handler.send(self._body, headers=headers)
        return True


@pytest.mark.parametrize("body", [BOMB, EXTERNAL], ids=["bomb", "external"])
def test_bombs_and_foreign_files_in_place_of_features(
    body: bytes, taker: Taker, tmp_path: Path
) -> None:
    with Hostile(body) as server, pytest.raises(UnexpectedAnswer, match="not safe to read"):
        taker(server.url, tmp_path / "region.gpkg", layer="deposits")
    assert state_of(tmp_path) == {}


def inflating(times: int = 1) -> bytes:
    """Return a few bytes of gzip that are 4 GB unpacked, and more when packed several times."""
    packed = gzip.compress(b"<FeatureCollection>" + b" " * (64 * 1024 * 1024)) * 64
    for _ in range(times - 1):
        packed = gzip.compress(packed)
    return packed


@pytest.mark.parametrize("times", [1, 2])
def test_a_small_body_that_grows_to_gigabytes(times: int, taker: Taker, tmp_path: Path) -> None:
    before = peak()
    encoding = ", ".join(["gzip"] * times)
    with Hostile(inflating(times), encoding) as server, pytest.raises(ServiceError) as told:
        taker(server.url, tmp_path / "region.gpkg", layer="deposits")
    assert isinstance(told.value, ServiceError)
    assert peak() - before < 1000 * 1024, "memory grew by more than 1000 MB"  # four at once
    assert state_of(tmp_path) == {}


def peak() -> int:
    """Return the most memory that this process had, in kB; the mark is set back first."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    found = int(text.partition("VmHWM:")[2].split()[0])
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return found


def test_a_limit_slows_down_and_the_layer_comes_whole(
    taker: Taker, nginx: Nginx, mapserver: MapServer, tmp_path: Path
) -> None:
    done = taker(nginx.limited_url, tmp_path / "region.gpkg")
    assert of_workspace(tmp_path / "region.gpkg") == of_data(mapserver)
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()
    lines = nginx.access_log.read_text(encoding="utf-8").splitlines()
    assert any(one.startswith("/limited") and one.split()[-2] == "429" for one in lines)


def test_pages_come_packed(taker: Taker, nginx: Nginx, tmp_path: Path) -> None:
    sizes = {}
    for name, url in (("packed", nginx.gzip_url), ("plain", nginx.plain_url)):
        before = len(nginx.access_log.read_text(encoding="utf-8"))
        done = taker(url, tmp_path / f"{name}.gpkg")
        assert done.result.rows_out == MANY
        lines = nginx.access_log.read_text(encoding="utf-8")[before:].splitlines()
        sizes[name] = sum(int(one.split()[-1]) for one in lines if "GetFeature" in one)
    assert sizes["packed"] < sizes["plain"] / 3
