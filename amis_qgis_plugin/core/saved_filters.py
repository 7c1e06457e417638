"""Filters kept under names, and the JSON document that carries them from desk to desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Optional

from .errors import AmisError, FilterError
from .folding import key, tidy
from .occurrence_filter import OccurrenceFilter

FORMAT, VERSION = "amis-filters", 1
LONGEST_NAME = 120


@dataclass(frozen=True)
class SavedFilter:
    """A filter under a name.

    :raises FilterError: when the name is empty or too long.
    """

    name: str
    wanted: OccurrenceFilter

    def __post_init__(self) -> None:
        """Bring the name into one form, in which names compare."""
        object.__setattr__(self, "name", tidy(self.name))
        if not self.name:
            raise FilterError("A saved filter needs a name.", hint="Type one.")
        if len(self.name) > LONGEST_NAME:
            raise FilterError(
                f"The name {self.name[:40]}… has {len(self.name)} letters.",
                hint=f"At most {LONGEST_NAME} are kept.",
            )


class SavedFilters:
    """Filters by name, sorted; names that differ in case only are one name. Never changed."""

    def __init__(self, filters: Iterable[SavedFilter] = ()) -> None:
        self._by_name = {key(one.name): one for one in filters}

    def __iter__(self) -> Iterator[SavedFilter]:
        """Yield the filters by name."""
        return iter([self._by_name[name] for name in sorted(self._by_name)])

    def __len__(self) -> int:
        """Return the number of filters."""
        return len(self._by_name)

    def __eq__(self, other: object) -> bool:
        """Whether the same filters have the same names."""
        return isinstance(other, SavedFilters) and self._by_name == other._by_name

    def __hash__(self) -> int:
        """Return what equal collections share."""
        return hash(frozenset(self._by_name.values()))

    def find(self, name: str) -> Optional[SavedFilter]:
        """Return the filter of a name, or None."""
        return self._by_name.get(key(name))

    def with_filter(self, one: SavedFilter) -> SavedFilters:
        """Return these and one more, in place of the one that has its name."""
        return SavedFilters([*self, one])

    def without(self, name: str) -> SavedFilters:
        """Return these without the one of a name."""
        return SavedFilters(one for one in self if key(one.name) != key(name))

    def renamed(self, name: str, new: str) -> SavedFilters:
        """Return these with another name for one.

        :raises FilterError: when there is none of the name, or the new one is taken or empty.
        """
        one = self.find(name)
        if one is None:
            raise FilterError(f"There is no saved filter {name!r}.")
        other = self.find(new)
        if other is not None and other is not one:
            raise FilterError(
                f"There is a saved filter {other.name!r} already.", hint="Choose another name."
            )
        return self.without(name).with_filter(replace(one, name=new))

    def joined(self, others: Iterable[SavedFilter]) -> SavedFilters:
        """Return these and others; nothing is lost where a name is taken by another filter.

        The newcomer then gets a number: *Copper (2)*. The same filter under the same name is one.
        """
        result = self
        for one in others:
            there = result.find(one.name)
            if there is None or there.wanted != one.wanted:
                result = result.with_filter(replace(one, name=result.free_name(one.name)))
        return result

    def free_name(self, name: str) -> str:
        """Return a name, with a number behind it where it is taken."""
        free, number = tidy(name), 1
        while self.find(free) is not None:
            number += 1
            end = f" ({number})"
            free = f"{tidy(name)[: LONGEST_NAME - len(end)]}{end}"
        return free

    def to_dict(self) -> dict[str, Any]:
        """Return the filters as JSON can hold them."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "filters": [{"name": one.name, "filter": one.wanted.to_dict()} for one in self],
        }

    @classmethod
    def from_dict(cls, document: Any) -> SavedFilters:
        """Return the filters of a JSON document.

        :raises FilterError: when it is something else, of a newer version, or one of its filters
            names what the vocabularies do not know.
        """
        if not isinstance(document, Mapping) or document.get("format") != FORMAT:
            raise FilterError(
                "It holds no saved filters.", hint="Choose a file that AMIS Explorer exported."
            )
        _check_version(document.get("version"))
        entries = document.get("filters")
        if not isinstance(entries, list):
            raise FilterError("It has no list of filters.", hint="Is it whole?")
        read = [_read(number, entry) for number, entry in enumerate(entries, start=1)]
        found = cls(read)
        if len(found) != len(read):
            raise FilterError("Two of its filters have the same name.", hint="Rename one in it.")
        return found


NO_FILTERS = SavedFilters()


def _check_version(version: Any) -> None:
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise FilterError(f"It does not say its version: {version!r}.", hint="Is it whole?")
    if version > VERSION:
        raise FilterError(
            f"It is of version {version}, written by a newer AMIS Explorer; this one reads"
            f" version {VERSION}.",
            hint="Update the plugin to read it.",
        )


def _read(number: int, entry: Any) -> SavedFilter:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str):
        raise FilterError(f"Its filter number {number} has no name.", hint="Is it whole?")
    name, values = entry["name"], entry.get("filter")
    if not isinstance(values, Mapping):
        raise FilterError(f"Its filter {name[:40]!r} says nothing.", hint="Is it whole?")
    try:
        return SavedFilter(name, OccurrenceFilter.from_dict(values))
    except AmisError as error:
        raise FilterError(
            f"Its filter {name[:40]!r} cannot be read: {error.message}", hint=error.hint
        ) from error
    except (TypeError, ValueError) as error:
        raise FilterError(f"Its filter {name[:40]!r} cannot be read: {error}.") from error
