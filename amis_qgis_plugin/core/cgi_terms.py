"""Terms of geology and of reporting from the CGI vocabularies (CC BY 4.0), by scheme.

Schemes are ``faulttype``, ``contacttype``, ``simplelithology`` and so on, as CGI names them; a few
national reporting codes are additions of this project.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .names import NameIndex
from .tables import read_table, split_list


@dataclass(frozen=True)
class CgiTerm:
    """A concept; ``terms`` are what sources call it besides its label."""

    scheme: str
    notation: str
    label: str
    broader: tuple[str, ...]
    uri: str
    terms: tuple[str, ...]
    note: str


@lru_cache(maxsize=1)
def cgi_terms() -> tuple[CgiTerm, ...]:
    """Return every term in the order of the table.

    :raises VocabularyError: when the table is missing or damaged.
    """
    return tuple(
        CgiTerm(
            row["scheme"],
            row["notation"],
            row["label"],
            split_list(row["broader"]),
            row["uri"],
            split_list(row["terms"]),
            row["note"],
        )
        for row in read_table("cgi_terms.csv")
    )


@lru_cache(maxsize=4096)
def match_cgi_term(text: str, scheme: str) -> CgiTerm | None:
    """Return the term of ``scheme`` that the whole of ``text`` names, or None."""
    return _index(scheme).match(text)


@lru_cache(maxsize=32)
def _index(scheme: str) -> NameIndex[CgiTerm]:
    return NameIndex(
        (term, (term.notation, term.label, term.uri, *term.terms))
        for term in cgi_terms()
        if term.scheme == scheme
    )
