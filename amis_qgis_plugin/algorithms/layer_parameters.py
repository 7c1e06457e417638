"""What the algorithms that take any vector layer share: layer, type, field map, outlines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional, Union

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from ..core.code_lists import COUNTRIES, match_code
from ..core.commodities import PROFILES
from ..core.errors import FieldMapError
from ..core.places import OFFSHORE_KM
from ..core.schemas import every_type, plain_type
from .base import AmisAlgorithm

if TYPE_CHECKING:
    from ..core.mapping.field_map import FieldMap
    from ..core.user_terms import UserTerms
    from ..qgis_bridge.alignment import Outlines
    from ..qgis_bridge.source_rows import LayerRows
    from ..workspace.offline.rows import StoredRows

INPUT, LAYER_TYPE, FIELD_MAP = "INPUT", "LAYER_TYPE", "FIELD_MAP"
PROFILE, COUNTRY = "PROFILE", "COUNTRY"
LOOK_UP, OUTLINES, OFFSHORE = "LOOK_UP_COUNTRIES", "COUNTRY_OUTLINES", "OFFSHORE_KM"
AUTO, PLAIN = "auto", "plain"


class LayerAlgorithm(AmisAlgorithm):
    """Base of the algorithms on one vector layer; what reads it is imported when it is run.

    What belongs to the main thread (the layer, its saved map, the outlines of a layer) is taken in
    ``prepareAlgorithm``.
    """

    rows: Union[LayerRows, StoredRows]
    MAY_BE_PLAIN = False  # whether a layer of no known type is taken as it is
    _saved: Optional[FieldMap] = None
    _outlines: Optional[Outlines] = None

    def add_layer_parameters(self) -> None:
        """Add the layer, its type and its field map."""
        self.addParameter(
            QgsProcessingParameterVectorLayer(INPUT, "Layer", [QgsProcessing.SourceType.TypeVector])
        )
        self.add_map_parameters()

    def add_map_parameters(self) -> None:
        """Add the type of the layer and its field map."""
        types = [AUTO, *(kind.layer_type_id for kind in every_type())]
        self.addParameter(
            QgsProcessingParameterEnum(
                LAYER_TYPE, "Layer type", types, defaultValue=AUTO, usesStaticStrings=True
            )
        )
        self.addParameter(
            QgsProcessingParameterFile(
                FIELD_MAP,
                "Field map (JSON; leave empty for the saved one, else a proposal)",
                extension="json",
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                PROFILE,
                "How its commodity text is written",
                [AUTO, PLAIN, *filter(None, PROFILES)],
                defaultValue=AUTO,
                usesStaticStrings=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                COUNTRY, "Country of rows that state none (ISO code or name)", optional=True
            )
        )

    def add_country_parameters(self) -> None:
        """Add where the country of a place is looked up."""
        self.addParameter(
            QgsProcessingParameterBoolean(
                LOOK_UP, "Look up the country of each place", defaultValue=True
            )
        )
        self.addParameter(
            QgsProcessingParameterVectorLayer(
                OUTLINES,
                "Country outlines (leave empty for QGIS's world map)",
                [QgsProcessing.SourceType.TypeVectorPolygon],
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                OFFSHORE,
                "Places off the coast belong to the nearest country within (km)",
                QgsProcessingParameterNumber.Type.Double,
                OFFSHORE_KM,
                minValue=0.0,
                maxValue=500.0,
            )
        )

    def take_layer(self, parameters: Mapping[str, Any], context: Any) -> None:
        """Take the layer and its saved map; on the main thread."""
        from ..qgis_bridge.profile_store import saved_map
        from ..qgis_bridge.source_rows import layer_rows

        layer = self.parameterAsVectorLayer(parameters, INPUT, context)
        if layer is None or not layer.isValid():
            raise QgsProcessingException(self.invalidSourceError(parameters, INPUT))
        self.rows = layer_rows(layer)
        given = self.parameterAsFile(parameters, FIELD_MAP, context)
        self._saved = None if given else saved_map(layer)

    def take_outlines(self, parameters: Mapping[str, Any], context: Any) -> None:
        """Take the country outlines as far as they belong to the main thread."""
        from ..qgis_bridge.country_outlines import index_of_layer, world_index

        offshore = self.parameterAsDouble(parameters, OFFSHORE, context)
        layer = self.parameterAsVectorLayer(parameters, OUTLINES, context)
        if not self.parameterAsBoolean(parameters, LOOK_UP, context):
            self._outlines = lambda: None
        elif layer is not None:
            index = index_of_layer(layer, offshore)
            self._outlines = lambda: index
        else:
            self._outlines = lambda: world_index(offshore)

    def outlines(self) -> Outlines:
        """Return what reads the country outlines."""
        return self._outlines or (lambda: None)

    def terms(self) -> UserTerms:
        """Return the terms that the person mapped."""
        from ..qgis_bridge.profile_store import read_terms

        return read_terms()

    def field_map(
        self,
        parameters: Mapping[str, Any],
        context: Any,
        feedback: QgsProcessingFeedback,
    ) -> FieldMap:
        """Return the map to be used: the one given, the one saved, or a proposal.

        :raises FieldMapError: when the map given is for another type of layer.
        """
        from ..qgis_bridge.alignment import sample_and_propose, sample_or_plain
        from ..qgis_bridge.profile_store import read_field_map

        wanted = self.parameterAsString(parameters, LAYER_TYPE, context)
        wanted = "" if wanted == AUTO else wanted
        path = self.parameterAsFile(parameters, FIELD_MAP, context)
        if path:
            fields = read_field_map(Path(path))
            said = f"Field map: {path}"
            if wanted and fields.layer_type != wanted:
                raise FieldMapError(
                    f"The field map is for {fields.layer_type}, not for {wanted}.", subject=path
                )
        elif self._saved is not None and wanted in ("", self._saved.layer_type):
            fields, said = self._saved, "Field map: the one saved for this source"
        else:
            look = sample_or_plain if self.MAY_BE_PLAIN else sample_and_propose
            proposal = look(self.rows, wanted).proposal
            fields = proposal.fields
            said = f"Field map: proposed{f' ({proposal.standard})' if proposal.standard else ''}"
            for name, reason in proposal.reasons.items():
                columns = ", ".join(column.name for column in fields.use(name).columns)
                feedback.pushInfo(
                    f"  {name} from {columns}: {reason.confidence:.0%}, {reason.basis}"
                )
        feedback.pushInfo(f"{said}; layer type {fields.layer_type}")
        if fields.kind == plain_type() and not wanted:
            feedback.pushWarning(
                "No layer type fits well: its rows come as they are. Give LAYER_TYPE for another."
            )
        self._tell_what_is_lost(fields, feedback)
        return self._as_told(fields, parameters, context)

    def _tell_what_is_lost(self, fields: FieldMap, feedback: QgsProcessingFeedback) -> None:
        """Say which columns no map can read as they are, and what to do about it."""
        from ..core.mapping.column_values import sample_columns
        from ..core.mapping.coordinate_columns import metres_for_degrees, words_for_metres
        from ..core.mapping.wide_analyses import wide_analyses, words_for_wide_analyses

        about = self.rows.about
        read = fields.columns()
        left = [field for field in about.fields if field.name not in read]
        said = [words_for_wide_analyses(wide_analyses(left))]
        if not about.geometry:
            columns = sample_columns(about.fields, self.rows.sample())
            said.append(words_for_metres(metres_for_degrees(fields, columns)))
        for words in filter(None, said):
            feedback.pushWarning(words)

    def _as_told(self, fields: FieldMap, parameters: Mapping[str, Any], context: Any) -> FieldMap:
        """Return the map with the country and the profile that the parameters state."""
        profile = self.parameterAsString(parameters, PROFILE, context)
        if profile and profile != AUTO:
            fields = replace(fields, profile="" if profile == PLAIN else profile)
        country = str(self.parameterAsString(parameters, COUNTRY, context) or "").strip()
        if country:
            if not match_code(country, COUNTRIES):
                raise FieldMapError("No country has this name.", subject=country)
            if not fields.kind.has("country"):
                raise FieldMapError(f"{fields.kind.title} have no country.", subject=country)
            use = replace(fields.use("country"), constant=country)
            fields = fields.with_use("country", use)
        return fields
