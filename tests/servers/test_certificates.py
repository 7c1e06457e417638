"""Certificates that are not in order: refused, unless the person told QGIS to accept this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from nginx_front import Nginx
from qgis.core import (
    QgsApplication,
    QgsAuthCertUtils,
    QgsAuthConfigSslServer,
    QgsNetworkAccessManager,
)
from qgis.PyQt.QtCore import QEventLoop
from qgis.PyQt.QtNetwork import QSslCertificate, QSslError

from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge.network import session_for_qgis
from amis_qgis_plugin.qgis_bridge.tasks import Task
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import UntrustedCertificate

SELF_SIGNED = QSslError.SslError.SelfSignedCertificate
EXPIRED = QSslError.SslError.CertificateExpired
TASKS = 40


@pytest.fixture
def accept(nginx: Nginx, authcfg: str) -> Iterator[Callable[..., None]]:
    """Give a function that stores the person's consent to errors of nginx's certificate."""
    manager = QgsApplication.authManager()
    (certificate,) = QSslCertificate.fromPath(str(nginx.certificate))
    fingerprint = QgsAuthCertUtils.shaHexForCert(certificate)
    stored: list[str] = []

    def store(*errors: QSslError.SslError, server: str = "") -> None:
        config = QgsAuthConfigSslServer()
        config.setSslCertificate(certificate)
        server = server or urlsplit(nginx.https_url).netloc
        config.setSslHostPort(server)
        config.setSslIgnoredErrorEnums(list(errors))
        assert manager.storeSslCertCustomConfig(config)
        stored.append(server)

    yield store
    for server in stored:
        assert manager.removeSslCertCustomConfig(fingerprint, server)
    # A connection that stays open would let the next test in without a look at the certificate.
    QgsNetworkAccessManager.instance().clearConnectionCache()


def read(nginx: Nginx) -> int:
    with session_for_qgis() as session:
        return len(describe_service(session, nginx.https_url, "wfs").layers)


def test_a_certificate_that_was_accepted_is_read(nginx: Nginx, accept: Callable[..., None]) -> None:
    accept(SELF_SIGNED)
    assert read(nginx) > 0


def test_consent_to_one_fault_is_none_to_another(nginx: Nginx, accept: Callable[..., None]) -> None:
    accept(EXPIRED)
    with pytest.raises(UntrustedCertificate):
        read(nginx)


def test_consent_for_one_server_is_none_for_another(
    nginx: Nginx, accept: Callable[..., None]
) -> None:
    accept(SELF_SIGNED, server="survey.example:443")
    with pytest.raises(UntrustedCertificate):
        read(nginx)


def test_many_tasks_that_are_refused_all_end(nginx: Nginx, qgis_app: QgsApplication) -> None:
    outcomes: list[object] = []
    loop = QEventLoop()

    def ended(outcome: object) -> None:
        outcomes.append(outcome)
        if len(outcomes) == TASKS:
            loop.quit()

    def work(progress: Progress) -> int:
        return read(nginx)

    tasks = [Task(f"Task {number}", work, ended, ended).start() for number in range(TASKS)]
    loop.exec()
    assert len(tasks) == TASKS
    assert {type(outcome) for outcome in outcomes} == {UntrustedCertificate}
