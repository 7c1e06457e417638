"""Servers are read in QGIS's background tasks while the person goes on working."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from fault_server import WFS, FaultServer
from mapserver import MapServer
from nginx_front import Nginx
from qgis.PyQt.QtCore import QEventLoop, QTimer

from amis_qgis_plugin.core.errors import Cancelled
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge.network import session_for_qgis
from amis_qgis_plugin.qgis_bridge.servers import read_server
from amis_qgis_plugin.qgis_bridge.settings import Server
from amis_qgis_plugin.qgis_bridge.tasks import Task

PATIENCE_MS = 60_000

pytestmark = pytest.mark.usefixtures("qgis_app")


class Outcomes:
    """Waits for tasks with the event loop running, as it runs in QGIS."""

    def __init__(self, expected: int) -> None:
        self._expected = expected
        self._loop = QEventLoop()
        self.values: list[Any] = []
        self.errors: list[Exception] = []

    def value(self, value: Any) -> None:
        self.values.append(value)
        self._count()

    def error(self, error: Exception) -> None:
        self.errors.append(error)
        self._count()

    def wait(self) -> None:
        late = QTimer()
        late.setSingleShot(True)
        late.timeout.connect(self._loop.quit)
        late.start(PATIENCE_MS)
        if len(self.values) + len(self.errors) < self._expected:
            self._loop.exec()
        assert len(self.values) + len(self.errors) == self._expected, "the tasks did not end"

    def _count(self) -> None:
        if len(self.values) + len(self.errors) == self._expected:
            self._loop.quit()


def test_twenty_requests_in_one_task(fault_server: FaultServer) -> None:
    main = threading.get_ident()

    def work(progress: Progress) -> tuple[int, list[bytes]]:
        with session_for_qgis(progress=progress) as session:
            answers = [session.get(fault_server.url("/wfs-good")) for _ in range(20)]
        return threading.get_ident(), [answer.content for answer in answers]

    outcomes = Outcomes(1)
    Task("Twenty", work, outcomes.value, outcomes.error).start()
    outcomes.wait()
    assert outcomes.errors == []
    ((thread, contents),) = outcomes.values
    assert thread != main
    assert contents == [WFS] * 20
    assert len(fault_server.seen) == 20


def test_twenty_tasks_at_once(mapserver: MapServer) -> None:
    server = Server("Test", mapserver.url, "wfs")
    outcomes = Outcomes(20)
    for number in range(20):
        Task(
            f"Task {number}", lambda p: read_server(server, p), outcomes.value, outcomes.error
        ).start()
    outcomes.wait()
    assert outcomes.errors == []
    assert len({value.title for value in outcomes.values}) == 1


def test_the_event_loop_goes_on(fault_server: FaultServer) -> None:
    """While a task waits for a slow server the main thread gets all its turns."""
    turns = []
    ticking = QTimer()
    ticking.timeout.connect(lambda: turns.append(1))
    ticking.start(10)

    def work(progress: Progress) -> bytes:
        with session_for_qgis(progress=progress) as session:
            return session.get(fault_server.url("/slow")).content

    outcomes = Outcomes(1)
    Task("Slow", work, outcomes.value, outcomes.error).start()
    outcomes.wait()
    assert outcomes.values == [b"late"]
    assert len(turns) > 50  # of 300; a blocked loop has one or two


def test_cancelling_a_task_ends_its_request(fault_server: FaultServer) -> None:
    server = Server("Test", fault_server.url("/silent"), "wfs")
    outcomes = Outcomes(1)
    task = Task("Stopped", lambda p: read_server(server, p), outcomes.value, outcomes.error)
    task.start()
    QTimer.singleShot(300, task.cancel)
    outcomes.wait()
    assert [type(error) for error in outcomes.errors] == [Cancelled]


def test_self_signed_certificate_in_a_task(nginx: Nginx) -> None:
    """QGIS asks the main thread about certificates; the task must come back from there."""
    server = Server("Test", nginx.https_url, "wfs")
    outcomes = Outcomes(5)
    for _ in range(5):
        Task("TLS", lambda p: read_server(server, p), outcomes.value, outcomes.error).start()
    outcomes.wait()
    assert outcomes.values == []
    assert {type(error).__name__ for error in outcomes.errors} == {"UntrustedCertificate"}


def test_a_login_wanted_in_a_task(nginx: Nginx) -> None:
    server = Server("Test", nginx.auth_url, "wfs")
    outcomes = Outcomes(1)
    Task("Login", lambda p: read_server(server, p), outcomes.value, outcomes.error).start()
    outcomes.wait()
    assert [type(error).__name__ for error in outcomes.errors] == ["LoginNeeded"]
