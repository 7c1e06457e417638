"""A requests session that keeps a login where it belongs: at the server it was given for.

Imported only when a session is made: requests is not in every QGIS and takes time to import.
"""

from __future__ import annotations

from typing import Any

import requests
from requests.auth import AuthBase

from .urls import origin_of


class NoLogin(AuthBase):
    """Sends no login.

    Standing in for "none" it keeps requests from looking one up in the user's ``.netrc``.
    """

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Return the request as it is."""
        return request


class InsecureRedirect(requests.exceptions.RequestException):
    """The server sends an encrypted request on to an unencrypted address."""


class OriginSession(requests.Session):
    """Follows redirects, but takes no login to another scheme, host or port."""

    def __init__(self, user_agent: str) -> None:
        super().__init__()
        self.headers["User-Agent"] = user_agent
        self.auth = NoLogin()
        self.max_redirects = 8

    def rebuild_auth(
        self, prepared_request: requests.PreparedRequest, response: requests.Response
    ) -> None:
        """Take the login off a request that a redirect sends to another origin.

        :raises InsecureRedirect: when it would leave TLS.
        """
        before, after = origin_of(str(response.request.url)), origin_of(str(prepared_request.url))
        if before[0] == "https" and after[0] == "http":
            raise InsecureRedirect("redirected from https to http", response=response)
        if before != after:
            for name in [*prepared_request.headers]:
                if name.lower() not in _HARMLESS:
                    del prepared_request.headers[name]

    def request(self, method: str, url: str, **options: Any) -> requests.Response:
        """Send a request; certificates are verified, by ``verify`` only against which issuers."""
        options["verify"] = options.get("verify") or self.verify or True
        return super().request(method, url, **options)


# Anything else that was set for the first server is nobody else's business.
_HARMLESS = frozenset(
    (
        "user-agent", "accept", "accept-encoding", "accept-language", "connection",
        "content-type", "content-length",
    )
)  # fmt: skip
