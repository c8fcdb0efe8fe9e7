"""Readers: what others wait while large pictures are read, how long a reader takes to be there, and what it weighs.

Small posts are paced through one gateway by themselves, beside sixteen people who send photographs of twelve megapixels
through it, and beside as many of one photograph that is known already, and so is not read: what its way through the gateway
costs is not what reading costs. They take turns, so that the machine's mood does not decide. Every photograph that is read
is another one.
"""

import asyncio
import io
import itertools
import json
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

import requests
import skimage.data
from PIL import Image, ImageDraw, ImageFont

from bench.load import Job, measure
from bench.origin import running
from bench.speed import PARTS, SOCIAL
from demo.gateway import ROOT, Gateway
from demo.policies import changed, unhindered
from gatepost.enrolment.compiling import cache_folder
from gatepost.folder import read_folder
from gatepost.model import Part, Role
from gatepost.pipeline import load_definitions
from gatepost.readers.broods import Brood
from gatepost.readers.orders import reading_of

RESULTS = ROOT / "bench/results/readers.json"
PICTURES, OK = 16, 200
UPLOADS = "bsky.social"
GOAL = "p99 of small posts at most 5 ms more while pictures are read; a reader at most 400 MB"
_KNOWN = b"known"
_AT_ONCE = 4  # who send the known photograph, each at a quarter of the pace
_WIDTH, _HEIGHT = 4000, 3000
_NUMBERS = itertools.count()


class Waited(NamedTuple):
    """Medians over the rounds, in milliseconds, how many pictures were read meanwhile, and posts without a 200."""

    p50_ms: float
    p99_ms: float
    pictures: int
    errors: int


class Weighed(NamedTuple):
    """`started_ms` is from asking for a reader to its being ready; memory in MiB, `peak` while a photograph was read."""

    started_ms: float
    resting_mib: float
    own_mib: float
    peak_mib: float


def run(*, quick: bool) -> None:
    rounds, seconds = (1, 2.0) if quick else (5, 8.0)
    alone, passing, beside = waits(rounds, seconds)
    weighed = asyncio.run(weigh())
    print(f"small posts at 50 a second, {rounds} rounds of {seconds:g} s each, in turns; medians")
    for what, one in (
        ("alone", alone),
        (f"beside {passing.pictures} known pictures", passing),
        (f"beside {beside.pictures} pictures read", beside),
    ):
        print(f"  {what:<26} p50 {one.p50_ms:7.2f} ms   p99 {one.p99_ms:7.2f} ms   errors {one.errors}")
    print(
        f"a reader is there in {weighed.started_ms:.1f} ms; resident {weighed.resting_mib:.0f} MiB, of these its own"
        f" {weighed.own_mib:.0f}; at most {weighed.peak_mib:.0f} MiB over a photograph of 12 megapixels"
    )
    print(f"  goal: {GOAL}")
    document = {
        "alone": alone._asdict(),
        "passing": passing._asdict(),
        "beside": beside._asdict(),
        "reader": weighed._asdict(),
    }
    RESULTS.write_text(json.dumps(document, indent=2) + "\n")
    print(f"written: {RESULTS.relative_to(ROOT)}")


def photograph() -> bytes:
    """A photograph as a phone would send it, with a line of text, and unlike any before."""
    picture = Image.fromarray(skimage.data.astronaut()).resize((_WIDTH, _HEIGHT))
    font = ImageFont.load_default(72)
    ImageDraw.Draw(picture).text((200, 200), f"Lovely fog over the canal {next(_NUMBERS)}", "white", font)
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=85)
    return written.getvalue()


def waits(rounds: int, seconds: float) -> tuple[Waited, Waited, Waited]:
    """What small posts wait by themselves, beside pictures that only pass, and beside pictures that are read."""
    names = (SOCIAL, UPLOADS)
    with tempfile.TemporaryDirectory(prefix="gatepost-bench-") as folder:
        place = Path(folder)
        policy = changed(ROOT / "policy", place / "policy", {"agency.yaml": unhindered})
        with running(place / "origin", names) as origin:
            gateway = Gateway.start(place / "gateway", origin=origin.address, origin_ca=origin.ca, policy=policy)
            try:
                return _in_turns(gateway, rounds, seconds)
            finally:
                gateway.kill()


def _in_turns(gateway: Gateway, rounds: int, seconds: float) -> tuple[Waited, Waited, Waited]:
    send, send_known = partial(_send, gateway), partial(_send, gateway, _KNOWN)
    _wait_until_read(send)
    (post,) = [part.job for part in PARTS if part.name == "posts"]
    job = replace(post, proxy=gateway.proxy, ca=str(gateway.ca), rate=50, seconds=seconds)
    alone, passing, beside = [], [], []
    for _ in range(rounds):
        alone.append(_waited(job, lambda: 0))
        with _sent_all_the_time(send, PICTURES) as count:
            beside.append(_waited(job, count))
        with _sent_all_the_time(send_known, _AT_ONCE, every=_AT_ONCE * seconds / max(1, beside[-1].pictures)) as count:
            passing.append(_waited(job, count))
    return _median(alone), _median(passing), _median(beside)


def _waited(job: Job, count: Callable[[], int]) -> Waited:
    measured = measure(job)
    return Waited(measured.p50_ms, measured.p99_ms, count(), sum(measured.errors.values()))


def _median(rounds: list[Waited]) -> Waited:
    p50, p99, pictures, _ = (median(column) for column in zip(*rounds, strict=True))
    return Waited(p50, p99, int(pictures), sum(one.errors for one in rounds))


@contextmanager
def _sent_all_the_time(send: Callable[[], int], people: int, every: float = 0) -> Iterator[Callable[[], int]]:
    """People who each send one picture after the other, at most one `every` so many seconds."""
    stop, through = threading.Event(), itertools.count()

    def go_on(number: int) -> None:
        stop.wait(every * number / people)
        while not stop.is_set():
            begun = time.monotonic()
            if send() == OK:
                next(through)
            stop.wait(max(0, begun + every - time.monotonic()))

    senders = [threading.Thread(target=go_on, args=(number,)) for number in range(people)]
    for sender in senders:
        sender.start()
    try:
        yield lambda: next(through)
    finally:
        stop.set()
        for sender in senders:
            sender.join()


_READY: list[bytes] = []


def _wait_until_read(send: Callable[[], int]) -> None:
    """A gateway that has just started has no reader yet."""
    until = time.monotonic() + 120
    while send() != OK:
        if time.monotonic() > until:
            raise RuntimeError("no picture gets through")


def _send(gateway: Gateway, behind: bytes = b"") -> int:
    """Another picture each time; its bytes differ behind its end, so that drawing it costs the machine nothing meanwhile."""
    if not _READY:
        _READY.append(photograph())
    answer = requests.post(
        f"https://{UPLOADS}/xrpc/com.atproto.repo.uploadBlob",
        data=_READY[0] + (behind or b"%d" % next(_NUMBERS)),
        headers={"content-type": "image/jpeg"},
        proxies={"https": gateway.url},
        verify=str(gateway.ca),
        timeout=120,
    )
    return answer.status_code


async def weigh() -> Weighed:
    """A reader by itself: its start, and its memory before and after a photograph."""
    files = read_folder(ROOT / "policy")
    policy = load_definitions(files).policy
    brood = Brood(reading_of(files, policy, cache=cache_folder(), enrolled=ROOT / "var/enrolled"))
    try:
        await brood.ready()
        await asyncio.sleep(8)  # she prepares what no reader asked for yet
        starts = []
        for _ in range(10):
            before = time.perf_counter()
            child = await brood.mother.child()
            starts.append((time.perf_counter() - before) * 1000)
            child.end()
        await asyncio.sleep(0.5)  # until they are gone
        async with brood.seat() as seat:
            (pid,) = brood.mother.children()
            resting, own = _mib(pid, "Rss"), _mib(pid, "Private_Dirty")
            part = Part(name="media[0]", role=Role.ATTACHMENT, data=photograph())
            await seat.look_into(part, policy.labels)
            return Weighed(median(starts), resting, own, _peak_mib(pid))
    finally:
        brood.end()


def _mib(pid: int, kind: str) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{kind}:")) / 1024


def _peak_mib(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
