"""A filter read here as well, so that features can be checked by it when they arrive.

Comparisons, lists, ranges, patterns and missing values, joined by AND, OR and NOT, in CQL, CQL2
text, SQL or OGC's XML (Filter 1.0 to 2.0). Areas and functions stay the server's matter.
"""

from __future__ import annotations

import re
from typing import Callable, NamedTuple, Optional

from .filter_values import (
    Condition,
    Literal,
    all_of,
    any_of,
    compared,
    is_null,
    like,
    negated,
    unknown,
)
from .xml_tree import Element, XmlFault, parse_xml

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<name>\"(?:[^\"]|\"\")+\"|[^\W\d][\w.:/-]*)"
    r"|(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|(?P<sign><>|!=|<=|>=|[=<>])"
    r"|(?P<mark>[(),]))"
)
_SIGNS = {
    "PropertyIsEqualTo": "=", "PropertyIsNotEqualTo": "<>", "PropertyIsLessThan": "<",
    "PropertyIsGreaterThan": ">", "PropertyIsLessThanOrEqualTo": "<=",
    "PropertyIsGreaterThanOrEqualTo": ">=",
}  # fmt: skip
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_NAMES = ("PropertyName", "ValueReference")
_WORDS = frozenset(("and", "or", "not", "in", "like", "ilike", "between", "is", "null"))
_DEEPEST = 50


def condition_of(text: str) -> Optional[Condition]:
    """Return what a filter says of a feature's attributes; None where it cannot be read here."""
    try:
        if text.lstrip().startswith("<"):
            return _of_filter(parse_xml(text.strip()))
        return _Reader(text).whole()
    except (_Unreadable, XmlFault):
        return None


class _Unreadable(Exception):
    """The filter has something that is not understood here."""


class _Token(NamedTuple):
    kind: str
    text: str


class _Reader:
    """Reads CQL and SQL from left to right."""

    def __init__(self, text: str) -> None:
        self._tokens, self._at, self._depth = _tokens(text), 0, 0

    def whole(self) -> Condition:
        """Return all of the filter."""
        found = self._either()
        if self._at != len(self._tokens):
            raise _Unreadable
        return found

    def _either(self) -> Condition:
        return any_of(self._joined("or", self._both))

    def _both(self) -> Condition:
        return all_of(self._joined("and", self._negation))

    def _joined(self, word: str, part: Callable[[], Condition]) -> list[Condition]:
        found = [part()]
        while self._takes(word):
            found.append(part())
        return found

    def _negation(self) -> Condition:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Unreadable
        try:
            if self._takes("not"):
                return negated(self._negation())
            if self._takes("("):
                found = self._either()
                self._must(")")
                return found
            return self._predicate()
        finally:
            self._depth -= 1

    def _predicate(self) -> Condition:
        token = self._next()
        if token.kind == "number":  # 1 = 1
            return self._of_constants(token)
        if token.kind != "name" or token.text.lower() in _WORDS:
            raise _Unreadable
        if self._takes("("):
            self._skip_brackets()
            if self._peek().kind == "sign":
                self._next()
                self._literal()
            return unknown
        return self._of_field(_unquoted(token.text))

    def _of_constants(self, first: _Token) -> Condition:
        sign, second = self._next(), self._next()
        if sign.text != "=" or second.kind != "number":
            raise _Unreadable
        same = float(first.text) == float(second.text)
        return lambda _attributes: same

    def _of_field(self, field: str) -> Condition:
        if self._peek().kind == "sign":
            sign = self._next().text.replace("!=", "<>")
            literal = self._literal()
            return unknown if literal is None else compared(field, sign, literal)
        if self._takes("is"):
            is_not = self._takes("not")
            self._must("null")
            return negated(is_null(field)) if is_not else is_null(field)
        is_not = self._takes("not")
        found = self._of_word(field)
        return negated(found) if is_not else found

    def _of_word(self, field: str) -> Condition:
        if self._takes("in"):
            self._must("(")
            values = [self._literal()]
            while self._takes(","):
                values.append(self._literal())
            self._must(")")
            return any_of([unknown if v is None else compared(field, "=", v) for v in values])
        if self._takes("between"):
            low = self._literal()
            self._must("and")
            high = self._literal()
            if low is None or high is None:
                return unknown
            return all_of([compared(field, ">=", low), compared(field, "<=", high)])
        if self._takes("like") or self._takes("ilike"):
            pattern = self._literal()
            is_plain = isinstance(pattern, str) and not set(pattern) & set("\\[]*?")
            return like(field, str(pattern)) if is_plain else unknown
        raise _Unreadable

    def _literal(self) -> Optional[Literal]:
        """Return a value; None for one that cannot be compared here, as a date."""
        token = self._next()
        if token.kind == "text":
            return token.text[1:-1].replace("''", "'")
        if token.kind == "number":
            return float(token.text)
        word = token.text.lower()
        if word in ("true", "false"):
            return word == "true"
        if word in ("date", "timestamp", "time"):
            if self._takes("("):
                self._skip_brackets()
            elif self._next().kind != "text":
                raise _Unreadable
            return None
        raise _Unreadable

    def _skip_brackets(self) -> None:
        depth = 1
        while depth:
            depth += {"(": 1, ")": -1}.get(self._next().text, 0)

    def _peek(self) -> _Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else _Token("end", "")

    def _next(self) -> _Token:
        token = self._peek()
        if token.kind == "end":
            raise _Unreadable
        self._at += 1
        return token

    def _takes(self, word: str) -> bool:
        token = self._peek()
        is_it = token.kind in ("name", "mark") and token.text.lower() == word
        self._at += int(is_it)
        return is_it

    def _must(self, word: str) -> None:
        if not self._takes(word):
            raise _Unreadable


def _tokens(text: str) -> list[_Token]:
    found, at, text = [], 0, text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise _Unreadable
        found.append(_Token(match.lastgroup, match[match.lastgroup]))
        at = match.end()
    return found


def _unquoted(name: str) -> str:
    return name[1:-1].replace('""', '"') if name.startswith('"') else name


def _of_filter(root: Element) -> Condition:
    if root.name != "Filter" or not root.children:
        raise _Unreadable
    return all_of([_of_element(one) for one in root.children])


def _of_element(one: Element) -> Condition:
    if one.name in ("And", "Or") and one.children:
        parts = [_of_element(child) for child in one.children]
        return all_of(parts) if one.name == "And" else any_of(parts)
    if one.name == "Not" and len(one.children) == 1:
        return negated(_of_element(one.children[0]))
    name = next((child.text.strip() for child in one.children if child.name in _NAMES), "")
    literals = [child.text for child in one.children if child.name == "Literal"]
    if not name:
        return unknown
    if one.name in _SIGNS and len(one.children) == 2 and len(literals) == 1:
        is_turned = one.children[0].name == "Literal"
        sign = _SIGNS[one.name]
        return compared(name, _TURNED.get(sign, sign) if is_turned else sign, literals[0])
    if one.name == "PropertyIsNull":
        return is_null(name)
    if one.name == "PropertyIsLike" and len(literals) == 1:
        told = one.attributes
        escape = told.get("escapeChar") or told.get("escape", "")
        return like(name, literals[0], told.get("wildCard", ""), told.get("singleChar", ""), escape)
    if one.name == "PropertyIsBetween":
        low = (one.text_at("LowerBoundary", "Literal"), one.text_at("UpperBoundary", "Literal"))
        return all_of([compared(name, ">=", low[0]), compared(name, "<=", low[1])])
    return unknown
