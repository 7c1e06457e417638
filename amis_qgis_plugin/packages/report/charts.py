"""Bar charts as inline SVG: a plain function from numbers to text, without any library."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Callable

from ...core.word_breaks import folded
from .svg import BAR, INK, picture, text, trimmed

# Narrow, so that its letters can be read on a telephone; wide screens show two side by side.
_BAR, _GAP, _LABEL, _WIDTH, _VALUE = 16, 6, 176, 360, 58
_LINE, _LONGEST_LINE, _MOST_LINES = 13, 24, 2  # of a label

Range = tuple[float, float]


def bar_chart(
    title: str,
    bars: Sequence[tuple[str, float]],
    marks: Sequence[float | None] = (),
    ranges: Sequence[Range] = (),
    number: Callable[[float], str] = "{:,}".format,
) -> str:
    """Return horizontal bars with their labels and numbers; nothing without bars.

    A label that is too long for one line has two; one that is too long for two is cut.

    :param bars: label and number, not negative.
    :param marks: for each bar a number to be marked by a line across it, such as the expected one.
    :param ranges: for each bar the range around its mark, drawn as a thin line.
    :param number: how a number is written.
    """
    if not bars:
        return ""
    ends = [end for _start, end in ranges]
    largest = max([value for _label, value in bars] + [mark or 0 for mark in marks] + ends + [0])
    scale = (_WIDTH - _LABEL - _VALUE) / largest if largest else 0.0
    labels = [_lines(label) for label, _value in bars]
    further = max(0, _LINE * max(map(len, labels)) - _BAR - 2)  # what they need more than a bar
    row = _BAR + _GAP + further
    parts = []
    for at, (_label, value) in enumerate(bars):
        top = at * row + further / 2 + 2
        mark = marks[at] if at < len(marks) else None
        parts.append("<g>")  # a page of paper may end between two of them
        parts += _written(labels[at], top + 12)
        parts.append(
            f'<rect class="bar" fill="{BAR}" x="{_LABEL}" y="{trimmed(top)}"'
            f' width="{trimmed(value * scale)}" height="{_BAR}"/>'
        )
        reach = [value, mark or 0]
        if at < len(ranges):
            start, end = ranges[at]
            parts.append(_line(start * scale, end * scale, top + _BAR / 2, top + _BAR / 2, "range"))
            reach.append(end)
        if mark is not None:
            parts.append(_line(mark * scale, mark * scale, top - 2, top + _BAR + 2, "mark"))
        parts.append(text(_LABEL + max(reach) * scale + 6, top + 12, number(value), "n value"))
        parts.append("</g>")
    # The bars may become longer on paper; the space of labels and numbers stays.
    on_paper = {"stretch": f"{_LABEL} {_VALUE}", "row": trimmed(row)}
    return picture(title, _WIDTH, len(bars) * row + 4, parts, on_paper)


def _line(left: float, right: float, top: float, bottom: float, kind: str) -> str:
    width = 2 if kind == "mark" else 1
    ends = f'x1="{trimmed(_LABEL + left)}" x2="{trimmed(_LABEL + right)}"'
    ends += f' y1="{trimmed(top)}" y2="{trimmed(bottom)}"'
    return f'<line class="{kind}" stroke="{INK}" stroke-width="{width}" {ends}/>'


def _lines(label: str) -> list[str]:
    pieces = [piece for word in label.split() for piece in folded(word, _goes_into_a_line)]
    lines = textwrap.wrap(
        " ".join(pieces),
        _LONGEST_LINE,
        max_lines=_MOST_LINES,
        placeholder="…",
        break_on_hyphens=False,
    )
    return [line.replace("-…", "…") for line in lines] or [""]


def _goes_into_a_line(label: str) -> bool:
    return len(label) <= _LONGEST_LINE


def _written(lines: Sequence[str], middle: float) -> Iterator[str]:
    """Write the lines of a label around the base line of a single one."""
    first = middle - _LINE * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        yield text(_LABEL - 6, first + number * _LINE, line, "label", anchor="end")
