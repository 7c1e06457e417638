"""What a person decided about terms that no vocabulary knows, once for all.

A decision maps a term to codes, or says that it is a mineral or a word without meaning here. It is
data: kept in the profile, carried by a workspace, exported and imported as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .code_lists import VOCABULARIES, codes_of
from .errors import VocabularyError
from .folding import key, tidy

FORMAT, VERSION = "amis-user-terms", 1
COMMODITY = "commodity"
MINERAL, IGNORED = "mineral", "ignored"
_LIST_OF = {name: code_list for code_list, name in VOCABULARIES.items()}


@dataclass(frozen=True)
class UserTerm:
    """One decision.

    :param vocabulary: ``commodity``, ``country``, ``deposit type`` and so on.
    :param term: the words of the source.
    :param codes: what the term stands for; empty for minerals and ignored words.
    :param meaning: empty for codes, ``mineral`` or ``ignored``.
    :raises VocabularyError: when a code is not in the vocabulary.
    """

    vocabulary: str
    term: str
    codes: tuple[str, ...] = ()
    meaning: str = ""

    def __post_init__(self) -> None:
        """Refuse what could not be applied."""
        if self.vocabulary not in _LIST_OF:
            raise VocabularyError(
                "no terms can be mapped in this vocabulary.",
                subject=self.vocabulary,
                hint=f"Known: {', '.join(_LIST_OF)}.",
            )
        if not tidy(self.term):
            raise VocabularyError("a term to be mapped is empty.", subject=self.vocabulary)
        if self.meaning not in ("", MINERAL, IGNORED) or bool(self.codes) == bool(self.meaning):
            raise VocabularyError(
                "a term stands for codes, a mineral or nothing.", subject=self.term
            )
        unknown = set(self.codes) - codes_of(_LIST_OF[self.vocabulary])
        if unknown:
            raise VocabularyError(
                f"{', '.join(sorted(unknown))} is no code of the vocabulary {self.vocabulary}.",
                subject=self.term,
            )


class UserTerms:
    """Decisions, one for each term; a later one takes the place of an earlier one.

    Compared by identity, so that a parser can keep what it read under them.
    """

    def __init__(self, terms: Iterable[UserTerm] = ()) -> None:
        self._terms = {(one.vocabulary, key(one.term)): one for one in terms}

    def __iter__(self) -> Any:
        """Yield the decisions by vocabulary and term."""
        return iter([self._terms[name] for name in sorted(self._terms)])

    def __len__(self) -> int:
        """Return the number of decisions."""
        return len(self._terms)

    def find(self, vocabulary: str, term: str) -> UserTerm | None:
        """Return the decision about a term, or None."""
        return self._terms.get((vocabulary, key(term))) if self._terms else None

    def of(self, vocabulary: str) -> tuple[UserTerm, ...]:
        """Return the decisions in one vocabulary."""
        return tuple(one for one in self if one.vocabulary == vocabulary)

    def with_term(self, term: UserTerm) -> UserTerms:
        """Return these decisions and one more."""
        return UserTerms([*self, term])

    def without(self, vocabulary: str, term: str) -> UserTerms:
        """Return these decisions without the one about a term."""
        gone = (vocabulary, key(term))
        return UserTerms(one for name, one in self._terms.items() if name != gone)

    def to_dict(self) -> dict[str, Any]:
        """Return the decisions as JSON can hold them."""
        return {
            "format": FORMAT,
            "version": VERSION,
            "terms": [
                {
                    "vocabulary": one.vocabulary,
                    "term": one.term,
                    **({"codes": list(one.codes)} if one.codes else {"meaning": one.meaning}),
                }
                for one in self
            ],
        }

    @classmethod
    def from_dict(cls, document: Any) -> UserTerms:
        """Return the decisions of a JSON document.

        :raises VocabularyError: when it is something else, or names an unknown code.
        """
        if not isinstance(document, Mapping) or document.get("format") != FORMAT:
            raise VocabularyError("it holds no terms mapped by a person.", subject=FORMAT)
        if document.get("version") != VERSION:
            raise VocabularyError(
                f"version {document.get('version')!r} is not {VERSION}.", subject=FORMAT
            )
        try:
            return cls(
                UserTerm(
                    str(entry["vocabulary"]),
                    str(entry["term"]),
                    tuple(map(str, entry.get("codes", ()))),
                    str(entry.get("meaning", "")),
                )
                for entry in document["terms"]
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise VocabularyError(f"an entry lacks {error}.", subject=FORMAT) from error


NO_TERMS = UserTerms()
