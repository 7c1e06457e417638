"""The questions to a layer of ArcGIS REST, put and answered; by POST where they are long."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Optional

from ..core.progress import Progress
from .arcgis_answers import count_in, ids_in, query_body
from .arcgis_features import FeatureSet, Reading, is_feature_set, read_feature_set
from .arcgis_question import Question
from .bodies import Body
from .encoded_twice import encoded_twice
from .errors import UnexpectedAnswer
from .json_values import mapping_of, name_of
from .session import Answer, get
from .urls import child_url, redact, with_query

if TYPE_CHECKING:
    import requests

_FEATURES = "the features of the layer"
_LONGEST_ADDRESS = 1900  # IIS takes 2,048 letters, others more
_LONGEST_PAGE = 600.0
_MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class Received:
    """Features of one or more answers.

    :param digest: ``sha256:`` and the digest of the body, or of those of the bodies.
    :param repaired: what had to be mended before a body could be read; empty for nothing.
    """

    found: FeatureSet
    byte_count: int = 0
    digest: str = ""
    repaired: str = ""
    oddities: tuple[str, ...] = ()


def gathered(found: FeatureSet, answers: Sequence[Received]) -> Received:
    """Return features that came in several answers."""
    digests = "".join(one.digest for one in answers).encode("ascii")
    digest = answers[0].digest if len(answers) == 1 else f"sha256:{_digest(digests)}"
    repaired = next((one.repaired for one in answers if one.repaired), "")
    size = sum(one.byte_count for one in answers)
    oddities = tuple(dict.fromkeys(told for one in answers for told in one.oddities))
    return Received(found, size, digest, repaired, oddities)


@dataclass(frozen=True)
class LayerQueries:
    """Puts questions to one layer.

    :param url: of the layer.
    :param silence: seconds without a byte after which a server counts as gone.
    """

    session: requests.Session
    url: str
    progress: Progress
    silence: float

    def with_session(self, session: requests.Session) -> LayerQueries:
        """Return the same through another session."""
        return replace(self, session=session)

    def features(self, question: Question, reading: Reading) -> Received:
        """Return the features of an answer.

        :raises ServiceError: when none came that can be believed.
        """
        answer, body = self._ask(question, _FEATURES)
        if not is_feature_set(body.data):
            raise UnexpectedAnswer(
                f"The server sent JSON without features, not {_FEATURES}.",
                subject=redact(self.url),
                kind=body.kind,
            )
        found = read_feature_set(body.data, reading)
        size, digest = len(answer.body), f"sha256:{_digest(answer.body)}"
        return Received(found, size, digest, body.mended, encoded_twice(answer.body))

    def count(self, question: Question) -> Optional[int]:
        """Return how many features a question finds; None where the server does not tell.

        :raises ServiceError: when no usable answer came.
        """
        return count_in(self._document({**question, "returnCountOnly": "true"}))

    def ids(self, question: Question) -> tuple[Optional[list[int]], str]:
        """Return the numbers of the features that a question finds, and the field that has them.

        :return: None in place of the numbers where the server gives no list.
        :raises ServiceError: when no usable answer came.
        """
        data = self._document({**question, "returnIdsOnly": "true"})
        return ids_in(data), name_of(data.get("objectIdFieldName"))

    def _document(self, question: Question) -> dict[str, Any]:
        return mapping_of(self._ask(question, "a number of features")[1].data)

    def _ask(self, question: Question, wanted: str) -> tuple[Answer, Body]:
        address = child_url(self.url, "query")
        answer = get(
            self.session,
            address,
            question,
            progress=self.progress,
            max_bytes=_MOST_BYTES,
            silence=self.silence,
            as_form=len(with_query(address, **question)) > _LONGEST_ADDRESS,
            longest=_LONGEST_PAGE,
        )
        return answer, query_body(answer, wanted)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
