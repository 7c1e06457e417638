"""Whether a signature of ``SHA256SUMS`` is valid, and whose it is.

Signatures are made and checked by programs that people trust for that, OpenSSH's ``ssh-keygen`` and
GnuPG; here is no cryptography. What can be seen without them is the form of the signature.
Needs Python 3.8 or newer and nothing else: it goes into every package as a part of ``verify.py``.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import struct
import tempfile
from pathlib import Path
from typing import Any, Callable, NamedTuple, Optional

from .opening import CANNOT_READ, LARGEST, SUMS
from .programs import Ran, find_program, run_program

NAMESPACE = "amis-explorer"
SSH_SIGNATURE, PGP_SIGNATURE = f"{SUMS}.sig", f"{SUMS}.asc"
SIGNATURES = (SSH_SIGNATURE, PGP_SIGNATURE)
TRUSTED, VALID, INVALID, UNCHECKED = "trusted", "valid", "invalid", "unchecked"
CHECK_SECONDS = 60.0
_SSH_COLUMNS = 70  # of base64, as OpenSSH writes it
_PGP = re.compile(
    rb"-----BEGIN PGP SIGNATURE-----\n((?:[A-Za-z]+: [^\n]*\n)*)\n([A-Za-z0-9+/=\n]+?)\n"
    rb"(?:=([A-Za-z0-9+/]{4})\n)?-----END PGP SIGNATURE-----\n"
)
_BOM = b"\xef\xbb\xbf"  # some editors of Windows put it first
_PGP_KEY = b"BEGIN PGP PUBLIC KEY BLOCK"
_SSH_KEY = re.compile(rb"(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\w@.-]+ AAAA")
_TOO_OLD = re.compile(r"usage:|(unknown|illegal) option|[Uu]nsupported operation")
_CRC_START, _CRC_POLYNOMIAL = 0xB704CE, 0x1864CFB  # RFC 4880, clause 6.1


class Signature(NamedTuple):
    """What is known of one signature.

    :param state: ``trusted`` (valid, by a signer that was asked for), ``valid`` (who holds the key
        is not known here), ``invalid`` or ``unchecked`` (it could not be checked here).
    :param signer: name, or fingerprint of the key; may be empty.
    """

    file: str
    state: str
    signer: str
    message: str


def check_signatures(
    files: Any, signers: Optional[Path], tick: Callable[[], None]
) -> list[Signature]:
    """Check every signature that lies beside the list of checksums.

    :param signers: an allowed-signers file of OpenSSH, an SSH public key, or an OpenPGP public key;
        without it a valid signature is of somebody.
    :param tick: called while a program runs; may raise to stop it.
    """
    there = [name for name in SIGNATURES if name in files.sizes and SUMS in files.sizes]
    found = []
    for name in there:
        check = _check_ssh if name == SSH_SIGNATURE else _check_pgp
        try:
            if max(files.sizes[name], files.sizes[SUMS]) > LARGEST:
                raise ValueError("it is far too large")
            with files.open(name) as stream, files.open(SUMS) as listed:
                signature, sums = stream.read(), listed.read()
        except (ValueError, *CANNOT_READ) as error:
            found.append(Signature(name, INVALID, "", f"It cannot be read: {error}."))
            continue
        try:
            found.append(check(signature, sums, signers, tick))
        except ValueError:
            found.append(Signature(name, INVALID, "", "It is no signature in its usual form."))
        except OSError as error:  # the program, the signers' file or a place for our own
            found.append(_unchecked(name, "", str(error)))
    return found


def ssh_fingerprint(signature: bytes) -> str:
    """Return the fingerprint of the key that an SSH signature names.

    The form is that of OpenSSH's PROTOCOL.sshsig.

    :raises ValueError: when it is no signature for packages, to the letter.
    """
    lines = signature.decode("ascii").split("\n")
    body = base64.b64decode("".join(lines[1:-2]), validate=True)
    text = base64.b64encode(body).decode("ascii")
    parts = [text[at : at + _SSH_COLUMNS] for at in range(0, len(text), _SSH_COLUMNS)]
    whole = ["-----BEGIN SSH SIGNATURE-----", *parts, "-----END SSH SIGNATURE-----", ""]
    if lines != whole or body[:6] != b"SSHSIG":
        raise ValueError
    key, place = _ssh_string(body, 10)
    namespace, _place = _ssh_string(body, place)
    if namespace != NAMESPACE.encode():
        raise ValueError
    digest = base64.b64encode(hashlib.sha256(key).digest()).decode("ascii")
    return "SHA256:" + digest.rstrip("=")


def check_pgp_form(signature: bytes) -> None:
    """Make sure that an armoured OpenPGP signature has the form and the checksum of one.

    :raises ValueError: when it has not.
    """
    found = _PGP.fullmatch(signature)
    if found is None:
        raise ValueError
    lines = found.group(2).split(b"\n")
    body = base64.b64decode(b"".join(lines), validate=True)
    text, width = base64.b64encode(body), len(lines[0])
    if lines != [text[at : at + width] for at in range(0, len(text), width)]:
        raise ValueError
    if found.group(3) and int.from_bytes(base64.b64decode(found.group(3)), "big") != _crc24(body):
        raise ValueError


def _check_ssh(
    signature: bytes, sums: bytes, signers: Optional[Path], tick: Callable[[], None]
) -> Signature:
    key = ssh_fingerprint(signature)
    program = find_program("ssh-keygen")
    if program is None:
        return _unchecked(SSH_SIGNATURE, key, "there is no ssh-keygen (OpenSSH 8.2 or newer) here")
    with tempfile.TemporaryDirectory(prefix="amis-verify-") as folder:
        held = Path(folder, "signature")
        held.write_bytes(signature)
        common = ["-n", NAMESPACE, "-s", str(held)]
        ran = run_program([program, "-Y", "check-novalidate", *common], sums, tick, CHECK_SECONDS)
        if ran.code is None or _TOO_OLD.search(ran.said):
            return _unchecked(SSH_SIGNATURE, key, "the ssh-keygen here is too old or did not end")
        if ran.code != 0:
            return Signature(SSH_SIGNATURE, INVALID, key, f"It does not fit {SUMS}.")
        allowed = _allowed_signers(signers, Path(folder, "signers"))
        if allowed is None:
            return _of_somebody(SSH_SIGNATURE, key)
        named = ["-f", str(allowed)]
        found = run_program(
            [program, "-Y", "find-principals", "-s", str(held), *named], b"", tick, CHECK_SECONDS
        )
        for name in found.out.decode("utf-8", "replace").splitlines():
            verify = [program, "-Y", "verify", *common, *named, "-I", name]
            if run_program(verify, sums, tick, CHECK_SECONDS).code == 0:
                signer = key if name == "*" else f"{_printable(name)} ({key})"
                return Signature(SSH_SIGNATURE, TRUSTED, signer, f"Valid, signed by {signer}.")
    return Signature(
        SSH_SIGNATURE, INVALID, key, f"It is of the key {key}, which the signers given do not have."
    )


def _check_pgp(
    signature: bytes, sums: bytes, signers: Optional[Path], tick: Callable[[], None]
) -> Signature:
    check_pgp_form(signature)
    program = find_program("gpg")
    if program is None:
        return _unchecked(PGP_SIGNATURE, "", "there is no gpg (GnuPG) here")
    with tempfile.TemporaryDirectory(prefix="amis-verify-") as folder:
        held, listed, keys = (Path(folder, name) for name in ("signature.asc", "sums", "keys"))
        held.write_bytes(signature)
        listed.write_bytes(sums)
        keys.mkdir(mode=0o700)
        usual = [program, "--batch", "--no-tty", "--no-auto-key-retrieve", "--disable-dirmngr"]
        apart = ["--homedir", str(keys), "--no-autostart"]
        given = signers is not None and _is_pgp_key(signers)
        if given:
            usual += apart
            run_program([*usual, "--import", str(signers)], b"", tick, CHECK_SECONDS)
        elif not _has_key_ring():
            usual += apart  # gpg would make a key ring for the reader
        verify = [*usual, "--status-fd", "1", "--verify", str(held), str(listed)]
        ran = run_program(verify, b"", tick, CHECK_SECONDS)
    return _read_gpg(ran, given)


def _read_gpg(ran: Ran, given: bool) -> Signature:
    """Read what GnuPG tells programs (its doc/DETAILS, "General status codes").

    :param given: whether only keys that the reader gave are known to it.
    """
    lines = ran.out.decode("utf-8", "replace").splitlines()
    told = {}
    for line in lines:
        word, _space, rest = line.replace("[GNUPG:] ", "", 1).partition(" ")
        told.setdefault(word, rest)
    if sum("NEWSIG" in line.split(" ")[:2] for line in lines) > 1:
        return Signature(PGP_SIGNATURE, INVALID, "", "It holds more than one signature.")
    key = told.get("VALIDSIG", "").split(" ")[-1]
    good = next((told[one] for one in ("GOODSIG", "EXPKEYSIG") if one in told), None)
    if key and good is not None and "REVKEYSIG" not in told:
        signer = f"{_printable(good.partition(' ')[2])} ({key})"
        late = " The key has expired." if "EXPKEYSIG" in told else ""
        if given:
            return Signature(PGP_SIGNATURE, TRUSTED, signer, f"Valid, signed by {signer}.{late}")
        found = _of_somebody(PGP_SIGNATURE, signer)
        return found._replace(message=found.message + late)
    missing = told.get("NO_PUBKEY", "")
    if missing and not given:
        return _unchecked(PGP_SIGNATURE, missing, f"gpg does not have the public key {missing}")
    if missing:
        return Signature(
            PGP_SIGNATURE, INVALID, missing, f"It is of the key {missing}, which was not given."
        )
    if ran.code is None or not told:
        return _unchecked(PGP_SIGNATURE, "", "gpg did not end, or said nothing")
    why = "its key was revoked" if "REVKEYSIG" in told else f"it does not fit {SUMS}"
    return Signature(PGP_SIGNATURE, INVALID, "", f"It does not count: {why}.")


def _of_somebody(file: str, key: str) -> Signature:
    return Signature(
        file,
        VALID,
        key,
        f"Valid, of the key {key}. Whether that is the signer's key, ask the signer by another way,"
        " then check again with it.",
    )


def _unchecked(file: str, key: str, why: str) -> Signature:
    return Signature(file, UNCHECKED, key, f"It cannot be checked: {why}.")


def _allowed_signers(signers: Optional[Path], target: Path) -> Optional[Path]:
    """Return a file that ssh-keygen takes; a bare public key becomes one line of it."""
    if signers is None or _is_pgp_key(signers):
        return None
    lines = signers.read_bytes().replace(_BOM, b"", 1).splitlines()
    target.write_bytes(
        b"".join((b"* " if _SSH_KEY.match(line) else b"") + line + b"\n" for line in lines)
    )
    return target


def _is_pgp_key(path: Path) -> bool:
    with path.open("rb") as stream:
        start = stream.read(4096)
    is_binary = bool(start) and bool(start[0] & 0x80) and not start.startswith(_BOM)
    return _PGP_KEY in start or is_binary


def _has_key_ring() -> bool:
    home = os.environ.get("GNUPGHOME")
    usual = (
        Path.home() / ".gnupg" if os.name != "nt" else Path(os.environ.get("APPDATA", "")) / "gnupg"
    )
    return (Path(home) if home else usual).is_dir()


def _printable(text: str) -> str:
    """Return a name without what a terminal would obey."""
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _ssh_string(body: bytes, place: int) -> tuple[bytes, int]:
    if len(body) < place + 4:
        raise ValueError
    (length,) = struct.unpack_from(">I", body, place)
    return body[place + 4 : place + 4 + length], place + 4 + length


def _crc24(body: bytes) -> int:
    crc = _CRC_START
    for byte in body:
        crc ^= byte << 16
        for _bit in range(8):
            crc <<= 1
            crc ^= _CRC_POLYNOMIAL if crc & 0x1000000 else 0
    return crc & 0xFFFFFF
