"""In more modes of a bad WFS the rows are right, or nobody says that they are proven."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_offline_faults import download
from wfs_more_faults import MORE_MODES, MoreFaults

from amis_qgis_plugin.core.completeness import Completeness


def expected(server: MoreFaults) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = list(server.rows)
    mode = server.mode
    if mode == "nil":
        rows = [(row[0], None, *row[2:]) if row[0] % 10 == 0 else row for row in server.rows]
    if "twins" in mode:
        rows = [(0, *row[1:]) if row[1] == "Twin" else row for row in server.rows]
    if mode.startswith("places-come-late"):
        rows = [(*row[:2], None, None) if row in server.rows[:60] else row for row in rows]
    if mode == "schema-html":
        rows = [(str(row[0]), *row[1:]) for row in rows]
    return rows


@pytest.mark.parametrize("version", ["2.0.0", "1.1.0", "1.0.0"])
@pytest.mark.parametrize("mode", MORE_MODES)
def test_rows_are_right_or_not_proven(mode: str, version: str, tmp_path: Path) -> None:
    with MoreFaults(mode, version) as server:
        taken, rows = download(server, tmp_path / "part")
        is_right = sorted(map(str, rows)) == sorted(map(str, expected(server)))
        print(mode, version, taken.completeness.value, is_right, len(rows), taken.evidence.text())
        if taken.completeness is Completeness.COMPLETE_PROVEN:
            assert is_right, taken.evidence.text()
        if taken.completeness is Completeness.COMPLETE_UNPROVEN:
            assert taken.evidence.doubts or "Not proven" in taken.evidence.text()
        if taken.completeness is Completeness.INCOMPLETE:
            assert not is_right or taken.evidence.missing or taken.evidence.stated
