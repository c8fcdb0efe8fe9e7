"""Rich text becomes what is written in it: body, headers, notes, comments, hidden text, instructions of fields; and its files.

Of its groups, only tables of fonts, colours and styles are left out. Pictures and objects are files of their own, written in
hexadecimal or as they are. The rule to keep: one pass over the file, in which a group costs no more than its brace.
(Rich Text Format Specification 1.9.1)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gatepost.content.budget import Budget, Unreadable

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?[0-9]{1,10})? ?|((?:\\'[0-9A-Fa-f]{2}){1,64})|\\([^A-Za-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_DEEPEST = 1000  # groups in groups
_OFTEN = 1000  # tokens between looks at the clock
_QUIET = frozenset(
    {b"fonttbl", b"colortbl", b"stylesheet", b"listtable", b"listoverridetable", b"rsidtbl", b"themedata", b"filetbl"}
    | {b"datastore", b"colorschememapping", b"latentstyles", b"xmlnstbl", b"generator", b"revtbl", b"blipuid"}
)
_FILES = frozenset({b"pict", b"objdata"})
_APART = frozenset({b"header", b"footer", b"headerl", b"headerr", b"headerf", b"footerl", b"footerr", b"footerf"})
_APART |= {b"footnote", b"annotation", b"title", b"subject", b"author", b"keywords", b"doccomm", b"shptxt", b"fldinst"}
_CHARACTERS = dict.fromkeys([*_APART, b"par", b"line", b"sect", b"page", b"row"], "\n")
_CHARACTERS |= {b"tab": "\t", b"cell": "\t", b"emdash": "—", b"endash": "–", b"bullet": "•"}
_CHARACTERS |= {b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”"}
_SYMBOLS = {b"~": "\u00a0", b"_": "-", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
_CODE_PAGES = {437: "cp437", 850: "cp850", 1250: "cp1250", 1251: "cp1251", 10000: "mac-roman", 65001: "utf-8"}


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within one pair of braces."""

    said: bool = True
    file: bytearray | None = None
    substitutes: int = 1  # characters that stand for one of Unicode, for programs that know none


@dataclass(slots=True)
class RichText:
    """What is read: `said` and `files` are taken by who reads, `whole` is known at the end."""

    said: list[str] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)
    whole: bool = False
    _groups: list[_Group] = field(default_factory=lambda: [_Group()])
    _code_page: str = "cp1252"
    _skipped: int = 0  # substitutes that are still to come
    _binary: int = 0  # bytes that follow as they are

    def read(self, data: bytes, budget: Budget) -> Iterator[str]:
        """The text, a little at a time."""
        place = count = 0
        while place < len(data) and not self.whole:
            token = _TOKEN.match(data, place)
            place = token.end() if token else place + 1
            if token:
                self._take(token, budget)
            if self._binary:
                self._keep(data[place : place + self._binary])
                place, self._binary = place + self._binary, 0
            count += 1
            if not count % _OFTEN:
                budget.check_time()
                yield self._taken()
        yield self._taken()

    def _taken(self) -> str:
        said, self.said = self.said, []
        # Halves of one character are written one after the other.
        return "".join(said).encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def _take(self, token: re.Match[bytes], budget: Budget) -> None:
        word, number, coded, symbol, brace, text = token.groups()
        if word:
            self._word(word, int(number) if number else None)
        elif coded:
            self._say(bytes.fromhex(coded.replace(b"\\'", b"").decode()).decode(self._code_page, "replace"))
        elif symbol:
            self._say(_SYMBOLS.get(symbol, ""))
        elif brace == b"{":
            self._open()
        elif brace:
            self._close(budget)
        elif text:
            self._keep(text)

    def _open(self) -> None:
        if len(self._groups) > _DEEPEST:
            raise Unreadable("too-large")
        self._groups.append(self._groups[-1])

    def _close(self, budget: Budget) -> None:
        closed = self._groups.pop()
        self.whole = len(self._groups) <= 1
        self._groups = self._groups or [_Group()]
        if closed.file and closed.file is not self._groups[-1].file:
            budget.inflate(len(closed.file))
            self.files.append(_file(bytes(closed.file)))
        self._skipped = 0

    def _word(self, word: bytes, number: int | None) -> None:
        group = self._groups[-1]
        if word == b"u" and number is not None:
            self._skipped = 0
            self._say(chr(number % 0x10000))
            self._skipped = group.substitutes
        elif word == b"bin":
            self._binary = max(number or 0, 0)
        elif word == b"ansicpg":
            self._code_page = _CODE_PAGES.get(number or 0, "cp1252")
        elif word == b"uc":
            self._groups[-1] = replace(group, substitutes=min(max(number or 0, 0), 255))
        elif word in _QUIET:
            self._groups[-1] = replace(group, said=False)
        elif word in _FILES:
            self._groups[-1] = replace(group, said=False, file=bytearray())
        elif word in _CHARACTERS:
            self._say(_CHARACTERS[word])

    def _say(self, text: str) -> None:
        skipped = min(self._skipped, len(text))
        self._skipped -= skipped
        if self._groups[-1].said:
            self.said.append(text[skipped:])

    def _keep(self, data: bytes) -> None:
        group = self._groups[-1]
        if group.file is not None:
            group.file.extend(data)
        else:
            self._say(data.decode(self._code_page, "replace"))


def _file(written: bytes) -> bytes:
    """A file out of the digits that it is written in; one that was written as it is stays so."""
    digits = b"".join(written.split())
    try:
        return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
    except ValueError:
        return written
