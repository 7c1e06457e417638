"""Asking a server: one session for a piece of work, one function for a request."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Optional, Union

from ..core.errors import MissingLibrary
from ..core.progress import Progress
from ..paths import about_plugin
from .bodies import TOO_LARGE
from .errors import BadAddress, UnexpectedAnswer, Unreachable
from .transport_errors import as_service_error
from .urls import redact, with_query

if TYPE_CHECKING:
    import requests

CONNECT_SECONDS = 20.0
SILENCE_SECONDS = 60.0  # surveys have been seen to take 17 s for their capabilities
LONGEST_SECONDS = 1800.0
MAX_BYTES = 64 * 1024 * 1024
_CHUNK = 16 * 1024  # unpacked it can be a thousand times as much


@dataclass(frozen=True)
class Answer:
    """What a server sent, whatever it is.

    :param url: where it came from in the end, after redirects.
    :param content_type: as declared, lower case, with parameters; servers declare anything.
    """

    url: str
    status: int
    content_type: str
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


def make_session() -> requests.Session:
    """Return a session for plain Python; inside QGIS use the bridge's.

    It says honestly who asks, verifies certificates, takes no login from ``.netrc`` and takes none
    to another origin. Set its ``auth`` for a login.

    :raises MissingLibrary: when this Python has no requests.
    """
    try:
        from .origin_session import OriginSession
    except ImportError as error:
        raise MissingLibrary(
            "Reading servers needs the Python library requests.",
            hint="Samples, files, filters and packages work without it. On Debian and Ubuntu: "
            "apt install python3-requests; with OSGeo4W: install python3-requests.",
        ) from error
    return OriginSession(user_agent())


def user_agent() -> str:
    """Return who we are: name, version and where to read more."""
    about = about_plugin()
    return f"AMIS-Explorer/{about['version']} (+{about['homepage']})"


def get(
    session: requests.Session,
    url: str,
    parameters: Optional[Mapping[str, Union[str, int]]] = None,
    *,
    progress: Optional[Progress] = None,
    max_bytes: int = MAX_BYTES,
    silence: float = SILENCE_SECONDS,
    accept: str = "",
    as_form: bool = False,
    longest: float = LONGEST_SECONDS,
    headers: Optional[Mapping[str, str]] = None,
) -> Answer:
    """Ask for an address and return the answer whole, also when its status is an error.

    :param parameters: set in the query, in place of ones of the same name in any case.
    :param max_bytes: the largest body that is taken, after decompression.
    :param silence: seconds without a byte after which the server counts as gone.
    :param accept: the media type that is wanted, for servers that choose by it.
    :param as_form: whether the parameters are posted as a form, for ones that are too long.
    :param longest: seconds after which an answer that still trickles is given up.
    :param headers: further headers of the request.
    :raises ServiceError: when no answer came, it broke off, or it is too large.
    :raises Cancelled: when the person stopped it.
    """
    import requests

    progress = progress or Progress()
    progress.check()
    form = dict(parameters or {}) if as_form else None
    wanted = with_query(url, **({} if as_form else parameters or {}))
    sent = {**({"Accept": accept} if accept else {}), **(headers or {})} or None
    method, timeout = "POST" if as_form else "GET", (CONNECT_SECONDS, silence)
    try:
        with session.request(
            method, wanted, data=form, stream=True, timeout=timeout, headers=sent
        ) as response:
            body = _read(response, progress, max_bytes, longest)
            content_type = response.headers.get("Content-Type", "").lower()
            return Answer(response.url, response.status_code, content_type, body, response.headers)
    except requests.exceptions.RequestException as error:
        raise as_service_error(error, redact(url), silence) from error
    except ValueError as error:  # requests lets these through from where a redirect leads
        raise BadAddress(
            "The address that the server sends the request on to is not well formed.",
            subject=redact(url),
            hint="Tell the server's owner.",
        ) from error


def _read(response: requests.Response, progress: Progress, max_bytes: int, longest: float) -> bytes:
    import requests

    if "," in response.headers.get("Content-Encoding", ""):
        raise UnexpectedAnswer(
            "The answer is packed several times over.",  # a few bytes can so become gigabytes
            subject=redact(response.url),
            hint="Nothing was kept of it.",
            kind=TOO_LARGE,
        )
    body, started = bytearray(), time.monotonic()
    for chunk in response.iter_content(_CHUNK):
        progress.check()
        progress.arrivals.add(len(chunk))
        if time.monotonic() - started > longest:
            raise Unreachable(
                f"The answer did not come to its end within {longest / 60:.0f} minutes.",
                subject=redact(response.url),
                hint="Ask for less at once, or try again when the link is better.",
            )
        body += chunk
        if len(body) > max_bytes:
            raise UnexpectedAnswer(
                f"The answer is larger than {max_bytes // 1024 // 1024} MB.",
                subject=redact(response.url),
                hint="Nothing was kept of it.",
                kind=TOO_LARGE,
            )
    # Older urllib3 takes a connection that closes early for a complete answer.
    promised = response.headers.get("Content-Length", "")
    received = response.raw.tell()
    if promised.isdigit() and received < int(promised):
        raise requests.exceptions.ChunkedEncodingError(
            f"{received} of {promised} bytes", response=response
        )
    return bytes(body)
