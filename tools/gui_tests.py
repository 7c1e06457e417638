"""Run tests/gui inside a real QGIS under a virtual display; called by run_tests.py.

The tests run in QGIS's own process (tests/gui/run_inside.py), where they have the real ``iface``
and the plugin as QGIS loaded it from a profile.
"""

from __future__ import annotations

import json
from pathlib import Path

import crashes
import linking
import qgis_session

ROOT = Path(__file__).resolve().parent.parent
RUN_INSIDE = ROOT / "tests" / "gui" / "run_inside.py"
TIME_LIMIT = 3600.0  # a test that does not end is ended long before
TIME_LIMIT_OF_A_TEST = 300.0


def site_packages() -> Path:
    """Return the folder with pytest in it.

    :raises FileNotFoundError: when tools/setup.sh has not made the virtual environment.
    """
    for folder in (ROOT / "build" / "venv" / "lib").glob("python3*/site-packages"):
        return folder
    raise FileNotFoundError("build/venv is missing; run tools/setup.sh test")


def run(arguments: list[str], folder: Path, environment: dict[str, str], results: Path) -> int:
    """Run pytest with ``arguments`` inside QGIS and return its exit code.

    :param folder: empty, for the profile; thrown away by the caller.
    :param environment: as :func:`qgis_session.throw_away_environment` gives it; is changed.
    :param results: takes QGIS's log and pytest's output.
    """
    profile = qgis_session.make_profile(folder / "profiles")
    linking.link_plugin(profile / "python" / "plugins")
    report, log = results / "gui.txt", results / "gui-qgis.log"
    running = results / "gui-running.txt"
    environment["AMIS_GUI_TESTS"] = json.dumps(
        {
            "arguments": arguments,
            "report": str(report),
            "root": str(ROOT),
            "running": str(running),
            "site_packages": str(site_packages()),
            "time_limit": TIME_LIMIT_OF_A_TEST,
        }
    )
    try:
        with qgis_session.virtual_display(environment):
            code = qgis_session.run_qgis(
                folder / "profiles", environment, code=RUN_INSIDE, log=log, timeout=TIME_LIMIT
            )
    except TimeoutError as error:
        print(error)
        code = 1
    text, said = _text(report) or "pytest did not start", _text(log)
    if crashes.is_crash(code, text):
        print(crashes.parts_of(text)[0])
        crashes.note(results, "gui", crashes.digest(text, said, _text(running) or "no test"))
        return code
    if code:
        print(f"--- the end of QGIS's own log ({log})")
        print("\n".join(said.splitlines()[-60:]))
        print("---")
    print(text)
    return code


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
