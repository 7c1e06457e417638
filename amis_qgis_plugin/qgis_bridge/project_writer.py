"""The QGIS project of a package: relative paths, styles, layers in their themes' groups."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path
from typing import Optional

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsProject,
    QgsProjectMetadata,
    QgsRectangle,
    QgsReferencedRectangle,
)
from qgis.PyQt.QtCore import QDateTime, Qt
from qgis.PyQt.QtXml import QDomDocument

from ..core.errors import PackageError
from ..core.findings import Finding
from ..core.package_plan import PackagePlan
from ..packages.as_written import LeftAsWritten
from ..packages.project_facts import steady_project
from ..packages.report.language import Language, language_of
from ..workspace.contents import read_layers
from .layers import LAYER_ID, WORKSPACE, make_workspace_layer
from .package_density import add_themes_of_many, draw_many, scale_of
from .package_land import make_land
from .package_layouts import MAP, add_layouts, sheets_of
from .package_rasters import add_rasters, raster_themes
from .package_views import (
    DEGREES,
    add_bookmarks,
    add_themes,
    frame_of,
    in_project,
    keep_symbols_free,
    look_for_room,
    name_groups,
    name_layer,
)
from .project import add_layer

AUTHOR = "AMIS Explorer"
_PROFILE = "138,74,0,255"


def write_project(
    geopackage: Path, project_file: Path, plan: PackagePlan, moment: Optional[datetime] = None
) -> tuple[Finding, ...]:
    """Write a project that shows every layer of a package's GeoPackage.

    :param project_file: ends in ``.qgz``; lies in the package's folder.
    :param moment: the time that it and its print layouts bear; nothing takes now.
    :returns: what is to be known about it.
    :raises PackageError: when QGIS cannot write it.
    """
    moment = moment or datetime.now(timezone.utc)
    with package_project(geopackage, plan, moment) as project:
        if not project.write(str(project_file)):
            raise PackageError(
                f"QGIS cannot write the project: {project.error()}.", subject=str(project_file)
            )
    try:
        steady_project(project_file, moment)
    except LeftAsWritten as error:
        return (error.finding,)
    return ()


@contextmanager
def package_project(
    geopackage: Path, plan: PackagePlan, moment: Optional[datetime] = None
) -> Iterator[QgsProject]:
    """Give the project of a package, as long as the block lasts.

    It may be made on any thread, and is used on that thread alone, its layouts too.
    """
    moment = moment or datetime.now(timezone.utc)
    project = QgsProject()
    try:
        _fill(project, geopackage, plan, moment)
        _add_views(project, geopackage, plan, moment)
        yield project
    finally:
        project.clear()  # closes the layers, which are files of a folder that is moved or removed


def _fill(project: QgsProject, geopackage: Path, plan: PackagePlan, moment: datetime) -> None:
    project.writeProject.connect(_name_nobody)
    project.setMetadata(_metadata(plan, moment))
    project.setTitle(language_of(plan).title(plan))
    # True: lengths are measured on the system's own ellipsoid, those of scale bars too.
    project.setCrs(QgsCoordinateReferenceSystem(plan.crs or DEGREES), True)
    look_for_room(project)
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    # Last first: each new layer goes to the top of its group.
    for layer in reversed(read_layers(geopackage)):
        made = make_workspace_layer(layer)
        # The package stands on its own: no ids that point to a folder of this machine.
        made.removeCustomProperty(WORKSPACE)
        made.setCustomProperty(LAYER_ID, f"package:{layer.table}")
        _set_profile(made)
        keep_symbols_free(made)
        name_layer(made, language_of(plan))
        add_layer(project, made, layer.theme_id)
    for raster in add_rasters(project, geopackage.parent.parent, plan):
        _set_profile(raster)


def _set_profile(layer: QgsMapLayer) -> None:
    """Set how a layer is drawn in a profile of heights: QGIS takes a colour by chance."""
    profile = layer.elevationProperties()
    fill = {"color": _PROFILE, "outline_color": _PROFILE}
    if hasattr(profile, "setProfileLineSymbol"):  # from QGIS 3.26
        profile.setProfileLineSymbol(QgsLineSymbol.createSimple({"line_color": _PROFILE}))
        profile.setProfileFillSymbol(QgsFillSymbol.createSimple(fill))
    if hasattr(profile, "setProfileMarkerSymbol"):  # rasters have none
        profile.setProfileMarkerSymbol(QgsMarkerSymbol.createSimple(fill))


def _add_views(project: QgsProject, geopackage: Path, plan: PackagePlan, moment: datetime) -> None:
    """Add land, themes, bookmarks, print layouts and the view that opens."""
    language = language_of(plan)
    name_groups(project, language)
    frame = frame_of(project, plan, geopackage)
    land = make_land(project, frame, language)
    if land is not None:
        project.addMapLayer(land, False)
        below = project.layerTreeRoot().addGroup(language.words["maps"]["base_map"])
        below.addLayer(land)
    if plan.rasters:
        _add_shore(project, frame, language)
    draw_many(project, scale_of(frame, MAP.width(), MAP.height()))
    themes = add_themes(project, language, raster_themes(plan))
    dense = add_themes_of_many(project, language)
    add_bookmarks(project, plan, geopackage, language)
    if themes:
        add_layouts(project, plan, sheets_of(plan, themes, frame, dense), moment)
    if plan.area is not None:
        view = QgsReferencedRectangle(in_project(project, frame), project.crs())
        project.viewSettings().setDefaultViewExtent(view)


def _add_shore(project: QgsProject, frame: QgsRectangle, language: Language) -> None:
    """Add shores above the rasters, which cover the land."""
    shore = make_land(project, frame, language, is_shore=True)
    if shore is not None:
        project.addMapLayer(shore, False)
        group = project.layerTreeRoot().findGroup(language.words["maps"]["rasters"])
        group.insertLayer(0, shore).setItemVisibilityChecked(False)


def _metadata(plan: PackagePlan, moment: datetime) -> QgsProjectMetadata:
    """Return metadata that names no person.

    Author and time have to be there: where there are none, a later QGIS puts the name of the
    account and the time of the clock.
    """
    metadata = QgsProjectMetadata()
    metadata.setAuthor(AUTHOR)
    metadata.setTitle(language_of(plan).title(plan))
    written = moment.strftime("%Y-%m-%dT%H:%M:%S")
    metadata.setCreationDateTime(QDateTime.fromString(written, Qt.DateFormat.ISODate))
    return metadata


def _name_nobody(document: QDomDocument) -> None:
    """Take out the account that QGIS notes; a package is passed on to strangers."""
    for name in ("saveUser", "saveUserFull"):
        document.documentElement().removeAttribute(name)
