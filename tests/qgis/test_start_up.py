"""What starting QGIS with the plugin imports, told by a QGIS without it beside."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import linking  # noqa: E402 - lies in tools/
import qgis_session  # noqa: E402

PLUGIN = "amis_qgis_plugin"
# What aligns rows, counts, cuts and asks servers comes when somebody wants it done. The Catalogue
# reads the samples as soon as the window is there, and XML is what metadata are written in.
AT_WORK = ("analysis", "packages", "services")
AT_WORK_TOO = {
    *(f"core.{name}" for name in ("alignment", "commodity_parser", "field_readers", "manifest")),
    *(f"workspace.{name}" for name in ("country_index", "facet_cache", "selection", "area_shapes")),
}
LIGHT = {"packages.opening", "services.xml_tree"}
HEAVY = {"geopandas", "pandas", "scipy", "matplotlib", "shapely", "requests", "lxml"}
# QGIS's own Python plugins; MetaSearch and the like import some of these libraries themselves.
for name in AT_WORK_TOO | LIGHT:
    assert (ROOT / PLUGIN / f"{name.replace('.', '/')}.py").is_file(), name
OF_QGIS = ("processing", "MetaSearch", "db_manager", "grassprovider", "otbprovider", "sagaprovider")

_INSIDE = """
import json, os, sys
import qgis.utils
from qgis.PyQt.QtCore import QTimer

def tell():
    with open(os.environ["AMIS_RESULT"], "w") as file:
        json.dump({"modules": sorted(sys.modules), "plugins": list(qgis.utils.plugins)}, file)
    os._exit(0)

QTimer.singleShot(2500, tell)
"""


def modules_after_start(folder: Path, plugins: tuple[str, ...]) -> set[str]:
    """Start the QGIS program with these plugins only; return the modules it has imported."""
    profile = qgis_session.make_profile(folder, plugins=plugins)
    ini = profile / "QGIS" / "QGIS3.ini"
    off = "".join(f"{name}=false\n" for name in OF_QGIS)
    text = ini.read_text(encoding="utf-8")
    ini.write_text(text.replace("[PythonPlugins]\n", f"[PythonPlugins]\n{off}"), encoding="utf-8")
    if plugins:
        linking.link_plugin(profile / "python" / "plugins")
    environment = qgis_session.throw_away_environment(folder)
    environment["AMIS_RESULT"] = str(folder / "result.json")
    code, log = folder / "inside.py", folder / "qgis.log"
    code.write_text(_INSIDE, encoding="utf-8")
    with qgis_session.virtual_display(environment):
        qgis_session.run_qgis(folder, environment, code=code, log=log, timeout=120)
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    assert result["plugins"] == list(plugins)
    return set(result["modules"])


@pytest.fixture(scope="module")
def with_us(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the modules after a start with the plugin, its window's first events included."""
    return modules_after_start(tmp_path_factory.mktemp("with"), (PLUGIN,))


def test_no_heavy_library_is_imported(
    with_us: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    bare = modules_after_start(tmp_path_factory.mktemp("without"), ())
    assert PLUGIN in with_us and PLUGIN not in bare
    assert (with_us & HEAVY) - bare == set()
    print(f"QGIS itself imports {sorted(bare & HEAVY) or 'none of them'}")
    added = {name.partition(".")[0] for name in with_us - bare}
    print(f"the plugin adds {sorted(added)}")


def test_what_works_on_data_is_not_imported(with_us: set[str]) -> None:
    ours = {name[len(PLUGIN) + 1 :] for name in with_us if name.startswith(f"{PLUGIN}.")}
    assert {"gui.filter_panel", "algorithms.align_layer", "workspace.file_state"} <= ours
    at_work = {name for name in ours if name.startswith(tuple(f"{room}." for room in AT_WORK))}
    assert at_work - LIGHT == set()
    assert ours & AT_WORK_TOO == set()
