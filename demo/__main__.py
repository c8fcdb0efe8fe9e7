"""`python -m demo`: real clients post to stand-in platforms through the gateway, and a table says what became of it.

Everything is local: the platforms are one process on loopback, the gateway is `gatepost run` with the shipped policy,
the clients are the libraries people use. The exit code is 0 only if every post fared as the guidelines ask.
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from demo.cases import CASES, Case
from demo.clients import Clients, Outcome
from demo.gateway import Gateway
from demo.journal import decisions
from demo.standin import StandIn

WIDTH = 100
_COLUMNS = "{mark} {client:<12} {platform:<13} {posted:<32} {gate:<6} {rule:<22} {arrived:<8}"
_SAID_WIDTH = WIDTH - 9


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
        print(f"gateway {gateway.proxy}, metrics {gateway.metrics}, everything it keeps: {gateway.var}\n")
        print(_COLUMNS.format(**_HEADINGS).rstrip())
        print("-" * WIDTH)
        results = []
        for case in CASES:
            results.append(_post(case, standin, gateway, clients))
            _print(results[-1])
    return _conclude(results, gateway)


@contextmanager
def _lab(folder: Path) -> Iterator[tuple[StandIn, Gateway, Clients]]:
    standin = StandIn.start(folder / "standin")
    try:
        gateway = Gateway.start(folder / "gateway", origin=standin.address, origin_ca=standin.ca)
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
    # A client may log in or look around first; the last decision is the post's.
    event: dict[str, Any] = new[-1] if new else {"action": "passed", "rule": "", "guideline": ""}
    arrived = bool(outcome.sent) and outcome.arrived(standin.received())
    return Result(case, outcome, arrived, event["action"], event["rule"] or "", event["guideline"] or "")


_HEADINGS = {
    "mark": " ",
    "client": "client",
    "platform": "platform",
    "posted": "posted",
    "gate": "gate",
    "rule": "rule",
    "arrived": "arrived",
}


def _print(result: Result) -> None:
    case = result.case
    line = _COLUMNS.format(
        mark="✓" if result.as_expected else "✗",
        client=case.client,
        platform=case.platform,
        posted=_short(case.text, 31),
        gate=result.action,
        rule=_short(f"{result.guideline} {result.rule}".strip(), 22),
        arrived="yes, ==" if result.arrived else "no",
    )
    print(line.rstrip())
    print(f"  └ says {_short(result.outcome.said, _SAID_WIDTH)}", flush=True)
    if not result.as_expected:
        wanted = f"{case.action} {case.guideline}".strip()
        print(f"    NOT AS EXPECTED: should be {wanted}, and {'arrive' if case.arrives else 'not arrive'}")


def _short(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"


def _conclude(results: list[Result], gateway: Gateway) -> int:
    wrong = [result for result in results if not result.as_expected]
    arrived = sum(result.arrived for result in results)
    print("-" * WIDTH)
    print(f"{len(results)} posts: {arrived} arrived byte for byte (==), {len(results) - arrived} were refused.")
    print("Look further:")
    for command in ("list", "verify"):
        print(f"  .venv/bin/gatepost events {command} --var {gateway.var}")
    print(f"  {gateway.folder / 'gateway.log'}")
    if wrong:
        print(f"{len(wrong)} of {len(results)} fared differently from what the guidelines ask.")
    return 1 if wrong else 0


if __name__ == "__main__":
    started = time.monotonic()
    code = main()
    print(f"({time.monotonic() - started:.0f} s)")
    sys.exit(code)
