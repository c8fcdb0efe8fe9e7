"""Recorded traffic becomes fixtures without anybody's secrets."""

import base64
import json
from pathlib import Path

from gatepost.yaml_source import parse
from tests.platforms import record

TOKEN = "eyJhbGciOiJub25lIn0." + base64.urlsafe_b64encode(b'{"sub": "someone"}').decode() + ".signature"


def har(path: Path, **request: object) -> Path:
    entry = {
        "request": {
            "method": "POST",
            "url": "https://x.com/i/api/graphql/AAAA/CreateTweet",
            "headers": [
                {"name": "Cookie", "value": "auth_token=very-secret; twid=u%3D123456789012; lang=en"},
                {"name": "Authorization", "value": f"Bearer {TOKEN}"},
                {"name": "Content-Type", "value": "application/json"},
                {"name": "User-Agent", "value": "somebody's browser"},
            ],
            "postData": {"text": json.dumps({"variables": {"tweet_text": f"hello {TOKEN}", "token": "very-secret"}})},
            **request,
        }
    }
    path.write_text(json.dumps({"log": {"entries": [entry, entry]}}), encoding="utf-8")
    return path


def test_a_recorded_request_becomes_one_fixture_without_secrets(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    assert record.main(str(har(tmp_path / "a.har")), str(folder)) == 0
    (fixture,) = folder.iterdir()
    text = fixture.read_text(encoding="utf-8")
    assert fixture.name == "create-tweet.yaml"
    for secret in ("very-secret", "123456789012", TOKEN, "browser"):
        assert secret not in text
    data = parse(text, file=str(fixture)).data
    assert isinstance(data, dict)
    assert data["post"]["parts"] == {"text": "hello made-up"}
    assert data["post"]["account"]["id"].startswith("9")


def test_reading_and_other_hosts_are_not_recorded(tmp_path: Path) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    assert record.main(str(har(tmp_path / "a.har", method="GET")), str(folder)) == 1
    assert record.main(str(har(tmp_path / "b.har", url="https://news.example/")), str(folder)) == 1
    assert not list(folder.iterdir())


def test_a_number_is_always_replaced_by_the_same_one() -> None:
    assert record.scrubbed("a 1234567890 b") == record.scrubbed("a 1234567890 b") != "a 1234567890 b"
    assert record.scrubbed("in 2026, 1 of 10") == "in 2026, 1 of 10"


def test_bytes_and_broken_json_are_kept_as_they_can_be() -> None:
    assert record.fields_of(b"\xff\xfe", {}) == {"base64": "//4="}
    assert record.fields_of(b"{", {"content-type": "application/json"}) == {"body": "{"}
    assert record.fields_of(b"", {}) == {}
