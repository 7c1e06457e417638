"""The parser, against lists read by hand and an independent reading of the sample deposits."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.commodity_lexicon import load_lexicon, parser_words
from amis_qgis_plugin.core.commodity_parser import parse_commodities
from amis_qgis_plugin.core.errors import VocabularyError

RULES = {"ore-traded", "ore-described", "beside-metal", "beside-gangue", "in-assemblage"}
REE = (
    "Lanthanum, Praseodymium, Samarium, Gadolinium, Thulium, Holmium, Cerium, Europium, "
    "Yttrium, Ytterbium, Erbium, Neodymium, Terbium, Dysprosium, Lutetium"
)
PODIFORM = "Rhodium, Iridium, Ruthenium, Palladium, Platinum, Iron, Chromium"
PODIFORM_CODES = (
    "rhodium iridium ruthenium palladium platinum iron chromium alumina silica chromite"
)


def codes(text: str, profile: str = "") -> list[str]:
    parsed = parse_commodities(text, profile)
    assert parsed.unmatched == (), parsed
    return list(parsed.codes)


def ranked(text: str) -> dict[str, str]:
    return {match.code: match.role for match in parse_commodities(text).matches}


def rows(root: Path, *parts: str) -> list[dict[str, str]]:
    with root.joinpath(*parts).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # separators
        ("Cu-Au", "copper gold"),
        ("Cu\u2013Mo", "copper molybdenum"),
        ("copper; gold", "copper gold"),
        ("Pb/Zn/Ag", "lead zinc silver"),
        ("Cu+Au", "copper gold"),
        ("Ni & Co", "nickel cobalt"),
        ("Copper and gold", "copper gold"),
        ("emas dan perak", "gold silver"),
        ("vàng và bạc", "gold silver"),
        ("cuivre et zinc", "copper zinc"),
        ("Pasir Besi\nIron Sand", "magnetite"),
        ("COPPER , GOLD", "copper gold"),
        ("Cu|Au", "copper gold"),
        ("Cu>Au", "copper gold"),
        ("Gemstone > Jade", "gemstones jade"),
        ("Ag - Pb - Zn", "silver lead zinc"),
        ("Cu \x96 Au", "copper gold"),
        ("Cu. Au.", "copper gold"),
        ("AU AG CU", "gold silver copper"),
        ("Cu Au", "copper gold"),
        ("Halite-potassium", "salt potash"),
        ("Titanium-zirconium-REE", "titanium zirconium rare-earth-element"),
        # names that hold a separator
        ("sand and gravel, clay", "sand-and-gravel clay"),
        ("River Sand  and Gravel", "sand-and-gravel"),
        ("Titanium, Metal,Terbium,Titanium,Metal", "titanium terbium"),
        ("Fluorine-Fluorite,Tin", "fluorite tin"),
        ("Phosphorus-Phosphates", "phosphate-rock"),
        ("platinum-group elements", "platinum-group"),
        ("Niobium (Columbium)", "niobium"),
        ("Aluminium (Bauxite)", "bauxite"),
        ("pasir dan kerikil", "sand-and-gravel"),
        # grades and units
        ("Cu 0.5%, Au 1.2 g/t", "copper gold"),
        ("Au 0,07-0,21 gr/ton", "gold"),
        ("Fe2O3 52%, SiO2 10%", "iron silica"),
        ("Ni 1.5% Co 0.1%", "nickel cobalt"),
        ("500 ppm Li", "lithium"),
        ("Cu (0.4 %), Mo (120 ppm)", "copper molybdenum"),
        ("1.2 Mt @ 3% Cu", "copper"),
        ("g/t Au", "gold"),
        # formulae and symbols
        ("U3O8", "uranium"),
        ("NdPr", "neodymium praseodymium"),
        ("coltan", "niobium tantalum"),
        ("TREO", "rare-earth-oxide"),
        ("As", "arsenic"),
        ("I", "iodine"),
        ("P", "phosphate-rock"),
        ("K", "potash"),
        ("F", "fluorite"),
        ("sn, w", "tin"),
        # words that only describe
        ("Copper ore", "copper"),
        ("Ni-Co laterite", "nickel cobalt laterite"),
        ("Porphyry Cu-Au", "copper gold"),
        ("gold deposit", "gold"),
        ("native Au", "gold"),
        ("nickel laterite", "nickel"),
        ("bijih nikel", "nickel"),
        ("auriferous", "gold"),
        ("coal bed methane", "reservoir-gas"),
        ("K-feldspar", "feldspar"),
        ("Emas DMP", "gold"),
        ("Heavy mineral sands (ilmenite, zircon)", "heavy-mineral-sand ilmenite zircon"),
        ("หินอุตสาหกรรมชนิดหินปูน", "limestone"),
        ("ดีบุก-ทังสเตน", "tin tungsten"),
        ("Urani - đất hiếm", "uranium rare-earth-element"),
        ("plomb - zinc", "lead zinc"),
        ("REE (La, Ce, Nd)", "rare-earth-element lanthanum cerium neodymium"),
        # languages
        ("timah hitam", "lead"),
        ("timah", "tin"),
        ("than chì", "graphite"),
        ("than bùn", "peat"),
        ("than", "coal"),
        ("đồng, thiếc", "copper tin"),
        ("quặng sắt", "iron-ore"),
        ("batu bara", "coal"),
        ("kersik; felspar", "silica feldspar"),
        ("nadir bumi", "rare-earth-element"),
        ("ทองแดงและทองคำ", "copper gold"),
        ("ทองแดง", "copper"),
        ("แร่ดีบุก ทังสเตน", "tin tungsten"),
        ("ຄຳ, ທອງແດງ", "gold copper"),
        ("ကြေးနီ၊ ရွှေ", "copper gold"),
        ("ခဲမဖြူ", "tin"),
        ("មាស និង ទង់ដែង", "gold copper"),
        ("ginto, tanso", "gold copper"),
        ("ouro e prata", "gold silver"),
        # misspellings that are declared
        ("Neoymium", "neodymium"),
        ("mangaese", "manganese"),
        ("manosit", "monazite"),
        # URIs of vocabularies
        ("http://resource.geosciml.org/classifier/cgi/commodity-code/gold", "gold"),
        ("http://inspire.ec.europa.eu/codelist/CommodityCodeValue/ironOre", "iron-ore"),
        ("http://www.opengis.net/def/nil/OGC/0/unknown", ""),
        # nothing there
        ("", ""),
        ("  ", ""),
        ("123", ""),
        ("-", ""),
        # others, and so on
        ("n/a", "x-unspecified"),
        ("NICKEL, ETC.", "nickel"),
        ("GOLD, COPPER\n& OTHER MINERALS", "gold copper"),
        ("polymetallic", "x-polymetallic"),
    ],
)
def test_lists_read_by_hand(text: str, expected: str) -> None:
    if text == "sn, w":
        # A single small letter is no symbol.
        assert parse_commodities(text).unmatched == ("w",)
        assert list(parse_commodities(text).codes) == expected.split()
        return
    assert codes(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected", "minerals"),
    [
        # nickel laterite: gangue and the ore minerals of named metals are no products
        (
            "goethite, quartz, serpentine, smectite, chromite, limonite, Ni, Co",
            "nickel cobalt",
            "goethite quartz serpentine smectite chromite limonite",
        ),
        (
            "magnetite, talc, garnierite, clay minerals, Ni, Co",
            "nickel cobalt",
            "magnetite talc garnierite clay_minerals",
        ),
        # sediment-hosted gold
        (
            "quartz, arsenic, galena, stibnite, sericite, gold, antimony, calcite, epidote",
            "arsenic gold antimony",
            "quartz galena stibnite sericite calcite epidote",
        ),
        ("chalcopyrite, gold", "gold", "chalcopyrite"),
        ("copper, chalcopyrite", "copper", "chalcopyrite"),
        ("chalcopyrite", "copper", ""),
        ("galena, sphalerite", "lead zinc", ""),
        ("cassiterite, wolframite", "tin tungsten", ""),
        ("cassiterite, gold", "tin gold", ""),
        ("tin, cassiterite", "tin", "cassiterite"),
        ("quartz", "quartz", ""),
        ("quartz, feldspar, mica", "quartz feldspar mica", ""),
        ("quartz, gold", "gold", "quartz"),
        ("gold, clay", "gold clay", ""),
        ("gold, quartz, clay", "gold", "quartz clay"),
        ("asbestos, talc", "asbestos talc", ""),
        ("chromite, olivine, chromium", "chromite chromium", "olivine"),
        ("zircon, ilmenite, monazite", "zircon ilmenite monazite", ""),
        ("iron, magnetite, goethite", "iron magnetite", "goethite"),
        ("goethite, limonite", "", "goethite limonite"),
        ("Water,Nickel", "nickel", "Water"),
        ("kuarsa, emas", "gold", "kuarsa"),
    ],
)
def test_minerals_are_told_from_products(text: str, expected: str, minerals: str) -> None:
    parsed = parse_commodities(text)
    assert list(parsed.codes) == expected.split()
    assert [term.replace(" ", "_") for term in parsed.minerals] == minerals.split()
    assert parsed.unmatched == ()


def test_a_rank_makes_a_product() -> None:
    assert ranked("quartz (major), gold") == {"quartz": "major", "gold": "unranked"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cu, Au", {"copper": "unranked", "gold": "unranked"}),
        ("Cu (major), Ag (minor)", {"copper": "major", "silver": "minor"}),
        (
            "Major: Cu, Au; Minor: Ag, Mo",
            {"copper": "major", "gold": "major", "silver": "minor", "molybdenum": "minor"},
        ),
        ("Main: Cu By-product: Au", {"copper": "major", "gold": "minor"}),
        ("Primary: Sn; Secondary: W", {"tin": "major", "tungsten": "minor"}),
        (
            "copper with minor gold and silver",
            {"copper": "unranked", "gold": "minor", "silver": "minor"},
        ),
        ("gold by-product", {"gold": "minor"}),
        ("Cu and Au as by-product", {"copper": "unranked", "gold": "minor"}),
        ("Au, Ag (by-products)", {"gold": "unranked", "silver": "minor"}),
        (
            "Bismuth +/- Cobalt +/- Indium",
            {"bismuth": "unranked", "cobalt": "possible", "indium": "possible"},
        ),
        (
            "Ag-Pb ± Au, Zn",
            dict(
                zip(["silver", "lead", "gold", "zinc"], ["unranked"] * 2 + ["possible", "unranked"])
            ),
        ),
        ("Sn?", {"tin": "possible"}),
        ("Au (?)", {"gold": "possible"}),
        ("possible gold, tin", {"gold": "possible", "tin": "unranked"}),
        ("tembaga (utama), emas (ikutan)", {"copper": "major", "gold": "minor"}),
        ("แร่หลัก: ทองแดง แร่รอง: ทองคำ", {"copper": "major", "gold": "minor"}),
        ("Au (possible), Au", {"gold": "unranked"}),
    ],
)
def test_ranks(text: str, expected: dict[str, str]) -> None:
    assert ranked(text) == expected
    assert parse_commodities(text).unmatched == ()


@pytest.mark.parametrize(
    ("text", "expected", "unknown"),
    [
        ("unobtainium, gold", ["gold"], ("unobtainium",)),
        ("COPPER , CRITICAL , GOLD", ["copper", "gold"], ("CRITICAL",)),
        ("Silver Co.", ["silver"], ("Co",)),
        ("In situ gold", ["gold"], ("situ",)),
        ("other than gold", [], ("other than gold",)),
        ("or, cuivre", ["copper"], ("or",)),
        ("AS, TIN", ["tin"], ("AS",)),
        ("RE", [], ("RE",)),
        ("lignite (ausgekohlt)", ["brown-coal"], ("ausgekohlt",)),
        ("ทองแดงกขค", ["copper"], ("กขค",)),
    ],
)
def test_what_is_unknown_is_said(text: str, expected: list[str], unknown: tuple[str, ...]) -> None:
    parsed = parse_commodities(text)
    assert list(parsed.codes) == expected
    assert parsed.unmatched == unknown


def test_a_substring_is_no_commodity() -> None:
    for text in ("Bauxite", "Augite", "Australian", "Coarse", "Insite", "leader", "tinder"):
        assert not {"gold", "tin", "lead", "cobalt", "indium"} & set(parse_commodities(text).codes)


def test_french_or_counts_in_french_text_only() -> None:
    assert parse_commodities("or, fer, sel").codes == ()
    assert codes("or, fer, sel", "fr") == ["gold", "iron", "salt"]
    assert codes("fluorine") == ["fluorine"]
    assert codes("fluorine", "fr") == ["fluorite"]


def test_mrds_codes_count_in_mrds_text_only() -> None:
    assert codes(" AU AG CU", "mrds") == ["gold", "silver", "copper"]
    assert codes("RE AND MG P K F", "mrds") == [
        "rhenium",
        "andalusite",
        "magnesite",
        "phosphate-rock",
        "potash",
        "fluorite",
    ]
    assert codes("PGE_PT CLY_K FE_PYR", "mrds") == ["platinum", "kaolin", "pyrite"]
    assert codes("Uranium, Vanadium", "mrds") == ["uranium", "vanadium"]
    assert codes("TIN AND GOLD") == ["tin", "gold"]


# Symbol to its reading in a list of deposits and in an analysis; "" is known and no product.
BY_FIELD = {
    "P": ("phosphate-rock", "phosphorus"),
    "K": ("potash", ""),
    "Fe": ("iron", "iron"),
    "F": ("fluorite", "fluorine"),
    "Ba": ("baryte", "barium"),
    "P2O5": ("phosphate-rock", "phosphorus"),
    "K2O": ("potash", ""),
    "Fe2O3": ("iron", "iron"),
    "SiO2": ("silica", "silicon"),
    "Al2O3": ("alumina", "aluminium"),
    "MgO": ("", "magnesium"),
    "potassium": ("potash", ""),
    "Na": ("", ""),
    "Ca": ("", ""),
    "Cu": ("copper", "copper"),
}


@pytest.mark.parametrize("symbol", BY_FIELD)
def test_a_symbol_is_read_by_the_kind_of_field_that_it_stands_in(symbol: str) -> None:
    for profile, code in zip(("", "assay"), BY_FIELD[symbol]):
        parsed = parse_commodities(symbol, profile)
        assert parsed.codes == ((code,) if code else ()), profile
        assert parsed.minerals == (() if code else (symbol,)), profile
        assert parsed.unmatched == (), profile


def test_an_assay_names_elements() -> None:
    assert codes("P, F, Ba", "assay") == ["phosphorus", "fluorine", "barium"]
    assert codes("K, P, Fe, Na", "assay") == ["phosphorus", "iron"]
    assert parse_commodities("Cl; C; N; O; H", "assay").minerals == ("Cl", "C", "N", "O", "H")


def test_elements_of_assays_are_symbols_with_a_code_of_the_vocabulary_or_none(root: Path) -> None:
    vocabulary = load_commodities()
    symbols = {item.symbol: item.label for item in vocabulary.all() if item.symbol}
    for element in rows(root, "amis_qgis_plugin", "core", "data", "assay_elements.csv"):
        symbol, code = element["symbol"], element["code"]
        for name in filter(None, (symbol, *element["names"].split(";"))):
            assert parse_commodities(name, "assay").codes == ((code,) if code else ()), name
        if code:
            item = vocabulary.get(code)
            assert (item.symbol, item.label) == (symbol, element["element"])
        else:
            assert element["element"] not in symbols.values()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lead or zinc", "lead zinc"),
        ("Tin or tungsten or gold", "tin tungsten gold"),
        ("Copper, lead, or zinc", "copper lead zinc"),
        ("gold and/or silver", "gold silver"),
        ("emas atau perak", "gold silver"),
        ("vàng hoặc bạc", "gold silver"),
        ("ทองคำหรือเงิน", "gold silver"),
        ("ทองคำ หรือ เงิน", "gold silver"),
        ("oro y plata", "gold silver"),
        ("cobre o plomo", "copper lead"),
        ("ouro ou prata", "gold silver"),
        ("cuivre ou zinc", "copper zinc"),
    ],
)
def test_a_choice_of_two_names_is_both(text: str, expected: str) -> None:
    assert codes(text) == expected.split()
    assert codes(f"{text}; nickel") == [*expected.split(), "nickel"]


def test_a_choice_carries_the_rank_before_it() -> None:
    assert ranked("possible gold or silver, tin") == {
        "gold": "possible", "silver": "possible", "tin": "unranked",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "codes_of_it", "unknown"),
    [
        ("Or, Argent", ("silver",), ("Or",)),
        ("or", (), ("or",)),
        ("argent et or", ("silver",), ("or",)),
        ("lead or pewter", ("lead",), ("or pewter",)),
        ("pewter or brass", (), ("pewter or brass",)),
        ("LEAD OR ZINC", ("lead", "zinc"), ("OR",)),
    ],
)
def test_what_may_be_french_gold_joins_nothing(
    text: str, codes_of_it: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    parsed = parse_commodities(text)
    assert (parsed.codes, parsed.unmatched) == (codes_of_it, unknown)


def test_in_french_text_or_is_gold() -> None:
    assert codes("Or, Argent", "fr") == ["gold", "silver"]
    assert codes("argent et or", "fr") == ["silver", "gold"]
    assert codes("or natif ou argent", "fr") == ["gold", "silver"]


# The fifteen lanthanides by atomic number, 57 to 71.
LANTHANIDES = [
    "lanthanum",
    "cerium",
    "praseodymium",
    "neodymium",
    "promethium",
    "samarium",
    "europium",
    "gadolinium",
    "terbium",
    "dysprosium",
    "holmium",
    "erbium",
    "thulium",
    "ytterbium",
    "lutetium",
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La-Lu", LANTHANIDES),
        ("La\u2013Lu", LANTHANIDES),
        ("La - Lu", LANTHANIDES),
        ("Sc, Y, La-Nd", ["scandium", "yttrium", *LANTHANIDES[:4]]),
        ("Gd-Lu + Y", [*LANTHANIDES[7:], "yttrium"]),
        ("REE (Sm-Dy)", ["rare-earth-element", *LANTHANIDES[5:10]]),
        ("La-Pr", LANTHANIDES[:3]),
        # neighbours, the other way round, more than two, other elements: lists
        ("Ce-La", ["cerium", "lanthanum"]),
        ("Nd-Pr", ["neodymium", "praseodymium"]),
        ("Pr-Nd", ["praseodymium", "neodymium"]),
        ("Lu-La", ["lutetium", "lanthanum"]),
        ("La-Ce-Nd", ["lanthanum", "cerium", "neodymium"]),
        ("La - Ce - Nd", ["lanthanum", "cerium", "neodymium"]),
        ("La, Lu", ["lanthanum", "lutetium"]),
        ("Y-Lu", ["yttrium", "lutetium"]),
        ("Cu-Zn", ["copper", "zinc"]),
    ],
)
def test_a_range_of_rare_earths_is_all_of_them(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("text", ["mixed ore", "High grade ore", "quặng", "bijih", "แร่", "สินแร่",
                                  "vein deposit"])  # fmt: skip
def test_words_that_only_describe_are_unknown_where_nothing_is_named(text: str) -> None:
    parsed = parse_commodities(text)
    assert (parsed.codes, parsed.minerals, parsed.unmatched) == ((), (), (text,))
    beside = parse_commodities(f"gold, {text}")
    assert (beside.codes, beside.unmatched) == (("gold",), (text,))
    for about in (f"gold ({text})", f"{text}: gold", f"gold (rich, {text})"):
        assert codes(about) == ["gold"], about


@pytest.mark.parametrize("text", ["AS", "IN"])
def test_two_letters_may_be_a_symbol_or_a_word_anywhere(text: str) -> None:
    for about in (text, f"Cu ({text})", f"Cu, {text}"):
        assert parse_commodities(about).unmatched == (text,)


@pytest.mark.parametrize(
    "text", ["Various metals", "metals", "Bijih logam", "kim loại", "logam", "Mineral Logam"]
)
def test_unnamed_metals_are_polymetallic_until_one_is_named(text: str) -> None:
    assert codes(text) == ["x-polymetallic"]
    assert codes(f"{text}, Cu") == ["copper"]
    assert codes("P, F, Ba") == ["phosphate-rock", "fluorite", "baryte"]


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(VocabularyError, match="klingon"):
        parse_commodities("Cu", "klingon")


def test_the_codes_of_the_usgs_potash_database() -> None:
    assert codes("K, HAL, K  HAL") == ["potash", "salt"]
    assert codes("GYP, HAL, K, HAL  K  GYP") == ["gypsum", "salt", "potash"]
    assert codes("K, HAL, MG, K  MG  HAL") == ["potash", "salt", "magnesium"]
    brine = parse_commodities("K, BRI, BRI  K")
    assert brine.codes == ("potash",)
    assert brine.minerals == ("BRI",)


def test_fifteen_rare_earths_in_a_row() -> None:
    expected = REE.lower().split(", ")
    assert codes(REE) == expected
    assert codes(f"Quartz, {REE}") == expected
    assert codes(f"Gold, {REE}") == ["gold", *expected]


def test_every_name_of_the_vocabulary_is_read() -> None:
    """A name on its own gives its commodity, in the kind of source in which it counts."""
    for alias in load_commodities().aliases:
        profile = alias.profile
        parsed = parse_commodities(alias.alias, profile)
        assert parsed.unmatched == (), alias
        assert alias.code in parsed.codes, (alias, parsed)


def test_minerals_and_rules_hold_together(root: Path) -> None:
    data = ("amis_qgis_plugin", "core", "data")
    names = {alias.alias.casefold() for alias in load_commodities().aliases}
    minerals = [row["term"] for row in rows(root, *data, "minerals.csv")]
    assert len({term.casefold() for term in minerals}) == len(minerals) > 250
    assert not {term.casefold() for term in minerals} & names
    vocabulary = load_commodities()
    seen = set()
    for row in rows(root, *data, "mineral_rules.csv"):
        assert row["rule"] in RULES
        assert row["code"] in vocabulary
        assert row["note"].endswith(".")
        assert not row["term"] or row["term"].casefold() in names
        assert bool(row["term"]) == row["rule"].startswith("ore-")
        assert (row["term"], row["term"] or row["code"]) not in seen
        seen.add((row["term"], row["term"] or row["code"]))


def test_parser_words_do_not_hide_commodities() -> None:
    """A joining or noise word that is a name too would swallow it."""
    words = parser_words()
    lexicon = load_lexicon("")
    for word in words["connectors"]:
        assert lexicon.whole(word) is None, word
    for words_of_role in words["roles"].values():
        for word in words_of_role:
            assert lexicon.whole(word) is None, word


def naive(text: str) -> list[str] | None:
    """Read a plain comma list by symbol and label of the table alone, or give up."""
    by_name = {}
    for item in load_commodities().all():
        by_name.setdefault(item.label, item.code)
        if item.symbol and " " not in item.symbol:
            by_name.setdefault(item.symbol, item.code)
    by_name |= {"Al": "aluminium", "Aluminum": "aluminium", "Fe": "iron", "Cr": "chromium"}
    by_name |= {"Zr": "zirconium", "Mg": "magnesium", "P": "phosphate-rock", "K": "potash"}
    by_name |= {"sulfur": "sulphur", "Ti": "titanium", "Ba": "baryte"}
    found: list[str] = []
    for term in text.split(","):
        name = term.strip()
        code = by_name.get(name) or by_name.get(name[:1].lower() + name[1:])
        if code is None:
            return None
        found.append(code)
    return list(dict.fromkeys(found))


def test_sample_deposits_against_an_independent_reading(root: Path) -> None:
    """Every sample whose list is plain gives what a look-up by symbol and label gives."""
    compared = 0
    for row in rows(root, "sample_layers", "facts", "asean_deposits.csv"):
        expected = naive(row["commodities"])
        rock_forming = {"quartz", "pyrite", "feldspar", "magnesite", "corundum", "graphite"}
        if expected is None or rock_forming & set(expected):
            continue
        compared += 1
        assert codes(row["commodities"]) == expected, row
    assert compared > 500


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"chromite, olivine, serpentine, Chromic Oxide, {PODIFORM}, Aluminum Oxide, Silica",
            PODIFORM_CODES,
        ),
        (
            f"pentlandite, troilite, violarite, serpentine, olivine, chromite, pyrrhotite, "
            f"Chromic Oxide, {PODIFORM}, Aluminum Oxide, Silica",
            PODIFORM_CODES,
        ),
        (
            "limonite, asbolane, gibbsite, pyroxene, serpentine, kaolinite, olivine, hematite, "
            "garnierite, smectite, lithiophorite, talc, goethite, magnetite, quartz, chromite, "
            "Ni, Co",
            "nickel cobalt",
        ),
        (
            "quartz, arsenic, galena, stibnite, sericite, dickite, epidote, sarabauite, pyrite, "
            "chalcopyrite, antimony, gold, realgar, sphalerite, wollastonite, arsenopyrite, "
            "orpiment, calcite",
            "arsenic antimony gold",
        ),
        (
            "realgar, dickite, dolomite, chalcedony, pyrite, illite-smectite, alunite, "
            "halloysite, stibiconite, quartz, calcite, cinnabar, kaolinite, As-pyrite, gold, "
            "stibnite, orpiment, marcasite",
            "gold",
        ),
        (
            "Os, gemstone, Rh, diamond, Ru, Au, Ir, PGE, Pt, Sn",
            "osmium gemstones rhodium diamond ruthenium gold iridium platinum-group platinum tin",
        ),
        (
            "Nickel,Silica,Water,Aluminum,Cobalt,Chromium,Iron",
            "nickel silica aluminium cobalt chromium iron",
        ),
        ("Fe, silica, Ca, corundum, abrasive, Cr, Mg", "iron silica corundum chromium magnesium"),
        ("pyrite, Ni, Co", "nickel cobalt"),
        ("salt, K, gypsum", "salt potash gypsum"),
        ("Zr, REE, Ti", "zirconium rare-earth-element titanium"),
    ],
)
def test_lists_of_the_samples_by_hand(text: str, expected: str) -> None:
    assert set(codes(text)) == set(expected.split())


def test_every_sample_deposit_is_read_in_full(root: Path) -> None:
    found = rows(root, "sample_layers", "facts", "asean_deposits.csv")
    assert len(found) == 726
    for row in found:
        parsed = parse_commodities(row["commodities"])
        assert parsed.unmatched == (), row
        assert parsed.matches, row


def test_philippine_copper_in_the_samples(root: Path) -> None:
    """Counted once by the parser and once by plain words in the text."""
    parsed = words = 0
    for row in rows(root, "sample_layers", "facts", "asean_deposits.csv"):
        if row["country"] == "PHL":
            parsed += "copper" in parse_commodities(row["commodities"]).codes
            terms = {term.strip() for term in row["commodities"].split(",")}
            words += bool(terms & {"Cu", "Copper", "copper"})
    assert parsed == words > 0
