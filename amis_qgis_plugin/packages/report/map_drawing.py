"""Maps as inline SVG: places, outlines and dots in degrees become one drawing.

The projection is plate carrée, true to scale at the middle parallel; north is up.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

from ...core.group_colours import GROUP_COLOURS
from .svg import ACCENT, INK, LAND, PAPER, SEA, SHORE, UNIT, WARN, picture, text, trimmed

Box = tuple[float, float, float, float]
Line = Sequence[tuple[float, float]]
# Longitude, latitude, number of occurrences, their commodity group.
Dot = tuple[float, float, int, str]

_TALLER = 4 / 3  # at most, than it is wide
_DEGREE_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
_MOST_LINES = 6
_KM_PER_DEGREE = 111.32  # at the equator, WGS 84
_NICE = (1, 2, 5)
_LEGEND_ROW = 17
_LONGEST_DEGREES = 44
_LETTER = 7.0  # the width of one on a telephone, at most


@dataclass(frozen=True)
class MapContent:
    """What a map shows.

    :param box: west, south, east, north in degrees.
    :param land: outer and inner rings of land, for orientation.
    :param areas: rings of geological units.
    :param lines: structures.
    :param towns: longitude, latitude and name, for orientation.
    :param frame: a box to be drawn on the map, as a locator does.
    :param width: at most, in the units of letters: one that is shown small has less of them.
    """

    box: Box
    dots: Sequence[Dot] = ()
    areas: Sequence[Line] = ()
    lines: Sequence[Line] = ()
    towns: Sequence[tuple[float, float, str]] = ()
    frame: Box | None = None
    width: float = 480.0
    land: Sequence[Line] = ()


@dataclass(frozen=True)
class MapWords:
    """The words on a map.

    :param letters: of east and west, and of north and south.
    :param groups: commodity group to its name in the legend.
    :param units: what areas are called in the legend.
    :param structures: what lines are called.
    :param marked: turns a number such as ``1,204.5`` into the language's form.
    """

    title: str
    letters: tuple[str, str] = ("E W", "N S")
    groups: dict[str, str] | None = None
    units: str = ""
    structures: str = ""
    marked: Callable[[str], str] = str


class _Frame:
    """The way from degrees to the drawing."""

    def __init__(self, box: Box, width: float) -> None:
        self.west, self.south, self.east, self.north = box
        middle = math.radians((self.south + self.north) / 2)
        self.stretch = max(math.cos(middle), 0.2)
        across = max((self.east - self.west) * self.stretch, 1e-9)
        self.scale = min(width / across, width * _TALLER / max(self.north - self.south, 1e-9))
        self.width = across * self.scale
        self.height = (self.north - self.south) * self.scale
        self.km = _KM_PER_DEGREE / self.scale  # one unit of the drawing along the middle parallel

    def at(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.west) * self.stretch * self.scale, (self.north - y) * self.scale

    def points(self, line: Line) -> str:
        placed = (self.at(x, y) for x, y in line)
        return " ".join(f"{trimmed(x)},{trimmed(y)}" for x, y in placed)


def grid_degrees(box: Box) -> float:
    """Return how many degrees lie between two lines of the graticule of a map."""
    span = max(box[2] - box[0], box[3] - box[1])
    return next((one for one in _DEGREE_STEPS if span / one <= _MOST_LINES), 45.0)


def scale_bar_km(box: Box, width: float) -> float:
    """Return the length of a map's scale bar: a round one, about a quarter of the map."""
    frame = _Frame(box, width)
    longest = frame.width / 4 * frame.km
    power = 10 ** math.floor(math.log10(longest))
    return max(one * power for one in _NICE if one * power <= longest)


def draw_map(content: MapContent, words: MapWords) -> str:
    """Return a map with a graticule, a scale bar and a legend."""
    frame = _Frame(content.box, content.width)
    size = f'width="{trimmed(frame.width)}" height="{trimmed(frame.height)}"'
    parts = [f'<rect class="sea" fill="{SEA}" {size}/>']
    parts += _land(frame, content.land)
    for ring in content.areas:  # the coast shows through
        looks = f'class="unit" fill="{UNIT}" fill-opacity=".6"'
        looks += f' stroke="{INK}" stroke-opacity=".35" stroke-width=".5"'
        parts.append(f'<polygon {looks} points="{frame.points(ring)}"/>')
    parts += _graticule(frame, grid_degrees(content.box), words)
    for line in content.lines:
        looks = f'class="structure" fill="none" stroke="{WARN}" stroke-width="1.2"'
        parts.append(f'<polyline {looks} points="{frame.points(line)}"/>')
    parts += [_dot(frame, dot) for dot in content.dots]
    parts += [mark for town in content.towns for mark in _town(frame, town)]
    if content.frame is not None:  # over the white edges of the letters
        parts.append(_framed(frame, content.frame))
    parts += _scale_bar(frame, scale_bar_km(content.box, content.width), words)
    legend = _legend(content, words, frame)
    return picture(words.title, max(frame.width, 200), frame.height + legend[1], parts + legend[0])


def _land(frame: _Frame, rings: Sequence[Line]) -> list[str]:
    """Return the land as one path: a ring inside another is a lake."""
    if not rings:
        return []
    drawn = "".join(f"M{frame.points(ring[:-1])}Z" for ring in rings)
    looks = f'class="land" fill="{LAND}" fill-rule="evenodd" stroke="{SHORE}" stroke-width=".6"'
    return [f'<path {looks} d="{drawn}"/>']


def _dot(frame: _Frame, dot: Dot) -> str:
    x, y, count, group = dot
    left, top = frame.at(x, y)
    radius = min(2.6 + 1.1 * (count**0.5 - 1), 11.0)
    place = f'cx="{trimmed(left)}" cy="{trimmed(top)}" r="{trimmed(radius)}"'
    return f'<circle class="dot" {_colour(group)} {place}/>'


def _colour(group: str) -> str:
    colour = GROUP_COLOURS.get(group, GROUP_COLOURS["other"]) if group else ACCENT
    return f'fill="{colour}" fill-opacity=".85" stroke="{INK}" stroke-width=".4"'


def _town(frame: _Frame, town: tuple[float, float, str]) -> list[str]:
    left, top = frame.at(town[0], town[1])
    looks = f'class="town" fill="{PAPER}" stroke="{INK}" stroke-width="1"'
    square = f'<rect {looks} x="{trimmed(left - 2)}" y="{trimmed(top - 2)}" width="4" height="4"/>'
    is_far = left + 5 + _LETTER * len(town[2]) > frame.width
    place = (left - 5, "end") if is_far else (left + 5, "")
    return [square, text(place[0], top + 3.5, town[2], "place", size=10, anchor=place[1])]


def _framed(frame: _Frame, box: Box) -> str:
    (left, top), (right, bottom) = frame.at(box[0], box[3]), frame.at(box[2], box[1])
    place = f'x="{trimmed(left)}" y="{trimmed(top)}"'
    size = f'width="{trimmed(right - left)}" height="{trimmed(bottom - top)}"'
    looks = f'class="frame" fill="none" stroke="{WARN}" stroke-width="2.5"'
    return f"<rect {looks} {place} {size}/>"


def _graticule(frame: _Frame, step: float, words: MapWords) -> list[str]:
    """Return meridians and parallels at round degrees, with their labels."""
    looks = f'class="grid" stroke="{INK}" stroke-width=".5" stroke-opacity=".3"'
    parts = []
    for number in range(int(frame.west // step), int(frame.east // step) + 1):
        if frame.west < number * step < frame.east:
            x = trimmed(frame.at(number * step, 0)[0])
            ends = f'x1="{x}" x2="{x}" y1="0" y2="{trimmed(frame.height)}"'
            parts.append(f"<line {looks} {ends}/>")
            said = _degrees(number * step, words.letters[0], words)
            if float(x) < frame.width - _LONGEST_DEGREES:
                parts.append(text(float(x) + 3, 11, said, "degree", size=10))
    for number in range(int(frame.south // step), int(frame.north // step) + 1):
        if frame.south < number * step < frame.north:
            y = trimmed(frame.at(0, number * step)[1])
            ends = f'x1="0" x2="{trimmed(frame.width)}" y1="{y}" y2="{y}"'
            parts.append(f"<line {looks} {ends}/>")
            said = _degrees(number * step, words.letters[1], words)
            parts.append(text(3, float(y) - 3, said, "degree", size=10))
    return parts


def _degrees(value: float, letters: str, words: MapWords) -> str:
    positive, negative = letters.split()
    letter = "" if not round(value, 6) else f" {positive if value > 0 else negative}"
    return words.marked(f"{abs(round(value, 4)):g}") + f"°{letter}"


def _scale_bar(frame: _Frame, length: float, words: MapWords) -> list[str]:
    """Return a bar of so many kilometres, true at the middle parallel."""
    right, top = frame.width - 10, frame.height - 12
    left = right - length / frame.km
    bar = f"M{trimmed(left)},{trimmed(top - 4)}v4H{trimmed(right)}v-4"
    said = words.marked(f"{length:,g}") + " km"
    return [
        f'<path class="scale" fill="none" stroke="{INK}" stroke-width="1.5" d="{bar}"/>',
        text((left + right) / 2, top - 4, said, "degree", size=10, anchor="middle"),
    ]


def _legend(content: MapContent, words: MapWords, frame: _Frame) -> tuple[list[str], float]:
    """Return what the signs mean, in two columns below the map, and how tall that is."""
    there = {dot[3] for dot in content.dots}
    signs = [
        (f'<circle class="dot" {_colour(group)} cx="8" cy="-4" r="4.5"/>', name)
        for group, name in (words.groups or {}).items()
        if group in there
    ]
    if content.lines and words.structures:
        line = f'<line class="structure" stroke="{WARN}" stroke-width="1.5"'
        signs.append((f'{line} x1="1" x2="15" y1="-4" y2="-4"/>', words.structures))
    if content.areas and words.units:
        looks = f'class="unit" fill="{UNIT}" fill-opacity=".6" stroke="{INK}" stroke-opacity=".5"'
        signs.append((f'<rect {looks} x="1" y="-9" width="14" height="10"/>', words.units))
    parts = []
    for number, (sign, name) in enumerate(signs):
        column, row = number % 2, number // 2
        left, top = column * frame.width / 2 + 2, frame.height + 18 + row * _LEGEND_ROW
        place = f"{trimmed(left)} {trimmed(top)}"
        parts.append(f'<g transform="translate({place})">{sign}</g>')
        parts.append(text(left + 21, top, name, "legend", size=11))
    rows = (len(signs) + 1) // 2
    return parts, rows * _LEGEND_ROW + 8 if rows else 0.0
