"""Packages in batches: which there are, what becomes of each, and going on after a stop."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest
from counting import copy_of_samples, occurrences
from package_samples import CREATED, DEPOSITS, build_workspace

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.errors import Cancelled, FilterError, PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.batch import Batch, Outcome, write_batch
from amis_qgis_plugin.packages.batch_index import read_index, write_index
from amis_qgis_plugin.packages.batch_items import batch_items, unplaced
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import PackageResult, write_package

WANTED = OccurrenceFilter(commodities=("copper", "nickel"), countries=("IDN", "PHL"))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return build_workspace(tmp_path / "region.gpkg")


class Run:
    """Runs a batch as the algorithm does, and keeps what it asks for."""

    def __init__(self, workspace: Path, folder: Path, **more: Any) -> None:
        self.workspace, self.folder, self.more = workspace, folder, more
        self.confirmed, self.written = True, [""]
        self.stop_at = ""
        folder.mkdir(exist_ok=True)

    def __call__(self, wanted: OccurrenceFilter = WANTED, resume: bool = False) -> list[Outcome]:
        earlier = read_index(self.folder)
        self.written = []
        items = batch_items(self.workspace, wanted)
        batch = Batch(self.workspace, self.folder, items, **self.more)
        told: list[str] = []
        progress = Progress(
            lambda _fraction, sentence: told.append(sentence),
            lambda: bool(self.stop_at) and any(self.stop_at in one for one in told),
        )
        return list(
            write_batch(
                batch,
                self._describe,
                self._write,
                earlier if resume else {},
                lambda done: write_index(self.folder, done, earlier),
                progress,
            )
        )

    def _describe(self, wanted: OccurrenceFilter, title: str, progress: Progress) -> PackagePlan:
        return describe_package(
            self.workspace,
            wanted,
            title=title,
            licences_confirmed=self.confirmed,
            progress=progress,
        )

    def _write(self, plan: PackagePlan, place: Path, progress: Progress) -> PackageResult:
        self.written.append(place.name)
        return write_package(plan, place, created=CREATED, progress=progress)


def test_pairs_are_those_that_plain_python_finds(tmp_path: Path) -> None:
    workspace = copy_of_samples(tmp_path)
    found = {(one.country, one.commodity): one.found for one in batch_items(
        workspace, OccurrenceFilter())}  # fmt: skip
    vocabulary = load_commodities()
    codes = {code for row in occurrences() for code in row.codes if code}
    expected = {}
    for code in codes:
        finds = vocabulary.narrower(code)
        for row in occurrences():
            if row.codes & finds:
                expected[row.country, code] = expected.get((row.country, code), 0) + 1
    assert found == expected
    assert unplaced(workspace, OccurrenceFilter()) == sum(
        not row.codes - {""} or not row.country for row in occurrences()
    )


def test_named_pairs_are_listed_also_where_nothing_is(workspace: Path) -> None:
    items = batch_items(workspace, WANTED)
    assert [(one.name, one.found) for one in items] == [
        *(("idn_copper", 1), ("idn_nickel", 0), ("phl_copper", 6), ("phl_nickel", 1)),
    ]
    assert items[0].title == "Copper, Indonesia"
    of_country = batch_items(workspace, OccurrenceFilter(countries=("VNM",)))
    assert [one.name for one in of_country] == ["vnm_copper"]
    precious = batch_items(workspace, OccurrenceFilter(groups=("precious",)))
    assert {one.commodity for one in precious} == {"gold"}
    assert all(one.wanted.groups == () for one in precious)
    assert sum("Unobtainium" in row[2] for row in DEPOSITS) == 1
    with pytest.raises(FilterError, match="all of several"):
        batch_items(workspace, WANTED.with_values(combine="all"))


@pytest.mark.parametrize("ending", ["", ".zip"])
def test_each_is_written_and_the_list_tells_why_not(
    workspace: Path, tmp_path: Path, ending: str
) -> None:
    folder = tmp_path / "packages"
    outcomes = Run(workspace, folder, ending=ending, title="Batch")()
    assert [(one.package, one.state, one.occurrences) for one in outcomes] == [
        (f"idn_copper{ending}", "written", 1),
        ("", "skipped", 0),
        (f"phl_copper{ending}", "written", 6),
        (f"phl_nickel{ending}", "written", 1),
    ]
    for one in outcomes:
        if one.package:
            assert verify_package(folder / one.package).ok
    with (folder / "index.csv").open(encoding="utf-8-sig", newline="") as lines:
        listed = list(csv.DictReader(lines))
    assert [row["state"] for row in listed] == [one.state for one in outcomes]
    assert "no occurrence" in listed[1]["reason"]
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "3 written, 1 skipped" in page
    for one in outcomes:
        assert one.title in page
    assert (f"{outcomes[0].package}/report.html" in page) == (not ending)


def test_an_unknown_licence_skips_with_its_reason(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "region.gpkg", units_licence="")
    run = Run(workspace, tmp_path / "packages")
    run.confirmed = False
    outcomes = run()
    assert {one.state for one in outcomes} == {"skipped"}
    assert any("may be passed on is not known" in one.reason for one in outcomes)
    assert run.written == []


def test_one_that_fails_does_not_stop_the_others(workspace: Path, tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    (folder / "idn_copper").mkdir(parents=True)
    (folder / "idn_copper" / "mine.txt").write_text("work of mine", encoding="utf-8")
    outcomes = Run(workspace, folder)()
    assert [one.state for one in outcomes] == ["failed", "skipped", "written", "written"]
    assert "no package of this plugin is there" in outcomes[0].reason
    assert (folder / "idn_copper" / "mine.txt").read_text(encoding="utf-8") == "work of mine"


def test_it_goes_on_where_it_stopped(workspace: Path, tmp_path: Path) -> None:
    run = Run(workspace, tmp_path / "packages")
    run.stop_at = "4 of 4"
    with pytest.raises(Cancelled):
        run()
    assert run.written == ["idn_copper", "phl_copper"]
    assert set(read_index(run.folder)) == {"idn_copper", "phl_copper"}
    run.stop_at = ""
    outcomes = run(resume=True)
    assert run.written == ["phl_nickel"]
    assert [one.state for one in outcomes] == ["up to date", "skipped", "up to date", "written"]
    assert "as they were" in outcomes[0].reason
    assert run()[0].state == "written"  # not asked to go on


def test_what_changed_is_written_again(workspace: Path, tmp_path: Path) -> None:
    run = Run(workspace, tmp_path / "packages")
    run()
    damaged = run.folder / "phl_nickel" / "README.txt"
    damaged.write_text("changed", encoding="utf-8")
    run(resume=True)
    assert run.written == ["phl_nickel"]
    run(WANTED.with_values(excluded=("gold",)), resume=True)
    assert "phl_copper" in run.written
    run(resume=True)
    with workspace.open("ab") as stream:  # one byte of the workspace is enough
        stream.write(b"\0")
    run(resume=True)
    assert run.written == ["idn_copper", "phl_copper", "phl_nickel"]


def test_packages_of_earlier_runs_stay_in_the_list(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "region.gpkg", units_licence="")
    run = Run(workspace, tmp_path / "packages")
    run()
    run(OccurrenceFilter(commodities=("copper",), countries=("VNM",)))
    assert sorted(read_index(run.folder)) == [
        *("idn_copper", "phl_copper", "phl_nickel", "vnm_copper"),
    ]
    shutil.rmtree(run.folder / "phl_nickel")
    run.confirmed = False
    outcomes = run()
    assert "older package is still there" in outcomes[0].reason
    assert outcomes[0].package == "idn_copper"
    assert "phl_nickel" not in read_index(run.folder)


def test_a_list_of_somebody_else_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "index.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert read_index(tmp_path) == {}
    (tmp_path / "index.csv").write_bytes(b"\xff\xfe\x00broken")
    assert read_index(tmp_path) == {}
    (tmp_path / "index.html").mkdir()
    with pytest.raises(PackageError, match="list cannot be written"):
        write_index(tmp_path, [Outcome("PHL", "copper", "Copper", "failed")], {})
