"""Print layouts of a package's project: a main map, a map of each theme, a locator; A4 landscape.

They are drawn by QGIS alone, from what is in the package: no background from the network.
"""

from __future__ import annotations

import base64
import math
from dataclasses import dataclass
from datetime import datetime

from qgis.core import QgsCoordinateReferenceSystem as System
from qgis.core import (
    QgsDistanceArea,
    QgsFillSymbol,
    QgsLayoutItemMap,
    QgsLayoutItemMapGrid,
    QgsLayoutItemMapOverview,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutMeasurement,
    QgsMapLayer,
    QgsPointXY,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QColor

from ..core.catalogue import load_catalogue
from ..core.package_plan import PackagePlan, safe_name
from ..core.translations import ENGLISH
from ..packages.report.language import Language, language_of, load_language
from . import layout_words as words_of
from .compat import kilometres
from .layout_legend import add_legend, place_legend
from .layout_text import SOFT, add_text, text_format
from .package_density import drawn_as_in, name_density
from .package_rasters import raster_files
from .package_views import DEGREES, in_project, is_land, main_theme, surroundings_of

FILE = "amis/file"  # property of a layout: the name of the files it is exported to
MAP_ID, INSET_ID, LEGEND_ID = "map", "locator", "legend"
PAGE = QRectF(0.0, 0.0, 297.0, 210.0)
TITLE = QRectF(8.0, 6.0, 281.0, 12.0)
SUBTITLE = QRectF(8.0, 18.0, 281.0, 6.5)
MAP = QRectF(15.0, 31.0, 187.0, 133.0)
LEGEND = QRectF(212.0, 28.0, 77.0, 82.0)
SCALE_BAR = QRectF(212.0, 111.0, 60.0, 13.0)
ARROW = QRectF(276.0, 111.0, 12.0, 14.0)
INSET = QRectF(212.0, 126.0, 77.0, 40.0)
SOURCES = QRectF(8.0, 174.0, 128.0, 30.0)
FACTS = QRectF(140.0, 174.0, 66.0, 30.0)
LIMITS = QRectF(212.0, 174.0, 77.0, 30.0)
_MAIN, _LOCATOR = "main_map", "locator"
LEGEND_PAGE = QRectF(8.0, 8.0, 281.0, 194.0)
_BETWEEN_PAGES = 10.0  # QGIS puts pages below each other, so far apart
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
_MOST_LINES = 7
_FRAME = QColor(60, 60, 60)
_NORTH_ARROW = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 50"><path d="M20 14 L31 48 L20 40 Z"'
    ' fill="#1c2226"/><path d="M20 14 L9 48 L20 40 Z" fill="#fff" stroke="#1c2226"'
    ' stroke-width="1"/><path d="M15.5 11 V1 L24.5 11 V1" fill="none" stroke="#1c2226"'
    ' stroke-width="2"/></svg>'
)


@dataclass(frozen=True)
class Sheet:
    """One map.

    :param file: what its files are called, the same in every language.
    :param name: of its layout.
    :param title: what stands above it.
    :param theme: the map theme that it shows.
    :param frame: what it shows, in degrees.
    :param inset: what the small map beside it shows, in degrees.
    """

    file: str
    name: str
    title: str
    theme: str
    frame: QgsRectangle
    inset: QgsRectangle
    inset_theme: str

    @property
    def is_locator(self) -> bool:
        """Whether the large map is the one that tells where the other lies."""
        return self.file == _LOCATOR


def sheets_of(
    plan: PackagePlan, themes: tuple[str, ...], frame: QgsRectangle, dense: str = ""
) -> list[Sheet]:
    """Return the maps of a package.

    :param themes: the map themes that show part of the layers; with one alone the main map does.
    :param frame: what the maps show, in degrees.
    :param dense: the theme that shows occurrences as a heat map, where they are many: on a locator
        symbols would cover each other at any rate.
    """
    language = language_of(plan)
    words, title = language.words["maps"], language.title(plan)
    everything, locator = main_theme(language, bool(plan.rasters)), words["locator"]
    around = surroundings_of(frame)
    sheets = [Sheet(_MAIN, words["main"], title, everything, frame, around, locator)]
    if len(themes) > 1:
        files = {**_files(language), **raster_files(plan)}
        sheets += [
            Sheet(
                safe_name(files.get(one, one)), one, f"{title}: {one}", one, frame, around, locator
            )
            for one in themes
        ]
    points = words["occurrences"] if words["occurrences"] in themes else locator
    title = f"{title}: {locator.lower()}"
    sheets.append(Sheet(_LOCATOR, locator, title, dense or points, around, frame, everything))
    return sheets


def _files(language: Language) -> dict[str, str]:
    """Return what maps of themes are called in English, by their names in a language."""
    english = load_language(ENGLISH)
    themes = [one.theme_id for one in load_catalogue().themes]
    names = {language.theme(one): english.theme(one) for one in themes}
    for key in ("occurrences", "other_layers"):
        names[language.words["maps"][key]] = english.words["maps"][key]
    return names


def add_layouts(
    project: QgsProject, plan: PackagePlan, sheets: list[Sheet], moment: datetime
) -> None:
    """Add a print layout for each map to a project.

    :param moment: the date that they bear.
    """
    for sheet in sheets:
        layout = QgsPrintLayout(project)
        layout.initializeDefaults()  # a page of A4, landscape
        layout.setName(sheet.name)
        layout.setCustomProperty(FILE, sheet.file)
        project.layoutManager().addLayout(layout)
        with drawn_as_in(project, sheet.theme):
            _fill(layout, project, plan, sheet, moment)


def _fill(
    layout: QgsPrintLayout,
    project: QgsProject,
    plan: PackagePlan,
    sheet: Sheet,
    moment: datetime,
) -> None:
    main = _add_map(layout, project, MAP_ID, sheet.theme, sheet.frame, MAP)
    language = language_of(plan)
    _add_grid(main, sheet.frame, language)
    # A map shows more than its frame where its box has another shape; the frame that is drawn on a
    # locator is that of the area, so the small map takes the area's shape.
    box = _shaped(INSET, in_project(project, sheet.inset)) if sheet.is_locator else INSET
    inset = _add_map(layout, project, INSET_ID, sheet.inset_theme, sheet.inset, box)
    layout.setReferenceMap(main)
    wide, narrow = (main, inset) if sheet.is_locator else (inset, main)
    _add_overview(wide, narrow)
    _add_scale_bar(layout, main, language)
    _add_arrow(layout, main)
    add_text(layout, "title", sheet.title, TITLE, (16.0, 14.0, 12.0, 10.0, 8.0), bold=True)
    add_text(
        layout,
        "filter",
        words_of.what(plan, language),
        SUBTITLE,
        (9.0, 8.0, 7.0, 6.0, 5.0),
        color=SOFT,
    )
    add_text(
        layout, "sources", words_of.sources(plan, language), SOURCES, (7.0, 6.5, 6.0, 5.5, 5.0)
    )
    facts = words_of.facts(project, plan, moment, language)
    add_text(layout, "facts", facts, FACTS, (7.0, 6.5, 6.0, 5.0))
    add_text(layout, "limits", words_of.limits(plan, language), LIMITS, (7.0, 6.5, 6.0, 5.5, 5.0))
    shown = [one for one in _layers_of(project, sheet.theme) if not is_land(one)]
    _add_legend(layout, main, shown, language)


def _layers_of(project: QgsProject, theme: str) -> list[QgsMapLayer]:
    return list(project.mapThemeCollection().mapThemeVisibleLayers(theme))


def _add_legend(
    layout: QgsPrintLayout,
    main: QgsLayoutItemMap,
    layers: list[QgsMapLayer],
    language: Language,
) -> None:
    """Add the legend beside the map or, when it does not fit there, on a page of its own."""
    words, numbers = language.words["maps"], words_of.number_format(language)
    legend = add_legend(layout, LEGEND_ID, main, layers, numbers, words)
    for node in legend.model().rootGroup().findLayers():
        name_density(node, language)
    if place_legend(legend, LEGEND):
        return
    page = QgsLayoutItemPage(layout)
    page.setPageSize("A4", QgsLayoutItemPage.Orientation.Landscape)
    layout.pageCollection().addPage(page)
    below = PAGE.height() + _BETWEEN_PAGES
    place_legend(legend, LEGEND_PAGE.translated(0.0, below), on_a_page=True)
    note = words["legend_on_page"].format(page=2)
    add_text(layout, "legend note", note, LEGEND, (8.0,), color=SOFT)


def _add_map(
    layout: QgsPrintLayout,
    project: QgsProject,
    name: str,
    theme: str,
    frame: QgsRectangle,
    box: QRectF,
) -> QgsLayoutItemMap:
    shown = QgsLayoutItemMap(layout)
    shown.setId(name)
    layout.addLayoutItem(shown)
    shown.attemptSetSceneRect(box)
    shown.setFollowVisibilityPreset(True)
    shown.setFollowVisibilityPresetName(theme)
    shown.zoomToExtent(in_project(project, frame))
    shown.setFrameEnabled(True)
    shown.setFrameStrokeColor(_FRAME)
    shown.setFrameStrokeWidth(QgsLayoutMeasurement(0.3))
    shown.setBackgroundColor(QColor(232, 240, 244))
    return shown


def _shaped(box: QRectF, extent: QgsRectangle) -> QRectF:
    """Return the largest box in the middle of another that has the shape of an extent."""
    scale = min(box.width() / extent.width(), box.height() / extent.height())
    shaped = QRectF(0.0, 0.0, extent.width() * scale, extent.height() * scale)
    shaped.moveCenter(box.center())
    return shaped


def _add_grid(shown: QgsLayoutItemMap, frame: QgsRectangle, language: Language) -> None:
    """Add meridians and parallels at round degrees, with their labels outside of the frame."""
    longest = max(frame.width(), frame.height())
    step = next((one for one in _STEPS if longest / one <= _MOST_LINES), 45.0)
    grid = QgsLayoutItemMapGrid("Degrees", shown)
    shown.grids().addGrid(grid)
    grid.setCrs(System(DEGREES))
    grid.setIntervalX(step)
    grid.setIntervalY(step)
    grid.setGridLineColor(QColor(60, 60, 60, 90))
    grid.setGridLineWidth(0.1)
    grid.setAnnotationEnabled(True)
    grid.setAnnotationFormat(QgsLayoutItemMapGrid.AnnotationFormat.CustomFormat)
    decimals = max(0, math.ceil(-math.log10(step) - 1e-9))
    grid.setAnnotationExpression(words_of.degrees(language, decimals))
    grid.setAnnotationFrameDistance(0.8)
    if hasattr(grid, "setAnnotationTextFormat"):
        grid.setAnnotationTextFormat(text_format(6.0))
    upright = QgsLayoutItemMapGrid.AnnotationDirection.Vertical
    for side in (
        QgsLayoutItemMapGrid.BorderSide.Left,
        QgsLayoutItemMapGrid.BorderSide.Right,
    ):
        grid.setAnnotationDirection(upright, side)
    for side in (QgsLayoutItemMapGrid.BorderSide.Top, QgsLayoutItemMapGrid.BorderSide.Right):
        grid.setAnnotationDisplay(QgsLayoutItemMapGrid.DisplayMode.HideAll, side)


def _add_overview(wide: QgsLayoutItemMap, narrow: QgsLayoutItemMap) -> None:
    """Draw on one map where the other lies."""
    overview = QgsLayoutItemMapOverview("Area", wide)
    wide.overviews().addOverview(overview)
    overview.setLinkedMap(narrow)
    overview.setFrameSymbol(
        QgsFillSymbol.createSimple(
            {"style": "no", "outline_color": "138,74,0,255", "outline_width": "0.6"}
        )
    )


def _add_scale_bar(layout: QgsPrintLayout, shown: QgsLayoutItemMap, language: Language) -> None:
    """Add a scale bar of two round parts, true in the middle of the map."""
    bar = QgsLayoutItemScaleBar(layout)
    bar.setId("scale bar")
    layout.addLayoutItem(bar)
    bar.setLinkedMap(shown)
    bar.setStyle("Single Box")
    bar.setUnits(kilometres())
    bar.setUnitLabel("km")
    bar.setNumericFormat(words_of.number_format(language))
    bar.setMapUnitsPerScaleBarUnit(1.0)
    bar.setNumberOfSegmentsLeft(0)
    bar.setNumberOfSegments(2)
    bar.setUnitsPerSegment(_round_part(_kilometres_wide(layout, shown) * 24.0 / MAP.width()))
    bar.setHeight(2.0)
    bar.setTextFormat(text_format(6.5))
    bar.setBoxContentSpace(0.5)
    bar.attemptSetSceneRect(SCALE_BAR)
    bar.update()


def _kilometres_wide(layout: QgsPrintLayout, shown: QgsLayoutItemMap) -> float:
    """Return how wide a map is along its middle line."""
    project = layout.project()
    measure = QgsDistanceArea()
    measure.setSourceCrs(shown.crs(), project.transformContext())
    measure.setEllipsoid(project.ellipsoid())
    box = shown.extent()
    middle, part = box.center(), box.width() / 20.0
    # A small part of it: the shortest way from edge to edge of a world map leads around the back.
    length = measure.measureLine(middle, QgsPointXY(middle.x() + part, middle.y()))
    return float(length) * 20.0 / 1000.0


def _round_part(length: float) -> float:
    """Return the largest of 1, 2, 5, 10, … that is not above a length."""
    if length <= 0.0 or not math.isfinite(length):
        return 1.0
    power = 10.0 ** math.floor(math.log10(length))
    return power * next(one for one in (5.0, 2.0, 1.0) if one * power <= length * (1 + 1e-9))


def _add_arrow(layout: QgsPrintLayout, shown: QgsLayoutItemMap) -> None:
    arrow = QgsLayoutItemPicture(layout)
    arrow.setId("north arrow")
    layout.addLayoutItem(arrow)
    # In the project itself: the pictures that come with QGIS lie elsewhere on each machine.
    picture = base64.b64encode(_NORTH_ARROW.encode("ascii")).decode("ascii")
    arrow.setPicturePath(f"base64:{picture}")
    arrow.setLinkedMap(shown)
    arrow.setNorthMode(QgsLayoutItemPicture.NorthMode.TrueNorth)
    arrow.attemptSetSceneRect(ARROW)
