"""The algorithms through the program qgis_process, with the plugin from a new profile."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from counting import SAMPLES, copy_of_samples, identifiers, occurrences
from osgeo import gdal
from wfs_faults import WfsFaults

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))
sys.path.append(str(ROOT / "tests" / "servers"))

import linking  # noqa: E402 - lies in tools/
import qgis_session  # noqa: E402
from arcgis_server import ArcgisServer  # noqa: E402 - lies in tests/servers/

PLUGIN = "amis_qgis_plugin"
Run = tuple[int, dict[str, Any], str]


def rows(path: Path) -> set[str]:
    """Return the identifiers in a vector file by GDAL."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY)
    return {row.GetField("identifier") for row in dataset.GetLayer(0)}


@pytest.fixture(scope="module")
def qgis_process(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return a function that runs qgis_process with the plugin switched on in a new profile."""
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        pytest.skip("this QGIS has no qgis_process")
    # Debian's wrapper passes on options of QGIS itself that the program does not know; the
    # environment made here has no QGIS_OPTS, and the .bin behind the wrapper reads none.
    folder = tmp_path_factory.mktemp("process")
    environment = qgis_session.throw_away_environment(folder)
    environment["QT_QPA_PLATFORM"] = "offscreen"
    profile = Path(environment["QGIS_CUSTOM_CONFIG_PATH"]) / "profiles" / "default"
    linking.link_plugin(profile / "python" / "plugins")

    def call(*arguments: str) -> Run:
        done = subprocess.run(
            [program, "--json", *arguments],
            env=environment,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        start = done.stdout.find("{")
        told = json.loads(done.stdout[start:]) if start >= 0 and not done.returncode else {}
        return done.returncode, told, done.stdout + done.stderr

    code, _told, text = call("plugins", "enable", PLUGIN)
    assert code == 0, text
    return call


def test_qgis_process_lists_the_algorithms(qgis_process: Any) -> None:
    code, told, text = qgis_process("list")
    assert code == 0, text
    offered = told["providers"]["amis"]["algorithms"]
    names = (
        "alignlayer checklayer proposefieldmap takeoffline refreshoffline listlayers"
        " filteroccurrences facetcounts coverage exportpackage verifypackage signpackage"
        " exportpackages comparepackages renewpackage"
    )
    assert {f"amis:{name}" for name in names.split()} == set(offered)


def test_qgis_process_filters_the_samples(qgis_process: Any, tmp_path: Path) -> None:
    output = tmp_path / "out.gpkg"
    code, told, text = qgis_process(
        "run", "amis:filteroccurrences", "--COMMODITIES=copper", "--COUNTRIES=PHL",
        f"--OUTPUT={output}",
    )  # fmt: skip
    assert code == 0, text
    expected = identifiers(("copper",), countries=("PHL",))
    assert told["results"]["COUNT"] == len(expected)
    assert told["results"]["TOTAL"] == len(occurrences())
    assert rows(output) == expected


def test_qgis_process_exports_and_verifies_and_fails_when_changed(
    qgis_process: Any, tmp_path: Path
) -> None:
    workspace, folder = copy_of_samples(tmp_path), tmp_path / "package"
    code, told, text = qgis_process(
        "run", "amis:exportpackage", f"--WORKSPACE={workspace}", "--COMMODITIES=copper",
        "--COUNTRIES=PHL", "--TITLE=From the command line", f"--OUTPUT={folder}",
    )  # fmt: skip
    assert code == 0, text
    assert told["results"]["COUNT"] == len(identifiers(("copper",), countries=("PHL",)))
    assert "From the command line" in (folder / "README.txt").read_text(encoding="utf-8")
    for name in ("maps/main_map.pdf", "maps/main_map.png", "maps/locator.pdf", "report.pdf"):
        assert (folder / name).stat().st_size > 10_000, name
    code, told, text = qgis_process("run", "amis:verifypackage", f"--PACKAGE={folder}")
    assert code == 0, text
    assert told["results"]["PROBLEMS"] == 0
    with (folder / "DISCLAIMER.txt").open("a", encoding="utf-8") as file:
        file.write("changed\n")
    code, _told, text = qgis_process("run", "amis:verifypackage", f"--PACKAGE={folder}")
    assert code != 0
    assert "DISCLAIMER.txt" in text


def test_qgis_process_lists_the_layers_of_a_server(qgis_process: Any, tmp_path: Path) -> None:
    server, output = ArcgisServer().start(), tmp_path / "layers.csv"
    try:
        code, told, text = qgis_process(
            "run", "amis:listlayers", f"--URL={server.directory_url}", "--PROTOCOL=arcgis",
            f"--OUTPUT={output}",
        )  # fmt: skip
    finally:
        server.stop()
    assert code == 0, text
    assert told["results"]["LAYERS"] == 2
    with output.open(encoding="utf-8", newline="") as lines:
        found = [(row["protocol"], row["url"]) for row in csv.DictReader(lines)]
    assert found == [("arcgis", f"{server.url}/0"), ("arcgis", f"{server.map_url}/1")]


def test_qgis_process_fails_on_an_unknown_commodity(qgis_process: Any, tmp_path: Path) -> None:
    code, _told, text = qgis_process(
        "run", "amis:filteroccurrences", "--COMMODITIES=unobtainium",
        f"--OUTPUT={tmp_path / 'out.gpkg'}",
    )  # fmt: skip
    assert code != 0
    assert "unobtainium" in text
    assert not (tmp_path / "out.gpkg").exists()


def test_qgis_process_fails_when_nothing_is_selected(qgis_process: Any, tmp_path: Path) -> None:
    code, _told, text = qgis_process(
        "run", "amis:exportpackage", f"--WORKSPACE={SAMPLES}", "--COUNTRIES=SGP",
        f"--OUTPUT={tmp_path / 'package'}",
    )  # fmt: skip
    assert code != 0
    assert "nothing to package" in text
    assert list(tmp_path.iterdir()) == []


def test_qgis_process_takes_a_layer_offline_and_fails_when_it_is_not_whole(
    qgis_process: Any, tmp_path: Path
) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults("html-late", count=1200) as server:
        call = (
            "run", "amis:takeoffline", f"--URL={server.url}", "--LAYER=deposits",
            f"--WORKSPACE={workspace}", "--LAYER_TYPE=mineral_occurrences",
        )  # fmt: skip
        code, _told, text = qgis_process(*call)
        assert code != 0
        assert "INCOMPLETE" in text
        assert "Log in" in text
        assert not workspace.exists()
        server.mode = "good"
        code, told, text = qgis_process(*call)
    assert code == 0, text
    assert told["results"]["COMPLETENESS"] == "COMPLETE_PROVEN"
    assert told["results"]["FEATURES"] == 1200
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR)
    assert dataset.GetLayer("mineral_occurrences").GetFeatureCount() == 1200


def test_qgis_process_refreshes_and_fails_when_it_is_not_whole(
    qgis_process: Any, tmp_path: Path
) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults(count=1200) as server:
        code, _told, text = qgis_process(
            "run", "amis:takeoffline", f"--URL={server.url}", "--LAYER=deposits",
            f"--WORKSPACE={workspace}", "--LAYER_TYPE=mineral_occurrences",
        )  # fmt: skip
        assert code == 0, text
        server.rows = [*server.rows[1:], (9001, "New", 110.0, 1.0)]
        server.mode = "html-late"
        call = ("run", "amis:refreshoffline", f"--WORKSPACE={workspace}")
        code, _told, text = qgis_process(*call)
        assert code != 0
        assert "INCOMPLETE" in text
        server.mode = "good"
        code, told, text = qgis_process(*call)
    assert code == 0, text
    results = told["results"]
    assert (results["ADDED"], results["REMOVED"], results["CHANGED"]) == (1, 1, 0)
    assert results["COMPLETENESS"] == "COMPLETE_PROVEN"


def test_qgis_process_counts_facets(qgis_process: Any, tmp_path: Path) -> None:
    output = tmp_path / "counts.csv"
    code, told, text = qgis_process(
        "run",
        "amis:facetcounts",
        "--",
        f"WORKSPACE={copy_of_samples(tmp_path)}",
        'FILTER={"commodities": ["copper"], "countries": ["PHL"]}',
        f"OUTPUT={output}",
    )
    assert code == 0, text
    assert told["results"]["TOTAL"] == len(occurrences())
    assert told["results"]["MATCHING"] == len(identifiers(("copper",), countries=("PHL",)))
    with output.open(encoding="utf-8", newline="") as handle:
        counts = {(row["facet"], row["value"]): int(row["count"]) for row in csv.DictReader(handle)}
    assert counts["commodity", "gold"] == len(identifiers(("gold",), countries=("PHL",)))
    assert counts["country", "IDN"] == len(identifiers(("copper",), countries=("IDN",)))
