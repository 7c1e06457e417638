"""Bar charts as inline SVG: a plain function from numbers to text, without any library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable

from .svg import BAR, INK, picture, text, trimmed

# Narrow, so that its letters can be read on a telephone; wide screens show two side by side.
_BAR, _GAP, _LABEL, _WIDTH, _VALUE = 16, 6, 176, 360, 58
_LONGEST_LABEL = 24

Range = tuple[float, float]


def bar_chart(
    title: str,
    bars: Sequence[tuple[str, float]],
    marks: Sequence[float | None] = (),
    ranges: Sequence[Range] = (),
    number: Callable[[float], str] = "{:,}".format,
) -> str:
    """Return horizontal bars with their labels and numbers; nothing without bars.

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
    parts = []
    for at, (label, value) in enumerate(bars):
        top = at * (_BAR + _GAP) + 2
        mark = marks[at] if at < len(marks) else None
        parts.append(text(_LABEL - 6, top + 12, _shortened(label), "label", anchor="end"))
        parts.append(
            f'<rect class="bar" fill="{BAR}" x="{_LABEL}" y="{top}"'
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
    # The bars may become longer on paper; the space of labels and numbers stays.
    stretch = f"{_LABEL} {_VALUE}"
    return picture(title, _WIDTH, len(bars) * (_BAR + _GAP) + 4, parts, stretch)


def _line(left: float, right: float, top: float, bottom: float, kind: str) -> str:
    width = 2 if kind == "mark" else 1
    ends = f'x1="{trimmed(_LABEL + left)}" x2="{trimmed(_LABEL + right)}"'
    ends += f' y1="{trimmed(top)}" y2="{trimmed(bottom)}"'
    return f'<line class="{kind}" stroke="{INK}" stroke-width="{width}" {ends}/>'


def _shortened(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"
