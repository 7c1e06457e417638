"""One line in a real message bar, the whole in the log, and never a storm."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from qgis.core import Qgis, QgsApplication
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QPushButton, QTextBrowser

from amis_qgis_plugin.core.errors import Cancelled, WorkspaceError
from amis_qgis_plugin.qgis_bridge.messages import TAG, Messages


@pytest.fixture
def bar(qgis_app: Any) -> Iterator[QgsMessageBar]:
    bar = QgsMessageBar()
    yield bar
    bar.clearWidgets()
    bar.deleteLater()


@pytest.fixture
def log(qgis_app: Any) -> Iterator[list[tuple[str, int]]]:
    heard: list[tuple[str, int]] = []

    def keep(text: str, tag: str, level: Any) -> None:
        if tag == TAG:
            heard.append((text, level))

    signal = QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel]
    signal.connect(keep)
    yield heard
    signal.disconnect(keep)


def test_success_is_said_once(bar: QgsMessageBar, log: list[Any]) -> None:
    Messages(bar).success("It is in the project.")
    assert bar.currentItem().text() == "It is in the project."
    assert bar.currentItem().title() == TAG
    assert bar.currentItem().level() == Qgis.MessageLevel.Success
    assert bar.currentItem().duration() > 0
    assert [text for text, _level in log] == ["It is in the project."]


def test_an_error_says_what_was_found_and_what_to_do(bar: QgsMessageBar, log: list[Any]) -> None:
    Messages(bar).error(WorkspaceError("It is empty.", subject="a.gpkg", hint="Choose another."))
    assert bar.currentItem().text() == "It is empty. Choose another. (a.gpkg)"
    assert bar.currentItem().level() == Qgis.MessageLevel.Warning
    assert bar.currentItem().duration() == 0, "an error may not vanish before it is read"


def test_many_errors_leave_one_message_and_all_are_in_the_log(
    bar: QgsMessageBar, log: list[Any]
) -> None:
    messages = Messages(bar)
    for number in range(20):
        messages.error(WorkspaceError(f"Broken {number}."))
    assert len(bar.items()) == 1
    assert bar.currentItem().text() == "Broken 19."
    assert len(log) == 20


def test_messages_of_others_stay(bar: QgsMessageBar, log: list[Any]) -> None:
    bar.pushMessage("Other plugin", "hello", Qgis.MessageLevel.Info, 0)
    messages = Messages(bar)
    messages.error(WorkspaceError("One."))
    messages.error(WorkspaceError("Two."))
    assert sorted(item.text() for item in bar.items()) == ["Two.", "hello"]


def test_a_long_message_is_whole_in_its_tooltip(bar: QgsMessageBar, log: list[Any]) -> None:
    text = "Rows of <a> layer; " * 30
    Messages(bar).success(text)
    (item,) = bar.items()
    assert item.toolTip() == f"<p>{text}</p>".replace("<a>", "&lt;a&gt;")


def test_a_message_that_the_person_closed_is_no_problem(bar: QgsMessageBar, log: list[Any]) -> None:
    messages = Messages(bar)
    messages.error(WorkspaceError("One."))
    bar.clearWidgets()
    messages.error(WorkspaceError("Two."))
    assert [item.text() for item in bar.items()] == ["Two."]


def test_stopping_is_no_error(bar: QgsMessageBar, log: list[Any]) -> None:
    Messages(bar).error(Cancelled())
    assert bar.currentItem().level() == Qgis.MessageLevel.Info


def test_the_unexpected_is_told_with_its_trace_in_the_log(
    bar: QgsMessageBar, log: list[Any]
) -> None:
    try:
        raise KeyError("lost")
    except KeyError as error:
        Messages(bar).error(error)
    assert "KeyError" in bar.currentItem().text()
    assert any("test_messages.py" in text for text, _level in log)


def test_html_in_what_a_server_said_stays_text(bar: QgsMessageBar, log: list[Any]) -> None:
    Messages(bar).error(WorkspaceError("It answered <script>alert(1)</script><b>no</b> & more."))
    shown = bar.currentItem().findChild(QTextBrowser).toPlainText()
    assert shown == f"{TAG}: It answered <script>alert(1)</script><b>no</b> & more."


def test_a_button_does_what_it_says(bar: QgsMessageBar, log: list[Any]) -> None:
    pressed: list[bool] = []
    Messages(bar).success("Written.", "Open folder", lambda: pressed.append(True))
    (button,) = bar.currentItem().findChildren(QPushButton)
    assert button.text() == "Open folder"
    button.click()
    assert pressed == [True]


def test_a_warning_offers_the_next_step_and_a_note_is_for_the_log(
    bar: QgsMessageBar, log: list[Any]
) -> None:
    pressed: list[bool] = []
    messages = Messages(bar)
    messages.warning("It is not whole.", "Show", lambda: pressed.append(True))
    (button,) = (one for one in bar.currentItem().findChildren(QPushButton) if one.text() == "Show")
    button.click()
    assert pressed == [True] and bar.currentItem().level() == Qgis.MessageLevel.Warning
    messages.note("One layer.")
    assert bar.currentItem().text() == "It is not whole."
    assert [text for text, _level in log] == ["It is not whole.", "One layer."]
