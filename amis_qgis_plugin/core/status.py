"""Mine status and mineral-occurrence type: two vocabularies that many sources mix in one field.

Codes are those of the CGI mine-status and mineral-occurrence-type schemes, with a few of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .names import NameIndex
from .tables import read_table, split_list


@dataclass(frozen=True)
class StatusCode:
    """A code; ``kind`` is ``mine``, ``occurrence``, ``plant``, ``tenement`` or ``any``."""

    code: str
    label: str
    kind: str
    broader: str
    uri: str
    terms: tuple[str, ...]
    note: str


@lru_cache(maxsize=1)
def status_codes() -> tuple[StatusCode, ...]:
    """Return every code in the order of the table.

    :raises VocabularyError: when the table is missing or damaged.
    """
    return tuple(
        StatusCode(
            row["code"],
            row["label"],
            row["kind"],
            row["broader"],
            row["uri"],
            split_list(row["terms"]),
            row["note"],
        )
        for row in read_table("status_codes.csv")
    )


@lru_cache(maxsize=1024)
def match_status(text: str, kind: str = "") -> StatusCode | None:
    """Return the code that ``text`` names by code, label, URI or a source's word, or None.

    :param kind: only codes of this kind are looked at; empty for all.
    """
    return _index(kind).match(text)


@lru_cache(maxsize=8)
def _index(kind: str) -> NameIndex[StatusCode]:
    wanted = [one for one in status_codes() if not kind or one.kind in (kind, "any")]
    return NameIndex((one, (one.code, one.label, one.uri, *one.terms)) for one in wanted)
