"""Work of the window in turns of its own: once, in order, and with time in between."""

from __future__ import annotations

from typing import Any

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QElapsedTimer, QObject

from amis_qgis_plugin.gui.turn import Turn


@pytest.fixture
def owner(qgis_app: Any) -> QObject:
    return QObject()


@pytest.fixture
def made() -> list[str]:
    return []


@pytest.fixture
def turn(owner: QObject, made: list[str]) -> Turn:
    return Turn(owner, *(lambda name=name: made.append(name) for name in "abc"))


def turn_events(made: list[str], count: int) -> None:
    clock = QElapsedTimer()
    clock.start()
    while len(made) < count:
        assert clock.elapsed() < 20_000, made
        QCoreApplication.processEvents()


def test_at_once_all_calls_are_made_in_order(turn: Turn, made: list[str]) -> None:
    turn.take(later=False)
    assert made == ["a", "b", "c"]
    QCoreApplication.processEvents()
    assert made == ["a", "b", "c"]


def test_later_each_call_has_a_pass_of_the_events_for_itself(turn: Turn, made: list[str]) -> None:
    turn.take(later=True)
    seen = [len(made)]
    while seen[-1] < 3 and len(seen) < 10_000:
        QCoreApplication.processEvents()
        seen.append(len(made))
    assert sorted({*seen}) == [0, 1, 2, 3], "never two in one"
    assert made == ["a", "b", "c"]
    assert not turn.isActive()


def test_taken_anew_it_begins_with_the_first_call(turn: Turn, made: list[str]) -> None:
    turn.take(later=True)
    turn_events(made, 1)
    turn.take(later=True)
    turn_events(made, 4)
    assert made == ["a", "a", "b", "c"]


def test_who_catches_up_gets_only_what_was_left(turn: Turn, made: list[str]) -> None:
    turn.catch_up()
    assert made == []
    turn.take(later=True)
    turn_events(made, 1)
    turn.catch_up()
    assert made == ["a", "b", "c"]
    turn.catch_up()
    QCoreApplication.processEvents()
    assert made == ["a", "b", "c"]


def test_a_call_that_takes_it_anew_is_obeyed(owner: QObject) -> None:
    made: list[str] = []

    def first() -> None:
        made.append("a")
        if len(made) == 1:
            turn.take(later=True)

    turn = Turn(owner, first, lambda: made.append("b"))
    turn.take(later=True)
    turn_events(made, 3)
    assert made == ["a", "a", "b"]
