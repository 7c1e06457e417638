"""The one task class: values, errors and progress arrive, on the main thread."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QElapsedTimer, QThread

from amis_qgis_plugin.core.errors import AmisError, Cancelled, WorkspaceError
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge import tasks, window_first
from amis_qgis_plugin.qgis_bridge.tasks import Task, as_amis_error


class Heard:
    """Keeps what the callbacks were told and on which thread."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.errors: list[Exception] = []
        self.progress: list[tuple[float, str]] = []
        self.threads: set[int] = set()

    def done(self, value: Any) -> None:
        self.threads.add(threading.get_ident())
        self.values.append(value)

    def failed(self, error: Exception) -> None:
        self.threads.add(threading.get_ident())
        self.errors.append(error)

    def on_progress(self, percent: float, sentence: str) -> None:
        self.threads.add(threading.get_ident())
        self.progress.append((percent, sentence))

    @property
    def over(self) -> bool:
        return bool(self.values or self.errors)


@pytest.fixture
def heard(qgis_app: Any) -> Heard:
    return Heard()


def wait_for(condition: Callable[[], bool], seconds: float = 20) -> None:
    clock = QElapsedTimer()
    clock.start()
    while not condition():
        assert clock.elapsed() < seconds * 1000, "nothing happened"
        QCoreApplication.processEvents()
        QThread.msleep(5)


def start(work: Callable[[Progress], Any], heard: Heard) -> Task:
    return Task("Test", work, heard.done, heard.failed, heard.on_progress).start()


def test_the_value_arrives_on_the_main_thread(heard: Heard) -> None:
    worked: list[int] = []

    def work(_progress: Progress) -> str:
        worked.append(threading.get_ident())
        return "value"

    start(work, heard)
    wait_for(lambda: heard.over)
    assert heard.values == ["value"]
    assert heard.errors == []
    assert heard.threads == {threading.get_ident()}
    assert worked[0] != threading.get_ident()


def test_the_error_arrives_as_it_was_raised(heard: Heard) -> None:
    error = WorkspaceError("It is empty.", subject="a.gpkg")

    def work(_progress: Progress) -> None:
        raise error

    start(work, heard)
    wait_for(lambda: heard.over)
    assert heard.errors == [error]
    assert heard.values == []


def test_a_programming_error_is_told_too(heard: Heard) -> None:
    start(lambda _progress: 1 / 0, heard)
    wait_for(lambda: heard.over)
    assert isinstance(heard.errors[0], ZeroDivisionError)
    told = as_amis_error(heard.errors[0])
    assert "ZeroDivisionError" in str(told) and told.hint


def test_stopping_ends_the_work_and_tells_cancelled(heard: Heard) -> None:
    started, ended = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        try:
            started.set()
            while True:
                progress.check()
                ended.wait(0.005)
        finally:
            ended.set()

    task = start(work, heard)
    wait_for(started.is_set)
    task.cancel()
    wait_for(lambda: heard.over)
    assert ended.is_set()
    assert heard.values == []
    assert [type(error) for error in heard.errors] == [Cancelled]


def test_stopping_before_it_began_tells_cancelled(heard: Heard) -> None:
    began: list[bool] = []
    release = threading.Event()
    crowd = [
        start(lambda _progress: release.wait(20), Heard())
        for _ in range(QThread.idealThreadCount())
    ]
    late = start(lambda _progress: began.append(True), heard)
    late.cancel()
    release.set()
    wait_for(lambda: heard.over)
    assert began == []
    assert isinstance(heard.errors[0], Cancelled)
    wait_for(lambda: not any(task in tasks._running for task in crowd))


def test_progress_is_heard_in_order_on_the_main_thread(heard: Heard) -> None:
    def work(progress: Progress) -> None:
        for step in range(5):
            progress.part(0.0, 0.8).at(step / 4, f"Step {step}")
            threading.Event().wait(0.02)

    start(work, heard)
    wait_for(lambda: heard.over)
    wait_for(lambda: len(heard.progress) >= 2)
    percents = [percent for percent, _sentence in heard.progress if percent < 100]
    assert percents == sorted(percents)
    assert max(percents) == pytest.approx(80)
    assert any(sentence.startswith("Step") for _percent, sentence in heard.progress)
    assert heard.threads == {threading.get_ident()}


def test_many_at_once_all_end_and_none_is_kept(heard: Heard) -> None:
    for _round in range(40):  # QGIS loses one in every thirty or so, where it has to keep them
        heard.values.clear()
        for number in range(25):
            start(lambda _progress, number=number: number, heard)
        wait_for(lambda: len(heard.values) == 25)
        assert sorted(heard.values) == list(range(25))
    wait_for(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    assert tasks._running == set()


def test_what_begins_at_an_end_begins_once_qgis_has_forgotten_the_one_before(
    heard: Heard,
) -> None:
    there: list[int] = []
    manager = QgsApplication.taskManager()

    def note(_number: int) -> None:
        there.append(sum(one.description() == "One of a row" for one in manager.tasks()))

    def go_on(number: int) -> None:
        heard.done(number)
        if number < 20:
            begin(number + 1)

    def begin(number: int) -> None:
        Task("One of a row", lambda _progress: number, go_on, heard.failed).start()

    manager.taskAdded.connect(note)
    try:
        begin(0)
        wait_for(lambda: len(heard.values) == 21)
    finally:
        manager.taskAdded.disconnect(note)
    assert there == [1] * 21
    assert not heard.errors


def test_known_errors_stay_themselves() -> None:
    error = AmisError("Found.", hint="Do.")
    assert as_amis_error(error) is error


@pytest.mark.parametrize(("longest", "rests"), [(60.0, True), (0.001, False)])
def test_a_task_rests_while_the_window_is_busy(
    longest: float, rests: bool, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two steps, and for so long at most; it goes on afterwards."""
    monkeypatch.setattr(window_first, "_LONGEST_REST", longest)
    steps: list[int] = []
    may_end = threading.Event()

    def work(progress: Progress) -> int:
        while not may_end.is_set():
            progress.check()
            steps.append(len(steps))
            time.sleep(0.001)
        return len(steps)

    start(work, heard)
    wait_for(lambda: len(steps) > 3)
    with window_first.window_first():
        time.sleep(1)  # for the step that is being done
        before = len(steps)
        if rests:
            time.sleep(0.1)
            assert len(steps) == before
        else:
            wait_for(lambda: len(steps) > before)
    wait_for(lambda: len(steps) > before + 3)
    may_end.set()
    wait_for(lambda: heard.over)
    assert heard.values == [len(steps)]


def test_threads_take_short_turns_while_tasks_run(heard: Heard) -> None:
    """A window that draws a list waits for a turn again and again; afterwards all is as before."""
    before, turns = sys.getswitchinterval(), []
    both, may_end = threading.Barrier(2), threading.Event()

    def work(_progress: Progress) -> int:
        turns.append(sys.getswitchinterval())
        both.wait(20)
        may_end.wait(20)
        return 1

    for _number in range(2):
        start(work, heard)
    wait_for(lambda: len(turns) == 2)
    assert max(turns) < before / 2
    may_end.set()
    wait_for(lambda: len(heard.values) == 2)
    assert sys.getswitchinterval() == before
