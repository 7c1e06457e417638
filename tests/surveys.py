"""A layer as a survey might publish it: fields and words of its own, and faults to be found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from osgeo import ogr, osr

FIELDS = ("NO_ID", "NAMA_LOKASI", "KOMODITAS", "PROVINSI", "STATUS", "NEGARA", "TANGGAL")
ROWS: tuple[tuple[tuple[str, ...], Any], ...] = (
    (("1", "Gunung Bijih", "tembaga, emas", "Papua", "produksi", "Indonesia", "12/03/2019"),
     (137.1, -4.05)),
    (("2", "Bukit Timah", "timah", "Bangka", "eksplorasi", "Indonesia", "25/11/2020"),
     (106.1, -2.1)),
    (("3", "Sorowako", "nikel; kobalt", "Sulawesi", "produksi", "Indonesia", "01/01/2021"),
     (121.35, -2.55)),
    (("4", "Kolaka", "nikel, batu pelangi", "Sulawesi", "eksplorasi", "Indonesia", ""),
     (121.6, -4.05)),
    (("5", "Sorowako", "nikel", "Sulawesi", "produksi", "Indonesia", "01/01/2021"),
     (121.35, -2.5501)),
    (("6", "Ca MÃ¡u", "batubara", "", "", "Indonesia", "05/05/2563"), (100.5, 13.75)),
    (("7", "Tanpa tempat", "emas", "", "", "Indonesia", "2018"), None),
    (("8", "Nol", "perak", "", "", "Indonesia", "2018"), (0.0, 0.0)),
)  # fmt: skip


def write_survey(path: Path, layer_name: str = "titik_mineral") -> Path:
    """Write the survey's layer as a GeoPackage and return its path."""
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    layer = dataset.CreateLayer(layer_name, system, ogr.wkbPoint)
    for name in FIELDS:
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for values, place in ROWS:
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in zip(FIELDS, values):
            if value:
                feature[name] = value
        if place is not None:
            point = ogr.Geometry(ogr.wkbPoint)
            point.AddPoint_2D(*place)
            feature.SetGeometry(point)
        layer.CreateFeature(feature)
    return path
