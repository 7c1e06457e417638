"""What is odd about some features of a layer, or came in an earlier run, is never proven."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Optional

import pytest
from faults import Row
from taking_rows import take_rows
from test_offline_faults import download
from wfs_faults import EXCEPTION, WfsFaults

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.page_sources import page_source
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.workspace.offline.seams import Seams

Asked = dict[str, str]


class Spoilt(WfsFaults):
    """Spoils some of the features, or all of large pages."""

    def __init__(self, spoil: str, **changes: Any) -> None:
        super().__init__("json" if spoil.startswith("json") else "good", **changes)
        self.spoil = spoil

    def features(self, asked: Asked) -> tuple[list[Row], Optional[int]]:
        page, total = super().features(asked)
        if self.mode == "json-unstable-random" and not asked.get("SORTBY"):
            rows, start = self.selected(asked), int(asked.get("STARTINDEX", 0))
            shift = len(self.asked) * 7 % len(rows)
            page = (rows[shift:] + rows[:shift])[start : start + int(asked.get("COUNT", 10**9))]
        if self.spoil == "large" and int(asked.get("COUNT", 0)) > 50:
            page = [(row[0], "cut", *row[2:]) for row in page]
        if self.spoil == "projected":
            page = [
                (*one[:2], *(1e5 * n for n in one[2:])) if one[0] > 150 else one for one in page
            ]
        return page, total

    def member(self, row: Row, at: int, start: int, asked: Asked) -> str:
        made = super().member(row, at, start, asked)
        if row[0] <= 150:
            return made
        if self.spoil == "exception":
            return made.replace("</t:name>", f"</t:name>{EXCEPTION}")
        if self.spoil == "null":  # GML leaves out what has no value
            head, _gid, rest = made.partition("<t:gid>")
            return head + rest[rest.index("<t:geom>") :]
        if self.spoil == "json-empty":
            return re.sub("<t:name>.*</t:name>", "<t:name></t:name>", made)
        if self.spoil == "comma":
            return made.replace("<gml:pos>", "<gml:pos>1,5 ")
        return made

    def json(self, page: list[Row], total: Optional[int]) -> str:
        text = super().json(page, total)
        late = [row for row in page if row[0] > 150]
        for gid, name, _x, _y in late:
            told = f'{{"gid": {gid}, "name": {json.dumps(name)}}}'
            changed = {
                "json-late": told.replace(f"{gid}", f"{gid + 1000}", 1),
                "json-bare": "{}",
                "json-empty": told.replace(json.dumps(name), '""'),
            }
            text = text.replace(told, changed.get(self.spoil, told))
        return text


@pytest.mark.parametrize(
    ("spoil", "doubt"),
    [
        ("large", "came otherwise when few were asked for"),
        ("projected", "lie nowhere on earth"),
        ("json-bare", "came without any attribute, unlike the others"),
        ("comma", "came with a geometry that cannot be read"),
        ("json-late", "GeoJSON and GML of the server do not tell the same"),
    ],
)
def test_it_is_a_doubt(spoil: str, doubt: str, tmp_path: Path) -> None:
    with Spoilt(spoil) as server:
        taken, rows = resumed(server, tmp_path / "part")
    assert taken.completeness is Completeness.COMPLETE_UNPROVEN, taken.evidence.text()
    assert any(doubt in one for one in taken.evidence.doubts), taken.evidence.text()
    assert len(rows) == 350


@pytest.mark.parametrize("spoil", ["json-empty", "null", "json-random"])
def test_it_is_no_doubt(spoil: str, tmp_path: Path) -> None:
    with Spoilt(spoil) as server:
        if spoil == "json-random":
            server.mode = "json-unstable-random"
        taken, rows = resumed(server, tmp_path / "part")
    assert len(rows) == 350
    assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()


def test_an_exception_inside_of_a_feature_is_none_of_its_fields(tmp_path: Path) -> None:
    with Spoilt("exception") as server:
        taken, rows = download(server, tmp_path / "part")
    assert taken.completeness is Completeness.INCOMPLETE, taken.evidence.text()
    assert not any("ExceptionReport" in str(one) for one in rows)


def resumed(server: WfsFaults, path: Path) -> tuple[Any, list[Any]]:
    with make_session() as session:
        service = describe_service(session, server.url, "wfs")
        (layer,) = service.layers
        return take_rows(page_source(session, service, layer), layer, path)


class Killed(BaseException):
    """The program ends."""


@pytest.mark.parametrize("change", ["nothing", "replaced", "updated"])
def test_a_program_that_ends_before_a_page_is_kept(
    change: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The seam in front of that page was found to hold; what is behind it was never kept."""
    look, looked = Seams.look, []

    def once(self: Seams, *told: Any) -> Any:
        page = look(self, *told)
        looked.append(page)
        if len(looked) == 2:
            raise Killed
        return page

    with WfsFaults("good") as server:
        monkeypatch.setattr(Seams, "look", once)
        with pytest.raises(Killed):
            resumed(server, tmp_path / "part")
        monkeypatch.setattr(Seams, "look", look)
        if change == "replaced":
            server.rows.append((900, "New", 110.0, 1.0))
            del server.rows[30]
        if change == "updated":
            server.rows[:20] = [(one[0], "changed", *one[2:]) for one in server.rows[:20]]
        taken, rows = resumed(server, tmp_path / "part")
        names = {one.attributes["name"] for one in rows}
        if change == "nothing":
            assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
        else:
            assert taken.completeness is not Completeness.COMPLETE_PROVEN, taken.evidence.text()
        assert {row[1] for row in server.rows} <= names


class Within(WfsFaults):
    """Finds what lies inside of a box, and leaves out what crosses its edge."""

    def selected(self, asked: Asked) -> list[Row]:
        rows = super().selected(asked)
        box = asked.get("BBOX")
        if not box:
            return rows
        a_min, b_min, a_max, b_max = (float(one) for one in box.split(",")[:4])
        south, west, north, east = a_min, b_min, a_max, b_max
        return [
            row
            for row in self.rows
            if west <= row[2] <= east and south <= row[3] and row[3] + 1 <= north
        ]

    def member(self, row: Row, at: int, start: int, asked: Asked) -> str:
        made = super().member(row, at, start, asked)
        head, rest = made.split("<gml:Point", 1)
        srs, tail = rest.split("><gml:pos>", 1)
        _place, tail = tail.split("</gml:pos></gml:Point>", 1)
        x, y = row[2], row[3]
        return (
            f"{head}<gml:LineString{srs}><gml:posList>{y!r} {x!r} {y + 1!r} {x!r}</gml:posList>"
            f"</gml:LineString>{tail}"
        )


def test_lines_across_the_edge_of_an_area(tmp_path: Path) -> None:
    with Within("good") as server, make_session() as session:
        service = describe_service(session, server.url, "wfs")
        (layer,) = service.layers
        source = page_source(session, service, layer)
        taken, _rows = take_rows(source, layer, tmp_path / "part", Extent(108.0, -3.0, 116.0, 3.0))
    assert taken.completeness is not Completeness.COMPLETE_PROVEN, taken.evidence.text()
    assert any("crosses its edge" in one for one in taken.evidence.doubts), taken.evidence.text()
