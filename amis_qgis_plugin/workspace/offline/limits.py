"""How much is asked of a server at once, and for how long."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How much is asked at once, and how long a server is borne with.

    :param largest_body: bytes that a page aims to stay below.
    :param seconds_a_page: what a page aims at.
    :param give_up: how often in a row a server may fail before the rest is left for later.
    :param busy: how often in a row it may ask to be asked later.
    :param holes: single features that the server cannot give before it counts as broken.
    :param depth: how often an area is divided.
    """

    first_page: int = 1000
    largest_page: int = 20_000
    largest_body: int = 16_000_000
    seconds_a_page: float = 3.0
    give_up: int = 8
    busy: int = 10
    holes: int = 20
    depth: int = 24
