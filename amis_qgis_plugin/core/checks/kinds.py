"""The kinds of findings: title, severity and what to do, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ..errors import VocabularyError
from ..tables import read_document

SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True)
class CheckKind:
    """A kind of finding.

    :param severity: one of ``SEVERITIES``, unless a rule set says otherwise.
    :param action: what a person does about it.
    :param instead: other advice in particular cases: ``table`` for layers without geometry,
        ``coded`` for fields whose code list knows *unknown*, or the name of a field.
    :param counted: what a number of rows with it is called: one, and many.
    """

    code: str
    severity: str
    title: str
    action: str
    instead: Mapping[str, str] = field(default_factory=dict)
    counted: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def check_kinds() -> dict[str, CheckKind]:
    """Return every kind by its code, in the order in which a report has them.

    :raises VocabularyError: when the file is damaged.
    """
    try:
        kinds = [_kind(entry) for entry in _document()["kinds"]]
    except (KeyError, TypeError) as error:
        raise VocabularyError(f"an entry does not fit: {error}.", subject="check_kinds.json") from (
            error
        )
    return {kind.code: kind for kind in kinds}


@lru_cache(maxsize=1)
def old_datums() -> frozenset[str]:
    """Return the EPSG codes of geodetic systems that lie far from WGS 84."""
    return frozenset(_document()["old_datums"]["codes"])


@lru_cache(maxsize=1)
def one_name_many_shapes() -> frozenset[str]:
    """Return the layer types of which many lines or areas have one name by nature."""
    return frozenset(_document()["one_name_many_shapes"])


def _kind(entry: Mapping[str, Any]) -> CheckKind:
    return CheckKind(**{**entry, "counted": tuple(entry.get("counted", ()))})


def _document() -> Any:
    return read_document("check_kinds.json")
