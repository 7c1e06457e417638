"""The parameter that names rasters for a package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingParameterMultipleLayers,
)

if TYPE_CHECKING:
    from ..core.package_rasters import RasterFile
    from .base import AmisAlgorithm

RASTERS = "RASTERS"
HELP = (
    "RASTERS are layers or files: what lies in the area goes along as GeoTIFF, with the style and"
    " the licence that the layer has. A raster whose metadata state no licence needs the word that"
    " sources of unknown licence may be passed on."
)


def rasters_parameter(title: str = "Rasters") -> QgsProcessingParameterMultipleLayers:
    """Return a new definition of the parameter; it is optional."""
    return QgsProcessingParameterMultipleLayers(
        RASTERS, title, QgsProcessing.SourceType.TypeRaster, optional=True
    )


def rasters_of(
    algorithm: AmisAlgorithm, parameters: dict[str, Any], context: Any
) -> tuple[RasterFile, ...]:
    """Return the rasters that are asked for; called on the thread of the project's layers.

    :raises QgsProcessingException: when one cannot be opened, or is no raster of a local file.
    """
    given = parameters.get(RASTERS)
    if given in (None, "", []):
        return ()
    # Imported here: QGIS builds every algorithm at start-up.
    from ..qgis_bridge.package_rasters import rasters_of_layers

    layers = algorithm.parameterAsLayerList(parameters, RASTERS, context)
    asked = given.split(";") if isinstance(given, str) else given
    if isinstance(asked, (list, tuple)) and len(layers) < len(asked):  # QGIS drops them silently
        raise QgsProcessingException(
            f"{RASTERS}: QGIS opens {len(layers)} of {', '.join(map(str, asked))}. Is each a raster"
            " layer of the project, or a file that is there?"
        )
    for layer in layers:
        if not rasters_of_layers([layer]):
            raise QgsProcessingException(
                f"{layer.name()} is no raster of a local file. Save what you need of it as a"
                " GeoTIFF and give that."
            )
    return rasters_of_layers(layers)
