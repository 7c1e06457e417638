"""A real nginx on loopback, in front of MapServer: TLS, a login, redirects, gzip, pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from loopback import free_port, wait_for_port

USER, LOGIN_WORD = "geologist", "copper-and-gold"
COOKIE = "tin-and-tungsten"
PAGE_TITLE = "Survey portal: sign in"

_CONFIG = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 64; }}
http {{
  log_format sizes '$request_uri $status $body_bytes_sent';
  access_log {folder}/access.log sizes;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  proxy_set_header Authorization "";
  proxy_set_header Accept-Encoding "";
  default_type application/octet-stream;
  limit_req_zone $binary_remote_addr zone=patience:1m rate=1r/s;
  server {{
    listen 127.0.0.1:{port};
    gzip on;
    gzip_types *;
    gzip_min_length 100;
    location /ows {{ proxy_pass {upstream}; }}
    location /plain {{ gzip off; proxy_pass {upstream}; }}
    location /private {{
      auth_basic "survey";
      auth_basic_user_file {folder}/users;
      proxy_pass {upstream};
    }}
    location /limited {{
      limit_req zone=patience;
      limit_req_status 429;
      add_header Retry-After 1 always;
      proxy_pass {upstream};
    }}
    location /half {{
      auth_basic "survey";
      auth_basic_user_file {folder}/users;
      add_header Set-Cookie "visit={cookie}; Path=/" always;
      if ($arg_startindex) {{ return 302 {elsewhere}/witness$is_args$args; }}
      proxy_pass {upstream};
    }}
    location /moved {{ return 301 /ows$is_args$args; }}
    location /moved-private {{ return 302 /private$is_args$args; }}
    location /elsewhere {{ return 302 {elsewhere}/witness$is_args$args; }}
    location /portal {{ default_type text/html; return 200 '<!DOCTYPE html><html><head>
      <title>{title}</title></head><body>Please sign in.</body></html>'; }}
    location /closed {{ return 403; }}
  }}
  server {{
    listen 127.0.0.1:{wrong_port} ssl;
    ssl_certificate {folder}/wrong.pem;
    ssl_certificate_key {folder}/key.pem;
    location / {{ proxy_pass {upstream}; }}
  }}
  server {{
    listen 127.0.0.1:{late_port} ssl;
    ssl_certificate {folder}/late.pem;
    ssl_certificate_key {folder}/key.pem;
    location / {{ proxy_pass {upstream}; }}
  }}
  server {{
    listen 127.0.0.1:{tls_port} ssl;
    ssl_certificate {folder}/cert.pem;
    ssl_certificate_key {folder}/key.pem;
    location / {{ proxy_pass {upstream}; }}
    location /downgrade {{ return 302 http://127.0.0.1:{port}/ows$is_args$args; }}
  }}
}}
"""


def find_nginx() -> str:
    """Return the path of nginx, empty when it is not installed."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin") or ""


class Nginx:
    """nginx in front of a server.

    :param upstream: the address that it passes requests on to.
    :param elsewhere: another origin, where ``elsewhere_url`` redirects to ``/witness``.
    """

    def __init__(self, folder: Path, upstream: str, elsewhere: str) -> None:
        self._folder = folder
        self.access_log = folder / "access.log"  # address and size of each answer
        port, tls_port, wrong_port, late_port = (free_port() for _ in range(4))
        plain, encrypted = f"http://127.0.0.1:{port}", f"https://127.0.0.1:{tls_port}"
        self.plain_url = f"{plain}/plain"
        self.limited_url = f"{plain}/limited"
        self.half_url = f"{plain}/half"  # redirects elsewhere behind the first page
        self.wrong_name_url = f"https://127.0.0.1:{wrong_port}/ows"
        self.expired_url = f"https://127.0.0.1:{late_port}/ows"
        self.wrong_name, self.expired = folder / "wrong.pem", folder / "late.pem"
        self.gzip_url = f"{plain}/ows"
        self.auth_url = f"{plain}/private"
        self.redirect_url = f"{plain}/moved"
        self.auth_redirect_url = f"{plain}/moved-private"
        self.elsewhere_url = f"{plain}/elsewhere"
        self.html_url = f"{plain}/portal"
        self.forbidden_url = f"{plain}/closed"
        self.https_url = f"{encrypted}/ows"
        self.downgrade_url = f"{encrypted}/downgrade"
        self.certificate = folder / "cert.pem"
        _make_certificate(folder)
        (folder / "users").write_text(f"{USER}:{{PLAIN}}{LOGIN_WORD}\n", encoding="utf-8")
        config = _CONFIG.format(
            folder=folder, port=port, tls_port=tls_port, upstream=upstream, elsewhere=elsewhere,
            title=PAGE_TITLE, user="user root;" if os.geteuid() == 0 else "", cookie=COOKIE,
            wrong_port=wrong_port, late_port=late_port,
        )  # fmt: skip
        (folder / "nginx.conf").write_text(config, encoding="utf-8")
        self._ports = (port, tls_port, wrong_port, late_port)

    def start(self) -> Nginx:
        """Start nginx and wait until it listens."""
        arguments = ["-p", str(self._folder), "-c", str(self._folder / "nginx.conf")]
        arguments += ["-e", str(self._folder / "error.log")]
        self._process = subprocess.Popen([find_nginx(), *arguments])
        try:
            for port in self._ports:
                wait_for_port(port)
        except TimeoutError:
            self.stop()
            raise
        return self

    def stop(self) -> None:
        """Stop it and wait until it is gone."""
        self._process.terminate()
        self._process.wait(timeout=10)


def _make_certificate(folder: Path) -> None:
    key = str(folder / "key.pem")
    _openssl("genrsa", "-out", key, "2048")
    names = "subjectAltName=IP:127.0.0.1,DNS:localhost"
    other = "subjectAltName=DNS:survey.example"
    for file, name, days in (("cert", names, "2"), ("wrong", other, "2"), ("late", names, "-1")):
        extension = folder / f"{file}.ext"
        extension.write_text(name, encoding="ascii")
        request = str(folder / f"{file}.csr")
        _openssl("req", "-new", "-key", key, "-subj", "/CN=127.0.0.1", "-out", request)
        _openssl("x509", "-req", "-in", request, "-signkey", key, "-days", days,
                 "-extfile", str(extension), "-out", str(folder / f"{file}.pem"))  # fmt: skip


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)
