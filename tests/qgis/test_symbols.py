"""What the style of the occurrences draws: colours of groups, sizes, further groups, heat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsLayerTreeLayer,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.group_colours import GROUP_COLOURS
from amis_qgis_plugin.core.schemas import layer_type
from amis_qgis_plugin.paths import bundled
from amis_qgis_plugin.qgis_bridge.legend_groups import EXPLANATION, show_only_used

PRECIOUS, BASE, FERROUS = "#f7e000", "#cc3f0c", "#8f2f40"
SMALL, LARGE = 0.688, 0.00688  # degrees of half the picture's width, for the two scales below
SMALL_SCALE, LARGE_SCALE = 5_000_000, 50_000
LARGEST = LARGE / 500  # about 1:100
DPI = 192  # at half of it the outlines leave no pixel of a small cross that has its colour alone
COPPER = {"commodity_group": "base", "commodity_codes": "copper"}

Draw = Callable[..., Counter[str]]


@pytest.fixture
def draw(qgis_app: Any) -> Draw:
    """Return a function that draws one occurrence and counts the pixels of each colour."""

    def drawn(
        style: str = "mineral_occurrences",
        half: float = SMALL,
        is_scale_known: bool = True,
        crs: str = "EPSG:4326",
        **values: str,
    ) -> Counter[str]:
        names = [field.name for field in layer_type("mineral_occurrences").fields]
        fields = "&".join(f"field={name}:string" for name in names)
        layer = QgsVectorLayer(f"Point?crs={crs}&{fields}", "one", "memory")
        feature = QgsFeature(layer.fields())
        for name, value in values.items():
            feature[name] = value
        feature.setGeometry(point_in(layer.crs()))
        assert layer.dataProvider().addFeatures([feature])[0]
        assert layer.loadNamedStyle(str(bundled("styles", f"{style}.qml")))[1]
        layer.setLabelsEnabled(False)
        return pixels(layer, square(half), is_scale_known)

    return drawn


def point_in(crs: QgsCoordinateReferenceSystem) -> QgsGeometry:
    """Return the point 120 degrees east, 15 degrees north."""
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    to_layer = QgsCoordinateTransform(degrees, crs, QgsProject.instance())
    return QgsGeometry.fromPointXY(to_layer.transform(QgsPointXY(120, 15)))


def square(half: float) -> QgsRectangle:
    return QgsRectangle(120 - half, 15 - half, 120 + half, 15 + half)


def first_of(group: str) -> str:
    """Return a commodity that counts for a group: it is the first of its groups."""
    return next(one.code for one in load_commodities().all() if one.groups[:1] == (group,))


def scale_of(extent: QgsRectangle) -> float:
    return float(map_of(extent).scale())


def map_of(extent: QgsRectangle) -> QgsMapSettings:
    settings = QgsMapSettings()
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    settings.setOutputSize(QSize(200, 200))
    settings.setOutputDpi(DPI)
    settings.setExtent(extent)
    return settings


def pixels(layer: QgsVectorLayer, extent: QgsRectangle, is_scale_known: bool) -> Counter[str]:
    settings = map_of(extent)
    settings.setLayers([layer])
    context = QgsExpressionContext()
    if is_scale_known:  # as a canvas and a layout have it
        context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
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


@pytest.mark.parametrize(("half", "scale"), [(SMALL, SMALL_SCALE), (LARGE, LARGE_SCALE)])
def test_the_scales_are_what_they_are_said_to_be(half: float, scale: float) -> None:
    assert scale_of(square(half)) == pytest.approx(scale, rel=0.1)


def test_further_groups_are_shown_at_large_scales_only(draw: Draw) -> None:
    both = {"commodity_group": "base", "commodity_codes": "copper; gold"}
    small = draw(half=SMALL, **both)
    assert small[BASE] and not small[PRECIOUS]
    large = draw(half=LARGE, **both)
    assert large[BASE] > large[PRECIOUS] > 0, "its own group stands out"


def test_each_further_group_is_shown_once_at_any_scale(draw: Draw) -> None:
    """QGIS 3.22 sets the markers of a line again and again, where it has any length."""
    several = {"commodity_group": "base", "commodity_codes": "copper; gold; iron"}
    assert draw(half=LARGEST, **several) == draw(half=LARGE, **several)


@pytest.mark.parametrize("group", load_commodities().groups(), ids=lambda one: one.id)
def test_every_group_is_shown_beside_every_other(draw: Draw, group: Any) -> None:
    """An occurrence that names a commodity of each group has every colour."""
    first = {one.id: first_of(one.id) for one in load_commodities().groups()}
    codes = "; ".join([first[group.id], *(one for one in first.values() if one != first[group.id])])
    alone = draw(half=LARGE, commodity_group=group.id, commodity_codes=first[group.id])
    seen = draw(half=LARGE, commodity_group=group.id, commodity_codes=codes)
    assert [one for one in first if not seen[GROUP_COLOURS[one]]] == []
    others = [one for one in first if one != group.id]
    assert not any(alone[GROUP_COLOURS[one]] for one in others)


def test_of_an_unknown_group_all_that_is_named_is_shown(draw: Draw) -> None:
    seen = draw(half=LARGE, commodity_group="", commodity_codes="copper; gold")
    assert seen[BASE] and seen[PRECIOUS]


def test_a_code_is_not_found_in_another(draw: Draw) -> None:
    """``tin`` is no part of ``platinum``, nor is a code that nobody knows any group."""
    seen = draw(half=LARGE, commodity_group="precious", commodity_codes="platinum; copperas")
    assert seen[PRECIOUS] and not seen[BASE]


@pytest.mark.parametrize("mark", ['"', "\\", "{", "}", "'", "%", "(", "[^"])
def test_text_that_is_no_code_spoils_no_drawing(draw: Draw, mark: str) -> None:
    """At worst the small markers are not drawn; none is drawn that is not named."""
    text = f"copper; gold; iron{mark}ore"
    seen = draw(half=LARGE, commodity_group="base", commodity_codes=text)
    assert seen[BASE] and not seen[FERROUS]


def test_further_groups_are_shown_where_coordinates_are_metres(draw: Draw) -> None:
    both = {"commodity_group": "base", "commodity_codes": "copper; gold"}
    assert draw(half=LARGE, crs="EPSG:32651", **both)[PRECIOUS]
    assert not draw(half=LARGE, crs="EPSG:32651", **COPPER)[PRECIOUS]


def test_pictures_in_legends_have_the_own_group_only(qgis_app: Any) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:4326", "empty", "memory")
    assert layer.loadNamedStyle(str(bundled("styles", "mineral_occurrences.qml")))[1]
    for one in layer.renderer().categories():
        picture = one.symbol().asImage(QSize(64, 64))
        colours = [picture.pixelColor(x, y) for x in range(64) for y in range(64)]
        seen = {colour.name() for colour in colours if colour.alpha() == 255}
        groups = {group for group, colour in GROUP_COLOURS.items() if colour in seen}
        grey = {"other"} if one.value() == "" else set()  # unstated is drawn in the same grey
        explained = {"base", "precious", "ferrous"} if one.value() == EXPLANATION else set()
        assert groups == (explained or grey or {one.value()})


def test_without_the_scale_of_a_map_only_the_own_group_is_drawn(draw: Draw) -> None:
    both = {"commodity_group": "base", "commodity_codes": "copper; gold"}
    assert not draw(half=LARGE, is_scale_known=False, **both)[PRECIOUS]


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
    assert show_only_used(lambda _node: None, node, frozenset()) is False
    assert node.customProperties() == []
