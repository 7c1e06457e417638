"""Signatures made and judged by OpenSSH and GnuPG themselves, with keys made for the tests."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from package_samples import AREA, CREATED, build_workspace

from amis_qgis_plugin.core.errors import Cancelled, PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages import programs, signing
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.files import is_signed
from amis_qgis_plugin.packages.signatures import check_pgp_form, ssh_fingerprint
from amis_qgis_plugin.packages.signing import (
    SigningKey,
    sign_package,
    signing_key,
    try_key,
    ways_to_sign,
)
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package

ADDRESS = "jane@example.org"
SIG, ASC = "SHA256SUMS.sig", "SHA256SUMS.asc"


def need(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"there is no {program} here")
    return path


def make_ssh_key(path: Path, kind: str = "ed25519", passphrase: str = "") -> Path:
    command = [need("ssh-keygen"), "-q", "-t", kind, "-N", passphrase, "-C", "me@my-machine"]
    subprocess.run([*command, "-f", str(path)], check=True)
    return path


def allow(folder: Path, key: Path, name: str = ADDRESS) -> Path:
    """Write an allowed-signers file for a key."""
    kind, body = key.with_suffix(".pub").read_text().split()[:2]
    path = folder / f"allowed_{key.name}"
    path.write_text(f'{name} namespaces="amis-explorer" {kind} {body}\n')
    return path


@pytest.fixture(autouse=True)
def _no_agent_of_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No agent, key ring or window of whoever runs the tests has a part in them."""
    for name in ("SSH_AUTH_SOCK", "DISPLAY", "WAYLAND_DISPLAY", "SSH_ASKPASS", "GPG_TTY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GNUPGHOME", str(tmp_path / "no-key-ring"))


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys")
    make_ssh_key(folder / "mine")
    make_ssh_key(folder / "other")
    return folder


@pytest.fixture(scope="module")
def key_ring() -> Iterator[Path]:
    """A key ring of GnuPG with one key, in a path short enough for its sockets."""
    import tempfile

    gpg = need("gpg")
    with tempfile.TemporaryDirectory(prefix="amis-gpg-", ignore_cleanup_errors=True) as name:
        home = Path(name)
        home.chmod(0o700)
        usual = [gpg, "--homedir", name, "--batch", "--quiet"]
        made = subprocess.run(
            [*usual, "--passphrase", "", "--quick-gen-key", f"Jane <{ADDRESS}>", "ed25519", "sign"],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if made.returncode:
            pytest.skip(f"gpg makes no key here: {made.stderr[-200:]}")
        exported = subprocess.run([*usual, "--armor", "--export"], capture_output=True, check=True)
        (home / "public.asc").write_bytes(exported.stdout)
        yield home
        subprocess.run([need("gpgconf"), "--homedir", name, "--kill", "all"], check=False)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> PackagePlan:
    workspace = build_workspace(tmp_path_factory.mktemp("workspace") / "small.gpkg")
    wanted = OccurrenceFilter(commodities=("copper",))
    return describe_package(workspace, wanted, title="Copper", area=AREA)


@pytest.fixture(scope="module")
def unsigned(plan: PackagePlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(plan, tmp_path_factory.mktemp("unsigned") / "p", created=CREATED).path


@pytest.fixture
def package(unsigned: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(unsigned, tmp_path / "p"))


@pytest.fixture
def signed(package: Path, keys: Path) -> Path:
    sign_package(package, signing_key(str(keys / "mine")))
    return package


def run(package: Path, *arguments: str, **environment: str) -> tuple[int, list[str], str]:
    """Run the package's own program with the plain Python."""
    answer = subprocess.run(
        [sys.executable, "-I", "-S", str(package / "verify.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )
    return answer.returncode, answer.stdout.splitlines(), answer.stderr


def told_by_both(package: Path, *signers: Path) -> tuple[str, list[str]]:
    """Return state and kinds of problems; both verifiers have to say the same."""
    report = verify_package(package, signers=signers[0] if signers else None)
    given = [f"--signers={signers[0]}"] if signers else []
    code, lines, errors = run(package, *given)
    assert code == (0 if report.ok else 1), errors
    said = [f"{one.file}: {one.message}" for one in report.signatures]
    said += [f"{one.file}: {one.kind}: {one.message}" for one in report.problems]
    assert lines[:-1] == said
    states = ",".join(one.state for one in report.signatures)
    return states, [one.kind for one in report.problems]


def test_a_signed_package_is_whole_and_the_signer_is_named(signed: Path, keys: Path) -> None:
    allowed = allow(keys, keys / "mine")
    assert told_by_both(signed) == ("valid", [])
    assert told_by_both(signed, allowed) == ("trusted", [])
    (signature,) = verify_package(signed, signers=allowed).signatures
    assert ADDRESS in signature.message
    shown = subprocess.run(
        [need("ssh-keygen"), "-l", "-f", str(keys / "mine.pub")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert shown.stdout.split()[1] in signature.signer


def test_whether_a_package_is_signed_is_seen(unsigned: Path, signed: Path) -> None:
    assert is_signed(signed)
    assert not is_signed(unsigned)


def test_a_bare_public_key_will_do(signed: Path, keys: Path) -> None:
    assert told_by_both(signed, keys / "mine.pub") == ("trusted", [])
    edited = keys / "edited.pub"
    edited.write_bytes(b"\xef\xbb\xbf" + (keys / "mine.pub").read_bytes().replace(b"\n", b"\r\n"))
    assert told_by_both(signed, edited) == ("trusted", [])
    assert told_by_both(signed, keys / "other.pub") == ("invalid", ["signature", "signature"])


def test_a_key_that_is_not_allowed_is_a_failure(signed: Path, keys: Path) -> None:
    allowed = allow(keys, keys / "other")
    assert told_by_both(signed, allowed) == ("invalid", ["signature", "signature"])


def test_a_signature_that_was_taken_away_is_missed_by_who_asks_for_it(
    package: Path, keys: Path
) -> None:
    assert told_by_both(package) == ("", [])
    assert told_by_both(package, allow(keys, keys / "mine")) == ("", ["signature"])


def test_signing_changes_nothing_else(unsigned: Path, signed: Path) -> None:
    before = {p.relative_to(unsigned): p.read_bytes() for p in unsigned.rglob("*") if p.is_file()}
    after = {p.relative_to(signed): p.read_bytes() for p in signed.rglob("*") if p.is_file()}
    assert set(after) - set(before) == {Path(SIG)}
    assert {name: after[name] for name in before} == before


def test_the_private_key_is_in_no_file_and_neither_is_its_owner(signed: Path, keys: Path) -> None:
    private = (keys / "mine").read_bytes().split(b"\n")[1]
    for path in signed.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for secret in (private, b"my-machine", str(keys).encode()):
                assert secret not in content, path


def test_the_commands_of_the_readme_work(signed: Path, keys: Path) -> None:
    text = (signed / "README.txt").read_text("utf-8")
    (command,) = re.findall(r"^  (ssh-keygen -Y verify .*)$", text, re.MULTILINE)
    shutil.copy(allow(keys, keys / "mine"), signed.parent / "allowed_signers")
    command = command.replace("-f allowed", "-f ../allowed").replace("NAME", ADDRESS)
    assert subprocess.run(command, shell=True, cwd=signed, check=False).returncode == 0
    (signed / "SHA256SUMS").write_bytes((signed / "SHA256SUMS").read_bytes() + b"\n")
    assert subprocess.run(command, shell=True, cwd=signed, check=False).returncode != 0


def test_no_byte_of_a_signature_can_be_flipped(signed: Path) -> None:
    path = signed / SIG
    content = path.read_bytes()
    for place in [
        *range(0, 40, 3),
        *range(40, len(content), 7),
        *range(len(content) - 30, len(content)),
    ]:
        flipped = bytearray(content)
        flipped[place] ^= 1 << (place % 8)
        path.write_bytes(flipped)
        report = verify_package(signed)
        assert [(one.file, one.kind) for one in report.problems] == [(SIG, "signature")], place
    path.write_bytes(content)
    assert verify_package(signed).ok


def test_a_change_with_new_checksums_is_found_by_the_signature_alone(signed: Path) -> None:
    """Whoever changes a file can write new sums, but not sign them."""
    from test_package_verify import reseal

    readme = signed / "README.txt"
    readme.write_text(readme.read_text("utf-8").replace("no proof", "a proof"), "utf-8")
    reseal(signed)
    assert told_by_both(signed) == ("invalid", ["signature"])


def test_a_signature_for_something_else_does_not_count(signed: Path, keys: Path) -> None:
    with (signed / "SHA256SUMS").open("rb") as sums, (signed / SIG).open("wb") as out:
        command = [need("ssh-keygen"), "-Y", "sign", "-n", "git", "-f", str(keys / "mine")]
        subprocess.run(command, stdin=sums, stdout=out, stderr=subprocess.DEVNULL, check=True)
    assert told_by_both(signed) == ("invalid", ["signature"])


@pytest.mark.parametrize(
    "content", [b"", b"rubbish", b"\xff" * 99, b"-----BEGIN SSH SIGNATURE-----\n"]
)
@pytest.mark.parametrize("name", [SIG, ASC])
def test_rubbish_is_no_signature(package: Path, name: str, content: bytes) -> None:
    (package / name).write_bytes(content)
    assert told_by_both(package) == ("invalid", ["signature"])


@pytest.mark.parametrize("kind", ["rsa", "ecdsa"])
def test_other_kinds_of_keys(package: Path, keys: Path, kind: str) -> None:
    if not (keys / kind).exists():
        make_ssh_key(keys / kind, kind)
    sign_package(package, SigningKey("ssh", str(keys / kind)))
    assert told_by_both(package, allow(keys, keys / kind)) == ("trusted", [])


def test_without_the_program_it_says_that_it_cannot_tell(signed: Path, keys: Path) -> None:
    allowed = allow(keys, keys / "mine")
    code, lines, _errors = run(signed, PATH="/nowhere")
    assert code == 0
    assert lines[0].startswith(f"{SIG}: It cannot be checked: there is no ssh-keygen")
    code, lines, _errors = run(signed, f"--signers={allowed}", PATH="/nowhere")
    assert code == 1
    assert "SHA256SUMS: signature: None of the signers given is known" in lines[1]


def test_an_old_program_is_not_taken_for_a_bad_signature(signed: Path, tmp_path: Path) -> None:
    old = tmp_path / "bin" / "ssh-keygen"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'unknown option -- Y' >&2\nexit 1\n")
    old.chmod(0o755)
    code, lines, _errors = run(signed, PATH=f"{old.parent}:/usr/bin:/bin")
    assert code == 0
    assert "too old" in lines[0]


def test_a_program_that_cannot_be_run_is_not_taken_for_a_bad_signature(
    signed: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "bin" / "ssh-keygen"
    broken.parent.mkdir()
    broken.write_bytes(b"\x7fELF no program")
    broken.chmod(0o755)
    code, lines, errors = run(signed, PATH=f"{broken.parent}:/usr/bin:/bin")
    assert code == 0, errors
    assert lines[0].startswith(f"{SIG}: It cannot be checked: ")


def test_no_program_in_the_package_is_ever_run(
    signed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = signed / "ssh-keygen"
    trap.write_text("#!/bin/sh\nexit 0\n")
    trap.chmod(0o755)
    monkeypatch.chdir(signed)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "/nowhere"]))
    assert programs.find_program("ssh-keygen") is None


def test_a_package_is_signed_while_it_is_written(
    plan: PackagePlan, keys: Path, tmp_path: Path
) -> None:
    key, allowed = signing_key(f"ssh:{keys / 'mine'}"), allow(keys, keys / "mine")
    plan = replace(plan, formats=("geojson", "flatgeobuf"))
    for name in ("folder", "one.zip"):
        result = write_package(plan, tmp_path / name, created=CREATED, signer=key)
        assert result.signature is not None
        assert result.signature.state == "valid"
        report = verify_package(tmp_path / name, signers=allowed)
        assert report.ok
        assert [one.state for one in report.signatures] == ["trusted"]
        assert result.files == report.files
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.read(f"{plan.name}/{SIG}") == (tmp_path / "folder" / SIG).read_bytes()
    again = write_package(plan, tmp_path / "folder", created=CREATED)  # over a signed one
    assert again.signature is None
    assert not (tmp_path / "folder" / SIG).exists()


def test_a_byte_flipped_anywhere_in_a_signed_package_is_found_by_both(
    plan: PackagePlan, keys: Path, tmp_path: Path
) -> None:
    """Every file once, the layers in further formats and the signature among them."""
    plan = replace(plan, formats=("geojson", "flatgeobuf"))
    key = signing_key(str(keys / "mine"))
    package = write_package(plan, tmp_path / "p", created=CREATED, signer=key).path
    missed = []
    for number, path in enumerate(sorted(path for path in package.rglob("*") if path.is_file())):
        content = path.read_bytes()
        if not content or path.name == "verify.py":
            continue
        flipped = bytearray(content)
        flipped[(number * 7919) % len(content)] ^= 1 << (number % 8)
        path.write_bytes(flipped)
        if run(package)[0] != 1 or verify_package(package).ok:
            missed.append(path.name)
        path.write_bytes(content)
    assert missed == []
    assert verify_package(package).ok


def test_a_key_that_cannot_sign_is_told_before_anything_is_written(
    plan: PackagePlan, keys: Path, tmp_path: Path
) -> None:
    locked = make_ssh_key(tmp_path / "locked", passphrase="not known")
    (tmp_path / "out").mkdir()
    steps: list[str] = []
    with pytest.raises(PackageError) as caught:
        write_package(
            plan, tmp_path / "out" / "p", signer=signing_key(str(locked)),
            progress=Progress(lambda _at, text: steps.append(text)),
        )  # fmt: skip
    assert "ssh-add" in caught.value.hint
    assert "did not sign" in caught.value.message
    assert len(steps) == 1
    assert list((tmp_path / "out").iterdir()) == []


def test_an_agent_signs_with_a_key_that_has_a_passphrase(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = make_ssh_key(tmp_path / "locked", passphrase="not known")
    agent = subprocess.run([need("ssh-agent"), "-s"], capture_output=True, text=True, check=True)
    found = dict(re.findall(r"(SSH_\w+)=([^;]+);", agent.stdout))
    try:
        monkeypatch.setenv("SSH_AUTH_SOCK", found["SSH_AUTH_SOCK"])
        answer = tmp_path / "answer"
        answer.write_text("#!/bin/sh\necho 'not known'\n")
        answer.chmod(0o700)
        subprocess.run(
            [need("ssh-add"), str(locked)], check=True, start_new_session=True,
            stdin=subprocess.DEVNULL, capture_output=True,
            env={**os.environ, "SSH_ASKPASS": str(answer), "SSH_ASKPASS_REQUIRE": "force"},
        )  # fmt: skip
        sign_package(package, signing_key(str(locked.with_suffix(".pub"))))
    finally:
        os.kill(int(found["SSH_AGENT_PID"]), signal.SIGTERM)
    assert told_by_both(package, allow(tmp_path, locked)) == ("trusted", [])


def _slow_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program in the place of ssh-keygen that waits for ever, with a child that does too."""
    slow = folder / "bin" / "ssh-keygen"
    slow.parent.mkdir()
    slow.write_text(f"#!/bin/sh\nsleep 300 &\necho $! > {folder}/child\nwait\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}:{os.environ['PATH']}")
    return folder / "child"


def _is_gone(pid: int) -> bool:
    for _attempt in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_program_that_waits_for_ever_is_ended(
    package: Path, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = _slow_program(tmp_path, monkeypatch)
    monkeypatch.setattr(signing, "SIGN_SECONDS", 1.0)
    with pytest.raises(PackageError, match="did not end within"):
        sign_package(package, signing_key(str(keys / "mine")))
    assert _is_gone(int(child.read_text()))
    assert not (package / SIG).exists()


def test_signing_can_be_stopped(
    keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = _slow_program(tmp_path, monkeypatch)
    progress = Progress(is_cancelled=child.exists)
    with pytest.raises(Cancelled):
        try_key(signing_key(str(keys / "mine")), progress)
    assert child.read_text().strip() == "" or _is_gone(int(child.read_text()))


def test_what_is_not_whole_is_not_signed(package: Path, keys: Path) -> None:
    (package / "README.txt").write_text("other words", "utf-8")
    with pytest.raises(PackageError, match="not whole"):
        sign_package(package, signing_key(str(keys / "mine")))
    assert not (package / SIG).exists()


def test_a_zip_is_not_signed_afterwards(plan: PackagePlan, keys: Path, tmp_path: Path) -> None:
    zipped = write_package(plan, tmp_path / "p.zip", created=CREATED).path
    before = zipped.read_bytes()
    with pytest.raises(PackageError, match="zip"):
        sign_package(zipped, signing_key(str(keys / "mine")))
    assert zipped.read_bytes() == before


@pytest.mark.parametrize("text", ["", "nowhere/key", "ssh:", "gpg:", "gpg: --output=x", "C:\\key"])
def test_what_names_no_key_is_told(text: str) -> None:
    with pytest.raises(PackageError) as caught:
        signing_key(text)
    assert caught.value.hint


def test_keys_are_read_as_people_write_them(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(keys))
    for text in (str(keys / "mine"), f"ssh:{keys / 'mine'}", "~/mine", " ~/mine "):
        assert signing_key(text) == SigningKey("ssh", str((keys / "mine").resolve()))
    assert signing_key("gpg:ABCD 1234") == SigningKey("gpg", "ABCD 1234")
    assert set(ways_to_sign()) <= {"ssh", "gpg"}


def test_signers_that_are_not_there(signed: Path, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="no such file"):
        verify_package(signed, signers=tmp_path / "nowhere")
    code, _lines, errors = run(signed, "--signers=nowhere")
    assert code == 2
    assert "nowhere" in errors


class TestGnuPG:
    """The same with an OpenPGP key."""

    @pytest.fixture
    def pgp_signed(self, package: Path, key_ring: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        with monkeypatch.context() as context:
            context.setenv("GNUPGHOME", str(key_ring))
            sign_package(package, signing_key(f"gpg:{ADDRESS}"))
        return package

    def test_by_its_public_key(self, pgp_signed: Path, key_ring: Path, keys: Path) -> None:
        assert told_by_both(pgp_signed, key_ring / "public.asc") == ("trusted", [])
        (signature,) = verify_package(pgp_signed, signers=key_ring / "public.asc").signatures
        assert f"Jane <{ADDRESS}>" in signature.signer

    def test_by_a_key_ring(
        self, pgp_signed: Path, key_ring: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GNUPGHOME", str(key_ring))
        assert told_by_both(pgp_signed) == ("valid", [])

    def test_without_the_key(self, pgp_signed: Path, keys: Path, tmp_path: Path) -> None:
        assert told_by_both(pgp_signed) == ("unchecked", [])
        assert told_by_both(pgp_signed, keys / "mine.pub") == ("unchecked", ["signature"])
        assert not (tmp_path / "no-key-ring").exists()

    def test_a_changed_list(self, pgp_signed: Path, key_ring: Path) -> None:
        from test_package_verify import reseal

        (pgp_signed / "README.txt").write_text("other words", "utf-8")
        reseal(pgp_signed)
        states, kinds = told_by_both(pgp_signed, key_ring / "public.asc")
        assert (states, set(kinds)) == ("invalid", {"signature"})

    def test_no_byte_can_be_flipped(self, pgp_signed: Path) -> None:
        """The form and its own checksum tell, also without gpg."""
        content = (pgp_signed / ASC).read_bytes()
        check_pgp_form(content)
        if b"\n=" not in content:
            pytest.skip("this gpg writes no checksum into its armour")
        for place in range(len(content)):
            for bit in range(8):
                flipped = bytearray(content)
                flipped[place] ^= 1 << bit
                with pytest.raises(ValueError):
                    check_pgp_form(bytes(flipped))

    def test_several_signatures_in_one_file_do_not_count(
        self, pgp_signed: Path, key_ring: Path
    ) -> None:
        """Else a valid one could lend its name to another."""
        path = pgp_signed / ASC
        gpg = [need("gpg"), "--homedir", str(key_ring), "--batch", "--no-tty"]
        plain = subprocess.run(
            [*gpg, "--dearmor"], input=path.read_bytes(), capture_output=True, check=True
        )
        armour = subprocess.run(
            [*gpg, "--enarmor"], input=2 * plain.stdout, capture_output=True, check=True
        )
        lines = [line for line in armour.stdout.splitlines() if not line.startswith(b"Comment")]
        text = b"\n".join(lines).replace(b"ARMORED FILE", b"SIGNATURE") + b"\n"
        path.write_bytes(text)
        assert told_by_both(pgp_signed, key_ring / "public.asc")[0] == "invalid"
        (found,) = verify_package(pgp_signed, signers=key_ring / "public.asc").signatures
        assert "more than one" in found.message

    def test_the_command_of_the_readme(self, pgp_signed: Path, key_ring: Path) -> None:
        text = (pgp_signed / "README.txt").read_text("utf-8")
        (command,) = re.findall(r"^  (gpg --verify .*)$", text, re.MULTILINE)
        environment: Any = {**os.environ, "GNUPGHOME": str(key_ring)}
        done = subprocess.run(command, shell=True, cwd=pgp_signed, env=environment, check=False)
        assert done.returncode == 0

    def test_a_key_that_is_not_there(self, package: Path) -> None:
        need("gpg")
        with pytest.raises(PackageError, match="did not sign"):
            sign_package(package, signing_key("gpg:nobody@example.org"))

    def test_both_kinds_beside_each_other(
        self, pgp_signed: Path, key_ring: Path, keys: Path
    ) -> None:
        sign_package(pgp_signed, signing_key(str(keys / "mine")))
        assert told_by_both(pgp_signed, key_ring / "public.asc") == ("valid,trusted", [])


def test_no_byte_of_the_form_of_an_ssh_signature_is_free(signed: Path) -> None:
    """Where the bytes say the same, they have to be the same."""
    content = (signed / SIG).read_bytes()
    named = ssh_fingerprint(content)
    assert named.startswith("SHA256:")
    for changed in (content + b"\n", content.replace(b"\n", b"\r\n"), content[:-1], b" " + content):
        with pytest.raises(ValueError):
            ssh_fingerprint(changed)


def test_a_file_that_is_no_package_is_not_called_a_zip(tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("no zip", encoding="utf-8")
    with pytest.raises(PackageError, match="neither a folder nor a zip"):
        sign_package(other, SigningKey("ssh", "key"))
