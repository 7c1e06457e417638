"""The report on a submission, as a value and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Optional

from .kinds import SEVERITIES, check_kinds
from .rules import RuleSet

FORMAT, VERSION = "amis-check-report", 1


@dataclass(frozen=True)
class RowFinding:
    """One finding about one row, or about the layer where ``feature_id`` is empty.

    :param place: (longitude, latitude) in degrees, where the row has one.
    """

    code: str
    feature_id: str = ""
    field: str = ""
    detail: str = ""
    place: Optional[tuple[float, float]] = None


@dataclass(frozen=True)
class Finding:
    """What was found of one kind in one field, with every row that has it."""

    code: str
    severity: str
    field: str
    rows: tuple[RowFinding, ...]

    @property
    def title(self) -> str:
        """What was found, in a few words."""
        return check_kinds()[self.code].title

    @property
    def action(self) -> str:
        """What a person does about it."""
        return check_kinds()[self.code].action

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
            "notes": list(self.notes),
        }


def gathered(rows: Sequence[RowFinding], rules: RuleSet) -> tuple[Finding, ...]:
    """Return single findings as findings by kind and field, gravest first."""
    groups: dict[tuple[str, str], list[RowFinding]] = {}
    for row in rows:
        groups.setdefault((row.code, row.field), []).append(row)
    order = list(check_kinds())
    findings = [
        Finding(code, rules.severity(code), name, tuple(group))
        for (code, name), group in groups.items()
    ]
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
        "what_to_do": finding.action,
        "count": finding.count,
        "rows": [
            {"id": row.feature_id, "detail": row.detail} for row in finding.rows if row.feature_id
        ],
        "details": list(
            dict.fromkeys(row.detail for row in finding.rows if not row.feature_id and row.detail)
        ),
    }
