"""A file of any length, sealed to several people: piece by piece, never whole in memory.

After a first line come the seals, one a person: a key that is used once, in a sealed box. With it the content follows in
pieces (secretstream, XChaCha20-Poly1305), the last of them marked: a piece that is changed, moved, taken from another
file or missing at the end is found. `context` says what the file is about; it opens as nothing else.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from nacl import bindings as sodium
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from gatepost.errors import GatepostError
from gatepost.sealing.readers import Reader, mark_of

_FIRST = b"gatepost sealed 1\n"
_PIECE_BYTES = 64 * 1024
_MARK_BYTES = 8
_SEAL_BYTES = sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES + sodium.crypto_box_SEALBYTES
_MORE, _LAST = (
    sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
    sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL,
)


class Unopened(GatepostError):
    """What was sealed is not for this key, or is not what was sealed."""


def seal(file: BinaryIO, content: Iterable[bytes], readers: Sequence[Reader], *, context: str) -> None:
    """Write content to a file that only these people can read."""
    if not readers:
        raise ValueError("what is sealed to nobody is lost")
    key = sodium.crypto_secretstream_xchacha20poly1305_keygen()
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    file.write(_FIRST + bytes([len(readers)]))
    file.writelines(bytes.fromhex(reader.mark) + reader.seal(key) for reader in readers)
    file.write(sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key))
    about = _about(context)
    for piece, last in _pieces(content):
        tag = _LAST if last else _MORE
        file.write(sodium.crypto_secretstream_xchacha20poly1305_push(state, piece, about, tag))


def unseal(file: BinaryIO, key: PrivateKey, *, context: str) -> Iterator[bytes]:
    """The content, piece by piece. Whoever uses it must come to the end: only there a cut shows."""
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    try:
        opened = SealedBox(key).decrypt(_seal_of(file, mark_of(key.public_key)))
        header = file.read(sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES)
        sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, opened)
        yield from _pulled(file, state, _about(context))
    except (CryptoError, ValueError, TypeError, RuntimeError) as error:
        raise Unopened("what was sealed was changed, cut, or belongs elsewhere") from error


def _pulled(
    file: BinaryIO, state: "sodium.crypto_secretstream_xchacha20poly1305_state", about: bytes
) -> Iterator[bytes]:
    while True:
        sealed = file.read(_PIECE_BYTES + sodium.crypto_secretstream_xchacha20poly1305_ABYTES)
        piece, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, sealed, about)
        yield piece
        if tag == _LAST:
            break
    if file.read(1):
        raise ValueError("more follows after the end")


def _seal_of(file: BinaryIO, mark: str) -> bytes:
    """The seal for one key, with the file behind all of them."""
    if file.read(len(_FIRST)) != _FIRST:
        raise Unopened("this is nothing that Gatepost sealed")
    entries = [file.read(_MARK_BYTES + _SEAL_BYTES) for _ in range(int.from_bytes(file.read(1)))]
    for entry in entries:
        if entry[:_MARK_BYTES].hex() == mark:
            return entry[_MARK_BYTES:]
    raise Unopened("this was not sealed to this key")


def _pieces(content: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Content in pieces of one size, the last of any."""
    held = bytearray()
    for some in content:
        held += some
        while len(held) > _PIECE_BYTES:
            yield bytes(held[:_PIECE_BYTES]), False
            del held[:_PIECE_BYTES]
    yield bytes(held), True


def _about(context: str) -> bytes:
    return hashlib.sha256(context.encode("utf-8", "surrogatepass")).digest()
