"""Random occurrences and random filters, and a plain reading of what the filters want.

The reading knows nothing of the plugin's: hierarchy, lists, folding and areas are its own, out of
the tables and by the words of the documents.
"""

from __future__ import annotations

import csv
import itertools
import random
import sqlite3
import unicodedata
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Optional

from aligning import field_map, take
from hypothesis import strategies as st
from osgeo import gdal, ogr
from shapely import wkt

from amis_qgis_plugin.core.critical_minerals import critical_lists
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter

DATA = Path(__file__).resolve().parents[1] / "amis_qgis_plugin" / "core" / "data"
COMMODITIES = (
    "copper", "gold", "tin", "chromite", "chromium", "neodymium", "monazite",
    "rare-earth-element", "nickel", "titanium", "ilmenite",
)  # fmt: skip
COUNTRIES = ("PHL", "IDN", "VNM", "MMR")
MODELS = ("porphyry-copper-gold", "epithermal", "skarn")
TYPES = ("occurrence", "deposit", "prospect")
STATUSES = ("operating", "closed", "historic")
SOURCES = {
    "it's": "COMPLETE_PROVEN",
    "a--b ---- \\%_": "COMPLETE_UNPROVEN",
    '🙂 ]]> "x" & <y>': "INCOMPLETE",
    "مسح\u202e": "COMPLETE_PROVEN",
}
NAMES = (
    "Mỏ đồng Sin Quyền", "MỎ ĐỒNG", "Dong Pao", "Đồng Pao", "O'Brien's -- mine", "100% pure",
    "a_b", "back\\slash", "]]> & <b>", "Grasberg 🙂", "כסף", "STRASSE", "Straße", "İstanbul",
    'the "old" one', "x--y---z", "เหมืองแร่", "$x*?", "",
)  # fmt: skip
WORDS = (
    "dong", "đồng", "MỎ", "'", "--", "---", "%", "_", "\\", "]]>", "🙂", "כסף", "strasse",
    "istanbul", '"old"', "mine O'", "เหมือง", "$", "*", "?", "a b", "nowhere", "\0", "pao DONG",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """An occurrence as the file has it; ``roles`` are code to role."""

    fid: int
    names: tuple[str, ...]
    country: Optional[str]
    model: Optional[str]
    kind: Optional[str]
    status: Optional[str]
    source: str
    roles: dict[str, str]
    place: Optional[tuple[float, float]]


def make_workspace(path: Path, seed: int, count: int = 120) -> list[Row]:
    """Write random rows of several sources into a workspace, and return them as it holds them."""
    chance = random.Random(seed)
    for source_id, completeness in SOURCES.items():
        rows = [_random_row(chance) for _number in range(count // len(SOURCES))]
        take(path, rows, _fields(), source_id)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(
                "UPDATE amis_sources SET completeness = ? WHERE source_id = ?",
                (completeness, source_id),
            )
    return read_rows(path)


def _fields() -> FieldMap:
    plain = field_map(
        name="n", local_name="l", country="c", deposit_model="d", occurrence_type="t",
        mine_status="s",
    )  # fmt: skip
    ranked = FieldUse((SourceColumn("main", role="major"), SourceColumn("by", role="minor")))
    return FieldMap(plain.layer_type, {**plain.uses, "commodity_text": ranked})


def _random_row(chance: random.Random) -> tuple[dict[str, Any], Optional[tuple[float, float]]]:
    def one(values: Iterable[str]) -> Optional[str]:
        return chance.choice([*values, None])

    def several() -> Optional[str]:
        return "; ".join(chance.sample(COMMODITIES, chance.randrange(3))) or None

    attributes = {
        "n": one(NAMES), "l": one(NAMES), "c": one(COUNTRIES), "d": one(MODELS), "t": one(TYPES),
        "s": one(STATUSES), "main": several(), "by": several(),
    }  # fmt: skip
    place = (chance.randrange(360, 560) / 4, chance.randrange(-40, 80) / 4)
    if chance.random() < 0.1:
        place = (-place[0], place[1])
    return attributes, None if chance.random() < 0.05 else place


def read_rows(path: Path) -> list[Row]:
    """Read the occurrences of a workspace by SQLite and GDAL."""
    roles: dict[int, dict[str, str]] = {}
    with closing(sqlite3.connect(path)) as connection:
        for code, fid, role in connection.execute(
            "SELECT commodity, occurrence, role FROM amis_occurrence_commodity"
        ):
            roles.setdefault(fid, {})[code] = role
    found = []
    dataset = ogr.Open(str(path))
    for row in dataset.GetLayerByName("mineral_occurrences"):
        at = row.GetGeometryRef()
        found.append(
            Row(
                row.GetFID(),
                tuple(filter(None, (row["name"], row["local_name"]))),
                row["country"], row["deposit_model"], row["occurrence_type"], row["mine_status"],
                row["source_id"],
                roles.get(row.GetFID(), {}),
                None if at is None or at.IsEmpty() else (at.GetX(), at.GetY()),
            )
        )  # fmt: skip
    return found


def wanted_fids(wanted: OccurrenceFilter, rows: Iterable[Row]) -> set[int]:
    """Return the rows that a filter wants, read from its words."""
    return {row.fid for row in rows if _is_wanted(wanted, row)}


def _is_wanted(wanted: OccurrenceFilter, row: Row) -> bool:
    return (
        _has_commodities(wanted, row)
        and _is_one_of(row.country, wanted.countries)
        and _is_one_of(row.model, wanted.deposit_models)
        and _is_one_of(row.kind, wanted.occurrence_types)
        and _is_one_of(row.status, wanted.mine_statuses)
        and _is_one_of(row.source, wanted.sources)
        and _is_one_of(SOURCES[row.source], wanted.completeness)
        and _has_words(wanted.text, row.names)
        and _is_inside(wanted, row.place)
    )


def _is_one_of(value: Optional[str], values: tuple[str, ...]) -> bool:
    return not values or value in values


def _has_commodities(wanted: OccurrenceFilter, row: Row) -> bool:
    codes = set(row.roles)
    if any(codes & NARROWER[code] for code in wanted.excluded):
        return False
    counted = {code for code, role in row.roles.items() if wanted.role == "any" or role == "major"}
    hits = [
        bool(counted & (NARROWER[code] | (BROADER[code] if wanted.with_broader else set())))
        for code in wanted.commodities
    ]
    in_groups = [any(group in GROUPS[code] for code in counted) for group in wanted.groups]
    if wanted.combine == "all":
        if not all(hits) or (in_groups and not any(in_groups)):
            return False
    elif (hits or in_groups) and not any(hits + in_groups):
        return False
    lists = [LISTED[list_id] for list_id in wanted.critical_lists]
    if not lists:
        return True
    if wanted.combine_lists == "all":
        return any(all(code in one for one in lists) for code in codes)
    return any(codes & one for one in lists)


def _has_words(text: str, names: tuple[str, ...]) -> bool:
    folded = [_folded(name) for name in names]
    return all(any(_folded(word) in name for name in folded) for word in text.split()) or not text


def _folded(text: str) -> str:
    whole = text.replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", whole).casefold())
    kept = (one for one in plain if not 0x300 <= ord(one) <= 0x36F)
    return unicodedata.normalize("NFC", "".join(kept).replace("đ", "d"))


def _is_inside(wanted: OccurrenceFilter, place: Optional[tuple[float, float]]) -> bool:
    if wanted.extent is None and not wanted.polygon:
        return True
    if place is None:
        return False
    x, y = place
    if wanted.extent is not None:
        west, south, east, north = wanted.extent
        in_x = west <= x <= east if west <= east else x >= west or x <= east
        if not in_x or not south <= y <= north:
            return False
    if not wanted.polygon:
        return True
    point, shape = ogr.CreateGeometryFromWkt(f"POINT ({x} {y})"), None
    shape = ogr.CreateGeometryFromWkt(wanted.polygon)
    parts = [shape] if shape.GetGeometryName() == "POLYGON" else list(shape)
    return any(part.Contains(point) for part in parts)


def _table(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _closed(pairs: Iterable[tuple[str, str]], codes: Iterable[str]) -> dict[str, set[str]]:
    """Return code to itself and all that steps lead to."""
    steps = list(pairs)
    reached = {code: {code} for code in codes}
    changed = True
    while changed:
        changed = False
        for (start, end), found in itertools.product(steps, reached.values()):
            if start in found and end not in found:
                found.add(end)
                changed = True
    return reached


_CODES = [row["code"] for row in _table("commodities.csv")]
_DOWN = [(row["parent"], row["code"]) for row in _table("commodities.csv") if row["parent"]]
_DOWN += [
    (row["implies"], row["code"]) for row in _table("commodity_links.csv") if row["filter"] == "yes"
]
GROUPS = {row["code"]: row["groups"].split(";") for row in _table("commodities.csv")}
GROUPS = {code: [one.strip() for one in groups] for code, groups in GROUPS.items()}
NARROWER = _closed(_DOWN, COMMODITIES)
BROADER = _closed([(down, up) for up, down in _DOWN], COMMODITIES)
# Which codes a list has is tested with the lists; here it is what they are used for.
LISTED = {one.list_id: set(one.codes) for one in critical_lists()}


def _some(values: Iterable[str], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    # Mostly nothing: a filter with every wish at once finds nothing.
    drawn = st.lists(st.sampled_from(sorted(values)), min_size=1, max_size=most).map(tuple)
    return st.one_of(st.just(()), st.just(()), drawn)


_corner = st.tuples(st.integers(88, 142), st.integers(-12, 22)).map(
    lambda found: (found[0] + 0.1370127, found[1] + 0.2913391)
)


def _ring_wkt(ring: list[tuple[float, float]]) -> str:
    return "((" + ", ".join(f"{x} {y}" for x, y in [*ring, ring[0]]) + "))"


_ring = (
    st.lists(_corner, min_size=3, max_size=7, unique=True)
    .map(_ring_wkt)
    .filter(lambda ring: wkt.loads(f"POLYGON {ring}").is_valid)  # OGR warns about others
)
polygons = st.one_of(
    _ring.map(lambda ring: f"POLYGON {ring}"),
    st.lists(_ring, min_size=2, max_size=3).map(lambda rings: f"MULTIPOLYGON ({', '.join(rings)})"),
)
_x, _y = st.integers(350, 570).map(lambda n: n / 4), st.integers(-45, 85).map(lambda n: n / 4)
extents = st.builds(
    lambda west, east, levels: (west, levels[0], east, levels[1]),
    st.one_of(_x, _x.map(lambda x: -x)), _x, st.tuples(_y, _y).map(sorted),
)  # fmt: skip
commodity_wishes: dict[str, Any] = {
    "commodities": _some(COMMODITIES, 3),
    "combine": st.sampled_from(("any", "all")),
    "with_broader": st.booleans(),
    "excluded": _some(COMMODITIES),
    "groups": _some(("battery", "precious", "ree")),
    "critical_lists": _some(("EU-2024", "US-2022", "MY-2021")),
    "combine_lists": st.sampled_from(("any", "all")),
}
field_wishes: dict[str, Any] = {
    "countries": _some(COUNTRIES),
    "deposit_models": _some(MODELS),
    "occurrence_types": _some(TYPES),
    "mine_statuses": _some(STATUSES),
    "sources": _some([*SOURCES, "nobody's"]),
    "completeness": _some(set(SOURCES.values())),
}
place_wishes: dict[str, Any] = {
    "extent": st.one_of(st.none(), st.none(), extents),
    "polygon": st.one_of(st.just(""), st.just(""), polygons),
}
filters = st.builds(
    OccurrenceFilter,
    role=st.sampled_from(("any", "major")),
    text=st.one_of(st.just(""), st.just(""), st.sampled_from(WORDS)),
    **commodity_wishes,
    **field_wishes,
    **place_wishes,
)
# What servers can say, too.
plain_filters = st.builds(OccurrenceFilter, **commodity_wishes, **field_wishes, **place_wishes)


def edit_rows(path: Path, rows: Iterable[Row], seed: int) -> list[Row]:
    """Edit, delete and add rows through GDAL, as QGIS does; return what the file says then.

    Commodities are reckoned from the codes that were written: those that stay keep their role.
    """
    chance = random.Random(seed)
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer = dataset.GetLayerByName("mineral_occurrences")
    found = []
    for row in rows:
        kind = chance.choice(("kept", "edited", "edited", "deleted"))
        if kind == "deleted":
            layer.DeleteFeature(row.fid)
        elif kind == "edited":
            feature = layer.GetFeature(row.fid)
            names, codes = _write_edit(feature, chance)
            layer.SetFeature(feature)
            roles = {code: row.roles.get(code, "unranked") for code in codes}
            found.append(replace(row, names=names, roles=roles))
        else:
            found.append(row)
    for source in SOURCES:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["source_id"] = source
        names, codes = _write_edit(feature, chance)
        layer.CreateFeature(feature)
        roles = dict.fromkeys(codes, "unranked")
        made = Row(feature.GetFID(), names, None, None, None, None, source, roles, None)
        found.append(made)
    return found


def _write_edit(feature: Any, chance: random.Random) -> tuple[tuple[str, ...], list[str]]:
    given = [chance.choice([*NAMES, None]) for _name in range(2)]
    codes = chance.sample(COMMODITIES, chance.randrange(4))
    for field, value in zip(("name", "local_name"), given):
        feature[field] = value
    feature["commodity_codes"] = chance.choice(("; ", ";", " ;  ")).join(codes) or None
    return tuple(filter(None, given)), codes
