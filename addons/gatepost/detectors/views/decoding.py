"""What is written in codes is decoded in place: `&#80;`, `%50`, `\\u0050`, base64 (`packing.py`), overrides (`turning.py`).

A code is also undone within what another one gave. A link's `%20` is left alone: a search is not a statement. The rule
to keep: one cheap look for each kind of code, and every run is decoded once.
"""

import html
import re
from collections.abc import Iterator

from gatepost.detectors.views.codes import Code, edges
from gatepost.detectors.views.looks import Looks
from gatepost.detectors.views.packing import PACKED
from gatepost.detectors.views.rewriting import Rewritten, Stretch, rewrite, whole
from gatepost.detectors.views.turning import TURNED
from gatepost.folding import foreign

_TWICE = 2  # who nests codes deeper has no reader who would follow
_LONGEST_LINK = 2_000


def decoded(text: str) -> Rewritten | None:
    """The text with its codes undone, and the codes in what that gave; None when there are none."""
    first = rewrite(text, _in_order(text))
    second = rewrite(first.text, _in_order(first.text)) if first else None
    if first is None or second is None:
        return first
    return Rewritten(
        text=second.text,
        starts=[first.starts[start] for start in second.starts],
        ends=[first.ends[end - 1] for end in second.ends],
    )


def _in_order(text: str) -> Iterator[Stretch]:
    """What all codes decode, less what begins inside another."""
    found = [stretch for place in _LOOKS.seen(text) for stretch in _CODES[place].runs(text)]
    signs = foreign(text)
    if signs:
        found += [stretch for look, code in TURNED if look(signs) for stretch in code(text)]
    done = 0
    for stretch in sorted(found, key=lambda stretch: stretch.start):
        if stretch.start >= done:
            yield stretch
            done = stretch.end


def _entity(run: re.Match[str]) -> Stretch | None:
    said = html.unescape(run.group())
    return whole(*run.span(), said) if said != run.group() else None


def _escape(run: re.Match[str]) -> Stretch | None:
    code = int(run.group(run.lastindex or 0), 16)
    return whole(*run.span(), chr(code)) if code < 0x110000 else None


def _percent(run: re.Match[str]) -> Stretch | None:
    """UTF-8, or Latin-1 where it is not that."""
    if "://" in run.string[max(0, run.start() - _LONGEST_LINK) : run.start()].rpartition(" ")[2].rpartition("\n")[2]:
        return None
    data = bytes.fromhex(run.group().replace("%", ""))
    try:
        said = data.decode()
    except UnicodeDecodeError:
        said, places = data.decode("latin-1"), list(range(len(data) + 1))
    else:
        places = edges(said)
    starts = [run.start() + 3 * place for place in places]
    return Stretch(run.start(), run.end(), said, starts[:-1], starts[1:])


_CODES = (
    Code(
        look=r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31};)",
        run=re.compile(r"&(?:#\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)"),
        decode=_entity,
    ),
    Code(look="%[0-9A-Fa-f]{2}", run=re.compile(r"(?:%[0-9A-Fa-f]{2}){1,2000}"), decode=_percent),
    Code(
        look=r"\\[uUx]|[uU]\+[0-9a-fA-F]{4}",
        run=re.compile(
            r"\\u\{?([0-9a-fA-F]{2,6})\}?|\\U([0-9a-fA-F]{8})|\\x([0-9a-fA-F]{2})|[uU]\+([0-9a-fA-F]{4,5})[ ,]?"
        ),
        decode=_escape,
    ),
    *PACKED,
)
_LOOKS = Looks({place: code.look for place, code in enumerate(_CODES)})
