"""The report as JSON and as HTML: whole, sound, escaped, and of bounded size."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, Optional

import pytest
from aligning import field_map, point_wkb
from hypothesis import given
from hypothesis import strategies as st

from amis_qgis_plugin.core.checks.kinds import SEVERITIES, check_kinds
from amis_qgis_plugin.core.checks.report import (
    CheckReport,
    RowFinding,
    ScoreItem,
    UnknownTerm,
    gathered,
)
from amis_qgis_plugin.core.checks.report_html import report_html
from amis_qgis_plugin.core.checks.rules import bundled_rules
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow
from amis_qgis_plugin.workspace.check_submission import OtherRow, check_submission

VOID = {"meta", "br", "hr", "img", "link", "input"}
ATTACK = "<script>alert('x')</script>\"&amp;"
FOUND = (
    RowFinding("buddhist-year", "4", "start_date", "25/05/2560", (100.0, 10.0)),
    RowFinding("unmatched-term", "2", "commodity", "ໄຄ", None),
    RowFinding("licence-missing"),
    RowFinding("required-empty", "1", "commodity_text"),
    RowFinding("unmatched-term", "3", "country", "Atlantis"),
    RowFinding("unmatched-term", "2", "commodity", "Vibranium"),
    RowFinding("required-empty", "2", "commodity_text"),
    RowFinding("incomplete-reading", detail="3 of 4 rows"),
)
MAP = FieldMap(
    "mineral_occurrences",
    {
        "name": FieldUse((SourceColumn("ຊື່"),)),
        "commodity_text": FieldUse((SourceColumn("Main", "major"), SourceColumn("Cu", "", True))),
        "country": FieldUse(constant="LAO"),
    },
)


def report_of(findings: Any = FOUND, **changes: Any) -> CheckReport:
    report = CheckReport(
        layer="ບໍ່ແຮ່ & Mỏ đồng",
        layer_type="mineral_occurrences",
        crs="EPSG:4326",
        rows=12345,
        rules=bundled_rules(),
        findings=gathered(findings, bundled_rules()),
        score_items=(ScoreItem("layer: licence", 2, 0), ScoreItem("rows: place", 3, 0.123456)),
        unmatched=(UnknownTerm("commodity", "ໄຄ", 2, ("copper", "tin")),),
        notes=("Countries were not looked up.",),
        made_at="2026-03-04 05:06 UTC",
        software="AMIS Explorer 0.1.0",
        mapping=MAP.to_dict(),
    )
    return replace(report, **changes)


class Reader(HTMLParser):
    """Reads a document as a browser does, and minds that every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, Optional[str]]]] = []
        self.shown: list[str] = []
        self.styles = ""
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.styles += data
        elif data.strip():
            self.shown.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.shown).split())

    def count(self, tag: str) -> int:
        return sum(1 for name, _attributes in self.tags if name == tag)


def read(report: CheckReport) -> Reader:
    return Reader(report_html(report))


def text_within(document: Any) -> Iterator[str]:
    if isinstance(document, dict):
        for value in document.values():
            yield from text_within(value)
    elif isinstance(document, list):
        for value in document:
            yield from text_within(value)
    elif isinstance(document, str):
        yield document


def test_the_json_comes_back_as_it_was() -> None:
    document = report_of().to_dict()
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    as_bytes = json.dumps(document, ensure_ascii=False).encode("utf-8")
    assert json.loads(as_bytes.decode("utf-8")) == document


def test_the_json_has_the_shape_that_programs_rely_on() -> None:
    document = report_of().to_dict()
    shape = {name: type(value) for name, value in document.items()}
    assert shape == {
        "format": str, "version": int, "made_at": str, "software": str, "layer": str,
        "layer_type": str, "crs": str, "rows": int, "rule_set": dict, "score": float,
        "score_items": list, "counts": dict, "findings": list, "unmatched_terms": list,
        "field_map": dict, "notes": list, "filter": str, "not_read": list, "hints": list,
    }  # fmt: skip
    assert (document["format"], document["version"]) == ("amis-check-report", 1)
    assert set(document["rule_set"]) == {
        "id", "title", "edition", "basis", "same_place_m", "same_name_m",
    }  # fmt: skip
    assert document["rule_set"]["edition"] == bundled_rules().edition
    for finding in document["findings"]:
        assert {name: type(value) for name, value in finding.items()} == {
            "code": str, "severity": str, "title": str, "field": str, "what_to_do": str,
            "count": int, "rows": list, "details": list, "label": str, "source_fields": list,
        }  # fmt: skip
        assert finding["severity"] in SEVERITIES
        assert finding["what_to_do"] == check_kinds()[finding["code"]].action
        keys = {"id", "identifier", "name", "detail"}
        assert all(set(row) == keys and row["id"] for row in finding["rows"])
        assert finding["count"] == len({row["id"] for row in finding["rows"]})
    assert document["unmatched_terms"] == [
        {"vocabulary": "commodity", "term": "ໄຄ", "rows": 2, "suggestions": ["copper", "tin"]}
    ]
    assert document["field_map"] == MAP.to_dict()
    assert FieldMap.from_dict(document["field_map"]) == MAP


def test_the_json_tells_score_and_counts() -> None:
    document = report_of().to_dict()
    assert document["score"] == round(100 * 3 * 0.123456 / 5, 1) == 7.4
    assert [one["share"] for one in document["score_items"]] == [0, 0.1235]
    assert document["counts"] == {"error": 3, "warning": 2, "note": 1}
    assert report_of(score_items=()).to_dict()["score"] == 0


def test_findings_are_gathered_by_kind_and_field_the_gravest_first() -> None:
    found = [(one.severity, one.code, one.field) for one in report_of().findings]
    assert found == [
        ("error", "required-empty", "commodity_text"),
        ("error", "licence-missing", ""),
        ("error", "incomplete-reading", ""),
        ("warning", "unmatched-term", "commodity"),
        ("warning", "unmatched-term", "country"),
        ("note", "buddhist-year", "start_date"),
    ]
    counts = [one.count for one in report_of().findings]
    assert counts == [2, 0, 0, 1, 1, 1]
    assert report_of().findings[3].examples == ("ໄຄ", "Vibranium")
    assert [row.feature_id for _one, row in report_of().each_row()] == [
        "1", "2", "", "", "2", "2", "3", "4",
    ]  # fmt: skip


def test_a_rule_set_decides_how_grave_a_finding_is() -> None:
    rules = replace(bundled_rules(), severities={"buddhist-year": "error"})
    assert {one.code: one.severity for one in gathered(FOUND, rules)} == {
        "required-empty": "error", "licence-missing": "error", "incomplete-reading": "error",
        "unmatched-term": "warning", "buddhist-year": "error",
    }  # fmt: skip


def test_examples_are_the_first_three_distinct_details() -> None:
    rows = [RowFinding("same-name", str(n), "", f"d{n // 2}") for n in range(9)]
    (finding,) = gathered(rows, bundled_rules())
    assert finding.examples == ("d0", "d1", "d2")


def test_the_page_is_well_formed_and_needs_nothing_else() -> None:
    page = report_html(report_of())
    reader = Reader(page)
    assert reader.faults == []
    assert reader.open == []
    assert page.startswith("<!DOCTYPE html>")
    assert [name for name, _attributes in reader.tags[:3]] == ["html", "head", "meta"]
    assert reader.tags[2][1] == {"charset": "utf-8"}
    for tag in ("script", "link", "img", "iframe", "object", "form", "base"):
        assert reader.count(tag) == 0
    for _tag, attributes in reader.tags:
        assert not {"src", "href", "action", "background", "srcset"} & set(attributes)
        assert not any(name.startswith("on") for name in attributes)
    assert not re.search(r"@import|url\s*\(|expression", reader.styles)
    assert "://" not in page


def test_the_page_says_all_that_a_person_needs() -> None:
    report = report_of()
    text = read(report).text
    for finding in report.findings:
        assert finding.title in text
        assert finding.action in text
    for words in (
        "Check of ບໍ່ແຮ່ & Mỏ đồng", "12,345 rows, checked as mineral occurrences; EPSG:4326",
        "7 of 100 for minimum information", "3 errors", "2 warnings", "1 note",
        f"Rule set: {report.rules.title}, edition {report.rules.edition} ({report.rules.id})",
        "2026-03-04 05:06 UTC AMIS Explorer 0.1.0", "Countries were not looked up.",
        "A required value is missing: commodity_text, 2 rows", "3 of 4 rows", "25/05/2560",
        "Atlantis", "commodity ໄຄ 2 copper, tin", "layer: licence 0 % 2", "rows: place 12 % 3",
        report.rules.basis, "Main (major), Cu", "the same for all rows: LAO",
        "within 100 m", "within 5000 m", "The layer was not changed.",
    ):  # fmt: skip
        assert words in text, words


def test_a_page_without_findings_says_so() -> None:
    text = read(report_of((), unmatched=(), notes=(), crs="", mapping={})).text
    assert "Nothing was found." in text
    assert "0 errors 0 warnings 0 notes" in text
    assert "no reference system stated" in text
    assert "Terms that no vocabulary knows" not in text


def test_nothing_of_a_source_becomes_markup() -> None:
    rules = replace(bundled_rules(), title=ATTACK, edition=ATTACK, id=ATTACK, basis=ATTACK)
    attacked = report_of(
        (
            RowFinding("unmatched-term", ATTACK, ATTACK, ATTACK, None, ATTACK * 2, ATTACK),
            RowFinding("field-not-found", "", ATTACK, ATTACK),
        ),
        layer=ATTACK,
        crs=ATTACK,
        rules=rules,
        unmatched=(UnknownTerm(ATTACK, ATTACK, 1, (ATTACK,)),),
        score_items=(ScoreItem(ATTACK, 1, 1),),
        notes=(ATTACK,),
        filter=ATTACK,
        unread=(ATTACK,),
        hints=(ATTACK,),
        made_at=ATTACK,
        software=ATTACK,
        mapping={"fields": {ATTACK: {"columns": [{"name": ATTACK, "role": ATTACK}]},
                            "country": {"constant": ATTACK}}},
    )  # fmt: skip
    page = report_html(attacked)
    reader = Reader(page)
    assert "<script" not in page
    assert reader.count("script") == 0
    assert (reader.faults, reader.open) == ([], [])
    assert reader.text.count(ATTACK) == 30
    assert not any(ATTACK in str(attributes) for _tag, attributes in reader.tags)


@pytest.mark.parametrize(
    "text", ["แร่ทองคำ", "ສປປ ລາວ", "រ៉ែមាស", "ရွှေ", "Mỏ đồng Sin Quyền", "金", "ذهب", "𐎀", "é"]
)
def test_every_script_is_shown_as_it_is(text: str) -> None:
    report = report_of((RowFinding("unmatched-term", "1", "commodity", text),), layer=text)
    page = report_html(report)
    assert text in Reader(page.encode("utf-8").decode("utf-8")).text
    assert text in set(text_within(json.loads(json.dumps(report.to_dict()))))


@given(st.lists(st.tuples(st.sampled_from(list(check_kinds())), *[st.text(max_size=8)] * 3)))
def test_any_findings_make_a_sound_page_and_sound_json(given_rows: Any) -> None:
    report = report_of([RowFinding(*row) for row in given_rows])
    reader = read(report)
    assert (reader.faults, reader.open) == ([], [])
    document = json.loads(json.dumps(report.to_dict()))
    listed = sum(len(one["rows"]) for one in document["findings"])
    assert listed == sum(1 for row in given_rows if row[1])
    assert sum(document["counts"].values()) == len(document["findings"])


def test_a_large_report_stays_small_as_a_page_and_whole_as_json() -> None:
    rows = [RowFinding("same-place", str(n), "", f"Site {n}: x, 5 m away") for n in range(60_000)]
    terms = tuple(UnknownTerm("commodity", f"term {n}", 1, ()) for n in range(20_000))
    report = report_of(rows, unmatched=terms)
    page = report_html(report)
    reader = Reader(page)
    assert len(page) < 200_000
    assert reader.count("tr") < 1000
    assert "and 59,800 more; the JSON report names them all." in reader.text
    assert "and 19,800 more; the JSON report names them all." in reader.text
    assert "60,000 rows" in reader.text
    document = report.to_dict()
    assert [row["id"] for row in document["findings"][0]["rows"]] == [
        row.feature_id for row in rows
    ]
    assert [one["term"] for one in document["unmatched_terms"]] == [one.term for one in terms]


def test_half_of_a_surrogate_pair_does_not_keep_a_report_from_being_written() -> None:
    fields = field_map(name="n", commodity_text="what")
    rows = [SourceRow(n, {"n": "Site \ud83d", "what": "Zz\udc00"}, point_wkb((1, 2))) for n in "12"]
    layer = SourceLayer("L", (SourceField("n"), SourceField("what")), "point", "EPSG:4326", 2)
    others = [OtherRow("9", "Half \ud83d", (1.0, 2.0), "USGS")]
    report = check_submission(layer, rows, fields, bundled_rules(), others=others)
    found = {one.code for one in report.findings}
    assert found >= {"unmatched-term", "encoding-lost", "same-place", "other-source"}
    assert report_html(report).encode("utf-8")
    document = json.dumps(report.to_dict(), ensure_ascii=False).encode("utf-8")
    assert "Zz\\udc00" in set(text_within(json.loads(document)))


def test_a_list_that_fits_has_no_rest() -> None:
    rows = [RowFinding("same-place", str(n)) for n in range(200)]
    text = read(report_of(rows)).text
    assert "more; the JSON report" not in text
    one_more = [*rows, RowFinding("same-place", "200")]
    assert "and 1 more; the JSON report names them all." in read(report_of(one_more)).text


def test_the_map_of_a_layer_without_uses_is_an_empty_table() -> None:
    empty = report_of(mapping=field_map().to_dict())
    assert (read(empty).faults, read(empty).open) == ([], [])
