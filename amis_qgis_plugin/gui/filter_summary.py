"""What the Filter panel says above its choices: how many are shown, and what did not work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..qgis_bridge.layer_filter import Outcome
from ..qgis_bridge.shown_twice import distinct_count, twice_words


def headline(outcomes: Sequence[Outcome], reading: Sequence[str], total: int) -> str:
    """Return how many occurrences are shown; what two layers show alike counts once.

    :param reading: names of layers whose values are being read.
    :param total: all occurrences; 0 when that is unknown or goes without saying.
    """
    if not outcomes:
        return (
            f"Reading {', '.join(reading)} …"
            if reading
            else "Add a layer of mineral occurrences from the Catalogue"
        )
    known = [(one.layer, one.shown) for one in outcomes if one.shown >= 0]
    if not known:
        return "Filtered; how many are shown is not known"
    shown = distinct_count(known)
    if total and shown <= total:
        return f"{shown:,} of {total:,} occurrences"
    return f"{shown:,} occurrences"


def problems(outcomes: Sequence[Outcome], reading: Sequence[str]) -> Iterator[str]:
    """Return a sentence on each layer that is not, or not yet, as the headline says.

    And one on each whose rows another layer shows as well.
    """
    for outcome in outcomes:
        if outcome.problem:
            yield f"{outcome.layer.name()}: {outcome.problem}."
        elif outcome.shown < 0 and outcome.layer.providerType() != "ogr":
            yield f"{outcome.layer.name()}: its server does not say how many it shows."
    yield from twice_words([one.layer for one in outcomes])
    if outcomes:
        yield from (f"{name}: not filtered yet, its values are being read." for name in reading)
