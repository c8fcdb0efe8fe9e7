"""`python -m demo`: real clients post to stand-in platforms through the gateway, and a table says what became of it.

Everything is local: the platforms are one process on loopback, the gateway is `gatepost run` with the shipped policy,
the clients are the libraries people use. The exit code is 0 only if every post fared as the guidelines ask.
"""

import signal
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from demo.agreement import ADDRESS, accept
from demo.cases import CASES, Case
from demo.clients import Clients, Outcome
from demo.gateway import Gateway, free_port
from demo.journal import decisions, did
from demo.standin import StandIn

WIDTH = 100
_COLUMNS = "{mark} {client:<13} {platform:<14} {gate:<7} {rule:<36} {arrived}"
_SAID_LINES = 3


class Result(NamedTuple):
    case: Case
    outcome: Outcome
    arrived: bool
    action: str
    rule: str
    guideline: str

    @property
    def as_expected(self) -> bool:
        case = self.case
        told = self.outcome.ok == case.arrives
        right_rule = self.guideline == case.guideline if case.guideline else True
        return told and self.arrived == case.arrives and self.action == case.action and right_rule


def main() -> int:
    folder = Path(tempfile.mkdtemp(prefix="gatepost-demo-"))
    print("Starting the stand-in platforms and the gateway ...", flush=True)
    with _lab(folder) as (standin, gateway, clients):
        print(f"The gateway is at {gateway.proxy}, its metrics at http://{gateway.metrics}/metrics.")
        accept(gateway.url)
        print(f"Whoever posts here has read and accepted the agreement at {ADDRESS}.\n")
        print(_COLUMNS.format(**_HEADINGS))
        print("-" * WIDTH)
        results = []
        for case in CASES:
            results.append(_post(case, standin, gateway, clients))
            _print(results[-1])
        code = _conclude(results, gateway)
        _leave_open(gateway)
    return code


@contextmanager
def _lab(folder: Path) -> Iterator[tuple[StandIn, Gateway, Clients]]:
    standin = StandIn.start(folder / "standin")
    try:
        gateway = Gateway.start(
            folder / "gateway", origin=standin.address, origin_ca=standin.ca, console=f"127.0.0.1:{free_port()}"
        )
        try:
            trusted = folder / "trusted.pem"
            trusted.write_bytes(gateway.ca.read_bytes() + standin.ca.read_bytes())
            with Clients.behind(gateway.url, trusted) as clients:
                yield standin, gateway, clients
        finally:
            gateway.stop()
    finally:
        standin.stop()


def _post(case: Case, standin: StandIn, gateway: Gateway, clients: Clients) -> Result:
    known = {event["id"] for event in decisions(gateway.var)}
    outcome = clients.post(case.client, case.text, **case.options)
    new = [event for event in decisions(gateway.var) if event["id"] not in known]
    arrived = bool(outcome.sent) and outcome.arrived(standin.received())
    if not new:
        return Result(case, outcome, arrived, "passed", "", "")
    event = new[-1]  # a client may log in or look around first; the last decision is the post's
    rule = event["rule"] if event["enforced"] else f"{event['rule']} (only noted)"
    return Result(case, outcome, arrived, did(event), rule, event["guideline"])


_HEADINGS = {
    "mark": " ",
    "client": "client",
    "platform": "platform",
    "gate": "gate",
    "rule": "guideline and rule",
    "arrived": "arrived there",
}


def _print(result: Result) -> None:
    case = result.case
    row = {
        "mark": "✓" if result.as_expected else "✗",
        "client": case.client,
        "platform": case.platform,
        "gate": result.action,
        "rule": f"{result.guideline} {result.rule}".strip(),
        "arrived": "yes, byte for byte" if result.arrived else "no",
    }
    print(_COLUMNS.format(**row))
    _detail("posted", case.text, lines=1)
    _detail("heard", result.outcome.said, lines=_SAID_LINES)
    if not result.as_expected:
        wanted = f"{case.action} {case.guideline}".strip()
        _detail("WRONG", f"should be {wanted}, and {'arrive' if case.arrives else 'not arrive'}", lines=1)
    print(flush=True)


def _detail(label: str, text: str, *, lines: int) -> None:
    """A text in one paragraph of at most so many lines, its line ends shown as spaces."""
    wrapped = textwrap.wrap(" ".join(text.split()), WIDTH - 10, max_lines=lines, placeholder=" …")
    for number, line in enumerate(wrapped):
        print(f"  {'' if number else label:<7} {line}")


def _conclude(results: list[Result], gateway: Gateway) -> int:
    wrong = [result for result in results if not result.as_expected]
    arrived = sum(result.arrived for result in results)
    print("-" * WIDTH)
    print(f"{len(results)} posts: {arrived} arrived byte for byte, {len(results) - arrived} were refused.")
    print("Look further:")
    for command in ("list", "verify"):
        print(f"  .venv/bin/gatepost events {command} --var {gateway.var}")
    print(f"  {gateway.folder / 'gateway.log'}")
    if wrong:
        print(f"{len(wrong)} of {len(results)} fared differently from what the guidelines ask.")
    return 1 if wrong else 0


def _leave_open(gateway: Gateway) -> None:
    """Where a person watches, the gateway and its console stay until they have seen enough."""
    _, found, told = gateway.log.partition("  Console  ")
    print(
        "\n  ".join(["The console:", *map(str.strip, told.splitlines()[:3])]) if found else "The console did not start."
    )
    if not sys.stdin.isatty():
        return
    print("\nThe gateway and its console stay open; Ctrl-C ends them.", flush=True)
    with suppress(KeyboardInterrupt):
        signal.pause()


if __name__ == "__main__":
    sys.exit(main())
