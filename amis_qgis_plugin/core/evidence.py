"""What speaks for and against a download being whole, and the one rule that judges it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from .completeness import Completeness


@dataclass(frozen=True)
class Evidence:
    """What was found out about the completeness of a download.

    :param received: distinct features received.
    :param stated: (where it was stated, total) for everything the server says about its number.
    :param checks: what was checked beyond the server's own statement, and agreed.
    :param end: how the end was seen: an empty page past it, every area below the server's limit.
    :param doubts: why the rows may be others than the server's, although none is known to lack.
    :param missing: what is known to lack.
    :param notes: what a person wants to know besides: pages, axis order, repairs.
    """

    received: int
    stated: tuple[tuple[str, int], ...] = ()
    checks: tuple[str, ...] = ()
    end: str = ""
    doubts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def completeness(self) -> Completeness:
        """The verdict.

        Two totals of which one does not rest on the server's word have to agree with what was
        received, and nothing may speak against it.
        """
        if self.missing or any(total > self.received for _where, total in self.stated):
            return Completeness.INCOMPLETE
        agreeing = [where for where, total in self.stated if total == self.received]
        is_told_otherwise = len(agreeing) < len(self.stated)
        is_checked = bool(self.checks) and len(agreeing) + len(self.checks) > 1
        if self.doubts or is_told_otherwise or not is_checked or not self.end:
            return Completeness.COMPLETE_UNPROVEN
        return Completeness.COMPLETE_PROVEN

    def text(self) -> str:
        """Return the evidence in a few sentences."""
        parts = [f"{self.received:,} distinct features were received"]
        parts += [f"{where} says {total:,}" for where, total in self.stated]
        parts += self.checks
        if self.end:
            parts.append(self.end)
        text = "; ".join(parts) + "."
        if self.missing:
            text += f" Missing: {'; '.join(self.missing)}."
        if self.doubts:
            text += f" Not proven: {'; '.join(self.doubts)}."
        elif self.completeness is Completeness.COMPLETE_UNPROVEN:
            text += " Not proven: there are not two independent totals that agree."
        if self.notes:
            text += f" {'; '.join(self.notes)}."
        return text

    def to_json(self) -> str:
        """Return the evidence for machines."""
        told = {"completeness": self.completeness.value, **asdict(self)}
        return json.dumps(told, ensure_ascii=False)
