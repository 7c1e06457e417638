"""Charts and maps as inline SVG: plain functions from numbers to text, without any library.

They take their colours from the page (``currentColor`` and classes), so they print and follow a
dark screen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import Callable

_BAR, _GAP, _LABEL, _WIDTH, _VALUE = 18, 6, 230, 640, 70
_LONGEST_LABEL = 28
_MAP_WIDTH = 640.0
_TALLEST = 760.0
_DEGREE_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
_MOST_LINES = 6

Box = tuple[float, float, float, float]
Place = Callable[[float, float], tuple[str, str]]


def bar_chart(
    title: str, bars: Sequence[tuple[str, float]], marks: Sequence[float | None] = ()
) -> str:
    """Return horizontal bars with their labels and numbers; nothing without bars.

    :param bars: label and number, not negative.
    :param marks: for each bar a number to be marked by a line across it, such as the expected one.
    """
    if not bars:
        return ""
    largest = max([value for _label, value in bars] + [mark or 0 for mark in marks] + [0])
    room = _WIDTH - _LABEL - _VALUE
    scale = room / largest if largest else 0.0
    parts = []
    for number, (label, value) in enumerate(bars):
        top = number * (_BAR + _GAP)
        base = top + _BAR - 5
        parts.append(_text(_LABEL - 8, base, _shortened(label), "label"))
        parts.append(
            f'<rect class="bar" x="{_LABEL}" y="{top}" width="{_n(value * scale)}"'
            f' height="{_BAR}"/>'
        )
        mark = marks[number] if number < len(marks) else None
        if mark is not None:
            x = _n(_LABEL + mark * scale)
            parts.append(
                f'<line class="mark" x1="{x}" x2="{x}" y1="{top - 2}" y2="{top + _BAR + 2}"/>'
            )
        right = _LABEL + max(value, mark or 0) * scale + 6
        parts.append(_text(right, base, f"{value:,}", "n value"))
    return _picture(title, _WIDTH, len(bars) * (_BAR + _GAP), parts)


def point_map(
    title: str,
    box: Box,
    points: Iterable[tuple[float, float, int]],
    lines: Iterable[Sequence[tuple[float, float]]] = (),
    frame: Box | None = None,
) -> str:
    """Return a map in plate carrée, true to scale at its middle parallel, with a graticule.

    :param box: west, south, east, north in degrees.
    :param points: longitude, latitude and the number of occurrences that the dot stands for.
    :param lines: structures, as longitudes and latitudes.
    :param frame: a box to be drawn on the map, as a locator does.
    """
    west, south, east, north = box
    stretch = max(math.cos(math.radians((south + north) / 2)), 0.2)
    scale = min(
        _MAP_WIDTH / max((east - west) * stretch, 1e-9), _TALLEST / max(north - south, 1e-9)
    )
    width, height = (east - west) * stretch * scale, (north - south) * scale

    def place(x: float, y: float) -> tuple[str, str]:
        return _n((x - west) * stretch * scale), _n((north - y) * scale)

    parts = [f'<rect class="sea" width="{_n(width)}" height="{_n(height)}"/>']
    parts += _graticule(box, place, width, height)
    for line in lines:
        told = " ".join(",".join(place(x, y)) for x, y in line)
        parts.append(f'<polyline class="structure" points="{told}"/>')
    for x, y, count in points:
        left, top = place(x, y)
        radius = _n(min(3.0 + 1.3 * (count**0.5 - 1), 14.0))
        parts.append(f'<circle class="dot" cx="{left}" cy="{top}" r="{radius}"/>')
    if frame is not None:
        (left, top), (right, bottom) = place(frame[0], frame[3]), place(frame[2], frame[1])
        size = f'width="{_n(float(right) - float(left))}" height="{_n(float(bottom) - float(top))}"'
        parts.append(f'<rect class="frame" x="{left}" y="{top}" {size}/>')
    # A picture in the picture: what lies outside of the map is cut off at its edge.
    size = f'width="{_n(width)}" height="{_n(height)}"'
    inner = f'<svg {size} overflow="hidden">{"".join(parts)}</svg>'
    return _picture(title, width, height, [inner])


def _graticule(box: Box, place: Place, width: float, height: float) -> list[str]:
    """Return meridians and parallels at round degrees, with their labels."""
    west, south, east, north = box
    span = max(east - west, north - south)
    step = next((one for one in _DEGREE_STEPS if span / one <= _MOST_LINES), 45.0)
    parts = []
    for number in range(int(west // step), int(east // step) + 1):
        if west < number * step < east:
            x, _y = place(number * step, north)
            parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="0" y2="{_n(height)}"/>')
            parts.append(_text(float(x) + 3, height - 4, _degrees(number * step, "EW"), "degree"))
    for number in range(int(south // step), int(north // step) + 1):
        if south < number * step < north:
            _x, y = place(west, number * step)
            parts.append(f'<line class="grid" x1="0" x2="{_n(width)}" y1="{y}" y2="{y}"/>')
            parts.append(_text(3, float(y) - 3, _degrees(number * step, "NS"), "degree"))
    return parts


def _degrees(value: float, letters: str) -> str:
    letter = "" if not round(value, 6) else f" {letters[0] if value > 0 else letters[1]}"
    return f"{abs(round(value, 4)):g}°{letter}"


def _picture(title: str, width: float, height: float, parts: Iterable[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_n(width)} {_n(height)}" role="img" aria-label="{escape(title)}"'
        f' xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>'
        f"{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{_n(x)}" y="{_n(y)}">{escape(text)}</text>'


def _shortened(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"


def _n(value: float) -> str:
    """Return a number for an attribute, the same on every system."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
