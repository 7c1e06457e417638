"""The parts of the bundled QGIS styles, one module a layer."""
