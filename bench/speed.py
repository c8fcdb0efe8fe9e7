"""Speed beside bare mitmproxy: what the gate costs, measured so that the machine's mood does not decide.

Every variant runs at the same time and is asked in turn, round after round, in an order that rotates; figures are
medians over the rounds. The goals stand beside the figures and fail nothing: a loaded machine is no reason for red.
"""

import json
import platform
import struct
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from bench.load import Job, Measured, measure
from bench.origin import Origin, running
from bench.processes import cpu_seconds
from demo.gateway import ROOT, Gateway, Kind
from demo.policies import changed, unhindered

RESULTS = ROOT / "bench/results/speed.json"

SOCIAL, UPLOADS, ELSEWHERE = "x.com", "upload.x.com", "forms.example.org"


class Variant(NamedTuple):
    name: str
    kind: Kind
    options: tuple[str, ...] = ()

    def start(self, place: Path, origin: Origin, policy: Path) -> Gateway:
        """In its own folder; one worker, as a bare mitmdump has one process."""
        return Gateway.start(
            place,
            origin=origin.address,
            origin_ca=origin.ca,
            kind=self.kind,
            policy=policy,
            run=("--workers", "1") if self.kind == "gatepost" else (),
            options=self.options,
        )


BARE = Variant("bare mitmdump", "bare", ("--quiet",))
GATEPOST = Variant("gatepost run", "gatepost")
ADD_ON = Variant("mitmdump + add-on", "add-on", ("--quiet",))
IGNORING = Variant("bare, ignore_hosts", "bare", ("--quiet", "--set", "ignore_hosts=.*"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing to measure: which load, through which variants, and what is wanted of it."""

    name: str
    title: str
    variants: tuple[Variant, ...]
    job: Job
    goal: str


def _tweet(size: int) -> str:
    variables: dict[str, Any] = {"tweet_text": "", "media": {"media_entities": []}, "semantic_annotation_ids": []}
    sentence = "Lovely fog over the canal this morning, and the bike lane is open again. "
    shell = len(json.dumps({"variables": variables, "queryId": "A" * 22}))
    variables["tweet_text"] = (sentence * (size // len(sentence) + 1))[: size - shell]
    return json.dumps({"variables": variables, "queryId": "A" * 22})


def _bitmap_header(width: int, height: int) -> str:
    """Of a picture of three bytes a pixel, all of one colour. (A file that is no picture is refused.)"""
    head = struct.pack("<2sIII", b"BM", 54 + 3 * width * height, 0, 54)
    return (head + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, 0, 0, 0, 0, 0, 0)).decode("latin-1")


_COOKIE = "cookie: auth_token=00ff00ff; ct0=abc123; twid=u%3D900000000000000001"
_POST = Job(
    proxy="",
    ca="",
    host=SOCIAL,
    path=f"/i/api/graphql/{'A' * 22}/CreateTweet",
    headers=("content-type: application/json", _COOKIE, "x-csrf-token: abc123", "user-agent: bench"),
    body=_tweet(1024),
)
_UPLOAD = replace(
    _POST,
    host=UPLOADS,
    path="/i/media/upload.json?media_category=tweet_image",
    headers=("content-type: application/octet-stream", _COOKIE, "user-agent: bench"),
    body=_bitmap_header(1000, 666),
    body_bytes=54 + 3 * 1000 * 666,
    connections=4,
)
_FORM = replace(_POST, host=ELSEWHERE, path="/feedback")

PARTS = (
    Part(
        name="posts",
        title="clean 1 KB posts, 32 keep-alive connections",
        variants=(BARE, GATEPOST, ADD_ON),
        job=_POST,
        goal="requests/s: gatepost run >= 1.00 of bare, add-on >= 0.85",
    ),
    Part(
        name="paced",
        title="clean 1 KB posts at 100 requests/s",
        variants=(BARE, GATEPOST, ADD_ON),
        job=replace(_POST, rate=100),
        goal="p50 at most 1 ms and p99 at most 3 ms above bare",
    ),
    Part(
        name="connections",
        title="new TLS connections, one post each",
        variants=(BARE, GATEPOST, ADD_ON),
        job=replace(_POST, connections=8, reconnect=True),
        goal="connections/s: as many as bare",
    ),
    Part(
        name="uploads",
        title="2 MB uploads, 4 keep-alive connections",
        variants=(BARE, GATEPOST, ADD_ON),
        job=_UPLOAD,
        goal="uploads/s: at least 0.80 of bare",
    ),
    Part(
        name="passed",
        title="other hosts' TLS passed through, 32 keep-alive connections",
        variants=(IGNORING, GATEPOST),
        job=_FORM,
        goal="requests/s: at least 0.97 of bare with ignore_hosts",
    ),
    Part(
        name="passed-connections",
        title="other hosts' TLS passed through, new connections",
        variants=(IGNORING, GATEPOST),
        job=replace(_FORM, connections=8, reconnect=True),
        goal="connections/s: at least 0.97 of bare with ignore_hosts",
    ),
)


class Figures(NamedTuple):
    """Medians over the rounds; `cpu` is CPU seconds of the proxy per 1,000 requests."""

    per_second: float
    cpu: float
    p50_ms: float
    p99_ms: float
    errors: int


def run(names: Sequence[str] = (), *, rounds: int, seconds: float) -> dict[str, Any]:
    """Measure these parts (all of them by default), print the table, write and return the results."""
    parts = [part for part in PARTS if not names or part.name in names]
    results: dict[str, dict[str, Figures]] = {}
    with tempfile.TemporaryDirectory(prefix="gatepost-bench-") as place, _lab(Path(place), parts) as (origin, gateways):
        print(f"origin: {origin.what}; {rounds} rounds of {seconds:g} s each, interleaved; medians\n", flush=True)
        for part in parts:
            results[part.name] = _measure(part, origin, gateways, rounds, seconds)
            _print(part, results[part.name])
    document = {
        "machine": {"python": platform.python_version(), "system": platform.platform(), "origin": origin.what},
        "rounds": rounds,
        "seconds": seconds,
        "parts": {
            name: {variant: figures._asdict() for variant, figures in table.items()} for name, table in results.items()
        },
    }
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(document, indent=2) + "\n")
    print(f"written: {RESULTS.relative_to(ROOT)}")
    return document


@contextmanager
def _lab(place: Path, parts: Sequence[Part]) -> Iterator[tuple[Origin, Mapping[str, Gateway]]]:
    variants = dict.fromkeys(variant for part in parts for variant in part.variants)
    policy = changed(ROOT / "policy", place / "policy", {"agency.yaml": unhindered})
    with ExitStack() as stack:
        origin = stack.enter_context(running(place / "origin", (SOCIAL, UPLOADS, ELSEWHERE)))
        gateways = {}
        for number, variant in enumerate(variants):
            gateway = variant.start(place / str(number), origin, policy)
            stack.callback(gateway.kill)
            gateways[variant.name] = gateway
        yield origin, gateways


def _measure(
    part: Part, origin: Origin, gateways: Mapping[str, Gateway], rounds: int, seconds: float
) -> dict[str, Figures]:
    runs: dict[str, list[Figures]] = {variant.name: [] for variant in part.variants}
    for number in range(rounds):
        turn = number % len(part.variants)
        for variant in part.variants[turn:] + part.variants[:turn]:
            gateway = gateways[variant.name]
            passes = part.job.host == ELSEWHERE
            job = replace(part.job, proxy=gateway.proxy, ca=str(origin.ca if passes else gateway.ca), seconds=seconds)
            before = cpu_seconds(gateway.process.pid)
            measured = measure(job)
            runs[variant.name].append(_figures(measured, cpu_seconds(gateway.process.pid) - before, job))
    return {name: _median(figures) for name, figures in runs.items()}


def _figures(measured: Measured, cpu: float, job: Job) -> Figures:
    """The CPU was spent on the warm-up's requests too, at about the same pace."""
    requests = max(1.0, measured.requests * (1 + job.warm_up / measured.seconds))
    return Figures(
        measured.per_second, 1000 * cpu / requests, measured.p50_ms, measured.p99_ms, sum(measured.errors.values())
    )


def _median(figures: Sequence[Figures]) -> Figures:
    columns = zip(*figures, strict=True)
    per_second, cpu, p50, p99, _ = (median(column) for column in columns)
    return Figures(per_second, cpu, p50, p99, sum(one.errors for one in figures))


def _print(part: Part, table: Mapping[str, Figures]) -> None:
    base = table[part.variants[0].name]
    print(part.title)
    print(f"  {'':<20} {'per s':>9} {'of bare':>8} {'CPU s/1000':>11} {'p50 ms':>8} {'p99 ms':>8} {'errors':>7}")
    for name, one in table.items():
        share = one.per_second / base.per_second if base.per_second else float("nan")
        print(
            f"  {name:<20} {one.per_second:>9.1f} {share:>8.2f} {one.cpu:>11.3f} {one.p50_ms:>8.2f}"
            f" {one.p99_ms:>8.2f} {one.errors:>7}"
        )
    print(f"  goal: {part.goal}\n", flush=True)
