"""Real QGIS without a window; pytest-qgis starts it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ending import (  # noqa: F401
    nothing_outlives_qgis,
    pytest_sessionfinish,
    pytest_unconfigure,
)
from qgis.core import QgsProject


@pytest.fixture(autouse=True)
def empty_project() -> Iterator[QgsProject]:
    """Give every test a project without layers, and leave none behind."""
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()
