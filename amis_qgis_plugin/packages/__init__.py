"""Prospectivity packages: described, written and verified. Runs without QGIS."""
