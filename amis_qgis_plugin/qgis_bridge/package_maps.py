"""Maps of a package as files: each print layout of its project as PDF and as PNG.

On whatever thread asks: QGIS lets go of Python's lock while it exports, and the project and its
layouts belong to that thread alone. So the window goes on while maps are drawn.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from qgis.core import Qgis, QgsLayoutExporter, QgsPrintLayout, QgsProject

from ..core.errors import PackageError
from ..core.findings import Finding
from ..core.package_plan import PackagePlan, safe_name
from ..core.progress import Progress
from ..packages.as_written import LeftAsWritten
from ..packages.pdf_facts import PdfFacts, stamp_pdf
from ..packages.report.language import language_of
from ..workspace.gdal_calls import gdal_errors
from .package_layouts import FILE
from .project_writer import AUTHOR

MAPS = "maps"
PDF_DPI = 300  # of what a PDF cannot hold as lines and areas
PNG_DPI = 200
# Above so many features a map is a picture in its PDF: as shapes they make it slow and huge.
MANY_FEATURES = 20_000
_HINTS = {
    QgsLayoutExporter.ExportResult.MemoryError: "Close other programs, or leave the maps out.",
    QgsLayoutExporter.ExportResult.FileError: "Is the disk full, or the folder write-protected?",
}
_NO_IDEA = "Leave the maps out, or open project.qgz in QGIS and export the layout there."


def export_maps(
    project: QgsProject, folder: Path, plan: PackagePlan, moment: datetime, progress: Progress
) -> tuple[Finding, ...]:
    """Export every print layout of a package's project into ``maps``; return what came up.

    :param folder: of the package.
    :raises PackageError: when QGIS cannot export one.
    :raises Cancelled: between two files, when the person stopped it.
    """
    target = folder / MAPS
    target.mkdir(exist_ok=True)
    layouts = project.layoutManager().printLayouts()
    whole = language_of(plan).title(plan)
    as_picture = sum(layer.features for layer in plan.layers) > MANY_FEATURES
    found: list[Finding] = []
    for number, layout in enumerate(layouts):
        name = str(layout.customProperty(FILE) or safe_name(layout.name()))
        progress.at(number / len(layouts), f"Drawing {layout.name()} as PDF")
        pdf = target / f"{name}.pdf"
        _export_pdf(layout, pdf, as_picture)
        title = whole if layout.name() in whole else f"{whole}: {layout.name()}"
        try:
            stamp_pdf(pdf, PdfFacts(title, AUTHOR, moment))
        except LeftAsWritten as error:
            found.append(error.finding)
        progress.at((number + 0.5) / len(layouts), f"Drawing {layout.name()} as PNG")
        _export_png(layout, target / f"{name}.png")
    return tuple(found)


def _export_pdf(layout: QgsPrintLayout, path: Path, as_picture: bool) -> None:
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = PDF_DPI
    settings.rasterizeWholeImage = as_picture
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    # GDAL would write into the file, in an order and with a time of its own.
    settings.appendGeoreference = False
    settings.exportMetadata = False
    exporter = QgsLayoutExporter(layout)
    _check(exporter, exporter.exportToPdf(str(path), settings), layout, path)


def _export_png(layout: QgsPrintLayout, path: Path) -> None:
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = PNG_DPI
    settings.generateWorldFile = False
    settings.exportMetadata = False
    exporter = QgsLayoutExporter(layout)
    # QGIS asks GDAL to note on the picture where it lies; GDAL says aloud that PNG cannot.
    with gdal_errors(path.name):
        result = exporter.exportToImage(str(path), settings)
    _check(exporter, result, layout, path)


def _check(
    exporter: QgsLayoutExporter,
    result: QgsLayoutExporter.ExportResult,
    layout: QgsPrintLayout,
    path: Path,
) -> None:
    """Raise what QGIS says when it could not write a file.

    :raises PackageError: then.
    """
    if result == QgsLayoutExporter.ExportResult.Success and path.is_file():
        return
    said = exporter.errorMessage() if hasattr(exporter, "errorMessage") else ""  # not in 3.22
    reason = said.strip().rstrip(".") or "it gives no reason"
    raise PackageError(
        f"QGIS cannot export the map {layout.name()}: {reason}.",
        subject=f"{MAPS}/{path.name}",
        hint=_HINTS.get(result, _NO_IDEA),
    )
