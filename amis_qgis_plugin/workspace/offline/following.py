"""Whoever wants to know what a side store takes while it takes it."""

from __future__ import annotations

from typing import Any, Optional

# Key, attributes as JSON, geometry; the attributes themselves, where they are at hand.
Kept = tuple[str, str, Optional[bytes], Optional[dict[str, Any]]]


class Follower:
    """Told what a store takes; this one makes nothing of it."""

    def follow(self, kept: Optional[list[Kept]]) -> None:
        """Take the features that were added behind all others.

        :param kept: None once the features are not those that were told any more.
        """

    def ripen(self) -> None:
        """Do what can be done while answers are on their way; more may follow."""
