"""Pictures of the report for painting: inline SVG with the colours of the page put in.

In a page, charts and maps take their colours from its style sheet, from variables too. What paints
them on paper (SVG Tiny 1.2) knows neither, nor pictures in pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Optional

from ..core.errors import PackageError
from ..services.xml_tree import Element, XmlFault, parse_xml

SVG = "http://www.w3.org/2000/svg"
Rules = tuple[tuple[str, Mapping[str, str]], ...]
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,[^)]*)?\)")
_FONT = re.compile(r"(?:(bold|italic)\s+)?([\d.]+)px(?:/[\d.]+)?\s+(.+)")
_GAP = 6.0  # between a bar and its number
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_NUMBER = re.compile(r"-?\d*\.?\d+")
_ATTRIBUTES = (
    *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity"),
    *("stroke-dasharray", "stroke-linecap", "stroke-linejoin", "opacity", "text-anchor"),
    *("font-size", "font-family", "font-weight", "font-style", "color", "display"),
)


def picture_rules(style: str) -> Rules:
    """Return what a style sheet says of pictures, in print: selectors with their declarations.

    Understood are ``svg text`` (a kind of element) and ``svg .name`` (a class).
    """
    plain = _COMMENT.sub("", style)
    rest, media = _parted(plain)
    variables: dict[str, str] = {}
    for text in (rest, media.get("print", "")):
        for selector, body in _RULE.findall(text):
            if selector.strip() == ":root":
                variables.update(_declarations(body))
    rules = []
    for text in (rest, media.get("print", "")):
        for selectors, body in _RULE.findall(text):
            said = {key: _resolved(value, variables) for key, value in _declarations(body).items()}
            for selector in selectors.split(","):
                words = selector.split()
                if words[:1] == ["svg"] and len(words) == 2:
                    rules.append((words[1], _as_attributes(said)))
    ink = _resolved("var(--ink)", variables)
    return (("svg", {"color": ink if ink.startswith("#") else "#000000"}), *rules)


def _parted(style: str) -> tuple[str, dict[str, str]]:
    """Return a style sheet without what stands in ``@media``, and that by its condition."""
    rest, media, at = "", {}, 0
    while True:
        start = style.find("@media", at)
        if start < 0:
            return rest + style[at:], media
        rest += style[at:start]
        opened = style.find("{", start)
        depth, end = 1, opened + 1
        while depth and 0 < end < len(style):
            depth += {"{": 1, "}": -1}.get(style[end], 0)
            end += 1
        media[style[start + len("@media") : opened].strip()] = style[opened + 1 : end - 1]
        at = end


def _declarations(body: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in body.split(";") if ":" in one)
    return {key.strip(): value.strip() for key, _colon, value in pairs}


def _resolved(value: str, variables: Mapping[str, str]) -> str:
    return _VARIABLE.sub(lambda match: variables.get(match.group(1), "#000000"), value)


def _as_attributes(said: Mapping[str, str]) -> dict[str, str]:
    """Return declarations as attributes of SVG; ``font`` taken apart."""
    found = {key: value for key, value in said.items() if key in _ATTRIBUTES}
    font = _FONT.match(said.get("font", ""))
    if font is not None:
        found["font-size"] = font.group(2)
        if font.group(1):
            found["font-weight" if font.group(1) == "bold" else "font-style"] = font.group(1)
    return found


@dataclass(frozen=True)
class Label:
    """A text of a picture.

    :param x: where it begins, has its middle or ends, in units of the picture.
    :param y: of its base line.
    :param anchor: ``start``, ``middle`` or ``end``.
    :param opacity: from 0 to 1.
    :param halo: the colour around its letters; empty for none.
    """

    text: str
    x: float
    y: float
    size: float
    anchor: str
    color: str
    opacity: float
    is_bold: bool
    halo: str = ""


@dataclass(frozen=True)
class Paintable:
    """A picture whose colours are put in, its texts apart.

    Painting SVG makes shapes of texts, which are bold and cannot be searched.

    :param rows: the same in parts, one below the other, where it may be parted.
    """

    svg: str
    width: float
    height: float
    labels: tuple[Label, ...]
    rows: tuple[Paintable, ...] = ()


def paintable(svg: str, rules: Rules, family: str, wide: float = 0.0) -> Paintable:
    """Return a picture as it can be painted.

    :param svg: the element as it stands in the page.
    :param family: the font for texts that stay in it.
    :param wide: a larger width for one that can be stretched, such as a chart; letters stay.
    :raises PackageError: when it is no SVG, or has no ``viewBox``.
    """
    try:
        root = parse_xml(svg)
        width, height = (float(one) for one in root.attributes.get("viewBox", "").split()[2:4])
    except (XmlFault, ValueError) as error:
        raise PackageError(
            f"A picture of the report cannot be painted: {error}.",
            subject="report.html",
            hint="Write the package without PDF, and report this.",
        ) from error
    root.attributes.update({"xmlns": SVG, "font-family": family})
    stretch = [_number(one) for one in root.attributes.pop("data-stretch", "").split()]
    if stretch and wide > width:
        _stretch(root, stretch[0], (wide - sum(stretch)) / (width - sum(stretch)))
        root.attributes["viewBox"] = f"0 0 {wide} {height}"
        width = wide
    row = _number(root.attributes.pop("data-row", ""))
    _paint(root, rules, None)
    parts = tuple(_rows(root, row, width, height)) if row else ()
    labels: list[Label] = []
    _take_labels(root, labels)
    return Paintable(_written(root), width, height, tuple(labels), parts)


def _rows(root: Element, row: float, width: float, height: float) -> Iterator[Paintable]:
    """Yield each group of a picture as a picture of its own; the last has what is left below."""
    groups = [child for child in root.children if child.name == "g"]
    for number, group in enumerate(groups):
        top = number * row
        tall = row if number + 1 < len(groups) else height - top
        labels: list[Label] = []
        shapes = replace(group, children=list(group.children))
        _take_labels(shapes, labels)
        said = {**root.attributes, "viewBox": f"0 {top:g} {width:g} {tall:g}"}
        said.update(width=f"{width:g}", height=f"{tall:g}")
        part = replace(root, attributes=said, children=[shapes])
        moved = tuple(replace(label, y=label.y - top) for label in labels)
        yield Paintable(_written(part), width, tall, moved)


def _stretch(element: Element, edge: float, times: float) -> None:
    """Make what lies right of an edge so many times as long; a text keeps its gap."""
    said = element.attributes
    gap = _GAP if element.name == "text" else 0.0
    for key in ("x", "x1", "x2"):
        place = _number(said.get(key, "")) - edge - gap
        if place > 0.0:
            said[key] = f"{edge + gap + place * times:.2f}"
    if element.name == "rect" and _number(said.get("x", "")) >= edge:
        said["width"] = f"{_number(said.get('width', '')) * times:.2f}"
    for child in element.children:
        _stretch(child, edge, times)


def _paint(element: Element, rules: Rules, ink: Optional[str]) -> None:
    said = element.attributes
    classes = said.get("class", "").split()
    for selector, values in rules:
        if selector == element.name or (selector[:1] == "." and selector[1:] in classes):
            said.update(values)
    faded = said.pop("opacity", "")
    for key in ("fill-opacity", "stroke-opacity") if faded else ():
        said.setdefault(key, faded)  # that of an element is skipped in SVG Tiny
    ink = said.get("color", ink)
    for key in ("fill", "stroke"):
        if said.get(key) == "currentColor" and ink:
            said[key] = ink
    for child in element.children:
        _paint(child, rules, ink)
        # A picture in a picture is skipped in SVG Tiny; the outer one cuts at its edge.
        if child.name == "svg":
            child.name = "g"


def _take_labels(element: Element, labels: list[Label]) -> None:
    """Take plain texts out of a picture; those that are turned or moved stay in it."""
    kept = []
    for child in element.children:
        is_moved = "transform" in child.attributes or child.attributes.get("display") == "none"
        if child.name == "text" and not child.children and not is_moved:
            labels.append(_label(child))
            continue
        if not is_moved:
            _take_labels(child, labels)
        kept.append(child)
    element.children[:] = kept


def _label(element: Element) -> Label:
    said = element.attributes
    return Label(
        text=" ".join(element.text.split()),
        x=_number(said.get("x", "0")),
        y=_number(said.get("y", "0")),
        size=_number(said.get("font-size", "13")),
        anchor=said.get("text-anchor", "start"),
        color=said.get("fill", "#000000"),
        opacity=_number(said.get("fill-opacity", "1")),
        is_bold=said.get("font-weight", "") in ("bold", "600", "700"),
        halo=said.get("stroke", "").replace("none", ""),
    )


def _written(element: Element) -> str:
    """Return an element as text."""
    said = "".join(f' {key}="{escape(value)}"' for key, value in element.attributes.items())
    inside = escape(element.text) + "".join(map(_written, element.children))
    return f"<{element.name}{said}>{inside}</{element.name}>"


def _number(text: str) -> float:
    found = _NUMBER.match(text.strip())
    return float(found.group()) if found is not None else 0.0
