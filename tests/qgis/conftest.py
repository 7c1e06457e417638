"""Real QGIS without a window; pytest-qgis starts it."""

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
    """Let Python drop layers and replies while QGIS is there; afterwards that crashes."""
    yield
    QgsProject.instance().clear()
    gc.collect()
    qgis_app.exitQgis = lambda: None  # QGIS 3.22 may wait for its network threads for ever


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Keep the result; what is left is taking QGIS down."""
    session.config.stash[STATUS] = int(exitstatus)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End here, with everything reported: the end of the process takes QGIS down."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(config.stash.get(STATUS, 1))


@pytest.fixture(autouse=True)
def empty_project() -> Iterator[QgsProject]:
    """Give every test a project without layers, and leave none behind."""
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()
