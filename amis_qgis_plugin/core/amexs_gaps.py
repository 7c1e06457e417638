"""What of the catalogue's layers somebody holds, country by country, and what is missing.

A plain calculation on plain values: it knows neither files nor services, so that a report and a
panel can share it. Missing data says nothing about missing minerals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from .catalogue import CatalogueLayer, load_catalogue
from .completeness import Completeness, worst

THERE, UNTOLD, MISSING = "there", "no country told", "missing"
NO_COUNTRY = ""
_ISO_DATE = 10  # characters of YYYY-MM-DD


@dataclass(frozen=True)
class Holding:
    """One layer that somebody holds.

    :param layer_type: id of its aligned layer type.
    :param rows: ISO 3166-1 alpha-3 code to number of rows; the empty code for rows that tell no
        country.
    :param retrieved: ISO 8601 dates or times at which its sources were retrieved.
    :param completeness: of each of its sources.
    :param layer_id: the catalogue's layer that it is, where the layer type does not tell: critical
        minerals are occurrences too.
    """

    layer_type: str
    rows: Mapping[str, int]
    retrieved: tuple[str, ...] = ()
    completeness: tuple[Completeness, ...] = ()
    layer_id: str = ""


@dataclass(frozen=True)
class LayerInCountry:
    """How a layer of the catalogue stands in one country.

    :param state: ``THERE``, ``UNTOLD`` (there are rows, but they tell no country) or ``MISSING``.
    :param newest: date of the newest retrieval; empty where nothing is there.
    :param age_days: days since then; None where nothing is there, or where it lies ahead.
    :param worst: the worst completeness among the sources; None where nothing is known of it.
    """

    theme_id: str
    layer_id: str
    country: str
    rows: int
    state: str
    newest: str = ""
    age_days: int | None = None
    worst: Completeness | None = None


def layers_by_country(
    holdings: Iterable[Holding], countries: Sequence[str], today: date
) -> list[LayerInCountry]:
    """Return every layer of the catalogue for every country, in the catalogue's order.

    :param countries: ISO 3166-1 alpha-3 codes.
    :param today: the day that ages are counted to.
    :raises VocabularyError: when the catalogue is damaged.
    """
    held = list(holdings)
    found = []
    for theme in load_catalogue().themes:
        for layer in theme.layers:
            own = _of_layer(held, layer)
            found += [
                _in_country(theme.theme_id, layer.layer_id, own, code, today) for code in countries
            ]
    return found


def age_in_days(retrieved: str, today: date) -> int | None:
    """Return the days since an ISO 8601 date or time; None where it is none or lies ahead.

    What was retrieved after the day that is counted to has no age on it. That happens where a
    package bears a date that was given to it.
    """
    try:
        days = (today - date.fromisoformat(retrieved[:_ISO_DATE])).days
    except ValueError:
        return None
    return days if days >= 0 else None


def _of_layer(held: Sequence[Holding], layer: CatalogueLayer) -> list[Holding]:
    named = [one for one in held if one.layer_id == layer.layer_id]
    if named:
        return named
    kind = layer.layer_type
    return [one for one in held if kind and one.layer_type == kind and not one.layer_id]


def _in_country(
    theme_id: str, layer_id: str, held: Sequence[Holding], country: str, today: date
) -> LayerInCountry:
    told = [one for one in held if one.rows.get(country)]
    untold = [one for one in held if one.rows.get(NO_COUNTRY)]
    used = told or untold
    if not used:
        return LayerInCountry(theme_id, layer_id, country, 0, MISSING)
    newest = max((day[:_ISO_DATE] for one in used for day in one.retrieved), default="")
    return LayerInCountry(
        theme_id,
        layer_id,
        country,
        sum(one.rows[country] for one in told),
        THERE if told else UNTOLD,
        newest,
        age_in_days(newest, today),
        worst(value for one in used for value in one.completeness),
    )
