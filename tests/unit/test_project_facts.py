"""A project file of QGIS is the same whatever its ids, its hash tables and its clock were."""

from __future__ import annotations

import uuid
import zipfile
from datetime import datetime, timezone
from html import escape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from amis_qgis_plugin.packages.as_written import LeftAsWritten
from amis_qgis_plugin.packages.project_facts import steady_project

MOMENT = datetime(2025, 3, 4, 5, 6, 8, tzinfo=timezone.utc)
SOURCE_ID = "0f8fad5b-d9cb-469f-a165-70867728950e"  # of a source: nothing that QGIS made

HTML = escape('<p b="1" a="2"><b>Cu</b> <i>Au</i><i/></p>')


def project(swapped: bool) -> str:
    """Return a project with two layers of one name, as QGIS might write it.

    :param swapped: whether all that is by chance is the other way round.
    """
    ids = [f"Faults_{str(uuid.uuid4()).replace('-', '_')}" for _number in range(2)]
    parts = [
        f'<maplayer type="vector"><id>{one}</id><datasource>./data/{number}</datasource>'
        f"<layername>Faults</layername><abstract> a&lt;b {SOURCE_ID} </abstract></maplayer>"
        for number, one in enumerate(ids)
    ]
    settings = [f'<layer-setting id="{one}" type="{at}"/>' for at, one in enumerate(ids)]
    symbol = f"{{{uuid.uuid4()}}}"
    items = [f'<item id="{{{uuid.uuid4()}}}" zIndex="{at}"/>' for at in range(2)]
    values = ['name="&lt;symbol b=&quot;1&quot; a=&quot;x&#xa;y&quot;/>"', 'type="s"']
    if swapped:
        values = ['type="s"', 'name="&lt;symbol a=&quot;x&#xa;y&quot; b=&quot;1&quot;/>"']
        for pieces in (parts, settings, items):
            pieces.reverse()
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
        f'<qgis saveDateTime="{datetime.now().isoformat()[:19]}" version="3.40">\n'
        f"  <projectlayers>{''.join(parts)}</projectlayers>"
        f"<individual-layer-settings>{''.join(settings)}</individual-layer-settings>"
        f'<items>{"".join(items)}</items><layer id="{symbol}" {" ".join(values)}/>'
        f'<label labelText="{HTML}"/>'
        f'<use layer="{ids[0]}" symbol="{symbol}" style="attachment:///STYLE"/></qgis>'
    )


def written(folder: Path, swapped: bool) -> Path:
    folder.mkdir()
    path = folder / "project.qgz"
    random = "aXbYcZ_styles.db" if swapped else "QwErTy_styles.db"
    files = [("project.qgs", project(swapped).replace("STYLE", random)), (random, "db")]
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in reversed(files) if swapped else files:
            archive.writestr(name, text)
    steady_project(path, MOMENT)
    return path


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, Path]:
    return written(tmp_path / "a", False), written(tmp_path / "b", True)


def root_of(path: Path) -> ElementTree.Element:
    with zipfile.ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read("project.qgs"))


def test_what_is_by_chance_makes_no_difference(both: tuple[Path, Path]) -> None:
    assert both[0].read_bytes() == both[1].read_bytes()


def test_what_refers_to_a_layer_still_finds_it(both: tuple[Path, Path]) -> None:
    root = root_of(both[1])
    ids = [layer.findtext("id") for layer in root.iter("maplayer")]
    sources = [layer.findtext("datasource") for layer in root.iter("maplayer")]
    by_source = dict(zip(sources, ids))
    assert len(set(ids)) == 2
    use = root.find("use")
    assert use is not None and use.get("layer") == by_source["./data/0"]
    symbol = root.find("layer")
    assert symbol is not None and use.get("symbol") == symbol.get("id")
    types = {one.get("id"): one.get("type") for one in root.iter("layer-setting")}
    assert types == {by_source["./data/0"]: "0", by_source["./data/1"]: "1"}


def test_texts_and_ids_of_sources_stay(both: tuple[Path, Path]) -> None:
    root = root_of(both[0])
    assert {one.text for one in root.iter("abstract")} == {f" a<b {SOURCE_ID} "}
    symbol = root.find("layer")
    assert symbol is not None
    inside = ElementTree.fromstring(str(symbol.get("name")))
    assert inside.attrib == {"a": "x\ny", "b": "1"} or inside.attrib == {"a": "x y", "b": "1"}


def test_a_text_of_a_person_that_is_html_stays(both: tuple[Path, Path]) -> None:
    label = root_of(both[0]).find("label")
    assert label is not None
    assert label.get("labelText") == '<p b="1" a="2"><b>Cu</b> <i>Au</i><i/></p>'


def test_files_and_time_are_those_of_the_package(both: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(both[0]) as archive:
        entries = {one.filename: one.date_time for one in archive.infolist()}
    assert entries == dict.fromkeys(("project.qgs", "package_styles.db"), (2025, 3, 4, 5, 6, 8))
    root = root_of(both[0])
    assert root.get("saveDateTime") == "2025-03-04T05:06:08"
    use = root.find("use")
    assert use is not None and use.get("style") == "attachment:///package_styles.db"


def test_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "project.qgz"
    path.write_bytes(b"no zip")
    with pytest.raises(LeftAsWritten) as caught:
        steady_project(path, MOMENT)
    assert caught.value.subject == "project.qgz" and caught.value.hint
    assert path.read_bytes() == b"no zip"
