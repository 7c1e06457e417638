"""Looks at a submission row by row and keeps what is found.

Knows nothing of files: rows come aligned, with what was found about their geometry.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, Optional

from ..alignment import AlignedRow
from ..attributes import attributes_to_json
from ..map_gaps import is_filled, unfilled_fields, unread_fields
from ..mapping.field_map import FieldMap
from ..rows import SourceLayer
from ..schemas import LayerType
from ..suggestions import suggest
from .described import FindingWords
from .duplicates import DuplicateFinder, compared_name
from .encoding import damages
from .kinds import old_datums, one_name_many_shapes
from .report import CheckReport, RowFinding, ScoreItem, UnknownTerm, gathered
from .rules import GEOMETRY, OWN_IDENTIFIER, MinimumItem, RuleSet
from .time_faults import TimeFaults

_NAMES = ("name", "occurrence_name", "local_name", "mine_name")
_COMMODITIES = ("commodity_text", "commodity_codes", "representative_commodity", "minerals")
BY_NAME = "Duplicates: rows without a place compared by their names alone: {:,}."
NOT_COMPARED = "Duplicates: rows not compared, without a place and a name to go by: {:,}."
SHAPES_COMPARED = (
    "Duplicates: lines and areas were compared by their shapes and, near each other, by their"
    " names; overlaps were not looked for."
)
_SUGGESTED = 300  # terms, the most frequent, that are compared with every name
Place = Optional[tuple[float, float]]


class CheckCollector:
    """Takes the rows of one layer and makes the report.

    :param datum: EPSG code of the geodetic system that the layer's reference system rests on;
        empty when unknown.
    :param today: to tell dates in the future.
    """

    def __init__(
        self,
        layer: SourceLayer,
        fields: FieldMap,
        rules: RuleSet,
        *,
        datum: str = "",
        today: Optional[date] = None,
    ) -> None:
        self._layer, self._fields, self._rules = layer, fields, rules
        self._kind: LayerType = fields.kind
        self._found: list[RowFinding] = []
        self._rows = 0
        self._unmatched: Counter[tuple[str, str]] = Counter()
        self._items = rules.items_for(self._kind)
        self._filled = [0] * len(self._items)
        self._hashes: dict[bytes, str] = {}
        self._identifiers: dict[str, str] = {}
        self._are_shapes = self._kind.kind_for(layer.geometry) != "point"
        self._is_named_by_many = self._kind.layer_type_id in one_name_many_shapes()
        # Pieces of one unit or road have one name: only those at one place may be one thing.
        many = self._are_shapes and self._is_named_by_many
        near_m = rules.same_place_m if many else rules.same_name_m
        self._twins = DuplicateFinder(rules.same_place_m, near_m, self._are_shapes)
        self._unplaced: Counter[str] = Counter()
        self._called: dict[str, tuple[str, str]] = {}
        self._keys = frozenset(field.name for field in layer.fields if field.is_key)
        self._lists = frozenset(
            column.name for name in _COMMODITIES for column in fields.use(name).columns
        )
        self._required = [
            field.name
            for field in self._kind.fields
            if field.required and not field.is_of_the_source and field.name != "identifier"
        ]
        self._times = TimeFaults(fields, layer.names(), (today or date.today()).isoformat())
        self._check_layer(datum)

    def add_row(
        self,
        feature_id: str,
        attributes: Mapping[str, Any],
        aligned: AlignedRow,
        *,
        place: Place,
        has_geometry: bool,
        wkb: Optional[bytes] = None,
        shape: bytes = b"",
        invalid: str = "",
        probable: Place = None,
    ) -> None:
        """Look at one row.

        :param aligned: the row as alignment sees it, with its notes.
        :param place: where it is, in degrees; None where it has no place or an impossible one.
        :param shape: digest of its line or area, the same for the same shape.
        :param invalid: why its geometry is invalid; empty when it is valid.
        :param probable: where it probably is, when its own place is impossible.
        """
        self._rows += 1
        found: list[tuple[str, str, str]] = [
            (note.code, note.field, note.detail) for note in aligned.notes
        ]
        if not has_geometry and not any(code == "geometry-missing" for code, *_ in found):
            found.append(("geometry-missing", "", ""))
        if invalid:
            found.append(("geometry-invalid", "", invalid))
        for vocabulary, term in aligned.unmatched:
            self._unmatched[(vocabulary, term)] += 1
            found.append(("unmatched-term", vocabulary, term))
        found += self._missing(aligned)
        found += self._times.of(aligned)
        found += self._repetitions(feature_id, attributes, aligned, wkb)
        own = [*damages(attributes, self._lists), *self._times.eras(attributes)]
        names = self._called[feature_id] = self._names(aligned)
        self._found += [
            RowFinding(code, feature_id, name, _writable(detail), place, *names, is_own, probable)
            for is_own, several in ((False, found), (True, own))
            for code, name, detail in several
        ]
        self._count_filled(aligned, has_geometry)
        self._take_twin(feature_id, aligned, place, shape)

    def add_other(
        self, feature_id: str, name: str, place: Place, source: str, shape: bytes = b""
    ) -> None:
        """Take a row of another source to compare with."""
        self._twins.add(feature_id, name, place, source or "another source", shape)

    def report(
        self,
        *,
        notes: tuple[str, ...] = (),
        hints: tuple[str, ...] = (),
        made_at: str = "",
        software: str = "",
    ) -> CheckReport:
        """Return what was found.

        :param notes: what could not be looked at, and why.
        :param hints: what in the layer would have to change to be read.
        """
        found = [one for one in self._found if not self._is_no_date(one)]
        for twin in self._twins.twins():
            others = ", ".join(other.called for other in twin.others)
            far = "" if twin.metres is None else f", {twin.metres:.0f} m away"
            detail = _writable(f"{twin.row.called}: {others}{far}")
            row = twin.row
            names = self._called[row.feature_id]
            found.append(RowFinding(twin.code, row.feature_id, "", detail, row.place, *names))
        if not self._rows:
            found.append(RowFinding("no-rows"))
        if self._layer.count > self._rows:
            detail = f"{self._rows:,} of {self._layer.count:,} rows"
            found.append(RowFinding("incomplete-reading", detail=detail))
        return CheckReport(
            layer=self._layer.title,
            layer_type=self._kind.layer_type_id,
            crs=self._layer.crs,
            rows=self._rows,
            rules=self._rules,
            findings=gathered(found, self._rules, FindingWords(self._layer, self._fields)),
            score_items=tuple(self._score_items()),
            unmatched=tuple(self._unknown_terms()),
            notes=(*notes, *self._not_compared()),
            made_at=made_at,
            software=software,
            mapping=self._fields.to_dict(),
            filter=self._layer.filter,
            unread=unread_fields(self._layer, self._fields),
            hints=hints,
        )

    def _check_layer(self, datum: str) -> None:
        found = self._found
        for name in unfilled_fields(self._fields):
            meaning = self._kind.field(name).meaning
            found.append(RowFinding("field-not-found", field=name, detail=meaning))
        if self._layer.geometry and not self._layer.crs:
            found.append(RowFinding("crs-missing"))
        if datum in old_datums():
            found.append(RowFinding("crs-old-datum", detail=f"EPSG:{datum}"))
        if not self._layer.licence:
            found.append(RowFinding("licence-missing"))
        for item in ("title", "abstract", "attribution", "date"):
            if not getattr(self._layer, item):
                found.append(RowFinding("metadata-missing", field=item))

    def _missing(self, aligned: AlignedRow) -> list[tuple[str, str, str]]:
        return [
            ("required-empty", name, "")
            for name in self._required
            if aligned.values[name] is None and is_filled(self._fields, name)
        ]

    def _repetitions(
        self,
        feature_id: str,
        attributes: Mapping[str, Any],
        aligned: AlignedRow,
        wkb: Optional[bytes],
    ) -> list[tuple[str, str, str]]:
        found = []
        text = str(aligned.values["source_attributes"])
        if self._keys:  # rows that differ in nothing but their number are identical
            attributes = {k: value for k, value in attributes.items() if k not in self._keys}
            text = attributes_to_json(attributes)
        whole = hashlib.blake2b(
            text.encode("utf-8", "replace") + (wkb or b""), digest_size=16
        ).digest()
        first = self._hashes.setdefault(whole, feature_id)
        if first != feature_id and attributes:
            found.append(("identical-rows", "", f"the same as row {first}"))
        if self._fields.use("identifier").columns:
            identifier = str(aligned.values["identifier"])
            before = self._identifiers.setdefault(identifier, feature_id)
            if before != feature_id:
                found.append(("identifier-twice", "identifier", f"{identifier}, as row {before}"))
        return found

    def _take_twin(self, feature_id: str, aligned: AlignedRow, place: Place, shape: bytes) -> None:
        # Many resources are of one occurrence: its name tells twins only at one place.
        asked = ("name", "occurrence_name", "local_name") if place else ("name", "local_name")
        is_told = place is not None or not self._is_named_by_many
        names = (aligned.values.get(one) for one in asked)
        name = str(next(filter(None, names), "")) if is_told else ""
        if place is None and not shape:
            self._unplaced[BY_NAME if compared_name(name) else NOT_COMPARED] += 1
        self._twins.add(feature_id, name, place, shape=shape)

    def _not_compared(self) -> list[str]:
        """Return in words where duplicates were not, or not fully, looked for."""
        said = [SHAPES_COMPARED] if self._are_shapes and self._rows else []
        for how in (BY_NAME, NOT_COMPARED):
            if self._unplaced[how]:
                said.append(how.format(self._unplaced[how]))
        return said

    def _is_no_date(self, one: RowFinding) -> bool:
        return one.code == "buddhist-year" and one.is_own and self._times.are_numbers(one.field)

    def _own_identifier(self, aligned: AlignedRow) -> str:
        """Return the identifier that the source gave a row; empty where it was made up."""
        if not self._fields.use("identifier").columns:
            return ""
        made_up = f"{aligned.values['source_id']}/{aligned.values['source_feature_id']}"
        identifier = str(aligned.values["identifier"])
        return "" if identifier == made_up else identifier

    def _names(self, aligned: AlignedRow) -> tuple[str, str]:
        """Return identifier and name, by which a person knows a row again."""
        names = (aligned.values.get(one) for one in _NAMES)
        name = str(next(filter(None, names), ""))
        identifier = self._own_identifier(aligned)
        return _writable(identifier), _writable(name)

    def _count_filled(self, aligned: AlignedRow, has_geometry: bool) -> None:
        has_identifier = bool(self._own_identifier(aligned))
        for position, item in enumerate(self._items):
            for name in item.fields:
                if name == GEOMETRY:
                    there = has_geometry
                elif name == OWN_IDENTIFIER:
                    there = has_identifier
                else:
                    there = aligned.values[name] is not None
                if there:
                    self._filled[position] += 1
                    break

    def _score_items(self) -> list[ScoreItem]:
        items = [
            ScoreItem(f"layer: {item.fields[0]}", item.weight, float(self._layer_says(item)))
            for item in self._rules.layer_items
            if self._layer.geometry or item.fields[0] != "crs"  # a table has none to state
        ]
        rows = max(1, self._rows)
        for item, filled in zip(self._items, self._filled):
            items.append(ScoreItem(self._title_of(item), item.weight, filled / rows))
        return items

    def _layer_says(self, item: MinimumItem) -> bool:
        return bool(getattr(self._layer, item.fields[0]))

    def _title_of(self, item: MinimumItem) -> str:
        labels = {GEOMETRY: "place", OWN_IDENTIFIER: "identifier of the source"}
        said = [labels.get(name) or self._kind.field(name).label.lower() for name in item.fields]
        return "rows: " + " or ".join(said)

    def _unknown_terms(self) -> list[UnknownTerm]:
        return [
            UnknownTerm(
                vocabulary,
                _writable(term),
                count,
                suggest(vocabulary, term) if rank < _SUGGESTED else (),
            )
            for rank, ((vocabulary, term), count) in enumerate(self._unmatched.most_common())
        ]


def _writable(text: str) -> str:
    """Return a text that any file can hold: half of a surrogate pair becomes an escape."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
