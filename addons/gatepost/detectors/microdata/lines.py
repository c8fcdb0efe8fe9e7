"""The lines of a text that may be rows, without what decorates them: bullets, numbers, quotes, tags of a web page."""

import re

from gatepost.detectors.microdata.kinds import Line

_LONGEST = 2_000  # characters of a line that can be a row
_BREAK = re.compile(r"\n|\r|<br ?/?>|\\n|</tr>|</li>|</p>")
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>")
_CELL_END = re.compile(r"</t[dh]>")
_LEAD = re.compile(
    r"[\s>*`+.#(\[-]{0,12}(?:(?:no ?)?\d{1,3}[.)\]:] ?(?=\D|\d{2})|[ivx]{1,4}[.)] |[a-z][.)] )?[\s>*`|+(\[-]{0,6}"
)
_TAIL = " \t`|,;)]}"
_WRITTEN = re.compile(r"[a-z0-9]")


def lines_of(folded: str) -> list[Line]:
    """The lines that may be rows: not empty, no rule between rows."""
    tagged = "</t" in folded
    lines: list[Line] = []
    start = 0
    for end, following in [*(match.span() for match in _BREAK.finditer(folded)), (len(folded), 0)]:
        if 0 < end - start <= _LONGEST:
            written = folded[start:end]
            if tagged:
                written = _TAG.sub(" ", _CELL_END.sub("|", written))
            lead = _LEAD.match(written)
            bare = written[lead.end() if lead else 0 :].rstrip(_TAIL)
            if _WRITTEN.search(bare):
                lines.append((start, end, bare))
        start = following
    return lines
