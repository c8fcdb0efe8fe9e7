"""A pseudonym -> the person it stands for, sealed to the people who may reveal; the gate itself cannot read it back.

Each writing process adds lines to a file of its own, one a person and period: the pseudonym, and a seal for each
revealer. Only people are here; whose an account is cannot be asked. A line survives the death of the process.

The rule to keep: all files of a period end with its key, and nothing of a name is written anywhere else.
"""

import base64
import binascii
import json
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from gatepost.events.chain import canonical
from gatepost.events.pseudonyms import Pseudonyms
from gatepost.sealing.readers import Reader, mark_of, marks

_MOST_KNOWN = 500_000
_LONGEST_LOGIN = 256
_LONGEST_LINE = 64 * 1024
_WRITER = re.compile(r"[^A-Za-z0-9_-]")


class Names:
    """The sealed names that one process writes in one period."""

    def __init__(self, var: Path, writer: str, pseudonyms: Pseudonyms, readers: Sequence[Reader]) -> None:
        self._readers, self._pseudonyms = tuple(readers), pseudonyms
        self._path = _folder(var) / f"{pseudonyms.period}.{_WRITER.sub('_', writer)}.jsonl"
        self._known = _known(names_of(var, pseudonyms.period), marks(readers)) if readers else set()

    def remember(self, login: str) -> None:
        """Seal whose pseudonym this is, the first time it is used. OSError when it cannot be written."""
        pseudonym = self._pseudonyms.of("principal", login)
        if not self._readers or pseudonym in self._known:
            return
        content = canonical({"pseudonym": pseudonym, "login": login[:_LONGEST_LOGIN]})
        seals = {reader.mark: base64.b64encode(reader.seal(content)).decode("ascii") for reader in self._readers}
        self._add(canonical({"pseudonym": pseudonym, "seals": seals}) + b"\n")
        if len(self._known) < _MOST_KNOWN:
            self._known.add(pseudonym)

    def _add(self, line: bytes) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
        try:
            os.write(file, line)
        finally:
            os.close(file)


def names_of(var: Path, period: str) -> tuple[Path, ...]:
    """The files of a period's sealed names."""
    return tuple(sorted(_folder(var).glob(f"{period}.*.jsonl")))


def login_of(var: Path, period: str, pseudonym: str, key: PrivateKey) -> str | None:
    """Whose pseudonym it is, for who has a revealer's private key; None when it was not sealed to it, or destroyed."""
    mark = mark_of(key.public_key)
    for found, seals in _lines(names_of(var, period)):
        if found == pseudonym and mark in seals and (login := _opened(seals[mark], pseudonym, key)):
            return login
    return None


def _opened(seal: str, pseudonym: str, key: PrivateKey) -> str | None:
    """The login in a seal, when the seal is of this pseudonym and was not put beside another."""
    try:
        fields = json.loads(SealedBox(key).decrypt(base64.b64decode(seal, validate=True)))
    except (CryptoError, binascii.Error, ValueError):
        return None
    return str(fields["login"]) if fields.get("pseudonym") == pseudonym else None


def _known(files: Sequence[Path], wanted: frozenset[str]) -> set[str]:
    """The pseudonyms that are sealed to all of these people already."""
    return {pseudonym for pseudonym, seals in _lines(files) if wanted <= seals.keys()}


def _lines(files: Sequence[Path]) -> Iterator[tuple[str, dict[str, str]]]:
    """Pseudonyms and seals; the beginning of a line, and what is none, is passed over."""
    for path in files:
        with path.open("rb") as file:
            while line := file.readline(_LONGEST_LINE):
                try:
                    match json.loads(line):
                        case {"pseudonym": str(pseudonym), "seals": {**seals}}:
                            yield pseudonym, {str(mark): str(seal) for mark, seal in seals.items()}
                except (ValueError, RecursionError):
                    continue


def _folder(var: Path) -> Path:
    return var / "names"
