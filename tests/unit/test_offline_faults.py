"""In every mode of a bad WFS the rows are right, or nobody says that they are proven."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Optional

import pytest
from faults import Row
from taking_rows import LIMITS, hurried, place, take_rows
from wfs_faults import MODES, WfsFaults

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import CannotFilter
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.services.wfs_pages import WfsPages
from amis_qgis_plugin.workspace.offline.rows import StoredRows
from amis_qgis_plugin.workspace.offline.store import SideStore
from amis_qgis_plugin.workspace.offline.take import Taken, take


def rows_of(mode: str) -> int:
    """Return how many rows are enough; a server that lies about every page is asked one by one."""
    return 140 if mode == "returned-lies" else 350


def download(
    server: WfsFaults,
    store_path: Path,
    extent: Optional[Extent] = None,
    attribute_filter: str = "",
    silence: float = 1.0,
    several: bool = False,
) -> tuple[Taken, list[tuple[object, ...]]]:
    """Return what came of it and the rows as (gid, name, x, y)."""
    with make_session() as session:
        service = describe_service(session, server.url, "wfs")
        layer = service.layers[0]
        source = WfsPages(
            session, service, layer, attribute_filter, patience=hurried(), silence=silence
        )
        taken, found = take_rows(source, layer, store_path, extent, several=several)
    return taken, [
        (one.attributes["gid"], one.attributes["name"], *place(one.wkb)) for one in found
    ]


def expected(server: WfsFaults) -> list[tuple[object, ...]]:
    rows: list[Row] = server.rows
    if server.mode == "no-geometry":
        return [(*row[:2], *((None, None) if row[0] % 10 == 0 else row[2:])) for row in rows]
    return list(rows)


@pytest.mark.parametrize("connections", ["one", "several"])
@pytest.mark.parametrize("version", ["2.0.0", "1.1.0", "1.0.0"])
@pytest.mark.parametrize("mode", MODES)
def test_rows_are_right_or_not_proven(
    mode: str, version: str, connections: str, tmp_path: Path
) -> None:
    with WfsFaults(mode, version, rows_of(mode)) as server:
        taken, rows = download(server, tmp_path / "part", several=connections == "several")
        is_right = sorted(map(str, rows)) == sorted(map(str, expected(server)))
        if taken.completeness is Completeness.COMPLETE_PROVEN:
            assert is_right, taken.evidence.text()
        if taken.completeness is Completeness.COMPLETE_UNPROVEN:
            assert taken.evidence.doubts or "Not proven" in taken.evidence.text()
        if taken.completeness is Completeness.INCOMPLETE:
            assert not is_right or taken.evidence.missing or taken.evidence.stated


CERTAIN = (
    "good", "capped", "hits-ignored", "no-startindex-capped", "startindex-refused",
    "matched-unknown", "unstable-gap", "unstable-random", "no-ids", "ids-per-page", "ids-random",
    "cut-once", "html-once", "empty-once", "reset-once", "stall-once", "429", "429-date", "503",
    "500-big", "truncated", "returned-lies", "swapped", "swapped-bbox", "page-twice",
    "bbox-ignored", "no-geometry", "json", "json-no-ids", "json-cut", "no-extent",
)  # fmt: skip


@pytest.mark.parametrize("connections", ["one", "several"])
@pytest.mark.parametrize("mode", CERTAIN)
def test_what_can_be_proven_is(mode: str, connections: str, tmp_path: Path) -> None:
    with WfsFaults(mode, count=rows_of(mode)) as server:
        taken, rows = download(server, tmp_path / "part", several=connections == "several")
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
        assert sorted(map(str, rows)) == sorted(map(str, expected(server)))


def test_an_area_is_selected_by_the_server_and_checked_here(tmp_path: Path) -> None:
    wanted = Extent(108.0, -2.0, 114.0, 2.0)
    for mode in ("good", "bbox-ignored", "swapped-bbox", "swapped"):
        with WfsFaults(mode) as server:
            taken, rows = download(server, tmp_path / mode, wanted)
            inside = [
                row for row in server.rows
                if wanted.west <= row[2] <= wanted.east and wanted.south <= row[3] <= wanted.north
            ]  # fmt: skip
            assert 30 < len(inside) < 200
            assert sorted(map(str, rows)) == sorted(map(str, inside)), mode
            assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()


@pytest.mark.parametrize("several", [True, False])
def test_all_but_a_first_feature_that_the_server_cannot_give(several: bool, tmp_path: Path) -> None:
    with WfsFaults("500-first") as server:
        taken, rows = download(server, tmp_path / "part", several=several)
        assert sorted(map(str, rows)) == sorted(map(str, server.rows[1:]))
    assert taken.completeness is Completeness.INCOMPLETE
    assert "the feature at position 1 in the server's order" in taken.evidence.text()


def test_a_filter_that_is_ignored_is_no_proof(tmp_path: Path) -> None:
    with WfsFaults("good") as server:
        taken, _rows = download(server, tmp_path / "part", attribute_filter="gid > 100")
        assert taken.completeness is Completeness.COMPLETE_UNPROVEN
        assert "heeds the filter" in taken.evidence.text()
        assert any(asked.get("CQL_FILTER") == "gid > 100" for asked in server.asked)


def test_rows_that_a_filter_leaves_out_are_left_out_here(tmp_path: Path) -> None:
    """The server ignores the filter; every feature is checked by it on arrival."""
    wanted = "gid > 100 AND NOT (gid = 150 OR name LIKE 'Deposit 2%')"
    with WfsFaults("good") as server:
        taken, rows = download(server, tmp_path / "part", attribute_filter=wanted)
        fitting = [
            row for row in server.rows
            if row[0] > 100 and row[0] != 150 and not row[1].startswith("Deposit 2")
        ]  # fmt: skip
    assert sorted(map(str, rows)) == sorted(map(str, fitting))
    assert taken.completeness is Completeness.COMPLETE_UNPROVEN
    left_out = len(server.rows) - len(fitting)
    assert f"{left_out} features that did not fit" in taken.evidence.text()


class _Narrows(WfsFaults):
    """Heeds the filter for all features but some.

    :ivar also: the ids of features that come although they do not fit.
    """

    also: tuple[int, ...] = ()

    def selected(self, asked: dict[str, str]) -> list[Row]:
        """Return the rows of a question."""
        rows = super().selected(asked)
        if "CQL_FILTER" in asked:
            rows = [row for row in rows if row[0] > 100 or row[0] in self.also]
        return rows


@pytest.mark.parametrize(
    ("also", "wanted", "said"),
    [
        ((), "gid > 100", ""),
        ((7, 8), "gid > 100", "2 features may not fit the filter"),
        ((), "gid > 100 AND name > 'A'", "250 features could not be checked"),
        ((), "gid > 100 AND some thing else", "cannot be read here"),
    ],
)
def test_a_filter_that_is_heeded_is_checked_all_the_same(
    also: tuple[int, ...], wanted: str, said: str, tmp_path: Path
) -> None:
    with _Narrows("good") as server:
        server.also = also
        taken, rows = download(server, tmp_path / "part", attribute_filter=wanted)
    assert len(rows) == 250 + len(also)
    proven = taken.completeness is Completeness.COMPLETE_PROVEN
    assert proven is not bool(said), taken.evidence.text()
    assert said in taken.evidence.text()


def test_a_long_filter_is_posted(tmp_path: Path) -> None:
    text = " OR ".join(f"gid = {number}" for number in range(400))
    with WfsFaults("good") as server:
        _taken, rows = download(server, tmp_path / "part", attribute_filter=text)
        assert len(rows) == 350
        assert any(asked.get("CQL_FILTER") == text for asked in server.asked)


def test_a_filter_that_is_ignored_is_an_error_where_values_show_it(tmp_path: Path) -> None:
    with WfsFaults("good") as server, pytest.raises(CannotFilter, match="gid = 7"):
        download(server, tmp_path / "part", attribute_filter="gid = 7")


def test_rows_without_ids_of_the_server_go_by_a_field_that_tells_them_apart(tmp_path: Path) -> None:
    with WfsFaults("no-ids") as server, make_session() as session:
        layer = describe_service(session, server.url, "wfs").layers[0]
        source = WfsPages(session, describe_service(session, server.url, "wfs"), layer)
        sample = source.prepare()
        with SideStore(tmp_path / "part", source.identity) as store:
            taken = take(source, store, sample, advertised=layer.extent, limits=LIMITS)
            rows = StoredRows(store, taken.frame, layer, source.fields(), source.identity).rows()
            assert {one.feature_id for one in rows} == {str(row[0]) for row in server.rows}


def test_what_came_is_not_asked_for_again(tmp_path: Path) -> None:
    path = tmp_path / "part"
    with WfsFaults("gone-late") as server:
        taken, rows = download(server, path)
        assert taken.completeness is Completeness.INCOMPLETE
        assert taken.failure is not None
        kept = len(rows)
        assert 100 <= kept < 350
        server.mode = "good"
        server.asked.clear()
        taken, rows = download(server, path)
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
        assert sorted(map(str, rows)) == sorted(map(str, server.rows))
        pages = [one for one in server.asked if int(one.get("COUNT", 0)) > 50]
        assert min(int(one.get("STARTINDEX", 0)) for one in pages) == kept


def test_another_request_starts_anew(tmp_path: Path) -> None:
    path = tmp_path / "part"
    with WfsFaults("gone-late") as server:
        download(server, path)
        server.mode = "good"
        server.asked.clear()
        download(server, path, Extent(105.0, -5.0, 123.0, 6.0))
        starts = [int(one.get("STARTINDEX", 0)) for one in server.asked if "COUNT" in one]
        assert starts[:2] == [0, 0]


def test_rows_that_came_and_went_do_not_stay_for_ever(tmp_path: Path) -> None:
    """What cannot be gone on with is started anew the next time."""
    path = tmp_path / "part"
    with WfsFaults("total-capped", "1.1.0") as server:
        server.mode = "hits-zero"
        download(server, path)
    with WfsFaults("shrinks") as server:
        server.rows = server.rows[:250]
        download(server, tmp_path / "other")
        taken, rows = download(server, tmp_path / "third")
        assert sorted(map(str, rows)) == sorted(map(str, server.rows))
        assert taken.completeness is Completeness.COMPLETE_PROVEN


_CHILD = """
import sys
sys.path[:0] = sys.argv[3:]
from pathlib import Path
from test_offline_faults import download
class There:
    url = sys.argv[1]
download(There, Path(sys.argv[2]), silence=20)
"""


def test_a_killed_program_loses_nothing_that_came(tmp_path: Path) -> None:
    path, tests = tmp_path / "part", Path(__file__).resolve().parents[1]
    with WfsFaults("capped", count=900) as server:
        server.delay = 0.1
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, server.url, str(path), str(tests), str(tests / "unit"),
             str(tests.parent)],
        )  # fmt: skip
        while not any(int(one.get("STARTINDEX", 0)) >= 400 for one in server.asked):
            assert child.poll() is None
            time.sleep(0.02)
        child.kill()
        child.wait()
        server.delay = 0.0
        server.asked.clear()
        taken, rows = download(server, path)
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
        assert sorted(map(str, rows)) == sorted(map(str, server.rows))
        pages = [one for one in server.asked if int(one.get("COUNT", 0)) > 50]
        assert min(int(one.get("STARTINDEX", 0)) for one in pages) >= 300


def test_a_small_layer_comes_in_one_go_where_the_total_is_known_beforehand(tmp_path: Path) -> None:
    with WfsFaults("matched-unknown", count=250) as server:
        taken, rows = download(server, tmp_path / "part", several=True)
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
        assert len(rows) == 250
        totals = [one for one in server.asked if one.get("RESULTTYPE") == "hits"]
        assert [one.get("BBOX") is None for one in totals].count(True) == 1
        starts = [
            int(one.get("STARTINDEX", 0))
            for one in server.asked
            if one["REQUEST"] == "GetFeature" and one.get("COUNT") in ("125", "126")
        ]
        assert sorted(starts) == [0, 124, 249]
        last = max(n for n, one in enumerate(server.asked) if one.get("COUNT") in ("125", "126"))
        first = min(n for n, one in enumerate(server.asked) if one.get("COUNT") in ("125", "126"))
        assert last - first == 2


def test_a_total_of_nothing_asks_for_no_page_in_front_of_the_first(tmp_path: Path) -> None:
    with WfsFaults("hits-zero", "1.1.0", count=250) as server:
        _taken, rows = download(server, tmp_path / "part", several=True)
        assert len(rows) == 250
        assert all(int(one.get("STARTINDEX", 0)) >= 0 for one in server.asked)
