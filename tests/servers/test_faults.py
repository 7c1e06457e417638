"""Each way a server goes wrong has a sentence of its own, through QGIS as in plain Python."""

from __future__ import annotations

import nginx
import pytest
from loopback import Site

from amis_qgis_plugin.core.errors import Cancelled, ServiceError
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge.servers import read_server
from amis_qgis_plugin.qgis_bridge.settings import Server
from amis_qgis_plugin.services import errors

FAULTS = [
    ("html", errors.UnexpectedAnswer, "Sign in to the portal"),
    ("html-as-xml", errors.UnexpectedAnswer, "Sign in to the portal"),
    ("empty", errors.UnexpectedAnswer, "(?i)empty|nothing"),
    ("cut", errors.UnexpectedAnswer, "(?i)half|cut|broke|incomplete|end"),
    ("exception", errors.ServerException, "The database is asleep"),
    ("laughs", errors.UnexpectedAnswer, "(?i)entit"),
    ("plain", errors.UnexpectedAnswer, "arrived"),
    ("unauthorised", errors.LoginNeeded, "401|(?i:login|log in|password)"),
    ("forbidden", errors.AccessRefused, "(?i)403|refuse"),
    ("missing", errors.HttpFault, "404"),
    ("broken", errors.HttpFault, "500"),
    ("moved", errors.UnexpectedAnswer, "arrived"),
    ("round", errors.HttpFault, "circles"),
    ("short", errors.Unreachable, "(?i)broke off"),
    ("hang-up", errors.Unreachable, "(?i)closed"),
]


def read(url: str, protocol: str = "wfs", authcfg: str = "") -> object:
    return read_server(Server("Test", url, protocol, authcfg), Progress())


@pytest.mark.parametrize("protocol", ["wfs", "wms"])
@pytest.mark.parametrize(("path", "kind", "words"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_fault_is_named(
    wrong: Site, elsewhere: Site, path: str, kind: type[ServiceError], words: str, protocol: str
) -> None:
    with pytest.raises(kind, match=words) as caught:
        read(f"{wrong.url}/{path}", protocol)
    assert type(caught.value) is kind
    origin = elsewhere.url if path == "moved" else wrong.url  # the one that answered
    assert caught.value.subject.startswith(origin)
    # What a server explains itself needs no more words of ours.
    assert caught.value.hint or kind is errors.ServerException


def test_nobody_there() -> None:
    with pytest.raises(errors.Unreachable, match="refuses the connection"):
        read("http://127.0.0.1:9/ows")


def test_self_signed_certificate(front: nginx.Front) -> None:
    with pytest.raises(errors.UntrustedCertificate, match="signed by nobody but itself"):
        read(f"{front.tls}/ows")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("login", errors.UnexpectedAnswer),
        ("forbidden", errors.AccessRefused),
        ("private/ows", errors.LoginNeeded),
    ],
)
def test_fault_of_nginx_is_named(front: nginx.Front, path: str, kind: type[ServiceError]) -> None:
    with pytest.raises(kind):
        read(f"{front.url}/{path}")


def test_login_is_not_sent_after_a_redirect(wrong: Site, elsewhere: Site, authcfg: str) -> None:
    before = len(elsewhere.seen)
    with pytest.raises(errors.UnexpectedAnswer):
        read(f"{wrong.url}/moved", authcfg=authcfg)
    assert "authorization" in wrong.seen[-1].headers
    assert all("authorization" not in seen.headers for seen in elsewhere.seen[before:])


def test_stopping_is_no_fault(wrong: Site) -> None:
    with pytest.raises(Cancelled):
        read_server(
            Server("Test", f"{wrong.url}/silence", "wfs"), Progress(is_cancelled=lambda: True)
        )
