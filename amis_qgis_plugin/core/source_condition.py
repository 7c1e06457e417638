"""Which sources a condition on a workspace table leaves: the rows of one, of a few, or of all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Optional

from .expressions import identifier, literal

_PIECE = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[()]|[^\s()'\"]+|\s+")
_TEXT = r"'(?:[^']|'')*'"
_NAMED = re.compile(
    rf"\"?source_id\"?\s*(?:=\s*({_TEXT})|IN\s*\(\s*({_TEXT}(?:\s*,\s*{_TEXT})*)\s*\))",
    re.IGNORECASE,
)
# With one of these outside of brackets, what an AND joins need not hold.
_UNSURE = {"OR", "BETWEEN", "CASE", "SELECT"}


def of_source(source_id: str) -> str:
    """Return the condition that leaves the rows of one source."""
    return f"{identifier('source_id')} = {literal(source_id)}"


def sources_left(condition: str) -> Optional[frozenset[str]]:
    """Return the sources that a condition names; None where it may leave rows of every source.

    Only what has to hold in any case counts: parts that are joined by ``AND``.
    """
    named = [ids for ids in map(_named, _parts(condition.strip())) if ids is not None]
    return frozenset.intersection(*named) if named else None


def sources_alone(condition: str) -> Optional[frozenset[str]]:
    """Return the sources whose rows, all of them, a condition leaves; None where it says else."""
    parts = [_named(part) for part in _parts(condition.strip())]
    named = [ids for ids in parts if ids is not None]
    return frozenset.intersection(*named) if named and len(named) == len(parts) else None


def _named(part: str) -> Optional[frozenset[str]]:
    """Return the sources that a part of a condition names; None where it says something else."""
    named = _NAMED.fullmatch(part)
    if named is None:
        return None
    texts = re.findall(_TEXT, named[1] or named[2])
    return frozenset(one[1:-1].replace("''", "'") for one in texts)


def _parts(text: str) -> Iterator[str]:
    """Yield what a condition joins by ``AND``, the brackets around it taken off."""
    pieces = _PIECE.findall(text)
    if "".join(pieces) != text:  # a quote that does not end
        return
    parts, depth, closed = [""], 0, 0
    for piece in pieces:
        depth += {"(": 1, ")": -1}.get(piece, 0)
        word = "" if depth else piece.upper()
        if word in _UNSURE:
            return
        closed += word == ")"
        if word == "AND":
            parts.append("")
        else:
            parts[-1] += piece
    if len(parts) > 1:
        for part in parts:
            yield from _parts(part.strip())
    elif text.startswith("(") and text.endswith(")") and closed == 1:
        yield from _parts(text[1:-1].strip())
    else:
        yield text
