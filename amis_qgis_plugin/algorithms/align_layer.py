"""``amis:alignlayer``: any vector layer into a workspace, in aligned fields."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from .base import WORKSPACE, progress_of, told_by_processing
from .layer_parameters import LayerAlgorithm

if TYPE_CHECKING:
    from ..core.mapping.field_map import FieldMap
    from ..workspace.ingest_result import IngestResult
    from ..workspace.targets import Target

SOURCE_ID, TITLE, LICENCE, ATTRIBUTION = "SOURCE_ID", "TITLE", "LICENCE", "ATTRIBUTION"
ROWS_IN, ROWS_OUT, REJECTED = "ROWS_IN", "ROWS_OUT", "REJECTED"
UNMATCHED, TABLE, COMPLETENESS, ALIGNED = "UNMATCHED", "TABLE", "COMPLETENESS", "ALIGNED"
_SHOWN = 20


class AlignLayer(LayerAlgorithm):
    """Aligns a layer, as the field mapping dialog does."""

    ID = "alignlayer"
    TITLE = "Align layer into a workspace"
    ICON = "align"
    HELP = (
        "Brings any vector layer that QGIS can open into a workspace GeoPackage in one shape:"
        " AMEXS-aligned fields, commodity codes, countries. What the source said stays whole"
        " beside it. Run again with the same SOURCE_ID, it replaces what the earlier run brought,"
        " and nothing else. With SOURCE_ID empty, the same layer under the same filter replaces its"
        " own rows; every other one gets an id of its own.\n\n"
        "Without a field map the saved one of this source is used, else one is proposed: by"
        " published schema, by field names in many languages, and by what the values look like."
        " The log says how each field is read, and which fields are not.\n\n"
        "Rows are read under the layer's own filter, which is recorded with the source; what the"
        " AMIS Filter leaves out is read too.\n\n"
        "ROWS_IN = ROWS_OUT + REJECTED. Rejected rows are listed with their reasons in"
        " amis_rejected_rows; terms that no vocabulary knows in amis_unmatched_terms, with counts."
    )

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.add_layer_parameters()
        self.addParameter(
            QgsProcessingParameterFileDestination(
                WORKSPACE, "Workspace (new, or one to add to)", "GeoPackage (*.gpkg)"
            )
        )
        for name, text in (
            (SOURCE_ID, "Source id (leave empty to make one of the layer's name)"),
            (TITLE, "Title of the source (leave empty for the layer's name)"),
            (LICENCE, "Licence (leave empty for the layer's own)"),
            (ATTRIBUTION, "Attribution (leave empty for the layer's own)"),
        ):
            self.addParameter(QgsProcessingParameterString(name, text, optional=True))
        self.add_country_parameters()
        for name, text in (
            (ROWS_IN, "Rows read"),
            (ROWS_OUT, "Rows in the workspace"),
            (REJECTED, "Rows listed with a reason"),
            (UNMATCHED, "Terms that no vocabulary knows"),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, text))
        for name, text in (
            (SOURCE_ID, "Source id"),
            (TABLE, "Table"),
            (COMPLETENESS, "Completeness"),
        ):
            self.addOutput(QgsProcessingOutputString(name, text))
        self.addOutput(QgsProcessingOutputVectorLayer(ALIGNED, "Aligned layer"))

    def prepareAlgorithm(self, parameters: dict[str, Any], context: Any, _feedback: Any) -> bool:
        """Take what belongs to the main thread."""
        from ..qgis_bridge.alignment import source_of

        def text(name: str) -> str:
            return str(self.parameterAsString(parameters, name, context) or "").strip()

        with told_by_processing():
            self.take_layer(parameters, context)
            self.take_outlines(parameters, context)
        source = source_of(self.rows, text(SOURCE_ID))
        self._may_rename = not text(SOURCE_ID)
        self._source = replace(
            source,
            title=text(TITLE) or source.title,
            licence=text(LICENCE) or source.licence,
            attribution=text(ATTRIBUTION) or source.attribution,
        )
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Propose where nothing is given, then align."""
        from ..core.map_gaps import unread_fields, unread_words, words_for_no_crs
        from ..qgis_bridge.alignment import align_layer
        from ..workspace.targets import look_at_target

        path = Path(self.parameterAsFileOutput(parameters, WORKSPACE, context))
        if path.suffix.lower() != ".gpkg":
            raise QgsProcessingException(
                f"A workspace is a GeoPackage, its name ends in .gpkg: {path}"
            )
        with told_by_processing():
            target = look_at_target(path, self.rows.about, self._source, self._may_rename)
            self._look_before(target, feedback)
            doubt = words_for_no_crs(self.rows.about)
            if doubt:
                feedback.pushWarning(doubt)
            fields = self.field_map(parameters, context, feedback)
            not_read = unread_words(unread_fields(self.rows.about, fields), _SHOWN)
            if not_read:
                feedback.pushInfo(not_read)
            result = align_layer(
                self.rows,
                fields,
                path,
                self._source,
                may_rename=self._may_rename,
                outlines=self.outlines(),
                terms=self.terms(),
                progress=progress_of(feedback),
            )
        _tell(result, path, fields, feedback)
        return {
            WORKSPACE: str(path),
            ALIGNED: f"{path}|layername={result.table}",
            SOURCE_ID: result.source_id,
            TABLE: result.table,
            COMPLETENESS: result.completeness.value,
            ROWS_IN: result.rows_in,
            ROWS_OUT: result.rows_out,
            REJECTED: len(result.rejected),
            UNMATCHED: len(result.unmatched),
        }

    def _look_before(self, target: Target, feedback: Any) -> None:
        """Say what taking rows into a file does to it, or refuse."""
        own = self.rows.geopackage
        if target.is_foreign:
            if own is not None and own[0].samefile(target.path):
                raise QgsProcessingException(
                    f"{target.path.name} is the layer's own file and no workspace: choose another"
                    " file, or a new one. The dialog Field mapping can take it all the same."
                )
            feedback.pushWarning(target.foreign_words)
        if target.lost_words:
            feedback.pushWarning(target.lost_words)


def _tell(result: IngestResult, path: Path, fields: FieldMap, feedback: Any) -> None:
    from ..core.phrases import counted
    from ..workspace.result_words import needs_a_look, taken_words

    said = taken_words(path.name, result, fields)
    (feedback.pushWarning if needs_a_look(result, fields) else feedback.pushInfo)(said)
    for feature_id, reason in result.rejected[:_SHOWN]:
        feedback.pushWarning(f"Row {feature_id} is rejected: {reason}")
    ranked = sorted(result.unmatched.items(), key=lambda pair: -pair[1])
    for (vocabulary, term), count in ranked[:_SHOWN]:
        feedback.pushInfo(f"Unknown {vocabulary}: {term} ({counted(count, 'row')})")
