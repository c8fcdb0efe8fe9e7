"""Every metric that Gatepost has, in one table, and a function for each thing that is counted.

The rule to keep: label values come from closed lists (the policy's rules and platforms, our own enums and stages).
No label carries a person, an account, a division or free text.

One process keeps its values in memory and serves them itself. The processes of `gatepost run` share a folder
(`share_through`, before the first count) and the supervisor serves them together; only the process that serves says
which policy is in force, because a shared folder would show old ones for ever.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

import prometheus_client
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, multiprocess, values
from prometheus_client.metrics_core import GaugeMetricFamily
from prometheus_client.registry import Collector

from gatepost.model import Action, Decision, Finding, PolicyId, Post

SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the name is prometheus-client's

# From a text judged in the event loop to a long document or video read in another process.
_SECONDS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass(frozen=True, slots=True)
class Row:
    """One metric. `merge` says how a gauge's values of several processes become one."""

    name: str
    kind: Literal["counter", "gauge", "histogram"]
    help: str
    labels: tuple[str, ...] = ()
    merge: Literal["livesum", "livemax", "livemostrecent"] = "livesum"


METRICS = (
    Row(
        "gatepost_posts_total",
        "counter",
        "Requests that publish or send something, as decided.",
        ("platform", "activity", "use", "action", "enforced"),
    ),
    Row("gatepost_rule_matches_total", "counter", "Rules that matched a post.", ("rule", "action", "enforced")),
    Row("gatepost_findings_total", "counter", "What detectors saw in posts.", ("label", "detector")),
    Row("gatepost_exceptions_used_total", "counter", "Exceptions that took findings from a rule.", ("rule",)),
    Row("gatepost_inspection_seconds", "histogram", "Time that a stage of inspection took.", ("stage",)),
    Row("gatepost_inspection_failures_total", "counter", "Failures of Gatepost's own.", ("stage", "reason")),
    Row("gatepost_connections_total", "counter", "Client connections, by what was done with them.", ("handling",)),
    Row("gatepost_inspection_queue_depth", "gauge", "Posts that wait to be inspected."),
    Row("gatepost_event_loop_lag_seconds", "histogram", "How late the event loop was for what it had planned."),
    Row("gatepost_readers_files_total", "counter", "Files and long texts, read or known from before.", ("how",)),
    Row("gatepost_readers_lost_total", "counter", "Readers that were lost over a file or not to be had.", ("reason",)),
    Row("gatepost_journal_records_total", "counter", "Records written to the journals."),
    Row("gatepost_journal_errors_total", "counter", "Records that the journals could not take."),
    Row("gatepost_store_lag_records", "gauge", "Journal records that are not in the store yet.", (), "livemax"),
    Row(
        "gatepost_retention_applied_timestamp_seconds",
        "gauge",
        "When what is kept for long enough was last removed.",
        (),
        "livemax",
    ),
    Row("gatepost_policy_info", "gauge", "The policy in force.", ("version", "digest")),
    Row("gatepost_policy_reloads_total", "counter", "Attempts to load a changed policy.", ("result",)),
    Row(
        "gatepost_policy_loaded_timestamp_seconds",
        "gauge",
        "When the policy in force was loaded.",
        (),
        "livemostrecent",
    ),
    Row("gatepost_coaching_total", "counter", "Coaching notices, and what people did with them.", ("outcome",)),
    Row(
        "gatepost_agreement_total",
        "counter",
        "Times that the agreement was asked for, and what people did.",
        ("outcome",),
    ),
    Row("gatepost_state_errors_total", "counter", "Failures of what is remembered between requests.", ("reason",)),
)


def decided(post: Post, decision: Decision, findings: Sequence[Finding]) -> None:
    """A post was decided on."""
    enforced = _bool(decision.enforced)
    _counter(
        "gatepost_posts_total", post.platform, post.activity.value, decision.use.value, str(decision.action), enforced
    ).inc()
    for match in decision.matched:
        live = _bool(decision.enforced and not match.shadow)
        _counter("gatepost_rule_matches_total", match.rule, str(match.action), live).inc()
    for finding in findings:
        _counter("gatepost_findings_total", finding.label, finding.detector).inc()
    for exception in decision.exceptions:
        _counter("gatepost_exceptions_used_total", exception.rule).inc()
    if decision.refuses and decision.action is Action.COACH:
        coaching("shown")
    if decision.justified:
        coaching("passed")


def coaching(outcome: Literal["shown", "justified", "passed", "back", "lapsed", "mistake"]) -> None:
    """A notice was shown; a person gave a justification, went back, answered nothing in time or reported a mistake; the
    justified content went out."""
    _counter("gatepost_coaching_total", outcome).inc()


def agreement(outcome: Literal["asked", "accepted", "put-off"]) -> None:
    """The agreement was shown in place of a page; a person accepted it, or put it off."""
    _counter("gatepost_agreement_total", outcome).inc()


def timed(stage: str) -> AbstractContextManager[object]:
    """Measures a stage of inspection."""
    return _histogram("gatepost_inspection_seconds", stage).time()


def fault(stage: str, reason: str) -> None:
    """Something of ours failed."""
    _counter("gatepost_inspection_failures_total", stage, reason).inc()
    if stage == "journal":
        _counter("gatepost_journal_errors_total").inc()
    elif stage == "state":
        _counter("gatepost_state_errors_total", reason).inc()


def connection(handling: str) -> None:
    """A client connected: `inspected`, `passed` or `client-refused`."""
    _counter("gatepost_connections_total", handling).inc()


def queued() -> AbstractContextManager[object]:
    """One more post waits to be inspected, for as long as this lasts."""
    return _gauge("gatepost_inspection_queue_depth").track_inprogress()


def loop_lag(seconds: float) -> None:
    _histogram("gatepost_event_loop_lag_seconds").observe(seconds)


def files_read(*, known: int, read: int) -> None:
    """So many files of a post were known from before, and so many were read."""
    _counter("gatepost_readers_files_total", "known").inc(known)
    _counter("gatepost_readers_files_total", "read").inc(read)


def reader_lost(reason: Literal["crash", "foreign", "timeout", "none-free", "mother"]) -> None:
    """A reader crashed, said what none says or took too long; none was free in time; or their mother had to be replaced."""
    _counter("gatepost_readers_lost_total", reason).inc()


def journal_written() -> None:
    _counter("gatepost_journal_records_total").inc()


def store_lag(records: int) -> None:
    _gauge("gatepost_store_lag_records").set(records)


def retention_applied(at: datetime) -> None:
    """What was over by then is gone."""
    _gauge("gatepost_retention_applied_timestamp_seconds").set(at.timestamp())


def policy_loaded(policy: PolicyId, at: datetime) -> None:
    """This policy is in force in this process."""
    _policy_info.policy = policy
    _gauge("gatepost_policy_loaded_timestamp_seconds").set(at.timestamp())


def policy_reloaded(result: Literal["loaded", "refused"]) -> None:
    _counter("gatepost_policy_reloads_total", result).inc()


def share_through(folder: Path) -> None:
    """Let this process and its children count together in an empty folder, made if need be."""
    if _instruments.cache_info().currsize:
        raise RuntimeError("the folder for metrics must be chosen before anything is counted")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in folder.glob("*.db"):
        old.unlink()
    os.environ[SHARED_FOLDER] = str(folder)
    values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call] # the library's own way, untyped


def worker_gone(pid: int) -> None:
    """A process that shared the folder has ended: its gauges no longer count, its counters do."""
    multiprocess.mark_process_dead(pid)  # type: ignore[no-untyped-call] # untyped in the library


def serve(host: str, port: int) -> int:
    """Answer /metrics in a thread of its own, for all processes that share the folder; returns the port in use."""
    server, _thread = prometheus_client.start_http_server(port, addr=host, registry=_served())
    return int(server.server_port)


def _served() -> CollectorRegistry:
    registry = CollectorRegistry()
    if SHARED_FOLDER in os.environ:
        multiprocess.MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # untyped in the library
    else:
        for instrument in _instruments().values():
            registry.register(instrument)
    registry.register(_policy_info)
    return registry


class _PolicyInfo(Collector):
    """A gauge that shows only what is in force now."""

    policy: PolicyId | None = None

    def collect(self) -> Iterable[GaugeMetricFamily]:
        if self.policy:
            family = GaugeMetricFamily(_POLICY_INFO.name, _POLICY_INFO.help, labels=_POLICY_INFO.labels)
            family.add_metric((self.policy.version, self.policy.digest), 1)
            yield family


_POLICY_INFO = next(row for row in METRICS if row.name == "gatepost_policy_info")
_policy_info = _PolicyInfo()


@cache
def _instruments() -> dict[str, Counter | Gauge | Histogram]:
    """All but the policy's, made at the first count: only then is it known whether a folder is shared."""
    return {row.name: _instrument(row) for row in METRICS if row is not _POLICY_INFO}


def _instrument(row: Row) -> Counter | Gauge | Histogram:
    if row.kind == "counter":
        return Counter(row.name, row.help, row.labels, registry=None)
    if row.kind == "gauge":
        return Gauge(row.name, row.help, row.labels, registry=None, multiprocess_mode=row.merge)
    return Histogram(row.name, row.help, row.labels, registry=None, buckets=_SECONDS)


@cache
def _counter(name: str, *labels: str) -> Counter:
    return _child(Counter, name, labels)


@cache
def _gauge(name: str) -> Gauge:
    return _child(Gauge, name, ())


@cache
def _histogram(name: str, *labels: str) -> Histogram:
    return _child(Histogram, name, labels)


def _child[T: (Counter, Gauge, Histogram)](kind: type[T], name: str, labels: tuple[str, ...]) -> T:
    instrument = _instruments()[name]
    if not isinstance(instrument, kind):
        raise TypeError(f"{name} is not a {kind.__name__}")
    return instrument.labels(*labels) if labels else instrument


def _bool(value: bool) -> str:
    return "true" if value else "false"


prometheus_client.disable_created_metrics()  # type: ignore[no-untyped-call] # untyped in the library
