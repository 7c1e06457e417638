"""A QGIS of our own: throw-away settings, the plugin linked in, a display, a time limit.

Used by the GUI tests, the test of the package and the demo. Nothing here touches the profile of
the person at this machine.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

PLUGIN = "amis_qgis_plugin"
SYSTEM_PYTHON = "/usr/bin/python3"
SCREEN = "1366x768x24"
ERRORS_TO_LOG = Path(__file__).with_name("errors_to_log.py")

# Variables that would bring somebody's own plugins, options or packages into the run.
_UNWANTED = ("QGIS_PLUGINPATH", "QGIS_OPTS", "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP")

_INI = """\
[PythonPlugins]
{plugins}

[PluginManager]
automatically-check-for-updates=false

[plugin-manager]
automatically-check-for-updates=false

[app]
plugin_installer\\checkOnStart=false
{theme}
[qgis]
checkVersion=false
showTips={tips}
{tips_by_version}
newProjectDefault=false
askToSaveProjectChanges=false

[migration]
fileVersion=2
firstRunVersionFlag={version}
settings=true

[locale]
overrideFlag=true
userLocale=en_US
globalLocale=en_US
"""


def qgis_version() -> str:
    """Return the version of the QGIS of this machine, such as ``3.40.6-Bratislava``."""
    code = "from qgis.core import Qgis; print(Qgis.QGIS_VERSION)"
    found = subprocess.run([SYSTEM_PYTHON, "-c", code], capture_output=True, text=True, check=False)
    return found.stdout.strip() or "not found"


def throw_away_environment(folder: Path) -> dict[str, str]:
    """Return an environment whose settings, caches and home lie in ``folder``."""
    environment = {key: value for key, value in os.environ.items() if key not in _UNWANTED}
    places = {
        "HOME": "home",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "runtime",
        "QGIS_CUSTOM_CONFIG_PATH": "qgis",
        "QGIS_AUTH_DB_DIR_PATH": "auth",
    }
    for variable, name in places.items():
        place = folder / name
        place.mkdir(mode=0o700, exist_ok=True)
        environment[variable] = str(place)
    environment.update(
        LANG="C.UTF-8", LC_ALL="C.UTF-8", PYTHONNOUSERSITE="1", PYTHONDONTWRITEBYTECODE="1"
    )
    return environment


def make_profile(
    folder: Path, name: str = "amis", *, plugins: tuple[str, ...] = (PLUGIN,), theme: str = ""
) -> Path:
    """Make a QGIS profile that greets nobody, and return its folder.

    Start QGIS with ``--profiles-path folder --profile name`` to use it.

    :param plugins: the Python plugins that are switched on.
    :param theme: a UI theme of QGIS, ``"Night Mapping"`` for the dark one; the default when empty.
    """
    profile = folder / "profiles" / name
    (profile / "python" / "plugins").mkdir(parents=True)
    ini = profile / "QGIS" / "QGIS3.ini"
    ini.parent.mkdir()
    releases = range(322, 350, 2)
    ini.write_text(
        _INI.format(
            plugins="\n".join(f"{plugin}=true" for plugin in plugins),
            theme=f"\n[UI]\nUITheme={theme}\n" if theme else "",
            tips="false",
            tips_by_version="\n".join(f"showTips{release}=false" for release in releases),
            version=32200,
        ),
        encoding="utf-8",
    )
    return profile


@contextlib.contextmanager
def virtual_display(environment: dict[str, str]) -> Iterator[None]:
    """Start an Xvfb on a free display for as long as the block lasts; sets ``DISPLAY``."""
    read_end, write_end = os.pipe()
    command = [
        "Xvfb",
        "-displayfd",
        str(write_end),
        "-screen",
        "0",
        SCREEN,
        "-nolisten",
        "tcp",
        "-dpi",
        "96",
    ]
    with subprocess.Popen(
        command, pass_fds=(write_end,), env=environment, stderr=subprocess.DEVNULL
    ) as server:
        os.close(write_end)
        try:
            with os.fdopen(read_end) as numbers:
                number = numbers.readline().strip()
            if not number:
                raise RuntimeError("Xvfb did not start")
            environment["DISPLAY"] = f":{number}"
            environment["QT_QPA_PLATFORM"] = "xcb"
            environment.pop("WAYLAND_DISPLAY", None)
            yield
        finally:
            server.terminate()


def run_qgis(
    profiles: Path,
    environment: dict[str, str],
    *,
    code: Path,
    log: Path,
    timeout: float,
    profile: str = "amis",
) -> int:
    """Start QGIS, let it run ``code``, wait, and return its exit code.

    :param profiles: the folder given to :func:`make_profile`.
    :param log: takes everything that QGIS prints.
    :param timeout: seconds after which QGIS and what it started are killed.
    :raises TimeoutError: when that happened.
    """
    command = ["qgis", "--nologo", "--noversioncheck"]
    command += ["--profiles-path", str(profiles), "--profile", profile, "--code", str(code)]
    environment = {**environment, "PYQGIS_STARTUP": str(ERRORS_TO_LOG)}
    with (
        log.open("wb") as output,
        subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a group of its own, which can be killed as a whole
        ) as process,
    ):
        try:
            return process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise TimeoutError(f"QGIS did not end within {timeout:.0f} s; its log: {log}") from None
        finally:
            _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        if process.poll() is not None:
            return
        time.sleep(2)
