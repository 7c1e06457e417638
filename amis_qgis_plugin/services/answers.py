"""From an answer to a document, or to the error that tells what came instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from ..core.errors import ServiceError
from . import bodies
from .bodies import Body, classify
from .errors import (
    AccessRefused,
    HttpFault,
    LoginNeeded,
    ServerException,
    UnexpectedAnswer,
    WrongService,
)
from .session import Answer, get
from .urls import redact, without_parameter
from .xml_tree import Element

if TYPE_CHECKING:
    import requests

    from ..core.progress import Progress

_BUSY = (429, 503)
_JSON = "application/json"
_TOKEN_CODES = ("498", "499")  # of ArcGIS: the token is not valid, a token is needed
_OTHER_SERVICES = {
    "wmts": "a WMTS (map tiles)",
    "wcs": "a WCS (grids)",
    "csw": "a catalogue service (CSW)",
    "wps": "a processing service (WPS)",
}
_TRY_LATER = "Try again later; if it stays, tell the server's owner."
_STATUS = {
    404: ("There is nothing at this address", "Check it; services move when servers are renewed."),
    410: ("There is nothing at this address any more", "Ask the server's owner for the new one."),
    414: ("The server finds the request too long", ""),
    429: ("The server gets too many requests", "Wait a few minutes, then try again."),
    500: ("The server failed", _TRY_LATER),
    502: ("The server behind the gateway does not answer", _TRY_LATER),
    503: ("The server is busy or under maintenance", _TRY_LATER),
    504: ("The server behind the gateway takes too long", _TRY_LATER),
}
_IN_BROWSER = (
    "Open the address in a browser: a login page, a portal or an error page may stand in front. "
    "What is needed is the address of the service itself."
)


def xml_of(answer: Answer, wanted: str) -> Element:
    """Return the document of an answer.

    :param wanted: what was asked for, for example ``a WFS``; it goes into the message.
    :raises ServiceError: the class tells what came instead, see :mod:`.errors`.
    """
    body = body_of(answer, wanted)
    if body.root is None:
        raise UnexpectedAnswer(
            f"The server did not send {wanted}.", subject=redact(answer.url), kind=body.kind
        )
    return body.root


def body_of(answer: Answer, wanted: str, *, json_too: bool = False) -> Body:
    """Return what an answer holds: an XML document or, where it is asked for, JSON.

    :raises ServiceError: the class tells what came instead, see :mod:`.errors`.
    """
    body = classify(answer.body, answer.content_type)
    error = status_error(answer, body)
    if error is None and not (json_too and body.kind == bodies.JSON):
        error = body_error(answer, body, wanted)
    if error is not None:
        raise error
    return body


def json_of(answer: Answer, wanted: str) -> Any:
    """Return the value of an answer in JSON.

    :param wanted: what was asked for; it goes into the message.
    :raises ServiceError: the class tells what came instead, see :mod:`.errors`.
    """
    body = classify(answer.body, answer.content_type)
    error = status_error(answer, body)
    if error is None and body.kind == bodies.XML:
        error = unexpected_xml(answer, body, wanted)
    elif error is None and body.kind != bodies.JSON:
        error = body_error(answer, body, wanted)
    if error is not None:
        raise error
    return body.data


def ask_json(
    session: requests.Session, url: str, wanted: str, progress: Optional[Progress] = None
) -> Any:
    """Ask for a document in JSON and return its value.

    JSON is asked for twice, by ``f=json`` and by the Accept header: some servers know only one of
    them. One that refuses the parameter is asked again without it.

    :param wanted: what is asked for; it goes into the message.
    :raises ServiceError: when no usable answer came.
    :raises Cancelled: when the person stopped it.
    """
    answer = get(session, url, {"f": "json"}, progress=progress, accept=_JSON)
    if answer.status == 400:
        plain = get(session, without_parameter(url, "f"), progress=progress, accept=_JSON)
        answer = plain if 200 <= plain.status < 300 else answer
    return json_of(answer, wanted)


def unexpected_xml(answer: Answer, body: Body, wanted: str) -> ServiceError:
    """Return the error for a document in XML that is not what was asked for."""
    if body.root is None:
        raise ValueError("the body is no XML")
    space, name = body.root.namespace.lower(), body.root.name
    for kind, what in _OTHER_SERVICES.items():
        if f"/{kind}" in space and "capabilities" in name.lower():
            return WrongService(
                f"This is the address of {what}, not of {wanted}.",
                subject=redact(answer.url),
                hint="Ask the server's owner for the address of the features or the maps.",
            )
    return UnexpectedAnswer(
        f"The server sent an XML document named {name}, not {wanted}.",
        subject=redact(answer.url),
        hint="Check the address; it may lead to a document instead of a service.",
        kind="xml",
    )


def status_error(answer: Answer, body: Body) -> Optional[ServiceError]:
    """Return the error that the HTTP status stands for; nothing for success."""
    subject, status = redact(answer.url), answer.status
    said = f' It says: "{body.text}"' if body.text and body.kind not in _UNSPEAKING else ""
    if 200 <= status < 300:
        return None
    if status in (401, 407):
        who = "proxy" if status == 407 else "server"
        return LoginNeeded(
            f"The {who} asks for a login ({status}).",
            subject=subject,
            hint="Choose one from QGIS's authentication database; if you did, its user name or "
            "password is not accepted here.",
        )
    if status == 403:
        return AccessRefused(
            f"The server refuses access (403).{said}",
            subject=subject,
            hint="It may need a login, or only answer inside its own network or country.",
        )
    if body.kind == bodies.EXCEPTION and status not in _BUSY:
        return _exception_error(body, subject)
    sentence, hint = _STATUS.get(status, ("The server answered with an error", ""))
    wait = answer.headers.get("Retry-After", "").strip()[:40]
    if status in _BUSY and wait:
        hint = f"It asks to wait {f'{wait} s' if wait.isdecimal() else f'until {wait}'}."
    text = f"{sentence} ({status}).{said}"
    return HttpFault(text, subject=subject, hint=hint, status=status, retry_after=wait)


def body_error(answer: Answer, body: Body, wanted: str) -> Optional[ServiceError]:
    """Return the error that a body stands for; nothing for an XML document."""
    subject = redact(answer.url)
    if body.kind == bodies.XML:
        return None
    if body.kind == bodies.EXCEPTION:
        return _exception_error(body, subject)
    if body.kind == bodies.JSON_ERROR and body.code in _TOKEN_CODES:
        return _token_error(body, subject)
    sentence, hint = _SENTENCES[body.kind]
    if body.kind == bodies.HTML and body.text:
        sentence = f'The server answered with the web page "{body.text}", not with {{wanted}}.'
    elif body.kind in (bodies.JSON_ERROR, bodies.TEXT) and body.text:
        sentence = f'The server says: "{body.text}"'
    elif body.kind == bodies.FORBIDDEN_XML:
        sentence = f"The answer is not safe to read: {body.text}."
    return UnexpectedAnswer(
        sentence.replace("{wanted}", wanted), subject=subject, hint=hint, kind=body.kind
    )


def _token_error(body: Body, subject: str) -> LoginNeeded:
    return LoginNeeded(
        f'The server asks for a login ({body.code}). It says: "{body.text}"',
        subject=subject,
        hint="Choose one for ArcGIS (Esri token or OAuth2) from QGIS's authentication database; "
        "if you did, the server does not accept it.",
    )


def _exception_error(body: Body, subject: str) -> ServerException:
    code = f" ({body.code})" if body.code else ""
    said = f'The server says: "{body.text}"{code}' if body.text else f"The server refused{code}."
    return ServerException(said, subject=subject, code=body.code)


_UNSPEAKING = (bodies.CUT_XML, bodies.BAD_XML, bodies.CUT_JSON, bodies.FORBIDDEN_XML)
_SENTENCES = {
    bodies.HTML: ("The server answered with a web page, not with {wanted}.", _IN_BROWSER),
    bodies.JSON: ("The server answered with JSON, not with {wanted}.", _IN_BROWSER),
    bodies.JSON_ERROR: ("The server answered with an error, not with {wanted}.", ""),
    bodies.EMPTY: ("The server answered with nothing at all.", _TRY_LATER),
    bodies.CUT_XML: ("The answer ends in the middle.", "Nothing of it was used. Try again."),
    bodies.CUT_JSON: ("The answer ends in the middle.", "Nothing of it was used. Try again."),
    bodies.BAD_XML: ("The answer is no well-formed XML.", "Tell the server's owner."),
    bodies.FORBIDDEN_XML: ("The answer is not safe to read.", "Nothing of it was used."),
    bodies.BINARY: ("The server answered with an image or a file, not with {wanted}.", _IN_BROWSER),
    bodies.TEXT: ("The server answered with a plain text, not with {wanted}.", _IN_BROWSER),
}
