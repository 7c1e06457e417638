"""Readings of layers in the background: read once, again after a change, and to their end."""

from __future__ import annotations

import threading
from functools import partial
from typing import Any

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QObject, QThread
from test_tasks import wait_for

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.gui.readings import Readings


class Reader:
    """Reads a file of which only the name of its state is known, when it is let."""

    def __init__(self, lets_finish: bool) -> None:
        self.owner = QObject()
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.heard: list[Any] = []
        self.gates: dict[str, threading.Event] = {}
        self.readings = Readings(
            self.owner,
            lambda: self.heard.append(self.readings.value("file")),
            self.heard.append,
            lets_finish,
        )

    def ask(self, stamp: str) -> None:
        self.gates.setdefault(stamp, threading.Event())
        self.readings.ask("file", stamp, "Test", lambda: partial(self._read, stamp))

    def begin(self, stamp: str) -> None:
        """Ask, and wait until it is being read."""
        self.ask(stamp)
        wait_for(lambda: self.begun == [stamp])

    def let(self, stamp: str) -> None:
        self.gates.setdefault(stamp, threading.Event()).set()

    def _read(self, stamp: str, progress: Progress) -> str:
        self.begun.append(stamp)
        while not self.gates[stamp].wait(0.005):
            progress.check()
        if stamp.startswith("damaged"):
            raise WorkspaceError("It is damaged.", subject=stamp)
        self.ended.append(stamp)
        return f"rows of {stamp}"


@pytest.fixture(autouse=True)
def _qgis(qgis_app: Any) -> None:
    """Have QGIS's task manager."""


def test_a_reading_that_may_finish_is_followed_by_the_next() -> None:
    """A click on a filter changes the file's time: that does not begin anew what takes seconds."""
    reader = Reader(lets_finish=True)
    reader.begin("monday")
    reader.ask("tuesday")
    reader.ask("wednesday")
    reader.let("monday")
    wait_for(lambda: reader.begun == ["monday", "wednesday"])
    assert reader.ended == ["monday"]
    assert reader.heard == ["rows of monday"]
    reader.ask("wednesday")
    reader.let("wednesday")
    wait_for(lambda: reader.heard == ["rows of monday", "rows of wednesday"])
    assert reader.begun == ["monday", "wednesday"]


def test_a_reading_that_failed_is_followed_by_the_next() -> None:
    reader = Reader(lets_finish=True)
    reader.begin("damaged")
    reader.ask("mended")
    reader.let("damaged")
    reader.let("mended")
    wait_for(lambda: reader.heard == ["rows of mended"])
    assert reader.readings.problem("file") == ""


def test_another_reading_is_stopped() -> None:
    reader = Reader(lets_finish=False)
    reader.begin("monday")
    reader.ask("tuesday")
    reader.let("tuesday")
    wait_for(lambda: reader.heard == ["rows of tuesday"])
    assert reader.ended == ["tuesday"]


def test_what_nobody_wants_any_more_is_not_followed() -> None:
    reader = Reader(lets_finish=True)
    reader.begin("monday")
    reader.ask("tuesday")
    reader.readings.forget("file")
    reader.let("tuesday")
    reader.let("monday")
    QThread.msleep(50)
    QCoreApplication.processEvents()
    assert reader.heard == []
    assert reader.begun == ["monday"]
