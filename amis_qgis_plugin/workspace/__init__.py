"""The workspace GeoPackage: the one file that samples, offline data and packages are made of.

Uses GDAL's Python bindings and sqlite3; runs without QGIS.
"""
