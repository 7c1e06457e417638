"""What a layer will bring, as far as its server tells before anything is taken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Optional

from ...core.mapping.column_values import sample_columns
from ...core.mapping.own_fields import own_proposal
from ...core.mapping.propose import propose_or_plain
from ...core.rows import SourceField, SourceLayer
from ...services.pages import Box, Page, PageSource
from ...services.patience import Patience
from ...services.service import Extent, ServiceLayer
from .areas import Areas
from .axes import Axes, Ground, decide
from .limits import Limits
from .paging import Pager
from .rows import KINDS
from .shapes import shape_of
from .store import SideStore


@dataclass(frozen=True)
class Estimate:
    """What is to be expected; nothing of it is believed later.

    :param features: as the server states it; None where it does not tell.
    :param byte_count: of its answers, reckoned from a few features; None where that is not known.
    :param is_most: whether that is the whole layer, for a server that does not count by area.
    :param layer_type: what it seems to be, by its title and a few features; empty while unknown.
    """

    features: Optional[int] = None
    byte_count: Optional[int] = None
    is_most: bool = False
    layer_type: str = ""


def estimate(
    source: PageSource,
    advertised: Optional[Extent] = None,
    extent: Optional[Extent] = None,
    patience: Optional[Patience] = None,
    layer: Optional[ServiceLayer] = None,
) -> Estimate:
    """Return what a layer has in an area; asks the server for a few features and some totals.

    :param advertised: where the server says that the layer lies.
    :param extent: in degrees; None for everything.
    :param layer: as the server tells it; None where its type is not asked for.
    :raises ServiceError: when the server gives no features.
    :raises WorkspaceError: when the area cannot be had in the layer's reference system.
    """
    patience = patience or Patience()
    sample = source.prepare()
    kind = _type_of(source, sample, layer) if layer is not None and sample.features else ""
    features, is_most = None, False
    if extent is not None:
        features = _total_in(source, sample, advertised, extent, patience)
        is_most = features is None
    if features is None:
        features = patience.ask(source.total)
        features = sample.stated_total if features is None else features
    if features is None:
        return Estimate(layer_type=kind)
    if not sample.features:
        return Estimate(features, None if features else 0, is_most)
    size = round(sample.byte_count / len(sample.features) * features)
    return Estimate(features, size, is_most and features > 0, kind)


def _type_of(source: PageSource, sample: Page, layer: ServiceLayer) -> str:
    """Return the layer type that a few features suggest, as the whole of them would."""
    rows = [one.attributes for one in sample.features]
    declared = {one.name: one for one in source.fields()}
    names = dict.fromkeys((*declared, *(name for row in rows for name in row)))
    kinds = {KINDS.get(shape_of(one).dimension, "") for one in sample.features} - {""}
    about = SourceLayer(
        layer.title,
        tuple(declared.get(name, SourceField(name)) for name in names),
        kinds.pop() if len(kinds) == 1 else "geometry" if kinds else "",
        layer=layer.name,
    )
    columns = sample_columns(about.fields, rows)
    return (own_proposal(about) or propose_or_plain(about, columns)).fields.layer_type


def _total_in(
    source: PageSource,
    sample: Page,
    advertised: Optional[Extent],
    extent: Extent,
    patience: Patience,
) -> Optional[int]:
    """Return the total in an area; None where the server tells none, or heeds no area."""
    crs = sample.crs or source.crs
    ground = Ground("EPSG:4326" if crs == "CRS:84" else crs, advertised)
    boxes = [Box(*box) for box in (shape_of(one).envelope for one in sample.features) if box]
    places = [((box.a_min + box.a_max) / 2, (box.b_min + box.b_max) / 2) for box in boxes]
    axes = decide(ground, places, source.identity.get("srs", ""))
    folder, identity = TemporaryDirectory(prefix="amis-"), source.identity
    with folder as name, SideStore(Path(name) / "estimate", identity) as store:
        pager = Pager(source, store, Limits(), patience)
        if not Areas(pager, _around(ground, axes, boxes)).usable():
            return None
    return patience.ask(lambda: source.total(ground.box(extent, axes)))


def _around(ground: Ground, axes: Axes, boxes: list[Box]) -> Box:
    """Return a box that holds the advertised extent and the boxes of features."""
    every = [ground.box(ground.area(), axes), *boxes]
    return Box(
        min(one.a_min for one in every), min(one.b_min for one in every),
        max(one.a_max for one in every), max(one.b_max for one in every),
    )  # fmt: skip
