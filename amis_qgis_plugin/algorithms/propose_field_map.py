"""``amis:proposefieldmap``: how a layer's fields would be read, as a JSON file to correct."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
)

from .base import OUTPUT, told_by_processing
from .layer_parameters import LAYER_TYPE, LayerAlgorithm

FIELDS = "FIELDS"


class ProposeFieldMap(LayerAlgorithm):
    """Writes the proposal that the field mapping dialog opens with."""

    ID = "proposefieldmap"
    TITLE = "Propose a field map"
    ICON = "field_map"
    HELP = (
        "Looks at the names and at 500 rows of a layer and writes how its fields would be read,"
        " as JSON. Correct the file and give it to *Align layer into a workspace*.\n\n"
        "The log tells how sure each field is, and why."
    )

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.add_layer_parameters()
        self.addParameter(
            QgsProcessingParameterFileDestination(OUTPUT, "Field map", "JSON files (*.json)")
        )
        self.addOutput(QgsProcessingOutputString(LAYER_TYPE, "Layer type"))
        self.addOutput(QgsProcessingOutputNumber(FIELDS, "Aligned fields that are filled"))

    def prepareAlgorithm(self, parameters: dict[str, Any], context: Any, _feedback: Any) -> bool:
        """Take the layer."""
        with told_by_processing():
            self.take_layer(parameters, context)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Propose and write."""
        from ..qgis_bridge.profile_store import write_json

        path = Path(self.parameterAsFileOutput(parameters, OUTPUT, context))
        with told_by_processing():
            fields = self.field_map(parameters, context, feedback)
            write_json(path, fields.to_dict())
        return {OUTPUT: str(path), LAYER_TYPE: fields.layer_type, FIELDS: len(fields.uses)}
