"""``amis:exportpackages``: a package for each country and commodity that a filter leaves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsProcessingException,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFolderDestination,
)

from .base import OUTPUT, progress_of, told_by_processing
from .export_package import ExportPackage
from .package_parameters import choices_of

if TYPE_CHECKING:
    from ..core.occurrence_filter import OccurrenceFilter
    from ..core.package_plan import PackagePlan
    from ..core.progress import Progress
    from ..packages.batch import Batch, Outcome

ZIP, RESUME, INDEX = "ZIP", "RESUME", "INDEX"
PACKAGES, UP_TO_DATE, SKIPPED = "PACKAGES", "UP_TO_DATE", "SKIPPED"


class ExportPackages(ExportPackage):
    """Writes packages in a batch."""

    ID = "exportpackages"
    TITLE = "Export prospectivity packages by country and commodity"
    HELP = (
        "Writes a prospectivity package for each country and commodity into one folder, with"
        " index.csv and index.html that tell what was written, and what was skipped and why.\n\n"
        "Countries and commodities are those of the filter; where it names none, all that the"
        " occurrences under it have. A pair that the filter names and nothing has is listed as"
        " skipped. All other choices are those of *Export prospectivity package* and go for each"
        " package; *Title* stands before the title of each.\n\n"
        "Each package is written whole or not at all, and one that cannot be written does not stop"
        " the others; the algorithm then ends with an error once all are done.\n\n"
        "With *Go on where an earlier run stopped* a package is left as it is when it is whole and"
        " would be made of the same choices, by the same programs, of a workspace that has not"
        " changed by a byte."
    )

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.add_choices()
        for name, text in (
            (ZIP, "Each package as one .zip file"),
            (RESUME, "Go on where an earlier run stopped"),
        ):
            self.addParameter(
                QgsProcessingParameterBoolean(name, text, defaultValue=False, optional=True)
            )
        self.addParameter(
            QgsProcessingParameterFolderDestination(OUTPUT, "Folder for the packages")
        )
        for name, text in (
            (PACKAGES, "Packages written"),
            (UP_TO_DATE, "Packages that were up to date"),
            (SKIPPED, "Packages skipped"),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, text))
        self.addOutput(QgsProcessingOutputFile(INDEX, "List of the packages (CSV)"))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Describe and write one package after the other."""
        from ..packages import batch as states
        from ..packages.batch_index import INDEX as INDEX_FILE

        folder = Path(self.parameterAsString(parameters, OUTPUT, context))
        with told_by_processing():
            batch = self._batch(parameters, context, folder, feedback)
            outcomes = self._write(batch, parameters, context, feedback)
        counts = [sum(one.state == state for one in outcomes) for state in states.STATES]
        failed = [one for one in outcomes if one.state == states.FAILED]
        if failed:
            told = "\n".join(f"{one.title}: {one.reason}" for one in failed)
            raise QgsProcessingException(
                f"{told}\n{states.counts_in_words(outcomes)}; {INDEX_FILE} in {folder} lists all."
            )
        return {
            OUTPUT: str(folder),
            PACKAGES: counts[0],
            UP_TO_DATE: counts[1],
            SKIPPED: counts[2],
            INDEX: str(folder / INDEX_FILE),
        }

    def _batch(
        self, parameters: dict[str, Any], context: Any, folder: Path, feedback: Any
    ) -> Batch:
        from ..core.words import describe_filter
        from ..packages.batch import Batch
        from ..packages.batch_items import batch_items, unplaced
        from ..qgis_bridge.export import software
        from ..workspace.sources import must_have_sources

        workspace = self.workspace(parameters, context)
        wanted = self.filter(parameters, context)
        must_have_sources(workspace, wanted.sources)
        items = batch_items(workspace, wanted)
        left = unplaced(workspace, wanted)
        if left:
            feedback.pushWarning(
                f"In no package, because they lie in no member state or no commodity of them is"
                f" known: {left:,} of the occurrences."
            )
        if not items:
            raise QgsProcessingException(
                f"The filter ({describe_filter(wanted)}) leaves no country with a commodity."
                " Widen it."
            )
        return Batch(
            workspace,
            folder,
            items,
            ".zip" if self.parameterAsBoolean(parameters, ZIP, context) else "",
            choices_of(self, parameters, context).title,
            software(),
        )

    def _write(
        self, batch: Batch, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> tuple[Outcome, ...]:
        from ..packages.batch import write_batch
        from ..packages.batch_index import read_index, write_index
        from ..qgis_bridge.export import export_package

        _make(batch.folder)
        earlier = read_index(batch.folder)

        choices = choices_of(self, parameters, context)

        def describe(wanted: OccurrenceFilter, title: str, progress: Progress) -> PackagePlan:
            titled = choices.with_values(title=title)
            return self.plan(parameters, context, wanted, titled, progress)

        def note(done: Any) -> None:
            write_index(batch.folder, done, earlier)
            feedback.pushInfo(f"{done[-1].title}: {done[-1].state}. {done[-1].reason}".strip())

        resume = self.parameterAsBoolean(parameters, RESUME, context)
        known = earlier if resume else {}
        return write_batch(batch, describe, export_package, known, note, progress_of(feedback))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QgsProcessingException(
            f"{folder}: The folder cannot be made: {error.strerror or error}. Choose another one."
        ) from error
