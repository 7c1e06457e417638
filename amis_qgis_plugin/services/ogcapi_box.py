"""A box in the words of OGC API Features."""

from __future__ import annotations

from typing import Union

from .pages import Box

# (order of the coordinates exchanged, reference system named): how boxes may have to be written.
SPELLINGS = ((False, False), (True, False))
NAMED_SPELLINGS = ((False, True), (True, True), *SPELLINGS)
_EDGES = (180.0, 90.0)
_OVER = 0.5  # degrees; boxes are made a little larger than what they hold


def box_question(box: Box, spelling: int, crs: str) -> dict[str, Union[str, int]]:
    """Return the parameters of a box.

    :param spelling: which of the ways.
    :param crs: the name of the reference system of its numbers; empty for longitude and latitude.
    """
    is_exchanged, is_named = (NAMED_SPELLINGS if crs else SPELLINGS)[spelling]
    a_min, b_min, a_max, b_max = box
    numbers = (b_min, a_min, b_max, a_max) if is_exchanged else (a_min, b_min, a_max, b_max)
    if not crs:
        numbers = tuple(_on_earth(one, _EDGES[at % 2]) for at, one in enumerate(numbers))
    question: dict[str, Union[str, int]] = {"bbox": ",".join(repr(float(one)) for one in numbers)}
    if is_named:
        question["bbox-crs"] = crs
    return question


def _on_earth(number: float, edge: float) -> float:
    """Return the edge of the earth for what is a little beyond: some servers refuse that."""
    return max(-edge, min(edge, number)) if abs(number) <= edge + _OVER else number
