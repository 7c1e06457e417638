"""Queries of ArcGIS REST: the parameters of every question that is put to a layer."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Optional, Union

from .pages import Box

Question = dict[str, Union[str, int]]
# A box may be written as four numbers, or as JSON that names its reference system itself.
BOX_SPELLINGS = 2
EVERYTHING = "1=1"
_SIDES = ("xmin", "ymin", "xmax", "ymax")


def number_of_crs(crs: str) -> str:
    """Return the number of a reference system, EPSG's or Esri's; empty where it has none."""
    _authority, _colon, number = crs.partition(":")
    return number if number.isdecimal() else ""


def selection(where: str, box: Optional[Box], spelling: int, crs: str) -> Question:
    """Return the part of a question that says which features are meant.

    :param where: a condition in SQL; empty for none.
    :param crs: that of the box.
    """
    question: Question = {"f": "json", "where": where or EVERYTHING}
    if box is not None:
        number = number_of_crs(crs)
        sides = [float(one) for one in box]
        text = ",".join(map(repr, sides))
        if spelling:
            reference = {"wkid": int(number)}
            text = json.dumps({**dict(zip(_SIDES, sides)), "spatialReference": reference})
        question.update(
            geometry=text,
            geometryType="esriGeometryEnvelope",
            inSR=number,
            spatialRel="esriSpatialRelIntersects",
        )
    return question


def both(*conditions: str) -> str:
    """Return a condition that holds where all of them hold; empty ones are left out."""
    stated = [one for one in conditions if one]
    return stated[0] if len(stated) == 1 else " AND ".join(f"({one})" for one in stated)


def contents(crs: str, order: str) -> Question:
    """Return the part of a question that says how features are to come.

    Curves are asked for as chains of straight lines, as nothing else here reads Esri's.

    :param crs: that of their places; empty for a table.
    :param order: field in whose order they are to come; empty for the server's own.
    """
    question: Question = {"outFields": "*", "returnGeometry": "true" if crs else "false"}
    if crs:
        question.update(
            outSR=number_of_crs(crs), returnZ="true", returnM="true", returnTrueCurves="false"
        )
    if order:
        question["orderByFields"] = order
    return question


def of_ids(ids: Sequence[int]) -> Question:
    """Return the part of a question that names features by their numbers."""
    return {"objectIds": ",".join(map(str, ids))}


def in_range(field: str, first: int, last: int) -> str:
    """Return the condition that a number lies in a range."""
    return f"{field} >= {first} AND {field} <= {last}"


def behind(field: str, last: int) -> str:
    """Return the condition that a number is larger than another."""
    return f"{field} > {last}"
