"""Maps of a package with many occurrences: a heat map where symbols would cover each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from counting import copy_of_samples
from qgis.core import (
    QgsDistanceArea,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)

from amis_qgis_plugin.core.occurrence_filter import Extent, OccurrenceFilter
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.qgis_bridge import density, package_density
from amis_qgis_plugin.qgis_bridge.density import FROM_SCALE, STYLE
from amis_qgis_plugin.qgis_bridge.package_density import scale_of
from amis_qgis_plugin.qgis_bridge.package_layouts import LEGEND_ID, MAP, MAP_ID
from amis_qgis_plugin.qgis_bridge.package_views import is_occurrences
from amis_qgis_plugin.qgis_bridge.project_writer import package_project, write_project

MOMENT = datetime(2025, 3, 4, tzinfo=timezone.utc)
LARGE: Extent = (105.0, -8.0, 125.0, 5.0)
SMALL: Extent = (125.0, 8.9, 126.0, 9.6)


@pytest.fixture(scope="module")
def workspace(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_samples(tmp_path_factory.mktemp("dense"))


@pytest.fixture
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (density, package_density):
        monkeypatch.setattr(module, "MANY", 5)


@contextmanager
def made(workspace: Path, area: Extent, language: str = "en") -> Iterator[QgsProject]:
    wanted = OccurrenceFilter(commodities=("copper",))
    plan = describe_package(workspace, wanted, area=area, title="Copper", language=language)
    with package_project(workspace, plan, MOMENT) as project:
        yield project


def style_in(project: QgsProject, theme: str) -> str:
    records = project.mapThemeCollection().mapThemeState(theme).layerRecords()
    (style,) = {one.currentStyle for one in records if is_occurrences(one.layer())}
    return str(style)


def style_on(project: QgsProject, layout: str) -> str:
    shown = project.layoutManager().layoutByName(layout).itemById(MAP_ID)
    assert isinstance(shown, QgsLayoutItemMap)
    return style_in(project, shown.followVisibilityPresetName())


def occurrences_of(project: QgsProject) -> Any:
    return next(one for one in project.mapLayers().values() if is_occurrences(one))


def legend_of(project: QgsProject, layout: str) -> list[str]:
    legend = project.layoutManager().layoutByName(layout).itemById(LEGEND_ID)
    assert isinstance(legend, QgsLayoutItemLegend)
    node = next(
        one for one in legend.model().rootGroup().findLayers() if is_occurrences(one.layer())
    )
    title = str(node.customProperty("legend/title-label")).replace("|", " ")
    entries = legend.model().layerLegendNodes(node)
    return [title, *(str(one.data(0)) for one in entries)]


@pytest.mark.usefixtures("_few_are_many")
def test_many_on_a_small_scale_are_a_heat_map(workspace: Path) -> None:
    with made(workspace, LARGE) as project:
        assert {style_on(project, name) for name in ("Main map", "Occurrences", "Locator")} == {
            STYLE
        }
        assert occurrences_of(project).renderer().type() == "heatmapRenderer"
        assert style_in(project, "Occurrences: symbols") != STYLE
        assert style_in(project, "Occurrences: heat map") == STYLE
        title, *entries = legend_of(project, "Main map")
        assert title.endswith("heat map, from violet (few) to yellow (many)")
        assert len(entries) <= 2, "no classes of symbols that are not on the map"


@pytest.mark.usefixtures("_few_are_many")
def test_a_large_scale_shows_symbols_but_for_the_locator(workspace: Path) -> None:
    with made(workspace, SMALL) as project:
        assert style_on(project, "Main map") != STYLE
        assert style_on(project, "Locator") == STYLE
        assert occurrences_of(project).renderer().type() == "categorizedSymbol"
        assert "heat map" not in legend_of(project, "Main map")[0]
        assert "heat map" in legend_of(project, "Locator")[0]
        assert len(legend_of(project, "Main map")) > 3


def test_few_are_symbols_everywhere(workspace: Path) -> None:
    with made(workspace, LARGE) as project:
        assert style_on(project, "Main map") == style_on(project, "Locator") != STYLE
        assert not [one for one in project.mapThemeCollection().mapThemes() if "heat map" in one]


@pytest.mark.usefixtures("_few_are_many")
def test_the_project_opens_as_it_was_made_without_the_plugin(
    workspace: Path, tmp_path: Path
) -> None:
    wanted = OccurrenceFilter(commodities=("copper",))
    plan = describe_package(workspace, wanted, area=LARGE, title="Copper", language="id")
    write_project(workspace, tmp_path / "project.qgz", plan, MOMENT)
    project = QgsProject()
    try:
        assert project.read(str(tmp_path / "project.qgz"))
        layer = occurrences_of(project)
        assert layer.renderer().type() == "heatmapRenderer"
        symbols = "Keterdapatan mineral: simbol"
        layer.styleManager().setCurrentStyle(style_in(project, symbols))
        assert layer.renderer().type() == "categorizedSymbol"
        labels = [one.label() for one in layer.renderer().categories()]
        assert "Logam mulia" in labels, labels
        title, *_entries = legend_of(project, "Peta utama")
        assert title.endswith("dari ungu (sedikit) ke kuning (banyak)")
    finally:
        project.clear()


@pytest.mark.parametrize("area", [LARGE, SMALL], ids=["large", "small"])
def test_the_scale_is_nearly_that_of_the_map(workspace: Path, area: Extent) -> None:
    with made(workspace, area) as project:
        shown = project.layoutManager().layoutByName("Main map").itemById(MAP_ID)
        west, south, east, north = area
        frame = QgsRectangle(west, south, east, north).buffered(0.2)
        told = scale_of(frame, MAP.width(), MAP.height())
        measure = QgsDistanceArea()  # QGIS's own scale of a map in degrees is a tenth off here
        measure.setSourceCrs(shown.crs(), project.transformContext())
        measure.setEllipsoid("WGS84")
        box, middle = shown.extent(), shown.extent().center()
        ends = [QgsPointXY(box.xMinimum() + part * box.width(), middle.y()) for part in (0, 0.05)]
        across = 20.0 * measure.measureLine(*ends)
        assert told == pytest.approx(1000.0 * across / MAP.width(), rel=0.02)
        assert (told > FROM_SCALE) == (area is LARGE)
