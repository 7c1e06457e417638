"""Real QGIS without a window; pytest-qgis starts it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from qgis.core import QgsProject


@pytest.fixture(scope="session", autouse=True)
def nothing_outlives_qgis(qgis_app: Any) -> Iterator[None]:
    """Let Python drop layers and replies while QGIS is there; afterwards that crashes."""
    yield
    QgsProject.instance().clear()
    gc.collect()


@pytest.fixture(autouse=True)
def empty_project() -> Iterator[QgsProject]:
    """Give every test a project without layers, and leave none behind."""
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()
