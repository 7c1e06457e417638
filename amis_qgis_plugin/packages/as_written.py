"""Files that stay as QGIS wrote them: whole and readable, but other bytes each time."""

from __future__ import annotations

from ..core.errors import PackageError
from ..core.package_plan import Finding


class LeftAsWritten(PackageError):
    """A file that QGIS wrote in a form that is not known here; it was not touched."""

    @property
    def finding(self) -> Finding:
        """What a package says of it: nothing of it is lost."""
        told = f"{self.subject} stays as QGIS wrote it: {self.message.rstrip('.')}."
        why = "It is whole, but has other bytes each time."
        return Finding("note", "left-as-written", f"{told} {why}", self.hint)
