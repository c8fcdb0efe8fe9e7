"""Real readers, and what real accidents do to them: the gate gets an answer each time, and nothing is left behind."""

import asyncio
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import pytest_asyncio
from PIL import Image, ImageDraw, ImageFont

from gatepost.enrolment.compiling import cache_folder
from gatepost.folder import read_folder
from gatepost.model import FiledPart, Finding, Part, Role
from gatepost.pipeline import load_definitions
from gatepost.readers import wire
from gatepost.readers.orders import Reading, reading_of
from gatepost.readers.pool import Readers
from gatepost.testing import a_part
from tests.proxy.gateways import MARKED, SHIPPED

pytestmark = pytest.mark.asyncio(loop_scope="module")

LABELS = frozenset({"classification", "profanity"})
SENTENCE = "Lovely fog over the canal this morning, and the bike lane is open again. "


@cache
def reading() -> Reading:
    """By the shipped policy with short lists of words, which load in a third of the time."""
    files = {
        name: shortened(text) if name.startswith("lexicons/") else text for name, text in read_folder(SHIPPED).items()
    }
    shipped = reading_of(files, load_definitions(files).policy, cache=cache_folder(), enrolled=Path("nothing/enrolled"))
    return replace(shipped, wait_seconds=60.0)


def shortened(words: str) -> str:
    lines = [line for line in words.splitlines() if line.strip() and not line.startswith("#")]
    return "\n".join([*lines[:4], *(line for line in lines[4:] if line in {"fuck", "fuck*"})])


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def readers() -> AsyncIterator[Readers]:
    readers = Readers(reading(), 2)
    try:
        await readers.ready()
        yield readers
    finally:
        readers.close()


WORKER = """
import asyncio, sys
from gatepost.readers.orders import Reading
from gatepost.readers.pool import Readers
from gatepost.readers.wire import Orders

async def main():
    readers = Readers(Reading(orders=Orders.model_validate_json(sys.stdin.read()), wait_seconds=60.0), 1)
    await readers.ready()
    print(readers._brood.mother.pid, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


@pytest.fixture(scope="module", autouse=True)
def worker() -> Iterator["subprocess.Popen[str]"]:
    """Another process with a reader. It takes seconds to load, and does so beside the other tests."""
    with subprocess.Popen(
        [sys.executable, "-c", WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        process.stdin.write(reading().orders.model_dump_json())
        process.stdin.close()
        process.stdin = None
        yield process
        process.kill()


def a_file(content: bytes | str = MARKED, name: str = "media[0]") -> Part:
    data = content.encode() if isinstance(content, str) else content
    return Part(name=name, role=Role.ATTACHMENT, media_type="application/octet-stream", data=data)


def a_long_file() -> Part:
    """More than a second of work, with something to find at its beginning."""
    return a_file(f"{MARKED}\n{os.urandom(8).hex()}\n" + SENTENCE * 60_000)


async def found_in(readers: Readers, *parts: Part, who: str = "emp-104") -> dict[str, list[str]]:
    """The names of the findings in each part."""
    found = await readers.look_into(parts, LABELS, who)
    return {part: sorted({finding.name for finding in findings}) for part, findings in found.items()}


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def threads_of(pid: int) -> int:
    return len([*Path(f"/proc/{pid}/task").iterdir()])


def mother_of(readers: Readers) -> int:
    assert readers._brood
    return readers._brood.mother.pid


def alive(pid: int) -> bool:
    """A zombie has no memory any more, and waits for nothing but its parent."""
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


async def eventually(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        await asyncio.sleep(0.01)


@contextmanager
def only_reader_of(readers: Readers) -> Iterator[Callable[[int], None]]:
    """Sends a signal to every reader that there is."""

    def send(number: int) -> None:
        for child in children_of(mother_of(readers)):
            os.kill(child, number)

    yield send


@pytest.fixture(autouse=True)
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The parts of which readers have told a finding so far."""
    parts: list[str] = []
    believed = wire.Told.finding

    def finding(one: wire.Told, ask: wire.Ask) -> Finding:
        parts.append(ask.part)
        return believed(one, ask)

    monkeypatch.setattr(wire.Told, "finding", finding)
    return parts


async def during(reading: asyncio.Task[dict[str, list[str]]], told: list[str], readers: int = 1) -> None:
    """Wait until so many readers are at work: each has told what stands at the beginning of its file."""
    await eventually(lambda: len(told) >= readers)
    assert not reading.done()


async def test_files_and_long_texts_are_looked_into(readers: Readers):
    found = await found_in(readers, a_file(), a_part("What the fuck\n" + SENTENCE * 200), a_file("fog", "media[1]"))
    assert found == {"media[0]": ["classification:protected-b"], "text": ["profanity:strong"], "media[1]": []}


async def test_text_in_a_picture_is_found_where_it_stands(readers: Readers):
    drawn = io.BytesIO()
    picture = Image.new("RGB", (900, 300), "white")
    ImageDraw.Draw(picture).text((60, 90), "PROTECTED B: survey tables", "black", ImageFont.load_default(48))
    picture.save(drawn, "PNG")
    found = (await readers.look_into([a_file(drawn.getvalue())], LABELS, "emp-104"))["media[0]"]
    assert [finding.name for finding in found] == ["classification:protected-b"]
    (finding,) = found
    assert finding.where.box
    left, top, width, height = finding.where.box
    assert (40 < left < 80, 80 < top < 130, 200 < width < 500, 20 < height < 80) == (True, True, True, True)


async def test_the_mother_has_one_thread_for_a_fork_copies_no_other(readers: Readers):
    assert threads_of(mother_of(readers)) == 1


async def test_what_is_not_asked_for_is_not_told(readers: Readers):
    assert (await readers.look_into([a_file()], frozenset({"profanity"}), "emp-104"))["media[0]"] == ()


async def test_excerpts_are_made_by_the_reader(readers: Readers):
    (finding,) = (await readers.look_into([a_file()], LABELS, "emp-104"))["media[0]"]
    assert finding.excerpt
    assert finding.excerpt.startswith("[classification]")


async def test_a_file_that_is_in_no_memory_is_read_where_it_is(readers: Readers, tmp_path: Path):
    with (tmp_path / "spilled").open("w+b", buffering=0) as file:
        file.write((SENTENCE * 1000 + MARKED).encode())
        part = FiledPart(name="media[0]", role=Role.ATTACHMENT, data=b"", file=file)
        assert await found_in(readers, part) == {"media[0]": ["classification:protected-b"]}


async def test_the_same_file_is_read_once(readers: Readers):
    before = time.monotonic()
    first = await found_in(readers, part := a_long_file())
    between = time.monotonic()
    again = await found_in(readers, replace(part, name="media[7]"))
    took = between - before, time.monotonic() - between
    assert "uninspectable:timeout" in first["media[0]"] or again["media[7]"] == first["media[0]"]
    assert "uninspectable:timeout" in first["media[0]"] or took[1] < took[0] / 10


async def test_a_reader_that_crashes_costs_its_part_and_nothing_that_was_found(readers: Readers, told: list[str]):
    reading = asyncio.create_task(found_in(readers, a_long_file(), a_file("fuck this fog", "media[1]")))
    await during(reading, told)
    with only_reader_of(readers) as send:
        send(signal.SIGKILL)
    assert await reading == {
        "media[0]": ["classification:protected-b", "uninspectable:corrupt"],
        "media[1]": ["profanity:strong"],
    }
    assert await found_in(readers, a_file(os.urandom(4).hex())) == {"media[0]": []}


async def test_a_reader_that_hangs_is_ended_in_time(readers: Readers, told: list[str], monkeypatch: pytest.MonkeyPatch):
    """A policy of 20 seconds is shortened to one, on the gate's side alone: the reader keeps no time any more."""
    assert readers._brood
    orders = reading().orders
    short = orders.model_copy(update={"part": replace(orders.part, seconds=1.0)})
    monkeypatch.setattr(readers._brood, "reading", replace(reading(), orders=short))
    being_read = asyncio.create_task(found_in(readers, a_long_file()))
    await during(being_read, told)
    with only_reader_of(readers) as send:
        send(signal.SIGSTOP)
    assert await being_read == {"media[0]": ["classification:protected-b", "uninspectable:timeout"]}
    assert await found_in(readers, a_file(os.urandom(4).hex())) == {"media[0]": []}


async def test_an_idle_reader_that_died_is_noticed_before_it_is_asked(readers: Readers):
    await found_in(readers, a_file(os.urandom(4).hex()))
    idle = children_of(mother_of(readers))
    with only_reader_of(readers) as send:
        send(signal.SIGKILL)
    await eventually(lambda: not any(map(alive, idle)))
    assert await found_in(readers, a_file(f"{MARKED} {os.urandom(4).hex()}")) == {
        "media[0]": ["classification:protected-b"]
    }


async def test_a_reader_that_says_what_none_says_is_not_believed(readers: Readers, monkeypatch: pytest.MonkeyPatch):
    """What it may have found is not known; so the part is not clean."""

    def lying(_self: object, _ask: object) -> Finding:
        raise ValueError("of another part")

    monkeypatch.setattr("gatepost.readers.wire.Told.finding", lying)
    assert await found_in(readers, a_file(f"{MARKED} {os.urandom(4).hex()}")) == {"media[0]": ["uninspectable:corrupt"]}
    monkeypatch.undo()
    assert await found_in(readers, a_file(os.urandom(4).hex())) == {"media[0]": []}


async def test_one_reader_serves_many_posts_and_not_for_ever(readers: Readers, monkeypatch: pytest.MonkeyPatch):
    def present() -> set[int]:
        return {*children_of(mother_of(readers))}

    await found_in(readers, a_file(os.urandom(4).hex()))
    before = present()
    await found_in(readers, a_file(os.urandom(4).hex()))
    assert present() == before
    monkeypatch.setattr("gatepost.readers.broods.MOST_POSTS", 1)
    for _ in before:
        await found_in(readers, a_file(os.urandom(4).hex()))
    await eventually(lambda: not before & present())


async def test_a_hundred_at_once_are_all_answered(readers: Readers):
    files = [a_file(f"{MARKED if number % 2 else SENTENCE} {os.urandom(4).hex()}") for number in range(100)]
    asked = (found_in(readers, file, who=f"emp-{number % 7}") for number, file in enumerate(files))
    found = await asyncio.gather(*asked)
    expected: Sequence[list[str]] = ([], ["classification:protected-b"])
    assert found == [{"media[0]": expected[number % 2]} for number in range(100)]
    assert len(children_of(mother_of(readers))) <= 2


async def test_when_no_reader_is_free_in_time_nothing_is_clean(
    readers: Readers, told: list[str], monkeypatch: pytest.MonkeyPatch
):
    both = [asyncio.create_task(found_in(readers, a_long_file())) for _ in range(2)]
    await during(both[0], told, readers=2)
    monkeypatch.setattr(readers, "_reading", replace(reading(), wait_seconds=0.1))
    assert await found_in(readers, a_file(os.urandom(4).hex())) == {"media[0]": ["uninspectable:timeout"]}
    monkeypatch.undo()
    await asyncio.gather(*both)


async def test_a_changed_policy_is_swapped_in_while_files_are_read(readers: Readers):
    old = mother_of(readers)
    being_read = asyncio.create_task(_read_all_the_time(readers))
    await readers.use(reading())
    being_read.cancel()
    assert mother_of(readers) != old
    await eventually(lambda: not alive(old))
    assert await found_in(readers, a_file()) == {"media[0]": ["classification:protected-b"]}


async def _read_all_the_time(readers: Readers) -> None:
    while True:
        found = await found_in(readers, a_file(f"{MARKED} {os.urandom(4).hex()}"))
        assert found == {"media[0]": ["classification:protected-b"]}
        await asyncio.sleep(0.05)  # the new one needs the processor to load


async def test_a_mother_that_died_has_a_successor(readers: Readers):
    old = mother_of(readers)
    os.kill(old, signal.SIGKILL)
    await eventually(lambda: not alive(old))
    assert await found_in(readers, a_file(f"{MARKED} {os.urandom(4).hex()}")) == {
        "media[0]": ["classification:protected-b"]
    }
    assert mother_of(readers) != old


async def test_nothing_is_left_when_they_are_closed(readers: Readers):
    """The last of this file: it closes what the others shared."""
    await found_in(readers, a_file(os.urandom(4).hex()))
    mother = mother_of(readers)
    processes = [mother, *children_of(mother)]
    assert len(processes) > 1
    readers.close()
    await eventually(lambda: not any(map(alive, processes)))


async def test_nothing_outlives_a_worker_that_is_killed(worker: "subprocess.Popen[str]"):
    assert worker.stdout
    mother = int(await asyncio.to_thread(worker.stdout.readline))
    processes = [mother, *children_of(mother)]
    assert len(processes) == 2
    assert all(map(alive, processes))
    worker.kill()
    await eventually(lambda: not any(map(alive, processes)))
