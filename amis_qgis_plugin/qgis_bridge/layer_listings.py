"""The rows that a layer shows as a listing: by SQL from a workspace, else through QGIS."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any, Callable

from qgis.core import NULL, QgsFeatureRequest, QgsVectorLayer, QgsVectorLayerFeatureSource

from ..core.listings import COMMODITY, COUNTRY, NAME, ListedRow, Listing
from ..core.live_fields import LiveFields
from ..core.mapping.field_names import name_hits
from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from ..workspace.file_state import file_stamp
from ..workspace.occurrence_pages import list_workspace
from .layer_filter import Kind
from .layers import workspace_path
from .live_maps import live_fields_of

Work = Callable[[Progress], Listing]
MOST_ROWS = 100_000  # of a layer that is no workspace: all of its rows are held
_BLOCK = 500


@dataclass(frozen=True)
class HeldListing:
    """Rows that are held, as those of a server are.

    :param is_cut: whether the layer has more than are listed.
    """

    rows: list[ListedRow] = field(repr=False)
    is_cut: bool = False

    @property
    def fids(self) -> list[int]:
        """The keys of all rows, in order."""
        return [row.fid for row in self.rows]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def page(self, start: int, stop: int) -> list[ListedRow]:
        """Return the rows from ``start`` to before ``stop``."""
        return self.rows[start:stop]


def listing_stamp(layer: QgsVectorLayer) -> tuple[Any, ...]:
    """Return what changes when a layer shows other rows."""
    state = file_stamp(workspace_path(layer)) if layer.providerType() == "ogr" else ()
    return layer.id(), layer.source(), layer.subsetString(), state


def listing_work(layer: QgsVectorLayer, kind: Kind, column: str, descending: bool) -> Work:
    """Return what lists the rows of a layer under its filters; to be called in a task.

    :param column: ``name``, ``country`` or ``commodity`` to sort by; empty for none.
    """
    condition = layer.subsetString()
    if kind is Kind.WORKSPACE and not condition.lstrip().lower().startswith("select"):
        path = workspace_path(layer)
        return partial(list_workspace, path, condition, column, descending)
    features = QgsVectorLayerFeatureSource(layer)
    fields = live_fields_of(layer)
    return partial(_list_features, features, fields, _name_field(layer), column, descending)


def _list_features(
    features: Any,
    fields: LiveFields,
    name_field: str,
    column: str,
    descending: bool,
    progress: Progress,
) -> HeldListing:
    request = QgsFeatureRequest()
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    names = (name_field, *fields.countries, *fields.commodities)
    request.setSubsetOfAttributes([name for name in names if name], features.fields())
    request.setLimit(MOST_ROWS + 1)
    rows = []
    for number, feature in enumerate(features.getFeatures(request), start=1):
        rows.append(
            ListedRow(
                feature.id(),
                _texts(feature, (name_field,)),
                _texts(feature, fields.countries) or fields.country_for_all,
                _texts(feature, fields.commodities) or fields.commodity_for_all,
            )
        )
        if number % _BLOCK == 0:
            progress.at(number / MOST_ROWS, f"{number:,} features read")
    progress.check()
    is_cut = len(rows) > MOST_ROWS
    return HeldListing(_sorted(rows[:MOST_ROWS], column, descending), is_cut)


def _sorted(rows: list[ListedRow], column: str, descending: bool) -> list[ListedRow]:
    if column not in (NAME, COUNTRY, COMMODITY):
        return rows
    there = [row for row in rows if row.text(column)]
    there.sort(key=lambda row: row.text(column).casefold(), reverse=descending)
    return there + [row for row in rows if not row.text(column)]


def _texts(feature: Any, names: tuple[str, ...]) -> str:
    values = (feature[name] for name in names if name)
    return "; ".join(str(value) for value in values if value is not None and value != NULL)


def _name_field(layer: QgsVectorLayer) -> str:
    """Return the field with the names of occurrences; empty where none is named so."""
    best = (0.0, "")
    for name in layer.fields().names():
        for hit in name_hits(name, OCCURRENCES):
            if hit.field == "name" and hit.score > best[0]:
                best = (hit.score, name)
    return best[1]
