"""Requests through QGIS: no cache, logins from its database, in any thread, stoppable."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsNetworkAccessManager, QgsTask
from qgis.PyQt.QtCore import QCoreApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "servers"))

from fault_server import WFS, FaultServer

from amis_qgis_plugin.core.errors import Cancelled
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge.network import session_for_qgis
from amis_qgis_plugin.qgis_bridge.tasks import Task
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import LoginNeeded, UnexpectedAnswer
from amis_qgis_plugin.services.session import get

USER, LOGIN_WORD = "geologist", "copper-and-gold"


@pytest.fixture
def server(qgis_app: Any) -> Iterator[FaultServer]:
    made = FaultServer().start()
    yield made
    made.stop()


@pytest.fixture
def elsewhere(qgis_app: Any) -> Iterator[FaultServer]:
    made = FaultServer().start()
    yield made
    made.stop()


@pytest.fixture
def authcfg(qgis_app: Any) -> Iterator[str]:
    """Give the id of a stored login."""
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("only for tests", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("survey")
    config.setConfig("username", USER)
    config.setConfig("password", LOGIN_WORD)
    stored = manager.storeAuthenticationConfig(config)
    assert stored[0] if isinstance(stored, tuple) else stored
    config_id = (stored[1] if isinstance(stored, tuple) else config).id()
    yield config_id
    manager.removeAuthenticationConfig(config_id)


def test_what_the_server_sends_arrives_whole(server: FaultServer) -> None:
    with session_for_qgis() as session:
        answer = get(session, server.url("/wfs-good"), {"SERVICE": "WFS"})
    assert answer.body == WFS
    assert answer.status == 200
    assert answer.content_type == "text/xml"
    assert [path for path, _headers in server.seen] == ["/wfs-good?SERVICE=WFS"]


def test_every_request_reaches_the_server(server: FaultServer) -> None:
    cache = QgsNetworkAccessManager.instance().cache()
    before = cache.cacheSize()
    with session_for_qgis() as session:
        for _time in range(3):
            get(session, server.url("/wfs-good"))
    assert len(server.seen) == 3
    assert cache.cacheSize() == before
    assert not cache.metaData(_url(server.url("/wfs-good"))).isValid()


def _url(text: str) -> Any:
    from qgis.PyQt.QtCore import QUrl

    return QUrl(text)


def test_qgis_names_itself(server: FaultServer) -> None:
    with session_for_qgis() as session:
        get(session, server.url("/wfs-good"))
    assert "QGIS/" in server.headers_at("/wfs-good")[0]["user-agent"]


def test_a_stored_login_goes_to_its_server(server: FaultServer, authcfg: str) -> None:
    with session_for_qgis(authcfg) as session:
        get(session, server.url("/wfs-good"))
    assert server.headers_at("/wfs-good")[0]["authorization"].startswith("Basic ")


def test_it_stays_there_on_a_redirect_within(server: FaultServer, authcfg: str) -> None:
    with session_for_qgis(authcfg) as session:
        answer = get(session, server.url(f"/to?url={server.url('/witness')}"))
    assert answer.url == server.url("/witness")
    assert "authorization" in server.headers_at("/witness")[0]


def test_it_does_not_follow_to_another_origin(
    server: FaultServer, elsewhere: FaultServer, authcfg: str
) -> None:
    with session_for_qgis(authcfg) as session:
        answer = get(session, server.url(f"/to?url={elsewhere.url('/witness')}"))
    assert answer.body == WFS
    assert "authorization" in server.headers_at("/to")[0]
    (arrived,) = elsewhere.headers_at("/witness")
    assert "authorization" not in arrived


def test_it_goes_to_no_other_server_in_the_same_session(
    server: FaultServer, elsewhere: FaultServer, authcfg: str
) -> None:
    with session_for_qgis(authcfg, server.url("/ows")) as session:
        get(session, elsewhere.url("/wfs-good"))
        get(session, server.url("/wfs-good"))
    assert "authorization" not in elsewhere.headers_at("/wfs-good")[0]
    assert "authorization" in server.headers_at("/wfs-good")[0]


def test_a_login_that_qgis_does_not_have_is_named(server: FaultServer) -> None:
    with session_for_qgis("nosuch1") as session, pytest.raises(LoginNeeded, match="hand out"):
        get(session, server.url("/wfs-good"))
    assert server.seen == []


@pytest.mark.parametrize("path", ["/silent", "/stall"])
def test_a_person_can_stop_a_silent_server(server: FaultServer, path: str) -> None:
    started = time.monotonic()
    progress = Progress(is_cancelled=lambda: time.monotonic() > started + 0.3)
    with session_for_qgis(progress=progress) as session, pytest.raises(Cancelled):
        get(session, server.url(path))


def test_posts_arrive(server: FaultServer) -> None:
    with session_for_qgis() as session:
        answer = session.post(server.url("/echo"), data=b"<GetFeature/>")
    assert answer.content == b"<GetFeature/>"


def test_a_task_reads_in_the_background(server: FaultServer) -> None:
    seen: dict[str, Any] = {}

    def work(progress: Progress) -> Any:
        seen["thread"] = threading.current_thread()
        with session_for_qgis(progress=progress) as session:
            return describe_service(session, server.url("/wfs-good"), "wfs", progress)

    task = Task("Reading", work, lambda value: seen.update(value=value), seen.setdefault).start()
    _turn_until(lambda: task.status() == QgsTask.TaskStatus.Complete and "value" in seen)
    assert seen["value"].title == "Faults"
    assert seen["thread"] is not threading.main_thread()


def test_a_task_hands_over_the_error(server: FaultServer) -> None:
    errors: list[Exception] = []

    def work(progress: Progress) -> Any:
        with session_for_qgis(progress=progress) as session:
            return describe_service(session, server.url("/html"), "auto", progress)

    Task("Reading", work, print, errors.append).start()
    _turn_until(lambda: bool(errors))
    assert isinstance(errors[0], UnexpectedAnswer)


def test_a_task_can_be_cancelled_while_the_server_is_silent(server: FaultServer) -> None:
    errors: list[Exception] = []

    def work(progress: Progress) -> Any:
        with session_for_qgis(progress=progress) as session:
            return get(session, server.url("/silent"), progress=progress)

    task = Task("Reading", work, print, errors.append).start()
    _turn_until(lambda: bool(server.seen))
    task.cancel()
    _turn_until(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)


def _turn_until(condition: Any, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "not in time"
        QCoreApplication.processEvents()
        time.sleep(0.01)
