"""What is told of a run of tests that crashed, or did not go on: little, and at the end.

Who reads a part of a long output reads its end.
"""

from __future__ import annotations

import re
from pathlib import Path

_MOST_OF_LOG, _MOST_FRAMES = 10, 24  # lines
_NO_NEWS = ("/_pytest/", "/pluggy/", "Extension modules:", "<frozen runpy>")
# What faulthandler writes: of a crash, and of a test that does not end.
_DUMP = re.compile(r"(?=Fatal Python error: |Timeout \(\d+:\d\d:\d\d)")
_THREAD = re.compile(r"^(?=Thread 0x|Current thread 0x)", re.MULTILINE)
_IN_A_TEST = re.compile(r'/(tests/[\w/]+\.py)", line (\d+) in (test_\w+)')


def is_crash(code: int, output: str) -> bool:
    """Whether a run that ended with ``code`` and printed ``output`` crashed or did not go on."""
    return code < 0 or bool(_DUMP.search(output))


def parts_of(output: str) -> tuple[str, list[str]]:
    """Return what was printed before the crash, and the frames that tell of it."""
    # QGIS, called by a signal, aborts: that is a second dump of much the same frames.
    before, *dumps = _DUMP.split(output)
    reason, *threads = _THREAD.split(dumps[0]) if dumps else [""]
    threads.sort(key=lambda one: not one.startswith("Current"))  # it happened in that one
    lines = "\n".join([reason, *threads]).splitlines()
    frames = [line for line in lines if line and not any(one in line for one in _NO_NEWS)]
    return before, frames[:_MOST_FRAMES]


def digest(output: str, log: str = "", running: str = "") -> str:
    """Return what tells of a crash.

    :param output: of pytest and faulthandler.
    :param log: what else the process printed.
    :param running: the test in which it happened; empty where the frames have to tell.
    """
    before, frames = parts_of(output)
    said = [line[:200] for line in (log or before).splitlines()[-_MOST_OF_LOG:]]
    test = _IN_A_TEST.search(output)
    named = running or (" ".join(test.groups()) if test else "no test")
    return "\n".join([*said, "---", *frames, f"QGIS crashed, or did not go on, in {named}"])


def note(results: Path, tier: str, text: str) -> None:
    """Keep what tells of a crash in ``results``, for the end of the output."""
    with (results / "crashes.txt").open("a", encoding="utf-8") as file:
        file.write(f"--- {tier} tests\n{text}\n")


def noted(results: Path) -> str:
    """Return what was noted; empty when nothing crashed."""
    file = results / "crashes.txt"
    return file.read_text(encoding="utf-8") if file.exists() else ""
