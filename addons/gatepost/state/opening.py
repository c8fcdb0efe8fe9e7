"""URL -> the state that it names; and the pieces that wait on this node, which no URL names."""

from pathlib import Path

from gatepost.clock import Clock, SystemClock
from gatepost.errors import GatepostError
from gatepost.state.base import State
from gatepost.state.pieces import Pieces
from gatepost.state.sqlite import SqliteState

_SERVERS = ("redis", "rediss", "valkey", "valkeys")


def open_state(url: str, var: Path, clock: Clock | None = None) -> State:
    """The state that a URL names: `sqlite://` in the folder of variable data, `sqlite:///path` elsewhere, or a server."""
    clock = clock or SystemClock()
    scheme, separator, path = url.partition("://")
    if separator and scheme in _SERVERS:
        from gatepost.state.redis import open_redis  # noqa: PLC0415 - its client takes half a second to load, for a fleet only

        return open_redis(url, clock)
    if separator and scheme == "sqlite":
        return SqliteState(Path(path) if path else var / "state.sqlite3", clock)
    raise GatepostError(
        f"no state can be kept at {scheme[:20]!r}: write sqlite://, sqlite:///path/to/file, or the URL of a server, rediss://host"
    )


def open_pieces(var: Path, clock: Clock | None = None) -> Pieces:
    """The pieces of uploads that wait on this node."""
    return Pieces(var / "pieces.sqlite3", clock or SystemClock())
