"""What a licence statement allows: read from its words, or not known.

The words stand in ``licences.csv``, the strictest first. Nothing is guessed: a statement with no
known words is unknown, and a person has to say that the data may be passed on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .folding import without_accents
from .sources import Source
from .tables import read_table, split_list

FREE, CONDITIONS, FORBIDDEN = "free", "conditions", "forbidden"
QUOTED, UNKNOWN = "quoted", "unknown"
_UNNAMED = frozenset(["CC0-1.0", "PDDL-1.0", "public-domain"])
_NO_WORD = re.compile(r"[^a-z0-9]+")
# What a statement denies says nothing about what it allows.
_DENIED = re.compile(r" (not|no longer) (in the |yet )?(public domain|licensed under|open data) ")


@dataclass(frozen=True)
class Licence:
    """What a statement was read as.

    :param licence_id: an SPDX identifier where there is one; empty when nothing was recognised.
    :param url: where the licence's text stands.
    :param copying: ``free`` (name the source), ``conditions`` (not commercially, or only under the
        same licence), ``forbidden``, ``quoted`` (figures quoted with their source) or ``unknown``.
    """

    licence_id: str
    name: str
    url: str
    copying: str

    @property
    def terms(self) -> str:
        """The words for it: ``unnamed`` where nobody has to be named, else what it allows."""
        return "unnamed" if self.licence_id in _UNNAMED else self.copying


NOT_KNOWN = Licence("", "", "", UNKNOWN)


def read_licence(statement: str) -> Licence:
    """Return what a licence statement, a name or an address of a licence, allows.

    :raises VocabularyError: when the table of licences is missing or damaged.
    """
    words = f" {_NO_WORD.sub(' ', without_accents(statement).lower()).strip()} "
    found = next((one for phrase, one in _phrases() if f" {phrase} " in words), NOT_KNOWN)
    return NOT_KNOWN if found.copying == FREE and _DENIED.search(words) else found


def licence_of(source: Source) -> Licence:
    """Return what a source's statement allows, or what was decided about it for the samples.

    :raises VocabularyError: when a table is missing or damaged.
    """
    found = read_licence(source.licence)
    decided = _decisions().get(source.source_id)
    if found.copying == UNKNOWN and decided and not source.licence.strip():
        return decided
    return found


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[str, Licence], ...]:
    return tuple(
        (phrase, Licence(row["licence_id"], row["name"], row["url"], row["copying"]))
        for row in read_table("licences.csv")
        for phrase in split_list(row["phrases"])
    )


@lru_cache(maxsize=1)
def _decisions() -> dict[str, Licence]:
    """Return what was decided about sources that state nothing, with the reason as the name."""
    return {
        row["source_id"]: Licence("", row["basis"], "", row["copying"])
        for row in read_table("licence_decisions.csv")
    }
