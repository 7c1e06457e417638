"""Certificates that a person told QGIS to accept although they are not in order."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication, QgsAuthCertUtils
from qgis.PyQt.QtNetwork import QNetworkReply


def is_accepted(reply: QNetworkReply, errors: list[Any]) -> bool:
    """Whether QGIS's authentication database has this certificate of this server with these errors.

    Such an entry names server, port, the certificate's fingerprint and each error to be ignored
    (Settings > Options > Authentication > Manage Certificates > Servers).

    :param errors: the ``QSslError`` values that Qt found.
    """
    manager = QgsApplication.authManager()
    certificate = reply.sslConfiguration().peerCertificate()
    if certificate.isNull() or manager.isDisabled():
        return False
    server = f"{reply.url().host()}:{reply.url().port(443)}"
    fingerprint = QgsAuthCertUtils.shaHexForCert(certificate)
    entry = manager.sslCertCustomConfig(fingerprint, server)
    if entry.isNull():
        return False
    ignored = entry.sslIgnoredErrorEnums()
    return bool(errors) and all(error.error() in ignored for error in errors)
