"""What of a workspace may be passed on: rows by the licences of their sources, and addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ..core.expressions import literal
from ..core.licences import FORBIDDEN, licence_of, read_licence
from ..core.package_plan import LeftOut
from ..core.sources import Source
from ..services.urls import redact, redact_text
from ..workspace.contents import WorkspaceLayer
from ..workspace.gdal_calls import sqlite
from ..workspace.sql import columns_of, statement

_SOURCE_COLUMN = "source_id"


@dataclass(frozen=True)
class Copyable:
    """A layer without what must not be copied.

    :param layer: the layer with the sources that may be copied.
    :param condition: SQL condition that keeps the rows of the others out; empty when all may go.
    """

    layer: WorkspaceLayer
    condition: str


def part_by_licence(
    layers: Sequence[WorkspaceLayer],
) -> tuple[tuple[Copyable, ...], tuple[LeftOut, ...]]:
    """Return what may be copied of each layer, and the sources that are only listed.

    A layer whose rows do not tell their source stays out wholly when one source forbids copying.
    """
    kept: list[Copyable] = []
    left_out: list[LeftOut] = []
    for layer in layers:
        forbidden = [one for one in layer.sources if licence_of(one).copying == FORBIDDEN]
        stated = read_licence(layer.stated.licence).copying == FORBIDDEN
        if not forbidden and (layer.sources or not stated):
            kept.append(Copyable(layer, ""))
            continue
        left_out += [
            LeftOut.of(layer.table, layer.title, without_secrets(one)) for one in forbidden
        ]
        if not layer.sources:
            left_out.append(
                LeftOut(layer.table, layer.title, layer.title, layer.stated.licence, "", "")
            )
        if _tells_sources(layer) and layer.sources:
            allowed = tuple(one for one in layer.sources if one not in forbidden)
            ids = ", ".join(literal(one.source_id) for one in forbidden)
            names = (_SOURCE_COLUMN, _SOURCE_COLUMN)
            condition = statement("({} IS NULL OR {} NOT IN (", *names) + ids + "))"
            kept.append(Copyable(replace(layer, sources=allowed), condition))
    return tuple(kept), tuple(left_out)


def without_secrets(source: Source) -> Source:
    """Return a source whose addresses can be passed on: passwords, keys and tokens are hidden."""
    return replace(
        source,
        url=redact(source.url) if source.url else "",
        evidence=redact_text(source.evidence),
        filter=redact_text(source.filter),
    )


def both(first: str, second: str) -> str:
    """Return the condition that two conditions hold."""
    return f"({first}) AND ({second})" if first and second else first or second


def _tells_sources(layer: WorkspaceLayer) -> bool:
    with sqlite(layer.path) as connection:
        return _SOURCE_COLUMN in columns_of(connection, layer.table)
