"""What the style of the occurrences draws: colours of groups, sizes, heat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from qgis.core import (
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsLayerTreeLayer,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPointXY,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

from amis_qgis_plugin.core.schemas import layer_type
from amis_qgis_plugin.paths import bundled
from amis_qgis_plugin.qgis_bridge.legend_groups import show_only_used

PRECIOUS, BASE, FERROUS = "#f7e000", "#cc3f0c", "#8f2f40"
SMALL, LARGE = 4.0, 0.005  # degrees of half the picture's width: about 1:3,000,000 and 1:4,000
COPPER = {"commodity_group": "base", "commodity_codes": "copper"}

Draw = Callable[..., Counter[str]]


@pytest.fixture
def draw(qgis_app: Any) -> Draw:
    """Return a function that draws one occurrence and counts the pixels of each colour."""

    def drawn(style: str = "mineral_occurrences", half: float = SMALL, **values: str) -> Counter:
        names = [field.name for field in layer_type("mineral_occurrences").fields]
        fields = "&".join(f"field={name}:string" for name in names)
        layer = QgsVectorLayer(f"Point?crs=EPSG:4326&{fields}", "one", "memory")
        feature = QgsFeature(layer.fields())
        for name, value in values.items():
            feature[name] = value
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(120, 15)))
        assert layer.dataProvider().addFeatures([feature])[0]
        assert layer.loadNamedStyle(str(bundled("styles", f"{style}.qml")))[1]
        layer.setLabelsEnabled(False)
        return pixels(layer, QgsRectangle(120 - half, 15 - half, 120 + half, 15 + half))

    return drawn


def pixels(layer: QgsVectorLayer, extent: QgsRectangle) -> Counter[str]:
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(200, 200))
    settings.setExtent(extent)
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)  # as a canvas does: it has the scale
    settings.setBackgroundColor(QColor("#ffffff"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    return Counter(image.pixelColor(x, y).name() for x in range(200) for y in range(200))


def test_a_group_has_its_colour(draw: Draw) -> None:
    seen = draw(**COPPER)
    assert seen[BASE] > 20
    assert not seen[PRECIOUS] and not seen[FERROUS]


@pytest.mark.parametrize("group", ["", "no such group"])
def test_an_occurrence_of_no_known_group_is_drawn(draw: Draw, group: str) -> None:
    seen = draw(commodity_group=group, name="x")
    assert set(seen) - {"#ffffff"}


def test_size_tells_what_is_stated(draw: Draw) -> None:
    showing = draw(**COPPER, occurrence_type="occurrence")[BASE]
    nothing = draw(**COPPER)[BASE]
    deposit = draw(**COPPER, occurrence_type="deposit")[BASE]
    mine = draw(**COPPER, occurrence_type="deposit", mine_status="historic")[BASE]
    assert 0 < showing == nothing < deposit < mine


def test_several_commodities_of_one_group_are_one_symbol(draw: Draw) -> None:
    one = draw(half=LARGE, **COPPER)
    assert draw(half=LARGE, commodity_group="base", commodity_codes="copper; lead; zinc") == one


def test_heat_map_is_drawn_without_any_group(draw: Draw) -> None:
    seen = draw("mineral_occurrences_density", name="x")
    assert seen["#ffffff"] < 200 * 200
    assert not seen[BASE]


def test_the_legend_of_a_layer_that_is_not_there_is_left_alone(qgis_app: Any) -> None:
    """QGIS has such nodes while it reads a project and asks what to do about missing layers."""
    node = QgsLayerTreeLayer("missing_layer", "Missing")
    assert node.layer() is None
    assert show_only_used(None, node, lambda _key: 0) is False
    assert node.customProperties() == []
