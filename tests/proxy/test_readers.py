"""Files on their way through the gate: looked into by readers, while small posts go by."""

import asyncio
import io
import os
import time
import zipfile

from tests.proxy.gateways import CLEAN, MARKED, records, shared_readers, tweet
from tests.proxy.wire import Wire, request


def upload(content: bytes) -> bytes:
    """A picture or document as a client of Bluesky sends it, whatever it is."""
    target = "http://bsky.social/xrpc/com.atproto.repo.uploadBlob"
    return request(content, "Content-Type: image/jpeg", target=target, host="bsky.social")


def zipped(text: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("notes.txt", text)
    return made.getvalue()


async def test_what_is_inside_a_file_decides_whether_it_goes_on(wire: Wire):
    await shared_readers().ready()
    head, _ = await wire.send(upload(zipped(CLEAN)))
    assert b" 200 " in head
    head, _ = await wire.send(upload(zipped(MARKED)))
    assert b" 200 " not in head
    assert len(wire.origin.received) == 1
    (event,) = [one for one in records(wire.addon.gateway, "decision") if one["action"] == "block"]
    (finding,) = [finding for finding in event["findings"] if finding["label"] == "classification"]
    assert finding["where"]["part"].endswith("/1")
    assert "PROTECTED" not in str(event)


async def test_small_posts_go_by_while_a_file_is_read(wire: Wire):
    await shared_readers().ready()
    long = asyncio.create_task(wire.send(upload(f"{os.urandom(8).hex()} {CLEAN}. ".encode() * 20_000)))
    await asyncio.sleep(0.1)
    for _ in range(5):
        assert b" 200 " in (await wire.send(request(tweet(CLEAN))))[0]
    assert not long.done()
    await long


async def test_a_file_that_was_read_is_known(wire: Wire):
    await shared_readers().ready()
    content = upload(f"{os.urandom(8).hex()} {CLEAN}. ".encode() * 5_000)
    times = []
    for _ in range(2):
        started = time.perf_counter()
        await wire.send(content)
        times.append(time.perf_counter() - started)
    assert times[1] < times[0] / 2
