"""What tells that a layer of ArcGIS REST is what it was, and which features it has."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Callable, Optional

from .arcgis_features import Reading
from .arcgis_ids import list_above, whole_list
from .arcgis_layer import layer_document
from .arcgis_queries import LayerQueries
from .arcgis_question import Question, of_ids
from .errors import HttpFault, ServerException, UnexpectedAnswer
from .json_values import mapping_of, number_of
from .pages import Box

AskIds = Callable[[Optional[int]], Optional[list[int]]]
_DATES = ("lastEditDate", "dataLastEditDate", "schemaLastEditDate")


class ArcgisMarks:
    """The part of a page source that compares in place of transferring.

    A server states the date of the last edit of layers that are edited through it. What else
    changes its data shows in the list of the features' numbers, as far as it adds or removes some.
    """

    revision_words = "its total, its list of ids and the date of its last edit"
    _queries: LayerQueries
    _edited: str
    _way: Any
    _reading: Reading
    _ask_ids: Callable[[Optional[Box]], AskIds]
    _selection: Callable[[Optional[Box]], Question]
    _object_id: Callable[[], str]

    def listed(self, box: Optional[Box] = None) -> Optional[frozenset[str]]:
        """Return the numbers of all features, as the server lists them; None where it does not.

        What is above the last of them is asked for in any case: a list may be cut like a page.

        :raises ServiceError: when no usable answer came.
        """
        ask = self._ask_ids(box)
        found = whole_list(ask, None)
        if not found:
            return None
        return frozenset(map(str, (*found, *list_above(ask, found[-1])))) | self._unpicked(box)

    def _unpicked(self, box: Optional[Box]) -> frozenset[str]:
        """Return the numbers of a first page, where all others were picked by the list itself."""
        if self._way.name == "offsets":
            return frozenset()
        names: Question = {"outFields": self._object_id(), "returnGeometry": "false"}
        try:
            received = self._queries.features({**self._selection(box), **names}, self._reading)
        except (HttpFault, ServerException, UnexpectedAnswer):
            return frozenset()
        return frozenset(one.feature_id for one in received.found.features)

    def revision(self, known: str = "", received: int = 0) -> str:
        """Return date of the last edit, number and list of features; empty without such a date.

        :param known: those of an earlier download. The list is not asked for where the date is
            another one.
        :param received: number of features that this download received; not needed.
        :raises ServiceError: when no usable answer came.
        """
        edited = edited_at(layer_document(*self._address()))
        is_new = not known and edited != self._edited  # it was edited while it was read
        if not edited or is_new or (known and not known.startswith(_head(edited))):
            return ""
        listed = self.listed()
        if not listed:
            return ""
        told = ",".join(sorted(listed)).encode("ascii", "replace")
        return f"{_head(edited)}{len(listed)} {hashlib.sha256(told).hexdigest()}"

    def still_has(self, ids: Sequence[str]) -> Optional[frozenset[str]]:
        """Return which of some features the layer has, wherever they lie; None where it tells none.

        :raises ServiceError: when no usable answer came.
        """
        if not all(one.isdecimal() for one in ids):
            return None
        found, _name = self._queries.ids({"f": "json", **of_ids([int(one) for one in ids])})
        return None if found is None else frozenset(map(str, found))

    def _address(self) -> tuple[Any, ...]:
        return self._queries.session, self._queries.url, self._queries.progress


def edited_at(data: Mapping[str, Any]) -> str:
    """Return when a layer was edited last, as its description says; empty where it does not."""
    told = mapping_of(data.get("editingInfo"))
    dates = {name: number_of(told.get(name)) for name in _DATES}
    if not dates["lastEditDate"]:
        return ""
    return json.dumps({name: int(date) for name, date in dates.items() if date}, sort_keys=True)


def _head(edited: str) -> str:
    return f"arcgis {edited} "
