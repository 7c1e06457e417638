"""A server that lies: every answer that real servers were seen to give instead of a document."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

WFS = (
    b'<?xml version="1.0"?><WFS_Capabilities version="2.0.0" xmlns="http://www.opengis.net/wfs/2.0"'
    b' xmlns:ows="http://www.opengis.net/ows/1.1"><ows:ServiceIdentification><ows:Title>Faults'
    b"</ows:Title></ows:ServiceIdentification><FeatureTypeList/></WFS_Capabilities>"
)
WMS = (
    b'<?xml version="1.0"?><WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms">'
    b"<Service><Name>WMS</Name><Title>Maps only</Title></Service><Capability><Layer><Name>geology"
    b"</Name><Title>Geology</Title></Layer></Capability></WMS_Capabilities>"
)
EXCEPTION = (
    b'<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" version="1.1.0">'
    b'<ows:Exception exceptionCode="NoApplicableCode"><ows:ExceptionText>The database of the '
    b"survey is down</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"
)
SERVICE_EXCEPTION = (
    b'<?xml version="1.0"?><!DOCTYPE ServiceExceptionReport SYSTEM "http://schemas.opengis.net/wms/'
    b'1.1.1/exception_1_1_1.dtd"><ServiceExceptionReport version="1.1.1"><ServiceException '
    b'code="InvalidFormat">No such format</ServiceException></ServiceExceptionReport>'
)
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(
        b'<!ENTITY lol%d "%s">' % (n, b"&lol%d;" % (n - 1) * 10 if n > 1 else b"&lol;" * 10)
        for n in range(1, 10)
    )
    + b"]><WFS_Capabilities>&lol9;</WFS_Capabilities>"
)
EXTERNAL = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    b"<WFS_Capabilities>&file;</WFS_Capabilities>"
)
PAGE = (
    b"<!DOCTYPE html>\n<html><head><title>Geoportal &ndash; Log in</title></head>"
    b"<body><p>Please log in.<br></body></html>"
)
ARCGIS_ERROR = b'{"error":{"code":499,"message":"Token Required","details":[]}}'

# path: status, content type, body
ANSWERS: dict[str, tuple[int, str, bytes]] = {
    "/wfs-good": (200, "text/xml", WFS),
    "/bom": (200, "text/xml", b"\xef\xbb\xbf" + WFS),
    "/wms-only": (200, "text/xml", WMS),
    "/html": (200, "text/html", PAGE),
    "/html-as-xml": (200, "text/xml", PAGE),
    "/empty": (200, "text/xml", b""),
    "/cut": (200, "text/xml", WFS[:-40]),
    "/exception": (200, "text/xml", EXCEPTION),
    "/exception-400": (400, "text/xml", EXCEPTION),
    "/service-exception": (200, "application/vnd.ogc.se_xml", SERVICE_EXCEPTION),
    "/json-error": (200, "application/json", ARCGIS_ERROR),
    "/text": (200, "text/plain", b"msLoadMap(): Unable to access file."),
    "/image": (200, "image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    "/bomb": (200, "text/xml", BOMB),
    "/external": (200, "text/xml", EXTERNAL),
    "/other-xml": (200, "text/xml", b"<kml><Document/></kml>"),
    "/401": (401, "text/html", PAGE),
    "/403": (403, "text/plain", b"Your country is not served."),
    "/404": (404, "text/html", PAGE),
    "/500": (500, "text/plain", b"java.lang.NullPointerException"),
    "/503": (503, "text/plain", b""),
    "/witness": (200, "text/xml", WFS),
}


class FaultServer:
    """Answers by path; remembers what it was asked and with which headers.

    ``/stall`` sends the beginning of an answer and then nothing; ``/silent`` sends nothing at all;
    ``/short`` promises more than it sends; ``/drop`` closes the connection at once;
    ``/slow`` waits two seconds; ``/changing`` says something else each time;
    ``/endless`` never stops sending; ``/loop`` redirects to itself; ``/to?url=URL`` redirects to
    that address.
    """

    def __init__(self) -> None:
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self._server.server_address[1]}"

    def url(self, path: str) -> str:
        """Return the address of a fault."""
        return f"{self.origin}{path}"

    def headers_at(self, path: str) -> list[dict[str, str]]:
        """Return the headers of the requests for a path, names in lower case."""
        return [headers for seen, headers in self.seen if seen.partition("?")[0] == path]

    def start(self) -> FaultServer:
        """Listen, in a thread."""
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Let go of everybody who waits, and stop listening."""
        self.released.set()
        self._server.shutdown()
        self._server.server_close()


def _handler(faults: FaultServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # else each answer waits 40 ms for its second packet

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            faults.seen.append((self.path, headers))
            path, _mark, query = self.path.partition("?")
            special = getattr(self, f"_{path.strip('/')}", None)
            try:
                if special is not None:
                    special(query)
                else:
                    self._send(*ANSWERS.get(path, ANSWERS["/404"]))
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # the client has had enough

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            faults.seen.append((self.path, {name.lower(): v for name, v in self.headers.items()}))
            self._send(200, "application/octet-stream", body)

        def _send(self, status: int, content_type: str, body: bytes, promised: int = -1) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body) if promised < 0 else promised))
            if status == 401:
                self.send_header("WWW-Authenticate", 'Basic realm="survey"')
            self.end_headers()
            self.wfile.write(body)

        def _stall(self, _query: str) -> None:
            self._send(200, "text/xml", WFS[:100], len(WFS))
            faults.released.wait(60)
            self.close_connection = True

        def _silent(self, _query: str) -> None:
            faults.released.wait(60)
            self.close_connection = True

        def _short(self, _query: str) -> None:
            self._send(200, "text/xml", WFS, len(WFS) + 500)
            self.close_connection = True

        def _slow(self, _query: str) -> None:
            faults.released.wait(2)
            self._send(200, "text/plain", b"late")

        def _changing(self, _query: str) -> None:
            """Say something else each time, and allow everybody to remember it for an hour."""
            body = str(len(faults.seen)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Cache-Control", "public, max-age=3600")
            self.send_header("ETag", '"same"')
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _cookie(self, _query: str) -> None:
            """Set two cookies; once they are there, say so."""
            self.send_response(200)
            self.send_header("Set-Cookie", "visit=tin; Path=/")
            self.send_header("Set-Cookie", "node=7; Path=/")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _drop(self, _query: str) -> None:
            self.close_connection = True

        def _endless(self, _query: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/xml")
            self.end_headers()
            self.close_connection = True
            while not faults.released.is_set():
                self.wfile.write(b"<!-- and on -->" * 5000)

        def _loop(self, query: str) -> None:
            self._redirect(f"{faults.origin}/loop?{query}x")

        def _to(self, query: str) -> None:
            self._redirect(dict(parse_qsl(query))["url"])

        def _redirect(self, target: str) -> None:
            self.send_response(302)
            self.send_header("Location", target)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *arguments: Any) -> None:
            """Say nothing."""

    return Handler
