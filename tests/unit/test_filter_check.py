"""Filters read here: what they say of features, and what only a server can tell."""

from __future__ import annotations

import sqlite3
from typing import Any, Optional

import pytest

from amis_qgis_plugin.services.filter_check import condition_of

ROW = {
    "code": "007",
    "gid": 7,
    "name": "Grasberg",
    "grade": 1.25,
    "open": True,
    "note": None,
    "day": "2020-01-02",
    "blank": "",
    "hour": "12:00:00",
    "guid": "abcd-1",
    "place": "São Paulo",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gid = 7", True), ("gid <> 7", False), ("gid != 8", True), ("gid > 7", False),
        ("gid >= 7 AND grade < 1.3", True), ("gid > 7 OR name = 'Grasberg'", True),
        ("NOT gid = 7", False), ("not (gid = 7 and grade > 2)", True),
        ("name = 'grasberg'", None), ("name = 'Ok Tedi'", False), ("name > 'A'", None),
        ("name LIKE 'Gras%'", True), ("name LIKE 'gras%'", None), ("name LIKE '_k%'", False),
        ("name NOT LIKE 'Ok%'", True), ("name ILIKE 'Gras%'", True),
        ("gid IN (1, 7)", True), ("gid NOT IN (1, 7)", False), ("name IN ('a','b')", False),
        ("grade BETWEEN 1 AND 2", True), ("grade NOT BETWEEN 1 AND 2", False),
        ("note IS NULL", True), ("note IS NOT NULL", False), ("note = 'x'", None),
        ("gone IS NULL", None), ("gone = 1", None), ("gone = 1 AND gid = 8", False),
        ("open = TRUE", True), ("open = 'true'", None), ("1=1", True), ("1=1 AND gid = 8", False),
        ('"GID" = 7', True), ("t:gid = 7", True), ("day > '2019-01-01'", None),
        ("day = '2020-01-02T00:00:00Z'", None), ("day > TIMESTAMP '2019-01-01 00:00:00'", None),
        ("BBOX(geom, 1, 2, 3, 4) AND gid = 7", None), ("BBOX(geom,1,2,3,4) AND gid = 8", False),
        ("code = '007'", True), ("code <> '7'", None), ("code = '8'", False), ("code > '10'", None),
        ("blank IS NULL", None), ("hour = '12:00'", None), ("day LIKE '2021%'", None),
        ("guid = '{ABCD-1}'", None), ("grade > 1.2500000001", None), ("code < 9", None),
        ("place LIKE 'Sao%'", None), ("place = 'Sao Paulo'", None), ("place LIKE 'Rio%'", False),
        ("code = 7", True), ("UPPER(name) = 'GRASBERG'", None), ("grade = 1.2500000001", None),
    ],
)  # fmt: skip
def test_what_a_condition_says(text: str, expected: Optional[bool]) -> None:
    condition = condition_of(text)
    assert condition is not None
    assert condition(ROW) is expected


@pytest.mark.parametrize(
    "text",
    ["", "gid", "gid = ", "gid = 7 AND", "(gid = 7", "gid = 7)", "gid == 7 extra", "gid 7",
     "name LIKE", "gid IN ()", "'a' = name", "gid = other", "a " * 3, "(" * 200 + "gid = 7",
     "<Filter", "<a/>", "<Filter/>", "gid = 7; DROP TABLE x"],
)  # fmt: skip
def test_what_cannot_be_read_is_left_to_the_server(text: str) -> None:
    assert condition_of(text) is None


def xml(inner: str) -> str:
    return f'<f:Filter xmlns:f="http://www.opengis.net/fes/2.0">{inner}</f:Filter>'


def compare(kind: str, field: str, value: Any) -> str:
    return (
        f"<f:PropertyIs{kind}><f:ValueReference>{field}</f:ValueReference>"
        f"<f:Literal>{value}</f:Literal></f:PropertyIs{kind}>"
    )


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (compare("EqualTo", "t:gid", 7), True),
        (compare("LessThan", "gid", 7), False),
        (f"<f:Not>{compare('GreaterThan', 'gid', 7)}</f:Not>", True),
        (f"<f:And>{compare('EqualTo', 'gid', 7)}{compare('EqualTo', 'name', 'x')}</f:And>", False),
        (f"<f:Or>{compare('EqualTo', 'gid', 8)}{compare('LessThan', 'grade', 2)}</f:Or>", True),
        ("<f:PropertyIsNull><f:ValueReference>note</f:ValueReference></f:PropertyIsNull>", True),
        ('<f:PropertyIsLike wildCard="*" singleChar="." escapeChar="!"><f:ValueReference>name'
         "</f:ValueReference><f:Literal>Gr.s*</f:Literal></f:PropertyIsLike>", True),
        ("<f:PropertyIsBetween><f:ValueReference>gid</f:ValueReference><f:LowerBoundary><f:Literal>"
         "8</f:Literal></f:LowerBoundary><f:UpperBoundary><f:Literal>9</f:Literal>"
         "</f:UpperBoundary></f:PropertyIsBetween>", False),
        ("<f:BBOX><f:ValueReference>geom</f:ValueReference></f:BBOX>", None),
        ('<f:ResourceId rid="deposits.7"/>', None),
    ],
)  # fmt: skip
def test_what_a_filter_in_xml_says(inner: str, expected: Optional[bool]) -> None:
    condition = condition_of(xml(inner))
    assert condition is not None
    assert condition(ROW) is expected


def test_sqlite_says_the_same_where_anything_is_said() -> None:
    """Every answer that is given agrees with a database; what is open is not counted."""
    rows = [(n, f"{'ABC'[n % 3]}{n}", n / 8 if n % 5 else None) for n in range(60)]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE t (gid INTEGER, name TEXT, grade REAL)")
    database.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
    for where in (
        "gid > 10 AND NOT (grade < 3 OR name LIKE 'B%')", "grade IS NULL OR gid BETWEEN 3 AND 9",
        "name IN ('A3', 'B4') OR gid NOT IN (1, 2, 3)", "gid <> 4 AND name NOT LIKE '%1'",
    ):  # fmt: skip
        kept = {one for (one,) in database.execute(" ".join(["SELECT gid FROM t WHERE", where]))}
        condition = condition_of(where)
        assert condition is not None
        told = {n: condition({"gid": n, "name": name, "grade": grade}) for n, name, grade in rows}
        assert sum(one is None for one in told.values()) <= 12, "only rows without a grade are open"
        for gid, fits in told.items():
            assert fits is None or fits is (gid in kept), (where, gid)
    database.close()
