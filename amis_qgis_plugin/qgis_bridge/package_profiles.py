"""The profiles of packages: the bundled ones, and files of a person in the user profile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qgis.core import QgsApplication

from ..core.package_profiles import PackageProfile, Profiles, bundled_profiles, read_profiles
from .profile_store import write_json


def profiles_folder() -> Path:
    """Return the folder of a person's own profiles; it may not be there."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "amis_explorer" / "package_profiles"


def package_profiles() -> Profiles:
    """Return all profiles, and what is wrong with files of a person's own."""
    return bundled_profiles().with_others(read_profiles(profiles_folder()))


def copy_profile(profile: PackageProfile) -> Path:
    """Write a copy of a profile to edit, under an id that is free; return the file.

    :raises WorkspaceError: when the user profile cannot be written.
    """
    taken = {one.profile_id for one in package_profiles().profiles}
    number, free = 1, f"own_{profile.profile_id}"[:36]
    while free in taken or (profiles_folder() / f"{free}.json").exists():
        number += 1
        free = f"own_{profile.profile_id}"[:34] + f"_{number}"
    path = profiles_folder() / f"{free}.json"
    title = f"{profile.title} (own)"
    write_json(path, replace(profile, profile_id=free, title=title).to_dict())
    return path
