"""The terms of a workspace that no vocabulary knows, and the sources that a decision touches."""

from __future__ import annotations

from pathlib import Path

from ..core.checks.report import UnknownTerm
from ..core.commodity_parser import parse_commodities
from ..core.user_terms import COMMODITY, NO_TERMS, UserTerms
from .field_maps import SourceMap, read_source_maps
from .gdal_calls import rows, sqlite
from .packaged import is_packaged
from .sql import has_table

_TERMS = (
    "SELECT vocabulary, term, sum(occurrences) AS occurrences FROM amis_unmatched_terms"
    " GROUP BY vocabulary, term ORDER BY vocabulary, 3 DESC, term"
)
_OF_SOURCE = "SELECT vocabulary, term FROM amis_unmatched_terms WHERE source_id = ?"


def read_unmatched(path: Path) -> tuple[UnknownTerm, ...]:
    """Return the unknown terms of a workspace by vocabulary, the most frequent first.

    What they may mean is left to whoever shows one: a workspace may have thousands.

    :raises WorkspaceError: when the file cannot be read.
    """
    with sqlite(path) as connection:
        if not has_table(connection, "amis_unmatched_terms"):
            return ()
    return tuple(
        UnknownTerm(row["vocabulary"], row["term"], row["occurrences"])
        for row in rows(path, _TERMS)
    )


def sources_to_realign(path: Path, terms: UserTerms) -> tuple[SourceMap, ...]:
    """Return the sources that these decisions read otherwise than they were aligned.

    A source is among them when one of its unknown terms is decided now, by itself or by a word in
    it, or when a decision that it was aligned by has changed or gone.

    The data of a package has none: it stays as it was made.

    :raises WorkspaceError: when the file cannot be read.
    """
    if is_packaged(path):
        return ()
    return tuple(one for one in read_source_maps(path) if _is_touched(path, one, terms))


def _is_touched(path: Path, source: SourceMap, terms: UserTerms) -> bool:
    if any(terms.find(one.vocabulary, one.term) != one for one in source.terms):
        return True
    if all(source.terms.find(one.vocabulary, one.term) is not None for one in terms):
        return False
    return any(
        terms.find(row["vocabulary"], row["term"]) is not None
        or (row["vocabulary"] == COMMODITY and _is_read(row["term"], source.fields.profile, terms))
        for row in rows(path, _OF_SOURCE, (source.source_id,))
    )


def _is_read(term: str, profile: str, terms: UserTerms) -> bool:
    """Whether a decision reads a term that only holds the decided word: *x* stands in *x ore*."""
    before, now = (parse_commodities(term, profile, one) for one in (NO_TERMS, terms))
    return bool(before.unmatched) and now != before
