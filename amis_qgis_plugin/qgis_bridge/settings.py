"""What the plugin remembers in the user's profile, read and written with its types."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from qgis.core import QgsSettings

_KEY = "amis_explorer/settings"


@dataclass(frozen=True)
class Server:
    """A server the user added.

    :param url: cleaned, without credentials.
    :param protocol: ``wfs``, ``wms``, ``ogcapi``, ``arcgis``, or ``auto`` while nobody has asked
        the server yet.
    :param authcfg: id in QGIS's authentication database; empty for none.
    """

    title: str
    url: str
    protocol: str
    authcfg: str = ""


@dataclass(frozen=True)
class Settings:
    """Everything that is remembered.

    :param packages: folders of prospectivity packages.
    :param package_choices: what was chosen for the last package, as its ``to_dict`` has it.
    """

    workspaces: tuple[str, ...] = ()
    servers: tuple[Server, ...] = ()
    last_folder: str = ""
    package_choices: dict[str, Any] = field(default_factory=dict)
    packages: tuple[str, ...] = ()

    def with_workspace(self, path: Path) -> Settings:
        """Return settings that know one more GeoPackage."""
        return replace(self, workspaces=tuple(dict.fromkeys((*self.workspaces, str(path)))))

    def without_workspace(self, path: Path) -> Settings:
        """Return settings that have forgotten a GeoPackage."""
        return replace(self, workspaces=tuple(p for p in self.workspaces if p != str(path)))

    def with_package(self, folder: Path) -> Settings:
        """Return settings that know one more package."""
        return replace(self, packages=tuple(dict.fromkeys((*self.packages, str(folder)))))

    def without_package(self, folder: Path) -> Settings:
        """Return settings that have forgotten a package."""
        return replace(self, packages=tuple(p for p in self.packages if p != str(folder)))

    def with_server(self, server: Server) -> Settings:
        """Return settings with a server added, in place of one with its address."""
        others = self.without_server(server).servers
        return replace(self, servers=(*others, server))

    def without_server(self, server: Server) -> Settings:
        """Return settings that have forgotten a server."""
        key = (server.url, server.protocol)
        return replace(self, servers=tuple(s for s in self.servers if (s.url, s.protocol) != key))


def read_settings() -> Settings:
    """Return what is remembered; each piece that cannot be read counts as never said."""
    try:
        values = json.loads(QgsSettings().value(_KEY, "{}", type=str))
    except (ValueError, TypeError):
        return Settings()
    if not isinstance(values, dict):
        return Settings()
    folder, choices = values.get("last_folder"), values.get("package_choices")
    return Settings(
        workspaces=tuple(one for one in _listed(values, "workspaces") if isinstance(one, str)),
        packages=tuple(one for one in _listed(values, "packages") if isinstance(one, str)),
        servers=tuple(Server(**one) for one in _listed(values, "servers") if _is_server(one)),
        last_folder=folder if isinstance(folder, str) else "",
        package_choices=choices if isinstance(choices, dict) else {},
    )


def write_settings(settings: Settings) -> None:
    """Remember the settings."""
    QgsSettings().setValue(_KEY, json.dumps(asdict(settings), ensure_ascii=False))


def _listed(values: dict[str, Any], name: str) -> list[Any]:
    found = values.get(name)
    return found if isinstance(found, list) else []


def _is_server(value: Any) -> bool:
    """Whether a stored value has the texts of a :class:`Server` and nothing else."""
    names = {field.name for field in fields(Server)}
    return (
        isinstance(value, dict)
        and names - {"authcfg"} <= set(value) <= names
        and all(isinstance(one, str) for one in value.values())
    )
