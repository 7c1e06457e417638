"""Write the bundled QGIS styles (QML) with QGIS itself, the same bytes each time.

    /usr/bin/python3 tools/build_styles.py [FOLDER]

FOLDER is ``amis_qgis_plugin/styles`` unless it is given. The files are made with QGIS 3.40 and hold
nothing that 3.22 does not read.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Callable
from xml.etree import ElementTree  # reads only what QGIS has just written

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsMapLayer,
    QgsReadWriteContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument  # noqa: E402
from styling import areas, density, lines, occurrences, outlines, places, schematic  # noqa: E402

from amis_qgis_plugin.core.schemas import layer_type  # noqa: E402


def _fields(kind: str) -> tuple[str, ...]:
    """Return the columns of a layer type."""
    return ("fid", *(field.name for field in layer_type(kind).fields))


STYLES: dict[str, tuple[str, tuple[str, ...], Callable[[QgsVectorLayer], None]]] = {
    occurrences.NAME: ("Point", _fields(occurrences.NAME), occurrences.build),
    density.NAME: ("Point", _fields(occurrences.NAME), density.build),
    places.MINES: ("Point", _fields(places.MINES), places.build_mines),
    areas.TENEMENTS: ("Polygon", _fields(areas.TENEMENTS), areas.build_tenements),
    areas.UNITS: ("Polygon", _fields(areas.UNITS), areas.build_units),
    lines.FAULTS: ("LineString", _fields(lines.FAULTS), lines.build_faults),
    schematic.PROVINCES: ("Polygon", ("name", "kind"), schematic.build_provinces),
    schematic.STRUCTURES: ("LineString", ("name", "kind"), schematic.build_structures),
    outlines.NAME: ("Polygon", ("NAME",), outlines.build),
}
_UUID = re.compile(r"\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}")
_DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"


def blank_layer(name: str) -> QgsVectorLayer:
    """Return an empty memory layer with the geometry and fields that a style is for."""
    geometry, fields, _build = STYLES[name]
    query = "&".join(f"field={field}:string" for field in fields)
    layer = QgsVectorLayer(f"{geometry}?crs=EPSG:4326&{query}", name, "memory")
    if not layer.isValid():
        raise SystemExit(f"no memory layer for {name}: {layer.error().summary()}")
    return layer


def style_text(name: str) -> str:
    """Return the QML of one style."""
    layer = blank_layer(name)
    STYLES[name][2](layer)
    document = QDomDocument()
    category = QgsMapLayer.StyleCategory
    wanted = (
        category.Symbology
        | category.Labeling
        | category.Fields
        | category.AttributeTable
        | category.MapTips
        | category.LayerConfiguration
    )
    problem = layer.exportNamedStyle(document, QgsReadWriteContext(), wanted)
    if problem:
        raise SystemExit(f"{name}: {problem}")
    return canonical(document.toString(1))


def canonical(qml: str) -> str:
    """Return the same document with attributes in order and random ids numbered.

    Qt writes attributes in the order of a hash that differs from run to run, also in the symbols
    that QGIS keeps as a text of XML inside an attribute.
    """
    numbers: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        return numbers.setdefault(
            match.group(), f"{{00000000-0000-0000-0000-{len(numbers) + 1:012d}}}"
        )

    root = ElementTree.fromstring(qml)
    for element in root.iter():
        for name, value in element.attrib.items():
            if value.startswith("<symbol "):
                element.set(name, ElementTree.canonicalize(value))
    ordered = ElementTree.canonicalize(ElementTree.tostring(root, encoding="unicode"))
    return f"{_DOCTYPE}{_UUID.sub(number, ordered)}\n"


def main(folder: Path) -> None:
    """Write every style into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in STYLES:
        path = folder / f"{name}.qml"
        path.write_text(style_text(name), encoding="utf-8")
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "amis_qgis_plugin" / "styles")
    application.exitQgis()
