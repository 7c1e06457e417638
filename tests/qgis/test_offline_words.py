"""What the Take offline dialog says, and which layers it offers."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.countries import members
from amis_qgis_plugin.core.errors import Cancelled, WorkspaceError
from amis_qgis_plugin.core.sources import Source
from amis_qgis_plugin.gui.offline_words import (
    area_problem,
    area_text,
    area_words,
    ending_words,
    features_words,
    read_area,
    size_words,
    state_words,
    summary_words,
    target_words,
    total_words,
)
from amis_qgis_plugin.qgis_bridge.extents import in_degrees, member_boxes
from amis_qgis_plugin.qgis_bridge.layers import LAYER_ID
from amis_qgis_plugin.qgis_bridge.live_wishes import can_be_taken, key_of_layer, wishes_of_project
from amis_qgis_plugin.qgis_bridge.offline import OfflineRequest
from amis_qgis_plugin.qgis_bridge.offline_batch import Ending, TargetFile, Wish
from amis_qgis_plugin.services.errors import NotWhole
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.workspace.offline.estimate import Estimate
from amis_qgis_plugin.workspace.offline.unfinished import Unfinished, extent_text

pytestmark = pytest.mark.usefixtures("qgis_app")
URL = "http://127.0.0.1:9/ows"  # nobody answers there
AREA = Extent(108.0, -2.0, 114.0, 2.0)
WISH = Wish(OfflineRequest(URL, "geo:deposits", "wfs"), "Deposits")


@pytest.mark.parametrize(
    ("number", "words"),
    [(None, "unknown"), (12, "12 bytes"), (410_000, "410 kB"), (3_240_000, "3.2 MB"),
     (2_500_000_000, "2.5 GB")],
)  # fmt: skip
def test_sizes(number: Optional[int], words: str) -> None:
    assert size_words(number) == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Draw a box"),
        ("108; -2; 114", "3 of 4"),
        ("108, -2, 114, x", "“x” is no number"),
        ("114, -2, 108, 2", "West has to be less than east"),
        ("108, 2, 114, -2", "South has to be less than north"),
        ("108, -2, 214, 2", "from -180 to 180"),
        ("108, -92, 114, 2", "the order is west, south, east, north"),
        ("nan, -2, 114, 2", "from -180 to 180"),
    ],
)
def test_what_is_wrong_with_a_box_is_said(text: str, said: str) -> None:
    assert said in area_problem(text)
    assert read_area(text) is None


def test_areas_are_said_and_typed() -> None:
    assert area_problem(area_text(AREA)) == ""
    assert area_words(Extent(95.0, -11.0, 141.5, 6.0)) == "95° E to 141.5° E, 11° S to 6° N"
    assert area_words(Extent(-0.5, 0.0, 0.25, 0.125)) == "0.5° W to 0.25° E, 0° to 0.125° N"
    assert read_area(area_text(AREA)) == AREA
    for text in ("", "1, 2, 3", "1, 2, 3, a", "10, 0, 5, 1", "0, 0, 200, 1", "nan, 0, 1, 1"):
        assert read_area(text) is None, text


def test_totals_say_what_is_unknown() -> None:
    assert "Tick" in total_words(0, [], 0, True)
    assert total_words(2, [], 0, False) == "2 layers."
    assert "asking" in total_words(2, [], 1, True).lower()
    some = [Estimate(1200, 3_200_000), Estimate()]
    said = total_words(2, some, 0, True)
    assert said == "2 layers: 1,200 features, about 3.2 MB to transfer. Of 1 of them it is unknown."
    assert total_words(1, [Estimate(5, 700, True)], 0, True).startswith("1 layer: at most 5 feat")
    assert "does not tell" in total_words(1, [Estimate()], 0, True)
    assert features_words(Estimate(5, 700, True)) == "at most 5"


def source(extent: str) -> Source:
    return Source(
        "deposits", "mineral_occurrences", "wfs", URL, "geo:deposits", "Deposits", "", "",
        "2026-01-01", Completeness.COMPLETE_PROVEN, "", 12, "", extent=extent,
    )  # fmt: skip


def unfinished(extent: str, is_spent: bool = False) -> Unfinished:
    return Unfinished("deposits", "wfs", URL, "geo:deposits", "", extent, 1000, is_spent)


def test_what_the_file_has_is_said() -> None:
    here, there, path = extent_text(AREA), "0,0,1,1", Path("region.gpkg")

    def said(sources: tuple[Source, ...] = (), left: tuple[Unfinished, ...] = ()) -> str:
        return " ".join(target_words(TargetFile(path, False, sources, left), [WISH], AREA))

    assert said() == ""
    assert "12 rows, complete, proven) and is replaced" in said((source(here),))
    assert "twice" in said((source(there),))
    assert "goes on where it stopped" in said(left=(unfinished(here),))
    assert "another area" in said(left=(unfinished(there),))
    assert "starts anew" in said(left=(unfinished(here, True),))
    assert target_words(TargetFile(path, problem="Broken."), [WISH], AREA) == ["Broken."]


def test_endings_without_rows() -> None:
    path = Path("region.gpkg")
    stopped = Ending(WISH, error=Cancelled())
    lacking = Ending(
        WISH, error=NotWhole("It lacks.", hint="Again.", evidence='{"missing": ["one.", "two"]}')
    )
    failed = Ending(WISH, error=WorkspaceError("No room.", hint="Make room.", subject="disk"))
    odd = Ending(WISH, error=ValueError("x"))
    assert [state_words(one) for one in (stopped, lacking, failed, odd)] == [
        "Stopped", "Incomplete, not taken over", "Not taken", "Not taken",
    ]  # fmt: skip
    assert ending_words(lacking, path)[:2] == ["Missing: one; two.", "Again."]
    assert ending_words(failed, path) == ["No room.", "Make room.", "disk"]
    assert "unexpected" in ending_words(odd, path)[0]
    assert not any(one.is_whole for one in (stopped, lacking, failed, odd))
    assert summary_words([stopped], path) == "Not complete: Deposits (stopped)."


def test_boxes_of_the_map_are_cut_at_the_ends_of_the_world() -> None:
    mercator, project = QgsCoordinateReferenceSystem("EPSG:3857"), QgsProject.instance()
    found = in_degrees(QgsRectangle(-3e7, -1e7, 3e7, 1e7), mercator, project)
    assert found is not None and -180 <= found.west < found.east <= 180
    nowhere = QgsCoordinateReferenceSystem()
    assert in_degrees(QgsRectangle(0, 0, 1, 1), nowhere, project) is None
    assert in_degrees(QgsRectangle(), mercator, project) is None


def test_every_member_has_a_box() -> None:
    boxes = member_boxes()
    assert set(boxes) == {one.iso3 for one in members()}
    assert boxes["IDN"].west < 95.1 and boxes["IDN"].east > 140.9 and boxes["IDN"].south < -10.9


def test_live_layers_of_the_project_are_offered_once(empty_project: QgsProject) -> None:
    plain = QgsVectorLayer(f"url='{URL}' typename='geo:deposits' authcfg=abc1234", "A", "WFS")
    stamped = QgsVectorLayer(f"url='{URL}' typename='geo:deposits'", "B", "WFS")
    stamped.setCustomProperty(LAYER_ID, f"wfs:{URL}|geo:deposits")
    secret = QgsVectorLayer(f"url='{URL}?token=s3cret' typename='geo:deposits'", "C", "WFS")
    other = QgsVectorLayer("Point", "D", "memory")
    for layer in (plain, stamped, secret, other):
        empty_project.addMapLayer(layer)
    assert [can_be_taken(one) for one in (plain, stamped, other, None)] == [
        True, True, False, False,
    ]  # fmt: skip
    assert key_of_layer(plain) == key_of_layer(stamped) == f"wfs:{URL}|geo:deposits"
    offered = [*wishes_of_project(empty_project)]
    assert sorted(wish.title for _key, wish, _icon in offered) == ["A", "B"]
    request = next(wish.request for _key, wish, _icon in offered if wish.title == "A")
    assert (request.url, request.layer, request.authcfg) == (URL, "geo:deposits", "abc1234")
