"""Reading which values a live layer has, so that they can be judged and filtered by."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import NULL, QgsFeatureRequest, QgsVectorLayer, QgsVectorLayerFeatureSource

from ..core.errors import ServiceError
from ..core.live_fields import LiveFields
from ..core.progress import Progress
from ..core.user_terms import NO_TERMS, UserTerms
from .live_maps import live_fields_of
from .subsets import under_own_subset

if TYPE_CHECKING:
    from ..core.facets import FacetIndex
    from ..core.facets_live import RowTexts
    from ..core.live_rows import MixedRows

_BLOCK = 200
_MOST_ROWS = 200_000


@dataclass(frozen=True)
class LiveValues:
    """The distinct values of a live layer's filter fields.

    :param values: field to its distinct texts.
    :param mixed: rows whose commodity fields say something else together than one by one; None
        where there are too many different rows to tell.
    :param problem: what could not be read; empty when all was.
    :param count: features the layer has under its own subset.
    :param index: what each of them has, to count what stands behind the choices of a filter.
    :param drawn: the texts of the field by which it may be drawn.
    """

    fields: LiveFields
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mixed: Optional[tuple[MixedRows, ...]] = ()
    problem: str = ""
    count: int = 0
    index: Optional[FacetIndex] = field(default=None, compare=False)  # tells nothing of its own
    drawn: Optional[RowTexts] = field(default=None, compare=False)

    @property
    def drawn_by(self) -> str:
        """The field by which it may be drawn: the first that tells commodities."""
        return next(iter(self.fields.commodities), "")

    def of(self, name: str) -> tuple[str, ...]:
        """Return the distinct texts of a field."""
        return self.values.get(name, ())


@dataclass(frozen=True)
class LiveSource:
    """What a task needs to read a layer's values: taken on the main thread, read on any.

    :param is_remote: whether a server has to give the features.
    :param expected: features the provider announces; negative when it does not tell.
    :param terms: what the person decided about unknown terms.
    :param layer: holds the connection while the features are read; not for use in the task.
    """

    name: str
    fields: LiveFields
    features: Any
    expected: int
    is_remote: bool
    layer: QgsVectorLayer
    terms: UserTerms = NO_TERMS


def live_source(layer: QgsVectorLayer, terms: UserTerms = NO_TERMS) -> LiveSource:
    """Return the source of a layer's features under the subset that it had before ours."""
    fields, layer = live_fields_of(layer), under_own_subset(layer)
    features = QgsVectorLayerFeatureSource(layer)
    is_remote = layer.providerType() != "ogr"
    count = int(layer.featureCount())
    return LiveSource(layer.name(), fields, features, count, is_remote, layer, terms)


def read_live_values(source: LiveSource, progress: Progress | None = None) -> LiveValues:
    """Return the distinct values of a live layer; asks the server, so call it in a task.

    :raises ServiceError: when nothing arrives, unless it is a file that is empty.
    :raises Cancelled: when the person stopped it.
    """
    from ..core.facets_live import live_index
    from ..core.live_rows import mixed_rows

    progress = progress or Progress()
    names, together = source.fields.names(), source.fields.read_together()
    request = QgsFeatureRequest()
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    request.setSubsetOfAttributes(list(names), source.features.fields())
    # Every text gets a number, that of no text is 0; a row is kept as the numbers of its texts.
    found: dict[str, dict[str, int]] = {name: {"": 0} for name in names}
    numbers = {name: array("i") for name in names}
    rows: Counter[tuple[str, ...]] = Counter()
    count = 0
    for count, feature in enumerate(source.features.getFeatures(request), start=1):
        texts = {name: _text(feature[name]) for name in names}
        for name, text in texts.items():
            seen = found[name]
            numbers[name].append(seen.setdefault(text, len(seen)))
        if together and len(rows) <= _MOST_ROWS:
            rows[tuple(texts[name] for name in together)] += 1
        if count % _BLOCK == 0:
            progress.at(count / max(count, source.expected), f"{count:,} features read")
    progress.check()
    # QGIS hands over a server's failure, of the count as well, as a layer without features.
    if not count and (source.expected or source.is_remote):
        raise ServiceError("No features came from it.", subject=source.name)
    missing = count < source.expected
    values = {name: tuple(sorted(filter(None, texts))) for name, texts in found.items()}
    fields = _with_profile(source.fields, values)
    texts_of = {name: tuple(texts) for name, texts in found.items()}
    is_told = len(rows) <= _MOST_ROWS
    return LiveValues(
        fields,
        values,
        mixed_rows(fields, rows, source.terms, progress) if is_told else None,
        f"only {count:,} of its {source.expected:,} features could be read" if missing else "",
        max(count, source.expected),
        live_index(fields, texts_of, numbers, count, source.terms),
        _drawn(fields, texts_of, numbers),
    )


def _drawn(
    fields: LiveFields, texts: Mapping[str, tuple[str, ...]], numbers: Mapping[str, Any]
) -> RowTexts | None:
    import numpy as np

    from ..core.facets_live import RowTexts

    name = next(iter(fields.commodities), "")
    return RowTexts(texts[name], np.asarray(numbers[name], np.int32)) if name in texts else None


def _text(value: Any) -> str:
    return "" if value is None or value == NULL else str(value)


def _with_profile(fields: LiveFields, values: Mapping[str, tuple[str, ...]]) -> LiveFields:
    """Return the fields with the kind of commodity text, told by the values where nobody did."""
    from ..core.mapping.column_values import profile_of_texts

    if fields.profile is not None:
        return fields
    texts = [text for name in fields.commodities for text in values.get(name, ())]
    return replace(fields, profile=profile_of_texts(texts))
