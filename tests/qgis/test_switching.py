"""What switching rests on: which layers are one, whose filter and style fit, who has to wait."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Optional

import pytest
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsPalLayerSettings,
    QgsProject,
    QgsRendererCategory,
    QgsRuleBasedLabeling,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QTimer

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.errors import AmisError, ServiceError
from amis_qgis_plugin.core.sources import Source
from amis_qgis_plugin.qgis_bridge.own_filters import said_of_copy
from amis_qgis_plugin.qgis_bridge.side_styles import fits, put_styles, styles_of
from amis_qgis_plugin.qgis_bridge.switch_record import read_note
from amis_qgis_plugin.qgis_bridge.switching import to_live, to_offline
from amis_qgis_plugin.qgis_bridge.twins import (
    LivePlace,
    is_of,
    live_place,
    refuse_logins,
    workspace_table,
)
from amis_qgis_plugin.qgis_bridge.undisturbed import undisturbed, when_undisturbed_ends

pytestmark = pytest.mark.usefixtures("qgis_app")
TYPES = {"grade": "real", "name": "text", "code": "integer", "day": "date", 'odd "name"': "text"}
ROWS = (
    {"grade": 1.5, "name": "Kuantan", "code": 1, 'odd "name"': "x"},
    {"grade": -2, "name": "it's -- here", "code": 2},
    {"grade": None, "name": "", "code": 3, 'odd "name"': "y"},
    {"name": "Mỏ đồng", "code": 4, 'odd "name"': "y"},
)


def source(**values: Any) -> Source:
    given = {
        "source_id": "a", "table_name": "t", "protocol": "wfs", "url": "https://example.org/ows",
        "layer": "geo:deposits", "title": "", "licence": "", "attribution": "",
        "retrieved_at": "", "completeness": Completeness.COMPLETE_PROVEN, "evidence": "",
        "feature_count": 1, "digest": "",
    }  # fmt: skip
    return Source(**{**given, **values})


@pytest.mark.parametrize(
    ("url", "layer", "expected"),
    [
        ("https://example.org/ows", "geo:deposits", True),
        ("https://EXAMPLE.org/ows/?", "deposits", True),
        ("https://example.org/ows?SERVICE=WFS&REQUEST=GetCapabilities", "geo:deposits", True),
        ("https://example.org/ows?map=other", "geo:deposits", False),
        ("https://example.org/ows", "other:deposits", False),
        ("https://example.org/ows", "geo:mines", False),
        ("https://example.com/ows", "geo:deposits", False),
    ],
)
def test_a_source_is_that_of_a_live_layer(url: str, layer: str, expected: bool) -> None:
    assert is_of(source(), LivePlace("wfs", url, layer)) is expected
    assert not is_of(source(), LivePlace("ogcapi", url, layer))


@pytest.mark.parametrize(
    ("protocol", "kept", "live", "name"),
    [
        ("ogcapi", "https://a.org/api/collections/deposits/items", "https://a.org/api", "deposits"),
        ("arcgis", "https://a.org/x/FeatureServer/3", "https://a.org/x/FeatureServer/3", ""),
        ("arcgis", "https://a.org/x/FeatureServer/3", "https://a.org/x/FeatureServer", "3"),
    ],
)
def test_a_layer_with_an_address_of_its_own(protocol: str, kept: str, live: str, name: str) -> None:
    one = source(protocol=protocol, url=kept, layer=name or "3")
    assert is_of(one, LivePlace(protocol, live, name))
    assert not is_of(one, LivePlace(protocol, live.replace("a.org", "b.org"), name))


@pytest.mark.parametrize(
    ("url", "layer"),
    [
        ("https://example.org/arcgis/rest/services/G/FeatureServer", "3"),
        ("https://example.org/arcgis/rest/services", "G/FeatureServer/3"),
        ("https://example.org/arcgis/rest/services/G/FeatureServer/3", "3"),
    ],
)
def test_a_layer_of_arcgis_has_one_address(url: str, layer: str) -> None:
    live = QgsVectorLayer(
        "url='https://example.org/arcgis/rest/services/G/FeatureServer/3' crs='EPSG:4326'"
        " authcfg=abc1234",
        "live",
        "arcgisfeatureserver",
    )
    place = live_place(live)
    assert place is not None and place.authcfg == "abc1234"
    assert is_of(source(protocol="arcgis", url=url, layer=layer), place)
    assert not is_of(source(protocol="arcgis", url=url, layer=f"{layer}3"), place) or layer == "3"


@pytest.mark.parametrize(
    "part",
    [
        "username='me' password='feldspar'",
        "http-header:Authorization='Bearer feldspar'",
        "url='https://example.org/ows?token=feldspar'",
        "url='https://me:feldspar@example.org/ows'",
    ],
)
def test_a_login_in_a_source_is_refused_and_not_repeated(part: str) -> None:
    uri = part if "url=" in part else f"url='https://example.org/ows' {part}"
    layer = QgsVectorLayer(f"{uri} typename='a:b'", "live", "WFS")
    with pytest.raises(AmisError) as refused:
        refuse_logins(layer)
    assert "feldspar" not in str(refused.value)


@pytest.mark.parametrize(
    ("own", "codes"),
    [
        ('"grade" > 1', {1}),
        ('"grade" <= -1.5', {2}),
        ('"grade" IS NULL', {3, 4}),
        ('"name" = \'Mỏ đồng\' OR "code" = 1', {1, 4}),
        ("NOT \"name\" IN ('Kuantan', '')", {2, 4}),
        ('"code" NOT IN (1, 4) AND "name" <> \'\'', {2}),
        ('"odd ""name""" = \'y\'', {3, 4}),
    ],
)
def test_a_filter_of_the_persons_own_leaves_the_same_rows(own: str, codes: set[int]) -> None:
    memory = QgsVectorLayer(
        "None?field=grade:double&field=name:string&field=code:integer", "m", "memory"
    )
    said = said_of_copy(own, TYPES)
    assert said is not None
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE t (source_attributes TEXT)")
        connection.executemany("INSERT INTO t VALUES (?)", [(json.dumps(one),) for one in ROWS])
        rows = connection.execute(f"SELECT source_attributes FROM t WHERE {said}").fetchall()
    assert {json.loads(row[0])["code"] for row in rows} == codes
    if "odd" in own:
        return
    for row in ROWS:
        feature = QgsFeature(memory.fields())
        for name in ("grade", "name", "code"):
            feature[name] = row.get(name)
        memory.dataProvider().addFeature(feature)
    assert memory.setSubsetString(own)
    assert {feature["code"] for feature in memory.getFeatures()} == codes


@pytest.mark.parametrize(
    "own",
    [
        "\"name\" LIKE 'a%'", "\"code\" = '5'", "\"day\" > '2020-01-01'", '"other" = 1', "",
        "SELECT * FROM t", '"grade" + 1 > 2', "lower(\"name\") = 'x'", "\"name\" = 'a -- b'", "1",
        '"grade" = "code"', "\"name\" IS 'x'", '"grade" > 1 AND (',
    ],
)  # fmt: skip
def test_what_may_mean_something_else_is_not_said(own: str) -> None:
    assert said_of_copy(own, TYPES) is None


def table(folder: Path) -> QgsVectorLayer:
    path = folder / "points.geojson"
    point = {"type": "Point", "coordinates": [100, 1]}
    rows = [
        {"type": "Feature", "geometry": point, "properties": {"kind": kind, "name": kind}}
        for kind in ("ore", "rock")
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}), encoding="utf-8")
    return QgsVectorLayer(str(path), "points", "ogr")


def by(layer: QgsVectorLayer, field: str, *values: str) -> None:
    symbols = [QgsSymbol.defaultSymbol(layer.geometryType()) for _one in values]
    pairs = zip(values, symbols)
    categories = [QgsRendererCategory(value, symbol, value) for value, symbol in pairs]
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))


def labels(layer: QgsVectorLayer, expression: str) -> None:
    settings = QgsPalLayerSettings()
    settings.fieldName, settings.isExpression = expression, True
    root = QgsRuleBasedLabeling.Rule(None)
    root.appendChild(QgsRuleBasedLabeling.Rule(settings))
    layer.setLabeling(QgsRuleBasedLabeling(root))
    layer.setLabelsEnabled(True)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (lambda layer: None, True),
        (lambda layer: by(layer, "kind", "ore"), True),
        (lambda layer: by(layer, 'upper("kind")', "ORE"), True),
        (lambda layer: by(layer, "kind", "Erz"), False),
        (lambda layer: by(layer, "missing", "ore", ""), False),
        (lambda layer: labels(layer, "\"name\" || 'x'"), True),
        (lambda layer: labels(layer, '"missing"'), False),
    ],
)
def test_a_style_fits_when_its_fields_are_there_and_it_draws(
    style: Callable[[Any], Any], expected: bool, tmp_path: Path
) -> None:
    layer = table(tmp_path)
    style(layer)
    assert fits(layer) is expected


def test_styles_carry_nothing_but_style(tmp_path: Path) -> None:
    layer = table(tmp_path)
    layer.setCustomProperty("amis/note", "then")
    by(layer, "kind", "ore")
    layer.styleManager().addStyleFromLayer("second")
    kept = styles_of(layer)
    assert set(kept) == {"default", "second"}
    layer.setCustomProperty("amis/note", "now")
    by(layer, "name", "rock")
    assert put_styles(layer, kept)
    assert layer.renderer().classAttribute() == "kind"
    assert layer.customProperty("amis/note") == "now"
    layer.styleManager().setCurrentStyle("second")
    assert layer.customProperty("amis/note") == "now"
    assert not put_styles(layer, {"second": "<no style"})


def test_what_is_no_layer_of_a_server_is_refused(tmp_path: Path) -> None:
    layer = table(tmp_path)
    with pytest.raises(AmisError, match="no live layer"):
        to_offline(layer, tmp_path / "x.gpkg", "a")
    with pytest.raises(ServiceError, match="no offline copy"):
        to_live(layer)
    assert live_place(layer) is None and workspace_table(layer) is None


@pytest.mark.parametrize("noted", [None, "", "{", "[]", '{"live": {}}', '{"live": 1, "copy": 2}'])
def test_a_damaged_note_is_none(noted: Optional[str]) -> None:
    layer = QgsVectorLayer("Point", "m", "memory")
    layer.setCustomProperty("amis/other_side", noted)
    assert read_note(layer) is None
    QgsProject.instance().addMapLayer(layer)


def test_timers_and_ends_of_tasks_wait_meanwhile() -> None:
    told: list[str] = []
    timer = QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(lambda: told.append("timer"))
    loop = QEventLoop()

    with undisturbed():
        timer.start(0)
        when_undisturbed_ends(lambda: told.append("task"))
        for _round in range(200):
            QCoreApplication.processEvents()
        assert told == []
    assert told == ["task"]
    QTimer.singleShot(50, loop.quit)
    loop.exec()
    assert told == ["task", "timer"]
    when_undisturbed_ends(lambda: told.append("at once"))
    assert told[-1] == "at once"
