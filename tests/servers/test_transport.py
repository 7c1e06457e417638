"""QGIS's way and plain Python's give the same answers, and neither gives a login away."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import nginx
import pytest
import requests
from loopback import Site

from amis_qgis_plugin.core.errors import Cancelled
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge.network import session_for_qgis
from amis_qgis_plugin.services.session import make_session

CAPABILITIES = "/ows?service=WFS&version=2.0.0&request=GetCapabilities"


@pytest.fixture(params=["python", "qgis"])
def session(request: pytest.FixtureRequest) -> Iterator[requests.Session]:
    with make_session() if request.param == "python" else session_for_qgis() as made:
        yield made


@pytest.fixture(params=["python", "qgis"])
def login(request: pytest.FixtureRequest, authcfg: str) -> Iterator[requests.Session]:
    """Give a session with a login, as each way is given one."""
    if request.param == "qgis":
        with session_for_qgis(authcfg) as made:
            yield made
        return
    with make_session() as made:
        made.auth = (nginx.USER, nginx.PASSWORD)
        yield made


def gist(response: requests.Response) -> tuple[Any, ...]:
    """What callers look at; Qt unpacks by itself and drops the headers of the packing."""
    kept = ("content-type", "location", "www-authenticate", "etag")
    headers = tuple(response.headers.get(name) for name in kept)
    return response.url, response.status_code, response.reason, headers, response.content


ASKED_WITH = ("accept", "authorization", "cookie")
WRONG_PATHS = ["html", "html-as-xml", "empty", "cut", "exception", "laughs", "unauthorised"]
WRONG_PATHS += [
    "forbidden",
    "missing",
    "broken",
    "moved",
    "moved-here",
    "plain?a=%20%C3%A9&b=1%2B2",
]


@pytest.mark.parametrize("path", WRONG_PATHS)
def test_same_answer_both_ways(wrong: Site, path: str) -> None:
    gists, asked = [], []
    for make in (make_session, session_for_qgis):
        before = len(wrong.seen)
        with make() as session:
            gists.append(gist(session.get(f"{wrong.url}/{path}", timeout=20)))
        asked.append(
            [
                (seen.target, *(seen.headers.get(name) for name in ASKED_WITH))
                for seen in wrong.seen[before:]
            ]
        )
    assert gists[0] == gists[1]
    assert asked[0] == asked[1] != []


@pytest.mark.parametrize(
    "path",
    [CAPABILITIES, f"/compressed{CAPABILITIES}", "/login", "/forbidden", "/private/ows", "/moved"],
)
def test_same_answer_through_nginx(front: nginx.Front, path: str) -> None:
    with make_session() as plain, session_for_qgis() as qgis:
        address = f"{front.url}{path}"
        assert gist(qgis.get(address, timeout=20)) == gist(plain.get(address, timeout=20))


def test_compressed_answer_is_unpacked(session: requests.Session, front: nginx.Front) -> None:
    answer = session.get(f"{front.url}/compressed{CAPABILITIES}", timeout=20)
    assert answer.content.startswith(b"<?xml")
    assert answer.content == session.get(f"{front.url}{CAPABILITIES}", timeout=20).content
    log = (front.folder / "access.log").read_text(encoding="utf-8").splitlines()
    packed, plain = (int(line.split()[-1]) for line in log[-2:])
    assert packed < plain / 2  # nginx did send it packed


def test_post_arrives_whole(session: requests.Session, wrong: Site) -> None:
    body = "<Filter>Doña Ana</Filter>".encode()
    headers = {"Content-Type": "text/xml"}
    answer = session.post(f"{wrong.url}/plain", data=body, headers=headers, timeout=20)
    assert answer.content == b"arrived"
    assert wrong.seen[-1].method == "POST"
    assert wrong.seen[-1].body.encode("latin-1") == body
    assert wrong.seen[-1].headers["content-type"] == "text/xml"


def test_login_opens_the_door(login: requests.Session, front: nginx.Front) -> None:
    assert login.get(f"{front.url}/private{CAPABILITIES}", timeout=20).status_code == 200


def test_login_stays_at_home(login: requests.Session, front: nginx.Front, elsewhere: Site) -> None:
    before = len(elsewhere.seen)
    answer = login.get(f"{front.url}/private/moved", timeout=20)
    assert answer.content == b"arrived"
    assert answer.url == f"{elsewhere.url}/plain"
    (arrived,) = elsewhere.seen[before:]
    assert "authorization" not in arrived.headers
    assert "cookie" not in arrived.headers


def test_login_stays_at_home_under_another_name(
    login: requests.Session, wrong: Site, elsewhere: Site
) -> None:
    """The second address is another host for a client, though it is the same machine."""
    before = len(elsewhere.seen)
    assert login.get(f"{wrong.url}/moved", timeout=20).content == b"arrived"
    assert "authorization" in wrong.seen[-1].headers
    assert all("authorization" not in seen.headers for seen in elsewhere.seen[before:])
    # A later request elsewhere by the same session is none of the login's business either.
    if any(type(a).__name__ == "QgisTransport" for a in login.adapters.values()):
        login.get(elsewhere.url.replace("127.0.0.1", "localhost") + "/plain", timeout=20)
        assert "authorization" not in elsewhere.seen[-1].headers


def test_login_follows_within_its_origin(login: requests.Session, wrong: Site) -> None:
    assert login.get(f"{wrong.url}/moved-here", timeout=20).content == b"arrived"
    assert all("authorization" in seen.headers for seen in wrong.seen[-2:])


def test_endless_redirect_ends(session: requests.Session, wrong: Site) -> None:
    with pytest.raises(requests.TooManyRedirects):
        session.get(f"{wrong.url}/round", timeout=20)


def test_self_signed_certificate_is_refused(
    session: requests.Session, front: nginx.Front, map_server: Site
) -> None:
    before = len(map_server.seen)
    with pytest.raises(requests.exceptions.SSLError, match="(?i)self.?signed"):
        session.get(f"{front.tls}{CAPABILITIES}", timeout=20)
    assert len(map_server.seen) == before


def test_nobody_there(session: requests.Session) -> None:
    with pytest.raises(requests.ConnectionError, match="(?i)refused"):
        session.get("http://127.0.0.1:9/ows", timeout=20)


def test_hang_up_before_an_answer(session: requests.Session, wrong: Site) -> None:
    with pytest.raises(requests.ConnectionError):
        session.get(f"{wrong.url}/hang-up", timeout=20)


def test_silence_is_not_waited_out(session: requests.Session, wrong: Site) -> None:
    with pytest.raises(requests.Timeout):
        session.get(f"{wrong.url}/silence", timeout=(0.2, 0.3))


def test_body_that_breaks_off_is_an_error(wrong: Site) -> None:
    """Qt notices by itself; what plain requests misses is caught in services.session.get."""
    with session_for_qgis() as session, pytest.raises(requests.RequestException):
        session.get(f"{wrong.url}/short", timeout=20)


def test_cancel_ends_a_request(wrong: Site) -> None:
    stopped = Progress(is_cancelled=lambda: True)
    with session_for_qgis(progress=stopped) as session, pytest.raises(Cancelled):
        session.get(f"{wrong.url}/silence", timeout=20)


def test_nothing_comes_from_a_cache(session: requests.Session, wrong: Site) -> None:
    """The server allows an hour of caching; a retry must still see what it says now."""
    answers = [session.get(f"{wrong.url}/changing", timeout=20).content for _ in range(3)]
    assert len(set(answers)) == 3
