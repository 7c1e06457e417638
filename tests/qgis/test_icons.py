"""The icons can be drawn by Qt and seen in a light and in a dark window."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QColor, QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer

ROOT = Path(__file__).parents[2]
ICONS = sorted((ROOT / "icons").glob("*.svg"))
WINDOWS = {"light": QColor("#f0f0f0"), "dark": QColor("#2b2b2b")}


@pytest.mark.parametrize("size", [16, 24])
@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_icon_is_seen(qgis_app: Any, path: Path, window: str, size: int) -> None:
    renderer = QSvgRenderer(str(path))
    assert renderer.isValid()
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(WINDOWS[window])
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    seen = sum(
        contrast(image.pixelColor(x, y), WINDOWS[window]) > 2.5
        for x in range(size)
        for y in range(size)
    )
    assert seen > 0.06 * size * size


def test_icons_bring_no_text_links_or_styles() -> None:
    for path in ICONS:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<(text|image|style|script|use)\b|href|url\(", text), path.name
        assert 'viewBox="0 0 24 24"' in text


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of WCAG 2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: QColor) -> float:
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.getRgbF()[:3]
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
