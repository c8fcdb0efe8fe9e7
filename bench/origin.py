"""A fast origin over TLS that answers 200 to everything: nginx, or a small one of our own where nginx is missing.

What is measured is the proxy between; the origin must cost so little that it does not matter.
"""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from demo.certificates import make_authority
from demo.gateway import ROOT, free_port, listens

_NGINX = """
daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log warn;
events {{ worker_connections 4096; }}
http {{
    access_log off; default_type application/json; keepalive_requests 1000000000; keepalive_timeout 600s;
    client_max_body_size 1g; client_body_buffer_size 4m;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port} ssl backlog=4096;
        ssl_certificate {leaf}; ssl_certificate_key {leaf}; ssl_session_cache shared:a:1m;
        location / {{ return 200 '{{}}'; }}
    }}
}}
"""


class Origin(NamedTuple):
    address: str
    ca: Path
    what: str


@contextmanager
def running(folder: Path, names: Sequence[str]) -> Iterator[Origin]:
    authority = make_authority(folder)
    leaf, port = authority.leaf(*names), free_port()
    address = f"127.0.0.1:{port}"
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    if nginx:
        configuration = folder / "nginx.conf"
        configuration.write_text(_NGINX.format(folder=folder, port=port, leaf=leaf))
        command = [nginx, "-c", str(configuration), "-p", str(folder), "-e", str(folder / "error.log")]
    else:
        command = [sys.executable, "-m", "bench.plain_origin", str(port), str(leaf)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        while not listens(address):
            if process.poll() is not None:
                raise RuntimeError(f"the origin did not start: {' '.join(command)}")
            time.sleep(0.05)
        yield Origin(address, authority.pem, "nginx" if nginx else "a small origin of our own (nginx is not installed)")
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        process.kill()
        process.wait()
