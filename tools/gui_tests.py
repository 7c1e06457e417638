"""Run tests/gui inside a real QGIS under a virtual display; called by run_tests.py.

The tests run in QGIS's own process (tests/gui/run_inside.py), where they have the real ``iface``
and the plugin as QGIS loaded it from a profile.
"""

from __future__ import annotations

import json
from pathlib import Path

import linking
import qgis_session

ROOT = Path(__file__).resolve().parent.parent
RUN_INSIDE = ROOT / "tests" / "gui" / "run_inside.py"
TIME_LIMIT = 1800.0
TIME_LIMIT_OF_A_TEST = 300.0
_MOST_OF_LOG, _MOST_FRAMES = 12, 24  # lines
_FRAMES_OF_PYTEST = ("/_pytest/", "/pluggy/")


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
    if code < 0:
        print(_crash(text, said, _text(running) or "no test"))
        return code
    if code:
        print(f"--- the end of QGIS's own log ({log})")
        print("\n".join(said.splitlines()[-60:]))
        print("---")
    print(text)
    return code


def _crash(report: str, log: str, running: str) -> str:
    """Return the report of a run that a crash ended: what tells of it comes last, and is short.

    Who reads a part of a long output reads its end.
    """
    # QGIS, called by a signal, aborts: that is a second fatal error with the same frames.
    before, *crashes = report.split("Fatal Python error: ")
    said = [line[:200] for line in log.splitlines()[-_MOST_OF_LOG:]]
    lines = [] if not crashes else f"Fatal Python error: {crashes[0]}".splitlines()
    told = (*_FRAMES_OF_PYTEST, "Extension modules:")
    frames = [line for line in lines if line.strip() and not any(one in line for one in told)]
    parts = [before, "--- the end of QGIS's own log", *said, "---", *frames[:_MOST_FRAMES]]
    return "\n".join([*parts, f"QGIS crashed in {running}"])


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
