"""What a term of a commodity list can be: names, symbols and minerals, by kind of source.

A lexicon belongs to a *profile*, the declared kind of source: empty for any list of deposits,
``mrds`` for USGS commodity codes, ``fr`` and ``pt`` for French and Portuguese text, ``assay``
where ``P`` and ``K`` are elements and not phosphate rock and potash (``assay_elements.csv``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .commodities import ASSAY, PROFILES, CommodityAlias, load_commodities
from .errors import VocabularyError
from .folding import key, tidy
from .tables import read_document, read_table, split_list
from .user_terms import COMMODITY, MINERAL, NO_TERMS, UserTerms

# Thai, Lao, Burmese, Khmer, Chinese: scripts that put no spaces between words.
_SCRIPT = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u4e00-\u9fff]")
_MARK_FOLLOWS = (
    "(?![\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e])"
)
COMMAS = re.compile("[,;]")
_SEPARATORS = re.compile(r"[,;:/|+&()\[\]]|\.\s")


@dataclass(frozen=True)
class Entry:
    """What one name stands for.

    ``codes`` is empty for a mineral that is no commodity, whose ``kind`` is then ``gangue``,
    ``ore`` or ``substance``; ``rule`` says when a commodity name only describes the ore.
    """

    codes: tuple[str, ...]
    kind: str
    rule: str
    alone: bool


class Lexicon:
    """Look-ups for one profile; names are compared without case, symbols with it.

    :param terms: decisions of a person; they stand above the vocabulary.
    """

    def __init__(self, profile: str, terms: UserTerms = NO_TERMS) -> None:
        self.profile = profile
        words = parser_words()
        self.noise = frozenset(map(key, words["noise"]))
        self._alone = frozenset(words["symbols_alone"])
        self._symbols = {item.code: item.symbol for item in load_commodities().all()}
        self._cased: dict[str, Entry] = {}
        self._folded: dict[str, Entry] = {}
        self._add_minerals()
        self._add_aliases(profile)
        if profile == ASSAY:
            self._add_elements()
        for symbols in (words["symbols_upper"], words["symbols_lower"]):
            for symbol in symbols:
                entry = self._cased.get(symbol.capitalize())
                if entry is not None:
                    self._cased.setdefault(symbol, Entry(entry.codes, "symbol", "", True))
        self._add_decisions(terms)
        self.compounds = self._compound_pattern()
        self.across_commas = frozenset(self._words_around_commas())
        self.scripts = self._script_pattern(words["scripts_noise"])

    def whole(self, term: str) -> Entry | None:
        """Return what ``term`` stands for when it is a whole item of a list."""
        return self._cased.get(term) or self._folded.get(key(term)) or self._plural(term)

    def inside(self, words: str) -> Entry | None:
        """Return what ``words`` stand for inside a longer phrase, where less is certain."""
        if words in self._alone:
            return None
        entry = self.whole(words)
        return None if entry is None or entry.alone else entry

    def is_symbol_of(self, word: str, name: str) -> bool:
        """Say whether ``word`` is only the symbol of the element that ``name`` names."""
        entry = self.whole(name)
        return (
            entry is not None
            and len(entry.codes) == 1
            and (self._symbols.get(entry.codes[0]) == word)
        )

    def is_symbol(self, word: str) -> bool:
        """Say whether ``word`` is a symbol or a code written in its own case."""
        return word in self._cased

    def _plural(self, term: str) -> Entry | None:
        folded = key(term)
        if len(folded) > 4 and folded.endswith("s"):
            return self._folded.get(folded[:-1])
        return None

    def _add_minerals(self) -> None:
        for row in read_table("minerals.csv"):
            term = tidy(row["term"])
            names = self._cased if len(term) < 5 and not term.islower() else self._folded
            names[term if names is self._cased else key(term)] = Entry((), row["kind"], "", False)

    def _add_aliases(self, profile: str) -> None:
        vocabulary = load_commodities()
        rules = _rules()
        for item in vocabulary.all():
            rule = rules.get(("", item.code), "")
            self._folded[item.code] = Entry((item.code,), "name", rule, False)
        for own in dict.fromkeys(("", profile)):
            found: dict[tuple[bool, str], list[CommodityAlias]] = {}
            for alias in vocabulary.aliases:
                if alias.profile == own:
                    cased = alias.case_sensitive
                    name = tidy(alias.alias) if cased else key(alias.alias)
                    found.setdefault((cased, name), []).append(alias)
            for (cased, name), aliases in found.items():
                codes = tuple(dict.fromkeys(alias.code for alias in aliases))
                rule = rules.get((key(name), "")) or rules.get(("", codes[0]), "")
                kind = "symbol" if aliases[0].kind in ("symbol", "mrds-code") else "name"
                alone = all(alias.whole_term for alias in aliases)
                entry = Entry(codes, kind, "" if kind == "symbol" else rule, alone)
                (self._cased if cased else self._folded)[name] = entry

    def _add_elements(self) -> None:
        """Read symbols and oxides as elements; those without a code are no products."""
        for row in read_table("assay_elements.csv"):
            codes = (row["code"],) if row["code"] else ()
            entry = Entry(codes, "symbol" if codes else "substance", "", False)
            for name in (row["symbol"], *split_list(row["names"])):
                if name.islower():
                    self._folded[key(name)] = entry
                else:
                    self._cased[name] = entry

    def _add_decisions(self, terms: UserTerms) -> None:
        for decision in terms.of(COMMODITY):
            for name in [one for one in self._cased if key(one) == key(decision.term)]:
                del self._cased[name]
            kind = "name" if decision.codes else "substance"
            if decision.codes or decision.meaning == MINERAL:
                self._folded[key(decision.term)] = Entry(decision.codes, kind, "", False)
            else:
                self._folded.pop(key(decision.term), None)
                self.noise |= {key(decision.term)}

    def _compound_pattern(self) -> re.Pattern[str]:
        """Match names that hold a separator or a joining word, to keep them in one piece."""
        joiners = frozenset(map(key, parser_words()["connectors"]))
        joiners |= choice_words(self.profile)
        names = [
            name
            for name in self._folded
            if _SEPARATORS.search(name) or joiners.intersection(name.split())
        ]
        return re.compile(rf"(?<!\w)(?:{_alternatives(names)})(?!\w)", re.IGNORECASE)

    def _words_around_commas(self) -> Iterator[tuple[str, str]]:
        """Yield the words before and after a comma or semicolon inside a name."""
        for name in self._folded:
            pieces = [piece.split() for piece in COMMAS.split(name)]
            for one, other in zip(pieces, pieces[1:]):
                if one and other:
                    yield one[-1], other[0]

    def _script_pattern(self, noise: Iterable[str]) -> re.Pattern[str]:
        names = [name for name in self._folded if _SCRIPT.search(name)]
        return re.compile(f"(?:{_alternatives([*names, *noise])}){_MARK_FOLLOWS}")


def _alternatives(names: Iterable[str]) -> str:
    """Return a pattern that tries the longest name first and takes any run of spaces."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in ordered)


def _rules() -> dict[tuple[str, str], str]:
    """Return the rule for a term, or for every name of a code, of ``mineral_rules.csv``."""
    return {
        (key(row["term"]), "" if row["term"] else row["code"]): row["rule"]
        for row in read_table("mineral_rules.csv")
    }


@lru_cache(maxsize=1)
def parser_words() -> dict[str, Any]:
    """Return the joining words, noise words, ranking words and units of many languages."""
    words: dict[str, Any] = read_document("parser_words.json")
    return words


@lru_cache(maxsize=len(PROFILES))
def choice_words(profile: str) -> frozenset[str]:
    """Return words such as *or* that offer a choice; in French text *or* is gold."""
    return frozenset(parser_words()["choices"]) - ({"or"} if profile == "fr" else set())


@lru_cache(maxsize=2 * len(PROFILES))
def load_lexicon(profile: str, terms: UserTerms = NO_TERMS) -> Lexicon:
    """Return the lexicon of a profile, built once.

    :raises VocabularyError: when there is no such profile.
    """
    if profile not in PROFILES:
        raise VocabularyError(
            "there is no such kind of source.",
            subject=profile,
            hint=f"Known: {', '.join(filter(None, PROFILES))}, or empty.",
        )
    return Lexicon(profile, terms)


def in_joined_script(term: str) -> bool:
    """Say whether ``term`` has letters of a script that puts no spaces between words."""
    return _SCRIPT.search(term) is not None
