"""Whatever comes instead of a service is named in one sentence, as an error of a fitting class."""

from __future__ import annotations

import re
import socket
from typing import Optional

import pytest
import service_documents as documents
from service_loopback import Asked, Reply, serving

from amis_qgis_plugin.core.errors import Cancelled, ServiceError
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.services import bodies
from amis_qgis_plugin.services.bodies import classify
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import (
    AccessRefused,
    BadAddress,
    HttpFault,
    LoginNeeded,
    ServerException,
    UnexpectedAnswer,
    Unreachable,
    WrongService,
)
from amis_qgis_plugin.services.session import get, make_session

FULL = documents.GEOSERVER_WFS_2
CUT = FULL[: len(FULL) // 2]


def fault_of(reply: Reply, protocol: str = "wfs") -> ServiceError:
    with serving(reply) as server, make_session() as session:
        with pytest.raises(ServiceError) as caught:
            describe_service(session, server.url, protocol)
        assert server.asked, "the server was not asked at all"
    return caught.value


@pytest.mark.parametrize("protocol", ["wfs", "wms", "ogcapi", "arcgis", "auto"])
@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (Reply(documents.LOGIN_PAGE, content_type="text/html"), UnexpectedAnswer, "Sign in & acc"),
        (Reply(documents.LOGIN_PAGE), UnexpectedAnswer, "web page"),
        (Reply(b"<center>Blocked", content_type="text/html"), UnexpectedAnswer, "Blocked"),
        (Reply(documents.EXCEPTION_OWS), ServerException, "WFS is not enabled"),
        (Reply(documents.EXCEPTION_WMS, status=400), ServerException, "Layer is not there"),
        (Reply(b""), UnexpectedAnswer, "nothing"),
        (Reply(b" \r\n"), UnexpectedAnswer, "nothing"),
        (Reply(CUT), UnexpectedAnswer, "ends in the middle"),
        (Reply(b"<a><b></a>"), UnexpectedAnswer, "well-formed"),
        (Reply(b"\x89PNG\r\n\x1a\n\0\0"), UnexpectedAnswer, "image or a file"),
        (Reply(b"No query information to decode."), UnexpectedAnswer, "No query information"),
        (
            Reply(b'{"error": {"code": 499, "message": "Token Required"}}'),
            LoginNeeded,
            "Token R",
        ),
        (Reply(b'{"layers": []}'), UnexpectedAnswer, "JSON"),
        (Reply(documents.MILLION_LAUGHS), UnexpectedAnswer, "not safe"),
        (Reply(documents.FILE_THIEF), UnexpectedAnswer, "not safe"),
        (Reply(documents.LOGIN_PAGE, status=401), LoginNeeded, "401"),
        (Reply(b"<html><title>Request Rejected</title>", status=403), AccessRefused, "Rejected"),
        (Reply(b"", status=404), HttpFault, "404"),
        (Reply(b"", status=500), HttpFault, "500"),
        (Reply(b"", status=304), HttpFault, "304"),
        (Reply(b"<kml/>"), UnexpectedAnswer, "kml"),
        (
            Reply(b'<Capabilities xmlns="http://www.opengis.net/wmts/1.0"/>'),
            WrongService,
            "WMTS",
        ),
    ],
)
def test_every_fault_has_its_sentence(
    reply: Reply, kind: type[ServiceError], words: str, protocol: str
) -> None:
    error = fault_of(reply, protocol)
    assert isinstance(error, kind)
    assert words in error.message
    assert error.subject.startswith("http://127.0.0.1")
    assert error.message.endswith((".", '"', ")"))


def test_the_other_protocol_is_named() -> None:
    error = fault_of(Reply(documents.WMS_130), "wfs")
    assert isinstance(error, WrongService)
    assert error.offered == "wms"
    assert "WMS" in error.message
    assert "WFS" in error.message


def test_when_nothing_fits_every_answer_is_told() -> None:
    def answer(asked: Asked) -> Reply:
        if asked.query.get("service") == "WMS":
            return Reply(documents.LOGIN_PAGE)
        return Reply(documents.EXCEPTION_OWS if "service" in asked.query else b"")

    enabled = pytest.raises(ServiceError, match="WFS is not enabled")
    with serving(answer) as server, make_session() as session, enabled as caught:
        describe_service(session, server.url)
    assert "Sign in & accept" in caught.value.message
    assert "OGC API Features or an ArcGIS REST service: The server answered with nothing" in (
        caught.value.message
    )
    assert [sorted(one.query) for one in server.asked] == [
        ["request", "service"],
        ["request", "service"],
        ["f"],
    ]


def test_a_server_in_distress_says_when_to_come_back() -> None:
    error = fault_of(Reply(b"", status=503, headers={"Retry-After": "120"}))
    assert "120 s" in error.hint


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_nobody_there() -> None:
    with make_session() as session, pytest.raises(Unreachable, match="refuses the connection"):
        describe_service(session, f"http://127.0.0.1:{free_port()}/ows")


def test_a_server_that_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute, make_session() as session:
        url = f"http://127.0.0.1:{mute.getsockname()[1]}/ows"
        with pytest.raises(Unreachable, match="sent nothing"):
            get(session, url, silence=0.2)


def test_an_answer_that_breaks_off() -> None:
    with pytest.raises(Unreachable, match="middle of the answer"):
        raise fault_of(Reply(FULL, promised=len(FULL) + 500))


def test_an_answer_that_is_too_large() -> None:
    too_large = pytest.raises(UnexpectedAnswer, match="larger than")
    with serving(Reply(b"x" * 300_000)) as server, make_session() as session, too_large:
        get(session, server.url, max_bytes=100_000)


def test_stopping_in_the_middle() -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    stopped = pytest.raises(Cancelled)
    with serving(Reply(b"x" * 3_000_000)) as server, make_session() as session, stopped:
        get(session, server.url, progress=Progress(is_cancelled=stop))
    assert asked == 3


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + FULL,
        b"\n\n" + FULL,
        FULL.replace(b"UTF-8", b"UTF-16").decode().encode("utf-16"),
        FULL.replace(b"</wfs:WFS", b"<!-- \x0b --></wfs:WFS"),
    ],
    ids=["bom", "blank lines", "utf-16", "illegal character"],
)
def test_a_document_in_odd_clothes_is_read(body: bytes) -> None:
    with serving(Reply(body)) as server, make_session() as session:
        assert len(describe_service(session, server.url, "wfs").layers) == 2


@pytest.mark.parametrize(
    "bomb",
    [
        documents.MILLION_LAUGHS,
        documents.MILLION_LAUGHS.decode().encode("utf-16"),
        b"\xef\xbb\xbf" + documents.MILLION_LAUGHS,
        b'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]><r/>',
        b"<!DOCTYPE r [<!-- <r> --><!ENTITY a 'b'>]><r>&a;</r>",
    ],
)
def test_entities_are_refused_in_every_disguise(bomb: bytes) -> None:
    body = classify(bomb)
    assert body.kind == bodies.FORBIDDEN_XML
    assert body.root is None


@pytest.mark.parametrize(
    "text",
    [
        b"<!---->" * 600 + b"<x",
        b"<title" * 20_000,
        b"<title>" * 20_000,
        b"<h1>" * 25_000,
        b"<" * 100_000,
        b"<a>" * 30_000,
    ],
    ids=["comments", "title", "titles", "headings", "brackets", "depth"],
)
@pytest.mark.parametrize("content_type", ["text/xml", "text/html"])
def test_a_hostile_page_is_read_to_its_end(text: bytes, content_type: str) -> None:
    """With a pattern that backtracks this test does not end."""
    assert classify(text, content_type).kind != bodies.XML


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (documents.LOGIN_PAGE, "Sign in & accept"),
        (b"<!-- a --><!-- b -->\n<HTML><HEAD><TITLE>MapServer</TITLE>", "MapServer"),
        (b'<?xml version="1.0"?><html><head><title>X\n Y</title></head></html>', "X Y"),
        (b"<h1>403 <b>Forbidden</b></h1>", "403 Forbidden"),
    ],
)
def test_web_pages_are_known_by_their_title(body: bytes, title: str) -> None:
    found = classify(body)
    assert (found.kind, found.text) == (bodies.HTML, title)


def test_what_is_no_character_is_left_out_of_json_and_told() -> None:
    found = classify(rb'{"a\u0000": ["\ud800x", {"b": "\udc00\ud83d\ude00"}], "c": "\\ud800"}')
    assert found.data == {"a": ["x", {"b": "\U0001f600"}], "c": r"\ud800"}
    assert found.mended
    assert not classify(rb'{"b": "\ud83d\ude00"}').mended


def test_secrets_in_what_a_server_says_are_hidden() -> None:
    error = fault_of(Reply(b"See https://u:pw@host.example/x?token=abc123&a=1 for more"))
    assert "abc123" not in str(error)
    assert "pw@" not in str(error)


def redirecting(target: Optional[str]) -> Reply:
    return Reply(b"", status=302, headers={"Location": str(target)})


def test_a_login_does_not_follow_to_another_origin() -> None:
    with (
        serving(Reply(FULL)) as other,
        serving(redirecting(other.url)) as first,
        make_session() as session,
    ):
        session.auth = ("somebody", "not-a-secret")
        session.headers["X-Api-Key"] = "not-a-secret"
        service = describe_service(session, first.url, "wfs")
    assert service.url == first.url
    assert first.asked[0].headers["authorization"].startswith("Basic ")
    assert first.asked[0].headers["x-api-key"] == "not-a-secret"
    received = other.asked[0].headers
    assert "authorization" not in received
    assert "x-api-key" not in received
    assert received["user-agent"] == first.asked[0].headers["user-agent"]


def test_a_login_follows_within_the_origin() -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(FULL) if asked.path == "/new" else redirecting("/new")

    with serving(answer) as server, make_session() as session:
        session.auth = ("somebody", "not-a-secret")
        describe_service(session, server.url, "wfs")
    assert ["authorization" in one.headers for one in server.asked] == [True, True]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://[bad"])
def test_a_redirect_out_of_http_is_refused(target: str) -> None:
    assert isinstance(fault_of(redirecting(target)), BadAddress)


def test_a_redirect_in_circles() -> None:
    with pytest.raises(HttpFault, match="in circles"):
        raise fault_of(redirecting("/ows"))


def test_we_say_who_asks() -> None:
    with serving(Reply(FULL)) as server, make_session() as session:
        describe_service(session, server.url, "wfs")
    agent = server.asked[0].headers["user-agent"]
    assert re.fullmatch(r"AMIS-Explorer/\d+\.\d+\.\d+ \(\+https://\S+\)", agent)
