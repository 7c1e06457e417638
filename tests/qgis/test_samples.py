"""The samples are opened as a private copy; what is installed stays untouched."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from counting import SAMPLES, copy_of_samples
from qgis.core import QgsApplication

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.qgis_bridge import samples
from amis_qgis_plugin.qgis_bridge.layers import make_workspace_layer
from amis_qgis_plugin.workspace.contents import read_layers


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def copy(qgis_app: Any) -> Iterator[Path]:
    """Return the copy in the throw-away profile; a fresh one before and after."""
    forget()
    yield samples.sample_workspace()
    forget()


def forget() -> None:
    folder = Path(QgsApplication.qgisSettingsDirPath()) / "amis_explorer"
    if folder.is_dir():
        for path in folder.iterdir():
            if path.is_file():  # counts of the filter lie in a folder beside
                path.unlink()


def test_the_copy_is_the_same_and_lies_in_the_profile(copy: Path) -> None:
    assert digest(copy) == digest(SAMPLES)
    assert Path(QgsApplication.qgisSettingsDirPath()) in copy.parents


def test_a_copy_that_is_there_is_used_as_it_is(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("UPDATE amis_sources SET title = 'mine'")
    changed = digest(copy)
    assert samples.sample_workspace() == copy
    assert digest(copy) == changed


def test_opening_in_qgis_leaves_the_original_alone(copy: Path) -> None:
    before = digest(SAMPLES), sorted(SAMPLES.parent.iterdir())
    layers = [make_workspace_layer(one) for one in read_layers(copy)]
    assert all(layer.isValid() for layer in layers)
    assert (digest(SAMPLES), sorted(SAMPLES.parent.iterdir())) == before


def test_a_newer_plugin_renews_the_copy(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = copy_of_samples(tmp_path)
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE amis_sources SET title = 'newer'")
    monkeypatch.setattr(samples, "bundled", lambda *_parts: newer)
    assert digest(samples.sample_workspace()) == digest(newer)


def test_a_deleted_copy_comes_back(copy: Path) -> None:
    copy.unlink()
    assert digest(samples.sample_workspace()) == digest(SAMPLES)


def test_a_copy_that_is_open_is_not_pulled_away(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = copy_of_samples(tmp_path)
    os.utime(newer, (1, 1))
    monkeypatch.setattr(samples, "bundled", lambda *_parts: newer)
    before = copy.stat().st_ino, copy.stat().st_mtime_ns
    connection = sqlite3.connect(copy)
    try:
        connection.execute("PRAGMA journal_mode=wal")
        connection.execute("UPDATE amis_sources SET title = 'open'")
        connection.commit()
        assert samples.sample_workspace() == copy
        assert copy.stat().st_ino == before[0]
        (title,) = connection.execute("SELECT DISTINCT title FROM amis_sources").fetchone()
        assert title == "open"
    finally:
        connection.close()


def test_a_read_only_installation_serves(
    qgis_app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget()
    original = copy_of_samples(tmp_path)
    original.chmod(0o444)
    monkeypatch.setattr(samples, "bundled", lambda *_parts: original)
    copy = samples.sample_workspace()
    assert os.access(copy, os.W_OK)
    assert copy.stat().st_mode & 0o200, "QGIS could not write its journal mode into the copy"
    forget()


def test_a_copy_in_use_stays_although_its_version_is_not_known(copy: Path) -> None:
    (copy.parent / f"{copy.name}.version").unlink()
    connection = sqlite3.connect(copy)
    try:
        connection.execute("PRAGMA journal_mode=wal")
        connection.execute("UPDATE amis_sources SET title = 'open'")
        connection.commit()
        before = copy.stat().st_ino
        assert samples.sample_workspace() == copy
        assert copy.stat().st_ino == before
    finally:
        connection.close()


def test_a_copy_that_breaks_off_leaves_the_older_one(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(copy)
    newer = copy_of_samples(tmp_path)
    os.utime(newer, (1, 1))
    monkeypatch.setattr(samples, "bundled", lambda *_parts: newer)

    def run_full(_source: Path, target: Path) -> None:
        target.write_bytes(b"SQLite")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(samples.shutil, "copyfile", run_full)
    assert samples.sample_workspace() == copy
    assert digest(copy) == before
    assert sorted(path.suffix for path in copy.parent.iterdir() if path.is_file()) == [
        ".gpkg",
        ".version",
    ]


def test_a_profile_that_cannot_be_written_is_named(
    qgis_app: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "amis_explorer").write_text("a file where the folder should be", encoding="utf-8")

    class Profile:
        @staticmethod
        def qgisSettingsDirPath() -> str:
            return str(tmp_path)

    monkeypatch.setattr(samples, "QgsApplication", Profile)
    with pytest.raises(WorkspaceError) as caught:
        samples.sample_workspace()
    assert str(tmp_path) in str(caught.value) and caught.value.hint
