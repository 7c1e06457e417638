"""Texts that went through UTF-8 twice on the server: ``Ã±`` in place of ``ñ``.

They are whole, so nothing else would notice them. Nothing is mended: it would be a guess.
"""

from __future__ import annotations

import re

# All begin with one byte, which the search looks for first. A letter of two bytes begins with Â or
# Ã, or is followed by a control character, as no text has.
_TWO = rb"[\x82\x83]\xc2[\x80-\x9f\xa1-\xbf]|[\x84-\x9f]\xc2[\x80-\x9f]"
# One of three, as of Thai, Lao or Vietnamese. A space that does not break is in none, so that "XÃ "
# and "é »" are left alone.
_WINDOWS = (  # what Windows has where ISO 8859-1 has control characters
    rb"(?:\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xc6\x92|\xcb[\x86\x9c]"
    rb"|\xe2(?:\x80[\x93-\x9e\xa0-\xa2\xa6\xb0\xb9\xba]|\x82\xac|\x84\xa2))"
)
_THREE = (
    rb"[\xa0-\xaf](?:\xc2[\x80-\x9f\xa1-\xbf](?:\xc2[\x80-\xbf]|" + _WINDOWS + rb")"
    rb"|" + _WINDOWS + rb"\xc2[\x80-\xbf])"
)
_TWICE = re.compile(rb"\xc3(?:" + _TWO + rb"|" + _THREE + rb")")
_ESCAPED = re.compile(
    rb"\\u00[cC][23]\\u00(?:[89bB][0-9a-fA-F]|[aA][1-9a-fA-F])"
)  # as JSON may write them
ODDITY = "texts look as if the server had encoded them twice"


def encoded_twice(body: bytes) -> tuple[str, ...]:
    """Return the oddity of a body with such texts; nothing for others.

    :param body: an answer, in UTF-8.
    """
    is_twice = not body.isascii() and _TWICE.search(body)
    return (ODDITY,) if is_twice or _ESCAPED.search(body) else ()
