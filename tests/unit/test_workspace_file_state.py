"""Telling a file that was written from one that was not, and workspaces from other files."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from amis_qgis_plugin.workspace.file_state import file_stamp, has_commodity_index, row_count

OCCURRENCES = "mineral_occurrences"
SAMPLES = Path(__file__).resolve().parents[2] / "sample_layers" / "asean_samples.gpkg"


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(SAMPLES, tmp_path / "samples.gpkg"))


def test_reading_leaves_the_stamp(samples: Path) -> None:
    before = file_stamp(samples)
    with closing(sqlite3.connect(samples)) as connection:
        assert connection.execute("SELECT count(*) FROM amis_layers").fetchone()[0] > 0
    assert file_stamp(samples) == before


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_writing_changes_the_stamp(samples: Path, journal: str) -> None:
    with closing(sqlite3.connect(samples)) as connection:
        connection.execute(f"PRAGMA journal_mode = {journal}")
        before = file_stamp(samples)
        with connection:
            connection.execute("DELETE FROM amis_occurrence_commodity")
        assert file_stamp(samples) != before, "seen while the writer still has it open"


def test_a_replaced_file_has_another_stamp(samples: Path, tmp_path: Path) -> None:
    before = file_stamp(samples)
    newer = Path(shutil.copyfile(SAMPLES, tmp_path / "newer.gpkg"))
    os.utime(newer, ns=(1, 1))
    newer.replace(samples)
    assert file_stamp(samples) != before


def test_workspaces_have_the_index(samples: Path, tmp_path: Path) -> None:
    assert has_commodity_index(samples)
    text = tmp_path / "notes.txt"
    text.write_text("no database", encoding="utf-8")
    for other in (text, tmp_path, tmp_path / "missing.gpkg", Path()):
        assert not has_commodity_index(other), other


def test_the_index_may_come_and_go(samples: Path) -> None:
    assert has_commodity_index(samples)
    with closing(sqlite3.connect(samples)) as connection, connection:
        connection.execute("DROP TABLE amis_occurrence_commodity")
    assert not has_commodity_index(samples)


@pytest.mark.parametrize(
    "change", ["UPDATE gpkg_ogr_contents SET feature_count = NULL", "DROP TABLE gpkg_ogr_contents"]
)
def test_rows_are_those_of_the_books_or_the_table(samples: Path, change: str) -> None:
    with closing(sqlite3.connect(samples)) as connection:
        rows = connection.execute(f"SELECT count(*) FROM {OCCURRENCES}").fetchone()[0]
        assert row_count(samples, OCCURRENCES) == rows > 100
        with connection:
            connection.execute("UPDATE gpkg_ogr_contents SET feature_count = 123456")
        assert row_count(samples, OCCURRENCES) == 123456
        with connection:
            connection.execute(change)
    assert row_count(samples, OCCURRENCES) == rows


def test_what_has_no_rows_has_none(samples: Path, tmp_path: Path) -> None:
    assert row_count(samples, "missing") == 0
    text = tmp_path / "notes.txt"
    text.write_text("no database", encoding="utf-8")
    for other in (text, tmp_path, tmp_path / "missing.gpkg", Path()):
        assert row_count(other, OCCURRENCES) == 0, other
