#!/usr/bin/env python3
"""The longest pauses of QGIS's window while somebody clicks through the Filter panel.

    /usr/bin/python3 benchmarks/window.py [--rows 1000000] [--file FILE.gpkg] [--json]

Runs tests/gui/test_large_workspace.py in a QGIS with its window on a virtual display, over a
workspace of so many occurrences, and prints for each step how long at most the window did not
answer, the drawing of maps included. Target: 100 ms.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = 100


def main() -> int:
    """Run the probe and print what it noted."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--file", type=Path, help="workspace of tools/many_occurrences.py")
    parser.add_argument("--json", action="store_true", help="print JSON instead of the table")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="amis-benchmark-") as folder:
        report = Path(folder) / "pauses.json"
        environment = {
            **os.environ,
            "AMIS_PROBE_ROWS": str(options.rows),
            "AMIS_PROBE_REPORT": str(report),
            "AMIS_PROBE_FILE": str(options.file.resolve()) if options.file else "",
        }
        command = [sys.executable, str(ROOT / "tools" / "run_tests.py"), "gui", "--"]
        command += ["-k", "test_clicking_through_facets"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if not report.exists():
            print(done.stdout[-4000:], done.stderr[-4000:], sep="\n")
            return 1
        pauses = json.loads(report.read_text(encoding="utf-8"))
    if options.json:
        print(json.dumps({"rows": options.rows, "target_ms": TARGET, "pauses_ms": pauses}))
    else:
        print(f"{'step':12}{'longest pause ms':>18}   target {TARGET} ms")
        print("\n".join(f"{step:12}{pause:18.1f}" for step, pause in pauses.items()))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
