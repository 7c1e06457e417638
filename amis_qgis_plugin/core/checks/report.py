"""The report on a submission, as a value and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Optional

from .described import FindingWords
from .kinds import SEVERITIES, check_kinds
from .rules import RuleSet

FORMAT, VERSION = "amis-check-report", 1


@dataclass(frozen=True)
class RowFinding:
    """One finding about one row, or about the layer where ``feature_id`` is empty.

    :param field: an aligned field, a vocabulary, something that the layer says, or, where
        ``is_own`` is set, a field of the source.
    :param place: (longitude, latitude) in degrees, where the row has one.
    :param identifier: the row's own at its source, and ``name`` its name, where it has them.
    :param probable: where the row probably is, when its own place cannot be right.
    """

    code: str
    feature_id: str = ""
    field: str = ""
    detail: str = ""
    place: Optional[tuple[float, float]] = None
    identifier: str = ""
    name: str = ""
    is_own: bool = False
    probable: Optional[tuple[float, float]] = None

    @property
    def called(self) -> str:
        """The row's number with identifier and name: ``7 (BH-07, North pit)``."""
        others = [one for one in (self.identifier, self.name) if one and one != self.feature_id]
        names = ", ".join(dict.fromkeys(others))
        return f"{self.feature_id} ({names})" if self.feature_id and names else self.feature_id


@dataclass(frozen=True)
class Finding:
    """What was found of one kind in one field, with every row that has it.

    :param label: what the field is called for people.
    :param columns: the fields of the source that it is read from.
    :param advice: what to do, where that is not what it is for all findings of the kind.
    """

    code: str
    severity: str
    field: str
    rows: tuple[RowFinding, ...]
    label: str = ""
    columns: tuple[str, ...] = ()
    advice: str = ""

    @property
    def where(self) -> str:
        """The field in words: ``Drilling method, from HoleType``; empty for whole rows."""
        label = self.label or self.field
        columns = [one for one in self.columns if one != label]
        return f"{label}, from {', '.join(columns)}" if columns else label

    @property
    def title(self) -> str:
        """What was found, in a few words."""
        return check_kinds()[self.code].title

    @property
    def action(self) -> str:
        """What a person does about it."""
        return self.advice or check_kinds()[self.code].action

    @property
    def count(self) -> int:
        """Number of rows; 0 where it is about the layer as a whole."""
        return len({row.feature_id for row in self.rows if row.feature_id})

    @property
    def examples(self) -> tuple[str, ...]:
        """Distinct details, the first few."""
        return tuple(dict.fromkeys(row.detail for row in self.rows if row.detail))[:3]


@dataclass(frozen=True)
class ScoreItem:
    """How much of one piece of the least information is there.

    :param share: from 0 to 1: rows that say it, or the layer as a whole.
    """

    title: str
    weight: float
    share: float


@dataclass(frozen=True)
class UnknownTerm:
    """A term that no vocabulary knows.

    :param suggestions: codes whose names are spelled most like it, as far as somebody looked.
    """

    vocabulary: str
    term: str
    count: int
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True)
class CheckReport:
    """Everything that was found about a submission.

    :param layer: title of the layer; ``layer_type`` and ``crs`` as in its source.
    :param findings: gravest first.
    :param notes: what could not be looked at, and why.
    :param filter: the layer's own filter, under which its rows were checked.
    :param unread: fields of the source that nothing was read from.
    :param hints: what in the layer would have to change to be read.
    """

    layer: str
    layer_type: str
    crs: str
    rows: int
    rules: RuleSet
    findings: tuple[Finding, ...]
    score_items: tuple[ScoreItem, ...]
    unmatched: tuple[UnknownTerm, ...] = ()
    notes: tuple[str, ...] = ()
    made_at: str = ""
    software: str = ""
    mapping: dict[str, Any] = field(default_factory=dict)
    filter: str = ""
    unread: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """The share of the least information that is there, from 0 to 100."""
        weight = sum(item.weight for item in self.score_items)
        there = sum(item.weight * item.share for item in self.score_items)
        return 100 * there / weight if weight else 0.0

    def count(self, severity: str) -> int:
        """Return the number of findings of a severity."""
        return sum(1 for finding in self.findings if finding.severity == severity)

    def each_row(self) -> Iterator[tuple[Finding, RowFinding]]:
        """Yield every finding about every row, gravest first."""
        for finding in self.findings:
            for row in finding.rows:
                yield finding, row

    def to_dict(self) -> dict[str, Any]:
        """Return the report as JSON can hold it; findings name all their rows."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "made_at": self.made_at,
            "software": self.software,
            "layer": self.layer,
            "layer_type": self.layer_type,
            "crs": self.crs,
            "rows": self.rows,
            "filter": self.filter,
            "rule_set": {
                "id": self.rules.id,
                "title": self.rules.title,
                "edition": self.rules.edition,
                "basis": self.rules.basis,
                "same_place_m": self.rules.same_place_m,
                "same_name_m": self.rules.same_name_m,
            },
            "score": round(self.score, 1),
            "score_items": [
                {"title": one.title, "weight": one.weight, "share": round(one.share, 4)}
                for one in self.score_items
            ],
            "counts": {severity: self.count(severity) for severity in SEVERITIES},
            "findings": [_finding_to_dict(finding) for finding in self.findings],
            "unmatched_terms": [
                {
                    "vocabulary": one.vocabulary,
                    "term": one.term,
                    "rows": one.count,
                    "suggestions": list(one.suggestions),
                }
                for one in self.unmatched
            ],
            "field_map": self.mapping,
            "not_read": list(self.unread),
            "hints": list(self.hints),
            "notes": list(self.notes),
        }


def gathered(
    rows: Sequence[RowFinding], rules: RuleSet, words: Optional[FindingWords] = None
) -> tuple[Finding, ...]:
    """Return single findings as findings by kind and field, gravest first.

    :param words: says them in the words of the layer; None for those of the aligned fields.
    """
    groups: dict[tuple[str, str, bool], list[RowFinding]] = {}
    for row in rows:
        groups.setdefault((row.code, row.field, row.is_own), []).append(row)
    order = list(check_kinds())
    findings = []
    for which, group in groups.items():
        code, name, _is_own = which
        told = (
            (words.label(*which), words.columns(*which), words.action(code, name)) if words else ()
        )
        findings.append(Finding(code, rules.severity(code), name, tuple(group), *told))
    return tuple(
        sorted(
            findings,
            key=lambda one: (SEVERITIES.index(one.severity), order.index(one.code), one.field),
        )
    )


def _finding_to_dict(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "title": finding.title,
        "field": finding.field,
        "label": finding.label,
        "source_fields": list(finding.columns),
        "what_to_do": finding.action,
        "count": finding.count,
        "rows": [
            {
                "id": row.feature_id,
                "identifier": row.identifier,
                "name": row.name,
                "detail": row.detail,
            }
            for row in finding.rows
            if row.feature_id
        ],
        "details": list(
            dict.fromkeys(row.detail for row in finding.rows if not row.feature_id and row.detail)
        ),
    }
