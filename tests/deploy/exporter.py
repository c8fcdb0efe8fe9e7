"""A process that counts one of everything, again and again, and serves it: what a busy gateway exports.

`python -m tests.deploy.exporter` prints its port and counts until its standard input ends.
"""

import select
import sys
from datetime import timedelta
from itertools import count

from gatepost import metrics
from gatepost.model import Action, Activity, Decision, ExceptionUsed, Finding, Match, PolicyId, Severity, Use
from gatepost.testing import A_TUESDAY, a_finding, a_post

POLICY = PolicyId(version="2026.11", digest="abc")


def main() -> None:
    count_everything()
    print(metrics.serve("127.0.0.1", 0), flush=True)  # noqa: T201 - how the test learns the port
    for number in count():
        count_everything()
        metrics.policy_loaded(POLICY, A_TUESDAY + timedelta(seconds=number))
        if select.select([sys.stdin], [], [], 0.25)[0]:
            return


def count_everything() -> None:
    """What every question of the dashboard and of the alerts is about."""
    for enforced in (True, False):
        for action in Action:
            metrics.decided(a_post(), decision(action, enforced=enforced), [a_finding()])
    metrics.decided(a_post(activity=Activity.OTHER), decision(Action.LOG, enforced=True), NOTHING)
    metrics.coaching("justified")
    metrics.agreement("asked")
    for stage in ("journal", "state", "request"):
        metrics.fault(stage, "slow")
    for stage in ("decode", "detect", "state", "journal"):
        with metrics.timed(stage):
            pass
    for handling in ("inspected", "passed", "client-refused"):
        metrics.connection(handling)
    for result in ("loaded", "refused"):
        metrics.policy_reloaded(result)
    metrics.queued().__enter__()  # a post that still waits
    metrics.files_read(known=1, read=1)
    metrics.reader_lost("crash")
    metrics.loop_lag(0.002)
    metrics.journal_written()
    metrics.store_lag(3)
    metrics.retention_applied(A_TUESDAY)


def decision(action: Action, *, enforced: bool) -> Decision:
    match = Match(rule="respect", guideline="2.4", action=action, severity=Severity.LOW, notice="respect")
    return Decision(
        action=action,
        enforced=enforced,
        use=Use.PERSONAL,
        matched=(match,),
        policy=POLICY,
        justified=True,
        exceptions=(ExceptionUsed(id="fog", rule="respect", findings=1),),
    )


NOTHING: tuple[Finding, ...] = ()

if __name__ == "__main__":
    main()
