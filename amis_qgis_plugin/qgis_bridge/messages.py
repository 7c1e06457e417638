"""What the plugin tells the person: one line in the message bar, the whole in the log."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from html import escape
from typing import Any, Callable

from qgis.core import Qgis, QgsMessageLog
from qgis.PyQt.QtWidgets import QPushButton

from ..core.errors import AmisError, Cancelled
from .tasks import as_amis_error

TAG = "AMIS Explorer"
Offers = Sequence[tuple[str, Callable[[], Any]]]


class Messages:
    """Speaks through a QGIS message bar, one message at a time.

    :param bar: the ``QgsMessageBar`` of the window.
    """

    def __init__(self, bar: Any) -> None:
        self._bar = bar
        self._shown: Any = None

    def success(
        self,
        text: str,
        label: str = "",
        action: Callable[[], Any] | None = None,
        more: Offers = (),
        seconds: int = 8,
    ) -> None:
        """Say that something is done.

        :param label: text of a button that offers the next step; empty for none.
        :param action: what the button does.
        :param more: further buttons, each as its text and what it does.
        :param seconds: how long it stays; 0 until it is closed.
        """
        self._push(text, Qgis.MessageLevel.Success, seconds)
        self._offer(label, action)
        for one in more:
            self._offer(*one)

    def info(self, text: str, label: str = "", action: Callable[[], Any] | None = None) -> None:
        """Say something worth knowing; with a button as for a success."""
        self._push(text, Qgis.MessageLevel.Info, 8)
        self._offer(label, action)

    def warning(
        self,
        text: str,
        label: str = "",
        action: Callable[[], Any] | None = None,
        more: Offers = (),
    ) -> None:
        """Say that something is less than was asked for; with buttons as for a success."""
        self._push(text, Qgis.MessageLevel.Warning, 0)
        self._offer(label, action)
        for one in more:
            self._offer(*one)

    def note(self, text: str) -> None:
        """Write something into the log alone."""
        QgsMessageLog.logMessage(text, TAG, Qgis.MessageLevel.Info, False)

    def error(self, error: Exception) -> None:
        """Say what went wrong and what to do; stopping on purpose is no error."""
        if isinstance(error, Cancelled):
            self.info(error.message)
            return
        self.note_unexpected(error)
        known = as_amis_error(error)
        where = f"({known.subject})" if known.subject else ""
        # The bar cuts long texts: cause and remedy come before a long address.
        text = " ".join(part for part in (known.message, known.hint, where) if part)
        self._push(text, Qgis.MessageLevel.Warning, 0)

    def note_unexpected(self, error: Exception) -> None:
        """Write where an error came from into the log, unless it is one of ours."""
        if not isinstance(error, AmisError):
            text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
            QgsMessageLog.logMessage(text, TAG, Qgis.MessageLevel.Critical)

    def take_away(self) -> None:
        """Take the last message away: the buttons in it would act on what is gone."""
        if self._shown is not None and self._shown in self._bar.items():
            self._bar.popWidget(self._shown)
        self._shown = None

    def _offer(self, label: str, action: Callable[[], Any] | None) -> None:
        if label and action is not None:
            button = QPushButton(label, self._shown)
            button.clicked.connect(lambda _checked: action())
            self._shown.layout().addWidget(button)

    def _push(self, text: str, level: Any, seconds: int) -> None:
        QgsMessageLog.logMessage(text, TAG, level, False)
        if self._shown is not None and self._shown in self._bar.items():
            self._bar.popWidget(self._shown)  # never a storm of messages
        # The bar shows HTML; what files and servers say is text.
        self._shown = self._bar.createMessage(TAG, escape(text, quote=False))
        self._shown.setToolTip(f"<p>{escape(text, quote=False)}</p>")  # the bar shows one line
        self._bar.pushWidget(self._shown, level, seconds)
