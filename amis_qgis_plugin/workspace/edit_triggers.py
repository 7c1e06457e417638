"""The triggers that record edits of a table: plain SQL, for every SQLite there is.

No function but ``strftime`` is called, for a program whose SQLite lacked one could edit nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..core.expressions import literal
from .sql import statement

TRIGGER_START = "amis_edit_"
_NOW = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"
_EDIT = "SELECT 1 FROM amis_local_edits WHERE table_name = {name} AND fid = {row}.fid"
# The conflict clause of the statement that fires a trigger takes the place of those in here, so
# that what is there already is looked up.
_KEEP_ROW = (
    "INSERT OR REPLACE INTO {before} ({columns}) SELECT {columns_of_row} WHERE NOT EXISTS ({edit});"
)
_NOTE = (
    "INSERT INTO amis_local_edits (table_name, fid, source_id, source_feature_id, kind, edited_at)"
    " SELECT {name}, {row}.fid, {row}.source_id, {row}.source_feature_id, {kind}, {now}"
    " WHERE NOT EXISTS ({edit});"
)
# INSERT OR REPLACE fires no trigger for the row that it deletes: it is looked up beforehand.
_KEEP_REPLACED = (
    "INSERT OR REPLACE INTO {before} ({columns}) SELECT {columns} FROM {table}"
    " WHERE fid = NEW.fid AND NOT EXISTS ({edit});"
    " INSERT INTO amis_local_edits (table_name, fid, source_id, source_feature_id, kind, edited_at)"
    " SELECT {name}, fid, source_id, source_feature_id, 'changed', {now} FROM {table}"
    " WHERE fid = NEW.fid AND NOT EXISTS ({edit});"
)
_CAME_BACK = (
    "UPDATE amis_local_edits SET kind = 'changed', edited_at = {now}"
    " WHERE table_name = {name} AND fid = NEW.fid AND kind = 'removed';"
)
_IS_OLDER = (
    "UPDATE amis_local_edits SET edited_at = {now}"
    " WHERE table_name = {name} AND fid = OLD.fid AND edited_at <> {now};"
)
_WENT = (
    "UPDATE amis_local_edits SET kind = 'removed', edited_at = {now}"
    " WHERE table_name = {name} AND fid = OLD.fid AND kind = 'changed';"
    " DELETE FROM {before} WHERE fid = OLD.fid AND EXISTS ({edit} AND kind = 'kept');"
    " DELETE FROM amis_local_edits WHERE table_name = {name} AND fid = OLD.fid"
    " AND kind IN ('added', 'kept');"
)
_DELETED = ((_KEEP_ROW, "OLD", "removed"), (_NOTE, "OLD", "removed"), (_WENT, "OLD", ""))
_INSERTED = ((_CAME_BACK, "NEW", ""), (_NOTE, "NEW", "added"))
_CHANGED = ((_KEEP_ROW, "OLD", "changed"), (_NOTE, "OLD", "changed"), (_IS_OLDER, "OLD", ""))
# name: when, under which condition, what
_TRIGGERS = {
    "update": ("AFTER UPDATE", "OLD.fid = NEW.fid", _CHANGED),
    "renumber": ("AFTER UPDATE", "OLD.fid <> NEW.fid", (*_DELETED, *_INSERTED)),
    "delete": ("AFTER DELETE", "1", _DELETED),
    "insert": ("AFTER INSERT", "1", _INSERTED),
    "replace": (
        "BEFORE INSERT",
        "EXISTS (SELECT 1 FROM {table} WHERE fid = NEW.fid)",
        ((_KEEP_REPLACED, "NEW", "changed"),),
    ),
}


def trigger_names(table: str) -> list[str]:
    """Return the names of the triggers of a table."""
    return [f"{TRIGGER_START}{table}_{what}" for what in _TRIGGERS]


def trigger_statements(table: str, before: str, columns: Sequence[str]) -> list[str]:
    """Return the SQL that makes the triggers of a table.

    :param before: the table that keeps rows as they were.
    :param columns: the columns that it keeps, besides ``fid``.
    """
    kept = ["fid", *columns]
    names = {
        "table": statement("{}", table),
        "before": statement("{}", before),
        "columns": statement("{}", kept),
        "name": literal(table),
        "now": _NOW,
    }
    made = []
    for trigger, (moment, condition, steps) in zip(trigger_names(table), _TRIGGERS.values()):
        head = [statement("CREATE TRIGGER {}", trigger), moment, "ON {table} WHEN", condition]
        body = [_filled(step, row, kind, kept, names) for step, row, kind in steps]
        made.append(" ".join([*head, "BEGIN"]).format(**names) + " ".join(["", *body, "END"]))
    return made


def _filled(step: str, row: str, kind: str, kept: Sequence[str], names: dict[str, str]) -> str:
    values = {
        **names,
        "row": row,
        "kind": literal(kind),
        "columns_of_row": ", ".join(statement(f"{row}.{{}}", one) for one in kept),
        "edit": _EDIT.format(name=names["name"], row=row),
    }
    return step.format(**values)
