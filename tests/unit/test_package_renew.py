"""A package made again from its manifest, and unpacked from its zip file."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from package_samples import AREA, COPPER_PHILIPPINES, CREATED, build_workspace, names_in, source

from amis_qgis_plugin.core.errors import Cancelled, PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.renew import plan_again, renew_package
from amis_qgis_plugin.packages.unpack import unpack_package, unpacked_place
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import PackageResult, write_package
from amis_qgis_plugin.workspace.gdal_calls import sqlite
from amis_qgis_plugin.workspace.sources import write_source

COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return build_workspace(tmp_path / "region.gpkg")


def write(plan: PackagePlan, place: Path, progress: Progress) -> PackageResult:
    return write_package(plan, place, created=CREATED, progress=progress)


def make(workspace: Path, target: Path, **more: Any) -> Path:
    values = {"title": "Copper", "licences_confirmed": True, **more}
    return write(describe_package(workspace, COPPER, **values), target, Progress()).path


def change(workspace: Path, statement: str) -> None:
    with closing(sqlite3.connect(workspace)) as connection, connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in found.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(statement)


@pytest.mark.parametrize("more", [{}, {"area": AREA}, {"tables": ["faults"], "language": ""}])
def test_the_plan_is_the_one_that_was_written(
    workspace: Path, tmp_path: Path, more: dict[str, Any]
) -> None:
    package = make(workspace, tmp_path / "package.zip", **more)
    plan = plan_again(package, workspace)
    assert plan.findings == describe_package(
        workspace, COPPER, title="Copper", licences_confirmed=True, **more
    ).findings or more.get("area")
    again = write(plan, tmp_path / "again.zip", Progress())
    one, other = (
        json.loads(zipfile.ZipFile(path).read(f"{plan.name}/manifest.json"))
        for path in (package, again.path)
    )
    for name in ("filter", "area", "parameters", "layers", "sources", "title", "name"):
        assert one[name] == other[name], name


def test_a_package_that_is_still_right_stays(workspace: Path, tmp_path: Path) -> None:
    package = make(workspace, tmp_path / "package")
    before = (package / "SHA256SUMS").read_bytes()
    renewed = renew_package(package, plan_again(package, workspace), package, write)
    assert renewed.result is None
    assert renewed.comparison.is_same
    assert (package / "SHA256SUMS").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "region.gpkg"]


@pytest.mark.parametrize("name", ["package", "package.zip"])
def test_it_takes_the_place_of_the_older_one(workspace: Path, tmp_path: Path, name: str) -> None:
    package = make(workspace, tmp_path / name)
    change(workspace, "UPDATE mineral_occurrences SET name = 'Toledo' WHERE fid = 1")
    renewed = renew_package(package, plan_again(package, workspace), package, write)
    assert renewed.result is not None and renewed.result.path == package
    assert renewed.comparison.rows["changed"] == 1
    assert renewed.comparison.newer.path == package
    assert verify_package(package).ok
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, "region.gpkg"])
    if name == "package":
        (data,) = (package / "data").iterdir()
        assert "Toledo" in names_in(data, "mineral_occurrences", "name")


def test_it_goes_beside_the_older_one(workspace: Path, tmp_path: Path) -> None:
    package = make(workspace, tmp_path / "package")
    before = (package / "SHA256SUMS").read_bytes()
    change(workspace, "DELETE FROM mineral_occurrences WHERE fid = 1")
    plan = plan_again(package, workspace)
    assert plan.occurrences == len(COPPER_PHILIPPINES) - 1
    renewed = renew_package(package, plan, tmp_path / "newer.zip", write)
    assert renewed.comparison.rows["removed"] == 1
    assert (package / "SHA256SUMS").read_bytes() == before
    assert verify_package(tmp_path / "newer.zip").ok


def test_an_area_around_the_occurrences_follows_them(workspace: Path, tmp_path: Path) -> None:
    package = make(workspace, tmp_path / "package")
    before = plan_again(package, workspace).area
    change(workspace, "DELETE FROM mineral_occurrences WHERE fid = 10")  # the easternmost
    change(workspace, "DELETE FROM rtree_mineral_occurrences_geom WHERE id = 10")
    after = plan_again(package, workspace).area
    assert before is not None and after is not None
    assert after[2] < before[2]
    fixed = make(workspace, tmp_path / "fixed", area=AREA)
    assert plan_again(fixed, workspace).area == AREA


def test_stopping_leaves_the_older_one(workspace: Path, tmp_path: Path) -> None:
    package = make(workspace, tmp_path / "package")
    before = (package / "SHA256SUMS").read_bytes()
    change(workspace, "DELETE FROM mineral_occurrences WHERE fid = 1")
    plan = plan_again(package, workspace)
    told: list[str] = []

    def report(_fraction: float, sentence: str) -> None:
        told.append(sentence)

    progress = Progress(report, lambda: any("Comparing" in one for one in told))
    with pytest.raises(Cancelled):
        renew_package(package, plan, package, write, progress)
    assert (package / "SHA256SUMS").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "region.gpkg"]


def test_a_word_counts_for_the_sources_it_was_given_for(workspace: Path, tmp_path: Path) -> None:
    package = make(workspace, tmp_path / "package")
    with sqlite(workspace, write=True) as connection:
        write_source(connection, source("stranger", "faults", licence=""))
    plan = plan_again(package, workspace)
    assert plan.blocked
    assert "Stranger" in plan.findings[0].message
    assert not plan_again(package, workspace, licences_confirmed=True).blocked


def test_a_layer_that_is_gone_is_told(workspace: Path, tmp_path: Path) -> None:
    package = make(workspace, tmp_path / "package", area=AREA)
    with closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute("DELETE FROM gpkg_contents WHERE table_name = 'notes'")
        connection.execute("DELETE FROM amis_layers WHERE table_name = 'notes'")
        connection.execute("DELETE FROM amis_sources WHERE table_name = 'notes'")
        connection.execute("DROP TABLE notes")
    plan = plan_again(package, workspace)
    assert [one.code for one in plan.findings].count("layer-gone") == 1
    assert "notes" not in [layer.table for layer in plan.layers]


@pytest.mark.parametrize("lacks", [(), ("parameters",)], ids=["parameters", "version 1"])
def test_an_older_manifest_tells_by_its_area_and_layers(
    workspace: Path, tmp_path: Path, lacks: tuple[str, ...]
) -> None:
    package = make(workspace, tmp_path / "package", area=AREA, tables=["faults"])
    path = package / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for name in ("choices", *lacks):
        del manifest[name]
    manifest["format_version"] = 1
    path.write_text(json.dumps(manifest), encoding="utf-8")
    plan = plan_again(package, workspace)
    assert (plan.title, plan.area, plan.wanted) == ("Copper", AREA, COPPER)
    assert [layer.table for layer in plan.layers] == ["mineral_occurrences", "faults"]
    assert plan.licences_confirmed == (not lacks)


def test_another_workspace_is_refused(workspace: Path, tmp_path: Path) -> None:
    package = make(workspace, tmp_path / "package")
    other = tmp_path / "other.gpkg"
    shutil.copyfile(workspace, other)
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("UPDATE amis_sources SET source_id = 'x' || source_id")
    with pytest.raises(PackageError, match="none of the sources") as error:
        plan_again(package, other)
    assert "region.gpkg" in error.value.hint


def test_unpacking_gives_the_very_package(workspace: Path, tmp_path: Path) -> None:
    archive = make(workspace, tmp_path / "package.zip")
    place, is_there = unpacked_place(archive)
    assert (place, is_there) == (tmp_path / "package", False)
    assert unpack_package(archive, place) == place
    assert verify_package(place).ok
    assert unpacked_place(archive) == (place, True)
    (place / "SHA256SUMS").write_text("other", encoding="utf-8")
    assert unpacked_place(archive) == (tmp_path / "package_2", False)
    with pytest.raises(PackageError, match="there already"):
        unpack_package(archive, place)


def test_stopped_or_damaged_nothing_is_unpacked(workspace: Path, tmp_path: Path) -> None:
    archive = make(workspace, tmp_path / "package.zip")
    with pytest.raises(Cancelled):
        unpack_package(archive, tmp_path / "place", Progress(is_cancelled=lambda: True))
    bytes_ = bytearray(archive.read_bytes())
    with zipfile.ZipFile(archive) as opened:
        entry = next(one for one in opened.infolist() if one.filename.endswith(".gpkg"))
    bytes_[entry.header_offset + 400] ^= 0xFF
    archive.write_bytes(bytes_)
    with pytest.raises(PackageError, match=r"damaged|cannot be unpacked"):
        unpack_package(archive, tmp_path / "place")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package.zip", "region.gpkg"]


@pytest.mark.parametrize("name", ["../outside.txt", "/outside.txt", "C:/outside.txt"])
def test_a_hostile_zip_file_is_refused(tmp_path: Path, name: str) -> None:
    archive = tmp_path / "hostile.zip"
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("SHA256SUMS", "")
        out.writestr(name, "outside")
    for call in (unpacked_place, lambda path: unpack_package(path, tmp_path / "place")):
        with pytest.raises(PackageError, match="refused"):
            call(archive)
    assert [path.name for path in tmp_path.iterdir()] == ["hostile.zip"]
