"""Print layouts of a package's project: all on the page, the legend whole, only what is there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from counting import copy_of_samples
from qgis.core import (
    QgsBasicNumericFormat,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsLayoutExporter,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLegendRenderer,
    QgsMapRendererSequentialJob,
    QgsMarkerSymbol,
    QgsPointXY,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, QSizeF

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.paths import bundled
from amis_qgis_plugin.qgis_bridge.layout_legend import add_legend, place_legend, used_classes
from amis_qgis_plugin.qgis_bridge.layout_text import fitted, width_of, wrapped
from amis_qgis_plugin.qgis_bridge.package_layouts import (
    LEGEND,
    LEGEND_ID,
    MAP,
    MAP_ID,
    PAGE,
    add_layouts,
    sheets_of,
)
from amis_qgis_plugin.qgis_bridge.package_views import WORLD, frame_of, in_project
from amis_qgis_plugin.qgis_bridge.project_writer import package_project

MOMENT = datetime(2025, 3, 4, tzinfo=timezone.utc)
COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL", "IDN"))
LONG = "Kupfer und Gold in the very long name of a package that a careful ministry chose " * 4


@pytest.fixture(scope="module")
def workspace(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_samples(tmp_path_factory.mktemp("layouts"))


@pytest.fixture(scope="module")
def plan(workspace: Path) -> PackagePlan:
    return describe_package(workspace, COPPER)


@pytest.fixture(scope="module")
def project(workspace: Path, plan: PackagePlan) -> Iterator[QgsProject]:
    with package_project(workspace, plan, MOMENT) as made:
        yield made


def layouts(project: QgsProject) -> list[QgsPrintLayout]:
    return list(project.layoutManager().printLayouts())


def items(layout: QgsPrintLayout) -> list[QgsLayoutItem]:
    return [one for one in layout.items() if isinstance(one, QgsLayoutItem)]


def place(item: QgsLayoutItem) -> QRectF:
    """Return where an item lies on the paper, in millimetres."""
    return item.mapRectToScene(item.rect())


def texts(layout: QgsPrintLayout) -> str:
    found = [one.text() for one in items(layout) if isinstance(one, QgsLayoutItemLabel)]
    return " ".join(" ".join(found).split())


def test_there_is_a_main_map_one_for_each_theme_and_a_locator(project: QgsProject) -> None:
    names = [layout.name() for layout in layouts(project)]
    assert names[0] == "Main map" and names[-1] == "Locator"
    assert set(names[1:-1]) == {"Occurrences", "Geology"}


def test_everything_lies_on_an_a4_page(project: QgsProject) -> None:
    for layout in layouts(project):
        (page,) = (one for one in items(layout) if isinstance(one, QgsLayoutItemPage))
        assert (page.rect().width(), page.rect().height()) == (297.0, 210.0)
        for item in items(layout):
            if not isinstance(item, QgsLayoutItemPage):
                assert PAGE.contains(place(item)), (layout.name(), item.id(), place(item))


def test_no_two_items_lie_over_each_other(project: QgsProject) -> None:
    for layout in layouts(project):
        shown = [one for one in items(layout) if not isinstance(one, QgsLayoutItemPage)]
        for number, one in enumerate(shown):
            for other in shown[number + 1 :]:
                assert not place(one).intersects(place(other)), (one.id(), other.id())


def test_each_has_what_a_map_needs(project: QgsProject, plan: PackagePlan) -> None:
    for layout in layouts(project):
        kinds = [type(one) for one in items(layout)]
        for kind in (QgsLayoutItemLegend, QgsLayoutItemScaleBar, QgsLayoutItemPicture):
            assert kinds.count(kind) == 1
        assert kinds.count(QgsLayoutItemMap) == 2
        main = layout.itemById(MAP_ID)
        assert main.grid().enabled() and main.grid().annotationEnabled()
        told = texts(layout)
        assert plan.title in told and "2025-03-04" in told and "EPSG:4326" in told
        assert "U.S. Geological Survey" in told and "Natural Earth" in told
        assert "opinion on the legal status" in told
        assert "Schematic: drawn by hand" in told


def test_the_locator_frames_the_area_and_no_more(project: QgsProject, plan: PackagePlan) -> None:
    (locator,) = (layout for layout in layouts(project) if layout.name() == "Locator")
    overview = locator.itemById(MAP_ID).overview()
    framed = overview.linkedMap().extent()
    west, south, east, north = plan.area
    margin = 0.2
    wanted = (west - margin, south - margin, east + margin, north + margin)
    found = (framed.xMinimum(), framed.yMinimum(), framed.xMaximum(), framed.yMaximum())
    assert found == pytest.approx(wanted, abs=0.05)


def test_the_scale_bar_is_round_and_true(project: QgsProject) -> None:
    """Beside the formula of the great circle, on the sphere of the mean radius."""
    from math import acos, cos, radians, sin

    for layout in layouts(project):
        (bar,) = (one for one in items(layout) if isinstance(one, QgsLayoutItemScaleBar))
        main = layout.itemById(MAP_ID)
        part = bar.unitsPerSegment()
        assert str(part).strip("0.") in ("1", "2", "5")
        box = main.extent()
        middle, step = radians(box.center().y()), radians(box.width() / 100.0)
        angle = acos(sin(middle) ** 2 + cos(middle) ** 2 * cos(step))
        wide = angle * 6371.0 * 100.0
        shown = part * main.rect().width() / wide
        assert 8.0 < shown < 26.0, "a part is between 8 and 26 mm"


def test_the_legend_lists_what_is_there_and_nothing_else(
    project: QgsProject, plan: PackagePlan
) -> None:
    (main,) = (one for one in layouts(project) if one.name() == "Main map")
    legend = main.itemById(LEGEND_ID)
    listed = [node.layer() for node in legend.model().rootGroup().findLayers()]
    names = {layer.name() for layer in listed}
    assert names == {one.title for one in plan.layers if one.geometry}
    for node in legend.model().rootGroup().findLayers():
        layer = node.layer()
        field = layer.renderer().classAttribute()
        there = {feature[field] for feature in layer.getFeatures()}
        shown = len(legend.model().layerLegendNodes(node))
        named = {one.value() for one in layer.renderer().categories()}
        expected = len(there & named) + bool(there - named)
        assert shown == expected, layer.name()


def test_the_legend_fits_into_its_frame(project: QgsProject) -> None:
    for layout in layouts(project):
        legend = layout.itemById(LEGEND_ID)
        needed = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize()
        assert needed.width() <= legend.rect().width()
        assert needed.height() <= legend.rect().height()
        QgsLayoutExporter(layout).renderPageToImage(0, dpi=40)
        assert place(legend) == LEGEND, "drawing it does not make it larger"


def test_labels_of_other_layers_avoid_the_symbols(workspace: Path) -> None:
    plan = describe_package(workspace, replace(COPPER, countries=("PHL",)))
    with package_project(workspace, plan, MOMENT) as project:
        labels, points = labels_and_points(project)
    assert len(labels) > 2, "there are labels"
    for text, shape in labels:
        assert [one for one in points if shape.contains(one)] == [], text


def labels_and_points(
    project: QgsProject,
) -> tuple[list[tuple[str, QgsGeometry]], list[QgsGeometry]]:
    """Return the labels of provinces on the main map with their places, and the occurrences.

    Of a curved label QGIS tells one box around it all.
    """
    areas, points = (
        next(one for one in project.mapLayers().values() if one.source().endswith(f"name={table}"))
        for table in ("schematic_provinces", "mineral_occurrences")
    )
    points.setSubsetString("country = 'PHL' AND commodity_codes LIKE '%copper%'")
    main = layouts(project)[0].itemById(MAP_ID)
    size = main.sizeWithUnits()
    pixels = QSizeF(size.width() * 8.0, size.height() * 8.0)  # about 200 dpi
    job = QgsMapRendererSequentialJob(main.mapSettings(main.extent(), pixels, 203.2, True))
    job.start()
    job.waitForFinished()
    labels = job.takeLabelingResults().labelsWithinRect(main.extent())
    shapes = [
        (
            one.labelText,
            QgsGeometry.fromRect(one.labelRect)
            if one.labelGeometry.isNull()
            else QgsGeometry(one.labelGeometry),
        )
        for one in labels
        if one.layerID == areas.id()
    ]
    return shapes, [QgsGeometry(one.geometry()) for one in points.getFeatures()]


def test_a_long_title_is_made_smaller_and_stays_on_the_page(
    workspace: Path, plan: PackagePlan
) -> None:
    long = replace(plan, title=LONG)
    with package_project(workspace, long, MOMENT) as project:
        title = layouts(project)[0].itemById("title")
        assert PAGE.contains(place(title))
        assert title.text().splitlines()[0].startswith("Kupfer")
        assert len(title.text().splitlines()) <= 4


def test_a_package_in_another_system_has_its_maps_in_it(workspace: Path, plan: PackagePlan) -> None:
    with package_project(workspace, replace(plan, crs="EPSG:32651"), MOMENT) as project:
        for layout in layouts(project):
            assert layout.itemById(MAP_ID).crs().authid() == "EPSG:32651"
            assert "EPSG:32651" in texts(layout)
            assert layout.itemById(MAP_ID).grid().crs().authid() == "EPSG:4326"
        box = layouts(project)[0].itemById(MAP_ID).extent()
    assert box.width() > 3_000_000, "metres"


def test_the_world_is_shown_as_far_as_the_system_goes(qgis_app: Any) -> None:
    project = QgsProject()
    for code in ("EPSG:32651", "EPSG:3857", "EPSG:3031"):
        project.setCrs(QgsCoordinateReferenceSystem(code))
        box = in_project(project, WORLD)
        assert box.isFinite() and not box.isEmpty(), code


def test_texts_are_wrapped_and_cut_only_at_last(qgis_app: Any) -> None:
    box = QRectF(0.0, 0.0, 60.0, 10.0)
    assert fitted("short", box, (9.0, 6.0)).size == 9.0
    smaller = fitted("some more words than fit in one large line " * 2, box, (9.0, 6.0))
    assert smaller.size == 6.0 and "…" not in smaller.text
    cut = fitted("word " * 200, box, (9.0, 6.0))
    assert cut.text.endswith("…")
    unbroken = fitted("x" * 300, box, (9.0, 6.0)).text
    assert len(unbroken.splitlines()) > 1, "a word that is too long is broken"


@pytest.mark.parametrize(
    ("word", "is_hyphened"),
    [("Ketidakbertanggungjawabannya", True), ("https://geoportal.esdm.go.id/arcgis/rest", False)],
)
def test_long_words_of_legends_are_broken_as_words_are(
    qgis_app: Any, word: str, is_hyphened: bool
) -> None:
    *first, last = wrapped(word, 8.0, 22.0)
    assert first and all(width_of(line, 8.0) <= 22.0 for line in (*first, last))
    if is_hyphened:
        assert all(line.endswith("-") for line in first)
        assert "".join(line[:-1] for line in first) + last == word
    else:
        assert all(line.endswith((".", "/")) for line in first)
        assert "".join([*first, last]) == word


def many_classes(count: int) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=kind:string", f"{count} kinds", "memory")
    features = []
    for number in range(count):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([f"kind {number}"])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(120 + number / count, 10)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    classes = [
        QgsRendererCategory(f"kind {n}", QgsMarkerSymbol(), f"Rocks of the unit number {n}")
        for n in range(count + 5)
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("kind", classes))
    return layer


def test_classes_without_features_are_left_out(qgis_app: Any) -> None:
    assert used_classes(many_classes(7)) == list(range(7))


def test_a_class_of_several_values_is_in_the_legend_when_one_is_there(qgis_app: Any) -> None:
    layer = many_classes(3)
    classes = [
        QgsRendererCategory(values, QgsMarkerSymbol(), label)
        for values, label in (
            (["kind 1", "kind 9"], "two kinds"),
            (["kind 8"], "none of it"),
            (["kind 2"], "one kind"),
        )
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("kind", classes))
    assert used_classes(layer) == [0, 2]
    others = QgsRendererCategory("", QgsMarkerSymbol(), "others")
    layer.setRenderer(QgsCategorizedSymbolRenderer("kind", [*classes, others]))
    assert used_classes(layer) == [0, 2, 3], "kind 0"


@pytest.mark.parametrize(
    ("codes", "scale", "is_explained"),
    [
        ("copper; gold", 50_000, True),
        ("copper; gold", 5_000_000, False),
        ("copper", 50_000, False),
        (None, 50_000, False),
    ],
)
def test_small_markers_are_explained_where_a_map_has_them(
    empty_project: QgsProject, codes: str | None, scale: float, is_explained: bool
) -> None:
    query = "field=commodity_group:string&field=commodity_codes:string"
    layer = QgsVectorLayer(f"Point?crs=EPSG:4326&{query}", "Occurrences", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["base", codes])
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(120, 15)))
    layer.dataProvider().addFeatures([feature])
    assert layer.loadNamedStyle(str(bundled("styles", "mineral_occurrences.qml")))[1]
    empty_project.addMapLayer(layer)
    layout = QgsPrintLayout(empty_project)
    layout.initializeDefaults()
    shown = QgsLayoutItemMap(layout)
    layout.addLayoutItem(shown)
    shown.attemptSetSceneRect(MAP)
    shown.setCrs(layer.crs())
    shown.setExtent(QgsRectangle(119, 14, 121, 16))
    shown.setScale(scale)
    legend = add_legend(
        layout, "legend", shown, [layer], QgsBasicNumericFormat(), {"legend": "Legend"}
    )
    assert place_legend(legend, LEGEND)
    (node,) = legend.model().rootGroup().findLayers()
    texts = [one.data(0).replace("|", " ") for one in legend.model().layerLegendNodes(node)]
    assert texts[0] == "Base metals"
    assert [("further groups" in one) for one in texts[1:]] == [True] * is_explained


@pytest.mark.parametrize("count", [3, 25, 90])
def test_a_legend_beside_the_map_takes_columns(empty_project: QgsProject, count: int) -> None:
    layer = many_classes(count)
    empty_project.addMapLayer(layer)
    layout = QgsPrintLayout(empty_project)
    layout.initializeDefaults()
    shown = QgsLayoutItemMap(layout)
    layout.addLayoutItem(shown)
    legend = add_legend(
        layout, "legend", shown, [layer], QgsBasicNumericFormat(), {"legend": "Legend"}
    )
    fits = place_legend(legend, LEGEND)
    needed = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize()
    assert fits == (needed.width() <= LEGEND.width() and needed.height() <= LEGEND.height())
    assert fits == (count < 60)
    if count == 25:
        assert legend.columnCount() > 1


def test_a_legend_that_does_not_fit_gets_a_page(
    empty_project: QgsProject, workspace: Path, plan: PackagePlan
) -> None:
    from qgis.core import QgsMapThemeCollection

    layers = [many_classes(40) for _ in range(4)]
    empty_project.addMapLayers(layers)
    record = QgsMapThemeCollection.MapThemeRecord()
    for layer in layers:
        one = QgsMapThemeCollection.MapThemeLayerRecord(layer)
        one.isVisible = True
        record.addLayerRecord(one)
    empty_project.mapThemeCollection().insert("All layers", record)
    frame = frame_of(empty_project, plan, workspace)
    add_layouts(empty_project, plan, sheets_of(plan, (), frame)[:1], MOMENT)
    (layout,) = layouts(empty_project)
    assert layout.pageCollection().pageCount() == 2
    legend = layout.itemById(LEGEND_ID)
    assert legend.page() == 1
    second = layout.pageCollection().page(1)
    assert place(second).contains(place(legend))
    needed = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize()
    assert needed.width() <= legend.rect().width()
    assert needed.height() <= legend.rect().height()
    assert "page 2" in texts(layout)
