"""In every mode of a bad OGC API the rows are right, or nobody says that they are proven."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

import pytest
from ogcapi_faults import MODES, OgcApiFaults
from osgeo import ogr

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.ogcapi_pages import OgcApiPages
from amis_qgis_plugin.services.patience import Patience
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.workspace.offline.paging import Limits
from amis_qgis_plugin.workspace.offline.rows import StoredRows
from amis_qgis_plugin.workspace.offline.store import SideStore
from amis_qgis_plugin.workspace.offline.take import Taken, take

LIMITS = Limits(first_page=100, largest_page=150)
# Nothing of these can be read, and the error says so.
IMPOSSIBLE = ("no-features", "esri-json", "feature-null")
Rows = list[tuple[Any, ...]]


def rows_of(mode: str) -> int:
    """Return how many rows are enough; a server that lies about every page is asked one by one."""
    return 140 if mode == "returned-lies" else 350


def hurried() -> Patience:
    return Patience(sleep=lambda _seconds: None)


def download(
    server: Any,
    store_path: Path,
    extent: Optional[Extent] = None,
    attribute_filter: str = "",
    silence: float = 1.0,
    login: str = "",
) -> tuple[Taken, Rows]:
    """Return what came of it and the rows as (gid, name, x, y)."""
    with make_session() as session:
        if login:
            session.auth = ("surveyor", login)
        service = describe_service(session, server.url, "ogcapi")
        layer = service.layers[0]
        source = OgcApiPages(
            session, service, layer, attribute_filter, patience=hurried(), silence=silence
        )
        sample = source.prepare()
        with SideStore(store_path, {**source.identity, "extent": str(extent)}) as store:
            taken = take(
                source, store, sample, advertised=layer.extent, extent=extent, limits=LIMITS,
                patience=hurried(),
            )  # fmt: skip
            stored = StoredRows(store, taken, layer, source.fields(), source.identity)
            rows = [
                (int(one.attributes["gid"]), one.attributes["name"], *place(one.wkb))
                for one in stored.rows()
            ]
    return taken, rows


def place(wkb: Optional[bytes]) -> tuple[Any, Any]:
    if wkb is None:
        return None, None
    x, _x_max, y, _y_max = ogr.CreateGeometryFromWkb(wkb).GetEnvelope()
    return x, y


def expected(server: OgcApiFaults) -> Rows:
    if server.mode in ("no-geometry", "empty-geometry"):
        return [(*row[:2], *((None, None) if row[0] % 10 == 0 else row[2:])) for row in server.rows]
    return list(server.rows)


def is_same(rows: Rows, others: Rows) -> bool:
    return sorted(map(str, rows)) == sorted(map(str, others))


@pytest.mark.parametrize("mode", [one for one in MODES if one not in IMPOSSIBLE])
def test_rows_are_right_or_not_proven(mode: str, tmp_path: Path) -> None:
    with OgcApiFaults(mode, rows_of(mode)) as server:
        taken, rows = download(server, tmp_path / "part")
        is_right = is_same(rows, expected(server))
        if taken.completeness is Completeness.COMPLETE_PROVEN:
            assert is_right, taken.evidence.text()
        if taken.completeness is Completeness.COMPLETE_UNPROVEN:
            assert taken.evidence.doubts or "Not proven" in taken.evidence.text()
        if taken.completeness is Completeness.INCOMPLETE:
            assert not is_right or taken.evidence.missing or taken.evidence.stated
        print(mode, taken.completeness.name, is_right, len(server.asked), taken.evidence.text())
