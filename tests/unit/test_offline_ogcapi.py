"""In every mode of a bad OGC API the rows are right, or nobody says that they are proven."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Optional

import pytest
from ogcapi_faults import MODES, OgcApiFaults
from taking_rows import Rows, hurried, place, take_rows

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import CannotFilter
from amis_qgis_plugin.services.ogcapi_pages import OgcApiPages
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.workspace.offline.take import Taken

# Nothing of these can be read, and the error says so.
IMPOSSIBLE = ("no-features", "esri-json")
CERTAIN = tuple(
    mode for mode in MODES
    if mode not in (
        *IMPOSSIBLE, "next-vanishes-no-matched", "matched-capped", "total-capped", "matched-zero",
        "sort-ignored-gap", "no-ids-gap", "ids-random-gap", "same-id", "ids-shared",
        "duplicate-rows", "grows", "shrinks", "moves", "changes-value", "always-empty",
        "swapped-sometimes", "crs-changes", "html-200", "html-late", "empty-body", "cut", "reset",
        "gone-late", "exception-200", "bad-encoding", "500-first",
        "half-characters", "nested-deeply", "less-of-many",
    )
)  # fmt: skip


def rows_of(mode: str) -> int:
    """Return how many rows are enough; a server that lies about every page is asked one by one."""
    return 140 if mode == "returned-lies" else 350


def download(
    server: Any,
    store_path: Path,
    extent: Optional[Extent] = None,
    attribute_filter: str = "",
    silence: float = 1.0,
    login: str = "",
    several: bool = False,
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
        taken, found = take_rows(source, layer, store_path, extent, several=several)
    return taken, [
        (int(one.attributes["gid"]), one.attributes["name"], *place(one.wkb)) for one in found
    ]


def expected(server: OgcApiFaults) -> Rows:
    if server.mode in ("no-geometry", "empty-geometry"):
        return [(*row[:2], *((None, None) if row[0] % 10 == 0 else row[2:])) for row in server.rows]
    return list(server.rows)


def is_same(rows: Rows, others: Rows) -> bool:
    return sorted(map(str, rows)) == sorted(map(str, others))


@pytest.mark.parametrize("connections", ["one", "several"])
@pytest.mark.parametrize("mode", [one for one in MODES if one not in IMPOSSIBLE])
def test_rows_are_right_or_not_proven(mode: str, connections: str, tmp_path: Path) -> None:
    with OgcApiFaults(mode, rows_of(mode)) as server:
        taken, rows = download(server, tmp_path / "part", several=connections == "several")
        is_right = is_same(rows, expected(server))
        if taken.completeness is Completeness.COMPLETE_PROVEN or mode in CERTAIN:
            assert is_right, taken.evidence.text()
        if taken.completeness is Completeness.COMPLETE_UNPROVEN:
            assert taken.evidence.doubts or "Not proven" in taken.evidence.text()
        if taken.completeness is Completeness.INCOMPLETE:
            assert not is_right or taken.evidence.missing or taken.evidence.stated
        if mode in CERTAIN:
            assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()


@pytest.mark.parametrize("mode", IMPOSSIBLE)
def test_what_is_no_collection_of_features_is_an_error(mode: str, tmp_path: Path) -> None:
    with OgcApiFaults(mode) as server, pytest.raises(ServiceError, match="not the features"):
        download(server, tmp_path / "part")


@pytest.mark.parametrize(
    "mode", ["good", "links-only", "next-loses-bbox", "bbox-ignored", "swapped-bbox", "swapped"]
)
def test_an_area_is_selected_by_the_server_and_checked_here(mode: str, tmp_path: Path) -> None:
    wanted = Extent(108.0, -2.0, 114.0, 2.0)
    with OgcApiFaults(mode, 700) as server:
        taken, rows = download(server, tmp_path / "part", wanted)
        inside = [
            row for row in server.rows
            if wanted.west <= row[2] <= wanted.east and wanted.south <= row[3] <= wanted.north
        ]  # fmt: skip
        assert len(inside) > 60
        assert is_same(rows, inside)
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()


def test_heights_are_kept(tmp_path: Path) -> None:
    with OgcApiFaults("heights", 20) as server, make_session() as session:
        service = describe_service(session, server.url, "ogcapi")
        source = OgcApiPages(session, service, service.layers[0], patience=hurried())
        feature = source.prepare().features[0]
        assert "0.5" in feature.geometry
        assert source.crs == source.identity["crs"] == "CRS:84"


def test_json_is_asked_for_twice_and_for_every_page(tmp_path: Path) -> None:
    with OgcApiFaults("next-loses-f") as server:
        download(server, tmp_path / "part")
        items = [
            (asked, headers) for path, asked, headers in zip(
                server.paths, server.asked, server.headers
            )
            if path.endswith("/items")
        ]  # fmt: skip
        assert any("after" in asked for asked, _headers in items)
        assert all(asked["f"] == "json" for asked, _headers in items)
        assert all("application/geo+json" in headers["accept"] for _asked, headers in items)


def test_a_login_goes_to_no_other_server(tmp_path: Path) -> None:
    with OgcApiFaults("next-other-origin") as server, OgcApiFaults() as other:
        server.elsewhere = other.origin
        taken, rows = download(server, tmp_path / "part", login="hush")
        assert is_same(rows, server.rows)
        assert other.asked == []
        assert all("authorization" in headers for headers in server.headers)
        assert f"name {other.origin}" in taken.evidence.text()


def test_the_side_store_holds_no_secret_of_a_link(tmp_path: Path) -> None:
    path = tmp_path / "part"
    with OgcApiFaults("next-expires") as server:
        download(server, path)
        assert any("after" in asked for asked in server.asked)
        assert not any("token" in asked for asked in server.asked)
    assert b"after=" in path.read_bytes()
    assert b"s3cret" not in path.read_bytes()


def test_cql2_is_sent_where_the_server_declares_it(tmp_path: Path) -> None:
    with OgcApiFaults() as server:
        server.cql2 = True
        taken, rows = download(server, tmp_path / "part", attribute_filter="gid > 100")
        assert is_same(rows, server.rows[100:])
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
        pages = [one for one in server.items_asked() if int(one.get("limit", 0)) > 50]
        assert all(one["filter-lang"] == "cql2-text" for one in pages)


def test_a_filter_that_is_ignored_is_no_proof(tmp_path: Path) -> None:
    with OgcApiFaults() as server:
        server.cql2 = True
        taken, _rows = download(server, tmp_path / "part", attribute_filter="name LIKE 'D%'")
        assert taken.completeness is Completeness.COMPLETE_UNPROVEN
        assert "heeds the filter" in taken.evidence.text()


def test_values_of_fields_are_asked_for_where_there_is_no_cql2(tmp_path: Path) -> None:
    with OgcApiFaults() as server:
        wanted = server.rows[7]
        taken, rows = download(server, tmp_path / "part", attribute_filter=f"name = '{wanted[1]}'")
        assert rows == [wanted]
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()


def test_values_that_the_server_ignores_are_refused(tmp_path: Path) -> None:
    with OgcApiFaults() as server, pytest.raises(CannotFilter, match="does not heed the filter"):
        download(server, tmp_path / "part", attribute_filter="gid = 7")


def test_a_condition_without_words_for_it_is_refused(tmp_path: Path) -> None:
    with OgcApiFaults() as server, pytest.raises(CannotFilter, match="values of fields only"):
        download(server, tmp_path / "part", attribute_filter="gid > 7")
    assert server.items_asked() == []


def test_what_came_is_not_asked_for_again(tmp_path: Path) -> None:
    path = tmp_path / "part"
    with OgcApiFaults("gone-late") as server:
        taken, rows = download(server, path)
        assert taken.completeness is Completeness.INCOMPLETE
        kept = len(rows)
        assert 100 <= kept < 350
        server.mode = "good"
        server.asked.clear()
        server.paths.clear()
        taken, rows = download(server, path)
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
        assert is_same(rows, server.rows)
        pages = [one for one in server.items_asked() if int(one.get("limit", 0)) > 50]
        assert min(int(one.get("offset", 0)) for one in pages) == kept


_CHILD = """
import sys
sys.path[:0] = sys.argv[3:]
from pathlib import Path
from test_offline_ogcapi import download
class There:
    url = sys.argv[1]
download(There, Path(sys.argv[2]), silence=20)
"""


@pytest.mark.parametrize(("mode", "name"), [("clipped", "offset"), ("links-only", "after")])
def test_a_killed_program_loses_nothing_that_came(mode: str, name: str, tmp_path: Path) -> None:
    path, tests = tmp_path / "part", Path(__file__).resolve().parents[1]
    with OgcApiFaults(mode, 900) as server:
        server.delay = 0.1
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, server.url, str(path), str(tests), str(tests / "unit"),
             str(tests.parent)],
        )  # fmt: skip
        while not any(int(one.get(name, 0)) >= 400 for one in server.asked):
            assert child.poll() is None
            time.sleep(0.02)
        child.kill()
        child.wait()
        server.delay = 0.0
        server.asked.clear()
        server.paths.clear()
        taken, rows = download(server, path)
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
        assert is_same(rows, server.rows)
        pages = [one for one in server.items_asked() if int(one.get("limit", 0)) > 50]
        assert int(pages[0].get(name, 0)) >= 300
