"""What holds for every test: no network beyond this machine, nobody's QGIS profile, shared data."""

from __future__ import annotations

import ipaddress
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# tools/run_tests.py sets these; a pytest started by hand gets the same shelter.
if "QGIS_CUSTOM_CONFIG_PATH" not in os.environ:
    _shelter = tempfile.mkdtemp(prefix="amis-tests-")
    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = _shelter
    os.environ["QGIS_AUTH_DB_DIR_PATH"] = _shelter
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


# How long examples take says how busy the machine is, not whether the code is right.
settings.register_profile("amis", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("amis")


def _stays_on_this_machine(host: str) -> bool:
    if host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Stop a test that reaches for the internet; QGIS and GDAL connect outside Python, unseen."""
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else ""
    elif event == "socket.getaddrinfo":
        host = arguments[0] or ""
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if not _stays_on_this_machine(host):
        raise ConnectionRefusedError(f"tests may connect to loopback only, not to {host}")


sys.addaudithook(_refuse_network)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of this checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of large public data sets that do not travel with the project."""
    named = os.environ.get("AMIS_SHARED_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"needs the shared data sets; none at {folder} (set AMIS_SHARED_DATA)")
    return folder


@pytest.fixture
def provider(qgis_app: Any) -> Iterator[Any]:
    """Register the plugin's algorithms in Processing for as long as a test lasts."""
    # Imported here: the tests of what knows no QGIS do without it.
    from qgis.core import QgsApplication

    from amis_qgis_plugin.algorithms.provider import AmisProvider

    registry = QgsApplication.processingRegistry()
    provider = AmisProvider()
    assert registry.addProvider(provider)
    yield provider
    registry.removeProvider("amis")
