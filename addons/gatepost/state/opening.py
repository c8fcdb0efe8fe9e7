"""URL -> the state that it names; and the pieces that wait on this node, which no URL names."""

from pathlib import Path

from gatepost.clock import Clock, SystemClock
from gatepost.errors import GatepostError
from gatepost.state.base import State
from gatepost.state.pieces import Pieces
from gatepost.state.sqlite import SqliteState


def open_state(url: str, var: Path, clock: Clock | None = None) -> State:
    """The state that a URL names: `sqlite://` in the folder of variable data, `sqlite:///path` elsewhere."""
    scheme, separator, path = url.partition("://")
    if scheme != "sqlite" or not separator:
        raise GatepostError(f"no state can be kept at {url!r}: write sqlite:// or sqlite:///path/to/file")
    return SqliteState(Path(path) if path else var / "state.sqlite3", clock or SystemClock())


def open_pieces(var: Path, clock: Clock | None = None) -> Pieces:
    """The pieces of uploads that wait on this node."""
    return Pieces(var / "pieces.sqlite3", clock or SystemClock())
