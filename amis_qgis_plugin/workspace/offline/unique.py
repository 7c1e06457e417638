"""A field that tells the features of a download apart."""

from __future__ import annotations

from typing import Any

from .store import SideStore
from .stored_values import kept_attributes


def unique_field(store: SideStore) -> str:
    """Return a field that has another value in every feature that came; empty for none.

    One that is called an id comes before all others.
    """
    seen: dict[str, set[Any]] = {}
    for number, (text,) in enumerate(store.each("SELECT attributes FROM features")):
        attributes = kept_attributes(text, store.path)
        if not number:
            seen = {name: set() for name in attributes}
        for name in [*seen]:
            value = attributes.get(name)
            if value is None or isinstance(value, (list, dict)) or value in seen[name]:
                del seen[name]
            else:
                seen[name].add(value)
        if not seen:
            break
    return min(seen, key=lambda name: "id" not in name.lower(), default="")
