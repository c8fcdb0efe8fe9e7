"""Recorded traffic -> fixtures: `python -m tests.platforms.record RECORDING FOLDER`.

RECORDING is a HAR file (browsers export it) or mitmproxy's own; FOLDER is `tests/platforms/<platform>`. Each recorded
request that the platform's definition knows becomes a fixture with the post it is now. Cookies, tokens and numbers of
accounts are replaced; people's words are not, since it cannot know them: read the files before they are committed.
"""

import base64
import hashlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from gatepost.model import Post
from gatepost.platforms import PlatformSpec, read
from gatepost.testing import a_request
from tests.platforms.definitions import load_shipped
from tests.platforms.fixture import request_of
from tests.platforms.test_golden import expected, seen

# Headers that a definition may look at; all others are left out of fixtures.
KEPT = ("content-type", "cookie", "authorization", "x-fb-friendly-name", "x-goog-pageid", "x-li-actor", "x-entity-name")
SECRET_NAMES = re.compile(
    r"auth|token|session|sid\b|csrf|secret|signature|password|fb_dtsg|lsd|jazoest|bearer|captcha|uuid|device",
    re.IGNORECASE,
)
LONG_NUMBER = re.compile(r"(?<![0-9])[1-9][0-9]{8,19}(?![0-9])")
JWT = re.compile(r"ey[\w-]{8,}\.[\w-]+\.[\w-]*")


def main(recording: str, folder: str) -> int:
    platform = Path(folder).name
    platforms = load_shipped()
    spec = platforms.specs[platform]
    written = 0
    for method, url, headers, body in recorded(Path(recording)):
        if platforms.platform_of(url.partition("://")[2].partition("/")[0]) != spec:
            continue
        request = {"method": method, "url": scrubbed(url), "headers": kept(headers), **fields_of(body, headers)}
        post = read(a_request(**request_of(request)), platforms)
        if post is not None:
            written += write(Path(folder), spec, request, post)
    print(f"{written} fixtures in {folder}: read them before you commit them", file=sys.stderr)  # noqa: T201 - a program
    return 0 if written else 1


def recorded(path: Path) -> Iterator[tuple[str, str, dict[str, str], bytes]]:
    """The requests of a recording that may write."""
    requests = from_har(path) if path.suffix == ".har" else from_flows(path)
    return (one for one in requests if one[0] not in {"GET", "HEAD", "OPTIONS"})


def from_har(path: Path) -> Iterator[tuple[str, str, dict[str, str], bytes]]:
    for entry in json.loads(path.read_text(encoding="utf-8"))["log"]["entries"]:
        request = entry["request"]
        headers = {header["name"].lower(): header["value"] for header in request["headers"]}
        body = (request.get("postData") or {}).get("text") or ""
        yield request["method"], request["url"], headers, body.encode()


def from_flows(path: Path) -> Iterator[tuple[str, str, dict[str, str], bytes]]:
    from mitmproxy.io import FlowReader  # noqa: PLC0415, TID251 - a tool for traffic that mitmproxy recorded

    with path.open("rb") as file:
        for flow in FlowReader(file).stream():
            request = getattr(flow, "request", None)
            if request is not None:
                headers = {name.lower(): value for name, value in request.headers.items()}
                yield request.method, request.pretty_url, headers, request.get_content(strict=False) or b""


def kept(headers: dict[str, str]) -> dict[str, str]:
    """The headers that definitions look at, with what they hold replaced."""
    return {name: _scrubbed_header(name, headers[name]) for name in KEPT if name in headers}


def _scrubbed_header(name: str, value: str) -> str:
    if name == "cookie":
        cookies = (item.strip().partition("=") for item in value.split(";"))
        return "; ".join(f"{key}={_scrubbed_value(key, text)}" for key, _, text in cookies)
    if name == "authorization":
        return f"{value.split(' ', maxsplit=1)[0]} made-up" if " " in value else "made-up"
    return scrubbed(value)


def _scrubbed_value(name: str, text: str) -> str:
    return "made-up" if SECRET_NAMES.search(name) else scrubbed(text)


def scrubbed(text: str) -> str:
    """A text with tokens gone, and each long number always replaced by the same made-up one."""
    return LONG_NUMBER.sub(_made_up_number, JWT.sub("made-up", text))


def _made_up_number(match: re.Match[str]) -> str:
    number = match[0]
    digest = int.from_bytes(hashlib.blake2b(number.encode(), digest_size=4).digest()) % 100_000
    return "9" + f"{digest:05}".rjust(len(number) - 1, "0")


def fields_of(body: bytes, headers: dict[str, str]) -> dict[str, Any]:
    """The body as a fixture writes it: JSON and text can be read and scrubbed, other bytes cannot."""
    if not body:
        return {}
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(body[:4096]).decode()}
    try:
        return (
            {"json": _scrubbed_tree(json.loads(text))}
            if "json" in headers.get("content-type", "")
            else {"body": scrubbed(text)}
        )
    except ValueError:
        return {"body": scrubbed(text)}


def _scrubbed_tree(node: Any, name: str = "") -> Any:
    if isinstance(node, dict):
        return {key: _scrubbed_tree(value, key) for key, value in node.items()}
    if isinstance(node, list):
        return [_scrubbed_tree(value, name) for value in node]
    return _scrubbed_value(name, node) if isinstance(node, str) else node


def write(folder: Path, spec: PlatformSpec, request: dict[str, Any], post: Post) -> bool:
    """One fixture, under the first name that is free; not one that is there already."""
    described = seen(post)
    defaults = expected(folder / f"{post.endpoint}.yaml", {"activity": described["activity"]})
    changed = {key: value for key, value in described.items() if value != defaults[key]}
    data = {"request": request, "post": {"activity": described["activity"], **changed}}
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120)
    for number in range(1, 100):
        path = folder / (f"{post.endpoint}.yaml" if number == 1 else f"{post.endpoint}.recorded-{number}.yaml")
        if not path.exists():
            path.write_text(text, encoding="utf-8")
            return True
        if path.read_text(encoding="utf-8") == text:
            return False
    return False


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]) if len(sys.argv) == 3 else __doc__)
