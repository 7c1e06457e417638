"""What the code writes into the evidence of a download is said in every language of packages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import amis_qgis_plugin
from amis_qgis_plugin.core.sentences import said_in
from amis_qgis_plugin.services.encoded_twice import ODDITY

PACKAGE = Path(amis_qgis_plugin.__file__).parent
FILES = (*sorted((PACKAGE / "workspace" / "offline").glob("*.py")),
         PACKAGE / "services" / "arcgis_features.py")  # fmt: skip
LISTS = ("doubts", "checks", "missing")
# Made of parts that are said for themselves.
PARTS = ("axes abc: abc", "abc; abc")


def sentences() -> Iterator[str]:
    """Yield what is appended to a list of the evidence, or yielded for one, with made-up values."""
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            said = ""
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                is_told = node.func.attr == "append" and ast.unparse(node.func.value).endswith(
                    LISTS
                )
                said = text_of(node.args[0]) if is_told else ""
            elif isinstance(node, ast.Yield) and node.value is not None:
                said = text_of(node.value)
            if " " in said and said not in PARTS:
                yield said


def text_of(node: ast.expr) -> str:
    """Return a text of the code; numbers in it are 7, words abc."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    return "".join(
        value_of(one) if isinstance(one, ast.FormattedValue) else text_of(one)
        for one in node.values
    )


def value_of(node: ast.FormattedValue) -> str:
    if isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "counted":
        return f"7 {text_of(node.value.args[1])}s"
    is_number = node.format_spec is not None and "," in ast.unparse(node.format_spec)
    return "7" if is_number else "abc"


SENTENCES = sorted(
    {
        *sentences(),
        ODDITY,
        "places were asked for in EPSG:4326; the server's own has no EPSG code",
    }
)


def test_they_are_found() -> None:
    assert len(SENTENCES) > 20
    assert "a second pass brought the same 7 features" in SENTENCES


@pytest.mark.parametrize("text", SENTENCES)
def test_each_is_said(text: str) -> None:
    said = said_in("id", text)
    assert said != text
    assert all(one not in said for one in text.split("; ")), "every part of it"
