"""The demo: real QGIS, real samples, copper in the Philippines, a package, a survey aligned.

tools/demo.py [--dark]     results go to build/demo/

On a desktop the window stays open until it is closed; without a display Xvfb takes its place and
QGIS ends by itself. The exit code is 0 only when every step is done.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import linking
import qgis_session

ROOT = Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "build" / "demo"
INSIDE = ROOT / "tools" / "demo_inside.py"
SECONDS_ALONE, SECONDS_WITH_A_PERSON = 300.0, 8 * 3600.0


def main(arguments: list[str]) -> int:
    """Run the demo, print what came of it, return the exit code."""
    dark = "--dark" in arguments
    attended = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    shutil.rmtree(OUTPUT, ignore_errors=True)  # what an earlier demo left
    OUTPUT.mkdir(parents=True)
    report = OUTPUT / "report.json"
    # Not under /tmp: QGIS marks layers there as temporary.
    folder = Path(tempfile.mkdtemp(prefix="demo-profile-", dir=ROOT / "build"))
    try:
        run(folder, report, dark=dark, attended=attended)
    except TimeoutError as error:
        print(error)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return tell(report)


def run(folder: Path, report: Path, *, dark: bool, attended: bool) -> None:
    """Start QGIS in a throw-away profile and wait for its end."""
    screen = os.environ.copy()
    environment = qgis_session.throw_away_environment(folder)
    theme = "Night Mapping" if dark else ""
    profile = qgis_session.make_profile(folder / "profiles", theme=theme)
    linking.link_plugin(profile / "python" / "plugins")
    environment["AMIS_DEMO"] = json.dumps(
        {
            "root": str(ROOT),
            "output": str(OUTPUT),
            "report": str(report),
            "stay": attended,
            "dark": dark,
        }
    )
    if attended:  # the display's own files lie in the person's runtime folder
        for name in ("XDG_RUNTIME_DIR", "XAUTHORITY"):
            if name in screen:
                environment[name] = screen[name]
        if "XAUTHORITY" not in screen and (Path.home() / ".Xauthority").exists():
            environment["XAUTHORITY"] = str(Path.home() / ".Xauthority")
        display = contextlib.nullcontext()
    else:
        display = qgis_session.virtual_display(environment)
    with display:
        qgis_session.run_qgis(
            folder / "profiles",
            environment,
            code=INSIDE,
            log=OUTPUT / "qgis.log",
            timeout=SECONDS_WITH_A_PERSON if attended else SECONDS_ALONE,
        )


def tell(report: Path) -> int:
    """Print every step and the exit code that they make."""
    if not report.exists():
        print(f"QGIS ended before the demo did; see {OUTPUT / 'qgis.log'}")
        return 1
    found = json.loads(report.read_text(encoding="utf-8"))
    for step in found["steps"]:
        print(f"{'done  ' if step['done'] else 'FAILED'}  {step['name']}: {step['what']}")
    return 0 if found["finished"] and all(step["done"] for step in found["steps"]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
