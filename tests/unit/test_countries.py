"""The eleven members are known by code and by the names that real records use."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from amis_qgis_plugin.core.countries import match_country, members

ISO = {
    "BRN": "BN",
    "KHM": "KH",
    "IDN": "ID",
    "LAO": "LA",
    "MYS": "MY",
    "MMR": "MM",
    "PHL": "PH",
    "SGP": "SG",
    "THA": "TH",
    "TLS": "TL",
    "VNM": "VN",
}


def test_the_eleven_members_with_iso_codes() -> None:
    assert {country.iso3: country.iso2 for country in members()} == ISO
    assert [country.name for country in members()] == sorted(country.name for country in members())
    joined = {country.iso3: country.member_since for country in members()}
    assert joined["IDN"] == 1967
    assert joined["VNM"] == 1995
    assert joined["TLS"] == 2025


def test_no_name_belongs_to_two_members() -> None:
    for country in members():
        for name in (country.iso3, country.iso2, country.name, *country.aliases):
            assert match_country(name) == country, name


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Burma", "MMR"),
        ("Myanmar (Burma)", "MMR"),
        ("Union Of Myanmar", "MMR"),
        ("Viet Nam", "VNM"),
        ("VIETNAM", "VNM"),
        ("Việt Nam", "VNM"),
        ("viet nam", "VNM"),
        ("Lao People's Democratic Republic", "LAO"),
        ("Lao People\u2019s Democratic Republic", "LAO"),
        ("Lao PDR", "LAO"),
        ("Laos", "LAO"),
        ("Timor-Leste", "TLS"),
        ("East Timor", "TLS"),
        ("Brunei", "BRN"),
        ("phl", "PHL"),
        ("PH", "PHL"),
        ("Pilipinas", "PHL"),
        ("ประเทศไทย", "THA"),
        (" Malaysia ", "MYS"),
        ("Kamboja", "KHM"),
    ],
)
def test_names_in_use(text: str, iso3: str) -> None:
    found = match_country(text)
    assert found is not None
    assert found.iso3 == iso3


@pytest.mark.parametrize(
    "text", ["", " ", "Papua New Guinea", "China", "Perak", "Manila, Philippines", "Taiwan", "-"]
)
def test_others_are_nobody(text: str) -> None:
    assert match_country(text) is None


def test_country_column_of_the_shared_sample(shared_data: Path) -> None:
    path = shared_data / "occurrences" / "usgs_occurrences_asean_all.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        names = Counter(row["country_raw"] for row in csv.DictReader(handle))
    unknown = {name for name in names if name and match_country(name) is None}
    assert unknown == {
        "China",
        "India",
        "Taiwan",
        "Papua New Guinea",
        "Australia",
        "Bangladesh",
        "Christmas Island",
        "Micronesia, Federated States of",
        "Japan",
    }
