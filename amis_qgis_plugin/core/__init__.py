"""The domain in plain Python: no QGIS, no GDAL, no network, no file writing."""
