"""Pictures of the report for painting: inline SVG with the colours of the page put in.

In a page, charts and maps take their colours from its style sheet, from variables too. What paints
them on paper (SVG Tiny 1.2) knows neither, nor pictures in pictures.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree  # of our own report, not of anybody's file
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Optional

from ..core.errors import PackageError

SVG = "http://www.w3.org/2000/svg"
Rules = tuple[tuple[str, Mapping[str, str]], ...]
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,[^)]*)?\)")
_FONT = re.compile(r"(?:(bold|italic)\s+)?([\d.]+)px(?:/[\d.]+)?\s+(.+)")
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
    """

    text: str
    x: float
    y: float
    size: float
    anchor: str
    color: str
    opacity: float
    is_bold: bool


@dataclass(frozen=True)
class Paintable:
    """A picture whose colours are put in, its texts apart.

    Painting SVG makes shapes of texts, which are bold and cannot be searched.
    """

    svg: str
    width: float
    height: float
    labels: tuple[Label, ...]


def paintable(svg: str, rules: Rules, family: str) -> Paintable:
    """Return a picture as it can be painted.

    :param svg: the element as it stands in the page.
    :param family: the font for texts that stay in it.
    :raises PackageError: when it is no SVG, or has no ``viewBox``.
    """
    ElementTree.register_namespace("", SVG)
    text = svg if "xmlns=" in svg.partition(">")[0] else svg.replace("<svg", f'<svg xmlns="{SVG}"')
    try:
        root = ElementTree.fromstring(text)  # nosec: text that this program wrote
        width, height = (float(one) for one in root.get("viewBox", "").split()[2:4])
    except (ElementTree.ParseError, ValueError) as error:
        raise PackageError(
            f"A picture of the report cannot be painted: {error}.",
            subject="report.html",
            hint="Write the package without PDF, and report this.",
        ) from error
    root.set("font-family", family)
    labels: list[Label] = []
    _paint(root, rules, None)
    _take_labels(root, labels)
    return Paintable(ElementTree.tostring(root, encoding="unicode"), width, height, tuple(labels))


def _paint(element: ElementTree.Element, rules: Rules, ink: Optional[str]) -> None:
    kind = element.tag.rpartition("}")[2]
    classes = element.get("class", "").split()
    for selector, said in rules:
        if selector == kind or (selector[:1] == "." and selector[1:] in classes):
            for key, value in said.items():
                element.set(key, value)
    faded = element.attrib.pop("opacity", "")
    for key in ("fill-opacity", "stroke-opacity") if faded else ():
        element.set(key, element.get(key, faded))  # that of an element is skipped in SVG Tiny
    ink = element.get("color", ink)
    for key in ("fill", "stroke"):
        if element.get(key) == "currentColor" and ink:
            element.set(key, ink)
    for child in element:
        _paint(child, rules, ink)
        # A picture in a picture is skipped in SVG Tiny; the outer one cuts at its edge.
        if child.tag == f"{{{SVG}}}svg":
            child.tag = f"{{{SVG}}}g"


def _take_labels(element: ElementTree.Element, labels: list[Label]) -> None:
    """Take plain texts out of a picture; those that are turned or moved stay in it."""
    for child in list(element):
        if child.get("transform") or child.get("display") == "none":
            continue
        if child.tag == f"{{{SVG}}}text" and not len(child):
            labels.append(_label(child))
            element.remove(child)
        else:
            _take_labels(child, labels)


def _label(element: ElementTree.Element) -> Label:
    return Label(
        text=" ".join((element.text or "").split()),
        x=_number(element.get("x", "0")),
        y=_number(element.get("y", "0")),
        size=_number(element.get("font-size", "13")),
        anchor=element.get("text-anchor", "start"),
        color=element.get("fill", "#000000"),
        opacity=_number(element.get("fill-opacity", "1")),
        is_bold=element.get("font-weight", "") in ("bold", "600", "700"),
    )


def _number(text: str) -> float:
    found = _NUMBER.match(text.strip())
    return float(found.group()) if found is not None else 0.0
