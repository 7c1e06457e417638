"""What is said about a refresh in the message bar."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..core.completeness import Completeness
from ..core.phrases import counted, listed
from .completeness_words import when

if TYPE_CHECKING:
    from ..core.sources import Source
    from ..qgis_bridge.refreshing import RefreshEnd
    from ..workspace.offline.refresh import Refreshed

_NAMES = 3
_AGAIN = "Refresh it again; it goes on where it stopped."


def running_words(asked: list[Source]) -> str:
    """Say that servers are being asked."""
    names = listed((one.title or one.source_id for one in asked), _NAMES)
    return f"Refreshing {names} from the server. You can go on working."


def ended_words(end: RefreshEnd) -> str:
    """Say how a refresh ended, source by source."""
    before = {one.source_id: one for one in end.asked}
    said = [_said(one, before[one.source_id]) for one in end.done]
    if end.is_stopped:
        left = listed((one.title for one in end.asked[len(end.done) :]), _NAMES)
        said.append(f"Stopped before the end: {left} stays as it was.")
    return " ".join(said)


def why_words(end: RefreshEnd) -> str:
    """Say all that is known of why sources stay as they were; empty where none does."""
    return "\n\n".join(
        f"{one.title or one.source_id}: {one.error}" for one in end.done if one.error
    )


def is_success(end: RefreshEnd) -> bool:
    """Whether all went as it was asked, and nothing is left to be decided or looked at."""
    return not end.is_stopped and not any(
        one.error or one.note or one.conflicts or one.completeness is Completeness.INCOMPLETE
        for one in end.done
    )


def _said(one: Refreshed, before: Source) -> str:
    title = one.title or one.source_id
    if one.error and one.completeness is Completeness.INCOMPLETE:
        return f"{title} stays as it was: what the server gave is INCOMPLETE. {_AGAIN}"
    if one.error:
        return f"{title} stays as it was: {one.error}"
    counts = ", ".join(_counts(one))
    known = f"Nothing changed since {when(before.retrieved_at)}"
    rest = []
    if one.left_out:
        are = "is" if one.left_out == 1 else "are"
        rest.append(f"{counted(one.left_out, 'row')} removed here {are} left out")
    if one.completeness not in (None, Completeness.COMPLETE_PROVEN):
        rest.append(one.completeness.words)
    sentence = f"{title}: {'; '.join([counts or known, *rest])}."
    return f"{sentence} {one.note}".strip()


def _counts(one: Refreshed) -> Iterator[str]:
    # Imported here: it knows the whole way of a row, and QGIS would wait for it at start-up.
    from ..workspace.result_words import removed_word

    for number, word in (
        (one.added, "added"),
        (one.changed, "changed"),
        (one.removed, removed_word(one)),
        (one.left or 0, f"no longer in the {one.scope}"),
    ):
        if number:
            yield f"{number:,} {word}"
    if one.conflicts:
        yield counted(one.conflicts, "conflict")
