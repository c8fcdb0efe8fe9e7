"""The `request:` of a fixture as the fields of a Request.

`body` is sent as written; `json`, `form`, `multipart`, `base64` and `protobuf` make the bytes and, unless the headers
say otherwise, the content type.
"""

import base64
import json
from typing import Any
from urllib.parse import quote, urlencode

BOUNDARY = "gatepost-boundary"
MAKERS = ("body", "json", "form", "multipart", "base64", "protobuf")


def request_of(given: dict[str, Any]) -> dict[str, Any]:
    unknown = set(given) - {"method", "url", "headers", *MAKERS}
    assert not unknown, f"unknown in request: {unknown}; write one of {MAKERS}"
    kinds = [kind for kind in MAKERS if kind in given]
    assert len(kinds) <= 1, f"only one of {kinds}"
    headers = [(name.lower(), value) for name, value in _headers(given.get("headers", {}))]
    body, content_type = _made(kinds[0], given[kinds[0]]) if kinds else (b"", "")
    if content_type and not any(name == "content-type" for name, _ in headers):
        headers.append(("content-type", content_type))
    return {"method": given.get("method", "POST"), "url": given["url"], "headers": tuple(headers), "body": body}


def _headers(given: object) -> list[tuple[str, str]]:
    """A mapping, or a list of pairs where a name is repeated."""
    pairs = given.items() if isinstance(given, dict) else [tuple(pair) for pair in given]  # type: ignore[attr-defined]  # a fixture's own list
    return [(str(name), str(value)) for name, value in pairs]


def _made(kind: str, given: Any) -> tuple[bytes, str]:
    match kind:
        case "json":
            return json.dumps(given, ensure_ascii=False).encode(), "application/json"
        case "form":
            pairs = [(str(name), _plain(value)) for name, value in _headers_of_form(given)]
            return urlencode(pairs, quote_via=quote).encode(), "application/x-www-form-urlencoded"
        case "multipart":
            return _multipart(given), f"multipart/form-data; boundary={BOUNDARY}"
        case "base64":
            return base64.b64decode(given), ""
        case "protobuf":
            return _message(given), "application/x-protobuf"
    return str(given).encode(), ""


def _headers_of_form(given: Any) -> list[tuple[Any, Any]]:
    return list(given.items()) if isinstance(given, dict) else [tuple(pair) for pair in given]


def _plain(value: object) -> str:
    """A field that holds JSON may be written as a mapping."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def _multipart(parts: list[dict[str, Any]]) -> bytes:
    """Parts as `{name, filename, type, and one of text, json, base64}`."""
    body = b""
    for part in parts:
        disposition = f'form-data; name="{part["name"]}"'
        if "filename" in part:
            disposition += f'; filename="{part["filename"]}"'
        head = f"--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\n"
        if "type" in part:
            head += f"Content-Type: {part['type']}\r\n"
        body += head.encode() + b"\r\n" + _content(part) + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode()


def _content(part: dict[str, Any]) -> bytes:
    if "base64" in part:
        return base64.b64decode(part["base64"])
    return _plain(part["json"]).encode() if "json" in part else str(part["text"]).encode()


def _message(fields: Any) -> bytes:
    """A protocol buffer from `{field number: text, whole number, message, or a list of them}`."""
    wire = b""
    for number, value in fields.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, int):
                wire += _varint(int(number) << 3) + _varint(one)
            else:
                data = _message(one) if isinstance(one, dict) else str(one).encode()
                wire += _varint(int(number) << 3 | 2) + _varint(len(data)) + data
    return wire


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
