"""The zip of `make package`, unpacked into a profile as QGIS does it, works in a real QGIS."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import qgis_session  # noqa: E402 - lies in tools/

PLUGIN = "amis_qgis_plugin"
LARGEST = 25_000_000

# Runs inside the QGIS program, which has loaded its plugins by then.
_INSIDE = """
import json, os, sys
import qgis.utils
from qgis.PyQt.QtCore import QTimer

def tell():
    module = sys.modules.get("PLUGIN")
    result = {
        "running": "PLUGIN" in qgis.utils.plugins,
        "file": getattr(module, "__file__", ""),
        "name": qgis.utils.pluginMetadata("PLUGIN", "name"),
        "heavy": sorted({"geopandas", "pandas", "scipy", "matplotlib"}.intersection(sys.modules)),
        "start_time": qgis.utils.plugin_times.get("PLUGIN", ""),
    }
    result["unloaded"] = qgis.utils.unloadPlugin("PLUGIN")
    with open(os.environ["AMIS_RESULT"], "w") as file:
        json.dump(result, file)
    os._exit(0)

QTimer.singleShot(2000, tell)
""".replace("PLUGIN", PLUGIN)


def build(folder: Path) -> Path:
    """Build the package with the tool that `make package` calls."""
    command = [sys.executable, str(ROOT / "tools" / "build_zip.py"), str(folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    (package,) = folder.glob("*.zip")
    return package


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("package"))


def test_holds_the_plugin_and_what_belongs_to_it(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {PLUGIN}
    for needed in ("__init__.py", "plugin.py", "metadata.txt", "LICENSE", "icons/amis.svg"):
        assert f"{PLUGIN}/{needed}" in names
    for folder in ("sample_layers", "help", "core/data"):
        assert any(name.startswith(f"{PLUGIN}/{folder}/") for name in names), folder
    in_checkout = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / PLUGIN).rglob("*.py")
        if "__pycache__" not in path.parts
    }
    assert in_checkout == {name for name in names if name.endswith(".py")}


def test_holds_no_caches_tests_or_binaries(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        for entry in archive.infolist():
            parts = entry.filename.split("/")
            assert not {"__pycache__", "tests", ".git", "build"}.intersection(parts)
            assert not any(part.startswith(".") for part in parts)
            start = archive.read(entry)[:4]
            assert start not in (b"\x7fELF", b"MZ\x90\x00", b"\xcf\xfa\xed\xfe"), entry.filename
            assert not entry.filename.endswith((".pyc", ".so", ".dll", ".pyd", ".exe"))


def test_is_small_enough_for_the_site(package: Path) -> None:
    assert package.stat().st_size < LARGEST


def test_is_the_same_when_built_again(package: Path, tmp_path: Path) -> None:
    again = build(tmp_path)
    assert again.name == package.name
    first, second = (hashlib.sha256(path.read_bytes()).hexdigest() for path in (package, again))
    assert first == second


def start_qgis_with(package: Path, folder: Path) -> dict[str, Any]:
    """Unpack the zip into a new profile, start the QGIS program with it, return what it found."""
    profile = qgis_session.make_profile(folder)
    with zipfile.ZipFile(package) as archive:
        archive.extractall(profile / "python" / "plugins")
    environment = qgis_session.throw_away_environment(folder)
    environment["AMIS_RESULT"] = str(folder / "result.json")
    code, log = folder / "inside.py", folder / "qgis.log"
    code.write_text(_INSIDE, encoding="utf-8")
    with qgis_session.virtual_display(environment):
        exit_code = qgis_session.run_qgis(folder, environment, code=code, log=log, timeout=120)
    assert exit_code == 0, log.read_text(encoding="utf-8", errors="replace")
    return dict(json.loads((folder / "result.json").read_text(encoding="utf-8")))


def test_runs_in_the_qgis_program(package: Path, tmp_path: Path) -> None:
    result = start_qgis_with(package, tmp_path)
    assert result["running"] is True, "QGIS did not load the plugin from the zip"
    assert result["file"].startswith(str(tmp_path)), "it came from the checkout, not from the zip"
    assert result["name"] == "AMIS Explorer"
    assert result["heavy"] == []
    assert result["unloaded"] is True
    print(f"QGIS took {result['start_time']} to load and start the plugin")
