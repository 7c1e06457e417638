"""What a filter keeps of a live layer, as values of its fields.

A live layer has no commodity index. Its distinct values are read by the same parser and the same
vocabularies that align a workspace, so copper means copper there too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from .answers import YES
from .code_lists import COUNTRIES, match_code, vocabulary_name
from .commodity_parser import parse_commodities
from .deposit_types import match_deposit_type
from .expressions import ValueFilter
from .live_fields import LiveFields
from .occurrence_filter import MINE_STATUSES, OCCURRENCE_TYPES, OccurrenceFilter
from .user_terms import NO_TERMS, UserTerms
from .value_patterns import shorten

Group = tuple[ValueFilter, ...]
Values = Mapping[str, Sequence[str]]
_DEPOSITS = "deposit_types.csv"


def live_groups(
    wanted: OccurrenceFilter, fields: LiveFields, values: Values, terms: UserTerms = NO_TERMS
) -> tuple[Group, ...]:
    """Return what selects the wanted rows of a live layer.

    :param values: field to all its distinct texts.
    :param terms: what a person decided about unknown terms.
    :returns: groups of which each has to be met, by one of its fields.
    """
    groups = _commodity_groups(wanted, fields, values, terms)
    groups += _lacking_groups(wanted, fields, values, terms)
    if wanted.countries and (fields.countries or fields.country_for_all):
        is_constant = fields.country_for_all in wanted.countries
        found = [
            _kept(name, values, lambda text: code_meant(text, COUNTRIES, terms) in wanted.countries)
            for name in fields.countries
        ]
        groups += _with_constant(fields, found, is_constant)
    if wanted.deposit_models and fields.deposit_types:
        found = [
            _kept(
                name,
                values,
                lambda text: code_meant(text, _DEPOSITS, terms) in wanted.deposit_models,
            )
            for name in fields.deposit_types
        ]
        groups += _with_constant(fields, found, is_constant=False)
    for codes, names, code_list in (
        (wanted.occurrence_types, fields.kinds, OCCURRENCE_TYPES),
        (wanted.mine_statuses, fields.statuses, MINE_STATUSES),
    ):
        if codes and names:
            means = partial(_means_one, code_list=code_list, codes=codes, terms=terms)
            found = [_kept(name, values, means) for name in names]
            groups += _with_constant(fields, found, is_constant=False)
    return tuple(groups)


def _commodity_groups(
    wanted: OccurrenceFilter, fields: LiveFields, values: Values, terms: UserTerms
) -> list[Group]:
    sets = wanted.commodity_sets()
    if not sets or not fields.tell_commodities:
        return []
    profile = fields.profile or ""

    def has(text: str, wish: tuple[frozenset[str], ...]) -> bool:
        codes = set(parse_commodities(text, profile, terms).codes)
        return all(codes & one for one in wish)

    # The texts of a single field are judged by all sets at once.
    is_single = len(fields.commodities) == 1 and not fields.flags
    groups: list[Group] = []
    for wish in [tuple(sets)] if is_single else [(one,) for one in sets]:
        is_constant = bool(fields.commodity_for_all) and has(fields.commodity_for_all, wish)
        found = [_flag(name, values, has(name.replace("_", " "), wish)) for name in fields.flags]
        for name in fields.commodities:
            kept = _kept(name, values, partial(has, wish=wish))
            others = set(values.get(name, ())) - set(kept.values)
            containing, exact = shorten(kept.values, others)
            found.append(ValueFilter(name, exact, containing))
        groups += _with_constant(fields, found, is_constant)
    return groups


def _lacking_groups(
    wanted: OccurrenceFilter, fields: LiveFields, values: Values, terms: UserTerms
) -> list[Group]:
    """Return what leaves out rows with a commodity that is not wanted: every field lacks it.

    A row that states nothing has nothing that is not wanted, unless all rows are said to have it.
    """
    excluded = wanted.excluded_codes()
    if not excluded or not fields.tell_commodities:
        return []
    profile = fields.profile or ""

    def lacks(text: str) -> bool:
        return excluded.isdisjoint(parse_commodities(text, profile, terms).codes)

    groups: list[Group] = []
    for name in fields.commodities:
        kept = _kept(name, values, lacks)
        containing, exact = shorten(kept.values, set(values.get(name, ())) - set(kept.values))
        groups.append((ValueFilter(name, exact, containing), ValueFilter("", (), (), (name,))))
    for name in (one for one in fields.flags if not lacks(one.replace("_", " "))):
        kept = _kept(name, values, lambda text: text.casefold() not in YES)
        groups.append((kept, ValueFilter("", (), (), (name,))))
    if fields.commodity_for_all and not lacks(fields.commodity_for_all):
        names = (*fields.commodities, *fields.flags)
        stated = tuple(ValueFilter(name, tuple(values.get(name, ()))) for name in names)
        groups += _with_constant(fields, stated, is_constant=False)
    return groups


def _means_one(text: str, code_list: str, codes: Sequence[str], terms: UserTerms) -> bool:
    return one_code_meant(text, code_list, terms) in codes


def one_code_meant(text: str, code_list: str, terms: UserTerms = NO_TERMS) -> str:
    """Return the code that a text means as a whole, or in all of its parts that mean any."""
    parts = [text] if code_meant(text, code_list, terms) else text.split(";")
    found = {code_meant(part.strip(), code_list, terms) for part in parts} - {""}
    return found.pop() if len(found) == 1 else ""


def _with_constant(
    fields: LiveFields, found: Sequence[ValueFilter], is_constant: bool
) -> list[Group]:
    """Return a group of the alternatives; rows that state none count when their constant does."""
    if not found:
        if is_constant:
            return []  # every row is wanted
        anything = next(iter(fields.names()), "")
        return [(ValueFilter(anything, ()),)] if anything else []
    if is_constant:
        return [(*found, ValueFilter("", (), none_of=tuple(one.field for one in found)))]
    some = tuple(one for one in found if not one.keeps_nothing)
    return [some or tuple(found[:1])]


def _flag(name: str, values: Values, is_wanted: bool) -> ValueFilter:
    """Return the values that say yes in a field that is named after a commodity."""
    texts = values.get(name, ()) if is_wanted else ()
    return ValueFilter(name, tuple(text for text in texts if text.casefold() in YES))


def _kept(name: str, values: Values, means: Callable[[str], bool]) -> ValueFilter:
    return ValueFilter(name, tuple(text for text in values.get(name, ()) if means(text)))


def code_meant(text: str, code_list: str, terms: UserTerms = NO_TERMS) -> str:
    """Return the code that a text means, by a person's decision or by the vocabulary."""
    decision = terms.find(vocabulary_name(code_list), text)
    if decision is not None:
        return decision.codes[0] if decision.codes else ""
    if code_list == _DEPOSITS:
        found = match_deposit_type(text)
        return found.notation if found is not None else ""
    return match_code(text, code_list)
