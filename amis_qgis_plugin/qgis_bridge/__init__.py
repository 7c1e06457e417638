"""The only rooms' door to qgis.core: layers, project, network, tasks and settings of QGIS."""
