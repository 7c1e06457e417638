"""Running a program that signs or checks, without a terminal and with an end.

Needs Python 3.8 or newer and nothing else: it goes into every package as a part of ``verify.py``.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable, NamedTuple, Optional

_POLL_SECONDS = 0.05


class Ran(NamedTuple):
    """What a program did; ``code`` is nothing when it took too long and was ended."""

    code: Optional[int]
    out: bytes
    said: str


def find_program(name: str) -> Optional[str]:
    """Return the path of a program, or nothing.

    Only folders that the system names are looked into: never the one that is worked in, which may
    be a stranger's package.
    """
    for folder in [*os.environ.get("PATH", "").split(os.pathsep), *_usual_folders()]:
        for ending in (".exe",) if os.name == "nt" else ("",):
            path = Path(folder) / f"{name}{ending}"
            if path.is_absolute() and path.is_file() and os.access(str(path), os.X_OK):
                return str(path)
    return None


def _usual_folders() -> list[str]:
    """Return where the programs lie that are not on the path of QGIS, which sets its own."""
    if sys.platform == "darwin":
        return ["/opt/homebrew/bin", "/usr/local/bin", "/usr/local/MacGPG2/bin"]
    if os.name != "nt":
        return []
    places = (
        ("SystemRoot", "System32\\OpenSSH"),
        ("ProgramFiles", "OpenSSH"),
        ("ProgramFiles", "Git\\usr\\bin"),
        ("ProgramFiles(x86)", "GnuPG\\bin"),
        ("ProgramFiles", "GnuPG\\bin"),
    )
    return [f"{os.environ[name]}\\{rest}" for name, rest in places if name in os.environ]


def run_program(
    arguments: list[str], given: bytes, tick: Callable[[], None], seconds: float
) -> Ran:
    """Run a program without a terminal, so that it can ask nobody there, and wait for it.

    :param given: what it reads from its standard input.
    :param tick: called again and again; the program is ended when it raises.
    :param seconds: how long it may take.
    """
    apart: dict[str, Any] = {"start_new_session": True}
    if os.name == "nt":
        apart = {"creationflags": subprocess.CREATE_NO_WINDOW}  # type: ignore[attr-defined]
    # Files and not pipes: a program that it starts itself may keep a pipe open for ever.
    with contextlib.ExitStack() as stack:
        source, out, said = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(3))
        source.write(given)
        source.seek(0)
        # The program is one of two by name, the arguments are a list: no shell reads them.
        process = subprocess.Popen(  # noqa: S603  # nosec B603
            arguments, stdin=source, stdout=out, stderr=said, **apart
        )
        code = _wait(process, tick, seconds)
        out.seek(0)
        said.seek(0)
        return Ran(code, out.read(), said.read().decode("utf-8", "replace").strip())


def _wait(process: Any, tick: Callable[[], None], seconds: float) -> Optional[int]:
    """Return the exit code; end the program, and what it has started, when time is up."""
    end = time.monotonic() + seconds
    try:
        while time.monotonic() < end:
            tick()
            try:
                return int(process.wait(_POLL_SECONDS))
            except subprocess.TimeoutExpired:
                continue
        return None
    finally:
        if process.poll() is None:
            if os.name == "nt":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
