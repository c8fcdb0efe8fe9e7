"""The auditor's page of journals: what of each is proven, what is wrong, and what nothing vouches for yet."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from starlette.exceptions import HTTPException
from starlette.responses import Response

from gatepost.console.translation import N_, catalogue
from gatepost.console.visit import Visit
from gatepost.events.breaks import Break
from gatepost.events.files import chains
from gatepost.events.verify import ChainReport
from gatepost.events.verify import verify as follow

BREAKS = (  # what can be wrong, for the catalogue
    N_("not a line of a journal"),
    N_("does not follow the line before: something was removed, added or moved"),
    N_("its hash is not that of its digest"),
    N_("its content was changed"),
    N_("this head is not signed by a key of this gateway"),
    N_("this head is true, but not of this place in this chain"),
    N_("%(file)s ends in the middle of a line"),
    N_("%(lines)d lines without a good head: one is written every %(every)d"),
)
_IN_LINE = N_("%(file)s, line %(line)d: %(what)s")
MOST_BYTES = 512 * 1024 * 1024  # some ten seconds; a longer one is for the command


def show(visit: Visit) -> Response:
    return _page(visit)


def verify(visit: Visit) -> Response:
    """Follow one chain from its beginning. On record, as looking is part of the proof."""
    name = visit.field("chain")
    paths = chains(visit.console.journals).get(name)
    if not paths or _size(paths) > MOST_BYTES:
        raise HTTPException(404)
    report = follow(name, ((path.name, _lines(path)) for path in paths), keys=_keys(visit.console.var / "keys"))
    visit.record("verified", chain=name, good=report.good)
    return _page(visit, report)


def _page(visit: Visit, report: ChainReport | None = None) -> Response:
    sizes = {name: _size(paths) for name, paths in chains(visit.console.journals).items()}
    breaks = [*_breaks(visit, report)] if report else []
    return visit.page("chains.html", sizes=sizes, most=MOST_BYTES, report=report, breaks=breaks)


def _breaks(visit: Visit, report: ChainReport) -> Iterator[str]:
    """In the language of whoever reads."""
    said = catalogue(visit.language).gettext

    def what(wrong: Break) -> str:
        return said(wrong.what) % wrong.values

    yield from map(what, report.breaks)
    for file in report.files:
        yield from (
            said(_IN_LINE) % {"file": file.name, "line": wrong.line, "what": what(wrong)} for wrong in file.breaks
        )


def _size(paths: Sequence[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def _keys(folder: Path) -> Sequence[Ed25519PublicKey]:
    """The public keys of this gateway's journals, older ones included."""
    found = [load_pem_public_key(path.read_bytes()) for path in sorted(folder.glob("journal*.pub"))]
    return [key for key in found if isinstance(key, Ed25519PublicKey)]
