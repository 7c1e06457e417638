"""A comparison of two packages in words, as JSON, as a page, and its rows as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from ..core.errors import FilterError, PackageError, VocabularyError
from ..core.occurrence_filter import OccurrenceFilter
from ..core.phrases import counted
from ..core.words import describe_extent, describe_filter
from .compare import Comparison, Difference, LayerChange, SourceChange, Version
from .compare_rows import RowChange
from .names import write_text
from .sheets import Column, write_sheet

FORMAT, VERSION = "amis-explorer-comparison", 1
COLUMNS = (
    *("table", "change", "source_id", "source_feature_id", "fid_before", "fid_after", "name"),
    *("field", "before", "after"),
)
_FILTER = "filter."
_BOXES = ("area", "choices.extent")
_NOTHING = "nothing"
_LONGEST = 200
_STYLE = """
:root { color-scheme: light dark; --line: #c9ced6; }
@media (prefers-color-scheme: dark) { :root { --line: #454b55; } }
body { font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
td.number, th.number { text-align: right; overflow-wrap: normal; }
@media print { body { margin: 0; max-width: none; } }
"""


def write_comparison(comparison: Comparison, path: Path) -> None:
    """Write the report on a comparison: a page, JSON or text, by the ending of the name.

    :raises PackageError: when it cannot be written.
    """
    kinds = {".html": comparison_html, ".htm": comparison_html, ".json": comparison_json}
    text = kinds.get(path.suffix.lower(), comparison_text)(comparison)
    try:
        write_text(path, text)
    except OSError as error:
        raise PackageError(
            f"The report cannot be written: {error.strerror or error}.",
            subject=str(path),
            hint="Choose another folder.",
        ) from error


def write_rows(rows: Iterable[RowChange], path: Path) -> int:
    """Write the rows that differ as CSV, a line for each field; return the number of lines."""
    columns = [Column(name) for name in COLUMNS]
    lines = (line for row in rows for line in lines_of(row))
    return write_sheet(path.parent, path.name, "Rows that differ", columns, lines).rows


def lines_of(row: RowChange) -> Iterator[tuple[Any, ...]]:
    """Yield a row that differs as the table has it, in the order of :data:`COLUMNS`.

    A changed row has a line for each field that differs; others have one line.
    """
    about = (
        *(row.table, row.change, row.source_id or None, row.source_feature_id or None),
        *(row.fid_before, row.fid_after, row.name or None),
    )
    if not row.fields:
        yield (*about, None, None, None)
    for name, (before, after) in row.fields.items():
        yield (*about, name, _cell(before), _cell(after))


def comparison_text(comparison: Comparison) -> str:
    """Return what changed as plain text for a person."""
    lines = [f"Older: {_version(comparison.older)}", f"Newer: {_version(comparison.newer)}", ""]
    if comparison.is_same:
        return "\n".join([*lines, "Nothing changed but the date.", ""])
    for title, told in _sections(comparison):
        if told:
            lines += [title, *(f"  {line}" for line in told), ""]
    return "\n".join(lines)


def comparison_summary(comparison: Comparison) -> str:
    """Return what changed in one sentence."""
    if comparison.is_same:
        return "Nothing changed but the date."
    rows = comparison.rows
    parts = [f"{rows[kind]:,} {kind}" for kind in ("added", "removed", "changed")]
    told = [f"Rows: {', '.join(parts)}."]
    for number, what in (
        (len(comparison.choices), "choice"),
        (len(comparison.sources), "source"),
        (sum(not one.is_same for one in comparison.layers), "layer"),
        (len(comparison.rasters), "raster"),
    ):
        if number:
            verb = "differs" if number == 1 else "differ"
            told.append(f"{counted(number, what)} {verb}.")
    if comparison.vocabularies:
        told.append("The vocabularies are of another version.")
    return " ".join(told)


def comparison_json(comparison: Comparison) -> str:
    """Return the comparison as JSON."""
    value = asdict(comparison)
    for name in ("older", "newer"):
        value[name]["path"] = getattr(comparison, name).path.name
    rows = {kind: comparison.rows[kind] for kind in ("added", "removed", "changed")}
    document = {"format": FORMAT, "format_version": VERSION, "is_same": comparison.is_same}
    return json.dumps({**document, "rows": rows, **value}, ensure_ascii=False, indent=2) + "\n"


def comparison_html(comparison: Comparison) -> str:
    """Return the comparison as one page that needs nothing else; every text is escaped."""
    title = f"What changed: {comparison.newer.title}"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{escape(title)}</h1>",
        f"<p>Older: {escape(_version(comparison.older))}<br>",
        f"Newer: {escape(_version(comparison.newer))}</p>",
        f"<p>{escape(comparison_summary(comparison))}</p>",
        *_layer_table(comparison),
    ]
    for heading, told in _sections(comparison):
        if told and heading != _LAYERS:
            parts += [f"<h2>{escape(heading)}</h2>", "<ul>"]
            parts += [f"<li>{escape(line)}</li>" for line in told]
            parts.append("</ul>")
    return "\n".join([*parts, "</body></html>", ""])


_LAYERS = "Layers"


def _sections(comparison: Comparison) -> Iterator[tuple[str, list[str]]]:
    yield (
        "Choices",
        [_choice(one) for one in comparison.choices],
    )
    yield "Sources", [line for one in comparison.sources for line in _source(one)]
    yield "Rasters", [line for one in comparison.rasters for line in _source(one)]
    yield _LAYERS, [_layer(one) for one in comparison.layers]
    yield "Fields", [line for one in comparison.layers for line in _fields(one)]
    yield (
        "Vocabularies",
        [
            f"{one.path}: {counted(one.added, 'line')} new, {counted(one.removed, 'line')} gone"
            for one in comparison.vocabularies
        ],
    )
    yield "Findings that are new", list(comparison.findings_added)
    yield "Findings that are gone", list(comparison.findings_removed)


def _choice(one: Difference) -> str:
    """Return a choice that differs; of the filter in the words in which it is said elsewhere."""
    name, values = one.name, [_shown(one.before), _shown(one.after)]
    if name.startswith(_FILTER):
        field = name[len(_FILTER) :]
        said = [_wanted(field, value) for value in (one.before, one.after)]
        if "" not in said and said[0] != said[1]:
            name, values = f"Filter, {field.replace('_', ' ')}", said
    elif name in _BOXES:
        values = [_box(one.before), _box(one.after)]
    return f"{name}: {values[0]} → {values[1]}"


def _box(value: Any) -> str:
    is_box = isinstance(value, list) and len(value) == 4
    return describe_extent((value[0], value[1], value[2], value[3])) if is_box else _shown(value)


def _wanted(field: str, value: Any) -> str:
    """Return what a filter of one field wants; empty where no words say it."""
    if value is None:
        return _NOTHING
    try:
        said = describe_filter(OccurrenceFilter.from_dict({field: value}))
    except (FilterError, VocabularyError):  # of a package that a newer version wrote
        return ""
    return "" if said == describe_filter(OccurrenceFilter()) else said


def _layer_table(comparison: Comparison) -> Iterator[str]:
    heads = ("Before", "After", "Added", "Removed", "Changed")
    cells = "".join(f'<th class="number">{head}</th>' for head in heads)
    yield f'<h2>{_LAYERS}</h2><div class="wide"><table><tr><th>Layer</th>{cells}</tr>'
    for one in comparison.layers:
        counts = (one.rows.added, one.rows.removed, one.rows.changed)
        numbers = [_count(one.before), _count(one.after), *(f"{count:,}" for count in counts)]
        cells = "".join(f'<td class="number">{number}</td>' for number in numbers)
        yield f"<tr><td>{escape(one.title)}</td>{cells}</tr>"
    yield "</table></div>"


def _version(version: Version) -> str:
    return f"{version.title}, {version.created} ({version.path.name})"


def _source(one: SourceChange) -> Iterator[str]:
    yield f"{one.title} ({one.source_id}): {one.change}"
    for found in one.fields:
        yield f"  {found.name}: {_shown(found.before)} → {_shown(found.after)}"


def _layer(one: LayerChange) -> str:
    counts = one.rows
    if one.before is None:
        return f"{one.title}: new, {counted(counts.added, 'row')}"
    if one.after is None:
        return f"{one.title}: gone, it had {counted(counts.removed, 'row')}"
    if one.is_same:
        return f"{one.title}: the same {counted(one.after, 'row')}"
    told = f"{counts.added:,} added, {counts.removed:,} removed, {counts.changed:,} changed"
    return f"{one.title}: {one.before:,} → {counted(one.after, 'row')}; {told}"


def _fields(one: LayerChange) -> Iterator[str]:
    for name, count in one.rows.fields.items():
        yield f"{one.title}: {name} differs in {counted(count, 'row')}"
    for names, what in ((one.columns_added, "new"), (one.columns_removed, "gone")):
        if names:
            yield f"{one.title}: {what} {', '.join(names)}"
    if one.crs:
        before, after = (name or _NOTHING for name in one.crs)
        yield f"{one.title}: reference system {before} → {after}; geometry was not compared"


def _count(number: int | None) -> str:
    return "–" if number is None else f"{number:,}"


def _shown(value: Any) -> str:
    if value is None or value == "":
        return _NOTHING
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
