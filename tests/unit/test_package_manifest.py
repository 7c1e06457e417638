"""The manifest's schema, and the small reader of it that verifying uses."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from package_samples import CREATED, build_workspace

from amis_qgis_plugin.core.manifest import FORMAT_VERSION, manifest_schemas
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.verifier import schema_problems
from amis_qgis_plugin.packages.write import write_package

KNOWN_WORDS = {
    "$schema", "$defs", "$ref", "title", "description", "type", "required", "properties", "items",
    "enum", "const", "pattern", "minimum", "minItems", "maxItems",
}  # fmt: skip


def manifest_schema(version: int = FORMAT_VERSION) -> Any:
    return manifest_schemas()[version]


def manifest_problems(value: Any) -> list[str]:
    return list(schema_problems(value, manifest_schema()))


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("manifest")
    plan = describe_package(build_workspace(folder / "small.gpkg"), OccurrenceFilter())
    write_package(plan, folder / "out", created=CREATED, software={"AMIS Explorer": "1"})
    value: dict[str, Any] = json.loads((folder / "out" / "manifest.json").read_text("utf-8"))
    return value


def test_a_written_manifest_is_valid(manifest: dict[str, Any]) -> None:
    assert manifest_problems(manifest) == []
    assert manifest["created"] == "2026-03-04T05:06:07Z"
    assert manifest["software"]["AMIS Explorer"] == "1"


def test_the_jsonschema_library_agrees(manifest: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(manifest, manifest_schema())
    for broken in _broken(manifest):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, manifest_schema())


def test_every_break_is_found(manifest: dict[str, Any]) -> None:
    for broken in _broken(manifest):
        assert manifest_problems(broken)


@pytest.mark.parametrize("value", [None, [], 3, "text", {}, {"format": "amis-explorer-package"}])
def test_anything_else_is_no_manifest(value: Any) -> None:
    assert manifest_problems(value)


def test_the_schema_uses_only_words_that_the_reader_knows() -> None:
    def words(schema: Any) -> set[str]:
        if not isinstance(schema, dict) or not schema:
            return set()
        inner = [schema.get("items", {}), *schema.get("$defs", {}).values()]
        inner += schema.get("properties", {}).values()
        return set(schema).union(*(words(one) for one in inner))

    for version in manifest_schemas():
        assert words(manifest_schema(version)) <= KNOWN_WORDS


def _broken(manifest: dict[str, Any]) -> list[dict[str, Any]]:
    """Return manifests with one thing wrong each."""

    def change(*steps: Any, value: Any) -> dict[str, Any]:
        wrong = copy.deepcopy(manifest)
        place: Any = wrong
        for step in steps[:-1]:
            place = place[step]
        place[steps[-1]] = value
        return wrong

    lacking = copy.deepcopy(manifest)
    del lacking["sources"]
    return [
        lacking,
        change("format", value="other"),
        change("format_version", value=1),
        change("created", value="yesterday"),
        change("name", value="Has spaces"),
        change("area", value=[1, 2, 3]),
        change("area", value=[1, 2, 3, "4"]),
        change("data", value="../outside.gpkg"),
        change("data", value="C:/x.gpkg"),
        change("project", value=7),
        change("layers", value=[]),
        change("layers", 0, "rows_out", value=-1),
        change("layers", 0, "rows_out", value=True),
        change("layers", 0, "selection", value="guess"),
        change("sources", 0, "completeness", value="SURELY"),
        change("findings", 0, "severity", value="fatal"),
        change("steps", value=[]),
        change("steps", 0, "rows_in", value="9"),
        change("parameters", "licences_confirmed", value="yes"),
        change("not_copied", value=[{"title": "x"}]),
        change("files", 0, "sha256", value="00"),
        change("files", 0, "path", value="/etc/passwd"),
    ]
