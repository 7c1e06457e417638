"""Three versions of a row brought together: as it was, as a person left it, as the source has it.

Each field is judged by itself. What only one side changed is taken; what both changed to different
values stays as the person has it, and is a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Merged:
    """What came of three versions.

    :param values: field to value, in the order of the source's version.
    :param edited: fields that differ from what the source has now.
    :param conflicts: fields that both sides changed, to different values.
    """

    values: dict[str, Any]
    edited: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def _equal(_name: str, one: Any, other: Any) -> bool:
    return bool(one == other)


def three_way(
    base: Row, mine: Row, theirs: Row, is_same: Callable[[str, Any, Any], bool] = _equal
) -> Merged:
    """Merge the versions of one row.

    :param base: before the person's first edit.
    :param mine: as the person left it.
    :param theirs: as the source has it now; says which fields there are.
    :param is_same: whether two values of a field are the same.
    """
    values: dict[str, Any] = {}
    conflicts = []
    for name, theirs_value in theirs.items():
        base_value, mine_value = base.get(name), mine.get(name)
        if is_same(name, mine_value, base_value):
            values[name] = theirs_value
            continue
        values[name] = mine_value
        is_theirs_new = not is_same(name, theirs_value, base_value)
        if is_theirs_new and not is_same(name, mine_value, theirs_value):
            conflicts.append(name)
    edited = tuple(name for name in theirs if not is_same(name, values[name], theirs[name]))
    return Merged(values, edited, tuple(conflicts))
