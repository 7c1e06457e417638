"""A server whose answers are wrong in known ways, each at a path of its own."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from contextlib import contextmanager

from loopback import Handler, Site, serve

XML = "text/xml; charset=utf-8"
HTML = b"<!DOCTYPE html><html><head><title>Sign in to the portal</title></head></html>"
CUT = (
    b'<?xml version="1.0"?><wfs:WFS_Capabilities version="2.0.0" '
    b'xmlns:wfs="http://www.opengis.net/wfs/2.0"><wfs:FeatureTypeList><wfs:Feat'
)
EXCEPTION = (
    b'<?xml version="1.0"?><ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1" '
    b'version="2.0.0"><ows:Exception exceptionCode="NoApplicableCode">'
    b"<ows:ExceptionText>The database is asleep</ows:ExceptionText></ows:Exception>"
    b"</ows:ExceptionReport>"
)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE WFS_Capabilities [<!ENTITY a "ha"><!ENTITY b "'
    + b"&a;" * 50
    + b'"><!ENTITY c "'
    + b"&b;" * 50
    + b'"><!ENTITY d "'
    + b"&c;" * 50
    + b'">]><WFS_Capabilities version="1.1.0">&d;</WFS_Capabilities>'
)


class Faults(Handler):
    """Answers by path; what a path does is in its method's name."""

    elsewhere = ""  # the origin that redirects lead to
    numbers = itertools.count(1)

    def answer(self, body: bytes) -> None:
        name = self.path.partition("?")[0].strip("/").replace("-", "_")
        getattr(self, f"give_{name}")()

    def give_html(self) -> None:
        self.send(200, "text/html", HTML)

    def give_html_as_xml(self) -> None:
        self.send(200, XML, HTML)

    def give_empty(self) -> None:
        self.send(200, XML, b"")

    def give_cut(self) -> None:
        self.send(200, XML, CUT)

    def give_exception(self) -> None:
        self.send(200, XML, EXCEPTION)

    def give_laughs(self) -> None:
        self.send(200, XML, LAUGHS)

    def give_unauthorised(self) -> None:
        self.send(401, "text/html", HTML, WWW_Authenticate='Basic realm="survey"')

    def give_forbidden(self) -> None:
        self.send(403, "text/html", HTML)

    def give_missing(self) -> None:
        self.send(404, "text/html", HTML)

    def give_broken(self) -> None:
        self.send(500, "text/plain", b"java.lang.NullPointerException")

    def give_moved(self) -> None:
        self.send(302, "text/plain", b"", Location=f"{self.elsewhere}/plain")

    def give_moved_here(self) -> None:
        self.send(301, "text/plain", b"", Location="/plain")

    def give_round(self) -> None:
        self.send(302, "text/plain", b"", Location="/round")

    def give_plain(self) -> None:
        self.send(200, "text/plain", b"arrived")

    def give_changing(self) -> None:
        text = f"answer {next(self.numbers)}".encode()
        self.send(200, "text/plain", text, Cache_Control="public, max-age=3600", ETag='"same"')

    def give_short(self) -> None:
        """Promise more bytes than come, then hang up."""
        self.send_response(200)
        self.send_header("Content-Type", XML)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(CUT)
        self.close_connection = True

    def give_silence(self) -> None:
        time.sleep(3)
        self.send(200, "text/plain", b"late")

    def give_hang_up(self) -> None:
        self.close_connection = True


@contextmanager
def fault_server(elsewhere: str) -> Iterator[Site]:
    """Run the server; its redirects lead to the origin ``elsewhere``."""
    with serve(type("FaultsHere", (Faults,), {"elsewhere": elsewhere})) as site:
        yield site
