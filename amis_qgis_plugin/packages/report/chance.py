"""How many occurrences chance alone would put into a part of an area.

If every occurrence fell anywhere in the studied area with the same probability and independently
of the others, the number in a part of it would follow the binomial distribution. Occurrences do
neither: they come in clusters and are found where people looked. The range is therefore the least
that a count has to exceed before it is worth a thought, and no proof of anything.
"""

from __future__ import annotations

import math

CENTRAL_PERCENT = 95
_TAIL = (100 - CENTRAL_PERCENT) / 200
_LARGE_VARIANCE = 400.0
_NORMAL = 1.96


def chance_range(total: int, share: float) -> tuple[int, int]:
    """Return the central 95 % range of a binomial number.

    :param total: number of occurrences in the whole area.
    :param share: part of the area, 0 to 1.
    """
    share = min(max(share, 0.0), 1.0)
    if total <= 0 or share in (0.0, 1.0):
        return (0, 0) if total <= 0 or share == 0.0 else (total, total)
    if share > 0.5:
        low, high = chance_range(total, 1.0 - share)
        return total - high, total - low
    mean, variance = total * share, total * share * (1.0 - share)
    if variance > _LARGE_VARIANCE:
        reach = _NORMAL * math.sqrt(variance)
        return max(0, math.floor(mean - reach)), min(total, math.ceil(mean + reach))
    return _quantile(total, share, _TAIL), _quantile(total, share, 1.0 - _TAIL)


def _quantile(total: int, share: float, wanted: float) -> int:
    """Return the smallest number whose cumulated probability reaches ``wanted``."""
    odds = share / (1.0 - share)
    # In logarithms: the probability of none is beyond a float for many occurrences.
    logarithm = total * math.log1p(-share)
    summed = 0.0
    for number in range(total + 1):
        summed += math.exp(logarithm)
        if summed >= wanted:
            return number
        logarithm += math.log((total - number) / (number + 1) * odds) if number < total else 0.0
    return total
