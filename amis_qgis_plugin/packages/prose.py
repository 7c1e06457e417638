"""Plain text for people: headings, paragraphs, lists of facts, wrapped for any screen."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

WIDTH = 88


def document(title: str, *parts: str) -> str:
    """Return a text under its title; empty parts are left out."""
    head = f"{title}\n{'=' * min(len(title), WIDTH)}"
    return "\n\n".join([head, *(part.strip("\n") for part in parts if part)]) + "\n"


def heading(text: str) -> str:
    """Return an underlined heading."""
    return f"{text}\n{'-' * min(len(text), WIDTH)}\n"


def paragraph(text: str) -> str:
    """Return wrapped text; addresses and paths are not broken."""
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def bullets(lines: Iterable[str]) -> str:
    """Return a list with a star before each entry."""
    return "\n".join(
        textwrap.fill(
            line,
            WIDTH,
            initial_indent="* ",
            subsequent_indent="  ",
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in lines
    )


def facts(values: Mapping[str, str]) -> str:
    """Return ``name: value`` lines; empty values are left out."""
    return "\n".join(
        textwrap.fill(f"{name}: {value}", WIDTH, subsequent_indent="  ", break_long_words=False)
        for name, value in values.items()
        if value
    )
