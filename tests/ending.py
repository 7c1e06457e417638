"""How a tier with QGIS ends; imported by the conftest files of those tiers.

QGIS 3.22 may wait for its network threads for ever, and every release may crash on layers that
Python drops after it. So everything is dropped while QGIS is there, and once all is reported the
process ends as it stands. A crash before that is still seen by tools/run_tests.py.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from qgis.core import QgsProject

STATUS = pytest.StashKey[int]()


@pytest.fixture(scope="session", autouse=True)
def nothing_outlives_qgis(qgis_app: Any) -> Iterator[None]:
    """Let Python drop layers and replies while QGIS is there; QGIS itself is not taken down."""
    yield
    QgsProject.instance().clear()
    gc.collect()
    # pytest-qgis takes this connection away and fails where PyQt has dropped it, as it may on 3.22.
    QgsProject.instance().legendLayersAdded.connect(qgis_app.processEvents)
    qgis_app.exitQgis = lambda: None


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keep the result for the end of the process."""
    session.config.stash[STATUS] = int(exitstatus)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the process, with everything reported."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(config.stash.get(STATUS, 1))
