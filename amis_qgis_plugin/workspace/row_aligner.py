"""Rows of a source aligned with their geometry and the country that it lies in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Optional

from ..core.alignment import AlignedRow, Aligner, RowNote
from ..core.coordinates import read_degrees
from ..core.errors import WorkspaceError
from ..core.mapping.field_map import LATITUDE, LONGITUDE, FieldMap
from ..core.missing import text_of
from ..core.rows import SourceLayer, SourceRow
from ..core.user_terms import NO_TERMS, UserTerms
from .country_index import CountryIndex
from .kept_geometry import NO_GEOMETRY, GeometryKeeper, KeptGeometry

# A row with neither geometry nor coordinates; every layer type has places.
_UNPLACED = KeptGeometry(notes=(RowNote("geometry-missing"),))


class PlacedRow(NamedTuple):
    """An aligned row with its geometry and where it came from."""

    source: SourceRow
    aligned: AlignedRow
    geometry: KeptGeometry


class RowAligner:
    """Aligns rows with their geometry and the country it lies in.

    :param countries: outlines to look places up in; None to rest on attributes alone.
    """

    def __init__(
        self,
        layer: SourceLayer,
        fields: FieldMap,
        source_id: str,
        *,
        countries: Optional[CountryIndex] = None,
        terms: UserTerms = NO_TERMS,
    ) -> None:
        missing = fields.missing_in(layer.names())
        if missing:
            raise WorkspaceError(
                f"The field map reads {', '.join(missing)}, which the layer does not have.",
                subject=layer.title,
                hint="Open the map for this layer and choose its fields anew.",
            )
        self._aligner = Aligner(fields, source_id, terms)
        self._keeper = GeometryKeeper(fields.kind.kind_for(layer.geometry), layer.crs)
        self._countries = countries
        self._x = [column.name for column in fields.use(LONGITUDE).columns]
        self._y = [column.name for column in fields.use(LATITUDE).columns]
        self._halves = (fields.use(LONGITUDE).unit, fields.use(LATITUDE).unit)

    def place(self, row: SourceRow) -> PlacedRow:
        """Return a row aligned and placed."""
        kept = self._keeper.keep(row.wkb)
        if kept is NO_GEOMETRY and self._x and self._y:
            kept = self._point_of(row.attributes)
        if kept is NO_GEOMETRY:
            kept = _UNPLACED
        place = None
        if self._countries is not None and kept.place is not None:
            place = self._countries.place_at(*kept.place)
        aligned = self._aligner.align(
            row.attributes, row.feature_id, place, kept.source_wkt, row.text
        )
        if kept.notes:
            aligned = aligned._replace(notes=(*aligned.notes, *kept.notes))
        return PlacedRow(row, aligned, kept)

    def _point_of(self, attributes: Mapping[str, Any]) -> KeptGeometry:
        texts = [
            next(filter(None, (text_of(attributes.get(name)) for name in names)), "")
            for names in (self._x, self._y)
        ]
        x, y = map(read_degrees, texts, (LONGITUDE, LATITUDE), self._halves)
        if x is not None and y is not None:
            return self._keeper.keep_point(x, y)
        if not any(texts):
            return NO_GEOMETRY
        note = RowNote("unreadable-coordinates", detail=" ".join(texts).strip())
        return KeptGeometry(notes=(note,))
