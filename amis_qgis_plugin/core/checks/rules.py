"""A rule set: what the least is that a submission must say, and how grave each finding is.

Rule sets have a name and an edition, which every report prints. The bundled one is provisional;
an agency can use a file of its own.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import CheckError
from ..schemas import LayerType, layer_type, layer_types
from ..tables import read_document
from .kinds import SEVERITIES, check_kinds

FORMAT, VERSION = "amis-check-rules", 1
LAYER_ITEMS = ("licence", "attribution", "title", "abstract", "date", "crs")
# What is no column of a layer type: a geometry, and an identifier that the source gave itself.
GEOMETRY, OWN_IDENTIFIER = "geometry", "identifier_of_source"


@dataclass(frozen=True)
class MinimumItem:
    """One piece of the least information.

    :param fields: aligned fields of which one has to be filled, or one of ``LAYER_ITEMS``.
    """

    fields: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class RuleSet:
    """What is asked of a submission.

    :param edition: tells one state of the set from another; printed in every report.
    :param basis: a sentence on what the set rests on.
    :param same_place_m: metres within which two rows are at one place.
    :param same_name_m: metres within which two rows of one name are one thing.
    :param severities: code of a kind of finding to the severity that takes the place of its own.
    :param layer_items: what the layer as a whole has to say.
    :param row_items: layer type id, or ``*`` for all, to what each row has to say.
    """

    id: str
    title: str
    edition: str
    basis: str
    same_place_m: float = 100.0
    same_name_m: float = 5000.0
    severities: Mapping[str, str] = field(default_factory=dict)
    layer_items: tuple[MinimumItem, ...] = ()
    row_items: Mapping[str, tuple[MinimumItem, ...]] = field(default_factory=dict)

    def severity(self, code: str) -> str:
        """Return how grave a kind of finding is under this set."""
        return self.severities.get(code) or check_kinds()[code].severity

    def items_for(self, kind: LayerType) -> tuple[MinimumItem, ...]:
        """Return what each row of a layer type has to say.

        A type without items of its own is asked for its required fields.
        """
        own = self.row_items.get(kind.layer_type_id)
        if own is None:
            own = tuple(
                MinimumItem((_asked(one.name),), 1.0)
                for one in kind.fields
                if one.required and not one.is_of_the_source
            )
        return (*self.row_items.get("*", ()), *own)


def _asked(name: str) -> str:
    return OWN_IDENTIFIER if name == "identifier" else name


@lru_cache(maxsize=1)
def bundled_rules() -> RuleSet:
    """Return the rule set that comes with the plugin."""
    return rules_from(read_document("check_rules.json"), "check_rules.json")


def read_rules(path: Path) -> RuleSet:
    """Return the rule set of a JSON file.

    :raises CheckError: naming the file and what is wrong with it.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise CheckError(f"The rule set cannot be read: {error}.", subject=str(path)) from error
    return rules_from(document, path.name)


def rules_from(document: Any, subject: str) -> RuleSet:
    """Return the rule set of a JSON document.

    :raises CheckError: saying what is wrong with it.
    """
    if not isinstance(document, Mapping) or document.get("format") != FORMAT:
        raise CheckError("It is no rule set.", subject=subject, hint=f"Its format is {FORMAT}.")
    if document.get("version") != VERSION:
        raise CheckError(
            f"Version {document.get('version')!r} of rule sets is not {VERSION}.", subject=subject
        )
    try:
        rules = RuleSet(
            _said(document, "id"),
            _said(document, "title"),
            _said(document, "edition"),
            str(document.get("basis", "")),
            float(document.get("same_place_m", 100)),
            float(document.get("same_name_m", 5000)),
            dict(document.get("severities", {})),
            tuple(
                MinimumItem((str(one["item"]),), float(one["weight"]))
                for one in document.get("layer_items", ())
            ),
            {
                str(kind): tuple(
                    MinimumItem(tuple(map(str, one["fields"])), float(one["weight"]))
                    for one in items
                )
                for kind, items in document.get("row_items", {}).items()
            },
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CheckError(f"The rule set lacks or misstates {error}.", subject=subject) from error
    _check(rules, subject)
    return rules


def _said(document: Mapping[str, Any], name: str) -> str:
    text = str(document[name] or "").strip()
    if not text:
        raise KeyError(name)
    return text


def _check(rules: RuleSet, subject: str) -> None:
    for metres in (rules.same_place_m, rules.same_name_m):
        if not (math.isfinite(metres) and metres >= 0):
            raise CheckError(f"{metres:g} is no distance in metres.", subject=subject)
    for code, severity in rules.severities.items():
        if code not in check_kinds() or severity not in SEVERITIES:
            raise CheckError(f"{code}: {severity} is no finding or severity.", subject=subject)
    for item in rules.layer_items:
        if item.fields[0] not in LAYER_ITEMS:
            raise CheckError(f"{item.fields[0]} is nothing that a layer says.", subject=subject)
    types = {kind.layer_type_id for kind in layer_types()}
    for type_id, items in rules.row_items.items():
        if type_id != "*" and type_id not in types:
            raise CheckError(f"There is no layer type {type_id}.", subject=subject)
        if not all(item.fields for item in items):
            raise CheckError(f"An item of {type_id} names no field.", subject=subject)
        for name in (name for item in items for name in item.fields):
            if name in (GEOMETRY, OWN_IDENTIFIER):
                continue
            if type_id == "*" or not layer_type(type_id).has(name):
                raise CheckError(f"{type_id} has no field {name}.", subject=subject)
    weights = [item.weight for item in rules.layer_items]
    weights += [item.weight for items in rules.row_items.values() for item in items]
    if any(not 0 < weight < 1000 for weight in weights):
        raise CheckError("A weight is a number above 0 and below 1000.", subject=subject)
