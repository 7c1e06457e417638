"""What is said about the completeness of the sources that a layer shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from ..core.completeness import Completeness
from ..core.sources import Source

_MOST_IN_TOOLTIP, _MOST_LETTERS = 4, 240
_AGAIN = {
    "server": "Take offline again to go on.",
    "file": "Align the whole file again under the same source id.",
}


def tooltip(sources: Sequence[Source]) -> str:
    """Return a few lines on each source, the least complete first, as HTML."""
    shown = "".join(
        f"<p>{'<br>'.join(_lines(one, True))}</p>" for one in sources[:_MOST_IN_TOOLTIP]
    )
    more = len(sources) - _MOST_IN_TOOLTIP
    rest = f"<p>and {more} more {'source' if more == 1 else 'sources'}</p>" if more > 0 else ""
    return f"<qt>{shown}{rest}<p>Click for all of it.</p></qt>"


def tooltip_of_problem(problem: str) -> str:
    """Return what stands where nothing can be read, as HTML."""
    return f"<qt>Completeness cannot be told now: {escape(problem)}</qt>"


def full_text(sources: Sequence[Source]) -> str:
    """Return everything that is known of the sources, with the next step, as HTML."""
    return "".join(f"<p>{'<br>'.join(_lines(one, False))}</p>" for one in sources)


def next_step(source: Source) -> str:
    """Return what to do about a source that is not whole; empty where it is."""
    if source.completeness is not Completeness.INCOMPLETE:
        return ""
    return _AGAIN["file" if source.protocol == "file" else "server"]


def _lines(source: Source, is_short: bool) -> Iterator[str]:
    words = source.completeness.words
    if source.extent or source.filter:
        limits = ("of an area" if source.extent else "", "under a filter" if source.filter else "")
        words = f"{words} {' '.join(filter(None, limits))}"
    yield f"<b>{escape(source.title or source.source_id)}</b>: {escape(words)}"
    count = f"{source.feature_count:,} {'row' if source.feature_count == 1 else 'rows'}"
    yield escape(f"{count}, retrieved {when(source.retrieved_at)}")
    evidence = source.evidence or "There is no record of what speaks for it."
    yield escape(_shortened(evidence) if is_short else evidence)
    if not is_short:
        yield from (escape(one) for one in _origin(source))
    yield escape(f"Licence: {source.licence or 'no licence statement'}")
    step = next_step(source)
    if step:
        yield f"<b>{escape(step)}</b>"


def _origin(source: Source) -> Iterator[str]:
    place = " · ".join(filter(None, (source.protocol, source.url, source.layer)))
    if place:
        yield f"From: {place}"
    for name, value in (("Area", source.extent), ("Filter", source.filter)):
        if value:
            yield f"{name}: {value}"
    if source.attribution:
        yield f"Attribution: {source.attribution}"


def when(moment: str) -> str:
    """Return a time as people read it: ISO 8601 without the letters in it."""
    return moment.replace("T", " ").replace("Z", " UTC") if moment else "at a time not recorded"


def _shortened(text: str) -> str:
    if len(text) <= _MOST_LETTERS:
        return text
    return f"{text[:_MOST_LETTERS].rsplit(' ', 1)[0]} …"
