"""Map themes and spatial bookmarks of a package's project, and the frames that its maps show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from qgis.core import (
    QgsBookmark,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsMapThemeCollection,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsRuleBasedLabeling,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from ..core.catalogue import load_catalogue
from ..core.countries import members
from ..core.errors import PackageError
from ..core.occurrence_filter import Extent
from ..core.package_plan import PackagePlan
from ..core.schemas import OCCURRENCES
from ..packages.report.language import Language
from ..workspace.gdal_calls import sqlite
from ..workspace.sql import statement
from .compat import count_features, geometry_word, is_vector
from .layers import LAYER_ID
from .project import OTHER

DEGREES = "EPSG:4326"
# The frame of a locator: the eleven members of ASEAN.
ASEAN = QgsRectangle(92.0, -11.5, 141.5, 29.0)
WORLD = QgsRectangle(-180.0, -80.0, 180.0, 84.0)
LAND, SHORE = "amis/land", "amis/shore"
_MARGIN = 0.2
_MOST_OBSTACLES = 20_000
# What a map tip says besides values: heads of rows, what stands for a name, a note; and countries.
_WORDS_OF_TIP = re.compile(
    r"(?<=px\">)[^<>]+(?=</td>)|(?<='<br>)[A-Z][\w ]*(?=: ')|(?<=')Unnamed[\w ]*(?=')"
    r"|(?<=<i>)[^<>]+(?=</i>)"
)
_COUNTRY_OF_TIP = re.compile(r"'([A-Z]{3})', '([^']+)'")
_PLACES = 20.0  # for a label, in a square centimetre of an area or a centimetre of a line


def view_of(area: Extent) -> QgsRectangle:
    """Return what to show of an area; one across the 180th meridian needs the whole width."""
    west, south, east, north = area
    if west > east:
        west, east = -180.0, 180.0
    return QgsRectangle(west, south, east, north).buffered(_MARGIN)


def frame_of(project: QgsProject, plan: PackagePlan, geopackage: Path) -> QgsRectangle:
    """Return what the maps of a package show, in degrees: its area, or else its occurrences."""
    if plan.area is not None:
        return view_of(plan.area)
    found = _box_of_occurrences(project, geopackage)
    return QgsRectangle(ASEAN) if found is None else found.buffered(_MARGIN)


def surroundings_of(frame: QgsRectangle) -> QgsRectangle:
    """Return the frame of a locator: ASEAN, or the world where the area lies outside of it."""
    return QgsRectangle(ASEAN if ASEAN.buffered(5.0).contains(frame) else WORLD)


def in_project(project: QgsProject, degrees: QgsRectangle) -> QgsRectangle:
    """Return a box of degrees as a box in the reference system of a project.

    :raises PackageError: when the two lie in different parts of the world.
    """
    system = QgsCoordinateReferenceSystem(DEGREES)
    if project.crs() == system:
        return QgsRectangle(degrees)
    transform = QgsCoordinateTransform(system, project.crs(), project)
    # The world does not go into a zone of UTM: where the system ends, the map ends too.
    for box in (degrees, degrees.intersect(project.crs().bounds())):
        try:
            found = transform.transformBoundingBox(box)
        except QgsCsException:
            continue
        if found.isFinite() and not found.isEmpty():
            return found
    raise PackageError(
        "The area cannot be shown in this reference system.",
        subject=project.crs().authid(),
        hint="Choose one that is made for the area, or keep that of the data.",
    )


def name_groups(project: QgsProject, language: Language) -> None:
    """Give the groups of the tree their names in a language."""
    titles = {theme.title: theme.theme_id for theme in load_catalogue().themes}
    for group in project.layerTreeRoot().findGroups():
        if group.name() in titles:
            group.setName(language.theme(titles[group.name()]))
        elif group.name() == OTHER:
            group.setName(language.words["maps"]["other_layers"])


def keep_symbols_free(layer: QgsVectorLayer) -> None:
    """Let labels of other layers avoid the symbols of points whose own labels need a larger scale.

    QGIS forgets that they are in the way where their labels are not drawn; a second rule, which
    draws nothing, reminds it. Of many points it would keep each in memory.
    """
    labeling = layer.labeling() if layer.labelsEnabled() else None
    are_few_points = geometry_word(layer) == "point" and count_features(layer) <= _MOST_OBSTACLES
    if not are_few_points or not isinstance(labeling, QgsVectorLayerSimpleLabeling):
        return
    drawn, hidden = labeling.settings(), labeling.settings()
    hidden.drawLabels = False
    hidden.scaleVisibility = False
    obstacles = hidden.obstacleSettings()
    obstacles.setIsObstacle(True)
    obstacles.setFactor(1.0)
    hidden.setObstacleSettings(obstacles)
    root = QgsRuleBasedLabeling.Rule(None)
    for settings in (drawn, hidden):
        root.appendChild(QgsRuleBasedLabeling.Rule(settings))
    layer.setLabeling(QgsRuleBasedLabeling(root))


def look_for_room(project: QgsProject) -> None:
    """Let QGIS try more places for labels: else those that avoid symbols find none and are gone."""
    settings = project.labelingEngineSettings()
    settings.setMaximumPolygonCandidatesPerCmSquared(_PLACES)
    settings.setMaximumLineCandidatesPerCm(_PLACES)
    project.setLabelingEngineSettings(settings)


def name_layer(layer: QgsVectorLayer, language: Language) -> None:
    """Give a layer, its classes, fields and map tip their names in a language, where they have one.

    Words that a person gave stay.
    """
    layer.setName(language.layer_title(layer.name()))
    for number in range(layer.fields().count()):
        alias = layer.attributeAlias(number)
        if language.said(alias) != alias:
            layer.setFieldAlias(number, language.said(alias))
    tip = _WORDS_OF_TIP.sub(lambda found: language.said(found[0]), layer.mapTipTemplate())
    tip = _COUNTRY_OF_TIP.sub(lambda found: f"'{found[1]}', '{language.country(found[1])}'", tip)
    if tip != layer.mapTipTemplate():
        layer.setMapTipTemplate(tip)
    renderer = layer.renderer()
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        for number, one in enumerate(renderer.categories()):
            value = one.value() if isinstance(one.value(), str) else ""
            label = language.style_class(value, one.label())
            if label != one.label():
                renderer.updateCategoryLabel(number, label)


def main_theme(language: Language, has_rasters: bool) -> str:
    """Return the name of the map theme of the main map; rasters are in themes of their own."""
    return str(language.words["maps"]["without_rasters" if has_rasters else "all_layers"])


def add_themes(
    project: QgsProject, language: Language, rasters: Mapping[str, str]
) -> tuple[str, ...]:
    """Add a map theme for all layers, one for each group of the tree, one for locators.

    A raster covers what is below it, and other rasters: each has a theme of its own, with
    occurrences, lines and shores above.

    :param language: of the names.
    :param rasters: the id of each raster's layer to the name of its theme.
    :returns: the names of those that show part of the layers, in the order of the tree.
    """
    words = language.words["maps"]
    spatial = [layer for layer in project.layerTreeRoot().layerOrder() if layer.isSpatial()]
    shores = [layer for layer in spatial if layer.customProperty(SHORE, False)]
    others = [layer for layer in spatial if not isinstance(layer, QgsRasterLayer)]
    shown = [layer for layer in others if layer not in shores]
    below = [layer for layer in shown if is_land(layer)]
    points = [layer for layer in shown if is_occurrences(layer)]
    collection = project.mapThemeCollection()
    collection.insert(main_theme(language, bool(rasters)), record_of(shown))
    collection.insert(words["locator"], record_of(below or points or shown))
    names = []
    if points:
        names.append(words["occurrences"])
        collection.insert(words["occurrences"], record_of([*points, *below]))
    for group in project.layerTreeRoot().children():
        layers = [layer for layer in _layers(group) if layer not in points and layer in shown]
        if layers and not all(map(is_land, layers)):
            names.append(group.name())
            collection.insert(group.name(), record_of([*layers, *below]))
    above = [layer for layer in shown if layer in points or _has_lines(layer)]
    for raster in spatial:
        name = rasters.get(raster.customProperty(LAYER_ID, ""))
        if name:
            names.append(name)
            collection.insert(name, record_of([*above, *shores, raster, *below]))
    return tuple(names)


def _layers(node: object) -> list[QgsMapLayer]:
    if not isinstance(node, QgsLayerTreeGroup):
        return []
    return [one.layer() for one in node.findLayers() if one.layer() is not None]


def is_land(layer: QgsMapLayer) -> bool:
    """Whether a layer is the one of land and sea, or of shores."""
    return bool(layer.customProperty(LAND, False) or layer.customProperty(SHORE, False))


def _has_lines(layer: QgsMapLayer) -> bool:
    return is_vector(layer) and geometry_word(layer) == "line"


def is_occurrences(layer: QgsMapLayer) -> bool:
    """Whether a layer is that of the mineral occurrences of the package."""
    return layer.source().endswith(f"layername={OCCURRENCES}")


def record_of(layers: Iterable[QgsMapLayer]) -> QgsMapThemeCollection.MapThemeRecord:
    """Return a map theme that shows layers as they are drawn now."""
    record = QgsMapThemeCollection.MapThemeRecord()
    for layer in layers:
        one = QgsMapThemeCollection.MapThemeLayerRecord(layer)
        one.isVisible = True
        one.usingCurrentStyle = True
        one.currentStyle = layer.styleManager().currentStyle()
        record.addLayerRecord(one)
    return record


def add_bookmarks(
    project: QgsProject, plan: PackagePlan, geopackage: Path, language: Language
) -> None:
    """Add a spatial bookmark of the whole area, and one of each chosen country."""
    words = language.words["maps"]
    views = [("area", words["whole_area"], frame_of(project, plan, geopackage))]
    for country in members():
        if country.iso3 in plan.wanted.countries:
            found = _box_of_occurrences(project, geopackage, country.iso3)
            if found is not None:
                name = language.country(country.iso3)
                views.append((country.iso3, name, found.buffered(_MARGIN)))
    for key, name, box in views:
        bookmark = QgsBookmark()
        bookmark.setId(f"package-{key}")
        bookmark.setName(name)
        bookmark.setGroup(words["bookmarks"])
        bookmark.setExtent(QgsReferencedRectangle(box, QgsCoordinateReferenceSystem(DEGREES)))
        project.bookmarkManager().addBookmark(bookmark)


def _box_of_occurrences(
    project: QgsProject, geopackage: Path, country: str = ""
) -> QgsRectangle | None:
    """Return the box around the occurrences, or those of a country, in degrees; None without any.

    Read from the R-tree: a million rows take no time.
    """
    layer = next((one for one in project.mapLayers().values() if is_occurrences(one)), None)
    if layer is None:
        return None
    query = statement(
        "SELECT min(minx), min(miny), max(maxx), max(maxy) FROM {} JOIN {} ON id = {}",
        f"rtree_{OCCURRENCES}_geom",
        OCCURRENCES,
        "fid",
    )
    with sqlite(geopackage) as connection:
        row = connection.execute(
            f"{query} WHERE country = ?" if country else query, (country,) if country else ()
        ).fetchone()
    if row is None or row[0] is None:
        return None
    degrees = QgsCoordinateReferenceSystem(DEGREES)
    return QgsCoordinateTransform(layer.crs(), degrees, project).transformBoundingBox(
        QgsRectangle(*row)
    )
