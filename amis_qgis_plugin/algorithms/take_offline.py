"""``amis:takeoffline``: a layer of a server into a workspace, whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..core.completeness import Completeness
from ..core.errors import AmisError, FilterError
from ..core.occurrence_filter import OccurrenceFilter
from ..core.sources import PAGED
from .base import EXTENT, WORKSPACE, progress_of, told_by_processing
from .layer_parameters import FIELD_MAP, LayerAlgorithm

if TYPE_CHECKING:
    from ..core.mapping.field_map import FieldMap
    from ..services.errors import NoFeatures
    from ..workspace.offline.rows import StoredRows

URL, LAYER, PROTOCOL, FILTER = "URL", "LAYER", "PROTOCOL", "FILTER"
AUTHCFG, SOURCE_ID = "AUTHCFG", "SOURCE_ID"
ACCEPT_INCOMPLETE, REPLACE_COMPLETE = "ACCEPT_INCOMPLETE", "REPLACE_COMPLETE"
FEATURES, COMPLETENESS, TABLE, ALIGNED = "FEATURES", "COMPLETENESS", "TABLE", "ALIGNED"
EVIDENCE, EVIDENCE_JSON = "EVIDENCE", "EVIDENCE_JSON"
PROVEN = Completeness.COMPLETE_PROVEN
_PROTOCOLS = ("auto", *PAGED)


def _nothing(nothing: NoFeatures) -> dict[str, Any]:
    """Return the results for a layer that has nothing where it was asked for."""
    return {
        FEATURES: 0,
        COMPLETENESS: Completeness.COMPLETE_UNPROVEN.value,
        EVIDENCE: nothing.message,
        EVIDENCE_JSON: nothing.evidence,
        SOURCE_ID: "",
        TABLE: "",
    }


class TakeOffline(LayerAlgorithm):
    """Takes a layer of a server offline."""

    ID = "takeoffline"
    TITLE = "Take layer of a server offline"
    ICON = "offline"
    MAY_BE_PLAIN = True
    HELP = (
        "Takes a layer of a WFS (1.0, 1.1, 2.0), of an ArcGIS Feature or Map server, or a"
        " collection of an OGC API Features whole and aligns it into a workspace GeoPackage.\n\n"
        "The layer type is told by title, fields and values; what fits none well comes as"
        " other_features, with all its attributes.\n\n"
        "COMPLETENESS is earned: COMPLETE_PROVEN when independent totals agree with the features"
        " received, COMPLETE_UNPROVEN when nothing is known to lack but nothing proves it,"
        " INCOMPLETE when something lacks; EVIDENCE says what speaks for it.\n\n"
        "A layer that is INCOMPLETE ends with an error, and the workspace stays as it is. What came"
        " is kept in a hidden file beside the workspace; the same call goes on there, also after a"
        " crash. ACCEPT_INCOMPLETE puts what came into the workspace all the same;"
        " REPLACE_COMPLETE lets it take the place of rows that are complete."
    )

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.addParameter(QgsProcessingParameterString(URL, "Address of the server"))
        self.addParameter(
            QgsProcessingParameterString(
                LAYER, "Layer (name or title; empty if there is one only)", optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                PROTOCOL,
                "Protocol",
                list(_PROTOCOLS),
                defaultValue=_PROTOCOLS[0],
                usesStaticStrings=True,
            )
        )
        self.addParameter(QgsProcessingParameterExtent(EXTENT, "Area", optional=True))
        self.addParameter(
            QgsProcessingParameterString(
                FILTER,
                "Filter on the server (CQL, or an OGC filter as XML; SQL for ArcGIS)",
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                WORKSPACE, "Workspace (new, or one to add to)", "GeoPackage (*.gpkg)"
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                SOURCE_ID, "Source id (leave empty to make one of the layer's title)", optional=True
            )
        )
        self.add_map_parameters()
        self.add_country_parameters()
        self.addParameter(QgsProcessingParameterAuthConfig(AUTHCFG, "Login", optional=True))
        for name, text in (
            (ACCEPT_INCOMPLETE, "Keep what came although more lacks"),
            (REPLACE_COMPLETE, "Let it take the place of rows that are complete"),
        ):
            self.addParameter(
                QgsProcessingParameterBoolean(name, text, defaultValue=False, optional=True)
            )
        self.addOutput(QgsProcessingOutputNumber(FEATURES, "Features in the workspace"))
        for name, text in (
            (COMPLETENESS, "Completeness"),
            (EVIDENCE, "Evidence"),
            (EVIDENCE_JSON, "Evidence as JSON"),
            (SOURCE_ID, "Source id"),
            (TABLE, "Table"),
        ):
            self.addOutput(QgsProcessingOutputString(name, text))
        self.addOutput(QgsProcessingOutputVectorLayer(ALIGNED, "Aligned layer"))

    def prepareAlgorithm(self, parameters: dict[str, Any], context: Any, _feedback: Any) -> bool:
        """Take what belongs to the main thread."""
        with told_by_processing():
            self.take_outlines(parameters, context)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Take the layer, propose where no map is given, align."""
        from ..qgis_bridge.offline import OfflineRequest, take_offline
        from ..services.errors import NoFeatures
        from ..workspace.offline.download import Wanted
        from ..workspace.offline.refresh import map_of_source

        def text(name: str) -> str:
            return str(self.parameterAsString(parameters, name, context) or "").strip()

        def is_on(name: str) -> bool:
            return bool(self.parameterAsBoolean(parameters, name, context))

        def fields_of(rows: StoredRows) -> FieldMap:
            self.rows = rows
            given = self.parameterAsFile(parameters, FIELD_MAP, context)
            self._saved = None if given else map_of_source(path, rows.about)
            said.clear()
            return self.field_map(parameters, context, said)

        said = _Later()
        path = Path(self.parameterAsFileOutput(parameters, WORKSPACE, context))
        if path.suffix.lower() != ".gpkg":
            raise QgsProcessingException(
                f"A workspace is a GeoPackage, its name ends in .gpkg: {path}"
            )
        with told_by_processing():
            extent = self.extent(parameters, context)
            _must_be_for_a_server(text(FILTER))
            request = OfflineRequest(
                text(URL), text(LAYER), text(PROTOCOL), text(FILTER), text(AUTHCFG)
            )
            try:
                done = take_offline(
                    request,
                    Wanted(
                        path, text(SOURCE_ID), extent,
                        is_on(ACCEPT_INCOMPLETE), is_on(REPLACE_COMPLETE),
                    ),
                    fields_of,
                    outlines=self.outlines(),
                    terms=self.terms(),
                    progress=progress_of(feedback),
                )  # fmt: skip
            except NoFeatures as nothing:
                feedback.pushWarning(str(nothing))
                return _nothing(nothing)
            finally:
                said.tell(feedback)
        result, evidence = done.result, done.taken.evidence
        tell = feedback.pushInfo if evidence.completeness is PROVEN else feedback.pushWarning
        tell(f"{result.completeness.value}: {evidence.text()}")
        return {
            WORKSPACE: str(path),
            ALIGNED: f"{path}|layername={result.table}",
            FEATURES: result.rows_out,
            COMPLETENESS: result.completeness.value,
            EVIDENCE: evidence.text(),
            EVIDENCE_JSON: evidence.to_json(),
            SOURCE_ID: result.source_id,
            TABLE: result.table,
        }


class _Later:
    """Keeps what is said about a map: one is chosen at the first page, the one that counts last."""

    def __init__(self) -> None:
        self._said: list[tuple[str, str]] = []

    def clear(self) -> None:
        """Forget what was said: another map is chosen."""
        self._said.clear()

    def pushInfo(self, text: str) -> None:
        """Keep something that is good to know."""
        self._said.append(("pushInfo", text))

    def pushWarning(self, text: str) -> None:
        """Keep something that should be looked at."""
        self._said.append(("pushWarning", text))

    def tell(self, feedback: QgsProcessingFeedback) -> None:
        """Say it all."""
        for how, text in self._said:
            getattr(feedback, how)(text)


def _must_be_for_a_server(text: str) -> None:
    """Refuse a filter of the Filter panel: servers that do not read it send all that they have.

    CQL2 may be JSON, too; its members are others.

    :raises FilterError: when it is one.
    """
    try:
        given = json.loads(text)
        OccurrenceFilter.from_dict(given)
    except (ValueError, RecursionError, AmisError):
        return
    raise FilterError(
        "It is a filter of the Filter panel, which no server reads.",
        subject=FILTER,
        hint="Write it in the server's language and with the names of its fields, for example"
        " country = 'PHL', or take the whole layer and filter it then.",
    )
