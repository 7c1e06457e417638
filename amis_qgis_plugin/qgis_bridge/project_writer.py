"""The QGIS project of a package: relative paths, styles, layers in their themes' groups."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsProjectMetadata,
    QgsRectangle,
    QgsReferencedRectangle,
)
from qgis.PyQt.QtXml import QDomDocument

from ..core.errors import PackageError
from ..core.occurrence_filter import Extent
from ..core.package_plan import PackagePlan
from ..workspace.contents import read_layers
from .layers import LAYER_ID, WORKSPACE, make_workspace_layer
from .project import add_layer

DEGREES = "EPSG:4326"
AUTHOR = "AMIS Explorer"


def write_project(geopackage: Path, project_file: Path, plan: PackagePlan) -> None:
    """Write a project that shows every layer of a package's GeoPackage.

    :param project_file: ends in ``.qgz``; lies in the package's folder.
    :raises PackageError: when QGIS cannot write it.
    """
    project = QgsProject()
    try:
        _fill(project, geopackage, plan)
        if not project.write(str(project_file)):
            raise PackageError(
                f"QGIS cannot write the project: {project.error()}.", subject=str(project_file)
            )
    finally:
        project.clear()  # closes the layers, which are files of a folder that is moved or removed


def _fill(project: QgsProject, geopackage: Path, plan: PackagePlan) -> None:
    project.writeProject.connect(_name_nobody)
    project.setMetadata(_metadata(plan))
    project.setTitle(plan.title)
    project.setCrs(QgsCoordinateReferenceSystem(DEGREES))
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    # Last first: each new layer goes to the top of its group.
    for layer in reversed(read_layers(geopackage)):
        made = make_workspace_layer(layer)
        # The package stands on its own: no ids that point to a folder of this machine.
        made.removeCustomProperty(WORKSPACE)
        made.setCustomProperty(LAYER_ID, f"package:{layer.table}")
        add_layer(project, made, layer.theme_id)
    if plan.area is not None:
        view = QgsReferencedRectangle(_view(plan.area), project.crs())
        project.viewSettings().setDefaultViewExtent(view)


def _view(area: Extent) -> QgsRectangle:
    """Return what to show of an area; one across the 180th meridian needs the whole width."""
    west, south, east, north = area
    if west > east:
        west, east = -180.0, 180.0
    return QgsRectangle(west, south, east, north).buffered(0.2)


def _metadata(plan: PackagePlan) -> QgsProjectMetadata:
    """Return metadata that names no person.

    An author has to be there: where there is none, a later QGIS puts the name of the account.
    """
    metadata = QgsProjectMetadata()
    metadata.setAuthor(AUTHOR)
    metadata.setTitle(plan.title)
    return metadata


def _name_nobody(document: QDomDocument) -> None:
    """Take out the account that QGIS notes; a package is passed on to strangers."""
    for name in ("saveUser", "saveUserFull"):
        document.documentElement().removeAttribute(name)
