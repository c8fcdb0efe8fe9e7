"""The real clients at work: one process behind the proxy that posts what it is told, and reports what its client said.

`Clients` starts `python -m demo.clients` with the environment of a desk behind the gateway. Each line it is given is a
job (which driver, which text), each line it answers is an outcome. A process of its own, because the libraries read
the proxy from the environment, keep sessions, and print.
"""

import faulthandler
import json
import os
import subprocess
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from demo.drivers import DRIVERS
from demo.records import Received
from demo.sending import Sent, listen_in, notes

_ROOT = Path(__file__).parent.parent
_CA_VARIABLES = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "HTTPLIB2_CA_CERTS", "NODE_EXTRA_CA_CERTS")
_LONGEST = 60  # seconds that a client may take for a post


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`said` is the client's own message: its result, or the text of the exception that it raised."""

    client: str
    ok: bool
    said: str
    sent: tuple[Sent, ...]
    trace: str = ""

    @property
    def post(self) -> Sent:
        """The request that carried the post: the last that was not a mere question."""
        return next(one for one in reversed(self.sent) if one.method != "GET")

    def arrived(self, received: list[Received]) -> bool:
        """Whether the post reached the stand-in byte for byte."""
        return self.post in {Sent.as_received(one) for one in received}


def behind(proxy: str, ca: Path) -> dict[str, str]:
    """The environment of a program behind this proxy (`http://[name:password@]host:port`) that trusts this file."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    proxies = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"), proxy)
    return kept | proxies | dict.fromkeys(_CA_VARIABLES, str(ca)) | {"NO_PROXY": "", "no_proxy": ""}


class ClientStuck(Exception):
    """A client took longer than any may; the message says where it was."""


@dataclass(slots=True)
class Clients:
    """The clients' process. A job that takes too long ends it, and its log says where it hung: better a loud end than none."""

    process: subprocess.Popen
    log: Path

    @classmethod
    @contextmanager
    def behind(cls, proxy: str, ca: Path) -> Iterator[Self]:
        log = ca.with_name("clients.log")
        with log.open("ab") as errors:
            process = subprocess.Popen(
                [sys.executable, "-m", "demo.clients"],
                cwd=_ROOT,
                env=behind(proxy, ca),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        try:
            yield cls(process, log)
        finally:
            process.communicate()

    def post(self, client: str, text: str, **options: Any) -> Outcome:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"client": client, "text": text, "options": options}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise ClientStuck(f"{client} did not answer within {_LONGEST} s:\n{self.log.read_text()[-4_000:]}")
        answer = json.loads(line)
        return Outcome(**answer | {"sent": tuple(Sent(*one) for one in answer["sent"])})


def _do(client: str, text: str, options: dict[str, Any]) -> dict[str, Any]:
    notes.clear()
    try:
        said, ok, trace = DRIVERS[client](text, **options), True, ""
    except Exception as error:  # noqa: BLE001 - whatever a library raises is what it says
        said, ok, trace = f"{type(error).__name__}: {error}", False, traceback.format_exc()
    return {"client": client, "ok": ok, "said": said, "sent": list(notes), "trace": trace}


def _main() -> None:
    """Answers go to the real standard output; what libraries print goes elsewhere."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    listen_in()
    for line in sys.stdin:
        faulthandler.dump_traceback_later(_LONGEST, exit=True)
        print(json.dumps(_do(**json.loads(line))), file=answers, flush=True)
        faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    _main()
