"""Where rows came from: the record that a workspace keeps and a package passes on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from .completeness import Completeness

PAGED = ("wfs", "ogcapi", "arcgis")  # protocols of servers that hand out features, page by page


@dataclass(frozen=True)
class Source:
    """One source of rows.

    :param source_id: stable id, used in every row's ``source_id``.
    :param table_name: the workspace table it went into.
    :param protocol: ``file``, ``wfs``, ``drawn`` and so on.
    :param url: where it is found; never with credentials.
    :param layer: the layer's name at the source.
    :param licence: the licence as stated; empty when there is no statement.
    :param attribution: what has to be said when the data is shown or passed on.
    :param retrieved_at: ISO 8601 date or time, UTC.
    :param evidence: what speaks for the completeness.
    :param digest: ``sha256:`` and the digest of what was received.
    """

    source_id: str
    table_name: str
    protocol: str
    url: str
    layer: str
    title: str
    licence: str
    attribution: str
    retrieved_at: str
    completeness: Completeness
    evidence: str
    feature_count: int
    digest: str
    filter: str = ""
    extent: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON can hold it."""
        return {**asdict(self), "completeness": self.completeness.value}
