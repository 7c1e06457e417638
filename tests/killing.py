"""A program that writes a package and is killed outright at a moment that the caller names.

    python killing.py WORKSPACE

Reads orders from its standard input, one a line, and answers each with one line of JSON:

    write DESTINATION               nothing happens to it: its steps in order, and its seconds
    step NUMBER DESTINATION         ``kill -9`` just before this step
    time SECONDS DESTINATION        ``kill -9`` after some time, in the middle of whatever it does

Steps are what Python tells of files: opening, moving, deleting one, and SQLite's connections.
Everything is imported once; each order is a process of its own, forked from this one.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any, Callable

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.write import write_package

_STEPS = ("open", "sqlite3.connect", "os.mkdir", "os.rename", "os.remove", "os.rmdir")
Watch = Callable[[str], None]


def main() -> int:
    """Obey until there are no more orders."""
    wanted = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
    plan = describe_package(Path(sys.argv[1]), wanted, title="Copper")
    write_package(plan, Path(sys.argv[1]).with_name("warmed-up.zip"))  # all imported from here on
    for line in sys.stdin:
        order, _, rest = line.rstrip("\n").partition(" ")
        if order == "write":
            answer = undisturbed(plan, Path(rest))
        else:
            number, _, destination = rest.partition(" ")
            by_step = int(number) if order == "step" else None
            answer = killed(plan, Path(destination), by_step, float(number))
        print(json.dumps(answer), flush=True)
    return 0


def undisturbed(plan: PackagePlan, destination: Path) -> dict[str, Any]:
    """Write the package in a process of its own; return its steps and seconds."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        steps: list[str] = []
        begin = time.monotonic()
        write(plan, destination, steps.append)
        seconds = time.monotonic() - begin
        with os.fdopen(writing, "w") as out:
            json.dump({"steps": steps[:], "seconds": seconds}, out)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        answer: dict[str, Any] = json.load(told)
    os.waitpid(child, 0)
    return answer


def killed(
    plan: PackagePlan, destination: Path, step: int | None, seconds: float
) -> dict[str, Any]:
    """Write the package in a process of its own that does not end by itself, as a rule."""
    child = os.fork()
    if not child:
        left = [step]

        def count(_step: str) -> None:
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left[0] = None if left[0] is None else left[0] - 1

        write(plan, destination, count)
        os._exit(0)
    if step is None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    return {"killed": os.WIFSIGNALED(status)}


def write(plan: PackagePlan, destination: Path, watch: Watch) -> None:
    """Write the package, every step told beforehand."""

    def hook(event: str, _arguments: tuple[Any, ...]) -> None:
        if event in _STEPS:
            watch(event)

    sys.addaudithook(hook)
    write_package(plan, destination)


if __name__ == "__main__":
    sys.exit(main())
