"""A layer of a server of faults, taken as the engine takes it, with nobody waiting in between."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any, Optional

from osgeo import ogr

from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.core.rows import SourceRow
from amis_qgis_plugin.services.pages import PageSource
from amis_qgis_plugin.services.patience import Patience
from amis_qgis_plugin.services.service import Extent, ServiceLayer
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.services.team import Connections, Team
from amis_qgis_plugin.workspace.offline.limits import Limits
from amis_qgis_plugin.workspace.offline.rows import StoredRows
from amis_qgis_plugin.workspace.offline.store import SideStore
from amis_qgis_plugin.workspace.offline.take import Taken, take

LIMITS = Limits(first_page=100, largest_page=150)
Rows = list[tuple[Any, ...]]


def hurried() -> Patience:
    """Return a patience that does not wait."""
    return Patience(sleep=lambda _seconds: None)


def take_rows(
    source: PageSource,
    layer: ServiceLayer,
    store_path: Path,
    extent: Optional[Extent] = None,
    *,
    limits: Limits = LIMITS,
    several: bool = False,
) -> tuple[Taken, list[SourceRow]]:
    """Return what came of it, and the rows.

    :param several: whether there are further connections.
    """
    with ExitStack() as opened:
        connections = Connections(_new_session) if several else None
        team = opened.enter_context(Team(source, connections))
        sample = source.prepare(team.together)
        identity = {**source.identity, "extent": str(extent)}
        store = opened.enter_context(SideStore(store_path, identity))
        taken = take(
            source, store, sample, advertised=layer.extent, extent=extent, limits=limits,
            patience=hurried(), team=team,
        )  # fmt: skip
        stored = StoredRows(store, taken.frame, layer, source.fields(), source.identity)
        return taken, list(stored.rows())


def place(wkb: Optional[bytes]) -> tuple[Any, Any]:
    """Return the coordinates of a point as GDAL reads them; twice None for no geometry."""
    if wkb is None:
        return None, None
    x, _x_max, y, _y_max = ogr.CreateGeometryFromWkb(wkb).GetEnvelope()
    return x, y


def _new_session(_progress: Progress) -> Any:
    return make_session()
