"""Vector analysis on geopandas, shapely and pyproj, which not every QGIS has.

They are imported inside the functions that need them; where one is missing, everything else works.
"""
