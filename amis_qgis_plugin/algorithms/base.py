"""What the algorithms share: their provider's group, their parameters, their errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFile,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QIcon

from ..core.errors import AmisError, FilterError
from ..core.occurrence_filter import Extent, OccurrenceFilter
from ..core.progress import Progress
from ..paths import bundled
from ..qgis_bridge.compat import plain_field

WORKSPACE, EXTENT, OUTPUT = "WORKSPACE", "EXTENT", "OUTPUT"
_NUMBER = r"\s*([-+]?\d*\.?\d+(?:[eE][-+]?\d+)?)\s*"
_EAST = 90.0  # degrees; an area over 180 begins beyond them and ends beyond them in the west
_EXTENT = re.compile(rf"{','.join([_NUMBER] * 4)}(?:\[([^\]]*)\])?\s*")


class AmisAlgorithm(QgsProcessingAlgorithm):
    """Base of the algorithms.

    Subclasses set ``ID``, ``TITLE``, ``HELP`` and ``ICON``.
    """

    ID = TITLE = HELP = ""
    ICON = "amis"

    def createInstance(self) -> AmisAlgorithm:
        """Return a new one."""
        return type(self)()

    def name(self) -> str:
        """Return the id behind ``amis:``."""
        return self.ID

    def displayName(self) -> str:
        """Return the name in the toolbox."""
        return self.TITLE

    def shortHelpString(self) -> str:
        """Return the text beside the parameters."""
        return self.HELP

    def icon(self) -> QIcon:
        """Return the icon in the toolbox."""
        return QIcon(str(bundled("icons", f"{self.ICON}.svg")))

    def add_filter_parameters(self) -> None:
        """Add the workspace and the parameters that make a filter."""
        from .filter_parameters import filter_parameters

        self.add_workspace()
        for parameter in filter_parameters():
            self.addParameter(parameter)

    def add_workspace(self) -> None:
        """Add the workspace; without one the samples are meant."""
        self.addParameter(
            QgsProcessingParameterFile(
                WORKSPACE,
                "Workspace GeoPackage (leave empty for the ASEAN samples)",
                extension="gpkg",
                optional=True,
            )
        )

    def workspace(self, parameters: dict[str, Any], context: Any) -> Path:
        """Return the workspace asked for, or the samples."""
        from ..qgis_bridge.samples import sample_workspace

        text = self.parameterAsFile(parameters, WORKSPACE, context)
        return Path(text) if text else sample_workspace()

    def filter(self, parameters: dict[str, Any], context: Any) -> OccurrenceFilter:
        """Return the filter that the parameters make.

        :raises FilterError: naming what no vocabulary knows.
        """
        from .filter_parameters import filter_of

        return filter_of(self, parameters, context)

    def extent(
        self, parameters: Mapping[str, Any], context: Any, name: str = EXTENT
    ) -> Optional[Extent]:
        """Return the area that a parameter asks for in degrees, or nothing."""
        if parameters.get(name) in (None, ""):
            return None
        over = _over_180(parameters[name])
        if over is not None:
            return over
        degrees = QgsCoordinateReferenceSystem("EPSG:4326")
        box = self.parameterAsExtent(parameters, name, context, degrees)
        if box.isNull():
            return None
        return (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())

    def write_table(
        self,
        parameters: Mapping[str, Any],
        context: Any,
        name: str,
        columns: Sequence[tuple[str, str]],
        rows: Iterable[Sequence[Any]],
    ) -> str:
        """Write rows without geometry to a sink and return where they are.

        The sink is closed with the end of this function. What servers answered wrongly while they
        were asked holds on to the frames of those who asked, and would keep it open.

        :param name: of the parameter that asks for the sink.
        :param columns: name and kind of each, as :func:`..qgis_bridge.compat.plain_field` has them.
        :raises QgsProcessingException: when it cannot be made or does not take a row.
        """
        fields = QgsFields()
        for column, kind in columns:
            fields.append(plain_field(column, kind))
        nowhere = QgsCoordinateReferenceSystem()
        sink, output = self.parameterAsSink(
            parameters, name, context, fields, QgsWkbTypes.Type.NoGeometry, nowhere
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, name))
        for row in rows:
            feature = QgsFeature(fields)
            feature.setAttributes(list(row))
            if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, name))
        if not sink.flushBuffer():
            raise QgsProcessingException(self.writeFeatureError(sink, parameters, name))
        return str(output)


@contextmanager
def told_by_processing() -> Iterator[None]:
    """Turn our errors into the one that Processing shows."""
    try:
        yield
    except AmisError as error:
        raise QgsProcessingException(str(error)) from error


def progress_of(feedback: QgsProcessingFeedback) -> Progress:
    """Return a progress that speaks through Processing's feedback."""
    last: list[str] = []

    def report(fraction: float, sentence: str) -> None:
        feedback.setProgress(fraction * 100)
        if sentence and last != [sentence]:
            last[:] = [sentence]
            feedback.pushInfo(sentence)

    return Progress(report, feedback.isCanceled)


def is_in_memory(destination: Any) -> bool:
    """Whether a sink is asked for that is a temporary layer, as it is unless a file is named."""
    if isinstance(destination, QgsProcessingOutputLayerDefinition):
        destination = destination.sink.staticValue()
    return str(destination).startswith(("memory:", QgsProcessing.TEMPORARY_OUTPUT))


def without_labels(fields: QgsFields) -> QgsFields:
    """Return fields without aliases and comments.

    Of each of them QGIS warns that a temporary layer cannot keep it: more than sixty lines here.
    """
    plain = QgsFields()
    for field in fields:
        copy = QgsField(field)
        copy.setAlias("")
        copy.setComment("")
        plain.append(copy)
    return plain


def _over_180(value: Any) -> Optional[Extent]:
    """Return an area written with west above east, over 180 degrees; QGIS would turn it around.

    :raises FilterError: when its numbers are no degrees.
    """
    found = _EXTENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return None
    west, east, south, north = (float(found[number]) for number in range(1, 5))
    if west <= east:
        return None
    is_in_degrees = (found[5] or "EPSG:4326").strip().upper() in ("EPSG:4326", "OGC:CRS84")
    # Swapped numbers are far more often a slip than an area almost around the earth.
    is_over = _EAST <= west <= 180 and -180 <= east <= -_EAST
    if not is_in_degrees or not is_over or south > north:
        raise FilterError(
            "The area's west lies east of its east.",
            subject=value,
            hint="Give west, east, south, north: are two of them swapped? Areas over 180 degrees"
            " are given in EPSG:4326, from 90 east or more to 90 west or more, for example"
            " 170,-170,-20,10 [EPSG:4326].",
        )
    return (west, south, east, north)
