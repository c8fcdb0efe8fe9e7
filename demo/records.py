"""What the stand-in received, exactly: method, host, path, headers, and the digest and length of the body."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One request, or one websocket message (`method` is then `MESSAGE`), as it reached the stand-in.

    `sha256` and `length` are of the body as it was sent: transfer coding and framing undone, content coding not.
    """

    host: str
    method: str
    path: str
    http: str
    headers: Sequence[Sequence[str]]
    sha256: str
    length: int

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
