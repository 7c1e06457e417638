"""Verifying finds every change, and nothing where there is none."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import stat
import zipfile
from pathlib import Path

import pytest
from package_samples import AREA, CREATED, build_workspace

import amis_qgis_plugin
from amis_qgis_plugin.core.errors import Cancelled, PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.verify import VerifyReport, verify_package
from amis_qgis_plugin.packages.write import write_package

DATA = "data/copper.gpkg"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("verify")
    wanted = OccurrenceFilter(commodities=("copper",))
    plan = describe_package(
        build_workspace(folder / "small.gpkg"), wanted, title="Copper", area=AREA
    )
    write_package(plan, folder / "package", created=CREATED)
    write_package(plan, folder / "package.zip", created=CREATED)
    return folder


@pytest.fixture
def package(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original / "package", tmp_path / "package"))


def found(report: VerifyReport) -> set[tuple[str, str]]:
    return {(problem.file, problem.kind) for problem in report.problems}


def reseal(package: Path) -> None:
    """Bring checksums in line with the files, as someone would who wants to hide a change."""
    manifest = json.loads((package / "manifest.json").read_text("utf-8"))
    for record in manifest["files"]:
        content = (package / record["path"]).read_bytes()
        record["bytes"], record["sha256"] = len(content), hashlib.sha256(content).hexdigest()
    (package / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(package).as_posix()}\n"
        for path in sorted(package.rglob("*"), key=lambda one: one.as_posix())
        if path.is_file() and not path.name.startswith("SHA256SUMS")
    ]
    (package / "SHA256SUMS").write_text("".join(lines), "utf-8")


def test_a_whole_package_is_whole(original: Path) -> None:
    for name in ("package", "package.zip"):
        report = verify_package(original / name)
        assert report.ok, report.problems
        assert report.files == len(list((original / "package").rglob("*.*"))) + 1


def test_verifying_changes_nothing(original: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in original.rglob("*")}
    verify_package(original / "package")
    verify_package(original / "package.zip")
    assert {path: path.stat().st_mtime_ns for path in original.rglob("*")} == before


@pytest.mark.parametrize("share", [0.0, 0.37, 0.99])
def test_a_flipped_byte_in_any_file_is_found(package: Path, share: float) -> None:
    for path in sorted(package.rglob("*"), key=lambda one: one.as_posix()):
        if path.is_dir():
            continue
        content = path.read_bytes()
        flipped = bytearray(content)
        flipped[int(len(flipped) * share)] ^= 1
        path.write_bytes(flipped)
        report = verify_package(package)
        name = path.relative_to(package).as_posix()
        assert not report.ok, name
        if name != "SHA256SUMS":
            assert (name, "changed") in found(report)
        path.write_bytes(content)
    assert verify_package(package).ok


def test_a_flipped_byte_in_the_zip_is_found(original: Path, tmp_path: Path) -> None:
    content = (original / "package.zip").read_bytes()
    with zipfile.ZipFile(original / "package.zip") as archive:
        entry = archive.getinfo(f"copper/{DATA}")
    broken = tmp_path / "broken.zip"
    for offset in range(entry.header_offset + 100, entry.header_offset + 2000, 311):
        flipped = bytearray(content)
        flipped[offset] ^= 16
        broken.write_bytes(flipped)
        try:
            assert not verify_package(broken).ok
        except PackageError as error:
            assert "damaged" in str(error)


def test_missing_and_added_files(package: Path) -> None:
    (package / "DISCLAIMER.txt").unlink()
    (package / "notes.txt").write_text("mine")
    (package / f"{DATA}-wal").write_text("")
    assert found(verify_package(package)) == {
        ("DISCLAIMER.txt", "missing"),
        ("notes.txt", "added"),
        (f"{DATA}-wal", "added"),
    }


def test_missing_data_is_one_problem(package: Path) -> None:
    (package / DATA).unlink()
    assert found(verify_package(package)) == {(DATA, "missing")}


@pytest.mark.parametrize("name", ["manifest.json", "SHA256SUMS"])
def test_either_list_alone_still_finds_a_change(package: Path, name: str) -> None:
    (package / name).unlink()
    assert found(verify_package(package)) == {(name, "missing")}
    (package / "README.txt").write_text("other words", "utf-8")
    assert found(verify_package(package)) == {(name, "missing"), ("README.txt", "changed")}


def test_a_change_hidden_from_one_list_only_is_found(package: Path) -> None:
    readme = package / "README.txt"
    readme.write_text(readme.read_text("utf-8").replace("no proof", "a proof"), "utf-8")
    sums = package / "SHA256SUMS"
    digest = hashlib.sha256(readme.read_bytes()).hexdigest()
    lines = [
        f"{digest}  README.txt" if line.endswith("  README.txt") else line
        for line in sums.read_text("utf-8").splitlines()
    ]
    sums.write_text("\n".join(lines) + "\n", "utf-8")
    assert ("README.txt", "changed") in found(verify_package(package))


def test_rows_are_counted_even_when_all_sums_agree(package: Path) -> None:
    connection = sqlite3.connect(package / DATA)
    connection.execute("DELETE FROM production WHERE fid = 1")
    connection.commit()
    connection.execute("DROP TABLE notes")
    connection.close()
    reseal(package)
    report = verify_package(package)
    assert found(report) == {(DATA, "count")}
    said = " ".join(problem.message for problem in report.problems)
    assert "production has 3 rows, 4 were written" in said
    assert "notes is not there" in said


def test_a_geopackage_replaced_by_rubbish(package: Path) -> None:
    (package / DATA).write_bytes(b"SQLite format 3\0" + bytes(5000))
    reseal(package)
    assert {kind for _file, kind in found(verify_package(package))} <= {"unreadable", "count"}
    assert not verify_package(package).ok


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": "amis-explorer-package"}', "[" * 100_000, "\x00"]
)
def test_a_manifest_that_is_none_is_told(package: Path, text: str) -> None:
    (package / "manifest.json").write_text(text, "utf-8")
    assert ("manifest.json", "unreadable") in found(verify_package(package))


@pytest.mark.parametrize(
    "text", ["rubbish\n", "00  README.txt\n", f"{'0' * 64}  ../../etc/passwd\n"]
)
def test_sums_that_are_none_are_told(package: Path, text: str) -> None:
    (package / "SHA256SUMS").write_text(text, "utf-8")
    assert ("SHA256SUMS", "unreadable") in found(verify_package(package))


def test_a_link_is_no_file_of_the_package(package: Path) -> None:
    content = (package / "README.txt").read_bytes()
    (package.parent / "outside.txt").write_bytes(content)
    (package / "README.txt").unlink()
    (package / "README.txt").symlink_to(package.parent / "outside.txt")
    assert found(verify_package(package)) == {("README.txt", "unreadable")}


def test_what_is_no_package_says_so(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.zip").write_text("no zip")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("photo.jpg", b"")
    for name in ("folder", "text.zip", "other.zip", "not there"):
        with pytest.raises(PackageError) as caught:
            verify_package(tmp_path / name)
        assert caught.value.subject.endswith(name)


def _link(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "copper/../../evil.txt",
        "/etc/cron.d/evil",
        "C:/evil.txt",
        "copper\\..\\evil.txt",
        "copper/./README.txt",
        "copper//README.txt",
        "COPPER/README.txt",
        _link("copper/link"),
    ],
)
def test_hostile_zips_are_refused(
    original: Path, tmp_path: Path, name: str | zipfile.ZipInfo
) -> None:
    hostile = Path(shutil.copy(original / "package.zip", tmp_path / "hostile.zip"))
    with zipfile.ZipFile(hostile, "a") as archive:
        archive.writestr(name, b"evil")
    with pytest.raises(PackageError, match="refused"):
        verify_package(hostile)
    assert [path.name for path in tmp_path.iterdir()] == ["hostile.zip"]


def test_a_repacked_zip_is_still_whole(original: Path, tmp_path: Path) -> None:
    """Some people zip the files without the folder around them."""
    flat = shutil.make_archive(str(tmp_path / "flat"), "zip", original / "package")
    assert verify_package(Path(flat)).ok


def test_a_truncated_zip_is_damaged(original: Path, tmp_path: Path) -> None:
    content = (original / "package.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(content[: len(content) // 2])
    with pytest.raises(PackageError):
        verify_package(tmp_path / "cut.zip")


def test_verifying_can_be_stopped(original: Path) -> None:
    with pytest.raises(Cancelled):
        verify_package(original / "package", Progress(is_cancelled=lambda: True))


def test_no_path_reaches_sqlite_in_the_form_it_refuses_for_network_drives() -> None:
    """``Path.as_uri`` puts a server's name where SQLite takes none; ``sqlite_uri`` does not."""
    package = Path(amis_qgis_plugin.__file__).parent
    callers = [path.name for path in package.rglob("*.py") if ".as_uri(" in path.read_text("utf-8")]
    assert callers == []


@pytest.mark.parametrize("name", ["50 % #1", "what?", "Mỏ & đồng"])
def test_names_that_mean_something_in_an_address(package: Path, tmp_path: Path, name: str) -> None:
    moved = Path(shutil.move(package, tmp_path / name))
    assert verify_package(moved).ok
