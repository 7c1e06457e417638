"""The commodity vocabulary holds together, and its hierarchy and names find what they should."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.errors import VocabularyError
from amis_qgis_plugin.core.folding import key, tidy, without_accents

DATA = Path("amis_qgis_plugin", "core", "data")
CGI = "http://resource.geosciml.org/classifier/cgi/commodity-code/"
LANGUAGES = {
    "en", "fr", "id", "ms", "vi", "th", "km", "lo", "my", "tl", "pt", "es", "zh", "ko",
    "sym", "mrds",
}  # fmt: skip
# One name, two commodities of one list, by declaration.
SHARED_NAMES = {
    "ndpr": {"neodymium", "praseodymium"},
    "gypsum-anhydrite": {"gypsum", "anhydrite"},
    "quặng chì - kẽm": {"lead", "zinc"},
    "quặng chì-kẽm": {"lead", "zinc"},
    "quặng chì kẽm": {"lead", "zinc"},
    "coltan": {"niobium", "tantalum"},
    "tantalita-columbita": {"niobium", "tantalum"},
    "columbita-tantalita": {"niobium", "tantalum"},
    "tantalit-columbit": {"niobium", "tantalum"},
    "โคลัมไบต์-แทนทาไลต์": {"niobium", "tantalum"},
    "แร่โคลัมไบต์-แทนทาไลต์": {"niobium", "tantalum"},
    "ခဲမဖြူ-အဖြိုက်နက်": {"tin", "tungsten"},
}


def read(root: Path, *parts: str) -> list[dict[str, str]]:
    with root.joinpath(DATA, *parts).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_tables_are_utf8_with_line_feeds(root: Path) -> None:
    files = [path for path in root.joinpath(DATA).rglob("*") if path.is_file()]
    assert len(files) > 15
    for path in files:
        content = path.read_bytes()
        assert b"\r" not in content, path
        assert not content.startswith(b"\xef\xbb\xbf"), path
        assert content.endswith(b"\n"), path
        text = content.decode("utf-8")
        assert "\ufffd" not in text, path
        assert text == text.replace("\x96", ""), path


def test_every_commodity_has_its_parts(root: Path) -> None:
    vocabulary = load_commodities()
    rows = read(root, "commodities.csv")
    assert len(rows) == len(vocabulary.all()) == 164
    groups = {group.id for group in vocabulary.groups()}
    assert len(groups) == 11
    for row, item in zip(rows, vocabulary.all()):
        assert item.code == row["code"] == row["code"].strip().lower()
        assert item.label
        assert item.groups
        assert set(item.groups) <= groups
        assert not item.parent or item.parent in vocabulary
        if item.code.startswith("x-"):
            assert not item.uri
        else:
            assert item.uri == CGI + row["cgi_notation"]


def test_no_hierarchy_runs_in_a_circle() -> None:
    vocabulary = load_commodities()
    for item in vocabulary.all():
        for narrower in vocabulary.narrower(item.code) - {item.code}:
            assert item.code not in vocabulary.narrower(narrower), (item.code, narrower)


def test_links_name_known_codes() -> None:
    vocabulary = load_commodities()
    seen = set()
    for link in vocabulary.links:
        assert link.code in vocabulary
        assert link.implies in vocabulary
        assert link.critical in ("yes", "related", "no")
        assert (link.code, link.implies) not in seen
        seen.add((link.code, link.implies))


def test_aliases_are_known_and_unambiguous() -> None:
    vocabulary = load_commodities()
    found: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
    written = set()
    for alias in vocabulary.aliases:
        assert alias.code in vocabulary
        assert alias.lang in LANGUAGES
        assert alias.profile in ("", "mrds", "fr", "pt", "assay")
        assert alias.confidence in ("verified", "project", "draft")
        assert alias.alias == tidy(alias.alias), alias
        entry = (alias.alias, alias.lang, alias.code, alias.profile)
        assert entry not in written, entry
        written.add(entry)
        name = alias.alias if alias.case_sensitive else key(alias.alias)
        found[(name, alias.profile, alias.case_sensitive)].add(alias.code)
    double = {name[0]: codes for name, codes in found.items() if len(codes) > 1}
    assert {key(name): codes for name, codes in double.items()} == SHARED_NAMES


def test_every_language_is_there() -> None:
    counts: dict[str, int] = defaultdict(int)
    for alias in load_commodities().aliases:
        counts[alias.lang] += 1
    assert set(counts) == LANGUAGES
    assert sum(counts.values()) > 3300


def test_symbols_agree_with_the_periodic_table() -> None:
    symbols = {
        "copper": "Cu",
        "gold": "Au",
        "tungsten": "W",
        "tin": "Sn",
        "lead": "Pb",
        "silver": "Ag",
    }
    vocabulary = load_commodities()
    assert {code: vocabulary.get(code).symbol for code in symbols} == symbols


@pytest.mark.parametrize(
    ("code", "holds", "holds_not"),
    [
        (
            "rare-earth-element",
            {"neodymium", "monazite", "x-xenotime", "lree", "hree", "rare-earth-oxide", "yttrium"},
            {"thorium", "zircon"},
        ),
        ("neodymium", {"neodymium"}, {"rare-earth-element", "lree"}),
        ("lree", {"lanthanum", "neodymium"}, {"dysprosium"}),
        ("platinum-group", {"platinum", "palladium", "rhodium", "osmium"}, {"gold"}),
        ("copper", {"copper"}, {"gold"}),
        ("chromium", {"chromite"}, {"nickel"}),
        ("iron", {"iron-ore", "magnetite", "hematite"}, {"ilmenite"}),
        ("aluminium", {"bauxite", "alumina"}, set()),
        ("titanium", {"ilmenite", "rutile"}, {"heavy-mineral-sand"}),
        ("precious-metal", {"gold", "silver", "palladium"}, {"copper"}),
        ("coal", {"anthracite", "x-coking-coal"}, {"graphite", "peat"}),
        ("phosphorus", {"phosphate-rock"}, set()),
        ("silicon", {"silicon"}, {"quartz", "silica"}),
        ("nickel", {"nickel"}, {"laterite"}),
    ],
)
def test_narrower(code: str, holds: set[str], holds_not: set[str]) -> None:
    found = load_commodities().narrower(code)
    assert code in found
    assert holds <= found
    assert not holds_not & found


def test_one_commodity_alone_stays_alone() -> None:
    assert load_commodities().narrower("copper") == {"copper"}
    assert load_commodities().narrower("neodymium") == {"neodymium"}


def test_groups_hold_what_geologists_expect() -> None:
    vocabulary = load_commodities()
    assert {"lithium", "cobalt", "nickel", "graphite"} <= vocabulary.in_group("battery")
    assert {"gold", "silver", "platinum"} <= vocabulary.in_group("precious")
    assert "copper" not in vocabulary.in_group("precious")
    with pytest.raises(VocabularyError, match="precios"):
        vocabulary.in_group("precios")


def test_unknown_code_is_named_in_the_error() -> None:
    with pytest.raises(VocabularyError, match="unobtainium"):
        load_commodities().get("unobtainium")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("emas", "gold"),
        ("EMAS", "gold"),
        ("ทองแดง", "copper"),
        ("ทอง", "gold"),
        ("Cu", "copper"),
        ("cu", "copper"),
        ("đồng", "copper"),
        ("dong", "copper"),
        ("tembaga", "copper"),
        ("thiếc", "tin"),
        ("thiec", "tin"),
        ("rare", "rare-earth-element"),
        ("rare earth", "rare-earth-element"),
        ("tin", "tin"),
        ("timah", "tin"),
        ("timah hitam", "lead"),
        ("than chì", "graphite"),
        ("nikel", "nickel"),
        ("neod", "neodymium"),
        ("gold", "gold"),
        ("ginto", "gold"),
        ("ရွှေ", "gold"),
        ("ຄຳ", "gold"),
        ("មាស", "gold"),
        ("wolfram", "tungsten"),
        ("or", "gold"),
        ("étain", "tin"),
        ("etain", "tin"),
        ("platinum-group", "platinum-group"),
    ],
)
def test_search_finds_the_best_first(text: str, code: str) -> None:
    assert load_commodities().search(text)[0] == code


def test_search_ranks_and_limits() -> None:
    vocabulary = load_commodities()
    rare = vocabulary.search("rare")
    assert set(rare[:4]) == {"rare-earth-element", "rare-earth-oxide", "lree", "hree"}
    assert vocabulary.search("") == ()
    assert vocabulary.search("   ") == ()
    assert vocabulary.search("xyzzy") == ()
    # An accent typed is an accent meant: it ranks before the same word without.
    assert vocabulary.search("chì")[0] == "lead"


def test_every_label_finds_its_own_commodity() -> None:
    vocabulary = load_commodities()
    for item in vocabulary.all():
        assert vocabulary.search(item.label)[0] == item.code
        assert vocabulary.search(item.code)[0] == item.code


def test_suggestions_for_a_misspelling() -> None:
    vocabulary = load_commodities()
    assert vocabulary.suggest("tungstan")[0] == "tungsten"
    assert vocabulary.suggest("molybdenium")[0] == "molybdenum"
    assert vocabulary.suggest("qqqqqq") == ()


def test_folding_keeps_meaningful_marks() -> None:
    assert key("CHÌ") == "chì"
    assert key("chì") != key("chi")
    assert without_accents("đồng") == "dong"
    assert without_accents("ทองแดง") == "ทองแดง"
    for two, one in (("\u0e4d\u0e32", "\u0e33"), ("\u0ecd\u0eb2", "\u0eb3")):  # Thai, Lao am
        assert key(f"x{two}y") == without_accents(f"x{one}y") == f"x{one}y"
    assert tidy("  a\u00a0\u2013  b ") == "a - b"


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_fold_as_they_do_among_others(text: str) -> None:
    assert without_accents(f"{text}|\u00e9") == f"{without_accents(f'{text}|')}e"
