"""Golden: every endpoint of every definition has a recorded request and the Post it must become.

A fixture is `tests/platforms/<platform>/<entry>[.<case>].yaml`; docs/platforms.md describes it. What a fixture does
not say of the post must be as if nothing had been said: a part too many is a failure.
"""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from gatepost.model import Audience, Piece, Post, Role
from gatepost.platforms import Platforms, read, read_frame
from gatepost.testing import a_request
from gatepost.yaml_source import parse
from tests.platforms.definitions import load_shipped
from tests.platforms.fixture import request_of

FIXTURES = Path(__file__).parent


def fixtures() -> list[Path]:
    return sorted(FIXTURES.glob("*/*.yaml"))


def load(path: Path) -> dict[str, Any]:
    data = parse(path.read_text(encoding="utf-8"), file=str(path)).data
    assert isinstance(data, dict), f"{path}: write `request:` and `post:`"
    assert set(data) <= {"request", "frame", "post"}, f"{path}: only `request`, `frame` and `post`"
    assert {"request", "post"} <= set(data), f"{path}: `request` and `post`"
    return data


@pytest.fixture(scope="module")
def platforms() -> Platforms:
    return load_shipped()


@pytest.mark.parametrize("path", fixtures(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_recorded_request_becomes_its_post(path: Path, platforms: Platforms) -> None:
    data = load(path)
    request = a_request(**request_of(data["request"]))
    post = read(request, platforms) if "frame" not in data else read_frame(request, _frame(data["frame"]), platforms)
    if data["post"] is None:
        assert post is None, f"expected nothing, got {post}"
        return
    assert post is not None, "expected a post, got nothing"
    assert seen(post) == expected(path, data["post"])


def _frame(given: dict[str, Any]) -> bytes:
    body: bytes = request_of({"url": "https://frame.example/", **given})["body"]
    return body


def expected(path: Path, post: dict[str, Any]) -> dict[str, Any]:
    message = post.get("activity") == "message"
    defaults: dict[str, Any] = {
        "platform": path.parent.name,
        "endpoint": path.stem.partition(".")[0],
        "account": None,
        "audience": (Audience.DIRECT if message else Audience.PUBLIC).value,
        "reply_to": "",
        "target": "",
        "parts": {},
        "media": [],
        "piece": None,
        "problem": "",
    }
    unknown = set(post) - {*defaults, "activity"}
    assert not unknown, f"{path}: unknown {unknown}"
    return {**defaults, **post}


def seen(post: Post) -> dict[str, Any]:
    return {
        "platform": post.platform,
        "endpoint": post.endpoint,
        "activity": post.activity.value,
        "account": post.account
        and {key: value for key, value in (("id", post.account.id), ("handle", post.account.handle)) if value},
        "audience": post.audience.value,
        "reply_to": post.reply_to,
        "target": post.target,
        "parts": dict(_parts(post)),
        "media": list(post.media),
        "piece": post.piece and _place(post.piece),
        "problem": post.problem,
    }


def _place(piece: Piece) -> dict[str, object]:
    return {name: value for name, value in asdict(piece).items() if value is not None and value is not False}


def _parts(post: Post) -> Iterator[tuple[str, object]]:
    for part in post.parts:
        if part.role is not Role.ATTACHMENT:
            yield part.name, part.data.decode()
            continue
        described: dict[str, object] = {"type": part.media_type, "bytes": len(part.data)}
        if part.filename:
            described["filename"] = part.filename
        yield part.name, described


def test_every_entry_of_every_definition_has_a_fixture(platforms: Platforms) -> None:
    covered = {(path.parent.name, path.stem.partition(".")[0]) for path in fixtures()}
    entries = {
        (name, entry.name)
        for name, spec in platforms.specs.items()
        for section in (spec.endpoints, spec.ignore, spec.frames, [one for one in spec.transports if one.ignore])
        for entry in section
    }
    entries |= {(name, "other") for name in platforms.specs}
    assert not sorted(entries - covered), "entries without a fixture"
    assert not sorted(covered - entries), "fixtures without an entry"
