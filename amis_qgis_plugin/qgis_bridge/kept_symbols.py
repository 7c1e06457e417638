"""Changes between the styles of a layer without its symbols being written and read each time.

QGIS writes the style that a layer leaves as text and reads the other one from its text. With many
symbols that stops the window for up to 0.1 s. So the symbols stay as they are in memory, with their
part of the text: QGIS writes and reads the rest, and the text of the style that is left is made
whole again at once. Before and after each change every style is what it would be without this, as
long as whoever watches the layer says when somebody changes what it draws (:meth:`forget`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Optional

from qgis.core import QgsMapLayerStyle, QgsNullSymbolRenderer

_MANY_SYMBOLS = "categorizedSymbol"
_NOTHING = '<renderer-v2 type="nullSymbol"/>'
_ELEMENT = re.compile(r"<renderer-v2\b(?:[^>]*/>|.*</renderer-v2>)", re.DOTALL)


@dataclass(frozen=True)
class _Symbols:
    """How a style draws: the renderer, what QGIS says of it, and its element of the style."""

    renderer: Any
    drawn: str
    element: str


class KeptSymbols:
    """Remembers the symbols of layers that change between their styles."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], _Symbols] = {}

    def forget(self, layer_id: str) -> None:
        """Let go of the symbols of a layer: somebody has changed them, or it is gone."""
        self._kept = {key: one for key, one in self._kept.items() if key[0] != layer_id}

    def change(self, layer: Any, name: str) -> bool:
        """Give a layer another of its styles; say whether it has that one now.

        Signals of the layer have to be held back meanwhile.
        """
        manager = layer.styleManager()
        if name not in manager.styles():
            return False
        before = manager.currentStyle()
        whole = manager.style(name).xmlData()
        known, coming = self._known(layer, before), self._coming(layer, name, whole)
        left = _copy_of_renderer(layer) if known is None else None
        if known is not None:
            layer.setRenderer(QgsNullSymbolRenderer())
        if coming is not None:
            _put(manager, name, _with(whole, _NOTHING))
        manager.setCurrentStyle(name)
        if coming is not None:
            layer.setRenderer(coming.renderer.clone())
        else:
            self._learn(layer, name, _copy_of_renderer(layer), whole)
        if known is not None:
            _put(manager, before, _with(manager.style(before).xmlData(), known.element))
        else:
            self._learn(layer, before, left, manager.style(before).xmlData())
        return True

    def _known(self, layer: Any, name: str) -> Optional[_Symbols]:
        """Return what is kept of the style that a layer has now, unless QGIS says another of it.

        It tells classes, labels and colours, which finds most of what scripts change unsaid.
        """
        kept, renderer = self._kept.get((layer.id(), name)), layer.renderer()
        return kept if kept and renderer and renderer.dump() == kept.drawn else None

    def _coming(self, layer: Any, name: str, xml: str) -> Optional[_Symbols]:
        """Return what is kept of another style of a layer, if that has still the same text."""
        kept, found = self._kept.get((layer.id(), name)), _ELEMENT.search(xml)
        return kept if kept and found and found[0] == kept.element else None

    def _learn(self, layer: Any, name: str, renderer: Any, xml: str) -> None:
        self._kept.pop((layer.id(), name), None)
        found = _ELEMENT.search(xml)
        if found and renderer is not None and renderer.type() == _MANY_SYMBOLS:
            self._kept[layer.id(), name] = _Symbols(renderer, renderer.dump(), found[0])


def _copy_of_renderer(layer: Any) -> Any:
    return layer.renderer().clone() if layer.renderer() else None


def _put(manager: Any, name: str, xml: str) -> None:
    """Put another text in place of a style that the layer does not have now; nobody is told."""
    was_blocked = manager.blockSignals(True)
    try:
        manager.removeStyle(name)
        manager.addStyle(name, QgsMapLayerStyle(xml))
    finally:
        manager.blockSignals(was_blocked)


def _with(xml: str, element: str) -> str:
    """Return a style's text with another element in place of the one that says what is drawn."""
    found = _ELEMENT.search(xml)
    start, end = found.span() if found else (xml.rfind("</qgis>"),) * 2
    return xml[:start] + element + xml[end:]
