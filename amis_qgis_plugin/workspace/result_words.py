"""What became of a source's rows in words, for messages and logs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Union

from ..core.checks.counts import counts_in_words, have_weight
from ..core.completeness import Completeness
from ..core.map_gaps import lacks_weight, unfilled_words
from ..core.mapping.field_map import FieldMap
from ..core.phrases import counted, under_filter
from .earlier_rows import Compared
from .ingest_result import IngestResult
from .realign import RealignResult

if TYPE_CHECKING:
    from .offline.refresh import Refreshed

Result = Union[IngestResult, RealignResult]


def taken_words(file: str, result: IngestResult, fields: FieldMap) -> str:
    """Say how the rows of a layer came into a workspace.

    :param file: name of the workspace.
    """
    under = under_filter(result.filter)
    if not result.rows_in:
        return f"The layer has no rows{under}; there is nothing of it in {file}."
    are = "is" if result.rows_out == 1 else "are"
    of = f"{result.rows_out:,} of {counted(result.rows_in, 'row')}{under} {are} in {file}"
    said = [f"{of} as {result.source_id}"]
    if result.rejected:
        said[0] += f", {len(result.rejected):,} listed as rejected"
    if result.replaced:
        were = "was" if result.replaced == 1 else "were"
        said.append(f"{counted(result.replaced, 'row')} of an earlier run {were} replaced")
    said.append(compared_words(result.compared))
    said += [findings_words(result), counted(len(result.unmatched), "unknown term")]
    said += [unfilled_words(fields), result.completeness.words]
    return "; ".join(filter(None, said)) + "."


def compared_words(compared: Compared) -> str:
    """Say what edits met on the way; empty where nothing did."""
    said = []
    if compared.conflicts:
        said.append(f"{counted(compared.conflicts, 'conflict')} with edits, yours stay")
    if compared.left_out:
        are = "is" if compared.left_out == 1 else "are"
        said.append(f"{counted(compared.left_out, 'row')} removed here {are} left out")
    if compared.is_blind:
        said.append("edits that were made in this file before it recorded them are replaced")
    return "; ".join(said)


def refreshed_words(one: Refreshed) -> str:
    """Say what a refresh found at the server of a source."""
    if one.is_unchanged:
        return f"{one.title}: unchanged, nothing was transferred."
    counts = f"{one.added:,} added, {one.changed:,} changed, {one.removed:,} {removed_word(one)}"
    if one.left:
        counts += f", {one.left:,} no longer in the {one.scope}"
    edits = compared_words(Compared(conflicts=one.conflicts, left_out=one.left_out))
    words = one.completeness.words if one.completeness is not None else ""
    return f"{one.title}: {'; '.join(filter(None, (counts, edits, words)))}."


def removed_word(one: Refreshed) -> str:
    """Say what became of rows that the server does not give any more.

    Of a part of a layer only a server that tells by id knows whether they are gone, or elsewhere.
    """
    is_open = one.scope and one.left is None
    return f"removed or no longer in the {one.scope}" if is_open else "removed"


def realigned_words(result: RealignResult) -> str:
    """Say how the rows of a source were aligned again."""
    are = "is" if result.rows == 1 else "are"
    said = [f"{counted(result.rows, 'row')} of {result.source_id} {are} aligned again"]
    said += [findings_words(result), counted(len(result.unmatched), "unknown term")]
    return "; ".join(filter(None, said)) + "."


def findings_words(result: Result) -> str:
    """Say how many rows have findings, and which; empty where none has."""
    if not result.rows_with_findings:
        return ""
    found = counts_in_words(result.findings)
    return f"{counted(result.rows_with_findings, 'row')} with findings: {found}"


def needs_a_look(result: Result, fields: FieldMap) -> bool:
    """Whether a result is less than a success: a person should look at what was found."""
    if have_weight(result.findings):
        return True
    if isinstance(result, RealignResult):
        return False
    is_whole = bool(result.rows_in) and result.completeness is not Completeness.INCOMPLETE
    return not is_whole or bool(result.rejected) or lacks_weight(fields)
