"""What charts and maps share: inline SVG that looks right in a page and on its own.

Colours are attributes, so that a program that knows no style sheets draws them too; the page's
style sheet overrides them by class, for dark screens and print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

INK, BAR, ACCENT, WARN, SEA, UNIT, PAPER = (
    *("#1c2226", "#2f8f8b", "#0b6e72", "#8a4b00"),
    *("#eaf1f5", "#cfdcc6", "#ffffff"),
)
LAND, SHORE = "#fbfaf6", "#8d9aa1"
FONT = 'font-family="Noto Sans, DejaVu Sans, sans-serif"'


def picture(
    title: str,
    width: float,
    height: float,
    parts: Iterable[str],
    on_paper: Mapping[str, str] | None = None,
) -> str:
    """Return a whole SVG with its title for people who hear it read.

    :param on_paper: ``stretch`` for one that may be made wider, with what stays on the left and on
        the right; ``row`` for one that may be parted, with the height of each of its groups.
    """
    told = "".join(f' data-{key}="{value}"' for key, value in (on_paper or {}).items())
    size = f'width="{trimmed(width)}" height="{trimmed(height)}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}{told}'
        f' viewBox="0 0 {trimmed(width)} {trimmed(height)}" role="img"'
        f' aria-label="{escape(title)}" fill="{INK}" {FONT}><title>{escape(title)}</title>'
        f"{''.join(parts)}</svg>"
    )


def text(x: float, y: float, said: str, kind: str, *, size: int = 12, anchor: str = "") -> str:
    """Return a text; ``kind`` is its class.

    :param anchor: ``middle`` or ``end``; empty starts at the place.
    """
    anchored = f' text-anchor="{anchor}"' if anchor else ""
    place = f'x="{trimmed(x)}" y="{trimmed(y)}"'
    return f'<text class="{kind}" {place} font-size="{size}"{anchored}>{escape(said)}</text>'


def trimmed(value: float) -> str:
    """Return a number for an attribute, the same on every system."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
