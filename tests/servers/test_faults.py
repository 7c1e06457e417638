"""Servers that lie, break off, stay silent or ask for a login: each gets its own sentence."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from fault_server import FaultServer
from loopback import free_port
from mapserver import MapServer
from nginx_front import LOGIN_WORD, PAGE_TITLE, USER, Nginx

from amis_qgis_plugin.core.errors import Cancelled, ServiceError
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import (
    AccessRefused,
    HttpFault,
    LoginNeeded,
    ServerException,
    UnexpectedAnswer,
    Unreachable,
    UntrustedCertificate,
)
from amis_qgis_plugin.services.session import get, make_session, user_agent

SAYS = [
    ("/html", UnexpectedAnswer, 'the web page "Geoportal – Log in", not with a WFS'),
    ("/html-as-xml", UnexpectedAnswer, 'the web page "Geoportal – Log in", not with a WFS'),
    ("/empty", UnexpectedAnswer, "answered with nothing at all"),
    ("/cut", UnexpectedAnswer, "The answer ends in the middle"),
    ("/exception", ServerException, '"The database of the survey is down" (NoApplicableCode)'),
    ("/exception-400", ServerException, '"The database of the survey is down" (NoApplicableCode)'),
    ("/service-exception", ServerException, '"No such format" (InvalidFormat)'),
    ("/json-error", LoginNeeded, 'asks for a login (499). It says: "Token Required"'),
    ("/text", UnexpectedAnswer, "msLoadMap(): Unable to access file"),
    ("/image", UnexpectedAnswer, "an image or a file, not with a WFS"),
    ("/bomb", UnexpectedAnswer, "not safe to read: it declares an entity"),
    ("/external", UnexpectedAnswer, "not safe to read: it declares an entity"),
    ("/other-xml", UnexpectedAnswer, "an XML document named kml"),
    ("/401", LoginNeeded, "asks for a login (401)"),
    ("/403", AccessRefused, "Your country is not served."),
    ("/404", HttpFault, "nothing at this address (404)"),
    ("/500", HttpFault, "The server failed (500)"),
    ("/503", HttpFault, "busy or under maintenance (503)"),
    ("/short", Unreachable, "broke off in the middle"),
    ("/drop", Unreachable, "cannot be reached"),
    ("/loop", HttpFault, "round in circles"),
]


@pytest.mark.parametrize(("path", "kind", "sentence"), SAYS, ids=[one[0] for one in SAYS])
def test_each_fault_has_its_sentence(
    session: Any, fault_server: FaultServer, path: str, kind: type[ServiceError], sentence: str
) -> None:
    with pytest.raises(kind) as caught:
        describe_service(session, fault_server.url(path), "wfs")
    assert sentence in caught.value.message
    assert caught.value.message.endswith((".", '"', ")"))
    assert fault_server.origin in caught.value.subject


@pytest.mark.parametrize("path", ["/html", "/empty", "/exception", "/bomb", "/404", "/401"])
def test_finding_out_ends_with_one_sentence(
    session: Any, fault_server: FaultServer, path: str
) -> None:
    with pytest.raises(ServiceError) as caught:
        describe_service(session, fault_server.url(path))
    assert "Neither" not in caught.value.message


def test_a_byte_order_mark_is_no_fault(session: Any, fault_server: FaultServer) -> None:
    assert describe_service(session, fault_server.url("/bom"), "wfs").title == "Faults"


@pytest.mark.parametrize("path", ["/stall", "/silent"])
def test_a_silent_server_is_given_up(session: Any, fault_server: FaultServer, path: str) -> None:
    with pytest.raises(Unreachable, match="sent nothing for 1 s"):
        get(session, fault_server.url(path), silence=1)


def test_an_endless_answer_is_cut_off(session: Any, fault_server: FaultServer) -> None:
    with pytest.raises(UnexpectedAnswer, match="larger than 2 MB"):
        get(session, fault_server.url("/endless"), max_bytes=2 * 1024 * 1024)


def test_a_person_can_stop_it(session: Any, fault_server: FaultServer) -> None:
    end = time.monotonic() + 0.5
    progress = Progress(is_cancelled=lambda: time.monotonic() > end)
    with pytest.raises(Cancelled):
        get(session, fault_server.url("/endless"), progress=progress, max_bytes=10**12)


def test_nobody_listens(session: Any) -> None:
    with pytest.raises(Unreachable, match="it refuses the connection"):
        describe_service(session, f"http://127.0.0.1:{free_port()}/ows", "wfs")


def test_a_portal_of_nginx_is_named(session: Any, nginx: Nginx) -> None:
    with pytest.raises(UnexpectedAnswer) as caught:
        describe_service(session, nginx.html_url)
    assert PAGE_TITLE in caught.value.message


def test_nginx_refuses(session: Any, nginx: Nginx) -> None:
    with pytest.raises(AccessRefused):
        describe_service(session, nginx.forbidden_url)


def test_a_certificate_that_nobody_vouches_for_is_refused(session: Any, nginx: Nginx) -> None:
    with pytest.raises(UntrustedCertificate, match="not trusted: it is signed by nobody"):
        describe_service(session, nginx.https_url)


def test_refusing_certificates_cannot_be_switched_off(nginx: Nginx) -> None:
    with make_session() as session:
        session.verify = False
        with pytest.raises(UntrustedCertificate):
            describe_service(session, nginx.https_url)


def test_the_same_server_is_read_when_its_certificate_is_trusted(nginx: Nginx) -> None:
    with make_session() as session:
        session.verify = str(nginx.certificate)
        session.trust_env = False
        assert describe_service(session, nginx.https_url).layers


def test_a_redirect_out_of_tls_is_refused(nginx: Nginx) -> None:
    with make_session() as session:
        session.verify = str(nginx.certificate)
        session.trust_env = False
        with pytest.raises(HttpFault, match="on to an unencrypted address") as caught:
            describe_service(session, nginx.downgrade_url, "wfs")
    assert "http://127.0.0.1" in caught.value.hint


def test_a_private_server_asks_for_a_login(session: Any, nginx: Nginx) -> None:
    with pytest.raises(LoginNeeded, match="asks for a login"):
        describe_service(session, nginx.auth_url)


def test_a_login_opens_it(nginx: Nginx) -> None:
    with make_session() as session:
        session.auth = (USER, LOGIN_WORD)
        assert describe_service(session, nginx.auth_url).layers
        assert describe_service(session, nginx.auth_redirect_url, "wfs").layers  # same origin


def test_a_login_does_not_follow_to_another_origin(nginx: Nginx, elsewhere: FaultServer) -> None:
    elsewhere.seen.clear()
    with make_session() as session:
        session.auth = (USER, LOGIN_WORD)
        session.headers["X-Api-Key"] = "only for the survey"
        service = describe_service(session, nginx.elsewhere_url, "wfs")
    assert service.title == "Faults"
    (arrived,) = elsewhere.headers_at("/witness")
    assert "authorization" not in arrived
    assert "x-api-key" not in arrived
    assert "user-agent" in arrived


def test_the_login_did_go_to_its_own_server(fault_server: FaultServer) -> None:
    with make_session() as session:
        session.auth = (USER, LOGIN_WORD)
        describe_service(session, fault_server.url("/wfs-good"), "wfs")
    (arrived,) = fault_server.headers_at("/wfs-good")
    assert arrived["authorization"].startswith("Basic ")


def test_plain_requests_say_who_asks(fault_server: FaultServer) -> None:
    with make_session() as session:
        describe_service(session, fault_server.url("/wfs-good"), "wfs")
    (arrived,) = fault_server.headers_at("/wfs-good")
    assert arrived["user-agent"] == user_agent()
    assert arrived["user-agent"].startswith("AMIS-Explorer/0.")
    assert "(+https://" in arrived["user-agent"]


def test_no_login_is_taken_from_netrc(
    fault_server: FaultServer, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login {USER} password {LOGIN_WORD}\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with make_session() as session:
        describe_service(session, fault_server.url("/wfs-good"), "wfs")
        with pytest.raises(LoginNeeded):
            describe_service(session, fault_server.url("/401"), "wfs")
    assert not [headers for _path, headers in fault_server.seen if "authorization" in headers]


def test_many_threads_ask_at_once(
    new_session: Callable[[], Any], mapserver: MapServer, fault_server: FaultServer
) -> None:
    outcomes: list[Any] = [None] * 4
    addresses = [mapserver.url, fault_server.url("/html"), mapserver.url, fault_server.url("/cut")]

    def ask(place: int) -> None:
        try:
            with new_session() as session:
                outcomes[place] = describe_service(session, addresses[place], "wfs").protocol
        except ServiceError as error:
            outcomes[place] = type(error)

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert outcomes == ["wfs", UnexpectedAnswer, "wfs", UnexpectedAnswer]
