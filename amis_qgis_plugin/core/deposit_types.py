"""Deposit types: the CGI mineral-deposit-model vocabulary and the words that sources use for it.

Numbers of the USGS deposit models (Cox and Singer, 1986, Bulletin 1693) count only where the
correspondence was verified.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .names import NameIndex
from .tables import Row, read_table, split_list

_SEVERAL = re.compile(r"\s*[|;]\s*|,(?=[A-Z])|,\s+(?=[A-Z])")


@dataclass(frozen=True)
class DepositType:
    """A deposit model.

    ``usgs_models`` are its verified Cox and Singer numbers, ``main_commodities`` the codes it is
    mostly mined for, ``terms`` what sources call it.
    """

    notation: str
    label: str
    uri: str
    broader: str
    usgs_models: tuple[str, ...]
    main_commodities: tuple[str, ...]
    terms: tuple[str, ...]


@lru_cache(maxsize=1)
def deposit_types() -> tuple[DepositType, ...]:
    """Return the deposit models in alphabetical order of their notation.

    :raises VocabularyError: when the table is missing or damaged.
    """
    return tuple(
        DepositType(
            row["notation"],
            row["label"],
            row["uri"],
            row["broader"],
            _verified_models(row),
            split_list(row["main_commodities"]),
            split_list(row["terms"]),
        )
        for row in read_table("deposit_types.csv")
    )


@lru_cache(maxsize=4096)
def match_deposit_type(text: str) -> DepositType | None:
    """Return the one deposit type that the whole of ``text`` names, or None.

    A text that names several candidates gives None: see :func:`match_deposit_types`.
    """
    return _names().match(text)


def match_deposit_types(text: str) -> tuple[DepositType, ...]:
    """Return every deposit type of a list such as ``Greisen tin ±W-Mo,Vein tin``, in order."""
    whole = match_deposit_type(text)
    if whole is not None:
        return (whole,)
    parts = (match_deposit_type(part) for part in _SEVERAL.split(text))
    return tuple(dict.fromkeys(part for part in parts if part is not None))


def _verified_models(row: Row) -> tuple[str, ...]:
    if row["usgs_model_verified"] != "yes":
        return ()
    return tuple(part.strip() for part in row["usgs_model"].split("/"))


@lru_cache(maxsize=1)
def _names() -> NameIndex[DepositType]:
    return NameIndex(
        (kind, (kind.notation, kind.label, kind.uri, *kind.usgs_models, *kind.terms))
        for kind in deposit_types()
    )
