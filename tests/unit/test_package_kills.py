"""Killed with ``kill -9`` at fifty moments: the older package, the new one or none; never half."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from package_samples import AREA, CREATED, build_workspace

from amis_qgis_plugin.core.errors import Cancelled, PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.staging import left_beside, put_in_place, waiting_for
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package

# In all, a quarter of them for each way of writing; a thousand take some minutes.
MOMENTS = int(os.environ.get("AMIS_KILLS", "56"))
OLDER, NEWER = "Gold", "Copper"
GOLD = OccurrenceFilter(commodities=("gold",))

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork") or not hasattr(signal, "SIGKILL"),
    reason="this system has no fork and no SIGKILL",
)


class Killer:
    """The program that writes and dies; tests/killing.py says what it understands."""

    def __init__(self, workspace: Path, root: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(root / "tests" / "killing.py"), str(workspace)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
        )

    def order(self, words: str) -> dict[str, Any]:
        """Give an order and wait until it is carried out."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{words}\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """End the program."""
        self._process.communicate()


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_workspace(tmp_path_factory.mktemp("workspace") / "small.gpkg")


@pytest.fixture(scope="module")
def killer(workspace: Path, root: Path) -> Iterator[Killer]:
    found = Killer(workspace, root)
    yield found
    found.close()


def moments(steps: list[str], seconds: float, number: int) -> list[str]:
    """Return orders: every move and the last step, other steps evenly, and times by chance."""
    moves = [index for index, step in enumerate(steps) if step == "os.rename"]
    moves.append(len(steps) - 1)
    by_time = number // 3
    evenly = max(1, number - by_time - len(moves))
    others = [(2 * one + 1) * len(steps) // (2 * evenly) for one in range(evenly)]
    chance = random.Random(number)
    times = [chance.uniform(0.0, seconds) for _one in range(by_time)]
    return [*(f"step {one}" for one in [*moves, *others]), *(f"time {one:.4f}" for one in times)]


def copy(package: Path, destination: Path) -> None:
    """Put a package somewhere else."""
    if package.is_dir():
        shutil.copytree(package, destination)
    else:
        shutil.copyfile(package, destination)


def title_in(package: Path) -> str:
    """Return the title in a package that is whole."""
    assert verify_package(package).ok
    if package.is_dir():
        text = (package / "manifest.json").read_text(encoding="utf-8")
    else:
        shutil.unpack_archive(package, package.with_name("unpacked"), "zip")
        (found,) = package.with_name("unpacked").glob("*/manifest.json")
        text = found.read_text(encoding="utf-8")
        shutil.rmtree(package.with_name("unpacked"))
    return str(json.loads(text)["title"])


def is_put_back(destination: Path, workspace: Path) -> bool:
    """Whether the older package waits aside and the next run brings it back before all else."""
    if waiting_for(destination) is None:
        return False
    with pytest.raises(PackageError, match="older one is whole and lies at"):
        verify_package(destination)
    questions = iter([False, True])
    stopped = Progress(is_cancelled=lambda: next(questions, True))
    plan = describe_package(workspace, GOLD, title="Another")
    with pytest.raises(Cancelled):
        write_package(plan, destination, progress=stopped)
    assert title_in(destination) == OLDER
    return True


@pytest.mark.parametrize("name", ["package", "package.zip"])
@pytest.mark.parametrize("there_before", [False, True], ids=["fresh", "over an older one"])
def test_killed_outright_never_half_a_package(
    killer: Killer, workspace: Path, tmp_path: Path, name: str, there_before: bool
) -> None:
    older = tmp_path / "older" / name
    older.parent.mkdir()
    plan = describe_package(workspace, GOLD, title=OLDER, area=AREA)
    write_package(plan, older, created=CREATED)
    seen = dict.fromkeys(("killed", "none", "older", "newer", "waiting"), 0)
    orders = ["write"]
    while orders:
        place = tmp_path / "place"
        place.mkdir()
        destination = place / name
        if there_before:
            copy(older, destination)
        order = orders.pop()
        answer = killer.order(f"{order} {destination}")
        if order == "write":
            orders = moments(answer["steps"], answer["seconds"], MOMENTS // 4)
        seen["killed"] += answer.get("killed", False)
        # Whatever else is left has a name that begins with a dot.
        assert {one.name for one in place.iterdir() if one.name[0] != "."} <= {name}
        assert {*left_beside(destination)} == {*place.iterdir()} - {destination}
        if destination.exists():
            title = title_in(destination)
            assert title in ((OLDER, NEWER) if there_before else (NEWER,)), order
            seen["older" if title == OLDER else "newer"] += 1
        elif there_before:
            assert name == "package", order
            assert is_put_back(destination, workspace), order
            seen["waiting"] += 1
        else:
            seen["none"] += 1
        shutil.rmtree(place)
    assert seen["killed"] > MOMENTS // 4 * 2 // 3
    assert seen["newer"] > 1
    assert seen["older" if there_before else "none"] > 1
    assert (seen["waiting"] > 0) == (there_before and name == "package")


def test_an_older_package_is_not_brought_back_over_anything(
    workspace: Path, tmp_path: Path
) -> None:
    plan = describe_package(workspace, GOLD, title=OLDER, area=AREA)
    destination = tmp_path / "package"
    write_package(plan, tmp_path / ".package.previous-0a", created=CREATED)
    (tmp_path / ".package.previous-0b").mkdir()  # no package
    assert waiting_for(destination) == tmp_path / ".package.previous-0a"
    destination.mkdir()
    assert waiting_for(destination) is None


def test_an_older_package_that_cannot_be_deleted_stays_whole(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = describe_package(workspace, GOLD, title=OLDER, area=AREA)
    for name in ("package", "made"):
        write_package(plan, tmp_path / name, created=CREATED)
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if ".partial-" in Path(target).name:
            raise PermissionError(13, "a program has one of its files open")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    left = put_in_place(tmp_path / "made", tmp_path / "package")
    assert left is not None
    assert verify_package(left).ok
    assert verify_package(tmp_path / "package").ok
