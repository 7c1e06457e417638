"""Selecting in their layers what a filter leaves."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from qgis.core import QgsFeatureRequest, QgsVectorLayerFeatureSource
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from ..core.errors import Cancelled
from ..core.progress import Progress
from ..qgis_bridge.layer_filter import Outcome
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.tasks import Task

_BLOCK = 5000


def select_shown(outcomes: Iterable[Outcome], owner: QObject, messages: Messages) -> None:
    """Select all features of filtered layers; their ids are read in the background."""

    def failed(error: Exception) -> None:
        if not isinstance(error, Cancelled):
            messages.error(error)

    filtered = [*outcomes]
    if all(one.shown == 0 for one in filtered):
        messages.info("The filter leaves nothing to select.")
    for outcome in filtered:
        layer = outcome.layer
        work = partial(_read_ids, QgsVectorLayerFeatureSource(layer))
        title = f"Selecting in {layer.name()}"
        Task(title, work, partial(_select, layer), failed, owner=owner).start()


def _read_ids(source: Any, progress: Progress) -> list[int]:
    request = QgsFeatureRequest().setNoAttributes()
    request.setFlags(request.flags() | QgsFeatureRequest.Flag.NoGeometry)
    ids = []
    for feature in source.getFeatures(request):
        ids.append(feature.id())
        if len(ids) % _BLOCK == 0:
            progress.check()
    return ids


def _select(layer: Any, ids: list[int]) -> None:
    if not sip.isdeleted(layer):
        layer.selectByIds(ids)
