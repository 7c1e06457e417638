"""``amis:listlayers``: what a server offers, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
)

from ..qgis_bridge.settings import Server
from .base import OUTPUT, AmisAlgorithm, progress_of, told_by_processing

if TYPE_CHECKING:
    from ..services.capabilities import Service, ServiceLayer

URL, PROTOCOL, AUTHCFG, LAYERS, FOUND = "URL", "PROTOCOL", "AUTHCFG", "LAYERS", "FOUND_PROTOCOL"
_PROTOCOLS = ("auto", "wfs", "wms", "ogcapi", "arcgis")
_FIELDS = (
    *((name, "text") for name in ("name", "title", "abstract", "protocol", "url", "crs")),
    *((name, "real") for name in ("west", "south", "east", "north")),
    *((name, "text") for name in ("formats", "licence", "attribution")),
    ("queryable", "boolean"),
)


class ListLayers(AmisAlgorithm):
    """Asks a server what it offers and writes a row for each layer."""

    ID = "listlayers"
    TITLE = "List the layers of a server"
    ICON = "add_server"
    HELP = (
        "Asks a server what it offers and writes a row for each layer: name, title, abstract,"
        " protocol, address, reference systems, extent in degrees, formats, licence, attribution,"
        " and whether it can be queried. An empty licence means that the server states none.\n\n"
        "URL is any address of the server, as a browser shows it: of a service, a folder, a layer"
        " or a single request. Passwords, keys and tokens do not belong into it: choose an entry of"
        " QGIS's authentication database as AUTHCFG.\n\n"
        "PROTOCOL is *auto*, *wfs*, *wms*, *ogcapi* (OGC API Features) or *arcgis* (ArcGIS REST)."
        " LAYERS is the number of layers; what could not be listed is said in the log."
    )

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.addParameter(QgsProcessingParameterString(URL, "Address of the server"))
        self.addParameter(
            QgsProcessingParameterEnum(
                PROTOCOL,
                "Protocol (auto finds out)",
                options=list(_PROTOCOLS),
                defaultValue=_PROTOCOLS[0],
                usesStaticStrings=True,
            )
        )
        self.addParameter(QgsProcessingParameterAuthConfig(AUTHCFG, "Log in with", optional=True))
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                OUTPUT, "Layers of the server", QgsProcessing.SourceType.TypeVector
            )
        )
        self.addOutput(QgsProcessingOutputNumber(LAYERS, "Layers"))
        self.addOutput(QgsProcessingOutputString(FOUND, "Protocol that was found"))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Ask and write."""
        from ..qgis_bridge.servers import read_server

        protocol = self.parameterAsEnumString(parameters, PROTOCOL, context)
        authcfg = self.parameterAsString(parameters, AUTHCFG, context)
        url = self.parameterAsString(parameters, URL, context)
        with told_by_processing():
            service = read_server(Server("", url, protocol, authcfg), progress_of(feedback))
        for note in service.notes:
            feedback.pushWarning(note)
        rows = [_row(service, layer) for layer in service.layers]
        output = self.write_table(parameters, context, OUTPUT, _FIELDS, rows)
        feedback.pushInfo(f"{len(service.layers)} layers by {service.protocol}, {service.url}")
        return {OUTPUT: output, LAYERS: len(service.layers), FOUND: service.protocol}


def _row(service: Service, layer: ServiceLayer) -> list[Any]:
    """Return the values of :data:`_FIELDS` for a layer; an extent that is not known is empty."""
    return [
        layer.name,
        layer.title,
        layer.abstract,
        service.protocol,
        layer.url or service.url,
        ", ".join(layer.crs),
        *(layer.extent or (None,) * 4),
        ", ".join(layer.formats),
        layer.licence,
        layer.attribution,
        layer.queryable,
    ]
