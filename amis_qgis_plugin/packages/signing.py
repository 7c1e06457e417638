"""Signing a package with a key that its maker already has.

OpenSSH's ``ssh-keygen -Y sign`` or GnuPG signs ``SHA256SUMS``, which speaks of every other file.
The key stays where it is: these programs, their agents and their windows for passphrases deal with
it.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from ..core.errors import PackageError
from ..core.progress import Progress
from .opening import SUMS, FolderFiles
from .programs import Ran, find_program, run_program
from .signatures import (
    NAMESPACE,
    PGP_SIGNATURE,
    SIGNATURES,
    SSH_SIGNATURE,
    TRUSTED,
    VALID,
    Signature,
    check_signatures,
)
from .verify import verify_package

SSH, GPG = "ssh", "gpg"
PROGRAMS = {SSH: "ssh-keygen", GPG: "gpg"}
# A person may have to type a passphrase in a window, or touch a key.
SIGN_SECONDS = 120.0
_TRIAL = b"AMIS Explorer asks whether this key can sign.\n"
_SHOWN = 200  # characters of what a program said


@dataclass(frozen=True)
class SigningKey:
    """A key that signs.

    :param kind: ``ssh`` or ``gpg``.
    :param name: path of an SSH key (private, or public with its private half in the agent), or what
        GnuPG calls a user id: a fingerprint, a key id or an address.
    """

    kind: str
    name: str


def signing_key(text: str) -> SigningKey:
    """Read a key as a person writes it: the path of an SSH key, or ``gpg:`` and a key's id.

    :raises PackageError: when there is no such file, or no id.
    """
    kind, colon, rest = text.strip().partition(":")
    if colon and kind.lower() == GPG:
        if not rest.strip() or rest.strip().startswith("-"):
            raise PackageError(
                "It names no key.", subject=text, hint="Write gpg: and the key's fingerprint."
            )
        return SigningKey(GPG, rest.strip())
    name = rest if colon and kind.lower() == SSH else text.strip()
    path = Path(name).expanduser()
    if not path.is_file():
        raise PackageError(
            "There is no such key file.",
            subject=name,
            hint="Give the path of an SSH key, or gpg: and the fingerprint of an OpenPGP key.",
        )
    return SigningKey(SSH, str(path.resolve()))


def ways_to_sign() -> tuple[str, ...]:
    """Return the kinds of keys that can sign here, by the programs that are found."""
    return tuple(kind for kind, program in PROGRAMS.items() if find_program(program) is not None)


def try_key(key: SigningKey, progress: Progress) -> None:
    """Make sure that a key signs, before long work that ends with a signature.

    :raises PackageError: when it does not, with what can be done.
    :raises Cancelled: when the person stopped it.
    """
    _sign(key, _TRIAL, progress)


def sign_sums(folder: Path, key: SigningKey, progress: Progress) -> Signature:
    """Sign the list of checksums of a package's folder; an older signature of the kind is replaced.

    :returns: the signature, checked.
    :raises PackageError: when the key does not sign, or what it made is not valid.
    :raises Cancelled: when the person stopped it.
    """
    name = SSH_SIGNATURE if key.kind == SSH else PGP_SIGNATURE
    made = _sign(key, (folder / SUMS).read_bytes(), progress)
    partial = folder / f"{name}.partial"
    try:
        partial.write_bytes(made)
        partial.replace(folder / name)
    finally:
        partial.unlink(missing_ok=True)
    found = check_signatures(FolderFiles(folder), None, progress.check)
    signature = next(one for one in found if one.file == name)
    if signature.state not in (VALID, TRUSTED):
        (folder / name).unlink()
        raise PackageError(
            f"The signature that {PROGRAMS[key.kind]} made is not valid: {signature.message}",
            subject=key.name,
            hint="Try it in a terminal: docs and README of the package have the commands.",
        )
    return signature


def sign_package(folder: Path, key: SigningKey, progress: Progress | None = None) -> Signature:
    """Sign a package that is there already; nothing else in it is changed.

    :param folder: a package that is a folder: a zip is signed before it is packed.
    :raises PackageError: when it is a zip, not whole, or the key does not sign.
    :raises Cancelled: when the person stopped it.
    """
    progress = progress or Progress()
    if zipfile.is_zipfile(folder):
        raise PackageError(
            "A zip file is not signed after it was packed: its own checksum speaks of every byte.",
            subject=str(folder),
            hint="Unpack it, sign the folder and pack that; or export again with a key.",
        )
    report = verify_package(folder, progress.part(0.0, 0.9))
    broken = [one for one in report.problems if one.file not in SIGNATURES]
    if broken:
        raise PackageError(
            f"It is not whole, so it was not signed: {broken[0].file}: {broken[0].message}",
            subject=str(folder),
            hint="Export it again, then sign it.",
        )
    progress.at(0.9, "Signing the package")
    signature = sign_sums(folder, key, progress)
    progress.at(1.0, "Signed")
    return signature


def _sign(key: SigningKey, content: bytes, progress: Progress) -> bytes:
    """Return what the program makes of a content; without a terminal it can ask nobody there."""
    program = find_program(PROGRAMS[key.kind])
    if program is None:
        raise PackageError(
            f"There is no program {PROGRAMS[key.kind]} here, which signs with such a key.",
            subject=key.name,
            hint="Install OpenSSH 8.2 or newer, or GnuPG (Windows: Gpg4win), or export unsigned.",
        )
    arguments = [program, "-Y", "sign", "-n", NAMESPACE, "-f", key.name]
    if key.kind == GPG:
        arguments = [program, "--batch", "--no-tty", "--armor", "--no-emit-version"]
        arguments += ["--no-comments", "--local-user", key.name, "--detach-sign", "--output", "-"]
    try:
        ran = run_program(arguments, content, progress.check, SIGN_SECONDS)
    except OSError as error:
        raise PackageError(f"{program} cannot be run: {error}.", subject=key.name) from error
    if ran.code != 0 or not ran.out:
        raise _refused(key, ran)
    return ran.out.replace(b"\r\n", b"\n")


def _refused(key: SigningKey, ran: Ran) -> PackageError:
    """Return the error for a key that did not sign."""
    program = PROGRAMS[key.kind]
    said = " ".join(ran.said.splitlines()[-1:])[:_SHOWN]
    if ran.code is None:
        said = f"it did not end within {SIGN_SECONDS:.0f} seconds. Did it wait for a passphrase?"
    hint = (
        "Put the key into your agent first (ssh-add and the path of the key), then try again."
        if key.kind == SSH
        else "Does gpg --list-secret-keys show the key, and can its window for the passphrase open?"
    )
    return PackageError(f"{program} did not sign: {said}", subject=key.name, hint=hint)
