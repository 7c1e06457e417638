"""Several connections: each question gets its answer, its failure, or is let be."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from amis_qgis_plugin.core.errors import Cancelled, ServiceError
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.services.team import MOST_CONNECTIONS, Connections, Team


class Source:
    """Answers with the session that it was given."""

    def __init__(self) -> None:
        self.session: Any = None
        self.word = "first"

    def with_session(self, session: Any) -> Source:
        twin = Source()
        twin.session, twin.word = session, self.word
        return twin


def several(source: Any, progress: Progress | None = None) -> Team:
    return Team(source, Connections(lambda _progress: make_session()), progress)


def test_no_more_connections_than_allowed_are_made_and_each_is_kept() -> None:
    with several(Source()) as team:
        asked = [team.ask(lambda one: (time.sleep(0.01), id(one.session))[1]) for _n in range(40)]
        assert 1 < len({team.wait(one) for one in asked}) <= MOST_CONNECTIONS


def test_a_question_is_put_to_the_source_as_it_was() -> None:
    source = Source()
    with several(source) as team:
        asked = team.ask(lambda one: (time.sleep(0.05), one.word)[1])
        source.word = "second"
        assert team.wait(asked) == "first"
        assert team.wait(team.ask(lambda one: one.word)) == "second"


def test_a_session_that_cannot_be_made_is_the_answer() -> None:
    def none(_progress: Progress) -> Any:
        raise ServiceError("no login")

    with Team(Source(), Connections(none)) as team:
        for _again in range(6):
            with pytest.raises(ServiceError, match="no login"):
                team.wait(team.ask(lambda one: one.word))


def test_what_nobody_wants_is_not_asked() -> None:
    gate, put = threading.Event(), []
    with several(Source()) as team:
        held = [team.ask(lambda _one: gate.wait(5)) for _n in range(MOST_CONNECTIONS)]
        for number in range(5):
            team.ask(lambda _one, number=number: put.append(number)).drop()
        gate.set()
        for one in held:
            team.wait(one)
        assert team.wait(team.ask(lambda one: one.word)) == "first"
    assert put == []


def test_waiting_ends_when_the_person_stops_it() -> None:
    stopped, gate = threading.Event(), threading.Event()
    with several(Source(), Progress(is_cancelled=stopped.is_set)) as team:
        asked = team.ask(lambda _one: gate.wait(5))
        stopped.set()
        with pytest.raises(Cancelled):
            team.wait(asked)
        gate.set()


def test_without_connections_questions_are_put_here_when_they_are_waited_for() -> None:
    source = Source()
    with Team(source) as team:
        asked = team.ask(lambda _one: threading.current_thread())
        assert not asked.done.is_set()
        assert team.wait(asked) is threading.current_thread()
        assert team.together([lambda _one: 1, lambda _one: 2]) == [None, None]
