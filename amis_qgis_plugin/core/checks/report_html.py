"""The report on a submission as one HTML page that needs nothing else and prints well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from ..map_gaps import unread_words
from ..phrases import counted
from ..schemas import layer_type
from .report import CheckReport, Finding, RowFinding

_ROWS_SHOWN = 200
_STYLE = """
:root { color-scheme: light dark; --line: #c9ced6; --soft: #f3f5f8; --error: #a4161a;
  --warning: #9a5b00; --note: #1d5b8f; --bar: #2f7d4f; }
@media (prefers-color-scheme: dark) { :root { --line: #454b55; --soft: #262a31; --error: #ff8a80;
  --warning: #ffc266; --note: #8cc8ff; --bar: #5fbf86; } }
body { font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top;
  padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; } td.number, th.number { text-align: right; }
.score { font-size: 2.4rem; font-weight: 700; } .counts span { margin-right: 1.2rem; }
.error { color: var(--error); } .warning { color: var(--warning); } .note { color: var(--note); }
.severity { font-weight: 600; }
details { background: var(--soft); border-radius: 6px; padding: .3rem .7rem; margin: .4rem 0; }
summary { cursor: pointer; } .action { margin: .2rem 0 .4rem; }
.bar { background: var(--soft); height: .7rem; border-radius: 4px; min-width: 8rem; }
.bar div { background: var(--bar); height: 100%; border-radius: 4px; }
.small { font-size: .86rem; opacity: .8; }
code { overflow-wrap: anywhere; }
@media print { details { background: none; } body { margin: 0; max-width: none; } }
"""


def report_html(report: CheckReport) -> str:
    """Return the report as an HTML document; every text of the source is escaped."""
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>Check of {escape(report.layer)}</title><style>{_STYLE}</style></head><body>",
        *_head(report),
        *_findings(report),
        *_terms(report),
        *_score(report),
        *_basis(report),
        "</body></html>",
    ]
    return "\n".join(parts)


def _head(report: CheckReport) -> Iterable[str]:
    kind = layer_type(report.layer_type)
    counts = " ".join(
        f'<span class="{name}"><b>{report.count(name)}</b> {name}{_s(report.count(name))}</span>'
        for name in ("error", "warning", "note")
    )
    yield f"<h1>Check of {escape(report.layer)}</h1>"
    yield (
        f"<p>{counted(report.rows, 'row')}, checked as {escape(kind.title.lower())};"
        f" {escape(report.crs or 'no reference system stated')}</p>"
    )
    if report.filter:
        yield (
            "<p class='note'>The layer's filter was on; only rows under it were checked:"
            f" <code>{escape(report.filter)}</code></p>"
        )
    yield f'<p><span class="score">{int(report.score)}</span> of 100 for minimum information</p>'
    yield f'<p class="counts">{counts}</p>'
    yield (
        f'<p class="small">Rule set: {escape(report.rules.title)}, edition'
        f" {escape(report.rules.edition)} ({escape(report.rules.id)}). {escape(report.made_at)}"
        f" {escape(report.software)}</p>"
    )
    for note in (*report.hints, *report.notes):
        yield f"<p class='note'>{escape(note)}</p>"


def _findings(report: CheckReport) -> Iterable[str]:
    yield "<h2>Findings</h2>"
    if not report.findings:
        yield "<p>Nothing was found.</p>"
    for finding in report.findings:
        yield from _finding(finding)


def _finding(finding: Finding) -> Iterable[str]:
    where = f": {escape(finding.where)}" if finding.where else ""
    count = f", {finding.count:,} row{_s(finding.count)}" if finding.count else ""
    yield (
        f'<details><summary><span class="severity {finding.severity}">{finding.severity}</span>'
        f" {escape(finding.title)}{where}{count}</summary>"
    )
    yield f'<p class="action">{escape(finding.action)}</p>'
    rows = [row for row in finding.rows if row.feature_id]
    for row in finding.rows:
        if not row.feature_id and row.detail:
            yield f"<p>{escape(row.detail)}</p>"
    if rows:
        yield from _rows(rows[:_ROWS_SHOWN])
    yield from _rest(len(rows))
    yield "</details>"


def _rows(rows: Sequence[RowFinding]) -> Iterable[str]:
    """Yield a table of rows, with columns for identifiers and names where any row has one."""
    columns = [("Row", "feature_id")]
    for title, name in (("Identifier", "identifier"), ("Name", "name")):
        if any(getattr(row, name) for row in rows):
            columns.append((title, name))
    columns.append(("What", "detail"))
    yield f"<table><tr>{''.join(f'<th>{title}</th>' for title, _name in columns)}</tr>"
    for row in rows:
        cells = (f"<td>{escape(getattr(row, name))}</td>" for _title, name in columns)
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>"


def _rest(count: int) -> Iterable[str]:
    if count > _ROWS_SHOWN:
        rest = count - _ROWS_SHOWN
        yield f'<p class="small">and {rest:,} more; the JSON report names them all.</p>'


def _terms(report: CheckReport) -> Iterable[str]:
    if not report.unmatched:
        return
    yield "<h2>Terms that no vocabulary knows</h2>"
    yield (
        '<table><tr><th>Vocabulary</th><th>Term</th><th class="number">Rows</th>'
        "<th>Spelled like</th></tr>"
    )
    for term in report.unmatched[:_ROWS_SHOWN]:
        yield (
            f"<tr><td>{escape(term.vocabulary)}</td><td>{escape(term.term)}</td>"
            f'<td class="number">{term.count:,}</td>'
            f"<td>{escape(', '.join(term.suggestions))}</td></tr>"
        )
    yield "</table>"
    yield from _rest(len(report.unmatched))


def _score(report: CheckReport) -> Iterable[str]:
    yield "<h2>Minimum information</h2>"
    yield (
        '<table><tr><th>What</th><th>There</th><th class="number">Share</th>'
        '<th class="number">Weight</th></tr>'
    )
    for item in report.score_items:
        percent = 100 * item.share
        yield (
            f"<tr><td>{escape(item.title)}</td>"
            f'<td><div class="bar"><div style="width:{percent:.0f}%"></div></div></td>'
            f'<td class="number">{percent:.0f} %</td><td class="number">{item.weight:g}</td></tr>'
        )
    yield "</table>"


def _basis(report: CheckReport) -> Iterable[str]:
    yield "<h2>How it was checked</h2>"
    yield f"<p>{escape(report.rules.basis)}</p>"
    kind, fields = layer_type(report.layer_type), report.mapping.get("fields", {})
    yield "<table><tr><th>Aligned field</th><th>Read from</th></tr>"
    for name, use in fields.items():
        columns = ", ".join(
            one["name"] + (f" ({one['role']})" if one.get("role") else "")
            for one in use.get("columns", ())
        )
        said = columns or f"the same for all rows: {use.get('constant', '')}"
        label = kind.field(name).label if kind.has(name) else name.capitalize()
        yield (
            f"<tr><td>{escape(label)} <code>{escape(name)}</code></td><td>{escape(said)}</td></tr>"
        )
    yield "</table>"
    if report.unread:
        yield f"<p>{escape(unread_words(report.unread, len(report.unread)))}</p>"
    yield (
        f'<p class="small">Rows are at the same place within {report.rules.same_place_m:g} m, of'
        f" the same name within {report.rules.same_name_m:g} m. The layer was not changed."
        " Country outlines are for orientation only.</p>"
    )


def _s(count: int) -> str:
    return "" if count == 1 else "s"
