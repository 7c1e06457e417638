"""Rule sets and kinds of findings: the bundled ones, files of an agency, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from amis_qgis_plugin.core.checks.kinds import SEVERITIES, check_kinds, old_datums
from amis_qgis_plugin.core.checks.rules import (
    LAYER_ITEMS,
    MinimumItem,
    RuleSet,
    bundled_rules,
    read_rules,
    rules_from,
)
from amis_qgis_plugin.core.errors import AmisError, CheckError
from amis_qgis_plugin.core.schemas import layer_type

DATA = Path(__file__).resolve().parents[2] / "amis_qgis_plugin" / "core" / "data"
LEAST: dict[str, Any] = {
    "format": "amis-check-rules", "version": 1, "id": "agency", "title": "Rules of an agency",
    "edition": "3",
}  # fmt: skip
AGENCY: dict[str, Any] = {
    **LEAST,
    "basis": "Circular 7 of the agency.",
    "same_place_m": 25,
    "same_name_m": 2500.5,
    "severities": {"licence-missing": "warning", "buddhist-year": "error"},
    "layer_items": [{"item": "licence", "weight": 2.5}],
    "row_items": {
        "*": [{"fields": ["geometry"], "weight": 1}],
        "mines": [{"fields": ["name", "local_name"], "weight": 3}],
        "faults": [],
    },
}
MEMBERS = (
    "Brunei", "Cambodia", "Indonesia", "Laos", "Malaysia", "Myanmar", "Philippines", "Singapore",
    "Thailand", "Timor", "Vietnam",
)  # fmt: skip


def document(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def layer_documents() -> dict[str, Any]:
    return {one["layer_type_id"]: one for one in document("layer_types.json")["layer_types"]}


def item(*fields: str, weight: Any = 1) -> dict[str, Any]:
    return {"fields": list(fields), "weight": weight}


def test_the_bundled_set_is_what_its_file_says() -> None:
    written, rules = document("check_rules.json"), bundled_rules()
    for name in ("id", "title", "edition", "basis", "same_place_m", "same_name_m", "severities"):
        assert getattr(rules, name) == written[name]
    assert rules.edition
    assert "not public" in rules.basis
    assert [(one.fields, one.weight) for one in rules.layer_items] == [
        ((one["item"],), one["weight"]) for one in written["layer_items"]
    ]
    for type_id, items in written["row_items"].items():
        assert [(list(one.fields), one.weight) for one in rules.row_items[type_id]] == [
            (one["fields"], one["weight"]) for one in items
        ]


def test_every_field_that_the_bundled_set_asks_for_is_one_of_its_layer_type() -> None:
    types = layer_documents()
    for type_id, items in document("check_rules.json")["row_items"].items():
        names = {name for one in items for name in one["fields"]}
        names -= {"geometry", "identifier_of_source"}
        there = {one["name"] for one in types[type_id]["fields"]} if type_id != "*" else set()
        assert names <= there, type_id


@pytest.mark.parametrize("type_id", layer_documents())
def test_every_layer_type_is_asked_for_something_of_its_own(type_id: str) -> None:
    items = bundled_rules().items_for(layer_type(type_id))
    assert items[0].fields == ("geometry",)
    assert len(items) > 1
    assert all(one.weight > 0 and one.fields for one in items)


@pytest.mark.parametrize("type_id", ["boreholes", "contacts", "administrative_areas"])
def test_a_type_without_items_is_asked_for_its_required_fields(type_id: str) -> None:
    required = [
        "identifier_of_source" if one["name"] == "identifier" else one["name"]
        for one in layer_documents()[type_id]["fields"]
        if one.get("required") and not one["name"].startswith("source_")
    ]
    items = bundled_rules().items_for(layer_type(type_id))
    assert [one.fields for one in items] == [("geometry",), *((name,) for name in required)]


def test_the_least_that_a_rule_set_may_be() -> None:
    rules = rules_from(LEAST, "agency.json")
    assert rules == RuleSet("agency", "Rules of an agency", "3", "")
    assert (rules.same_place_m, rules.same_name_m) == (100, 5000)
    assert rules_from({**LEAST, "edition": 2026}, "").edition == "2026"


def test_a_file_of_an_agency_takes_the_place_of_the_bundled_one(tmp_path: Path) -> None:
    path = tmp_path / "ກົດລະບຽບ.json"
    path.write_text(json.dumps(AGENCY), encoding="utf-8")
    rules = read_rules(path)
    assert (rules.id, rules.title, rules.edition) == ("agency", "Rules of an agency", "3")
    assert rules.basis == "Circular 7 of the agency."
    assert (rules.same_place_m, rules.same_name_m) == (25.0, 2500.5)
    assert rules.layer_items == (MinimumItem(("licence",), 2.5),)
    assert rules.items_for(layer_type("mines")) == (
        MinimumItem(("geometry",), 1.0),
        MinimumItem(("name", "local_name"), 3.0),
    )
    assert rules.items_for(layer_type("faults")) == (MinimumItem(("geometry",), 1.0),)


def test_severities_are_those_of_the_set_then_those_of_the_kind() -> None:
    rules = rules_from(AGENCY, "")
    written = {one["code"]: one["severity"] for one in document("check_kinds.json")["kinds"]}
    assert written["licence-missing"] == "error"
    changed = {"licence-missing": "warning", "buddhist-year": "error"}
    assert {code: rules.severity(code) for code in written} == {**written, **changed}
    assert {code: bundled_rules().severity(code) for code in written} == written


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "another format": ({"format": "amis-field-map"}, r"It is no rule set\. Its format is amis-"),
    "another version": ({"version": 2}, r"Version 2 of rule sets is not 1\."),
    "no version": ({"version": None}, r"Version None of rule sets is not 1\."),
    "an empty id": ({"id": ""}, r"lacks or misstates 'id'"),
    "no title": ({"title": None}, r"lacks or misstates 'title'"),
    "a blank edition": ({"edition": " "}, r"lacks or misstates 'edition'"),
    "a distance in words": ({"same_place_m": "far"}, r"lacks or misstates .*'far'"),
    "no distance": ({"same_name_m": None}, r"lacks or misstates"),
    "a negative distance": ({"same_place_m": -1}, r"-1 is no distance in metres\."),
    "no number": ({"same_name_m": float("nan")}, r"nan is no distance in metres\."),
    "an endless distance": ({"same_name_m": float("inf")}, r"inf is no distance in metres\."),
    "a severity nobody knows": (
        {"severities": {"no-rows": "fatal"}}, r"no-rows: fatal is no finding or severity\."),
    "a finding nobody knows": (
        {"severities": {"too-blue": "error"}}, r"too-blue: error is no finding or severity\."),
    "severities in a row": ({"severities": "error"}, r"lacks or misstates"),
    "a layer item nobody knows": (
        {"layer_items": [{"item": "colour", "weight": 1}]},
        r"colour is nothing that a layer says\."),
    "a layer item without weight": (
        {"layer_items": [{"item": "crs"}]}, r"lacks or misstates 'weight'"),
    "layer items without a list": ({"layer_items": {"item": "crs"}}, r"lacks or misstates"),
    "row items without types": ({"row_items": [item("name")]}, r"lacks or misstates"),
    "a row item without fields": (
        {"row_items": {"mines": [{"weight": 1}]}}, r"lacks or misstates 'fields'"),
    "a row item of no fields": (
        {"row_items": {"mines": [item()]}}, r"An item of mines names no field\."),
    "a field that the type lacks": (
        {"row_items": {"mines": [item("dip")]}}, r"mines has no field dip\."),
    "a field for all types": ({"row_items": {"*": [item("name")]}}, r"\* has no field name\."),
    "a type nobody knows": (
        {"row_items": {"volcanoes": [item("name")]}}, r"There is no layer type volcanoes\."),
    "a type nobody knows, with a place": (
        {"row_items": {"volcanoes": [item("geometry")]}}, r"no layer type volcanoes\."),
    "a weight in words": (
        {"row_items": {"*": [item("geometry", weight="heavy")]}}, r"lacks or misstates .*'heavy'"),
    "no weight at all": (
        {"row_items": {"*": [item("geometry", weight=0)]}}, r"A weight is a number above 0 and"),
    "a weight below nothing": (
        {"layer_items": [{"item": "crs", "weight": -2}]}, r"A weight is a number above 0 and"),
    "too much weight": (
        {"layer_items": [{"item": "crs", "weight": 1000}]}, r"above 0 and below 1000\."),
    "a weight that is no number": (
        {"row_items": {"*": [item("geometry", weight=float("nan"))]}}, r"A weight is a number"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_said_with_the_file(case: str, tmp_path: Path) -> None:
    changes, message = WRONG[case]
    path = tmp_path / "agency.json"
    path.write_text(json.dumps({**AGENCY, **changes}), encoding="utf-8")
    with pytest.raises(CheckError, match=message) as raised:
        read_rules(path)
    assert raised.value.subject == "agency.json"


@pytest.mark.parametrize("name", ["id", "title", "edition"])
def test_name_and_edition_cannot_be_left_out(name: str) -> None:
    with pytest.raises(CheckError, match=f"lacks or misstates '{name}'"):
        rules_from({key: value for key, value in AGENCY.items() if key != name}, "agency.json")


@pytest.mark.parametrize("value", [[], "amis-check-rules", 1, None, {}, {"version": 1}])
def test_a_document_of_another_kind_is_refused(value: Any) -> None:
    with pytest.raises(CheckError, match=r"agency\.json: It is no rule set"):
        rules_from(value, "agency.json")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe{\x00}\x00", b'{"a": "\xe9"}'])
def test_a_file_that_cannot_be_read_is_named(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "damaged.json"
    path.write_bytes(content)
    with pytest.raises(CheckError, match="The rule set cannot be read") as raised:
        read_rules(path)
    assert raised.value.subject == str(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AmisError, match=r"nowhere\.json: The rule set cannot be read"):
        read_rules(tmp_path / "nowhere.json")
    with pytest.raises(CheckError):
        read_rules(tmp_path)  # a folder


def test_every_kind_says_how_grave_it_is_and_what_to_do() -> None:
    written = document("check_kinds.json")["kinds"]
    assert len({one["code"] for one in written}) == len(written)
    assert list(check_kinds()) == [one["code"] for one in written]
    for kind in check_kinds().values():
        assert kind.severity in SEVERITIES
        assert kind.title
        assert kind.title[0].isupper()
        assert kind.action.endswith(".")
    assert set(LAYER_ITEMS) > {"licence", "crs"}


def test_the_old_datums_are_those_that_proj_moves_far() -> None:
    """Every geodetic system of a member whose degrees lie more than 20 m from those of WGS 84."""
    pyproj = pytest.importorskip("pyproj", reason="needs pyproj as an independent reading of EPSG")
    from pyproj.aoi import AreaOfInterest
    from pyproj.database import query_crs_info
    from pyproj.enums import PJType
    from pyproj.transformer import TransformerGroup

    earth = pyproj.Geod(ellps="WGS84")

    def moved(code: str) -> list[float]:
        """Return by how many metres each published transformation moves a place."""
        system = pyproj.CRS.from_epsg(int(code))
        area = system.area_of_use
        x, y = (area.west + area.east) / 2, (area.south + area.north) / 2
        group = TransformerGroup(system, 4326, always_xy=True)
        published = [one for one in group.transformers if "Ballpark" not in one.description]
        places = [one.transform(x - system.prime_meridian.longitude, y) for one in published]
        return [earth.inv(x, y, *place)[2] for place in places]

    region = AreaOfInterest(92, -12, 142, 29)
    found = query_crs_info("EPSG", PJType.GEOGRAPHIC_2D_CRS, region, contains=False)
    of_members = {one.code for one in found if any(c in one.area_of_use.name for c in MEMBERS)}
    far = {code for code in of_members if max(moved(code), default=0.0) > 20}
    assert len(far) > 10
    assert far <= old_datums()
    near = {code for code in old_datums() if max(moved(code), default=float("inf")) <= 20}
    assert near == set()
    assert {"4326", "4755", "9470"}.isdisjoint(old_datums())
