"""Addresses as people paste them."""

from __future__ import annotations

import pytest

from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.services.urls import clean_url, guess_protocol, redact, with_query


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        ("  https://example.org/ows \n", "https://example.org/ows"),
        ("https://example.org/ows?", "https://example.org/ows"),
        ("https://example.org/ows#top", "https://example.org/ows"),
        ("HTTPS://Example.ORG/Ows", "https://example.org/Ows"),
        (
            "https://example.org/ows?Service=WFS&version=2.0.0&REQUEST=GetCapabilities",
            "https://example.org/ows",
        ),
        (
            "https://example.org/cgi-bin/mapserv?map=/srv/a.map&SERVICE=WMS&request=GetMap&BBOX=1,2,3,4",
            "https://example.org/cgi-bin/mapserv?map=/srv/a.map",
        ),
        ("http://127.0.0.1:8080/ows?MAP=x", "http://127.0.0.1:8080/ows?MAP=x"),
    ],
)
def test_what_addresses_the_service_stays(pasted: str, cleaned: str) -> None:
    assert clean_url(pasted) == cleaned
    assert clean_url(cleaned) == cleaned


@pytest.mark.parametrize(
    ("pasted", "words"),
    [
        ("", "no address"),
        ("example.org/ows", "https://example.org/ows"),
        ("localhost:8080/ows", "https://localhost:8080/ows"),
        ("ftp://example.org/ows", "ftp://"),
        ("file:///etc/passwd", "file://"),
        ("https:///ows", "no server"),
        ("https://exa mple.org/ows", "no server"),
        ("https://example.org:port/ows", "not well formed"),
        ("http://[::1/ows", "not well formed"),
    ],
)
def test_what_is_no_address_is_refused_with_a_hint(pasted: str, words: str) -> None:
    with pytest.raises(ServiceError) as caught:
        clean_url(pasted)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "key", ["token", "TOKEN", "apikey", "api_key", "key", "password", "access_token", "sig"]
)
def test_secrets_are_refused_and_never_repeated(key: str) -> None:
    with pytest.raises(ServiceError, match="authentication database") as caught:
        clean_url(f"https://example.org/ows?map=a&{key}=hush123")
    assert "hush123" not in str(caught.value)


@pytest.mark.parametrize("scheme", ["https://", ""])
def test_a_password_in_front_of_the_server_is_refused(scheme: str) -> None:
    hush = "hush123"
    with pytest.raises(ServiceError) as caught:
        clean_url(f"{scheme}me:{hush}@example.org/ows")
    assert hush not in str(caught.value)


def test_redacting_hides_values_and_keeps_names() -> None:
    hidden = redact("https://me:hush@example.org/a;jsessionid=hush?map=b&Token=hush")
    assert "hush" not in hidden
    assert "map=b" in hidden
    assert "Token=" in hidden


def test_parameters_replace_their_like_in_any_case() -> None:
    url = with_query("https://example.org/ows?map=/a b&service=wms", SERVICE="WFS", COUNT=1)
    assert url == "https://example.org/ows?map=/a%20b&SERVICE=WFS&COUNT=1"


def test_a_value_is_encoded() -> None:
    url = with_query("https://example.org/ows", TYPENAME="a:Altstadt_Süd&x=y")
    assert url == "https://example.org/ows?TYPENAME=a:Altstadt_S%C3%BCd%26x%3Dy"


@pytest.mark.parametrize(
    ("pasted", "protocol"),
    [
        ("https://example.org/ows?service=WFS", "wfs"),
        ("https://example.org/ows?SERVICE=wms", "wms"),
        ("https://example.org/geoserver/wfs", "wfs"),
        ("https://example.org/arcgis/services/Geo/MapServer/WMSServer", "wms"),
        ("https://example.org/arcgis/services/Geo/MapServer/WFSServer?x=1", "wfs"),
        ("https://example.org/ows", "auto"),
        ("https://example.org/cgi-bin/mapserver?map=/a.map", "auto"),
        ("https://example.org/arcgis/rest/services/Geo/MapServer", "arcgis"),
    ],
)
def test_guessing_from_the_address(pasted: str, protocol: str) -> None:
    assert guess_protocol(pasted) == protocol
