"""The filters of a session, for undo and redo."""

from __future__ import annotations

from ..core.occurrence_filter import OccurrenceFilter

_DEPTH = 100


class FilterHistory:
    """The current filter with those before and after it."""

    def __init__(self) -> None:
        self.current = OccurrenceFilter()
        self._before: list[OccurrenceFilter] = []
        self._after: list[OccurrenceFilter] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier filter."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """Whether a filter was undone."""
        return bool(self._after)

    def push(self, wanted: OccurrenceFilter) -> bool:
        """Make a filter the current one; return whether it is another than before."""
        if wanted == self.current:
            return False
        self._before = [*self._before[-_DEPTH:], self.current]
        self._after = []
        self.current = wanted
        return True

    def amend(self, wanted: OccurrenceFilter) -> bool:
        """Put a filter in place of the current one, which is no step to go back to.

        :return: whether it is another than before.
        """
        if wanted == self.current:
            return False
        self._after = []
        self.current = wanted
        return True

    def undo(self) -> OccurrenceFilter:
        """Go back by one; at the beginning nothing changes."""
        if self._before:
            self._after.append(self.current)
            self.current = self._before.pop()
        return self.current

    def redo(self) -> OccurrenceFilter:
        """Go forward by one; at the end nothing changes."""
        if self._after:
            self._before.append(self.current)
            self.current = self._after.pop()
        return self.current
