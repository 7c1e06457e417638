"""Files that stay as QGIS wrote them: whole and readable, but other bytes each time."""

from __future__ import annotations

from ..core.errors import PackageError
from ..core.findings import Finding, finding


class LeftAsWritten(PackageError):
    """A file that QGIS wrote in a form that is not known here; it was not touched."""

    @property
    def finding(self) -> Finding:
        """What a package says of it: nothing of it is lost."""
        why = self.message.rstrip(".")
        return finding("left-as-written", file=self.subject, why=why, hint=self.hint)
