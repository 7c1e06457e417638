"""One answer of the items of a collection: believed only when it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .answers import body_of
from .crs_names import crs_name
from .errors import UnexpectedAnswer
from .feature_gml import FeatureDocument
from .feature_json import is_feature_json, read_json
from .urls import redact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .pages import PageFeature
    from .session import Answer

CRS84 = "CRS:84"
_WANTED = "the features of the layer"
# GeoJSON has longitude first, whatever an old member crs calls it.
_LONGITUDE_FIRST = ("", "EPSG:4326")


@dataclass(frozen=True)
class Items:
    """What an answer holds.

    :param data: all of it.
    :param mended: what had to be mended before it could be read; empty for nothing.
    :param crs: as :func:`.crs_names.crs_name` has it.
    :param crs_header: reference system as the header of the answer names it; empty for none.
    """

    document: FeatureDocument
    data: Any
    mended: str
    crs: str
    crs_header: str


def read_items(answer: Answer, types: Mapping[str, str]) -> Items:
    """Return the features of an answer.

    :param types: field to type, for servers that write every value as text.
    :raises ServiceError: when it is something else, or says itself that something lacks.
    """
    body = body_of(answer, _WANTED, json_too=True)
    data = body.data
    if not is_feature_json(data) or data.get("type") != "FeatureCollection":
        came = body.root.name if body.root is not None else body.kind
        raise UnexpectedAnswer(
            f"The server sent {came}, not {_WANTED}.", subject=redact(answer.url), kind=body.kind
        )
    document = read_json(data, types)
    there = len(document.features)
    stated = max(document.returned or 0, len(data["features"]))
    if there < stated:
        raise UnexpectedAnswer(
            f"The page says that it has {stated:,} features, but {there:,} are in it.",
            subject=redact(answer.url),
            kind="truncated",
        )
    header = answer.headers.get("Content-Crs", "").strip(" <>")
    member = CRS84 if document.crs in _LONGITUDE_FIRST else document.crs
    crs = crs_name(header.rstrip("h")) if header else member  # h: with heights
    return Items(document, data, body.mended, crs, header)


@dataclass
class Learnt:
    """What pages teach about all others; shared by all connections.

    :ivar most: the largest page that the server takes; 0 as long as it refused none.
    :ivar crs: the reference system that pages are in, and how a header names it.
    """

    most: int = 0
    crs: str = ""
    crs_header: str = ""


def gist(feature: PageFeature) -> tuple[object, ...]:
    """Return what tells a feature from others."""
    return feature.feature_id, feature.attributes, feature.geometry
