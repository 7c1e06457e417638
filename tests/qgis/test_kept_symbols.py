"""Changing between styles with symbols that are kept: every style is what QGIS alone would make."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree  # reads only what QGIS has just written

import pytest
from counting import OCCURRENCES, copy_of_samples
from qgis.core import QgsMapLayerStyle, QgsProject, QgsSingleSymbolRenderer, QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from amis_qgis_plugin.qgis_bridge import kept_symbols
from amis_qgis_plugin.qgis_bridge.density import show_density
from amis_qgis_plugin.qgis_bridge.kept_symbols import KeptSymbols
from amis_qgis_plugin.qgis_bridge.layers import make_workspace_layer
from amis_qgis_plugin.workspace.contents import read_layers

# What QGIS counts up or makes anew in every text that it writes.
UNLIKE = re.compile(r"\{[0-9a-f-]{36}\}")


@pytest.fixture
def layers(empty_project: Any, tmp_path: Path) -> list[QgsVectorLayer]:
    """Return the same layer of occurrences twice, with the colours that QGIS has made up."""
    about = next(one for one in read_layers(copy_of_samples(tmp_path)) if one.table == OCCURRENCES)
    layer = make_workspace_layer(about)
    made = [layer, layer.clone()]
    QgsProject.instance().addMapLayers(made)
    return made


@pytest.fixture
def both(layers: list[QgsVectorLayer]) -> Both:
    return Both(*layers)


class Both:
    """Changes one layer with symbols that are kept, the other by QGIS alone."""

    def __init__(self, quick: QgsVectorLayer, plain: QgsVectorLayer) -> None:
        self.quick, self.plain = quick, plain
        self.kept = KeptSymbols()
        quick.rendererChanged.connect(lambda: self.kept.forget(quick.id()))

    def change(self, is_wanted: bool) -> None:
        assert show_density(self.quick, is_wanted, self.kept)
        assert show_density(self.plain, is_wanted)
        assert differences(texts_of(self.quick), texts_of(self.plain)) == []
        assert self.quick.renderer().dump() == self.plain.renderer().dump()


def texts_of(layer: QgsVectorLayer) -> dict[str, Counter[str]]:
    """Return every style, an element in a line: QGIS has no order for attributes."""
    manager = layer.styleManager()
    return {name: lines_of(manager.style(name).xmlData()) for name in manager.styles()}


def differences(one: dict[str, Counter[str]], other: dict[str, Counter[str]]) -> list[str]:
    """Return the lines that are in a style of one of the two only."""
    assert one.keys() == other.keys()
    return [
        f"{name}: {line}"
        for name in one
        for line in (one[name] - other[name]) + (other[name] - one[name])
    ]


def lines_of(xml: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for element in ElementTree.fromstring(xml).iter():
        values = sorted(f"{key}={value}" for key, value in element.items())
        found[UNLIKE.sub("", f"{element.tag} {values} {(element.text or '').strip()}")] += 1
    return found


def test_the_styles_are_those_of_qgis_after_each_change(both: Both) -> None:
    for is_wanted in (True, False, True, False, True):
        both.change(is_wanted)


def test_the_symbols_are_not_read_again(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    both.change(True)
    given: list[str] = []

    def style(xml: str) -> QgsMapLayerStyle:
        given.append(xml)
        return QgsMapLayerStyle(xml)

    monkeypatch.setattr(kept_symbols, "QgsMapLayerStyle", style)
    both.change(False)
    both.change(True)
    light, whole = given
    assert len(light) < len(whole) / 5


def test_what_somebody_changes_meanwhile_is_kept(both: Both) -> None:
    both.change(True)
    both.change(False)
    for layer in (both.quick, both.plain):
        renderer = layer.renderer().clone()
        renderer.updateCategoryLabel(0, "Changed")
        layer.setRenderer(renderer)
        layer.setLabelsEnabled(False)
        layer.setOpacity(0.5)
        layer.setFieldAlias(1, "Also changed")
    for is_wanted in (True, False):
        both.change(is_wanted)
    assert both.quick.renderer().categories()[0].label() == "Changed"
    assert both.quick.opacity() == 0.5 and not both.quick.labelsEnabled()


def test_a_colour_that_is_changed_in_place_is_kept(both: Both) -> None:
    """Scripts do so, and QGIS has no signal of it."""
    both.change(True)
    both.change(False)
    for layer in (both.quick, both.plain):
        categories = layer.renderer().categories()  # the symbols live as long as these
        symbol = categories[0].symbol().clone()
        symbol.setColor(QColor("#123456"))
        layer.renderer().updateCategorySymbol(0, symbol)
    both.change(True)
    both.change(False)
    categories = both.quick.renderer().categories()
    assert categories[0].symbol().color().name() == "#123456"


def test_other_symbols_are_drawn_as_they_are(both: Both) -> None:
    for layer in (both.quick, both.plain):
        layer.setRenderer(QgsSingleSymbolRenderer.defaultRenderer(layer.geometryType()))
        layer.renderer().symbol().setColor(QColor("#112233"))
    for is_wanted in (True, False, True, False):
        both.change(is_wanted)


def test_a_text_that_is_put_in_place_of_a_style_is_read(both: Both) -> None:
    """Layers that go live have their styles exchanged so."""
    both.change(True)
    for layer in (both.quick, both.plain):
        manager = layer.styleManager()
        name = next(one for one in manager.styles() if one != manager.currentStyle())
        xml = manager.style(name).xmlData().replace("Precious", "Noble")
        manager.removeStyle(name)
        manager.addStyle(name, QgsMapLayerStyle(xml))
    both.change(False)
    assert "Noble" in both.quick.renderer().dump()
