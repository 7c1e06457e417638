#!/usr/bin/env python3
"""Run the four tiers of tests, each in a process of its own, and say what ran.

    tools/run_tests.py                      all four
    tools/run_tests.py unit qgis            only these
    tools/run_tests.py gui -- -k filter     what follows -- goes to pytest

Exits non-zero when a test failed, a tier crashed twice, or a tier ran no test at all. A tier that
a signal ended before it could report is run once more, and the totals say so with what tells of it;
one that did not go on is not. Results (JUnit XML, the totals, and what tells of crashes) are
left in build/test-results.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, replace
from pathlib import Path

import crashes
import gui_tests
import qgis_session

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "build" / "test-results"
PYTHON = ROOT / "build" / "venv" / "bin" / "python"
TIERS = ("unit", "qgis", "gui", "servers")
# The unit tier must not see QGIS; pytest-qgis would import it before any test could object.
WITHOUT_QGIS = ("-p", "no:pytest_qgis")
# Most of the unit tier waits for servers that are slow on purpose.
AT_ONCE = ("-n", "4")
_MOST_OF_ERRORS = 2000  # letters


@dataclass(frozen=True)
class Outcome:
    """What one tier did.

    :param problem: why it counts as failed although no test says so; empty when there is no such.
    :param crashed: whether a signal ended it before it left a report.
    :param crashes_before: how often it had crashed when it was run once more.
    """

    tier: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    problem: str = ""
    crashed: bool = False
    crashes_before: int = 0

    @property
    def ok(self) -> bool:
        """Whether the tier ran tests and none of them failed."""
        return not self.failed and not self.problem

    def line(self) -> str:
        """Return the tier in one line."""
        counts = f"{self.passed:5} passed, {self.failed} failed, {self.skipped} skipped"
        end = f"  PROBLEM: {self.problem}" if self.problem else ""
        before = "  (crashed once before)" if self.crashes_before else ""
        return f"  {self.tier:8}{counts}  in {self.seconds:.0f} s{end}{before}"


def read_outcome(tier: str, report: Path, exit_code: int, seconds: float) -> Outcome:
    """Return the outcome from the tier's JUnit report, which has to agree with its exit code."""
    if not report.exists():
        problem = f"ended with {exit_code}, left no report"
        return Outcome(tier, seconds=seconds, problem=problem, crashed=exit_code < 0)
    failed = skipped = total = 0
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        total += int(suite.get("tests", "0"))
        failed += int(suite.get("failures", "0")) + int(suite.get("errors", "0"))
        skipped += int(suite.get("skipped", "0"))
    passed = max(total - failed - skipped, 0)
    problem = ""
    if total == 0:
        problem = "no tests"
    elif passed + failed == 0:
        problem = "every test was skipped"
    elif exit_code and not failed:
        problem = f"all tests passed but the process ended with {exit_code}"
    return Outcome(tier, passed, failed, skipped, seconds, problem)


def run_tier(tier: str, extra: list[str]) -> Outcome:
    """Run one tier and, should it crash, once more; return its outcome."""
    outcome = run_once(tier, extra)
    if not outcome.crashed:
        return outcome
    print(f"the {tier} tests {outcome.problem}; once more", flush=True)
    return replace(run_once(tier, extra), crashes_before=1)


def run_once(tier: str, extra: list[str]) -> Outcome:
    """Run one tier with throw-away settings and return its outcome."""
    print(f"\n=== {tier} tests", flush=True)
    report = RESULTS / f"{tier}.xml"
    arguments = [f"tests/{tier}", f"--junitxml={report}", "-q", "-rs", *extra]
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"amis-{tier}-") as folder:
        environment = qgis_session.throw_away_environment(Path(folder))
        if tier == "gui":
            code = gui_tests.run(arguments, Path(folder), environment, RESULTS)
        else:
            environment["QT_QPA_PLATFORM"] = "offscreen"
            without = (*WITHOUT_QGIS, *AT_ONCE) if tier == "unit" else ()
            code = run_pytest(tier, [*arguments, *without], environment)
    shutil.rmtree(ROOT / ".qgis-settings", ignore_errors=True)  # left by pytest-qgis
    return read_outcome(tier, report, code, time.monotonic() - started)


def run_pytest(tier: str, arguments: list[str], environment: dict[str, str]) -> int:
    """Run pytest and return its exit code; what tells of a crash is kept for the end."""
    command, said = [str(PYTHON), "-m", "pytest", *arguments], RESULTS / f"{tier}-errors.txt"
    with said.open("wb") as errors:
        ended = subprocess.run(command, cwd=ROOT, env=environment, stderr=errors, check=False)
    text = said.read_text(encoding="utf-8", errors="replace")
    if crashes.is_crash(ended.returncode, text):
        crashes.note(RESULTS, tier, crashes.digest(text))
    elif ended.returncode:
        print(text[-_MOST_OF_ERRORS:])
    return ended.returncode


def summary(outcomes: list[Outcome]) -> str:
    """Return the totals in one line."""
    passed, failed, skipped = (
        sum(getattr(outcome, name) for outcome in outcomes)
        for name in ("passed", "failed", "skipped")
    )
    return f"{passed} passed, {failed} failed, {skipped} skipped"


def main(arguments: list[str]) -> int:
    """Run the tiers named, print the totals, return the exit code."""
    split = arguments.index("--") if "--" in arguments else len(arguments)
    tiers, extra = arguments[:split] or list(TIERS), arguments[split + 1 :]
    unknown = [tier for tier in tiers if tier not in TIERS]
    if unknown:
        print(f"there is no tier {unknown[0]!r}; known: {' '.join(TIERS)}", file=sys.stderr)
        return 2
    shutil.rmtree(RESULTS, ignore_errors=True)
    RESULTS.mkdir(parents=True)
    outcomes = [run_tier(tier, extra) for tier in tiers]
    qgis = qgis_session.qgis_version()
    total = summary(outcomes)
    broken = [outcome.tier for outcome in outcomes if not outcome.ok]
    note = f" - problems in: {', '.join(broken)}" if broken else ""
    crashed = [outcome.tier for outcome in outcomes if outcome.crashes_before]
    note += f" - crashed once: {', '.join(crashed)}" if crashed else ""
    (RESULTS / "summary.txt").write_text(f"QGIS {qgis}: {total}{note}\n", encoding="utf-8")
    print(f"\nTests under QGIS {qgis}, Python {sys.version.split()[0]}")
    for outcome in outcomes:
        print(outcome.line())
    print(total)
    print(crashes.noted(RESULTS), end="")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
