#!/usr/bin/env python3
"""Time that the plugin adds to the start of QGIS, beside importing geopandas.

    /usr/bin/python3 benchmarks/import_time.py [--repeat 3] [--json]

Starts a real QGIS, on a virtual display and in a throw-away profile, once for each run and
contender, and times there what QGIS does for a plugin that is switched on:

    AMIS Explorer    import the package, construct the plugin, initGui
    geopandas        import geopandas, which a plugin that imports it at its top would do

A first run of each, which compiles the byte code, is reported apart from the median of the others.
Beside the seconds stand those that the processor worked for them: a machine that does other things
at the same time adds to the first, and next to nothing to the second.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PLUGIN = "amis_qgis_plugin"
OURS, PEER = "AMIS Explorer", "geopandas"
HEAVY = ("geopandas", "pandas", "scipy", "matplotlib", "shapely", "fiona", "pyproj", "requests")
FORBIDDEN = ("geopandas", "pandas", "scipy", "matplotlib")
BUDGET = 0.3  # seconds
TASK = "AMIS_IMPORT_TIME"
TIME_LIMIT = 120.0


def main() -> int:
    """Run the contenders and print what they took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
    contenders = {name: measure(name, options.repeat) for name in (OURS, PEER)}
    ours, peer = (contenders[name].get("seconds") for name in (OURS, PEER))
    report = {
        "repeat": options.repeat,
        "budget_seconds": BUDGET,
        "forbidden_modules_loaded": sorted(set(contenders[OURS]["heavy"]) & set(FORBIDDEN)),
        "peer_to_ours": peer / ours if ours and peer else None,
        "contenders": contenders,
    }
    print(json.dumps(report, indent=2) if options.json else table(report))
    return 1 if report["forbidden_modules_loaded"] else 0


def measure(name: str, repeat: int) -> dict[str, Any]:
    """Return the first and the median time of one contender, and the modules that it loads."""
    import linking
    import qgis_session

    with tempfile.TemporaryDirectory(prefix="amis-benchmark-") as place:
        folder = Path(place)
        environment = qgis_session.throw_away_environment(folder)
        profile = qgis_session.make_profile(folder / "profiles", plugins=())
        linking.link_plugin(profile / "python" / "plugins")
        environment.pop("PYTHONDONTWRITEBYTECODE")
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
        with qgis_session.virtual_display(environment):
            runs = [start_qgis(name, folder, environment) for _run in range(repeat + 1)]
    if "skipped" in runs[0]:
        return {"skipped": runs[0]["skipped"], "heavy": []}
    return {
        "first_seconds": runs[0]["seconds"],
        "seconds": statistics.median(run["seconds"] for run in runs[1:]),
        "all_seconds": [run["seconds"] for run in runs[1:]],
        "cpu_seconds": statistics.median(run["cpu_seconds"] for run in runs[1:]),
        "steps": {
            step: statistics.median(run["steps"][step] for run in runs[1:])
            for step in runs[0]["steps"]
        },
        "modules": runs[-1]["modules"],
        "own_modules": runs[-1]["own_modules"],
        "heavy": runs[-1]["heavy"],
        "qgis": runs[0]["qgis"],
    }


def start_qgis(name: str, folder: Path, environment: dict[str, str]) -> dict[str, Any]:
    """Start QGIS once for one contender and return what it measured."""
    import qgis_session

    answer, log = folder / "answer.json", folder / "qgis.log"
    answer.unlink(missing_ok=True)
    environment[TASK] = json.dumps({"contender": name, "answer": str(answer)})
    code = Path(__file__).resolve()
    qgis_session.run_qgis(folder / "profiles", environment, code=code, log=log, timeout=TIME_LIMIT)
    if not answer.exists():
        said = log.read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"QGIS gave no answer for {name}; its log:\n{said[-3000:]}")
    return dict(json.loads(answer.read_text(encoding="utf-8")))


def table(report: dict[str, Any]) -> str:
    """Return the results for a person to read."""
    contenders = report["contenders"]
    lines = [
        f"QGIS {contenders[OURS]['qgis']}, median of {report['repeat']} starts",
        "",
        f"{'':16}{'seconds':>9}{'of CPU':>9}{'first':>9}{'modules':>9}  heavy modules",
    ]
    for name, result in contenders.items():
        if "skipped" in result:
            lines.append(f"{name:16}skipped: {result['skipped']}")
            continue
        heavy = ", ".join(result["heavy"]) or "none"
        lines.append(
            f"{name:16}{result['seconds']:9.3f}{result['cpu_seconds']:9.3f}"
            f"{result['first_seconds']:9.3f}{result['modules']:9}  {heavy}"
        )
    steps = contenders[OURS]["steps"]
    lines += ["", "of it: " + ", ".join(f"{step} {took:.3f} s" for step, took in steps.items())]
    if report["peer_to_ours"]:
        lines.append(f"importing geopandas takes {report['peer_to_ours']:.1f} times as long")
    seconds = contenders[OURS]["seconds"]
    verdict = "within" if seconds < BUDGET else "OVER"
    lines.append(f"{verdict} the budget of {BUDGET} s")
    if report["forbidden_modules_loaded"]:
        lines.append(f"LOADED AT START: {', '.join(report['forbidden_modules_loaded'])}")
    return "\n".join(lines)


# --- what runs inside QGIS -----------------------------------------------------------------------


def inside() -> None:
    """Wait for QGIS's window, do the one thing that is measured, and end QGIS."""
    from qgis.PyQt.QtCore import QTimer
    from qgis.utils import iface

    task = json.loads(os.environ[TASK])
    if iface is None or not iface.mainWindow().isVisible():
        QTimer.singleShot(100, inside)
        return

    def run() -> None:
        try:
            answer = timed(task["contender"], iface)
            Path(task["answer"]).write_text(json.dumps(answer), encoding="utf-8")
        finally:
            os._exit(0)  # QGIS would ask and save on its way out

    QTimer.singleShot(1000, run)  # after what QGIS itself does late in its start


def timed(contender: str, iface: Any) -> dict[str, Any]:
    """Import one contender and return the time it took and what it brought in."""
    import importlib
    import importlib.util

    from qgis.core import Qgis

    if contender == PEER and importlib.util.find_spec(PEER) is None:
        return {"skipped": f"{PEER} is not installed"}
    before, worked = set(sys.modules), time.thread_time()
    marks = [("", time.perf_counter())]
    module = importlib.import_module(PLUGIN if contender == OURS else PEER)
    marks.append(("import", time.perf_counter()))
    if contender == OURS:
        plugin = module.classFactory(iface)
        marks.append(("construct", time.perf_counter()))
        plugin.initGui()
        marks.append(("initGui", time.perf_counter()))
    worked = time.thread_time() - worked
    new = set(sys.modules) - before
    return {
        "seconds": marks[-1][1] - marks[0][1],
        "cpu_seconds": worked,
        "steps": {marks[i][0]: marks[i][1] - marks[i - 1][1] for i in range(1, len(marks))},
        "modules": len(new),
        "own_modules": len([name for name in new if name.partition(".")[0] == PLUGIN]),
        "heavy": sorted(new & set(HEAVY)),
        "qgis": Qgis.QGIS_VERSION,
    }


if TASK in os.environ:
    inside()
elif __name__ == "__main__":
    sys.exit(main())
