"""Each protocol with features has its page source; the others are refused with a reason."""

from __future__ import annotations

import pytest

from amis_qgis_plugin.core.sources import PAGED
from amis_qgis_plugin.services.errors import WrongService
from amis_qgis_plugin.services.page_sources import page_source
from amis_qgis_plugin.services.service import Service, ServiceLayer
from amis_qgis_plugin.services.session import make_session


def service(protocol: str) -> Service:
    return Service(protocol, "", "http://127.0.0.1:1/", "Survey", "", "", "", "", ())


def test_maps_have_no_features() -> None:
    with make_session() as session, pytest.raises(WrongService, match="cannot be taken offline"):
        page_source(session, service("wms"), ServiceLayer("geology", "Geology"))


@pytest.mark.parametrize("protocol", PAGED)
def test_twins_ask_the_same_through_sessions_of_their_own(protocol: str) -> None:
    with make_session() as session, make_session() as other:
        layer = ServiceLayer("geology", "Geology", queryable=True)
        source = page_source(session, service(protocol), layer)
        twin = source.with_session(other)
        assert twin is not source
        assert twin.identity == source.identity
