"""Finding an entry of a vocabulary by any of its names, codes and URIs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from .folding import key

Entry = TypeVar("Entry")
_GAPS = re.compile(r"[\s\-_±/,.()'\"]+")
_URI = re.compile(r"https?://\S+$|urn:\S+$", re.IGNORECASE)
_NIL = ("/def/nil/", ":def:nil:")
_TAIL = re.compile(r"[/#:]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def is_nil(text: str) -> bool:
    """Whether a URI of the OGC says that there is no value (unknown, missing, withheld)."""
    return "nil" in text and any(mark in text for mark in _NIL)


def concept_of(text: str) -> str:
    """Return the last part of a vocabulary's URI as words; any other text as it is.

    Providers give one concept under ``http`` and ``https``, as CGI or as INSPIRE term. A nil URI
    gives an empty text.
    """
    if not _URI.match(text):
        return text
    if is_nil(text):
        return ""
    return _CAMEL.sub(" ", _TAIL.split(text.rstrip("/#:"))[-1])


def squeezed(text: str) -> str:
    """Return a text by which names compare: without case, spaces and punctuation."""
    return _GAPS.sub("", key(text))


class NameIndex(Generic[Entry]):
    """Entries by name; where two entries share a name, the first keeps it.

    :param entries: each entry with its names, codes and URIs.
    """

    def __init__(self, entries: Iterable[tuple[Entry, Iterable[str]]]) -> None:
        found: dict[str, Entry] = {}
        for entry, names in entries:
            for name in names:
                found.setdefault(squeezed(concept_of(name)), entry)
        found.pop("", None)
        self._found: Mapping[str, Entry] = found

    def match(self, text: str) -> Entry | None:
        """Return the entry that the whole of ``text`` names, or None."""
        return self._found.get(squeezed(concept_of(text.strip())))
