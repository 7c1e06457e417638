"""Findings in the words of a submission: labels, the source's own fields, advice that fits."""

from __future__ import annotations

from collections.abc import Iterable

from ..code_lists import codes_of, vocabulary_name
from ..map_gaps import short_label
from ..mapping.field_map import FieldMap
from ..rows import SourceLayer
from .kinds import check_kinds

_VOCABULARY = "unmatched-term"
_UNKNOWN = "unknown"


class FindingWords:
    """Says of a finding which field it is about and what to do, for one layer and its map."""

    def __init__(self, layer: SourceLayer, fields: FieldMap) -> None:
        self._is_table = not layer.geometry
        self._fields = fields

    def label(self, code: str, name: str, is_own: bool) -> str:
        """Return what a field is called for people; empty for a finding about whole rows.

        :param name: an aligned field, a vocabulary, something that the layer says, or a field of
            the source.
        :param is_own: whether it is a field of the source.
        """
        if not name or is_own:
            return name
        if self._fields.kind.has(name) and code != _VOCABULARY:
            return short_label(self._fields, name)
        return name.capitalize()

    def columns(self, code: str, name: str, is_own: bool) -> tuple[str, ...]:
        """Return the fields of the source that an aligned field, or a vocabulary, is read from."""
        if not name or is_own:
            return ()
        if code == _VOCABULARY:
            return self._read_by(
                one.name
                for one in self._fields.kind.fields
                if one.code_list and vocabulary_name(one.code_list) == name
            )
        return self._read_by((name,)) if self._fields.kind.has(name) else ()

    def action(self, code: str, name: str) -> str:
        """Return what a person does about a finding, as far as it differs from what others do."""
        instead = check_kinds()[code].instead
        if name in instead:
            return instead[name]
        if self._is_table and "table" in instead:
            return instead["table"]
        return instead.get("coded", "") if self._knows_unknown(name) else ""

    def _knows_unknown(self, name: str) -> bool:
        if not self._fields.kind.has(name):
            return False
        code_list = self._fields.kind.field(name).code_list
        return bool(code_list) and _UNKNOWN in codes_of(code_list)

    def _read_by(self, names: Iterable[str]) -> tuple[str, ...]:
        kind = self._fields.kind
        asked = (one for name in names for one in (name, *kind.field(name).reads))
        found = (column.name for one in asked for column in self._fields.use(one).columns)
        return tuple(dict.fromkeys(found))
