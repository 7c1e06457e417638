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
from ..core.package_plan import PackagePlan
from ..workspace.contents import read_layers
from .layers import LAYER_ID, WORKSPACE, make_workspace_layer
from .project import add_layer

DEGREES = "EPSG:4326"


def write_project(geopackage: Path, project_file: Path, plan: PackagePlan) -> None:
    """Write a project that shows every layer of a package's GeoPackage.

    :param project_file: ends in ``.qgz``; lies in the package's folder.
    :raises PackageError: when QGIS cannot write it.
    """
    project = QgsProject()
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
        box = QgsRectangle(*plan.area).buffered(0.2)
        view = QgsReferencedRectangle(box, project.crs())
        project.viewSettings().setDefaultViewExtent(view)
    if not project.write(str(project_file)):
        raise PackageError(
            f"QGIS cannot write the project: {project.error()}.", subject=str(project_file)
        )
    project.clear()


def _metadata(plan: PackagePlan) -> QgsProjectMetadata:
    """Return metadata in place of QGIS's, which names the author after the account."""
    metadata = QgsProjectMetadata()
    metadata.setTitle(plan.title)
    return metadata


def _name_nobody(document: QDomDocument) -> None:
    """Take out the account that QGIS notes; a package is passed on to strangers."""
    for name in ("saveUser", "saveUserFull"):
        document.documentElement().removeAttribute(name)
