"""Areas that go over 180 degrees, and layers whose longitudes do."""

from __future__ import annotations

from pathlib import Path

import pytest
from faults import Row
from test_offline_faults import download
from wfs_faults import WfsFaults

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.workspace.offline.axes import parts_of

FIJI = Extent(170.0, -20.0, -170.0, 10.0)


class Pacific(WfsFaults):
    """A WFS with rows all around the earth.

    :param is_to_360: whether longitudes go on to 360 degrees.
    """

    def __init__(self, mode: str, version: str, is_to_360: bool) -> None:
        super().__init__(mode, version)
        self.rows = [
            (n, f"Island {n}", self._longitude(n * 37 % 350 * 360 / 350, is_to_360), y)
            for n, _name, _x, y in self.rows
        ]

    def _longitude(self, degrees: float, is_to_360: bool) -> float:
        return round(degrees if is_to_360 or degrees <= 180 else degrees - 360, 6)

    def capabilities(self) -> str:
        """Say that they are all around the earth."""
        return super().capabilities().replace("122.5", "180").replace("105 ", "-180 ")


def inside(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row[2] % 360 >= 170 and row[2] % 360 <= 190]


@pytest.mark.parametrize("version", ["2.0.0", "1.1.0", "1.0.0"])
@pytest.mark.parametrize("is_to_360", [False, True])
@pytest.mark.parametrize("mode", ["good", "bbox-ignored", "capped", "no-startindex-capped"])
def test_both_sides_come(mode: str, is_to_360: bool, version: str, tmp_path: Path) -> None:
    with Pacific(mode, version, is_to_360) as server:
        taken, rows = download(server, tmp_path / "part", FIJI)
        assert sorted(map(str, rows)) == sorted(map(str, inside(server.rows)))
        assert 10 < len(rows) < 40
        if mode == "good" and version != "1.0.0":
            assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
            assert "over 180 degrees" in taken.evidence.text()


def test_parts() -> None:
    assert parts_of(Extent(1, 2, 3, 4)) == (Extent(1, 2, 3, 4),)
    assert parts_of(FIJI) == (Extent(170, -20, 180, 10), Extent(-180, -20, -170, 10))
    assert parts_of(Extent(170, -20, 190, 10)) == parts_of(FIJI)
    assert parts_of(Extent(-190, -20, -170, 10)) == parts_of(FIJI)
    assert parts_of(Extent(-300, -20, 300, 10)) == (Extent(-180, -20, 180, 10),)
    assert parts_of(Extent(181, 0, 185, 1)) == (Extent(-179, 0, -175, 1),)
