"""The data of a package is never written: it would not be the package any more."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from aligning import take
from package_samples import CREATED, FIELDS, build_workspace

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.user_terms import NO_TERMS, UserTerm
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.workspace.conflicts import resolve
from amis_qgis_plugin.workspace.packaged import is_packaged
from amis_qgis_plugin.workspace.realign import realign
from amis_qgis_plugin.workspace.targets import must_take_rows
from amis_qgis_plugin.workspace.unmatched import read_unmatched, sources_to_realign


@pytest.fixture
def package(tmp_path: Path) -> Path:
    workspace = build_workspace(tmp_path / "workspace.gpkg")
    plan = describe_package(workspace, OccurrenceFilter(), title="p", language="")
    return write_package(plan, tmp_path / "package", created=CREATED).path


def data_of(package: Path) -> Path:
    return package / "data" / "p.gpkg"


def source_of(path: Path) -> str:
    from amis_qgis_plugin.workspace.field_maps import read_source_maps

    return read_source_maps(path)[0].source_id


WRITERS: dict[str, Callable[[Path], object]] = {
    "align again": lambda path: realign(path, source_of(path), FIELDS, NO_TERMS),
    "take a source": lambda path: take(path, [({"id": "n"}, (1.0, 2.0))], FIELDS),
    "take offline": must_take_rows,
    "settle conflicts": lambda path: resolve(path, [1], "mine"),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_whoever_would_write_is_refused_and_told_why(package: Path, writer: str) -> None:
    data = data_of(package)
    before = hashlib.sha256(data.read_bytes()).hexdigest()
    with pytest.raises(WorkspaceError, match="data of a package") as told:
        WRITERS[writer](data)
    assert "copy" in told.value.hint.lower()
    assert hashlib.sha256(data.read_bytes()).hexdigest() == before
    assert sorted(one.name for one in data.parent.iterdir()) == [data.name]
    assert verify_package(package).ok


def test_decided_terms_touch_the_workspace_but_no_package(package: Path, tmp_path: Path) -> None:
    data, workspace = data_of(package), tmp_path / "workspace.gpkg"
    one = read_unmatched(data)[0]
    decided = NO_TERMS.with_term(UserTerm(one.vocabulary, one.term, meaning="ignored"))
    assert sources_to_realign(workspace, decided)
    assert sources_to_realign(data, decided) == ()


def test_a_copy_elsewhere_may_be_changed(package: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    copy = Path(shutil.copy(data_of(package), tmp_path / "mine" / "p.gpkg"))
    assert is_packaged(data_of(package))
    assert not is_packaged(copy)
    assert realign(copy, source_of(copy), FIELDS, NO_TERMS).rows > 0


@pytest.mark.parametrize("manifest", ["", "[1]", "{}", '{"format": "amis-explorer-package"}'])
def test_a_manifest_of_another_kind_makes_no_package(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    assert not is_packaged(tmp_path / "data" / "p.gpkg")
