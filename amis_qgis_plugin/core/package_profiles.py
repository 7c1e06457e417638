"""Profiles of packages: sets of choices under a name, bundled or of a person's own.

Each is a small JSON document: ``id``, ``title``, ``description`` and ``choices``, which may have
any of :class:`.package_choices.PackageChoices` but what is for one package alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from .errors import AmisError, PackageError
from .package_choices import PackageChoices
from .tables import DATA

_FOLDER = DATA / "package_profiles"
_ORDER = ("investor", "geologist", "agency")
_KEYS = ("id", "title", "description", "choices")
# A title is for one package, and a word about licences is a person's, given each time.
_NOT_IN_FILES = ("title", "profile", "licences_confirmed")
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True)
class PackageProfile:
    """Choices under a name.

    :param profile_id: lower case, ASCII, no spaces.
    :param values: the choices that it makes, by their names; others stay as they are.
    """

    profile_id: str
    title: str
    description: str
    values: Mapping[str, Any] = field(hash=False)

    def apply(self, choices: PackageChoices) -> PackageChoices:
        """Return choices with those of the profile in their place."""
        return choices.with_values(**self.values, profile=self.profile_id)

    def to_dict(self) -> dict[str, Any]:
        """Return the profile as its file has it."""
        return {
            "id": self.profile_id,
            "title": self.title,
            "description": self.description,
            "choices": dict(self.values),
        }

    @classmethod
    def from_dict(cls, document: Any) -> PackageProfile:
        """Read a profile.

        :raises PackageError: when it is none, or one of its choices cannot be made.
        :raises FilterError: when a place in it is none.
        """
        if not isinstance(document, Mapping) or set(document) != set(_KEYS):
            raise PackageError("It is no profile.", hint=f"A profile has {', '.join(_KEYS)}.")
        texts = [document[name] for name in _KEYS[:3]]
        if not all(isinstance(text, str) and text.strip() for text in texts):
            raise PackageError("Its id, title and description are texts that say something.")
        if not _ID.fullmatch(document["id"]):
            raise PackageError(
                f"{document['id']!r} is no id of a profile.",
                hint="Use lower-case letters, digits and _, a letter first, at most 40.",
            )
        values = document["choices"]
        if not isinstance(values, Mapping):
            raise PackageError("Its choices are no JSON object.")
        refused = [name for name in _NOT_IN_FILES if name in values]
        if refused:
            raise PackageError(
                f"{', '.join(refused)} cannot stand in a profile.",
                hint="It is said for each package anew.",
            )
        PackageChoices.from_dict(values)
        return cls(texts[0], texts[1], texts[2], dict(values))


@dataclass(frozen=True)
class Profiles:
    """The profiles of a folder.

    :param problems: what is wrong with the files that are no profiles, each named.
    """

    profiles: tuple[PackageProfile, ...]
    problems: tuple[str, ...] = ()

    def find(self, profile_id: str) -> PackageProfile:
        """Return the profile of an id.

        :raises PackageError: naming those that there are, when it is none of them.
        """
        for one in self.profiles:
            if one.profile_id == profile_id:
                return one
        known = ", ".join(one.profile_id for one in self.profiles)
        raise PackageError(
            f"There is no profile {profile_id!r}.", subject="profile", hint=f"There are {known}."
        )

    def with_others(self, others: Profiles) -> Profiles:
        """Return these and others; one that has the id of one of these takes its place."""
        by_id = {one.profile_id: one for one in (*self.profiles, *others.profiles)}
        return Profiles(tuple(by_id.values()), (*self.problems, *others.problems))


@lru_cache(maxsize=1)
def bundled_profiles() -> Profiles:
    """Return the profiles that come with the plugin."""
    found = read_profiles(_FOLDER)
    ordered = sorted(found.profiles, key=lambda one: _ORDER.index(one.profile_id))
    return Profiles(tuple(ordered), found.problems)


def read_profiles(folder: Path) -> Profiles:
    """Return the profiles in the ``.json`` files of a folder; none where there is no folder."""
    profiles: dict[str, PackageProfile] = {}
    problems = []
    for path in sorted(folder.glob("*.json")):
        try:
            one = PackageProfile.from_dict(json.loads(path.read_text(encoding="utf-8-sig")))
        except AmisError as error:
            problems.append(f"{path.name}: {error}")
        except (OSError, ValueError) as error:
            problems.append(f"{path.name}: It cannot be read: {error}.")
        else:
            if one.profile_id in profiles:
                problems.append(f"{path.name}: Another file has the id {one.profile_id}, too.")
            profiles.setdefault(one.profile_id, one)
    return Profiles(tuple(profiles.values()), tuple(problems))
