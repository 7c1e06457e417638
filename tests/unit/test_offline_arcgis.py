"""In every mode of a bad ArcGIS server the rows are right, or nobody says that they are proven."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import pytest
from arcgis_faults import MODES, ArcgisFaults

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.services.arcgis_pages import ArcgisPages
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.patience import Patience
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.workspace.blobs import point_of
from amis_qgis_plugin.workspace.offline.paging import Limits
from amis_qgis_plugin.workspace.offline.rows import StoredRows
from amis_qgis_plugin.workspace.offline.store import SideStore
from amis_qgis_plugin.workspace.offline.take import Taken, take

LIMITS = Limits(first_page=100, largest_page=150, depth=12)
Rows = list[tuple[object, ...]]


def hurried() -> Patience:
    return Patience(sleep=lambda _seconds: None)


def download(
    server: ArcgisFaults,
    store_path: Path,
    extent: Optional[Extent] = None,
    attribute_filter: str = "",
) -> tuple[Taken, Rows]:
    """Return what came of it and the rows as (name, x, y)."""
    with make_session() as session:
        service = describe_service(session, server.url, "arcgis")
        layer = service.layers[0]
        source = ArcgisPages(
            session, service, layer, attribute_filter, patience=hurried(), silence=1.0
        )
        sample = source.prepare()
        with SideStore(store_path, {**source.identity, "extent": str(extent)}) as store:
            taken = take(
                source, store, sample, advertised=layer.extent, extent=extent, limits=LIMITS,
                patience=hurried(),
            )  # fmt: skip
            stored = StoredRows(store, taken, layer, source.fields(), source.identity)
            rows: Rows = [(one.attributes["name"], *place(one.wkb)) for one in stored.rows()]
    return taken, rows


def place(wkb: Optional[bytes]) -> tuple[object, object]:
    if wkb is None:
        return None, None
    found = point_of(b"GP\0\1\0\0\0\0" + wkb)
    assert found is not None
    return found


def expected(server: ArcgisFaults) -> Rows:
    is_without = server.mode in ("no-geometry", "nan-geometry")
    return [
        (name, None, None) if server.is_table or (is_without and number % 10 == 0) else (name, x, y)
        for number, name, x, y in server.rows
    ]


def is_right(rows: Rows, server: ArcgisFaults) -> bool:
    return sorted(map(str, rows)) == sorted(map(str, expected(server)))


@pytest.mark.parametrize("kind", ["pages", "lists", "table"])
@pytest.mark.parametrize("mode", MODES)
def test_rows_are_right_or_not_proven(mode: str, kind: str, tmp_path: Path) -> None:
    with ArcgisFaults(mode, kind != "lists", is_table=kind == "table") as server:
        try:
            taken, rows = download(server, tmp_path / "part")
        except ServiceError as error:
            assert error.message
            return
        if taken.completeness is Completeness.COMPLETE_PROVEN:
            assert is_right(rows, server), taken.evidence.text()
        if taken.completeness is Completeness.COMPLETE_UNPROVEN:
            assert taken.evidence.doubts or "Not proven" in taken.evidence.text()
        if taken.completeness is Completeness.INCOMPLETE:
            missing = taken.evidence.missing or taken.evidence.stated
            assert not is_right(rows, server) or missing
