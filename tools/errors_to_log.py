"""Run by QGIS before it loads plugins (PYQGIS_STARTUP): Python errors go to the log.

QGIS shows them in a dialog that waits for a click, and in an unattended run nobody clicks.
"""

import sys
import traceback

import qgis.utils


def print_error(kind, value, stack, message, pop_error=True):
    """Print what QGIS would show in its dialog of Python errors."""
    print(message, file=sys.stderr)
    traceback.print_exception(kind, value, stack)
    sys.stderr.flush()


qgis.utils.open_stack_dialog = print_error
