"""Look at the package as plugins.qgis.org does before it takes an upload.

The site refuses a plugin with a finding of bandit or of detect-secrets. Both are run here on the
files that `make package` would ship, laid out as in the zip.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import build_zip

# bandit's checks that the site has switched on, by subject.
BANDIT_CHECKS = {
    "code that is run from text, assertions, swallowed errors": "B101 B102 B110 B112",
    "file rights, addresses, passwords, temporary files": "B103 B104 B105 B106 B107 B108 B202",
    "frameworks left in debug mode": "B113 B201",
    "unsafe calls: pickle, weak hashes and ciphers, eval, random": (
        "B301 B302 B303 B304 B305 B306 B307 B308 B310 B311 B312 B321 B323 B324"
    ),
    "XML that trusts its author": "B313 B314 B315 B316 B317 B318 B319 B405 B406 B407 B408 B409",
    "imports: telnet, ftp, pickle, httpoxy, pycrypto": "B401 B402 B403 B412 B413",
    "TLS, keys, SSH, YAML": "B501 B502 B503 B504 B505 B506 B507 B508 B509",
    "shells and SQL put together from text": (
        "B601 B602 B603 B604 B605 B606 B607 B609 B610 B611 B612 B613 B614 B615"
    ),
    "templates that let markup through": "B701 B702 B703 B704",
}


def tool(name: str) -> str:
    """Return the path of a program of the Python that runs this."""
    return str(Path(sys.executable).with_name(name))


def stage(folder: Path) -> Path:
    """Lay the package's files out in ``folder`` and return the plugin's own folder."""
    for name, path in build_zip.contents().items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    return folder / build_zip.PLUGIN


def bandit_findings(plugin: Path) -> list[str]:
    """Return what bandit objects to, one line each."""
    checks = ",".join(" ".join(BANDIT_CHECKS.values()).split())
    command = [tool("bandit"), "--recursive", str(plugin), "--format", "json", "-q", "-t", checks]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if not run.stdout.strip():
        raise RuntimeError(f"bandit gave no report: {run.stderr[-500:]}")
    report = json.loads(run.stdout)
    unread = [f"{item['filename']}: {item['reason']}" for item in report["errors"]]
    return unread + [
        f"{item['filename']}:{item['line_number']}: {item['test_id']} {item['issue_text']}"
        for item in report["results"]
    ]


def secret_findings(plugin: Path) -> list[str]:
    """Return what looks like a password or key, one line each."""
    command = [tool("detect-secrets"), "scan", "--all-files"]
    command += ["--exclude-files", r"metadata\.txt", "--disable-plugin", "IPPublicDetector", "."]
    run = subprocess.run(command, cwd=plugin, capture_output=True, text=True, check=True)
    return [
        f"{name}:{item['line_number']}: {item['type']}"
        for name, items in json.loads(run.stdout)["results"].items()
        for item in items
    ]


def main() -> int:
    """Print the findings and return 1 when there are any."""
    with tempfile.TemporaryDirectory(prefix="amis-gate-") as folder:
        plugin = stage(Path(folder))
        findings = bandit_findings(plugin) + secret_findings(plugin)
        for finding in findings:
            print(finding.replace(f"{plugin}/", ""))
    print(f"site gate: {len(findings)} finding(s) that would block an upload")
    return 1 if findings else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except build_zip.UnfitFile as error:
        sys.exit(f"site gate: {error}")
