"""The few features that were seen before the first page, to be known again among all others."""

from __future__ import annotations

from ...services.pages import Page, PageFeature
from .shapes import digest_of
from .store import Added, SideStore
from .stored_values import with_bytes

_DIGEST = "SELECT digest FROM features WHERE key = ?"
_OTHER_ID = "SELECT 1 FROM features WHERE digest = ? AND feature_id <> ? LIMIT 1"


class FirstSeen:
    """What a few features said when they were asked for alone.

    :ivar ids_held: whether they came again in the first page, with the same ids.
    """

    def __init__(self, store: SideStore) -> None:
        self._store = store
        self._ids: dict[str, str] = {}  # by the digest of what the feature says
        self._is_looked_at = False
        self.ids_held = False

    def note(self, feature: PageFeature) -> None:
        """Remember a feature."""
        if feature.feature_id:
            self._ids[digest_of(feature)] = with_bytes(feature.feature_id)

    def are_confused(self, page: Page, added: Added) -> bool:
        """Whether ids are those of places in a page, or of nothing, rather than of features."""
        same = len(page.features) - len({one.feature_id for one in page.features})
        is_other = False
        if not self._is_looked_at:
            kept = self._kept()
            is_other = any(
                kept[digest] is None and self._store.one(_OTHER_ID, digest, feature_id)
                for digest, feature_id in self._ids.items()
            )
            self.ids_held = bool(kept) and all(one == kept[one] for one in kept)
            self._is_looked_at = True  # in the first page only
        return same > 0 or added.changed > len(page.features) // 2 or is_other

    def changed(self) -> int:
        """Return how many of them are kept with another content."""
        return sum(other not in (None, digest) for digest, other in self._kept().items())

    def gone(self) -> int:
        """Return how many of them are not kept at all."""
        return sum(other is None for other in self._kept().values())

    def _kept(self) -> dict[str, object]:
        return {digest: self._store.one(_DIGEST, one) for digest, one in self._ids.items()}
