"""Memory of one long upload: how much the process that carries it grows at most, beside bare mitmdump with the same bytes.

`python -m bench.uploads`. One request of 200 MB; the same file in pieces of 4 MB and a closing call; each through a gateway
that has carried a small upload before, and has nothing else to do. The gate only observes: what is refused need not be
carried, and would weigh less.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import requests

from bench.origin import running
from bench.processes import family, peak_kib, reset_peak, resident_kib, session_of
from bench.speed import BARE, GATEPOST, Variant
from demo.gateway import ROOT, Gateway
from demo.policies import changed

RESULTS = ROOT / "bench/results/uploads.json"
GOALS = "in one request at most 1.10 of what bare mitmdump grows by; in pieces at most by one piece more than bare"
HOST = "upload.x.com"
PIECE = 4_000_000
_STEADY_SECONDS = 5


class Grown(NamedTuple):
    """Of the process that carries the traffic, and of the reader that grew most, the pages of the file that it reads included."""

    mib: float
    reader_mib: float
    seconds: float


def run(*, megabytes: int = 200) -> dict[str, dict[str, Grown]]:
    """Measure, print the table, write and return the results."""
    film = _film(megabytes * 1_000_000)
    results: dict[str, dict[str, Grown]] = {}
    for variant in (BARE, GATEPOST):
        with tempfile.TemporaryDirectory(prefix="gatepost-bench-") as place, _between(Path(place), variant) as client:
            client.settle()
            client.whole(film[:PIECE])
            client.in_pieces(film[: 3 * PIECE])
            client.settle()
            in_pieces = client.weighed(
                partial(client.in_pieces, film)
            )  # first: what one request took is never given back
            one_request = client.weighed(partial(client.whole, film))
            results[variant.name] = {"one request": one_request, "in pieces": in_pieces}
    _print(results, megabytes)
    figures = {name: {way: grown._asdict() for way, grown in table.items()} for name, table in results.items()}
    RESULTS.write_text(json.dumps({"megabytes": megabytes, "variants": figures}, indent=2) + "\n")
    print(f"written: {RESULTS.relative_to(ROOT)}")
    return results


def _film(size: int) -> bytes:
    """Begins as a film does; no two megabytes of it are alike, so that nothing is smaller than it seems."""
    beginning = b"\0\0\0\x18ftypmp42" + bytes(12)
    block = bytes(range(256)) * 4096
    blocks = (number.to_bytes(8, "big") + block[8:] for number in range(size // len(block) + 1))
    return (beginning + b"".join(blocks))[:size]


class _Client:
    def __init__(self, gateway: Gateway) -> None:
        self._process = gateway.process.pid
        self._http = requests.Session()
        self._http.trust_env = False
        self._http.proxies = {"https": gateway.url}
        self._http.verify = str(gateway.ca)
        self._http.headers["authorization"] = "Bearer made-up"
        self._ids = iter(range(1000, 2000))

    def whole(self, data: bytes) -> None:
        self._send("/i/media/upload.json?media_category=tweet_video", data, "video/mp4")

    def in_pieces(self, data: bytes) -> None:
        media = next(self._ids)
        for number, start in enumerate(range(0, len(data), PIECE)):
            place = f"command=APPEND&media_id={media}&segment_index={number}"
            self._send(f"/i/media/upload.json?{place}", data[start : start + PIECE], "application/octet-stream")
        self._send(f"/i/media/upload.json?command=FINALIZE&media_id={media}", b"", "")

    def _send(self, path: str, data: bytes, media_type: str) -> None:
        headers = {"content-type": media_type} if media_type else {}
        answer = self._http.post(f"https://{HOST}{path}", data=data, headers=headers, timeout=300)
        answer.raise_for_status()

    def settle(self) -> None:
        """Wait until nothing is loaded any more: a worker gets ready, and its readers, for some time after it listens."""
        steady, before = 0, 0
        while steady < _STEADY_SECONDS:
            time.sleep(1)
            now = sum(resident_kib(pid) for pid in family(self._process))
            steady, before = (steady + 1 if abs(now - before) < 1024 else 0), now

    def weighed(self, work: Callable[[], None]) -> Grown:
        """What the processes of the gateway grow by at most while this is done; those that begin meanwhile begin at 0."""
        before = {pid: resident_kib(pid) for pid in family(self._process)}
        for pid in before:
            reset_peak(pid)
        started = time.perf_counter()
        work()
        seconds = time.perf_counter() - started
        grown = {pid: (peak_kib(pid) - before.get(pid, 0)) / 1024 for pid in family(self._process)}
        carriers = {pid for pid in grown if session_of(pid) == self._process}  # readers have sessions of their own
        return Grown(
            max(grown[pid] for pid in carriers),
            max((grown[pid] for pid in grown.keys() - carriers), default=0.0),
            seconds,
        )


@contextmanager
def _between(place: Path, variant: Variant) -> Iterator[_Client]:
    policy = changed(ROOT / "policy", place / "policy", {"agency.yaml": _observing})
    with ExitStack() as stack:
        origin = stack.enter_context(running(place / "origin", (HOST,)))
        gateway = variant.start(place / "gateway", origin, policy)
        stack.callback(gateway.kill)
        yield _Client(gateway)


def _observing(agency: Any) -> None:
    agency["mode"] = "observe"
    agency["limits"] |= {"text": "256MiB", "document": "256MiB"}


def _print(results: Mapping[str, Mapping[str, Grown]], megabytes: int) -> None:
    bare = results[BARE.name]
    print(f"an upload of {megabytes} MB")
    print(f"  {'':<20} {'':<12} {'MiB more':>9} {'of bare':>8} {'reader':>8} {'seconds':>8}")
    for name, table in results.items():
        for way, grown in table.items():
            share = grown.mib / bare[way].mib if bare[way].mib > 1 else float("nan")
            print(
                f"  {name:<20} {way:<12} {grown.mib:>9.1f} {share:>8.2f} {grown.reader_mib:>8.1f} {grown.seconds:>8.1f}"
            )
    print(f"  goal: {GOALS}\n", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=200)
    run(megabytes=parser.parse_args().megabytes)
