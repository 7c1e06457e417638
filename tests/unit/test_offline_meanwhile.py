"""What is aligned while pages come is what an alignment of all rows gives, or it is thrown away."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Callable, Optional

import pytest
from taking_rows import LIMITS, hurried
from wfs_faults import MODES, WfsFaults

from amis_qgis_plugin.core.errors import Cancelled, FieldMapError
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import NoFeatures, NotWhole
from amis_qgis_plugin.services.page_sources import page_source
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.services.team import Connections
from amis_qgis_plugin.workspace.earned import Earned
from amis_qgis_plugin.workspace.ingest import ingest
from amis_qgis_plugin.workspace.ingestion import Ingestion
from amis_qgis_plugin.workspace.offline import download as downloading
from amis_qgis_plugin.workspace.offline.download import Downloaded, Wanted, download
from amis_qgis_plugin.workspace.offline.meanwhile import Meanwhile
from amis_qgis_plugin.workspace.offline.rows import StoredRows

NAMED = FieldMap("mineral_occurrences", {"name": FieldUse((SourceColumn("name"),))})
UNNAMED = FieldMap("mineral_occurrences", {"local_name": FieldUse((SourceColumn("name"),))})
FieldsOf = Callable[[StoredRows], FieldMap]


def take(
    server: WfsFaults,
    path: Path,
    fields_of: FieldsOf = lambda _rows: NAMED,
    *,
    several: bool = False,
    extent: Optional[Extent] = None,
    progress: Optional[Progress] = None,
    attribute_filter: str = "",
) -> Downloaded:
    with make_session() as session:
        service = describe_service(session, server.url, "wfs")
        (layer,) = service.layers
        source = page_source(session, service, layer, attribute_filter, patience=hurried())
        return download(
            source, layer, Wanted(path, "deposits", extent, accepts_incomplete=True), fields_of,
            limits=LIMITS, patience=hurried() if progress is None else None, progress=progress,
            connections=Connections(lambda _progress: make_session()) if several else None,
        )  # fmt: skip


class Watched(Meanwhile):
    """Keeps a second alignment of all rows, made in the ordinary way, for comparison.

    :ivar finished: whether what was aligned meanwhile was put in place, for each download.
    """

    folder: Path
    finished: list[bool]

    def finish(
        self, rows: StoredRows, fields: FieldMap, earned: Earned, progress: Any = None
    ) -> Any:
        """Align all rows into a file of their own, then go on."""
        self.folder.mkdir(exist_ok=True)
        ingest(
            self.folder / "ordinary.gpkg", rows.about, rows.rows(), fields, self._about,
            earned=earned,
        )  # fmt: skip
        result = super().finish(rows, fields, earned, progress)
        self.finished.append(result is not None)
        return result


@pytest.fixture(autouse=True)
def watched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[type[Watched]]:
    Watched.folder, Watched.finished = tmp_path / "ordinary", []
    monkeypatch.setattr(downloading, "Meanwhile", Watched)
    yield Watched


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of all tables of a GeoPackage; times of writing are left out."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master"
                 " WHERE type = 'table' AND name NOT LIKE 'rtree%' ORDER BY name")]  # fmt: skip
        found = {}
        for name in names:
            cursor = connection.execute(f'SELECT * FROM "{name}"')
            times = {"last_change", "timestamp", "update_time"}
            kept = [n for n, column in enumerate(cursor.description) if column[0] not in times]
            found[name] = sorted((tuple(row[n] for n in kept) for row in cursor), key=repr)
        found["index"] = connection.execute(
            "SELECT id, minx, maxx, miny, maxy FROM rtree_mineral_occurrences_geom ORDER BY id"
        ).fetchall()
    return found


def assert_as_ordinary(path: Path) -> None:
    assert contents(path) == contents(Watched.folder / "ordinary.gpkg")
    assert sorted(one.name for one in path.parent.iterdir()) == ["ordinary", path.name]


# A server that is silent once is waited for as long as a person would wait.
@pytest.mark.parametrize("mode", [mode for mode in MODES if mode != "stall-once"])
def test_the_workspace_is_that_of_an_ordinary_alignment(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults(mode, count=140 if mode == "returned-lies" else 350) as server:
        try:
            done = take(server, path, several=True)
        except (NotWhole, NoFeatures):
            assert not path.exists()
            return
    assert done.result.rows_in == done.result.rows_out == done.taken.evidence.received
    ordinary = contents(Watched.folder / "ordinary.gpkg")
    assert contents(path) == ordinary
    assert len(ordinary["mineral_occurrences"]) == done.result.rows_out
    if mode in ("good", "capped", "json", "429", "500-big", "swapped", "no-extent", "cut-once"):
        assert Watched.finished == [True]


def test_an_area_and_a_filter_that_leave_rows_out(tmp_path: Path) -> None:
    """Where rows are left out at the end, all are aligned once more."""
    for number, (mode, extent, text, is_used) in enumerate(
        [
            ("good", Extent(108.0, -2.0, 114.0, 2.0), "", True),
            ("bbox-ignored", Extent(108.0, -2.0, 114.0, 2.0), "", False),
            ("good", None, "gid > 100", False),
        ]
    ):
        path, Watched.finished = tmp_path / str(number) / "w.gpkg", []
        path.parent.mkdir()
        Watched.folder = path.parent / "ordinary"
        with WfsFaults(mode) as server:
            done = take(server, path, extent=extent, attribute_filter=text)
        assert 30 < done.result.rows_out < 350
        assert Watched.finished == [is_used]
        assert_as_ordinary(path)


def test_another_map_in_the_end(tmp_path: Path) -> None:
    """The map is chosen again once all rows are there, and that one counts."""
    path, looked = tmp_path / "w.gpkg", []

    def fields_of(rows: StoredRows) -> FieldMap:
        looked.append(rows.count())
        return NAMED if rows.count() < 350 else UNNAMED

    with WfsFaults("good") as server:
        take(server, path, fields_of)
    assert looked[0] < looked[-1] == 350
    assert Watched.finished == [False]
    assert_as_ordinary(path)


def test_a_map_that_does_not_fit_is_told_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"

    def fields_of(_rows: StoredRows) -> FieldMap:
        raise FieldMapError("The field map is for faults.", subject="map.json")

    with WfsFaults("good") as server:
        with pytest.raises(FieldMapError):
            take(server, path, fields_of)
        (left,) = tmp_path.iterdir()  # what came is kept for the next run
        assert left.suffix == ".amis-part"
        done = take(server, path)
    assert done.result.rows_out == 350
    assert Watched.finished == [False], "rows of an earlier run are aligned in the end"


@pytest.mark.parametrize(
    ("other_id", "own_id"), [("other", "deposits"), ("deposits", "deposits-2")]
)
def test_a_workspace_that_somebody_made_meanwhile(
    other_id: str, own_id: str, tmp_path: Path
) -> None:
    """Its rows stay, and those that came are added to them, also if the id is taken by now."""
    path, elsewhere = tmp_path / "w.gpkg", tmp_path / "elsewhere.gpkg"
    made: list[bool] = []

    def fields_of(rows: StoredRows) -> FieldMap:
        if not made:
            made.append(True)
            with WfsFaults("good", count=120) as other:
                assert take_other(other, elsewhere, other_id) == other_id
            elsewhere.replace(path)
        return NAMED

    with WfsFaults("good") as server:
        done = take(server, path, fields_of)
    assert done.result.rows_out == 350
    with closing(sqlite3.connect(path)) as connection:
        counts = dict(connection.execute("SELECT source_id, feature_count FROM amis_sources"))
    assert counts == {other_id: 120, own_id: 350}


def take_other(server: WfsFaults, path: Path, source_id: str) -> str:
    with make_session() as session:
        service = describe_service(session, server.url, "wfs")
        source = page_source(session, service, service.layers[0], patience=hurried())
        done = download(
            source, service.layers[0], Wanted(path, source_id), lambda _rows: NAMED,
            limits=LIMITS, patience=hurried(),
        )  # fmt: skip
    return done.result.source_id


def test_stopped_on_the_way(tmp_path: Path) -> None:
    """Nothing but the side store is left, and the next run goes on there and aligns all rows."""
    path, pages = tmp_path / "w.gpkg", []

    def report(_fraction: float, sentence: str) -> None:
        pages.append(sentence)

    progress = Progress(report, is_cancelled=lambda: len(pages) > 1)
    with WfsFaults("good") as server:
        with pytest.raises(Cancelled):
            take(server, path, progress=progress)
        (left,) = tmp_path.iterdir()
        assert left.suffix == ".amis-part"
        done = take(server, path)
    assert done.result.rows_out == 350
    assert_as_ordinary(path)


def made_of(path: Path) -> list[tuple[Any, ...]]:
    """Return the tables, indexes and triggers of a file as they were made."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


@pytest.mark.parametrize("mode", ["good", "json", "capped"])
def test_rows_that_come_behind_the_indexing(
    mode: str, watched: type[Watched], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ripened = []

    class Hasty(watched):  # type: ignore[valid-type, misc]
        """Indexes after every page what nobody knows to be the last one."""

        def follow(self, kept: Any) -> None:
            super().follow(kept)
            self.ripen()
            ripened.append(len(kept))

    monkeypatch.setattr(downloading, "Meanwhile", Hasty)
    path = tmp_path / "w.gpkg"
    with WfsFaults(mode, count=350) as server:
        done = take(server, path, several=True)
    assert len(ripened) > 2 and sum(ripened) == done.result.rows_out == 350
    assert watched.finished == [True]
    found, ordinary = contents(path), contents(watched.folder / "ordinary.gpkg")
    boxes = [one.pop("index") for one in (found, ordinary)]
    assert found == ordinary
    # SQLite rounds boxes further outwards than what packs them.
    assert [one[0] for one in boxes[0]] == [one[0] for one in boxes[1]]
    for box, other in zip(*boxes):
        assert box[1:] == pytest.approx(other[1:], abs=1e-4)
    assert made_of(path) == made_of(watched.folder / "ordinary.gpkg")


def test_an_indexing_that_fails_is_done_again_in_the_end(
    watched: type[Watched], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    failed = []

    def fail(_running: Any) -> None:
        failed.append(True)
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Ingestion, "ripen", fail)
    with WfsFaults("good", count=350) as server:
        take(server, tmp_path / "w.gpkg", several=True)
    assert failed and watched.finished == [False]
    assert_as_ordinary(tmp_path / "w.gpkg")
