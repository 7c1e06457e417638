"""The program inside a package: needs Python alone and says what the plugin says."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from package_samples import AREA, CREATED, build_workspace

from amis_qgis_plugin.core.errors import PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.verify import verifier_text, verify_package
from amis_qgis_plugin.packages.write import write_package

DATA = "data/copper.gpkg"
OLD_PYTHONS = ("3.8", "3.9", "3.13")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verifier")
    wanted = OccurrenceFilter(commodities=("copper",))
    workspace = build_workspace(folder / "small.gpkg")
    plan = describe_package(workspace, wanted, title="Copper", area=AREA)
    write_package(plan, folder / "package", created=CREATED)
    write_package(plan, folder / "package.zip", created=CREATED)
    return folder


@pytest.fixture
def package(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original / "package", tmp_path / "package"))


def run(package: Path, *arguments: str, python: str = sys.executable) -> tuple[int, list[str], str]:
    """Run the package's own program without any library but Python's own."""
    answer = subprocess.run(
        [python, "-I", "-S", str(package / "verify.py"), *arguments],
        capture_output=True,
        check=False,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
    )
    lines = answer.stdout.decode("utf-8", "replace").splitlines()
    return answer.returncode, lines, answer.stderr.decode("utf-8", "replace")


def said(report_of: Path) -> list[str]:
    return [f"{one.file}: {one.kind}: {one.message}" for one in verify_package(report_of).problems]


def test_a_whole_package_is_whole(original: Path) -> None:
    folder = original / "package"
    count = sum(1 for path in folder.rglob("*") if path.is_file())
    for arguments in ((), (str(folder),), (str(original / "package.zip"),)):
        assert run(folder, *arguments) == (0, [f"{count} files checked, 0 problem(s)."], "")
    assert not [path for path in folder.rglob("*") if "__pycache__" in path.parts]


def find_python(version: str) -> str:
    """Return a Python of this version: on the path, or as pyenv keeps several; else skip."""
    kept = Path.home() / ".pyenv" / "versions"
    found = [shutil.which(f"python{version}"), *map(str, kept.glob(f"{version}.*/bin/python"))]
    for python in filter(None, found):
        run = subprocess.run([python, "-V"], capture_output=True, text=True, check=False)
        if run.stdout.startswith(f"Python {version}."):
            return python
    pytest.skip(f"there is no Python {version} here")


@pytest.mark.parametrize("version", OLD_PYTHONS)
def test_it_runs_on_pythons_of_all_ages(package: Path, version: str) -> None:
    python = find_python(version)
    assert run(package, python=python)[0] == 0
    (package / "README.txt").write_text("other words", "utf-8")
    code, lines, _errors = run(package, python=python)
    assert code == 1
    assert lines[0].startswith("README.txt: changed:")


def test_it_imports_only_what_every_python_has() -> None:
    imported = set(re.findall(r"^(?:import|from) ([\w.]+)", verifier_text(), re.MULTILINE))
    assert imported
    assert {name.partition(".")[0] for name in imported} <= set(sys.stdlib_module_names)


def test_it_says_what_the_plugin_says(package: Path) -> None:
    (package / "DISCLAIMER.txt").unlink()
    (package / "README.txt").write_text("other words", "utf-8")
    (package / "notes.txt").write_text("mine", "utf-8")
    (package / "tables" / "amis_sources.csv").unlink()
    (package / "tables" / "amis_sources.csv").symlink_to("/etc/hostname")
    os.mkfifo(package / "pipe")
    code, lines, errors = run(package)
    assert code == 1, errors
    assert lines[:-1] == said(package)
    kinds = {line.split(": ")[0]: line.split(": ")[1] for line in lines[:-1]}
    assert kinds == {
        "DISCLAIMER.txt": "missing",
        "README.txt": "changed",
        "notes.txt": "added",
        "pipe": "unreadable",
        "tables/amis_sources.csv": "unreadable",
    }


def test_odd_names_are_told_and_break_nothing(package: Path) -> None:
    for name in ("Mỏ đồng.txt", "two\nlines.txt", "-rf", "a b", "\x1b[31mred", "..hidden"):
        (package / name).write_text("x", "utf-8")
    (package / os.fsdecode(b"not-utf-8-\xff")).write_text("x", "utf-8")
    code, lines, errors = run(package)
    assert code == 1, errors
    assert len(lines) == 7 + 1
    assert all(": added: " in line for line in lines[:-1])
    assert not any("\x1b" in line for line in lines)


def test_a_byte_flipped_anywhere_is_found_by_both(package: Path) -> None:
    """Each file is flipped in a place of its own; the program itself as well."""
    missed = []
    for number, path in enumerate(sorted(path for path in package.rglob("*") if path.is_file())):
        name = path.relative_to(package).as_posix()
        content = path.read_bytes()
        if not content or name == "verify.py":
            continue
        flipped = bytearray(content)
        flipped[(number * 7919) % len(content)] ^= 1 << (number % 8)
        path.write_bytes(flipped)
        code, lines, _errors = run(package)
        if code != 1 or lines[:-1] != said(package):
            missed.append(name)
        path.write_bytes(content)
    assert missed == []
    program = package / "verify.py"
    program.write_bytes(program.read_bytes() + b"\n")
    assert said(package) == [line for line in run(package)[1] if "verify.py" in line]


@pytest.mark.parametrize("name", ["SHA256SUMS", "manifest.json"])
def test_no_byte_of_the_lists_can_be_flipped(package: Path, name: str) -> None:
    """All eight bits of many bytes, line ends and spaces among them."""
    path = package / name
    content = path.read_bytes()
    ends = [place for place, byte in enumerate(content) if byte in b"\n "][:24]
    for place in {*ends, *range(0, len(content), max(1, len(content) // 16)), len(content) - 1}:
        for bit in range(8):
            flipped = bytearray(content)
            flipped[place] ^= 1 << bit
            path.write_bytes(flipped)
            assert not verify_package(package).ok, (place, bit)
    path.write_bytes(content)


def test_no_byte_of_a_zip_can_be_flipped(original: Path, tmp_path: Path) -> None:
    """Dates, attributes and other bytes between the files count as well."""
    content = (original / "package.zip").read_bytes()
    with zipfile.ZipFile(original / "package.zip") as archive:
        first = archive.infolist()[0]
        central = archive.start_dir
    places = [*range(30), *range(central, central + 60), *range(len(content) - 130, len(content))]
    places += range(first.header_offset + 60, central, max(1, central // 60))
    flipped_zip = tmp_path / "flipped.zip"
    for place in places:
        flipped = bytearray(content)
        flipped[place] ^= 1 << (place % 8)
        flipped_zip.write_bytes(flipped)
        try:
            assert not verify_package(flipped_zip).ok, place
        except PackageError:
            continue  # no zip any more, or refused: told as well


def test_what_is_no_package_ends_with_two(package: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "text.zip").write_text("no zip")
    for name in ("other", "text.zip", "not there"):
        code, lines, errors = run(package, str(tmp_path / name))
        assert (code, lines) == (2, [])
        assert name in errors
    for name in ("manifest.json", "SHA256SUMS"):
        (package / name).unlink()
    assert run(package)[0] == 2


def test_a_newer_manifest_is_read_by_the_schema_beside_it(package: Path) -> None:
    """The plugin of today opens the package of tomorrow and finds no fault in its shape."""
    manifest = package / "manifest.json"
    schema = package / "metadata" / "manifest.schema.json"
    for path, old, new in (
        (manifest, '"format_version": 2', '"format_version": 99'),
        (schema, '"format_version": {"const": 2}', '"format_version": {"const": 99}'),
    ):
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
    kinds = {(one.file, one.kind) for one in verify_package(package).problems}
    assert ("manifest.json", "unreadable") not in kinds
    assert kinds == {
        ("manifest.json", "changed"),
        (schema.relative_to(package).as_posix(), "changed"),
    }


def test_the_first_version_of_the_manifest_is_still_read(package: Path) -> None:
    import hashlib
    import json

    path = package / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    for name in ("steps", "parameters", "not_copied"):
        del manifest[name]
    manifest["format_version"] = 1
    path.write_text(json.dumps(manifest), "utf-8")
    sums = package / "SHA256SUMS"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    lines = [
        f"{digest}  manifest.json" if line.endswith("  manifest.json") else line
        for line in sums.read_text("utf-8").splitlines()
    ]
    sums.write_text("\n".join(lines) + "\n", "utf-8")
    assert verify_package(package).ok
