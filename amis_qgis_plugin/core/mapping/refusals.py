"""What no column fills, however it is called: told from the source's form and from the values."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ..folding import without_accents
from ..rows import SourceLayer
from ..schemas import LayerType
from ..tables import read_document
from .column_values import ColumnValues
from .field_names import WHOLE, NameHit, tokens_of

_NEARLY_ALL = 0.9
# One short word alone (*end*, *ma*) may be anything.
_LONG_ENOUGH = 5


def technical_columns(layer: SourceLayer) -> frozenset[str]:
    """Return the fields that a KML layer always has, and that say how it is drawn."""
    words = _words()["kml"]
    names = {name.casefold(): name for name in layer.names()}
    if not names.keys() >= set(words["always"]):
        return frozenset()
    return frozenset(names[word] for word in words["technical"] if word in names)


def is_refused(column: ColumnValues, hit: NameHit, kind: LayerType) -> bool:
    """Whether a column does not fill a field that its name speaks of."""
    if column.rows and not column.filled:
        return not _is_beyond_doubt(column, hit)
    if not column.filled or not kind.has(hit.field):
        return False
    field = kind.field(hit.field)
    if field.type != "text" or _may_be_numbers(hit.field):
        return False
    lists = field.code_list or any(hit.field in one.reads for one in kind.fields)
    if lists:
        return column.are_sizes
    return column.numbers > _NEARLY_ALL


def _is_beyond_doubt(column: ColumnValues, hit: NameHit) -> bool:
    """Whether a name alone says what a column without values is for."""
    if hit.score < WHOLE:
        return False
    tokens = tokens_of(column.name)
    said = "".join(tokens)
    is_own = said == without_accents(hit.field).replace("_", "")
    return is_own or len(tokens) > 1 or len(said) >= _LONG_ENOUGH or not said.isascii()


def _may_be_numbers(name: str) -> bool:
    return name in _words()["may_be_numbers"]


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return dict(read_document("mapping_words.json"))
