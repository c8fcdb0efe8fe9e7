import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from gatepost import metrics
from gatepost.metrics import METRICS

_COUNT = """
import sys
from pathlib import Path
from gatepost import metrics
from gatepost.model import Action, Decision, ExceptionUsed, Match, PolicyId, Severity, Use
from gatepost.testing import A_TUESDAY, a_finding, a_post

def count():
    match = Match(rule="respect", guideline="2.4", action=Action.COACH, severity=Severity.LOW, notice="respect")
    shadow = Match(rule="new", guideline="2.5", action=Action.BLOCK, severity=Severity.LOW, notice="new", shadow=True)
    policy = PolicyId(version="2026.1", digest="abc")
    refused = Decision(action=Action.COACH, enforced=True, use=Use.PERSONAL, matched=(match, shadow), policy=policy)
    used = (ExceptionUsed(id="e-1", rule="respect", findings=3),)
    passed = Decision(
        action=Action.LOG, enforced=True, use=Use.PERSONAL, policy=policy, justified=True, exceptions=used
    )
    metrics.policy_loaded(policy, A_TUESDAY)
    metrics.policy_reloaded("refused")
    metrics.decided(a_post(), refused, [a_finding("profanity:strong")])
    metrics.decided(a_post(), passed, [])
    metrics.coaching("justified")
    metrics.agreement("accepted")
    metrics.fault("journal", "full")
    metrics.fault("state", "slow")
    metrics.fault("decode", "exception")
    metrics.files_read(known=2, read=1)
    metrics.reader_lost("crash")
    metrics.journal_written()
    metrics.connection("passed")
    metrics.queued().__enter__()  # a post that still waits
    metrics.store_lag(3)
    metrics.retention_applied(A_TUESDAY)
    metrics.loop_lag(0.002)
    with metrics.timed("detect"):
        pass
"""
_ALONE = _COUNT + "count(); port = metrics.serve('127.0.0.1', 0); print(port, flush=True); sys.stdin.read()"
_TOGETHER = (
    _COUNT
    + """
import subprocess
from gatepost.model import PolicyId
metrics.share_through(Path(sys.argv[1]))
for _ in range(2):
    subprocess.run([sys.executable, "-c", sys.argv[2]], check=True)
metrics.policy_loaded(PolicyId(version="2026.2", digest="def"), A_TUESDAY)
print(metrics.serve("127.0.0.1", 0), flush=True)
sys.stdin.read()
"""
)
_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != metrics.SHARED_FOLDER} | {
    "PYTHONPATH": "addons"
}


def _scraped(program: str, *arguments: str) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=_ENVIRONMENT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    url = f"http://127.0.0.1:{int(process.stdout.readline())}/metrics"
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=10) as answer:
        yield answer.read().decode()
    process.stdin.close()
    process.stdout.close()
    assert process.wait(10) == 0


@pytest.fixture(scope="module")
def alone() -> Iterator[str]:
    """What one process serves of its own counts."""
    yield from _scraped(_ALONE)


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """What a supervisor serves of two processes that have counted and ended, and of itself."""
    yield from _scraped(_TOGETHER, str(tmp_path_factory.mktemp("metrics")), _COUNT + "count()")


def value(scraped: str, series: str) -> float:
    (found,) = re.findall(rf"^{re.escape(series)} (\S+)$", scraped, re.MULTILINE)
    return float(found)


POSTS = 'gatepost_posts_total{action="coach",activity="post",enforced="true",platform="x",use="personal"}'


def test_every_metric_is_served(alone: str, together: str):
    for row in METRICS:
        assert f"# TYPE {row.name} {row.kind}" in alone, row.name
        assert f"# TYPE {row.name} {row.kind}" in together, row.name
        assert f"# HELP {row.name} {row.help}" in alone, row.name


def test_nothing_else_is_served(alone: str):
    assert set(re.findall(r"^# TYPE (\S+)", alone, re.MULTILINE)) == {row.name for row in METRICS}


@pytest.mark.parametrize(
    ("series", "one"),
    [
        (POSTS, 1),
        ('gatepost_rule_matches_total{action="coach",enforced="true",rule="respect"}', 1),
        ('gatepost_rule_matches_total{action="block",enforced="false",rule="new"}', 1),
        ('gatepost_findings_total{detector="markings",label="profanity"}', 1),
        ('gatepost_exceptions_used_total{rule="respect"}', 1),
        ('gatepost_inspection_seconds_count{stage="detect"}', 1),
        ('gatepost_inspection_failures_total{reason="full",stage="journal"}', 1),
        ('gatepost_inspection_failures_total{reason="exception",stage="decode"}', 1),
        ('gatepost_readers_files_total{how="known"}', 2),
        ('gatepost_readers_files_total{how="read"}', 1),
        ('gatepost_readers_lost_total{reason="crash"}', 1),
        ('gatepost_connections_total{handling="passed"}', 1),
        ("gatepost_event_loop_lag_seconds_count", 1),
        ("gatepost_journal_records_total", 1),
        ("gatepost_journal_errors_total", 1),
        ('gatepost_policy_reloads_total{result="refused"}', 1),
        ('gatepost_coaching_total{outcome="shown"}', 1),
        ('gatepost_coaching_total{outcome="justified"}', 1),
        ('gatepost_coaching_total{outcome="passed"}', 1),
        ('gatepost_agreement_total{outcome="accepted"}', 1),
        ('gatepost_state_errors_total{reason="slow"}', 1),
    ],
)
def test_counts_of_several_processes_are_added(alone: str, together: str, series: str, one: int):
    assert value(alone, series) == one
    assert value(together, series) == 2 * one


def test_gauges_are_what_they_are_now(alone: str):
    assert value(alone, "gatepost_inspection_queue_depth") == 1
    assert value(alone, "gatepost_store_lag_records") == 3
    assert value(alone, "gatepost_policy_loaded_timestamp_seconds") == 1795533300


def test_only_the_policy_in_force_is_shown(alone: str, together: str):
    assert re.findall(r"^gatepost_policy_info\S* .*", alone, re.MULTILINE) == [
        'gatepost_policy_info{digest="abc",version="2026.1"} 1.0'
    ]
    assert re.findall(r"^gatepost_policy_info\S* .*", together, re.MULTILINE) == [
        'gatepost_policy_info{digest="def",version="2026.2"} 1.0'
    ]


def test_names_end_in_their_unit_and_counters_in_total():
    for row in METRICS:
        assert row.name.startswith("gatepost_")
        assert row.name.endswith("_total") == (row.kind == "counter")
        assert row.name.endswith("_seconds") or row.kind != "histogram"


def test_no_label_can_carry_a_person():
    closed = {
        "platform",
        "activity",
        "use",
        "action",
        "enforced",
        "rule",
        "label",
        "detector",
        "stage",
        "reason",
        "how",
    }
    closed |= {"handling", "version", "digest", "result", "outcome"}
    assert {label for row in METRICS for label in row.labels} <= closed


def test_old_counts_are_not_taken_for_new_ones(tmp_path: Path):
    program = _TOGETHER.replace("range(2)", "range(1)")
    for _ in range(2):
        (scraped,) = _scraped(program, str(tmp_path), _COUNT + "count()")
        assert value(scraped, POSTS) == 1


def test_a_folder_cannot_be_chosen_after_counting_began(tmp_path: Path):
    program = _COUNT + "count(); metrics.share_through(Path(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], env=_ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "before anything is counted" in done.stderr
