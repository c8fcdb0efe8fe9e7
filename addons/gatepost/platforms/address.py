"""A URL as definitions match it: host, path segments and query, normalised as servers do.

Percent-encoding is undone once, dot segments and empty segments go, so that one place has one address. Nothing here
raises: a hostile URL is an address that no definition knows.
"""

from dataclasses import dataclass
from urllib.parse import unquote


@dataclass(frozen=True, slots=True)
class Address:
    """`path` as sent, `folded` in lower case: definitions match without regard to case, captures keep theirs."""

    host: str
    path: tuple[str, ...]
    folded: tuple[str, ...]
    query: str


NOWHERE = Address("", (), (), "")


def parse_address(url: str) -> Address:
    _, scheme, rest = url.partition("://")
    rest = (rest if scheme else url).partition("#")[0]
    place, _, query = rest.partition("?")
    authority, _, path = place.partition("/")
    segments = _segments(path)
    return Address(normal_host(authority), segments, tuple([segment.lower() for segment in segments]), query)


def normal_host(authority: str) -> str:
    """A host name without user, port and trailing dot, in lower case."""
    host = authority.rpartition("@")[2]
    name, colon, port = host.rpartition(":")
    if colon and (port.isdigit() or not port):
        host = name
    return host.rstrip(".").lower()


def _segments(path: str) -> tuple[str, ...]:
    if "%" not in path and "/." not in path and "//" not in path and path[:1] != ".":
        return tuple(path.rstrip("/").split("/")) if path.strip("/") else ()
    found: list[str] = []
    for segment in path.split("/"):
        plain = unquote(segment) if "%" in segment else segment
        if plain == "..":
            del found[-1:]
        elif plain not in ("", "."):
            found.append(plain)
    return tuple(found)
