#!/usr/bin/env python3
"""Time to draw many mineral occurrences by the bundled styles, beside one plain symbol.

    /usr/bin/python3 benchmarks/rendering.py [--rows 200000] [--repeat 3] [--json]

Makes a GeoPackage of occurrences (fixed seed) with one to three commodities, some of them deposits
and mines, and draws all of them on one map of 1400 by 1000 pixels with
``QgsMapRendererSequentialJob``. Told is processor time, which other work on the machine disturbs
less:

    plain          one circle for all, no labels
    symbols        mineral_occurrences.qml: groups, sizes, labels and further groups by scale
    heat map       mineral_occurrences_density.qml
    sized          for comparison: one circle whose size is an expression
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from osgeo import gdal, ogr, osr  # noqa: E402
from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402

from amis_qgis_plugin.core.commodities import load_commodities  # noqa: E402
from amis_qgis_plugin.core.schemas import layer_type  # noqa: E402
from amis_qgis_plugin.paths import bundled  # noqa: E402

TABLE = "mineral_occurrences"
STYLES = {"symbols": TABLE, "heat map": f"{TABLE}_density"}
REGION = QgsRectangle(92, -11, 141, 28)


def main() -> int:
    """Draw with each style and print what it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory() as folder:
        path = make_occurrences(Path(folder) / "made.gpkg", wanted.rows)
        took = {
            name: statistics.median(drawing(styled(path, name)) for _ in range(wanted.repeat))
            for name in ("plain", *STYLES, "sized")
        }
    if wanted.json:
        print(json.dumps({"rows": wanted.rows, "seconds": took}))
    else:
        for name, seconds in took.items():
            print(f"{name:10} {seconds:7.2f} s  {seconds / took['plain']:5.2f} times plain")
    application.exitQgis()
    return 0


def make_occurrences(path: Path, rows: int) -> Path:
    """Write occurrences with the columns of the layer type."""
    gdal.UseExceptions()
    rng = random.Random(20_261_126)
    commodities = [one for one in load_commodities().all() if one.groups and one.symbol]
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(4326)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer(TABLE, crs, ogr.wkbPoint, ["GEOMETRY_NAME=geom"])
    for field in layer_type(TABLE).fields:
        layer.CreateField(ogr.FieldDefn(field.name, ogr.OFTString))
    layer.StartTransaction()
    for row in range(rows):
        some = rng.choices(commodities, k=rng.choice((1, 1, 2, 3)))
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["name"] = f"Occurrence {row}"
        feature["commodity_codes"] = "; ".join(dict.fromkeys(one.code for one in some))
        feature["commodity_group"] = some[0].groups[0]
        feature["source_attributes"] = json.dumps({"row": row, "text": "x" * 150})
        for name, values in (
            ("occurrence_type", ("occurrence", "prospect", "deposit", None)),
            ("mine_status", (None, None, None, "operating", "historic")),
        ):
            value = rng.choice(values)
            if value:
                feature[name] = value
        x, y = rng.uniform(92, 141), rng.uniform(-11, 28)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x} {y})"))
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    return path


def styled(path: Path, name: str) -> QgsVectorLayer:
    """Return the layer in a style."""
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = False
    layer = QgsVectorLayer(f"{path}|layername={TABLE}", name, "ogr", options)
    if name in STYLES:
        layer.loadNamedStyle(str(bundled("styles", f"{STYLES[name]}.qml")))
        return layer
    symbol = QgsMarkerSymbol.createSimple({"name": "circle", "size": "2.6"})
    if name == "sized":
        symbol.setDataDefinedSize(
            QgsProperty.fromExpression('CASE WHEN "mine_status" IS NULL THEN 2 ELSE 4 END')
        )
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def drawing(layer: QgsVectorLayer) -> float:
    """Return the processor time that drawing the whole layer takes."""
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputSize(QSize(1400, 1000))
    settings.setExtent(REGION)
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)  # as a canvas does: it has the scale
    before = time.process_time()
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return time.process_time() - before


if __name__ == "__main__":
    sys.exit(main())
