"""How much of a body is read: as much as its media type needs, and no upload is taken for a short text."""

import pytest

from gatepost.proxy.limits import is_file, limit_of
from tests.proxy.gateways import CREATE_TWEET, a_flow, loaded

GATE = loaded().gate
LIMITS = GATE.policy.limits
TWEET = f"https://x.com{CREATE_TWEET}"
UPLOAD = "https://upload.x.com/i/media/upload.json?command=APPEND"


def limit(url: str, media_type: str) -> int:
    recognised = GATE.platforms.recognise("POST", url, ())
    assert recognised
    return limit_of(recognised, a_flow(url=url, content_type=media_type).request, LIMITS)


@pytest.mark.parametrize(
    ("url", "media_type", "expected"),
    [
        (TWEET, "application/json", LIMITS.text),
        (TWEET, "TEXT/plain; charset=utf-8", LIMITS.text),
        (TWEET, "application/x-www-form-urlencoded", LIMITS.text),
        (TWEET, "image/png", LIMITS.image),
        (TWEET, "video/mp4", LIMITS.video),
        (TWEET, "Audio/ogg", LIMITS.audio),
        (TWEET, "multipart/form-data; boundary=b", LIMITS.document),
        (TWEET, "", LIMITS.document),
        (UPLOAD, "application/x-www-form-urlencoded", LIMITS.document),
        ("https://x.com/something/new", "video/mp4", LIMITS.other),
        ("https://x.com/something/new", "application/json", LIMITS.other),
    ],
)
def test_the_limit_follows_the_media_type(url: str, media_type: str, expected: int):
    assert limit(url, media_type) == expected


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("image/png", True),
        ("Application/Octet-Stream", True),
        ("application/json", False),
        ("imagery", False),
        ("", False),
    ],
)
def test_a_file_says_that_it_is_one(media_type: str, expected: bool):
    assert is_file(a_flow(content_type=media_type).request) is expected
