"""Country outlines for context, from the world map that every QGIS carries."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsProviderRegistry, QgsVectorLayer

from ..core.countries import members
from ..core.errors import WorkspaceError
from ..core.expressions import identifier, literal
from ..paths import bundled
from .layers import Credit, credit, stamp

LAYER_ID = "world_map:asean"
TITLE = "ASEAN member states (boundaries not authoritative)"
DISCLAIMER = (
    "Outlines are for orientation only. Boundaries and names shown do not imply any opinion of"
    " AMIS Explorer, ASEAN or its members on the legal status of any territory or the"
    " delimitation of its frontiers."
)
ATTRIBUTION = "Country outlines: QGIS world map, made with Natural Earth (public domain)"


def world_map_file() -> Path:
    """Return where the world map of this QGIS lies, if it carries one."""
    return Path(QgsApplication.pkgDataPath()) / "resources" / "data" / "world_map.gpkg"


def make_country_outlines() -> QgsVectorLayer:
    """Return the outlines of the eleven member states, EPSG:4326.

    :raises WorkspaceError: when this QGIS carries no world map.
    """
    path = world_map_file()
    parts = {"path": str(path), "layerName": "countries"}
    uri = QgsProviderRegistry.instance().encodeUri("ogr", parts)
    layer = QgsVectorLayer(uri, TITLE, "ogr")
    if not layer.isValid():
        raise WorkspaceError(
            "This QGIS carries no world map.",
            subject=str(path),
            hint="Add country outlines of your own; everything else works without them.",
        )
    names = layer.fields().names()
    field = next((name for name in names if name.lower() == "iso_a3"), "ISO_A3")
    codes = ", ".join(literal(country.iso3) for country in members())
    layer.setSubsetString(f"{identifier(field)} IN ({codes})")
    # True: only this file; QGIS would rather take the style inside the world map's own database.
    layer.loadNamedStyle(str(bundled("styles", "country_outlines.qml")), True)
    stamp(layer, LAYER_ID, "administrative_areas", "context")
    credit(layer, Credit(TITLE, "", "Public domain", ATTRIBUTION, DISCLAIMER))
    return layer
