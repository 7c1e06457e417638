"""The real nginx in front of another server: TLS, passwords, redirects, compression."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
USER, PASSWORD = "geologist", "not a secret"

_CONFIG = """\
daemon off;
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 64; }}
http {{
  log_format sizes '$request_uri $body_bytes_sent';
  access_log {folder}/access.log sizes;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  gzip off;
  server {{
    listen 127.0.0.1:{port};
    listen 127.0.0.1:{tls_port} ssl;
    ssl_certificate {folder}/server.crt;
    ssl_certificate_key {folder}/server.key;
    location / {{ proxy_pass {behind}; }}
    location /private/ {{
      auth_basic "survey";
      auth_basic_user_file {folder}/users;
      proxy_pass {behind}/;
    }}
    location = /private/moved {{ return 301 {elsewhere}/plain; }}
    location /compressed/ {{
      gzip on; gzip_types *; gzip_min_length 0; gzip_proxied any; gzip_http_version 1.0;
      proxy_pass {behind}/;
    }}
    location = /moved {{ return 301 {elsewhere}/plain; }}
    location = /login {{
      default_type text/html;
      return 200 "<html><head><title>Sign in</title></head></html>";
    }}
    location = /forbidden {{ return 403; }}
  }}
}}
"""


@dataclass(frozen=True)
class Front:
    """The origins of a running nginx, without and with TLS, and the folder of its logs."""

    url: str
    tls: str
    folder: Path


@contextmanager
def nginx(folder: Path, behind: str, elsewhere: str) -> Iterator[Front]:
    """Run nginx for as long as the block lasts.

    :param behind: the origin it stands in front of.
    :param elsewhere: the origin its redirects lead to.
    """
    port, tls_port = _free_port(), _free_port()
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n", encoding="utf-8")
    _certificate(folder)
    # Started by root it would work as nobody, who may not look into a folder of tests.
    user = "user root;" if os.geteuid() == 0 else ""
    text = _CONFIG.format(
        user=user, folder=folder, port=port, tls_port=tls_port, behind=behind, elsewhere=elsewhere
    )
    config = folder / "nginx.conf"
    config.write_text(text, encoding="utf-8")
    command = [str(NGINX), "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(config)]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
        try:
            _await(port, process, folder / "error.log")
            yield Front(f"http://127.0.0.1:{port}", f"https://127.0.0.1:{tls_port}", folder)
        finally:
            process.terminate()


def _certificate(folder: Path) -> None:
    """Make a certificate that nobody but itself vouches for."""
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-keyout", str(folder / "server.key"), "-out", str(folder / "server.crt")]
    command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(command, check=True, capture_output=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"nginx did not start: {log.read_text(encoding='utf-8')[-500:]}")
