"""What can go wrong with a server, one class for each thing a caller may want to act on."""

from __future__ import annotations

from ..core.errors import ServiceError


class BadAddress(ServiceError):
    """What was entered cannot be the address of a server."""


class SecretInAddress(BadAddress):
    """The address carries a password, key or token; these belong into a password store."""


class Unreachable(ServiceError):
    """No answer came: no network, no such host, refused, broken off or timed out."""


class Silence(Unreachable):
    """The server takes the question and sends nothing for as long as one can wait."""


class UntrustedCertificate(ServiceError):
    """The server could not prove who it is; nothing was read."""


class LoginNeeded(ServiceError):
    """The server asks who you are (401; 498 or 499 of ArcGIS), or asks a proxy's login (407)."""


class AccessRefused(ServiceError):
    """The server knows the address and refuses to answer (403)."""


class HttpFault(ServiceError):
    """The server answered with another HTTP error.

    :param status: the HTTP status, for example 404 or 503.
    :param retry_after: the header of that name, as it came.
    """

    def __init__(
        self,
        message: str,
        *,
        subject: str = "",
        hint: str = "",
        status: int = 0,
        retry_after: str = "",
    ) -> None:
        super().__init__(message, subject=subject, hint=hint)
        self.status = status
        self.retry_after = retry_after


class UnexpectedAnswer(ServiceError):
    """An answer came, but not the document asked for: a web page, nothing, half a document.

    :param kind: the kind of body, see :mod:`.bodies`.
    """

    def __init__(self, message: str, *, subject: str = "", hint: str = "", kind: str = "") -> None:
        super().__init__(message, subject=subject, hint=hint)
        self.kind = kind


class ServerException(ServiceError):
    """The server explained why not, in the form that OGC services use.

    :param code: its exception code, for example ``InvalidParameterValue``.
    """

    def __init__(self, message: str, *, subject: str = "", hint: str = "", code: str = "") -> None:
        super().__init__(message, subject=subject, hint=hint)
        self.code = code


class CannotFilter(ServiceError):
    """The server does not select by this condition; taking all instead would not be the answer."""


class WrongService(ServiceError):
    """The address belongs to another kind of service.

    :param offered: the protocol that answers there, as in :class:`.service.Service`; empty for one
        that this plugin does not read.
    """

    def __init__(
        self, message: str, *, subject: str = "", hint: str = "", offered: str = ""
    ) -> None:
        super().__init__(message, subject=subject, hint=hint)
        self.offered = offered


class _Evident(ServiceError):
    """How a download ended that brought no layer.

    :param evidence: what came and what lacks, as JSON.
    """

    def __init__(
        self, message: str, *, subject: str = "", hint: str = "", evidence: str = ""
    ) -> None:
        super().__init__(message, subject=subject, hint=hint)
        self.evidence = evidence


class NotWhole(_Evident):
    """Not all of a layer came; what came is kept for the next run."""


class NoFeatures(_Evident):
    """A layer has nothing where it was asked for; no layer was added."""
