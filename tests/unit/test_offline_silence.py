"""A server that keeps silent to a question that a download can do without is not asked for ever.

Each such question costs a minute: a few minutes in all may pass, and the layer is proven without.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from arcgis_faults import ArcgisFaults
from ogcapi_faults import OgcApiFaults
from taking_rows import hurried, place, take_rows
from wfs_faults import WfsFaults

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.services import ogcapi_pages
from amis_qgis_plugin.services.arcgis_pages import ArcgisPages
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import Silence
from amis_qgis_plugin.services.ogcapi_pages import OgcApiPages
from amis_qgis_plugin.services.pages import Box
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.services.side_questions import SideQuestions
from amis_qgis_plugin.services.wfs_pages import WfsPages

SERVERS: dict[str, Any] = {"wfs": WfsFaults, "ogcapi": OgcApiFaults, "arcgis": ArcgisFaults}
PAGES: dict[str, Any] = {"wfs": WfsPages, "ogcapi": OgcApiPages, "arcgis": ArcgisPages}
# The part of a question, and the most that may be asked in vain.
SILENT = (
    ("wfs", "resulttype=hits", 6),
    ("wfs", "bbox=", 6),
    ("ogcapi", "bbox=", 6),
    ("arcgis", "returnCountOnly", 6),
    ("arcgis", "returnIdsOnly", 6),
    ("arcgis", "&geometry=", 10),
)


@pytest.mark.parametrize("connections", ["one", "several"])
@pytest.mark.parametrize(("protocol", "question", "most"), SILENT)
def test_a_few_silences_and_no_more(
    protocol: str, question: str, most: int, connections: str, tmp_path: Path
) -> None:
    with SERVERS[protocol]("good", count=350) as server, make_session() as session:
        service = describe_service(session, server.url, protocol)
        layer = service.layers[0]
        server.silent_to = question
        source = PAGES[protocol](session, service, layer, patience=hurried(), silence=0.3)
        several = connections == "several"
        taken, found = take_rows(source, layer, tmp_path / "part", several=several)
        places = sorted(place(one.wkb) for one in found)
        assert places == sorted((x, y) for _gid, _name, x, y in server.rows)
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
        assert 0 < server.silences <= most


def test_silence_to_boxes_says_nothing_of_totals(tmp_path: Path) -> None:
    with WfsFaults("good", count=350) as server, make_session() as session:
        service = describe_service(session, server.url, "wfs")
        layer = service.layers[0]
        source = WfsPages(session, service, layer, "gid > 0", patience=hurried(), silence=0.3)
        source.prepare()
        server.silent_to = "BBOX"
        for _once in range(3):
            with suppress(Silence):
                assert source.total(Box(0.0, 0.0, 1.0, 1.0)) is None
        assert source.total() == 350


def test_a_table_keeps_its_count_when_the_list_stays_silent() -> None:
    with ArcgisFaults("good", count=350, is_table=True) as server, make_session() as session:
        service = describe_service(session, server.url, "arcgis")
        layer = service.layers[0]
        source = ArcgisPages(session, service, layer, patience=hurried(), silence=0.3)
        source.prepare()
        server.silent_to = "returnIdsOnly"
        assert [hurried().ask(source.total) for _once in range(4)] == [350] * 4
        assert server.silences == 2


def test_one_silence_of_the_link_counts_once_however_many_were_asked() -> None:
    asking, both = SideQuestions(), threading.Barrier(2, timeout=10)
    heard = []

    def stall() -> None:
        both.wait()  # both have been put
        raise Silence("nothing")

    def ask() -> None:
        try:
            heard.append(asking.ask("total", stall))
        except Silence:
            heard.append("to be asked again")

    threads = [threading.Thread(target=ask) for _one in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert heard == ["to be asked again"] * 2
    assert asking.ask("total", lambda: 7) == 7


def test_what_answers_again_is_asked_again() -> None:
    answers = iter([Silence("nothing"), 7, Silence("nothing"), Silence("nothing"), 8])
    asking = SideQuestions()

    def ask() -> int:
        answer = next(answers)
        if isinstance(answer, Silence):
            raise answer
        return answer

    with pytest.raises(Silence):
        asking.ask("total", ask)
    assert asking.ask("total", ask) == 7
    with pytest.raises(Silence):
        asking.ask("total", ask)
    assert asking.ask("total", ask) is None, "twice in a row"
    assert asking.ask("total", ask) is None, "not asked any more"
    assert asking.ask("total in a box", ask) == 8, "another kind"


def test_patience_ends_at_the_second_silence() -> None:
    asked = []

    def ask() -> None:
        asked.append(1)
        raise Silence("nothing")

    with pytest.raises(Silence):
        hurried().ask(ask)
    assert len(asked) == 2


def test_a_schema_that_never_comes_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_arguments: Any) -> None:
        raise Silence("nothing")

    monkeypatch.setattr(ogcapi_pages, "read_types", never)
    with OgcApiFaults("good", count=350) as server, make_session() as session:
        service = describe_service(session, server.url, "ogcapi")
        source = OgcApiPages(session, service, service.layers[0], patience=hurried())
        taken, found = take_rows(source, service.layers[0], tmp_path / "part")
        names = sorted(one.attributes["name"] for one in found)
        assert names == sorted(name for _gid, name, _x, _y in server.rows)
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
