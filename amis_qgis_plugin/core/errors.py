"""Every error that AMIS Explorer raises on purpose.

A message says what was found and names the file, layer, field or URL; a hint says what to do next.
"""

from __future__ import annotations


class AmisError(Exception):
    """Base of all errors a person may see.

    :param message: what was found, one sentence.
    :param subject: the file, layer, field or URL it is about; never with credentials in it.
    :param hint: the next step for the person who reads it.
    """

    def __init__(self, message: str, *, subject: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.subject = subject
        self.hint = hint

    def __str__(self) -> str:
        """Return the whole text: subject, message and hint."""
        head = f"{self.subject}: {self.message}" if self.subject else self.message
        return f"{head} {self.hint}".strip()


class Cancelled(AmisError):
    """The person stopped the work; nothing of it is kept as a success."""

    def __init__(self, message: str = "Stopped before the end.") -> None:
        super().__init__(message)


class VocabularyError(AmisError):
    """A bundled vocabulary or catalogue file breaks its own rules."""


class FilterError(AmisError):
    """A filter names something that the vocabularies do not know."""


class FieldMapError(AmisError):
    """A map of fields, or the source it is for, does not fit the layer type."""


class CheckError(AmisError):
    """A rule set, or what is to be checked by it, does not fit."""


class WorkspaceError(AmisError):
    """A file cannot serve as a workspace: no GeoPackage, empty, damaged or locked."""


class ServiceError(AmisError):
    """A server could not be reached, refused, or sent something other than asked for."""


class PackageError(AmisError):
    """A prospectivity package cannot be described, written or read."""


class MissingLibrary(AmisError):
    """An optional library is not in this Python."""
