"""The bundled styles load, mean what the vocabularies mean, and can be told apart by everybody."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    Qgis,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from amis_qgis_plugin.core.code_lists import match_code
from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.group_colours import GROUP_COLOURS
from amis_qgis_plugin.core.schemas import layer_type
from amis_qgis_plugin.paths import PACKAGE, bundled
from amis_qgis_plugin.qgis_bridge.legend_groups import EXPLANATION

ROOT = Path(__file__).parents[2]
FACTS = ROOT / "sample_layers" / "facts"
STYLES = sorted(path.stem for path in (PACKAGE / "styles").glob("*.qml"))
OF_TYPE = {
    "mineral_occurrences": "mineral_occurrences",
    "mineral_occurrences_density": "mineral_occurrences",
    **{name: name for name in ("mines", "tenements", "geological_units", "faults")},
}
FIELDS = {
    **{name: [one.name for one in layer_type(kind).fields] for name, kind in OF_TYPE.items()},
    "schematic_provinces": ["name", "kind"],
    "schematic_structures": ["name", "kind"],
    "country_outlines": ["NAME"],
}
GEOMETRY = {
    "mineral_occurrences": "Point",
    "mineral_occurrences_density": "Point",
    "mines": "Point",
    "faults": "LineString",
    "schematic_structures": "LineString",
}
OTHERS = ("mines", "tenements", "geological_units", "faults")

Styled = Callable[[str], QgsVectorLayer]
Markers = dict[str, tuple[Any, QColor]]

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


@pytest.fixture
def styled(qgis_app: Any) -> Iterator[Styled]:
    """Return a function that makes an empty layer with the fields that a style is for.

    The layers live until the test ends: renderers and symbols belong to them.
    """
    made = []

    def make(name: str) -> QgsVectorLayer:
        fields = "&".join(f"field={field}:string" for field in FIELDS[name])
        kind = GEOMETRY.get(name, "Polygon")
        layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326&{fields}", name, "memory")
        message, loaded = layer.loadNamedStyle(str(bundled("styles", f"{name}.qml")))
        assert loaded, message
        made.append(layer)
        return layer

    yield make
    made.clear()


@pytest.fixture
def markers(styled: Styled) -> Markers:
    """Return shape and colour of every category by the value it stands for."""
    drawn = {}
    for category in styled("mineral_occurrences").renderer().categories():
        if category.value() == EXPLANATION:
            continue
        marker = category.symbol().symbolLayer(0)
        drawn[category.value() or ""] = (marker.shape(), QColor(marker.color()))
    return drawn


def test_every_style_is_known_here() -> None:
    assert sorted(FIELDS) == STYLES


@pytest.mark.parametrize("name", STYLES)
def test_style_loads_with_fields_that_exist(styled: Styled, name: str) -> None:
    layer = styled(name)
    wanted = {layer.renderer().classAttribute()} if hasattr(layer.renderer(), "categories") else ()
    expressions = [layer.displayExpression()]
    if layer.labeling() is not None:
        expressions.append(layer.labeling().settings().fieldName)
    for category in layer.renderer().categories() if wanted else ():
        expressions += expressions_of(category.symbol())
    expressions += re.findall(r"\[%(.*?)%\]", layer.mapTipTemplate(), re.DOTALL)
    used = set(wanted)
    for text in expressions:
        expression = QgsExpression(text)
        assert not expression.hasParserError(), expression.parserErrorString()
        used |= expression.referencedColumns()
    assert used
    # Some functions make QGIS read every field of every row; none of them is used.
    assert used <= set(FIELDS[name])


def expressions_of(symbol: Any) -> list[str]:
    """Return every expression that a symbol works with."""
    found = []
    for layer in symbol.symbolLayers():
        properties = layer.dataDefinedProperties()
        found += [properties.property(key).asExpression() for key in properties.propertyKeys()]
        if layer.layerType() == "GeometryGenerator":
            found.append(layer.geometryExpression())
        found += expressions_of(layer.subSymbol()) if layer.subSymbol() else ()
    return found


@pytest.mark.parametrize("name", STYLES)
def test_expressions_that_are_shared_with_the_layer_are_short(styled: Styled, name: str) -> None:
    """QGIS copies those of properties while the layer may go away; it was seen to crash then."""
    categories = getattr(styled(name).renderer(), "categories", list)()
    shared = [text for one in categories for text in properties_of(one.symbol())]
    assert max(map(len, shared), default=0) <= 40


def properties_of(symbol: Any) -> list[str]:
    """Return the expressions of the properties of a symbol, without those that make geometries."""
    found = []
    for layer in symbol.symbolLayers():
        properties = layer.dataDefinedProperties()
        found += [properties.property(key).asExpression() for key in properties.propertyKeys()]
        found += properties_of(layer.subSymbol()) if layer.subSymbol() else ()
    return found


def test_colours_are_those_of_the_lists(markers: Markers) -> None:
    drawn = {group: colour.name() for group, (_shape, colour) in markers.items() if group}
    assert drawn == GROUP_COLOURS


def test_styles_need_no_functions_of_the_plugin() -> None:
    for name in STYLES:
        assert "amis_" not in bundled("styles", f"{name}.qml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", STYLES)
def test_style_names_no_machine(name: str) -> None:
    text = bundled("styles", f"{name}.qml").read_text(encoding="utf-8")
    assert not re.search(r"/(home|root|work|usr|tmp|Users)/|[A-Z]:\\|file:", text)


def test_every_commodity_group_has_its_category(styled: Styled, markers: Markers) -> None:
    layer = styled("mineral_occurrences")
    shown = {one.value(): one.label() for one in layer.renderer().categories() if one.value()}
    assert "further groups" in shown.pop(EXPLANATION)
    assert shown == {group.id: group.label for group in load_commodities().groups()}
    assert "" in markers, "occurrences without a group would not show"


def test_no_two_markers_share_colour_or_shape(markers: Markers) -> None:
    drawn = dict(markers)
    assert len({shape for shape, _colour in drawn.values()}) == len(drawn)
    del drawn[""]  # grey by intent, and the only shape that is not filled
    assert len({colour.name() for _shape, colour in drawn.values()}) == len(drawn)


@pytest.mark.parametrize("sight", SIGHT)
def test_colours_differ_for_every_reader(markers: Markers, sight: str) -> None:
    seen = {group: lab(colour, sight) for group, (_, colour) in markers.items() if group}
    nearest = min(combinations(seen, 2), key=lambda pair: distance(*(seen[one] for one in pair)))
    # A difference of 2 can just be noticed; markers are small, so much more is asked for.
    assert distance(*(seen[one] for one in nearest)) > 14, nearest


def test_labels_wait_for_large_scales(styled: Styled) -> None:
    layer = styled("mineral_occurrences")
    settings = layer.labeling().settings()
    assert layer.labelsEnabled()
    assert settings.scaleVisibility
    assert settings.minimumScale == 1_500_000
    assert settings.format().buffer().enabled()
    assert not styled("country_outlines").labelsEnabled()


@pytest.mark.parametrize("name", OTHERS)
def test_classes_hold_codes_of_the_vocabulary_once(styled: Styled, name: str) -> None:
    """What a class stands for is known, no code is in two, and other values are drawn too."""
    renderer = styled(name).renderer()
    field = layer_type(name).field(renderer.classAttribute())
    values = [one.value() for one in renderer.categories()]
    assert values.count("") == 1
    codes = [code for value in values if value for code in value]
    assert codes
    assert len(codes) == len(set(codes))
    assert all(match_code(code, field.code_list) == code for code in codes)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("name", OTHERS)
def test_classes_differ_by_more_than_colour(styled: Styled, name: str, sight: str) -> None:
    """Two classes have another shape, hatch or line, or colours far apart for every reader."""
    categories = styled(name).renderer().categories()  # the symbols live as long as these
    drawn = [(one.label(), one.symbol()) for one in categories]
    for (one, first), (other, second) in combinations(drawn, 2):
        far = distance(lab(main_colour(first), sight), lab(main_colour(second), sight)) > 20
        assert form(first) != form(second) or far, (one, other)


def main_colour(symbol: Any) -> QColor:
    """Return the colour that a class is known by."""
    index = 1 if symbol.symbolLayerCount() > 1 and symbol.type() == 1 else 0
    return QColor(symbol.symbolLayer(index).color())


def form(symbol: Any) -> tuple[str, ...]:
    """Return what of a symbol can be seen without colours."""
    kept = ("name", "customdash", "use_custom_dash", "angle", "distance_x")
    found = []
    for layer in symbol.symbolLayers():
        properties = layer.properties()
        found += [layer.layerType(), *(str(properties.get(one, "")) for one in kept)]
        found += form(layer.subSymbol()) if layer.subSymbol() else ()
    return tuple(found)


def test_field_names_are_in_english_and_the_source_row_is_hidden(styled: Styled) -> None:
    layer = styled("mineral_occurrences")
    assert all(field.alias() and "_" not in field.alias() for field in layer.fields())
    columns = {column.name: column.hidden for column in layer.attributeTableConfig().columns()}
    assert [name for name, hidden in columns.items() if hidden] == [
        "fid",
        "source_feature_id",
        "source_geometry",
        "source_attributes",
    ]


def test_map_tip_tells_what_is_known_and_runs_no_html_of_the_source(styled: Styled) -> None:
    layer = styled("mineral_occurrences")
    with (FACTS / "asean_deposits.csv").open(encoding="utf-8", newline="") as lines:
        fact = next(row for row in csv.DictReader(lines) if row["country"] == "PHL")
    feature = QgsFeature(layer.fields())
    feature["name"] = "<script>alert(1)</script> & Co"
    feature["commodity_text"] = fact["commodities"]
    feature["country"] = fact["country"]
    feature["source_uri"] = fact["source_uri"]
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    shown = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
    assert "<b>&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co</b>" in shown
    assert f"<td>{fact['commodities']}</td>" in shown
    assert "<td>Philippines</td>" in shown
    assert fact["source_uri"] in shown
    assert "Deposit type" not in shown, "a row without a value is left out"


@pytest.mark.parametrize("name", ["schematic_provinces", "schematic_structures"])
def test_every_kind_that_is_drawn_has_its_category(styled: Styled, name: str) -> None:
    facts = json.loads((FACTS / f"{name}.geojson").read_text(encoding="utf-8"))
    drawn = {feature["properties"]["kind"] for feature in facts["features"]}
    assert drawn == {category.value() for category in styled(name).renderer().categories()}


def test_outlines_fill_nothing(styled: Styled) -> None:
    outline = styled("country_outlines").renderer().symbol().symbolLayer(0)
    assert outline.properties()["style"] == "no"


@pytest.mark.slow
def test_building_again_gives_the_same_bytes(tmp_path: Path) -> None:
    built = []
    for seed, folder in (("1", tmp_path / "first"), ("2", tmp_path / "second")):
        command = [sys.executable, str(ROOT / "tools" / "build_styles.py"), str(folder)]
        environment = {**os.environ, "QT_HASH_SEED": seed, "PYTHONHASHSEED": seed}
        subprocess.run(command, check=True, env=environment, timeout=120)
        built.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert sorted(built[0]) == [f"{name}.qml" for name in STYLES]
    assert built[0] == built[1]
    shipped = {name: bundled("styles", name).read_bytes() for name in built[0]}
    if f'version="{Qgis.QGIS_VERSION}"'.encode() not in shipped["mineral_occurrences.qml"]:
        print(f"QGIS {Qgis.QGIS_VERSION} did not make the bundled styles: not compared with them")
    else:
        assert built[0] == shipped


def lab(colour: Any, sight: str) -> tuple[float, float, float]:
    """Return the CIE 1976 L*a*b* (D65) of a colour as seen by a reader."""
    rgb = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.getRgbF()[:3]
    ]
    rgb = [
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, rgb))))
        for row in SIGHT[sight]
    ]
    to_xyz = (
        (0.4124, 0.3576, 0.1805, 0.95047),
        (0.2126, 0.7152, 0.0722, 1.0),
        (0.0193, 0.1192, 0.9505, 1.08883),
    )
    x, y, z = (
        cube_root(sum(weight * part for weight, part in zip(row, rgb)) / row[3]) for row in to_xyz
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def cube_root(value: float) -> float:
    return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116


def distance(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the CIE 1976 colour difference."""
    return sum((a - b) ** 2 for a, b in zip(one, other)) ** 0.5
