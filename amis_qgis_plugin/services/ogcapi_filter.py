"""A filter in the words that an OGC API understands: CQL2, or properties as parameters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import CannotFilter
from .json_values import number_of

_CONDITION = re.compile(
    r"\s*(?:\"((?:[^\"]|\"\")+)\"|([^\W\d][\w.:-]*))\s*=\s*"
    r"(?:'((?:[^']|'')*)'|([+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)|(true|false))\s*",
    re.IGNORECASE,
)
_AND = re.compile(r"and\b", re.IGNORECASE)
# Parameters that mean something else; a field of such a name cannot be asked for.
_WORDS = (
    "f limit offset startindex bbox bbox-crs crs datetime filter filter-lang filter-crs sortby"
    " resulttype properties skipgeometry lang q ids"
)
_TAKEN = frozenset(_WORDS.split())
_CQL2, _CQL = re.compile(r"/cql2-text(/|$)"), re.compile(r"/cql-text(/|$)")


@dataclass(frozen=True)
class Selection:
    """What is asked for, and what can be checked on arrival.

    :param parameters: of the request.
    :param values: (field, value as written, whether it is a text) that every feature must have;
        none where the server alone can tell.
    """

    parameters: Mapping[str, str] = field(default_factory=dict)
    values: tuple[tuple[str, str, bool], ...] = ()

    def may_hold(self, attributes: Mapping[str, Any]) -> bool:
        """Whether a feature may be one of those, as far as it has the fields."""
        known = (one for one in self.values if one[0] in attributes)
        return all(_is_same(attributes[name], *value) for name, *value in known)

    def holds(self, attributes: Mapping[str, Any]) -> bool:
        """Whether a feature is one of those that are wanted, as far as that can be told here."""
        return all(_is_same(attributes.get(name), *value) for name, *value in self.values)


def selection_of(text: str, classes: Iterable[str], subject: str) -> Selection:
    """Return a filter in the words of a server.

    :param classes: the conformance classes of the server.
    :param subject: what an error names.
    :raises CannotFilter: when the server has no words for it.
    """
    known = tuple(classes)
    for pattern, language in ((_CQL2, "cql2-text"), (_CQL, "cql-text")):
        if any(pattern.search(one) for one in known):
            return Selection({"filter": text, "filter-lang": language})
    values = conditions_of(text)
    if not values:
        raise CannotFilter(
            "This server selects by values of fields only: it does not declare CQL2.",
            subject=subject,
            hint="Write conditions such as country = 'PHL' AND status = 'active', or take all of"
            " the layer and filter it in QGIS.",
        )
    names = [name for name, *_value in values]
    unfit = next((name for name in names if name.lower() in _TAKEN or names.count(name) > 1), "")
    if unfit:
        raise CannotFilter(
            f"The field {unfit} cannot be asked for: it is a word of the protocol, or is there"
            " twice.",
            subject=subject,
            hint="Take all of the layer and filter it in QGIS.",
        )
    return Selection({name: value for name, value, _is_text in values}, values)


def conditions_of(text: str) -> tuple[tuple[str, str, bool], ...]:
    """Return (field, value, whether it is a text) of conditions joined by AND; none for others."""
    found, position = [], 0
    while True:
        match = _CONDITION.match(text, position)
        if match is None:
            return ()
        quoted, plain, words, number, truth = match.groups()
        name = quoted.replace('""', '"') if quoted else plain
        value = words.replace("''", "'") if words is not None else number or truth.lower()
        found.append((name, value, words is not None))
        position = match.end()
        if position == len(text):
            return tuple(found)
        joined = _AND.match(text, position)
        if joined is None:
            return ()
        position = joined.end()


def _is_same(value: Any, wanted: str, is_text: bool) -> bool:
    if value is None:
        return False
    if is_text:
        return str(value) == wanted
    if wanted in ("true", "false"):
        return str(value).lower() == wanted
    return number_of(value) == float(wanted)
