"""URL -> the state that it names; and the pieces that wait on this node, which no URL names."""

from pathlib import Path

from gatepost.clock import Clock, SystemClock
from gatepost.errors import GatepostError
from gatepost.state.base import State
from gatepost.state.pieces import Pieces
from gatepost.state.redis.address import SCHEMES, read_address
from gatepost.state.sqlite import SqliteState


def open_state(url: str, var: Path, clock: Clock | None = None) -> State:
    """The state that a URL names. GatepostError when none can; a server is not asked for anything yet."""
    clock, file = clock or SystemClock(), _file(url, var)
    if file is not None:
        return SqliteState(file, clock)
    from gatepost.state.redis.server import Server  # noqa: PLC0415 - half a second of loading, for a fleet only
    from gatepost.state.redis.state import RedisState  # noqa: PLC0415 - as above

    return RedisState(Server(read_address(url)), clock)


def open_pieces(var: Path, clock: Clock | None = None) -> Pieces:
    """The pieces of uploads that wait on this node."""
    return Pieces(var / "pieces.sqlite3", clock or SystemClock())


def state_name(url: str, var: Path) -> str:
    """The state that a URL names, as people are told of it: without a password. GatepostError as for `open_state`."""
    return str(_file(url, var) or f"{url.partition(':')[0]} at {read_address(url)}")


def _file(url: str, var: Path) -> Path | None:
    """The file of `sqlite://`, in the folder of variable data, or of `sqlite:///path`. None for a server."""
    scheme, separator, path = url.partition("://")
    if separator and scheme == "sqlite":
        return Path(path) if path else var / "state.sqlite3"
    if separator and scheme in SCHEMES:
        return None
    raise GatepostError(
        f"no state can be kept at {scheme[:20]!r}: write sqlite://, sqlite:///path/to/file, or the URL of a server, rediss://host"
    )
