"""What the network did, in a sentence: from the exceptions of requests to ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..core.errors import ServiceError
from .errors import BadAddress, HttpFault, Silence, Unreachable, UntrustedCertificate
from .urls import redact

if TYPE_CHECKING:
    import requests

_CERTIFICATE_FAULTS = (
    (("self-signed", "self signed"), "it is signed by nobody but itself"),
    (("expired",), "it has expired"),
    (("hostname", "host name", "ip address mismatch", "doesn't match"), "it is another server's"),
    (("local issuer", "issuer", "unknown ca", "chain"), "its issuer is not known"),
)
_TRY_AGAIN = "Check the address and your connection, then try again."


def as_service_error(
    error: requests.exceptions.RequestException, subject: str, silence: float
) -> ServiceError:
    """Return the error that a person can read.

    :param subject: the address asked for, fit for messages.
    :param silence: the seconds that were waited for a byte.
    """
    import requests

    from .origin_session import InsecureRedirect

    kinds = requests.exceptions
    if isinstance(error, kinds.SSLError):
        return _certificate(error, subject)
    if isinstance(error, kinds.ProxyError):
        return Unreachable(
            "The proxy does not let the request through.",
            subject=subject,
            hint="Check the proxy in Settings > Options > Network.",
        )
    if isinstance(error, kinds.ConnectTimeout):
        return Unreachable("The server does not answer.", subject=subject, hint=_TRY_AGAIN)
    if isinstance(error, kinds.ReadTimeout) or "timed out" in str(error).lower():
        return Silence(
            f"The server sent nothing for {silence:.0f} s.", subject=subject, hint=_TRY_AGAIN
        )
    if isinstance(error, kinds.TooManyRedirects):
        return HttpFault(
            "The server sends the request round in circles.",
            subject=subject,
            hint="Open the address in a browser and copy the one it ends at.",
            status=310,
        )
    if isinstance(error, InsecureRedirect):
        return _insecure(error, subject)
    if isinstance(error, (kinds.InvalidURL, kinds.InvalidSchema, kinds.MissingSchema)):
        return BadAddress(
            "The address, or the one the server points to, is not well formed.", subject=subject
        )
    if isinstance(error, (kinds.ChunkedEncodingError, kinds.ContentDecodingError)):
        return Unreachable(
            "The connection broke off in the middle of the answer.",
            subject=subject,
            hint="Nothing of it was used. Try again.",
        )
    return Unreachable(
        f"The server cannot be reached{_reason(str(error))}.", subject=subject, hint=_TRY_AGAIN
    )


def _certificate(error: Exception, subject: str) -> UntrustedCertificate:
    text = str(error).lower()
    reason = next((why for words, why in _CERTIFICATE_FAULTS if any(w in text for w in words)), "")
    return UntrustedCertificate(
        f"The server's certificate is not trusted{': ' + reason if reason else ''}.",
        subject=subject,
        hint="Nothing was read. Tell the server's owner; if you know that it is theirs, you can "
        "trust it in QGIS under Settings > Options > Authentication > Manage Certificates.",
    )


def _insecure(error: requests.exceptions.RequestException, subject: str) -> HttpFault:
    target = error.response.headers.get("Location", "") if error.response is not None else ""
    return HttpFault(
        "The server sends an encrypted request on to an unencrypted address.",
        subject=subject,
        hint=f"If you accept that, enter that address yourself: {redact(target)}",
        status=302,
    )


def _reason(text: str) -> str:
    """Return the cause in a few words; the library's own text repeats the address."""
    text = text.lower()
    if "authentication" in text:
        return ": QGIS cannot apply the chosen login; is its authentication database unlocked?"
    if "refused" in text:
        return ": it refuses the connection"
    if any(words in text for words in ("name or service", "getaddrinfo", "not known", "not found")):
        return ": no server has that name"
    if "unreachable" in text or "no route" in text:
        return ": there is no way to it in this network"
    if "reset" in text or "closed" in text or "disconnected" in text or "aborted" in text:
        return ": it closed the connection"
    return ""
