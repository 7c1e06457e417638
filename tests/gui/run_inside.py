"""Run pytest inside QGIS; QGIS itself is started with ``--code`` on this file by the test runner.

Waits until the main window is up and the plugin loaded, runs the tests, and ends QGIS the hard
way, so that no dialog that a test left open can keep it.
"""

import faulthandler
import importlib
import json
import os
import sys
import traceback

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface, loadPlugin, plugins

PLUGIN = "amis_qgis_plugin"
TRIES = 240  # of a quarter of a second each

task = json.loads(os.environ["AMIS_GUI_TESTS"])
report = open(task["report"], "w", encoding="utf-8", buffering=1)  # noqa: SIM115, PTH123
messages = []


def keep_message(text, tag, level):
    """Keep what QGIS logs, for the case that the plugin does not load."""
    messages.append(f"[{tag}] {text}")


QgsApplication.messageLog().messageReceived.connect(keep_message)


def finish(code):
    """End QGIS at once with an exit code."""
    report.flush()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def explain_missing_plugin():
    """Write why QGIS could not load the plugin."""
    print("QGIS did not load the plugin from its profile.", file=report)
    try:
        importlib.import_module(PLUGIN).classFactory(iface)
        print(f"Importing it by hand works; loadPlugin gives {loadPlugin(PLUGIN)}", file=report)
    except Exception:
        traceback.print_exc(file=report)
    print("QGIS's messages:", *messages, sep="\n", file=report)


class Watch:
    """Says which test runs, should QGIS crash, and ends QGIS when a test does not end."""

    def pytest_runtest_logstart(self, nodeid):
        """Write the name of the test, and count its time anew."""
        with open(task["running"], "w", encoding="utf-8") as running:  # noqa: PTH123
            running.write(nodeid)
        faulthandler.dump_traceback_later(task["time_limit"], exit=True, file=report)


def run():
    """Run pytest with the arguments of the task and return its exit code."""
    sys.path.insert(0, task["site_packages"])
    sys.path.append(task["root"])
    os.chdir(task["root"])
    import pytest

    sys.stdout = sys.stderr = report
    # pythonpath is emptied: the plugin has to come from the profile, as for any user.
    own = ["-p", "no:pytest_qgis", "-o", "pythonpath=", "--capture=sys"]
    return int(pytest.main([*task["arguments"], *own], plugins=[Watch()]))


def wait(tries_left):
    """Start the tests once QGIS is ready, give up after the last try."""
    window_up = iface is not None and iface.mainWindow().isVisible()
    if window_up and PLUGIN in plugins:
        QTimer.singleShot(1000, start)
    elif tries_left and not window_up:  # plugins are loaded before the window shows
        QTimer.singleShot(250, lambda: wait(tries_left - 1))
    else:
        explain_missing_plugin()
        finish(1)


def start():
    """Run the tests and end QGIS, whatever happens."""
    code = 1
    iface.mainWindow().showNormal()
    iface.mainWindow().setGeometry(0, 0, 1366, 768)  # no window manager does it for us
    try:
        code = run()
    except BaseException:
        traceback.print_exc(file=report)
    finally:
        finish(code)


wait(TRIES)
