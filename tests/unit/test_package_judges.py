"""A package with everything in it, judged by programs and schemas that other people made."""

from __future__ import annotations

import json
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from package_samples import AREA, CREATED, build_workspace
from raster_samples import cells, write_raster

from amis_qgis_plugin.core.manifest import FORMAT_VERSION, manifest_schemas
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import FORMATS
from amis_qgis_plugin.core.package_rasters import RasterFile
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.signing import sign_package, signing_key
from amis_qgis_plugin.packages.write import write_package

ROOT = Path(__file__).resolve().parents[2]
CHECKERS = ROOT / "build" / "checkers"
COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every format that is possible here, a raster of classes, and signed where OpenSSH is."""
    folder = tmp_path_factory.mktemp("judges")
    units = write_raster(folder / "units.tif", cells(1, "uint8", 4), palette=True)
    rasters = [RasterFile(units, "Units (raster)", "CC BY 4.0", "© Survey", style="<qgis/>")]
    workspace = build_workspace(folder / "w.gpkg")
    plan = describe_package(workspace, COPPER, title="Copper", area=AREA, rasters=rasters)
    made = write_package(replace(plan, formats=FORMATS), folder / "p", created=CREATED).path
    if shutil.which("ssh-keygen"):
        key = folder / "key"
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)]
        subprocess.run(command, check=True)
        sign_package(made, signing_key(str(key)))
    return made


def from_checkers(pattern: str) -> Path:
    found = sorted(CHECKERS.glob(pattern))
    if not found:
        pytest.skip(f"no {pattern} in build/checkers; tools/setup.sh test installs it")
    return found[0]


def test_frictionless_accepts_the_data_package(package: Path) -> None:
    program = from_checkers("bin/frictionless")
    answer = subprocess.run(
        [program, "validate", "datapackage.json", "--json"],
        cwd=package, capture_output=True, text=True, check=False,
    )  # fmt: skip
    report = json.loads(answer.stdout)
    assert report["valid"], [task for task in report["tasks"] if not task["valid"]]
    assert report["stats"]["warnings"] == 0
    judged = {task["name"] for task in report["tasks"]}
    assert {"geopackage", "data-geojson-faults", "data-flatgeobuf-faults"} <= judged
    assert {f"data-rasters-units-raster-{end}" for end in ("tif", "qml", "tif-aux-xml")} <= judged


def test_every_file_of_data_and_tables_is_in_the_data_package(package: Path) -> None:
    document = json.loads((package / "datapackage.json").read_text("utf-8"))
    listed = {one["path"]: one["bytes"] for one in document["resources"]}
    for folder in ("data", "tables", "vocabularies"):
        for path in (package / folder).rglob("*.*"):
            assert listed[path.relative_to(package).as_posix()] == path.stat().st_size


def test_jsonschema_accepts_the_manifest_by_the_schema_beside_it(package: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    manifest = json.loads((package / "manifest.json").read_text("utf-8"))
    schema = json.loads((package / "metadata" / "manifest.schema.json").read_text("utf-8"))
    assert schema == manifest_schemas()[FORMAT_VERSION]
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(manifest)


def test_the_citation_is_valid_by_the_schema_of_the_format(package: Path) -> None:
    """By the schema of CFF 1.2.0 that cffconvert carries."""
    path = from_checkers("lib/python3*/site-packages/cffconvert/schemas/1.2.0/schema.json")
    jsonschema, yaml = pytest.importorskip("jsonschema"), pytest.importorskip("yaml")
    read = yaml.safe_load((package / "CITATION.cff").read_text("utf-8"))
    citation = json.loads(json.dumps(read, default=str))  # dates as the schema has them: text
    schema: Any = json.loads(path.read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(citation)
    del citation["authors"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate(citation)


def test_every_metadata_record_is_well_formed(package: Path) -> None:
    records = list((package / "metadata").glob("*.xml"))
    assert len(records) > 1
    for path in records:
        assert ElementTree.parse(path).getroot().tag.endswith("}MD_Metadata")


@pytest.mark.parametrize("version", ["20060504", "20070417"])
def test_xmllint_validates_the_metadata(package: Path, version: str) -> None:
    """The program that the documents name; test_package_papers asks its library, libxml2."""
    program = shutil.which("xmllint")
    if program is None:
        pytest.skip("there is no xmllint here (apt: libxml2-utils)")
    pattern = f"lib/python3*/site-packages/pycsw/**/19139/{version}/gmd/gmd.xsd"
    schema = from_checkers(pattern)
    for path in (package / "metadata").glob("*.xml"):
        answer = subprocess.run(
            [program, "--nonet", "--noout", "--schema", str(schema), str(path)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr


def test_sha256sum_accepts_a_signed_package(package: Path) -> None:
    program = shutil.which("sha256sum")
    if program is None:
        pytest.skip("there is no sha256sum here")
    command = [program, "--check", "--strict", "--quiet", "SHA256SUMS"]
    assert subprocess.run(command, cwd=package, check=False).returncode == 0


def test_no_path_is_long_or_forbidden_on_windows(package: Path) -> None:
    from test_package_papers import test_no_path_is_long_or_forbidden_on_windows

    test_no_path_is_long_or_forbidden_on_windows(package, package)
