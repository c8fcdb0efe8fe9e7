"""Uploads on the wire: pieces go on as they come, and nothing that is finished or posted goes on unjudged."""

import base64
import json
from collections.abc import AsyncIterator, Callable
from itertools import count, permutations
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from gatepost.identity.principal import Evidence, resolve
from gatepost.model import Piece
from gatepost.proxy import addon
from gatepost.proxy.spill import Spill, write_at
from gatepost.state import UploadId, WaitingPiece
from gatepost.yaml_source import parse
from tests.platforms.fixture import request_of
from tests.proxy.gateways import CLEAN, MARKED, loaded, records, with_limits
from tests.proxy.wire import Origin, Received, Wire, gateway_between, request

API = "http://api.x.com/2"
TUBE = "http://www.googleapis.com/upload/youtube/v3/videos?uploadType=resumable&upload_id="
FIXTURES = Path(__file__).parents[1] / "platforms"
LINK = "http://api.linkedin.com/rest"
FOG = " fog over the canal" * 40


def answer(received: Received) -> bytes:
    """What the stand-ins say: the id of an upload in one request, or the addresses that a film is to be sent to."""
    told = next((tell(received) for call, tell in ANSWERS.items() if call in received.head), {})
    body = json.dumps(told).encode()
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def addresses(received: Received) -> dict[str, object]:
    """Of three pieces, which nothing but the order of the answer connects with the film, as LinkedIn gives them."""
    asked = json.loads(received.body)["initializeUploadRequest"]
    media, size, first = asked["made_up_id"], asked["fileSizeBytes"], range(0, asked["fileSizeBytes"], 1000)
    each = [
        {"uploadUrl": address(media, start), "firstByte": start, "lastByte": min(start + 1000, size) - 1}
        for start in first
    ]
    return {"value": {"video": f"urn:li:video:{media}", "uploadToken": "", "uploadInstructions": each[::-1]}}


def address(media: str, start: int) -> str:
    return f"https://www.linkedin.com/dms-uploads/sp/made%2Dup/{media}?part={start}&m=AQJ%2Fmade-up"


ANSWERS: dict[bytes, Callable[[Received], dict[str, object]]] = {
    b" /2/media/upload ": lambda _: {"media_id_string": "88"},
    b"/rest/videos?action=initializeUpload": addresses,
    b"/rest/images?action=initializeUpload": lambda received: {
        "value": {"image": "urn:li:image:99", "uploadUrl": address("image", 0)}
    },
}


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("uploads") / "var"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def gateway(var: Path) -> AsyncIterator[Wire]:
    """One for all tests: its readers take seconds to load."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("gatepost.proxy.gateway.load", loaded)
        async with gateway_between(var, origin=Origin(answer=answer)) as wire:
            await wire.addon.gateway.readers.ready()
            yield wire


@pytest.fixture
def wire(gateway: Wire) -> Wire:
    gateway.origin.received.clear()
    return gateway


@pytest.fixture
def media() -> str:
    """An id that no other test has."""
    return str(next(_IDS))


_IDS = count(1000)


def marked(media: str) -> bytes:
    """A text that no other test sends: a repeat is recorded with the first."""
    return f"{MARKED} {media}.{FOG}".encode()


def clean(media: str) -> bytes:
    return f"{CLEAN} {media}.{FOG}".encode()


def spread_out(text: str) -> bytes:
    """Something to find across two cuts at every thousand bytes, in about 2.5 KB."""
    return ("fog " * 240 + text.replace(" ", " " * 4)).ljust(2500).encode()


def cut(data: bytes, pieces: int = 3) -> list[bytes]:
    size = len(data) // pieces + 1
    return [data[start : start + size] for start in range(0, len(data), size)]


async def sent(wire: Wire, body: dict[str, object], target: str, *, method: str = "POST") -> int:
    host = target.partition("://")[2].partition("/")[0]
    head, _ = await wire.send(request(json.dumps(body).encode(), method=method, target=target, host=host))
    return int(head.split()[1])


async def append(wire: Wire, media: str, number: int, data: bytes) -> int:
    body: dict[str, object] = {"media": base64.b64encode(data).decode(), "segment_index": number}
    return await sent(wire, body, f"{API}/media/upload/{media}/append")


async def finalize(wire: Wire, media: str) -> int:
    return await sent(wire, {}, f"{API}/media/upload/{media}/finalize")


async def post(wire: Wire, media: str, text: str = CLEAN) -> int:
    return await sent(wire, {"text": text, "media": {"media_ids": [media]}}, f"{API}/tweets")


async def put(wire: Wire, upload: str, data: bytes, start: int, total: int) -> int:
    ranged = f"Content-Range: bytes {start}-{start + len(data) - 1}/{total}"
    target, host = TUBE + upload, "www.googleapis.com"
    head, _ = await wire.send(request(data, ranged, method="PUT", target=target, host=host))
    return int(head.split()[1])


async def waiting(wire: Wire) -> int:
    return sum((await wire.addon.gateway.pieces.waiting_bytes()).values())


def decisions(wire: Wire) -> list[dict[str, Any]]:
    return records(wire.addon.gateway, "decision")


def arrived(wire: Wire, what: bytes) -> int:
    return sum(what in one.head for one in wire.origin.received)


@pytest.mark.parametrize("order", permutations(range(3)))
async def test_a_marked_file_in_pieces_is_never_finished_nor_posted(wire: Wire, media: str, order: tuple[int, ...]):
    pieces = cut(marked(media))
    assert [await append(wire, media, number, pieces[number]) for number in order] == [200] * 3
    assert await append(wire, media, order[0], pieces[order[0]]) == 200
    assert [await finalize(wire, media), await finalize(wire, media)] == [403, 403]
    assert await post(wire, media) == 403
    assert (arrived(wire, b"/append"), arrived(wire, b"/finalize"), arrived(wire, b"/tweets")) == (4, 0, 0)
    refused = [one for one in decisions(wire) if one["outcome"] == "refused"]
    assert {finding["label"] for one in refused for finding in one["findings"]} >= {"classification"}
    assert {file["bytes"] for one in refused for file in one["media"]} == {len(marked(media))}


async def test_a_clean_file_in_pieces_arrives_as_it_was_sent_and_nothing_waits_on(wire: Wire, media: str):
    for number, piece in enumerate(cut(clean(media))):
        assert await append(wire, media, number, piece) == 200
    held = await waiting(wire)
    assert [await finalize(wire, media), await post(wire, media)] == [200, 200]
    assert await waiting(wire) == held - len(clean(media))
    bodies = [json.loads(one.body) for one in wire.origin.received if b"/append" in one.head]
    assert b"".join(base64.b64decode(body["media"]) for body in bodies) == clean(media)


@pytest.mark.parametrize("numbers", [[1, 2], [0, 2]])
async def test_a_file_with_a_gap_is_not_finished(wire: Wire, media: str, numbers: list[int]):
    pieces = cut(clean(media))
    for number in numbers:
        assert await append(wire, media, number, pieces[number]) == 200
    assert await finalize(wire, media) == 403
    await append(wire, media, 3 - sum(numbers), pieces[3 - sum(numbers)])
    assert [await finalize(wire, media), await post(wire, media)] == [200, 200], (
        "the platform asked for the piece again"
    )


async def test_a_piece_with_two_contents_is_not_finished(wire: Wire, media: str):
    """A platform may take the first or the last of them."""
    for number, piece in enumerate(cut(clean(media))):
        assert await append(wire, media, number, piece) == 200
    assert await append(wire, media, 1, cut(marked(media))[1]) == 200
    assert await finalize(wire, media) == 403


async def test_a_post_closes_what_nothing_else_closed(wire: Wire, media: str):
    for number, piece in enumerate(cut(marked(media))):
        assert await append(wire, media, number, piece) == 200
    assert await post(wire, media) == 403
    assert await post(wire, f"{media}-other") == 200, "what never came by here is nothing of ours"


async def test_the_last_of_ranged_pieces_waits_for_the_judgement(wire: Wire, media: str):
    first, second, third = cut(marked(media))
    total = len(marked(media))
    assert await put(wire, media, first, 0, total) == 200
    assert await put(wire, media, second, len(first), total) == 200
    assert await put(wire, media, third, total - len(third), total) == 403
    assert await put(wire, f"{media}-2", clean(media), 0, len(clean(media))) == 200
    assert await put(wire, f"{media}-3", marked(media), 0, total) == 403
    assert [len(one.body) for one in wire.origin.received] == [len(first), len(second), len(clean(media))]


class Film:
    """A film on its way to LinkedIn."""

    def __init__(self, wire: Wire, media: str) -> None:
        self.wire, self.media = wire, media

    async def begin(self, size: int) -> None:
        asked = {"owner": "urn:li:person:made-up", "fileSizeBytes": size, "made_up_id": self.media}
        assert (
            await sent(self.wire, {"initializeUploadRequest": asked}, f"{LINK}/videos?action=initializeUpload") == 200
        )

    async def send(self, data: bytes, start: int) -> int:
        target = address(self.media, start).replace("https", "http").replace("made%2Dup", "made-up")
        head, _ = await self.wire.send(request(data, method="PUT", target=target, host="www.linkedin.com"))
        return int(head.split()[1])

    async def finish(self) -> int:
        done = {"video": f"urn:li:video:{self.media}", "uploadToken": "", "uploadedPartIds": ["a", "b"]}
        return await sent(self.wire, {"finalizeUploadRequest": done}, f"{LINK}/videos?action=finalizeUpload")

    async def post(self) -> int:
        body: dict[str, object] = {"commentary": CLEAN, "content": {"media": {"id": f"urn:li:video:{self.media}"}}}
        return await sent(self.wire, body, f"{LINK}/posts")


@pytest.mark.parametrize("order", permutations(range(0, 2001, 1000)))
async def test_pieces_that_only_their_addresses_connect_are_one_file(wire: Wire, media: str, order: tuple[int, ...]):
    data, film = spread_out(f"{MARKED} {media}."), Film(wire, media)
    await film.begin(len(data))
    assert [await film.send(data[start : start + 1000], start) for start in (*order, order[0])] == [200] * 4
    assert [await film.finish(), await film.post()] == [403, 403]
    refused = [one for one in decisions(wire) if one["outcome"] == "refused"]
    assert {finding["label"] for finding in refused[-2]["findings"]} == {"classification"}
    assert (arrived(wire, b"/dms-uploads/"), arrived(wire, b"finalizeUpload"), arrived(wire, b"/posts")) == (4, 0, 0)


async def test_a_clean_film_in_pieces_is_finished_and_one_with_a_gap_is_not(wire: Wire, media: str):
    data, film = spread_out(f"{CLEAN} {media}."), Film(wire, media)
    await film.begin(len(data))
    assert [await film.send(data[start : start + 1000], start) for start in (2000, 0)] == [200, 200]
    assert await film.finish() == 403
    assert await film.send(data[1000:2000], 1000) == 200
    assert [await film.finish(), await film.post()] == [200, 200]


async def test_a_film_that_is_posted_before_it_is_sent_is_judged_when_it_is_finished(wire: Wire, media: str):
    data, film = spread_out(f"{MARKED} {media}."), Film(wire, media)
    await film.begin(len(data))
    assert await film.post() == 200, "it shows nothing yet"
    assert [await film.send(data[start : start + 1000], start) for start in (0, 1000, 2000)] == [200] * 3
    assert await film.finish() == 403


async def test_a_picture_is_known_by_the_address_that_it_was_sent_to(wire: Wire):
    """Mild words are nothing by themselves, and something beside the agency's name."""
    text = "Statistics Canada says it rains. Opinions are my own."
    picture: dict[str, object] = {"commentary": text, "content": {"media": {"id": "urn:li:image:99"}}}
    assert await sent(wire, {"initializeUploadRequest": {}}, f"{LINK}/images?action=initializeUpload") == 200
    assert await Film(wire, "image").send(b"Damn, this hell of a fog", 0) == 200
    assert await sent(wire, picture, f"{LINK}/posts") == 403


async def test_what_was_found_in_an_upload_is_found_in_its_post(wire: Wire, media: str):
    """Mild words are nothing by themselves, and something beside the agency's name."""
    text = "Statistics Canada says it rains. Opinions are my own."
    picture = base64.b64encode(b"Damn, this hell of a fog").decode()
    assert await post(wire, media, text) == 200
    assert await sent(wire, {"media": picture, "media_category": "tweet_image"}, f"{API}/media/upload") == 200
    assert await post(wire, "88", text) == 403
    assert await post(wire, "88") == 200
    found = decisions(wire)[-2]["findings"]
    assert {finding["where"]["part"] for finding in found if finding["label"] == "profanity"} == {"media[0]"}


# The request of an upload, of a post that refers to it, and what the answer to the first says; without that, its client
# chose the id. (X and LinkedIn are tried above.)
REFERRED = [
    ("mastodon/upload", "mastodon/status", '{"id": "@", "type": "image"}'),
    ("bluesky/upload", "bluesky/post", '{"blob": {"$type": "blob", "ref": {"$link": "@"}}}'),
    ("bluesky/upload-video", "bluesky/post", '{"jobStatus": {"blob": {"ref": {"$link": "@"}}}}'),
    ("facebook/photo-upload", "facebook/story", 'for (;;);{"payload": {"photoID": "@"}}'),
    ("facebook/graph-upload", "facebook/graph-post", '{"id": "@"}'),
    ("youtube/upload-bytes.community-picture", "youtube/community-post", '{"encryptedBlobId": "@"}'),
    ("youtube/upload-bytes", "youtube/video", '{"scottyResourceId": "@"}'),
    ("instagram/upload", "instagram/post", ""),
    ("instagram/upload.app", "instagram/post.app", ""),
    ("threads/upload", "threads/media-post", ""),
    ("reddit/upload", "reddit/submit.image", ""),
    ("x/upload.base64", "x/create-tweet", '{"media_id_string": "@"}'),
]
MILD, AGENCY = b"Damn this hell!\n", "Statistics Canada says it rains. Opinions are my own."


@pytest.mark.parametrize(("upload", "post", "answered"), REFERRED, ids=[upload for upload, _, _ in REFERRED])
async def test_an_upload_is_found_in_its_post_on_every_platform(wire: Wire, upload: str, post: str, answered: str):
    """Mild words are nothing by themselves, and something beside the agency's name."""
    first, then = fixture(upload), fixture(post)
    told = answered.replace("@", then["post"]["media"][0]).encode()
    wire.origin.answer = lambda _: b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(told), told)
    with_words = changed(first["request"], {one: base64.b64encode(MILD).decode() for one in PICTURES})
    await as_recorded(wire, with_words)
    said = then["post"]["parts"].get("title") or then["post"]["parts"]["text"]
    await as_recorded(wire, changed(then["request"], {said: AGENCY}))
    wire.origin.answer = answer
    assert len(wire.origin.received) == 1, "the upload goes on, and the post does not, whatever its client is answered"
    refused = [one for one in decisions(wire) if one["outcome"] == "refused"][-1]
    assert (refused["platform"], refused["endpoint"]) == tuple(post.partition(".")[0].split("/"))
    parts = {finding["where"]["part"] for finding in refused["findings"] if finding["label"] == "profanity"}
    assert parts == {"media[0]"}


PICTURES = ("iVBORw0KGgoAAAAAAAAAAA==", "AAAAGGZ0eXBpc29tAAAAAGlzb21pc28y", "/9j/4G1hZGUtdXA=")


def fixture(name: str) -> dict[str, Any]:
    data = parse((FIXTURES / f"{name}.yaml").read_text(encoding="utf-8"), file=name).data
    assert isinstance(data, dict)
    return data


def changed(given: Any, words: dict[str, str]) -> Any:
    """What is written in a fixture, with other words in it."""
    if isinstance(given, dict):
        return {key: changed(value, words) for key, value in given.items()}
    if isinstance(given, list):
        return [changed(value, words) for value in given]
    for old, new in words.items() if isinstance(given, str) else ():
        given = given.replace(old, new)
    return given


async def as_recorded(wire: Wire, recorded: dict[str, Any]) -> None:
    """Send what a fixture has, but not over TLS."""
    sent = request_of(recorded)
    url = sent["url"].replace("https:", "http:")
    kind = ("", *(value for name, value in sent["headers"] if name == "content-type"))[-1]
    others = [f"{name}: {value}" for name, value in sent["headers"] if name not in {"content-type", "user-agent"}]
    whole = request(sent["body"], *others, method=sent["method"], target=url, host=url.split("/")[2])
    as_sent = whole.replace(b"Content-Type: application/json\r\n", f"Content-Type: {kind}\r\n".encode())
    await wire.send(as_sent)


async def test_pieces_that_came_to_another_worker_are_found(wire: Wire, media: str, var: Path):
    pieces = cut(marked(media))
    assert [await append(wire, media, number, pieces[number]) for number in (0, 2)] == [200, 200]
    people = wire.addon.gateway.loaded.people
    person = resolve(people.config, people.directory, Evidence(peer="127.0.0.1"))
    upload, other = UploadId(platform="x", principal=person.id, media=media), Spill(var)
    held = other.place(upload, len(pieces[1]))
    assert held
    write_at(held, pieces[1])
    piece = WaitingPiece(piece=Piece(number=1), size=len(pieces[1]), held=held)
    await wire.addon.gateway.pieces.keep(upload, piece)
    assert await finalize(wire, media) == 403
    findings = {finding["label"] for finding in decisions(wire)[-1]["findings"]}
    assert findings == {"classification"}
    other.close()


async def test_pieces_that_have_no_room_are_not_seen(wire: Wire, media: str):
    limits, before = wire.addon.gateway.policy.limits, await waiting(wire)
    with_limits(wire.addon.gateway, spill=before + len(clean(media)) - 1)
    for number, piece in enumerate(cut(clean(media))):
        assert await append(wire, media, number, piece) == 200
    assert await finalize(wire, media) == 403
    with_limits(wire.addon.gateway, **limits.model_dump())
    reasons = {finding.get("value") for finding in decisions(wire)[-1]["findings"]}
    assert "too-large" in reasons


async def test_one_person_does_not_take_the_room_of_all(wire: Wire, media: str):
    limits, held = wire.addon.gateway.policy.limits, await waiting(wire)
    with_limits(wire.addon.gateway, spill=4 * (held + 2000), video=2000)
    answers = []
    for number in range(3):
        await append(wire, f"{media}-{number}", 0, clean(media))
        answers.append(await finalize(wire, f"{media}-{number}"))
        await append(wire, f"{media}-{number}", 0, clean(media))
    with_limits(wire.addon.gateway, **limits.model_dump())
    assert answers == [200, 200, 403]


async def test_a_fault_loses_no_piece(wire: Wire, media: str, monkeypatch: pytest.MonkeyPatch):
    for number, piece in enumerate(cut(marked(media))):
        assert await append(wire, media, number, piece) == 200
    with monkeypatch.context() as broken:
        broken.setattr(addon, "weigh", None)
        assert await finalize(wire, media) == 403
    assert records(wire.addon.gateway, "fault")[-1]["stage"] == "request"
    assert await finalize(wire, media) == 403
    assert arrived(wire, b"/finalize") == 0


async def test_a_piece_is_recorded_without_its_bytes_and_does_not_count(wire: Wire, media: str):
    assert await append(wire, media, 0, clean(media)) == 200
    event = decisions(wire)[-1]
    assert (event["activity"], event["media"], event["bytes"]) == ("upload", [], 0)
