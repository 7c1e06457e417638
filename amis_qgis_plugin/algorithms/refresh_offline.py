"""``amis:refreshoffline``: what the servers of a workspace have now, told as changes."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterAuthConfig,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsProject,
)

from ..core.completeness import Completeness
from .base import WORKSPACE, AmisAlgorithm, progress_of, told_by_processing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..qgis_bridge.realignment import FindOutlines
    from ..workspace.offline.refresh import Refreshed

SOURCE_ID, AUTHCFG = "SOURCE_ID", "AUTHCFG"
ADDED, CHANGED, REMOVED, CONFLICTS = "ADDED", "CHANGED", "REMOVED", "CONFLICTS"
SOURCES, UNCHANGED, COMPLETENESS = "SOURCES", "UNCHANGED", "COMPLETENESS"
CHANGES, REPORT = "CHANGES", "REPORT"
_WORST = (Completeness.INCOMPLETE, Completeness.COMPLETE_UNPROVEN, Completeness.COMPLETE_PROVEN)


class RefreshOffline(AmisAlgorithm):
    """Asks the servers of a workspace again."""

    ID = "refreshoffline"
    TITLE = "Refresh layers taken offline"
    ICON = "offline"
    HELP = (
        "Asks the servers again from which a workspace has layers, and brings the rows to what"
        " they have now. The table amis_changes of the workspace tells which rows were added,"
        " changed and removed; CHANGES is its address as a layer, if it is there.\n\n"
        "Nothing that was edited in the workspace is overwritten: fields that only the server"
        " changed are taken from it, fields that were edited here stay, and where both changed one"
        " field, yours stays and the table amis_conflicts lists both.\n\n"
        "A source whose server says that nothing changed is not transferred again. One that is"
        " INCOMPLETE, or cannot be asked, ends with an error once all others are done; its rows"
        " stay as they are."
    )
    _outlines: Optional[FindOutlines] = None

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.addParameter(QgsProcessingParameterFile(WORKSPACE, "Workspace", extension="gpkg"))
        self.addParameter(
            QgsProcessingParameterString(
                SOURCE_ID, "Source id (leave empty for all that came from servers)", optional=True
            )
        )
        self.addParameter(QgsProcessingParameterAuthConfig(AUTHCFG, "Login", optional=True))
        for name, text in (
            (ADDED, "Rows added by the servers"),
            (CHANGED, "Rows changed by the servers"),
            (REMOVED, "Rows removed by the servers"),
            (CONFLICTS, "Fields changed on both sides"),
            (SOURCES, "Sources asked"),
            (UNCHANGED, "Sources that need no transfer"),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, text))
        for name, text in (
            (COMPLETENESS, "Completeness of the least complete source"),
            (CHANGES, "Layer of changes"),
            (REPORT, "What became of each source, as JSON"),
        ):
            self.addOutput(QgsProcessingOutputString(name, text))

    def prepareAlgorithm(self, parameters: dict[str, Any], context: Any, _feedback: Any) -> bool:
        """Take the layers of outlines, which belong to the main thread."""
        from ..qgis_bridge.realignment import outlines_again
        from ..workspace.offline.refresh import sources_of_servers

        with told_by_processing():
            wanted = sources_of_servers(*self._asked(parameters, context))
        project = context.project() or QgsProject.instance()
        self._outlines = outlines_again([kept for _source, kept in wanted], project)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Refresh source by source; fail at the end for those that could not be."""
        from ..qgis_bridge.offline import refresh
        from ..qgis_bridge.profile_store import read_terms

        path, source_id = self._asked(parameters, context)
        with told_by_processing():
            done = refresh(
                path,
                source_id,
                authcfg=str(self.parameterAsString(parameters, AUTHCFG, context) or "").strip(),
                find_outlines=self._outlines or (lambda _kept: None),
                terms=read_terms(),
                progress=progress_of(feedback),
            )
        _tell(done, feedback)
        errors = [one.error for one in done if one.error]
        if errors:
            raise QgsProcessingException("\n".join(errors))
        return _results(path, done)

    def _asked(self, parameters: dict[str, Any], context: Any) -> tuple[Path, str]:
        source_id = str(self.parameterAsString(parameters, SOURCE_ID, context) or "").strip()
        return Path(self.parameterAsFile(parameters, WORKSPACE, context)), source_id


def _tell(done: Sequence[Refreshed], feedback: Any) -> None:
    from ..workspace.result_words import refreshed_words

    for one in done:
        if not one.error:
            feedback.pushInfo(refreshed_words(one))
        if one.note or one.conflicts:
            feedback.pushWarning(
                f"{one.title}: {one.note or 'amis_conflicts lists the conflicts.'}"
            )


def _results(path: Path, done: Sequence[Refreshed]) -> dict[str, Any]:
    from ..workspace.changes import has_changes

    states = [one.completeness for one in done]
    worst = next((one for one in _WORST if one in states), Completeness.INCOMPLETE)
    told = [
        {**asdict(one), "completeness": one.completeness and one.completeness.value} for one in done
    ]
    return {
        WORKSPACE: str(path),
        ADDED: sum(one.added for one in done),
        CHANGED: sum(one.changed for one in done),
        REMOVED: sum(one.removed for one in done),
        CONFLICTS: sum(one.conflicts for one in done),
        SOURCES: len(done),
        UNCHANGED: sum(one.is_unchanged for one in done),
        COMPLETENESS: worst.value,
        CHANGES: f"{path}|layername=amis_changes" if has_changes(path) else "",
        REPORT: json.dumps(told, ensure_ascii=False),
    }
